"""What must never be stored as content: challenges, soft 404s, login and maintenance pages, empty bodies.

A site under protection answers 200 with a script; a redesigned one answers 200 with "页面不存在". Taken as
content, both would look like a success, and the archive would hold a false new version of the page.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from urllib.parse import urlsplit

from scrapy.http import Response
from selectolax.lexbor import LexborHTMLParser

from scraper.markup import decode, squeeze
from scraper.wordings import Seen, is_doubtful, judge, protected


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an answer is no content. `guard` is one of GUARDS."""

    guard: str
    detail: str


GUARDS = (
    "challenge",
    "forbidden",
    "soft_404",
    "login",
    "maintenance",
    "wrong_host",
    "truncated",
    "too_large",
    "coding",
    "empty",
    "not_the_file",
)

# Statuses that only protection services give, and traces of their scripts.
_CHALLENGE_STATUSES = {412: "瑞数", 521: "加速乐", 493: "瑞数"}
_TRACES = {
    b"$_ts=window": "瑞数",
    b"$_ts.nsd": "瑞数",
    b"acw_sc__v": "阿里云 WAF",
    b"yunsuo_session": "云锁",
    b"wzwsconfirm": "创宇盾",
    b"WZWS_CONFIRM": "创宇盾",
    b"HOY_TR": "a script challenge",
    b" r='m'": "瑞数",
    b' r="m"': "瑞数",
    b"jsl_clearance": "加速乐",
    b"security_verify_data": "云锁",
    b"cf-chl-": "Cloudflare",
    b"SafeLineChallenge": "长亭 SafeLine",
}
_TITLE = re.compile(rb"<title[^>]*>(.{0,400}?)</title", re.IGNORECASE | re.DOTALL)
# Marks of an article: what a portal writes into it, a date with its year, where it is from.
_ARTICLE_META = (b"ArticleTitle", b"PubDate", b"ContentSource")
_ARTICLE = re.compile(r"来源\s*[:：]|索引号|(?:发布|成文|生成|公开)(?:日期|时间|机构)")
_DATED = re.compile(r"(?:19|20)\d\d\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}")
_SITE_DOMAIN = re.compile(rb"""name=["']SiteDomain["'] content=["']([^"']{4,100})["']""", re.IGNORECASE)
_SCRIPT_BUILT = re.compile(
    rb"v-for=|ng-repeat=|\{\{\s*\w|id=[\"'](?:app|root)[\"']|XMLHttpRequest|\$\.(?:ajax|get|post|getJSON)\("
    rb"|axios|\bfetch\("
)
ERROR_PATH = re.compile(r"/(?:404|error|notfound|err)(?:\.\w+)?$", re.IGNORECASE)
_HOME = re.compile(r"/?(?:(?:index|default|home|main)\.\w{2,5})?", re.IGNORECASE)
_FILES = re.compile(r"\.(pdf|docx?|xlsx?|wps|et|ofd|zip|rar|7z|jpe?g|png)$", re.IGNORECASE)
_ERROR_NUMBER = re.compile(rb"(?<!\d)404(?!\d)")
_PASSWORD = re.compile(rb"""type\s*=\s*["']?password""", re.IGNORECASE)
_ALERT = re.compile(rb"""alert\(\s*["'](.{2,120}?)["']""")
_ONWARD = re.compile(rb"""(?:location(?:\.href)?\s*=\s*|url=)["']?([^"'>\s;]{1,300})""", re.IGNORECASE)
LOGIN_PATH = re.compile(r"login|/sso\b|/cas\b|signin|passport", re.IGNORECASE)
_SHOWN = (
    b"<img",
    b"<iframe",
    b"<frame",
    b"<embed",
    b"<object",
    b"<video",
    b"<canvas",
    b"<script",
    b"http-equiv",
)
# What servers write there though nothing is coded: the charset, more often than not.
_NO_CODING = re.compile(r"identity|none|binary|[78]bit|utf-?8|gb\w{1,6}", re.IGNORECASE)
_OFFICE = b"urn:schemas-microsoft-com:office"  # what Word and Excel save as HTML and name .doc or .xls
_GZIP = b"\x1f\x8b\x08"
_TAG = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
# What is closed by the next of its kind, or holds nothing.
_FLAT = frozenset(
    b"area base br col dd dt embed hr img input li link meta option p param source td th tr wbr".split()
)
_DEEPEST = 5_000
_FULL = (200, 203)
_LONG = 20_000
_SHORT = 300
_HEAD = 32_768
_FEW_LINKS = 5


def refusal_of(response: Response, url: str, *, file: bool) -> Refusal | None:
    """Why the answer for an address must not be stored; a 404 needs no guard."""
    if response.status in (304, 404, 410):
        return None
    return damaged(response) or refuse(response.status, url, response.url, response.body, file=file)


def refuse(status: int, url: str, final_url: str, body: bytes, *, file: bool = False) -> Refusal | None:
    """Why an answer must not be stored, or None. Judges 200s, and what protection services answer.

    Behind the link of a `file` no page of HTML may stand.
    """
    if status in _CHALLENGE_STATUSES:
        return Refusal("challenge", f"HTTP {status}, {_CHALLENGE_STATUSES[status]}")
    if status in (401, 403):
        return Refusal("forbidden", f"HTTP {status}")
    if status in _FULL and not body.strip():
        return Refusal("empty", "the body is empty")
    if _is_bottomless(body):
        return Refusal("too_large", f"its elements are nested more than {_DEEPEST} deep")
    if not _is_html(body):
        return None
    refusal = _misplaced(url, final_url, body, file) or _foreign(final_url, body)
    return refusal or (_challenge(body) if len(body) <= _LONG else None) or _judged(status, body)


def _is_bottomless(body: bytes) -> bool:
    """Whether elements are nested so deeply that reading the page would take minutes, as its square."""
    if body.count(b"<") <= _DEEPEST or body.startswith(b"%PDF") or b"\0" in body[:4096]:
        return False
    depth = deepest = 0
    for closes, name in _TAG.findall(body):
        if name.lower() not in _FLAT:
            depth = max(0, depth - 1) if closes else depth + 1
            deepest = max(deepest, depth)
    return deepest > _DEEPEST


def damaged(response: Response) -> Refusal | None:
    """Why the bytes of an answer are not all that was to come, where the transport could not tell."""
    wire: bytes = response.meta.pop("wire", b"")
    whole = int.from_bytes(wire[-4:], "little") == len(response.body) % 2**32 if wire else True
    if not whole and not _ends(wire):
        return Refusal("truncated", "the compressed body ends too early")
    coding = b", ".join(response.headers.getlist("Content-Encoding")).decode("latin-1").strip()
    if coding and not _NO_CODING.fullmatch(coding):
        return Refusal("coding", f"the body is coded as {coding[:40]}")
    html = b"html" in (response.headers.get("Content-Type") or b"")
    if html and response.body.startswith(_GZIP) and not response.url.endswith("gz"):
        return Refusal("coding", "the body is gzip, which no header says")
    if "partial" in response.flags and _is_html(response.body) and b"</html" not in response.body.lower():
        return Refusal("truncated", "the connection was closed within the page")
    return None


def _ends(wire: bytes) -> bool:
    """Whether every member of a gzip body comes to its end."""
    while wire:
        member = zlib.decompressobj(wbits=31)
        try:
            while wire and not member.eof:
                member.decompress(wire, 1 << 20)
                wire = member.unconsumed_tail
        except zlib.error:
            return True  # bytes after the last member are no loss
        if not member.eof:
            return False
        wire = member.unused_data
    return True


def script_built(body: bytes) -> bool:
    """Whether a page has a script or a template that would fill it in a browser."""
    return bool(_SCRIPT_BUILT.search(body))


def _is_html(body: bytes) -> bool:
    head = body[:2048].lower()
    return b"<html" in head or b"<!doctype html" in head or b"<script" in head or b"<body" in head


def _challenge(body: bytes) -> Refusal | None:
    """A protection's script in a page that says nothing; good pages of such sites may have traces too."""
    if _has_links(body, _FEW_LINKS + 1):
        return None
    for trace, name in _TRACES.items():
        if trace in body and len(words_of(body)) < _SHORT:
            return Refusal("challenge", f"the script of {name}")
    sets = b"document.cookie" in body and b"location" in body and len(body) < 8000
    if sets and b"<img" not in body and b"<iframe" not in body and len(words_of(body)) < 50:
        return Refusal("challenge", "a script that sets a cookie and loads the page again")
    return None


def _judged(status: int, body: bytes) -> Refusal | None:
    """Judges a page by its title and words; a long one only where its title or a number is a reason to."""
    title = _title(body)
    numbered = b"404" in body and bool(_ERROR_NUMBER.search(body))
    if len(body) > _LONG and not numbered and not is_doubtful(title):
        return None
    words = words_of(body) or _alerted(body)
    page = Seen(
        title=title,
        words=words,
        linked=_has_links(body, _FEW_LINKS + 1),
        marked=any(mark in body for mark in _ARTICLE_META) or bool(_ARTICLE.search(words)),
        dated=bool(_DATED.search(words)),
        password=b"assword" in body.lower() and bool(_PASSWORD.search(body)),
    )
    found = protected(page) or (judge(page) if status in _FULL else None)
    if found:
        return Refusal(*found)
    return _wordless(title, body) if status in _FULL and not words else None


def _wordless(title: str, body: bytes) -> Refusal | None:
    """Of a page without words: whether it shows or does anything, and where its script leads."""
    if not title and not any(mark in body.lower() for mark in _SHOWN):
        return Refusal("empty", "the page has nothing in it")
    onward = _ONWARD.search(body)
    path = onward[1].decode("latin-1") if onward else ""
    if ERROR_PATH.search(urlsplit(path).path):
        return Refusal("soft_404", f"the page leads on to {path[:80]}")
    if LOGIN_PATH.search(path):
        return Refusal("login", f"the page leads on to {path[:80]}")
    return None


def _alerted(body: bytes) -> str:
    """What a page without words says in a box."""
    found = _ALERT.search(body)
    return squeeze(decode(found[1])) if found else ""


def _has_links(body: bytes, number: int) -> bool:
    """Whether there are as many links: most pages have them near their beginning."""
    place = -1
    for _ in range(number):
        place = body.find(b"<a ", place + 1)
        if place < 0:
            return False
    return True


def _misplaced(url: str, final_url: str, body: bytes, file: bool) -> Refusal | None:
    asked, got = urlsplit(url), urlsplit(final_url)
    if (file or _FILES.search(asked.path)) and _OFFICE not in body[:2048]:
        return Refusal("not_the_file", "a page of HTML stands where a file should be")
    if url != final_url and ERROR_PATH.search(got.path):
        return Refusal("soft_404", f"redirected to {got.path}")
    if _HOME.fullmatch(got.path) and asked.path.count("/") > 1 and not got.query:
        return Refusal("soft_404", "redirected to the home page")
    return None


def _title(body: bytes) -> str:
    found = _TITLE.search(body[:_HEAD])
    return squeeze(decode(found[1])) if found else ""


def _foreign(final_url: str, body: bytes) -> Refusal | None:
    """The copy of a government site under another's name."""
    head = body[:_HEAD]
    named = _SITE_DOMAIN.search(head) if b"SiteDomain" in head else None
    domain = named[1].decode("ascii", "replace").lower() if named else ""
    host = urlsplit(final_url).hostname or ""
    if ".gov.cn" in domain and not host.endswith((".gov.cn", ".test")):
        return Refusal("wrong_host", f"the page says that it belongs to {domain}")
    return None


def words_of(body: bytes) -> str:
    """What a person sees of the page, squeezed."""
    tree = LexborHTMLParser(decode(body))
    tree.strip_tags(["script", "style", "noscript", "title"], recursive=True)
    return squeeze(tree.body.text(separator=" ")) if tree.body else ""
