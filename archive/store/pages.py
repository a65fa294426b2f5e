"""Pages and visits: what is known of an address, and how it goes from ok to missing to gone."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

Outcome = Literal["new", "changed", "unchanged"]
VisitOutcome = Literal["new", "changed", "unchanged", "not_modified", "missing", "guarded", "failed"]
PageState = Literal["ok", "missing", "gone"]

GONE_AFTER = timedelta(days=3)
PROOFS = 2
FIRST_INTERVAL, SHORTEST, LONGEST = 1.0, 0.25, 60.0


class Page(NamedTuple):
    """What is known of one address: a row of `pages`. `interval` is in days.

    A tuple, which is made in a tenth of the time: one is made for every address that a crawl asks.
    """

    url: str
    site_id: str | None
    column: str | None
    kind: str | None
    first_seen: str
    changed_at: str
    last_seen: str
    state: PageState
    gone_at: str | None
    missing_since: str | None
    misses: int
    capture_id: str | None
    final_url: str | None
    etag: str | None
    last_modified: str | None
    parent_url: str | None
    link_text: str | None
    link_date: str | None
    redirects: str | None
    checked_at: str | None
    interval: float | None
    due_at: str | None

    def due(self, at: str) -> bool:
        """Whether it is time to visit the page again; always where it did not answer the last time."""
        return self.state != "ok" or self.due_at is None or self.due_at <= at


_SECOND = len("2026-01-05T08:00:00")  # of a time; what follows is its fraction and its zone

# Visits come in the order of their time, but for what is imported; they have no index of it.
LAST_VISIT = "SELECT fetched_at FROM visits ORDER BY number DESC LIMIT 1"
# A visit names its address by its capture: of a page that does not change it is half of what a visit takes.
VISITED = "coalesce(visits.url, (SELECT url FROM captures WHERE number = visits.capture))"
_COLUMNS = ", ".join(f'"{name}"' for name in Page._fields)


def page(conn: sqlite3.Connection, url: str) -> Page | None:
    row = conn.execute(f"SELECT {_COLUMNS} FROM pages WHERE url = ?", (url,)).fetchone()
    return Page._make(row) if row else None


def addresses(conn: sqlite3.Connection, site_id: str) -> list[str]:
    rows = conn.execute("SELECT url FROM pages WHERE site_id = ? ORDER BY url", (site_id,))
    return [row["url"] for row in rows]


def add_visit(
    conn: sqlite3.Connection,
    url: str,
    fetched_at: str,
    outcome: VisitOutcome,
    *,
    status: int | None,
    detail: str | None = None,
    crawl_id: str | None = None,
    capture: int | None = None,
) -> None:
    """`capture` is the row number of the one in force after the visit, which has the address."""
    conn.execute(
        "INSERT INTO visits (url, fetched_at, status, outcome, detail, crawl_id, capture)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (None if capture else url, fetched_at, status, outcome, detail, crawl_id, capture),
    )


def mark_seen(conn: sqlite3.Connection, known: Page, at: str, *, planned: bool) -> None:
    """The page answered with the content it had; `planned`: with the time of its next visit."""
    values: tuple[str | float, ...] = known.url, at
    change = "last_seen = ?2"
    if planned:
        change += ", checked_at = ?2, interval = ?3, due_at = ?4"
        values += plan(at, "not_modified", known.interval)
    if known.state != "ok":
        change += ", state = 'ok', gone_at = NULL, missing_since = NULL, misses = 0"
    conn.execute(f"UPDATE pages SET {change} WHERE url = ?1 AND last_seen <= ?2", values)


def mark_missing(
    conn: sqlite3.Connection, known: Page, at: str, gone_after: timedelta, proofs: int
) -> PageState:
    """The page was not found: missing, and gone once `proofs` visits over at least `gone_after` agree."""
    since = known.missing_since or at
    misses = known.misses + 1
    gone = misses >= proofs and _time(at) - _time(since) >= gone_after
    state: PageState = "gone" if gone or known.state == "gone" else "missing"
    conn.execute(
        "UPDATE pages SET state = ?, misses = ?, missing_since = ?, gone_at = ? WHERE url = ?",
        (state, misses, since, known.gone_at or (at if state == "gone" else None), known.url),
    )
    return state


def plan_visit(
    conn: sqlite3.Connection, url: str, at: str, outcome: VisitOutcome, before: float | None
) -> None:
    """Writes when a known page should be visited next.

    A visit that failed or was refused plans nothing: the page stays due.
    """
    if outcome in ("failed", "guarded"):
        conn.execute("UPDATE pages SET checked_at = ? WHERE url = ?", (at, url))
    else:
        conn.execute(
            "UPDATE pages SET checked_at = ?, interval = ?, due_at = ? WHERE url = ?",
            (at, *plan(at, outcome, before), url),
        )


def plan(at: str, outcome: VisitOutcome, before: float | None) -> tuple[float, str]:
    """The interval and the time of the next visit; `before` is the page's interval until now.

    The interval doubles while nothing changes and is halved when something does, so that a page is asked
    about as often as it changes.
    """
    interval = _interval(before, outcome)
    return interval, _after(at[:_SECOND], interval) + at[_SECOND:]


@lru_cache(maxsize=64)
def _after(second: str, days: float) -> str:
    """The time so many days later, to the second: that of all pages that are visited in this one."""
    return (datetime.fromisoformat(second) + timedelta(days=days)).isoformat(timespec="seconds")


def interval_of(conn: sqlite3.Connection, url: str) -> float | None:
    row = conn.execute("SELECT interval FROM pages WHERE url = ?", (url,)).fetchone()
    return row["interval"] if row else None


def _interval(before: float | None, outcome: VisitOutcome) -> float:
    if before is None or outcome == "new":
        return FIRST_INTERVAL
    if outcome == "changed":
        return max(SHORTEST, before / 2)
    return min(LONGEST, before * 2) if outcome in ("unchanged", "not_modified") else before


def forget_files(conn: sqlite3.Connection, capture_id: str) -> None:
    """A file of the page of this capture could not be fetched: the page is due, to lead to it again."""
    conn.execute(
        "UPDATE pages SET due_at = NULL WHERE url = (SELECT url FROM captures WHERE id = ?)", (capture_id,)
    )


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)
