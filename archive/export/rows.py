"""Rows of which only the names of the columns are known, and perhaps the kinds of their values, as a file.

    column names, an iterator of rows -> a binary stream

No writer keeps more than some thousand rows in memory, and none seeks in the stream.
"""

from __future__ import annotations

import base64
import importlib.util
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from archive.export.delimited import write_csv, write_excel_csv
from archive.export.jsonlines import write_jsonl
from archive.export.parquet import write_parquet
from archive.export.table import Column, Row, Type
from archive.export.workbook import write_xlsx

Kinds = Sequence[str | None]  # of each column: integer, real, text, blob; None where mixed; () where unknown
Stream = BinaryIO | io.RawIOBase
Writer = Callable[[Any, Sequence[Column], Iterable[Row]], None]

TYPES: Mapping[str | None, Type] = {"integer": "integer", "real": "number", "blob": "binary"}


@dataclass(frozen=True, slots=True)
class Format:
    """`ending` is what follows the name in a file name; `needs` a module of an extra, or None; `typed`: its
    writer must know the kinds of the columns beforehand, and takes bytes as they are."""

    name: str
    ending: str
    media_type: str
    writer: Writer
    needs: str | None = None
    typed: bool = False

    @property
    def installed(self) -> bool:
        return self.needs is None or importlib.util.find_spec(self.needs) is not None

    def write(self, names: Sequence[str], rows: Iterable[Row], stream: Stream, kinds: Kinds) -> None:
        columns = columns_of(names, kinds)
        binary = {place for place, column in enumerate(columns) if column.type == "binary"}
        self.writer(stream, columns, _readable(rows, binary if self.typed else set()))


def columns_of(names: Sequence[str], kinds: Kinds) -> tuple[Column, ...]:
    """A number stands behind a name that is there already; a column of mixed kinds is text."""
    distinct = [f"{name}_{at}" if name in names[:at] else name for at, name in enumerate(names)]
    known = kinds or [None] * len(names)
    return tuple(Column(name, TYPES.get(kind, "string")) for name, kind in zip(distinct, known, strict=True))


def _readable(rows: Iterable[Row], binary: set[int]) -> Iterator[Row]:
    """Bytes as base64, except in columns that are to keep them."""
    for row in rows:
        if any(isinstance(value, bytes) for value in row):
            yield [v if place in binary else _text(v) for place, v in enumerate(row)]
        else:
            yield row


def _text(value: Any) -> Any:
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS: Mapping[str, Format] = {
    one.name: one
    for one in (
        Format("csv", ".csv", "text/csv; charset=utf-8", write_csv),
        Format("excel", "-excel.csv", "text/csv; charset=utf-8", write_excel_csv),
        Format("xlsx", ".xlsx", SPREADSHEET, write_xlsx),
        Format("parquet", ".parquet", "application/vnd.apache.parquet", write_parquet, "pyarrow", typed=True),
        Format("jsonl", ".jsonl", "application/x-ndjson; charset=utf-8", write_jsonl),
    )
}
