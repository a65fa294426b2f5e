"""The keys of a source file as data: name -> what its value must be. The loader reads nothing else.

A check returns the value as the program wants it, or raises ValueError with the expected form as its message.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from archive.model import KINDS
from scraper.source import Family

Check = Callable[[object], object]

_HOST = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?")
_SPAN = re.compile(r"(\d+(?:\.\d+)?)\s*([smhdw])")
_HOURS = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)")
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}


def text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("text that is not empty")
    return value


def identifier(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[a-z0-9_]+", value):
        raise ValueError("small letters, digits and _ only")
    return value


def host(value: object) -> str:
    if not isinstance(value, str) or not _HOST.fullmatch(value):
        raise ValueError(
            "a host name in small letters such as www.qingdao.gov.cn, without scheme, port or path"
        )
    return value


def hosts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError('a list of host names such as ["file.qingdao.gov.cn"]')
    return tuple(host(item) for item in value)


def region(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"\d{6}", value):
        raise ValueError('a region code of six digits in quotes such as "370200"')
    return value


def address(value: object) -> str:
    parts = urlsplit(value) if isinstance(value, str) else None
    if parts is None or parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
        raise ValueError("an address that begins with http:// or https://")
    return str(value)


def selector(value: object) -> str:
    found = text(value)
    try:
        LexborHTMLParser("<p></p>").css(found)
    except SelectolaxError as error:
        raise ValueError("a CSS selector such as ul.list li a") from error
    return found


def pattern(value: object) -> str:
    found = text(value)
    try:
        re.compile(found)
    except re.error as error:
        raise ValueError("a regular expression") from error
    return found


def span(value: object) -> float:
    """Seconds: "90s", "30m", "12h", "3d", "2w"."""
    found = _SPAN.fullmatch(value) if isinstance(value, str) else None
    if not found:
        raise ValueError('a span of time such as "12h" or "3d"')
    return float(found[1]) * _UNITS[found[2]]


def days(value: object) -> float:
    return span(value) / 86400


def number(low: float, high: float) -> Check:
    def check(value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise ValueError(f"a number between {low:g} and {high:g}")
        return float(value)

    return check


def count(low: int, high: int) -> Check:
    def check(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise ValueError(f"a whole number between {low} and {high}")
        return value

    return check


def flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("true or false")
    return value


def kind(value: object) -> str:
    if value not in KINDS:
        raise ValueError("one of " + ", ".join(KINDS))
    return str(value)


def verified(value: object) -> str:
    """ "never", or the day of the last good crawl; TOML dates are taken too."""
    try:
        return "never" if value == "never" else date.fromisoformat(str(value)).isoformat()
    except ValueError as error:
        raise ValueError('"never" or a date such as "2026-11-23"') from error


def one_of(*words: str) -> Check:
    def check(value: object) -> str:
        if value not in words:
            raise ValueError("one of " + ", ".join(words))
        return str(value)

    return check


def hours(value: object) -> tuple[int, int]:
    """Minutes of the day of "22:00-06:00"."""
    found = _HOURS.fullmatch(value) if isinstance(value, str) else None
    if not found:
        raise ValueError('hours of the day in China such as "22:00-06:00"')
    first, last = (int(found[i]) * 60 + int(found[i + 1]) for i in (1, 3))
    if first == last or last > 24 * 60:
        raise ValueError(
            'hours of the day in China such as "22:00-06:00", the end another than the beginning'
        )
    return first, last


def proxy(value: object) -> str:
    parts = urlsplit(value) if isinstance(value, str) else None
    if parts is None or parts.scheme != "http" or not parts.hostname:
        raise ValueError("the address of an HTTP proxy such as http://127.0.0.1:3128")
    return str(value)


def fields(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not set(value) <= {"title", "date"}:
        raise ValueError('a list of "title" and "date"')
    return tuple(value)


def years(value: object) -> tuple[int, ...]:
    """Years one by one, or "2008-2025"."""
    span_of = re.fullmatch(r"(20\d\d)-(20\d\d)", value) if isinstance(value, str) else None
    if span_of:
        return tuple(range(int(span_of[1]), int(span_of[2]) + 1))
    if not isinstance(value, list) or not all(type(year) is int and 2000 <= year <= 2100 for year in value):
        raise ValueError('a list of years or a span such as "2008-2025"')
    return tuple(value)


def parameter(value: object) -> str | int:
    if isinstance(value, bool) or not isinstance(value, str | int) or value == "":
        raise ValueError("text or a whole number")
    return value


def template(mark: str) -> Check:
    """Part of an address with `mark` in it, where a number goes."""

    def check(value: object) -> str:
        found = text(value)
        if mark not in found:
            raise ValueError(f"part of an address with {mark} in it")
        return found

    return check


def choice(*words: str) -> Check:
    def check(value: object) -> str:
        if value not in words:
            raise ValueError(" or ".join(f'"{word}"' for word in words))
        return str(value)

    return check


# The keys of families whose values must be of a certain form; what the others must be is `parameter`.
FAMILY_KEYS: dict[str, Check] = {
    "second": count(0, 2),
    "start": count(0, 1000),
    "step": count(1, 1000),
    "perpage": count(1, 1000),
    "pages": count(1, 100),
    "since": count(1990, 2100),
    "until": count(1990, 2100),
    "count": pattern,
    "match": pattern,
    "label": pattern,
    "method": choice("get", "post"),
    "json.method": choice("get", "post", "json"),
    "parameter": text,
    "items_at": text,
    "link_at": text,
    "static.page": template("{n}"),
    "yearly.page": template("{year}"),
}


def family_checks(family: Family) -> dict[str, Check]:
    """What the values of a family's own keys must be."""
    return {
        key: FAMILY_KEYS.get(f"{family.name}.{key}") or FAMILY_KEYS.get(key, parameter)
        for key in family.parameters
    }


SITE_KEYS: dict[str, Check] = {
    "id": identifier,
    "host": host,
    "name": text,
    "region": region,
    "body": text,
    "hosts": hosts,
    "delay": number(0, 3600),
    "concurrency": count(1, 32),
    "max_pages": count(1, 10_000_000),
    "max_lists": count(1, 1_000_000),
    "max_bytes": count(1000, 1_000_000_000),
    "max_files": count(0, 1000),
    "max_total_bytes": count(1000, 10**12),
    "timeout": number(1, 600),
    "gone_after": span,
    "hours": hours,
    "proxy": proxy,
    "tls": one_of("modern", "old"),
    "certificate": one_of("verified", "any"),
    "challenge": one_of("off", "run"),
    "reason": text,
    "verified": verified,
    "recorded": count(2000, 2100),
}
SITE_REQUIRED = ("id", "host", "name")

COLUMN_KEYS: dict[str, Check] = {
    "name": text,
    "kind": kind,
    "address": address,
    "family": text,
    "item": selector,
    "date": selector,
    "next": selector,
    "article": selector,
    "titles": pattern,
    "every": days,
    "pictures": flag,
    "browser": flag,
    "min_items": count(0, 1_000_000),
    "max_items": count(0, 1_000_000),
    "filled": fields,
    "years": years,
    "guess": flag,
    "verified": verified,
    "recorded": count(2000, 2100),
}
COLUMN_REQUIRED = ("name", "kind", "address", "family")
