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
from archive.store.errors import DAMAGE, in_words, sentences
from archive.store.figures import figures_of
from archive.store.readings import content_of

PAGE = 1000
Work = Callable[[Archive, str], "list[Problem]"]


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
    yield from _as_far_as_readable(archive, _check(archive, progress, jobs, log))


def _check(
    archive: Archive, progress: Callable[[int, int], None] | None, jobs: int | None, log: Log | None
) -> Iterator[Problem]:
    slim = is_slim(archive.conn)
    stage, after = (log.stage, log.after) if log else ("", "")
    if not stage:
        for look in (_integrity, _search) if slim else (_integrity, _search, _captures):
            yield from _as_far_as_readable(archive, look(archive))
    begun = [name for name, _, _ in _STAGES].index(stage) if stage else 0
    total = sum(_count(archive, name) for name, _, _ in _STAGES)
    done = sum(_count(archive, name) for name, _, _ in _STAGES[:begun])
    for name, key, work in () if slim else _STAGES[begun:]:
        start = after if name == stage else ""
        done += _count(archive, name, key, start)
        for problems in _stage(archive, name, key, start, work, jobs, log):
            yield from problems
            done += 1
            if progress:
                progress(done, total)


def _stage(
    archive: Archive, name: str, key: str, start: str, work: Work, jobs: int | None, log: Log | None
) -> Iterator[list[Problem]]:
    """What is wrong with each thing of a table behind one of them."""
    asked: deque[str] = deque()
    try:
        for problems in over(archive, work, _ids(archive, name, key, start, asked), jobs, lost=_lost):
            yield problems
            checked = asked.popleft()
            if log:
                log.note(name, checked)
    except DAMAGE as error:
        yield [_unreadable(archive, error)]


def _as_far_as_readable(archive: Archive, problems: Iterator[Problem]) -> Iterator[Problem]:
    """These, and that the file is damaged where SQLite cannot read on: the rest is looked at all the same."""
    try:
        yield from problems
    except DAMAGE as error:
        yield _unreadable(archive, error)


def _unreadable(archive: Archive, error: Exception) -> Problem:
    said = in_words(error, archive.path)
    if said is None:
        raise error
    return Problem("file", str(said))


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


def _integrity(archive: Archive) -> Iterator[Problem]:
    for message in _column(archive, "PRAGMA integrity_check"):
        if message != "ok":
            yield Problem("file", message)


def _search(archive: Archive) -> Iterator[Problem]:
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
        with sentences(archive.path):
            archive.bodies.get(sha256, hashed=True)
    except ArchiveError as error:
        return [Problem(f"bodies {sha256}", str(error))]
    return []


def check_report(archive: Archive, report_id: str) -> list[Problem]:
    """Reads the report's document again from its stored bytes, and looks for every figure in it."""
    place = f"reports {report_id}"
    try:
        with sentences(archive.path):
            return _check_report(archive, report_id, place)
    except (Unreadable, ArchiveError) as error:
        return [Problem(place, str(error))]
    except (ValueError, KeyError) as error:
        return [Problem(place, f"its rows are damaged: {type(error).__name__}: {error}")]


def _check_report(archive: Archive, report_id: str, place: str) -> list[Problem]:
    row = archive.conn.execute(
        "SELECT document_id, content FROM reports WHERE id = ?", (report_id,)
    ).fetchone()
    parts = archive.conn.execute(
        "SELECT capture_id FROM parts WHERE document_id = ? ORDER BY number", (row["document_id"],)
    ).fetchall()
    if not parts:
        return [Problem(place, "the document it was read from is missing")]
    document = rebuild(archive, [part["capture_id"] for part in parts])
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
