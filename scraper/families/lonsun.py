"""安徽龙讯 lonsun: columns at /content/column/ID?pageIndex=N, disclosure lists as a fragment of HTML from
/site/label.

    /site/label/8888?IsAjax=1&labelName=publicInfoList&siteId=…&organId=…&catId=…&pageIndex=2&pageSize=15
    <script>Ls.pagination("#page_public_info", fn, {currentPage: 1, pageCount: 4, …});</script>

Articles lie at /content/article/ID, /public/ORGAN/ID.html or /OpennessContent/show/ID.html, yearly reports
also at /OpennessAnnualReport/show/ID.html and /XxgkAnnualReport/show/ID.html.
"""

from __future__ import annotations

from dataclasses import replace

from scraper.families import query
from scraper.source import Ask, Column, Family, ListPage


def _paged(column: Column) -> Column:
    return replace(
        column,
        item=column.item or FAMILY.item,
        parameters={"parameter": "pageIndex", **column.parameters},
    )


def first(column: Column) -> tuple[Ask, ...]:
    return query.first(_paged(column))


def read(column: Column, ask: Ask, body: bytes, charset: str | None) -> ListPage:
    return query.read(_paged(column), ask, body, charset)


FAMILY = Family(
    name="lonsun",
    title="安徽龙讯",
    facts="pageIndex counts the pages; pageCount stands in the pager's script.",
    first=first,
    read=read,
    item="a[href*='/public/'], a[href*='/content/article/'], a[href*='/show/']",
    article=".j-fontContent, .wzcon, #zoom, .contentbox",
    parameters={"count": query.FAMILY.parameters["count"]},
)
