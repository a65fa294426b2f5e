"""Merged cells resolved into a full grid: what HTML, Word, spreadsheet and PDF tables have in common.

A source gives its printed cells as `Cell` with place and spans (`flow` finds the places where the source only
writes them one after the other); `resolve` gives every place of the grid its cell.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from archive.model import Cell, Table
from archive.read.media import Unreadable

MAX_COLUMNS = 2_000
_WIDEST = 1000
MAX_PLACES = 500_000

Rows = tuple[tuple[Cell, ...], ...]


class Slot(NamedTuple):
    """A cell as HTML writes it. A span of 0 goes to the end of the table."""

    text: str
    row_span: int = 1
    column_span: int = 1


def flow(rows: Sequence[Sequence[Slot]]) -> list[Cell]:
    """The cells of `rows` with their places: each takes the first free place of its row."""
    cells: list[Cell] = []
    taken_until: dict[int, int] = {}
    for number, row in enumerate(rows, 1):
        column = 1
        for slot in row:
            while taken_until.get(column, 0) >= number:
                column += 1
            if slot.row_span == slot.column_span == 1:
                cells.append(_single(number, column, slot.text))
                column += 1
            else:
                cell = _spanning(slot, number, column, len(rows), taken_until)
                cells.append(cell)
                column += cell.column_span
            if column > MAX_COLUMNS:
                raise Unreadable(f"A table has more than {MAX_COLUMNS} columns.")
    return cells


def resolve(cells: Iterable[Cell]) -> Rows:
    """The full grid. Rows and columns in which no cell begins are dropped, places nobody fills become empty
    cells, and of two cells that claim one place the earlier keeps it.
    """
    compact, height, width = _compact(list(cells))
    if width > MAX_COLUMNS:
        raise Unreadable(f"A table has more than {MAX_COLUMNS} columns.")
    if height * width > MAX_PLACES:
        raise Unreadable(f"A table has more than {MAX_PLACES} cells.")
    grid: list[list[Cell | None]] = [[None] * width for _ in range(height)]
    for cell in sorted(compact, key=attrgetter("row", "column")):
        if cell.row_span != 1 or cell.column_span != 1:
            _put(grid, cell)
        elif grid[cell.row - 1][cell.column - 1] is None:
            grid[cell.row - 1][cell.column - 1] = cell
    return tuple(
        tuple([place or Cell(i, j, "") for j, place in enumerate(row, 1)]) for i, row in enumerate(grid, 1)
    )


def printed_lines(table: Table) -> list[str]:
    """The words of a table: a row a line, tabs between the cells, each printed cell once, no empty rows."""
    lines = []
    for i, row in enumerate(table.rows, 1):
        texts = [c.text for j, c in enumerate(row, 1) if c.row == i and c.column == j]
        if any(texts):
            lines.append("\t".join(texts))
    return lines


@lru_cache(maxsize=16384)  # the labels of a form, and its small numbers, stand in the same places everywhere
def _single(row: int, column: int, text: str) -> Cell:
    return Cell(row, column, text)


def _spanning(slot: Slot, row: int, column: int, rows: int, taken_until: dict[int, int]) -> Cell:
    """The cell of a slot with spans; `taken_until` learns which places below it takes."""
    cell = Cell(row, column, slot.text, _height(slot, row, rows), _width(slot))
    if cell.column_span > 1:
        cell = _narrowed(cell, taken_until)
    for place in range(column, column + cell.column_span):
        taken_until[place] = row + cell.row_span - 1
    return cell


def _height(slot: Slot, row: int, rows: int) -> int:
    rest = rows - row + 1
    return rest if slot.row_span <= 0 else min(slot.row_span, rest)


def _width(slot: Slot) -> int:
    return max(1, min(slot.column_span, _WIDEST))  # as browsers do


def _narrowed(cell: Cell, taken_until: dict[int, int]) -> Cell:
    """Cut where the cell would run into one that comes down from a row above."""
    for column in range(cell.column + 1, cell.column + cell.column_span):
        if taken_until.get(column, 0) >= cell.row:
            return replace(cell, column_span=column - cell.column)
    return cell


def _extent(cells: list[Cell]) -> tuple[int, int]:
    """How many rows and columns the cells reach over."""
    height = max([c.row + c.row_span - 1 for c in cells], default=0)
    return height, max([c.column + c.column_span - 1 for c in cells], default=0)


def _compact(cells: list[Cell]) -> tuple[list[Cell], int, int]:
    """The same cells counted in the rows and columns in which a cell begins, and how many these are."""
    rows = sorted({c.row for c in cells})
    columns = sorted({c.column for c in cells})
    if _extent(cells) == (len(rows), len(columns)):
        return cells, len(rows), len(columns)
    placed = [
        _placed(
            c,
            (bisect_left(rows, c.row) + 1, bisect_left(columns, c.column) + 1),
            (bisect_left(rows, c.row + c.row_span) + 1, bisect_left(columns, c.column + c.column_span) + 1),
        )
        for c in cells
    ]
    return placed, len(rows), len(columns)


def _placed(cell: Cell, first: tuple[int, int], end: tuple[int, int]) -> Cell:
    spans = end[0] - first[0], end[1] - first[1]
    if (cell.row, cell.column) == first and (cell.row_span, cell.column_span) == spans:
        return cell
    return replace(cell, row=first[0], column=first[1], row_span=spans[0], column_span=spans[1])


def _put(grid: list[list[Cell | None]], cell: Cell) -> None:
    top, left = cell.row - 1, cell.column - 1
    if grid[top][left] is not None:
        return
    width = next((w for w in range(1, cell.column_span) if grid[top][left + w] is not None), cell.column_span)
    height = 1
    while height < cell.row_span and all(p is None for p in grid[top + height][left : left + width]):
        height += 1
    if (height, width) != (cell.row_span, cell.column_span):
        cell = replace(cell, row_span=height, column_span=width)
    for row in grid[top : top + height]:
        row[left : left + width] = [cell] * width
