"""The rows of a table without lines: labels with their figures by column, and what could not be placed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from archive.labels import BLOCKS, GROUPS, NAME_HEADS, normalise
from archive.read.pdfchars import Char
from archive.read.pdfcuts import parts_by_column
from archive.read.pdfheads import Column
from archive.read.pdfregions import CORNERS
from archive.read.pdfsegments import LabelLine, Segment
from archive.read.pdftape import Level
from archive.read.pdfwords import WIDE, Block, Stack, block

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
) -> tuple[list[Row], list[str]]:
    """The rows, those without figures only under the heads; and what rows say that are in doubt."""
    rows: list[Row] = []
    unread: list[str] = []
    whole = _with_tails(segments)
    for segment in _sure(whole):
        row = _row(segment, columns)
        if row and (row.cells or row.top > floor):
            rows.append(row)
        elif row is None and _is_row(segment):
            unread.append(said_by(segment))
    return rows, unread


def said_by(segment: Segment) -> str:
    figures = " ".join(value.text for level in segment.levels for value in level.values)
    return f"{segment.label.text if segment.label else ''} {figures}".strip()


def _is_row(segment: Segment) -> bool:
    """Whether it is not words or a number that happen to stand there."""
    values = [value.text for level in segment.levels for value in level.values]
    printed = any(text[-1:].isdigit() for text in values)
    return printed and (segment.known or len(values) > 1)


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
            kept[-1] = replace(above, levels=(*above.levels, *segment.levels), doubtful=True)
    return kept


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
    if segment.doubtful or (label and len(label.text) > _LONGEST):
        return None
    if cells is None or (label is None and len(cells) < WIDE):
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
    """The figures by column, those broken over several lines whole; None where two claim one column."""
    cells: dict[int, Block] = {}
    spans = [column.span for column in columns]
    for level in levels:
        values = [part for value in level.values for part in parts_by_column(value, spans)]
        homes = [_home(value, columns) for value in values]
        if None in homes or len(set(homes)) < len(homes):
            return None
        for at, value in zip(homes, values, strict=True):
            if at is not None:
                cells[at] = block([*cells[at].lines, *value.lines]) if at in cells else value
    return cells


def _home(value: Block, columns: Sequence[Column]) -> int | None:
    within = [i for i, c in enumerate(columns) if c.span[0] <= value.center <= c.span[1]]
    over = [i for i, c in enumerate(columns) if value.x0 < c.span[1] and value.x1 > c.span[0]]
    return next((found[0] for found in (within, over) if len(found) == 1), None)
