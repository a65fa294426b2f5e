"""Lists that come as JSON: where in it the entries, their parts and the number of pages stand. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from scraper.markup import ListError, absolute, decode, printed_date, squeeze
from scraper.paging import further
from scraper.source import Ask, Column, Entry, ListPage

_CHINA = timezone(timedelta(hours=8))
_HOLE = re.compile(r"\{([\w.]+)\}")
_CALL = re.compile(r"^\s*[\w.$]+\s*\((.*)\)\s*;?\s*$", re.DOTALL)
PARAMETERS = {
    "parameter": "the name of the parameter that holds the page's number",
    "start": "its value on the first page (default 1)",
    "step": "what it grows by from page to page (default 1)",
    "method": '"post" where the server refuses GET, "json" where it wants the parameters posted as JSON',
    "items_at": "where the list stands, as data.list; an empty first part is the whole answer: .",
    "link_at": "the key of an entry's address, or an address with keys in braces: /detail/{id}.html",
    "title_at": "the key of its title (default title)",
    "date_at": "the key of its date, printed or in seconds or milliseconds since 1970 (default date)",
    "total_at": "where the number of all entries stands",
    "pages_at": "where the number of pages stands",
}


@dataclass(frozen=True, slots=True)
class Shape:
    """The places of the parts, as keys with dots between."""

    items: str
    link: str
    title: str = "title"
    date: str = "date"
    total: str = ""
    pages: str = ""

    @classmethod
    def of(cls, column: Column, usual: Shape | None = None) -> Shape:
        """The column's own places, `usual` ones where it names none."""
        own = {name: str(value) for name in cls.__slots__ if (value := column.parameters.get(f"{name}_at"))}
        base = {name: getattr(usual, name) for name in cls.__slots__} if usual else {}
        return cls(**{**base, **own})


Asker = Callable[..., Ask]


def read_shape(
    column: Column, shape: Shape, ask: Ask, body: bytes, charset: str | None, asker: Asker
) -> ListPage:
    """The entries of one JSON list page and what follows; `asker(column, number)` makes the asks."""
    answer = parse(decode(body, charset))
    rows = find(answer, shape.items)
    if not isinstance(rows, list):
        raise ListError(f'the JSON has no list at "{shape.items}"')
    unique = {entry.url: entry for entry in entries_of(rows, shape, ask.url)}
    total = number_of(find(answer, shape.total) if shape.total else None)
    pages = number_of(find(answer, shape.pages) if shape.pages else None)
    if pages is None and total is not None and rows and ask.number == 1:
        pages = -(-total // len(rows))
    more = further(ask, (pages, pages is not None), bool(unique), lambda number: asker(column, number).url)
    return ListPage(
        tuple(unique.values()), tuple(asker(column, a.number, probe=a.probe) for a in more), total
    )


def parse(text: str) -> Any:
    """What the text says: JSON, JSON in a call (JSONP), JSON with a comma too many; else `ListError`."""
    call = _CALL.match(text)
    plain = call[1] if call else text
    for attempt in (plain, re.sub(r",\s*([\]}])", r"\1", plain)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    raise ListError("the answer is not JSON")


def find(answer: Any, place: str) -> Any:
    """The value at `data.list`, or None; "." is the whole answer, and a number counts in a list from 0."""
    for key in place.strip(".").split(".") if place.strip(".") else ():
        if isinstance(answer, Mapping):
            answer = answer.get(key)
        elif isinstance(answer, list) and key.isdigit() and int(key) < len(answer):
            answer = answer[int(key)]
        else:
            return None
    return answer


def number_of(value: Any) -> int | None:
    """A count, printed as a number or as digits."""
    if isinstance(value, bool) or not isinstance(value, int | str) or not str(value)[:12].isdecimal():
        return None
    return int(str(value)[:12])


def entries_of(rows: Iterable[Any], shape: Shape, base: str) -> Iterator[Entry]:
    """The entries of the rows that have an address."""
    for row in rows:
        url = absolute(base, link_of(row, shape.link)) if isinstance(row, Mapping) else None
        if url:
            yield Entry(url, plain(find(row, shape.title)), day(find(row, shape.date)))


def link_of(row: Mapping[str, Any], link: str) -> str:
    """The entry's address: a key's value, or an address with keys filled in; empty where a key is empty."""
    if "{" not in link:
        return str(find(row, link) or "")
    said = {hole: find(row, hole) for hole in _HOLE.findall(link)}
    values = {hole: "" if value is None else str(value) for hole, value in said.items()}
    return _HOLE.sub(lambda hole: values[hole[1]], link) if all(values.values()) else ""


def plain(value: Any) -> str:
    """A title without the tags that mark search hits, and with signs for what is escaped as in HTML."""
    text = str(value or "")
    return squeeze(LexborHTMLParser(text).text() if "<" in text or "&" in text else text)


def day(value: Any) -> str | None:
    """The day in China, from seconds or milliseconds since 1970, or from a printed date."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int):
        seconds = value // 1000 if value > 10**11 else value
        known = 0 < seconds < 4_102_444_800
        return datetime.fromtimestamp(seconds, _CHINA).date().isoformat() if known else None
    return printed_date(str(value))
