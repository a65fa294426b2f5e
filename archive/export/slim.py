"""A small copy for publishing: what was read, where it was fetched, and no more bodies than are wanted.

One file without a log beside it (`journal_mode=delete`, VACUUM), so that it can be served immutable. It says
in its table `slim` what was chosen, and is only ever read.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Literal

from archive.export.whole import whole_path
from archive.store import Archive
from archive.store.bodies import Bodies
from archive.store.schema import tables

Progress = Callable[[int, int], None]
Kept = Literal["none", "latest"]

# What each table keeps, in an order in which each can name those before. Those that are missing keep nothing:
# visits, crawls and dictionaries say how it was collected.
_ALL = "1"
_WHERE = {
    "regions": _ALL,
    "indicators": _ALL,
    "crosswalk": _ALL,
    "variables": _ALL,
    "sites": _ALL,
    "columns": _ALL,
    "documents": "?1 = '[]' OR kind IN (SELECT value FROM json_each(?1))",
    "parts": "document_id IN (SELECT id FROM main.documents)",
    "document_tables": "document_id IN (SELECT id FROM main.documents)",
    "reports": "document_id IN (SELECT id FROM main.documents)",
    "sections": "report_id IN (SELECT id FROM main.reports)",
    "figures": "report_id IN (SELECT id FROM main.reports)",
    "findings": "report_id IN (SELECT id FROM main.reports)"
    " OR (report_id IS NULL AND document_id IN (SELECT id FROM main.documents))",
    "organs": "id IN (SELECT organ_id FROM main.reports)",
    # The latest captures of lists prove what they did not name.
    "captures": "id IN (SELECT capture_id FROM main.parts) OR id IN (SELECT capture_id FROM main.documents)"
    " OR id IN (SELECT capture_id FROM source.pages WHERE kind = 'list')",
    "pages": "url IN (SELECT url FROM main.captures)",
}


def export_slim(
    archive: Archive,
    path: Path,
    *,
    kinds: Sequence[str] = ("annual_report",),
    bodies: Kept = "none",
    progress: Progress | None = None,
) -> int:
    """Writes the copy; its bytes. No `kinds` means all. `bodies`: none, or those of the latest versions."""
    with whole_path(path) as partial:
        Archive.open(partial, create=True).close()
        with Archive.open(partial) as copy:
            copy.conn.execute("ATTACH ? AS source", (archive.path.absolute().as_uri() + "?mode=ro",))
            with copy.transaction() as conn:
                for done, (name, where) in enumerate(_chosen().items(), 1):
                    _copy(conn, name, where, json.dumps(list(kinds)))
                    if progress:
                        progress(done, len(_chosen()))
                if bodies == "latest":
                    _copy_bodies(archive, copy)
                _tell(conn, kinds, bodies)
            copy.conn.execute("DETACH source")
        _close_up(partial)
    return path.stat().st_size


def _chosen() -> dict[str, str]:
    """The tables to copy; one that is new keeps all, unless it is known to say how things were collected."""
    left_out = {"bodies", "dictionaries", "visits", "crawls", "slim"}
    others = {name: _ALL for name in tables() if name not in _WHERE and name not in left_out}
    return {**_WHERE, **others}


def _copy(conn: sqlite3.Connection, name: str, where: str, kinds: str) -> None:
    there = {row["name"] for row in conn.execute(f"PRAGMA source.table_info({name})")}
    names = ", ".join(f'"{column.name}"' for column in tables()[name].columns if column.name in there)
    order = ", ".join(f'"{column}"' for column in tables()[name].key)
    values = (kinds,) if "?1" in where else ()
    conn.execute(
        f"INSERT INTO main.{name} ({names}) SELECT {names} FROM source.{name} WHERE {where} ORDER BY {order}",
        values,
    )


def _copy_bodies(archive: Archive, copy: Archive) -> None:
    """The bodies behind the current documents, compressed for themselves: theirs may be against others."""
    rows = copy.conn.execute(
        "SELECT DISTINCT captures.sha256, source_id, captures.media_type FROM parts"
        " JOIN documents ON documents.id = document_id JOIN captures ON captures.id = parts.capture_id"
        " WHERE documents.current = 1 ORDER BY captures.number"
    ).fetchall()
    wanted = Bodies(copy.conn)
    for row in rows:
        body = archive.bodies.get(row["sha256"], hashed=True)
        wanted.put(row["sha256"], body, row["source_id"], row["media_type"])


def _tell(conn: sqlite3.Connection, kinds: Sequence[str], bodies: Kept) -> None:
    (latest,) = conn.execute("SELECT max(last_seen) FROM source.pages").fetchone()
    said = {"kinds": ", ".join(kinds) or "all", "bodies": bodies, "source_fetched_at": latest or ""}
    conn.executemany("INSERT INTO slim (name, value) VALUES (?, ?)", said.items())


def _close_up(path: Path) -> None:
    """No log, no free pages, the search table in one piece."""
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        conn.execute("PRAGMA journal_mode = DELETE")
        conn.execute("INSERT INTO documents_fts (documents_fts) VALUES ('optimize')")
        conn.execute("VACUUM")
        conn.execute("PRAGMA optimize")
