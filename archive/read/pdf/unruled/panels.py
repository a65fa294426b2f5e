"""Tables without lines printed in panels side by side: on the tape one panel stands under the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from archive.labels import NAME_HEADS
from archive.read.pdf.chars import Char
from archive.read.pdf.unruled.regions import is_foot
from archive.read.pdf.unruled.tape import Level, levels_of
from archive.read.pdf.unruled.words import Block, block

_SERIALS = ("序号", "编号", "行次", "代码")
_NAMES = sorted(NAME_HEADS, key=len, reverse=True)
_TOUCH = 0.3
_NARROW = 1.0
_NEXT_LINE = 1.6
_FAR = 8
_SPACE = 0.6

Span = tuple[float, float]


def unfolded(levels: Sequence[Level]) -> list[Level]:
    """The tape with the panels of each such table one under the other, in their order from the left."""
    found: list[Level] = []
    by, at = 0.0, 0
    while at < len(levels):
        gaps = _between_heads(levels[at])
        end, edges = _reach(levels, at, gaps) if gaps else (at, [])
        if not edges:
            found.append(levels[at].lowered(by) if by else levels[at])
            at += 1
            continue
        upper = _upper_heads(found, levels[at].lowered(by), edges)
        del found[len(found) - len(upper) :]
        table = [*upper, *(level.lowered(by) if by else level for level in levels[at:end])]
        before = table[-1].bottom
        for panel in _panels(table, edges):
            drop = found[-1].bottom + _SPACE * panel[0].size - panel[0].top if found else 0.0
            drop = drop if panel[0].top < (found[-1].bottom if found else 0.0) else 0.0
            found += [level.lowered(drop) for level in panel]
        by += max(0.0, found[-1].bottom - before)
        at = end
    return found


def _between_heads(level: Level) -> list[Span]:
    """The gaps before the second and each further head of labels, [] where the level has not the heads of
    several panels.
    """
    chars = [char for b in level.blocks for char in b.chars]
    text = "".join(char["text"] for char in chars)
    if level.values or len(text) != len(chars):
        return []
    for name in _NAMES:
        starts = [at for at in _places(text, name) if _stands_alone(chars, at, at + len(name))]
        ends = [*starts[1:], len(text)]
        if len(starts) > 1 and all(end - start > len(name) for start, end in zip(starts, ends, strict=True)):
            begins = [start - _serial(text[:start]) for start in starts[1:]]
            return [(chars[at - 1]["x1"], chars[at]["x0"]) for at in begins]
    return []


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


def _reach(levels: Sequence[Level], at: int, gaps: Sequence[Span]) -> tuple[int, list[float]]:
    """Where the table that begins at this level ends, and where its panels meet: nothing stands across."""
    free = [[gap] for gap in gaps]
    end = at + 1
    for above, level in pairwise(levels[at:]):
        left = [_without(spans, level) for spans in free]
        if not all(left) or is_foot(level) or level.y - above.y > _FAR * level.size:
            break
        free, end = left, end + 1
    widest = [max(spans, key=lambda span: span[1] - span[0]) for spans in free]
    return end, [(x0 + x1) / 2 for x0, x1 in widest]


def _without(spans: Sequence[Span], level: Level) -> list[Span]:
    """What the characters of a level leave of the spans."""
    left = list(spans)
    for char in (char for b in level.blocks for char in b.chars):
        a, z = char["x0"], char["x1"]
        if any(a < x1 and z > x0 for x0, x1 in left):
            parts = [part for x0, x1 in left for part in ((x0, min(x1, a)), (max(x0, z), x1))]
            left = [part for part in parts if part[1] - part[0] >= _NARROW]
    return list(dict.fromkeys(left))


def _upper_heads(above: Sequence[Level], head: Level, edges: Sequence[float]) -> list[Level]:
    """The levels close over the heads that are their upper lines."""
    upper: list[Level] = []
    for level in reversed(above):
        near = (upper[0] if upper else head).y - level.y <= _NEXT_LINE * level.size
        across = any(b.x0 < edge < b.x1 for b in level.blocks for edge in edges)
        if not near or across or level.values or len(level.words) <= len(edges):
            break
        upper.insert(0, level)
    return upper


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
