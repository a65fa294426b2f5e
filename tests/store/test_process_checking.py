"""`check`: finds what does not hold, holds little in memory, and goes on where it was stopped."""

from __future__ import annotations

import json
import random
import tracemalloc
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from store_samples import capture_of

from archive.cli import main
from archive.process import check
from archive.process.checklog import CheckLog
from archive.store import Archive


@pytest.fixture
def filled(archive: Archive) -> Archive:
    for number in range(60):
        archive.record(capture_of(f"{number}", f"正文{number}" * 20))
    archive.flush()
    return archive


def places(archive: Archive) -> list[str]:
    return [f"{p.place.split()[0]}: {p.message}" for p in check(archive, jobs=1)]


def test_another_body_of_the_same_size_is_found(filled: Archive) -> None:
    one, other = (capture_of(f"{n}", f"正文{n}" * 20).sha256 for n in (11, 12))
    filled.conn.execute(
        "UPDATE bodies SET data = (SELECT data FROM bodies WHERE sha256 = ?) WHERE sha256 = ?", (other, one)
    )
    assert places(filled) == [f"bodies: The body {one} is damaged: its bytes have another digest."]


def test_a_capture_whose_time_was_changed_is_found(filled: Archive) -> None:
    filled.conn.execute("UPDATE captures SET fetched_at = '2010-01-01T00:00:00Z' WHERE number = 7")
    assert places(filled) == ["captures: its id does not follow from its address, time and body"]


def test_a_broken_chain_is_found(archive: Archive) -> None:
    body = random.Random(1).randbytes(2000)
    for day in (1, 2):
        archive.record(capture_of("a", body + b"%d" % day, f"2026-01-0{day}T00:00:00Z"))
    archive.conn.execute("UPDATE bodies SET base = 'none' WHERE base IS NOT NULL")
    (place,) = places(archive)
    assert place.endswith("its key frame none is lost.")


def gongkai(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def test_a_stopped_check_goes_on(filled: Archive, db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    digests = [row["sha256"] for row in filled.conn.execute("SELECT sha256 FROM bodies ORDER BY sha256")]
    filled.conn.execute("UPDATE bodies SET data = x'00' WHERE sha256 IN (?, ?)", (digests[1], digests[-1]))
    filled.flush()
    seen: list[str] = []

    def work(archive: Archive, sha256: str) -> list[object]:
        from archive.process.checking import check_body

        if sha256 == digests[30] and "second run" not in seen:
            raise KeyboardInterrupt
        seen.append(sha256)
        return list(check_body(archive, sha256))

    monkeypatch.setattr("archive.process.checking._STAGES", (("bodies", "sha256", work),))
    monkeypatch.setattr("archive.process.pool.FEW", 1000)
    log = db.with_name("archive.db.check")
    assert gongkai("check", "--db", str(db)).exit_code == 1
    assert json.loads(log.read_text())["after"] == digests[29]
    seen.clear()
    seen.append("second run")
    done = gongkai("check", "--db", str(db))
    assert done.exit_code == 1
    assert "Going on with the check that was stopped" in done.stderr
    assert [digest in done.stderr for digest in (digests[1], digests[-1], digests[5])] == [True, True, False]
    assert seen == ["second run", *digests[30:]]
    assert not log.exists()


def test_a_log_that_cannot_be_read_or_written_does_no_harm(filled: Archive, db: Path, tmp_path: Path) -> None:
    filled.flush()
    db.with_name("archive.db.check").write_text("{nonsense")
    assert gongkai("check", "--db", str(db)).exit_code == 0
    log = CheckLog(tmp_path / "none" / "a.db")
    log.note("bodies", "x")
    log.write()


@pytest.mark.full
def test_memory_does_not_grow_with_the_archive(archive: Archive) -> None:
    peaks = []
    for first, end in ((0, 3_000), (3_000, 30_000)):
        with archive.transaction():
            for number in range(first, end):
                capture = capture_of(f"{number}", f"{number}")
                archive.bodies.put(capture.sha256, capture.body, None, None)
        tracemalloc.start()
        assert list(check(archive, jobs=1)) == []
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.2 * peaks[0] + 100_000


def test_a_spoiled_file_is_looked_through_as_far_as_it_can_be_read(
    filled: Archive, db: Path, tmp_path: Path
) -> None:
    """Wherever it is spoiled: sentences, never a traceback, and nothing is written."""
    filled.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    whole = db.read_bytes()
    chance = random.Random(5)
    for number in range(12):
        data = bytearray(whole)
        for _ in range(1 + number):
            place = chance.randrange(200, len(data) - 300)
            data[place : place + 300] = chance.randbytes(300)
        (spoiled := tmp_path / f"{number}.db").write_bytes(data)
        done = gongkai("check", "--db", str(spoiled))
        assert (done.exit_code, type(done.exception)) in [(0, type(None)), (1, SystemExit), (2, SystemExit)]
        assert "Traceback" not in done.stderr
        assert spoiled.read_bytes() == data
