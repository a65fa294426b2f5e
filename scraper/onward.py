"""Answers that only lead on: a page without words that refreshes to another, and cookies to come back with.

    <meta http-equiv="refresh" content="0;url=/zwgk/index.html">        what folders and moved pages answer
    <script>window.location.href = "./index.shtml";</script>            read, not run
    302, Set-Cookie: s=1, Location: the same address                    a host that wants its cookie back

Cookies are kept in memory, for one host and crawl, and only where a host answers like that.
"""

from __future__ import annotations

import re

from scrapy import Request
from scrapy.downloadermiddlewares.redirect import BaseRedirectMiddleware
from scrapy.http import Response
from scrapy.http.cookies import CookieJar
from w3lib.html import get_meta_refresh

from scraper.guards import ERROR_PATH, LOGIN_PATH, words_of
from scraper.markup import absolute, decode

_LARGEST = 6_000
_MOST_WORDS = 60
_LONGEST_WAIT = 10.0
# What shows or does something, or makes a script more than one plain step.
_MORE = re.compile(
    rb"<(?:i?frame|embed|object|video|form|input)\b|\bsrc\s*=|\bif\s*\(|cookie|navigator", re.I
)
_SCRIPT = re.compile(
    r"\blocation(?:\.href)?\s*=\s*[\"']([^\"']{1,500})[\"']"
    r"|\blocation\.(?:replace|assign)\(\s*[\"']([^\"']{1,500})[\"']"
)


def onward(response: Response) -> str | None:
    """Where a page that says nothing leads at once; None of any other answer.

    What leads to a login or an error page is left to the guards.
    """
    body = response.body
    if response.status != 200 or not 0 < len(body) <= _LARGEST or _MORE.search(body):
        return None
    text = decode(body)
    wait, address = get_meta_refresh(text, response.url)
    if not address or (wait or 0.0) > _LONGEST_WAIT:
        found = _SCRIPT.search(text)
        address = found[1] or found[2] if found else None
    url = absolute(response.url, address)
    if not url or LOGIN_PATH.search(url) or ERROR_PATH.search(url) or len(words_of(body)) > _MOST_WORDS:
        return None
    return url


class Refresh(BaseRedirectMiddleware):
    """Downloader middleware beside Scrapy's for redirects: goes where a page that says nothing leads."""

    def process_response(self, request: Request, response: Response) -> Request | Response:
        url = onward(response)
        if not url:
            return response
        return self._redirect(self._redirect_request_using_get(request, response, url), request, "refresh")


class Cookies:
    """Downloader middleware: gives cookies back to hosts that lead on with one."""

    def __init__(self) -> None:
        self.jar: CookieJar | None = None

    def process_request(self, request: Request) -> None:
        if self.jar is not None:
            request.headers.pop("Cookie", None)
            self.jar.add_cookie_header(request)

    def process_response(self, request: Request, response: Response) -> Response:
        if "Set-Cookie" in response.headers:
            if self.jar is None and ("Location" in response.headers or onward(response)):
                self.jar = CookieJar()
            if self.jar is not None:
                self.jar.extract_cookies(response, request)
        return response
