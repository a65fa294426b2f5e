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
    b"__jsl_clearance": "加速乐",
    b"$_ts=window": "瑞数",
    b"$_ts.nsd": "瑞数",
    b"acw_sc__v": "阿里云 WAF",
    b"yunsuo_session": "云锁",
    b"wzwsconfirm": "创宇盾",
    b"WZWS_CONFIRM": "创宇盾",
    b"HOY_TR": "a script challenge",
    b"cf-chl-": "Cloudflare",
    b"SafeLineChallenge": "长亭 SafeLine",
}
_TITLE = re.compile(rb"<title[^>]*>(.{0,400}?)</title", re.IGNORECASE | re.DOTALL)
# At the beginning of a title: "关于404号地块的通知" and "关于文件不存在的答复" are articles.
_NOT_FOUND = re.compile(
    r"\W*404(?!\d|\s*[号件人条个项万元])|\W*(?:http )?(?:error|错误)\W*404|.{0,12}not found"
    r"|(?!关于).{0,8}(?:页面|网页|文件|内容)(?:不存在|未找到|找不到|已删除|无法访问)|.{0,4}找不到(?:该|此)?(?:页面|网页)"
    r"|(?:出错了|错误页面|错误提示|系统提示|error)$",
    re.IGNORECASE,
)
_GONE_WORDS = re.compile(
    r"您(?:所|要)?(?:访问|查看|浏览|请求)的(?:页面|内容|网页|信息|文章)[^。]{0,8}(?:不存在|已?被?删除|找不到)"
)
_LOGIN = re.compile(r"登录|登陆|统一身份认证|sign in|log ?in", re.IGNORECASE)
_MAINTENANCE = re.compile(
    r"(?:系统|网站|平台)?(?:升级)?维护中?|网站(?:升级|改版)中|暂停(?:服务|访问)|网站已?关闭|建设中"
)
# What stands on a host that is not set up for the name, or no longer its owner's.
_ELSEWHERE = re.compile(
    r"welcome to (?:nginx|openresty|tengine|centos)|apache2? .{0,20}(?:default|test) page|iis windows server"
    r"|iis\d|test page for|(?:恭喜|您的)?.{0,6}站点创建成功|没有找到站点|未绑定.{0,4}域名"
    r"|域名.{0,6}(?:出售|转让|过期|未备案)"
    r"|domain (?:is )?(?:for sale|parking|expired)|(?:网站|该站点)?未备案",
    re.IGNORECASE,
)
_SITE_DOMAIN = re.compile(rb"""name=["']SiteDomain["'] content=["']([^"']{4,100})["']""", re.IGNORECASE)
_SCRIPT_BUILT = re.compile(
    rb"v-for=|ng-repeat=|\{\{\s*\w|id=[\"'](?:app|root)[\"']|XMLHttpRequest|\$\.(?:ajax|get|post|getJSON)\("
    rb"|axios|\bfetch\("
)
_ERROR_PATH = re.compile(r"/(?:404|error|notfound|err)(?:\.\w+)?$", re.IGNORECASE)
_FILES = re.compile(r"\.(pdf|docx?|xlsx?|wps|et|ofd|zip|rar|7z|jpe?g|png)$", re.IGNORECASE)
_FULL = (200, 203)
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
    if not _is_html(body):
        return None
    title = _title(body)
    return (
        _challenge(body)
        or _misplaced(url, final_url, file)
        or _wrong_host(final_url, title, body)
        or _titled(title, body)
    )


def damaged(response: Response) -> Refusal | None:
    """Why the bytes of an answer are not all that was to come, where the transport could not tell."""
    wire: bytes = response.meta.pop("wire", b"")
    whole = int.from_bytes(wire[-4:], "little") == len(response.body) % 2**32 if wire else True
    if not whole and not _ends(wire):
        return Refusal("truncated", "the compressed body ends too early")
    coding = b", ".join(response.headers.getlist("Content-Encoding")).decode("latin-1")
    if coding and coding.lower() != "identity":
        return Refusal("coding", f"the body is coded as {coding[:40]}")
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
        if trace in body and len(_words(body)) < _SHORT:
            return Refusal("challenge", f"the script of {name}")
    if len(body) < 8000 and b"document.cookie" in body and b"location" in body and len(_words(body)) < 50:
        return Refusal("challenge", "a script that sets a cookie and loads the page again")
    return None


def _has_links(body: bytes, number: int) -> bool:
    """Whether there are as many links: most pages have them near their beginning."""
    place = -1
    for _ in range(number):
        place = body.find(b"<a ", place + 1)
        if place < 0:
            return False
    return True


def _misplaced(url: str, final_url: str, file: bool) -> Refusal | None:
    asked, got = urlsplit(url), urlsplit(final_url)
    if file or _FILES.search(asked.path):
        return Refusal("not_the_file", "a page of HTML stands where a file should be")
    if url != final_url and _ERROR_PATH.search(got.path):
        return Refusal("soft_404", f"redirected to {got.path}")
    if got.path in ("", "/", "/index.html") and asked.path.count("/") > 1 and not got.query:
        return Refusal("soft_404", "redirected to the home page")
    return None


def _title(body: bytes) -> str:
    found = _TITLE.search(body[:_HEAD])
    return squeeze(decode(found[1])) if found else ""


def _wrong_host(final_url: str, title: str, body: bytes) -> Refusal | None:
    """A server's own first page, a parked name, or the copy of a government site under another's name."""
    if len(title) < 60 and _ELSEWHERE.match(title) and not _has_links(body, 2 * _FEW_LINKS + 1):
        return Refusal("wrong_host", f"the title is “{title}”")
    head = body[:_HEAD]
    named = _SITE_DOMAIN.search(head) if b"SiteDomain" in head else None
    domain = named[1].decode("ascii", "replace").lower() if named else ""
    host = urlsplit(final_url).hostname or ""
    if ".gov.cn" in domain and not host.endswith((".gov.cn", ".test")):
        return Refusal("wrong_host", f"the page says that it belongs to {domain}")
    return None


def _titled(title: str, body: bytes) -> Refusal | None:
    """Judges by the title, and by what little a page says."""
    if _NOT_FOUND.match(title) and len(title) < 40:
        return Refusal("soft_404", f"the title is “{title}”")
    if _LOGIN.search(title) and len(title) < 40 and _has_password(body):
        return Refusal("login", f"the title is “{title}”")
    if len(body) > 20_000:
        return None
    return _short(title, _words(body))


def _short(title: str, words: str) -> Refusal | None:
    """Judges a page that says hardly anything by what it says."""
    if len(words) >= _SHORT:
        return None
    gone = _GONE_WORDS.search(words)
    if gone:
        return Refusal("soft_404", f"the page says “{gone[0]}”")
    if len(title) < 20 and _MAINTENANCE.search(title):
        return Refusal("maintenance", f"the title is “{title}”")
    return None


def _has_password(body: bytes) -> bool:
    return b'type="password"' in body or b"type='password'" in body or b"type=password" in body


def _words(body: bytes) -> str:
    """What a person sees of the page, squeezed."""
    tree = LexborHTMLParser(decode(body))
    tree.strip_tags(["script", "style", "noscript", "title"], recursive=True)
    return squeeze(tree.body.text(separator=" ")) if tree.body else ""
