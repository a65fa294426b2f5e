"""Characters of a PDF page into lines, lines into paragraphs; running heads and page numbers are left out.

Chinese lines join without a space. A paragraph begins with an indented line, after a line that ends early,
where the letters change size, and after a wide gap.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median
from typing import TypeVar

from archive.read.lines import Line, is_heading, line_of
from archive.read.pdf.chars import Char, Piece, pieces_of, rows_of

_PAGE_NUMBER = re.compile(r"[-—–－―·•~\s]*\d{1,4}[-—–－―·•~\s]*|第\d+页(?:[,，/]?共\d+页)?|\d{1,4}/\d{1,4}")
_MARGIN = 0.12
_RUNNING = 3
_SURE = 3
_LARGE = 1.15
_TITLE_LINES = 3
_SENTENCE_END = re.compile("[。；：！？”）]$")


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One line of a page; coordinates in points from the upper left corner."""

    text: str
    page: int
    top: float
    bottom: float
    x0: float
    x1: float
    size: float
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """Where full lines begin and end, and the step from one to the next. `sure`: at least three end there."""

    left: float
    right: float
    pitch: float
    sure: bool


_Content = TypeVar("_Content")


def lines_of(chars: Iterable[Char], page: int) -> list[PrintedLine]:
    """The lines that the characters make up, from the top down."""
    rows = ([char for char in row if not char["text"].isspace()] for row in rows_of(chars))
    return [_printed_line(row, page) for row in rows if row]


def without_furniture(contents: list[_Content], heights: Mapping[int, float]) -> list[_Content]:
    """Leaves out page numbers, and lines that stand in the margin of at least three pages."""
    in_margin = [c for c in contents if isinstance(c, PrintedLine) and _is_marginal(c, heights)]
    repeated = Counter(_shape(line) for line in in_margin)
    dropped = {
        id(line)
        for line in in_margin
        if _PAGE_NUMBER.fullmatch(line.text) or repeated[_shape(line)] >= _RUNNING
    }
    return [content for content in contents if id(content) not in dropped]


def layout(lines: Sequence[PrintedLine]) -> Layout:
    """What the lines of a document show of its margins."""
    widest = max((line.x1 - line.x0 for line in lines), default=0.0)
    full = [line for line in lines if line.x1 - line.x0 > 0.8 * widest]
    if not full:
        return Layout(0.0, 0.0, 0.0, False)
    left = min(Counter(round(line.x0) for line in full).most_common(3), key=lambda n: (-n[1], n[0]))[0]
    right = median(line.x1 for line in full)
    steps = [
        b.top - a.top for a, b in zip(lines, lines[1:], strict=False) if a.page == b.page and b.top > a.top
    ]
    sure = sum(abs(line.x1 - right) <= line.size for line in full) >= _SURE
    return Layout(min(left, median(line.x0 for line in full)), right, median(steps) if steps else 0.0, sure)


def large_lines(lines: Sequence[PrintedLine]) -> list[str]:
    """What stands on the first page in letters clearly larger than those of the text, the largest first: runs
    of lines of one size as one.
    """
    first = [line for line in lines if line.page == 1]
    usual = median(line.size for line in lines) if lines else 0.0
    runs = [list(run) for _, run in groupby(first, key=lambda line: round(line.size, 1))]
    large = [run for run in runs if run[0].size > _LARGE * usual and len(run) <= _TITLE_LINES]
    return ["".join(line.text for line in run) for run in sorted(large, key=lambda run: -run[0].size)]


def paragraphs(lines: Sequence[PrintedLine], shape: Layout) -> Iterator[Line]:
    """Joins lines that belong to one paragraph."""
    paragraph: list[PrintedLine] = []
    for line in lines:
        if paragraph and _begins(line, paragraph[-1], shape):
            yield _joined(paragraph)
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield _joined(paragraph)


def _printed_line(chars: Sequence[Char], page: int) -> PrintedLine:
    pieces = tuple(pieces_of(chars))
    return PrintedLine(
        " ".join(piece.text for piece in pieces),
        page,
        min(c["top"] for c in chars),
        max(c["bottom"] for c in chars),
        pieces[0].x0,
        max(c["x1"] for c in chars),
        median(c["size"] for c in chars),
        pieces,
    )


def _is_marginal(line: PrintedLine, heights: Mapping[int, float]) -> bool:
    height = heights[line.page]
    return line.bottom < _MARGIN * height or line.top > (1 - _MARGIN) * height


def _shape(line: PrintedLine) -> tuple[str, int]:
    return re.sub(r"\d+", "#", line.text), round(line.top / 5)


def _begins(line: PrintedLine, before: PrintedLine, shape: Layout) -> bool:
    """Where few lines are full, the right margin is unsure and only the end of a sentence ends a line
    early.
    """
    early = before.x1 < shape.right - 1.6 * before.size
    if not shape.sure:
        early = early or bool(_SENTENCE_END.search(before.text))
    return (
        early
        or line.x0 > shape.left + 1.2 * line.size
        or abs(line.size - before.size) > 0.12 * before.size
        or (line.page == before.page and line.top - before.top > 1.7 * shape.pitch)
        or is_heading(before.text)
        or bool(is_heading(line.text) and _SENTENCE_END.search(before.text))
    )


def _joined(lines: Sequence[PrintedLine]) -> Line:
    text = lines[0].text
    for line in lines[1:]:
        latin = (
            text[-1].isascii() and text[-1].isalpha() and line.text[0].isascii() and line.text[0].isalpha()
        )
        text += " " + line.text if latin else line.text
    return line_of(text, page=lines[0].page)
