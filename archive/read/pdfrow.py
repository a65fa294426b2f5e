"""A row of figures on a PDF page without lines; which lines of numbers and words are one row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from archive.labels import resembles_label
from archive.read.pdfwords import Block, block

_NUMBER = re.compile(
    r"[-+±－＋]?(?:增加?|减少?)?[\d０-９]+(?:[,，.．][\d０-９]+)*(?:万?元|人次|[件条项个篇次人份宗])?|[/／—–\-－]+|无"
)
_DASHES = re.compile(r"[/／—–\-－]+")
_UNIT_WORD = r"(?:万|人)?[件条项个篇次人份宗元期名处场]"
UNIT = re.compile(rf"{_UNIT_WORD}|[(（]{_UNIT_WORD}[)）]")
IN_BRACKETS = re.compile(r"[（(【〔﹝\[](?![一二三四五六七八九十\d]{1,3}[)）】〕﹞\]])")
WIDE = 5
_NEXT_LINE = 1.7


@dataclass(frozen=True, slots=True)
class Row:
    """`cells` stand right of the label, from the left; a row may have only one of both."""

    label: Block | None
    cells: tuple[Block, ...]
    line: float

    @property
    def top(self) -> float:
        return min(b.top for b in self.blocks)

    @property
    def bottom(self) -> float:
        return max(b.bottom for b in self.blocks)

    @property
    def blocks(self) -> list[Block]:
        return [*([self.label] if self.label else []), *self.cells]


def covers(a: Block, b: Block) -> bool:
    return a.x0 < b.x1 and a.x1 > b.x0


def is_value(text: str) -> bool:
    """Whether it is a number or a unit, which has a column of its own."""
    return bool(_NUMBER.fullmatch(text) or UNIT.fullmatch(text))


def is_group(row: Row) -> bool:
    """Whether it only names the rows under it, with dashes in its cells: 二、回应解读情况 —— /."""
    dashes = all(_DASHES.fullmatch(cell.text) for cell in row.cells)
    return bool(row.label and row.cells and dashes and not resembles_label(row.label.text))


def with_tails(lines: Sequence[list[Block]], stacks: Sequence[Block]) -> list[list[Block]]:
    """Lines of numbers; one that holds only the last digits of numbers broken above it is joined to them."""
    kept: list[list[Block]] = []
    for line in lines:
        above = kept[-1] if kept else []
        heads = [next((b for b in above if covers(b, part)), None) for part in line]
        near = above and line[0].top - max(b.bottom for b in above) <= _NEXT_LINE * (
            line[0].bottom - line[0].top
        )
        alone = not any(s.top <= line[0].middle <= s.bottom and s.x1 <= line[0].x0 for s in stacks)
        if near and alone and len(line) < len(above) >= WIDE and all(heads):
            tails = {id(head): part for head, part in zip(heads, line, strict=True)}
            kept[-1] = [block([*b.lines, *tails[id(b)].lines]) if id(b) in tails else b for b in above]
        else:
            kept.append(line)
    return kept


def under_its_label(row: Row, stacks: Sequence[Block]) -> Row:
    """The row with its whole label where only a remark in brackets stands beside the figures."""
    label = row.label
    if label is None or not IN_BRACKETS.match(label.text) or resembles_label(label.text):
        return row
    above = [s for s in stacks if s.x0 < label.x1 and s.x1 > label.x0 and s.bottom <= label.top + 1]
    over = max(above, key=lambda s: s.bottom, default=None)
    if over is None or label.top - over.bottom > _NEXT_LINE * (label.lines[0][0]["size"]):
        return row
    return Row(block([*over.lines, *label.lines]), row.cells, row.line)


def whole(rows: Sequence[Row]) -> list[Row]:
    """Rows with one label: the lines of broken numbers are one row; of others nobody can say whose it is."""
    by_label: dict[int, list[Row]] = {}
    for row in rows:
        by_label.setdefault(id(row.label) if row.label else id(row), []).append(row)
    return [row for same in by_label.values() for row in (_settled(same) if len(same) > 1 else same)]


def _settled(rows: Sequence[Row]) -> list[Row]:
    own = [row for row in rows if not all(_DASHES.fullmatch(cell.text) for cell in row.cells)]
    if len(own) < 2:
        return own
    height = own[0].bottom - own[0].top
    cells = [[b for row in own for b in row.cells if covers(b, cell)] for cell in max(own, key=_width).cells]
    broken = len({_width(row) for row in own}) > 1 and sum(map(len, cells)) == sum(map(_width, own))
    if broken and all(b.top - a.bottom <= height for column in cells for a, b in pairwise(column)):
        joined = [block([line for b in column for line in b.lines]) for column in cells]
        return [Row(own[0].label, tuple(joined), sum(row.line for row in own) / len(own))]
    return [Row(None, row.cells, row.line) for row in own]


def _width(row: Row) -> int:
    return len(row.cells)
