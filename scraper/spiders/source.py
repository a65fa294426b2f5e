"""The one spider of all declared sources: lists -> pages -> attachments, and what is known but not listed.

list page -> family -> entries -> page -> guards -> Capture -> attachments -> Capture
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace
from sqlite3 import Row
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider, ResponseDataLossError
from scrapy.http import Response
from twisted.python.failure import Failure

from archive.model import Capture
from archive.store import Archive, ArchiveError, Page
from scraper.answers import capture_of, charset_of, conditions, media_type_of, now
from scraper.attachments import attachments, is_html
from scraper.expect import ColumnTally, Tally, Trouble, trouble_of, trouble_of_answer
from scraper.families import FAMILIES
from scraper.frontier import Frontier, Link
from scraper.guards import refuse
from scraper.manners import AskedToWait, Unreachable
from scraper.markup import ListError
from scraper.pipelines import Visit
from scraper.source import Ask, Column, Entry, Site

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
        self.frontier = Frontier(site.max_pages)
        self.visited = archive.visited(crawl_id)
        self.unproved: list[Link] = []
        self.steps = [self._known_pages, self._second_proofs]
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
        for column in self.site.columns:
            self._ask(column, FAMILIES[column.family].first(column))
        for request in self._feed():
            yield request

    def idle(self) -> None:
        """Nothing is left: pages that are known but not listed, then second proofs of the missing ones."""
        while self.steps and not len(self.frontier) and not self._stopped:
            self.frontier.extend(self.steps.pop(0)())
        requests = list(self._feed())
        for request in requests:
            self.crawler.engine.crawl(request)
        if requests:
            raise DontCloseSpider

    def erred(self, failure: Failure) -> None:
        """A fault of the program in reading an answer: named in the outcome, and the crawl goes on."""
        self.tally.errors.append(f"{type(failure.value).__name__}: {failure.getErrorMessage()}")

    def abandon(self, error: ArchiveError) -> None:
        self.fatal = error
        self.frontier.clear()

    def closed(self, reason: str) -> None:
        self.reason = reason

    def report(self) -> None:
        if self.progress:
            self.progress(self)

    @property
    def _stopped(self) -> bool:
        return self.fatal is not None or self.tally.trouble is not None

    # -- from links to requests

    def _feed(self) -> Iterator[Request]:
        """As many requests as keep the slots full; what was fetched before is read from the archive."""
        while self.flying < 2 * self.site.concurrency + 2 and not self._stopped:
            link = self.frontier.pop()
            if link is None:
                return
            if self.visited.get(link.url) in _DONE and link.role != "proof":
                self._replay(link)
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

    def _ask(self, column: Column, ask: Ask) -> None:
        tally = self.tally.columns[column.name]
        if tally.asked >= self.site.max_lists:
            tally.trimmed = True
        elif self.frontier.add(Link(ask.url, "list", column, ask)):
            tally.asked += 1

    def _replay(self, link: Link) -> None:
        known = self.archive.page(link.url)
        if known:
            self._read_stored(link, known)

    def _read_stored(self, link: Link, known: Page) -> None:
        """The links of a page whose body in the archive is the one the site has."""
        row = self._stored(known)
        if row is None or link.role not in ("list", "page"):
            return
        body, url = self.archive.body(row["sha256"]), known.final_url or known.url
        if link.role == "list":
            self._read_list(link, url, body, None)
        else:
            self._read_page(link, row["id"], url, body, None, row["media_type"])

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
            self._list_failed(self.tally.columns[link.column.name], link, trouble)
        else:
            cut = isinstance(error, ResponseDataLossError)
            self.tally.guards["truncated"] += cut
            yield Visit(
                link.url, now(), "guarded" if cut else "failed", None, f"{trouble.state}: {trouble.detail}"
            )
        yield from self._feed()

    def _list_arrived(self, link: Link, response: Response) -> Iterator[Yielded]:
        refusal = refuse(response.status, link.url, response.url, response.body)
        if refusal or response.status != 200:
            self._list_failed(
                self.tally.columns[link.column.name], link, trouble_of_answer(response.status, refusal)
            )
            return
        yield capture_of(response, link, self.site.id)
        self._read_list(link, response.url, response.body, charset_of(response))

    def _list_failed(self, tally: ColumnTally, link: Link, trouble: Trouble) -> None:
        """The first list page speaks for its column; a later one only leaves it incomplete."""
        if link.ask and link.ask.number == 1:
            tally.trouble = trouble

    def _read_list(self, link: Link, url: str, body: bytes, charset: str | None) -> None:
        ask = replace(link.ask, url=url) if link.ask else Ask(url)
        tally = self.tally.columns[link.column.name]
        try:
            page = FAMILIES[link.column.family].read(link.column, ask, body, charset)
        except ListError as error:
            self._list_failed(tally, link, Trouble("broken", f"The list cannot be read: {error}."))
            return
        tally.read += 1
        fresh = self._add_entries(link.column, tally, page.entries)
        # A list that shows what it showed before, page after page, has no end: a trap, or a site's own fault.
        if fresh or ask.number == 1 or page.total is not None:
            for more in page.more:
                self._ask(link.column, more)

    def _add_entries(self, column: Column, tally: ColumnTally, entries: tuple[Entry, ...]) -> int:
        fresh = 0
        for entry in entries:
            if column.titles and not re.search(column.titles, entry.title):
                continue
            tally.items += 1
            if urlsplit(entry.url).hostname not in self.site.all_hosts:
                tally.foreign += 1
            else:
                link = Link(entry.url, "page", column, text=entry.title or None, date=entry.date)
                fresh += self.frontier.add(link)
        tally.trimmed = tally.trimmed or self.frontier.trimmed
        return fresh

    def _page_arrived(self, link: Link, response: Response) -> Iterator[Yielded]:
        known: Page | None = response.meta["known"]
        status, at = response.status, now()
        if status == 304 and known:
            yield Visit(link.url, at, "not_modified", status)
            self._read_stored(link, known)
        elif status in (404, 410):
            yield Visit(link.url, at, "missing", status)
            if known and known.state != "gone" and link.role != "proof":
                self.unproved.append(link)
        elif refusal := refuse(status, link.url, response.url, response.body):
            self.tally.guards[refusal.guard] += 1
            yield Visit(link.url, at, "guarded", status, f"{refusal.guard}: {refusal.detail}")
        elif status not in (200, 203):
            yield Visit(link.url, at, "failed", status, f"HTTP {status}")
        else:
            yield from self._keep(link, known, response)

    def _keep(self, link: Link, known: Page | None, response: Response) -> Iterator[Yielded]:
        capture = capture_of(response, link, self.site.id)
        yield capture
        if link.role == "page":
            capture_id = self._in_force(known, capture)
            charset, media_type = charset_of(response), media_type_of(response)
            self._read_page(link, capture_id, response.url, response.body, charset, media_type)

    def _in_force(self, known: Page | None, capture: Capture) -> str:
        """The capture that stands for the page now: the earlier one where the body is the same."""
        before = self._stored(known)
        return str(before["id"]) if before and before["sha256"] == capture.sha256 else capture.id

    def _stored(self, known: Page | None) -> Row | None:
        row: Row | None = self.archive.conn.execute(
            "SELECT id, sha256, media_type FROM captures WHERE id = ?", (known.capture_id if known else None,)
        ).fetchone()
        return row

    def _read_page(
        self, link: Link, capture_id: str, url: str, body: bytes, charset: str | None, media_type: str | None
    ) -> None:
        if not is_html(body, media_type):
            return
        column = link.column
        article = column.article or FAMILIES[column.family].article or "body"
        for file in attachments(body, charset, url, article, pictures=column.pictures):
            if urlsplit(file.url).hostname in self.site.all_hosts:
                self.frontier.add(Link(file.url, "attachment", column, parent=capture_id, text=file.text))

    # -- when the lists have been read

    def _known_pages(self) -> Iterator[Link]:
        """Pages and files of these columns that the archive knows and no list led to, but those gone."""
        columns = {column.name: column for column in self.site.columns}
        for page in self.archive.pages(self.site.id):
            column = columns.get(page.column or "")
            host = urlsplit(page.url).hostname
            if column and page.kind != "list" and page.state != "gone" and host in self.site.all_hosts:
                yield self._known_link(page, column)

    def _known_link(self, page: Page, column: Column) -> Link:
        parent = self.archive.page(page.parent_url) if page.parent_url else None
        if parent:
            return Link(page.url, "attachment", column, parent=parent.capture_id, text=page.link_text)
        return Link(page.url, "page", column, text=page.link_text, date=page.link_date)

    def _second_proofs(self) -> Iterator[Link]:
        """A page is not gone on one failure: the missing ones are asked once more."""
        for link in self.unproved:
            yield replace(link, role="proof")
