"""Asks a web archive's index for the pages of one source, and fetches what it names, with the original dates.

list pages, known pages, folders of columns -> index -> captures -> archive
captures of lists and pages -> the entries and files they name -> index …
"""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any
from urllib.parse import urljoin, urlsplit

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Response
from twisted.python.failure import Failure

from archive.model import Capture
from archive.store import Archive, ArchiveError
from scraper.answers import charset_of, media_type_of, pairs
from scraper.cdx import Index, Row, Run, UnreadableIndexError, original_headers, rows, runs
from scraper.expect import ColumnTally, Tally
from scraper.frontier import Link
from scraper.guards import refuse
from scraper.harvest import Harvest
from scraper.source import Column, Site
from scraper.warc import WarcError, first_capture

AHEAD = 4


@dataclass(frozen=True, slots=True)
class Errand:
    """What a request is for: a question about `link` (or all below a folder), or the capture of `run`."""

    link: Link
    folder: bool = False
    run: Run | None = None


class IndexSpider(Spider):
    """Fills the archive with one source's past. `counts` says what became of the captures named."""

    name = "index"

    def __init__(
        self,
        site: Site,
        archive: Archive,
        index: Index,
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        super().__init__()
        self.site = site
        self.archive = archive
        self.index = index
        self.progress = progress
        self.harvest = Harvest(site, archive, Tally({c.name: ColumnTally(c) for c in site.columns}))
        self.waiting: list[Errand] = []
        self.folders: list[Errand] = []
        self.fetched = 0
        self.asked: set[str] = set()
        self.flying = 0
        self.done = 0
        self.counts: Counter[str] = Counter()
        self.troubles: list[str] = []
        self.fatal: ArchiveError | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> IndexSpider:
        spider: IndexSpider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.idle, signal=signals.spider_idle)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        self.harvest.begin()
        self.harvest.add_known()
        for column in self.site.columns:
            self._add_folder(column)
        for request in self._feed():
            yield request

    def _add_folder(self, column: Column) -> None:
        """All that stands below the folder of a column's list, unless that is the whole site."""
        folder = urljoin(column.address, ".")
        known = any(folder.startswith(errand.link.url) for errand in self.folders)
        if urlsplit(folder).path.count("/") > 1 and not known:
            self.folders.append(Errand(Link(folder, "page", column), folder=True))

    def idle(self) -> None:
        requests = list(self._feed())
        for request in requests:
            self.crawler.engine.crawl(request)
        if requests:
            raise DontCloseSpider

    # -- from links to requests

    def _feed(self) -> Iterator[Request]:
        while self.flying < AHEAD and self.fatal is None:
            errand = self._next()
            if errand is None:
                return
            self.flying += 1
            yield self._request(errand)

    def _next(self) -> Errand | None:
        """Captures come before new questions, and folders last: then it is known what is a list."""
        if self.waiting:
            return self.waiting.pop(0)
        while link := self.harvest.frontier.pop():
            posted = (
                link.ask is not None and link.ask.body is not None
            )  # web archives have no answers to forms
            if not posted and link.url not in self.asked:
                self.asked.add(link.url)
                return Errand(link)
        return self.folders.pop(0) if self.folders else None

    def _request(self, errand: Errand) -> Request:
        headers = {}
        if errand.run is None:
            url = self.index.question(errand.link.url, folder=errand.folder)
        else:
            url, row = self.index.place(errand.run.row), errand.run.row
            if row.file:
                headers["Range"] = f"bytes={row.offset}-{row.offset + row.length - 1}"
        return Request(
            url, headers=headers, callback=self.arrived, errback=self.failed, meta={"errand": errand},
            dont_filter=True,
        )  # fmt: skip

    # -- from answers to captures

    def arrived(self, response: Response) -> Iterator[Request]:
        self.flying -= 1
        errand: Errand = response.meta["errand"]
        if errand.run:
            self._captured(errand.link, errand.run, response)
        else:
            self._answered(errand, response)
        self._tell()
        yield from self._feed()

    def failed(self, failure: Failure) -> Iterator[Request]:
        self.flying -= 1
        errand: Errand = failure.request.meta["errand"]  # type: ignore[attr-defined]
        reason = str(failure.value)[:160] or type(failure.value).__name__
        self.counts["failed"] += 1
        self.troubles.append(f"{errand.run.row.url if errand.run else errand.link.url}: {reason}")
        self._tell()
        yield from self._feed()

    def _tell(self) -> None:
        self.done += 1
        if self.progress:
            self.progress(self.done, self.done + self.flying + len(self.waiting) + len(self.harvest.frontier))

    def _answered(self, errand: Errand, response: Response) -> None:
        """The captures that the index names; Common Crawl answers 404 and says so where it has none."""
        try:
            if response.status not in (200, 404):
                raise UnreadableIndexError(f"The index answers HTTP {response.status}.")
            found = runs(rows(response.body), self.site.all_hosts)
        except UnreadableIndexError as error:
            self.counts["failed"] += 1
            self.troubles.append(f"{errand.link.url}: {error}")
            return
        for run in found:
            if errand.folder and (run.row.url in self.asked or not run.row.is_document):
                continue
            link = replace(errand.link, url=run.row.url) if errand.folder else errand.link
            self.asked.add(run.row.url)
            if self._is_kept(link, run):
                self.counts["known"] += 1
            elif self.fetched < self.site.max_pages:
                self.fetched += 1
                self.waiting.append(Errand(link, run=run))
            else:
                self.counts["beyond max_pages"] += 1

    def _is_kept(self, link: Link, run: Run) -> bool:
        """Whether the archive has all that this run would give: then it is read from there."""
        times = (run.row.fetched_at, *run.again)
        if not all(self.archive.is_visited(link.url, at) for at in times):
            return False
        capture = self.archive.capture_at(link.url, run.row.fetched_at)
        if capture:
            self._harvest(link, capture, None, None)
        return True

    def _captured(self, link: Link, run: Run, response: Response) -> None:
        capture = self._capture(link, run.row, response)
        if capture is None:
            self.counts["failed"] += 1
            self.troubles.append(f"{run.row.url}: the archive answers HTTP {response.status}")
        elif refusal := refuse(200, capture.url, capture.final_url, capture.body):
            self.counts[refusal.guard] += 1
        else:
            self._keep(capture, run)
            charset, media_type = (
                (None, None) if run.row.file else (charset_of(response), media_type_of(response))
            )
            self._harvest(link, capture, charset, media_type)

    def _keep(self, capture: Capture, run: Run) -> None:
        try:
            self.counts[self.archive.record(capture)] += 1
            for at in run.again:
                self.counts[self.archive.record(replace(capture, fetched_at=at))] += 1
        except ArchiveError as error:
            self.fatal = error
            self.waiting.clear()
            self.harvest.frontier.clear()

    def _capture(self, link: Link, row: Row, response: Response) -> Capture | None:
        """The capture of a replay, None where there was none."""
        if response.status not in (200, 206):
            return None
        held: Capture | None = None
        body, headers = response.body, original_headers(pairs(response.headers))
        if row.file:
            try:
                held = first_capture(BytesIO(response.body), row.file)
            except WarcError:
                held = None
            if held is None:
                return None
            body, headers = held.body, held.headers
        return Capture(
            url=link.url,
            final_url=row.url,
            fetched_at=held.fetched_at if held else row.fetched_at,
            status=held.status if held else 200,
            headers=headers,
            request_headers=held.request_headers if held else (),
            body=body,
            source_id=self.site.id,
            column=link.column.name,
            kind="list" if link.role == "list" else link.column.kind,
            parent_id=link.parent,
            origin="index",
            link_text=link.text,
            link_date=link.date,
            supplied_by=self.index.address,
        )

    def _harvest(self, link: Link, capture: Capture, charset: str | None, media_type: str | None) -> None:
        """What a list or a page leads to was there in its time, too."""
        if link.role == "list":
            self.harvest.read_list(link, capture.final_url, capture.body, charset)
        else:
            found = self.harvest.belongings(link, capture.final_url, capture.body, charset, media_type)
            self.harvest.add_belongings(link, found, capture.id)
