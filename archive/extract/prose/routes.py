"""Litigation by route: where the outcomes behind a route are those of all cases.

直接起诉3件，复议后起诉1件，维持3件，未结1件 -> four outcomes, of the four cases and not of the one
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from archive.extract.prose.claims import Claim
from archive.extract.prose.scenes import Cue
from archive.extract.prose.words import Words

__all__ = ["leave_route"]

_ROUTES = frozenset({"direct", "after_review"})
_PART = re.compile("[；。]")


def leave_route(words: Words, index: int, latest: Mapping[str, Claim]) -> None:
    """Mark that litigation at large is spoken of again where more cases end than the route has."""
    number = words.numbers[index]
    route = next((c for c in reversed(words.cues) if c.end <= number.start), None)
    if not index or route is None or route.scene not in _ROUTES:
        return
    last = words.numbers[index - 1]
    total = latest.get(f"litigation.{route.scene}.total")
    if total is None or total.start != words.said.start + last.start:
        return
    stop = _stretch(words, number.start)
    told = [n.value for n in words.numbers[index:] if n.start < stop and n.unit == number.unit]
    if sum(told) > total.value:
        words.cues.append(Cue(last.stop, last.stop, "litigation"))
        words.cues.sort(key=lambda c: c.start)


def _stretch(words: Words, at: int) -> int:
    """Where what is told with the number ends: at the next cue or the next part of the sentence."""
    part = _PART.search(words.masked, at)
    ends = [c.start for c in words.cues if c.start > at]
    return min([*ends, part.start() if part else len(words.masked)])
