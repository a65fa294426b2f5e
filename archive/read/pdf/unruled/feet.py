"""Rows that a page break cuts: their figures end a page, their labels begin the next one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from archive.labels import GROUPS, normalise
from archive.read.pdf.unruled.segments import Segment, are_ends
from archive.read.pdf.unruled.words import Block

_GROUPS = frozenset(map(normalise, GROUPS))


def over_feet(segments: Sequence[Segment]) -> list[Segment]:
    """With the figures of a page's last row beside the label without any that begins the next page, where
    they cannot be those of the label before.
    """
    found: list[Segment] = []
    for segment in segments:
        if found and _is_cut(found[-1], segment, segments):
            before = found.pop()
            if before.label:
                found.append(replace(before, levels=before.levels[:-1]))
            segment = replace(segment, levels=before.levels[-1:])
        found.append(segment)
    return found


def _is_cut(above: Segment, below: Segment, segments: Sequence[Segment]) -> bool:
    if not (above.levels and below.label and below.known) or below.levels:
        return False
    if _page(above.levels[-1].values[0]) >= _page(below.label):
        return False
    twice = any(not are_ends(lower, upper) for upper, lower in pairwise(above.levels[-2:]))
    return above.label is None or twice or _heads(above, below, segments)


def _heads(above: Segment, below: Segment, segments: Sequence[Segment]) -> bool:
    """Whether the label above is that of a group and the one below its first; subtotals have all groups."""
    first = below.label is not None and below.label.text.lstrip()[:1] in ("1", "１")
    return first and [s for s in segments if _is_group(s) and s.levels] == [above]


def _is_group(segment: Segment) -> bool:
    return segment.label is not None and normalise(segment.label.text) in _GROUPS


def _page(words: Block) -> int:
    page: int = words.lines[0][0]["page"]
    return page
