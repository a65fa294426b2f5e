"""A stored page as something that can be looked at: no script, nothing loaded from elsewhere, nothing sent.

The policy in the header (`gate.STORED_POLICY`) is the wall; what is taken out here keeps them from trying.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from selectolax.lexbor import LexborHTMLParser, LexborNode

from archive.read.charset import decode as decoded
from archive.read.media import media_type as type_of_bytes

TEXTS = ("application/json", "application/xml")
DROPPED = (
    "script, iframe, frame, object, embed, applet, base, link, portal, template, noscript, audio, video, "
    "source, track, meta[http-equiv], meta[charset], svg foreignObject, svg animate, svg set, svg use"
)
LOADING = (
    "src",
    "srcset",
    "background",
    "data",
    "poster",
    "action",
    "formaction",
    "ping",
    "manifest",
    "autofocus",
)
LOADING_CSS = re.compile(r"@import[^;]*;?|(?:url|image-set|src)\([^)]*\)?", re.I)
LINKING = ("href", "xlink:href")
SHOWN = ("http:", "https:", "/", ".", "?")

__all__ = ["TEXTS", "decoded", "media_type", "page", "quoted"]


def media_type(body: bytes, declared: str | None) -> str:
    """What the bytes are; where they do not tell, what the server said."""
    known = type_of_bytes(body)
    return (declared or known) if known == "application/octet-stream" else known


def quoted(name: str) -> str:
    return quote(name, safe="")


def page(body: bytes, declared: str | None) -> str:
    """The page as UTF-8 text without what could run or load. `declared` is its Content-Type header."""
    tree = LexborHTMLParser(decoded(body, declared))
    for node in tree.css(DROPPED):
        node.decompose()
    for node in tree.css("style"):
        node.inner_html = _without_loading(node.text())
    for node in tree.css("*"):
        _disarm(node)
    return f"<!doctype html>\n{tree.html or ''}"


def _without_loading(css: str) -> str:
    """The style sheet without what it would fetch; nothing of one that hides words behind escapes."""
    return "" if "\\" in css or "<" in css else LOADING_CSS.sub("", css)


def _disarm(node: LexborNode) -> None:
    """Takes the attributes away that run, load or lead elsewhere; where a link led stands in its title."""
    address = node.attributes.get("href")
    if address and address.startswith(SHOWN):
        node.attrs["title"] = address
    for name, value in list(node.attributes.items()):
        if _is_unsafe(name.lower(), (value or "").strip().lower()):
            del node.attrs[name]


def _is_unsafe(name: str, value: str) -> bool:
    if name in LINKING:
        return not value.startswith("#")
    return (
        name.startswith("on")
        or name in LOADING
        or (name == "style" and bool(LOADING_CSS.search(value) or "\\" in value))
    )
