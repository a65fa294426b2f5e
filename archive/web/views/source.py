"""`/source/ID`: one web site: how it is doing, its columns, its crawls, what came from it."""

from __future__ import annotations

import sqlite3
from typing import Any

from archive.web.question import NotHereError, Question
from archive.web.rows import row, rows

RUNS, NEWEST = 20, 10

SITE = """
SELECT sites.*, regions.name AS region_name FROM sites LEFT JOIN regions ON regions.code = sites.region
WHERE sites.id = ?
"""
COUNTS = """
SELECT (SELECT count(*) FROM pages WHERE site_id = :id AND kind <> 'list') AS pages,
       (SELECT count(*) FROM pages WHERE site_id = :id AND state = 'gone') AS gone,
       count(*) AS documents, coalesce(sum(kind = 'annual_report'), 0) AS reports
FROM documents WHERE site_id = :id AND current
"""
COLUMNS = "SELECT * FROM columns WHERE site_id = ? ORDER BY kind <> 'annual_report', id"
CRAWLS = "SELECT * FROM crawls WHERE site_id = ? ORDER BY started_at DESC LIMIT ?"
DOCUMENTS = """
SELECT id, title, published, kind, source, report_id FROM documents
WHERE site_id = ? AND current AND state = 'read' ORDER BY published DESC LIMIT ?
"""


def load(conn: sqlite3.Connection, question: Question) -> dict[str, Any]:
    site = row(conn, SITE, [question.id])
    if site is None:
        raise NotHereError("库中没有这个来源。", "The archive has no such source.")
    return {
        "site": site,
        "counts": row(conn, COUNTS, {"id": site["id"]}),
        "columns": rows(conn, COLUMNS, [site["id"]]),
        "crawls": rows(conn, CRAWLS, [site["id"], RUNS]),
        "documents": rows(conn, DOCUMENTS, [site["id"], NEWEST]),
    }
