"""Fetched page -> archive.store: what a crawl's answers come to, stored a few at a time and counted."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from functools import partial

from archive.model import Capture
from archive.store import Archive, ArchiveError, Page
from archive.store.pages import VisitOutcome
from scraper.answers import now
from scraper.expect import Tally
from scraper.frontier import Link
from scraper.source import Site

BEAT = 1.0
# Answers stored together, and about how many bytes of them. One by one, between downloads, each would take
# twice the time: the processor would have to fetch anew what storing needs.
TOGETHER, TOGETHER_BYTES = 32, 2_000_000


class Keeper:
    """Stores captures and visits in the open archive, and counts them. `fatal` is why it cannot any more."""

    def __init__(self, archive: Archive, site: Site, crawl_id: str, tally: Tally) -> None:
        self.archive = archive
        self.site = site
        self.crawl_id = crawl_id or None
        self.tally = tally
        self.fatal: ArchiveError | None = None
        self._beat: asyncio.Task[None] | None = None
        self._held: list[Callable[[], None]] = []
        self._held_bytes = 0
        self._closed = False

    def open(self, each_beat: Callable[[], None]) -> None:
        """From now on what was fetched is kept two seconds later even where nothing else comes."""
        self._beat = asyncio.get_running_loop().create_task(self._flush_steadily(each_beat))

    def close(self) -> None:
        if self._beat:
            self._beat.cancel()
        self._closed = True
        self.store()
        self._guarded(self.archive.flush)

    def keep(self, capture: Capture) -> None:
        """Takes an answer, to be stored with others. Those of list pages are not counted."""
        self._hold(partial(self._record, capture), len(capture.body))

    def _hold(self, storing: Callable[[], None], size: int = 0) -> None:
        self._held.append(storing)
        self._held_bytes += size
        if len(self._held) >= TOGETHER or self._held_bytes >= TOGETHER_BYTES or self._closed:
            self.store()

    def store(self) -> None:
        """Stores what was taken so far, for those who are going to look for it in the archive."""
        held, self._held, self._held_bytes = self._held, [], 0
        for storing in held:
            self._guarded(storing)

    def _record(self, capture: Capture) -> None:
        outcome = self.archive.record(capture, crawl_id=self.crawl_id)
        if capture.kind != "list":
            self.tally.outcomes[outcome] += 1

    def visit(
        self,
        link: Link,
        outcome: VisitOutcome,
        status: int | None = None,
        detail: str | None = None,
        known: Page | None = None,
    ) -> None:
        """Takes that an address was asked and gave nothing to keep. Those of list pages are not counted."""
        self._hold(partial(self._visit, link, now(), outcome, status, detail, known))

    def _visit(
        self,
        link: Link,
        at: str,
        outcome: VisitOutcome,
        status: int | None,
        detail: str | None,
        known: Page | None,
    ) -> None:
        known = known or self.archive.page(link.url)
        state = self.archive.visit(
            link.url,
            at,
            outcome,
            status=status,
            detail=detail,
            crawl_id=self.crawl_id,
            parent_id=link.parent,
            gone_after=timedelta(seconds=self.site.gone_after),
            known=known,
        )
        self.tally.outcomes[outcome] += link.role != "list"
        self.tally.gone += bool(outcome == "missing" and known and known.state != "gone" and state == "gone")

    def _guarded(self, action: Callable[[], None]) -> None:
        """An archive that cannot be written ends the crawl: nothing fetched after that could be kept.

        A fault of the program does too: with it goes all that was not committed, of other sites as well.
        """
        if self.fatal is None:
            try:
                action()
            except ArchiveError as error:
                self.fatal = error
            except Exception as error:  # noqa: BLE001 - the caller gets it as what it is
                self.fatal = ArchiveError(f"Storing failed: {type(error).__name__}: {error}.")

    async def _flush_steadily(self, each_beat: Callable[[], None]) -> None:
        while self.fatal is None:
            await asyncio.sleep(BEAT)
            self.store()
            if self.archive.is_due:  # every site of a crawl has a beat, and a flush waits for the disk
                self._guarded(self.archive.flush)
            each_beat()
