"""PDF pages whose words are turned by 90°, seen as who reads them turns the sheet; places go the way back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pdfplumber.table import TableFinder, TableSettings

from archive.model import Box
from archive.read.pdf.places import PageTable

_SIDES = ("x0", "top", "x1", "bottom")

Drawn = Mapping[str, Any]


class TurnedPage:
    """What a pdfplumber page offers to a reader of tables, turned; `down` is how its words ran before."""

    def __init__(self, page: Any, down: bool) -> None:
        self.down = down
        self.before = float(page.width), float(page.height)
        self.width, self.height = float(page.height), float(page.width)
        self.bbox = (0.0, 0.0, self.width, self.height)
        self.page_number = page.page_number
        self.chars = [self._turned_char(char) for char in page.chars]
        self.rects, self.lines, self.curves = (
            [self._turned(item) for item in drawn] for drawn in (page.rects, page.lines, page.curves)
        )

    def find_tables(self, settings: dict[str, object]) -> list[Any]:
        page: Any = self
        tables: list[Any] = TableFinder(page, TableSettings.resolve(settings)).tables
        return tables

    def original(self, box: Box) -> Box:
        """The box on the page as it was before."""
        x0, top, x1, bottom = box
        width, height = self.before
        left, upper = (width - bottom, x0) if self.down else (top, height - x1)
        return (
            round(left, 1),
            round(upper, 1),
            round(left + bottom - top, 1),
            round(upper + x1 - x0, 1),
        )

    def _point(self, x: float, y: float) -> tuple[float, float]:
        return (y, self.before[0] - x) if self.down else (self.before[1] - y, x)

    def _turned(self, item: Drawn) -> dict[str, Any]:
        ends = self._point(item["x0"], item["top"]), self._point(item["x1"], item["bottom"])
        (x0, x1), (top, bottom) = (sorted(pair) for pair in zip(*ends, strict=True))
        places = dict(zip(_SIDES, (x0, top, x1, bottom), strict=True))
        points = [self._point(*point) for point in item.get("pts") or ()]
        return {**item, **places, "width": item["height"], "height": item["width"], "pts": points}

    def _turned_char(self, char: Drawn) -> dict[str, Any]:
        a, b, c, d, *rest = char["matrix"]
        matrix = (-b, a, -d, c, *rest) if self.down else (b, -a, d, -c, *rest)
        return {**self._turned(char), "matrix": matrix, "upright": not char["upright"]}


def upright(page: Any) -> Any:
    """The page, or what it is when its words are made to stand upright: where most are turned, and most
    figures; labels alone are turned to save room.
    """
    turned = [char for char in page.chars if not char["upright"]]
    figures = [char["upright"] for char in page.chars if char["text"].isdecimal()]
    if 2 * len(turned) <= len(page.chars) or 2 * sum(figures) > len(figures):
        return page
    down = sum(char["matrix"][1] < 0 for char in turned)
    return TurnedPage(page, 2 * down > len(turned))


def with_original_places(table: PageTable, pages: Mapping[int, TurnedPage]) -> PageTable:
    """The table with the boxes in which its cells are printed."""
    if pages.keys().isdisjoint(place.page for place in table.places):
        return table
    places = (
        replace(place, printed=pages[place.page].original(place.printed)) if place.page in pages else place
        for place in table.places
    )
    return replace(table, places=tuple(places))
