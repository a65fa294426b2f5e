"""An invented report as a spreadsheet: its tables on one sheet or on one each, numbers as numbers or as text."""

# ruff: noqa: E501 (labels as they are printed)
from __future__ import annotations

import io
from dataclasses import replace
from random import Random

import xlsxwriter

from invented.grids import Box, Grid
from invented.report import Report


def spreadsheet(report: Report) -> bytes:
    """The bytes of the .xlsx; the title is the first row, as forms are filled in."""
    random = Random(report.seed + 3)
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        layout = book.add_format(
            {"border": 1, "text_wrap": True, "num_format": random.choice(["General", "General", "#,##0.###"])}
        )
        grids = [part for part in report.parts if isinstance(part, Grid)]
        each, left = random.random() < 0.4, random.choice([0, 0, 0, 1])
        sheet, row = book.add_worksheet(random.choice(["Sheet1", "统计表", "附件"])), random.choice([0, 0, 2])
        sheet.fit_to_pages(1, 0)
        heading(sheet, row, left, grids[0], report.title, random)
        row += random.choice([1, 2])
        widths = max(grids, key=lambda grid: len(grid.rows)).widths
        for at in range(20):
            sheet.set_column(left + at, left + at, 8 * widths[at] if at < len(widths) else 8)
        for number, grid in enumerate(grids):
            if number and each:
                sheet, row = book.add_worksheet(f"表{number + 1}"), 0
                for at, width in enumerate(grid.widths):
                    sheet.set_column(left + at, left + at, 8 * width)
                sheet.fit_to_pages(1, 0)
            row = write_grid(
                sheet,
                replace(grid, widths=grid.widths if each and number else widths),
                row,
                left,
                layout,
                random,
            ) + random.choice([0, 1, 2])
    return out.getvalue()


def heading(sheet: object, row: int, left: int, grid: Grid, title: str, random: Random) -> None:
    width = len(grid.places()[0])
    if width > 1 and random.random() < 0.7:
        sheet.merge_range(row, left, row, left + width - 1, title)  # type: ignore[attr-defined]
    else:
        sheet.write(row, left, title)  # type: ignore[attr-defined]


def write_grid(sheet: object, grid: Grid, top: int, left: int, layout: object, random: Random) -> int:
    """Writes the table from row `top` on; returns the row after it."""
    as_numbers = random.random() < 0.6
    for i, row in enumerate(grid.places()):
        sheet.set_row(top + i, 14 * max(lines_of(box, j, grid) for j, box in enumerate(row)) + 2)  # type: ignore[attr-defined]
    for i, j, box in grid.origins():
        first, last = (top + i, left + j), (top + i + box.rows - 1, left + j + box.columns - 1)
        if first == last:
            value = number_of(box) if as_numbers else None
            if value is not None:
                sheet.write_number(*first, value, layout)  # type: ignore[attr-defined]
            elif box.text:
                sheet.write_string(*first, box.text, layout)  # type: ignore[attr-defined]
            else:
                sheet.write_blank(*first, None, layout)  # type: ignore[attr-defined]
        else:
            sheet.merge_range(*first, *last, box.text, layout)  # type: ignore[attr-defined]
    return top + len(grid.rows)


def number_of(box: Box) -> float | None:
    """The number of a cell that prints nothing else."""
    text = box.text.replace(",", "")
    return (
        float(text)
        if box.key
        and text.lstrip("-").replace(".", "", 1).isascii()
        and text.lstrip("-").replace(".", "", 1).isdigit()
        else None
    )


def lines_of(box: Box, at: int, grid: Grid) -> int:
    """How many lines a box takes, spread over its rows; columns hold three and a half Chinese characters a unit."""
    room = max(1, int(3.2 * sum([*grid.widths, *[1.0] * 20][at : at + box.columns])))
    lines = sum(-(-len(piece) // room) for piece in box.text.split("\n"))
    return -(-lines // box.rows)
