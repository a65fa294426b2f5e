"""The portal's fault mode: one small site for every way in which a server can misbehave, over real sockets.

    with fault_portal() as portal:       # portal.proxy is "http://127.0.0.1:PORT"
        …                               # http://www.slow-drip.test/list.html through the proxy

A site has a list of ten pages; its fault strikes the third page, or the list, or the whole host. FAULTS names
each with the path it strikes. What must come of each stands in tests/crawl/test_crawl_faults.py.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import ssl
from functools import cache

from scraper.portal.wire import HOST, PAGES, FaultServer, Strike, Wire

NUMBER = 10
STRUCK = "/a/3.html"
LIST = "/list.html"


def article(number: str, extra: str = "") -> bytes:
    words = "这是正文的一句话，写得足够长，好让人看出这一页有内容。" * 20
    return (
        f"<html><head><title>报告{number}</title></head><body><div class='article'><h1>报告{number}</h1>"
        f"<p>{words}</p>{extra}</div></body></html>"
    ).encode()


def listing(items: str | None = None, extra: str = "") -> bytes:
    rows = items or "".join(
        f"<li><a href='/a/{n}.html'>报告{n}</a><span>2024-01-{n:02}</span></li>" for n in range(1, NUMBER + 1)
    )
    return f"<html><title>列表</title><body><ul class='list'>{rows}</ul>{extra}</body></html>".encode()


def answer(body: bytes, status: str = "200 OK", *headers: str, length: int | None = None) -> bytes:
    lines = [f"HTTP/1.1 {status}", *headers]
    if not any(line.lower().startswith("content-type") for line in headers):
        lines.append("Content-Type: text/html; charset=utf-8")
    lines.append(f"Content-Length: {len(body) if length is None else length}")
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def says(data: bytes) -> Strike:
    """These bytes, and the connection stays open."""

    async def strike(wire: Wire) -> None:
        await wire.send(data)

    return strike


def then_closes(data: bytes, *, reset: bool = False) -> Strike:
    """These bytes, then the end of the connection, politely or with a reset."""

    async def strike(wire: Wire) -> None:
        await wire.send(data)
        if reset:
            wire.writer.transport.abort()
        else:
            wire.writer.close()

    return strike


def first(times: int, strike: Strike, then: bytes) -> Strike:
    """The fault only the first times that the path is asked for."""

    async def both(wire: Wire) -> None:
        await (strike(wire) if wire.times <= times else wire.send(then))

    return both


async def hang(wire: Wire) -> None:
    await wire.reader.read()


async def drip(wire: Wire) -> None:
    head, _, body = answer(article("3")).partition(b"\r\n\r\n")
    await wire.send(head + b"\r\n\r\n")
    for byte in body:
        await wire.send(bytes([byte]))
        await asyncio.sleep(0.2)


async def many_headers(wire: Wire) -> None:
    await wire.send(b"HTTP/1.1 200 OK\r\n")
    for _ in range(20_000):
        await wire.send(b"X-Filler: " + b"x" * 4000 + b"\r\n")


async def huge(wire: Wire) -> None:
    await wire.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<html><body>")
    for _ in range(50):
        await wire.send("长".encode() * 350_000)
    wire.writer.close()


async def down_halfway(wire: Wire) -> None:
    if wire.requests > 5:
        wire.writer.transport.abort()
    else:
        await wire.send(page_of(wire.path))


async def endless_list(wire: Wire) -> None:
    if not wire.path.startswith(LIST):
        await wire.send(page_of(wire.path))
        return
    number = int(wire.path.partition("n=")[2] or 1)
    items = f"<li><a href='/day/{number}.html'>{number}日</a></li>"
    await wire.send(answer(listing(items, f"<a class='next' href='/list.html?n={number + 1}'>下一页</a>")))


async def scripted(wire: Wire) -> None:
    """A list that only a script fills, out of JSON that it asks for."""
    if wire.path == LIST:
        await wire.send(
            answer(b"<html><body><ul class='list' id='app'></ul><script src='/list.js'></script>")
        )
    elif wire.path == "/list.js":
        await wire.send(answer(_SCRIPT, "200 OK", "Content-Type: text/javascript"))
    elif wire.path == "/data.json":
        items = json.dumps([[f"/a/{n}.html", f"报告{n}"] for n in range(1, NUMBER + 1)])
        await wire.send(answer(items.encode(), "200 OK", "Content-Type: application/json"))
    else:
        await wire.send(page_of(wire.path))


async def cookie_challenge(wire: Wire) -> None:
    """Nothing without the cookie that the challenge's script sets."""
    passed = b"pass=42" in wire.head
    await wire.send(page_of(wire.path) if passed else answer(_CHALLENGE, "521 Web Server Is Down"))


async def cookie_wanted(wire: Wire) -> None:
    """Nothing but a redirect to the same address without the cookie that comes with it."""
    back = answer(b"", "302 Found", "Set-Cookie: s=1; path=/", f"Location: {wire.path}")
    await wire.send(page_of(wire.path) if b"\r\nCookie: s=1\r\n" in wire.head else back)


async def redirect_on(wire: Wire) -> None:
    step = int(wire.path.partition("step=")[2] or 0) + 1
    await wire.send(answer(b"", "302 Found", f"Location: {STRUCK}?step={step}"))


def page_of(path: str) -> bytes:
    """What a healthy host of the fault mode answers."""
    if path == LIST:
        return answer(listing())
    if path.startswith("/a/") and path.endswith(".html"):
        return answer(article(path[3:-5]))
    if path.startswith("/day/"):
        return answer(article(path[5:-5]))
    return answer(b"<html><head><title>404 Not Found</title></head></html>", "404 Not Found")


def redirect(location: str) -> bytes:
    return answer(b"", "302 Found", f"Location: {location}")


def refresh(location: str) -> bytes:
    return answer(f'<html><meta http-equiv="Refresh" content="0; url={location}">稍候</html>'.encode())


_PAGE = article("3")
_CHALLENGE = b"<html><script>document.cookie = 'pass=42; path=/'; location.reload();</script></html>"
_SCRIPT = b"""fetch('/data.json').then(answer => answer.json()).then(items => {
  for (const [url, title] of items) document.querySelector('#app').insertAdjacentHTML(
    'beforeend', `<li><a href="${url}">${title}</a><span>2024-01-01</span></li>`);
});"""
_PACKED = gzip.compress(_PAGE)
_STEP = b"<html><script>window.location.href = './../day/3.html';</script></html>"
_RULES = b"User-agent: *\nDisallow: /a/3.html\n" + b"# filler\n" * 300_000
_XML, _PLAIN = "Content-Type: text/xml", "Content-Type: text/plain"
_GZIP, _UNDEFINED = "Content-Encoding: gzip", "Content-Type: text/html; charset=undefined"
_CHUNKED = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
_LONG = f"<li><a href='/a/{'x' * 3000}.html'>很长</a></li>"
_ODD = (
    "<li><a href='javascript:go(1)'>一</a></li><li><a href='mailto:a@b.test'>二</a></li>"
    "<li><a href='data:text/html,x'>三</a></li><li><a href='http://[::1/'>四</a></li><li><a>五</a></li>"
    "<li><a href='file:///etc/passwd'>六</a></li>"
)


def _items(*items: tuple[str, str]) -> str:
    return "".join(f"<li><a href='{url}'>{url}</a><span>{date}</span></li>" for url, date in items)


@cache
def bomb() -> bytes:
    """100 MB of zeros in 450 KB."""
    return gzip.compress(b"<html>" + bytes(100_000_000), 1)


FAULTS: dict[str, tuple[str, Strike]] = {
    "slow-drip": (STRUCK, drip),
    "hang": (STRUCK, hang),
    "reset-mid-body": (STRUCK, then_closes(answer(_PAGE[:400], length=len(_PAGE)), reset=True)),
    "length-too-long": (STRUCK, then_closes(answer(_PAGE, length=len(_PAGE) + 500))),
    "length-too-short": (STRUCK, then_closes(answer(_PAGE, length=len(_PAGE) - 20))),
    "length-twice": (STRUCK, then_closes(answer(_PAGE, "200 OK", "Content-Length: 7"))),
    "chunk-size-bad": (STRUCK, then_closes(_CHUNKED + b"zz\r\n" + _PAGE)),
    "chunk-cut": (STRUCK, then_closes(_CHUNKED + b"2000\r\n" + _PAGE[:500])),
    "gzip-bomb": (STRUCK, lambda wire: wire.send(answer(bomb(), "200 OK", _GZIP))),
    "gzip-cut": (STRUCK, says(answer(_PACKED[:-30], "200 OK", _GZIP))),
    "gzip-not": (STRUCK, says(answer(_PAGE, "200 OK", _GZIP))),
    "gzip-unsaid": (STRUCK, says(answer(_PACKED))),
    "gzip-twice": (STRUCK, says(answer(gzip.compress(_PACKED), "200 OK", _GZIP))),
    "coding-charset": (STRUCK, says(answer(_PAGE, "200 OK", "Content-Encoding: utf-8"))),
    "coding-unknown": (STRUCK, says(answer(_PAGE, "200 OK", "Content-Encoding: lzma"))),
    "redirect-endless": (STRUCK, redirect_on),
    "redirect-to-itself": (STRUCK, says(redirect(STRUCK))),
    "redirect-away": (STRUCK, says(redirect("http://www.elsewhere.test/a.html"))),
    "redirect-login": (STRUCK, says(redirect("https://sso.elsewhere.test/login?service=x"))),
    "redirect-private": (STRUCK, says(redirect("http://127.0.0.1:1/admin"))),
    "redirect-metadata": (STRUCK, says(redirect("http://169.254.169.254/latest/"))),
    "redirect-file": (STRUCK, says(redirect("file:///etc/passwd"))),
    "redirect-home": (STRUCK, says(redirect("/"))),
    "redirect-list": (STRUCK, says(redirect(LIST))),
    "redirect-user": (STRUCK, says(redirect("http://u:p@www.redirect-user.test/day/3.html"))),
    "refresh": (STRUCK, says(refresh("/day/3.html"))),
    "refresh-script": (STRUCK, says(answer(_STEP))),
    "refresh-away": (STRUCK, says(refresh("http://www.elsewhere.test/a.html"))),
    "refresh-to-itself": (STRUCK, says(refresh(STRUCK))),
    "cookie-wanted": (PAGES, cookie_wanted),
    "storm-500": (STRUCK, says(answer(b"oops", "500 Internal Server Error"))),
    "storm-passes": (STRUCK, first(2, says(answer(b"oops", "503 Busy")), answer(_PAGE))),
    "asked-to-wait": (STRUCK, first(1, says(answer(b"", "429 Slow", "Retry-After: 1")), answer(_PAGE))),
    "asked-to-go": (LIST, says(answer(b"", "429 Slow", "Retry-After: 99999"))),
    "asked-oddly": (STRUCK, first(1, says(answer(b"", "503 Busy", "Retry-After: \xb2")), answer(_PAGE))),
    "charset-undefined": (STRUCK, says(answer(_PAGE, "200 OK", _UNDEFINED))),
    "list-charset": (LIST, says(answer(listing(), "200 OK", _UNDEFINED))),
    "charset-lie": (STRUCK, says(answer(_PAGE.decode().encode("gb18030")))),
    "nul-bytes": (STRUCK, says(answer(_PAGE.replace("正文".encode(), b"\x00\x00\x00")))),
    "page-of-50-mb": (STRUCK, huge),
    "header-too-long": (STRUCK, says(b"HTTP/1.1 200 OK\r\nX-A: " + b"a" * 70_000 + b"\r\n\r\n")),
    "headers-too-many": (STRUCK, many_headers),
    "not-http": (STRUCK, then_closes(b"\x16\x03\x01 hello there\r\n\r\n")),
    "closed-at-once": (STRUCK, then_closes(b"")),
    "nested-deeply": (STRUCK, says(answer(b"<html>" + b"<div>" * 100_000))),
    "empty-body": (STRUCK, says(answer(b""))),
    "304-unasked": (STRUCK, says(b"HTTP/1.1 304 Not Modified\r\n\r\n")),
    "partial-content": (STRUCK, says(answer(_PAGE[:300], "206 Partial Content"))),
    "challenge-521": (STRUCK, says(answer(b"<script>document.cookie='__jsl_clearance=1'</script>", "521 X"))),
    "soft-404": (STRUCK, says(answer("<html><head><title>页面不存在</title></head></html>".encode()))),
    "list-endless": (PAGES, endless_list),
    "list-duplicates": (LIST, says(answer(listing(_items(*[("/a/1.html", "2024-01-01")] * 50))))),
    "list-future": (LIST, says(answer(listing(_items(("/a/1.html", "2099-01-01")))))),
    "list-odd-links": (LIST, says(answer(listing(_ODD + _LONG + _items(("/a/1.html", "")))))),
    "list-trap": (LIST, says(answer(listing(_items(("/a/1.html", ""), ("/x/y/x/y/x/y/1.html", "")))))),
    "list-unclosed": (LIST, says(answer(b"<html><ul class=list><li><a href=/a/1.html>1<li><a href='/a/2"))),
    "list-xml-broken": (LIST, says(answer(b"<rss><channel><item><link>", "200 OK", _XML))),
    "list-challenge": (LIST, says(answer(b"<script>$_ts=window['$_ts']</script>", "412 Failed"))),
    "list-forbidden": (LIST, says(answer(b"no", "403 Forbidden"))),
    "list-login": (LIST, says(answer("<html><title>登录</title><input type=\"password\">".encode()))),
    "list-maintenance": (LIST, says(answer("<html><title>系统维护中</title><p>请稍候</p>".encode()))),
    "list-wrong-host": (LIST, says(answer(b"<html><title>Welcome to nginx!</title><p>If you see</p>"))),
    "list-soft-404": (LIST, says(answer("<html><head><title>404 页面不存在</title></head></html>".encode()))),
    "list-script": (LIST, says(answer(b"<html><body><div id='app'></div><script src=/a.js></script>"))),
    "list-fetched": (PAGES, scripted),
    "cookie-challenge": (PAGES, cookie_challenge),
    "robots-500": ("/robots.txt", says(answer(b"oops", "500 Internal Server Error"))),
    "robots-closed": ("/robots.txt", then_closes(b"")),
    "robots-huge": ("/robots.txt", says(answer(_RULES, "200 OK", _PLAIN))),
    "robots-garbage": ("/robots.txt", says(answer(bytes(range(256)) * 40, "200 OK", _PLAIN))),
    "down-halfway": (PAGES, down_halfway),
    "down": (HOST, then_closes(b"", reset=True)),
    "silent": (HOST, hang),
    "tls-expired": (LIST, says(answer(listing()))),
}  # fmt: skip


def fault_portal(tls: ssl.SSLContext | None = None) -> FaultServer:
    """The server of all FAULTS; `tls` is what tls-expired speaks."""
    bomb()
    return FaultServer(FAULTS, page_of, tls)
