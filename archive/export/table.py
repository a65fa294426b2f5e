"""What every writer writes: described columns and an iterator of rows."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Any, Literal

Type = Literal["string", "integer", "number", "boolean", "date", "datetime", "any"]
Row = Sequence[Any]
CHUNK = 20_000


@dataclass(frozen=True, slots=True)
class Column:
    """`boolean` values are 0, 1 or None; `date` and `datetime` ISO 8601; `any` whatever the rows hold."""

    name: str
    type: Type = "any"
    zh: str = ""
    en: str = ""


@cache
def described(table: str) -> tuple[Column, ...]:
    """The columns of an exported table, as columns.csv describes them."""
    with files(__package__).joinpath("columns.csv").open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row.pop("table") == table]
    return tuple(Column(**row) for row in rows)  # type: ignore[arg-type]


def plain(names: Iterable[str]) -> tuple[Column, ...]:
    """Columns of which only the names are known."""
    return tuple(Column(name) for name in names)


def tuples(conn: sqlite3.Connection, sql: str, values: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
    """The rows of a question as plain tuples, whatever the connection makes of them."""
    cursor = conn.cursor()
    cursor.row_factory = None
    return cursor.execute(sql, values)


def chunks(rows: Iterable[Row], size: int = CHUNK) -> Iterator[list[Row]]:
    iterator = iter(rows)
    while chunk := list(islice(iterator, size)):
        yield chunk
