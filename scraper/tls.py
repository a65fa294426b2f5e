"""What old servers speak: TLS 1.0 and 1.1, weak ciphers, short keys, and no secure renegotiation.

OpenSSL allows that at its security level 0 alone. Scrapy hands ciphers on one by one, and loses the level.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of OpenSSL's language for ciphers, where Twisted expects the name of one."""

    fullName: str  # noqa: N815 - Twisted's name


class OldCiphers:
    """What Twisted asks for ciphers."""

    def selectCiphers(self, availableCiphers: object) -> tuple[Any, ...]:  # noqa: N802, N803, ARG002
        return _Word("DEFAULT"), _Word("@SECLEVEL=0")


class OldTls(HTTP11DownloadHandler):
    """Scrapy's handler of https for sources with `tls = "old"`."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._contextFactory.tls_ciphers = OldCiphers()
