"""Rows as a file: plain CSV, CSV for Excel, XLSX, Parquet, JSON Lines, written as the rows come.

    column names, an iterator of rows -> a binary stream

No writer keeps more than some thousand rows in memory, and none seeks in the stream.
"""

from __future__ import annotations

import base64
import csv
import importlib.util
import io
import json
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, BinaryIO

import xlsxwriter

Row = Sequence[Any]
Kinds = Sequence[str | None]  # of each column: integer, real, text, blob; None where mixed; () where unknown
Stream = BinaryIO | io.RawIOBase
Write = Callable[[Sequence[str], Iterable[Row], Stream, Kinds], None]

BOM = "\ufeff"
BATCH = 20_000  # rows handed on at a time
SHEET_ROWS = 1_048_576
CELL_LENGTH = 32_767
PLAIN_CELLS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
# What a spreadsheet would take for a formula, in full width too; numbers stay numbers.
_FORMULA = re.compile(r"[=+\-@＝＋－＠\t\r]")
_NUMBER = re.compile(r"[+-]?\d[\d,]*(\.\d+)?%?")


@dataclass(frozen=True, slots=True)
class Format:
    """`ending` is what follows the name in a file name; `needs` a module of an extra, or None; `typed`: its
    writer must know the kinds of the columns beforehand."""

    name: str
    ending: str
    media_type: str
    write: Write
    needs: str | None = None
    typed: bool = False

    @property
    def installed(self) -> bool:
        return self.needs is None or importlib.util.find_spec(self.needs) is not None


def write_csv(columns: Sequence[str], rows: Iterable[Row], stream: Stream, _kinds: Kinds) -> None:
    """UTF-8 without a mark, RFC 4180."""
    _write_csv([columns], rows, stream, _plain)


def write_excel_csv(columns: Sequence[str], rows: Iterable[Row], stream: Stream, _kinds: Kinds) -> None:
    """UTF-8 with the mark by which Excel knows it; no cell is a formula."""
    stream.write(BOM.encode())
    _write_csv([columns], rows, stream, lambda value: defused(_plain(value)))


def _write_csv(
    head: list[Sequence[str]], rows: Iterable[Row], stream: Stream, cell: Callable[[Any], Any]
) -> None:
    for batch in _batches(iter(rows), head):
        lines = io.StringIO(newline="")
        csv.writer(lines).writerows([cell(value) for value in row] for row in batch)
        stream.write(lines.getvalue().encode("utf-8", "replace"))


def _batches(rows: Iterator[Row], head: Sequence[Row] = (), size: int = BATCH) -> Iterator[list[Row]]:
    """The first batch has the head and few rows, so that a reader sees at once that something comes."""
    yield [*head, *islice(rows, 500)]
    while batch := list(islice(rows, size)):
        yield batch


def _plain(value: Any) -> Any:
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


def defused(value: Any) -> Any:
    """A text that a spreadsheet would calculate, with an apostrophe before it; anything else as it is."""
    if isinstance(value, str) and _FORMULA.match(value) and not _NUMBER.fullmatch(value):
        return f"'{value}"
    return value


def write_json_lines(columns: Sequence[str], rows: Iterable[Row], stream: Stream, _kinds: Kinds) -> None:
    """One object a line."""
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    for batch in _batches(iter(rows)):
        lines = [encode(dict(zip(columns, map(_plain, row), strict=True))) for row in batch]
        stream.write("".join(f"{line}\n" for line in lines).encode("utf-8", "replace"))


def write_xlsx(columns: Sequence[str], rows: Iterable[Row], stream: Stream, _kinds: Kinds) -> None:
    """Further sheets where one is full; a sheet 说明 says how many texts were longer than a cell holds."""
    # The book is closed, and with that written, only where every row has come.
    with tempfile.TemporaryDirectory() as folder:
        book = xlsxwriter.Workbook(stream, {**PLAIN_CELLS, "constant_memory": True, "tmpdir": folder})
        try:
            cut = _fill(book, columns, iter(rows))
        except BaseException:
            for sheet in book.worksheets():
                sheet.row_data_fh.close()
            raise
        if cut:
            _explain(book.add_worksheet("说明 notes"), cut)
        book.close()


def _fill(book: Any, columns: Sequence[str], rows: Iterator[Row]) -> int:
    """How many cells had to be cut."""
    bold, cut, count = book.add_format({"bold": True}), 0, SHEET_ROWS - 1
    while count == SHEET_ROWS - 1:
        sheet, count = book.add_worksheet(), 0
        sheet.freeze_panes(1, 0)
        for place, name in enumerate(columns):
            sheet.write_string(0, place, name, bold)
        for count, row in enumerate(islice(rows, SHEET_ROWS - 1), 1):
            cut += sum(_write_cell(sheet, count, place, value) for place, value in enumerate(row))
    return cut


def _write_cell(sheet: Any, line: int, place: int, value: Any) -> bool:
    """Whether the value had to be cut."""
    value = _plain(value)
    if isinstance(value, bool | int | float):
        sheet.write_number(line, place, value)
    elif value is not None:
        sheet.write_string(line, place, value[:CELL_LENGTH])
        return len(value) > CELL_LENGTH
    return False


def _explain(sheet: Any, cut: int) -> None:
    sheet.write_string(
        0, 0, f"不完整：有 {cut} 个单元格超过 {CELL_LENGTH} 字而被截断；全文请取 CSV、Parquet 或 JSON Lines。"
    )
    sheet.write_string(
        1, 0, f"Not complete: {cut} cells were cut at {CELL_LENGTH} characters; take another format."
    )


def write_parquet(columns: Sequence[str], rows: Iterable[Row], stream: Stream, kinds: Kinds) -> None:
    """Columns typed by `kinds`, text where they are mixed."""
    import pyarrow
    from pyarrow import parquet

    types = {"integer": pyarrow.int64(), "real": pyarrow.float64(), "blob": pyarrow.binary()}
    names = _distinct(columns)
    known = kinds or [None] * len(columns)
    fields = [(n, types.get(kind or "", pyarrow.string())) for n, kind in zip(names, known, strict=True)]
    schema = pyarrow.schema(fields)
    with parquet.ParquetWriter(stream, schema, compression="zstd") as writer:
        for batch in _batches(iter(rows)):
            lists = zip(*batch, strict=True) if batch else ((),) * len(columns)
            arrays = [_array(values, type_) for values, (_, type_) in zip(lists, fields, strict=True)]
            writer.write_table(pyarrow.Table.from_arrays(arrays, schema=schema))


def _array(values: Iterable[Any], type_: Any) -> Any:
    import pyarrow

    if type_ == pyarrow.string():
        return pyarrow.array([v if v is None else str(_plain(v)) for v in values], type_)
    return pyarrow.array(values if type_ != pyarrow.float64() else map(_real, values), type_)


def _real(value: Any) -> float | None:
    return None if value is None else float(value)


def _distinct(columns: Sequence[str]) -> list[str]:
    """The names, a number behind one that stands there already."""
    return [f"{name}_{at}" if name in columns[:at] else name for at, name in enumerate(columns)]


SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS: Mapping[str, Format] = {
    one.name: one
    for one in (
        Format("csv", ".csv", "text/csv; charset=utf-8", write_csv),
        Format("excel", "-excel.csv", "text/csv; charset=utf-8", write_excel_csv),
        Format("xlsx", ".xlsx", SPREADSHEET, write_xlsx),
        Format("parquet", ".parquet", "application/vnd.apache.parquet", write_parquet, "pyarrow", typed=True),
        Format("jsonl", ".jsonl", "application/x-ndjson; charset=utf-8", write_json_lines),
    )
}
