"""The one spider of all declared sources: lists -> pages -> attachments, and what is known but not listed.

answer -> guards -> Capture -> pipeline; body -> harvest -> frontier -> requests
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Response
from twisted.python.failure import Failure

from archive.model import Capture
from archive.store import Archive, ArchiveError, Page
from scraper.answers import capture_of, charset_of, conditions, media_type_of, now, redirects_of
from scraper.browser import rendering
from scraper.expect import Tally, Trouble, of_list, trouble_of, trouble_of_answer
from scraper.frontier import Link
from scraper.furniture import only_furniture
from scraper.guards import Refusal, damaged, refuse, script_built
from scraper.harvest import Harvest
from scraper.limits import Limits
from scraper.manners import AskedToWait, Stopped, Unreachable
from scraper.outcome import Progress
from scraper.pipelines import Visit
from scraper.schedule import open_now
from scraper.source import Site

if TYPE_CHECKING:
    from scraper.errand import Manner

Yielded = Request | Capture | Visit

_DONE = {"new", "changed", "unchanged", "not_modified", "missing"}
_FULL = (200, 203)


class SourceSpider(Spider):
    """Crawls one site into the archive. `visited` is what a stopped run of the same crawl has fetched.

    With `saved` these addresses are asked for instead of the site's lists.
    """

    name = "source"

    def __init__(
        self,
        site: Site,
        archive: Archive,
        crawl_id: str,
        tally: Tally,
        limits: Limits,
        manner: Manner,
        saved: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self.site = site
        self.archive = archive
        self.crawl_id = crawl_id
        self.tally = tally
        self.limits = limits
        self.manner = manner
        self.saved = saved
        self.harvest = Harvest(site, archive, tally)
        self.frontier = self.harvest.frontier
        self.visited = archive.visited(crawl_id) if crawl_id else {}
        self.began = now()
        self.unproved: list[Link] = []
        self.steps = [] if saved else [self.harvest.add_known, self._add_proofs]
        self.flying = 0
        self.fatal: ArchiveError | None = None
        self.stopped = ""
        self.reason = ""

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> SourceSpider:
        spider: SourceSpider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.idle, signal=signals.spider_idle)
        crawler.signals.connect(spider.erred, signal=signals.spider_error)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        for url in self.saved:
            self.frontier.add(Link(url, "page", self.site.columns[0]))
        if not self.saved:
            self.harvest.begin()
        for request in self._feed():
            yield request

    def idle(self) -> None:
        """Nothing is left: pages that are known but not listed, then second proofs of the missing ones."""
        requests: list[Request] = []
        while self.steps and not requests and not self._ended:
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

    def check_limits(self) -> None:
        """Stops asking where the call's limits are reached or the host's hours are over."""
        reached = self.limits.reached()
        if not reached and not open_now(self.site):
            reached = "The hours in which the host may be asked are over."
        if reached and not self.stopped:
            self.stopped = reached
            self.frontier.clear()

    def report(self) -> None:
        if self.manner.progress:
            seen = self.tally.outcomes
            self.manner.progress(
                Progress(self.site.id, self.tally.pages, seen["new"], seen["changed"], len(self.frontier))
            )

    @property
    def _ended(self) -> bool:
        return bool(self.fatal or self.tally.trouble or self.stopped)

    def _add_proofs(self) -> None:
        """A page is not gone on one failure: the missing ones are asked once more."""
        for link in self.unproved:
            self.frontier.add(replace(link, role="proof"))

    # -- from links to requests

    def _feed(self) -> Iterator[Request]:
        """As many requests as keep the slots full; what was fetched before is read from the archive."""
        while self.flying < 2 * self.site.concurrency + 2 and not self._ended:
            link = self.frontier.pop()
            if link is None:
                return
            known = self.archive.page(link.url)
            if self.visited.get(link.url) in _DONE and link.role != "proof":
                self.harvest.read_stored(link, known)
            elif self._is_early(link, known):
                self.tally.not_due += 1
            else:
                self.flying += 1
                yield self._request(link, known)

    def _is_early(self, link: Link, known: Page | None) -> bool:
        """Whether a known page may be left alone: it is not due, and its list says nothing new of it."""
        if not self.manner.only_due or known is None or link.role not in ("page", "part", "attachment"):
            return False
        same = (link.text or known.link_text, link.date or known.link_date) == (
            known.link_text,
            known.link_date,
        )
        return same and not known.due(self.began)

    def _request(self, link: Link, known: Page | None) -> Request:
        body = link.ask.body if link.ask else None
        headers = {"Content-Type": "application/x-www-form-urlencoded"} if body else conditions(known)
        drawn = rendering(self.site, link, self.settings["USER_AGENT"])
        return Request(
            link.url,
            method="POST" if body else "GET",
            body=body or b"",
            headers={} if drawn else headers,
            callback=self.arrived,
            errback=self.failed,
            meta={"link": link, "known": known, **drawn},
            dont_filter=True,
        )

    # -- from answers to captures

    def arrived(self, response: Response) -> Iterator[Yielded]:
        self.flying -= 1
        self.limits.count(len(response.body))
        self.tally.bytes += len(response.body)
        if self.tally.bytes > self.site.max_total_bytes:
            self.tally.trim()
            self.frontier.clear()
        link: Link = response.meta["link"]
        yield from (
            self._list_arrived(link, response) if link.role == "list" else self._page_arrived(link, response)
        )
        self.check_limits()
        yield from self._feed()

    def failed(self, failure: Failure) -> Iterator[Yielded]:
        self.flying -= 1
        request: Request = failure.request  # type: ignore[attr-defined]
        link, error = request.meta["link"], failure.value or RuntimeError("no cause")
        trouble = trouble_of(error, redirected=bool(request.meta.get("redirect_urls")))
        if isinstance(error, Unreachable | AskedToWait):
            self.tally.trouble = trouble
            self.frontier.clear()
        elif isinstance(error, Stopped):
            self.check_limits()
        elif link.role == "list":
            self.harvest.list_failed(link, trouble)
        else:
            yield self._failed_visit(link, trouble)
        yield from self._feed()

    def _failed_visit(self, link: Link, trouble: Trouble, status: int | None = None) -> Visit:
        self.tally.latest = trouble
        if trouble.guard:
            self.tally.guards[trouble.guard] += 1
            said, of_list_page = f"{trouble.guard}: {trouble.detail}", link.role == "list"
            return Visit(link.url, now(), "guarded", status, said, link.parent, of_list_page)
        return Visit(link.url, now(), "failed", status, trouble.detail, link.parent)

    def _list_arrived(self, link: Link, response: Response) -> Iterator[Yielded]:
        known: Page | None = response.meta["known"]
        if response.status == 304 and known:
            yield Visit(link.url, now(), "not_modified", 304, list=True)
            self.harvest.read_stored(link, known)
            return
        refusal = _refusal(response, link)
        absent = response.status in (404, 410) or (refusal is not None and refusal.guard == "soft_404")
        if absent and link.ask and link.ask.probe:
            self.harvest.list_ended(link)
            return
        if refusal or response.status not in _FULL:
            trouble = trouble_of_answer(response.status, refusal)
            if refusal:
                yield self._failed_visit(link, trouble, response.status)
            self.harvest.list_failed(link, of_list(trouble))
            return
        yield self._capture(link, response)
        self.harvest.read_list(link, response.url, response.body, charset_of(response))
        self.harvest.note_place(link, response.url, redirects_of(response), script_built(response.body))

    def _page_arrived(self, link: Link, response: Response) -> Iterator[Yielded]:
        known: Page | None = response.meta["known"]
        status, refusal = response.status, _refusal(response, link)
        if status == 304 and known:
            yield Visit(link.url, now(), "not_modified", status)
            if known.due_at is None:  # files of it are not yet here
                self.harvest.read_stored(link, known)
        elif status in (404, 410) or (known and refusal and refusal.guard == "soft_404"):
            yield self._missing(link, known, status, refusal)
        elif refusal or status not in _FULL:
            yield self._failed_visit(link, trouble_of_answer(status, refusal), status)
        else:
            yield from self._kept(link, known, response)

    def _missing(self, link: Link, known: Page | None, status: int, refusal: Refusal | None) -> Visit:
        """The page was not found; one that is known is asked once more before this crawl ends."""
        if known and known.state != "gone" and link.role != "proof":
            self.unproved.append(link)
        detail = f"{refusal.guard}: {refusal.detail}" if refusal and status in _FULL else None
        return Visit(link.url, now(), "missing", status, detail, link.parent)

    def _kept(self, link: Link, known: Page | None, response: Response) -> Iterator[Yielded]:
        capture = self._capture(link, response)
        before = self.harvest.stored(known)
        changed = before is None or before["sha256"] != capture.sha256
        if changed and before and only_furniture(self.archive.body(before["sha256"]), capture.body, link.url):
            capture = replace(capture, furniture=True)
        yield capture
        if changed or known is None or known.due_at is None:
            found = self.harvest.belongings(
                link, response.url, response.body, charset_of(response), media_type_of(response)
            )
            self.harvest.add_belongings(link, found, capture.id if changed or not before else before["id"])

    def _capture(self, link: Link, response: Response) -> Capture:
        capture = capture_of(response, link, self.site.id or None, self.manner.vantage)
        return replace(capture, origin="saved") if self.saved else capture


def _refusal(response: Response, link: Link) -> Refusal | None:
    if response.status in (304, 404, 410):
        return None
    return damaged(response) or refuse(
        response.status, link.url, response.url, response.body, file=link.role == "attachment"
    )
