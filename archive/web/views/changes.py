"""`/changes`: pages that say something else than before, and pages gone; `/changes/ID`: what differs.

A change is named by the id of the newer of the two documents.
"""

from __future__ import annotations

import sqlite3
from typing import Any

from archive.web import differences
from archive.web.question import NotHereError, Question
from archive.web.rows import Row, row, rows, scalar

PAGE_SIZE = 50

CHANGED = """
SELECT newer.id, older.id AS older_id, newer.title, newer.url, newer.kind, newer.source, newer.published,
       older.fetched_at AS older_fetched_at, newer.fetched_at,
       newer.report_id, older.report_id AS older_report_id,
       newer.capture_id, older.capture_id AS older_capture_id
FROM documents AS older
JOIN documents AS newer ON newer.url = older.url AND newer.fetched_at = (
    SELECT min(fetched_at) FROM documents WHERE url = older.url AND fetched_at > older.fetched_at)
WHERE older.current = 0 AND older.text IS NOT newer.text
"""
VANISHED = """
SELECT documents.id, documents.title, documents.url, documents.kind, documents.source, documents.published,
       documents.report_id, documents.fetched_at, documents.capture_id, pages.gone_at, pages.missing_since
FROM documents JOIN pages ON pages.url = documents.url
WHERE documents.current AND documents.gone ORDER BY pages.gone_at DESC, documents.number DESC LIMIT ? OFFSET ?
"""
READ = """
SELECT figures.id, indicator, applicant, value, figures.unit, qualifier, bound, indicators.zh, indicators.en
FROM figures LEFT JOIN indicators ON indicators.code = figures.indicator
WHERE report_id = ? AND preferred ORDER BY figures.number
"""


def load(conn: sqlite3.Connection, question: Question) -> dict[str, Any]:
    page = question.page()
    return {
        "page": page,
        "page_size": PAGE_SIZE,
        "count": scalar(conn, f"SELECT count(*) FROM ({CHANGED})"),
        "changed": newest(conn, PAGE_SIZE, (page - 1) * PAGE_SIZE),
        "vanished": vanished(conn, PAGE_SIZE, (page - 1) * PAGE_SIZE),
        "vanished_count": scalar(conn, "SELECT count(*) FROM documents WHERE current AND gone"),
    }


def newest(conn: sqlite3.Connection, limit: int, offset: int = 0) -> list[Row]:
    """The latest changes, each with how many figures differ (None where it is no pair of reports)."""
    changed = rows(
        conn, f"{CHANGED} ORDER BY newer.fetched_at DESC, newer.number LIMIT ? OFFSET ?", [limit, offset]
    )
    for change in changed:
        change["differing"] = len(differing(conn, change)) if _is_pair(change) else None
    return changed


def vanished(conn: sqlite3.Connection, limit: int, offset: int = 0) -> list[Row]:
    return rows(conn, VANISHED, [limit, offset])


def _is_pair(change: Row) -> bool:
    return bool(change["report_id"] and change["older_report_id"])


def differing(conn: sqlite3.Connection, change: Row) -> list[Row]:
    """What the editions give differently: {"indicator", "applicant", "zh", "en", "older", "newer"}. `older`
    or `newer` is null where only the other edition has the figure."""
    if change["report_id"] == change["older_report_id"]:
        return []
    older, newer = (_figures(conn, change[which]) for which in ("older_report_id", "report_id"))
    names = [*newer, *(name for name in older if name not in newer)]
    pairs = [(older.get(name), newer.get(name)) for name in names]
    return [_pair(before, after) for before, after in pairs if _said(before) != _said(after)]


def _figures(conn: sqlite3.Connection, report_id: str) -> dict[tuple[str, str | None], Row]:
    return {(figure["indicator"], figure["applicant"]): figure for figure in rows(conn, READ, [report_id])}


def _said(figure: Row | None) -> tuple[Any, ...] | None:
    return (figure["value"], figure["unit"], figure["qualifier"], figure["bound"]) if figure else None


def _pair(before: Row | None, after: Row | None) -> Row:
    named: Row = after or before or {}
    shared = {key: named[key] for key in ("indicator", "applicant", "zh", "en")}
    return {**shared, "older": before, "newer": after}


def load_one(conn: sqlite3.Connection, question: Question) -> dict[str, Any]:
    change = row(conn, f"{CHANGED} AND newer.id = ?", [question.id])
    if change is None:
        raise NotHereError(
            "没有这样一处修改：这个文件没有更早的不同版本。", "No such change: no earlier version differs."
        )
    texts = [
        scalar(conn, "SELECT text FROM documents WHERE id = ?", [change[which]]) or ""
        for which in ("older_id", "id")
    ]
    return {
        "change": change,
        "figures": differing(conn, change) if _is_pair(change) else [],
        "lines": differences.of_lines(*texts),
    }


def present(data: dict[str, Any]) -> dict[str, Any]:
    return {"marked": [differences.marked(line) for line in data["lines"]]}
