"""Which sites a call crawls, one after the other: those it was given, or those it may take of a queue."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from archive.store import Archive, ArchiveError
from scraper.errand import Errand
from scraper.herald import Herald
from scraper.limits import Limits, Manner
from scraper.outcome import Outcome
from scraper.queue import Queue, QueueError
from scraper.schedule import open_now
from scraper.source import Site


class Errands:
    """The crawls of a call, in order. `waits`: there is something to come that cannot be begun yet."""

    waits = False

    def __init__(self, errands: Sequence[Errand]) -> None:
        self._waiting = deque(errands)
        self._begun: list[Errand] = []
        self.allow_private = any(errand.manner.allow_private for errand in errands)

    def next(self) -> Errand | None:
        errand = self._waiting.popleft() if self._waiting else None
        self._begun += [errand] if errand else []
        return errand

    def begun(self, errand: Errand) -> None:
        """The errand's row is in the archive."""

    def ended(self, errand: Errand) -> None:
        """What the errand came to is in the archive."""

    def stop(self) -> None:
        """Nothing more is begun."""
        self._waiting.clear()

    def outcomes(self) -> list[Outcome]:
        """What the errands came to, in the order they were begun; the first error is raised."""
        for errand in self._begun:
            if errand.error:
                raise errand.error
        return [errand.outcome for errand in self._begun if errand.outcome]


class SharedErrands(Errands):
    """Sites of a queue, taken when there is a place for them: first those that this archive knows.

    `waits` while other workers have sites of ours: one that is killed gives them back.
    """

    def __init__(
        self,
        archive: Archive,
        sites: Sequence[Site],
        manner: Manner,
        limits: Limits,
        queue: Queue,
        herald: Herald,
    ) -> None:
        super().__init__(())
        self.allow_private = manner.allow_private
        self._archive = archive
        self._sites = {site.id: site for site in sites}
        self._how = (manner, limits)
        self._queue = queue
        self._herald = herald
        self._error: Exception | None = None
        self._stopped = False

    def next(self) -> Errand | None:
        try:
            return self._take()
        except QueueError as error:
            self._error = error
            return None

    def _take(self) -> Errand | None:
        self.waits = False
        if self._stopped or self._error or self._how[1].reached():
            return None
        followed = set(self._archive.followed_sites())
        ours = [s for s in self._queue.waiting() if s in self._sites and open_now(self._sites[s])]
        for site_id in sorted(ours, key=lambda site_id: site_id not in followed):
            if lease := self._queue.take(site_id):
                errand = Errand(self._archive, self._sites[site_id], *self._how, lease=lease)
                self._begun.append(errand)
                return errand
            self.waits = self.waits or self._queue.holder(site_id) not in (None, self._queue.worker)
        return None

    def begun(self, errand: Errand) -> None:
        if errand.lease:
            self._herald.add(errand.lease, errand.site, errand.crawl_id)

    def ended(self, errand: Errand) -> None:
        try:
            if errand.lease:
                self._herald.end(errand.lease, finished=bool(errand.outcome and errand.outcome.finished))
        except (QueueError, ArchiveError) as error:
            self._error = self._error or error

    def stop(self) -> None:
        self._stopped, self.waits = True, False

    def outcomes(self) -> list[Outcome]:
        found = super().outcomes()
        if self._error and not found:
            raise self._error
        return found
