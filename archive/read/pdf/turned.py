"""PDF pages whose words are turned by 90° or tiny, seen as who reads them turns the sheet or takes
a glass; places go the way back.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import replace
from math import ceil, log2
from statistics import median_low
from typing import Any

from pdfplumber.table import TableFinder, TableSettings

from archive.model import Box
from archive.read.pdf.places import PageTable, rounded

# Points; the smallest print of a page that is made to be read.
_SMALLEST = 5.0
_SIDES = ("x0", "top", "x1", "bottom")

Drawn = Mapping[str, Any]


class SeenPage(ABC):
    """What a pdfplumber page offers to a reader of tables, as it is seen from nearer or from another side."""

    def __init__(self, page: Any, width: float, height: float) -> None:
        self.before = page if isinstance(page, SeenPage) else None
        self.width, self.height = width, height
        self.bbox = (0.0, 0.0, width, height)
        self.page_number = page.page_number
        self.chars = [self._moved_char(char) for char in page.chars]
        self.rects, self.lines, self.curves = (
            [self._moved(item) for item in drawn] for drawn in (page.rects, page.lines, page.curves)
        )

    def find_tables(self, settings: dict[str, object]) -> list[Any]:
        page: Any = self
        tables: list[Any] = TableFinder(page, TableSettings.resolve(settings)).tables
        return tables

    def original(self, box: Box) -> Box:
        """The box on the page of the file."""
        own = self._back(box)
        return self.before.original(own) if self.before else rounded(own)

    def _moved(self, item: Drawn) -> dict[str, Any]:
        ends = self._point(item["x0"], item["top"]), self._point(item["x1"], item["bottom"])
        (x0, x1), (top, bottom) = (sorted(pair) for pair in zip(*ends, strict=True))
        places = dict(zip(_SIDES, (x0, top, x1, bottom), strict=True))
        points = [self._point(*point) for point in item.get("pts") or ()]
        return {**item, **places, "width": x1 - x0, "height": bottom - top, "pts": points}

    @abstractmethod
    def _moved_char(self, char: Drawn) -> dict[str, Any]:
        """The character as it is seen."""

    @abstractmethod
    def _point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the page is seen."""

    @abstractmethod
    def _back(self, box: Box) -> Box:
        """Where on the page a box is that is seen."""


class TurnedPage(SeenPage):
    """A page turned by 90°; `down` is how its words ran before."""

    def __init__(self, page: Any, down: bool) -> None:
        self.down = down
        self.sides = float(page.width), float(page.height)
        super().__init__(page, float(page.height), float(page.width))

    def _back(self, box: Box) -> Box:
        x0, top, x1, bottom = box
        width, height = self.sides
        left, upper = (width - bottom, x0) if self.down else (top, height - x1)
        return left, upper, left + bottom - top, upper + x1 - x0

    def _point(self, x: float, y: float) -> tuple[float, float]:
        return (y, self.sides[0] - x) if self.down else (self.sides[1] - y, x)

    def _moved_char(self, char: Drawn) -> dict[str, Any]:
        a, b, c, d, *rest = char["matrix"]
        matrix = (-b, a, -d, c, *rest) if self.down else (b, -a, d, -c, *rest)
        return {**self._moved(char), "matrix": matrix, "upright": not char["upright"]}


class EnlargedPage(SeenPage):
    """A page `times` as large: sheets are shrunk to fit a page, and distances are judged in points."""

    def __init__(self, page: Any, times: float) -> None:
        self.times = times
        super().__init__(page, times * float(page.width), times * float(page.height))

    def _back(self, box: Box) -> Box:
        x0, top, x1, bottom = (side / self.times for side in box)
        return x0, top, x1, bottom

    def _point(self, x: float, y: float) -> tuple[float, float]:
        return self.times * x, self.times * y

    def _moved_char(self, char: Drawn) -> dict[str, Any]:
        return {**self._moved(char), "size": self.times * char["size"]}


def legible(page: Any) -> Any:
    """The page, or what it is when its words are made to stand upright and as large as one can read."""
    return enlarged(upright(page))


def enlarged(page: Any) -> Any:
    sizes = [char["size"] for char in page.chars if char["size"] > 0]
    usual = median_low(sizes) if sizes else _SMALLEST
    return page if usual >= _SMALLEST else EnlargedPage(page, 2 ** ceil(log2(_SMALLEST / usual)))


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


def with_original_places(table: PageTable, pages: Mapping[int, SeenPage]) -> PageTable:
    """The table with the boxes in which its cells are printed."""
    if pages.keys().isdisjoint(place.page for place in table.places):
        return table
    places = (
        replace(place, printed=pages[place.page].original(place.printed)) if place.page in pages else place
        for place in table.places
    )
    return replace(table, places=tuple(places))
