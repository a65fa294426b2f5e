"""The one spider of all declared sources: lists -> pages -> attachments, and what is known but not listed.

link -> request -> answer -> guards -> Capture -> keeper; body -> harvest -> frontier -> links

It asks for its links itself, as many at a time as the host may be asked: the frontier knows their order, and
the way through Scrapy's scheduler and its middlewares for spiders would take as long as all that is done with
a page. What downloads, and whatever slows it down for the host's sake, is Scrapy's.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace

from scrapy import Request, Spider
from scrapy.http import Response

from archive.model import Capture
from archive.store import Archive, ArchiveError, Page
from scraper.answers import capture_of, charset_of, conditions, media_type_of, now, redirects_of
from scraper.browser import rendering
from scraper.expect import Tally, Trouble, of_list, trouble_of, trouble_of_answer
from scraper.frontier import Link
from scraper.furniture import only_furniture
from scraper.guards import Refusal, script_built
from scraper.harvest import Harvest
from scraper.keeper import Keeper
from scraper.limits import Limits, Manner
from scraper.manners import AskedToWait, Stopped, Unreachable
from scraper.outcome import Progress
from scraper.queue import Lease
from scraper.schedule import open_now
from scraper.source import Site

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
        lease: Lease | None = None,
    ) -> None:
        super().__init__()
        self.site = site
        self.archive = archive
        self.crawl_id = crawl_id
        self.tally = tally
        self.limits = limits
        self.manner = manner
        self.saved = saved
        self.lease = lease
        self.harvest = Harvest(site, archive, tally, lease.done if lease else None)
        self.frontier = self.harvest.frontier
        self.visited = self.harvest.visited(crawl_id)
        self.began = now()
        self.unproved: list[Link] = []
        self.steps = [] if saved else [self.harvest.add_known, self._add_proofs]
        self.keeper = Keeper(archive, site, crawl_id, tally)
        self.flying: set[asyncio.Task[None]] = set()
        self.quiet = asyncio.Event()
        self.halted = False
        self.stopped = ""
        self.reason = ""

    async def start(self) -> AsyncIterator[Request]:
        """Asks for lists and pages, then pages that are known but not listed, then missing ones once more."""
        self.keeper.open(self.check_limits)
        try:
            for url in self.saved:
                self.frontier.add(Link(url, "page", self.site.columns[0]))
            if not self.saved:
                self.harvest.begin()
            await self._drain()
            while self.steps and not self._ended:
                self.steps.pop(0)()
                await self._drain()
        finally:
            self.halted = True
        nothing: tuple[Request, ...] = ()
        for request in nothing:  # Scrapy wants a generator, and gets nothing to schedule
            yield request

    def closed(self, reason: str) -> None:
        self.keeper.close()
        self.reason = reason

    @property
    def fatal(self) -> ArchiveError | None:
        """Why the archive cannot be written: then nothing more is fetched."""
        return self.keeper.fatal

    def check_limits(self) -> None:
        """Stops asking where the call's limits are reached or the host's hours are over."""
        reached = self.limits.reached()
        if not reached and not open_now(self.site):
            reached = "The hours in which the host may be asked are over."
        if self.lease and self.lease.lost:
            reached = "The queue's lease of the site was lost."
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

    async def _drain(self) -> None:
        """Asks for what is in the frontier, and for what that leads to, until there is no more."""
        self.quiet.clear()
        self._fill()
        if self.flying:
            await self.quiet.wait()
        self.keeper.store()

    def _fill(self) -> None:
        """Sends as many requests as the host may be asked at a time."""
        while len(self.flying) < self.site.concurrency and (found := self._next()):
            task = asyncio.create_task(self._ask(*found))
            self.flying.add(task)
            task.add_done_callback(self._landed)

    def _landed(self, task: asyncio.Task[None]) -> None:
        """A fault of the program in reading an answer is named in the outcome, and the crawl goes on."""
        self.flying.discard(task)
        if not task.cancelled() and (fault := task.exception()):
            self.tally.errors.append(f"{type(fault).__name__}: {fault}")
        self._fill()
        if not self.flying:
            self.quiet.set()

    def _next(self) -> tuple[Link, Page | None] | None:
        """The next link that must be asked for; what was fetched before is read from the archive."""
        while not self.halted and not self._ended and (link := self.frontier.pop()):
            known = self.archive.page(link.url)
            if self.visited.get(link.url) in _DONE and link.role != "proof":
                self.harvest.read_stored(link, known)
            elif self._is_early(link, known):
                self.tally.not_due += 1
            else:
                return link, known
        return None

    async def _ask(self, link: Link, known: Page | None) -> None:
        assert self.crawler.engine
        try:
            response = await self.crawler.engine.download_async(self._request(link, known))
        except Exception as error:  # noqa: BLE001 - whatever it is, it becomes the state of a list or a visit
            self._failed(link, error)
        else:
            self._arrived(link, known, response)
        self.report()

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
        headers = link.ask.headers if link.ask and body else conditions(known)
        drawn = rendering(self.site, link, self.settings["USER_AGENT"])
        return Request(
            link.url,
            method="POST" if body else "GET",
            body=body or b"",
            headers={} if drawn else headers,
            meta=drawn,
        )

    # -- from answers to captures

    def _arrived(self, link: Link, known: Page | None, response: Response) -> None:
        self.limits.count(len(response.body))
        self.tally.bytes += len(response.body)
        if self.tally.bytes > self.site.max_total_bytes:
            self.tally.trim()
            self.frontier.clear()
        if link.role == "list":
            self._list_arrived(link, known, response)
        else:
            self._page_arrived(link, known, response)
        self.check_limits()

    def _failed(self, link: Link, error: Exception) -> None:
        trouble = trouble_of(error)
        if isinstance(error, Unreachable | AskedToWait):
            self.tally.trouble = trouble
            self.frontier.clear()
        elif isinstance(error, Stopped):
            self.check_limits()
        elif link.role == "list":
            self.harvest.list_failed(link, trouble)
        else:
            self._visit_failed(link, trouble)

    def _visit_failed(self, link: Link, trouble: Trouble, status: int | None = None) -> None:
        self.tally.latest = trouble
        if trouble.guard:
            self.tally.guards[trouble.guard] += 1
            self.keeper.visit(link, "guarded", status, f"{trouble.guard}: {trouble.detail}")
        else:
            self.keeper.visit(link, "failed", status, trouble.detail)

    def _list_arrived(self, link: Link, known: Page | None, response: Response) -> None:
        if response.status == 304 and known:
            self.keeper.visit(link, "not_modified", 304, known=known)
            self.harvest.read_stored(link, known)
            return
        refusal = self.harvest.refusal(link, response)
        absent = response.status in (404, 410) or (refusal is not None and refusal.guard == "soft_404")
        if absent and link.ask and link.ask.probe:
            self.harvest.list_ended(link)
            return
        if refusal or response.status not in _FULL:
            trouble = trouble_of_answer(response.status, refusal)
            if refusal:
                self._visit_failed(link, trouble, response.status)
            self.harvest.list_failed(link, of_list(trouble))
            return
        self.keeper.keep(self._capture(link, response))
        self.harvest.read_list(link, response.url, response.body, charset_of(response))
        self.harvest.note_place(link, response.url, redirects_of(response), script_built(response.body))

    def _page_arrived(self, link: Link, known: Page | None, response: Response) -> None:
        status, refusal = response.status, self.harvest.refusal(link, response)
        if status == 304 and known:
            self.keeper.visit(link, "not_modified", status, known=known)
            if known.due_at is None:  # files of it are not yet here
                self.harvest.read_stored(link, known)
        elif status in (404, 410) or (known and refusal and refusal.guard == "soft_404"):
            self._missing(link, known, status, refusal)
        elif refusal or status not in _FULL:
            self._visit_failed(link, trouble_of_answer(status, refusal), status)
        else:
            self._keep(link, known, response)

    def _missing(self, link: Link, known: Page | None, status: int, refusal: Refusal | None) -> None:
        """The page was not found; one that is known is asked once more before this crawl ends."""
        if known and known.state != "gone" and link.role != "proof":
            self.unproved.append(link)
        detail = f"{refusal.guard}: {refusal.detail}" if refusal and status in _FULL else None
        self.keeper.visit(link, "missing", status, detail)

    def _keep(self, link: Link, known: Page | None, response: Response) -> None:
        capture = self._capture(link, response)
        before = self.harvest.stored(known)
        changed = before is None or before["sha256"] != capture.sha256
        if changed and before and only_furniture(self.archive.body(before["sha256"]), capture.body, link.url):
            capture = replace(capture, furniture=True)
        self.keeper.keep(capture)
        if link.role == "part":  # belongs to a page that the archive is going to be asked for
            self.keeper.store()
        if changed or known is None or known.due_at is None:
            found = self.harvest.belongings(
                link, response.url, response.body, charset_of(response), media_type_of(response)
            )
            self.harvest.add_belongings(link, found, capture.id if changed or not before else before["id"])

    def _capture(self, link: Link, response: Response) -> Capture:
        capture = capture_of(response, link, self.site.id or None, self.manner.vantage)
        return replace(capture, origin="saved") if self.saved else capture
