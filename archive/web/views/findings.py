"""`/findings`: what does not agree in the reports, and what was not understood."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from archive.model import APPLICANTS
from archive.store.search import inside
from archive.web import words
from archive.web.figures import plain
from archive.web.question import Question
from archive.web.rows import Row, rows, scalar, where
from archive.web.views.alike import bodies_alike

PAGE_SIZE = 50

# The page is cut out before the joins: sorting all findings with their reports would take ten times as long.
FOUND = """
SELECT findings.id, findings.rule, findings.severity, findings.message, findings.message_en,
       findings."left", findings."right",
       findings.figures, findings.report_id, findings.document_id, documents.title,
       reports.organ, reports.year, reports.current, documents.fetched_at, rules.zh AS rule_zh,
       rules.en AS rule_en
FROM (
    SELECT findings.* FROM findings LEFT JOIN reports ON reports.id = findings.report_id {conditions}
    ORDER BY {order} LIMIT ? OFFSET ?
) AS findings
LEFT JOIN reports ON reports.id = findings.report_id
LEFT JOIN documents ON documents.id = findings.document_id
LEFT JOIN rules ON rules.code = findings.rule
ORDER BY {order}
"""
ORDER = "CASE findings.severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, findings.number DESC"
RULES = """
SELECT counted.*, rules.zh, rules.en, rules.identity FROM (
    SELECT rule, severity, count(*) AS count FROM findings GROUP BY rule, severity
) AS counted LEFT JOIN rules ON rules.code = counted.rule ORDER BY count DESC, rule
"""


REGIONS = "SELECT code, name FROM regions WHERE code IN (SELECT region FROM reports) ORDER BY code"
LABELS = "SELECT code, zh, en FROM indicators"
COUNT = "SELECT count(*) FROM findings LEFT JOIN reports ON reports.id = findings.report_id{conditions}"


def load(conn: sqlite3.Connection, question: Question) -> dict[str, Any]:
    asked = _asked(question)
    conditions, values = _conditions(asked)
    page, count = question.page(), scalar(conn, COUNT.format(conditions=conditions), values)
    question.within(count, PAGE_SIZE)
    sql = FOUND.format(conditions=conditions, order=ORDER)
    found = rows(conn, sql, [*values, PAGE_SIZE, (page - 1) * PAGE_SIZE])
    for finding in found:
        finding["figures"] = json.loads(finding["figures"])
        finding["left"], finding["right"] = plain(finding["left"]), plain(finding["right"])
    return {
        "asked": asked,
        "bodies_alike": bodies_alike(conn, asked["body"]),
        "count": count,
        "page": page,
        "page_size": PAGE_SIZE,
        "rules": rows(conn, RULES),
        "regions": rows(conn, REGIONS),
        "labels": labels(conn, found, question.language),
        "findings": found,
    }


def _asked(question: Question) -> dict[str, Any]:
    return {
        "rule": question.word("rule"),
        "severity": question.choice("severity", words.SEVERITIES),
        "year": question.year(),
        "body": question.word("body"),
        "region": question.word("region"),
    }


def _conditions(asked: Mapping[str, Any]) -> tuple[str, list[Any]]:
    return where(
        {
            "findings.rule = ?": asked["rule"],
            "findings.severity = ?": asked["severity"],
            "reports.year = ?": asked["year"],
            "reports.organ = ?": asked["body"],
            "reports.region GLOB ?": inside(asked["region"]),
        }
    )


def labels(conn: sqlite3.Connection, found: Iterable[Row], language: str) -> dict[str, str]:
    """What the figures that findings name are called, by name: INDICATOR or INDICATOR.APPLICANT."""
    called = {row["code"]: row[language] for row in rows(conn, LABELS)}
    names = {name for finding in found for name in finding["figures"]}
    return {name: _label(name, called, language) for name in names}


def _label(name: str, called: Mapping[str, str], language: str) -> str:
    indicator, _, last = name.partition("~")[0].rpartition(".")
    if last in APPLICANTS and indicator in called:
        return f"{called[indicator]}（{words.name('applicant', last, language)}）"
    return called.get(name.partition("~")[0], name)
