"""Crawls sites into an archive, in this process. A Scrapy reactor runs once: one call of `crawl` a process.

outcomes = crawl(find(load_all(), ["qingdao"]), "archive.db")
"""

from __future__ import annotations

import asyncio
import gc
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings
from twisted.internet.endpoints import HostnameEndpoint

from archive.store import Archive
from scraper import settings
from scraper.addresses import PublicResolver
from scraper.errand import Errand
from scraper.errands import Errands, SharedErrands
from scraper.herald import Herald
from scraper.limits import Limits, Manner
from scraper.outcome import ColumnOutcome, Outcome, Progress
from scraper.queue import Queue
from scraper.source import Column, Site
from scraper.spiders.source import SourceSpider

__all__ = ["ColumnOutcome", "Limits", "Outcome", "Progress", "crawl", "save"]

AT_ONCE = 8
POLL = 2.0
# Bytes of the archive held in memory: less than for imports, since sites answer slower than it is written.
CACHE = 16 * 1024 * 1024

_QUIET = (
    "scrapy.downloadermiddlewares.robotstxt",
    "scrapy.core.downloader.handlers.http11",
    "scrapy.core.downloader.tls",
    "scrapy.core.scraper",
)


def crawl(
    sites: Sequence[Site],
    archive_path: Path | str,
    *,
    proxy: str | None = None,
    progress: Callable[[Progress], None] | None = None,
    allow_private: bool = False,
    at_once: int = AT_ONCE,
    limits: Limits | None = None,
    only_due: bool = False,
    vantage: str | None = None,
    queue: Queue | None = None,
) -> list[Outcome]:
    """Fetches what the sites' columns list and what the archive knows of them; makes the archive if need be.

    To crawl only some columns, give sites with these alone (`dataclasses.replace`). With a `queue` those of
    the sites that it has are fetched, as far as no other worker has them; one that is killed is replaced.
    Raises ArchiveError where the archive cannot be opened or written, QueueError where the queue fails.
    """
    manner = Manner(proxy, allow_private, vantage, only_due, progress)
    limits = limits or Limits()
    with Archive.open(archive_path, create=True) as archive:
        archive.conn.execute(f"PRAGMA cache_size = -{CACHE // 1024}")
        if queue:
            with Herald(archive.path) as herald:
                return _run(SharedErrands(archive, sites, manner, limits, queue, herald), at_once)
        return _run(Errands([Errand(archive, site, manner, limits) for site in sites]), at_once)


def save(
    url: str,
    archive_path: Path | str,
    site: Site | None = None,
    *,
    proxy: str | None = None,
    allow_private: bool = False,
    vantage: str | None = None,
) -> Outcome:
    """Captures one address and the files of its article, as a person asks for it; its site is not followed.

    `site` gives pace and manners where its host is declared; its robots.txt is obeyed in any case. Raises
    ArchiveError as `crawl` does.
    """
    host = urlsplit(url).hostname or ""
    known = site or Site("", host, host, ())
    alone = replace(known, columns=(Column("", "other", url, "listing"),), hours=None)
    manner = Manner(proxy, allow_private, vantage)
    with Archive.open(archive_path, create=True) as archive:
        errand = Errand(archive, alone, manner, Limits(), saved=(url,))
        (outcome,) = _run(Errands([errand]), 1)
    return outcome


def _run(errands: Errands, at_once: int) -> list[Outcome]:
    """Runs the crawls, `at_once` of them at a time, until all are done or a signal or a limit stops them."""
    process = _Process(errands, at_once)
    _spare()
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    logging.getLogger("twisted").addFilter(lambda record: "verifying certificate" not in record.getMessage())
    if process.launch_some() or errands.waits:
        process.start()
    return errands.outcomes()


def _spare() -> None:
    """Spares every request what is the same for all."""
    gc.freeze()  # what was imported stays: the collector need not look through it again and again
    if not hasattr(HostnameEndpoint._hostAsBytesAndText, "cache_info"):
        spelt = lru_cache(maxsize=1024)(HostnameEndpoint._hostAsBytesAndText)  # 30 µs for each request
        HostnameEndpoint._hostAsBytesAndText = staticmethod(spelt)  # type: ignore[method-assign]


class _Process(AsyncCrawlerProcess):
    """Scrapy's process over errands: the next begins when one ends."""

    def __init__(self, errands: Errands, at_once: int) -> None:
        self.errands = errands
        self.at_once = at_once
        self.common = settings.base()
        if errands.allow_private:
            self.common["TWISTED_DNS_RESOLVER"] = "scrapy.resolver.CachingThreadedResolver"
        # The process would write its own dicts (middlewares, extensions) over those of its crawlers.
        super().__init__(Settings({k: v for k, v in self.common.items() if not isinstance(v, dict)}))

    async def join(self) -> None:
        """Completes when all errands have ended, those too that only wait for another worker now."""
        await super().join()
        while self.errands.waits:
            await asyncio.sleep(POLL)
            self.launch_some()
            await super().join()

    def launch_some(self) -> bool:
        """Whether any errand was to be begun."""
        return sum(self._launch() for _ in range(self.at_once)) > 0

    def _launch(self) -> bool:
        """Begins the next errand, if there is one."""
        errand = self.errands.next()
        if errand is None:
            return False
        if errand.proxy_host:
            PublicResolver.trusted.add(errand.proxy_host)
        errand.crawler = Crawler(SourceSpider, Settings({**self.common, **errand.own}))
        if spider := errand.begin():
            self.errands.begun(errand)
            self.crawl(errand.crawler, **spider).add_done_callback(lambda _: self._end(errand))
        else:
            self.errands.ended(errand)
        return True

    def _end(self, errand: Errand) -> None:
        """Ends one, and begins the next unless the call is over: after a stop or a fault of the archive."""
        errand.end()
        self.errands.ended(errand)
        if errand.goes_on:
            self._launch()
        else:
            self.errands.stop()
