"""TRS WCM: static lists index.html, index_1.html …, their number in a script; files beside the article."""

from __future__ import annotations

from collections.abc import Iterator

from scraper.portal.article import Article, Column, File
from scraper.portal.families import Family, Listing, Resource, html
from scraper.portal.page import list_page

_SIZE = 15


def home(column: Column) -> str:
    return f"/zwgk/{column.path}/index.html"


def article(item: Article) -> str:
    day = item.published
    return f"/zwgk/{item.column.path}/{day:%Y%m}/t{day:%Y%m%d}_{item.number}.html"


def file(item: Article, found: File, index: int) -> str:
    folder = article(item).rpartition("/")[0]
    return f"{folder}/P0{item.published:%Y%m%d}{item.number * 1000 + index:09}.{found.suffix}"


def lists(listing: Listing) -> Iterator[tuple[str, Resource]]:
    pages = listing.pages(_SIZE)
    for number, entries in enumerate(pages):
        path = home(listing.column) if number == 0 else f"/zwgk/{listing.column.path}/index_{number}.html"
        body = list_page(
            listing, entries, path, script=f'createPageHTML({len(pages)},{number},"index","html");'
        )
        yield path, html(listing.modified, body)


FAMILY = Family("trs", home, article, file, lists)
