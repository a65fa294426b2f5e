"""What discovery sees in one answer: links with their words, wherever they are hidden, and report titles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlencode

from selectolax.lexbor import LexborHTMLParser, LexborNode

from scraper.discover import hints
from scraper.discover.hints import clean
from scraper.discover.leads import Lead
from scraper.discover.links import Anchor, add, folder_of, links_of, place_of
from scraper.discover.signs import first_year, is_body, is_column, is_report, worth, year_of
from scraper.markup import absolute, base_of, decode

_PLACES = (
    "h1, .crumb, .crumbs, .breadcrumb, .position, .location, .bread, .current,"
    " [class*='dqwz'], [class*='weizhi']"
)
_TEXTS = "input[type='text'][name], input[type='search'][name], input:not([type])[name]"
_YEAR_FIRST = re.compile(r"^20[0-3]\d\s*年度?")
_FEW = 12
_SHELL = 6
_LIBRARY = re.compile(
    r"jquery|bootstrap|swiper|layui|layer\.|vue(?:\.|-)|react|polyfill|analytics|tongji|hm\.js", re.IGNORECASE
)
_DRAWS = re.compile(r"menu|nav|head|top|tree|column|data|common|index|app\.|main\.", re.IGNORECASE)
# What the site's own search is asked for; pages that it answers with are looked through, and no column.
WANTED = "政府信息公开工作年度报告"
SEARCHED = "搜索结果"


@dataclass
class Page:
    """An answer with HTML. `led` are the words of the link that led here."""

    url: str
    body: bytes
    charset: str | None = None
    led: str = ""
    text: str = field(init=False)
    tree: LexborHTMLParser = field(init=False)

    def __post_init__(self) -> None:
        self.text = decode(self.body, self.charset)
        self.tree = LexborHTMLParser(self.text)

    @cached_property
    def base(self) -> str:
        return base_of(self.tree, self.url)

    @cached_property
    def anchors(self) -> tuple[Anchor, ...]:
        """Links in <a>, <area>, <iframe>, <option>, onclick, what scripts make of attributes, and jpage's
        records, in this order.
        """
        return tuple(links_of(self.tree, self.base, self.text, self.scripts))

    @cached_property
    def reports(self) -> tuple[Anchor, ...]:
        """Links that are titles of yearly reports, each address once."""
        found = {a.url: a for a in reversed(self.anchors) if is_report(a.text)}
        return tuple(reversed(found.values()))

    @cached_property
    def years(self) -> dict[int, Anchor]:
        """Links that say a year and hardly more, newest first."""
        found = {year: a for a in reversed(self.anchors) if (year := year_of(a.text))}
        return dict(sorted(found.items(), reverse=True))

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """What the page calls itself: ColumnName, parts of <title>, headings, the end of the breadcrumb."""
        title = self.tree.css_first("title")
        parts = re.split(r"[-_|—–>»]", title.text()) if title else []
        heads = [node.text() for node in self.tree.css(_PLACES)[:8]]
        ends = [re.split(r"[>»/：:]", head)[-1] for head in heads]
        meta = [node.attributes.get("content") or "" for node in self.tree.css("meta[name='ColumnName']")]
        return tuple(clean(part) for part in (*meta, *parts, *ends) if part.strip())

    @property
    def is_named(self) -> bool:
        """Whether it is called a column of yearly reports, by itself or by the link that led here."""
        return is_column(self.led) or any(is_column(title) for title in self.titles) or self.is_of_a_year

    @property
    def is_of_a_year(self) -> bool:
        """Whether it is called the column of one year, and leads to other years: 2024年政府信息公开年报."""
        names = (_YEAR_FIRST.sub("", title) for title in self.titles)
        return len(self.years) > 1 and len(self.reports) > 1 and any(is_column(name) for name in names)

    @property
    def has_a_block(self) -> bool:
        """Whether only the heading of a block is so called: the column is behind its 更多."""
        heads = any(is_column(clean(node.text())) for node in self.tree.css("h2, h3, h4, .title, .tit"))
        return heads and not self.is_named

    @property
    def is_report(self) -> bool:
        """Whether the page is one report, not a list of them."""
        title = self.tree.css_first("title")
        head = self.tree.css_first("h1")
        meta = self.tree.css_first("meta[name='ArticleTitle' i]")
        parts = re.split(r"[-_|—–>»]", title.text()) if title else []
        parts += [head.text()] if head else []
        parts += [meta.attributes.get("content") or ""] if meta else []
        return any(is_report(clean(part)) for part in parts)

    @cached_property
    def bodies(self) -> dict[str, Anchor]:
        """Links that say the name of a public body, by their words."""
        found: dict[str, Anchor] = {}
        for anchor in self.anchors:
            if anchor.node is not None and is_body(anchor.text):
                add(found, anchor)
        return found

    @cached_property
    def siblings(self) -> tuple[dict[str, Anchor], ...]:
        """Links that hang in the same kind of place, the largest groups first: likely the items of a list."""
        groups: dict[tuple[str, ...], dict[str, Anchor]] = {}
        for anchor in self.anchors:
            if anchor.node is not None and anchor.text:
                add(groups.setdefault(place_of(anchor.node), {}), anchor)
        return tuple(sorted((g for g in groups.values() if len(g) > 2), key=len, reverse=True))

    @property
    def are_years_reports(self) -> bool:
        """Whether its reports are named by years alone, so that each may be a list of its own."""
        years = {anchor.url for anchor in self.years.values()}
        return len(self.reports) > 1 and all(anchor.url in years for anchor in self.reports)

    @property
    def is_of_one_year(self) -> bool:
        """Whether its reports are all for one year, while links lead to others."""
        return len(self.years) > 1 and len({first_year(a.text) for a in self.reports}) < 2

    @property
    def is_shell(self) -> bool:
        """Whether hardly anything stands in it before its scripts have run."""
        return len([anchor for anchor in self.anchors if anchor.node is not None]) < _SHELL

    def leads(self) -> Iterator[tuple[int, Lead]]:
        """Where to look next, with points."""
        for anchor in self.anchors:
            if points := worth(anchor.text, anchor.url):
                yield points, Lead(anchor.url, anchor.text)
        if len(self.anchors) < _FEW:
            yield from ((8, Lead(anchor.url, anchor.text)) for anchor in self.anchors)
        for report in self.reports[:3]:
            yield 56, Lead(folder_of(report.url))
        if self.has_a_block:
            for anchor in self.anchors:
                if re.match(r"更多|more|>>|查看", anchor.text, re.IGNORECASE):
                    yield 74, Lead(anchor.url)
        if self.is_named and not self.reports:
            for year, anchor in list(self.years.items())[:1]:
                yield 97, Lead(anchor.url, f"{year}")
        yield from self._asked()
        yield from self._referred()

    @cached_property
    def scripts(self) -> str:
        """The page's own scripts, and what attributes say in their manner."""
        options = (node.attributes.get("data-options") or "" for node in self.tree.css("[data-options]"))
        return "\n".join([*(node.text() for node in self.tree.css("script")), *options])

    def _asked(self) -> Iterator[tuple[int, Lead]]:
        """What the page's scripts and forms ask, where it shows no reports itself."""
        if self.reports:
            return
        if self.is_named:
            for node in self.tree.css("[data-url], [data-src], [data-api]"):
                marks = node.attributes
                place = marks.get("data-url") or marks.get("data-src") or marks.get("data-api")
                if url := absolute(self.base, place):
                    yield 72, Lead(url, self.led)
            yield from ((60, lead) for lead in self._sent(self.led))
        for (place, method), of_a_tree in hints.endpoints(self.scripts):
            if url := absolute(self.base, place):
                named = self.is_named and not (of_a_tree and method == "get")
                yield 70 if named else 42 if of_a_tree else 24, Lead(url, self.led if named else "", method)

    def _referred(self) -> Iterator[tuple[int, Lead]]:
        """Feeds, scripts that may draw what is missing, and last of all the site's own search."""
        for node in self.tree.css("link[type*='rss' i][href], link[type*='atom' i][href]"):
            if url := absolute(self.base, node.attributes.get("href")):
                yield 68 if self.is_named else 20, Lead(url, self.led if self.is_named else "")
        for node in self.tree.css("script[src]"):
            place = node.attributes.get("src") or ""
            url = absolute(self.base, place)
            if url and not _LIBRARY.search(place):
                drawing = self.is_shell or self.is_named and not self.reports
                yield 45 if drawing else 12 + 20 * bool(_DRAWS.search(place)), Lead(url, self.url)
        yield from ((10, lead) for lead in self._sent(SEARCHED))

    def _sent(self, words: str) -> Iterator[Lead]:
        """What the page's forms would be asked for: a search for reports where a text is wanted."""
        for form in self.tree.css("form"):
            field = form.css_first(_TEXTS)
            url = absolute(self.base, form.attributes.get("action") or self.url)
            if not url or form.css_first("input[type='password']") or (field is None and words == SEARCHED):
                continue
            fields = {node.attributes["name"] or "": value_of(node) for node in form.css("[name]")}
            if field is not None:
                fields[field.attributes["name"] or ""] = WANTED if words == SEARCHED else ""
            method = "post" if (form.attributes.get("method") or "").lower() == "post" else "get"
            yield Lead(f"{url.partition('?')[0]}?{urlencode(fields)}", words, method)


def value_of(field: LexborNode) -> str:
    """What a form sends of a field that nobody touched."""
    chosen = field.css_first("option[selected]") or field.css_first("option")
    return (chosen or field).attributes.get("value") or ""
