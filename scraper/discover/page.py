"""What discovery sees in one answer: links with their words, wherever they are hidden, and report titles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlencode, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from scraper.discover import hints
from scraper.discover.hints import clean
from scraper.discover.leads import Lead
from scraper.discover.signs import first_year, is_body, is_column, is_report, worth, year_of
from scraper.families.jpage import records_of
from scraper.jsonlist import link_of
from scraper.markup import absolute, address_of, base_of, decode, opened, squeeze, title_of

_PLACES = (
    "h1, .crumb, .crumbs, .breadcrumb, .position, .location, .bread, .current,"
    " [class*='dqwz'], [class*='weizhi']"
)
_FEW = 12
_SHELL = 6
_LIBRARY = re.compile(
    r"jquery|bootstrap|swiper|layui|layer\.|vue(?:\.|-)|react|polyfill|analytics|tongji|hm\.js", re.IGNORECASE
)
_DRAWS = re.compile(r"menu|nav|head|top|tree|column|data|common|index|app\.|main\.", re.IGNORECASE)
# What the site's own search is asked for; pages that it answers with are looked through, and no column.
WANTED = "政府信息公开工作年度报告"
SEARCHED = "搜索结果"
_MONTH = re.compile(r"/(?:20\d{2}(?:[/-]?\d{2}){0,2}|art|content|info|detail|news)/?$")


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link: where it leads, what it says, and its element where it is a real one."""

    url: str
    text: str
    node: LexborNode | None = None


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
        return (*self._links(), *self._hidden(), *self._marked(), *self._recorded())

    def _links(self) -> Iterator[Anchor]:
        for node in self.tree.css("a[href], a[onclick], area[href]"):
            if url := address_of(node, self.base):
                yield Anchor(url, words_of(node), node)

    def _hidden(self) -> Iterator[Anchor]:
        for place, text in (*self._frames(), *self._moves(), *hints.drawn(self.text)):
            if url := absolute(self.base, place):
                yield Anchor(url, text)
        for node in self.tree.css("[onclick], [data-href], [data-url]"):
            marks = node.attributes
            value = marks.get("data-href") or marks.get("data-url") or opened(marks.get("onclick") or "")
            if value and (url := absolute(self.base, value)):
                yield Anchor(url, words_of(node))

    def _frames(self) -> Iterator[tuple[str, str]]:
        """Frames, and choices of a <select> that are addresses."""
        for node in self.tree.css("iframe[src], frame[src]"):
            yield node.attributes.get("src") or "", "信息公开"
        for node in self.tree.css("option[value]"):
            place = node.attributes.get("value") or ""
            if re.search(r"/|\.\w?html?$", place):
                yield place, squeeze(node.text())

    def _moves(self) -> Iterator[tuple[str, str]]:
        """Where a page that says hardly anything sends its readers."""
        for node in self.tree.css("meta[http-equiv='refresh' i]"):
            yield (node.attributes.get("content") or "").partition("=")[2].strip("'\" "), "进入首页"
        if moved := hints.moved(self.text):
            yield moved, "进入首页"

    def _marked(self) -> Iterator[Anchor]:
        """Links whose address a script makes of their attributes: <a data-id="35">."""
        made = list(hints.templates(self.scripts))
        for node in self.tree.css("a, li, button") if made else ():
            marks = {key.removeprefix("data-"): value for key, value in node.attributes.items()}
            for template in made:
                if url := absolute(self.base, link_of(marks, template)):
                    yield Anchor(url, words_of(node), node)

    def _recorded(self) -> Iterator[Anchor]:
        records = LexborHTMLParser("\n".join(records_of(self.text)))
        for node in records.css("a[href]"):
            if url := absolute(self.base, node.attributes.get("href")):
                yield Anchor(url, words_of(node))

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
        return is_column(self.led) or any(is_column(title) for title in self.titles)

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
        """What the page's scripts ask, where it shows no reports itself."""
        if self.reports:
            return
        if self.is_named:
            for node in self.tree.css("[data-url], [data-src], [data-api]"):
                marks = node.attributes
                place = marks.get("data-url") or marks.get("data-src") or marks.get("data-api")
                if url := absolute(self.base, place):
                    yield 72, Lead(url, self.led)
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
        yield from ((10, lead) for lead in self._searches())

    def _searches(self) -> Iterator[Lead]:
        """What the site's own search would be asked for."""
        for form in self.tree.css("form"):
            field = form.css_first(
                "input[type='text'][name], input[type='search'][name], input:not([type])[name]"
            )
            url = absolute(self.base, form.attributes.get("action") or self.url)
            if field is None or not url or form.css_first("input[type='password']"):
                continue
            kept = {
                node.attributes["name"] or "": node.attributes.get("value") or ""
                for node in form.css("input[type='hidden'][name]")
            }
            query = urlencode({**kept, field.attributes["name"] or "": WANTED})
            method = "post" if (form.attributes.get("method") or "").lower() == "post" else "get"
            yield Lead(f"{url.partition('?')[0]}?{query}", SEARCHED, method)


def add(group: dict[str, Anchor], anchor: Anchor) -> None:
    """Adds a link by its words; where others have the same words, by its address too."""
    known = group.setdefault(anchor.text, anchor)
    if known.url != anchor.url:
        group[f"{anchor.text} {anchor.url}"] = anchor


def folder_of(url: str) -> str:
    """The folder that an article's list may lie in: /zwgk/nb/202401/t1.html -> /zwgk/nb/"""
    folder = urljoin(url.partition("?")[0], ".")
    while _MONTH.search(folder) and urlsplit(folder).path.count("/") > 1:
        folder = urljoin(folder.rstrip("/"), ".")
    return folder


def place_of(node: LexborNode) -> tuple[str, ...]:
    """The elements around a link, by tag and class."""
    found: list[str] = []
    parent = node.parent
    while parent is not None and len(found) < 4:
        found.append(f"{parent.tag}.{parent.attributes.get('class') or ''}")
        parent = parent.parent
    return tuple(found)


def words_of(node: LexborNode) -> str:
    """A link's words: its text, its title where the text is cut, the alt of its picture."""
    text, title = clean(title_of(node)), clean(node.attributes.get("title") or "")
    if title and (not text or text.endswith(("…", "...")) or (is_report(title) and not is_report(text))):
        return title
    image = node.css_first("img[alt]")
    own = node.attributes.get("value") or node.attributes.get("alt") or ""
    return text or clean((image.attributes.get("alt") or "") if image else own)
