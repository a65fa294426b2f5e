"""How bodies are kept: with dictionaries that are trained again, and against earlier versions of a page."""

from __future__ import annotations

import random
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st
from store_samples import capture_of

from archive.model import Capture
from archive.store import Archive, ArchiveError
from archive.store.compression import compress_against, decompress_against
from archive.store.dictionaries import LOOK, PAGES
from archive.store.splices import MARK

edits = st.lists(st.tuples(st.integers(0, 6000), st.integers(0, 40), st.binary(max_size=40)), max_size=4)


def words(seed: str, length: int) -> str:
    chance = random.Random(seed)
    return "".join(chr(chance.randrange(0x4E00, 0x9000)) for _ in range(length))


def page(template: str, number: int, day: int = 1) -> Capture:
    body = f"{words(template, 3000)}{words(f'{template}{number}', 60)}"
    return capture_of(f"{template}{number}", body, f"2026-01-{day:02}T08:00:00Z")


def codings(archive: Archive) -> dict[str, int]:
    return dict(archive.conn.execute("SELECT coding, count(*) FROM bodies GROUP BY coding").fetchall())


def row(archive: Archive, capture: Capture) -> sqlite3.Row:
    found: sqlite3.Row = archive.conn.execute(
        "SELECT *, length(data) AS stored FROM bodies WHERE sha256 = ?", (capture.sha256,)
    ).fetchone()
    return found


@given(st.binary(max_size=6000), edits)
def test_what_was_compressed_against_another_comes_back(
    earlier: bytes, edits: list[tuple[int, int, bytes]]
) -> None:
    body = bytearray(earlier)
    for place, cut, put in edits:
        body[place : place + cut] = put
    kept = compress_against(earlier, bytes(body))
    assert decompress_against(earlier, kept.head, kept.tail, kept.data, len(body)) == bytes(body)


def versions(archive: Archive, count: int) -> list[Capture]:
    """A page whose counter moves with every visit, between much that stays."""
    chance = random.Random(1)
    body = chance.randbytes(9000)
    found = [
        capture_of("a", body[:4000] + b"%d" % visit + body[4000:], f"2026-01-{visit:02}T08:00:00Z")
        for visit in range(1, count + 1)
    ]
    for capture in found:
        archive.record(capture)
    return found


def test_a_later_version_is_kept_as_what_differs(archive: Archive) -> None:
    captures = versions(archive, 20)
    assert codings(archive) == {"zstd": 1, "zstd-version": 19}
    assert all(row(archive, capture)["stored"] < 40 for capture in captures[1:])
    assert {row(archive, capture)["base"] for capture in captures[1:]} == {captures[0].sha256}
    assert [archive.body(c.sha256) for c in captures] == [c.body for c in captures]


def test_a_counter_and_a_paragraph_put_right_are_kept_as_pieces(archive: Archive) -> None:
    text = words("long", 3000)
    first = capture_of("a", f"<i>7</i>{text}")
    second = capture_of("a", f"<i>58</i>{text[:1000]}{words('new', 30)}{text[1020:]}", "2026-01-02T08:00:00Z")
    for capture in (first, second):
        archive.record(capture)
    kept = row(archive, second)["data"]
    assert kept.startswith(MARK)
    assert len(kept) < 130
    assert archive.body(second.sha256) == second.body
    for place in range(len(kept)):
        harmed = kept[:place] + bytes((kept[place] ^ 1,)) + kept[place + 1 :]
        archive.conn.execute("UPDATE bodies SET data = ? WHERE sha256 = ?", (harmed, second.sha256))
        with pytest.raises(ArchiveError, match="is damaged"):
            archive.body(second.sha256)


def test_a_version_that_differs_much_is_a_key_frame_of_its_own(archive: Archive) -> None:
    versions(archive, 3)
    other = capture_of("a", random.Random(2).randbytes(9000), "2026-01-10T08:00:00Z")
    again = capture_of("a", other.body[:-1], "2026-01-11T08:00:00Z")
    for capture in (other, again):
        archive.record(capture)
    assert row(archive, other)["base"] is None
    assert row(archive, again)["base"] == other.sha256
    assert archive.body(again.sha256) == again.body


def test_a_version_from_before_is_kept_against_the_one_that_is_there(archive: Archive) -> None:
    captures = versions(archive, 1)
    older = capture_of("a", captures[0].body[:-5], "2012-01-01T08:00:00Z")
    archive.record(older)
    assert row(archive, older)["base"] == captures[0].sha256


@pytest.mark.parametrize("harm", ["DELETE FROM bodies WHERE base IS NULL", "UPDATE bodies SET base = sha256"])
def test_a_broken_chain_is_named(archive: Archive, harm: str) -> None:
    captures = versions(archive, 2)
    archive.conn.execute(harm)
    with pytest.raises(ArchiveError, match="cannot be read: its key frame .* is (lost|no key frame)"):
        archive.body(captures[1].sha256)


def test_a_lost_dictionary_is_named(archive: Archive) -> None:
    for number in range(PAGES):
        archive.record(page("a", number))
    archive.conn.execute("DELETE FROM dictionaries")
    archive.bodies.forget()
    with pytest.raises(ArchiveError, match="lost its compression dictionary 1"):
        archive.body(page("a", 1).sha256)


def test_another_body_in_its_place_is_found_by_its_digest(archive: Archive) -> None:
    one, other = capture_of("a", "一" * 100), capture_of("b", "二" * 100)
    for capture in (one, other):
        archive.record(capture)
    data = row(archive, other)["data"]
    archive.conn.execute("UPDATE bodies SET data = ? WHERE sha256 = ?", (data, one.sha256))
    with pytest.raises(ArchiveError, match="another digest"):
        archive.bodies.get(one.sha256, hashed=True)


def test_a_redesigned_site_gets_a_dictionary_that_fits(archive: Archive) -> None:
    for number in range(PAGES):
        archive.record(page("old", number))
    for number in range(PAGES + LOOK):
        archive.record(page("new", number, 2))
    rows = archive.conn.execute("SELECT id, samples, ratio FROM dictionaries ORDER BY id").fetchall()
    assert len(rows) in (2, 3)  # the first look sees old and new pages mixed
    assert all(r["ratio"] < 0.2 for r in rows)
    archive.record(after := page("new", 9999, 3))
    assert row(archive, after)["dictionary_id"] == len(rows)
    assert row(archive, after)["stored"] < 600
    for number in range(PAGES):
        for template in ("old", "new"):
            assert archive.body((p := page(template, number)).sha256) == p.body


def test_a_dictionary_is_not_trained_again_where_pages_are_merely_different(archive: Archive) -> None:
    for number in range(PAGES):
        archive.record(page("old", number))
    for number in range(PAGES + LOOK):
        archive.record(capture_of(f"x{number}", words(f"x{number}", 2000), "2026-01-02T08:00:00Z"))
    assert archive.conn.execute("SELECT count(*) FROM dictionaries").fetchone()[0] == 1
    (ratio,) = archive.conn.execute("SELECT ratio FROM dictionaries").fetchone()
    assert ratio > 0.4  # so that it is not tried again after every page


def test_training_survives_the_end_of_the_process(archive: Archive) -> None:
    """What is counted is in the file: a site of five new pages a day gets its dictionary as well."""
    for number in range(PAGES):
        archive.record(page("a", number))
        archive.bodies.forget()
    assert codings(archive) == {"zstd-dict": PAGES}
