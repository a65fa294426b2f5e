"""Rows of the archive as dictionaries, the form the JSON twins have."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

Row = dict[str, Any]
Values = Sequence[Any] | Mapping[str, Any]


def rows(conn: sqlite3.Connection, sql: str, values: Values = ()) -> list[Row]:
    cursor = conn.execute(sql, values)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def row(conn: sqlite3.Connection, sql: str, values: Values = ()) -> Row | None:
    found = rows(conn, sql, values)
    return found[0] if found else None


def scalar(conn: sqlite3.Connection, sql: str, values: Values = ()) -> Any:
    found = conn.execute(sql, values).fetchone()
    return found[0] if found else None


def where(conditions: Mapping[str, Any]) -> tuple[str, list[Any]]:
    """`WHERE` with the conditions whose value is not None: each a piece of SQL with one `?`."""
    used = {sql: value for sql, value in conditions.items() if value is not None}
    return (" WHERE " + " AND ".join(used) if used else ""), list(used.values())
