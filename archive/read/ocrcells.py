"""Tables in the picture of a page: their lines, the cells these enclose, and the lines of words in a cell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from archive.model import Box

if TYPE_CHECKING:
    import numpy as np

    Picture = np.ndarray[Any, Any]

_DARK = 160
_SPECKS = 5
_PADDING = 6
_INSET = 3


def cells(picture: Picture) -> list[list[Box]]:
    """The boxes of the cells of every table that is drawn with lines."""
    import cv2
    import numpy as np

    ink = cv2.adaptiveThreshold(picture, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 12)
    length = max(24, min(picture.shape) // 40)
    level = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    upright = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((length, 1), np.uint8))
    lines = cv2.dilate(cv2.bitwise_or(level, upright), np.ones((3, 3), np.uint8))
    _, marks, frames, _ = cv2.connectedComponentsWithStats(lines, connectivity=8)
    tables = []
    for number, (left, top, width, height, _) in enumerate(frames[1:], 1):
        if width >= 4 * length and height >= length:
            frame = marks[top : top + height, left : left + width] == number
            boxes = _holes(frame, int(left), int(top))
            if len(boxes) > 2:
                tables.append(boxes)
    return tables


def _holes(frame: Picture, left: int, top: int) -> list[Box]:
    """What the lines of a table enclose."""
    import cv2
    import numpy as np

    _, _, holes, _ = cv2.connectedComponentsWithStats((~frame).astype(np.uint8), connectivity=4)
    return [
        (float(left + x), float(top + y), float(left + x + w), float(top + y + h))
        for x, y, w, h, area in holes[1:]
        if w > 8 and h > 8 and area > 0.5 * w * h
    ]


def lines_in(picture: Picture, box: Box) -> list[Picture]:
    """Pictures of the lines of words in a cell, from the top down, in the three colours of the recogniser."""
    import numpy as np

    left, top, right, bottom = (int(edge) for edge in box)
    cell = picture[top + _INSET : bottom - _INSET, left + _INSET : right - _INSET]
    dark = cell < _DARK
    found = []
    for first, last in _runs(dark.any(axis=1)):
        columns = np.flatnonzero(dark[first:last].any(axis=0))
        if dark[first:last].sum() <= _SPECKS:
            continue
        line = cell[first:last, columns[0] : columns[-1] + 1]
        room = max(_PADDING, (line.shape[0] - line.shape[1]) // 2)
        # A dash is low and wide: without room above and below it would be blown up to a bar.
        above = max(_PADDING, (18 - line.shape[0]) // 2)
        line = np.pad(line, ((above, above), (room, room)), constant_values=255)
        found.append(np.stack([line] * 3, axis=-1))
    return found


def _runs(filled: Any) -> list[tuple[int, int]]:
    """Stretches of rows with ink; those of one line of words, 二 or 三, stand near one another."""
    runs: list[tuple[int, int]] = []
    start = None
    for place, one in enumerate([*filled.tolist(), False]):
        if one and start is None:
            start = place
        elif not one and start is not None:
            runs.append((start, place))
            start = None
    return _joined(runs, max((last - first for first, last in runs), default=0))


def _joined(runs: Sequence[tuple[int, int]], tallest: int) -> list[tuple[int, int]]:
    whole: list[tuple[int, int]] = []
    for first, last in runs:
        low = min(last - first, whole[-1][1] - whole[-1][0]) if whole else 0
        together = last - whole[-1][0] <= 1.25 * max(tallest, 14) if whole else False
        if whole and (first - whole[-1][1] <= 2 or (low < 0.6 * tallest and together)):
            whole[-1] = whole[-1][0], last
        else:
            whole.append((first, last))
    return whole
