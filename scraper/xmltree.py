"""XML from outside, read without its dangers: no entities, no network, no bomb. Pure."""

from __future__ import annotations

import re
import zlib
from html.entities import html5

from lxml import etree  # type: ignore[import-untyped]

from scraper.markup import ListError

MOST = 60_000_000
_ENTITY = re.compile(rb"&(\w{2,31};)")
_OWN = {b"amp;", b"lt;", b"gt;", b"quot;", b"apos;"}


def parse(body: bytes, roots: tuple[str, ...]) -> etree._Element:
    """The root element, one of these names; what little is wrong with the XML is passed over."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(_ENTITY.sub(_known, body.strip()), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ListError(f"it is no XML ({str(error)[:80]})") from error
    if root is None or local(root) not in roots:
        raise ListError(f"it is no XML with the root {' or '.join(roots)}")
    return root


def _known(found: re.Match[bytes]) -> bytes:
    """HTML's &nbsp; as XML knows it: after one that it does not know the parser drops the next &amp; too."""
    signs = html5.get(found[1].decode("latin-1")) if found[1] not in _OWN else None
    return "".join(f"&#{ord(sign)};" for sign in signs).encode() if signs else found[0]


def local(node: etree._Element) -> str:
    """The name without its namespace; empty for comments."""
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def unzipped(body: bytes) -> bytes:
    """The body, unpacked where it is gzip; at most `MOST` bytes."""
    if not body.startswith(b"\x1f\x8b"):
        return body
    unpack = zlib.decompressobj(wbits=31)
    try:
        plain = unpack.decompress(body, MOST)
    except zlib.error as error:
        raise ListError("the gzip file is damaged") from error
    if not unpack.eof and not unpack.unconsumed_tail:
        raise ListError("the gzip file ends too early")
    if unpack.unconsumed_tail:
        raise ListError(f"the gzip file would unpack to more than {MOST} bytes")
    return plain
