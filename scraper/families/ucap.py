"""开普 UCAP: static lists whose pages count from 1: list.shtml, list_2.shtml, list_3.shtml …

    createPageHTML('page_div', 8, 1, 'list', 'shtml', 118);      8 pages, this is the first, 118 items

Articles lie at /YYYYMM/32 hexadecimal digits.shtml (older ones content_N.jhtml), their text in #UCAP-CONTENT.
"""

from __future__ import annotations

from scraper.families import trs
from scraper.source import Ask, Column, Family, ListPage


def read(column: Column, ask: Ask, body: bytes, charset: str | None) -> ListPage:
    return trs.read(trs.counting(column, 2), ask, body, charset)


FAMILY = Family(
    name="ucap",
    title="开普 UCAP",
    facts="Static list pages list.shtml, list_2.shtml …; their count stands in an inline script.",
    first=trs.first,
    read=read,
    item="ul li a[href]",
    article="#UCAP-CONTENT, #zoomcon, #Zoom, .article-content",
    parameters=dict(trs.FAMILY.parameters) | {"second": "as with trs (default 2)"},
)
