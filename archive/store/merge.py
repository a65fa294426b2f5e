"""Joins archives: shards of several workers, or what two people have collected.

    shard -> sites, columns, crawls, dictionaries, bodies, captures, visits, pages -> archive

What was fetched is joined; what was read from it is read again (`gongkai read`). The result does not depend
on the order, and joining again changes nothing: rows are told apart by identities that come from their
content, and which of two rows of one identity is kept follows from what they say.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.store.archive import Archive
from archive.store.connection import is_slim
from archive.store.decisions import FILES
from archive.store.errors import ArchiveError
from archive.store.history import settle
from archive.store.pages import VISITED
from archive.store.schema import tables

Row = dict[str, Any]
Progress = Callable[[int, int], None]

BATCH = 500
JOINED = ("sites", "columns", "crawls", "dictionaries", "bodies", "captures", "visits", "pages")


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two archives say different things where both cannot be kept, or a body is damaged in the shard."""

    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


@dataclass(frozen=True, slots=True)
class Rule:
    """How the rows of a table are joined: its identity, what makes a row the later one, and the columns that
    are joined by themselves. `stable`: columns that should never differ."""

    key: str
    later: tuple[str, ...]
    joined: Mapping[str, Callable[[Any, Any], Any]]
    stable: tuple[str, ...] = ()


def _least(one: Any, other: Any) -> Any:
    return min((value for value in (one, other) if value is not None), default=None)


def _most(one: Any, other: Any) -> Any:
    return max((value for value in (one, other) if value is not None), default=None)


# What makes two decisions one: not the line they stand in, nor what they apply to here.
DECIDED = {
    "corrections": "id, value, qualifier",
    "body_decisions": "id, body, region, level, kind",
}

RULES = {
    "sites": Rule(
        "id", ("checked_at", "last_crawl_at"), {"followed": _most, "last_crawl_at": _most}, ("host",)
    ),
    "columns": Rule("id", ("visited_at", "complete_at"), {"complete_at": _most}),
    "crawls": Rule("id", ("finished_at",), {}),
    "pages": Rule("url", ("checked_at", "last_seen", "gone_at", "missing_since"), {"first_seen": _least}),
    "captures": Rule("id", (), {}, ("status", "headers", "final_url", "sha256")),
}


@contextmanager
def _opened(shard: Path) -> Iterator[tuple[Archive, int]]:
    """A shard in one state, whoever may be writing to it, and its bodies and captures; ArchiveError."""
    with Archive.open(shard, read_only=True) as other:
        if is_slim(other.conn):
            raise ArchiveError(f"{shard} is a slim copy for publishing: it does not hold what was fetched.")
        other.conn.execute("BEGIN")
        (total,) = other.conn.execute(
            "SELECT (SELECT count(*) FROM bodies) + (SELECT count(*) FROM captures)"
        ).fetchone()
        yield other, total


def refuse(shard: Path, into: Path) -> str | None:
    """Why a shard cannot be joined into the archive at `into`, which need not exist; None where it can."""
    try:
        if shard.resolve() == into.resolve():
            raise ArchiveError(f"{shard} cannot be joined with itself.")
        with _opened(shard):
            return None
    except ArchiveError as error:
        return str(error)


def merge(archive: Archive, shard: Path, progress: Progress | None = None) -> Iterator[Conflict]:
    """Joins a shard into the archive, in batches; stopped, it goes on where it is called again."""
    if refused := refuse(shard, archive.path):
        raise ArchiveError(refused)
    with _opened(shard) as (other, total):
        joining = _Joining(archive, other, lambda done: progress(done, total) if progress else None)
        for name in ("sites", "columns", "crawls"):
            yield from joining.rows(name)
        yield from joining.bodies()
        yield from joining.captures()
        joining.visits()
        yield from joining.rows("pages")
        joining.histories()
        yield from joining.decisions()
        joining.parents()


class _Joining:
    def __init__(self, archive: Archive, other: Archive, step: Callable[[int], None]) -> None:
        self.archive = archive
        self.other = other
        self.step = step
        self.done = 0
        self.lost: set[str] = set()
        self.dictionaries: dict[int, int] = {}

    @contextmanager
    def _batch(self) -> Iterator[sqlite3.Connection]:
        with self.archive.transaction() as conn:
            yield conn

    def _batches(self, sql: str) -> Iterator[list[Row]]:
        cursor = self.other.conn.execute(sql)
        while rows := cursor.fetchmany(BATCH):
            yield [dict(row) for row in rows]

    def rows(self, name: str) -> Iterator[Conflict]:
        for batch in self._batches(f"SELECT * FROM {name}"):
            with self._batch() as conn:
                found = [conflict for row in batch if (conflict := _join(conn, name, row))]
            yield from found

    def captures(self) -> Iterator[Conflict]:
        for batch in self._batches("SELECT * FROM captures ORDER BY number"):
            with self._batch() as conn:
                kept = [row for row in batch if row["sha256"] not in self.lost]
                found = [conflict for row in kept if (conflict := _join(conn, "captures", row))]
            yield from found
            self._advance(len(batch))

    def visits(self) -> None:
        """Those that are not there. A capture has another number here."""
        names, number = _columns("visits"), "(SELECT number FROM captures WHERE id = :capture_id)"
        here = {"capture": number, "url": f"iif({number} IS NULL, :address, NULL)"}
        values = ", ".join(here.get(name, f":{name}") for name in names)
        same = "SELECT 1 FROM visits WHERE fetched_at = :fetched_at AND outcome = :outcome AND capture"
        named = f"{VISITED} AS address, (SELECT id FROM captures WHERE number = visits.capture) AS capture_id"
        for batch in self._batches(f"SELECT *, {named} FROM visits ORDER BY number"):
            with self._batch() as conn:
                conn.executemany(
                    f"INSERT INTO visits ({_listed(names)}) SELECT {values} WHERE NOT EXISTS"
                    f" ({same} IN (SELECT number FROM captures WHERE url = :address))"
                    f" AND NOT EXISTS ({same} IS NULL AND url = :address)",
                    batch,
                )

    def histories(self) -> None:
        """Of every page of the shard: its captures may stand between others and their visits."""
        for batch in self._batches("SELECT url FROM pages"):
            with self._batch() as conn:
                for row in batch:
                    settle(conn, row["url"])

    def parents(self) -> None:
        """The page that a file belongs to, where one worker has kept the page and another the file."""
        found = "SELECT p.url FROM captures c JOIN captures p ON p.id = c.parent_id WHERE c.id = capture_id"
        with self._batch() as conn:
            conn.execute(
                f"UPDATE pages SET parent_url = ({found}) WHERE parent_url IS NULL AND EXISTS ({found})"
            )

    def bodies(self) -> Iterator[Conflict]:
        """Key frames first, so that what was compressed against them can be taken as it is."""
        for where in ("base IS NULL", "base IS NOT NULL"):
            for batch in self._batches(f"SELECT * FROM bodies WHERE {where} ORDER BY rowid"):
                with self._batch() as conn:
                    found = [conflict for row in batch if (conflict := self._body(conn, row))]
                yield from found
                self._advance(len(batch))

    def decisions(self) -> Iterator[Conflict]:
        """What people decided stands in files beside an archive, which only people join."""
        for name, columns in DECIDED.items():
            sql = f"SELECT {columns} FROM {name}"
            here = {tuple(row) for row in self.archive.conn.execute(sql)}
            missing = {tuple(row) for row in self.other.conn.execute(sql)} - here
            if missing:
                yield Conflict(
                    f"{self.other.path.name} {name}",
                    f"{len(missing)} of its rows are not here: append them from the {FILES[name]} beside it"
                    f" to the one beside {self.archive.path}",
                )

    def _advance(self, count: int) -> None:
        self.done += count
        self.step(self.done)

    def _body(self, conn: sqlite3.Connection, row: Row) -> Conflict | None:
        sha256 = row["sha256"]
        if conn.execute("SELECT 1 FROM bodies WHERE sha256 = ?", (sha256,)).fetchone():
            return None
        try:
            body = self.other.bodies.get(sha256, hashed=True)
        except ArchiveError as error:
            self.lost.add(sha256)
            return Conflict(f"{self.other.path.name} bodies {sha256}", f"not taken: {error}")
        if row["base"] is not None and not self._is_frame(conn, row["base"]):
            self.archive.bodies.put(sha256, body, None, None, row["base"])
            return None
        if row["dictionary_id"] is not None:
            row["dictionary_id"] = self._dictionary(conn, row["dictionary_id"])
        _insert(conn, "bodies", row)
        return None

    def _is_frame(self, conn: sqlite3.Connection, sha256: str) -> bool:
        found = conn.execute("SELECT base FROM bodies WHERE sha256 = ?", (sha256,)).fetchone()
        return found is not None and found["base"] is None

    def _dictionary(self, conn: sqlite3.Connection, number: int) -> int:
        """The number that a dictionary of the shard has here: numbers mean nothing beyond their own file."""
        if number not in self.dictionaries:
            row = dict(
                self.other.conn.execute("SELECT * FROM dictionaries WHERE id = ?", (number,)).fetchone()
            )
            same = conn.execute(
                "SELECT id FROM dictionaries WHERE site_id IS ? AND data = ?", (row["site_id"], row["data"])
            ).fetchone()
            self.dictionaries[number] = (
                same["id"] if same else _insert(conn, "dictionaries", {**row, "id": None})
            )
        return self.dictionaries[number]


def _columns(name: str) -> list[str]:
    """The columns that are joined: not numbers of rows, nor which reader has read it here."""
    own = {"number", "read_by", "first_visit"}
    return [column.name for column in tables()[name].columns if column.name not in own]


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _insert(conn: sqlite3.Connection, name: str, row: Row) -> int:
    names = _columns(name)
    marks = ", ".join("?" * len(names))
    cursor = conn.execute(
        f"INSERT INTO {name} ({_listed(names)}) VALUES ({marks})", [row[column] for column in names]
    )
    return int(cursor.lastrowid or 0)


def _join(conn: sqlite3.Connection, name: str, row: Row) -> Conflict | None:
    """Writes a row, or joins it with the one of the same identity that is there."""
    rule = RULES[name]
    found = conn.execute(f'SELECT * FROM {name} WHERE "{rule.key}" = ?', (row[rule.key],)).fetchone()
    if found is None:
        _insert(conn, name, row)
        return None
    names = _columns(name)
    mine, theirs = ({column: each[column] for column in names} for each in (dict(found), row))
    if mine == theirs:
        return None
    best = max(mine, theirs, key=lambda each: _rank(each, rule))
    both = {**best, **{column: how(mine[column], theirs[column]) for column, how in rule.joined.items()}}
    if both != mine:
        listed = ", ".join(f'"{column}" = ?' for column in names)
        conn.execute(f'UPDATE {name} SET {listed} WHERE "{rule.key}" = ?', [*both.values(), row[rule.key]])
    differing = [column for column in rule.stable if mine[column] != theirs[column]]
    if not differing:
        return None
    said = f"{differing[0]} is {_short(mine[differing[0]])} here and {_short(theirs[differing[0]])} there"
    return Conflict(f"{name} {row[rule.key]}", f"{said}; kept {_short(both[differing[0]])}")


def _rank(row: Row, rule: Rule) -> tuple[tuple[str, ...], str]:
    """Puts the later of two rows last, and two that are as late in an order of their own."""
    later = sorted((str(row[column] or "") for column in rule.later), reverse=True)
    return tuple(later), hashlib.sha256(json.dumps(row, sort_keys=True, default=repr).encode()).hexdigest()


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 60 else f"{text[:57]}…"
