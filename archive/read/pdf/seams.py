"""Cells that a page break cut in two are one again.

The labels decide where they can: 自然 over 人 is a label of the forms only when it is joined, 重复申请 over
要求提供公开出版物 are two. Where neither half is known, the figures beside them and the heights do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from archive.labels import is_label, normalise, resembles_label
from archive.read.pdf.places import SNAP, Place

_BROKEN = 4
_ENUMERATOR = re.compile(
    r"\s*(?:[（(【〔﹝\[]?\s*(?:[一二三四五六七八九十]{1,3}|[0-9０-９]{1,2})\s*[)）】〕﹞\]、．.]|[①-⑳]|其中[:：])"
)
_FIGURE = re.compile(r"[-+±]?[\d,，.%％]+(?:万?元|人次|[件条项个篇次人])?|[/／—–-]+|无|")

Pair = tuple[Place, Place]


def healed(upper: list[Place], lower: list[Place], seam: float) -> tuple[list[Place], list[Place]]:
    """Cells that the page break cut in two become one."""
    last, first = _row_at(upper, seam, 3), _row_at(lower, seam, 1)
    pairs = [(a, b) for a in last for b in first if is_under(a, b)]
    after = _row_at(lower, max((place.box[3] for place in first), default=seam), 1)
    cut_row = len(pairs) == len(last) == len(first) and _is_cut_row(pairs, after)
    merged = [pair for pair in pairs if cut_row or _is_cut_cell(*pair, upper, lower)]
    gone = {id(b) for _, b in merged}
    grown = {
        id(a): replace(a, box=(*a.box[:3], b.box[3]), text=_continued(a.text, b.text)) for a, b in merged
    }
    return [grown.get(id(a), a) for a in upper], [b for b in lower if id(b) not in gone]


def begins_anew(upper: Sequence[Place], lower: Sequence[Place]) -> bool:
    """Whether the lower rows are another table: the upper ones end with figures, and of several cells under
    them none has the width of one above.
    """
    last = _row_at(upper, max(place.box[3] for place in upper), 3)
    first = _row_at(lower, min(place.box[1] for place in lower), 1)
    under = any(is_under(a, b) for a in last for b in first)
    return not under and len(first) > 2 and any(place.text and is_figure(place.text) for place in last)


def is_under(a: Place, b: Place) -> bool:
    return abs(a.box[0] - b.box[0]) <= SNAP and abs(a.box[2] - b.box[2]) <= SNAP


def _row_at(places: Sequence[Place], edge: float, side: int) -> list[Place]:
    return [place for place in places if abs(place.box[side] - edge) <= SNAP]


def _is_cut_row(pairs: Sequence[Pair], after: Sequence[Place]) -> bool:
    """Whether a row was cut; `after` is the next one."""
    judged = {one for pair in pairs if (one := _is_one_label(*pair)) is not None}
    if False in judged:
        return False
    if judged and _figures_agree(pairs):
        return True
    return _is_parted(pairs) or _is_spilt(pairs) or _is_cut_between(pairs) or _is_cut_label(pairs, after)


def _is_one_label(a: Place, b: Place) -> bool | None:
    """Whether the words of two cells are one label or two; None where no form has them."""
    if not a.text or not b.text or is_figure(a.text) or is_figure(b.text):
        return None
    whole = a.text + b.text
    if is_label(b.text) and normalise(whole) == normalise(b.text):
        number = _ENUMERATOR.match(whole)
        return not re.search(r"\w", a.text) or bool(number and number.end() >= len(a.text))
    if _ENUMERATOR.match(b.text) and resembles_label(b.text):
        return False
    if is_label(whole):
        return True
    if resembles_label(a.text) and resembles_label(b.text):
        return False
    return True if resembles_label(whole) else None


def _figures_agree(pairs: Sequence[Pair]) -> bool:
    """No figure stands over another, but what of a figure had no room."""
    return all(len(b.text) <= _BROKEN for a, b in pairs if is_figure(a.text) and a.text and b.text)


def _is_parted(pairs: Sequence[Pair]) -> bool:
    """Labels above, and nothing but figures below where nothing stands above."""
    if any(a.text and b.text for a, b in pairs) or any(a.text and is_figure(a.text) for a, _ in pairs):
        return False
    return any(a.text for a, _ in pairs) and any(b.text for _, b in pairs)


def _is_spilt(pairs: Sequence[Pair]) -> bool:
    """A row under some of whose figures stands what had no room, and nothing under the others."""
    figures = [(a.text, b.text) for a, b in pairs if a.text and is_figure(a.text)]
    spilt = [(a, b) for a, b in figures if b]
    if len(spilt) == len(figures) or any(b.text for _, b in pairs if not is_figure(b.text)):
        return False
    return all(len(a) > 1 and is_figure(b) and len(b) <= _BROKEN for a, b in spilt) and bool(spilt)


def _is_cut_between(pairs: Sequence[Pair]) -> bool:
    """A row cut in two prints its numbers on one side only, and no second number of an enumeration; or all of
    each cell stands on one side.
    """
    if any(a.text for a, _ in pairs) and not any(a.text and b.text for a, b in pairs):
        return any(b.text and not is_figure(b.text) for _, b in pairs)
    if not any(b.text for _, b in pairs) or any(_ENUMERATOR.match(b.text) for _, b in pairs if b.text):
        return False
    numbers = [(a.text, b.text) for a, b in pairs if is_figure(a.text) and is_figure(b.text)]
    words = [(a.text, b.text) for a, b in pairs if not (is_figure(a.text) and is_figure(b.text))]
    one_sided = all(not above or not below for above, below in numbers) and any(a or b for a, b in numbers)
    whole_side = all(not a for a, _ in numbers) or all(not b for _, b in numbers)
    return one_sided and whole_side and any(a and b for a, b in words)


def _is_cut_label(pairs: Sequence[Pair], after: Sequence[Place]) -> bool:
    """A row cut inside a label: above it is numbered, below it goes on without a number though the next row
    has one; or all heads go on. Of the figures only those go on that were broken to fit.
    """
    words = [(a.text, b.text) for a, b in pairs if not (is_figure(a.text) and is_figure(b.text))]
    if any(_ENUMERATOR.match(b) for _, b in words) or any(b and not a for a, b in words):
        return False
    if len(words) == len([p for p in pairs if p[0].text]):
        rest = [b for _, b in words if b]
        # Numbers under a row of heads are the row below it, not what was left of the heads.
        return sum(len(b) <= _BROKEN for b in rest) >= 3 and not all(is_figure(b) for b in rest)
    figures = [(a.text, b.text) for a, b in pairs if is_figure(a.text) and is_figure(b.text)]
    whole = any(a and not b for a, b in figures) or not any(a or b for a, b in figures)
    numbered = not after or any(_ENUMERATOR.match(place.text) for place in after)
    cut = any(_ENUMERATOR.match(a) and not a.startswith("其中") and b for a, b in words)
    return whole and numbered and cut and not any(b and not a for a, b in figures)


def _is_cut_cell(a: Place, b: Place, upper: Sequence[Place], lower: Sequence[Place]) -> bool:
    """A merged cell goes on over the break: one half is empty or the words run on, and cells beside it are
    lower.
    """
    if (one := _is_one_label(a, b)) is not None and a.text != b.text:
        return one
    if a.text and b.text and (a.text != b.text and _ENUMERATOR.match(b.text) or is_figure(b.text)):
        return False
    if not a.text and is_label(b.text) and _begins_row(b, lower):
        return False
    tall = _is_taller(a, upper) or _is_taller(b, lower)
    if a.text and b.text:
        return _is_taller(a, upper) and _is_taller(b, lower)
    return tall or _labels_follow(b, lower)


def _is_taller(place: Place, others: Sequence[Place]) -> bool:
    """Beside it stand cells of less than its height."""
    top, bottom = place.box[1], place.box[3]
    return any(
        o.box[1] >= top - SNAP and o.box[3] <= bottom + SNAP and (o.box[3] - o.box[1]) < (bottom - top) - SNAP
        for o in others
    )


def _labels_follow(place: Place, row: Sequence[Place]) -> bool:
    """An empty cell left of another label goes on with the label above it."""
    return not place.text and any(o.text and not is_figure(o.text) for o in _right_of(place, row))


def _begins_row(place: Place, row: Sequence[Place]) -> bool:
    """Whether figures stand beside it, all of its height: it is no rest of the empty corner over it."""
    beside = _right_of(place, row)
    level = all(abs(o.box[3] - place.box[3]) <= SNAP and is_figure(o.text) for o in beside)
    return level and any(o.text for o in beside)


def _right_of(place: Place, row: Sequence[Place]) -> list[Place]:
    return [o for o in row if abs(o.box[1] - place.box[1]) <= SNAP and o.box[0] >= place.box[2] - SNAP]


def is_figure(text: str) -> bool:
    return bool(_FIGURE.fullmatch(text))


def _continued(above: str, below: str) -> str:
    return above if above == below else above + below
