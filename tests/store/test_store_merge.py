"""Joining archives: in any order, again and again, with different dictionaries; what differs is named."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from store_samples import capture_of

from archive.process import check, read_captures
from archive.store import Archive, ArchiveError, crawls, schema
from archive.store.dictionaries import PAGES
from archive.store.merge import JOINED, Conflict, merge


def words(seed: str, length: int) -> str:
    chance = random.Random(seed)
    return "".join(chr(chance.randrange(0x4E00, 0x9000)) for _ in range(length))


def fill(archive: Archive, site: str, pages: int, day: int) -> None:
    """Pages of one site with a dictionary of its own, versions of one page, a gone page, a crawl."""
    archive.record(capture_of("start", site, "2026-01-01T00:00:00Z", site=site, host=f"www.{site}.test"))
    crawl = archive.start_crawl(site, f"2026-01-{day:02}T00:00:00Z")
    for number in range(pages):
        body = words(site, 1500) + words(f"{site}{number}", 40)
        archive.record(
            capture_of(f"{number}", body, f"2026-01-{day:02}T08:00:00Z", site=site, host=f"www.{site}.test")
        )
    for visit in range(day, day + 4):
        body = f"{words(site, 3000)}浏览{visit}"
        archive.record(
            capture_of("v", body, f"2026-01-{visit:02}T09:00:00Z", site=site, host=f"www.{site}.test")
        )
    archive.visit(f"http://www.{site}.test/0", f"2026-02-{day:02}T08:00:00Z", "missing", status=404)
    archive.visit(f"http://www.{site}.test/0", f"2026-03-{day:02}T08:00:00Z", "missing", status=404)
    with archive.transaction() as conn:
        crawls.finish_crawl(conn, crawl, f"2026-01-{day:02}T10:00:00Z", "ok")


@pytest.fixture(scope="module")
def shards(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("shards")
    paths = [folder / f"{name}.db" for name in "abc"]
    for path, plan in zip(
        paths, ([("s1", PAGES + 5, 2)], [("s2", PAGES + 9, 3)], [("s1", 30, 9), ("s3", 4, 4)]), strict=True
    ):
        with Archive.open(path, create=True) as archive:
            for site, pages, day in plan:
                fill(archive, site, pages, day)
    return paths


def joined(target: Path, shards: Sequence[Path]) -> list[Conflict]:
    with Archive.open(target, create=True) as archive:
        return [conflict for shard in shards for conflict in merge(archive, shard)]


def contents(path: Path) -> dict[str, set[tuple[Any, ...]]]:
    """What is joined, without numbers of rows and how it is compressed."""
    left_out = {"number", "read_by", "first_visit"}
    found = {}
    with Archive.open(path, read_only=True) as archive:
        for name in ("sites", "columns", "crawls", "captures", "visits", "pages"):
            names = ", ".join(
                # The number of a capture is another one in every file.
                "(SELECT id FROM captures WHERE number = capture)" if c.name == "capture" else f'"{c.name}"'
                for c in schema.tables()[name].columns
                if c.name not in left_out
            )
            found[name] = {tuple(row) for row in archive.conn.execute(f"SELECT {names} FROM {name}")}
        digests = [row["sha256"] for row in archive.conn.execute("SELECT sha256 FROM bodies")]
        found["bodies"] = {(sha256, archive.bodies.get(sha256, hashed=True)) for sha256 in digests}
    return found


def test_what_was_fetched_is_joined_and_the_rest_is_read_again() -> None:
    """A table of its own for something fetched would have to be joined too."""
    names = set(schema.tables())
    assert set(JOINED) <= names
    assert not {
        name for name in names - set(JOINED) if name.startswith(("capture", "visit", "crawl", "page"))
    }


def test_in_any_order_and_again_it_is_the_same(shards: list[Path], tmp_path: Path) -> None:
    results = []
    for number, order in enumerate(itertools.permutations(shards)):
        target = tmp_path / f"{number}.db"
        assert joined(target, order) == []
        results.append(contents(target))
    assert all(result == results[0] for result in results)
    assert joined(tmp_path / "0.db", shards) == []
    assert contents(tmp_path / "0.db") == results[0]


def test_nothing_is_lost(shards: list[Path], tmp_path: Path) -> None:
    joined(tmp_path / "all.db", shards)
    whole = contents(tmp_path / "all.db")
    for shard in shards:
        part = contents(shard)
        for name in ("captures", "bodies", "visits", "crawls"):
            assert part[name] <= whole[name]
    with Archive.open(tmp_path / "all.db") as archive:
        (dictionaries,) = archive.conn.execute("SELECT count(*) FROM dictionaries").fetchone()
        assert dictionaries == 2
        read_captures(archive, jobs=1)
        assert list(check(archive, jobs=1)) == []


def test_a_page_in_two_shards_keeps_its_earliest_and_latest_dates(shards: list[Path], tmp_path: Path) -> None:
    joined(tmp_path / "all.db", [shards[2], shards[0]])
    with Archive.open(tmp_path / "all.db") as archive:
        page = archive.page("http://www.s1.test/v")
    assert page is not None
    assert (page.first_seen, page.last_seen) == ("2026-01-02T09:00:00Z", "2026-01-12T09:00:00Z")


def test_what_differs_is_named_and_kept_alike_in_any_order(tmp_path: Path) -> None:
    paths = [tmp_path / "a.db", tmp_path / "b.db"]
    for path, value in zip(paths, ("one", "two"), strict=True):
        with Archive.open(path, create=True) as archive:
            archive.record(capture_of("a", "一", headers=(("X-Said", value),)))
    conflicts = joined(tmp_path / "ab.db", paths)
    (conflict,) = conflicts
    assert conflict.place == f"captures {capture_of('a', '一').id}"
    said = 'headers is [["X-Said", "one"]] here and [["X-Said", "two"]] there; kept [["X-Said", "'
    assert conflict.message.startswith(said)
    joined(tmp_path / "ba.db", paths[::-1])
    assert contents(tmp_path / "ab.db") == contents(tmp_path / "ba.db")


def test_a_damaged_body_is_named_and_not_taken(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "a.db", create=True) as archive:
        archive.record(capture_of("a", "一" * 50))
        archive.record(capture_of("b", "二" * 50))
        archive.conn.execute(
            "UPDATE bodies SET data = x'00' WHERE sha256 = ?", (capture_of("a", "一" * 50).sha256,)
        )
    (conflict,) = joined(tmp_path / "all.db", [tmp_path / "a.db"])
    assert "not taken: The body" in conflict.message
    with Archive.open(tmp_path / "all.db") as archive:
        assert [row["url"] for row in archive.conn.execute("SELECT url FROM captures")] == [
            "http://www.s1.test/b"
        ]
        assert list(check(archive, jobs=1)) == []


def test_a_version_whose_key_frame_is_a_version_here(tmp_path: Path) -> None:
    body = random.Random(3).randbytes(5000)
    versions = [capture_of("a", body + b"%d" % n, f"2026-01-0{n}T00:00:00Z") for n in range(1, 4)]
    for path, order in (("a.db", [0, 1]), ("b.db", [1, 2])):
        with Archive.open(tmp_path / path, create=True) as archive:
            for place in order:
                archive.record(versions[place])
    joined(tmp_path / "all.db", [tmp_path / "a.db", tmp_path / "b.db"])
    with Archive.open(tmp_path / "all.db") as archive:
        assert [archive.body(v.sha256) for v in versions] == [v.body for v in versions]
        assert list(check(archive, jobs=1)) == []


def test_with_itself_or_with_nothing(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="cannot be joined with itself"):
        list(merge(archive, archive.path))
    with pytest.raises(ArchiveError, match="There is no archive"):
        list(merge(archive, tmp_path / "none.db"))
