"""Compressing again: everything smaller, nothing changed, and stopped at any point it can be taken up."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from store_samples import capture_of

from archive.process import check
from archive.store import Archive
from archive.store.compact import SAMPLES, compact
from archive.store.dictionaries import PAGES


def words(seed: str, length: int) -> str:
    chance = random.Random(seed)
    return "".join(chr(chance.randrange(0x4E00, 0x5200)) for _ in range(length))


@pytest.fixture
def filled(archive: Archive) -> Archive:
    """Pages of a site, versions that are kept whole as in archives of version 1, a file that is no text."""
    frame = words("frame", 4000)
    for number in range(SAMPLES + 20):
        archive.record(capture_of(f"{number}", frame + words(f"{number}", 400)))
    for day in range(1, 6):
        archive.record(capture_of("v", f"{frame}{words('v', 300)}{day}", f"2026-01-0{day}T09:00:00Z"))
    whole = archive.bodies._dictionaries.of_site("s1")
    for row in archive.conn.execute("SELECT sha256 FROM bodies WHERE base IS NOT NULL").fetchall():
        archive.conn.execute(
            "UPDATE bodies SET base = NULL, head = 0, tail = 0, coding = 'zstd-dict', dictionary_id = ?,"
            " level = 0, data = ? WHERE sha256 = ?",
            (whole[0], whole[1].compress(archive.body(row["sha256"])), row["sha256"]),
        )
    archive.record(capture_of("a.pdf", b"%PDF" * 900, headers=(("Content-Type", "application/pdf"),)))
    archive.record(capture_of("nobody", "无主" * 300, site="", host="www.none.test"))
    archive.flush()
    return archive


def bodies(archive: Archive) -> dict[str, bytes]:
    rows = archive.conn.execute("SELECT sha256 FROM bodies ORDER BY sha256").fetchall()
    return {row["sha256"]: archive.bodies.get(row["sha256"], hashed=True) for row in rows}


def stored(archive: Archive) -> int:
    return int(archive.conn.execute("SELECT sum(length(data)) FROM bodies").fetchone()[0])


def test_smaller_and_the_same(filled: Archive) -> None:
    before, size = bodies(filled), stored(filled)
    done = compact(filled)
    assert done.bodies == len(before)
    assert done.vacuumed
    assert done.after < done.before
    assert stored(filled) < size
    assert bodies(filled) == before
    assert list(check(filled, jobs=1)) == []
    rows = filled.conn.execute("SELECT count(*) FROM bodies WHERE coding = 'zstd-version'").fetchone()
    assert rows[0] == 4
    assert filled.conn.execute("SELECT count(*) FROM dictionaries").fetchone()[0] == 1


def test_again_there_is_nothing_left_to_do(filled: Archive) -> None:
    compact(filled)
    size = stored(filled)
    assert compact(filled).bodies == 0
    assert stored(filled) == size
    assert compact(filled, level=19).bodies > 0


def test_what_comes_later_is_stored_and_read_as_ever(filled: Archive) -> None:
    compact(filled)
    capture = capture_of("v", words("frame", 4000) + "又一版", "2026-02-01T00:00:00Z")
    filled.record(capture)
    assert filled.body(capture.sha256) == capture.body
    assert filled.conn.execute("SELECT count(*) FROM bodies WHERE base IS NOT NULL").fetchone()[0] == 5


@pytest.mark.parametrize("stop", [1, 60, 130])
def test_stopped_it_is_taken_up_again(filled: Archive, db: Path, stop: int) -> None:
    before = bodies(filled)

    def progress(done: int, total: int) -> None:  # noqa: ARG001
        if done >= stop:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        compact(filled, progress=progress)
    filled.bodies.forget()
    with Archive.open(db) as archive:
        assert bodies(archive) == before
        (left,) = archive.conn.execute("SELECT count(*) FROM bodies WHERE level < 12").fetchone()
        assert 0 < left < len(before)
        assert compact(archive).bodies == left
        assert bodies(archive) == before
        assert archive.conn.execute("SELECT count(*) FROM dictionaries").fetchone()[0] == 1


def test_a_site_of_few_pages_does_not_lose_its_dictionary(archive: Archive) -> None:
    frame = words("frame", 4000)
    for number in range(PAGES + 5):
        archive.record(capture_of(f"{number}", frame + words(f"{number}", 400)))
    archive.flush()
    whole = stored(archive)
    compact(archive)
    assert stored(archive) < whole
    assert archive.conn.execute("SELECT samples FROM dictionaries").fetchone()[0] == PAGES + 5
