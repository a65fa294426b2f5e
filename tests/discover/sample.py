"""Pieces of invented sites: reports, other news, and a frame around them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from scraper.portal.server import Answer, Request

Reply = Callable[[Request], Answer | None]
BODIES = ("财政局", "教育局", "水利局", "民政局")


@dataclass(frozen=True)
class Layout:
    """A site as path -> body. `address` is where its column begins, `family` how it lists.

    What is no plain page (a redirect, an answer to a posted form) is given by `reply`, which is asked first.
    """

    name: str
    pages: dict[str, str | bytes]
    address: str
    family: str
    reports: frozenset[str] = frozenset()
    also: frozenset[str] = field(default_factory=frozenset)
    reply: Reply | None = None

    @property
    def host(self) -> str:
        return f"{self.name.replace('_', '-')}.layout.test"


Row = tuple[str, str, str]


def titles(
    place: str, years: Iterable[int], form: str = "{body}{year}年政府信息公开工作年度报告"
) -> list[tuple[str, int]]:
    """Titles of the reports of a county's bodies, newest first, with their years."""
    return [
        (form.format(body=place + BODIES[n % len(BODIES)], year=year), year)
        for year in sorted(years, reverse=True)
        for n in range(2)
    ]


def rows(
    place: str, path: Callable[[int, int], str], years: Iterable[int] = range(2017, 2025), **rest: str
) -> list[Row]:
    """Address, title and date of each report; `path(number, year)`."""
    return [
        (path(n, year), title, f"{year + 1}-01-{10 + n % 18}")
        for n, (title, year) in enumerate(titles(place, years, **rest))
    ]


def other(prefix: str, *words: str) -> str:
    """News that are no reports."""
    return "".join(
        f'<li><a href="{prefix}{n}.html">{word}</a><i>2024-05-0{n + 1}</i></li>'
        for n, word in enumerate(words)
    )


NEWS = other(
    "/xw/", "全县防汛工作会议召开", "关于开展安全生产检查的通知", "2024年部门预算公开", "义务教育招生公告"
)


def frame(title: str, inside: str, nav: str = "", side: str = NEWS, foot: str = "") -> str:
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}</title></head><body>"
        f"<div class='banner'><ul class='nav'><li><a href='/'>首页</a></li>{nav}</ul></div>{inside}"
        f"<div class='side'><ul class='hot'>{side}</ul></div><div class='foot'>{foot}样例数据</div>"
        "</body></html>"
    )


def article(title: str) -> str:
    return frame(
        f"{title}-样例",
        f"<div class='article'><h1>{title}</h1><p>{'本年度主动公开政府信息若干条。' * 20}</p></div>",
    )


def with_articles(pages: dict[str, str | bytes], found: Iterable[Row]) -> dict[str, str | bytes]:
    """The pages, and one for every report."""
    return {url: article(title) for url, title, _ in found} | pages


def ul(found: Iterable[Row], css: str = "list") -> str:
    lines = "".join(f"<li><a href='{url}'>{title}</a><span>{day}</span></li>" for url, title, day in found)
    return f"<ul class='{css}'>{lines}</ul>"
