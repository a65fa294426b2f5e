"""Tables without lines over any number of pages, read by place and by the words of the forms.

Figures stand in columns, labels at their left wrap over lines above, beside and below them, heads stand over
the columns. Nothing is read where the page leaves a choice; who reads the tables says what is missing then.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from archive.labels import GROUPS, NAME_HEADS, normalise, resembles_label
from archive.model import Box
from archive.read.pdfchars import Char
from archive.read.pdfgroups import without_groups
from archive.read.pdfheads import Column, columns_of, is_head, spans_of, spans_of_heads
from archive.read.pdfplaces import PageTable, Place
from archive.read.pdfregions import CORNERS, Region, regions
from archive.read.pdfsegments import LabelLine, Segment, segments_of
from archive.read.pdftape import Level, Sheet, tape_of
from archive.read.pdfwords import WIDE, Block, Stack, block, is_value, words_of

_KNOWN = 0.6
_MIN_ROWS = 3
_SAME_LINE = 0.45
_NEXT_LINE = 1.7
_LONGEST = 120
_FIGURE_ENDS = "/／—–-0123456789"
_NO_ROWS = CORNERS | frozenset(map(normalise, (*GROUPS, *NAME_HEADS)))


@dataclass(frozen=True, slots=True)
class Row(Stack):
    """Figures by the number of their column; a row may have no label, or no figure."""

    label: Block | None
    cells: dict[int, Block]

    @property
    def blocks(self) -> list[Block]:
        return [*([self.label] if self.label else []), *self.cells.values()]

    @property
    def middle(self) -> float:
        blocks = list(self.cells.values()) or self.blocks
        return sum(b.middle for b in blocks) / len(blocks)

    @property
    def first(self) -> Char:
        return (next(iter(self.cells.values()), None) or self.blocks[0]).lines[0][0]


def has_figures(chars: Sequence[Char]) -> bool:
    """Whether numbers stand alone on a page."""
    return any(is_value(word.text) for word in words_of(chars))


def tables_of(sheets: Sequence[Sheet]) -> tuple[list[PageTable], set[int]]:
    """The tables, and the ids of the characters in them."""
    tables: list[PageTable] = []
    used: set[int] = set()
    for region in regions(tape_of(sheets)):
        rows, columns, corner = _read(region)
        if rows:
            tables.append(_placed(rows, columns, corner))
            heads = [column.head for column in columns if column.head]
            blocks = [*(b for row in rows for b in row.blocks), *heads, *([corner] if corner else [])]
            used |= {id(char["source"]) for b in blocks for char in b.chars}
    return tables, used


def _read(region: Region) -> tuple[list[Row], list[Column], Block | None]:
    """Rows, columns, and what stands over the labels; no rows where they leave a doubt."""
    levels = [
        Level(level.y, own, ())
        for level in region.rows
        if (own := tuple(v for v in level.values if v.x1 > region.left))
    ]
    places = spans_of([level.values for level in levels]) or spans_of_heads(region.heads, region.left)
    figures = {id(value) for level in levels for value in level.values}
    left = places[0][0][0]
    inside = [b for level in region.rows for b in level.blocks if id(b) not in figures and b.center < left]
    right = max((w.x1 for w in inside if w.x1 <= left + 1), default=0.0)
    columns = columns_of(places, [_right_of(level, right) for level in region.heads])
    taken = {id(char) for column in columns if column.head for char in column.head.chars}
    over = [
        w
        for level in region.heads
        for w in level.blocks
        if w.x1 <= left + 1 and taken.isdisjoint(map(id, w.chars))
    ]
    lines = _lines(without_groups([*over, *inside]))
    segments = _with_tails(segments_of(lines, levels)) if lines else _bare(levels)
    floor = max([column.head.top for column in columns if column.head], default=0.0)
    rows = [row for s in _sure(segments) if (row := _row(s, columns)) and (row.cells or row.top > floor)]
    corner = next((w for w in over if normalise(w.text) in CORNERS and w.bottom > floor), None)
    return (rows, columns, corner) if _holds(rows, columns) else ([], [], None)


def _right_of(level: Level, edge: float) -> Level:
    words = tuple(w for w in level.words if w.center > edge and w.x1 > edge + 1)
    return replace(level, values=(), words=words)


def _lines(words: Sequence[Block]) -> list[LabelLine]:
    lines: list[list[Block]] = []
    for word in sorted(words, key=lambda b: b.middle):
        middle = sum(b.middle for b in lines[-1]) / len(lines[-1]) if lines else 0.0
        if lines and word.middle - middle <= _SAME_LINE * (word.bottom - word.top):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [_line(sorted(line, key=lambda b: b.x0)) for line in lines]


def _line(words: Sequence[Block]) -> LabelLine:
    y = sum(b.middle for b in words) / len(words)
    return LabelLine(tuple(words), y, min(b.top for b in words), max(b.bottom for b in words))


def _with_tails(segments: Sequence[Segment]) -> list[Segment]:
    """Figures without a label close under those of a row are the ends of broken numbers. Where they may be as
    well a row of their own, neither is read.
    """
    kept: list[Segment] = []
    for segment in segments:
        above = kept[-1] if kept else None
        if above is None or segment.label or not above.levels or not _hangs(segment, above):
            kept.append(segment)
        elif len(segment.levels[0].values) < len(above.levels[-1].values) and above.label:
            kept[-1] = replace(above, levels=(*above.levels, *segment.levels))
        else:
            kept.pop()
    return kept


def _sure(segments: Sequence[Segment]) -> list[Segment]:
    """Without labels beside nothing where figures next to them belong to no label."""
    lost = [bool(s.levels) and not (s.label and s.known) and len(s.levels[0].values) >= WIDE for s in segments]
    return [
        s for i, s in enumerate(segments) if s.levels or not any(lost[max(0, i - 1) : i + 2])
    ]


def _hangs(segment: Segment, above: Segment) -> bool:
    upper, lower = above.levels[-1], segment.levels[0]
    near = lower.y - upper.y <= _NEXT_LINE * upper.size
    return near and all(any(v.x0 < u.x1 and v.x1 > u.x0 for u in upper.values) for v in lower.values)


def _bare(levels: Sequence[Level]) -> list[Segment]:
    """The only row of a table without labels, its numbers over as many lines as they were broken into."""
    row = list(levels[:1])
    for level in levels[1:]:
        if level.y - row[-1].y > _NEXT_LINE * row[-1].size:
            break
        row.append(level)
    return [Segment(None, tuple(row), known=False)]


def _row(segment: Segment, columns: Sequence[Column]) -> Row | None:
    cells = _cells(segment.levels, columns)
    label = segment.label
    if label and len(label.text) > _LONGEST:
        return None
    if cells is None or (label is None and len(cells) < WIDE):
        return None
    if cells and label and 0 not in cells and any(line[-1]["text"] in _FIGURE_ENDS for line in label.lines):
        return None  # a figure that touches the label is taken for its end
    if not cells and label and (not segment.known or normalise(label.text) in _NO_ROWS):
        return None
    return Row(label, cells)


def _cells(levels: Sequence[Level], columns: Sequence[Column]) -> dict[int, Block] | None:
    """The figures by column, those broken over several lines whole; None where two claim one column."""
    cells: dict[int, Block] = {}
    for level in levels:
        homes = [_home(value, columns) for value in level.values]
        if None in homes or len(set(homes)) < len(homes):
            return None
        for at, value in zip(homes, level.values, strict=True):
            if at is not None:
                cells[at] = block([*cells[at].lines, *value.lines]) if at in cells else value
    return cells


def _home(value: Block, columns: Sequence[Column]) -> int | None:
    within = [i for i, c in enumerate(columns) if c.span[0] <= value.center <= c.span[1]]
    over = [i for i, c in enumerate(columns) if value.x0 < c.span[1] and value.x1 > c.span[0]]
    return next((found[0] for found in (within, over) if len(found) == 1), None)


def _holds(rows: Sequence[Row], columns: Sequence[Column]) -> bool:
    """Whether labels of rows, or heads where there are none, are known in their most part."""
    labels = [row.label.text for row in rows if row.label and row.cells]
    if not any(row.cells for row in rows):
        return bool(rows and columns) and all(c.head and is_head(c.head.text) for c in columns)
    heads = [c.head.text for c in columns if c.head]
    if not labels:
        known = sum(map(is_head, heads))
        return any(row.cells for row in rows) and len(columns) >= WIDE and known >= _KNOWN * len(columns)
    if sum(map(resembles_label, labels)) < _KNOWN * len(labels):
        return False
    return bool(heads) or (len(columns) < WIDE and len(labels) >= _MIN_ROWS)


def _placed(rows: Sequence[Row], columns: Sequence[Column], corner: Block | None) -> PageTable:
    xs = _xs(rows, columns)
    labelled = any(row.label for row in rows)
    spans = list(pairwise(xs))
    ys = _ys(rows)
    heads = [(span, c.head) for span, c in zip(spans[labelled:], columns, strict=True) if c.head]
    heads += [(spans[0], corner)] if corner and labelled else []
    top = min([head.top for _, head in heads], default=ys[0])
    places = [_place((span[0], top, span[1], ys[0]), head, head.lines[0][0]) for span, head in heads]
    for row, (start, end) in zip(rows, pairwise(ys), strict=True):
        cells = [*([row.label] if labelled else []), *(row.cells.get(i) for i in range(len(columns)))]
        places += [
            _place((x0, start, x1, end), b, row.first) for (x0, x1), b in zip(spans, cells, strict=True)
        ]
    first = [place.printed for place in places if place.page == places[0].page]
    outer = (min(b[0] for b in first), min(b[1] for b in first),
             max(b[2] for b in first), max(b[3] for b in first))  # fmt: skip
    return PageTable(tuple(places), places[0].page, outer, whole=True)


def _xs(rows: Sequence[Row], columns: Sequence[Column]) -> list[float]:
    """The columns meet half-way, that of the labels first."""
    inner = [(a.span[1] + b.span[0]) / 2 for a, b in pairwise(columns)]
    left, right = columns[0].span[0] - 1, columns[-1].span[1] + 1
    labels = [row.label.x0 for row in rows if row.label]
    return [*([min(*labels, left - 1) - 4] if labels else []), left, *inner, right]


def _ys(rows: Sequence[Row]) -> list[float]:
    between = [
        (a.middle + b.middle) / 2 if a.bottom > b.top else (a.bottom + b.top) / 2 for a, b in pairwise(rows)
    ]
    return [rows[0].top - 1, *between, rows[-1].bottom]


def _place(box: Box, content: Block | None, of_row: Char) -> Place:
    """The cell with its box on the page where its words stand, or those of its row."""
    char = content.lines[0][0] if content else of_row
    by = char["offset"]
    printed = _rounded((box[0], max(0.0, box[1] - by), box[2], box[3] - by))
    return Place(_rounded(box), content.text if content else "", char["page"], printed)


def _rounded(box: Box) -> Box:
    return round(box[0], 1), round(box[1], 1), round(box[2], 1), round(box[3], 1)
