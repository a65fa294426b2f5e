"""The tables of an article, walked with lexbor: which are data, and their cells as a grid.

A table for layout (one cell, or other tables, or whole paragraphs in it) is no table: it stays in the
article and its cells are read as paragraphs. A data table leaves a mark in the article where it stood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from selectolax.lexbor import LexborNode

from archive.model import Table
from archive.read.article import elements
from archive.read.grid import Slot, flow, resolve
from archive.read.lines import clean

MARK = re.compile("\ue000(\\d+)\ue001")
_NUMBER = re.compile(r"\d")
_BLOCKS = frozenset(
    ("p", "div", "li", "td", "th", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "dd", "dt")
)
_SPAN = re.compile(r"\s*\+?(\d{1,6})")
_LONG_CELL = 300
_MANY_NUMBERS = 10


def cut_tables(article: LexborNode) -> list[Table]:
    """Takes the data tables out of the article, leaving their marks (0, 1, …) behind."""
    tables: list[Table] = []
    done: set[int] = set()
    for node in article.css("table"):
        if node.mem_id in done or node.parent is None:
            continue
        inner = [n for n in node.css("table") if n.mem_id != node.mem_id]
        rows = list(_rows(node))
        if _is_layout(rows, bool(inner)):
            continue
        done.update(n.mem_id for n in inner)
        tables.append(_read_table(node, rows))
        node.replace_with(f"\ue000{len(tables) - 1}\ue001")
    return tables


def _read_table(node: LexborNode, rows: Sequence[Sequence[LexborNode]]) -> Table:
    """One <table> as a full grid, its <caption> with it."""
    caption = next((n for n in elements(node) if n.tag == "caption"), None)
    slots = [[_slot(cell) for cell in row] for row in rows]
    return Table(0, resolve(flow(slots)), (cell_text(caption) if caption else None) or None)


def cell_text(cell: LexborNode) -> str:
    """The words of a cell on one line. A line break or a new paragraph is nothing between Chinese words
    (labels are broken to fit) and between pieces of one number; two numbers in paragraphs of their own stay
    apart.
    """
    only = cell.child
    if only is None or (only.next is None and only.is_text_node):
        return clean(only.text_content or "") if only is not None else ""
    text = clean("".join(_pieces(cell)))
    if "\ue002" not in text:
        return text
    text = re.sub("\\s*\ue002[\\s\ue002]*", "\ue002", text).strip("\ue002 ")
    return re.sub("(?<=[0-9A-Za-z])\ue002(?=[0-9A-Za-z])", " ", text).replace("\ue002", "")


def _pieces(cell: LexborNode) -> Iterator[str]:
    """The text nodes of a cell with a mark where a block begins or ends."""
    waiting: list[LexborNode | str] = [*nodes(cell)[::-1]]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            yield node
        elif node.is_text_node:
            yield node.text_content or ""
        elif node.tag in _BLOCKS:
            waiting += ["\ue002", *nodes(node)[::-1], "\ue002"]
        else:
            waiting += nodes(node)[::-1]


def _is_layout(rows: list[list[LexborNode]], nested: bool) -> bool:
    cells = [cell for row in rows for cell in row]
    if max(map(len, rows), default=0) <= 1:
        return True
    if len(rows) > 1 and _counts(cells):
        return False
    texts = [_plain(cell) for cell in cells]
    filled = [text for text in texts if text]
    numbers = sum(map(_is_number, texts))
    if len(filled) <= 1:
        return True
    if len(rows) == 1 and max(map(len, texts)) > _LONG_CELL // 2:
        return True
    if nested and numbers < _MANY_NUMBERS:
        return True
    return numbers < 4 and any(_is_article(cell) for cell in cells)


def _counts(cells: Sequence[LexborNode]) -> bool:
    """Whether a table has many numbers, which one of the first rows of most tells."""
    numbers = (cell for cell in cells if _is_number(_plain(cell)))
    return sum(1 for _ in islice(numbers, _MANY_NUMBERS)) == _MANY_NUMBERS


def _is_number(text: str) -> bool:
    return len(text) <= 20 and bool(_NUMBER.search(text))


def _is_article(cell: LexborNode) -> bool:
    """A cell with paragraphs that make up a text."""
    paragraphs = [n for n in cell.css("p, div, br") if n.mem_id != cell.mem_id]
    return len(paragraphs) >= 3 and len(_plain(cell)) >= _LONG_CELL


def _rows(table: LexborNode) -> Iterator[list[LexborNode]]:
    """The rows of a table without those of tables inside it."""
    for child in elements(table):
        if child.tag in ("thead", "tbody", "tfoot"):
            yield from _rows(child)
        elif child.tag == "tr":
            yield [cell for cell in elements(child) if cell.tag in ("td", "th")]


def _slot(cell: LexborNode) -> Slot:
    attributes = cell.attributes
    column_span = _span(attributes.get("colspan")) or 1
    return Slot(cell_text(cell), _span(attributes.get("rowspan")), column_span)


def _span(printed: str | None) -> int:
    """A span as browsers read it; 1 where it is none."""
    found = _SPAN.match(printed) if printed else None
    return int(found[1]) if found else 1


def _plain(node: LexborNode) -> str:
    return "".join(node.text().split())


def nodes(node: LexborNode) -> list[LexborNode]:
    """The texts and elements in a node."""
    return list(node.iter(include_text=True))
