"""Bytes into documents: text with its blocks, tables as full grids, and what the page says of itself.

`read` tells the format from the bytes; `join` puts a page and its attachments together into one document.
Both are pure: the same bytes give the same document.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from archive.model import Document
from archive.read import media
from archive.read.html import read_html
from archive.read.join import join
from archive.read.media import Unreadable, media_type
from archive.read.metadata import printed_number
from archive.read.ocr import read_picture
from archive.read.office import read_doc, read_docx
from archive.read.packed import read_packed
from archive.read.pdf.document import read_pdf
from archive.read.plain import read_text
from archive.read.saved import is_saved, read_saved
from archive.read.sheets import read_sheets
from archive.text.dates import parse_date

__all__ = ["MAX_BYTES", "Unreadable", "is_trusted", "join", "media_type", "read"]

MAX_BYTES = 100_000_000
# Of a page beyond this the parser's own time may grow with the square of its tags.
_MANY_TAGS = 20_000
# So it does with the attributes of one tag: no tag of this many bytes has too many.
_LONG_TAG = 50_000

_OFFICE: dict[str, Callable[[bytes], Document]] = {
    media.PDF: read_pdf,
    media.DOCX: read_docx,
    media.DOC: read_doc,
    media.RTF: read_doc,
    media.XLSX: read_sheets,
    media.XLS: read_sheets,
}
_REASONS = {
    media.ENCRYPTED: "The file is protected by a password.",
    media.OFD: "The file is in OFD, a format that is not read.",
    media.ZIP: "The file is a packed archive, not a document.",
    "application/vnd.rar": "The file is a packed archive, not a document.",
    "application/x-7z-compressed": "The file is a packed archive, not a document.",
    "application/gzip": "The file is a packed archive, not a document.",
    media.PPTX: "The file is a presentation, a format that is not read.",
    media.JSON: "The file holds data (JSON), not a document.",
    media.XML: "The file holds data (XML), not a document.",
    media.OLE: "The file is an old Office container that holds no text document and no spreadsheet.",
    media.BINARY: "The file is binary and of no kind that is known.",
}


def read(
    body: bytes,
    *,
    url: str | None = None,
    content_type: str | None = None,
    name: str | None = None,
    link_text: str | None = None,
    link_date: str | None = None,
) -> Document:
    """The document in `body`; raises Unreadable.

    `url` makes links absolute. `content_type` is the HTTP header. `link_text`, `name` and `link_date` (what
    the list said of the page) stand in for a title or date that the document itself does not give.
    """
    document = _read(body, url, content_type)
    title = document.title or link_text or _stem(name)
    published = document.published or parse_date(link_date)
    number = document.document_number or printed_number(document)
    parts = tuple(replace(part, url=url, title=title) for part in document.parts)
    return replace(document, title=title, published=published, document_number=number, parts=parts)


def is_trusted(body: bytes) -> bool:
    """Whether reading `body` takes a short time and little memory, whatever stands in it: text and pages of
    usual size. Everything else is better read in a process that may be killed.
    """
    if media_type(body) not in (media.HTML, media.TEXT) or is_saved(body):
        return False
    tags = body.split(b"<", _MANY_TAGS + 1)[1:]
    return len(tags) <= _MANY_TAGS and max(map(len, tags), default=0) <= _LONG_TAG


def _read(body: bytes, url: str | None, content_type: str | None) -> Document:
    if not body.strip():
        raise Unreadable("The file is empty.")
    if len(body) > MAX_BYTES:
        raise Unreadable(f"The file has {len(body)} bytes, more than the {MAX_BYTES} that are read.")
    if is_saved(body):
        return read_saved(body, url)
    kind = media_type(body)
    if kind == media.HTML:
        return read_html(body, url, content_type)
    if kind == media.TEXT:
        return read_text(body, content_type)
    if kind in _OFFICE:
        return _OFFICE[kind](body)
    if kind == media.ZIP:
        return read_packed(body, _inside)
    if kind.startswith("image/"):
        return read_picture(body, kind)
    raise Unreadable(_REASONS[kind])


def _inside(body: bytes) -> Document:
    """A document out of a packed archive, which may not be one again."""
    if media_type(body) == media.ZIP:
        raise Unreadable(_REASONS[media.ZIP])
    return _read(body, None, None)


def _stem(name: str | None) -> str | None:
    """A file name without its folder and ending."""
    stem = (name or "").replace("\\", "/").rsplit("/", 1)[-1]
    return stem.rpartition(".")[0] or stem or None
