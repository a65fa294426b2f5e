"""The log is copied into the file while it is written to, and does not grow without end."""

from __future__ import annotations

import random
import sqlite3
import threading
from pathlib import Path

import pytest
from store_samples import capture_of

from archive.process import check
from archive.store import Archive, checkpoints


def write(archive: Archive, numbers: range) -> None:
    """Captures that do not get smaller, in one batch."""
    for number in numbers:
        archive.record(capture_of(str(number), random.Random(number).randbytes(40_000)))
    archive.flush()


def test_the_log_is_copied_beside_the_writing(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkpoints, "LOG", 400_000)
    log, largest = db.with_name(db.name + "-wal"), 0
    with Archive.open(db, create=True) as archive:
        archive.conn.execute("PRAGMA wal_autocheckpoint = 0")
        archive.conn.execute("PRAGMA journal_size_limit = 400000")
        for start in range(0, 300, 10):
            write(archive, range(start, start + 10))
            archive._checkpoints.end()
            largest = max(largest, log.stat().st_size)
        assert db.stat().st_size > 300 * 40_000 - 3_000_000
    assert largest < 4_000_000
    with Archive.open(db) as archive:
        assert list(check(archive, jobs=1)) == []
        assert archive.conn.execute("SELECT count(*) FROM captures").fetchone()[0] == 300


def test_the_log_can_be_emptied_while_it_is_being_copied(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkpoints, "LOG", 400_000)
    monkeypatch.setattr(checkpoints, "PASSES", 5000)
    with Archive.open(db, create=True) as archive:
        write(archive, range(20))
        assert "checkpoint" in {thread.name for thread in threading.enumerate()}
        archive.empty_log()
        assert "checkpoint" not in {thread.name for thread in threading.enumerate()}
        assert db.with_name(db.name + "-wal").stat().st_size == 0


def test_who_reads_meanwhile_sees_what_was_committed(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkpoints, "LOG", 400_000)
    with Archive.open(db, create=True) as archive:
        write(archive, range(5))
        with Archive.open(db, read_only=True) as reader:
            reader.conn.execute("BEGIN")
            seen = "SELECT count(*) FROM captures"
            assert reader.conn.execute(seen).fetchone()[0] == 5
            write(archive, range(5, 30))
            write(archive, range(30, 60))
            assert reader.conn.execute(seen).fetchone()[0] == 5
            reader.conn.execute("COMMIT")
            assert reader.conn.execute(seen).fetchone()[0] == 60


def test_a_file_that_is_gone_is_not_made_anew(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkpoints, "LOG", 0)
    archive = Archive.open(db, create=True)
    db.unlink()
    archive._checkpoints.committed()
    archive._checkpoints.end()
    assert not db.exists()
    with pytest.raises(sqlite3.OperationalError):
        sqlite3.connect(f"{db.as_uri()}?mode=rw", uri=True)
    archive.conn.close()
    assert "checkpoint" not in {thread.name for thread in threading.enumerate()}
