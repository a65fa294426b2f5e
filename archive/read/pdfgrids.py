"""Tables without lines: rows of figures in columns, labels at their left that wrap in their cells.

Nothing is read where the page leaves a choice: a column without a head, labels that no form has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from archive.labels import NAME_HEADS, resembles_label
from archive.model import Box
from archive.read.pdfchars import Char
from archive.read.pdfplaces import PageTable, Place
from archive.read.pdfrow import WIDE, Row, is_group
from archive.read.pdfrows import figure_rows, runs
from archive.read.pdfwords import Block, words_of

_KNOWN = 0.6
_HEAD_LINES = 14
_MIN_ROWS = 3
_LABELLED = 0.8
_LONG = 12
_CORNERS = {"信息内容", *NAME_HEADS}

Column = tuple[float, float]
Cells = list[tuple[Box, Block | None]]


@dataclass(frozen=True, slots=True)
class Edges:
    """Where the columns of a table begin and end, its labels' first if it has any."""

    xs: tuple[float, ...]
    labelled: bool

    def holding(self, columns: Sequence[Column], labels: Sequence[Block]) -> Edges | None:
        """The same columns beside these labels, if each of those given is within another one of them."""
        own = list(pairwise(self.xs[self.labelled :]))
        homes = [next((c for c in own if c[0] <= (x0 + x1) / 2 <= c[1]), None) for x0, x1 in columns]
        if None in homes or len(set(homes)) < len(homes):
            return None
        if self.labelled == bool(labels):
            return self
        beside = [min(label.x0 for label in labels) - 1] if labels else []
        return Edges((*beside, *self.xs[self.labelled :]), bool(labels))


def form_tables(
    chars: Sequence[Char], page: int, above: Edges | None
) -> tuple[list[PageTable], list[Char], Edges | None]:
    """The tables of a page that can be read without a doubt, the characters outside of them, and the columns
    of the last. `above` are those of the table at the end of the page before.
    """
    rows, rest = figure_rows(words_of(chars))
    found: list[Cells] = []
    edges: Edges | None = None
    floor = 0.0
    for number, run in enumerate(runs(rows, rest)):
        cells, edges = _table(run, [b for b in rest if b.top >= floor - 1], above, first=number == 0)
        above, floor = edges, run[-1].bottom
        if cells:
            found.append(cells)
    if alone := _heads_alone([b for b in rest if b.top >= floor - 1]):
        found += [alone[0]] if alone[0] else []
        edges = alone[1]
    used = {id(char) for cells in found for _, block in cells if block for char in block.chars}
    return [_placed(c, page) for c in found], [char for char in chars if id(char) not in used], edges


def _placed(cells: Cells, page: int) -> PageTable:
    places = tuple(Place(box, block.text if block else "", page, box) for box, block in cells)
    outer = (min(p.box[0] for p in places), min(p.box[1] for p in places),
             max(p.box[2] for p in places), max(p.box[3] for p in places))  # fmt: skip
    return PageTable(places, page, outer)


def _table(
    rows: Sequence[Row], rest: Sequence[Block], above: Edges | None, *, first: bool
) -> tuple[Cells, Edges | None]:
    """Its cells and columns; no cells where rows, columns or heads leave a doubt. `above` are the columns of
    the table over it, on the page before if it is the `first`.
    """
    rows = [Row(row.label, (), row.line) if is_group(row) else row for row in rows]
    labels = [row.label for row in rows if row.label]
    if not _are_known(labels) or 0 < len(labels) < _LABELLED * len(rows):
        return [], None
    near, left = _near(rest, rows[0].top), max((label.x1 for label in labels), default=0.0)
    columns = _united([block for row in rows for block in row.cells])
    over = _leaves(near, columns, left)
    if any(sum(x0 < head.center < x1 for head in over) > 1 for x0, x1 in columns):
        return [], None  # figures of two columns that touch
    columns = _beside(columns, over) or _united([*over, *(block for row in rows for block in row.cells)])
    if not columns or left > sum(columns[0]) / 2:
        return [], None
    heads = [next((h for h in over if _overlap(h, column)), None) for column in columns]
    edges = above.holding(columns, labels) if above and (first or not over) else None
    if edges and all(heads) and len(edges.xs) - edges.labelled - 1 != len(columns):
        edges = None
    if not edges and not _may_begin(rows, columns, heads):
        return [], None
    edges = edges or Edges(tuple(_edges(columns, labels)), bool(labels))
    own = list(pairwise(edges.xs))
    printed = [h for h in heads if h]
    homes = {id(b): _home(b, own, labels) for b in (*printed, *(b for row in rows for b in row.blocks))}
    if any(len({homes[id(b)] for b in row.blocks}) < len(row.blocks) for row in rows):
        return [], None
    over_labels = {homes[id(h)] for h in printed if h.text in _CORNERS}
    if any(homes[id(cell)] in over_labels for row in rows for cell in row.cells):
        return [], None
    if corner := _corner(near, printed, own[0][1]) if labels else None:
        printed.append(corner)
        homes[id(corner)] = own[0]
    return _cells(rows, printed, homes, own), edges


def _are_known(labels: Sequence[Block]) -> bool:
    return sum(resembles_label(label.text) for label in labels) >= _KNOWN * len(labels)


def _may_begin(rows: Sequence[Row], columns: Sequence[Column], heads: Sequence[Block | None]) -> bool:
    """Whether this is the beginning of a table: heads over all columns, or no choice of columns."""
    if all(heads):
        named = sum(resembles_label(head.text) for head in heads if head)
        return bool(rows[0].label) or (len(columns) >= WIDE and named >= _KNOWN * len(columns))
    return not any(heads) and len(columns) < WIDE and len(rows) >= _MIN_ROWS


def _united(blocks: Sequence[Block]) -> list[Column]:
    """The stretches of x that the blocks cover."""
    columns: list[Column] = []
    for b in sorted(blocks, key=lambda b: b.x0):
        if columns and b.x0 < columns[-1][1]:
            columns[-1] = columns[-1][0], max(columns[-1][1], b.x1)
        else:
            columns.append((b.x0, b.x1))
    return columns


def _beside(columns: Sequence[Column], heads: Sequence[Block]) -> list[Column]:
    """The columns of heads that begin at the left while the figures stand at the right or in the middle; none
    where every figure stands under a head, or it is in doubt under which.
    """
    if all(any(_overlap(head, column) for head in heads) for column in columns):
        return []
    reach: dict[int, Column] = {}
    ordered = sorted(heads, key=lambda head: head.x0)
    for x0, x1 in columns:
        home = max((i for i, head in enumerate(ordered) if head.x0 <= (x0 + x1) / 2), default=-1)
        if home < 0 or home in reach:
            return []
        reach[home] = x0, x1
    wide = [(head.x0, max(head.x1, reach[i][1]) if i in reach else head.x1) for i, head in enumerate(ordered)]
    return wide if all(a[1] <= b[0] for a, b in pairwise(wide)) else []


def _overlap(block: Block, column: Column) -> bool:
    return block.x0 < column[1] and block.x1 > column[0]


def _near(rest: Sequence[Block], top: float) -> list[Block]:
    """What stands over the first row without much space between, from the row upwards."""
    near: list[Block] = []
    edge = top
    for b in sorted((b for b in rest if b.bottom <= top + 1), key=lambda b: -b.bottom):
        size = b.lines[0][0]["size"]
        if edge - b.bottom > 2 * size or top - b.bottom > _HEAD_LINES * size:
            break
        near.append(b)
        edge = min(edge, b.top)
    return near


def _leaves(near: Sequence[Block], columns: Sequence[Column], left: float) -> list[Block]:
    """The lowest words over each column, and those on their level over columns without figures."""
    single = [b for b in near if b.center > left and sum(_overlap(b, c) for c in columns) <= 1]
    lowest = [b for b in single if not any(o.top >= b.bottom - 1 and _overlap(o, (b.x0, b.x1)) for o in near)]
    named = [b for b in lowest if any(_overlap(b, column) for column in columns)]
    named = named or [b for b in lowest if resembles_label(b.text)]
    level = min((b.middle for b in named), default=0.0)
    depth = max((b.bottom for b in named), default=0.0)
    return [b for b in lowest if b in named or (b.bottom >= level and b.top <= depth)]


def _corner(near: Sequence[Block], heads: Sequence[Block], right: float) -> Block | None:
    """The head of the labels: what stands over them beside the other heads."""
    left = [b for b in near if b.x1 <= right and any(h.top < b.bottom and h.bottom > b.top for h in heads)]
    return max(left, key=lambda b: b.bottom, default=None)


def _edges(columns: Sequence[Column], labels: Sequence[Block]) -> list[float]:
    """The columns meet half-way; the outer ones are as wide as the others allow."""
    inner = [(a[1] + b[0]) / 2 for a, b in pairwise(columns)]
    half = min((b - a for a, b in pairwise(inner)), default=0.0) / 2
    middle = (columns[-1][0] + columns[-1][1]) / 2
    last = max(columns[-1][1] + 1, middle + half)
    if labels:
        right = max(label.x1 for label in labels)
        return [min(label.x0 for label in labels) - 1, (right + columns[0][0]) / 2, *inner, last]
    return [min(columns[0][0] - 1, (columns[0][0] + columns[0][1]) / 2 - half), *inner, last]


def _home(block: Block, columns: Sequence[Column], labels: Sequence[Block]) -> Column:
    if any(block is label for label in labels):
        return columns[0]
    return next((c for c in columns if c[0] <= block.center <= c[1]), columns[-1])


def _cells(
    rows: Sequence[Row], heads: Sequence[Block], homes: dict[int, Column], columns: Sequence[Column]
) -> Cells:
    ys = [(a.line + b.line) / 2 if a.bottom > b.top else (a.bottom + b.top) / 2 for a, b in pairwise(rows)]
    ys = [rows[0].top - 1, *ys, rows[-1].bottom]
    top = min((head.top for head in heads), default=0.0)
    cells: Cells = [(_box(homes[id(head)], top, ys[0]), head) for head in heads]
    for row, (start, end) in zip(rows, pairwise(ys), strict=True):
        printed = {homes[id(b)]: b for b in row.blocks}
        cells += [(_box(column, start, end), printed.get(column)) for column in columns]
    return cells


def _box(column: Column, top: float, bottom: float) -> Box:
    return round(column[0], 1), round(top, 1), round(column[1], 1), round(bottom, 1)


def _heads_alone(rest: Sequence[Block]) -> tuple[Cells, Edges | None] | None:
    """The heads of a table whose figures stand on the next page; no cells where they leave a doubt."""
    lowest = max((b for b in rest if resembles_label(b.text)), key=lambda b: b.bottom, default=None)
    if lowest is None or any(
        b.top >= lowest.bottom and b.x1 - b.x0 > _LONG * (b.bottom - b.top) for b in rest
    ):
        return None
    near = _near(rest, lowest.bottom)
    named = [b for b in near if resembles_label(b.text)]
    leaves = [b for b in named if not any(o.top >= b.bottom - 1 and _overlap(o, (b.x0, b.x1)) for o in named)]
    left = min(b.x0 for b in leaves)
    level = [b for b in near if b.x0 > left and b.top < lowest.bottom and b.bottom > lowest.top]
    heads = sorted({id(b): b for b in (*leaves, *level)}.values(), key=lambda b: b.x0)
    labelled = heads[0].text in _CORNERS
    columns = _united(heads[labelled:])
    if (
        len(columns) < len(heads) - labelled
        or len(columns) < (1 if labelled else WIDE)
        or not _are_known(heads)
    ):
        return [], None
    edges = Edges(tuple(_edges(columns, heads[:labelled])), labelled)
    top, bottom = min(b.top for b in heads), max(b.bottom for b in heads)
    return [(_box(c, top, bottom), b) for c, b in zip(pairwise(edges.xs), heads, strict=True)], edges
