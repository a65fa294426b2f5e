"""Cell boxes of a PDF table and the grid they make up."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from archive.model import Box, Cell
from archive.read.grid import Rows, resolve

SNAP = 3.0


@dataclass(frozen=True, slots=True)
class Place:
    """A cell box; `box` counts over the joined pieces, `printed` is the box on its page."""

    box: Box
    text: str
    page: int
    printed: Box
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class PageTable:
    """The piece of a table that stands on one page; `whole` where pieces on further pages are in it."""

    places: tuple[Place, ...]
    page: int
    box: Box
    whole: bool = False

    @property
    def top(self) -> float:
        return self.box[1]


@dataclass(frozen=True, slots=True)
class UnreadRow:
    """A row of a form whose figures are of columns that cannot be told: its label and them with spaces."""

    text: str
    page: int
    top: float


def rounded(box: Box) -> Box:
    """To a tenth of a point."""
    return round(box[0], 1), round(box[1], 1), round(box[2], 1), round(box[3], 1)


def grid_of(table: PageTable) -> Rows:
    columns = _clustered([edge for place in table.places for edge in (place.box[0], place.box[2])])
    rows = row_edges(table.places)
    cells = (_cell(place, rows, columns) for place in table.places)
    return resolve(cell for cell in cells if cell.row_span)


def row_edges(places: Sequence[Place]) -> list[float]:
    """Where rows begin: a row in which nothing with words begins is none."""
    return _clustered([place.box[1] for place in places if place.text])


def _cell(place: Place, rows: Sequence[float], columns: Sequence[float]) -> Cell:
    """The place counted in rows and columns; an empty one beside which no row begins has no height."""
    x0, x1 = (_index(columns, place.box[side]) for side in (0, 2))
    top, bottom = (bisect_left(rows, place.box[side] - SNAP) for side in (1, 3))
    height = max(int(bool(place.text)), bottom - top)
    return Cell(
        top + 1,
        x0 + 1,
        place.text,
        height,
        max(1, x1 - x0),
        page=place.page,
        box=place.printed,
        confidence=place.confidence,
    )


def _clustered(edges: Sequence[float]) -> list[float]:
    """Sorted edges, those within a few points of the one before taken as one."""
    kept: list[float] = []
    for edge in sorted(edges):
        if not kept or edge - kept[-1] > SNAP:
            kept.append(edge)
    return kept


def _index(edges: Sequence[float], edge: float) -> int:
    return max(0, bisect_right(edges, edge + 0.01) - 1)
