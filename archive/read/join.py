"""A page and its attachments as one document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from archive.model import Block, Document, Link, Part


def join(page: Document, attachments: Sequence[tuple[Link, Document]]) -> Document:
    """The page followed by its attachments, each under a heading line with the name of its link (left out
    where the attachment begins with it, or is a further page of the same title). Tables are numbered on,
    blocks shifted, `parts` say what came from where; everything else stays the page's.
    """
    joined = page
    for link, attachment in attachments:
        joined = _appended(joined, link, attachment)
    return joined


def _appended(page: Document, link: Link, attachment: Document) -> Document:
    title = link.text or attachment.title or ""
    further = not link.text and _squeezed(title) == _squeezed(page.title or "")
    own_heading = title and not further and not _squeezed(attachment.text).startswith(_squeezed(title))
    start = len(page.text) + 1 if page.text else 0
    text = f"{title}\n{attachment.text}".rstrip("\n") if own_heading else attachment.text
    shift = start + (len(title) + 1 if own_heading else 0)
    tables = len(page.tables)
    blocks = [Block("heading", start, start + len(title))] if own_heading else []
    blocks += [_shifted(block, shift, tables) for block in attachment.blocks]
    numbers = tuple(range(tables + 1, tables + 1 + len(attachment.tables)))
    part = Part(
        len(page.parts),
        attachment.media_type,
        start,
        start + len(text),
        numbers,
        link.url,
        link.text or attachment.title,
    )
    return replace(
        page,
        text=f"{page.text}\n{text}" if page.text else text,
        blocks=(*page.blocks, *blocks),
        tables=(*page.tables, *(replace(t, number=t.number + tables) for t in attachment.tables)),
        parts=(*page.parts, part),
        unread=(*page.unread, *attachment.unread),
    )


def _shifted(block: Block, by: int, tables: int) -> Block:
    table = None if block.table is None else block.table + tables
    return replace(block, start=block.start + by, end=block.end + by, table=table)


def _squeezed(text: str) -> str:
    return "".join(text.split())
