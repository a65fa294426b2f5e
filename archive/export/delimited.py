"""CSV: for programs (UTF-8, as it is), and for Excel (with a byte order mark, without formulas)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, BinaryIO, TextIO

from archive.export.table import Column, Row

# What a spreadsheet would take for a formula; numbers are no strings and stay what they are.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def write_csv(stream: BinaryIO, columns: Sequence[Column], rows: Iterable[Row]) -> None:
    """UTF-8 without a mark, lines ended by a line feed; a missing value is an empty field."""
    with _text(stream, "utf-8") as text:
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow([column.name for column in columns])
        writer.writerows(rows)


def write_excel_csv(stream: BinaryIO, columns: Sequence[Column], rows: Iterable[Row]) -> None:
    """What Excel opens with a double click: a mark for UTF-8, and an apostrophe before would-be formulas."""
    with _text(stream, "utf-8-sig") as text:
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow([safe(column.name) for column in columns])
        writer.writerows(map(_safe_row, rows))


def safe(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def _safe_row(row: Row) -> list[Any]:
    return [safe(value) for value in row]


@contextmanager
def _text(stream: BinaryIO, encoding: str) -> Iterator[TextIO]:
    """A text stream that leaves the binary one open."""
    text = io.TextIOWrapper(stream, encoding=encoding, newline="", write_through=False)
    try:
        yield text
    finally:
        text.detach()
