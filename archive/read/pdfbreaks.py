"""Pieces of PDF tables joined over page breaks.

A table that ends at the foot of a page and goes on at the head of the next becomes one grid: a repeated
head is dropped, a merged cell cut in two is one again, a row cut in two is one again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from archive.model import Table
from archive.read.grid import Rows
from archive.read.pdfplaces import SNAP, PageTable, Place, grid_of, row_edges

_SAME_EDGE = 6.0
_BROKEN = 4
_ENUMERATOR = re.compile(
    r"\s*(?:[（(【〔﹝\[]?\s*(?:[一二三四五六七八九十]{1,3}|[0-9０-９]{1,2})\s*[)）】〕﹞\]、．.]|[①-⑳]|其中[:：])"
)
_NUMBER = re.compile(r"[-+±]?[\d,，.%％]+|[/／—–-]+|无|")


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
        below.page == above.page + 1
        and abs(above.box[0] - below.box[0]) <= _SAME_EDGE
        and abs(above.box[2] - below.box[2]) <= _SAME_EDGE
    )


def _appended(above: PageTable, below: PageTable) -> PageTable:
    """`page` becomes that of the later piece, so that a third page can follow."""
    head = _repeated_head(grid_of(above), grid_of(below))
    edges = row_edges(below.places)
    if head == len(edges):  # only the head found room on the page
        return replace(above, page=below.page)
    start = edges[head]
    shift = above.box[3] - start
    lower = [_moved(place, shift) for place in below.places if place.box[1] >= start - SNAP]
    upper, lower = _healed(list(above.places), lower, above.box[3])
    bottom = max(place.box[3] for place in lower) if lower else above.box[3]
    return PageTable((*upper, *lower), below.page, (*above.box[:3], bottom))


def _repeated_head(above: Rows, below: Rows) -> int:
    """How many rows at the top of `below` repeat those of `above`."""
    count = 0
    for first, again in zip(above, below, strict=False):
        texts = [cell.text for cell in again]
        if (
            texts != [cell.text for cell in first]
            or not any(texts)
            or any(c.row_span + c.row - 1 > len(below) for c in again)
        ):
            break
        count += 1
    while count and any(cell.row <= count < cell.row + cell.row_span - 1 for cell in below[count - 1]):
        count -= 1
    return count


def _moved(place: Place, by: float) -> Place:
    x0, top, x1, bottom = place.box
    return replace(place, box=(x0, top + by, x1, bottom + by))


def _healed(upper: list[Place], lower: list[Place], seam: float) -> tuple[list[Place], list[Place]]:
    """Cells that the page break cut in two become one."""
    pairs = [
        (a, b)
        for a in upper
        for b in lower
        if abs(a.box[3] - seam) <= SNAP
        and abs(b.box[1] - seam) <= SNAP
        and abs(a.box[0] - b.box[0]) <= SNAP
        and abs(a.box[2] - b.box[2]) <= SNAP
    ]
    last, first = _row_at(upper, seam, 3), _row_at(lower, seam, 1)
    after = _row_at(lower, max((place.box[3] for place in first), default=seam), 1)
    cut_row = len(pairs) == len(last) == len(first) and (_is_cut_row(pairs) or _is_cut_label(pairs, after))
    merged = [pair for pair in pairs if cut_row or _is_cut_cell(*pair, upper, lower)]
    gone = {id(b) for _, b in merged}
    grown = {
        id(a): replace(a, box=(*a.box[:3], b.box[3]), text=_continued(a.text, b.text)) for a, b in merged
    }
    return [grown.get(id(a), a) for a in upper], [b for b in lower if id(b) not in gone]


def _row_at(places: Sequence[Place], edge: float, side: int) -> list[Place]:
    return [place for place in places if abs(place.box[side] - edge) <= SNAP]


def _is_cut_row(pairs: Sequence[tuple[Place, Place]]) -> bool:
    """A row cut in two prints its numbers on one side only, and no second number of an enumeration; or all of
    each cell stands on one side.
    """
    if any(a.text for a, _ in pairs) and not any(a.text and b.text for a, b in pairs):
        return any(b.text and not _is_number(b.text) for _, b in pairs)
    if not any(b.text for _, b in pairs) or any(_ENUMERATOR.match(b.text) for _, b in pairs if b.text):
        return False
    numbers = [(a.text, b.text) for a, b in pairs if _is_number(a.text) and _is_number(b.text)]
    words = [(a.text, b.text) for a, b in pairs if not (_is_number(a.text) and _is_number(b.text))]
    one_sided = all(not above or not below for above, below in numbers) and any(a or b for a, b in numbers)
    whole_side = all(not a for a, _ in numbers) or all(not b for _, b in numbers)
    return one_sided and whole_side and any(a and b for a, b in words)


def _is_cut_label(pairs: Sequence[tuple[Place, Place]], after: Sequence[Place]) -> bool:
    """A row cut inside a label: above it is numbered, below it goes on without a number though the next row
    has one; or all heads go on. Of the figures only those go on that were broken to fit.
    """
    words = [(a.text, b.text) for a, b in pairs if not (_is_number(a.text) and _is_number(b.text))]
    if any(_ENUMERATOR.match(b) for _, b in words) or any(b and not a for a, b in words):
        return False
    if len(words) == len([p for p in pairs if p[0].text]):
        rest = [b for _, b in words if b]
        # Numbers under a row of heads are the row below it, not what was left of the heads.
        return sum(len(b) <= _BROKEN for b in rest) >= 3 and not all(_is_number(b) for b in rest)
    figures = [(a.text, b.text) for a, b in pairs if _is_number(a.text) and _is_number(b.text)]
    whole = any(a and not b for a, b in figures) or not any(a or b for a, b in figures)
    numbered = not after or any(_ENUMERATOR.match(place.text) for place in after)
    cut = any(_ENUMERATOR.match(a) and not a.startswith("其中") and b for a, b in words)
    return whole and numbered and cut and not any(b and not a for a, b in figures)


def _is_cut_cell(a: Place, b: Place, upper: Sequence[Place], lower: Sequence[Place]) -> bool:
    """A merged cell goes on over the break: one half is empty or the words run on, and cells beside it are
    lower.
    """
    if a.text and b.text and (a.text != b.text and _ENUMERATOR.match(b.text) or _is_number(b.text)):
        return False
    tall = _is_taller(a, upper) or _is_taller(b, lower)
    if a.text and b.text:
        return _is_taller(a, upper) and _is_taller(b, lower)
    return tall or _labels_follow(b, lower)


def _is_taller(place: Place, others: Sequence[Place]) -> bool:
    """Beside it stand cells of less than its height."""
    top, bottom = place.box[1], place.box[3]
    return any(
        o.box[1] >= top - SNAP and o.box[3] <= bottom + SNAP and (o.box[3] - o.box[1]) < (bottom - top) - SNAP
        for o in others
    )


def _labels_follow(place: Place, row: Sequence[Place]) -> bool:
    """An empty cell left of another label goes on with the label above it."""
    beside = [o for o in row if abs(o.box[1] - place.box[1]) <= SNAP and o.box[0] >= place.box[2] - SNAP]
    return not place.text and any(o.text and not _is_number(o.text) for o in beside)


def _is_number(text: str) -> bool:
    return bool(_NUMBER.fullmatch(text))


def _continued(above: str, below: str) -> str:
    return above if above == below else above + below


def _table(whole: PageTable) -> Table:
    rows = grid_of(whole)
    return Table(0, rows, page=min(place.page for place in whole.places))
