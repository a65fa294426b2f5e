"""The words of a PDF page without lines, and those that stand one under the other in a cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from archive.read.pdfchars import Char, row_text

LEVEL = 0.25
_CUT = 0.35
LEADING = 0.45
_ENUMERATOR = re.compile(
    r"[（(【〔﹝\[]?\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2})\s*[)）】〕﹞\]、．.]|[①-⑳]"
)
_BEFORE_NUMBER = re.compile(r"其中\s*[:：]?|[（(【〔﹝\[]")


@dataclass(frozen=True, slots=True)
class Block:
    """Characters that belong together: of a line, or the lines of a cell."""

    lines: tuple[tuple[Char, ...], ...]
    text: str
    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def chars(self) -> list[Char]:
        return [char for line in self.lines for char in line]

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def center(self) -> float:
        return (self.x0 + self.x1) / 2


def words_of(chars: Iterable[Char]) -> list[Block]:
    """Runs of characters on one line without a gap between them."""
    return [word for line in lines_of_chars(chars) for word in _words_of_line(line)]


def lines_of_chars(chars: Iterable[Char]) -> list[list[Char]]:
    """Characters that stand on one line, from the top down; cells differ by less than `rows_of` allows."""
    lines: list[list[Char]] = []
    for char in sorted(chars, key=lambda c: (c["top"] + c["bottom"], c["x0"])):
        if char["text"].isspace():
            continue
        middle = char["top"] + char["bottom"]
        if lines and middle - lines[-1][-1]["top"] - lines[-1][-1]["bottom"] <= LEVEL * char["size"]:
            lines[-1].append(char)
        else:
            lines.append([char])
    return lines


def _words_of_line(line: Iterable[Char]) -> list[Block]:
    words: list[list[Char]] = []
    for char in sorted(line, key=lambda c: float(c["x0"])):
        if words and char["x0"] - words[-1][-1]["x1"] <= _CUT * char["size"]:
            words[-1].append(char)
        else:
            words.append([char])
    return [block([word]) for word in words]


def block(lines: Sequence[Sequence[Char]]) -> Block:
    chars = [char for line in lines for char in line]
    return Block(
        tuple(map(tuple, lines)),
        "".join(row_text(line) for line in lines),
        min(c["x0"] for c in chars),
        min(c["top"] for c in chars),
        max(c["x1"] for c in chars),
        max(c["bottom"] for c in chars),
    )


def stacked(words: Iterable[Block]) -> list[Block]:
    """Words one under the other without the space that lies between rows, as one."""
    stacks: list[list[Block]] = []
    for word in sorted(words, key=lambda b: (b.middle, b.x0)):
        home = next((stack for stack in stacks if _continues(stack, word)), None)
        if home is None:
            stacks.append([word])
        else:
            home.append(word)
    return [block([line for b in stack for line in b.lines]) for stack in stacks]


def _continues(stack: Sequence[Block], word: Block) -> bool:
    size = word.bottom - word.top
    level = abs(stack[-1].middle - word.middle) <= LEVEL * size
    near = level or word.top - max(b.bottom for b in stack) <= LEADING * size
    beside = any(b.x0 < word.x1 and b.x1 > word.x0 for b in stack)
    begins = _ENUMERATOR.match(word.text) and not _BEFORE_NUMBER.fullmatch(stack[-1].text)
    return near and beside and not begins
