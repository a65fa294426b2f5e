"""Fills sources' past from a web archive, in this process: one call a process, as with `scraper.run`.

outcomes = backfill(find(load_all(), ["qingdao"]), "https://web.archive.org/cdx/search/cdx", "archive.db")
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings

from archive.store import Archive
from scraper import settings
from scraper.addresses import is_private
from scraper.cdx import Index
from scraper.source import Site
from scraper.spiders.index import IndexSpider

PACE = 2.0  # seconds between requests; whoever serves an archive on this machine or network sets no pace
LARGEST = 200_000_000


@dataclass(frozen=True, slots=True)
class Recovered:
    """What a web archive gave for one source: `counts` by new, changed, unchanged, known, failed or guard."""

    site_id: str
    counts: Counter[str] = field(default_factory=Counter)
    troubles: tuple[str, ...] = ()


def backfill(
    sites: Sequence[Site],
    index_address: str,
    archive_path: Path | str,
    progress: Callable[[int, int], None] | None = None,
) -> list[Recovered]:
    """Fetches what the index knows of the sources' pages. Raises ArchiveError where it cannot be stored.

    Called again, it fetches what is not there yet. The sources are not followed by it.
    """
    index = Index(index_address)
    # Only the archive is asked, which the caller has named: a source's own rules are not at stake.
    near = is_private(index.hosts[0]) or index.hosts[0] == "localhost"
    asked = Site("", index.hosts[0], index.hosts[0], (), hosts=index.hosts[1:], delay=0.0 if near else PACE,
                 max_bytes=LARGEST, timeout=120.0)  # fmt: skip
    common = settings.base()
    if near:
        common["TWISTED_DNS_RESOLVER"] = "scrapy.resolver.CachingThreadedResolver"
    own = settings.of_site(asked, allow_private=near)
    with Archive.open(archive_path, create=True) as archive:
        process = AsyncCrawlerProcess(Settings(common))
        crawlers = [Crawler(IndexSpider, Settings({**common, **own})) for _ in sites]
        waiting = list(zip(sites, crawlers, strict=True))

        def launch() -> None:
            if waiting:
                site, crawler = waiting.pop(0)
                archive.declare(site)
                done = process.crawl(crawler, site=site, archive=archive, index=index, progress=progress)
                done.add_done_callback(lambda _: launch())

        launch()
        process.start()
    return [_recovered(site, crawler) for site, crawler in zip(sites, crawlers, strict=True)]


def _recovered(site: Site, crawler: Crawler) -> Recovered:
    spider = crawler.spider
    if not isinstance(spider, IndexSpider):
        return Recovered(site.id, Counter(failed=1), ("The search was stopped before it began.",))
    if spider.fatal:
        raise spider.fatal
    return Recovered(site.id, spider.counts, tuple(spider.troubles))
