"""Lists of reports in JSON answers: where the rows stand and what their keys are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from scraper.discover.recognise import Proposal
from scraper.discover.signs import is_report
from scraper.jsonlist import day, find, number_of, parse, plain
from scraper.markup import ListError
from scraper.source import Parameter

_DEEPEST = 8
_PAGE = re.compile(
    r"^(?:page|p|pn|pi|cur|current|pageno|pageno0|page_?index|page_?num(?:ber)?|cur_?page|current_?page)$",
    re.IGNORECASE,
)


def propose_json(url: str, text: str) -> Proposal | None:
    """The family and keys of a JSON list with at least two yearly reports; None where it is none."""
    try:
        answer = parse(text)
    except ListError:
        return None
    for place, rows in _lists(answer, ""):
        titled = next(
            (key for key in rows[0] if sum(is_report(plain(row.get(key))) for row in rows) > 1), None
        )
        link = next((key for key, value in rows[0].items() if _is_address(value)), None)
        if titled and link:
            return _proposal(url, answer, place, titled, link, rows[0])
    return None


def _proposal(url: str, answer: Any, place: str, title: str, link: str, row: dict[str, Any]) -> Proposal:
    if "/igs/front/search/" in url and place == "page.content":
        return Proposal(without_page(url, "pageNumber"), "igs")
    if "/was5/web/search" in url and place == "docs":
        return Proposal(without_page(url, "page"), "was")
    name = next((key for key, _ in parse_qsl(urlsplit(url).query, True) if _PAGE.match(key)), "page")
    keys: dict[str, Parameter] = {
        "parameter": name,
        "items_at": place or ".",
        "link_at": link,
        "title_at": title,
    }
    if dict(parse_qsl(urlsplit(url).query, True)).get(name) == "0":
        keys["start"] = 0
    if date := next((key for key, value in row.items() if _is_date(key, value)), None):
        keys["date_at"] = date
    if total := _total(answer, place):
        keys["total_at"] = total
    return Proposal(without_page(url, name), "json", parameters=keys)


def without_page(url: str, name: str) -> str:
    parts = urlsplit(url)
    kept = [piece for piece in parts.query.split("&") if piece and piece.partition("=")[0] != name]
    return parts._replace(query="&".join(kept)).geturl()


def _lists(answer: Any, place: str) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Lists of objects with two rows or more, and where they stand."""
    if isinstance(answer, list) and len(answer) > 1 and all(isinstance(row, dict) for row in answer):
        yield place, answer
    elif isinstance(answer, dict) and place.count(".") < _DEEPEST:
        for key, value in answer.items():
            yield from _lists(value, f"{place}.{key}" if place else str(key))


def _is_address(value: Any) -> bool:
    return isinstance(value, str) and bool(re.match(r"https?://|/\w", value))


def _is_date(key: str, value: Any) -> bool:
    return bool(re.search(r"date|time|日期", key, re.IGNORECASE)) and day(value) is not None


def _total(answer: Any, place: str) -> str | None:
    """A number called total or count in the object that holds the list, or around it."""
    parts = place.split(".")
    for depth in range(len(parts), -1, -1):
        around = ".".join(parts[:depth])
        held = find(answer, around or ".")
        for key in held if isinstance(held, dict) else ():
            if re.fullmatch(r"total\w*|count|records?|rows?count", key, re.IGNORECASE) and number_of(
                held[key]
            ):
                return f"{around}.{key}" if around else key
    return None
