"""`read_captures`: whatever has not been read yet, or everything again."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from itertools import islice
from pathlib import Path

import archive as package
from archive.process import coverage, decisions
from archive.process.assemble import Assembled, assemble, lost
from archive.process.pool import over
from archive.process.reference import store_codebook, store_regions, store_rules
from archive.process.tables import Fault
from archive.process.years import compare_successions, compare_years
from archive.store import Archive, editions, organs
from archive.store.readings import Draft, Stored, store

BATCH = 40
CODE_OF_READER = ("model.py", "codebook.py", "codebook.csv", "labels.py", "text", "read", "extract")

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Summary:
    """What one run has read and stored."""

    documents: int = 0
    unreadable: int = 0
    reports: int = 0
    figures: int = 0
    findings: int = 0
    faults: tuple[Fault, ...] = ()

    def __add__(self, other: Summary) -> Summary:
        return Summary(
            self.documents + other.documents,
            self.unreadable + other.unreadable,
            self.reports + other.reports,
            self.figures + other.figures,
            self.findings + other.findings,
            (*self.faults, *other.faults),
        )


@cache
def reader_version() -> str:
    """The version of the program and a digest of the code and tables that decide what is read."""
    root = Path(package.__file__).parent
    files = sorted(
        path
        for name in CODE_OF_READER
        for path in ((root / name).rglob("*") if (root / name).is_dir() else [root / name])
        if path.suffix in (".py", ".csv", ".json", ".toml", ".txt")
    )
    code = hashlib.sha256(b"\n".join(path.read_bytes() for path in files)).hexdigest()
    return f"{version('gongkai')}+{code[:8]}"


def read_captures(
    archive: Archive,
    *,
    all: bool = False,
    corrections: Path | None = None,
    bodies: Path | None = None,
    progress: Progress | None = None,
    jobs: int | None = None,
) -> Summary:
    """Reads the pages whose captures, or whose attachments' captures, have not been read; `all`: every one.

    `corrections` and `bodies` are the files of people's decisions, else those beside the archive; what is
    wrong in them comes back as `faults`. `progress(done, total)` is called as pages are done. `jobs`
    processes read at the same time.
    """
    files = {"corrections": corrections, "body_decisions": bodies}
    with archive.transaction() as conn:
        store_codebook(conn)
        store_rules(conn)
    summary, done = Summary(faults=tuple(decisions.take(archive, files))), set[str]()
    pages, attachments = _everything(archive.conn) if all else _unread(archive.conn)
    while pages or attachments:
        done.update(pages)
        for batch in _batches(over(archive, assemble, pages, jobs, lost=lost), pages, progress):
            summary += _store(archive, batch, done)
        with archive.transaction() as conn:
            _mark_read(conn, attachments)
        pages, attachments = _unread(archive.conn)
    _settle(archive)
    return summary + Summary(faults=tuple(decisions.without_effect(archive, files)))


def _everything(conn: sqlite3.Connection) -> tuple[list[str], list[str]]:
    """Every capture of a page, and every capture of an attachment."""
    return _ids(conn, "parent_id IS NULL"), _ids(conn, "parent_id IS NOT NULL")


def _unread(conn: sqlite3.Connection) -> tuple[list[str], list[str]]:
    """The captures of pages that are to be read, and the unread ones of attachments.

    An unread attachment makes the version of its page be read again that was in force when it was fetched.
    """
    pages = dict.fromkeys(_ids(conn, "read_by IS NULL AND parent_id IS NULL"))
    attachments = _ids(conn, "read_by IS NULL AND parent_id IS NOT NULL")
    for capture_id in attachments:
        pages.update(dict.fromkeys(_pages_of(conn, capture_id)))
    return list(pages), attachments


def _pages_of(conn: sqlite3.Connection, capture_id: str) -> list[str]:
    """The captures of the pages that an attachment was linked from when it was fetched."""
    urls = [row["url"] for row in conn.execute(_LINKING, (capture_id,))]
    rows = [conn.execute(_IN_FORCE, (capture_id, url)).fetchone() for url in urls]
    return [row["id"] for row in rows if row]


def _ids(conn: sqlite3.Connection, where: str) -> list[str]:
    rows = conn.execute(f"SELECT id FROM captures WHERE {where} AND kind <> 'list' ORDER BY number")
    return [row["id"] for row in rows]


_LINKING = """
SELECT parent.url FROM captures JOIN captures AS parent ON parent.id = captures.parent_id
WHERE captures.id = ?1
UNION SELECT documents.url FROM captures JOIN parts ON parts.url = captures.url AND parts.number > 0
      JOIN documents ON documents.id = parts.document_id WHERE captures.id = ?1
"""
_IN_FORCE = """
SELECT page.id FROM captures AS page, captures AS attachment
WHERE attachment.id = ? AND page.url = ? AND page.kind <> 'list'
ORDER BY page.fetched_at > attachment.fetched_at,
         abs(julianday(page.fetched_at) - julianday(attachment.fetched_at)) LIMIT 1
"""


def _batches(
    assembled: Iterator[Assembled], pages: list[str], progress: Progress | None
) -> Iterator[list[Assembled]]:
    count = 0
    while batch := list(islice(assembled, BATCH)):
        yield batch
        count += len(batch)
        if progress:
            progress(count, len(pages))


def _store(archive: Archive, batch: list[Assembled], done: set[str]) -> Summary:
    """Stores a batch in one transaction, and all that follows from it."""
    summary = Summary()
    urls: dict[str, None] = {}
    reports: set[str] = set()
    with archive.transaction() as conn:
        for assembled in batch:
            for draft in assembled.drafts:
                stored = store(conn, draft, reader_version())
                urls[stored.url] = None
                reports |= stored.reports
                summary += _counted(draft, stored)
            kept = [draft.document_id for draft in assembled.drafts]
            reports |= editions.remove_versions(conn, assembled.capture_id, kept)
            _mark_read(conn, [assembled.capture_id, *assembled.attachments])
        editions.mark_current_versions(conn, urls)
        again = set(editions.settle_reports(conn, reports)) - done
        conn.executemany("UPDATE captures SET read_by = NULL WHERE id = ?", [(name,) for name in again])
        editions.count_findings(conn, reports | compare_years(conn, reports))
    return summary


def _counted(draft: Draft, stored: Stored) -> Summary:
    report = bool(draft.reading and draft.reading.report)
    return Summary(1, int(draft.reading is None), int(report), stored.figures, stored.findings)


def _mark_read(conn: sqlite3.Connection, capture_ids: Iterable[str]) -> None:
    conn.executemany(
        "UPDATE captures SET read_by = ? WHERE id = ?", [(reader_version(), name) for name in capture_ids]
    )


def _settle(archive: Archive) -> None:
    """What depends on the archive as a whole: pages that are gone, bodies, corrections, coverage."""
    with archive.transaction() as conn:
        touched = editions.mark_gone(conn)
        editions.settle_reports(conn, touched)
        organs.settle(conn)
        touched |= decisions.apply(conn)
        editions.count_findings(conn, touched | compare_years(conn, touched) | compare_successions(conn))
        coverage.settle(conn)
        store_regions(conn)
