"""One directory a year: …/zfxxgknb/2023/, …/gknb2022/ …, each with a list of its own (paged as with TRS).

    page = "gknb{year}/"     since = 2008     until = 2025

The years from `since` to `until` are asked, and then the next ones while there are such directories, so that
the file need not be changed every January.
"""

from __future__ import annotations

from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

from scraper.markup import decode, entries
from scraper.paging import pager
from scraper.source import Ask, Column, Family, ListPage

_YEAR = 10_000


def first(column: Column) -> tuple[Ask, ...]:
    since, until = int(column.parameters.get("since", 2008)), int(column.parameters["until"])
    return tuple(_directory(column, year) for year in range(until, since - 1, -1))


def _directory(column: Column, year: int) -> Ask:
    """The first page of a year; list pages are numbered as year and page: 20230001."""
    name = str(column.parameters["page"]).replace("{year}", str(year))
    return Ask(urljoin(column.address, name), year * _YEAR + 1, probe=True)


def read(column: Column, ask: Ask, body: bytes, charset: str | None) -> ListPage:
    text = decode(body, charset)
    found = entries(LexborHTMLParser(text), ask.url, column.item or FAMILY.item, column.date)
    year, page = divmod(ask.number, _YEAR)
    if page > 1:
        return ListPage(found)
    script = pager(text)
    later = [
        Ask(urljoin(ask.url, f"{script.stem}_{number + script.present}.{script.ending}"), ask.number + number)
        for number in range(1, script.count if script else 1)
        if script
    ]
    following = [_directory(column, year + 1)] if year >= int(column.parameters["until"]) else []
    return ListPage(found, (*later, *following))


FAMILY = Family(
    name="yearly",
    title="按年分目录 / one directory a year",
    facts="Every year has a directory with a list of its own.",
    first=first,
    read=read,
    item="ul li a[href]",
    article="body",
    parameters={
        "page": "the address of a year's directory, relative to the column's, with {year}",
        "since": "the first year (default 2008)",
        "until": "the last year known; later ones are tried",
    },
    required=("page", "until"),
)
