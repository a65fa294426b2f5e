"""Crawls sites into an archive, in this process. A Scrapy reactor runs once: one call of `crawl` a process.

outcomes = crawl(find(load_all(), ["qingdao"]), "archive.db")
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings

from archive.store import Archive
from scraper import settings
from scraper.addresses import PublicResolver
from scraper.errand import Errand, Manner
from scraper.limits import Limits
from scraper.outcome import ColumnOutcome, Outcome, Progress
from scraper.source import Column, Site
from scraper.spiders.source import SourceSpider

__all__ = ["ColumnOutcome", "Limits", "Outcome", "Progress", "crawl", "save"]

AT_ONCE = 8

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
) -> list[Outcome]:
    """Fetches what the sites' columns list and what the archive knows of them; makes the archive if need be.

    To crawl only some columns, give sites with these alone (`dataclasses.replace`). Raises ArchiveError where
    the archive cannot be opened or written.
    """
    manner = Manner(proxy, allow_private, vantage, only_due, progress)
    limits = limits or Limits()
    with Archive.open(archive_path, create=True) as archive:
        errands = [Errand(archive, site, manner, limits) for site in sites]
        return _run(errands, at_once)


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
        (outcome,) = _run([errand], 1)
    return outcome


def _run(errands: Sequence[Errand], at_once: int) -> list[Outcome]:
    """Runs the crawls, `at_once` of them at a time, until all are done or a signal or a limit stops them."""
    common = settings.base()
    if any(errand.manner.allow_private for errand in errands):
        common["TWISTED_DNS_RESOLVER"] = "scrapy.resolver.CachingThreadedResolver"
    PublicResolver.trusted.update(errand.proxy_host for errand in errands if errand.proxy_host)
    # The process would write its own dicts (middlewares, extensions) over those of its crawlers.
    process = AsyncCrawlerProcess(Settings({k: v for k, v in common.items() if not isinstance(v, dict)}))
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    logging.getLogger("twisted").addFilter(lambda record: "verifying certificate" not in record.getMessage())
    waiting = deque(errands)

    def launch(last: Errand | None = None) -> None:
        """Starts the next crawl after one that is done; none after a stop or a fault of the archive."""
        if last:
            last.end()
        if waiting and (last is None or last.goes_on):
            errand = waiting.popleft()
            errand.crawler = Crawler(SourceSpider, Settings({**common, **errand.own}))
            if spider := errand.begin():
                process.crawl(errand.crawler, **spider).add_done_callback(lambda _: launch(errand))

    for _ in range(min(at_once, len(errands))):
        launch()
    if process.crawlers:
        process.start()
    for errand in errands:
        if errand.error:
            raise errand.error
    return [errand.outcome for errand in errands if errand.outcome]
