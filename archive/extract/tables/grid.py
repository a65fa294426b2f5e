"""Resolved grids seen as lines of places: what the readers of the single tables share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

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


@dataclass(frozen=True, slots=True)
class Assigned:
    """A data cell with the indicator its headings name."""

    code: str
    applicant: str | None
    cell: Cell
    row_headings: tuple[str, ...]
    column_headings: tuple[str, ...]
    unit: str | None = None


def distinct(line: Iterable[Cell]) -> list[Cell]:
    """The printed cells of a line, each once, in order."""
    seen: list[Cell] = []
    last = None
    for cell in line:
        if cell is not last and (last is None or cell.column != last.column or cell.row != last.row):
            seen.append(cell)
            last = cell
    return seen


def is_label(cell: Cell) -> bool:
    """Whether a cell has words that are no value."""
    return _says_words(cell.text)


@lru_cache(maxsize=16384)
def _says_words(text: str) -> bool:
    return bool(normalise(text)) and read_value(text) is None


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
    return distinct(line[column] for line in lines if column < len(line))


def figure(table: Table, found: Assigned, value: Value) -> Figure:
    """The figure of an assigned cell; the unit is the cell's, else its heading's, else the codebook's."""
    default = None if found.code == "procurement.amount" else codebook()[found.code].unit
    cell = found.cell
    return Figure(
        indicator=found.code,
        value=value.value,
        unit=value.unit or found.unit or default,
        applicant=found.applicant,
        qualifier=value.qualifier,
        bound=value.bound,
        evidence=CellEvidence(
            table=table.number,
            row=cell.row,
            column=cell.column,
            text=cell.text,
            row_headings=found.row_headings,
            column_headings=found.column_headings,
            page=cell.page,
            box=cell.box,
            sheet=table.sheet,
            confidence=cell.confidence,
        ),
    )
