"""The words of a PDF page without lines: what stands together, and what is a number."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from archive.read.pdf.chars import Char, row_text

# As many columns of figures have only tables that are told by their heads.
WIDE = 5
_LEVEL = 0.25
_CUT = 0.35
_NUMBER = re.compile(
    r"[-+±－＋]?(?:增加?|减少?)?[\d０-９\ufffd]+(?:[,，.．][\d０-９\ufffd]+)*(?:万?元|人次|[件条项个篇次人份宗])?|\d[\d,，]+[,，.．]|[.．]\d+|[/／—–\-－]+|无"
)
_UNIT_WORD = r"(?:万|人)?[件条项个篇次人份宗元期名处场]"
_UNIT = re.compile(rf"{_UNIT_WORD}|[(（]{_UNIT_WORD}[)）]")


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


class Stack(ABC):
    """What is made of blocks reaches from the first to the last of them."""

    __slots__ = ()

    @property
    @abstractmethod
    def blocks(self) -> Sequence[Block]:
        """Its blocks from the first to the last."""

    @property
    def top(self) -> float:
        return min(b.top for b in self.blocks)

    @property
    def bottom(self) -> float:
        return max(b.bottom for b in self.blocks)


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
        if lines and middle - lines[-1][-1]["top"] - lines[-1][-1]["bottom"] <= _LEVEL * char["size"]:
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


def is_value(text: str) -> bool:
    """Whether it is a number or a unit, which has a column of its own."""
    return bool(_NUMBER.fullmatch(text)) or is_unit(text)


def is_unit(text: str) -> bool:
    return bool(_UNIT.fullmatch(text))
