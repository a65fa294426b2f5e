"""What stands around every answer of the site: safe headers, and the choice of language.

`?lang=zh` or `?lang=en` works on every page, Datasette's own too: it is taken out of the query before
Datasette sees it (and reads it as a column filter), kept in `scope["gongkai.language"]`, and remembered in a
cookie.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import parse_qsl, urlencode

from archive.export.rows import FORMATS
from archive.web import language

Scope = MutableMapping[str, Any]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; frame-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'self'"
)
# A page of the site that shows a stored page in a frame: nothing in it, framed or not, may run.
FRAMING_POLICY = (
    f"sandbox allow-same-origin allow-forms allow-downloads allow-top-navigation-by-user-activation; {POLICY}"
)
# A stored page itself.
STORED_POLICY = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'"
)
METHODS = ("GET", "HEAD", "OPTIONS")
DOWNLOADS = frozenset(FORMATS)
# What says which page of the rows, and how much about it.
PAGE_ARGS = frozenset(("_next", "_size", "_nofacet", "_nocount", "_labels", "_facet", "_stream"))
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "SAMEORIGIN",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
}


def wrapper(datasette: Any) -> Callable[[App], App]:
    def wrap(app: App) -> App:
        async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] != "http":
                await app(scope, receive, send)
                return
            if scope["method"] not in METHODS:
                await _refuse(_with_headers(send, None, "/"))
                return
            base = datasette.setting("base_url")
            scope = _without_base(scope, base)
            chosen = _take_language(scope)
            _take_download(scope)
            await app(scope, receive, _with_headers(send, chosen, base, lasting=_is_style(scope)))

        return guarded

    return wrap


async def _refuse(send: Send) -> None:
    """Nothing here can be written: other methods would end in faults of Datasette's."""
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"allow", ", ".join(METHODS).encode())]
    await send({"type": "http.response.start", "status": 405, "headers": headers})
    said = "本站只读，只接受 GET。\nThis site is read-only and takes GET only.\n"
    await send({"type": "http.response.body", "body": said.encode()})


def _is_style(scope: Scope) -> bool:
    """Our style sheet under the digest of its content, which never changes."""
    return scope["path"].startswith("/-/static-plugins/gongkai/") and bool(scope.get("query_string"))


def _without_base(scope: Scope, base: str) -> Scope:
    """Behind a proxy path, the address without it, whether the proxy has left it in or not: Datasette puts it
    before every link, and before those that it makes from the address asked for a second time."""
    scope = dict(scope)
    if base == "/" or not scope["path"].startswith(base):
        return scope
    scope["path"] = scope["path"][len(base) - 1 :]
    if scope.get("raw_path"):
        scope["raw_path"] = scope["raw_path"][len(base) - 1 :]
    return scope


def _take_language(scope: Scope) -> str | None:
    """Moves `lang` from the query to the scope. None where the query names no language of ours."""
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
    scope["gongkai.language"] = language.from_headers(headers)
    query = parse_qsl(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True)
    chosen = [value for name, value in query if name == "lang"]
    if not chosen:
        return None
    rest = [(name, value) for name, value in query if name != "lang"]
    scope["query_string"] = urlencode(rest).encode("latin-1")
    if not language.is_language(chosen[-1]):
        return None
    scope["gongkai.language"] = chosen[-1]
    return chosen[-1]


def _take_download(scope: Scope) -> None:
    """A table or query as a file: `.csv` is ours, not Datasette's, and no page is made ready in vain."""
    place, dot, ending = scope["path"].rpartition(".")
    if ending not in DOWNLOADS or not re.search(r"/archive(/|$)", place):
        return
    if ending == "csv":
        scope["path"] = f"{place}.utf8"
        raw = scope.get("raw_path")
        if raw:
            scope["raw_path"] = raw.partition(b"?")[0].removesuffix(b"csv") + b"utf8"
    query = parse_qsl(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True)
    kept = [(name, value) for name, value in query if name not in PAGE_ARGS]
    whole = [*kept, ("_size", "1"), ("_nofacet", "1"), ("_nocount", "1")]
    scope["query_string"] = urlencode(whole).encode("latin-1")


def _based(header: Any, base: str) -> Any:
    """A redirection within the site, with the path of the proxy."""
    name, value = header
    prefix = base.encode()
    if name.lower() == b"location" and value.startswith(b"/") and not value.startswith(prefix):
        return name, prefix + value.removeprefix(b"/")
    return header


def _with_headers(send: Send, chosen: str | None, base: str, *, lasting: bool = False) -> Send:
    async def send_guarded(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            headers = [_based(header, base) for header in message.get("headers", [])]
            present = {name.lower() for name, _ in headers}
            headers += [
                (name.encode(), value.encode())
                for name, value in HEADERS.items()
                if name.encode() not in present
            ]
            headers.append((b"vary", b"Accept-Language, Cookie"))
            if lasting:
                headers.append((b"cache-control", b"public, max-age=31536000, immutable"))
            if chosen:
                cookie = f"{language.COOKIE}={chosen}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly"
                headers.append((b"set-cookie", cookie.encode()))
            message = {**message, "headers": headers}
        await send(message)

    return send_guarded
