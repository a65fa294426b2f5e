"""Lists whose page is a parameter of the address: list.aspx?cid=1019&page=2, iList.jsp?cat_id=5&cur_page=3.

parameter = "page"     start = 1     step = 1        (offset=0, 20, 40 …: start = 0, step = 20)
"""

from __future__ import annotations

from urllib.parse import quote, unquote_plus, urlsplit

from selectolax.lexbor import LexborHTMLParser

from scraper.markup import decode, entries
from scraper.paging import count_of, further
from scraper.source import Ask, Column, Family, ListPage


def first(column: Column) -> tuple[Ask, ...]:
    return (Ask(address_of(column, 1)),)


def address_of(column: Column, number: int) -> str:
    """The column's address with its page parameter set for list page `number`; the others stay."""
    name = str(column.parameters["parameter"])
    first = int(column.parameters.get("start", 1))
    value = first + (number - 1) * int(column.parameters.get("step", 1))
    parts = urlsplit(column.address)
    pieces = [piece for piece in parts.query.split("&") if piece]
    places = [at for at, piece in enumerate(pieces) if unquote_plus(piece.partition("=")[0]) == name]
    own = f"{quote(name)}={value}"
    if places:
        pieces[places[0]] = own
    return parts._replace(query="&".join(pieces if places else [*pieces, own])).geturl()


def read(column: Column, ask: Ask, body: bytes, charset: str | None) -> ListPage:
    text = decode(body, charset)
    found = entries(LexborHTMLParser(text), ask.url, column.item or FAMILY.item, column.date)
    more = further(ask, count_of(text, column), bool(found), lambda number: address_of(column, number))
    return ListPage(found, more)


FAMILY = Family(
    name="query",
    title="参数分页列表 / lists paged by a parameter",
    facts="The page's number, or the offset of its first item, is a parameter of the query.",
    first=first,
    read=read,
    item="ul li a[href]",
    article="body",
    parameters={
        "parameter": "the name of the parameter",
        "start": "its value on the first page (default 1)",
        "step": "what it grows by from page to page (default 1)",
        "count": "a regular expression whose group is the number of pages, where no usual script says it",
    },
    required=("parameter",),
)
