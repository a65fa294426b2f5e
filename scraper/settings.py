"""Scrapy's settings: polite by default, a site's own pace on top of them."""

from __future__ import annotations

import os
from typing import Any

from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.logformatter import LogFormatter

from scraper import browser
from scraper.manners import ROBOT
from scraper.source import Site

BOT_NAME = "gongkai"

ROBOTSTXT_OBEY = True
ROBOTSTXT_USER_AGENT = ROBOT
REFERER_ENABLED = False
HTTPERROR_ALLOW_ALL = True
REDIRECT_MAX_TIMES = 6
RETRY_TIMES = 2
RETRY_GIVE_UP_LOG_LEVEL = "DEBUG"
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_FAIL_ON_DATALOSS = True
DNS_TIMEOUT = 10
WARN_ON_GENERATOR_RETURN_VALUE = False
LOG_LEVEL = "ERROR"
LOG_FORMATTER = "scraper.settings.Reticent"
LOG_VERSIONS: list[str] = []
STATS_DUMP = False
TWISTED_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"
TWISTED_DNS_RESOLVER = "scraper.addresses.PublicResolver"
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9,en;q=0.5",
}
# No other scheme is ever asked.
DOWNLOAD_HANDLERS: dict[str, str | None] = dict.fromkeys(("data", "file", "ftp", "s3"))
# Scrapy's own that are used. What is only switched off is imported all the same, for half a second.
DOWNLOADER_MIDDLEWARES_BASE = {
    "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware": 400,
    "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": 500,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": 550,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": 590,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": 600,
    "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware": 750,
}
DOWNLOADER_MIDDLEWARES = {
    "scraper.manners.Robots": 100,
    "scraper.manners.Patience": 560,
    "scraper.onward.Refresh": 580,
    "scraper.onward.Cookies": 700,
    "scraper.addresses.AddressGuard": 745,
}
EXTENSIONS_BASE = {"scrapy.extensions.throttle.AutoThrottle": 0}

_CHALLENGE = {
    "DOWNLOADER_MIDDLEWARES": {
        **DOWNLOADER_MIDDLEWARES,
        "scraper.browser.Challenge": 575,
        "scraper.onward.Cookies": None,
    },
}

WHY = "archive of open government information; obeys robots.txt"


class Reticent(LogFormatter):
    """Scrapy's, but for the line of every answer: nobody would read it, and it takes its time to be made."""

    def crawled(self, request: Request, response: Response, spider: Spider) -> None:  # type: ignore[override]
        """Nothing: what came of an answer stands in the archive."""


def user_agent(contact: str | None = None) -> str:
    """Who asks and why; GONGKAI_CONTACT (an address or a mail address) says where to complain."""
    contact = contact or os.environ.get("GONGKAI_CONTACT", "").strip()
    return f"gongkai/0.1 (+{contact}; {WHY})" if contact else f"gongkai/0.1 ({WHY})"


def base() -> dict[str, Any]:
    """The settings of this module by name."""
    return {
        name: value
        for name, value in globals().items()
        if name.isupper() and name[0] != "_" and name not in ("ROBOT", "WHY")
    }


def of_site(site: Site, *, proxy: str | None = None, allow_private: bool = False) -> dict[str, Any]:
    """What differs from site to site. Names go to the proxy unresolved, so that the resolver sees only it."""
    proxy = proxy or site.proxy
    own = _tls(site) | (browser.settings(site, proxy, allow_private) if browser.uses_browser(site) else {})
    return {
        **own,
        "DOWNLOAD_HANDLERS": DOWNLOAD_HANDLERS | own.get("DOWNLOAD_HANDLERS", {}),
        **(_CHALLENGE if site.challenge == "run" else {}),
        "USER_AGENT": user_agent(),
        "DOWNLOAD_DELAY": site.delay,
        "AUTOTHROTTLE_ENABLED": site.delay > 0,
        "AUTOTHROTTLE_START_DELAY": site.delay,
        "AUTOTHROTTLE_TARGET_CONCURRENCY": float(site.concurrency),
        "CONCURRENT_REQUESTS": site.concurrency,
        "CONCURRENT_REQUESTS_PER_DOMAIN": site.concurrency,
        "DOWNLOAD_TIMEOUT": site.timeout,
        "DOWNLOAD_MAXSIZE": site.max_bytes,
        "HTTPPROXY_ENABLED": bool(proxy),
        "GONGKAI_SITE": site,
        "GONGKAI_PROXY": proxy,
        "GONGKAI_ALLOW_PRIVATE": allow_private,
    }


def _tls(site: Site) -> dict[str, Any]:
    """Certificates are verified, which Scrapy does not do by itself; old servers get old versions."""
    found: dict[str, Any] = {"DOWNLOAD_VERIFY_CERTIFICATES": site.certificate == "verified"}
    if site.tls == "old":
        found |= {
            "DOWNLOAD_TLS_MIN_VERSION": "TLSv1.0",
            "DOWNLOAD_TLS_MAX_VERSION": "TLSv1.2",
            "DOWNLOAD_HANDLERS": {"https": "scraper.tls.OldTls"},
        }
    return found
