"""CSV: for programs (UTF-8, as it is), and for Excel (with a byte order mark, without formulas)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any, BinaryIO

from archive.export.table import Column, Row, chunks

MARK = "\ufeff"
# What a spreadsheet would take for a formula, in full width too; numbers stay numbers.
_FORMULA = re.compile(r"[=+\-@＝＋－＠\t\r]")
_NUMBER = re.compile(r"[+-]?\d[\d,]*(\.\d+)?%?")


def write_csv(stream: BinaryIO, columns: Sequence[Column], rows: Iterable[Row]) -> None:
    """UTF-8 without a mark, lines ended by a line feed; a missing value is an empty field."""
    _write(stream, chain([[column.name for column in columns]], rows), "\n")


def write_excel_csv(stream: BinaryIO, columns: Sequence[Column], rows: Iterable[Row]) -> None:
    """What Excel opens with a double click: a mark for UTF-8, and an apostrophe before would-be formulas."""
    stream.write(MARK.encode())
    safe = ([defused(value) for value in row] for row in chain([[c.name for c in columns]], rows))
    _write(stream, safe, "\r\n")


def _write(stream: BinaryIO, rows: Iterable[Row], end: str) -> None:
    for chunk in chunks(rows):
        lines = io.StringIO(newline="")
        csv.writer(lines, lineterminator=end).writerows(chunk)
        stream.write(lines.getvalue().encode("utf-8", "replace"))


def defused(value: Any) -> Any:
    """A text that a spreadsheet would calculate, with an apostrophe before it; anything else as it is."""
    if isinstance(value, str) and _FORMULA.match(value) and not _NUMBER.fullmatch(value):
        return f"'{value}"
    return value
