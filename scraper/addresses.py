"""Which addresses may be fetched: http(s) on declared hosts, and nothing inside a private network.

Every request passes here last before it is sent: redirects, robots.txt and retries too. Names are checked
again when they are resolved, because a public name may point to a private address.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Sequence
from typing import ClassVar
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

from scraper.guards import LOGIN_PATH
from scraper.source import Site

MAX_URL = 2048
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
DEEPEST = 20


class Refused(IgnoreRequest):
    """The address must not be fetched. The message is a sentence."""


class MovedAway(Refused):
    """A redirect leads to an address that must not be fetched."""


class LedToLogin(Refused):
    """A redirect leads to the login of another host."""


class PrivateNetwork(Refused):
    """The host's name leads into a private network."""


def is_private(host: str) -> bool:
    """Whether a literal address is private, loopback, link-local or otherwise not of the public internet."""
    try:
        address = ipaddress.ip_address(host.strip("[]").partition("%")[0])
    except ValueError:
        return _is_disguised(host)
    inner = _within(address) if isinstance(address, ipaddress.IPv6Address) else address
    return not inner.is_global or address.is_multicast


def _within(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """The IPv4 address that an IPv6 address leads to, where it is made of one."""
    translated = ipaddress.IPv4Address(int(address) % 2**32) if address in _NAT64 else None
    return address.ipv4_mapped or address.sixtofour or translated or address


def _is_disguised(host: str) -> bool:
    """Other spellings of an IPv4 address that resolvers take: 127.1, 2130706433, 0x7f000001."""
    if not host or not all(part[:1].isdigit() for part in host.rstrip(".").split(".")):
        return False
    try:
        socket.inet_aton(host)
    except OSError:
        return False
    return True


def objection(url: str, hosts: Sequence[str], *, allow_private: bool = False) -> str | None:
    """Why an address must not be fetched, as a sentence, or None."""
    if len(url) > MAX_URL:
        return f"The address is longer than {MAX_URL} characters."
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return "The address is not valid."
    if parts.scheme not in ("http", "https"):
        return f"The scheme {parts.scheme} is not http or https."
    if host not in hosts:
        return f"The host {host} is not declared."
    if "@" in parts.netloc:
        return "The address holds the name of a user."
    if not allow_private and is_private(host):
        return f"The address {host} is inside a private network."
    return None


def is_trap(url: str) -> bool:
    """Whether a path goes in circles (/a/b/a/b/a/b): the mark of relative links on a page that never ends."""
    steps = [step for step in urlsplit(url).path.split("/") if step]
    return len(steps) > DEEPEST or any(
        steps[i : i + size] == steps[i + size : i + 2 * size] == steps[i + 2 * size : i + 3 * size]
        for size in range(1, len(steps) // 3 + 1)
        for i in range(len(steps) - 3 * size + 1)
    )


class AddressGuard:
    """Downloader middleware: sends only what `objection` lets pass, through the proxy if there is one."""

    def __init__(self, site: Site, proxy: str | None, allow_private: bool) -> None:
        self.hosts = site.all_hosts
        self.proxy = proxy
        self.allow_private = allow_private

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> AddressGuard:
        settings = crawler.settings
        return cls(settings["GONGKAI_SITE"], settings["GONGKAI_PROXY"], settings["GONGKAI_ALLOW_PRIVATE"])

    def process_request(self, request: Request) -> None:
        found = objection(request.url, self.hosts, allow_private=self.allow_private)
        if found and not request.meta.get("redirect_urls"):
            raise Refused(found)
        if found and LOGIN_PATH.search(request.url):
            raise LedToLogin(f"The site leads on to a login at {urlsplit(request.url).hostname}.")
        if found:
            raise MovedAway(found)
        if self.proxy:
            request.meta["proxy"] = self.proxy

    def process_response(self, request: Request, response: Response) -> Response:
        """The address that was connected to is looked at again: whatever the name led to, it was this one."""
        address = None if self.allow_private or self.proxy else response.ip_address
        if address and is_private(str(address)):
            raise PrivateNetwork(f"The host answered from {address}, inside a private network.")
        if b"gzip" in (response.headers.get("Content-Encoding") or b""):
            request.meta["wire"] = response.body
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        address = PublicResolver.private.get(urlsplit(request.url).hostname or "")
        if address:
            raise PrivateNetwork(f"The host resolves to {address}, inside a private network.") from exception


class PublicResolver(CachingThreadedResolver):
    """Resolves names, and fails for those that lead into a private network; `private` says which did.

    `trusted` are the names of proxies that the operator has set.

    Twisted reports any failure as "no results", so the reason is kept here for the middleware to name it.
    """

    private: ClassVar[dict[str, str]] = {}
    trusted: ClassVar[set[str]] = set()

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Deferred[str]:  # noqa: N802
        found: Deferred[str] = super().getHostByName(name, timeout)
        return found.addCallback(self._only_public, name)

    def _only_public(self, address: str, name: str) -> str:
        if is_private(address) and name not in self.trusted:
            self.private[name] = address
            raise DNSLookupError(f"{name} resolves to {address}, inside a private network")
        return address
