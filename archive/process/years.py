"""Findings across years: what one year carries over must be what the next year takes up."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from archive.extract.check import check_years
from archive.store.figures import figures_of
from archive.store.organs import IN_PART
from archive.store.readings import finding_row
from archive.store.rows import upsert


def compare_years(conn: sqlite3.Connection, report_ids: Iterable[str]) -> set[str]:
    """Compares the current editions of these years with those before and after; the reports touched."""
    touched: set[str] = set()
    for organ, scope, year in sorted(_years(conn, report_ids)):
        editions = conn.execute(
            "SELECT id FROM reports WHERE organ = ? AND scope = ? AND year = ?", (organ, scope, year)
        ).fetchall()
        for row in editions:
            _forget(conn, row["id"])
            touched.add(row["id"])
        earlier, later = (_current(conn, organ, scope, y) for y in (year - 1, year))
        if earlier and later:
            _compare(conn, earlier, later)
    return touched


def compare_successions(conn: sqlite3.Connection) -> set[str]:
    """Compares the first report of a body with the last one of the body it followed; the reports touched.

    Where it followed several, their figures have been put together and nothing can be compared.
    """
    touched: set[str] = set()
    for row in conn.execute(_SUCCESSIONS, [IN_PART]).fetchall():
        earlier = _current(conn, row["before"], row["scope"], row["year"] - 1)
        later = _current(conn, row["after"], row["scope"], row["year"])
        own = _current(conn, row["after"], row["scope"], row["year"] - 1)
        if earlier and later and not own:
            _forget(conn, later["id"])
            _compare(conn, earlier, later)
            touched.add(later["id"])
    return touched


_SUCCESSIONS = """
SELECT before.name AS before, after.name AS after, scopes.scope, scopes.year
FROM organ_successions JOIN organs AS before ON before.id = organ_successions.organ_id
JOIN organs AS after ON after.id = organ_successions.successor_id
JOIN (SELECT organ_id, scope, min(year) AS year FROM reports WHERE current = 1
      GROUP BY organ_id, scope) AS scopes ON scopes.organ_id = after.id
WHERE organ_successions.source <> ?
AND (SELECT count(*) FROM organ_successions AS other WHERE other.successor_id = after.id) = 1
ORDER BY after.name, scopes.scope
"""


def _forget(conn: sqlite3.Connection, report_id: str) -> None:
    conn.execute("DELETE FROM findings WHERE report_id = ? AND other_report_id IS NOT NULL", (report_id,))


def _years(conn: sqlite3.Connection, report_ids: Iterable[str]) -> set[tuple[str, str, int]]:
    """(organ, scope, year) of the reports, and of the year after each."""
    years = set()
    for report_id in report_ids:
        row = conn.execute("SELECT organ, scope, year FROM reports WHERE id = ?", (report_id,)).fetchone()
        if row:
            years |= {(row["organ"], row["scope"], row["year"] + later) for later in (0, 1)}
    return years


def _current(conn: sqlite3.Connection, organ: str, scope: str, year: int) -> sqlite3.Row | None:
    row: sqlite3.Row | None = conn.execute(
        "SELECT id, document_id FROM reports WHERE organ = ? AND scope = ? AND year = ? AND current = 1",
        (organ, scope, year),
    ).fetchone()
    return row


def _compare(conn: sqlite3.Connection, earlier: sqlite3.Row, later: sqlite3.Row) -> None:
    before, after = (
        [figure for _, figure in figures_of(conn, row["id"], corrected=True)] for row in (earlier, later)
    )
    upsert(conn, "findings", [
        {**finding_row(finding, ("report_id", later["id"]), f"{earlier['id']} {number}"),
         "document_id": later["document_id"], "other_report_id": earlier["id"]}
        for number, finding in enumerate(check_years(before, after))
    ])  # fmt: skip
