"""大汉 jpaas: the page names a unit, and a call gives the unit's list as HTML inside JSON.

    <script src="…" url="/jpaas-publish-server/front/page/build/unit"
            querydata="{'webId':'a1', 'pageId':'b2', 'parseType':'bulidstatic', 'tagId':'当前栏目_list', …}">
    GET …/unit?webId=a1&pageId=b2&…&paramJson={"pageNo":2,"pageSize":"15"}
    {"success": true, "data": {"html": "<ul><li><a href=\\"/art/…html\\">…</a></li></ul> …"}}

The address is that of the column's page, /col/col77/index.html. Pages are asked for until one is empty, or
as many as the HTML says there are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html import unescape
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from scraper.jsonlist import find, parse
from scraper.markup import ListError, decode, entries
from scraper.paging import count_of, further
from scraper.source import Ask, Column, Family, ListPage

_CALL = re.compile(r"(?<![\w./-])[\w./-]*/front/page/build/unit\b")
_DATA = re.compile(r"querydata\s*=\s*(\"[^\"]*\"|'[^']*')|queryData\s*[:=]\s*(\{[^{}]*\})", re.IGNORECASE)
_PAIR = re.compile(r"[\"'](\w+)[\"']\s*:\s*[\"']([^\"']*)[\"']")
_TOTAL = re.compile(r"\b(?:data-total|totalCount|totalRecord|total|count)[\"']?\s*[=:]\s*[\"']?(\d{1,6})\b")
_SIZE = re.compile(r"\b(?:page_?size|perPage|data-size)[\"']?\s*[=:]\s*[\"']?(\d{1,3})\b", re.IGNORECASE)
_USUAL_SIZE = "15"


def first(column: Column) -> tuple[Ask, ...]:
    return (Ask(column.address),)


def unit_of(text: str) -> tuple[str, dict[str, str]] | None:
    """The call's path and its parameters, as the column's page names them; a unit of a list comes first."""
    call = _CALL.search(text)
    units = [dict(_PAIR.findall(unescape(one or other))) for one, other in _DATA.findall(text)]
    named = [unit for unit in units if "tagId" in unit]
    if not call or not named:
        return None
    return call[0], next((unit for unit in named if "list" in unit["tagId"].lower()), named[-1])


def read(column: Column, ask: Ask, body: bytes, charset: str | None) -> ListPage:
    text = decode(body, charset)
    if not _CALL.search(ask.url):
        unit = unit_of(text)
        if not unit:
            raise ListError("the page names no unit with querydata and its call")
        size = _SIZE.search(text)
        return ListPage((), (_ask(urljoin(ask.url, unit[0]), unit[1], 1, size[1] if size else _USUAL_SIZE),))
    inside = find(parse(text), "data.html")
    if not isinstance(inside, str):
        raise ListError("the answer of the unit has no HTML at data.html")
    found = entries(LexborHTMLParser(inside), column.address, column.item or FAMILY.item, column.date)
    return ListPage(found, _others(column, ask, inside, bool(found)), _number(_TOTAL, inside))


def _others(column: Column, ask: Ask, inside: str, found: bool) -> tuple[Ask, ...]:
    """Asks count from 2, because the column's page was the first."""
    said = dict(parse_qsl(urlsplit(ask.url).query, keep_blank_values=True))
    wanted: Mapping[str, str] = parse(said.pop("paramJson"))
    page, total = int(wanted["pageNo"]), _number(_TOTAL, inside)
    count = (-(-total // int(wanted["pageSize"])), True) if total else count_of(inside, column)
    call = ask.url.partition("?")[0]

    def address(number: int) -> str:
        return _ask(call, said, number, wanted["pageSize"]).url

    asks = further(Ask(ask.url, page, probe=ask.probe), count, found, address)
    return tuple(Ask(one.url, one.number + 1, probe=one.probe) for one in asks)


def _number(words: re.Pattern[str], text: str) -> int | None:
    found = words.search(text)
    return int(found[1]) if found else None


def _ask(call: str, unit: Mapping[str, str], page: int, size: str) -> Ask:
    wanted = json.dumps({"pageNo": page, "pageSize": size}, separators=(",", ":"))
    return Ask(f"{call}?{urlencode({**unit, 'paramJson': wanted})}", page + 1)


FAMILY = Family(
    name="unit",
    title="大汉 jpaas",
    facts="JSON with HTML inside from /jpaas-publish-server/front/page/build/unit.",
    first=first,
    read=read,
    item="li a[href], tr a[href]",
    article="#zoom, .article, .main-txt, .bt_content",
)
