"""Guangdong's common platform for disclosure, gkmlpt: JSON lists of up to 100 articles.

GET /gkmlpt/api/all/<category>?page=1&sid=<SID>
{"total": 240, "articles": [{"id": 9, "title": "…", "url": "http://…/gkmlpt/content/0/240/post_9.html",
                             "create_time": 1706659200, "publisher": "…"}]}
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta, timezone
from typing import Any
from urllib.parse import urljoin, urlsplit

from scraper.markup import ListError, absolute, decode, printed_date, squeeze
from scraper.source import Ask, Column, Family, ListPage
from scraper.source import Entry as Item

_CHINA = timezone(timedelta(hours=8))


def first(column: Column) -> Ask:
    return _ask(column, 1)


def read(column: Column, ask: Ask, body: bytes, charset: str | None) -> ListPage:
    answer = _parse(decode(body, charset))
    found = tuple(_items(answer["articles"], ask.url))
    total = answer.get("total")
    pages = -(-total // max(len(found), 1)) if isinstance(total, int) and ask.number == 1 else 1
    more = tuple(_ask(column, number) for number in range(2, pages + 1)) if found else ()
    return ListPage(found, more, total if isinstance(total, int) else None)


def _parse(text: str) -> dict[str, Any]:
    try:
        answer = json.loads(text)
    except ValueError as error:
        raise ListError("the answer of the gkmlpt API is not JSON") from error
    if not isinstance(answer, dict) or not isinstance(answer.get("articles"), list):
        raise ListError('the answer of the gkmlpt API has no list "articles"')
    return answer


def _items(articles: list[Any], base: str) -> Iterator[Item]:
    for article in articles:
        if isinstance(article, dict):
            url = absolute(base, str(article.get("url") or article.get("post_url") or ""))
            if url:
                yield Item(url, squeeze(str(article.get("title") or "")), _date(article))


def _date(article: Mapping[str, Any]) -> str | None:
    """The day in China, from seconds since 1970 or from a printed date."""
    for key in ("create_time", "display_publish_time", "created_at"):
        value = article.get(key)
        if isinstance(value, int) and 0 < value < 4_102_444_800:
            return datetime.fromtimestamp(value, _CHINA).date().isoformat()
        if isinstance(value, str) and printed_date(value):
            return printed_date(value)
    return None


def _ask(column: Column, number: int) -> Ask:
    """The API lies beside /gkmlpt/ of the column's address, which may stand below a body's own path."""
    before = urlsplit(column.address).path.partition("/gkmlpt")[0].rstrip("/")
    path = f"{before}/gkmlpt/api/all/{column.parameters['category']}"
    return Ask(urljoin(column.address, f"{path}?page={number}&sid={column.parameters['sid']}"), number)


FAMILY = Family(
    name="gkmlpt",
    title="广东 gkmlpt（南方网集约化）",
    facts="JSON lists; category and sid stand in the script of /gkmlpt/index.",
    first=first,
    read=read,
    article="div.article-content, .content, #zoom",
    parameters={"category": "the category's number (0: everything)", "sid": "the site's number"},
    required=("category", "sid"),
)
