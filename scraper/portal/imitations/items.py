"""What every imitation lists: 53 items of an invented county, newest first, every tenth with a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from urllib.parse import urljoin

from scraper.portal.places import SAMPLE
from scraper.portal.server import Answer, Request

_BODIES = ("澜溪县人民政府", "澜溪县财政局", "澜溪县教育局", "澜溪县水利局")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing a site lists; `year` is the year it reports on."""

    number: int
    title: str
    day: date
    year: int

    @property
    def attached(self) -> bool:
        return self.number % 10 == 0


def _items() -> tuple[Item, ...]:
    found = []
    for number in range(1, 54):
        year = 2008 + (number - 1) // 3
        body = _BODIES[number % len(_BODIES)]
        day = date(year + 1, 1, 12) + timedelta(days=number % 9)
        found.append(Item(number, f"{body}{year}年政府信息公开工作年度报告", day, year))
    return tuple(reversed(found))


ITEMS = _items()


@dataclass(frozen=True, slots=True)
class Imitation:
    """`path` gives the place of an item, `file` what its page links to, relative to the page."""

    name: str
    path: Callable[[Item], str]
    lists: Callable[[Request], Answer | None]
    file: Callable[[Item], str] | None = None

    @property
    def host(self) -> str:
        return f"{self.name.replace('_', '-')}.imitation.test"

    def address(self, item: Item) -> str:
        return f"http://{self.host}{self.path(item)}"

    def file_address(self, item: Item) -> str:
        return urljoin(self.address(item), self.file(item) if self.file else "")

    def key(self, request: Request) -> str:
        query = "&".join(f"{name}={value}" for name, value in request.query.items())
        return f"http://{self.host}{request.path}" + (f"?{query}" if query else "")

    def addresses(self) -> set[str]:
        """Every page and file that a crawl must find."""
        files = {self.file_address(item) for item in ITEMS if item.attached} if self.file else set()
        return {self.address(item) for item in ITEMS} | files


def html(text: str) -> Answer:
    return Answer(200, text.encode(), {"Content-Type": "text/html; charset=utf-8"})


def pages(size: int, items: Sequence[Item] = ITEMS) -> list[Sequence[Item]]:
    """The items in list pages."""
    return [items[start : start + size] for start in range(0, len(items), size)]


def rows(path: Callable[[Item], str], items: Sequence[Item]) -> str:
    """Lines of a list as most sites write them."""
    return "\n".join(
        f'<li><a href="{escape(path(item))}" title="{item.title}">{item.title[:18]}…</a>'
        f"<span>{item.day}</span></li>"
        for item in items
    )


def list_page(inside: str, script: str = "") -> Answer:
    """A list page with a navigation and a sidebar that lead elsewhere."""
    return html(
        f"""<!DOCTYPE html><html><head><title>政府信息公开年报-澜溪县人民政府</title></head><body>
<ul class="nav"><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a></li></ul>
<div class="main"><div class="crumb">当前位置：<a href="/">首页</a> &gt; 政府信息公开年报</div>
{inside}</div><div class="side"><ul><li><a href="/zt/">专题专栏</a></li></ul></div>
<script>{script}</script><p>{SAMPLE}</p></body></html>"""
    )


def item_page(one: Imitation, item: Item) -> bytes:
    link = f'<p>附件：<a href="{escape(one.file(item))}">统计表</a></p>' if item.attached and one.file else ""
    return f"""<!DOCTYPE html><html><head><title>{item.title}</title>
<meta name="ArticleTitle" content="{item.title}"><meta name="PubDate" content="{item.day} 09:00"></head><body>
<ul class="nav"><li><a href="/">首页</a></li></ul><div class="article" id="zoom"><h1>{item.title}</h1>
<p>{item.year}年，本机关主动公开政府信息{item.number * 7}条，收到公开申请{item.number % 13}件，均已答复。</p>
{link}</div><p>{SAMPLE}</p></body></html>""".encode()
