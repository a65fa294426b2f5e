"""Printed tables before they have a format: rows of boxes that span rows and columns."""

# ruff: noqa: E501 (labels as they are printed)
from __future__ import annotations

from dataclasses import dataclass, field, replace

Key = tuple[str, str | None]


@dataclass(frozen=True)
class Box:
    """One printed cell; `key` is the figure in it. `head` boxes stand above the figures."""

    text: str = ""
    rows: int = 1
    columns: int = 1
    key: Key | None = None
    head: bool = False
    upright: bool = False


@dataclass
class Grid:
    """A table as HTML writes it: each box takes the first free place of its row. `heads` rows may be repeated."""

    rows: list[list[Box]]
    heads: int = 0
    caption: str | None = None
    widths: list[float] = field(default_factory=list)

    def places(self) -> list[list[Box]]:
        """Every place with its box."""
        height = len(self.rows)
        taken: dict[tuple[int, int], Box] = {}
        for i, row in enumerate(self.rows):
            j = 0
            for box in row:
                while (i, j) in taken:
                    j += 1
                for di in range(min(box.rows, height - i)):
                    for dj in range(box.columns):
                        taken.setdefault((i + di, j + dj), box)
                j += box.columns
        width = max(j for _, j in taken) + 1
        return [[taken.get((i, j), Box()) for j in range(width)] for i in range(height)]

    def origins(self) -> list[tuple[int, int, Box]]:
        """(row, column, box) of every box, from 0."""
        return [(i, j, box) for (i, j), box in first_places(self.places()).values()]

    def with_placeholders(self) -> Grid:
        """Empty boxes where a merged one reached."""
        places = self.places()
        origin = {key: place for key, (place, _) in first_places(places).items()}
        rows = [
            [replace(box, rows=1, columns=1) if origin[id(box)] == (i, j) else Box(head=box.head)
             for j, box in enumerate(row)]
            for i, row in enumerate(places)
        ]  # fmt: skip
        return replace(self, rows=rows)

    def with_column(self, head: str, texts: list[str], *, at_left: bool = False) -> Grid:
        """One more column: its head over all head rows, then a text a row."""
        rows = [list(row) for row in self.rows]
        for i, row in enumerate(rows):
            if i == 0 and self.heads:
                box = Box(head, rows=self.heads, head=True)
            elif i < self.heads:
                continue
            else:
                box = Box(texts[(i - self.heads) % len(texts)])
            row.insert(0, box) if at_left else row.append(box)
        return replace(self, rows=rows)

    def cut(self, at: int, *, repeat: bool) -> list[Grid]:
        """Two tables, the second from row `at` on; boxes that reach over the cut stand in both, once filled."""
        places = self.places()
        origin = {key: place for key, (place, _) in first_places(places).items()}

        def part(first: int, last: int) -> list[list[Box]]:
            rows = []
            for i in range(first, last):
                row = []
                for j, box in enumerate(places[i]):
                    top, left = origin[id(box)]
                    if j == left and (i == top or (i == first and top < first)):
                        end = min(top + box.rows, last)
                        row.append(replace(box, rows=end - i, text=box.text if i == top else ""))
                rows.append(row)
            return rows

        head = part(0, self.heads) if repeat else []
        return [replace(self, rows=part(0, at)),
                replace(self, rows=[*head, *part(at, len(places))], heads=self.heads if repeat else 0,
                        caption=None)]  # fmt: skip


def first_places(places: list[list[Box]]) -> dict[int, tuple[tuple[int, int], Box]]:
    """id of every box -> (its upper left place, the box)."""
    found: dict[int, tuple[tuple[int, int], Box]] = {}
    for i, row in enumerate(places):
        for j, box in enumerate(row):
            found.setdefault(id(box), ((i, j), box))
    return found
