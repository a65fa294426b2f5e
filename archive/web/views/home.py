"""`/`: what is in the archive, what is new, and where to start."""

from __future__ import annotations

import sqlite3
from typing import Any

from archive.model import FORMS
from archive.web.question import Question
from archive.web.rows import Row, row, rows
from archive.web.views import changes

NEWEST = 8

COUNTS = """
SELECT (SELECT count(*) FROM sites WHERE followed OR last_crawl_at IS NOT NULL) AS sites,
       (SELECT count(*) FROM pages WHERE kind <> 'list') AS pages,
       (SELECT count(*) FROM captures) AS captures,
       (SELECT count(*) FROM documents WHERE current) AS documents,
       (SELECT count(*) FROM documents) AS versions,
       (SELECT count(*) FROM reports) AS reports,
       (SELECT count(DISTINCT organ_id) FROM reports) AS bodies,
       (SELECT count(*) FROM figures) AS figures,
       (SELECT count(*) FROM findings) AS findings,
       (SELECT fetched_at FROM visits ORDER BY number DESC LIMIT 1) AS last_visit
"""
NEWEST_DOCUMENTS = """
SELECT documents.id, documents.title, documents.published, documents.kind, documents.source, documents.region,
       documents.report_id, documents.fetched_at
FROM documents WHERE current AND state = 'read' AND published IS NOT NULL ORDER BY published DESC LIMIT ?
"""
YEARS = """
SELECT year, form, count(*) AS reports FROM reports WHERE current = 1
GROUP BY year, form ORDER BY year DESC, form
"""
BODIES = """
SELECT organ, organ_id, count(*) AS reports, min(year) AS first, max(year) AS last
FROM reports WHERE current GROUP BY organ_id ORDER BY reports DESC, organ LIMIT 12
"""


def load(conn: sqlite3.Connection, _question: Question) -> dict[str, Any]:
    return {
        "counts": row(conn, COUNTS),
        "years": years_by_form(conn),
        "newest": rows(conn, NEWEST_DOCUMENTS, [NEWEST]),
        "changed": changes.newest(conn, NEWEST),
        "vanished": changes.vanished(conn, NEWEST),
        "bodies": rows(conn, BODIES),
    }


def years_by_form(conn: sqlite3.Connection) -> list[Row]:
    """A row a year: {"year", "total", "2008": …, "2021": …}, newest first."""
    table: dict[int, Row] = {}
    for cell in rows(conn, YEARS):
        line = table.setdefault(cell["year"], {"year": cell["year"], "total": 0, **dict.fromkeys(FORMS, 0)})
        line[cell["form"]] = line.get(cell["form"], 0) + cell["reports"]
        line["total"] += cell["reports"]
    return list(table.values())
