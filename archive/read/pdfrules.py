"""The drawn lines of a PDF page, completed where a page break or a plain style left a table open.

Word draws the frame of a table cut by a page break without its lower or upper line, and some tables have no
line at their left and right. What the other lines point to is closed here, so that the cells at the edge
are cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Drawn = Mapping[str, Any]

_THIN = 4.0
_NEAR = 3.0
_SHORT = 4.0


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
    outline (the shade of a paragraph or cell) is no line.
    """
    drawn = [rect for rect in page.rects if rect["stroke"] or min(rect["width"], rect["height"]) <= _THIN]
    drawn += [*page.lines, *page.curves]
    upright = [stroke for item in drawn for stroke in _upright(item)]
    level = [stroke for item in drawn for stroke in _level(item)]
    for group in _groups(upright):
        crossing = [s for s in level if group[0].start - _NEAR <= s.at <= max(u.end for u in group) + _NEAR]
        drawn += [_level_line(stroke) for stroke in _closing(group, crossing)]
        if len(crossing) > 1 and len(group) > 1:
            drawn += [_upright_line(stroke) for stroke in _closing(crossing, group)]
    return drawn


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
    if height <= _SHORT or item["object_type"] == "curve":
        return []
    if width <= _THIN:
        return [Stroke((item["x0"] + item["x1"]) / 2, item["top"], item["bottom"])]
    if item["object_type"] == "rect":
        return [Stroke(item[side], item["top"], item["bottom"]) for side in ("x0", "x1")]
    return []


def _level(item: Drawn) -> list[Stroke]:
    width, height = item["width"], item["height"]
    if width <= _SHORT or item["object_type"] == "curve":
        return []
    if height <= _THIN:
        return [Stroke((item["top"] + item["bottom"]) / 2, item["x0"], item["x1"])]
    if item["object_type"] == "rect":
        return [Stroke(item[side], item["x0"], item["x1"]) for side in ("top", "bottom")]
    return []


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
