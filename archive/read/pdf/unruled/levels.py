"""What stands at one height of a page without lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from archive.labels import APPLICANT_HEADS, BLOCKS, NAME_HEADS, RESULTS, normalise
from archive.read.pdf.chars import Char
from archive.read.pdf.unruled.words import Block, Stack, is_unit, is_value, words_of

_SAME_LEVEL = 0.45
_SIGNS = frozenset(("增", "减", "增加", "减少"))
_CLOSE = 1.0
_TWO_WORDS = re.compile(r"[\u4e00-\u9fff].*[\u4e00-\u9fff]")
HEADS = frozenset(
    map(normalise, (*BLOCKS, *RESULTS, *APPLICANT_HEADS, *NAME_HEADS, "信息内容", "统计数", "代码"))
)


@dataclass(frozen=True, slots=True)
class Level(Stack):
    """What stands at one height of the tape, from the left: numbers and units, and words."""

    y: float
    values: tuple[Block, ...]
    words: tuple[Block, ...]

    @property
    def blocks(self) -> tuple[Block, ...]:
        return tuple(sorted((*self.values, *self.words), key=lambda b: b.x0))

    @property
    def size(self) -> float:
        return max(b.bottom - b.top for b in self.blocks)

    def moved(self, by: float, page: int) -> Level:
        """The level on the tape: its characters know where they come from."""
        return self._moved(by, lambda c: {"offset": by, "page": page, "source": c})

    def lowered(self, by: float) -> Level:
        """The level further down the tape."""
        return self._moved(by, lambda c: {"offset": c["offset"] + by}) if by else self

    def _moved(self, by: float, marks: Callable[[Char], Mapping[str, Any]]) -> Level:
        values, words = (tuple(_moved(b, by, marks) for b in blocks) for blocks in (self.values, self.words))
        return Level(self.y + by, values, words)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page before it is on the tape; `words` are those that stand upright."""

    number: int
    height: float
    chars: Sequence[Char]
    words: Sequence[Block]

    @property
    def has_figures(self) -> bool:
        """Whether numbers stand alone on it."""
        return any(is_value(word.text) for word in self.words)


def sheet_of(number: int, height: float, chars: Sequence[Char]) -> Sheet:
    return Sheet(number, height, chars, words_of(c for c in chars if c["upright"]))


def levels_of(words: Iterable[Block]) -> list[Level]:
    levels: list[list[Block]] = []
    for word in sorted(words, key=lambda b: b.middle):
        size = max(b.bottom - b.top for b in (word, *(levels[-1] if levels else ())))
        if levels and word.middle - _height(levels[-1]) <= _SAME_LEVEL * size:
            levels[-1].append(word)
        else:
            levels.append([word])
    return [_level(level) for level in levels]


def _height(level: Sequence[Block]) -> float:
    return sum(b.middle for b in level) / len(level)


def _level(blocks: Sequence[Block]) -> Level:
    ordered = sorted(blocks, key=lambda b: b.x0)
    values = [b for i, b in enumerate(ordered) if is_value(b.text) and not _goes_on(b, ordered[i + 1 :])]
    if all(is_unit(b.text) for b in values):  # 自然 over 人
        values = []
    if own := set(map(id, values)):  # the sign of a number that is broken after it
        values = [b for b in ordered if id(b) in own or b.text in _SIGNS]
    taken = set(map(id, values))
    return Level(_height(blocks), tuple(values), tuple(b for b in ordered if id(b) not in taken))


def _goes_on(value: Block, right: Sequence[Block]) -> bool:
    """Whether words follow at once: a number in a sentence, the number of a row."""
    size = value.bottom - value.top
    return bool(right) and right[0].x0 - value.x1 < _CLOSE * size and bool(_TWO_WORDS.search(right[0].text))


def _moved(b: Block, by: float, marks: Callable[[Char], Mapping[str, Any]]) -> Block:
    """The block further down, its characters with further marks."""
    lines = tuple(
        tuple({**c, "top": c["top"] + by, "bottom": c["bottom"] + by, **marks(c)} for c in line)
        for line in b.lines
    )
    return replace(b, lines=lines, top=b.top + by, bottom=b.bottom + by)
