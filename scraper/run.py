"""Crawls sites into an archive, in this process. A Scrapy reactor runs once: one call of `crawl` a process.

outcomes = crawl(find(load_all(), ["qingdao"]), "archive.db")
"""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings

from archive.store import Archive, ArchiveError
from scraper import settings
from scraper.answers import now
from scraper.expect import ColumnTally, Tally, judge_column, judge_site
from scraper.source import Site
from scraper.spiders.source import SourceSpider

AT_ONCE = 8
RESUME_WITHIN = timedelta(days=1)

_QUIET = (
    "scrapy.downloadermiddlewares.robotstxt",
    "scrapy.core.downloader.handlers.http11",
    "scrapy.core.scraper",
)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the crawl of one site is. `waiting` links are known and not yet asked for."""

    site_id: str
    pages: int
    new: int
    changed: int
    waiting: int


@dataclass(frozen=True, slots=True)
class ColumnOutcome:
    name: str
    state: str
    detail: str
    items: int
    complete: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one crawl of one site came to. Where it is not `finished`, the same call goes on with it.

    `state` is one of the contract's states of a source, `detail` a sentence or empty. The numbers count pages
    and files of this run, list pages apart.
    """

    site_id: str
    crawl_id: str
    state: str
    detail: str
    finished: bool
    resumed: bool
    columns: tuple[ColumnOutcome, ...]
    requests: int
    new: int
    changed: int
    unchanged: int
    missing: int
    gone: int
    guarded: int
    failed: int
    bytes: int
    seconds: float


def crawl(
    sites: Sequence[Site],
    archive_path: Path | str,
    *,
    proxy: str | None = None,
    progress: Callable[[Progress], None] | None = None,
    allow_private: bool = False,
    at_once: int = AT_ONCE,
) -> list[Outcome]:
    """Fetches what the sites' columns list and what the archive knows of them; makes the archive if need be.

    To crawl only some columns, give sites with these alone (`dataclasses.replace`). Raises ArchiveError where
    the archive cannot be opened or written.
    """
    with Archive.open(archive_path, create=True) as archive:
        errands = [Errand(archive, site, proxy, allow_private, progress) for site in sites]
        _run(errands, at_once, public_only=not (proxy or allow_private))
    for errand in errands:
        if errand.error:
            raise errand.error
    return [errand.outcome for errand in errands if errand.outcome]


class Errand:
    """The crawl of one site: its row in the archive, its crawler, and what it came to."""

    def __init__(
        self,
        archive: Archive,
        site: Site,
        proxy: str | None,
        allow_private: bool,
        progress: Callable[[Progress], None] | None,
    ) -> None:
        self.archive = archive
        self.site = site
        self.progress = progress
        self.own = settings.of_site(site, proxy=proxy, allow_private=allow_private)
        self.crawler: Crawler | None = None
        self.outcome: Outcome | None = None
        self.error: ArchiveError | None = None
        self.crawl_id = ""
        self.resumed = False
        self.started = time.monotonic()
        self.tally = Tally({column.name: ColumnTally(column) for column in site.columns})

    def begin(self) -> dict[str, Any] | None:
        """Writes that the crawl begins; what the spider is made of, None where it cannot be written."""
        self.started = time.monotonic()
        try:
            self._declare()
            self.crawl_id, self.resumed = self._row()
            self.archive.flush()
        except ArchiveError as error:
            self.error = error
            return None
        return {
            "site": self.site,
            "archive": self.archive,
            "crawl_id": self.crawl_id,
            "tally": self.tally,
            "progress": self._report if self.progress else None,
        }

    def _declare(self) -> None:
        self.archive.declare(self.site)
        self.archive.follow(self.site.id)
        for tally in self.tally.columns.values():
            tally.before = self._items_before(tally.column.name)

    def _items_before(self, column: str) -> int | None:
        row = self.archive.conn.execute(
            "SELECT items FROM columns WHERE id = ?", (f"{self.site.id}/{column}",)
        ).fetchone()
        return row["items"] if row else None

    def _row(self) -> tuple[str, bool]:
        """The crawl to go on with where the last one was stopped not long ago, else a new one."""
        left = self.archive.interrupted_crawl(self.site.id)
        if left and datetime.now(UTC) - datetime.fromisoformat(left.started_at) < RESUME_WITHIN:
            return left.id, True
        if left:
            self.archive.finish_crawl(
                left.id, now(), "interrupted", detail="Stopped, and not taken up again."
            )
        return self.archive.start_crawl(self.site.id, now()), False

    def _report(self, spider: SourceSpider) -> None:
        if self.progress:
            tally = self.tally
            self.progress(
                Progress(
                    self.site.id,
                    tally.pages,
                    tally.outcomes["new"],
                    tally.outcomes["changed"],
                    len(spider.frontier),
                )
            )

    @property
    def spider(self) -> SourceSpider | None:
        spider = self.crawler.spider if self.crawler else None
        return spider if isinstance(spider, SourceSpider) else None

    @property
    def finished(self) -> bool:
        return self.spider is not None and self.spider.reason == "finished"

    @property
    def went_well(self) -> bool:
        return self.finished and self.error is None

    def end(self) -> None:
        """Writes the states and closes the crawl, unless it was stopped: then its row stays open."""
        self.error = self.spider.fatal if self.spider else None
        if self.error is None:
            try:
                self.outcome = self._conclude()
            except ArchiveError as error:
                self.error = error

    def _conclude(self) -> Outcome:
        trouble = judge_site(self.tally)
        columns = tuple(self._column(tally) for tally in self.tally.columns.values())
        if self.finished:
            self._write(columns, trouble.state, trouble.detail)
        return self._outcome(columns, trouble.state, trouble.detail)

    def _column(self, tally: ColumnTally) -> ColumnOutcome:
        judged = self.tally.trouble or judge_column(tally)
        complete = tally.complete and judged.state == "ok"
        return ColumnOutcome(tally.column.name, judged.state, judged.detail, tally.items, complete)

    def _write(self, columns: Sequence[ColumnOutcome], state: str, detail: str) -> None:
        at = now()
        for column in columns:
            self.archive.set_column_state(
                self.site.id,
                column.name,
                column.state,
                detail=column.detail or None,
                items=column.items if column.complete else None,
                complete_at=at if column.complete else None,
            )
        self.archive.set_site_state(self.site.id, state, at, detail or None)
        self.archive.finish_crawl(
            self.crawl_id, at, state, requests=self._requests, bytes=self.tally.bytes, detail=detail or None
        )

    @property
    def _requests(self) -> int:
        stats = self.crawler.stats if self.crawler else None
        return int(stats.get_value("downloader/request_count", 0)) if stats else 0

    def _outcome(self, columns: tuple[ColumnOutcome, ...], state: str, detail: str) -> Outcome:
        seen = self.tally.outcomes
        return Outcome(
            site_id=self.site.id,
            crawl_id=self.crawl_id,
            state=state,
            detail=detail,
            finished=self.finished,
            resumed=self.resumed,
            columns=columns,
            requests=self._requests,
            new=seen["new"],
            changed=seen["changed"],
            unchanged=seen["unchanged"] + seen["not_modified"],
            missing=seen["missing"],
            gone=self.tally.gone,
            guarded=seen["guarded"],
            failed=seen["failed"],
            bytes=self.tally.bytes,
            seconds=round(time.monotonic() - self.started, 3),
        )


def _run(errands: Sequence[Errand], at_once: int, *, public_only: bool) -> None:
    """Runs the crawls, `at_once` of them at a time, until all are done or a signal stops them."""
    common = settings.base()
    if not public_only:
        common["TWISTED_DNS_RESOLVER"] = "scrapy.resolver.CachingThreadedResolver"
    process = AsyncCrawlerProcess(Settings(common))
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    waiting = deque(errands)

    def launch(last: Errand | None = None) -> None:
        """Starts the next crawl after one that is done; none after a stop or a fault of the archive."""
        if last:
            last.end()
        if waiting and (last is None or last.went_well):
            errand = waiting.popleft()
            errand.crawler = Crawler(SourceSpider, Settings({**common, **errand.own}))
            if spider := errand.begin():
                process.crawl(errand.crawler, **spider).add_done_callback(lambda _: launch(errand))

    for _ in range(min(at_once, len(errands))):
        launch()
    if process.crawlers:
        process.start()
