"""Rows into tables: written over those of the same key, the others of the same owner taken away."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from archive.store.schema import tables

Row = Mapping[str, Any]


def upsert(conn: sqlite3.Connection, table: str, rows: Sequence[Row]) -> None:
    """Writes rows that all have the same columns; columns they do not name keep their values."""
    if rows:
        conn.executemany(_upsert(table, tuple(rows[0])), [tuple(row.values()) for row in rows])


def replace_rows(
    conn: sqlite3.Connection,
    table: str,
    rows: Sequence[Row],
    owner: tuple[str, str],
    only: str = "1",
) -> None:
    """Makes these the rows (with an `id`) of the owner (column, value), among those where `only` holds."""
    upsert(conn, table, rows)
    kept = json.dumps([row["id"] for row in rows])
    conn.execute(
        f"DELETE FROM {table} WHERE {owner[0]} = ? AND {only} AND id NOT IN (SELECT value FROM json_each(?))",
        (owner[1], kept),
    )


@cache
def _upsert(table: str, columns: tuple[str, ...]) -> str:
    described = tables()[table]
    identity = [c.name for c in described.columns if "id" in c.keys] or list(described.key)
    names = ", ".join(f'"{name}"' for name in columns)
    rest = [name for name in columns if name not in identity]
    change = (
        "UPDATE SET " + ", ".join(f'"{name}" = excluded."{name}"' for name in rest) if rest else "NOTHING"
    )
    key = ", ".join(f'"{name}"' for name in identity)
    marks = ", ".join("?" * len(columns))
    return f"INSERT INTO {table} ({names}) VALUES ({marks}) ON CONFLICT ({key}) DO {change}"
