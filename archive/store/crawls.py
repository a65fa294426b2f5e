"""Sites, their columns, and the crawls that visit them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from archive.model import digest
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
    def columns(self) -> Sequence[DeclaredColumn]: ...


@dataclass(frozen=True, slots=True)
class Crawl:
    id: str
    site_id: str
    started_at: str


def declare(conn: sqlite3.Connection, site: DeclaredSite) -> None:
    """The site and its columns as their source file describes them; their states stay."""
    conn.execute(
        "INSERT INTO sites (id, host, name, region, sample, state) VALUES (?, ?, ?, ?, ?, 'never')"
        " ON CONFLICT (id) DO UPDATE SET host = excluded.host, name = excluded.name,"
        " region = excluded.region, sample = excluded.sample",
        (site.id, site.host, site.name, site.region, is_sample(site.host)),
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
        "UPDATE sites SET state = ?, checked_at = ?, detail = ? WHERE id = ?",
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
) -> None:
    """`items` and `complete_at` only where the list was fetched to its end; else they stay what they were."""
    conn.execute(
        "UPDATE columns SET state = ?, detail = ?, items = coalesce(?, items),"
        " complete_at = coalesce(?, complete_at) WHERE id = ?",
        (state, detail, items, complete_at, f"{site_id}/{name}"),
    )


def follow(conn: sqlite3.Connection, site_id: str, followed: bool) -> bool:
    """Whether there is such a site."""
    return conn.execute("UPDATE sites SET followed = ? WHERE id = ?", (followed, site_id)).rowcount > 0


def followed_sites(conn: sqlite3.Connection) -> list[str]:
    return [row["id"] for row in conn.execute("SELECT id FROM sites WHERE followed = 1 ORDER BY id")]


def due_sites(conn: sqlite3.Connection, now: datetime) -> list[str]:
    """The followed sites with a column whose interval has passed since the last crawl began."""
    rows = conn.execute(
        "SELECT sites.id, last_crawl_at, min(every) AS every FROM sites"
        " LEFT JOIN columns ON columns.site_id = sites.id WHERE followed = 1"
        " GROUP BY sites.id ORDER BY sites.id"
    )
    return [
        row["id"]
        for row in rows
        if not row["last_crawl_at"]
        or datetime.fromisoformat(row["last_crawl_at"]) + timedelta(days=row["every"] or 0) <= now
    ]


def start_crawl(conn: sqlite3.Connection, site_id: str, started_at: str) -> str:
    crawl_id = digest(site_id, started_at)
    conn.execute(
        "INSERT OR IGNORE INTO crawls (id, site_id, started_at) VALUES (?, ?, ?)",
        (crawl_id, site_id, started_at),
    )
    conn.execute("UPDATE sites SET last_crawl_at = ? WHERE id = ?", (started_at, site_id))
    return crawl_id


def interrupted_crawl(conn: sqlite3.Connection, site_id: str) -> Crawl | None:
    """The latest crawl of the site where it was not finished."""
    row = conn.execute(
        "SELECT id, site_id, started_at, finished_at FROM crawls WHERE site_id = ?"
        " ORDER BY started_at DESC LIMIT 1",
        (site_id,),
    ).fetchone()
    return Crawl(row["id"], row["site_id"], row["started_at"]) if row and not row["finished_at"] else None


def visited(conn: sqlite3.Connection, crawl_id: str) -> dict[str, str]:
    """The addresses this crawl has visited, and the outcome of the latest visit to each."""
    rows = conn.execute("SELECT url, outcome FROM visits WHERE crawl_id = ? ORDER BY number", (crawl_id,))
    return {row["url"]: row["outcome"] for row in rows}


def finish_crawl(
    conn: sqlite3.Connection,
    crawl_id: str,
    finished_at: str,
    outcome: str,
    *,
    requests: int,
    bytes: int,
    detail: str | None,
) -> None:
    """Closes a crawl; how many pages were new, changed, unchanged or failed is counted from its visits."""
    conn.execute(
        """
        UPDATE crawls SET finished_at = :at, outcome = :outcome, requests = :requests, bytes = :bytes,
            detail = :detail,
            (new, changed, unchanged, failed) = (
                SELECT coalesce(sum(outcome = 'new'), 0), coalesce(sum(outcome = 'changed'), 0),
                       coalesce(sum(outcome IN ('unchanged', 'not_modified')), 0),
                       coalesce(sum(outcome IN ('failed', 'guarded')), 0)
                FROM visits WHERE crawl_id = :id)
        WHERE id = :id""",
        {
            "id": crawl_id,
            "at": finished_at,
            "outcome": outcome,
            "requests": requests,
            "bytes": bytes,
            "detail": detail,
        },
    )
