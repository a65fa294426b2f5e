"""Characters of a PDF page into lines, lines into paragraphs; running heads and page numbers are left out.

Chinese lines join without a space. A paragraph begins with an indented line, after a line that ends early,
where the letters change size, and after a wide gap.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any, TypeVar

from archive.read.lines import Line, clean, is_heading, line_of

Char = Mapping[str, Any]

_CJK = re.compile("[\u2e80-\u303f\u3040-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u2018-\u201d\u2026]")
_PAGE_NUMBER = re.compile(r"[-—–－―·•~\s]*\d{1,4}[-—–－―·•~\s]*|第\d+页(?:[,，/]?共\d+页)?|\d{1,4}/\d{1,4}")
_MARGIN = 0.12
_RUNNING = 3


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


_Content = TypeVar("_Content")


def lines_of(chars: Iterable[Char], page: int) -> list[PrintedLine]:
    """The lines that the characters make up, from the top down."""
    lines = []
    for row in rows_of(chars):
        text = clean(line_text(row))
        if text:
            printed = [c for c in row if not c["text"].isspace()]
            lines.append(_printed_line(text, page, printed))
    return lines


def rows_of(chars: Iterable[Char]) -> list[list[Char]]:
    """Characters that stand on one line, each row from left to right."""
    rows: list[list[Char]] = []
    middle = size = 0.0
    for char in sorted(chars, key=lambda c: (c["top"] + c["bottom"], c["x0"])):
        own = (char["top"] + char["bottom"]) / 2
        if rows and abs(own - middle) <= 0.5 * max(size, char["size"]):
            rows[-1].append(char)
        else:
            rows.append([char])
            middle, size = own, char["size"]
    return [sorted(row, key=lambda c: float(c["x0"])) for row in rows]


def line_text(row: Sequence[Char]) -> str:
    """The words of a row. Spaces between Chinese characters that only stretch the line are nothing; a
    character printed twice to look bold is one.
    """
    text = ""
    last: Char | None = None
    spaced = False
    for char in row:
        if char["text"].isspace():
            spaced = True
            continue
        if last is not None:
            gap, size = char["x0"] - last["x1"], max(char["size"], 1.0)
            if char["text"] == last["text"] and char["x0"] - last["x0"] < 0.2 * size:
                continue
            chinese = _CJK.match(char["text"]) or _CJK.match(last["text"])
            if gap > 1.5 * size or (not chinese and (gap > 0.35 * size or spaced)):
                text += " "
        text += char["text"]
        last, spaced = char, False
    return text


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


def paragraphs(lines: Sequence[PrintedLine], all_lines: Sequence[PrintedLine]) -> Iterator[Line]:
    """Joins lines that belong to one paragraph; `all_lines` of the document show its margins."""
    left, right = _margins(all_lines)
    pitch = _pitch(all_lines)
    paragraph: list[PrintedLine] = []
    for line in lines:
        if paragraph and _begins(line, paragraph[-1], left, right, pitch):
            yield _joined(paragraph)
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield _joined(paragraph)


def _printed_line(text: str, page: int, chars: Sequence[Char]) -> PrintedLine:
    return PrintedLine(
        text,
        page,
        min(c["top"] for c in chars),
        max(c["bottom"] for c in chars),
        min(c["x0"] for c in chars),
        max(c["x1"] for c in chars),
        median(c["size"] for c in chars),
    )


def _is_marginal(line: PrintedLine, heights: Mapping[int, float]) -> bool:
    height = heights[line.page]
    return line.bottom < _MARGIN * height or line.top > (1 - _MARGIN) * height


def _shape(line: PrintedLine) -> tuple[str, int]:
    return re.sub(r"\d+", "#", line.text), round(line.top / 5)


def _margins(lines: Sequence[PrintedLine]) -> tuple[float, float]:
    """Where full lines begin and end."""
    widest = max(line.x1 - line.x0 for line in lines)
    full = [line for line in lines if line.x1 - line.x0 > 0.8 * widest]
    left = min(Counter(round(line.x0) for line in full).most_common(3), key=lambda n: (-n[1], n[0]))[0]
    return min(left, median(line.x0 for line in full)), median(line.x1 for line in full)


def _pitch(lines: Sequence[PrintedLine]) -> float:
    """The usual distance from one line to the next."""
    steps = [
        b.top - a.top for a, b in zip(lines, lines[1:], strict=False) if a.page == b.page and b.top > a.top
    ]
    return median(steps) if steps else 0.0


def _begins(line: PrintedLine, before: PrintedLine, left: float, right: float, pitch: float) -> bool:
    same_page = line.page == before.page
    return (
        before.x1 < right - 1.6 * before.size
        or line.x0 > left + 1.2 * line.size
        or abs(line.size - before.size) > 0.12 * before.size
        or (same_page and line.top - before.top > 1.7 * pitch)
        or is_heading(before.text)
    )


def _joined(lines: Sequence[PrintedLine]) -> Line:
    text = lines[0].text
    for line in lines[1:]:
        latin = (
            text[-1].isascii() and text[-1].isalpha() and line.text[0].isascii() and line.text[0].isalpha()
        )
        text += " " + line.text if latin else line.text
    return line_of(text, page=lines[0].page)
