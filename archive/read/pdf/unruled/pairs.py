"""Which head is whose where columns of figures have no lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from archive.read.pdf.unruled.words import WIDE, Block

_EVEN, _FEW = 2.0, 3
_SLACK, _SEVERAL = 1.5, 4

Span = tuple[float, float]


def pairs_of(spans: Sequence[Span], heads: Sequence[Block]) -> tuple[int, ...] | None:
    """For each column of figures the number of its head; None where another one is about as likely."""
    cells = _cells_of(spans, heads)
    if cells is None:
        return _at_one_distance(spans, heads) or _best_pairs(spans, heads)
    return cells or None


def _cells_of(spans: Sequence[Span], heads: Sequence[Block]) -> tuple[int, ...] | None:
    """For each column of figures its head where columns are of one width and their heads stand at the left
    of them, in the middle or at the right: figures may stand elsewhere in them. () where that is in doubt.
    """
    places = (
        ([h.x0 for h in heads], 0.0),
        ([h.center for h in heads], 0.5),
        ([h.x1 for h in heads], 1.0),
    )
    found = {homes for at, part in places if (homes := _homes(spans, at, part))}
    if len(found) == 1:
        return next(iter(found))
    return () if found and len(heads) >= WIDE else None


def _homes(spans: Sequence[Span], heads: Sequence[float], part: float) -> tuple[int, ...] | None:
    """The columns that spans are in if heads stand at this part of the width of theirs."""
    steps = [b - a for a, b in pairwise(heads)]
    if len(heads) < _FEW or max(steps) - min(steps) > _EVEN:
        return None
    width = sum(steps) / len(steps)
    starts = [x - part * width - _EVEN / 2 for x in heads]
    homes = [
        next((i for i, x in enumerate(starts) if x <= x0 and x1 <= x + width + _EVEN), None)
        for x0, x1 in spans
    ]
    known = tuple(at for at in homes if at is not None)
    return known if len(set(known)) == len(spans) else None


def _at_one_distance(spans: Sequence[Span], heads: Sequence[Block]) -> tuple[int, ...] | None:
    """For each of several columns of figures its head where their left ends, middles or right ends all stand
    as far from those of their heads; None where that is not one way only.
    """
    sides = (
        ([x0 for x0, _ in spans], [h.x0 for h in heads]),
        ([sum(span) / 2 for span in spans], [h.center for h in heads]),
        ([x1 for _, x1 in spans], [h.x1 for h in heads]),
    )
    found = {homes for figures, own in sides for homes in _moved_alike(figures, own)}
    return next(iter(found)) if len(spans) >= _SEVERAL and len(found) == 1 else None


def _moved_alike(figures: Sequence[float], heads: Sequence[float]) -> Iterator[tuple[int, ...]]:
    for first in heads:
        moved = [head + figures[0] - first for head in heads]
        homes = [next((i for i, at in enumerate(moved) if abs(at - x) <= _SLACK), None) for x in figures]
        known = tuple(at for at in homes if at is not None)
        if len(set(known)) == len(figures):
            yield known


def _best_pairs(spans: Sequence[Span], heads: Sequence[Block]) -> tuple[int, ...] | None:
    """For each column of figures its head; None where another one is about as near, or where a column may be
    empty and one of few figures stands under no head: the nearest may be that of the column beside.
    """
    if len(spans) < min(len(heads), _SEVERAL) and not all(
        any(h.x0 < b and h.x1 > a for h in heads) for a, b in spans
    ):
        return None
    ranked = sorted(
        (sum(_apart(s, heads[i]) for s, i in zip(spans, chosen, strict=True)), chosen)
        for chosen in combinations(range(len(heads)), len(spans))
    )
    size = heads[0].lines[0][0]["size"]
    if len(ranked) > 1 and ranked[1][0] - ranked[0][0] < 0.5 * size:
        return None
    return ranked[0][1]


def is_crossed(spans: Sequence[Span], own: Sequence[Block], heads: Sequence[Block]) -> bool:
    """Whether figures stand under a head that is not theirs."""
    return any(
        h is not mine and h.x0 < span[1] and h.x1 > span[0]
        for span, mine in zip(spans, own, strict=True)
        for h in heads
    )


def _apart(span: Span, head: Block) -> float:
    """How far the nearest of left ends, middles and right ends are apart."""
    gap = max(0.0, span[0] - head.x1, head.x0 - span[1])
    middle = abs(sum(span) / 2 - head.center)
    return 2 * gap + min(middle, abs(span[0] - head.x0), abs(span[1] - head.x1))
