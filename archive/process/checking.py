"""`check`: the file is whole, every body has its digest, every figure stands where it says it does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from archive.extract.evidence import evidence_holds
from archive.process.assemble import rebuild
from archive.process.pool import over
from archive.read import Unreadable
from archive.store import Archive, ArchiveError
from archive.store.figures import figures_of
from archive.store.readings import content_of


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the archive that does not hold: `place` is a table and an id."""

    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


def check(
    archive: Archive, *, progress: Callable[[int, int], None] | None = None, jobs: int | None = None
) -> Iterator[Problem]:
    """Everything that does not hold, as it is found. Findings about reports are no problems but data."""
    yield from _file(archive)
    bodies = _column(archive, "SELECT sha256 FROM bodies ORDER BY sha256")
    reports = _column(archive, "SELECT id FROM reports ORDER BY number")
    total = len(bodies) + len(reports)
    done = 0
    for work, ids in ((check_body, bodies), (check_report, reports)):
        for problems in over(archive, work, ids, jobs, lost=_lost):
            yield from problems
            done += 1
            if progress:
                progress(done, total)


def _column(archive: Archive, sql: str) -> list[str]:
    return [row[0] for row in archive.conn.execute(sql)]


def _file(archive: Archive) -> Iterator[Problem]:
    for message in _column(archive, "PRAGMA integrity_check"):
        if message != "ok":
            yield Problem("file", message)
    for capture_id in _column(
        archive, "SELECT id FROM captures WHERE sha256 NOT IN (SELECT sha256 FROM bodies)"
    ):
        yield Problem(f"captures {capture_id}", "its body is missing")
    unsearched = (
        "SELECT id FROM documents WHERE number NOT IN (SELECT id FROM documents_fts_docsize)"
        " UNION ALL SELECT id FROM documents_fts_docsize WHERE id NOT IN (SELECT number FROM documents)"
    )
    for document_id in _column(archive, unsearched):
        yield Problem(f"documents {document_id}", "the search table does not agree with it")


def _lost(archive: Archive, name: str) -> list[Problem]:
    return [Problem(f"{archive.path} {name}", "the process that checked it died")]


def check_body(archive: Archive, sha256: str) -> list[Problem]:
    try:
        archive.body(sha256)
    except ArchiveError as error:
        return [Problem(f"bodies {sha256}", str(error))]
    return []


def check_report(archive: Archive, report_id: str) -> list[Problem]:
    """Reads the report's document again from its stored bytes, and looks for every figure in it."""
    place = f"reports {report_id}"
    row = archive.conn.execute(
        "SELECT document_id, content FROM reports WHERE id = ?", (report_id,)
    ).fetchone()
    parts = archive.conn.execute(
        "SELECT capture_id FROM parts WHERE document_id = ? ORDER BY number", (row["document_id"],)
    ).fetchall()
    if not parts:
        return [Problem(place, "the document it was read from is missing")]
    try:
        document = rebuild(archive, [part["capture_id"] for part in parts])
    except (Unreadable, ArchiveError) as error:
        return [Problem(place, str(error))]
    if content_of(document) != row["content"]:
        return [
            Problem(place, "its stored bytes now read differently; read them again with “gongkai read --all”")
        ]
    return [
        Problem(f"figures {name}", "its evidence does not hold in the stored bytes")
        for name, figure in figures_of(archive.conn, report_id)
        if not evidence_holds(figure, document)
    ]
