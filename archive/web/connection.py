"""What every connection of the site gets: search functions, and limits that hold for Python too."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from archive.store import register_functions
from archive.text.segment import fts_query, normalise, segment

# SQLite's time limit does not stop a Python function; this bounds what one can be given.
LONGEST_VALUE = 8_000_000
# Characters that a reader's SQL may give to one of our functions: about half a second's work.
LONGEST_WORDS = 300_000


def prepare(conn: sqlite3.Connection) -> None:
    """`escape_fts` is what Datasette's own search box calls with the reader's words (0.65; tested)."""
    register_functions(conn)
    conn.create_function("segment", 1, _bounded(segment), deterministic=True)
    conn.create_function("normalise", 1, _bounded(normalise), deterministic=True)
    conn.create_function("escape_fts", 1, _query, deterministic=True)
    conn.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
    conn.execute("PRAGMA query_only = 1")


def _bounded(function: Callable[[str], str | None]) -> Callable[[str | None], str | None]:
    def bounded(text: str | None) -> str | None:
        if text is not None and len(text) > LONGEST_WORDS:
            raise ValueError(f"The text is longer than {LONGEST_WORDS} characters.")
        return None if text is None else function(text)

    return bounded


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
