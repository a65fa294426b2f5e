"""Guangdong's common platform for disclosure, gkmlpt: JSON lists of up to 100 articles.

GET /gkmlpt/api/all/<category>?page=1&sid=<SID>
{"total": 240, "articles": [{"id": 9, "title": "…", "url": "http://…/gkmlpt/content/0/240/post_9.html",
                             "create_time": 1706659200, "publisher": "…"}]}

Without `category` and `sid` they are taken from the platform's page, where the category of the yearly
reports (or that of `label`) stands in the tree:

    window._CONFIG = {SID: '2', TREE: [{"id": 5, "name": "政府信息公开年报", "children": []}, …], …}
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta, timezone
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

from scraper.jsonlist import plain
from scraper.markup import ListError, absolute, decode, printed_date
from scraper.paging import MOST_PAGES
from scraper.source import Ask, Column, Family, ListPage
from scraper.source import Entry as Item

# Other yearly reports stand in the same tree: 法治政府建设年度报告.
LABEL = "信息公开.*年.?度?报|^(?!.*(?:法|统计|网站|[预决]算|绩效)).*年度报告"
_SID = re.compile(r"[\"']?\bSID[\"']?\s*:\s*[\"']?(\d+)")
# The category that a page of the platform shows.
_SHOWN = re.compile(r"\bCATEGORY[\"']?\s*:\s*[\"']?(\d+)")
_TREE = re.compile(r"[\"']?\bTREE[\"']?\s*:\s*\[")
_NODE = re.compile(r'"id"\s*:\s*"?(\d+)"?\s*,\s*"name"\s*:\s*"([^"]*)"')
_CHINA = timezone(timedelta(hours=8))


def first(column: Column) -> tuple[Ask, ...]:
    if {"category", "sid"} <= column.parameters.keys():
        return (_ask(column, column.parameters, 1),)
    path = urlsplit(column.address).path
    if "/gkmlpt/" in path and "/gkmlpt/api/" not in path:
        return (Ask(column.address),)
    return (Ask(urljoin(column.address, f"{_folder(column)}/gkmlpt/index")),)


def read(column: Column, ask: Ask, body: bytes, charset: str | None) -> ListPage:
    text = decode(body, charset)
    if "/gkmlpt/api/" not in ask.url:
        said = parameters_of(column, text)
        return ListPage((), (_ask(column, said, 2, page=1),))
    query = dict(parse_qsl(urlsplit(ask.url).query))
    category = urlsplit(ask.url).path.rpartition("/")[2]
    answer = _parse(text)
    found = tuple(_items(answer["articles"], ask.url))
    total = answer.get("total")
    page = int(query.get("page", 1))
    pages = -(-total // max(len(found), 1)) if isinstance(total, int) and page == 1 else 1
    said = {"category": category, "sid": query.get("sid", "")}
    numbers = range(2, min(pages, MOST_PAGES) + 1) if found else ()
    more = tuple(_ask(column, said, ask.number + number - 1, page=number) for number in numbers)
    return ListPage(found, more, total if isinstance(total, int) else None)


def parameters_of(column: Column, text: str) -> dict[str, str]:
    """Category and sid out of the script of /gkmlpt/index; `ListError` where they are not there."""
    sid = _SID.search(text)
    if not sid:
        raise ListError("the page of gkmlpt names no SID")
    own = column.parameters.get("category")
    wanted = re.compile(str(column.parameters.get("label", LABEL)))
    shown = _SHOWN.search(text)
    named = (number for number, name in _tree(text) if wanted.search(name))
    category = str(own) if own is not None else next(named, shown[1] if shown else None)
    if category is None:
        raise ListError(f"the tree of gkmlpt has no category like {wanted.pattern}")
    return {"category": category, "sid": sid[1]}


def _parse(text: str) -> dict[str, Any]:
    try:
        answer = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ListError("the answer of the gkmlpt API is not JSON") from error
    if not isinstance(answer, dict) or not isinstance(answer.get("articles"), list):
        raise ListError('the answer of the gkmlpt API has no list "articles"')
    return answer


def _items(articles: list[Any], base: str) -> Iterator[Item]:
    for article in articles:
        if isinstance(article, dict):
            url = absolute(base, str(article.get("url") or article.get("post_url") or ""))
            if url:
                yield Item(url, plain(article.get("title")), _date(article))


def _date(article: Mapping[str, Any]) -> str | None:
    """The day in China, from seconds since 1970 or from a printed date."""
    for key in ("create_time", "display_publish_time", "created_at"):
        value = article.get(key)
        if isinstance(value, int) and 0 < value < 4_102_444_800:
            return datetime.fromtimestamp(value, _CHINA).date().isoformat()
        if isinstance(value, str) and printed_date(value):
            return printed_date(value)
    return None


def _tree(text: str) -> Iterator[tuple[str, str]]:
    """Number and name of every category in the tree, in its order."""
    found = _TREE.search(text)
    if not found:
        return
    try:
        waiting = list(json.JSONDecoder().raw_decode(text, found.end() - 1)[0])
    except (ValueError, RecursionError):
        yield from _NODE.findall(text)
        return
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, dict) and "id" in node:
            yield str(node["id"]), str(node.get("name", ""))
            waiting = [*(node.get("children") or []), *waiting]


def _folder(column: Column) -> str:
    """What stands before /gkmlpt/ in the column's address: the site, or a body's own path on it."""
    return urlsplit(column.address).path.partition("/gkmlpt")[0].rstrip("/")


def _ask(column: Column, said: Mapping[str, object], number: int, *, page: int | None = None) -> Ask:
    path = f"{_folder(column)}/gkmlpt/api/all/{said['category']}"
    return Ask(urljoin(column.address, f"{path}?page={page or number}&sid={said['sid']}"), number)


FAMILY = Family(
    name="gkmlpt",
    title="广东 gkmlpt（南方网集约化）",
    facts="JSON lists; category and sid stand in the script of /gkmlpt/index.",
    first=first,
    read=read,
    article="div.article-content, .content, #zoom",
    parameters={
        "category": "the category's number, 0 for everything (default: what the platform's tree says)",
        "sid": "the site's number (default: what the platform's page says)",
        "label": f"a regular expression for the category's name in the tree (default {LABEL})",
    },
)
