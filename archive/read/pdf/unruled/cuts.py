"""What touches on a PDF page without lines, cut where the columns of its table meet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby, pairwise

from archive.read.pdf.unruled.levels import Level
from archive.read.pdf.unruled.words import Block, block, is_unit, is_value

_EDGE = 1.0
_SEVERAL = 3
_GAP = 0.12
_ROW_NUMBER = re.compile(r"\d{1,2}")
_LEADING_NUMBER = re.compile(r"\d{1,2}(?=[（(一-龥])")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def parted(level: Level, left: float) -> Level:
    """With figures on their own that touch their labels: columns of figures begin at `left`."""
    values, words = list(level.values), []
    for word in level.words:
        chars = word.chars
        at = next((i for i, c in enumerate(chars) if c["x0"] >= left - _EDGE), len(chars))
        figure = block([chars[at:]]) if 0 < at < len(chars) else None
        if figure and is_value(figure.text) and not is_unit(figure.text):
            values.append(figure)
            word = block([chars[:at]])
        words.append(word)
    if len(values) == len(level.values):
        return level
    return Level(level.y, tuple(sorted(values, key=lambda b: b.x0)), tuple(words))


def parts_by_column(value: Block, spans: Sequence[tuple[float, float]]) -> list[Block]:
    """The value as those of several columns where they touch and the page shows a gap between them."""
    over = [span for span in spans if value.x0 < span[1] - _EDGE and value.x1 > span[0] + _EDGE]
    chars = value.chars
    if len(over) < 2 or len(value.lines) > 1:
        return [value]
    inner = [(a[1] + b[0]) / 2 for a, b in pairwise(over)]
    by_column = groupby(chars, key=lambda c: sum((c["x0"] + c["x1"]) / 2 > x for x in inner))
    parts = [block([list(own)]) for _, own in by_column]
    apart = all(b.x0 - a.x1 >= _GAP * chars[0]["size"] for a, b in pairwise(parts))
    dashes = len({part.text for part in parts}) == 1 and set(value.text) <= set("—–-")
    return parts if (apart or dashes) and all(is_value(part.text) for part in parts) else [value]


def label_words(words: Sequence[Block]) -> list[Block]:
    """The words of labels without the numbers of the rows, those of two columns of labels apart."""
    starts = Counter(round(word.x0) for word in words if _is_label(word))
    edges = [x for x, count in starts.items() if count >= _SEVERAL]
    numbered = Counter(round(word.x0) for word in words if _ROW_NUMBER.fullmatch(word.text))
    places = [x for x, count in numbered.items() if count >= _SEVERAL]
    parts = [part for word in words for own in _without_number(word, places) for part in _cut(own, edges)]
    first = min((part.x0 for part in parts if _is_label(part)), default=0.0)
    return [w for w in parts if not (_ROW_NUMBER.fullmatch(w.text) and w.x1 < first + _EDGE)]


def _without_number(word: Block, places: Sequence[int]) -> list[Block]:
    """The word without the number of the row that touches it, where numbers of rows stand."""
    number = _LEADING_NUMBER.match(word.text)
    if number is None or len(word.lines) > 1 or not any(abs(word.x0 - x) <= _EDGE for x in places):
        return [word]
    chars = word.chars
    return [block([chars[number.end() :]])]


def _is_label(word: Block) -> bool:
    return len(_CHINESE.findall(word.text)) > 1


def _cut(word: Block, edges: Sequence[int]) -> list[Block]:
    if len(word.lines) > 1:
        return [word]
    chars = word.chars
    cuts = [i for i, c in enumerate(chars) if i and any(abs(c["x0"] - x) <= _EDGE for x in edges)]
    return [block([chars[i:j]]) for i, j in pairwise([0, *cuts, len(chars)])] if cuts else [word]
