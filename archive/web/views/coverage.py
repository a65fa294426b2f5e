"""`/coverage`: bodies by years, and which reports of each the archive holds.

It shows what is here. A place without a report is no statement that the body did not publish one.
"""

from __future__ import annotations

import sqlite3
from typing import Any

from archive.web.question import Question
from archive.web.rows import Row, rows, scalar, where

PAGE_SIZE = 100

BODIES = """
SELECT organs.id, organs.name, organs.region, organs.level, regions.name AS region_name
FROM organs LEFT JOIN regions ON regions.code = organs.region
"""
REPORTS = """
SELECT id, organ_id, year, form, scope, errors FROM reports
WHERE current AND organ_id IN (SELECT value FROM json_each(?)) ORDER BY year, scope DESC
"""
REGIONS = """
SELECT regions.code, regions.name, count(*) AS bodies FROM organs JOIN regions ON regions.code = organs.region
GROUP BY regions.code ORDER BY regions.code
"""


def load(conn: sqlite3.Connection, question: Question) -> dict[str, Any]:
    region, page = question.word("region"), question.page()
    conditions, values = where({"organs.region = ?": region})
    order = " ORDER BY organs.region, organs.name LIMIT ? OFFSET ?"
    bodies = rows(conn, BODIES + conditions + order, [*values, PAGE_SIZE, (page - 1) * PAGE_SIZE])
    first, last = conn.execute("SELECT min(year), max(year) FROM reports WHERE current").fetchone()
    years = list(range(first, last + 1)) if first else []
    _add_reports(conn, bodies, years)
    return {
        "asked": {"region": region},
        "count": scalar(conn, f"SELECT count(*) FROM organs{conditions}", values),
        "page": page,
        "page_size": PAGE_SIZE,
        "regions": rows(conn, REGIONS),
        "years": years,
        "bodies": bodies,
    }


def _add_reports(conn: sqlite3.Connection, bodies: list[Row], years: list[int]) -> None:
    """Gives each body "years": {year: [report, …]} with every year as a key (text, as in JSON)."""
    by_id = {body["id"]: body for body in bodies}
    for body in bodies:
        body["years"] = {str(year): [] for year in years}
    ids = "[" + ",".join(f'"{body_id}"' for body_id in by_id) + "]"
    for report in rows(conn, REPORTS, [ids]):
        by_id[report.pop("organ_id")]["years"][str(report["year"])].append(report)
