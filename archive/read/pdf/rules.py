"""The drawn lines of a PDF page, completed where a page break or a plain style left a table open.

Word draws the frame of a table cut by a page break without its lower or upper line, and some tables have no
line at their left and right. What the other lines point to is closed here, so that the cells at the edge
are cells. Browsers draw every cell's own frame; where a table goes on under its repeated head, the frames
stand further apart than elsewhere, and that gap is closed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

Drawn = Mapping[str, Any]

_THIN = 4.0
_NEAR = 3.0
_SHORT = 4.0
_GAP = 6.5
_CORNERS = 4
# A page with more strokes than any table has is a picture, and would take minutes.
_MOST_DRAWN = 20_000


@dataclass(frozen=True, slots=True)
class Stroke:
    """An upright stroke stands at x = `at` and goes from y = `start` to `end`; a level one the other way
    round.
    """

    at: float
    start: float
    end: float


def rules(page: Any) -> list[Drawn]:
    """Lines of a pdfplumber page as objects it takes as explicit lines of tables. A filled area without an
    outline (the shade of a paragraph or cell) is no line; double lines are one.
    """
    drawn = [item for item in (*page.rects, *page.curves) if not _is_shade(item)]
    drawn += [*page.lines, *_hollow(page.rects)]
    if len(drawn) > _MOST_DRAWN:
        return []
    level = _snapped([stroke for item in drawn for stroke in _level(item)])
    upright, level = _bridged([stroke for item in drawn for stroke in _upright(item)], level)
    upright = [stroke for group in _groups(upright) for stroke in _snapped(group)]
    lines = [*map(_upright_line, upright), *map(_level_line, level)]
    for group in _groups(upright):
        crossing = [s for s in level if group[0].start - _NEAR <= s.at <= max(u.end for u in group) + _NEAR]
        lines += [_level_line(stroke) for stroke in _closing(group, crossing)]
        if len(crossing) > 1 and len(group) > 1:
            lines += [_upright_line(stroke) for stroke in _closing(crossing, group)]
    return lines


def _is_shade(item: Drawn) -> bool:
    """Whether it is a filled box without an outline; some writers draw it as a path of four corners."""
    box = item["object_type"] == "rect" or len(set(item.get("pts") or ())) <= _CORNERS
    return box and not item["stroke"] and min(item["width"], item["height"]) > _THIN


def _hollow(rects: Sequence[Drawn]) -> list[Drawn]:
    """The frames among filled areas: what is filled between a rectangle and one a little smaller."""
    return [
        inner
        for inner, outer in pairwise(rects)
        if inner["evenodd"] and outer["evenodd"] and not inner["stroke"]
        if all(0 < abs(inner[side] - outer[side]) <= _THIN for side in ("x0", "top", "x1", "bottom"))
    ]


def _snapped(strokes: Sequence[Stroke]) -> list[Stroke]:
    """Strokes within a few points of one another moved to one place, those that then are the same once. A run
    of strokes that goes on in small steps is several places: columns of another table may stand near.
    """
    runs: list[list[Stroke]] = []
    for stroke in sorted(strokes, key=lambda s: s.at):
        if runs and stroke.at - runs[-1][0].at <= _NEAR:
            runs[-1].append(stroke)
        else:
            runs.append([stroke])
    found: dict[Stroke, None] = {}
    for run in runs:
        at = sum(stroke.at for stroke in run) / len(run)
        found |= dict.fromkeys(Stroke(at, stroke.start, stroke.end) for stroke in run)
    return list(found)


def _bridged(upright: Sequence[Stroke], level: Sequence[Stroke]) -> tuple[list[Stroke], list[Stroke]]:
    """What stands too near under a level stroke for words between them: another level one is the same where
    an upright goes on past both, and uprights begin there. Where none goes on, two tables meet, each closed.
    """
    for above, below in pairwise(sorted({stroke.at for stroke in level})):
        if below - above > _GAP:
            continue
        over = [s for s in level if s.at == above]
        under = [s for s in level if s.at == below and _length_under(s, over) >= 0.9 * (s.end - s.start)]
        if any(u.start < above - _GAP and u.end > below + _GAP for u in upright):
            level = [replace(s, at=above) if s in under else s for s in level]
        elif under:
            upright = [_ended(u, above, below) for u in upright]
    places = sorted(level, key=lambda s: s.at)
    heights = [s.at for s in places]
    return [_begun(stroke, places, heights) for stroke in upright], list(level)


def _length_under(stroke: Stroke, over: Sequence[Stroke]) -> float:
    return sum(max(0.0, min(stroke.end, s.end) - max(stroke.start, s.start)) for s in set(over))


def _ended(stroke: Stroke, above: float, below: float) -> Stroke:
    """The upright stroke without what stands between two tables."""
    start = below if above < stroke.start < below else stroke.start
    return replace(stroke, start=start, end=above if above < stroke.end < below else stroke.end)


def _begun(stroke: Stroke, level: Sequence[Stroke], heights: Sequence[float]) -> Stroke:
    """The upright stroke from the level one over it, if that is nearer than a line of words; the level ones
    are sorted by their heights.
    """
    first, last = bisect_left(heights, stroke.start - _GAP), bisect_right(heights, stroke.start + _NEAR)
    over = [s.at for s in level[first:last] if s.start - _NEAR <= stroke.at <= s.end + _NEAR]
    if not over or any(abs(at - stroke.start) <= _NEAR for at in over):
        return stroke
    return replace(stroke, start=max(over))


def _closing(strokes: Sequence[Stroke], across: Sequence[Stroke]) -> list[Stroke]:
    """The missing lines over both ends of `strokes`: at least two must end there, and none of `across` be
    there.
    """
    first, last = min(s.start for s in strokes), max(s.end for s in strokes)
    missing = []
    for edge, ending in (
        (first, [s for s in strokes if s.start - first <= _NEAR]),
        (last, [s for s in strokes if last - s.end <= _NEAR]),
    ):
        low, high = min(s.at for s in ending), max(s.at for s in ending)
        covered = sum(s.end - s.start for s in across if abs(s.at - edge) <= _NEAR)
        if high - low > _THIN and covered < 0.95 * (high - low):
            missing.append(Stroke(edge, low, high))
    return missing


def _groups(upright: Iterable[Stroke]) -> list[list[Stroke]]:
    """Upright strokes of one table: their heights overlap or touch."""
    groups: list[list[Stroke]] = []
    end = 0.0
    for stroke in sorted(upright, key=lambda s: s.start):
        if groups and stroke.start <= end + _NEAR:
            groups[-1].append(stroke)
            end = max(end, stroke.end)
        else:
            groups.append([stroke])
            end = stroke.end
    return groups


def _upright(item: Drawn) -> list[Stroke]:
    width, height = item["width"], item["height"]
    if height <= _SHORT:
        return []
    if width <= _THIN:
        return [Stroke((item["x0"] + item["x1"]) / 2, item["top"], item["bottom"])]
    if item["object_type"] == "rect":
        return [Stroke(item[side], item["top"], item["bottom"]) for side in ("x0", "x1")]
    pairs = _sides(item)
    return [Stroke(x, min(y, v), max(y, v)) for (x, y), (u, v) in pairs if x == u and abs(y - v) > _SHORT]


def _level(item: Drawn) -> list[Stroke]:
    width, height = item["width"], item["height"]
    if width <= _SHORT:
        return []
    if height <= _THIN:
        return [Stroke((item["top"] + item["bottom"]) / 2, item["x0"], item["x1"])]
    if item["object_type"] == "rect":
        return [Stroke(item[side], item["x0"], item["x1"]) for side in ("top", "bottom")]
    pairs = _sides(item)
    return [Stroke(y, min(x, u), max(x, u)) for (x, y), (u, v) in pairs if y == v and abs(x - u) > _SHORT]


def _sides(item: Drawn) -> Iterable[tuple[tuple[float, float], tuple[float, float]]]:
    """The straight pieces of an outline that is no rectangle."""
    points = item.get("pts") or []
    return zip(points, points[1:], strict=False)


def _level_line(stroke: Stroke) -> Drawn:
    return _line(stroke.start, stroke.at, stroke.end, stroke.at)


def _upright_line(stroke: Stroke) -> Drawn:
    return _line(stroke.at, stroke.start, stroke.at, stroke.end)


def _line(x0: float, top: float, x1: float, bottom: float) -> Drawn:
    return {
        "object_type": "line",
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "width": x1 - x0,
        "height": bottom - top,
    }
