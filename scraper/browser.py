"""Lists that only a script builds, and plain cookie challenges: Chromium, for sources that say so.

The browser gets nothing but the declared hosts: names are mapped to addresses that were checked, all other
names are unknown to it, also after redirects, and what builds no list (pictures, fonts) is not loaded.
Captchas are never solved, no fingerprint is hidden: the browser says who it is like every request of ours.
"""

from __future__ import annotations

import asyncio
import json
import shutil
import socket
from importlib.util import find_spec
from typing import Any
from urllib.parse import quote, urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from scraper.addresses import is_private, objection
from scraper.frontier import Link
from scraper.guards import refuse
from scraper.source import Site

WAIT = 10.0
PASSES = 3
_PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
_NOT_NEEDED = {"image", "media", "font", "stylesheet"}
_HANDLER = "scrapy_playwright.handler.ScrapyPlaywrightDownloadHandler"


def uses_browser(site: Site) -> bool:
    return any(column.browser for column in site.columns)


def lacking() -> str | None:
    """What is missing to run a browser, as a sentence, or None."""
    if find_spec("scrapy_playwright") is None:
        return "The extra “browser” is not installed (pip install 'gongkai[browser]')."
    return None if _program() else "There is no Chromium on this machine."


def _program() -> str | None:
    return next((found for name in _PROGRAMS if (found := shutil.which(name))), None)


def settings(site: Site, proxy: str | None, allow_private: bool) -> dict[str, Any]:
    """Scrapy's settings for a site with a list that a script builds."""
    if lacking():
        return {}

    def abort(request: Any) -> bool:
        refused = objection(request.url, site.all_hosts, allow_private=allow_private)
        return refused is not None or request.resource_type in _NOT_NEEDED

    return {
        "DOWNLOAD_HANDLERS": {"http": _HANDLER, "https": _HANDLER},
        "PLAYWRIGHT_BROWSER_TYPE": "chromium",
        "PLAYWRIGHT_LAUNCH_OPTIONS": _launching(site, proxy, allow_private),
        "PLAYWRIGHT_DEFAULT_NAVIGATION_TIMEOUT": site.timeout * 1000,
        "PLAYWRIGHT_PROCESS_REQUEST_HEADERS": None,
        "PLAYWRIGHT_ABORT_REQUEST": abort,
        "PLAYWRIGHT_MAX_PAGES_PER_CONTEXT": site.concurrency,
    }


def rendering(site: Site, link: Link, agent: str) -> dict[str, Any]:
    """The meta of a request that the browser answers; empty where the link needs none."""
    if link.role != "list" or not link.column.browser:
        return {}
    from scrapy_playwright.page import PageMethod

    methods = [PageMethod(_settle, link.column.item or "a[href]")]
    return {
        "playwright": True,
        "playwright_page_methods": methods,
        "playwright_context_kwargs": _context(site, agent),
    }


async def _settle(page: Any, selector: str) -> None:
    """Waits until the list has an item; a list that stays empty is read as it is."""
    from playwright.async_api import TimeoutError as PlaywrightTimeout

    try:
        await page.wait_for_selector(selector, state="attached", timeout=WAIT * 1000)
    except PlaywrightTimeout:
        return


def _context(site: Site, agent: str) -> dict[str, Any]:
    return {
        "user_agent": agent,
        "locale": "zh-CN",
        "service_workers": "block",
        "accept_downloads": False,
        "ignore_https_errors": site.certificate == "any",
    }


def _launching(site: Site, proxy: str | None, allow_private: bool) -> dict[str, Any]:
    rules = [*_known_names(site, proxy, allow_private), "MAP * ~NOTFOUND"]
    arguments = [f"--host-resolver-rules={', '.join(rules)}", "--disable-background-networking"]
    if proxy:
        arguments += [f"--proxy-pac-url={_pac(site, proxy)}"]
    return {"executable_path": _program(), "args": arguments}


def _known_names(site: Site, proxy: str | None, allow_private: bool) -> list[str]:
    """Rules that give the declared names the address they have now, unless it is private."""
    if proxy:
        return [f"MAP {host} {host}" for host in (urlsplit(proxy).hostname,) if host]
    rules = []
    for host in site.all_hosts:
        try:
            address = socket.gethostbyname(host)
        except OSError:
            continue
        if allow_private or not is_private(address):
            rules.append(f"MAP {host} {address}")
    return rules


def _pac(site: Site, proxy: str) -> str:
    """A proxy configuration that leads the declared hosts to the proxy and all others nowhere."""
    hosts = json.dumps(list(site.all_hosts))
    script = (
        "function FindProxyForURL(url, host) {"
        f' return {hosts}.indexOf(host) >= 0 ? "PROXY {urlsplit(proxy).netloc}" : "PROXY 127.0.0.1:9"; }}'
    )
    return f"data:application/x-ns-proxy-autoconfig,{quote(script)}"


class Challenge:
    """Downloader middleware of sources with `challenge = "run"`: the browser passes a plain cookie challenge.

    The site's own script sets a cookie and loads the page again; the cookie then goes with every request. A
    site that still refuses, or that asks a person for something, is blocked as before.
    """

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self.site: Site = settings["GONGKAI_SITE"]
        self.agent: str = settings["USER_AGENT"]
        self.proxy: str | None = settings["GONGKAI_PROXY"]
        self.allow_private: bool = settings["GONGKAI_ALLOW_PRIVATE"]
        self.cookies = ""
        self.left = PASSES
        self.lock = asyncio.Lock()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Challenge:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        if self.cookies:
            request.headers["Cookie"] = self.cookies
        request.meta["challenge_cookies"] = self.cookies

    async def process_response(self, request: Request, response: Response) -> Response | Request:
        refusal = refuse(response.status, request.url, response.url, response.body)
        if refusal is None or refusal.guard != "challenge" or lacking():
            return response
        async with self.lock:
            if request.meta["challenge_cookies"] == self.cookies:
                if not self.left:
                    return response
                self.left -= 1
                self.cookies = await self._pass(request.url) or self.cookies
        if request.meta["challenge_cookies"] == self.cookies:
            return response
        return request.replace(dont_filter=True)

    async def _pass(self, url: str) -> str:
        """The cookies that the site's script sets; empty where the page is still refused after `WAIT` s."""
        from playwright.async_api import Error, async_playwright

        launching = _launching(self.site, self.proxy, self.allow_private)
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(**launching)
            try:
                context = await browser.new_context(**_context(self.site, self.agent))
                await context.route("**", self._route)
                page = await context.new_page()
                await page.goto(url, timeout=self.site.timeout * 1000)
                if not await self._passed(page, url):
                    return ""
                found = await context.cookies([url])
            except Error:
                return ""
            finally:
                await browser.close()
        return "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in found)

    async def _passed(self, page: Any, url: str) -> bool:
        from playwright.async_api import Error

        for _ in range(int(WAIT * 4)):
            await asyncio.sleep(0.25)
            try:
                body = (await page.content()).encode()
            except Error:  # the page is just being loaded again
                continue
            if refuse(200, url, url, body) is None:
                return True
        return False

    async def _route(self, route: Any) -> None:
        refused = objection(route.request.url, self.site.all_hosts, allow_private=self.allow_private)
        if refused or route.request.resource_type in _NOT_NEEDED:
            await route.abort()
        else:
            await route.continue_()
