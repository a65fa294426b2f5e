"""The gkmlpt platform: lists are JSON, page by page; category and site number stand in a script."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

from scraper.portal.article import Article, Column, File
from scraper.portal.families import Family, Listed, Listing, Query, Resource, html
from scraper.portal.page import list_page

SID = "99010201"
_SIZE = 20
_CHINA = timezone(timedelta(hours=8))


def home(column: Column) -> str:
    return f"/gkmlpt/index/{column.number}.html"


def article(item: Article) -> str:
    return f"/gkmlpt/content/{item.number // 1_000_000}/{item.number // 1000}/post_{item.number}.html"


def file(item: Article, found: File, index: int) -> str:
    return f"/attachment/0/{item.number // 1000}/{item.number * 10 + index}.{found.suffix}"


def lists(listing: Listing) -> Iterator[tuple[str, Resource]]:
    column, path = listing.column, home(listing.column)
    script = f"window._CONFIG = {{SID: '{SID}', CATEGORY: {column.number}, API: '/gkmlpt/api/all/'}};"
    body = list_page(listing, listing.entries[:_SIZE], path, script=script)
    yield path, html(listing.modified, body)
    api = Resource("application/json", listing.modified, lambda query: _answer(listing, query), fixed=False)
    yield f"/gkmlpt/api/all/{column.number}", api


def _answer(listing: Listing, query: Query) -> bytes | None:
    page = query.get("page", "1")
    if query.get("sid") != SID or not page.isdigit():
        return None
    pages = listing.pages(_SIZE)
    entries = pages[int(page) - 1] if 1 <= int(page) <= len(pages) else ()
    articles = [_record(listing, entry) for entry in entries]
    return json.dumps({"total": len(listing.entries), "articles": articles}, ensure_ascii=False).encode()


def _record(listing: Listing, entry: Listed) -> dict[str, object]:
    item = entry.article
    at = datetime.fromisoformat(f"{item.published}T{item.minute}").replace(tzinfo=_CHINA)
    return {
        "id": item.number,
        "title": item.title,
        "url": f"http://{listing.place.host}{entry.path}",
        "publisher": item.source,
        "document_number": item.document_number,
        "create_time": int(at.timestamp()),
        "display_publish_time": int(at.timestamp()),
    }


FAMILY = Family("gkmlpt", home, article, file, lists)
