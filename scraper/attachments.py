"""The files that an article links to: found with lexbor in the article's element alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from archive.model import Link
from scraper.markup import absolute, base_of, decode, squeeze

MOST = 60
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|wps|wpt|et|ofd|rtf|csv|pptx?|zip|rar|7z)$", re.IGNORECASE)
_SCRIPT = re.compile(
    r"/(?:downfile\.jsp|download\.(?:jsp|do|action|aspx|php|html?))$|virtual_attach_file|/OpennessContent/download/",
    re.IGNORECASE,
)
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|bmp|tiff?|webp)$", re.IGNORECASE)
_EMBEDDED = {"iframe": "src", "embed": "src", "object": "data"}


def attachments(
    body: bytes, charset: str | None, url: str, article: str, *, pictures: bool = False
) -> tuple[Link, ...]:
    """The files that an article links to or shows, each once, at most `MOST`.

    Where the article's element is not found, the whole page is looked through.
    """
    tree = LexborHTMLParser(decode(body, charset))
    base = base_of(tree, url)
    found: dict[str, Link] = {}
    for element in tree.css(article) or tree.css("body"):
        for address, text in _files(element, base, pictures):
            if address != url:
                found.setdefault(address, Link(address, text))
    return tuple(found.values())[:MOST]


def is_html(body: bytes, media_type: str | None) -> bool:
    """Whether a body is a page that may have attachments."""
    return (media_type or "").endswith("html") or b"<html" in body[:2048].lower()


def _files(element: LexborNode, base: str, pictures: bool) -> Iterator[tuple[str, str]]:
    for link in element.css("a[href]"):
        address = absolute(base, link.attributes.get("href"))
        if address and is_file(address):
            yield address, _text(link, address)
    for node in element.css("iframe, embed, object"):
        address = absolute(base, node.attributes.get(_EMBEDDED[node.tag or ""]))
        if address and _FILE.search(urlsplit(address).path):
            yield address, _name(address)
    for image in element.css("img[src]") if pictures else ():
        address = absolute(base, image.attributes.get("src"))
        if address and _PICTURE.search(urlsplit(address).path):
            yield address, squeeze(image.attributes.get("alt") or "") or _name(address)


def is_file(url: str) -> bool:
    """Whether an address is that of a file: by its ending, its query's, or a known download script."""
    parts = urlsplit(url)
    return bool(_FILE.search(parts.path) or _SCRIPT.search(parts.path) or _FILE.search(parts.query))


def _text(link: LexborNode, address: str) -> str:
    return squeeze(link.text()) or squeeze(link.attributes.get("title") or "") or _name(address)


def _name(address: str) -> str:
    return unquote(urlsplit(address).path.rsplit("/", 1)[-1])
