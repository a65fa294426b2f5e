"""Searches hosts for their column of yearly reports, in this process: a Scrapy reactor runs once.

for result in discover(["www.example.gov.cn"]): print(result.finding)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings

from scraper import settings
from scraper.discover.explore import MOST, Finding
from scraper.source import Column, Site
from scraper.spiders.discover import DiscoverSpider

DELAY = 3.0


@dataclass(frozen=True, slots=True)
class Result:
    """What the search on one host came to; `notes` are sentences about what could not be fetched."""

    host: str
    finding: Finding | None
    notes: tuple[str, ...]


def discover(
    hosts: Sequence[str],
    *,
    proxy: str | None = None,
    allow_private: bool = False,
    delay: float = DELAY,
    most: int = MOST,
    progress: Callable[[], None] | None = None,
) -> list[Result]:
    """Searches every host with at most `most` requests, `delay` seconds apart; robots.txt is obeyed.

    `progress` is called after every answer.
    """
    common = settings.base()
    if proxy or allow_private:
        common["TWISTED_DNS_RESOLVER"] = "scrapy.resolver.CachingThreadedResolver"
    process = AsyncCrawlerProcess(Settings(common))
    crawlers = []
    for host in hosts:
        own = settings.of_site(_site(host, delay), proxy=proxy, allow_private=allow_private)
        crawler = Crawler(DiscoverSpider, Settings({**common, **own}))
        process.crawl(crawler, host=host, most=most, progress=progress)
        crawlers.append(crawler)
    process.start()
    return [_result(host, crawler.spider) for host, crawler in zip(hosts, crawlers, strict=True)]


def _site(host: str, delay: float) -> Site:
    """The site as far as fetching is concerned: its host and its pace."""
    nothing = Column("-", "other", f"http://{host}/", "listing")
    return Site(host, host, host, (nothing,), delay=delay, max_bytes=5_000_000)


def _result(host: str, spider: object) -> Result:
    if not isinstance(spider, DiscoverSpider):
        return Result(host, None, ("The search could not begin.",))
    return Result(host, spider.finding, tuple(spider.notes))
