"""Lists of reports in JSON answers and in scripts: where the rows stand and what their keys are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from scraper.discover.leads import Lead
from scraper.discover.recognise import Proposal
from scraper.discover.signs import is_report
from scraper.inscript import tables
from scraper.jsonlist import day, find, link_of, number_of, parse, plain
from scraper.markup import ListError
from scraper.source import Parameter

_DEEPEST = 8
_INTERFACE = re.compile(r"api|gateway|list|page|query|search|tree|\.json", re.IGNORECASE)
_NAME = re.compile(r"name|title|text|label", re.IGNORECASE)
_ADDRESS = re.compile(
    r"(?:https?:)?//?[\w#][^\s<>\"']*"
    r"|\.{0,2}[\w/-]+\.(?:[sj]?html?|jsp|aspx?|php|do|pdf|docx?)(?:\?\S*)?",
    re.IGNORECASE,
)
_PAGE = re.compile(
    r"^(?:page|p|pn|pi|cur|current|pageno|pageno0|page_?index|page_?num(?:ber)?|cur_?page|current_?page)$",
    re.IGNORECASE,
)


def propose_json(lead: Lead, text: str, templates: Iterable[str] = ()) -> Proposal | None:
    """The family and keys of a JSON list with at least two yearly reports; None where it is none.

    `templates` are addresses that the site's scripts make of a row's parts, for rows that have no address.
    """
    try:
        answer = parse(text)
    except ListError:
        return None
    for place, rows in _lists(answer, ""):
        if keys := _keys(rows, templates):
            return _proposal(lead, answer, place, keys)
    return None


def propose_script(url: str, text: str, templates: Iterable[str] = ()) -> Proposal | None:
    """The array or call in a script that lists at least two yearly reports, the one with most of them."""
    found = [
        (sum(is_report(plain(row.get(str(keys["title_at"])))) for row in rows), name, keys)
        for name, rows in tables(text)
        if (keys := _keys(rows, templates))
    ]
    if not found:
        return None
    _, name, keys = max(found, key=lambda one: one[0])
    return Proposal(url, "script", parameters={"items_at": name, **keys}) if name else None


def _keys(rows: Sequence[Mapping[str, Any]], templates: Iterable[str]) -> dict[str, Parameter]:
    """The keys of title, address and date in rows that list reports; empty where they do not."""
    names = dict.fromkeys(key for row in rows[:20] for key in row)
    titled = next((key for key in names if sum(is_report(plain(row.get(key))) for row in rows) > 1), None)
    fit = [t for t in templates if all(hole in names for hole in re.findall(r"\{(\w+)\}", t))]
    made = iter(sorted(fit, key=lambda template: bool(_INTERFACE.search(template))))
    link = next((key for key in names if any(_is_address(row.get(key)) for row in rows)), None) or next(
        made, None
    )
    if not titled or not link:
        return {}
    keys: dict[str, Parameter] = {"link_at": link, "title_at": titled}
    if date := next((k for k in names if k != titled and any(_is_date(k, row.get(k)) for row in rows)), None):
        keys["date_at"] = date
    return keys


def _proposal(lead: Lead, answer: Any, place: str, own: Mapping[str, Parameter]) -> Proposal:
    url = lead.url
    if "/igs/front/search/" in url and place == "page.content":
        return Proposal(without_page(url, "pageNumber"), "igs")
    if "/was5/web/search" in url and place == "docs":
        return Proposal(without_page(url, "page"), "was")
    said = dict(parse_qsl(urlsplit(url).query, True))
    name = next((key for key in said if _PAGE.match(key)), "page")
    keys: dict[str, Parameter] = {"parameter": name, "items_at": place or ".", **own}
    if said.get(name) == "0":
        keys["start"] = 0
    if lead.method != "get":
        keys["method"] = lead.method
    if total := _total(answer, place):
        keys["total_at"] = total
    return Proposal(without_page(url, name), "json", parameters=keys)


def nodes_of(text: str, templates: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Addresses and names of the nodes of a tree or menu in JSON, as they stand or as scripts make them."""
    try:
        found = list(_objects(parse(text), 0))
    except ListError:
        return
    for node in found:
        words = [value for key, value in node.items() if isinstance(value, str) and _NAME.search(key)]
        places = [value for value in node.values() if _is_address(value)]
        places += [link_of(node, template) for template in templates]
        if words:
            yield from ((place, words[0]) for place in places if place)


def _objects(answer: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if isinstance(answer, dict):
        yield answer
    if isinstance(answer, dict | list) and depth < _DEEPEST:
        for part in answer.values() if isinstance(answer, dict) else answer:
            yield from _objects(part, depth + 1)


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
    return isinstance(value, str) and bool(_ADDRESS.fullmatch(value))


def _is_date(key: str, value: Any) -> bool:
    named = re.search(r"date|time|日期|^at$|^\d+$", key, re.IGNORECASE)
    return bool(named) and day(value if not isinstance(value, int) or value > 10**8 else None) is not None


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
