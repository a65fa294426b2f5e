"""Text files: a saved page's text (title, a line of labels, paragraphs), or any text."""

from __future__ import annotations

import re
from dataclasses import replace

from archive.model import Document
from archive.read import media
from archive.read.boilerplate import is_chrome
from archive.read.charset import decode
from archive.read.head import split_head
from archive.read.lines import Item, Line, clean, compose, line_of
from archive.read.metadata import describe, is_metadata, labelled

_MAX_TITLE = 80
_SITE = re.compile(r"^(?P<site>\S{2,20}?(?:网|网站|门户|人民政府))\s+(?=\S{2,6}\s*[:：])")


def read_text(body: bytes, content_type: str | None = None) -> Document:
    lines = [clean(line) for line in decode(body, content_type).splitlines()]
    words = [line for line in lines if line and not is_chrome(line)]
    items: list[Item] = [line_of(word) for word in words]
    titles = [words[0]] if words and len(words[0]) <= _MAX_TITLE and not is_metadata(words[0]) else []
    if titles:
        items[0] = Line(words[0], heading=True)
    items, labels = split_head(items)
    about = describe((), labelled(labels), titles=titles)
    site = next((found["site"] for line in labels if (found := _SITE.match(line))), None)
    return compose(media.TEXT, items, replace(about, site_name=site))
