"""The files that an article links to, found as archive.read finds them: what it reads is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from archive.model import Link
from archive.read.links import file_links
from scraper.markup import absolute, base_of, decode, squeeze

MOST = 60
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|bmp|tiff?|webp)$", re.IGNORECASE)


def attachments(
    body: bytes, charset: str | None, url: str, article: str, *, pictures: bool = False
) -> tuple[Link, ...]:
    """The files that an article links to or shows, each once, at most `MOST`.

    Where the article's element is not found, the whole page is looked through.
    """
    tree = LexborHTMLParser(decode(body, charset))
    base = base_of(tree, url)
    nodes = tree.css(article) or tree.css("body")
    found = {link.url: link for link in file_links(nodes, base) if link.url != url}
    if pictures:
        for picture in _pictures(nodes, base):
            found.setdefault(picture.url, picture)
    return tuple(found.values())[:MOST]


def is_html(body: bytes, media_type: str | None) -> bool:
    """Whether a body is a page that may have attachments."""
    return (media_type or "").endswith("html") or b"<html" in body[:2048].lower()


def _pictures(nodes: list[LexborNode], base: str) -> Iterator[Link]:
    for node in nodes:
        for image in node.css("img[src]"):
            url = absolute(base, image.attributes.get("src"))
            if url and _PICTURE.search(urlsplit(url).path):
                name = unquote(urlsplit(url).path.rsplit("/", 1)[-1])
                yield Link(url, squeeze(image.attributes.get("alt") or "") or name)
