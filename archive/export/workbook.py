"""XLSX: a workbook of several sheets, written row by row. Text is text: it makes no formula and no link."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO

import xlsxwriter

from archive.export.table import Column, Row

ROWS = 1_048_576  # of a sheet, its head among them
CELL = 32_767  # characters of a cell
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
    """The sheets in order; rows that a sheet does not take go on in “NAME 2”. Same rows, same bytes."""
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": True,
    }
    book = xlsxwriter.Workbook(stream, options)
    book.set_properties({"created": EPOCH})
    formats = _Formats(
        book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
        {
            "date": book.add_format({"num_format": "yyyy-mm-dd"}),
            "datetime": book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
        },
    )
    for sheet in sheets:
        _write(book, sheet, formats)
    book.close()


@dataclass(frozen=True, slots=True)
class _Formats:
    head: Any
    dates: dict[str, Any]


def _write(book: Any, sheet: Sheet, formats: _Formats) -> None:
    page, at, count = _page(book, sheet, sheet.name, formats), 0, 1
    kinds = [formats.dates.get(column.type) and column.type for column in sheet.columns]
    for row in sheet.rows:
        at += 1
        if at == ROWS:
            count += 1
            page, at = _page(book, sheet, f"{sheet.name} {count}", formats), 1
        for place, value in enumerate(row):
            if isinstance(value, str):
                _write_text(page, at, place, value, kinds[place], formats)
            elif value is not None:
                page.write_number(at, place, value)


def _write_text(page: Any, at: int, place: int, value: str, kind: str | None, formats: _Formats) -> None:
    moment = _moment(value, kind) if kind else None
    if moment and kind:
        page.write_datetime(at, place, moment, formats.dates[kind])
    elif value:
        page.write_string(at, place, value if len(value) <= CELL else value[: CELL - 1] + "…")


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
