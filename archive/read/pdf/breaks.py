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
        joined = whole and _joined(whole, piece)
        if whole is not None and joined is None:
            yield _table(whole)
        whole = joined or piece
    if whole is not None:
        yield _table(whole)


def _joined(above: PageTable, below: PageTable) -> PageTable | None:
    """Both as one, None where they are two tables."""
    if not _follows(above, below):
        return None
    head = _head(above, below)
    if not (head and _has_its_columns(above, below)) and begins_anew(above.places, below.places):
        return None
    return _appended(above, below, head)


def _follows(above: PageTable, below: PageTable) -> bool:
    return (
        not (above.whole or below.whole)
        and below.page == above.page + 1
        and abs(above.box[0] - below.box[0]) <= _SAME_EDGE
        and abs(above.box[2] - below.box[2]) <= _SAME_EDGE
    )


def _has_its_columns(above: PageTable, below: PageTable) -> bool:
    """Whether the first row says what the piece before does, as wide, somewhere; two tables may say the same
    in other columns.
    """
    first = [place for place in below.places if place.box[1] <= below.box[1] + SNAP]
    return any(a.text == b.text and is_under(a, b) for a in above.places for b in first)


def _appended(above: PageTable, below: PageTable, head: int) -> PageTable:
    """Without the first rows of the later piece, its `head`. `page` becomes that of this piece, so that a
    third page can follow.
    """
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
    """How many rows at the top of a piece are the head again. That its first row has been printed before is
    known at once; the grid of a table over many pages is not made for every page.
    """
    rows = grid_of(below)
    said = {"", *(place.text for place in above.places)}
    again = all(cell.text in said for row in rows[:1] for cell in row)
    return _repeated_head(grid_of(above), rows) if again else 0


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
