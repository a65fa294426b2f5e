"""Keeps a worker's leases and tells the queue what its archive has committed, beside the crawl.

A thread of its own, with a connection of its own to the archive: what it can read is what was committed.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from pathlib import Path

from archive.store import Archive, ArchiveError
from archive.store.pages import VISITED
from scraper.expect import Tally
from scraper.harvest import Harvest
from scraper.queue import Done, Lease, QueueError
from scraper.source import Site

BEAT = 1.0


@dataclass(slots=True)
class Post:
    """A site that is being crawled, and the number of the last visit that was told."""

    lease: Lease
    site: Site
    crawl_id: str
    told: int = 0
    busy: threading.Lock = field(default_factory=threading.Lock)

    def tell(self, archive: Archive) -> None:
        """Tells the visits committed since the last time."""
        with self.busy:
            rows = archive.conn.execute(
                f"SELECT number, {VISITED} AS url, outcome FROM visits WHERE crawl_id = ? AND number > ?"
                " ORDER BY number",
                (self.crawl_id, self.told),
            ).fetchall()
            harvest = Harvest(self.site, archive, Tally({}))
            self.lease.tell({row["url"]: _done(harvest, row["url"], row["outcome"]) for row in rows})
            self.told = rows[-1]["number"] if rows else self.told


def _done(harvest: Harvest, url: str, outcome: str) -> Done:
    page = harvest.archive.page(url)
    row = harvest.stored(page)
    column = next((c for c in harvest.site.columns if page and c.name == page.column), None)
    if page is None or row is None or column is None:
        return Done(outcome)
    stands = page.final_url or url
    if page.kind == "list":
        return Done(outcome, stands, row["id"], harvest.archive.body(row["sha256"]))
    link = harvest.known_link(page, column)
    if link.role == "attachment":
        return Done(outcome, stands, row["id"])
    body = harvest.archive.body(row["sha256"])
    found = harvest.belongings(link, stands, body, None, row["media_type"])
    return Done(outcome, stands, row["id"], None, found)


class Herald:
    """Runs beside the crawls of one archive from `with` to its end."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.posts: dict[str, Post] = {}
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="herald", daemon=True)

    def __enter__(self) -> Herald:
        self._thread.start()
        return self

    def __exit__(self, *rest: object) -> None:
        self._over.set()
        self._thread.join()

    def add(self, lease: Lease, site: Site, crawl_id: str) -> None:
        self.posts[site.id] = Post(lease, site, crawl_id)

    def end(self, lease: Lease, *, finished: bool) -> None:
        """Gives a site back, and tells the rest of it before where the crawl was stopped."""
        post = self.posts.pop(lease.site_id, None)
        if post and not finished:
            with Archive.open(self.path, read_only=True) as archive:
                post.tell(archive)
        lease.end(finished=finished)

    def _run(self) -> None:
        while not self._over.wait(BEAT):
            for post in list(self.posts.values()):
                post.lease.renew()
            self._tell()

    def _tell(self) -> None:
        """What cannot be told now is told with the next beat."""
        try:
            with Archive.open(self.path, read_only=True) as archive:
                for post in list(self.posts.values()):
                    post.tell(archive)
        except (ArchiveError, QueueError):
            return
