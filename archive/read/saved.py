"""A page that a browser has saved as one file (MHTML): the page, without the pictures saved with it."""

from __future__ import annotations

import re
from email import message_from_bytes

from archive.model import Document
from archive.read import media
from archive.read.html import read_html

_HEADERS = re.compile(rb"(?:[A-Za-z][A-Za-z-]*:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2,}\r?\n")
_SEVERAL = re.compile(rb"^content-type:\s*multipart/related\b", re.I | re.M)
_HEAD = 4096


def is_saved(body: bytes) -> bool:
    """Whether a file begins as a letter whose parts belong together, which is how browsers save pages."""
    headers = _HEADERS.match(body[:_HEAD])
    return bool(headers and _SEVERAL.search(headers[0]))


def read_saved(body: bytes, url: str | None) -> Document:
    """The first page in it; raises Unreadable where there is none."""
    for part in message_from_bytes(body).walk():
        page = part.get_payload(decode=True) if part.get_content_type() == "text/html" else None
        if isinstance(page, bytes) and page.strip():
            charset = part.get_content_charset()
            declared = f"text/html; charset={charset}" if charset else None
            return read_html(page, url or part["Content-Location"], declared)
    raise media.Unreadable("The file is a saved page (MHTML) in which the page itself is missing.")
