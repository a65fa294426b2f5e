"""The characters of a PDF page as rows and words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from archive.model import Box
from archive.read.lines import clean

Char = Mapping[str, Any]

_CJK = re.compile("[\u2e80-\u303f\u3040-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u2018-\u201d\u2026]")
_UNMAPPED = re.compile(r"\(cid:\d+\)")
_WIDE_GAP = 1.5
_WORD_GAP = 0.2
POINT_GAP, POINTS = 0.5, ".,"
_LARGE, _PALE, _INKS = 1.5, 0.6, 4
_SLOPE = 0.2


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a row without a wide gap between them, from `x0` to `x1` in points."""

    text: str
    x0: float
    x1: float


def on_page(chars: Sequence[Char], page: Box) -> list[Char]:
    """The characters that show: those of a cell that goes on over the end of a page may stand beyond it, and
    some have no size.
    """
    x0, top, x1, bottom = page
    seen = (c for c in chars if c["size"] > 0)
    return [c for c in seen if c["x0"] < x1 and c["x1"] > x0 and c["top"] < bottom and c["bottom"] > top]


def without_watermarks(chars: Sequence[Char]) -> list[Char]:
    """The characters that are no watermark: set aslant, or far larger than the text and pale."""
    usual = median(c["size"] for c in chars) if chars else 0.0
    return [c for c in chars if not (_is_aslant(c) or (c["size"] > _LARGE * usual and _is_pale(c)))]


def _is_aslant(char: Char) -> bool:
    a, b = char["matrix"][:2]
    return bool(a and b and min(abs(a), abs(b)) > _SLOPE * max(abs(a), abs(b)))


def _is_pale(char: Char) -> bool:
    """Whether its colour is near white: of gray or of red, green and blue; of inks, where few are used."""
    color = char["non_stroking_color"] or (0.0,)
    color = color if isinstance(color, (tuple, list)) else (color,)
    numbers = [value for value in color if isinstance(value, (int, float))]
    if len(numbers) == _INKS:
        return sum(numbers) < 1 - _PALE
    return bool(numbers) and min(numbers) > _PALE


def unmapped(chars: Iterable[Char]) -> int:
    """How many characters the font does not name; pdfminer prints them as (cid:123)."""
    return sum(_UNMAPPED.fullmatch(char["text"]) is not None for char in chars)


def rows_of(chars: Iterable[Char]) -> list[list[Char]]:
    """Characters that stand on one line, each row from left to right."""
    rows: list[list[Char]] = []
    middle = size = 0.0
    for char in sorted(chars, key=lambda c: (c["top"] + c["bottom"], c["x0"])):
        own = (char["top"] + char["bottom"]) / 2
        if rows and abs(own - middle) <= 0.5 * max(size, char["size"]):
            rows[-1].append(char)
        else:
            rows.append([char])
            middle, size = own, char["size"]
    return [sorted(row, key=lambda c: float(c["x0"])) for row in rows]


def pieces_of(row: Sequence[Char]) -> list[Piece]:
    """The row cut where a gap is wider than any space between words."""
    pieces: list[list[Char]] = []
    for char in row:
        if char["text"].isspace():
            continue
        if not pieces or char["x0"] - pieces[-1][-1]["x1"] > _WIDE_GAP * max(char["size"], 1.0):
            pieces.append([])
        pieces[-1].append(char)
    return [Piece(_words(piece), float(piece[0]["x0"]), float(piece[-1]["x1"])) for piece in pieces]


def row_text(row: Sequence[Char]) -> str:
    """The words of a row, a space where it has a wide gap."""
    return " ".join(piece.text for piece in pieces_of(row))


def _words(chars: Sequence[Char]) -> str:
    """Gaps between Chinese characters only stretch the line; a character printed twice (bold) is one."""
    text = ""
    last: Char | None = None
    for char in chars:
        printed = char["text"]
        if len(printed) > 1:
            printed = _UNMAPPED.sub("\ufffd", printed)
        if last is not None:
            size = max(char["size"], 1.0)
            if char["text"] == last["text"] and char["x0"] - last["x0"] < 0.2 * size:
                continue
            gap = char["x0"] - last["x1"]
            if gap > _WORD_GAP * size and not _is_within(text, last["text"], printed, gap, size):
                text += " "
        text += printed
        last = char
    return clean(text)


def _is_within(text: str, last: str, printed: str, gap: float, size: float) -> bool:
    """Whether the gap before a character is none between words."""
    if _CJK.match(printed) or _CJK.match(last):
        return True
    # The figures of a fraction, set one by one, may stand a little away from their point.
    return last in POINTS and text[-2:-1].isdigit() and printed.isdigit() and gap <= POINT_GAP * size
