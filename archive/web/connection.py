"""What every connection of the site gets: search functions, and limits that hold for Python too."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from archive.store import register_functions
from archive.text.segment import fts_query

# SQLite's time limit does not stop a Python function; this bounds what one can be given.
LONGEST_VALUE = 8_000_000


def prepare(conn: sqlite3.Connection) -> None:
    """`escape_fts` is what Datasette's own search box calls with the reader's words (0.65; tested)."""
    register_functions(conn)
    conn.create_function("escape_fts", 1, _query, deterministic=True)
    conn.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
    conn.execute("PRAGMA query_only = 1")


def _query(words: str | None) -> str:
    """Nothing to look for is written `""`: FTS5 takes an empty query for a mistake."""
    return fts_query(words) or '""'


@contextmanager
def large_values(conn: sqlite3.Connection) -> Iterator[None]:
    """Lets a stored body through that is longer than a query of a reader's may handle."""
    limit = conn.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 1_000_000_000)
    try:
        yield
    finally:
        conn.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, limit)
