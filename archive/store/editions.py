"""What depends on several documents: which version of a page is current, which edition the panel takes.

Every choice follows from what the rows say, never from the order in which they came.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

OWN_SITE, OWN_REGION, ELSEWHERE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a document with a report stands: how near its site is to the body, and when it was there."""

    report_id: str
    document_id: str
    nearness: int
    fetched_at: str
    current: bool
    gone: bool

    def origin(self) -> tuple[int, str, str]:
        """Sorts the documents of one edition: the first is the one its figures are read from."""
        return (self.nearness, self.fetched_at, self.document_id)

    def standing(self) -> tuple[bool, bool, int, str, str]:
        """Sorts the editions of one report: the greatest is the one the panel takes."""
        return (self.current, not self.gone, -self.nearness, self.fetched_at, self.report_id)


_STANDING = """
SELECT documents.id AS document_id, documents.report_id, documents.fetched_at, documents.current,
       documents.gone, sites.name AS site, sites.region AS site_region, organs.name AS organ, reports.region
FROM documents JOIN organs ON organs.id = documents.organ_id
LEFT JOIN reports ON reports.id = documents.report_id LEFT JOIN sites ON sites.id = documents.site_id
WHERE {where}
"""


def _standings(conn: sqlite3.Connection, where: str, value: str) -> list[Standing]:
    return [
        Standing(
            row["report_id"],
            row["document_id"],
            _nearness(row),
            row["fetched_at"],
            bool(row["current"]),
            bool(row["gone"]),
        )
        for row in conn.execute(_STANDING.format(where=where), (value,))
    ]


def _nearness(row: sqlite3.Row) -> int:
    if row["site"] and row["organ"] in row["site"]:
        return OWN_SITE
    return OWN_REGION if row["region"] and row["region"] == row["site_region"] else ELSEWHERE


def standing_of(conn: sqlite3.Connection, document_id: str) -> Standing | None:
    """None where the document is not there or holds no report."""
    found = _standings(conn, "documents.id = ? AND documents.report_id IS NOT NULL", document_id)
    return found[0] if found else None


def mark_current_versions(conn: sqlite3.Connection, urls: Iterable[str]) -> None:
    """Of each page, the latest version is current."""
    for url in urls:
        conn.execute(
            "UPDATE documents SET current = (id = (SELECT id FROM documents WHERE url = ?1"
            " ORDER BY fetched_at DESC, id DESC LIMIT 1)) WHERE url = ?1",
            (url,),
        )


def mark_gone(conn: sqlite3.Connection) -> set[str]:
    """Documents of pages that are gone, and no others, are gone; the editions for which that is news."""
    gone = "(SELECT url FROM pages WHERE state = 'gone')"
    changed = f"(gone = 0 AND url IN {gone}) OR (gone = 1 AND url NOT IN {gone})"
    rows = conn.execute(f"SELECT id, report_id FROM documents WHERE {changed}").fetchall()
    conn.executemany("UPDATE documents SET gone = 1 - gone WHERE id = ?", [(row["id"],) for row in rows])
    return {row["report_id"] for row in rows if row["report_id"]}


def remove_versions(conn: sqlite3.Connection, capture_id: str, kept: Iterable[str]) -> set[str]:
    """Takes away documents of a capture that it no longer makes; the editions they held."""
    known = conn.execute("SELECT id, report_id FROM documents WHERE capture_id = ?", (capture_id,)).fetchall()
    gone = [row for row in known if row["id"] not in set(kept)]
    for row in gone:
        for table in ("parts", "document_tables"):
            conn.execute(f"DELETE FROM {table} WHERE document_id = ?", (row["id"],))
        conn.execute("DELETE FROM findings WHERE document_id = ? AND report_id IS NULL", (row["id"],))
        conn.execute("DELETE FROM documents WHERE id = ?", (row["id"],))
    return {row["report_id"] for row in gone if row["report_id"]}


def settle_reports(conn: sqlite3.Connection, report_ids: Iterable[str]) -> list[str]:
    """Brings editions in order after their documents have changed.

    An edition that no document holds is taken away. Where the document it was read from no longer holds it,
    the captures of those that do are returned: they must be read again.
    """
    again: list[str] = []
    keys: dict[str, None] = {}
    for report_id in sorted(report_ids):
        row = conn.execute(
            "SELECT report_key, document_id FROM reports WHERE id = ?", (report_id,)
        ).fetchone()
        if row is None:
            continue
        keys[row["report_key"]] = None
        holders = sorted(_standings(conn, "documents.report_id = ?", report_id), key=Standing.origin)
        if row["document_id"] not in {holder.document_id for holder in holders}:
            _remove_report(conn, report_id)
            again += [holder.document_id for holder in holders[:1]]
    for key in keys:
        _mark_current_edition(conn, key)
    return [
        conn.execute("SELECT capture_id FROM documents WHERE id = ?", (document_id,)).fetchone()["capture_id"]
        for document_id in again
    ]


def _remove_report(conn: sqlite3.Connection, report_id: str) -> None:
    for table in ("sections", "figures", "findings"):
        conn.execute(f"DELETE FROM {table} WHERE report_id = ?", (report_id,))
    conn.execute("DELETE FROM findings WHERE other_report_id = ?", (report_id,))
    conn.execute("DELETE FROM reports WHERE id = ?", (report_id,))


def _mark_current_edition(conn: sqlite3.Connection, report_key: str) -> None:
    where = "documents.report_id IN (SELECT id FROM reports WHERE report_key = ?)"
    editions = _standings(conn, where, report_key)
    if editions:
        best = max(editions, key=Standing.standing).report_id
        conn.execute("UPDATE reports SET current = (id = ?) WHERE report_key = ?", (best, report_key))


def count_findings(conn: sqlite3.Connection, report_ids: Iterable[str]) -> None:
    conn.executemany(
        "UPDATE reports SET (errors, warnings) = (SELECT coalesce(sum(severity = 'error'), 0),"
        " coalesce(sum(severity = 'warning'), 0) FROM findings WHERE report_id = ?1) WHERE id = ?1",
        [(report_id,) for report_id in report_ids],
    )
