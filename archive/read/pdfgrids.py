"""Wide tables without lines: rows of numbers in even columns, labels at their left that wrap in their cells.

Nothing is read where the page leaves a choice: a row without a label, a column without a head.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from archive.model import Box
from archive.read.pdfchars import Char, row_text
from archive.read.pdfplaces import PageTable, Place

_NUMBER = re.compile(r"[-+]?[\d０-９][\d０-９,，.]*[件元]?|[/／—–-]+|无")
_ENUMERATOR = re.compile(
    r"[（(【〔﹝\[]?\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2})\s*[)）】〕﹞\]、．.]|[①-⑳]"
)
_MIN_COLUMNS = 5
_MIN_ROWS = 3
_LEVEL = 0.25
_CUT = 0.35
_LEADING = 0.6
_EVEN = 0.25


@dataclass(frozen=True, slots=True)
class Block:
    """Characters that belong together: of a line, or the lines of a cell."""

    chars: tuple[Char, ...]
    text: str
    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def center(self) -> float:
        return (self.x0 + self.x1) / 2


def number_grid(
    chars: Sequence[Char], page: int, above: PageTable | None
) -> tuple[PageTable | None, list[Char]]:
    """The wide table of a page, if it has one that can be read without a doubt, and the other characters.
    `above` is that of the page before: a table without heads goes on in its columns.
    """
    words = _words(chars)
    rows = _number_rows([word for word in words if _NUMBER.fullmatch(word.text)])
    columns = _columns([word for row in rows for word in row])
    if columns is None or any(_doubled(row, columns) for row in rows):
        return None, list(chars)
    edges = _edges_of(above) if above is not None and above.page == page - 1 else []
    cells = _Grid(words, rows, columns, edges).cells()
    if cells is None:
        return None, list(chars)
    used = {id(char) for _, block in cells for char in block.chars}
    places = tuple(Place(box, block.text, page, box) for box, block in cells)
    outer = (min(p.box[0] for p in places), min(p.box[1] for p in places),
             max(p.box[2] for p in places), max(p.box[3] for p in places))  # fmt: skip
    return PageTable(places, page, outer), [char for char in chars if id(char) not in used]


def _edges_of(table: PageTable) -> list[float]:
    return sorted({edge for place in table.places for edge in (place.box[0], place.box[2])})


class _Grid:
    """`rows` are the numbers row by row, `columns` the stretches of x under the heads."""

    def __init__(
        self,
        words: Sequence[Block],
        rows: list[list[Block]],
        columns: list[tuple[float, float]],
        above: list[float],
    ) -> None:
        """`above`: the edges of the columns on the page before."""
        self.rows, self.columns = rows, columns
        self.size = max(char["size"] for row in rows for block in row for char in block.chars)
        self.step = (columns[-1][0] + columns[-1][1] - columns[0][0] - columns[0][1]) / 2 / (len(columns) - 1)
        fits = len(above) == len(columns) + 2 and all(
            x0 <= (column[0] + column[1]) / 2 <= x1
            for column, x0, x1 in zip(columns, above[1:], above[2:], strict=False)
        )
        self.above = above if fits else []
        self.left = columns[0][0] - 1
        taken = {id(block) for row in rows for block in row}
        self.blocks = _stacked([word for word in words if id(word) not in taken])

    def cells(self) -> list[tuple[Box, Block]] | None:
        heads, labels = self._heads(), self._labels()
        if heads is None or labels is None:
            return None
        tops = [min(b.top for b in (*row, label)) for row, label in zip(self.rows, labels, strict=True)]
        ends = [max(b.bottom for b in (*row, label)) for row, label in zip(self.rows, labels, strict=True)]
        if any(end > top + 1 for end, top in zip(ends, tops[1:], strict=False)):
            return None
        ys = [tops[0] - 1, *((a + b) / 2 for a, b in zip(ends, tops[1:], strict=False)), ends[-1]]
        xs = self.above or [min(label.x0 for label in labels) - 1, *self._edges()]
        head_top = min((head.top for head in heads), default=0.0)
        cells = [(_box(xs[j + 1], head_top, xs[j + 2], ys[0]), head) for j, head in enumerate(heads)]
        for i, (row, label) in enumerate(zip(self.rows, labels, strict=True)):
            cells.append((_box(xs[0], ys[i], xs[1], ys[i + 1]), label))
            for number in row:
                j = _column_of(number, self.columns)
                cells.append((_box(xs[j + 1], ys[i], xs[j + 2], ys[i + 1]), number))
        return cells

    def _edges(self) -> list[float]:
        middles = [(a + b) / 2 for a, b in self.columns]
        inner = [(a + b) / 2 for a, b in zip(middles, middles[1:], strict=False)]
        return [self.columns[0][0] - 1, *inner, middles[-1] + self.step / 2]

    def _heads(self) -> list[Block] | None:
        """The lowest words over each column."""
        first = min(block.top for block in self.rows[0])
        heads: list[Block] = []
        for x0, x1 in self.columns:
            above = [
                b for b in self.blocks
                if b.bottom <= first + 1 and b.x0 < x1 and b.x1 > x0 and b.x1 - b.x0 <= self.step
                and first - b.bottom < 4 * self.size and not _NUMBER.fullmatch(b.text)
            ]  # fmt: skip
            if not above:
                return [] if self.above and not heads else None
            heads.append(max(above, key=lambda b: b.bottom))
        return heads if len({id(head) for head in heads}) == len(heads) else None

    def _labels(self) -> list[Block] | None:
        """For each row the words nearest to its numbers of those whose middle is on their line."""
        labels = []
        for row in self.rows:
            line = sum(block.middle for block in row) / len(row)
            beside = [
                b for b in self.blocks if abs(b.middle - line) <= 0.2 * self.size and b.x1 <= self.left + 1
            ]
            if not beside:
                return None
            labels.append(max(beside, key=lambda b: b.x0))
        return labels


def _words(chars: Iterable[Char]) -> list[Block]:
    lines: list[list[Char]] = []
    for char in sorted(chars, key=lambda c: (c["top"] + c["bottom"], c["x0"])):
        if char["text"].isspace():
            continue
        middle = char["top"] + char["bottom"]
        if lines and middle - lines[-1][-1]["top"] - lines[-1][-1]["bottom"] <= _LEVEL * char["size"]:
            lines[-1].append(char)
        else:
            lines.append([char])
    words = []
    for line in lines:
        word: list[Char] = []
        for char in sorted(line, key=lambda c: float(c["x0"])):
            if word and char["x0"] - word[-1]["x1"] > _CUT * char["size"]:
                words.append(_block([word]))
                word = []
            word.append(char)
        words.append(_block([word]))
    return words


def _block(lines: Sequence[Sequence[Char]]) -> Block:
    chars = tuple(char for line in lines for char in line)
    return Block(
        chars,
        "".join(row_text(line) for line in lines),
        min(c["x0"] for c in chars),
        min(c["top"] for c in chars),
        max(c["x1"] for c in chars),
        max(c["bottom"] for c in chars),
    )


def _number_rows(numbers: Sequence[Block]) -> list[list[Block]]:
    rows: list[list[Block]] = []
    for number in sorted(numbers, key=lambda b: b.middle):
        if rows and number.middle - rows[-1][-1].middle <= _LEVEL * (number.bottom - number.top):
            rows[-1].append(number)
        else:
            rows.append([number])
    rows = [sorted(row, key=lambda b: b.x0) for row in rows if len(row) >= _MIN_COLUMNS]
    usual = _usual(rows)
    runs = [list(run) for fits, run in groupby(rows, key=lambda row: len(row) <= usual) if fits]
    return max(runs, key=len, default=[])


def _usual(rows: Sequence[Sequence[Block]]) -> int:
    """How many numbers a full row of the table has: a wider row belongs to another table."""
    counts = Counter(len(row) for row in rows)
    often = [count for count, times in counts.items() if times >= _MIN_ROWS]
    return max(often) if often else min(counts, default=0)


def _columns(numbers: Sequence[Block]) -> list[tuple[float, float]] | None:
    """The stretches of x that numbers cover; None where they do not lie at even distances."""
    columns: list[tuple[float, float]] = []
    for number in sorted(numbers, key=lambda b: b.x0):
        if columns and number.x0 < columns[-1][1]:
            columns[-1] = columns[-1][0], max(columns[-1][1], number.x1)
        else:
            columns.append((number.x0, number.x1))
    for share in (0.0, 0.5, 1.0):
        at = [x0 + share * (x1 - x0) for x0, x1 in columns]
        steps = [b - a for a, b in zip(at, at[1:], strict=False)]
        if len(steps) >= _MIN_COLUMNS - 1 and max(steps) - min(steps) <= _EVEN * min(steps):
            return columns
    return None


def _column_of(block: Block, columns: Sequence[tuple[float, float]]) -> int:
    return next(j for j, (x0, x1) in enumerate(columns) if x0 <= block.center <= x1)


def _doubled(row: Sequence[Block], columns: Sequence[tuple[float, float]]) -> bool:
    return len({_column_of(block, columns) for block in row}) < len(row)


def _stacked(words: Sequence[Block]) -> list[Block]:
    """Words one under the other without the space that lies between rows, as one."""
    stacks: list[list[Block]] = []
    for word in sorted(words, key=lambda b: (b.middle, b.x0)):
        size = word.bottom - word.top
        for stack in stacks:
            over = max(b.bottom for b in stack)
            level = abs(stack[-1].middle - word.middle) <= _LEVEL * size
            near = level or word.top - over <= 0.45 * size
            if (
                near
                and not _ENUMERATOR.match(word.text)
                and any(b.x0 < word.x1 and b.x1 > word.x0 for b in stack)
            ):
                stack.append(word)
                break
        else:
            stacks.append([word])
    return [_block([b.chars for b in stack]) for stack in stacks]


def _box(x0: float, top: float, x1: float, bottom: float) -> Box:
    return round(x0, 1), round(top, 1), round(x1, 1), round(bottom, 1)
