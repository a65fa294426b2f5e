"""What of a document is no table: headings and paragraphs, and rows of a spreadsheet that are words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.model import Block, Document

_REMARK = re.compile(r"\W*(?:备?注|说明|填表)")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_HEADING = re.compile(r"[一二三四五六七八九十]{1,2}、[^\t]+")


def passages(document: Document) -> Iterator[Block]:
    """In reading order; of a table nothing, nor of its rows that could not be placed; of a sheet a block for
    each row that is a sentence or, where there are sentences, the heading of a section.
    """
    unread = frozenset(document.unread)
    for block in document.blocks:
        if block.kind != "table":
            if document.text[block.start : block.end] not in unread:
                yield block
        elif block.table and document.table(block.table).sheet is not None:
            yield from _rows_of_words(document, block)


def _rows_of_words(document: Document, block: Block) -> Iterator[Block]:
    rows = []
    at = block.start
    for line in document.text[block.start : block.end].split("\n"):
        words = line.strip("\t")
        begin = at + line.index(words)
        rows.append(Block("paragraph", begin, begin + len(words)))
        at += len(line) + 1
    told = [row for row in rows if _is_sentence(document.text[row.start : row.end])]
    headings = [row for row in rows if _HEADING.fullmatch(document.text, row.start, row.end)]
    yield from sorted({*told, *headings}, key=lambda row: row.start) if told else ()


def _is_sentence(words: str) -> bool:
    """Whether they stand in one cell, and are Chinese words up to a full stop and no remark on a table."""
    one = "\t" not in words and not _REMARK.match(words)
    return one and bool(_CHINESE.search(words, 0, max(0, words.rfind("。"))))
