"""Links of an article to files: by the ending of the address, or by the download scripts content systems
use.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

from selectolax.lexbor import LexborNode

from archive.model import Link
from archive.read.lines import clean

_ENDING = re.compile(r"\.(?:pdf|docx?|xlsx?|wps|et|ofd|zip|rar|7z|rtf|csv|pptx?)$", re.I)
_DOWNLOAD = re.compile(
    r"(?:down_?(?:load)?_?file|file_?down_?load|download_?attach\w*|virtual_attach_file|attach_?down\w*|fj_?down\w*|download)"
    r"\.(?:jsp|do|action|aspx?|php|vsb|html?)$"
    r"|/(?:downfile|downloadfile|filedownload|download/attachment|attachment/download)(?:/|$)",
    re.I,
)
_VIEWER = re.compile(r"view(?:er)?\.\w{2,5}$|pdf_?js/|/preview", re.I)
_SHOWN = ("file", "url", "src", "pdf", "path", "filepath", "fileurl")
_ATTRIBUTES = {"a": "href", "iframe": "src", "embed": "src", "object": "data"}


def is_file(address: str) -> bool:
    """True of an address whose path, or whose file parameter, names a document, or that is a download
    script.
    """
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return False
    if parts.scheme not in ("", "http", "https", "ftp"):
        return False
    if _ENDING.search(unquote(parts.path)) or _DOWNLOAD.search(parts.path):
        return True
    return any(_ENDING.search(value.partition("?")[0]) for _, value in parse_qsl(parts.query))


def file_links(nodes: Iterable[LexborNode], base: str | None) -> tuple[Link, ...]:
    """The links to files in `nodes`, in order, each address once; viewers (?file=a.pdf) are seen through."""
    found: dict[str, Link] = {}
    for node in nodes:
        for element in node.css("a[href], iframe[src], embed[src], object[data]"):
            address = (element.attributes.get(_ATTRIBUTES[element.tag or "a"]) or "").strip()
            if is_file(address):
                url = _joined(base, _shown(address, element.tag))
                text = _text(element, url)
                if url not in found or not found[url].text:
                    found[url] = Link(url, text)
    return tuple(found.values())


def _shown(address: str, tag: str | None) -> str:
    """The file that a viewer shows, embedded or behind a link."""
    parts = urlsplit(address)
    if _DOWNLOAD.search(parts.path) or (tag == "a" and not _VIEWER.search(parts.path)):
        return address
    values = (value for key, value in parse_qsl(parts.query) if key.lower() in _SHOWN)
    return next((value for value in values if _ENDING.search(value.partition("?")[0])), address)


def _joined(base: str | None, address: str) -> str:
    try:
        return urljoin(base or "", address).partition("#")[0]
    except ValueError:
        return address


def _text(element: LexborNode, url: str) -> str:
    attributes = element.attributes
    shown = clean(element.text()) or clean(attributes.get("title") or attributes.get("download") or "")
    return shown or unquote(urlsplit(url).path.rsplit("/", 1)[-1])
