"""What belongs to an article besides its page: the files it links to or shows, and its own further pages.

A file is known by its address (archive.read.links: what the reader reads is fetched), or it is a promise: a
link that says 附件 or names a file, whose answer then shows whether it is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from archive.model import Link
from archive.read.links import file_links
from scraper.frontier import Belongings
from scraper.markup import absolute, base_of, decode, squeeze
from scraper.paging import pager

_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|bmp|tiff?|webp)$", re.IGNORECASE)
_FURNITURE = re.compile(r"icon|logo|button|/btn|qrcode|ewm|share|/images?/(?:arrow|dot|line)", re.IGNORECASE)
_SAYS_FILE = re.compile(
    r"^附[件表]|附件\s*[\d一二三四五六七八九十]*\s*[:：]?$|^(?:点击)?下载"
    r"|\.(?:pdf|docx?|xlsx?|wps|et|ofd|zip|rar|7z|rtf|csv|pptx?|txt)(?:[)）\]]|$)",
    re.IGNORECASE,
)
_BEGINS = re.compile(r"附[件表]\s*[\d一二三四五六七八九十]*\s*[:：.、]?")
_LOOKS_LIKE = re.compile(
    r"down_?load|down_?file|file_?down|attach|/fj/|getfile|readfile|/files?/", re.IGNORECASE
)
_SMALLEST = 80
_MOST_PARTS = 50


def belongings(
    body: bytes,
    charset: str | None,
    url: str,
    article: str,
    *,
    begins: str | None = None,
    pictures: bool = False,
    most: int = 60,
) -> Belongings:
    """What the article at `url` leads to, each address once, at most `most` files.

    `begins` is the address of the article's first page where `url` is a further one. Where the article's
    element is not found, the whole page is looked through, but only for what surely is a file.
    """
    text = decode(body, charset)
    tree = LexborHTMLParser(text)
    base = base_of(tree, url)
    parts = _parts(tree, text, begins or url, base)
    nodes = tree.css(article) if article != "body" else []
    found = {link.url: link for link in file_links(nodes or tree.css("body"), base)}
    for extra in (*_promises(nodes, base), *(_pictures(nodes, base) if pictures else ())):
        found.setdefault(extra.url, extra)
    for own in (url, begins, *(part.url for part in parts)):
        found.pop(own or "", None)
    return Belongings(tuple(found.values())[:most], parts)


def is_html(body: bytes, media_type: str | None) -> bool:
    """Whether a body is a page that may have attachments."""
    return (media_type or "").endswith("html") or b"<html" in body[:2048].lower()


def _promises(nodes: Sequence[LexborNode], base: str) -> Iterator[Link]:
    """Links whose words, or whose address, say that a file is behind them."""
    for node in nodes:
        for link in node.css("a[href]"):
            text = squeeze(link.text()) or squeeze(link.attributes.get("title") or "")
            address = absolute(base, link.attributes.get("href"))
            around = squeeze(link.parent.text(deep=False))[:8] if link.parent is not None else ""
            if address and ("download" in link.attributes or _promises_file(text, around, address)):
                yield Link(address, text or unquote(urlsplit(address).path.rsplit("/", 1)[-1]))


def _promises_file(text: str, around: str, address: str) -> bool:
    """By the link's words, by those its paragraph begins with, or by its address."""
    parts = urlsplit(address)
    return bool(
        _SAYS_FILE.search(text) or _BEGINS.match(around) or _LOOKS_LIKE.search(f"{parts.path}?{parts.query}")
    )


def _pictures(nodes: Sequence[LexborNode], base: str) -> Iterator[Link]:
    """Pictures of the article that are no furniture: neither small nor named as an icon."""
    for node in nodes:
        for image in node.css("img[src]"):
            url = absolute(base, image.attributes.get("src"))
            if url and _PICTURE.search(urlsplit(url).path) and not _is_furniture(image, url):
                name = unquote(urlsplit(url).path.rsplit("/", 1)[-1])
                yield Link(url, squeeze(image.attributes.get("alt") or "") or name)


def _is_furniture(image: LexborNode, url: str) -> bool:
    sizes = [(image.attributes.get(side) or "").removesuffix("px") for side in ("width", "height")]
    small = any(size.isdigit() and int(size) < _SMALLEST for size in sizes)
    return small or bool(_FURNITURE.search(urlsplit(url).path))


def _parts(tree: LexborHTMLParser, text: str, url: str, base: str) -> tuple[Link, ...]:
    """The further pages of the article at `url`: by the pager's script, else by links beside its own address.

    t20240131_7.html -> t20240131_7_1.html    content_7.htm -> content_7_2.htm    ?id=7 -> ?id=7&page=2
    """
    name, _, ending = urlsplit(url).path.rpartition("/")[2].rpartition(".")
    script = pager(text)
    if script and script.stem == name:
        numbers = range(1, min(script.count, _MOST_PARTS))
        names = (f"{script.stem}_{number + script.present}.{script.ending}" for number in numbers)
        return tuple(Link(urljoin(url, part), f"第{number}页") for number, part in enumerate(names, 2))
    query = urlsplit(url).query
    if _is_numbered(text, name, ending) or (query and query in text):
        return _linked_parts(tree, url, base, name, ending)
    return ()


def _is_numbered(text: str, name: str, ending: str) -> bool:
    """Whether the article's name stands anywhere with what a number may follow, in one pass over the text."""
    place = text.find(name) if name else -1
    while place >= 0:
        if text.startswith(("_", "-", f".{ending}?"), place + len(name)):
            return True
        place = text.find(name, place + 1)
    return False


def _linked_parts(tree: LexborHTMLParser, url: str, base: str, name: str, ending: str) -> tuple[Link, ...]:
    """Links whose words are a page's number and whose address is the article's own, numbered."""
    if not name or name.lower() in ("index", "list", "default"):
        return ()
    folder = re.escape(url.partition("?")[0].rpartition("/")[0])
    static = re.compile(rf"{folder}/{re.escape(name)}[_-](\d{{1,2}})\.{re.escape(ending)}$")
    query = re.compile(rf"{re.escape(url)}[?&](?:page|p|pageno|currentpage)=(\d{{1,2}})$", re.IGNORECASE)
    found: dict[int, Link] = {}
    for link in tree.css("a[href]"):
        words = link.text().strip(" \n[]【】第页")
        # Joining an address costs more than all else here, and few links say a number or lead on.
        if words not in ("下一", "下", "后一") and not (words.isdecimal() and len(words) < 3):
            continue
        address = absolute(base, link.attributes.get("href"))
        matched = (static.match(address) or query.match(address)) if address else None
        number = int(words) if words.isdecimal() else int(matched[1]) if matched else 0
        if address and matched and 0 < number <= _MOST_PARTS and words != "1":
            found.setdefault(number, Link(address, f"第{number}页" if words.isdecimal() else "续页"))
    return tuple(found[number] for number in sorted(found))
