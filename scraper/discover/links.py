"""Links of a page, wherever they hide: elements, clicks, attributes, scripts, records."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from scraper.discover import hints
from scraper.discover.hints import clean
from scraper.discover.signs import is_report
from scraper.families.jpage import records_of
from scraper.jsonlist import link_of
from scraper.markup import absolute, address_of, opened, squeeze, title_of

_MONTH = re.compile(r"/(?:20\d{2}(?:[/-]?\d{2}){0,2}|art|content|info|detail|news)/?$")
# Attributes that hold no address for a script to open.
_CLICKABLE = "a, li, button, option, input[onclick], div, span, td, p, dd, img[onclick]"
_PLAIN = {"href", "src", "style", "class", "id", "title", "alt", "onclick", "name", "target", "value"}


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link: where it leads, what it says, and its element where it is a real one."""

    url: str
    text: str
    node: LexborNode | None = None


def links_of(tree: LexborHTMLParser, base: str, text: str, scripts: str) -> Iterator[Anchor]:
    """Links in <a> and <area>, then those that only a reader of scripts finds."""
    for node in tree.css("a[href], a[onclick], area[href]"):
        if url := address_of(node, base):
            yield Anchor(url, words_of(node), node)
    for place, words in (
        *_frames(tree),
        *_moves(tree, text),
        *hints.drawn(scripts),
        *_clicked(tree, scripts),
    ):
        if url := absolute(base, place):
            yield Anchor(url, words)
    records = LexborHTMLParser("\n".join(records_of(text)))
    for node in records.css("a[href]"):
        if url := absolute(base, node.attributes.get("href")):
            yield Anchor(url, words_of(node))


def _frames(tree: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    """Frames, and choices of a <select> that are addresses."""
    for node in tree.css("iframe[src], frame[src], object[data], embed[src]"):
        place = node.attributes.get("src") or node.attributes.get("data") or ""
        if not re.search(r"\.(?:swf|mp4|pdf)$", place, re.IGNORECASE):
            yield place, "信息公开"
    for node in tree.css("option[value]"):
        place = node.attributes.get("value") or ""
        if re.search(r"/|\.\w?html?$", place):
            yield place, squeeze(node.text())


def _moves(tree: LexborHTMLParser, text: str) -> Iterator[tuple[str, str]]:
    """Where a page that says hardly anything sends its readers."""
    for node in tree.css("meta[http-equiv='refresh' i]"):
        yield (node.attributes.get("content") or "").partition("=")[2].strip("'\" "), "进入首页"
    if moved := hints.moved(text):
        yield moved, "进入首页"


def _clicked(tree: LexborHTMLParser, scripts: str) -> Iterator[tuple[str, str]]:
    """What a click opens: <a onclick="go('/nb/')">, <a data-id="35">, <li data-link="/nb/">, show('0307')."""
    made = list(hints.templates(scripts))
    for node in tree.css(_CLICKABLE):
        marks = node.attributes
        call = f"{marks.get('onclick') or ''} {marks.get('href') or ''}"
        places = [opened(call), *(hints.asked_by(scripts, call) if "(" in call else ())]
        own = {key.removeprefix("data-"): value or "" for key, value in marks.items()}
        places += [link_of(own, template) for template in made]
        places += [value for key, value in own.items() if key not in _PLAIN and hints.is_place(value)]
        yield from ((place, words_of(node)) for place in dict.fromkeys(places) if place)


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
