"""Recording what an address answered: a capture where the body is new, a visit in any case."""

from __future__ import annotations

import json
import sqlite3
from functools import lru_cache
from urllib.parse import urlsplit

from archive.model import Capture, Headers
from archive.store.bodies import Bodies
from archive.store.history import settle
from archive.store.pages import Outcome, add_visit, interval_of, plan
from archive.store.sample import is_sample


def record(conn: sqlite3.Connection, bodies: Bodies, capture: Capture, crawl_id: str | None) -> Outcome:
    """Stores a capture, in the caller's transaction.

    `new`: the first of its address. `changed`: another body than the one in force at that time. `unchanged`:
    the same body, so that only the visit and the page's dates are written. What is known already (an import
    that is made again) is not written twice.
    """
    sha256, capture_id = capture.sha256, capture.id
    earlier = _first_version(conn, capture.url)
    outcome: Outcome = "changed" if earlier else "new"
    number: int | None = None
    if earlier:  # a first version needs no further looking up
        found = in_force(conn, capture.url, capture.fetched_at)
        same = found is not None and found["sha256"] == sha256
        # Two web archives may have seen different bodies within a second: both are kept.
        if is_visited(conn, capture.url, capture.fetched_at) and (same or _is_there(conn, capture_id)):
            return "unchanged"
        if found and same:
            outcome, capture_id, number = "unchanged", found["id"], found["number"]
        earlier = found or earlier
    named = _named(capture.headers)
    if outcome != "unchanged":
        declared = _media_type(named)
        number = _insert(conn, capture, capture_id, sha256, declared)
        kept = earlier["sha256"] if earlier else None
        bodies.put(sha256, capture.body, capture.source_id, declared, kept)
    _update_page(conn, capture, capture_id, named, outcome, planned=crawl_id is not None)
    add_visit(
        conn,
        capture.url,
        capture.fetched_at,
        outcome,
        status=capture.status,
        crawl_id=crawl_id,
        capture=number,
    )
    if outcome == "changed":
        settle(conn, capture.url)
    return outcome


def _is_there(conn: sqlite3.Connection, capture_id: str) -> bool:
    return conn.execute("SELECT 1 FROM captures WHERE id = ?", (capture_id,)).fetchone() is not None


def in_force(conn: sqlite3.Connection, url: str, at: str) -> sqlite3.Row | None:
    """The capture that stands for a page at a time."""
    row: sqlite3.Row | None = conn.execute(
        "SELECT * FROM captures WHERE url = ? AND fetched_at <= ? ORDER BY fetched_at DESC LIMIT 1", (url, at)
    ).fetchone()
    return row


def capture_from(row: sqlite3.Row, body: bytes) -> Capture:
    """The capture that a row of `captures` holds."""
    return Capture(
        row["url"],
        row["final_url"],
        row["fetched_at"],
        row["status"],
        _pairs(row["headers"]),
        _pairs(row["request_headers"]),
        body,
        row["source_id"],
        row["column"],
        row["kind"],
        row["parent_id"],
        row["origin"],
        row["link_text"],
        row["link_date"],
        row["supplied_by"],
        row["vantage"],
        tuple((status, address) for status, address in json.loads(row["redirects"] or "[]")),
        bool(row["rendered"]),
        bool(row["furniture"]),
    )


def _pairs(text: str) -> Headers:
    return tuple((name, value) for name, value in json.loads(text))


def is_visited(conn: sqlite3.Connection, url: str, at: str) -> bool:
    """Whether this very visit, one that gave content, is known."""
    found = conn.execute(
        "SELECT 1 FROM visits WHERE capture IN (SELECT number FROM captures WHERE url = ?)"
        " AND +fetched_at = ? AND outcome IN ('new', 'changed', 'unchanged', 'not_modified')",
        (url, at),
    )
    return found.fetchone() is not None


def number_in_force(conn: sqlite3.Connection, url: str, at: str) -> int | None:
    """The row number of the capture that stands for a page at a time."""
    row = conn.execute(
        "SELECT number FROM captures WHERE url = ? AND fetched_at <= ? ORDER BY fetched_at DESC LIMIT 1",
        (url, at),
    ).fetchone()
    return row["number"] if row else None


def _first_version(conn: sqlite3.Connection, url: str) -> sqlite3.Row | None:
    row: sqlite3.Row | None = conn.execute(
        "SELECT sha256 FROM captures WHERE url = ? ORDER BY fetched_at LIMIT 1", (url,)
    ).fetchone()
    return row


def body(conn: sqlite3.Connection, sha256: str) -> bytes:
    """The verified bytes of a body, over any connection to an archive."""
    return Bodies(conn).get(sha256)


def media_type(headers: Headers) -> str | None:
    """The declared media type without its parameters."""
    return _media_type(_named(headers))


def _media_type(named: dict[str, str]) -> str | None:
    return named.get("content-type", "").split(";")[0].strip().lower() or None


def _named(headers: Headers) -> dict[str, str]:
    """The first header of each name, in small letters."""
    return {name.lower(): value for name, value in reversed(headers)}


def ensure_site(conn: sqlite3.Connection, site_id: str, url: str) -> None:
    """A row for a site of which only an address is known."""
    host = urlsplit(url).hostname or site_id
    conn.execute(
        "INSERT OR IGNORE INTO sites (id, host, sample, state) VALUES (?, ?, ?, 'never')",
        (site_id, host, is_sample(host)),
    )


_INSERT = """
INSERT OR IGNORE INTO captures (id, url, final_url, fetched_at, status, headers, request_headers, sha256,
    size, media_type, source_id, "column", kind, parent_id, origin, link_text, link_date, supplied_by,
    vantage, redirects, rendered, furniture)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


def _insert(
    conn: sqlite3.Connection, capture: Capture, capture_id: str, sha256: str, declared: str | None
) -> int:
    """The number of the capture's row, which may have been there."""
    values = (
        capture_id,
        capture.url,
        capture.final_url,
        capture.fetched_at,
        capture.status,
        _list(capture.headers),
        _list(capture.request_headers),
        sha256,
        len(capture.body),
        declared,
        capture.source_id,
        capture.column,
        capture.kind,
        capture.parent_id,
        capture.origin,
        capture.link_text,
        capture.link_date,
        capture.supplied_by,
        capture.vantage,
        _list(capture.redirects) if capture.redirects else None,
        capture.rendered,
        capture.furniture,
    )
    made = conn.execute(_INSERT, values)
    if made.rowcount:
        return int(made.lastrowid or 0)
    (number,) = conn.execute("SELECT number FROM captures WHERE id = ?", (capture_id,)).fetchone()
    return int(number)


_encode = json.JSONEncoder(ensure_ascii=False).encode


@lru_cache(maxsize=256)
def _list(pairs: tuple[tuple[str | int, str], ...]) -> str:
    """Pairs as a JSON list; what is asked is the same for most pages of a site."""
    return _encode(pairs)


# A capture may come after a later one (a web archive's, an import): then it only moves the first date back.
# Every page is written by it; names in place of numbers would be looked up for a sixth of its time.
_UPSERT_PAGE = """
INSERT INTO pages (url, site_id, "column", kind, first_seen, changed_at, last_seen, state, capture_id,
                   final_url, redirects, etag, last_modified, parent_url, link_text, link_date,
                   checked_at, interval, due_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?5, 'ok', ?6, ?7, ?8, ?9, ?10,
        (SELECT url FROM captures WHERE id = ?11), ?12, ?13, ?15, ?16, ?17)
ON CONFLICT (url) DO UPDATE SET
    site_id = coalesce(excluded.site_id, site_id), "column" = coalesce(excluded."column", "column"),
    kind = excluded.kind, last_seen = excluded.last_seen, state = 'ok', gone_at = NULL, missing_since = NULL,
    misses = 0, capture_id = excluded.capture_id, final_url = excluded.final_url,
    redirects = excluded.redirects, etag = excluded.etag,
    last_modified = excluded.last_modified, parent_url = coalesce(excluded.parent_url, parent_url),
    link_text = coalesce(excluded.link_text, link_text), link_date = coalesce(excluded.link_date, link_date),
    changed_at = CASE WHEN ?14 = 'unchanged' THEN changed_at ELSE excluded.changed_at END,
    checked_at = coalesce(excluded.checked_at, checked_at), interval = coalesce(excluded.interval, interval),
    due_at = coalesce(excluded.due_at, due_at)
WHERE excluded.last_seen >= last_seen
"""


def _update_page(
    conn: sqlite3.Connection,
    capture: Capture,
    capture_id: str,
    named: dict[str, str],
    outcome: Outcome,
    *,
    planned: bool,
) -> None:
    """What the page is now known to be; `planned`: with the time of its next visit."""
    interval, due_at = None, None
    if planned:
        before = None if outcome == "new" else interval_of(conn, capture.url)
        interval, due_at = plan(capture.fetched_at, "unchanged" if capture.furniture else outcome, before)
    values = (
        capture.url,
        capture.source_id,
        capture.column,
        capture.kind,
        capture.fetched_at,
        capture_id,
        capture.final_url,
        _list(capture.redirects) if capture.redirects else None,
        named.get("etag"),
        named.get("last-modified"),
        capture.parent_id,
        capture.link_text,
        capture.link_date,
        outcome,
        capture.fetched_at if planned else None,
        interval,
        due_at,
    )
    conn.execute(_UPSERT_PAGE, values)
    if outcome != "new":
        conn.execute(
            "UPDATE pages SET first_seen = ?1 WHERE url = ?2 AND first_seen > ?1",
            (capture.fetched_at, capture.url),
        )
