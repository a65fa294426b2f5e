"""What every family needs to read a list: its charset, its links, its dates. Pure, and lexbor throughout."""

from __future__ import annotations

import re
from urllib.parse import urldefrag, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from scraper.source import Entry

_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})(?!\d)")
_META = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030"}
_SAYS_NOTHING = re.compile(
    r"[\[【]?(?:点击)?(?:查看|下载|浏览|打开|阅读|详情|详细|查看详情|查看全文|全文)[\]】]?"
)
_OPENS = re.compile(
    r"(?:window\.open|location(?:\.href)?\s*=|location\.assign|goto?\w*|jump\w*|open\w*)\s*\(?\s*[\"']([^\"']{2,300})[\"']"
)
# The first thing in quotes that a script in an address is given, where it looks like an address itself.
_GIVEN = re.compile(
    r"\w\s*\([^\"'()]{0,40}[\"']((?:https?:/)?/[^\"'\s]{1,300}|[\w./-]+\.(?:[sj]?html?|jsp|aspx?|php|do)(?:\?[^\"'\s]*)?)[\"']"
)
_CALLED = re.compile(
    r"javascript:[^\"']*[\"']([\w:./?=&%-]*(?:/|\.\w?html?|\.jsp|\.aspx?|\.do)[\w./?=&%-]*)[\"']",
    re.IGNORECASE,
)
# Another one with every visit, and the page is the same.
_SESSION = re.compile(r";jsessionid=[^?#/;]*", re.IGNORECASE)
_LISTS = {"ul", "ol", "tbody", "table", "body", "html"}


class ListError(ValueError):
    """A list page is not of the form its family has. The message says what was expected."""


def decode(body: bytes, charset: str | None = None) -> str:
    """The text by the header's charset, its own, UTF-8 or GB18030: the first that fits every byte."""
    if body.startswith(b"\xef\xbb\xbf"):
        return body[3:].decode("utf-8", "replace")
    declared = _META.search(body[:2048])
    named = [charset, declared[1].decode("ascii") if declared else None, "utf-8", "gb18030"]
    for name in dict.fromkeys(_WIDER.get(n.lower(), n.lower()) for n in named if n):
        try:
            return body.decode(name)
        except (UnicodeError, LookupError):  # a charset of JavaScript's “undefined” is a codec of Python's
            continue
    return body.decode("utf-8", "replace")


def printed_date(text: str) -> str | None:
    """The first date with its year in a text, as YYYY-MM-DD."""
    for found in _DATE.finditer(text):
        year, month, day = (int(part) for part in found.groups())
        if 1 <= month <= 12 and 1 <= day <= 31:
            return f"{year:04d}-{month:02d}-{day:02d}"
    return None


def absolute(base: str, href: str | None) -> str | None:
    """The address a link leads to, without fragment; None where it leads to no other page."""
    href = re.sub(r"[\t\r\n]", "", href or "").strip()
    if ";" in href:
        href = _SESSION.sub("", href)
    if not href or href.startswith("#"):
        return None
    try:
        url = urldefrag(urljoin(base, href.replace("\\", "/"))).url
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    host = re.sub(r":443$" if parts.scheme == "https" else r":80$", "", parts.netloc.lower())
    return url if host == parts.netloc else parts._replace(netloc=host).geturl()


def called(href: str) -> str:
    """The address that a link opens, also where it is the argument of a script."""
    found = _CALLED.match(href)
    return found[1] if found else href


def opened(script: str) -> str | None:
    """The address that a click opens."""
    found = _OPENS.search(script) or _GIVEN.search(script)
    return found[1] if found else None


def address_of(link: LexborNode, base: str) -> str | None:
    """Where a link leads, by its address or by what a click does."""
    marks = link.attributes
    return absolute(base, called(marks.get("href") or "")) or absolute(
        base, opened(marks.get("onclick") or "")
    )


def base_of(tree: LexborHTMLParser, url: str) -> str:
    """What relative links of a page are relative to."""
    node = tree.head.css_first("base[href]") if tree.head else None
    return absolute(url, node.attributes.get("href")) or url if node else url


def entries(tree: LexborHTMLParser, url: str, item: str, date: str | None = None) -> tuple[Entry, ...]:
    """The links that `item` selects, each address once, with their titles and dates."""
    base = base_of(tree, url)
    found: dict[str, Entry] = {}
    for node in tree.css(item):
        link = node if node.tag == "a" else node.css_first("a[href], a[onclick]")
        address = address_of(link, base) if link else None
        if link is not None and address and address not in found:
            found[address] = Entry(address, title_of(link), date_near(link, date))
    return tuple(found.values())


def title_of(link: LexborNode) -> str:
    """The title of a link: its title attribute where the printed text is cut short or says nothing, else
    its text.

    Where the text says only 查看 or 下载 and has no such attribute, the title stands in the row around it.
    """
    text = squeeze(link.text())
    title = squeeze(link.attributes.get("title") or "")
    if _SAYS_NOTHING.fullmatch(text) and not title:
        return _row_text(link) or text
    cut = (
        not text or _SAYS_NOTHING.fullmatch(text) or (text.endswith(("…", "...")) and len(title) > len(text))
    )
    return title if title and (cut or title.startswith(text)) else text


def _row_text(link: LexborNode) -> str:
    """The longest line of the table row or list item around a link, where no other link of it says more."""
    node = link.parent
    while node is not None and node.tag not in ("tr", "li", "dd", *_LISTS):
        node = node.parent
    if node is None or node.tag in _LISTS:
        return ""
    if any(not _SAYS_NOTHING.fullmatch(squeeze(other.text())) for other in node.css("a[href]")):
        return ""
    lines = (squeeze(line) for line in node.text(separator="\n").splitlines())
    return max((line for line in lines if not printed_date(line)), key=len, default="")


def date_near(link: LexborNode, selector: str | None = None) -> str | None:
    """The date printed in the list item around a link."""
    node: LexborNode | None = link
    for _ in range(4):
        if node is None or node.tag in _LISTS:
            return None
        found = node.css_first(selector) if selector else node
        date = printed_date(found.text(separator=" ")) if found else None
        if date:
            return date
        node = node.parent
    return None


def squeeze(text: str) -> str:
    """The text with runs of white space as one space."""
    return " ".join(text.split())
