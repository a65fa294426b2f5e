"""What others hand in, into the archive: WARC records and files. The same guards as in a crawl; no network.

records, files -> declared? -> guards -> archive
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urlsplit

from archive.model import Capture
from archive.store import Archive
from scraper.guards import refuse
from scraper.source import Site
from scraper.warc import Record, Revisit, Skipped

CONTENT = (200, 203)


class Intake:
    """Takes records in and counts what became of them: new, changed, unchanged, and why the others were left.

    Only the hosts of `sites` are taken from WARC files, unless `any_host`.
    """

    def __init__(self, archive: Archive, sites: Iterable[Site], *, any_host: bool = False) -> None:
        self._archive = archive
        self._sites = {host: site for site in sites for host in site.all_hosts}
        self._any_host = any_host
        self._declared: set[str] = set()
        self.counts: Counter[str] = Counter()

    def take(self, record: Record) -> None:
        """Stores a record of a WARC file, or counts why not."""
        self.counts[self._outcome(record)] += 1

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
            return "revisit of what is not here"
        if not revisit.asked:
            self._archive.visit(revisit.url, revisit.fetched_at, "not_modified", status=revisit.status)
            return "unchanged"
        return self._record(replace(body, url=revisit.url, fetched_at=revisit.fetched_at))

    def _referred(self, revisit: Revisit) -> Capture | None:
        places = ((revisit.url, revisit.fetched_at), (revisit.refers_to, revisit.refers_at))
        found = (self._archive.capture_at(url, at) for url, at in places if url and at)
        return next((capture for capture in found if capture and _has_digest(capture, revisit.digest)), None)


def _has_digest(capture: Capture, digest: str) -> bool:
    """Whether the body has this digest, in base 16 or 32; one that cannot be computed says nothing."""
    algorithm, _, value = digest.partition(":")
    if algorithm.lower() not in ("sha1", "sha256", "md5"):
        return True
    found = hashlib.new(algorithm.lower(), capture.body, usedforsecurity=False).digest()
    return value.rstrip("=").upper() in (found.hex().upper(), base64.b32encode(found).decode().rstrip("="))
