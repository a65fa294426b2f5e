"""XLSX: a workbook of several sheets, written row by row. Text is text: it makes no formula and no link."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

import xlsxwriter

from archive.export.table import Column, Row
from archive.text.counts import counted

SHEET_ROWS = 1_048_576  # its head among them
CELL_LENGTH = 32_767  # characters
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
}
EPOCH = datetime(1980, 1, 1)
WIDTHS = {"integer": 9, "number": 12, "boolean": 9, "date": 12, "datetime": 20}
DATES = {"date": "%Y-%m-%d", "datetime": "%Y-%m-%dT%H:%M:%S"}


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    columns: Sequence[Column]
    rows: Iterable[Row]


def write_xlsx(stream: BinaryIO, columns: Sequence[Column], rows: Iterable[Row], name: str = "data") -> None:
    write_workbook(stream, [Sheet(name, columns, rows)])


def write_workbook(stream: BinaryIO, sheets: Iterable[Sheet]) -> None:
    """The sheets in order; rows that a sheet does not take go on in “NAME 2”, and a last sheet says so, or
    that texts were cut. Same rows, same bytes."""
    with TemporaryDirectory() as folder:
        book = xlsxwriter.Workbook(stream, {**OPTIONS, "tmpdir": folder})
        try:
            _write_book(book, sheets)
        finally:
            # A book that was interrupted is never closed, nor are the files it keeps its rows in.
            for page in book.worksheets():
                page.row_data_fh.close()


def _write_book(book: Any, sheets: Iterable[Sheet]) -> None:
    """The book is closed, and with that written, only where every row has come."""
    book.set_properties({"created": EPOCH})
    formats = _Formats(
        book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
        {
            "date": book.add_format({"num_format": "yyyy-mm-dd"}),
            "datetime": book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
        },
    )
    notes = [note for sheet in sheets for note in _write(book, sheet, formats)]
    if notes:
        page = book.add_worksheet("说明 notes")
        for at, note in enumerate(notes):
            page.write_string(at, 0, note)
    book.close()


def _notes(name: str, sheets: int, cut: int) -> Iterator[str]:
    """What a reader of the workbook must know of one sheet, in both languages."""
    if sheets > 1:
        yield f"“{name}”的行多于一张工作表可容的行数，分在 {sheets} 张中，至“{name} {sheets}”为止。"
        yield f"The rows of “{name}” are more than a sheet takes: they go on to “{name} {sheets}”."
    if cut:
        yield f"不完整：有 {cut} 个单元格超过 {CELL_LENGTH} 字而被截断；全文请取 CSV、Parquet 或 JSON Lines。"
        yield f"Not complete: {counted(cut, 'cell')} cut at {CELL_LENGTH} characters; take another format."


@dataclass(frozen=True, slots=True)
class _Formats:
    head: Any
    dates: dict[str, Any]


def _write(book: Any, sheet: Sheet, formats: _Formats) -> list[str]:
    """What is to be said of the sheet."""
    page, at, count, cut = _page(book, sheet, sheet.name, formats), 0, 1, 0
    kinds = [formats.dates.get(column.type) and column.type for column in sheet.columns]
    for row in sheet.rows:
        at += 1
        if at == SHEET_ROWS:
            count += 1
            page, at = _page(book, sheet, f"{sheet.name} {count}", formats), 1
        for place, value in enumerate(row):
            if isinstance(value, str):
                cut += _write_text(page, at, place, value, kinds[place], formats)
            elif value is not None:
                page.write_number(at, place, value)
    return list(_notes(sheet.name, count, cut))


def _write_text(page: Any, at: int, place: int, value: str, kind: str | None, formats: _Formats) -> bool:
    moment = _moment(value, kind) if kind else None
    if moment and kind:
        page.write_datetime(at, place, moment, formats.dates[kind])
    elif value:
        page.write_string(at, place, value[:CELL_LENGTH])
    return len(value) > CELL_LENGTH


def _moment(value: str, kind: str) -> datetime | None:
    """A date as Excel keeps it; None where it is none, or one before its calendar begins."""
    try:
        moment = datetime.strptime(value.partition(".")[0].rstrip("Z"), DATES[kind])
    except ValueError:
        return None
    return moment if moment.year >= 1900 else None


def _page(book: Any, sheet: Sheet, name: str, formats: _Formats) -> Any:
    page = book.add_worksheet(name)
    page.freeze_panes(1, 0)
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, WIDTHS.get(column.type, 18))
        page.write_string(0, place, column.name, formats.head)
    return page
