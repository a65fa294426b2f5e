"""Lines and tables in reading order, and how they become the text of a document with its blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from archive.model import Block, BlockKind, Document, Link, Part, Table
from archive.read.grid import printed_lines
from archive.read.radicals import ODD, without_radicals

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1b\x7f]")
_UNCLEAN = re.compile(f"{_INVISIBLE.pattern}|[\r\n{ODD}]")
_CJK = "\u2e80-\u303f\u3040-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
_SOURCE_BREAK = re.compile(rf"(?<=[{_CJK}])[ \t]*[\r\n]\s*(?=[{_CJK}])")
_BULLET = re.compile(r"^[•·●▪■◆◇○►▶\uf06c\uf0b7\uf06e]\s*(?=\S)")

_ENUMERATED = re.compile(
    r"第[一二三四五六七八九十百]+[章节编部]"
    r"|[一二三四五六七八九十]{1,3}[、．.，,]"
    r"|[（(〔][一二三四五六七八九十]{1,3}[)）〕]"
)
_SENTENCE_END = re.compile(r"[。；;！？!?，,]$")
_UNIT_LINE = re.compile(r"[（(]?(?:计量)?单位\s*[:：]")
_SHORT = 50
_MAX_HEADING = 50
_MAX_CAPTION = 80
_LEAST_RUN = 3
_MIN_REPEAT = 200
_MAX_PLACES = 5


@dataclass(frozen=True, slots=True)
class Line:
    """A heading or a paragraph. `page` is that of a PDF."""

    text: str
    heading: bool = False
    page: int | None = None


Item = Line | Table


@dataclass(frozen=True, slots=True)
class About:
    """The fields of Document that describe it; see there."""

    title: str | None = None
    published: str | None = None
    source: str | None = None
    site_name: str | None = None
    index_number: str | None = None
    document_number: str | None = None
    meta: tuple[tuple[str, str], ...] = ()


def clean(text: str) -> str:
    """White space as a reader sees it: runs become one space, invisible characters go, a line break of the
    source between two Chinese characters is nothing. Digits are neither joined nor lost.
    """
    text = text.strip()
    if text.isascii() and text.isalnum():
        return text
    return _cleaned(text) if len(text) > _SHORT else _cleaned_before(text)


def _cleaned(text: str) -> str:
    if _UNCLEAN.search(text):
        text = _SOURCE_BREAK.sub("", without_radicals(_INVISIBLE.sub("", text)))
    return " ".join(text.split())


_cleaned_before = lru_cache(maxsize=8192)(_cleaned)  # the labels of the forms, the menus of a site


def line_of(text: str, *, heading: bool = False, page: int | None = None) -> Line:
    """A cleaned line; it is a heading when its source says so or when it looks like one."""
    text = _BULLET.sub("", clean(text))
    return Line(text, (heading and len(text) <= 2 * _MAX_HEADING) or is_heading(text), page)


def is_heading(text: str) -> bool:
    """一、总体情况 · （一）主动公开 · 第二章 总则: numbered, short and no sentence."""
    return bool(
        len(text) <= _MAX_HEADING
        and _ENUMERATED.match(text)
        and not _SENTENCE_END.search(text)
        and "。" not in text
    )


def without_repeats(items: Sequence[Item]) -> list[Item]:
    """Leaves out the second copy of a page printed twice (for telephones, for the printer).

    A copy is a run of at least three equal items in the same order that hold 200 characters or more.
    """
    if len(items) - len({_likeness(item) for item in items}) < _LEAST_RUN:
        return list(items)
    keys = [_key(item) for item in items]
    places: dict[str, list[int]] = {}
    for i, key in enumerate(keys):
        places.setdefault(key, []).append(i)
    kept: list[Item] = []
    i = 0
    while i < len(items):
        length = max(
            (_run(keys, start, i) for start in places[keys[i]][:_MAX_PLACES] if start < i), default=0
        )
        if length >= _LEAST_RUN and sum(map(len, keys[i : i + length])) >= _MIN_REPEAT:
            i += length
        else:
            kept.append(items[i])
            i += 1
    return kept


def compose(
    media_type: str, items: Iterable[Item], about: About, attachments: Sequence[Link] = ()
) -> Document:
    """A document of `items`; tables are numbered and get their captions. Its only part is itself."""
    pieces: list[str] = []
    blocks: list[Block] = []
    tables: list[Table] = []
    position = 0
    for item in items:
        words, kind = _printed(item)
        number = None
        if isinstance(item, Table):
            number = len(tables) + 1
            caption = item.caption or _caption(pieces, blocks)
            tables.append(replace(item, number=number, caption=caption))
        if words:
            pieces.append(words)
            blocks.append(Block(kind, position, position + len(words), number, item.page))
            position += len(words) + 1
    text = "\n".join(pieces)
    numbers = tuple(range(1, len(tables) + 1))
    return Document(
        media_type,
        about.title,
        text,
        tuple(blocks),
        tuple(tables),
        about.published,
        about.source,
        about.site_name,
        about.index_number,
        about.document_number,
        about.meta,
        tuple(attachments),
        (Part(0, media_type, 0, len(text), numbers, None, about.title),),
    )


def _printed(item: Item) -> tuple[str, BlockKind]:
    if isinstance(item, Table):
        return "\n".join(printed_lines(item)), "table"
    return item.text, "heading" if item.heading else "paragraph"


def _caption(pieces: Sequence[str], blocks: Sequence[Block]) -> str | None:
    """The line directly above, one line further up where that is only （单位：件）."""
    for piece, block in zip(reversed(pieces[-2:]), reversed(blocks[-2:]), strict=True):
        if block.kind == "table" or len(piece) > _MAX_CAPTION or piece.endswith("。"):
            return None
        if not _UNIT_LINE.match(piece):
            return piece
    return None


def _key(item: Item) -> str:
    return "".join(_printed(item)[0].split())


def _likeness(item: Item) -> object:
    """The same of equal items, and mostly not of others; known at once."""
    return (len(item.rows), item.width) if isinstance(item, Table) else _key(item)


def _run(keys: Sequence[str], first: int, second: int) -> int:
    length = 0
    while (
        first + length < second
        and second + length < len(keys)
        and keys[first + length] == keys[second + length]
    ):
        length += 1
    return length
