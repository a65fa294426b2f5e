"""Where the figures of a table without lines go on in other columns: it was cut and set anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from archive.read.pdf.unruled.levels import Level
from archive.read.pdf.unruled.words import Block

_NEAR_ROWS = 6
_FEW_ROWS, _FEW_VALUES = 3, 3
_SAME_EDGE = 1.0
_OTHER = 0.6


def shifts(levels: Sequence[Level]) -> set[int]:
    """The numbers of the levels from which on figures stand elsewhere, in most columns."""
    rows = [i for i, level in enumerate(levels) if len(level.values) > 1]
    found: set[int] = set()
    for n, i in enumerate(rows):
        upper, lower = rows[max(0, n - _NEAR_ROWS) : n], rows[n : n + _NEAR_ROWS]
        if min(len(upper), len(lower)) < _FEW_ROWS or len(levels[i].values) < _FEW_VALUES:
            continue
        above = [v for at in upper for v in levels[at].values]
        if _apart(levels[i].values, above) < _OTHER:
            continue
        below = [v for at in lower for v in levels[at].values]
        if min(_apart(below, above), _apart(above, below)) >= _OTHER:
            found.add(i)
    return {i for i in found if not any(j in found for j in rows[max(0, rows.index(i) - 2) : rows.index(i)])}


def _apart(values: Sequence[Block], others: Iterable[Block]) -> float:
    """Which share of values begins, ends and has its middle where none of the others has."""
    others = list(others)
    return sum(not any(_is_under(v, o) for o in others) for v in values) / len(values)


def _is_under(a: Block, b: Block) -> bool:
    edges = (a.x0 - b.x0, a.x1 - b.x1, a.center - b.center)
    return min(map(abs, edges)) <= _SAME_EDGE
