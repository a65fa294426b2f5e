"""`/region/CODE`: a region: the regions inside it, its bodies and their reports, what is new."""

from __future__ import annotations

import sqlite3
from typing import Any

from archive.store.search import inside
from archive.web.question import NotHereError, Question
from archive.web.rows import Row, row, rows, scalar

PAGE_SIZE = 100
NEWEST = 10

REGION = """
SELECT regions.*, above.name AS parent_name
FROM regions LEFT JOIN regions AS above ON above.code = regions.parent
WHERE regions.code = ?
"""
INSIDE = "SELECT code, name, level FROM regions WHERE parent = ? ORDER BY code"
HISTORY = """
SELECT code, name, valid_from, valid_to, successor, source FROM region_history
WHERE code = :code OR successor = :code ORDER BY valid_from, code, name
"""
HOLDS = "SELECT count(*) FROM organs WHERE region GLOB ?"
BODIES = """
SELECT organs.id, organs.name, organs.level, count(reports.id) AS reports,
       min(reports.year) AS first, max(reports.year) AS last
FROM organs LEFT JOIN reports ON reports.organ_id = organs.id AND reports.current
WHERE organs.region GLOB ? GROUP BY organs.id ORDER BY organs.region, organs.name LIMIT ? OFFSET ?
"""
SITES = "SELECT id, host, name, state, sample FROM sites WHERE region GLOB ? ORDER BY region, id LIMIT 100"
DOCUMENTS = """
SELECT id, title, published, kind, source, report_id FROM documents
WHERE region GLOB ? AND current AND state = 'read' ORDER BY published DESC LIMIT ?
"""


def load(conn: sqlite3.Connection, question: Question) -> dict[str, Any]:
    region, page = row(conn, REGION, [question.id]), question.page()
    if region is None:
        raise NotHereError("没有这个行政区划代码。", "There is no region of this code.")
    codes = inside(region["code"])
    count = scalar(conn, HOLDS, [codes])
    question.within(count, PAGE_SIZE)
    return {
        "region": region,
        "inside": _inside(conn, region["code"]),
        "history": rows(conn, HISTORY, {"code": region["code"]}),
        "count": count,
        "page": page,
        "page_size": PAGE_SIZE,
        "bodies": rows(conn, BODIES, [codes, PAGE_SIZE, (page - 1) * PAGE_SIZE]),
        "sites": rows(conn, SITES, [codes]),
        "documents": rows(conn, DOCUMENTS, [codes, NEWEST]),
    }


def _inside(conn: sqlite3.Connection, code: str) -> list[Row]:
    """The regions directly inside one, those only of which the archive has bodies: with "bodies"."""
    found = rows(conn, INSIDE, [code])
    for one in found:
        one["bodies"] = scalar(conn, HOLDS, [inside(one["code"])])
    return [one for one in found if one["bodies"]]
