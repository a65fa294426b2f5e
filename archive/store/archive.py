"""The archive as its users see it: one open file, written in batches.

with Archive.open("archive.db", create=True) as archive:
    archive.record(capture)  # durable at the next flush: after BATCH records, or the next after a second
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from types import TracebackType

from archive.model import Capture
from archive.store import captures, crawls, pages
from archive.store.bodies import Bodies
from archive.store.checkpoints import Checkpoints
from archive.store.connection import BUSY_MS, connect
from archive.store.crawls import ColumnRow, Crawl, DeclaredSite
from archive.store.errors import in_words, sentences
from archive.store.pages import Outcome, Page, PageState, VisitOutcome

BATCH = 1000
SECONDS = 1.0

__all__ = ["Archive", "Crawl", "Page"]


class Archive:
    """An open archive. `conn` is its connection, with `sqlite3.Row` rows and the functions of search."""

    def __init__(self, path: Path, conn: sqlite3.Connection) -> None:
        self.path = path
        self.conn = conn
        self.bodies = Bodies(conn)
        self._checkpoints = Checkpoints(path, conn)
        self._pending = 0
        self._committed = time.monotonic()
        self._sites: set[str] = set()

    @classmethod
    def open(
        cls, path: str | Path, *, create: bool = False, read_only: bool = False, busy_ms: int = BUSY_MS
    ) -> Archive:
        """Opens the archive at `path`; ArchiveError says in a sentence why it cannot."""
        path = Path(path)
        return cls(path, connect(path, create=create, read_only=read_only, busy_ms=busy_ms))

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Says in a sentence what SQLite found wrong with the file while it was open."""
        if isinstance(error, sqlite3.DatabaseError) and (said := in_words(error, self.path)):
            self._end()
            raise said from error
        self.close()

    def close(self) -> None:
        try:
            self.flush()
        finally:
            self._end()

    def _end(self) -> None:
        self._checkpoints.end()
        self.conn.close()

    def flush(self) -> None:
        """Makes everything recorded so far durable."""
        with sentences(self.path):
            if self.conn.in_transaction:
                self.conn.execute("COMMIT")
                self._checkpoints.committed()
        self._pending = 0
        self._committed = time.monotonic()

    def empty_log(self) -> None:
        """Has everything in the file itself, and nothing in the log beside it."""
        self.flush()
        self._checkpoints.end()  # while it copies, nobody else can
        self.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """A transaction of its own: all of it is kept, or nothing."""
        self.flush()
        with self._writing() as conn:
            yield conn
        self.flush()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """Inside the open batch, begun where there is none. An error takes back its own step.

        Where the disk is full or fails, SQLite itself may take the whole batch back.
        """
        with sentences(self.path):
            begun = not self.conn.in_transaction
            try:
                self.conn.execute("BEGIN IMMEDIATE" if begun else "SAVEPOINT step")
                yield self.conn
                if not begun:
                    self.conn.execute("RELEASE step")
            except BaseException:
                if self.conn.in_transaction:
                    self.conn.execute("ROLLBACK" if begun else "ROLLBACK TO step")
                self.bodies.forget()
                self._sites.clear()
                raise

    def _settle(self) -> None:
        """Ends the batch when it is full or a second old: after a quiet second, at once."""
        self._pending += 1
        if self._pending >= BATCH or self.is_due:
            self.flush()

    @property
    def is_due(self) -> bool:
        """Whether something recorded has waited for a flush since one a second ago."""
        return self._pending > 0 and time.monotonic() - self._committed >= SECONDS

    # -- captures and visits

    def record(self, capture: Capture, *, crawl_id: str | None = None) -> Outcome:
        """Stores a capture: `new`, `changed` or `unchanged`. Durable after the next flush."""
        with self._writing() as conn:
            if capture.source_id and capture.source_id not in self._sites:
                captures.ensure_site(conn, capture.source_id, capture.url)
                self._sites.add(capture.source_id)
            outcome = captures.record(conn, self.bodies, capture, crawl_id)
        self._settle()
        return outcome

    def visit(
        self,
        url: str,
        fetched_at: str,
        outcome: VisitOutcome,
        *,
        status: int | None = None,
        detail: str | None = None,
        crawl_id: str | None = None,
        parent_id: str | None = None,
        gone_after: timedelta = pages.GONE_AFTER,
        proofs: int = pages.PROOFS,
        known: Page | None = None,
    ) -> PageState | None:
        """Stores that an address gave no content to keep: not_modified, missing, guarded or failed.

        `parent_id` is the capture of the page whose file it is: that page is then due again. `known` is what
        `page` gave, where the caller has it.
        The state of the page afterwards, None where the address is not known.
        """
        with self._writing() as conn:
            known = known or pages.page(conn, url)
            pages.add_visit(
                conn,
                url,
                fetched_at,
                outcome,
                status=status,
                detail=detail,
                crawl_id=crawl_id,
                capture=captures.number_in_force(conn, url, fetched_at),
            )
            state = known.state if known else None
            if known and outcome == "not_modified":
                pages.mark_seen(conn, known, fetched_at, planned=crawl_id is not None)
                state = "ok"
            elif known:
                if outcome == "missing":
                    state = pages.mark_missing(conn, known, fetched_at, gone_after, proofs)
                if crawl_id:
                    pages.plan_visit(conn, url, fetched_at, outcome, known.interval)
            if parent_id and outcome in ("failed", "guarded"):
                pages.forget_files(conn, parent_id)
        self._settle()
        return state

    def body(self, sha256: str) -> bytes:
        """The exact bytes of a body, verified; ArchiveError where they are missing or damaged."""
        try:  # without the context manager, which would take a fifth of the time
            return self.bodies.get(sha256)
        except sqlite3.DatabaseError as error:
            raise in_words(error, self.path) or error from error

    def capture_at(self, url: str, at: str) -> Capture | None:
        """The capture that stands for an address at a time (UTC), with its body."""
        with sentences(self.path):
            row = captures.in_force(self.conn, url, at)
            return captures.capture_from(row, self.bodies.get(row["sha256"])) if row else None

    def is_visited(self, url: str, at: str) -> bool:
        """Whether a visit to the address at this time (UTC), one that gave content, is known."""
        return captures.is_visited(self.conn, url, at)

    def page(self, url: str) -> Page | None:
        return pages.page(self.conn, url)

    def addresses(self, site_id: str) -> list[str]:
        """The addresses of the known pages of a site, list pages among them."""
        return pages.addresses(self.conn, site_id)

    # -- sites and crawls

    def declare(self, site: DeclaredSite) -> None:
        """The site and its columns as their source file describes them; their states stay."""
        with self._writing() as conn:
            crawls.declare(conn, site)
        self.flush()

    def columns(self, site_id: str) -> dict[str, ColumnRow]:
        """What is known of the columns of a site by their names."""
        return crawls.columns_of(self.conn, site_id)

    def follow(self, site_id: str, followed: bool = True) -> bool:
        """Follows or leaves a site; False where the archive does not know it."""
        with self.transaction() as conn:
            return crawls.follow(conn, site_id, followed)

    def followed_sites(self) -> list[str]:
        return crawls.followed_sites(self.conn)

    def start_crawl(
        self, site_id: str, started_at: str, columns: Sequence[str] = (), vantage: str | None = None
    ) -> str:
        """A row for a crawl of these columns that begins; its id."""
        with self.transaction() as conn:
            return crawls.start_crawl(conn, site_id, started_at, columns, vantage)

    def interrupted_crawl(self, site_id: str) -> Crawl | None:
        """The site's latest crawl where it was not finished."""
        return crawls.interrupted_crawl(self.conn, site_id)

    def visited(self, crawl_id: str) -> dict[str, str]:
        """The addresses a crawl has visited, and the outcome of the latest visit to each."""
        return crawls.visited(self.conn, crawl_id)
