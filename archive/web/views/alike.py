"""Bodies whose names hold the words of a reader who asked for one by less than its full name."""

from __future__ import annotations

import sqlite3

from archive.web.rows import Row, rows, scalar

KNOWN = "SELECT 1 FROM organs WHERE name = :name OR id = :name"
ALIKE = "SELECT id, name FROM organs WHERE instr(name, ?) ORDER BY length(name), name LIMIT 8"


def bodies_alike(conn: sqlite3.Connection, name: str | None) -> list[Row]:
    """None where a body is called so, or nobody asked for one."""
    if not name or scalar(conn, KNOWN, {"name": name}):
        return []
    return rows(conn, ALIKE, [name])
