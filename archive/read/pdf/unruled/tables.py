"""Tables without lines over any number of pages, read by place and by the words of the forms.

Figures stand in columns, labels at their left wrap over lines above, beside and below them, heads stand over
the columns. Nothing is read where the page leaves a choice; who reads the tables says what is missing then.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise

from archive.labels import is_label, normalise, resembles_label
from archive.model import Box
from archive.read.lines import clean
from archive.read.pdf.chars import Char
from archive.read.pdf.places import PageTable, Place, UnreadRow, rounded
from archive.read.pdf.unruled.cuts import label_words, parted
from archive.read.pdf.unruled.feet import over_feet
from archive.read.pdf.unruled.groups import without_groups
from archive.read.pdf.unruled.heads import Column, columns_of, is_head, spans_of, spans_of_heads, united
from archive.read.pdf.unruled.levels import Level, Sheet
from archive.read.pdf.unruled.panels import unfolded
from archive.read.pdf.unruled.regions import CORNERS, Region, regions
from archive.read.pdf.unruled.rows import Row, bare_segments, label_lines, rows_of
from archive.read.pdf.unruled.segments import Segment, segments_of
from archive.read.pdf.unruled.tape import tape_of
from archive.read.pdf.unruled.words import WIDE, Block, block, is_unit

_KNOWN = 0.6
_MIN_ROWS = 3
_STEP = 10.0
_FIGURES = re.compile(r"[\d０-９\s,，.．/／—–-]+")


@dataclass(frozen=True, slots=True)
class Forms:
    """The tables, the rows of forms that could not be placed, and the ids of the characters in both."""

    tables: list[PageTable]
    unread: list[UnreadRow]
    used: set[int]

    def use(self, blocks: Iterable[Block]) -> None:
        self.used.update(id(char["source"]) for b in blocks for char in b.chars)

    def doubt(self, rows: Iterable[Segment]) -> None:
        for row in rows:
            self.unread.append(_unread(row))
            self.use(_words(row))


@dataclass(frozen=True, slots=True)
class _Form:
    rows: list[Row]
    unread: list[Segment]
    segments: list[Segment]
    columns: list[Column]
    corner: Block | None
    groups: list[Block]


def tables_of(sheets: Sequence[Sheet]) -> Forms:
    forms = Forms([], [], set())
    wide = 0
    levels, repeated = tape_of(sheets)
    for region in regions(unfolded(levels)):
        for form in _read(region):
            if not _holds(form.rows, form.columns) and not _goes_on(form, wide):
                forms.doubt(_known_rows(form))
                continue
            wide = len(form.columns)
            forms.tables.append(_placed(form.rows, form.columns, form.corner, form.groups))
            forms.doubt(form.unread)
            heads = [column.head for column in form.columns if column.head]
            blocks = [*(b for row in form.rows for b in row.blocks), *heads, *form.groups]
            blocks += [form.corner] if form.corner else []
            forms.use(blocks)
    if forms.tables:
        forms.used.update(id(char) for level in repeated for b in level.blocks for char in b.chars)
    return forms


def _unread(row: Segment) -> UnreadRow:
    words = _words(row)
    first = words[0].lines[0][0]
    return UnreadRow(clean(" ".join(b.text for b in words)), first["page"], first["source"]["top"])


def _words(row: Segment) -> list[Block]:
    return [*([row.label] if row.label else []), *(v for level in row.levels for v in level.values)]


def _goes_on(form: _Form, before: int) -> bool:
    """Whether these are rows of the wide table before, whose heads are not printed again."""
    labels = [row.label.text for row in form.rows if row.label and row.cells]
    alike = WIDE <= before == len(form.columns) and not any(column.head for column in form.columns)
    return alike and len(labels) >= _MIN_ROWS and sum(map(is_label, labels)) >= _KNOWN * len(labels)


def _known_rows(form: _Form) -> list[Segment]:
    """The rows of what is no table, but has several that are those of a form."""
    rows = [s for s in form.segments if s.known and s.levels]
    named = any(column.head and is_head(column.head.text) for column in form.columns)
    return rows if named or len(rows) >= _MIN_ROWS else []


def _read(region: Region) -> Iterator[_Form]:
    """What stands in a region, in parts where figures go on in columns of other places."""
    lefts = [
        next(x for at, x in reversed([(0, region.left), *region.further]) if at <= i)
        for i in range(len(region.rows))
    ]
    rows = [parted(level, left) for level, left in zip(region.rows, lefts, strict=True)]
    shifted = {rows[at].y for at, _ in region.further}
    levels = [
        Level(level.y, own, ())
        for level, left in zip(rows, lefts, strict=True)
        if (own := tuple(v for v in level.values if v.x1 > left))
    ]
    figures = {id(value) for level in levels for value in level.values}
    parts = _parts(levels, shifted)
    places = spans_of([level.values for level in parts[0]]) or spans_of_heads(region.heads, region.left)
    left = places[0][0][0]
    lefts = [left if x == region.left else x for x in lefts]
    inside = [
        b
        for level, edge in zip(rows, lefts, strict=True)
        for b in level.blocks
        if id(b) not in figures and b.center < edge
    ]
    first = {
        id(b) for level in rows[: region.further[0][0] if region.further else None] for b in level.blocks
    }
    right = max((w.x1 for w in inside if w.x1 <= left + 1 and id(w) in first), default=0.0)
    columns, spanning = columns_of(places, [_right_of(level, right, left) for level in region.heads])
    named = [*(column.head for column in columns if column.head), *spanning]
    taken = {id(char) for head in named for char in head.chars}
    over = [
        w
        for level in region.heads
        for w in level.blocks
        if w.x1 <= left + 1 and taken.isdisjoint(map(id, w.chars))
    ]
    words, groups = without_groups([*over, *label_words(inside)])
    segments = over_feet(_segments(words, levels))
    bare = [s.levels[0].y for s in segments if not s.label and len(s.levels[0].values) >= WIDE]
    if rows_too := [group for group in groups if any(group.top <= y <= group.bottom for y in bare)]:
        groups = [group for group in groups if group not in rows_too]
        segments = over_feet(_segments([*words, *rows_too], levels))
    strays = [b for level in rows for b in level.words if b.x0 >= left - 1 and _FIGURES.fullmatch(b.text)]
    segments = [replace(s, doubtful=True) if _has_stray(s, strays) else s for s in segments]
    floor = max([column.head.top for column in columns if column.head], default=0.0)
    corner = next((w for w in over if normalise(w.text) in CORNERS and w.bottom > floor), None)
    for number, part in enumerate(_by_part(segments, parts)):
        if number:
            groups, spanning = [], []
            (columns, _), corner = columns_of(spans_of([level.values for level in parts[number]]), []), None
        yield _Form(*rows_of(part, columns, floor), part, columns, corner, [*spanning, *groups])


def _has_stray(segment: Segment, strays: Sequence[Block]) -> bool:
    """Whether figures beside it are not told apart, or are not told from words."""
    if segment.label and not segment.levels:
        return any(segment.label.top < b.middle < segment.label.bottom for b in strays)
    return any(b.top < level.y < b.bottom for level in segment.levels for b in strays)


def _segments(words: Sequence[Block], levels: Sequence[Level]) -> list[Segment]:
    lines = label_lines(words)
    return segments_of(lines, levels) if lines else bare_segments(levels)


def _parts(levels: Sequence[Level], shifted: Set[float]) -> list[list[Level]]:
    """The levels in runs whose units stand in one column; a table that was cut may go on in others, and does
    so at the heights `shifted`.
    """
    single = [
        own[0] if len(own := [v for v in level.values if is_unit(v.text)]) == 1 else None for level in levels
    ]
    columns = united((unit.x0, unit.x1) for unit in single if unit)
    places = [next(i for i, c in enumerate(columns) if c[0] <= u.x0 <= c[1]) if u else None for u in single]
    parts: list[list[Level]] = [[]]
    for n, level in enumerate(levels):
        before, after = (Counter(p for p in own if p is not None) for own in (places[:n], places[n:]))
        new = places[n] is not None and not before.keys() & after.keys()
        if (new and min(before.total(), after.total()) >= _MIN_ROWS) or level.y in shifted:
            parts.append([])
        parts[-1].append(level)
    return [part for part in parts if part] or parts


def _by_part(segments: Sequence[Segment], parts: Sequence[Sequence[Level]]) -> list[list[Segment]]:
    of_level = {id(level): number for number, part in enumerate(parts) for level in part}
    found: list[list[Segment]] = [[] for _ in parts]
    at = 0
    for segment in segments:
        at = of_level[id(segment.levels[0])] if segment.levels else at
        found[at].append(segment)
    return found


def _right_of(level: Level, edge: float, left: float) -> Level:
    """What stands over the columns of figures, right of the labels, which end at `edge`."""
    words = [part for word in level.words for part in (_cut_at(word, left) if word.x0 < edge else [word])]
    own = [w for w in words if w.center > edge and w.x1 > edge + 1 and (w.x0 > edge - 1 or w.x1 > left + 1)]
    return replace(level, values=(), words=tuple(own))


def _cut_at(word: Block, left: float) -> list[Block]:
    """In two where what stands over the labels touches the first head, which begins where the figures do."""
    line = word.lines[0]
    at = next((i for i, char in enumerate(line) if i and abs(char["x0"] - left) <= 1), None)
    return [word] if at is None else [block([line[:at]]), block([line[at:]])]


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


def _placed(
    rows: Sequence[Row], columns: Sequence[Column], corner: Block | None, groups: Sequence[Block]
) -> PageTable:
    """The labels of groups come last: which rows or columns are theirs no line tells."""
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
    for number, group in enumerate(groups):
        place = _place((group.x0, group.top, group.x1, group.bottom), group, rows[-1].first)
        start = ys[-1] + number * _STEP
        places.append(replace(place, box=rounded((xs[0], start, xs[-1], start + _STEP))))
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
    printed = rounded((box[0], max(0.0, box[1] - by), box[2], box[3] - by))
    return Place(rounded(box), content.text if content else "", char["page"], printed)
