"""Which of its two languages the site speaks to a reader."""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie
from typing import Literal, TypeGuard

Language = Literal["zh", "en"]
LANGUAGES = ("zh", "en")
COOKIE = "gongkai_lang"


def is_language(word: str | None) -> TypeGuard[Language]:
    return word in LANGUAGES


def preferred(accept: str) -> Language:
    """The better liked of our languages in an Accept-Language header; Chinese where it names neither."""
    best: Language = "zh"
    weight = 0.0
    for entry in accept.split(","):
        tag, _, parameter = entry.strip().partition(";")
        name = tag.strip().lower().split("-")[0]
        liking = _quality(parameter)
        if is_language(name) and liking > weight:
            best, weight = name, liking
    return best


def _quality(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0


def from_headers(headers: dict[str, str]) -> Language:
    """What the reader chose before (cookie), else what the browser asks for."""
    try:
        cookie = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        cookie = None
    if cookie and is_language(cookie.value):
        return cookie.value
    return preferred(headers.get("accept-language", ""))
