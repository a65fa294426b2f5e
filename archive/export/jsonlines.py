"""JSON Lines: an object a row, missing values as null."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import BinaryIO

from archive.export.table import Column, Row, chunks

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def write_jsonl(stream: BinaryIO, columns: Sequence[Column], rows: Iterable[Row]) -> None:
    names = [column.name for column in columns]
    flags = [place for place, column in enumerate(columns) if column.type == "boolean"]
    for chunk in chunks(rows):
        lines = [_encode(dict(zip(names, _with_flags(row, flags), strict=True))) for row in chunk]
        stream.write(("\n".join(lines) + "\n").encode("utf-8", "replace"))


def _with_flags(row: Row, flags: Sequence[int]) -> Row:
    """0 and 1 of boolean columns as false and true."""
    if not flags:
        return row
    changed = list(row)
    for place in flags:
        changed[place] = None if row[place] is None else bool(row[place])
    return changed
