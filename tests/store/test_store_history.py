"""What a page was at each time is the same in whatever order it became known."""

from __future__ import annotations

import itertools
import random
from pathlib import Path

import pytest
from store_samples import capture_of

from archive.export.warc import export_warc
from archive.model import Capture
from archive.process import check
from archive.store import Archive
from archive.store.merge import merge

URL = "http://www.s1.test/a"


def seen(bodies: str) -> list[Capture]:
    """A visit a day; each letter is a body."""
    return [capture_of("a", body * 300, f"2026-01-{day:02}T08:00:00Z") for day, body in enumerate(bodies, 1)]


def history(archive: Archive, visits: list[Capture]) -> str:
    found = [archive.capture_at(URL, visit.fetched_at) for visit in visits]
    return "".join(chr(capture.body[0]) if capture else "-" for capture in found)


@pytest.mark.parametrize("bodies", ["aba", "aab", "abab", "aabaa", "abcab"])
def test_in_any_order(tmp_path: Path, bodies: str) -> None:
    visits = seen(bodies)
    orders = list(itertools.permutations(visits))
    for number, order in enumerate(random.Random(1).sample(orders, min(24, len(orders)))):
        with Archive.open(tmp_path / f"{number}.db", create=True) as archive:
            for visit in order:
                archive.record(visit)
            assert history(archive, visits) == bodies
            page = archive.page(URL)
            assert page is not None
            assert (page.first_seen, page.last_seen) == (visits[0].fetched_at, visits[-1].fetched_at)
            latest = archive.capture_at(URL, page.last_seen)
            assert latest is not None
            assert (page.capture_id, page.changed_at) == (latest.id, latest.fetched_at)
            before = archive.conn.execute("SELECT count(*) FROM captures").fetchone()[0]
            assert {archive.record(visit) for visit in visits} == {"unchanged"}
            assert archive.conn.execute("SELECT count(*) FROM captures").fetchone()[0] == before
            assert list(check(archive, jobs=1)) == []


def test_out_of_shards_in_any_order(tmp_path: Path) -> None:
    visits = seen("aabbaab")
    parts = [visits[::3], visits[1::3], visits[2::3]]
    shards = [tmp_path / f"shard{n}.db" for n in range(3)]
    for shard, part in zip(shards, parts, strict=True):
        with Archive.open(shard, create=True) as archive:
            for visit in part:
                archive.record(visit)
    rows = set()
    for number, order in enumerate([*itertools.permutations(shards), (*shards, *shards)]):
        with Archive.open(tmp_path / f"all{number}.db", create=True) as archive:
            assert [conflict for shard in order for conflict in merge(archive, shard)] == []
            assert history(archive, visits) == "aabbaab"
            captures = archive.conn.execute("SELECT id, fetched_at, sha256 FROM captures ORDER BY id")
            pages = archive.conn.execute("SELECT * FROM pages")
            rows.add((tuple(map(tuple, captures)), tuple(map(tuple, pages))))
    assert len(rows) == 1


def test_two_bodies_within_a_second_are_both_kept(archive: Archive) -> None:
    one, other = capture_of("a", "一"), capture_of("a", "二")
    assert [archive.record(capture) for capture in (one, other, one, other)] == [
        "new", "changed", "unchanged", "unchanged",
    ]  # fmt: skip
    assert {row["id"] for row in archive.conn.execute("SELECT id FROM captures")} == {one.id, other.id}


def test_what_was_settled_leaves_once(archive: Archive, tmp_path: Path) -> None:
    visits = seen("aba")
    for visit in (visits[0], visits[2], visits[1]):
        archive.record(visit)
    assert export_warc(archive, tmp_path / "out.warc.gz") == 1 + 2 * 3
