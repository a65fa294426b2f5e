"""Text files: a saved page's text (title, a line of labels, paragraphs), or any text."""

from __future__ import annotations

import re
from dataclasses import replace

from archive.model import Document
from archive.read import media
from archive.read.boilerplate import is_chrome
from archive.read.charset import decode
from archive.read.lines import Item, Line, clean, compose, line_of
from archive.read.metadata import describe, is_metadata, labelled

_HEAD = 8
_MAX_TITLE = 80
_SITE = re.compile(r"^(?P<site>\S{2,20}?(?:网|网站|门户|人民政府))\s+(?=\S{2,6}\s*[:：])")


def read_text(body: bytes, content_type: str | None = None) -> Document:
    lines = [clean(line) for line in decode(body, content_type).splitlines()]
    lines = [line for line in lines if line]
    head, rest = lines[:_HEAD], lines[_HEAD:]
    labels = [line for line in head if is_metadata(line)]
    words = [line for line in [*(h for h in head if h not in labels), *rest] if not is_chrome(line)]
    titles = words[:1] if words and len(words[0]) <= _MAX_TITLE else []
    about = describe((), labelled(labels), titles=titles)
    site = next((found["site"] for line in labels if (found := _SITE.match(line))), None)
    return compose(media.TEXT, _items(words, bool(titles)), replace(about, site_name=site))


def _items(words: list[str], titled: bool) -> list[Item]:
    items: list[Item] = [line_of(word) for word in words]
    if titled:
        items[0] = Line(words[0], heading=True)
    return items
