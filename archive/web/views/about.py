"""`/about`: how the archive is made, and from what."""

from __future__ import annotations

import sqlite3
from typing import Any

from archive import __version__
from archive.web.question import Question
from archive.web.rows import Row, rows
from archive.web.views.home import COUNTS

SITES = """
SELECT sites.id, host, name, region, sample, state, detail, last_crawl_at,
       (SELECT count(*) FROM documents WHERE site_id = sites.id) AS documents
FROM sites ORDER BY documents DESC, sites.id LIMIT 200
"""
READERS = "SELECT reader, count(*) AS documents FROM documents GROUP BY reader ORDER BY documents DESC"
SOURCES = "SELECT source AS code, count(*) AS figures FROM figures GROUP BY source ORDER BY figures DESC"
# Most figures are printed as such, and need not be counted one by one.
QUALIFIERS = """
SELECT qualifier AS code, count(*) AS figures FROM figures WHERE qualifier IS NOT NULL GROUP BY qualifier
ORDER BY figures DESC
"""


def load(conn: sqlite3.Connection, _question: Question) -> dict[str, Any]:
    counts = rows(conn, COUNTS)[0]
    return {
        "version": __version__,
        "counts": counts,
        "sites": rows(conn, SITES),
        "readers": rows(conn, READERS),
        "printed_in": rows(conn, SOURCES),
        "qualifiers": _qualifiers(conn, counts["figures"]),
    }


def _qualifiers(conn: sqlite3.Connection, figures: int) -> list[Row]:
    others = rows(conn, QUALIFIERS)
    printed = figures - sum(one["figures"] for one in others)
    return [{"code": "printed", "figures": printed}, *others] if figures else []
