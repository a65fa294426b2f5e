"""RSS (0.9x, 1.0, 2.0) and Atom: the newest items; where a feed has further pages it names them (RFC 5005).

<item><title>…</title><link>http://…</link><pubDate>Wed, 31 Jan 2024 09:00:00 +0800</pubDate></item>
<entry><title>…</title><link href="…"/><published>2024-01-31T09:00:00+08:00</published></entry>
"""

from __future__ import annotations

from collections.abc import Iterator
from email.utils import parsedate_to_datetime

from lxml import etree  # type: ignore[import-untyped]

from scraper.jsonlist import plain
from scraper.markup import absolute, printed_date, squeeze
from scraper.source import Ask, Column, Entry, Family, ListPage
from scraper.xmltree import local, parse, unzipped

_DATES = ("pubDate", "published", "date", "updated")


def first(column: Column) -> tuple[Ask, ...]:
    return (Ask(column.address),)


def read(column: Column, ask: Ask, body: bytes, charset: str | None) -> ListPage:  # noqa: ARG001 (XML names its own)
    root = parse(unzipped(body), ("rss", "RDF", "feed"))
    found = {entry.url: entry for entry in _entries(root, ask.url)}
    links = [node for node in root.iter() if local(node) == "link" and node.get("rel") == "next"]
    address = absolute(ask.url, links[0].get("href")) if links else None
    more = (Ask(address, ask.number + 1),) if address and address != ask.url else ()
    return ListPage(tuple(found.values()), more)


def _entries(root: etree._Element, base: str) -> Iterator[Entry]:
    for node in root.iter():
        if local(node) in ("item", "entry"):
            parts = {local(part): squeeze("".join(part.itertext())) for part in node}
            url = absolute(base, _link(node) or parts.get("link") or parts.get("guid"))
            if url:
                yield Entry(url, plain(parts.get("title")), next(_dates(parts), None))


def _link(node: etree._Element) -> str | None:
    """Atom's link: the alternate one, which is also the one without `rel`."""
    for part in node:
        if local(part) == "link" and part.get("href") and part.get("rel", "alternate") == "alternate":
            return str(part.get("href"))
    return None


def _dates(parts: dict[str, str]) -> Iterator[str]:
    """The day as printed, in the feed's own time zone."""
    for name in _DATES:
        if value := parts.get(name):
            try:
                yield parsedate_to_datetime(value).date().isoformat()
            except (TypeError, ValueError):
                if found := printed_date(value):
                    yield found


FAMILY = Family(
    name="feed",
    title="RSS / Atom",
    facts="The newest items with title, address and date.",
    first=first,
    read=read,
    article="body",
)
