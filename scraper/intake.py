"""What others hand in, into the archive: WARC records and files. The same guards as in a crawl; no network.

records, files -> declared? -> guards -> archive
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urlsplit

from archive.model import Capture
from archive.store import Archive
from scraper.guards import refuse
from scraper.messages import has_digest
from scraper.source import Site
from scraper.warc import Record, Revisit, Skipped

CONTENT = (200, 203)
WAITING = 100_000
NOT_HERE = "revisit of what is not here"


class Intake:
    """Takes records in and counts what became of them: new, changed, unchanged, and why the others were left.

    Only the hosts of `sites` are taken from WARC files, unless `any_host`.
    """

    def __init__(self, archive: Archive, sites: Iterable[Site], *, any_host: bool = False) -> None:
        self._archive = archive
        self._sites = {host: site for site in sites for host in site.all_hosts}
        self._any_host = any_host
        self._declared: set[str] = set()
        self._waiting: list[Revisit] = []
        self.counts: Counter[str] = Counter()

    def take(self, record: Record) -> None:
        """Stores a record of a WARC file, or counts why not."""
        outcome = self._outcome(record)
        if outcome == NOT_HERE and isinstance(record, Revisit) and len(self._waiting) < WAITING:
            self._waiting.append(record)
        else:
            self.counts[outcome] += 1

    def finish(self) -> None:
        """Takes the revisits that came before what they refer to, in this file or another."""
        waiting, self._waiting = self._waiting, []
        for revisit in waiting:
            self.counts[self._revisit(revisit)] += 1

    def _outcome(self, record: Record) -> str:
        if isinstance(record, Skipped):
            return record.reason
        if self._site(record.url) is None and not self._any_host:
            return "not declared"
        return self._revisit(record) if isinstance(record, Revisit) else self._capture(record)

    def take_file(self, capture: Capture) -> None:
        """Stores a file that a person supplied: whoever names a file means it, so nothing is left out."""
        self.counts[self._record(capture)] += 1

    def _site(self, url: str) -> Site | None:
        return self._sites.get(urlsplit(url).hostname or "")

    def _capture(self, capture: Capture) -> str:
        if capture.status and capture.status not in CONTENT:
            return f"HTTP {capture.status}"
        refusal = refuse(capture.status, capture.url, capture.final_url, capture.body)
        return refusal.guard if refusal else self._record(capture)

    def _record(self, capture: Capture) -> str:
        return self._archive.record(self._placed(capture))

    def _placed(self, capture: Capture) -> Capture:
        """The capture with its source, and with the column and kind that the archive knows of its page."""
        site, known = self._site(capture.url), self._archive.page(capture.url)
        if site and site.id not in self._declared:
            self._archive.declare(site)
            self._declared.add(site.id)
        return replace(
            capture,
            source_id=site.id if site else None,
            column=capture.column or (known.column if known else None),
            kind=known.kind if known and known.kind and capture.kind == "other" else capture.kind,
        )

    def _revisit(self, revisit: Revisit) -> str:
        """An unchanged visit where the archive has what it refers to, a version of its own, or nothing."""
        if self._archive.is_visited(revisit.url, revisit.fetched_at):
            return "unchanged"
        body = self._referred(revisit)
        if body is None:
            return NOT_HERE
        if not revisit.asked:
            self._archive.visit(revisit.url, revisit.fetched_at, "not_modified", status=revisit.status)
            return "unchanged"
        return self._record(replace(body, url=revisit.url, fetched_at=revisit.fetched_at))

    def _referred(self, revisit: Revisit) -> Capture | None:
        places = ((revisit.url, revisit.fetched_at), (revisit.refers_to, revisit.refers_at))
        found = (self._archive.capture_at(url, at) for url, at in places if url and at)
        return next((one for one in found if one and has_digest(one.body, revisit.digest)), None)
