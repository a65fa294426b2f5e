"""Spreadsheets, new and old, with calamine: every visible sheet a table that counts rows and columns as the
sheet shows them in its used range. What is hidden is not read: sheets, rows and columns.
"""

from __future__ import annotations

import io
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import product
from zipfile import BadZipFile, ZipFile

import python_calamine as calamine

from archive.model import Cell, Document, Table
from archive.read import media
from archive.read.grid import MAX_COLUMNS, MAX_PLACES, resolve
from archive.read.hidden import Hidden, hidden_in_xls, hidden_in_xlsx
from archive.read.lines import About, Item, Line, clean, compose

_MAX_TITLE = 80
_MAX_LAID_OUT = 20 * MAX_PLACES
_FILLED = re.compile(rb"""<(?:\w+:)?c\b[^>]*?\br=["']([A-Z]{1,3})(\d{1,7})["'][^>]*(?<!/)>""")
_Value = int | float | str | bool | time | date | datetime | timedelta


def read_sheets(body: bytes) -> Document:
    kind = media.media_type(body)
    hidden = _hidden_in(body, kind)
    items: list[Item] = []
    try:
        with calamine.CalamineWorkbook.from_filelike(io.BytesIO(body)) as book:
            hidden += [Hidden()] * (len(book.sheets_metadata) - len(hidden))
            for sheet, unseen in zip(book.sheets_metadata, hidden, strict=False):
                if (
                    sheet.visible == calamine.SheetVisibleEnum.Visible
                    and sheet.typ == calamine.SheetTypeEnum.WorkSheet
                ):
                    items += _sheet_items(book.get_sheet_by_name(sheet.name), unseen)
    except calamine.PasswordError as error:
        raise media.Unreadable("The spreadsheet is protected by a password.") from error
    except (calamine.CalamineError, BadZipFile, OSError, ValueError) as error:
        raise media.Unreadable("The spreadsheet is damaged or truncated.") from error
    if not items:
        raise media.Unreadable("The spreadsheet is empty.")
    return compose(kind, items, About(title=_title(items)))


def _hidden_in(body: bytes, kind: str) -> list[Hidden]:
    """What each sheet hides, in the order of the workbook."""
    if kind != media.XLSX:
        return hidden_in_xls(body)
    with media.open_zip(body) as archive:
        _refuse_far_apart(archive)
        return hidden_in_xlsx(archive)


def _refuse_far_apart(archive: ZipFile) -> None:
    """calamine lays every sheet out from its first to its last filled cell before it can be asked how large
    it is: a lone cell in the far corner would take all the memory there is.
    """
    for name in archive.namelist():
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            places = _FILLED.findall(media.unpack(archive, name))
            rows = [int(row) for _, row in places] or [0]
            columns = [_column(letters) for letters, _ in places] or [0]
            if (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1) > _MAX_LAID_OUT:
                raise media.Unreadable("The spreadsheet has a sheet whose filled cells lie too far apart.")


def _column(letters: bytes) -> int:
    """A is 1, Z 26, AA 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _sheet_items(sheet: calamine.CalamineSheet, hidden: Hidden) -> Iterator[Item]:
    """A heading with the sheet's name, then its table."""
    if sheet.height * sheet.width > MAX_PLACES or sheet.width > MAX_COLUMNS:
        raise media.Unreadable(
            f"The sheet {sheet.name} has {sheet.height} rows and {sheet.width} columns, too many."
        )
    values = sheet.to_python(skip_empty_area=True)
    top, left = sheet.start or (0, 0)
    rows = [i for i in range(len(values)) if top + i not in hidden.rows]
    columns = [j for j in range(len(values[0]) if values else 0) if left + j not in hidden.columns]
    texts = [[_printed(values[i][j]) for j in columns] for i in rows]
    if any(text for row in texts for text in row):
        grid = resolve(_cells(_merged(sheet, values, rows, columns), texts))
        yield Line(clean(sheet.name), heading=True)
        yield Table(0, grid, _caption(grid), sheet.name)


@dataclass(frozen=True, slots=True)
class _Merge:
    """A merged cell as the places of it that are shown, counted from 0, and its words."""

    row: int
    column: int
    height: int
    width: int
    text: str


def _merged(
    sheet: calamine.CalamineSheet, values: list[list[_Value]], rows: list[int], columns: list[int]
) -> Iterator[_Merge]:
    """The merged cells: one whose first row or column is hidden still shows its words."""
    top, left = sheet.start or (0, 0)
    for (first_row, first_column), (last_row, last_column) in sheet.merged_cell_ranges or ():
        row, column = first_row - top, first_column - left
        if 0 <= row < len(values) and 0 <= column < len(values[row]):
            above, below = bisect_left(rows, row), bisect_left(rows, last_row - top + 1)
            before, behind = bisect_left(columns, column), bisect_left(columns, last_column - left + 1)
            if above < below and before < behind:
                text = _printed(values[row][column])
                yield _Merge(above, before, below - above, behind - before, text)


def _cells(merged: Iterable[_Merge], texts: list[list[str]]) -> Iterator[Cell]:
    """Every shown place of the used range, merged ones as one cell."""
    covered: set[tuple[int, int]] = set()
    for one in merged:
        places = product(range(one.row, one.row + one.height), range(one.column, one.column + one.width))
        covered.update(places)
        yield Cell(one.row + 1, one.column + 1, one.text, one.height, one.width)
    for i, line in enumerate(texts):
        for j, text in enumerate(line):
            if (i, j) not in covered:
                yield Cell(i + 1, j + 1, text)


def _printed(value: _Value) -> str:
    """As the sheet shows it in its plainest format: whole numbers without a point, dates as YYYY-MM-DD."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(round(value, 10))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    return clean(str(value).replace("\r", "").replace("\n", ""))


def _caption(rows: tuple[tuple[Cell, ...], ...]) -> str | None:
    """The first row where it is one text over the whole width."""
    texts = [cell.text for j, cell in enumerate(rows[0], 1) if cell.column == j and cell.text]
    return texts[0] if len(texts) == 1 and len(texts[0]) <= _MAX_TITLE else None


def _title(items: list[Item]) -> str | None:
    return next((item.caption for item in items if isinstance(item, Table) and item.caption), None)
