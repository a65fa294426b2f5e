"""Pieces of PDF tables joined over page breaks.

A table that ends at the foot of a page and goes on at the head of the next becomes one grid: a repeated
head is dropped, a merged cell cut in two is one again, a row cut in two is one again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, takewhile

from archive.model import Cell, Table
from archive.read.grid import Rows
from archive.read.pdf.places import SNAP, PageTable, Place, grid_of, row_edges
from archive.read.pdf.seams import begins_anew, healed, is_figure, is_under

_SAME_EDGE = 6.0


def join_tables(tables: Sequence[PageTable]) -> Iterator[Table]:
    """Tables that follow one another without a line between them; each piece is joined to the one before
    where a page break lies between them and their outer edges agree.
    """
    whole: PageTable | None = None
    for piece in tables:
        if whole is not None and _continues(whole, piece):
            whole = _appended(whole, piece)
        else:
            if whole is not None:
                yield _table(whole)
            whole = piece
    if whole is not None:
        yield _table(whole)


def _continues(above: PageTable, below: PageTable) -> bool:
    return (
        not (above.whole or below.whole)
        and below.page == above.page + 1
        and abs(above.box[0] - below.box[0]) <= _SAME_EDGE
        and abs(above.box[2] - below.box[2]) <= _SAME_EDGE
        and (_repeats_columns(above, below) or not begins_anew(above.places, below.places))
    )


def _repeats_columns(above: PageTable, below: PageTable) -> bool:
    """Whether the head is that of the piece before and as wide somewhere; two tables may say the same."""
    first = [place for place in below.places if place.box[1] <= below.box[1] + SNAP]
    alike = any(a.text == b.text and is_under(a, b) for a in above.places for b in first)
    return alike and _head(above, below) > 0


def _appended(above: PageTable, below: PageTable) -> PageTable:
    """`page` becomes that of the later piece, so that a third page can follow."""
    head = _head(above, below)
    edges = row_edges(below.places)
    if head == len(edges):  # only the head found room on the page
        return replace(above, page=below.page)
    start = edges[head]
    shift = above.box[3] - start
    lower = [_moved(place, shift) for place in below.places if place.box[1] >= start - SNAP]
    upper, lower = healed(list(above.places), lower, above.box[3])
    bottom = max(place.box[3] for place in lower) if lower else above.box[3]
    return PageTable((*upper, *lower), below.page, (*above.box[:3], bottom))


def _head(above: PageTable, below: PageTable) -> int:
    return _repeated_head(grid_of(above), grid_of(below))


def _repeated_head(above: Rows, below: Rows) -> int:
    """How many rows at the top of `below` repeat those of `above`: its first ones, or two and more without
    figures further down, where a table stands that was taken for the rest of another.
    """
    texts, again = ([_printed(row) for row in rows] for rows in (above, below))
    heads = list(takewhile(lambda row: not any(text and is_figure(text) for text in row), again))
    further = [_alike(texts[start : start + len(heads)], heads) for start in range(1, len(texts))]
    count = max([_alike(texts, again), *(one for one in further if one > 1)])
    cut = next((i for i, row in enumerate(below) if _ends(row) > len(below)), len(below))
    count = min(count, cut)
    while count and any(cell.row <= count < cell.row + cell.row_span - 1 for cell in below[count - 1]):
        count -= 1
    return count


def _alike(above: Sequence[list[str]], below: Sequence[list[str]]) -> int:
    """How many rows at the top of both say the same."""
    same = takewhile(lambda pair: pair[0] == pair[1] and any(pair[1]), zip(above, below, strict=False))
    return len(list(same))


def _printed(row: Sequence[Cell]) -> list[str]:
    """Its cells each once: the columns of a joined table may be those of two."""
    return [cell.text for cell, _ in groupby(row)]


def _ends(row: Sequence[Cell]) -> int:
    return max(cell.row + cell.row_span - 1 for cell in row)


def _moved(place: Place, by: float) -> Place:
    x0, top, x1, bottom = place.box
    return replace(place, box=(x0, top + by, x1, bottom + by))


def _table(whole: PageTable) -> Table:
    rows = grid_of(whole)
    return Table(0, rows, page=min(place.page for place in whole.places))
