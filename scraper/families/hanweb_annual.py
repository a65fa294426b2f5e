"""大汉's module of yearly reports: one address a body (`area`, its 统一社会信用代码) and year, no paging.

    /module/xxgk/xxgkAnnualReport.jsp?area=11370000004500000X                the body's reports, by years
    /module/xxgk/xxgkAnnualReport.jsp?area=11370000004500000X&fbtime=2024    the report for 2024

Seen in Shandong and Zhejiang for the years since 2010. The page of a body links its years, and often the
other bodies; those are followed. With `areas`, `since` and `until` addresses are made that no page links to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import parse_qs, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from scraper.markup import absolute, base_of, decode, squeeze
from scraper.source import Ask, Column, Entry, Family, ListPage

MODULE = "/module/xxgk/xxgkAnnualReport.jsp"
_ADDRESS = re.compile(r"(?<![\w./:])[\w./:]*xxgkAnnualReport\.jsp\?[^\"'<>\s)]+", re.IGNORECASE)


def first(column: Column) -> tuple[Ask, ...]:
    areas = str(column.parameters.get("areas", "")).split()
    return tuple(Ask(_body(column, area), number) for number, area in enumerate(areas, 1)) or (
        Ask(column.address),
    )


def _body(column: Column, area: str, year: int | None = None) -> str:
    return urljoin(column.address, f"{MODULE}?area={area}" + (f"&fbtime={year}" if year else ""))


def read(column: Column, ask: Ask, body: bytes, charset: str | None) -> ListPage:
    text = decode(body, charset)
    tree = LexborHTMLParser(text)
    titles = _titles(tree, ask.url)
    found: dict[str, Entry] = {}
    bodies: dict[str, Ask] = {}
    for url in (*titles, *_addresses(text, ask.url)):
        area, year = _asked(url)
        if area and year:
            found.setdefault(url, Entry(url, titles.get(url) or f"{year}年"))
        elif area and url != ask.url:
            bodies.setdefault(url, Ask(url, ask.number + 1 + len(bodies), probe=True))
    for entry in _made(column, ask.url):
        found.setdefault(entry.url, entry)
    return ListPage(tuple(found.values()), tuple(bodies.values()))


def _titles(tree: LexborHTMLParser, url: str) -> dict[str, str]:
    base = base_of(tree, url)
    links = (
        (absolute(base, node.attributes.get("href")), node)
        for node in tree.css("a[href*='xxgkAnnualReport']")
    )
    return {found: squeeze(node.attributes.get("title") or node.text()) for found, node in links if found}


def _addresses(text: str, base: str) -> Iterator[str]:
    """Addresses in scripts and options too."""
    for match in _ADDRESS.finditer(text):
        if found := absolute(base, unescape(match[0])):
            yield found


def _asked(url: str) -> tuple[str, str]:
    query = parse_qs(urlsplit(url).query)
    year = query.get("fbtime", [""])[0]
    return query.get("area", [""])[0], year if re.fullmatch(r"20\d\d", year) else ""


def _made(column: Column, url: str) -> Iterator[Entry]:
    """The reports that must be there after `since` and `until`, for the body whose page this is."""
    area, _ = _asked(url)
    since, until = (int(column.parameters.get(name, 0)) for name in ("since", "until"))
    if area and since:
        for year in range(until, since - 1, -1):
            yield Entry(_body(column, area, year), f"{year}年")


FAMILY = Family(
    name="hanweb_annual",
    title="大汉 年报模块",
    facts="xxgkAnnualReport.jsp?area=CODE&fbtime=YEAR is the report itself.",
    first=first,
    read=read,
    article="#zoom, .article, .main-txt, .bt_content, body",
    parameters={
        "areas": "the codes of the bodies, with spaces between (default: the one in the address)",
        "since": "with `until`: the first year whose report is asked for though nothing links to it",
        "until": "the last such year",
    },
)
