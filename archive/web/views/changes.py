"""`/changes`: pages that say something else than before, and pages gone; `/changes/ID`: what differs.

A change is named by the id of the newer of the two documents.
"""

from __future__ import annotations

import sqlite3
from typing import Any

from archive.store.search import Filters
from archive.web import differences
from archive.web.question import BadQuestionError, NotHereError, Question
from archive.web.rows import Row, rows, scalar
from archive.web.views.alike import bodies_alike
from archive.web.views.search import REGIONS, asked_of, filters_of

PAGE_SIZE = 50
# A version may be asked for that is not the latest any more.
ALL = Filters(versions=True)

CHANGED = """
SELECT documents.id, older.id AS older_id, documents.title, documents.url, documents.kind, documents.source,
       documents.published, older.fetched_at AS older_fetched_at, documents.fetched_at,
       documents.report_id, older.report_id AS older_report_id,
       documents.capture_id, older.capture_id AS older_capture_id
FROM documents AS older
JOIN documents ON documents.url = older.url AND documents.fetched_at = (
    SELECT min(fetched_at) FROM documents AS later WHERE url = older.url AND fetched_at > older.fetched_at)
WHERE older.current = 0 AND older.text IS NOT documents.text {filters}
"""
OF_VERSION = ("capture_id", "report_id", "fetched_at")
VERSIONS = """
SELECT id, capture_id, report_id, fetched_at, title, url, kind, source, published, current FROM documents
WHERE url = (SELECT url FROM documents WHERE id = :id) OR report_id IN (
    SELECT others.id FROM documents JOIN reports ON reports.id = documents.report_id
    JOIN reports AS others ON others.report_key = reports.report_key WHERE documents.id = :id)
ORDER BY fetched_at, number
"""
VANISHED = """
SELECT documents.id, documents.title, documents.url, documents.kind, documents.source, documents.published,
       documents.report_id, documents.fetched_at, documents.capture_id, pages.gone_at, pages.missing_since
FROM documents INDEXED BY documents_by_gone JOIN pages ON pages.url = documents.url
WHERE documents.current AND documents.gone = 1 {filters}
"""
READ = """
SELECT figures.id, indicator, applicant, value, figures.unit, qualifier, bound, indicators.zh, indicators.en
FROM figures LEFT JOIN indicators ON indicators.code = figures.indicator
WHERE report_id = ? AND preferred ORDER BY figures.number
"""


def load(conn: sqlite3.Connection, question: Question) -> dict[str, Any]:
    page, filters = question.page(), filters_of(conn, question, versions=True)
    asked = asked_of(question)
    changed, gone = _count(conn, CHANGED, filters), _count(conn, VANISHED, filters)
    question.within(max(changed, gone), PAGE_SIZE)
    return {
        "asked": asked,
        "bodies_alike": bodies_alike(conn, asked["body"]),
        "regions": rows(conn, REGIONS),
        "page": page,
        "page_size": PAGE_SIZE,
        "count": changed,
        "changed": newest(conn, PAGE_SIZE, (page - 1) * PAGE_SIZE, filters),
        "vanished": vanished(conn, PAGE_SIZE, (page - 1) * PAGE_SIZE, filters),
        "vanished_count": gone,
    }


def newest(conn: sqlite3.Connection, limit: int, offset: int = 0, filters: Filters = ALL) -> list[Row]:
    """The latest changes, each with how many figures differ (None where it is no pair of reports)."""
    changed = _page(conn, CHANGED, "documents.fetched_at DESC, documents.number", filters, limit, offset)
    for change in changed:
        change["differing"] = len(differing(conn, change)) if _is_pair(change) else None
    return changed


def vanished(conn: sqlite3.Connection, limit: int, offset: int = 0, filters: Filters = ALL) -> list[Row]:
    return _page(conn, VANISHED, "pages.gone_at DESC, documents.number DESC", filters, limit, offset)


def _count(conn: sqlite3.Connection, found: str, filters: Filters) -> int:
    conditions, values = filters.sql()
    return int(scalar(conn, f"SELECT count(*) FROM ({found.format(filters=conditions)})", values))


def _page(
    conn: sqlite3.Connection, found: str, order: str, filters: Filters, limit: int, offset: int
) -> list[Row]:
    conditions, values = filters.sql()
    sql = f"{found.format(filters=conditions)} ORDER BY {order} LIMIT ? OFFSET ?"
    return rows(conn, sql, [*values, limit, offset])


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
    """What differs between two versions of a page or two editions of a report: `from` and `to`, else this
    version and the one before it."""
    versions = rows(conn, VERSIONS, {"id": question.id})
    older, newer = _pair_of(question, versions)
    change = {**newer, **{f"older_{name}": older[name] for name in ("id", *OF_VERSION)}}
    texts = [
        scalar(conn, "SELECT text FROM documents WHERE id = ?", [one["id"]]) or "" for one in (older, newer)
    ]
    return {
        "change": change,
        "figures": differing(conn, change) if _is_pair(change) else [],
        "lines": differences.of_lines(*texts),
        "versions": versions,
        "id": question.id,
    }


def _pair_of(question: Question, versions: list[Row]) -> tuple[Row, Row]:
    """Two of the versions, the older first."""
    by_id = {version["id"]: version for version in versions}
    if question.id not in by_id:
        raise NotHereError("库中没有这个版本。", "The archive has no such version.")
    names = question.word("from") or _before(question.id, versions), question.word("to") or question.id
    if None in names or names[0] == names[1]:
        raise NotHereError(
            "没有这样一处修改：这个文件没有更早的版本可比。", "No such change: there is no earlier version."
        )
    unknown = [name for name in names if name not in by_id]
    if unknown:
        raise BadQuestionError(
            f"“{unknown[0]}”不是这个网页的版本。", f"“{unknown[0]}” is no version of this page."
        )
    first, second = sorted((by_id[name] for name in names if name), key=versions.index)
    return first, second


def _before(version_id: str, versions: list[Row]) -> str | None:
    """The version before it at the same address; editions of a report elsewhere are not before or after."""
    url = next(version["url"] for version in versions if version["id"] == version_id)
    here = [version["id"] for version in versions if version["url"] == url]
    place = here.index(version_id)
    return here[place - 1] if place else None


def present(data: dict[str, Any]) -> dict[str, Any]:
    return {"marked": [differences.marked(line) for line in data["lines"]]}
