"""The file itself: what cannot be opened says why, what was committed survives a kill."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest
from store_samples import capture_of

from archive.store import Archive, ArchiveError, schema
from archive.store.connection import register_functions


def test_no_such_file(db: Path) -> None:
    with pytest.raises(ArchiveError, match=r"^There is no archive at .*archive\.db\.$"):
        Archive.open(db)
    assert not db.exists()


def test_a_folder(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="is not an archive: it is a folder"):
        Archive.open(tmp_path)


@pytest.mark.parametrize("create", [False, True])
def test_not_a_database(db: Path, create: bool) -> None:
    db.write_bytes(b"<html>" * 1000)
    with pytest.raises(ArchiveError, match="is not an archive: it is no SQLite database"):
        Archive.open(db, create=create)
    assert db.read_bytes() == b"<html>" * 1000


@pytest.mark.parametrize("create", [False, True])
def test_a_database_of_something_else(db: Path, create: bool) -> None:
    conn = sqlite3.connect(db)
    conn.execute("CREATE TABLE birds (name)")
    conn.close()
    with pytest.raises(ArchiveError, match="is a database, but not an archive"):
        Archive.open(db, create=create)


def test_an_empty_file_is_filled_only_when_asked(db: Path) -> None:
    db.touch()
    with pytest.raises(ArchiveError, match="not an archive"):
        Archive.open(db)
    Archive.open(db, create=True).close()
    Archive.open(db).close()


def test_a_newer_version(db: Path) -> None:
    Archive.open(db, create=True).close()
    conn = sqlite3.connect(db)
    conn.execute("PRAGMA user_version = 999")
    conn.close()
    with pytest.raises(ArchiveError, match="written by a newer version"):
        Archive.open(db)


def test_a_folder_that_cannot_be_written() -> None:
    with pytest.raises(ArchiveError, match="cannot be opened"):
        Archive.open("/proc/archive.db", create=True)
    with pytest.raises(ArchiveError, match="cannot be opened"):
        Archive.open("/nowhere/at/all/archive.db", create=True)


def test_a_file_opened_for_reading_is_not_written(archive: Archive, db: Path) -> None:
    archive.flush()
    with Archive.open(db, read_only=True) as reader, pytest.raises(ArchiveError, match="read-only"):
        reader.record(capture_of("a", "一"))


def test_another_writer(archive: Archive, db: Path) -> None:
    with Archive.open(db, busy_ms=50) as other:
        archive.conn.execute("BEGIN IMMEDIATE")
        with pytest.raises(ArchiveError, match="locked by another program"):
            other.record(capture_of("a", "一"))
        archive.conn.execute("ROLLBACK")
        assert other.record(capture_of("a", "一")) == "new"


def test_a_full_disk_costs_only_the_open_batch(archive: Archive) -> None:
    archive.record(capture_of("a", "一"))
    archive.flush()
    (pages,) = archive.conn.execute("PRAGMA page_count").fetchone()
    archive.conn.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(ArchiveError, match="disk is full"):
        archive.record(capture_of("b", random.Random(1).randbytes(100_000)))
    archive.conn.execute("PRAGMA max_page_count = 1000000")
    assert archive.record(capture_of("b", "二")) == "new"
    assert archive.conn.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def test_a_truncated_file(db: Path) -> None:
    with Archive.open(db, create=True) as archive:
        for i in range(50):
            archive.record(capture_of(str(i), random.Random(i).randbytes(3000)))
    with db.open("r+b") as file:
        file.truncate(db.stat().st_size // 2)
    left = db.read_bytes()
    for read_only in (False, True):
        with pytest.raises(ArchiveError, match=r"is damaged: it was truncated, [\d,]+ of [\d,]+ bytes"):
            Archive.open(db, read_only=read_only)
    assert db.read_bytes() == left


def test_an_overwritten_file(db: Path) -> None:
    with Archive.open(db, create=True) as archive:
        for i in range(50):
            archive.record(capture_of(str(i), random.Random(i).randbytes(3000)))
    with db.open("r+b") as file:
        file.seek(3 * 8192)
        file.write(b"\xff" * (db.stat().st_size - 3 * 8192))
    with pytest.raises(ArchiveError, match="is damaged: it was truncated or overwritten"):
        read_all(db)


def read_all(db: Path) -> None:
    with Archive.open(db) as archive:
        for i in range(50):
            archive.record(capture_of(str(i), random.Random(i).randbytes(3000)))
            archive.body(capture_of(str(i), random.Random(i).randbytes(3000)).sha256)


def test_every_table_and_column_is_described(archive: Archive) -> None:
    described = schema.tables()
    for name, table in described.items():
        columns = [row["name"] for row in archive.conn.execute(f"PRAGMA table_info({name})")]
        assert columns == [column.name for column in table.columns]
        assert table.en
        assert table.zh
        assert all(column.en and column.zh for column in table.columns)
    made = archive.conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    assert {row["name"] for row in made if "_fts" not in row["name"]} == set(described)
    for view in schema.VIEWS:
        archive.conn.execute(f"SELECT * FROM {view.name} LIMIT 1").fetchall()


def test_references_lead_to_tables() -> None:
    described = schema.tables()
    for table in described.values():
        for column in table.columns:
            assert column.refers_to is None or len(described[column.refers_to].key) == 1


def test_functions_of_search_are_there_on_any_connection() -> None:
    conn = sqlite3.connect(":memory:")
    register_functions(conn)
    assert conn.execute("SELECT segment('司法局'), fts_query('司法'), normalise('１')").fetchone() == (
        "司法 法局 局",
        '("司法")',
        "1",
    )
    assert conn.execute("SELECT segment(NULL), fts_query(NULL), normalise(NULL)").fetchone() == (
        None,
        "",
        None,
    )
