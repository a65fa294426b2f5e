"""An archive of any earlier version opens, keeps all it holds, and is then as a fresh one."""

from __future__ import annotations

import gzip
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from archive.process import check, read_captures
from archive.store import Archive, ArchiveError, migrations, pages, schema
from archive.store.connection import register_functions
from archive.store.search import search

ARCHIVES = Path(__file__).parent / "archives"
VERSIONS = range(1, schema.VERSION)


@pytest.fixture(params=VERSIONS, ids="version-{}".format)
def old(request: pytest.FixtureRequest, db: Path) -> Path:
    db.write_bytes(gzip.decompress((ARCHIVES / f"version-{request.param}.db.gz").read_bytes()))
    return db


def shape(conn: sqlite3.Connection) -> dict[str, Any]:
    """All that makes a schema, but for the order of columns: those added later come last."""
    tables = [row[0] for row in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found: dict[str, Any] = {
        name: {
            "columns": {tuple(row)[1:] for row in conn.execute(f"PRAGMA table_info({name})")},
            "references": {tuple(row)[2:5] for row in conn.execute(f"PRAGMA foreign_key_list({name})")},
        }
        for name in tables
    }
    derived = conn.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"
        " AND (type <> 'table' OR sql LIKE 'CREATE VIRTUAL%')"
    )
    return {**found, **{name: (kind, sql) for kind, name, sql in derived}}


def contents(conn: sqlite3.Connection, columns: dict[str, list[str]]) -> dict[str, list[tuple[Any, ...]]]:
    found = {}
    for table, names in columns.items():
        listed = ", ".join(f'"{name}"' for name in names)
        if table == "visits" and "capture" in {row[1] for row in conn.execute("PRAGMA table_info(visits)")}:
            # Versions 1 and 2 had the id of the capture where there is its number now, and 3 and 4 said its
            # address again.
            listed = listed.replace('"capture_id"', "(SELECT id FROM captures WHERE number = capture)")
            listed = listed.replace('"url"', pages.VISITED)
        found[table] = [tuple(row) for row in conn.execute(f"SELECT {listed} FROM {table} ORDER BY rowid")]
    return found


def columns_of(path: Path) -> dict[str, list[str]]:
    conn = sqlite3.connect(path)
    tables = [
        name
        for (name,) in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        if name in schema.tables()
    ]
    found = {name: [row[1] for row in conn.execute(f"PRAGMA table_info({name})")] for name in tables}
    conn.close()
    return found


def test_it_keeps_all_and_becomes_as_a_fresh_one(old: Path, tmp_path: Path) -> None:
    columns = columns_of(old)
    conn = sqlite3.connect(old)
    before = contents(conn, columns)
    conn.close()
    assert len(before["captures"]) > 30
    with (
        Archive.open(old) as upgraded,
        Archive.open(tmp_path / "fresh.db", create=True) as fresh,
    ):
        assert contents(upgraded.conn, columns) == before
        assert shape(upgraded.conn) == shape(fresh.conn)
        said_twice = "SELECT count(*) FROM visits WHERE (url IS NULL) = (capture IS NULL)"
        assert upgraded.conn.execute(said_twice).fetchone()[0] == 0
        assert upgraded.conn.execute("PRAGMA user_version").fetchone()[0] == schema.VERSION
        assert upgraded.conn.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def test_what_was_stored_can_be_read_searched_and_checked(old: Path) -> None:
    with Archive.open(old) as archive:
        for (sha256,) in archive.conn.execute("SELECT sha256 FROM bodies").fetchall():
            archive.body(sha256)
        assert search(archive.conn, "规划方案").count > 20
        read_captures(archive, all=True, jobs=1)
        assert list(check(archive, jobs=1)) == []
        (gone,) = archive.conn.execute("SELECT count(*) FROM pages WHERE state = 'gone'").fetchone()
        assert gone == 1


def test_it_is_not_upgraded_by_who_only_reads(old: Path) -> None:
    with pytest.raises(ArchiveError, match="of an earlier version; `gongkai read"):
        Archive.open(old, read_only=True)


def test_a_step_that_fails_leaves_the_old_archive(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(conn: sqlite3.Connection) -> None:
        conn.execute("DROP INDEX captures_url")
        raise sqlite3.OperationalError("no luck")

    before = old.read_bytes()
    monkeypatch.setattr(migrations, "STEPS", dict.fromkeys(VERSIONS, fail))
    with pytest.raises(sqlite3.OperationalError, match="no luck"):
        Archive.open(old)
    assert old.read_bytes() == before


def test_what_is_missing_or_differs_is_made_anew(archive: Archive) -> None:
    conn = archive.conn
    wanted = shape(conn)
    conn.executescript("""
        DROP VIEW panel; CREATE VIEW panel AS SELECT 1 AS other;
        DROP INDEX captures_url; DROP INDEX captures_unread; CREATE INDEX captures_unread ON captures (url);
        DROP TRIGGER documents_search_update; DROP TABLE documents_fts;
        CREATE VIRTUAL TABLE documents_fts USING fts5(title, content=[documents_search]);
        DROP TABLE sections; ALTER TABLE pages DROP COLUMN etag; ALTER TABLE figures DROP COLUMN part;
    """)
    assert shape(conn) != wanted
    migrations.complete(conn)
    assert shape(conn) == wanted


def test_what_people_have_added_stays(archive: Archive) -> None:
    archive.conn.executescript("CREATE TABLE notes (text); CREATE VIEW mine AS SELECT text FROM notes;")
    migrations.complete(archive.conn)
    assert archive.conn.execute("SELECT count(*) FROM mine").fetchone()[0] == 0


def test_the_search_table_made_anew_finds_what_is_there(old: Path) -> None:
    conn = sqlite3.connect(old, isolation_level=None)
    register_functions(conn)
    conn.execute("DROP TABLE documents_fts")
    conn.close()
    with Archive.open(old) as archive:
        assert search(archive.conn, "规划方案").count > 20
