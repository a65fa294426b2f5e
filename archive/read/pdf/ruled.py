"""The ruled tables of PDF pages: cells by their boxes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from archive.model import Box
from archive.read.lines import clean
from archive.read.pdf.chars import (
    Char,
    on_page,
    pieces_of,
    row_text,
    rows_of,
    without_watermarks,
)
from archive.read.pdf.places import PageTable, Place, rounded
from archive.read.pdf.rules import rules
from archive.read.pdf.unruled.words import is_value

_TINY = 4.0
_FEW = 2


def page_tables(page: Any) -> tuple[list[PageTable], list[Char]]:
    """The tables of a pdfplumber page, and the characters outside their cells."""
    rest = without_watermarks(on_page(page.chars, page.bbox))
    tables = []
    for found in _found_tables(page):
        boxes = [box for box in found.cells if box[2] - box[0] > _TINY and box[3] - box[1] > _TINY]
        if len(boxes) < 2:
            continue
        inside, outside = _dealt(rest, boxes)
        if sum(map(_is_stack, inside)) > 1 or _are_frames(boxes, inside):
            continue  # its rows have no lines between them; the words tell more than the others
        rest = outside
        number = page.page_number
        places = tuple(
            Place(box, cell_text(chars), number, rounded(box))
            for box, chars in zip(boxes, inside, strict=True)
        )
        if any(place.text for place in places):
            tables.append(PageTable(places, number, tuple(found.bbox)))
    return tables, rest


def _are_frames(boxes: Sequence[Box], inside: Sequence[Sequence[Char]]) -> bool:
    """Whether the boxes stand one under the other and hold rows of several cells."""
    sides = {(round(x0), round(x1)) for x0, _, x1, _ in boxes}
    return len(sides) == 1 and any(len(pieces_of(row)) > 1 for chars in inside for row in rows_of(chars))


def _is_stack(chars: Sequence[Char]) -> bool:
    """Whether figures of several rows stand in a cell; a number may be broken into two lines."""
    figures = [char["top"] for char in chars if is_value(char["text"])]
    if len(figures) < _FEW or max(figures) - min(figures) < chars[0]["size"]:
        return False
    rows = [row_text(row) for row in rows_of(chars)]
    return len(rows) > _FEW and all(map(is_value, rows[-2:])) and sum(map(is_value, rows)) >= len(rows) - 1


def _found_tables(page: Any) -> list[Any]:
    lines = rules(page)
    if len(lines) < 2:
        return []
    settings: dict[str, object] = {"explicit_vertical_lines": lines, "explicit_horizontal_lines": lines}
    settings |= {"vertical_strategy": "explicit", "horizontal_strategy": "explicit", "snap_tolerance": 0.1}
    tables: list[Any] = page.find_tables(settings)
    return tables


def cell_text(chars: Sequence[Char]) -> str:
    """The words of a cell on one line; Chinese labels are broken only to fit."""
    if not chars:
        return ""
    turned = [c for c in chars if not c["upright"]]
    rows = _turned_rows(turned) if 2 * len(turned) > len(chars) else [row_text(row) for row in rows_of(chars)]
    text = ""
    for row in filter(None, map(clean, rows)):
        apart = text[-1:].isascii() and text[-1:].isalpha() and row[0].isascii() and row[0].isalpha()
        text += " " + row if apart else row
    return text


def _turned_rows(chars: Sequence[Char]) -> list[str]:
    """Text turned by 90°: read downwards, columns from the right; turned the other way, upwards and from
    the left.
    """
    down = chars[0]["matrix"][1] < 0
    columns: list[list[Char]] = []
    for char in sorted(chars, key=lambda c: float(c["x0"]), reverse=down):
        if columns and abs(columns[-1][0]["x0"] - char["x0"]) <= 0.5 * char["width"]:
            columns[-1].append(char)
        else:
            columns.append([char])
    ordered = [sorted(column, key=lambda c: float(c["top"]), reverse=not down) for column in columns]
    return ["".join(c["text"] for c in column) for column in ordered]


def _dealt(chars: Sequence[Char], boxes: Sequence[Box]) -> tuple[list[list[Char]], list[Char]]:
    """For each box the characters whose middle it holds, and those in none."""
    tops = sorted({box[1] for box in boxes})
    by_top: dict[int, list[int]] = {}
    for i, box in enumerate(boxes):
        for band in range(bisect_right(tops, box[1]) - 1, bisect_right(tops, box[3] - 0.01)):
            by_top.setdefault(band, []).append(i)
    inside: list[list[Char]] = [[] for _ in boxes]
    rest: list[Char] = []
    for char in chars:
        x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
        candidates = by_top.get(bisect_right(tops, y) - 1, [])
        home = next((i for i in candidates if _holds(boxes[i], x, y)), None)
        (rest if home is None else inside[home]).append(char)
    return inside, rest


def _holds(box: Box, x: float, y: float) -> bool:
    return box[0] <= x < box[2] and box[1] <= y < box[3]
