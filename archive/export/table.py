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

Type = Literal["string", "integer", "number", "boolean", "date", "datetime", "binary"]
Row = Sequence[Any]
FIRST, CHUNK = 500, 5_000


@dataclass(frozen=True, slots=True)
class Column:
    """`boolean` values are 0, 1 or None; `date` and `datetime` ISO 8601."""

    name: str
    type: Type = "string"
    zh: str = ""
    en: str = ""


@cache
def described(table: str) -> tuple[Column, ...]:
    """The columns of an exported table, as columns.csv describes them."""
    with files(__package__).joinpath("columns.csv").open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row.pop("table") == table]
    return tuple(Column(**row) for row in rows)  # type: ignore[arg-type]


def tuples(conn: sqlite3.Connection, sql: str, values: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
    """The rows of a question as plain tuples, whatever the connection makes of them."""
    cursor = conn.cursor()
    cursor.row_factory = None
    return cursor.execute(sql, values)


def chunks(rows: Iterable[Row], size: int = CHUNK) -> Iterator[list[Row]]:
    """Lists of `size` rows; the first is short, so that a reader sees at once that something comes."""
    iterator = iter(rows)
    if first := list(islice(iterator, min(size, FIRST))):
        yield first
    while chunk := list(islice(iterator, size)):
        yield chunk
