"""Parts as an XLSX file: a sheet of text lines and merged cells; plain numbers are stored as numbers."""

from __future__ import annotations

import io
import re
from datetime import datetime

import xlsxwriter

from scraper.portal.parts import Box, Grid, Parts
from scraper.portal.places import SAMPLE
from scraper.portal.render.zipped import settle

_PLAIN = re.compile(r"-?\d+(\.\d+)?")


def render(title: str, parts: Parts, sheet: str = "Sheet1") -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    book.set_properties({"title": title, "comments": SAMPLE, "created": datetime(2020, 1, 1)})
    page = book.add_worksheet(sheet)
    border = book.add_format({"border": 1, "text_wrap": True, "align": "center"})
    page.write_string(0, 0, SAMPLE)
    page.write_string(1, 0, title)
    line = 2
    for part in parts:
        if isinstance(part, Grid):
            if part.caption:
                page.write_string(line, 0, part.caption)
                line += 1
            for row, column, box in part.placed():
                _write(page, line + row, column, box, border)
            line += len(part.rows) + 1
        else:
            page.write_string(line, 0, part.text)
            line += 1
    book.close()
    return settle(target.getvalue())


def _write(
    page: xlsxwriter.worksheet.Worksheet, row: int, column: int, box: Box, look: xlsxwriter.format.Format
) -> None:
    if box.row_span > 1 or box.column_span > 1:
        page.merge_range(row, column, row + box.row_span - 1, column + box.column_span - 1, box.text, look)
    elif _PLAIN.fullmatch(box.text) and not re.match(r"0\d", box.text):
        page.write_number(row, column, float(box.text), look)
    else:
        page.write_string(row, column, box.text, look)
