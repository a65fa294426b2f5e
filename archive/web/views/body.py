"""`/body/ID`: one body: its reports, the course of its main figures, what does not agree, what is new."""

from __future__ import annotations

import sqlite3
from typing import Any

from archive.process.verdicts import rules
from archive.web import charts
from archive.web.question import NotHereError, Question
from archive.web.rows import Row, row, rows
from archive.web.views.compare import FIGURES, segments_of, series_of

MAIN = (
    ("applications.new", "total"),
    ("applications.result.granted", "total"),
    ("proactive.total", None),
    ("reconsideration.total", None),
    ("litigation.total", None),
)
NEWEST = 10

BODY = """
SELECT organs.*, regions.name AS region_name FROM organs
LEFT JOIN regions ON regions.code = organs.region WHERE organs.id = ?
"""
REPORTS = """
SELECT id, year, form, scope, title, published, errors, warnings, figures, sample FROM reports
WHERE organ_id = ? AND current ORDER BY year DESC, scope DESC
"""
NAMES = "SELECT name, rule, reports FROM organ_names WHERE organ_id = ? AND name <> ? ORDER BY reports DESC"
BEFORE = """
SELECT organs.id, organs.name, organ_successions.year, reorganisation, organ_successions.source
FROM organ_successions JOIN organs ON organs.id = organ_id WHERE successor_id = ? ORDER BY organs.name
"""
AFTER = """
SELECT organs.id, organs.name, organ_successions.year, reorganisation, organ_successions.source
FROM organ_successions JOIN organs ON organs.id = successor_id WHERE organ_id = ? ORDER BY organs.name
"""
COVERAGE = """
SELECT year, state, due, published, days_late, report_id, capture_id, rule FROM coverage
WHERE organ_id = ? ORDER BY year
"""
DOCUMENTS = """
SELECT id, title, published, kind, source, report_id FROM documents
WHERE organ_id = ? AND current AND state = 'read' ORDER BY published DESC LIMIT ?
"""
INDICATORS = "SELECT code, zh, en, unit FROM indicators WHERE code IN ({})"


def load(conn: sqlite3.Connection, question: Question) -> dict[str, Any]:
    body = row(conn, BODY, [question.id])
    if body is None:
        raise NotHereError("库中没有这个机关。", "The archive has no such body.")
    reports = rows(conn, REPORTS, [body["id"]])
    return {
        "body": body,
        "reports": reports,
        "years": sorted({report["year"] for report in reports}),
        "names": rows(conn, NAMES, [body["id"], body["name"]]),
        "before": rows(conn, BEFORE, [body["id"]]),
        "after": rows(conn, AFTER, [body["id"]]),
        "coverage": rows(conn, COVERAGE, [body["id"]]),
        "rules": {name: {"zh": zh, "en": en} for name, (_, zh, en) in rules().items()},
        "series": _series(conn, body["id"]),
        "documents": rows(conn, DOCUMENTS, [body["id"], NEWEST]),
    }


def present(data: dict[str, Any]) -> dict[str, Any]:
    return {"charts": [charts.line(series["cells"], data["years"]) for series in data["series"]]}


def _series(conn: sqlite3.Connection, body_id: str) -> list[Row]:
    """A line for each main indicator that was ever read: the body's own before consolidated ones."""
    marks = ",".join("?" * len(MAIN))
    called = {one["code"]: one for one in rows(conn, INDICATORS.format(marks), [code for code, _ in MAIN])}
    found = []
    for code, applicant in MAIN:
        if code not in called:
            continue
        figures = rows(conn, FIGURES, [code, applicant, f'["{body_id}"]', 1990, 2100])
        for line in series_of(figures, segments_of(conn, code))[:1]:
            if any(cell["id"] for cell in line["cells"].values()):
                found.append({"indicator": called[code], "applicant": applicant, **line})
    return found
