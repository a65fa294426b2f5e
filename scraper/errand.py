"""The crawl of one site, from its row in the archive to what it came to."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from scrapy.crawler import Crawler

from archive.store import Archive, ArchiveError, crawls
from scraper import settings
from scraper.answers import now
from scraper.expect import ColumnTally, Tally, Trouble, judge_column, judge_saved, judge_site, worse
from scraper.limits import Limits, Manner
from scraper.manners import REQUESTS
from scraper.outcome import ColumnOutcome, Outcome
from scraper.queue import Lease
from scraper.source import Site
from scraper.spiders.source import SourceSpider

RESUME_WITHIN = timedelta(days=1)


class Errand:
    """The crawl of one site: its row in the archive, its crawler, and what it came to.

    With `saved` these addresses are fetched instead of the lists, and the archive does not follow the site.
    With a `lease` the site is one of a queue that workers share.
    """

    def __init__(
        self,
        archive: Archive,
        site: Site,
        manner: Manner,
        limits: Limits,
        saved: Sequence[str] = (),
        lease: Lease | None = None,
    ) -> None:
        self.archive = archive
        self.site = site
        self.manner = manner
        self.limits = limits
        self.saved = saved
        self.lease = lease
        self.own = settings.of_site(site, proxy=manner.proxy, allow_private=manner.allow_private)
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
            if not self.saved:
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
            "limits": self.limits,
            "manner": self.manner,
            "saved": self.saved,
            "lease": self.lease,
        }

    def _declare(self) -> None:
        self.archive.declare(self.site)
        self.archive.follow(self.site.id)
        known = self.archive.columns(self.site.id)
        for tally in self.tally.columns.values():
            row = known[tally.column.name]
            tally.before, tally.good_address = row.items, row.good_address

    def _row(self) -> tuple[str, bool]:
        """The crawl to go on with where the last one was stopped not long ago, else a new one.

        Of a queue: only where no worker has finished it since.
        """
        left = self.archive.interrupted_crawl(self.site.id)
        begun = self.lease is None or self.lease.resumed
        if left and begun and datetime.now(UTC) - datetime.fromisoformat(left.started_at) < RESUME_WITHIN:
            return left.id, True
        if left:
            with self.archive.transaction() as conn:
                crawls.abandon_crawl(conn, left.id, now())
        names = [column.name for column in self.site.columns]
        return self.archive.start_crawl(self.site.id, now(), names, self.manner.vantage), False

    @property
    def proxy_host(self) -> str | None:
        """The name of the proxy that the operator has set; it may stand in a private network."""
        proxy = self.manner.proxy or self.site.proxy
        return urlsplit(proxy).hostname if proxy else None

    @property
    def spider(self) -> SourceSpider | None:
        spider = self.crawler.spider if self.crawler else None
        return spider if isinstance(spider, SourceSpider) else None

    @property
    def stopped(self) -> str:
        """Why the crawl did not come to its end; empty where it did."""
        if self.spider is None or self.spider.reason != "finished":
            return "It was interrupted."
        return self.spider.stopped

    @property
    def goes_on(self) -> bool:
        """Whether another site may be crawled after this one."""
        interrupted = self.spider is None or self.spider.reason != "finished"
        return not interrupted and self.error is None and self.limits.reached() is None

    def end(self) -> None:
        """Writes the states and closes the crawl, unless it was stopped: then its row stays open."""
        self.error = self.spider.fatal if self.spider else None
        if self.error is None:
            try:
                self.outcome = self._conclude()
            except ArchiveError as error:
                self.error = error

    def _conclude(self) -> Outcome:
        trouble = judge_saved(self.tally) if self.saved else judge_site(self.tally)
        if self.stopped:
            trouble = self.tally.trouble or Trouble("ok", "")
        columns = tuple(self._column(tally) for tally in self.tally.columns.values())
        if not self.stopped and not self.saved:
            trouble = self._write(columns, trouble)
        return self._outcome(columns, trouble.state, trouble.detail)

    def _column(self, tally: ColumnTally) -> ColumnOutcome:
        judged = self.tally.trouble or judge_column(tally)
        complete = tally.complete and judged.state == "ok"
        return ColumnOutcome(tally.column.name, judged.state, judged.detail, tally.items, complete)

    def _write(self, columns: Sequence[ColumnOutcome], trouble: Trouble) -> Trouble:
        """Writes the states of columns and site; the site's is no better than that of a column not asked."""
        at, tallies = now(), self.tally.columns
        trouble = worse(trouble, self._elsewhere(at))
        with self.archive.transaction() as conn:
            for column in columns:
                good = column.state == "ok"
                crawls.set_column_state(
                    conn,
                    self.site.id,
                    column.name,
                    column.state,
                    detail=column.detail or None,
                    items=column.items if column.complete else None,
                    complete_at=at if column.complete else None,
                    good_address=tallies[column.name].stands_at if good else None,
                    redirects=tallies[column.name].redirects,
                )
            crawls.set_site_state(conn, self.site.id, trouble.state, at, trouble.detail or None)
            crawls.finish_crawl(
                conn,
                self.crawl_id,
                at,
                trouble.state,
                requests=self._requests,
                bytes=self.tally.bytes,
                detail=trouble.detail or None,
                gone=self.tally.gone,
                not_due=self.tally.not_due,
            )
        return trouble

    def _elsewhere(self, at: str) -> list[tuple[Trouble, str]]:
        """The states of the columns that were not asked now but lately."""
        rows = self.archive.columns(self.site.id).values()
        return [
            (Trouble(row.state, row.detail or ""), row.name)
            for row in rows
            if row.name not in self.tally.columns
            and row.visited_at
            and _days(row.visited_at, at) < 3 * row.every
        ]

    @property
    def _requests(self) -> int:
        stats = self.crawler.stats if self.crawler else None
        return int(stats.get_value(REQUESTS, 0)) if stats else 0

    def _outcome(self, columns: tuple[ColumnOutcome, ...], state: str, detail: str) -> Outcome:
        seen = self.tally.outcomes
        return Outcome(
            site_id=self.site.id,
            crawl_id=self.crawl_id,
            state=state,
            detail=detail,
            finished=not self.stopped,
            stopped=self.stopped,
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
            not_due=self.tally.not_due,
            refused=dict(self.tally.guards),
            bytes=self.tally.bytes,
            seconds=round(time.monotonic() - self.started, 3),
        )


def _days(early: str, late: str) -> float:
    span = datetime.fromisoformat(late) - datetime.fromisoformat(early)
    return span / timedelta(days=1)
