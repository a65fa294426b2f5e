"""sitemap.xml after sitemaps.org: a list of addresses, or an index of such lists; gzip as well.

    <sitemapindex><sitemap><loc>http://…/sitemap_2.xml.gz</loc></sitemap>…</sitemapindex>
    <urlset><url><loc>http://…/art_7.html</loc><lastmod>2024-01-31</lastmod></url>…</urlset>

Titles are not given, so that `match` chooses by address. The date is that of the last change.
"""

from __future__ import annotations

import re

from scraper.markup import absolute, printed_date, squeeze
from scraper.source import Ask, Column, Entry, Family, ListPage
from scraper.xmltree import local, parse, unzipped


def first(column: Column) -> tuple[Ask, ...]:
    return (Ask(column.address),)


def read(column: Column, ask: Ask, body: bytes, charset: str | None) -> ListPage:  # noqa: ARG001 (XML names its own)
    root = parse(unzipped(body), ("urlset", "sitemapindex"))
    places = [{local(part): squeeze(part.text or "") for part in node} for node in root]
    known = [(url, place) for place in places if (url := absolute(ask.url, place.get("loc")))]
    if local(root) == "sitemapindex":
        return ListPage((), tuple(Ask(url, number) for number, (url, _) in enumerate(known, 2)))
    wanted = re.compile(str(column.parameters.get("match", "")))
    found = [
        Entry(url, "", printed_date(place.get("lastmod", ""))) for url, place in known if wanted.search(url)
    ]
    return ListPage(tuple({entry.url: entry for entry in found}.values()))


FAMILY = Family(
    name="sitemap",
    title="sitemap.xml",
    facts="Addresses without titles, in one file or an index of files, gzipped or not.",
    first=first,
    read=read,
    article="body",
    parameters={"match": "a regular expression that an address must match"},
)
