"""Lists for machines: sitemap.xml with an index and gzip, RSS, Atom in pages."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from email.utils import format_datetime

from scraper.portal.imitations.items import ITEMS, Imitation, Item, pages
from scraper.portal.server import Answer, Request

_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def _path(item: Item) -> str:
    return f"/nb/{item.day.year}/{item.number}.html"


def _xml(text: str, media_type: str = "text/xml") -> Answer:
    return Answer(
        200, f"<?xml version='1.0' encoding='UTF-8'?>\n{text}".encode(), {"Content-Type": media_type}
    )


def _sitemap() -> Imitation:
    """An index of one plain and one gzipped sitemap; home and columns are in them too."""

    def urls(items: tuple[Item, ...]) -> str:
        inside = "".join(f"<url><loc>{one.address(i)}</loc><lastmod>{i.day}</lastmod></url>" for i in items)
        home = f"<url><loc>http://{one.host}/</loc></url><url><loc>http://{one.host}/nb/</loc></url>"
        return f"<urlset {_NAMESPACE}>{home}{inside}</urlset>"

    def lists(request: Request) -> Answer | None:
        if request.path == "/sitemap.xml":
            names = ("sitemap_1.xml", "sitemap_2.xml.gz")
            inside = "".join(f"<sitemap><loc>http://{one.host}/{name}</loc></sitemap>" for name in names)
            return _xml(f"<sitemapindex {_NAMESPACE}>{inside}</sitemapindex>")
        if request.path == "/sitemap_1.xml":
            return _xml(urls(ITEMS[:30]))
        if request.path == "/sitemap_2.xml.gz":
            return Answer(200, gzip.compress(urls(ITEMS[30:]).encode()), {"Content-Type": "application/gzip"})
        return None

    one = Imitation("sitemap", _path, lists)
    return one


def _rss() -> Imitation:
    def lists(request: Request) -> Answer | None:
        items = "".join(
            f"<item><title><![CDATA[{i.title}]]></title><link>{one.address(i)}</link><pubDate>{_rfc(i)}</pubDate></item>"
            for i in ITEMS
        )
        text = f'<rss version="2.0"><channel><title>年报</title><link>http://{one.host}/</link>{items}</channel></rss>'
        return _xml(text, "application/rss+xml") if request.path == "/rss.xml" else None

    one = Imitation("rss", _path, lists)
    return one


def _rfc(item: Item) -> str:
    return format_datetime(datetime(item.day.year, item.day.month, item.day.day, 9, tzinfo=UTC))


def _atom() -> Imitation:
    """Atom in pages of twenty after RFC 5005."""

    def lists(request: Request) -> Answer | None:
        parts = pages(20)
        number = int(request.query.get("page", "1"))
        if request.path != "/atom.xml" or number > len(parts):
            return None
        entries = "".join(
            f'<entry><title>{i.title}</title><link rel="alternate" href="{_path(i)}"/>'
            f"<updated>{i.day}T09:00:00+08:00</updated></entry>"
            for i in parts[number - 1]
        )
        following = f'<link rel="next" href="/atom.xml?page={number + 1}"/>' if number < len(parts) else ""
        return _xml(
            f'<feed xmlns="http://www.w3.org/2005/Atom"><title>年报</title>{following}{entries}</feed>'
        )

    return Imitation("atom", _path, lists)


IMITATIONS = (_sitemap(), _rss(), _atom())
