"""Captures, visits and pages: nothing twice, nothing lost."""

from __future__ import annotations

import random
import sqlite3
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from store_samples import capture_of

from archive.store import Archive, ArchiveError, crawls
from archive.store.archive import BATCH
from archive.store.dictionaries import PAGES


def count(archive: Archive, table: str) -> int:
    return int(archive.conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_first_same_and_changed_body(archive: Archive) -> None:
    assert archive.record(capture_of("a", "一")) == "new"
    assert archive.record(capture_of("a", "一", "2026-01-02T08:00:00Z")) == "unchanged"
    assert archive.record(capture_of("a", "二", "2026-01-03T08:00:00Z")) == "changed"
    page = archive.page("http://www.s1.test/a")
    assert page is not None
    assert (page.first_seen, page.changed_at, page.last_seen) == (
        "2026-01-01T08:00:00Z",
        "2026-01-03T08:00:00Z",
        "2026-01-03T08:00:00Z",
    )
    assert page.capture_id == capture_of("a", "二", "2026-01-03T08:00:00Z").id
    assert (count(archive, "captures"), count(archive, "visits"), count(archive, "bodies")) == (2, 3, 2)


def test_a_body_that_comes_back_is_a_version_of_its_own(archive: Archive) -> None:
    outcomes = [
        archive.record(capture_of("a", body, f"2026-01-0{day}T08:00:00Z"))
        for day, body in enumerate(["一", "二", "一"], 1)
    ]
    assert outcomes == ["new", "changed", "changed"]
    assert (count(archive, "captures"), count(archive, "bodies")) == (3, 2)


def test_the_same_body_of_two_pages_is_stored_once(archive: Archive) -> None:
    archive.record(capture_of("a", "同"))
    assert archive.record(capture_of("b", "同")) == "new"
    assert (count(archive, "captures"), count(archive, "bodies")) == (2, 1)


def test_a_capture_from_the_past_moves_only_the_first_date(archive: Archive) -> None:
    archive.record(capture_of("a", "今", "2026-01-05T08:00:00Z"))
    assert archive.record(capture_of("a", "昔", "2012-01-05T08:00:00Z")) == "changed"
    page = archive.page("http://www.s1.test/a")
    assert page is not None
    assert (page.first_seen, page.last_seen) == ("2012-01-05T08:00:00Z", "2026-01-05T08:00:00Z")
    assert page.capture_id == capture_of("a", "今", "2026-01-05T08:00:00Z").id


def test_recording_a_capture_twice_adds_no_capture(archive: Archive) -> None:
    for _ in range(2):
        archive.record(capture_of("a", "一"))
    assert count(archive, "captures") == 1


def test_headers_and_validators_are_kept_as_they_came(archive: Archive) -> None:
    headers = (("content-type", "text/html"), ("ETag", '"x"'), ("Set-Cookie", "a"), ("Set-Cookie", "b"))
    archive.record(capture_of("a", "一", headers=headers))
    row = archive.conn.execute("SELECT headers, media_type FROM captures").fetchone()
    assert (
        row["headers"]
        == '[["content-type", "text/html"], ["ETag", "\\"x\\""], ["Set-Cookie", "a"], ["Set-Cookie", "b"]]'
    )
    assert row["media_type"] == "text/html"
    page = archive.page("http://www.s1.test/a")
    assert page is not None
    assert page.etag == '"x"'


def test_missing_becomes_gone_after_two_proofs_and_the_time(archive: Archive) -> None:
    archive.record(capture_of("a", "一"))
    url = "http://www.s1.test/a"
    assert archive.visit(url, "2026-01-02T00:00:00Z", "missing", status=404) == "missing"
    assert archive.visit(url, "2026-01-03T00:00:00Z", "missing", status=404) == "missing"
    assert archive.visit(url, "2026-01-05T00:00:00Z", "missing", status=410) == "gone"
    page = archive.page(url)
    assert page is not None
    assert (page.misses, page.missing_since, page.gone_at) == (
        3,
        "2026-01-02T00:00:00Z",
        "2026-01-05T00:00:00Z",
    )
    archive.record(capture_of("a", "一", "2026-01-06T00:00:00Z"))
    page = archive.page(url)
    assert page is not None
    assert (page.state, page.misses, page.gone_at) == ("ok", 0, None)


def test_one_proof_is_not_enough_even_without_a_delay(archive: Archive) -> None:
    archive.record(capture_of("a", "一"))
    url = "http://www.s1.test/a"
    at_once = timedelta(0)
    assert archive.visit(url, "2026-01-02T00:00:00Z", "missing", gone_after=at_once) == "missing"
    assert archive.visit(url, "2026-01-02T00:00:00Z", "missing", gone_after=at_once) == "gone"


def test_not_modified_is_a_sign_of_life_and_a_guard_is_none(archive: Archive) -> None:
    archive.record(capture_of("a", "一"))
    url = "http://www.s1.test/a"
    archive.visit(url, "2026-01-02T00:00:00Z", "missing")
    assert archive.visit(url, "2026-01-03T00:00:00Z", "guarded", detail="challenge") == "missing"
    assert archive.visit(url, "2026-01-04T00:00:00Z", "not_modified", status=304) == "ok"
    page = archive.page(url)
    assert page is not None
    assert page.last_seen == "2026-01-04T00:00:00Z"
    assert archive.visit("http://www.s1.test/unknown", "2026-01-04T00:00:00Z", "failed") is None


def test_bodies_come_back_exactly_with_and_without_a_dictionary(archive: Archive) -> None:
    words = random.Random(1)
    frame = "".join(chr(words.randrange(0x4E00, 0x9000)) for _ in range(3000))
    captures = [capture_of(str(i), f"{frame}{words.random()}{frame[i : i + 500]}") for i in range(PAGES + 20)]
    for capture in captures:
        archive.record(capture)
    archive.record(
        capture_of("x.pdf", b"%PDF" + words.randbytes(500), headers=(("Content-Type", "application/pdf"),))
    )
    codings = dict(archive.conn.execute("SELECT coding, count(*) FROM bodies GROUP BY coding").fetchall())
    assert codings == {"zstd": 1, "zstd-dict": PAGES + 20}
    assert all(archive.body(capture.sha256) == capture.body for capture in captures)
    (size,) = archive.conn.execute("SELECT avg(length(data)) FROM bodies WHERE dictionary_id = 1").fetchone()
    assert size < 1000


def test_damaged_and_unknown_bodies_are_refused(archive: Archive) -> None:
    capture = capture_of("a", "一" * 100)
    archive.record(capture)
    with pytest.raises(ArchiveError, match="no body 0"):
        archive.body("0" * 64)
    (good,) = archive.conn.execute("SELECT data FROM bodies").fetchone()
    for data in (b"nonsense", good[:-3]):
        archive.conn.execute("UPDATE bodies SET data = ?", (data,))
        with pytest.raises(ArchiveError, match="is damaged"):
            archive.body(capture.sha256)


def test_a_batch_is_durable_at_its_end(archive: Archive, db: Path) -> None:
    for i in range(BATCH + 20):
        archive.record(capture_of(str(i), str(i)))
    with Archive.open(db, read_only=True) as reader:
        assert count(reader, "captures") >= BATCH
    archive.flush()
    with Archive.open(db, read_only=True) as reader:
        assert count(reader, "captures") == BATCH + 20


def test_an_error_takes_its_whole_transaction_back(archive: Archive) -> None:
    archive.record(capture_of("a", "一"))
    with pytest.raises(sqlite3.OperationalError):
        delete_and_fail(archive)
    assert count(archive, "captures") == 1


def test_an_error_in_a_batch_takes_back_no_more_than_its_own_step(archive: Archive, db: Path) -> None:
    archive.record(capture_of("a", "一"))
    broken = replace(capture_of("b", "二"), link_text="\ud800")
    with pytest.raises(UnicodeEncodeError):
        archive.record(broken)
    archive.record(capture_of("c", "三"))
    archive.flush()
    with Archive.open(db, read_only=True) as reader:
        urls = [row["url"] for row in reader.conn.execute("SELECT url FROM captures ORDER BY url")]
        assert urls == [capture_of(name, "").url for name in ("a", "c")]
        assert count(reader, "bodies") == 2


def delete_and_fail(archive: Archive) -> None:
    with archive.transaction() as conn:
        conn.execute("DELETE FROM captures")
        conn.execute("DELETE FROM nothing_of_that_name")


def test_crawls_count_their_visits_and_can_be_taken_up_again(archive: Archive) -> None:
    archive.record(capture_of("old", "旧"))
    crawl = archive.start_crawl("s1", "2026-01-02T00:00:00Z")
    archive.record(capture_of("a", "一", "2026-01-02T00:00:01Z"), crawl_id=crawl)
    archive.record(capture_of("old", "旧", "2026-01-02T00:00:02Z"), crawl_id=crawl)
    archive.visit("http://www.s1.test/b", "2026-01-02T00:00:03Z", "failed", crawl_id=crawl)
    interrupted = archive.interrupted_crawl("s1")
    assert interrupted is not None
    assert interrupted.id == crawl
    assert archive.visited(crawl) == {
        "http://www.s1.test/a": "new",
        "http://www.s1.test/old": "unchanged",
        "http://www.s1.test/b": "failed",
    }
    with archive.transaction() as conn:
        crawls.finish_crawl(conn, crawl, "2026-01-02T00:01:00Z", "ok", requests=4, bytes=10)
    assert archive.interrupted_crawl("s1") is None
    row = archive.conn.execute("SELECT new, changed, unchanged, failed, requests FROM crawls").fetchone()
    assert tuple(row) == (1, 0, 1, 1, 4)
