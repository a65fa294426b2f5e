"""新点 Epoint: the first list page is subPage.html, moreinfo.html or about.html; then 2.html, 3.html … beside
it.

    /zwgk/002/002003/moreinfo.html  ->  /zwgk/002/002003/2.html  ->  …
    <span id="index">1/4</span>                                       4 pages

Articles lie below the list at /YYYYMMDD/GUID.html, their text in .ewb-article-info or #Zoom.
"""

from __future__ import annotations

from dataclasses import replace

from scraper.families import static
from scraper.source import Ask, Column, Family, ListPage


def read(column: Column, ask: Ask, body: bytes, charset: str | None) -> ListPage:
    numbered = replace(
        column, item=column.item or FAMILY.item, parameters={"page": "{n}.html", **column.parameters}
    )
    return static.read(numbered, ask, body, charset)


FAMILY = Family(
    name="epoint",
    title="新点 Epoint",
    facts="subPage.html or moreinfo.html, then 2.html, 3.html …; the pager says 1/N.",
    first=static.first,
    read=read,
    item=".ewb-list a[href], ul li a[href]",
    article=".ewb-article-info, .ewb-article-content, #Zoom, .news-article",
    parameters={"count": static.FAMILY.parameters["count"]},
)
