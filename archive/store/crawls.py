"""Sites, their columns, and the crawls that visit them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from archive.model import digest
from archive.store.pages import VISITED
from archive.store.sample import is_sample


class DeclaredColumn(Protocol):
    """What the archive keeps of a column's declaration; `every` is in days."""

    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def address(self) -> str: ...
    @property
    def family(self) -> str: ...
    @property
    def every(self) -> float: ...


class DeclaredSite(Protocol):
    """What the archive keeps of a source file."""

    @property
    def id(self) -> str: ...
    @property
    def host(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def region(self) -> str | None: ...
    @property
    def body(self) -> str | None: ...
    @property
    def columns(self) -> Sequence[DeclaredColumn]: ...


Chain = Sequence[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Crawl:
    id: str
    site_id: str
    started_at: str


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """What the archive knows of a column: `items` when it was last complete, `visited_at` the last begin."""

    name: str
    every: float
    state: str
    detail: str | None
    items: int | None
    visited_at: str | None
    good_address: str | None


def declare(conn: sqlite3.Connection, site: DeclaredSite) -> None:
    """The site and its columns as their source file describes them; their states stay."""
    conn.execute(
        "INSERT INTO sites (id, host, name, region, body, sample, state) VALUES (?, ?, ?, ?, ?, ?, 'never')"
        " ON CONFLICT (id) DO UPDATE SET host = excluded.host, name = excluded.name,"
        " region = excluded.region, body = excluded.body, sample = excluded.sample",
        (site.id, site.host, site.name, site.region, site.body, is_sample(site.host)),
    )
    conn.executemany(
        "INSERT INTO columns (id, site_id, name, kind, address, family, every, state)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, 'never') ON CONFLICT (id) DO UPDATE SET kind = excluded.kind,"
        " address = excluded.address, family = excluded.family, every = excluded.every",
        (
            (f"{site.id}/{c.name}", site.id, c.name, c.kind, c.address, c.family, c.every)
            for c in site.columns
        ),
    )


def set_site_state(
    conn: sqlite3.Connection, site_id: str, state: str, checked_at: str, detail: str | None
) -> None:
    conn.execute(
        "UPDATE sites SET state = ?1, checked_at = ?2, detail = ?3,"
        " ok_at = CASE ?1 WHEN 'ok' THEN ?2 ELSE ok_at END WHERE id = ?4",
        (state, checked_at, detail, site_id),
    )


def set_column_state(
    conn: sqlite3.Connection,
    site_id: str,
    name: str,
    state: str,
    *,
    detail: str | None,
    items: int | None,
    complete_at: str | None,
    good_address: str | None = None,
    redirects: Chain = (),
) -> None:
    """`items` and `complete_at` only where the list was fetched to its end; else they stay what they were.

    So does `good_address`, where the first list page stood when it was good, with the redirects to it.
    """
    chain = json.dumps(redirects, ensure_ascii=False) if redirects else None
    conn.execute(
        "UPDATE columns SET state = ?, detail = ?, items = coalesce(?, items),"
        " complete_at = coalesce(?, complete_at),"
        " redirects = CASE WHEN ?5 IS NULL THEN redirects ELSE ?6 END,"
        " good_address = coalesce(?5, good_address) WHERE id = ?7",
        (state, detail, items, complete_at, good_address, chain, f"{site_id}/{name}"),
    )


def columns_of(conn: sqlite3.Connection, site_id: str) -> dict[str, ColumnRow]:
    """What is known of the columns of a site by their names, those no longer declared among them."""
    rows = conn.execute(
        "SELECT name, every, state, detail, items, visited_at, good_address FROM columns WHERE site_id = ?",
        (site_id,),
    )
    return {row["name"]: ColumnRow(*row) for row in rows}


def follow(conn: sqlite3.Connection, site_id: str, followed: bool) -> bool:
    """Whether there is such a site."""
    return conn.execute("UPDATE sites SET followed = ? WHERE id = ?", (followed, site_id)).rowcount > 0


def followed_sites(conn: sqlite3.Connection) -> list[str]:
    return [row["id"] for row in conn.execute("SELECT id FROM sites WHERE followed = 1 ORDER BY id")]


def start_crawl(
    conn: sqlite3.Connection,
    site_id: str,
    started_at: str,
    columns: Sequence[str] = (),
    vantage: str | None = None,
) -> str:
    crawl_id = digest(site_id, started_at)
    conn.execute(
        "INSERT OR IGNORE INTO crawls (id, site_id, started_at, vantage, first_visit)"
        " VALUES (?, ?, ?, ?, (SELECT coalesce(max(number), 0) + 1 FROM visits))",
        (crawl_id, site_id, started_at, vantage),
    )
    conn.execute("UPDATE sites SET last_crawl_at = ? WHERE id = ?", (started_at, site_id))
    conn.executemany(
        "UPDATE columns SET visited_at = ? WHERE id = ?", ((started_at, f"{site_id}/{c}") for c in columns)
    )
    return crawl_id


def interrupted_crawl(conn: sqlite3.Connection, site_id: str) -> Crawl | None:
    """The latest crawl of the site where it was not finished."""
    row = conn.execute(
        "SELECT id, site_id, started_at, finished_at FROM crawls WHERE site_id = ?"
        " ORDER BY started_at DESC LIMIT 1",
        (site_id,),
    ).fetchone()
    return Crawl(row["id"], row["site_id"], row["started_at"]) if row and not row["finished_at"] else None


# An index of the crawl of every visit would cost a tenth of what a visit does: they stand close together.
_OF_CRAWL = "number >= coalesce((SELECT first_visit FROM crawls WHERE id = :id), 0) AND crawl_id = :id"


def visited(conn: sqlite3.Connection, crawl_id: str) -> dict[str, str]:
    """The addresses this crawl has visited, and the outcome of the latest visit to each."""
    rows = conn.execute(
        f"SELECT {VISITED} AS url, outcome FROM visits WHERE {_OF_CRAWL} ORDER BY number", {"id": crawl_id}
    )
    return {row["url"]: row["outcome"] for row in rows}


def abandon_crawl(conn: sqlite3.Connection, crawl_id: str, finished_at: str) -> None:
    """Closes a crawl that was stopped too long ago. The files of its pages may be missing: they are due."""
    conn.execute(
        "UPDATE pages SET due_at = NULL WHERE url IN"
        f" (SELECT {VISITED} FROM visits WHERE {_OF_CRAWL} AND outcome IN ('new', 'changed'))",
        {"id": crawl_id},
    )
    finish_crawl(conn, crawl_id, finished_at, "interrupted", detail="Stopped, and not taken up again.")


def finish_crawl(
    conn: sqlite3.Connection,
    crawl_id: str,
    finished_at: str,
    outcome: str,
    *,
    requests: int = 0,
    bytes: int = 0,
    detail: str | None = None,
    gone: int = 0,
    not_due: int = 0,
) -> None:
    """Closes a crawl; its visits are counted by their outcomes, and those refused by guard."""
    conn.execute(
        f"""
        UPDATE crawls SET finished_at = :at, outcome = :outcome, requests = :requests, bytes = :bytes,
            detail = :detail, gone = :gone, not_due = :not_due, refused = :refused,
            (pages, new, changed, unchanged, missing, failed) = (
                SELECT count(*), coalesce(sum(outcome = 'new'), 0), coalesce(sum(outcome = 'changed'), 0),
                       coalesce(sum(outcome IN ('unchanged', 'not_modified')), 0),
                       coalesce(sum(outcome = 'missing'), 0),
                       coalesce(sum(outcome IN ('failed', 'guarded')), 0)
                FROM visits WHERE {_OF_CRAWL})
        WHERE id = :id""",
        {
            "id": crawl_id,
            "at": finished_at,
            "outcome": outcome,
            "requests": requests,
            "bytes": bytes,
            "detail": detail,
            "gone": gone,
            "not_due": not_due,
            "refused": _refused(conn, crawl_id),
        },
    )


def _refused(conn: sqlite3.Connection, crawl_id: str) -> str | None:
    """How many answers each guard refused: its name stands before the colon of the visit's detail."""
    rows = conn.execute(
        "SELECT substr(detail, 1, instr(detail, ':') - 1) AS guard, count(*) AS number FROM visits"
        f" WHERE {_OF_CRAWL} AND outcome = 'guarded' GROUP BY guard ORDER BY guard",
        {"id": crawl_id},
    ).fetchall()
    return json.dumps({row["guard"]: row["number"] for row in rows}) if rows else None
