"""A page into a document.

lexbor parses the page once, the article element is cut out, its data tables are walked into grids, and what
is left of it, a few dozen tags, into headings and paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from archive.model import Document, Link, Table
from archive.read import media
from archive.read.article import drop_chrome, drop_invisible, find_article
from archive.read.boilerplate import is_chrome
from archive.read.charset import decode
from archive.read.head import split_head
from archive.read.htmltable import MARK, cut_tables, nodes
from archive.read.lines import Item, clean, compose, line_of, without_repeats
from archive.read.links import file_links
from archive.read.metadata import PAGE_TITLE, Pairs, describe, labelled, stripped_title
from archive.read.printed import is_vague, printed_title
from archive.read.titles import is_title, title_of
from archive.read.trail import TRAIL, above, behind_column, body_over_trail, trail

_OWN_MARKS = "\ue000\ue001\ue002\ue003\ue004"
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = frozenset(
    (*_HEADINGS, "address", "article", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt")
    + ("fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "html", "legend", "li", "main")
    + ("ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul")
)
_TITLES = (
    "h1, .article-title, .article_title, .con-title, .detail-title, .content-title, .news-title, .xl_title, "
    "#title, .arti_title, .title1, .tit, .biaoti, .bt, h2.title, .detail-article-title h2"
)
_SPLIT_NUMBER = re.compile(r"(?<![\d\-—－:：/])\d{1,4}\ue003\d{1,4}(?=\s*[条件项份篇个次宗起例]|[万亿余多])")
_BREAK = "\ue003"
_ARTICLE = "\ue004"
_TAIL = 8
_INDENT = re.compile(
    r"(?<=[。；：！？”）])[ \n]*(?:　{2,}|\xa0{4,})[ \n]*(?=\S)"
    r"|(?<![ \n　])[ \n]*　{2,}(?=[一二三四五六七八九十]{1,3}、)"
)


def read_html(body: bytes, url: str | None = None, content_type: str | None = None) -> Document:
    page = _without_own_marks(decode(body, content_type))
    tree = LexborHTMLParser(page)
    base = _base(tree, url)
    tags = _tags(tree)
    page_title = _page_title(tree)
    drop_invisible(tree)
    titles = [title for node in tree.css(_TITLES) if 4 <= len(title := clean(node.text())) <= 120]
    article = find_article(tree)
    attachments = _attachments(article, base)
    items = _items(article)
    items, head = split_head(items)
    before, lines = _around(tree, article)
    box = (*labelled([*head, *lines]), *_place(page), *_named(page_title))
    about = describe(tags, box, titles=_plausible(titles, page_title, items), page_title=page_title)
    if about.title and (parts := behind_column(about.title, lines)):
        about = replace(about, title=parts[1], site_name=about.site_name or parts[0])
    if not about.site_name:
        about = replace(about, site_name=body_over_trail(before))
    if is_vague(about.title) and (printed := printed_title(before, tree)):
        about = replace(about, title=printed)
    if about.title and (body_above := above(about.title, lines)):
        about = replace(about, title=body_above + about.title)
    return compose(media.HTML, items, about, attachments)


def _around(tree: LexborHTMLParser, article: Sequence[LexborNode]) -> tuple[list[str], list[str]]:
    """Cuts the article out: the lines of the page before it, and all lines around it."""
    for i, node in enumerate(article):
        if node.tag != "body":
            if i == 0:
                node.insert_before(_ARTICLE)
            node.decompose()
    text = tree.body.text(separator="\n") if tree.body else ""
    lines = [clean(line) for line in text.splitlines() if line and not line.isspace()]
    if _ARTICLE not in lines:
        return [], lines
    at = lines.index(_ARTICLE)
    return lines[:at], lines[:at] + lines[at + 1 :]


def _place(page: str) -> Pairs:
    columns = trail(page)
    return ((TRAIL, " > ".join(columns)),) if columns else ()


def _named(page_title: str | None) -> Pairs:
    return ((PAGE_TITLE, stripped_title(page_title, set())),) if page_title else ()


def _without_own_marks(page: str) -> str:
    if not any(mark in page for mark in _OWN_MARKS):  # true of nearly all pages, and told at once
        return page
    return page.translate(dict.fromkeys(map(ord, _OWN_MARKS)))


def _tags(tree: LexborHTMLParser) -> Pairs:
    pairs = []
    for node in tree.css("meta[name][content]"):
        name, content = node.attributes.get("name"), clean(node.attributes.get("content") or "")
        if name and content:
            pairs.append((clean(name), content))
    return tuple(dict.fromkeys(pairs))


def _page_title(tree: LexborHTMLParser) -> str | None:
    node = tree.css_first("title")
    return clean(node.text()) if node is not None else None


def _base(tree: LexborHTMLParser, url: str | None) -> str | None:
    node = tree.css_first("base[href]")
    href = node.attributes.get("href") if node else None
    return urljoin(url or "", href) if href else url


def _attachments(article: Sequence[LexborNode], base: str | None) -> tuple[Link, ...]:
    """Files linked in the article or, in the list many systems put under it, beside it."""
    around: list[LexborNode] = list(article)
    top = article[0] if article else None
    for _ in range(2):
        top = top.parent if top is not None else None
        if (
            top is None
            or top.tag in ("body", "html")
            or _words_of_links(top) > _words_of_links_in(article) + 200
        ):
            break
        around = [top]
    return file_links(around, base)


def _words_of_links(node: LexborNode) -> int:
    return sum(len(a.text()) for a in node.css("a"))


def _words_of_links_in(nodes: Sequence[LexborNode]) -> int:
    return sum(_words_of_links(node) for node in nodes)


def _items(article: Sequence[LexborNode]) -> list[Item]:
    items: list[Item] = []
    for node in article:
        drop_chrome(node)
        tables = cut_tables(node)
        for text, heading in _lines(node):
            items += _marked(text, heading, tables)
    return without_repeats(items)


def _lines(article: LexborNode) -> Iterator[tuple[str, bool]]:
    """The lines of the article, each with whether its element is a heading."""
    line: list[str] = []
    heading, preformatted = False, 0
    for node, opens in _walk(article):
        tag = node.tag
        if node.is_text_node:
            text = node.text_content or ""
            line.append(text.replace("\n", _BREAK) if preformatted else text)
        elif tag == "br":
            line += [_BREAK] * opens
        elif tag in _BLOCKS:
            yield from _broken("".join(line), heading)
            line, heading = [], opens and tag in _HEADINGS
            preformatted += (1 if opens else -1) * (tag == "pre")
    yield from _broken("".join(line), heading)


def _walk(article: LexborNode) -> Iterator[tuple[LexborNode, bool]]:
    """Nodes in order, elements twice: where they open (True) and where they close (False)."""
    waiting: list[tuple[LexborNode, bool]] = [(article, True)]
    while waiting:
        node, opens = waiting.pop()
        yield node, opens
        if opens and node.is_element_node:
            waiting.append((node, False))
            waiting += [(child, True) for child in reversed(nodes(node))]


def _broken(text: str, heading: bool) -> Iterator[tuple[str, bool]]:
    """A line break in prose begins a line, unless it stands inside a number; so does a wide indent inside
    it.
    """
    whole = _SPLIT_NUMBER.sub(lambda match: match[0].replace(_BREAK, ""), _INDENT.sub(_BREAK, text))
    return ((part, heading) for part in whole.split(_BREAK))


def _marked(text: str, heading: bool, tables: Sequence[Table]) -> Iterator[Item]:
    """A line, with the tables whose marks stand in it."""
    for i, piece in enumerate(MARK.split(text)):
        if i % 2:
            yield tables[int(piece)]
        elif clean(piece) and not is_chrome(clean(piece)):
            yield line_of(piece, heading=heading)


def _fuller(titles: Sequence[str], short: str) -> str | None:
    """The printed title that the page's <title> shortens: they end alike, and the printed one says more."""
    end = short[-_TAIL:]
    alike = [title for title in titles if len(title) > len(short) and title.endswith(end) and is_title(title)]
    return max(alike, key=len) if alike and len(end) == _TAIL else None


def _plausible(titles: Sequence[str], page_title: str | None, items: Sequence[Item]) -> list[str]:
    """Titles printed on the page that its <title> or its first line repeats come first, then a lone one."""
    first = title_of(items) or ""
    known = "".join((page_title or "", "\n", first)).replace(" ", "")
    agreeing = [title for title in titles if "".join(title.split()) in known]
    if agreeing:
        joined = "".join(agreeing)  # a title in two lines, each an element of its own
        return [joined if "".join(joined.split()) in known else max(agreeing, key=len)]
    if page_title and (fuller := _fuller(titles, stripped_title(page_title, set()))):
        return [fuller]
    if page_title and is_title(page_title):
        return []
    # Old portals put only the name of the body into <title>.
    sounding = [title for title in titles if is_title(title)]
    return sounding[:1] if page_title else [*titles[:1], first]
