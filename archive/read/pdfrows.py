"""Rows of figures on a PDF page without lines: numbers on one level, their label at the left."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from archive.labels import ARTICLES, BLOCKS, GROUPS, is_label, normalise, resembles_label
from archive.read.pdfwords import LEADING, LEVEL, Block, block, stacked

_NUMBER = re.compile(
    r"[-+±－＋]?(?:增加?|减少?)?[\d０-９]+(?:[,，.．][\d０-９]+)*(?:万?元|人次|[件条项个篇次人份宗])?|[/／—–\-－]+|无"
)
_UNIT_WORD = r"(?:万|人)?[件条项个篇次人份宗元期名处场]"
_UNIT = re.compile(rf"{_UNIT_WORD}|[(（]{_UNIT_WORD}[)）]")
_SECTION = re.compile(r"[一二三四五六][、.．].*情况")
_TITLES = frozenset(map(normalise, (*GROUPS, *BLOCKS)))
_ARTICLE_KEYS = tuple(normalise(article)[:4] for article in ARTICLES)
_SHORT = re.compile(r"[\d０-９]{1,2}")
_WORD = re.compile(r"[\u4e00-\u9fff]")
WIDE = 5
_FAR = 4
# Full-width and half-width digits have boxes of unlike height.
_SAME_LINE = 0.5


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


def figure_rows(words: Sequence[Block]) -> tuple[list[Row], list[Block]]:
    """The rows of a page from the top down, and the other words, cell by cell. A label without anything
    beside it is a row with empty cells.
    """
    values = [word for word in words if _is_value(word.text) and not _hangs(word, words)]
    taken = set(map(id, values))
    lines = _value_lines(_mended(values))
    stacks = stacked(word for word in words if id(word) not in taken)
    stacks = [part for stack in stacks for part in _parted(stack, [_level(line) for line in lines])]
    rows = [row for line in lines if (row := _row(line, stacks))]
    taken = {id(b) for row in rows for b in row.blocks}
    rest = [stack for stack in stacks if id(stack) not in taken]
    bare = [Row(b, (), b.middle) for b in rest if _is_bare_label(b, rows, (*stacks, *words))]
    taken |= {id(row.label) for row in bare}
    return sorted([*rows, *bare], key=lambda row: row.line), [s for s in rest if id(s) not in taken]


def _is_value(text: str) -> bool:
    """Whether it is a number or a unit, which has a column of its own."""
    return bool(_NUMBER.fullmatch(text) or _UNIT.fullmatch(text))


def _hangs(word: Block, words: Iterable[Block]) -> bool:
    """Whether what looks like a value is the first or last character of a label that was broken there:
    规范性文 over 件, 1 over .按时办结数.
    """
    unit = bool(_UNIT.fullmatch(word.text))
    if not unit and not _SHORT.fullmatch(word.text):
        return False
    height = word.bottom - word.top
    level = [o for o in words if o is not word and abs(o.middle - word.middle) <= LEVEL * height]
    if any(_is_value(o.text) for o in level):
        return False
    gaps = ((word.top - o.bottom if unit else o.top - word.bottom, o) for o in words if _covers(o, word))
    return any(0 <= gap <= LEADING * height and not _is_value(o.text) for gap, o in gaps)


def _mended(values: Sequence[Block]) -> list[Block]:
    """Numbers broken over two lines as one: between these lines stand the other numbers of the row."""
    by_top = sorted(values, key=lambda b: b.top)
    tops = [b.top for b in by_top]
    middles = sorted(b.middle for b in values)
    lower: dict[int, Block] = {}
    for a in values:
        height = a.bottom - a.top
        below = by_top[bisect_left(tops, a.bottom) : bisect_right(tops, a.bottom + LEADING * height)]
        for b in below:
            level = (a.top + b.bottom) / 2
            beside = (
                bisect_left(middles, level - LEVEL * height),
                bisect_right(middles, level + LEVEL * height),
            )
            if _covers(a, b) and beside[0] < beside[1]:
                lower[id(a)] = b
    gone = set(map(id, lower.values()))
    whole = [block([*a.lines, *lower[id(a)].lines]) if id(a) in lower else a for a in values]
    return [b for a, b in zip(values, whole, strict=True) if id(a) not in gone]


def _covers(a: Block, b: Block) -> bool:
    return a.x0 < b.x1 and a.x1 > b.x0


def _value_lines(numbers: Iterable[Block]) -> list[list[Block]]:
    lines: list[list[Block]] = []
    for number in sorted(numbers, key=lambda b: b.middle):
        if lines and number.middle - _level(lines[-1]) <= _SAME_LINE * (number.bottom - number.top):
            lines[-1].append(number)
        else:
            lines.append([number])
    return [sorted(line, key=lambda b: b.x0) for line in lines]


def _level(line: Sequence[Block]) -> float:
    return sum(b.middle for b in line) / len(line)


def _row(line: Sequence[Block], stacks: Sequence[Block]) -> Row | None:
    """The label is what stands nearest at the left of the numbers and is neither a number nor a unit."""
    level = _level(line)
    beside = [s for s in stacks if s.top <= level <= s.bottom]
    labels = [s for s in beside if _is_word(s.text) and any(n.center >= s.x1 for n in line)]
    first = min((n.center for n in line if any(s.x1 <= n.center for s in labels)), default=None)
    if first is None:
        return Row(None, tuple(line), level) if len(line) >= WIDE else None
    label = max((s for s in labels if s.x1 <= first), key=lambda s: s.x0)
    cells = [b for b in (*line, *beside) if b.center >= label.x1]
    return Row(label, tuple(sorted(cells, key=lambda b: b.x0)), level)


def _is_word(text: str) -> bool:
    return len(_WORD.findall(text)) > 1 and not _is_value(text)


def _is_bare_label(stack: Block, rows: Iterable[Row], others: Iterable[Block]) -> bool:
    """Whether it is a label of the forms over or under those of rows, with nothing at its right but empty
    cells.
    """
    if not _is_word(stack.text) or not resembles_label(stack.text) or _is_title(stack.text):
        return False
    if not any(stack.x0 < r.label.x1 and r.label.x0 < stack.x1 <= r.cells[0].x0 for r in rows if r.label):
        return False
    return not any(o.x0 >= stack.x1 and o.top < stack.bottom and o.bottom > stack.top for o in others)


def _is_title(text: str) -> bool:
    """Whether it stands over or beside several rows, or over a part of the report."""
    key = normalise(text)
    return key in _TITLES or key.startswith(_ARTICLE_KEYS) or bool(_SECTION.fullmatch(text))


def _parted(stack: Block, levels: Sequence[float]) -> list[Block]:
    """A stack beside several lines of numbers is several labels: cut so that each has one of them, and that
    as many as can be are labels of the forms.
    """
    inside = [level for level in levels if stack.top <= level <= stack.bottom]
    if len(inside) < 2 or len(stack.lines) < 2:
        return [stack]
    best: list[tuple[float, list[Block]]] = [(0.0, [])]
    for end in range(1, len(stack.lines) + 1):
        options = []
        for start in range(max(0, end - 6), end):
            part = block(stack.lines[start:end])
            score, parts = best[start]
            options.append((score + _worth(part, inside), [*parts, part]))
        best.append(max(options, key=lambda option: option[0]))
    return best[-1][1]


def _worth(part: Block, levels: Sequence[float]) -> float:
    held = [level for level in levels if part.top <= level <= part.bottom]
    known = 2.0 if is_label(part.text) else 1.0 if resembles_label(part.text) else -0.5
    off = min((abs(level - part.middle) for level in held), default=part.bottom - part.top)
    return known - 3 * max(0, len(held) - 1) - (not held) - 0.1 * off / (part.bottom - part.top)


def runs(rows: Sequence[Row], rest: Iterable[Block]) -> list[list[Row]]:
    """Rows of one table: nothing that reaches into their columns stands between them."""
    found: list[list[Row]] = []
    others = sorted(rest, key=lambda b: b.middle)
    for above, row in pairwise([None, *rows]):
        assert row is not None
        if above is None or _parts(above, row, others):
            found.append([row])
        else:
            found[-1].append(row)
    return found


def _parts(above: Row, below: Row, others: Iterable[Block]) -> bool:
    left = min((b.x0 for row in (above, below) for b in row.cells), default=0.0)
    far = below.top - above.bottom > _FAR * (above.blocks[0].lines[0][0]["size"])
    return far or any(above.line < b.middle < below.line and b.x1 > left for b in others)
