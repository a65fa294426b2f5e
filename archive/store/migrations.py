"""How an archive of an earlier version becomes one of the present version.

What is only new (tables, columns, indexes, views, triggers, the search table) needs no step: it is found by
comparing the file with a fresh archive. `STEPS[n]` is for what that cannot do, on the way from version n to
n + 1; it may use `sqlite_utils.Database`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import replace

from archive.store import schema


def _drop_what_version_1_had(conn: sqlite3.Connection) -> None:
    """A view of another name and columns; an index on a flag that misled the planner; one nobody asks."""
    conn.execute("DROP VIEW IF EXISTS panel_view")
    for index in ("figures_by_preferred", "visits_crawl_url"):
        conn.execute(f"DROP INDEX IF EXISTS {index}")


def _make_visits_small(conn: sqlite3.Connection) -> None:
    """Visits name their capture by its number, and most of their indexes are gone; so is one of pages that
    every visit rewrote, and one that nobody asks and that is written all over the file.
    """
    _remake_visits(conn, {"capture": "(SELECT number FROM captures WHERE id = visits.capture_id)"})
    for index in ("pages_by_last_seen", "pages_by_capture_id"):
        conn.execute(f"DROP INDEX IF EXISTS {index}")


def _remake_visits(conn: sqlite3.Connection, changed: Mapping[str, str]) -> None:
    """The table as it is made now; `changed`: the SQL of the columns that are not what they were."""
    made = replace(schema.tables()["visits"], name="visits_made")
    names = [column.name for column in made.columns]
    found = ", ".join(changed.get(name, f"visits.{name}") for name in names)
    conn.execute(schema.table_ddl(made))
    conn.execute(
        f"INSERT INTO visits_made ({', '.join(names)}) SELECT {found} FROM visits ORDER BY visits.number"
    )
    conn.execute("DROP TABLE visits")
    conn.execute("PRAGMA legacy_alter_table = ON")  # else triggers whose table is lost would forbid it
    conn.execute("ALTER TABLE visits_made RENAME TO visits")
    conn.execute("PRAGMA legacy_alter_table = OFF")


def _drop_what_every_page_was_written_into(conn: sqlite3.Connection) -> None:
    """Indexes of columns with few values, or of those that nobody asks for; some come back as parts."""
    for table, columns in (
        ("captures", ("status", "sha256", "media_type", "column", "kind", "parent_id", "origin")),
        ("pages", ("site_id", "column", "kind", "first_seen", "changed_at", "state", "parent_url")),
    ):
        for column in columns:
            conn.execute(f"DROP INDEX IF EXISTS {table}_by_{column}")


def _leave_out_what_captures_say(conn: sqlite3.Connection) -> None:
    """A visit that names a capture no longer repeats its address."""
    _remake_visits(conn, {"url": "iif(visits.capture IN (SELECT number FROM captures), NULL, url)"})


STEPS: Mapping[int, Callable[[sqlite3.Connection], None]] = {
    1: _drop_what_version_1_had,
    2: _make_visits_small,
    3: _drop_what_every_page_was_written_into,
    4: _leave_out_what_captures_say,
}

# Kind and SQL of every table, index, view and trigger by name, in the order of their making.
Objects = dict[str, tuple[str, str]]

_DROPPED_FIRST = ("trigger", "virtual table", "view", "index")


def upgrade(conn: sqlite3.Connection) -> int:
    """Brings an archive to the present version; how many versions that was. All of it is kept or nothing."""
    conn.execute("BEGIN IMMEDIATE")
    try:
        (version,) = conn.execute("PRAGMA user_version").fetchone()
        for number in range(version, schema.VERSION):
            if number in STEPS:
                STEPS[number](conn)
        complete(conn)
        conn.execute(f"PRAGMA user_version = {schema.VERSION}")
    except BaseException:
        conn.execute("ROLLBACK")
        raise
    conn.execute("COMMIT")
    return schema.VERSION - int(version)


def complete(conn: sqlite3.Connection) -> None:
    """Adds what a fresh archive has and this one lacks, and makes anew what is derived and differs.

    What people have added to the file stays.
    """
    fresh = sqlite3.connect(":memory:")
    schema.create(fresh)
    wanted, there = _objects(fresh), _objects(conn)
    fresh.close()
    stale = {
        name: kind for name, (kind, sql) in there.items() if kind != "table" and _differs(sql, wanted, name)
    }
    for kind in _DROPPED_FIRST:
        for name in (name for name, own in stale.items() if own == kind):
            conn.execute(f"DROP {kind.removeprefix('virtual ')} {name}")
    for name in schema.tables().keys() & there.keys():
        _add_columns(conn, name)
    made = [name for name in wanted if name not in there or name in stale]
    for name in made:
        conn.execute(wanted[name][1])
    if any(name.startswith(("documents_fts", "documents_search")) for name in made):
        conn.execute("INSERT INTO documents_fts (documents_fts) VALUES ('rebuild')")


def _objects(conn: sqlite3.Connection) -> Objects:
    """Without the tables that the search table keeps its index in, and what SQLite makes by itself."""
    rows = conn.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid")
    return {
        name: ("virtual table" if sql.startswith("CREATE VIRTUAL") else kind, sql)
        for kind, name, sql in rows
        if not name.startswith("documents_fts_")
    }


def _differs(sql: str, wanted: Objects, name: str) -> bool:
    return name in wanted and wanted[name][1] != sql


def _add_columns(conn: sqlite3.Connection, name: str) -> None:
    there = {row[1] for row in conn.execute(f"PRAGMA table_info({name})")}
    for column in schema.tables()[name].columns:
        if column.name not in there:
            conn.execute(f"ALTER TABLE {name} ADD COLUMN {schema.column_ddl(column)}")
