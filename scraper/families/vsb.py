"""博达 VSB (站群): the first list page is zfxxgknb.htm, the others zfxxgknb/N.htm with N counting DOWN.

    zfxxgknb.htm  ->  zfxxgknb/4.htm (page 2 of 5)  ->  …  ->  zfxxgknb/1.htm (the oldest)
    <span class="p_t">1/5</span> <span class="p_next"><a href="zfxxgknb/4.htm">下页</a></span>

So the addresses of old list pages stay when new items come. Articles lie at /info/TREE/ID.htm, attachments
behind /system/_content/download.jsp.
"""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from scraper.markup import absolute, base_of, decode, entries
from scraper.paging import further
from scraper.source import Ask, Column, Family, ListPage

_RATIO = re.compile(r"(?<![\d/-])1\s*/\s*(\d{1,5})(?![\d/-])")


def first(column: Column) -> tuple[Ask, ...]:
    return (Ask(column.address),)


def read(column: Column, ask: Ask, body: bytes, charset: str | None) -> ListPage:
    tree = LexborHTMLParser(decode(body, charset))
    found = entries(tree, ask.url, column.item or FAMILY.item, column.date)
    if ask.number != 1:
        return ListPage(found)
    stem = column.address.rpartition(".")[0]
    count = _count(tree, ask.url, stem)
    return ListPage(
        found, further(ask, (count, True), bool(found), lambda number: f"{stem}/{count - number + 1}.htm")
    )


def _count(tree: LexborHTMLParser, url: str, stem: str) -> int:
    """The number of pages: one more than the highest number linked, or what stands after 1/ in the pager."""
    pattern = re.compile(re.escape(urlsplit(stem).path) + r"/(\d{1,5})\.htm$")
    base = base_of(tree, url)
    links = (absolute(base, node.attributes.get("href")) for node in tree.css("a[href]"))
    numbers = [int(m[1]) for link in links if link and (m := pattern.search(urljoin(url, link)))]
    if numbers:
        return max(numbers) + 1
    words = " ".join(node.text() for node in tree.css(".p_t, .p_pages, .pb_sys_common, [id^='fanye']"))
    ratio = _RATIO.search(words)
    return int(ratio[1]) if ratio else 1


FAMILY = Family(
    name="vsb",
    title="博达 VSB",
    facts="list.htm is the first page, list/N.htm the others, N counting down to 1.",
    first=first,
    read=read,
    item="ul li a[href*='info/'], tr a[href*='info/']",
    article="#vsb_content, [id^='vsb_content'], .v_news_content",
)
