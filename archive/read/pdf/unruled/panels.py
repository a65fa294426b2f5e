"""Tables without lines printed in panels side by side: on the tape one panel stands under the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from archive.labels import NAME_HEADS
from archive.read.pdf.chars import Char
from archive.read.pdf.unruled.levels import Level, levels_of
from archive.read.pdf.unruled.regions import is_foot
from archive.read.pdf.unruled.words import Block, block
from archive.read.radicals import without_radicals

_SERIALS = ("序号", "编号", "行次", "代码")
_NAMES = sorted(NAME_HEADS, key=len, reverse=True)
_OF_HEADS = re.compile("[序号编行次代码计量单位统数值本年]{1,4}")
_TOUCH = 0.3
_NARROW = 1.0
_NEXT_LINE = 1.9
_FAR = 8
_FEWEST = 3
_MOST = 0.7
_FIGURE_ENDS = frozenset("0123456789０１２３４５６７８９/／—–-－条件次篇个人元份数量值计")
_SPACE = 0.6

Span = tuple[float, float]


def unfolded(levels: Sequence[Level]) -> list[Level]:
    """The tape with the panels of each such table one under the other, in their order from the left."""
    found: list[Level] = []
    by, at = 0.0, 0
    while at < len(levels):
        gaps = _between_heads(levels, at)
        if not gaps:
            found.append(levels[at].lowered(by))
            at += 1
            continue
        own, end, edges = _reach(levels, at, gaps)
        upper = len(_heads_beside(levels, at, -1))
        del found[len(found) - upper :]
        table = [level.lowered(by) for level in [*levels[at - upper : at], *own]]
        below = table[-1].bottom
        for number, panel in enumerate(_panels(table, edges)):
            drop = found[-1].bottom + _SPACE * panel[0].size - panel[0].top if number else 0.0
            found += [level.lowered(drop) for level in panel]
        by += max(0.0, found[-1].bottom - below)
        at = end
    return found


def _between_heads(levels: Sequence[Level], at: int) -> list[Span]:
    """The gaps before the second and each further head of labels, [] where the level has not the heads of
    several panels.
    """
    if levels[at].values or len(levels[at].words) < _FEWEST:
        return []
    near = [*_heads_beside(levels, at, -1), levels[at], *_heads_beside(levels, at, 1)]
    chars = sorted(
        (c for level in near for b in level.blocks for c in b.chars), key=lambda c: (round(c["x0"]), c["top"])
    )
    text = without_radicals("".join(char["text"] for char in chars))
    if len(text) != len(chars):
        return []
    for name in _NAMES:
        starts = [at for at in _places(text, name) if _stands_alone(chars, at, at + len(name))]
        ends = [*starts[1:], len(text)]
        if len(starts) > 1 and all(end - start > len(name) for start, end in zip(starts, ends, strict=True)):
            begins = [start - _serial(text[:start]) for start in starts[1:]]
            return [(max(c["x1"] for c in chars[:at]), chars[at]["x0"]) for at in begins]
    return []


def _heads_beside(levels: Sequence[Level], at: int, step: int) -> list[Level]:
    """The levels close over (-1) or under (1) this one that are lines of the same heads."""
    found: list[Level] = []
    last, i = levels[at], at + step
    while 0 <= i < len(levels) and abs(levels[i].y - last.y) <= _NEXT_LINE * last.size:
        if not all(_OF_HEADS.fullmatch(b.text.replace(" ", "")) for b in levels[i].blocks):
            break
        last, i = levels[i], i + step
        found.append(last)
    return found


def _places(text: str, name: str) -> Iterator[int]:
    at = text.find(name)
    while at >= 0:
        yield at
        at = text.find(name, at + len(name))


def _stands_alone(chars: Sequence[Char], start: int, end: int) -> bool:
    return not any(
        0 < at < len(chars) and chars[at]["x0"] - chars[at - 1]["x1"] < _TOUCH * chars[at]["size"]
        for at in (start, end)
    )


def _serial(text: str) -> int:
    return next((len(word) for word in _SERIALS if text.endswith(word)), 0)


def _reach(levels: Sequence[Level], at: int, gaps: Sequence[Span]) -> tuple[list[Level], int, list[float]]:
    """The levels of the table that begins at this one, where it ends, and where its panels meet: nothing
    stands across. What does at the edge of a page is none of its rows.
    """
    free = [[gap] for gap in gaps]
    table, end = [levels[at]], at + 1
    for i, (above, level) in enumerate(pairwise(levels[at:]), at + 1):
        left = [_without(spans, level) for spans in free]
        if is_foot(level) or level.y - above.y > _FAR * level.size:
            break
        if all(left):
            free, end = left, i + 1
            table.append(level)
        elif level.values or not _is_at_edge(levels, i):
            break
    return (
        table,
        end,
        [max(map(sum, spans), key=lambda twice: _worth(table, twice / 2)) / 2 for spans in free],
    )


def _worth(table: Sequence[Level], edge: float) -> tuple[bool, int, float]:
    """How well a panel ends here: with figures that do not only count the rows, as far right as may be."""
    ends = [block for level in table for block in [_last_before(level, edge)] if block]
    figures = [text for text in ends if text[-1] in _FIGURE_ENDS]
    numbers = [int(text) for text in ends if text.isdecimal()]
    steps = [b - a for a, b in pairwise(numbers)]
    counts = len(steps) > 2 and steps.count(1) >= _MOST * len(steps)
    return not counts, 2 * len(figures) - len(ends), edge


def _last_before(level: Level, edge: float) -> str:
    """The last word of a level that ends before the edge."""
    chars = [c for b in level.blocks for c in b.chars if c["x1"] <= edge + _NARROW]
    size = level.size
    word = ""
    for char, following in reversed([*pairwise(chars), *([(chars[-1], None)] if chars else [])]):
        if following is not None and following["x0"] - char["x1"] > _TOUCH * size:
            break
        word = char["text"] + word
    return word


def _is_at_edge(levels: Sequence[Level], at: int) -> bool:
    pages = [_page(level) for level in levels[at - 1 : at + 2]]
    return len(set(pages)) > 1


def _page(level: Level) -> int:
    return int(level.blocks[0].chars[0]["page"])


def _without(spans: Sequence[Span], level: Level) -> list[Span]:
    """What the characters of a level leave of the spans."""
    left = list(spans)
    for char in (char for b in level.blocks for char in b.chars):
        a, z = char["x0"], char["x1"]
        if any(a < x1 and z > x0 for x0, x1 in left):
            parts = [part for x0, x1 in left for part in ((x0, min(x1, a)), (max(x0, z), x1))]
            left = [part for part in parts if part[1] - part[0] >= _NARROW]
    return list(dict.fromkeys(left))


def _panels(table: Sequence[Level], edges: Sequence[float]) -> Iterator[list[Level]]:
    for left, right in pairwise([float("-inf"), *edges, float("inf")]):
        own = [part for level in table for b in level.blocks for part in _within(b, left, right)]
        if own:
            yield levels_of(own)


def _within(b: Block, left: float, right: float) -> list[Block]:
    """The part of the block between two edges."""
    lines = [[c for c in line if left <= (c["x0"] + c["x1"]) / 2 < right] for line in b.lines]
    kept = [line for line in lines if line]
    return [block(kept)] if kept else []
