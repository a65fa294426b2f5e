"""The rows of a table without lines: labels with their figures by column, and what could not be placed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from archive.labels import BLOCKS, GROUPS, NAME_HEADS, normalise
from archive.read.pdf.chars import Char
from archive.read.pdf.unruled.cuts import parts_by_column
from archive.read.pdf.unruled.heads import Column
from archive.read.pdf.unruled.levels import Level
from archive.read.pdf.unruled.regions import CORNERS
from archive.read.pdf.unruled.segments import LabelLine, Segment, are_ends
from archive.read.pdf.unruled.words import WIDE, Block, Stack, block

_SAME_LINE = 0.45
_NEXT_LINE, _NO_LINE = 1.9, 3.0
_LONGEST = 120
_TWO_NUMBERS, _ZEROES = re.compile(r"[-+]?0\d"), re.compile("00+")
_FIGURE_ENDS = "/／—–-0123456789"
_TOTALS = frozenset(map(normalise, ("总计", "合计")))
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


def label_lines(words: Sequence[Block]) -> list[LabelLine]:
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


def rows_of(
    segments: Sequence[Segment], columns: Sequence[Column], floor: float
) -> tuple[list[Row], list[Segment]]:
    """The rows, those without figures only under the heads; and those that are in doubt."""
    rows: list[Row] = []
    unread: list[Segment] = []
    whole = _with_ends(_with_set_apart(segments))
    sure = _sure(whole)
    fewest = WIDE if any(segment.label for segment in segments) or len(columns) < WIDE else 1
    for segment, following in zip_longest(sure, sure[1:]):
        row = _row(segment, columns, fewest) or _blank_group(segment, following)
        if row and (row.cells or row.top > floor):
            rows.append(row)
        elif row is None and _is_row(segment):
            unread.append(segment)
    return rows, unread


def _blank_group(segment: Segment, following: Segment | None) -> Row | None:
    """The group without rows under it is a row; the total follows at once."""
    label, total = segment.label, following and following.label
    ends = total and normalise(total.text) in _TOTALS
    return Row(label, {}) if label and ends and not segment.levels and _is_head(label.text) else None


def _is_row(segment: Segment) -> bool:
    """Whether it is not words or a number that happen to stand there."""
    values = [value.text for level in segment.levels for value in level.values]
    printed = any(char.isdigit() for text in values for char in text)
    return printed and (segment.known or len(values) > 1)


def _with_set_apart(segments: Sequence[Segment]) -> list[Segment]:
    """Figures without a label, at the height of one row's label and in columns that are empty there, are of
    that row: its cells are set at the top and at the bottom.
    """
    rows = list(segments)
    for loose in [s for s in segments if not s.label]:
        beside = [i for i, s in enumerate(rows) if s.label and s.levels and _is_beside(loose, s.label)]
        if len(beside) == 1 and not _share_columns(loose, rows[beside[0]]):
            levels = (*rows[beside[0]].levels, *loose.levels)
            rows[beside[0]] = replace(rows[beside[0]], levels=tuple(sorted(levels, key=lambda n: n.y)))
            rows = [s for s in rows if s is not loose]
    return rows


def _is_beside(loose: Segment, label: Block) -> bool:
    return all(label.top < level.y < label.bottom for level in loose.levels)


def _share_columns(a: Segment, b: Segment) -> bool:
    upper, lower = ([v for level in s.levels for v in level.values] for s in (a, b))
    return any(v.x0 < u.x1 and v.x1 > u.x0 for u in upper for v in lower)


def _with_ends(segments: Sequence[Segment]) -> list[Segment]:
    """Figures without a label close under or over those of a row are the ends or the beginnings of broken
    numbers. Where they may be as well those of another row, neither is read.
    """
    kept: list[Segment] = []
    begun: tuple[Level, ...] = ()
    for segment, following in zip_longest(segments, segments[1:]):
        own = replace(segment, levels=(*begun, *segment.levels))
        begun = ()
        above = kept[-1] if kept else None
        hangs = above is not None and above.levels and not segment.label and _hangs(own, above)
        if (
            not segment.label
            and _stands_on(own, following)
            and not (hangs and _is_nearer(own, above, following))
        ):
            begun = own.levels
        elif above is None or not hangs:
            kept.append(own)
        elif above.label and are_ends(own.levels[0], above.levels[0]):
            kept[-1] = replace(above, levels=(*above.levels, *own.levels))
        else:
            kept[-1] = replace(above, levels=(*above.levels, *own.levels), doubtful=True)
    return kept


def _stands_on(segment: Segment, following: Segment | None) -> bool:
    """Whether its figures are the beginnings of some in the row under it."""
    if following is None or not following.label or not following.levels:
        return False
    upper, lower = segment.levels[-1], following.levels[0]
    near = lower.y - upper.y <= _NEXT_LINE * upper.size and len(upper.values) < len(lower.values)
    return near and all(any(v.x0 < u.x1 and v.x1 > u.x0 for v in lower.values) for u in upper.values)


def _is_nearer(segment: Segment, above: Segment | None, following: Segment | None) -> bool:
    """Whether it stands nearer to the row above than to the one below."""
    if above is None or following is None:
        return above is not None
    up = segment.levels[0].y - above.levels[-1].y
    return up <= following.levels[0].y - segment.levels[-1].y


def _sure(segments: Sequence[Segment]) -> list[Segment]:
    """Without labels beside nothing where figures next to them belong to no label."""
    lost = [
        bool(s.levels) and not (s.label and s.known) and len(s.levels[0].values) >= WIDE for s in segments
    ]
    return [s for i, s in enumerate(segments) if s.levels or not any(lost[max(0, i - 1) : i + 2])]


def _hangs(segment: Segment, above: Segment) -> bool:
    upper, lower = above.levels[-1], segment.levels[0]
    near = lower.y - upper.y <= _NEXT_LINE * upper.size
    return near and all(any(v.x0 < u.x1 and v.x1 > u.x0 for u in upper.values) for v in lower.values)


def bare_segments(levels: Sequence[Level]) -> list[Segment]:
    """The only row of a table without labels, its numbers over as many lines as they were broken into. What
    stands further below may be of it or not.
    """
    row = list(levels[:1])
    for level in levels[1:]:
        if level.y - row[-1].y > _NEXT_LINE * row[-1].size:
            break
        row.append(level)
    further = [level for level in levels[len(row) :] if level.y - row[-1].y <= _NO_LINE * row[-1].size]
    return [Segment(None, tuple(row), known=False, doubtful=bool(further))]


def _row(segment: Segment, columns: Sequence[Column], fewest: int) -> Row | None:
    """`fewest`: how many figures are a row without a label."""
    cells = _cells(segment.levels, columns)
    label = segment.label
    if segment.doubtful or (label and len(label.text) > _LONGEST):
        return None
    if cells is None or (label is None and len(cells) < fewest):
        return None
    if cells and label and 0 not in cells and any(line[-1]["text"] in _FIGURE_ENDS for line in label.lines):
        return None  # a figure that touches the label is taken for its end
    if not cells and label and (not segment.known or _is_head(label.text)):
        return None
    return Row(label, cells)


def _is_head(text: str) -> bool:
    """Whether it heads rows or columns; 行政诉讼 does, 行政诉讼数量 is a row."""
    return normalise(text) in _NO_ROWS or text in BLOCKS


def _cells(levels: Sequence[Level], columns: Sequence[Column]) -> dict[int, Block] | None:
    """The figures by column, those broken over several lines whole; None where two claim one column, or stand
    there over each other: no number begins with a zero and goes on.
    """
    cells: dict[int, Block] = {}
    spans = [column.span for column in columns]
    for level in levels:
        values = [part for value in level.values for part in parts_by_column(value, spans)]
        homes = _between([_home(value, columns) for value in values], len(columns))
        if None in homes or len(set(homes)) < len(homes):
            return None
        for at, value in zip(homes, values, strict=True):
            if at is not None:
                cells[at] = block([*cells[at].lines, *value.lines]) if at in cells else value
    return None if any(map(_is_of_two, cells.values())) else cells


def _is_of_two(cell: Block) -> bool:
    """Whether it holds two numbers, over each other or touching; the code of a row may begin with a zero."""
    return bool(_ZEROES.fullmatch(cell.text) or (len(cell.lines) > 1 and _TWO_NUMBERS.match(cell.text)))


def _between(homes: Sequence[int | None], count: int) -> list[int | None]:
    """With the home of a figure at the other end of its cell than others, where one column is left for it: it
    stands in none, or in that of the figure before it.
    """
    around = [-1, *homes, count]
    found: list[int | None] = []
    for before, own, after in zip(around, homes, around[2:], strict=False):
        left = before is not None and after is not None and after - before == 2
        found.append((before or 0) + 1 if left and own in (None, before) else own)
    return found


def _home(value: Block, columns: Sequence[Column]) -> int | None:
    within = [i for i, c in enumerate(columns) if c.span[0] <= value.center <= c.span[1]]
    over = [i for i, c in enumerate(columns) if value.x0 < c.span[1] and value.x1 > c.span[0]]
    return next((found[0] for found in (within, over) if len(found) == 1), None)
