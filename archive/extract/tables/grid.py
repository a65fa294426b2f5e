"""Resolved grids seen as lines of places: what the readers of the single tables share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from archive.codebook import codebook
from archive.extract.tables.values import Value, read_cell, read_value
from archive.labels import normalise
from archive.model import Cell, CellEvidence, Figure, Table

Line = tuple[Cell, ...]
Lines = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """The lines of one form table within a printed table: a sheet may hold several of them."""

    kind: str
    table: Table
    lines: Lines


class Assigned(NamedTuple):
    """A data cell with the indicator its headings name."""

    code: str
    applicant: str | None
    cell: Cell
    row_headings: tuple[str, ...]
    column_headings: tuple[str, ...]
    unit: str | None = None


class CodedLine(NamedTuple):
    """A line of a local coded table that prints a number: `code` is its indicator, "" where it has none."""

    code: str
    label: str
    value: int | float


def distinct(line: Sequence[Cell]) -> list[Cell]:
    """The printed cells of a line, each once, in order."""
    others = [b for a, b in pairwise(line) if b is not a and (b.column != a.column or b.row != a.row)]
    return [*line[:1], *others]


def is_label(cell: Cell) -> bool:
    """Whether a cell has words that are no value."""
    return _says_words(cell.text)


@lru_cache(maxsize=16384)
def _says_words(text: str) -> bool:
    digits = "".join(text.split()).isdecimal()  # a number too large to be one is no word either
    return bool(normalise(text)) and not digits and read_value(text) is None


def holds_value(cell: Cell) -> bool:
    """Whether a cell prints a number."""
    value = read_cell(cell)
    return value is not None and value.value is not None


def transpose(lines: Lines) -> Lines:
    return tuple(zip(*lines, strict=True))


def headings(cells: Iterable[Cell]) -> tuple[str, ...]:
    """The printed words of label cells, each once, without line breaks."""
    texts = (" ".join(cell.text.split()) for cell in cells if is_label(cell))
    return tuple(dict.fromkeys(texts))


def column_of(lines: Sequence[Line], column: int) -> list[Cell]:
    """The cells that stand in one column of these lines, from the top down, each once."""
    return distinct([line[column] for line in lines if column < len(line)])


def figure(table: Table, found: Assigned, value: Value) -> Figure:
    """The figure of an assigned cell; the unit is the cell's, else its heading's, else the codebook's."""
    code, applicant, cell, rows, columns, unit = found
    default = None if code == "procurement.amount" else codebook()[code].unit
    number, row, column, text = table.number, cell.row, cell.column, cell.text
    evidence = CellEvidence(  # by place: of a report there are two hundred, and by name they take longer
        number, row, column, text, rows, columns, cell.page, cell.box, table.sheet, cell.confidence
    )
    unit = value.unit or unit or default
    return Figure(code, value.value, unit, evidence, applicant, value.qualifier, value.bound)
