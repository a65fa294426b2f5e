"""What a page's scripts and attributes say of addresses, read without running them. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from json import dumps
from typing import Any
from urllib.parse import urlencode

from scraper.inscript import arguments_at, unescaped
from scraper.markup import squeeze

# What stands between brackets: {id: 12, name: "…", url: "/zwgk/nb/"}, d.add(12, 0, '…', '/zwgk/nb/').
_BRACKETS = re.compile(r"[()\[\]{}<>;]")
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|svg|ico|css|js)(?:\?|$)", re.IGNORECASE)
_STRING = re.compile(r"\"([^\"\\\n]*(?:\\.[^\"\\\n]*)*)\"|'([^'\\\n]*(?:\\.[^'\\\n]*)*)'")
_PLACE = re.compile(
    r"(?:https?:)?/[^\s\"'<>]+|[\w./-]+\.(?:[sj]?html?|jsp|aspx?|php|do|action|json|xml)(?:\?[^\s\"'<>]*)?"
)
_CHINESE = re.compile(r"[一-鿿]{2}")
_MOVES = re.compile(
    r"location(?:\.href)?\s*=\s*[\"']([^\"']{1,300})[\"']|location\.replace\([\"']([^\"']{1,300})[\"']"
)
_ENDPOINT = re.compile(
    r"[\"'`]((?:https?://[\w.:-]+)?/?[\w./-]{0,200}(?:list|search|query|api|label|page|article|data|news|info|content|tree|menu|nav|catalog|column|channel|rest|part|\.json|\.do|\.action|\.[sj]?html?\b|\.jsp|\.aspx?|\.php|\.xml)[^\"'`\s<>\\]{0,300})[\"'`]",
    re.IGNORECASE,
)
_OF_TREES = re.compile(r"tree|menu|nav|catalog|categor|column|channel|lanmu", re.IGNORECASE)
_NO_ENDPOINT = re.compile(r"\.(?:js|css|png|jpe?g|gif|svg|ico|woff2?|map)(?:\?|$)|[{}$]", re.IGNORECASE)
_CONSTANT = re.compile(
    r"\b([A-Za-z_$][\w$]{0,40})[\"']?\s*[=:]\s*(\"[^\"\n]{0,300}\"|'[^'\n]{0,300}'|\d{1,9})\s*[;,\n}]"
)
_PAGED = r"((?:page|p|pageno|page_?num(?:ber)?|page_?index|cur(?:rent)?_?page|pn)=)"
_PAGE_BETWEEN = re.compile(_PAGED + r"[\"'`]\s*\+\s*[\w.$]+\s*\+\s*[\"'`]", re.IGNORECASE)
_PAGE_LAST = re.compile(_PAGED + r"([\"'`])\s*\+\s*[\w.$]+", re.IGNORECASE)
_TEMPLATE = re.compile(
    r"[\"'`]([^\"'`\s<>]{1,200})[\"'`]"
    r"((?:\s*\+\s*\w[\w.$\[\]]{0,60}?\.\w+\b(?![.(])(?:\s*\+\s*[\"'`][^\"'`\s<>]{0,80}[\"'`])?){1,4})"
    r"|`([^`\s<>]{1,300}\$\{[^`\s<>]{1,300})`"
)
_KEYS = re.compile(r"\.(\w+)(?=\s*(?:\+|$))(?:\s*\+\s*[\"'`]([^\"'`\s<>]{0,80})[\"'`])?")
_NUMBERED = re.compile(
    r"\s*(?:javascript:)?\s*(?:return\s+)?([A-Za-z_$][\w$]{0,40})\s*\(\s*(?:(\d{1,9})|[\"']([\w-]{1,40})[\"'])\s*[,)]",
    re.IGNORECASE,
)
_USED = re.compile(r"\s*(?:javascript:)?\s*(?:return\s+)?([A-Za-z_$][\w$]{0,40})\s*\(")
# $(this).data('id'), a.getAttribute("data-id"); and a name for it.
_MARK = re.compile(
    r"(?:\$\(\w+\)|\b[\w.]{1,40})\.(?:data|attr|getAttribute)\(\s*[\"'](?:data-)?(\w{1,40})[\"']\s*\)"
)
_MARKED_NAME = re.compile(rf"\b([A-Za-z_$][\w$]{{0,40}})\s*=\s*{_MARK.pattern}")
_VERB = re.compile(r"(?<![\w$.])([\w$.]{1,60})\.(post|get|getJSON)\s*\(")
_BASE = re.compile(r"base|api|prefix|context|ctx|host|root|server", re.IGNORECASE)
_AJAX = re.compile(r"(?<![\w$])[\w$.]{1,60}\s*\(\s*(?=\{)|\bfetch\s*\(")
_COUNTER = re.compile(r"^(?:page|p|pn|page_?(?:no|num|index|number)|cur(?:rent)?(?:_?page)?)$", re.IGNORECASE)
_SIZE = re.compile(r"^(?:page_?)?(?:size|rows|limit|per_?page)$", re.IGNORECASE)
_DATA = ("data", "body", "params", "where", "queryParams", "query", "param")
_LONGEST = 600_000
_MOST_CALLS = 400
Endpoint = tuple[str, str]


def is_place(text: str) -> bool:
    """Whether a string looks like the address of a page."""
    return bool(_PLACE.fullmatch(text)) and not _PICTURE.search(text)


def clean(text: str) -> str:
    """Text on one line, full-width letters and digits as common ones."""
    return squeeze(unicodedata.normalize("NFKC", text))


def moved(text: str) -> str | None:
    """Where a page that says hardly anything sends its readers by a script."""
    found = _MOVES.search(text) if len(text) < 3000 else None
    return (found[1] or found[2]) if found else None


def drawn(script: str) -> Iterator[tuple[str, str]]:
    """Addresses and names of what a script draws, trees, menus and lists: strings side by side."""
    for piece in _BRACKETS.split(script[:_LONGEST]):
        strings = (
            [unescaped(one or other) for one, other in _STRING.findall(piece[:600])] if len(piece) > 8 else []
        )
        names = [string for string in strings if _CHINESE.search(string)]
        places = [string for string in strings if is_place(string)]
        if names and len(places) == 1:
            yield places[0], clean(names[0])


def constants(text: str) -> dict[str, Any]:
    """What names stand for where a script says so once and for all; the first of them."""
    found: dict[str, Any] = {}
    for name, value in _CONSTANT.findall(text[:_LONGEST]):
        found.setdefault(name, value[1:-1] if value[0] in "\"'" else int(value))
    return found


def folded(text: str) -> str:
    """The text with strings put together: base + '/list?page=' + n becomes '/api/list?page=1'."""
    known = constants(text)
    text = _PAGE_LAST.sub(r"\g<1>1\g<2>", _PAGE_BETWEEN.sub(r"\g<1>1", text[:_LONGEST]))
    text = re.sub(
        r"\b([A-Za-z_$][\w$]{0,40})\s*\+\s*(?=[\"'`])",
        lambda m: f"'{known[m[1]]}' + " if m[1] in known else m[0],
        text,
    )
    text = re.sub(
        r"(?<=[\"'`])\s*\+\s*([A-Za-z_$][\w$]{0,40})\b(?![.(\[])",
        lambda m: f" + '{known[m[1]]}'" if m[1] in known else m[0],
        text,
    )
    text = re.sub(r"\$\{(\w{1,40})\}", lambda m: str(known.get(m[1], m[0])), text)
    return re.sub(r"[\"'`]\s*\+\s*[\"'`]", "", text)


def endpoints(text: str) -> Iterator[tuple[Endpoint, bool]]:
    """Addresses that scripts ask, how (get, post, json), and whether they look like those of a tree."""
    whole = folded(text)
    known = constants(text)
    posted = dict.fromkeys(_based(_posted(whole, known), known))
    bare = {url.partition("?")[0] for url, _ in posted}
    urls = dict.fromkeys(found[1].replace("&amp;", "&") for found in _ENDPOINT.finditer(whole))
    plain = [
        url for url in urls if url not in bare and _PLACE.fullmatch(url) and not _NO_ENDPOINT.search(url)
    ]
    asked = [*posted, *((url, "get") for url in sorted(plain, key=lambda url: "?" not in url))]
    yield from ((one, bool(_OF_TREES.search(one[0].partition("?")[0]))) for one in asked)


def _posted(text: str, known: Mapping[str, Any]) -> Iterator[Endpoint]:
    for call in islice(_VERB.finditer(text), _MOST_CALLS):
        url, *rest = [*arguments_at(text, call.end(), known), None]
        as_json = "$" not in call[1] and "jquery" not in call[1].lower()
        as_json = as_json or "stringify" in text[call.end() : call.end() + 200]
        if isinstance(url, str) and (call[2] == "post" or isinstance(rest[0], dict)):
            yield _endpoint(url, rest[0], as_json=as_json, posted=call[2] == "post")
    for call in islice(_AJAX.finditer(text), _MOST_CALLS):
        first, *rest = [*arguments_at(text, call.end(), known), None]
        options = first if isinstance(first, dict) else rest[0]
        url = first if isinstance(first, str) else options.get("url") if isinstance(options, dict) else None
        if isinstance(options, dict) and isinstance(url, str):
            around = text[call.end() : call.end() + 800]
            as_json = bool(re.search(r"stringify|application/json", around)) or call[0].startswith("axios")
            method = str(options.get("type") or options.get("method") or "get").lower()
            data: Any = next((options[key] for key in _DATA if options.get(key)), {})
            if options.get("page") is True and isinstance(data, dict):
                data = {**data, "page": 1, "limit": 10}
            yield _endpoint(url, data, as_json=as_json, posted=method == "post")


def _based(asked: Iterable[Endpoint], known: Mapping[str, Any]) -> Iterator[Endpoint]:
    """The same below what a client calls its base: {baseURL: '/portal-api'}; and as they are."""
    bases = [v for k, v in known.items() if _BASE.search(k) and re.fullmatch(r"/[\w./-]*\w/?", str(v))]
    for url, method in asked:
        if url.startswith("/"):
            yield from ((base.rstrip("/") + url, method) for base in bases[:2] if not url.startswith(base))
        yield url, method


def _endpoint(url: str, data: Any, *, as_json: bool, posted: bool = True) -> Endpoint:
    """The parameters stand in the address in any case; a page that is not said is the first."""
    pairs = (
        data if isinstance(data, str) else urlencode(dict(_filled(data)) if isinstance(data, dict) else {})
    )
    method = "get" if not posted else "json" if as_json and not isinstance(data, str) else "post"
    return url + (("&" if "?" in url else "?") + pairs if pairs else ""), method


def _filled(data: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in data.items():
        if isinstance(value, str | int) and not isinstance(value, bool):
            yield key, value
        elif isinstance(value, dict):
            yield key, dumps(value, ensure_ascii=False)
        elif value is None and _COUNTER.match(key):
            yield key, 1
        elif value is None and _SIZE.match(key):
            yield key, 20


def templates(text: str) -> Iterator[str]:
    """Addresses that scripts put together from a part of a row: '/detail/' + row.id -> /detail/{id}

    Of several parts, too: '/art/' + row.column + '/' + row.id -> /art/{column}/{id}
    An attribute is a part: '/list?id=' + $(this).data('id') -> /list?id={id}
    """
    for name, key in _MARKED_NAME.findall(text):
        text = re.sub(rf"\+\s*{re.escape(name)}\b(?!\()", f"+ _.{key}", text)
    text = _MARK.sub(r"_.\1", text)
    for found in _TEMPLATE.finditer(folded(text) if "+" in text or "${" in text else ""):
        if found[1]:
            whole = found[1] + "".join(f"{{{key}}}{after}" for key, after in _KEYS.findall(found[2]))
        else:
            whole = re.sub(r"\$\{[\w.$]{1,60}?\.(\w+)\}", r"{\1}", found[3])
        if re.match(r"(?:https?://|\.{0,2}/|[\w/-]+[./?])[^{$]*\{\w", whole) and "$" not in whole:
            yield whole


def turned(text: str, call: str) -> str | None:
    """The address that a pager's call opens: page(2), with function page(n) { location = '/nb?p=' + n }."""
    name, number, inside = _function(text, call)
    place = re.search(
        rf"[\"']([^\"'\s<>]{{0,200}})[\"']\s*\+\s*{name}\b(?:\s*\+\s*[\"']([^\"'\s<>]{{0,80}})[\"'])?",
        inside,
    )
    address = f"{place[1]}{number}{place[2] or ''}" if place else ""
    return address if re.search(r"[/?.]", address) else None


def filled(text: str, call: str) -> str | None:
    """The name of the field that a pager's call fills: function page(n) { form.pageNo.value = n; … }"""
    name, _, inside = _function(text, call)
    found = re.search(rf"[.#\"'](\w+)[\"'\])]*\.(?:value\s*=\s*|val\(\s*){name}\b", inside)
    return found[1] if found else None


def asked_by(text: str, call: str) -> Iterator[str]:
    """What a call in an attribute opens or asks: show(this, '0307', 1), by what the function makes of it."""
    if place := turned(text, call):
        yield place
    used = _USED.match(call)
    names, inside = _body(text, used[1]) if used else ((), "")
    if used and names:
        given = dict(zip(names, arguments_at(call, used.end()), strict=False))
        known = {name: value for name, value in given.items() if value is not None}
        yield from (url for url, _ in _posted(inside, known))


def _function(text: str, call: str) -> tuple[str, str, str]:
    """Of a call with a number or a word: the parameter's name, what is given, and what the function does."""
    used = _NUMBERED.match(call)
    names, inside = _body(text, used[1]) if used else ((), "")
    return (names[0], used[2] or used[3], inside) if used and names else ("-", "", "")


def _body(text: str, name: str) -> tuple[tuple[str, ...], str]:
    """The names of a function's parameters, and the beginning of what it does."""
    made = re.search(
        rf"\b{re.escape(name)}\s*(?:=\s*(?:async\s+)?function)?\s*\(\s*([\w$,\s]{{1,80}})\)\s*(?:=>\s*)?\{{",
        text,
    )
    names = tuple(re.split(r"\s*,\s*", made[1].strip())) if made else ()
    return names, text[made.end() : made.end() + 800] if made else ""


def written(text: str) -> str:
    """The HTML that a script writes: its strings that hold tags, one behind the other."""
    strings = (unescaped(one or other) for one, other in _STRING.findall(text[:_LONGEST]))
    return "".join(string for string in strings if "<" in string or ">" in string)
