"""The one spider of all declared sources: lists -> pages -> attachments, and what is known but not listed.

answer -> guards -> Capture -> pipeline; body -> harvest -> frontier -> requests
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace
from typing import Any

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider, ResponseDataLossError
from scrapy.http import Response
from twisted.python.failure import Failure

from archive.model import Capture
from archive.store import Archive, ArchiveError, Page
from scraper.answers import capture_of, charset_of, conditions, media_type_of, now
from scraper.expect import Tally, Trouble, trouble_of, trouble_of_answer
from scraper.frontier import Link
from scraper.guards import refuse
from scraper.harvest import Harvest
from scraper.manners import AskedToWait, Unreachable
from scraper.pipelines import Visit
from scraper.source import Site

Yielded = Request | Capture | Visit

_DONE = {"new", "changed", "unchanged", "not_modified", "missing"}


class SourceSpider(Spider):
    """Crawls one site into the archive. `visited` is what a stopped run of the same crawl has fetched."""

    name = "source"

    def __init__(
        self,
        site: Site,
        archive: Archive,
        crawl_id: str,
        tally: Tally,
        progress: Callable[[SourceSpider], None] | None = None,
    ) -> None:
        super().__init__()
        self.site = site
        self.archive = archive
        self.crawl_id = crawl_id
        self.tally = tally
        self.progress = progress
        self.harvest = Harvest(site, archive, tally)
        self.frontier = self.harvest.frontier
        self.visited = archive.visited(crawl_id)
        self.unproved: list[Link] = []
        self.steps = [self.harvest.add_known, self._add_proofs]
        self.flying = 0
        self.fatal: ArchiveError | None = None
        self.reason = ""

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> SourceSpider:
        spider: SourceSpider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.idle, signal=signals.spider_idle)
        crawler.signals.connect(spider.erred, signal=signals.spider_error)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        self.harvest.begin()
        for request in self._feed():
            yield request

    def idle(self) -> None:
        """Nothing is left: pages that are known but not listed, then second proofs of the missing ones."""
        requests: list[Request] = []
        while self.steps and not requests and not self._stopped:
            self.steps.pop(0)()
            requests = list(self._feed())
        for request in requests:
            self.crawler.engine.crawl(request)
        if requests:
            raise DontCloseSpider

    def closed(self, reason: str) -> None:
        self.reason = reason

    def erred(self, failure: Failure) -> None:
        """A fault of the program in reading an answer: named in the outcome, and the crawl goes on."""
        self.tally.errors.append(f"{type(failure.value).__name__}: {failure.getErrorMessage()}")

    def abandon(self, error: ArchiveError) -> None:
        """The archive cannot be written: nothing more is fetched."""
        self.fatal = error
        self.frontier.clear()

    def report(self) -> None:
        if self.progress:
            self.progress(self)

    @property
    def _stopped(self) -> bool:
        return self.fatal is not None or self.tally.trouble is not None

    def _add_proofs(self) -> None:
        """A page is not gone on one failure: the missing ones are asked once more."""
        for link in self.unproved:
            self.frontier.add(replace(link, role="proof"))

    # -- from links to requests

    def _feed(self) -> Iterator[Request]:
        """As many requests as keep the slots full; what was fetched before is read from the archive."""
        while self.flying < 2 * self.site.concurrency + 2 and not self._stopped:
            link = self.frontier.pop()
            if link is None:
                return
            if self.visited.get(link.url) in _DONE and link.role != "proof":
                self.harvest.read_stored(link, self.archive.page(link.url))
            else:
                self.flying += 1
                yield self._request(link)

    def _request(self, link: Link) -> Request:
        known = self.archive.page(link.url) if link.role != "list" else None
        body = link.ask.body if link.ask else None
        headers = {"Content-Type": "application/x-www-form-urlencoded"} if body else conditions(known)
        return Request(
            link.url,
            method="POST" if body else "GET",
            body=body or b"",
            headers=headers,
            callback=self.arrived,
            errback=self.failed,
            meta={"link": link, "known": known},
            dont_filter=True,
        )

    # -- from answers to captures

    def arrived(self, response: Response) -> Iterator[Yielded]:
        self.flying -= 1
        self.tally.bytes += len(response.body)
        link: Link = response.meta["link"]
        yield from (
            self._list_arrived(link, response) if link.role == "list" else self._page_arrived(link, response)
        )
        yield from self._feed()

    def failed(self, failure: Failure) -> Iterator[Yielded]:
        self.flying -= 1
        request: Request = failure.request  # type: ignore[attr-defined]
        link, error = request.meta["link"], failure.value or RuntimeError("no cause")
        trouble = trouble_of(error, redirected=bool(request.meta.get("redirect_urls")))
        if isinstance(error, Unreachable | AskedToWait):
            self.tally.trouble = trouble
            self.frontier.clear()
        elif link.role == "list":
            self.harvest.list_failed(link, trouble)
        else:
            yield self._failed_visit(link, error, trouble)
        yield from self._feed()

    def _failed_visit(self, link: Link, error: BaseException, trouble: Trouble) -> Visit:
        if isinstance(error, ResponseDataLossError):
            self.tally.guards["truncated"] += 1
            return Visit(link.url, now(), "guarded", None, f"truncated: {trouble.detail}")
        return Visit(link.url, now(), "failed", None, trouble.detail)

    def _list_arrived(self, link: Link, response: Response) -> Iterator[Yielded]:
        refusal = refuse(response.status, link.url, response.url, response.body)
        absent = response.status in (404, 410) or (refusal is not None and refusal.guard == "soft_404")
        if absent and link.ask and link.ask.probe:
            self.harvest.list_ended(link)
            return
        if refusal or response.status != 200:
            self.harvest.list_failed(link, trouble_of_answer(response.status, refusal))
            return
        yield capture_of(response, link, self.site.id)
        self.harvest.read_list(link, response.url, response.body, charset_of(response))

    def _page_arrived(self, link: Link, response: Response) -> Iterator[Yielded]:
        known: Page | None = response.meta["known"]
        status, at = response.status, now()
        if status == 304 and known:
            yield Visit(link.url, at, "not_modified", status)
            self.harvest.read_stored(link, known)
        elif status in (404, 410):
            yield Visit(link.url, at, "missing", status)
            if known and known.state != "gone" and link.role != "proof":
                self.unproved.append(link)
        elif refusal := refuse(status, link.url, response.url, response.body, file=link.role == "attachment"):
            self.tally.guards[refusal.guard] += 1
            yield Visit(link.url, at, "guarded", status, f"{refusal.guard}: {refusal.detail}")
        elif status not in (200, 203):
            yield Visit(link.url, at, "failed", status, f"HTTP {status}")
        else:
            capture = capture_of(response, link, self.site.id)
            yield capture
            self._add_belongings(link, known, capture, response)

    def _add_belongings(self, link: Link, known: Page | None, capture: Capture, response: Response) -> None:
        charset, media_type = charset_of(response), media_type_of(response)
        found = self.harvest.belongings(link, response.url, response.body, charset, media_type)
        if found.files or found.parts:
            self.harvest.add_belongings(link, found, self.harvest.in_force(known, capture))
