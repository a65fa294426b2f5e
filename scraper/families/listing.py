"""Any list of links: one page, or pages that lead to each other by a link.

    <ul class="list"><li><a href="/a/1.html">关于…的通知</a><span>2024-03-29</span></li>…</ul>
    <a class="next" href="list_2.html">下一页</a>

Without `next` the list is a single page. Where the link to the next page has no class of its own, its words
find it: next = 'a:lexbor-contains("下一页")'.
"""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from scraper.markup import absolute, base_of, decode, entries
from scraper.source import Ask, Column, Family, ListPage


def first(column: Column) -> tuple[Ask, ...]:
    return (Ask(column.address),)


def read(column: Column, ask: Ask, body: bytes, charset: str | None) -> ListPage:
    tree = LexborHTMLParser(decode(body, charset))
    found = entries(tree, ask.url, column.item or FAMILY.item, column.date)
    link = tree.css_first(column.next) if column.next else None
    address = absolute(base_of(tree, ask.url), link.attributes.get("href")) if link else None
    more = (Ask(address, ask.number + 1),) if address and address != ask.url else ()
    return ListPage(found, more)


FAMILY = Family(
    name="listing",
    title="一般列表 / any list of links",
    facts="A single page, or pages with a link to the next one (`next`).",
    first=first,
    read=read,
    item="ul li a[href]",
    article="body",
)
