"""`check`: the file is whole, every body has its digest, every figure stands where it says it does."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from archive.extract.evidence import evidence_holds
from archive.model import Derived, Figure, digest
from archive.process.assemble import rebuild
from archive.process.pool import over
from archive.read import Unreadable
from archive.store import Archive, ArchiveError
from archive.store.connection import is_slim
from archive.store.figures import figures_of
from archive.store.readings import content_of

PAGE = 1000


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the archive that does not hold: `place` is a table and an id."""

    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


class Log(Protocol):
    """Where a check keeps how far it has come: `stage`, and the last id that is done in it."""

    stage: str
    after: str

    def note(self, stage: str, after: str) -> None: ...


def check(
    archive: Archive,
    *,
    progress: Callable[[int, int], None] | None = None,
    jobs: int | None = None,
    log: Log | None = None,
) -> Iterator[Problem]:
    """Everything that does not hold, as it is found. Findings about reports are no problems but data.

    With a `log`, goes on behind the place it names. Holds no list of all that there is, so that an archive of
    any size can be checked. Of a slim copy, which has not the bytes to read again, the file alone.
    """
    if is_slim(archive.conn):
        yield from _integrity(archive)
        return
    stage, after = (log.stage, log.after) if log else ("", "")
    if not stage:
        yield from _file(archive)
    begun = [name for name, _, _ in _STAGES].index(stage) if stage else 0
    total = sum(_count(archive, name) for name, _, _ in _STAGES)
    done = sum(_count(archive, name) for name, _, _ in _STAGES[:begun])
    for name, key, work in _STAGES[begun:]:
        start = after if name == stage else ""
        done += _count(archive, name, key, start)
        asked: deque[str] = deque()
        for problems in over(archive, work, _ids(archive, name, key, start, asked), jobs, lost=_lost):
            yield from problems
            checked = asked.popleft()
            done += 1
            if progress:
                progress(done, total)
            if log:
                log.note(name, checked)


def _ids(archive: Archive, table: str, key: str, after: str, asked: deque[str]) -> Iterator[str]:
    """The ids of a table behind one of them, in order and a page at a time; each is noted as asked for."""
    sql = f"SELECT {key} FROM {table} WHERE {key} > ? ORDER BY {key} LIMIT {PAGE}"
    while rows := archive.conn.execute(sql, (after,)).fetchall():
        for row in rows:
            asked.append(row[0])
            yield row[0]
        after = rows[-1][0]


def _count(archive: Archive, table: str, key: str = "", upto: str = "") -> int:
    where = f"WHERE {key} <= ?" if key else "WHERE ? = ''"
    (count,) = archive.conn.execute(f"SELECT count(*) FROM {table} {where}", (upto,)).fetchone()
    return int(count)


def _column(archive: Archive, sql: str) -> Iterator[str]:
    return (row[0] for row in archive.conn.execute(sql))


def _file(archive: Archive) -> Iterator[Problem]:
    yield from _integrity(archive)
    yield from _captures(archive)


def _integrity(archive: Archive) -> Iterator[Problem]:
    for message in _column(archive, "PRAGMA integrity_check"):
        if message != "ok":
            yield Problem("file", message)
    unsearched = (
        "SELECT id FROM documents WHERE number NOT IN (SELECT id FROM documents_fts_docsize)"
        " UNION ALL SELECT id FROM documents_fts_docsize WHERE id NOT IN (SELECT number FROM documents)"
    )
    for document_id in _column(archive, unsearched):
        yield Problem(f"documents {document_id}", "the search table does not agree with it")


def _captures(archive: Archive) -> Iterator[Problem]:
    rows = archive.conn.execute(
        "SELECT id, url, fetched_at, captures.sha256, bodies.sha256 IS NULL AS lost FROM captures"
        " LEFT JOIN bodies ON bodies.sha256 = captures.sha256"
    )
    for row in rows:
        if row["lost"]:
            yield Problem(f"captures {row['id']}", "its body is missing")
        if row["id"] != digest(row["url"], row["fetched_at"], row["sha256"]):
            yield Problem(f"captures {row['id']}", "its id does not follow from its address, time and body")


def _lost(archive: Archive, name: str) -> list[Problem]:
    return [Problem(f"{archive.path} {name}", "the process that checked it died")]


def check_body(archive: Archive, sha256: str) -> list[Problem]:
    try:
        archive.bodies.get(sha256, hashed=True)
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
    figures = figures_of(archive.conn, report_id)
    values = {figure.name: figure.value for _, figure in reversed(figures)}
    problems = [
        Problem(f"figures {name}", "its evidence does not hold in the stored bytes")
        for name, figure in figures
        if not evidence_holds(figure, document)
    ]
    return problems + [
        Problem(f"figures {name}", "it is not the sum of the figures it was derived from")
        for name, figure in figures
        if isinstance(figure.evidence, Derived) and not adds_up(figure, figure.evidence, values)
    ]


def adds_up(figure: Figure, evidence: Derived, values: Mapping[str, int | float | None]) -> bool:
    """Whether a computed figure is the sum of those it names, of which a blank one counts nothing."""
    parts = [values.get(name) for name in evidence.sources]
    total = sum((Decimal(str(part)) for part in parts if part is not None), Decimal(0))
    return figure.value is not None and total == Decimal(str(figure.value))


_STAGES = (("bodies", "sha256", check_body), ("reports", "id", check_report))
