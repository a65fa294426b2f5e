"""The element that holds the article, found in a lexbor tree: by the containers content systems use, else
by density.

TRS writes .TRS_Editor, 大汉 #zoom between meta marks ContentStart and ContentEnd, 博达 #vsb_content, others
a class of their own; on an unknown layout the way goes down from <body> as long as one child holds most of
the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from archive.read.lines import clean
from archive.read.links import is_file
from archive.read.titles import is_title

CONTAINERS = (
    ".TRS_UEDITOR",
    ".TRS_Editor",
    ".trs_editor_view",
    "#zoom",
    "#Zoom",
    "#vsb_content, #vsb_content_2, #vsb_content_4, #vsb_content_500, #vsb_content_501, .v_news_content",
    ".article-content, .article_content, .articleContent, #articleContent, .article-con, .article_con",
    "#UCAP-CONTENT, .pages_content, .gsj_xxgk_content, .xxgk_content, .newscontent, .news_content",
    ".content-txt, .main-txt, .xl_content, .detail-content, .detail_content, .info-content, .wzcon",
    ".TRS_PreAppend",
    ".j-fontContent, .conTxt, .zw, #artibody, #fontzoom, #fontinfo, #textArea, #NewsContent, #newscontent",
    "article",
    ".article, .content, #content, .Article_content",
)
_NEVER = "script, style, noscript, template, svg, canvas, audio, video, input, select, textarea, button"
_CHROME = (
    "nav, footer, header, .footer, #footer, .header, #header, .nav, #nav, .crumb, .crumbs, .breadcrumb, "
    ".share, .bdsharebuttonbox, .bdshare, .article-share, .article-zoom, .article-priter, .ewm, .qrcode, "
    "#qrcode, .erweima, .sidebar, .pagination, .hidden, .hide"
)
_MAYBE_HIDDEN = "[style*='none'], [style*='NONE'], [style*='hidden'], [hidden]"
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_SECTIONS = ("article", "section", "main")
_TABLE_PARTS = ("table", "tbody", "tr")
_BLOCKS = frozenset(("div", "section", "article", "main", "form", "center", "td", *_TABLE_PARTS))
_LINE_BLOCKS = frozenset(("div", "p", "table", "td", "center", "li"))
_PUNCTUATION = re.compile("[，。；：、！？]")
_VAGUE = CONTAINERS[-3:]
_KNOWN = ", ".join(CONTAINERS[:6])
_COLOPHON = re.compile("ICP备|版权所有|网站标识码|公网安备|Copyright", re.I)
_ENOUGH = 60
_MAX_CHROME = 400
_SHARE = 0.72


def drop_invisible(tree: LexborHTMLParser) -> None:
    """Takes out what no reader sees: scripts, styles, form fields, hidden elements.

    Some sites hide the article until a script shows it: it stays where no visible container is beside it.
    """
    _cut(tree.css(_NEVER))
    hidden = _outermost([node for node in tree.css(_MAYBE_HIDDEN) if _is_hidden(node)])
    holding = [node for node in hidden if node.css_first(_KNOWN) is not None]
    inside = sum(len(node.css(_KNOWN)) for node in holding)
    if not holding or inside != len(tree.css(_KNOWN)):
        holding = []
    keep = {node.mem_id for node in holding}
    _cut([node for node in hidden if node.mem_id not in keep])


def find_article(tree: LexborHTMLParser) -> list[LexborNode]:
    """The elements of the article in reading order; empty where the page has no words."""
    slight: list[LexborNode] = []
    for selector in CONTAINERS:
        counted = [(node, _content_words(node)) for node in _outermost(tree.css(selector))]
        found = [node for node, own in counted if own]
        if sum([own for _, own in counted]) >= _ENOUGH:
            if selector in _VAGUE:
                _cut([part for node in found for part in _link_lists(node)])
            return found
        slight = slight or (found if selector not in _VAGUE else [])
    return slight or _found_by_density(tree)


def drop_chrome(article: LexborNode) -> None:
    """Takes navigation, share buttons and the like out of the article."""
    chrome = [node for node in article.css(_CHROME) if node.mem_id != article.mem_id]
    _cut([n for n in chrome if _is_slight(n) and n.css_first("table") is None])


def _found_by_density(tree: LexborHTMLParser) -> list[LexborNode]:
    body = tree.body
    if body is None:
        return []
    chrome = [*tree.css(_CHROME), *_colophons(body)]
    _cut([node for node in chrome if node.mem_id != body.mem_id and _is_slight(node)])
    article = _densest(body)
    _cut(_link_lists(article))
    return [article]


def _is_slight(chrome: LexborNode) -> bool:
    """Whether it has too few words to be the article, and is not the head of one with its title."""
    return _own_words(chrome) < _MAX_CHROME and not _is_head_of_article(chrome)


def _is_head_of_article(node: LexborNode) -> bool:
    """A <header> that its page has within an article or a section, with the title of a document in it."""
    if node.tag != "header" or all(above.tag not in _SECTIONS for above in _ancestors(node)):
        return False
    return any(is_title(clean(heading.text())) for heading in node.css("h1, h2, h3, h4, h5, h6"))


def _cut(nodes: list[LexborNode]) -> None:
    """Takes nodes out of the tree. Never one inside another: with the outer one the inner is gone."""
    for node in _outermost(nodes):
        node.decompose()


def words(node: LexborNode) -> str:
    return "".join(node.text().split())


def elements(node: LexborNode) -> list[LexborNode]:
    """The element children of a node."""
    return [child for child in node.iter() if child.is_element_node]


def _is_hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))


def _outermost(nodes: list[LexborNode]) -> list[LexborNode]:
    """Each node once (a list of selectors finds some twice), none inside another."""
    unique = {node.mem_id: node for node in nodes}
    return [node for node in unique.values() if not any(a.mem_id in unique for a in _ancestors(node))]


def _ancestors(node: LexborNode) -> Iterator[LexborNode]:
    above = node.parent
    while above is not None:
        yield above
        above = above.parent


def _content_words(node: LexborNode) -> int:
    """Its own words; none of a list of links, or of a wrapper of the whole page."""
    total, linked, own = _counted(node)
    bound = 0.5 if node.css_first("table") is None else 0.7
    return own if own > 0 and linked <= total * bound else 0


def _own_words(node: LexborNode) -> int:
    """Characters without the words of ordinary links; pictures, tables and links to files count as some."""
    return _counted(node)[2]


def _counted(node: LexborNode) -> tuple[int, int, int]:
    """Characters in all, those in ordinary links, and its own."""
    links = [(len(words(a)), is_file(a.attributes.get("href") or "")) for a in node.css("a")]
    total, files = len(words(node)), sum([file for _, file in links])
    own = total - sum([n for n, _ in links]) + 60 * (files + len(node.css("img, iframe, embed, table")))
    return total, sum([n for n, file in links if not file]), own


def _colophons(body: LexborNode) -> list[LexborNode]:
    """The innermost blocks that name the site's licence."""
    named = [
        node
        for node in body.traverse(include_text=True)
        if node.is_text_node and _COLOPHON.search(node.text_content or "")
    ]
    blocks = (next((a for a in _ancestors(node) if a.tag in _LINE_BLOCKS), None) for node in named)
    return [block for block in blocks if block is not None]


def _link_lists(article: LexborNode) -> list[LexborNode]:
    """Menus and lists of other pages that stand inside the article."""
    lists = _outermost(
        [n for n in article.css("ul, ol, dl, div, td") if n.mem_id != article.mem_id and len(n.css("a")) > 3]
    )
    return [node for node in lists if not _content_words(node)]


def _densest(node: LexborNode) -> LexborNode:
    """Down from `node` while one child holds most of the weight."""
    weights = _weights(node)
    best = node
    while True:
        inner = max(elements(node), key=lambda c: weights.get(c.mem_id, 0.0), default=None)
        if inner is None or inner.tag not in _BLOCKS:
            return best
        if weights.get(inner.mem_id, 0.0) < _SHARE * weights[best.mem_id]:
            return best
        node = inner
        # On the way through a table used for layout, only a cell with an article in it is a place to stop.
        if node.tag not in _TABLE_PARTS and (node.tag != "td" or _is_layout_cell(node)):
            best = node


def _is_layout_cell(cell: LexborNode) -> bool:
    return len(words(cell)) >= 200 and len(cell.css("p, div, br, table")) >= 2


def _weights(root: LexborNode) -> dict[int, float]:
    """For every element its words outside links, sentences counting more."""
    nodes = [(node, node.parent) for node in root.traverse(include_text=True)]
    weights: dict[int, float] = {}
    for node, parent in reversed(nodes):
        if node.is_text_node:
            text = (node.text_content or "").strip()
            weight = len(text) + 8.0 * len(_PUNCTUATION.findall(text))
        else:
            weight = weights.setdefault(node.mem_id, 0.0)
        if parent is not None and node.tag != "a":
            weights[parent.mem_id] = weights.get(parent.mem_id, 0.0) + weight
    return weights
