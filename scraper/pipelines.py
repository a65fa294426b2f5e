"""Fetched page -> archive.store. What the spider yields is a Capture, or a Visit that brought no content."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, cast

from scrapy.crawler import Crawler

from archive.model import Capture
from archive.store import ArchiveError
from archive.store.pages import VisitOutcome

if TYPE_CHECKING:
    from scraper.spiders.source import SourceSpider

BEAT = 1.0


@dataclass(frozen=True, slots=True)
class Visit:
    """An address was asked and gave nothing to keep. `parent` is the capture whose file it is.

    Visits of list pages are kept but not counted.
    """

    url: str
    fetched_at: str
    outcome: VisitOutcome
    status: int | None = None
    detail: str | None = None
    parent: str | None = None
    list: bool = False


class Keeper:
    """Item pipeline: stores captures and visits in the open archive, and counts them."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self._beat: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Keeper:
        return cls(crawler)

    @property
    def spider(self) -> SourceSpider:
        return cast("SourceSpider", self.crawler.spider)

    def open_spider(self) -> None:
        self._beat = asyncio.get_running_loop().create_task(self._flush_steadily())

    def close_spider(self) -> None:
        if self._beat:
            self._beat.cancel()
        self._guarded(self.spider.archive.flush)

    def process_item(self, item: Capture | Visit) -> Capture | Visit:
        if self.spider.fatal is None:
            self._guarded(lambda: self._keep(item))
            self.spider.report()
        return item

    def _keep(self, item: Capture | Visit) -> None:
        spider = self.spider
        if isinstance(item, Visit):
            self._visit(item)
            return
        outcome = spider.archive.record(item, crawl_id=spider.crawl_id or None)
        if item.kind != "list":
            spider.tally.outcomes[outcome] += 1

    def _visit(self, visit: Visit) -> None:
        spider = self.spider
        known = spider.archive.page(visit.url) if visit.outcome == "missing" else None
        state = spider.archive.visit(
            visit.url,
            visit.fetched_at,
            visit.outcome,
            status=visit.status,
            detail=visit.detail,
            crawl_id=spider.crawl_id or None,
            parent_id=visit.parent,
            gone_after=timedelta(seconds=spider.site.gone_after),
        )
        spider.tally.outcomes[visit.outcome] += not visit.list
        spider.tally.gone += bool(known and known.state != "gone" and state == "gone")

    def _guarded(self, action: Callable[[], None]) -> None:
        """An archive that cannot be written ends the crawl: nothing fetched after that could be kept."""
        try:
            action()
        except ArchiveError as error:
            self.spider.abandon(error)

    async def _flush_steadily(self) -> None:
        """What was fetched is kept a second later even where nothing else comes."""
        while self.spider.fatal is None:
            await asyncio.sleep(BEAT)
            self._guarded(self.spider.archive.flush)
            self.spider.check_limits()
