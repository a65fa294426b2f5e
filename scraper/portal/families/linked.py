"""Two plain ways to list: pages that lead to the next one by a link, and one page that holds everything."""

from __future__ import annotations

from collections.abc import Iterator

from scraper.portal.article import Article, Column, File
from scraper.portal.families import Family, Listing, Resource, html
from scraper.portal.page import list_page

_SIZE = 12


def next_home(column: Column) -> str:
    return f"/{column.path}/list.html"


def next_article(item: Article) -> str:
    return f"/{item.column.path}/{item.published.year}/{item.number}.html"


def next_file(item: Article, found: File, index: int) -> str:
    return f"/uploads/{item.published:%Y%m}/{item.number}_{index + 1}.{found.suffix}"


def next_lists(listing: Listing) -> Iterator[tuple[str, Resource]]:
    pages = listing.pages(_SIZE)
    for number, entries in enumerate(pages, 1):
        path = next_home(listing.column) if number == 1 else f"/{listing.column.path}/list_{number}.html"
        follows = f"list_{number + 1}.html" if number < len(pages) else ""
        body = list_page(listing, entries, path, follows=follows)
        yield path, html(listing.modified, body)


def single_home(column: Column) -> str:
    return f"/{column.path}.html"


def single_article(item: Article) -> str:
    return f"/{item.column.path}/{item.number}.htm"


def single_file(item: Article, found: File, index: int) -> str:
    return f"/{item.column.path}/files/{item.number}-{index + 1}.{found.suffix}"


def single_lists(listing: Listing) -> Iterator[tuple[str, Resource]]:
    path = single_home(listing.column)
    body = list_page(listing, listing.entries, path)
    yield path, html(listing.modified, body)


NEXT = Family("next", next_home, next_article, next_file, next_lists)
SINGLE = Family("single", single_home, single_article, single_file, single_lists)
