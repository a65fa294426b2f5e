"""What a text consists of before it is rendered: headings, paragraphs and grids, without any style."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


@dataclass(frozen=True, slots=True)
class Box:
    """A printed cell of a grid. A line feed in `text` is a line break inside the cell."""

    text: str
    row_span: int = 1
    column_span: int = 1
    head: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; each row holds only the cells that begin in it, as in HTML. `widths` are relative."""

    rows: tuple[tuple[Box, ...], ...]
    widths: tuple[int, ...]
    caption: str | None = None

    def placed(self) -> list[tuple[int, int, Box]]:
        """Every cell with the row and column, from 0, of its upper left corner."""
        taken: set[tuple[int, int]] = set()
        found = []
        for i, row in enumerate(self.rows):
            j = 0
            for box in row:
                while (i, j) in taken:
                    j += 1
                found.append((i, j, box))
                taken |= {(i + a, j + b) for a in range(box.row_span) for b in range(box.column_span)}
                j += box.column_span
        return found


Part = Heading | Paragraph | Grid
Parts = tuple[Part, ...]


def plain_grid(
    rows: list[list[str]], caption: str | None = None, widths: tuple[int, ...] | None = None
) -> Grid:
    """A grid without merged cells whose first row is its head."""
    boxes = tuple(tuple(Box(text, head=i == 0) for text in row) for i, row in enumerate(rows))
    return Grid(boxes, widths or (1,) * len(rows[0]), caption)
