"""Static lists of any system, the page's number somewhere in the address: list-2.html, /82-3.html,
Index_4.aspx.

    page = "list_{n}.htm"    beside the first page; {n} is 2 on the second page unless `second` says 0 or 1

Where neither a script nor the pager's words tell how many pages there are, the next one is tried until there
is none.
"""

from __future__ import annotations

from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

from scraper.markup import decode, entries
from scraper.paging import count_of, further
from scraper.source import Ask, Column, Family, ListPage


def first(column: Column) -> tuple[Ask, ...]:
    return (Ask(column.address),)


def read(column: Column, ask: Ask, body: bytes, charset: str | None) -> ListPage:
    text = decode(body, charset)
    found = entries(LexborHTMLParser(text), ask.url, column.item or FAMILY.item, column.date)
    second = int(column.parameters.get("second", 2))

    def address(number: int) -> str:
        name = str(column.parameters["page"]).replace("{n}", str(number - 2 + second))
        return urljoin(column.address, name)

    return ListPage(found, further(ask, count_of(text, column), bool(found), address))


FAMILY = Family(
    name="static",
    title="编号静态列表 / numbered static lists",
    facts="Every list page has its number in its address (`page`).",
    first=first,
    read=read,
    item="ul li a[href]",
    article="body",
    parameters={
        "page": "the address of the further pages, relative to the first, with {n} for the number",
        "second": "the number of the second page: 0, 1 or 2 (default 2)",
        "count": "a regular expression whose group is the number of pages, where no usual script says it",
    },
    required=("page",),
)
