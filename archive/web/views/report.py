"""`/report/ID`: one edition of a yearly report, its figures beside the words they stand in."""

from __future__ import annotations

import itertools
import json
import sqlite3
from collections.abc import Iterable
from typing import Any

from archive.model import APPLICANTS
from archive.web import figures as printing
from archive.web.question import NotHereError, Question
from archive.web.rows import Row, row, rows
from archive.web.views.document import contents, pieces
from archive.web.views.findings import labels

REPORT = """
SELECT reports.*, organs.level, regions.name AS region_name
FROM reports LEFT JOIN organs ON organs.id = reports.organ_id
LEFT JOIN regions ON regions.code = reports.region
WHERE reports.id = ?
"""
FIGURES = """
SELECT figures.id, figures.indicator, figures.applicant, figures.value, figures.unit, figures.qualifier,
       bound, evidence, figures.source, part, preferred, correction_id, corrected_value, corrected_qualifier,
       corrections.reason AS correction_reason, corrections."by" AS corrected_by,
       corrections.date AS corrected_on, indicators.zh, indicators.en, indicators.comparability
FROM figures LEFT JOIN indicators ON indicators.code = figures.indicator
LEFT JOIN corrections ON corrections.id = figures.correction_id
WHERE report_id = ? ORDER BY figures.number
"""
FINDINGS = """
SELECT findings.id, rule, findings.severity, message, message_en, "left", "right", figures, other_report_id,
       rules.zh AS rule_zh, rules.en AS rule_en
FROM findings LEFT JOIN rules ON rules.code = findings.rule
WHERE report_id = ?
ORDER BY CASE findings.severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, rule, number
"""
SECTIONS = 'SELECT number, heading, start, "end" FROM sections WHERE report_id = ? ORDER BY number'
YEARS = """
SELECT id, year, form, scope, title FROM reports WHERE organ_id = ? AND scope = ? AND current ORDER BY year
"""
EDITIONS = """
SELECT id, document_id, current, published, url, title,
       (SELECT min(fetched_at) FROM documents WHERE report_id = reports.id) AS fetched_at
FROM reports WHERE report_key = ? ORDER BY current DESC, fetched_at DESC
"""
ADDRESSES = """
SELECT id, url, capture_id, fetched_at, current, gone FROM documents WHERE report_id = ?
ORDER BY current DESC, fetched_at DESC
"""


def load(conn: sqlite3.Connection, question: Question) -> dict[str, Any]:
    """The contract's JSON object of one reading, with what else the archive knows under further names."""
    report = row(conn, REPORT, [question.id])
    if report is None:
        raise NotHereError("库中没有这份报告。", "The archive has no such report.")
    found = findings_of(conn, report["id"])
    return {
        **contents(conn, report["document_id"]),
        "file": report["url"],
        "id": report["id"],
        "document_id": report["document_id"],
        "report": _stated(report),
        "edition": report,
        "figures": figures_of(conn, report["id"]),
        "findings": found,
        "labels": labels(conn, found, question.language),
        "sections": rows(conn, SECTIONS, [report["id"]]),
        "years": rows(conn, YEARS, [report["organ_id"], report["scope"]]),
        "editions": rows(conn, EDITIONS, [report["report_key"]]),
        "addresses": rows(conn, ADDRESSES, [report["id"]]),
        "language": question.language,
    }


def _stated(report: Row) -> Row:
    period = [report["period_start"], report["period_end"]] if report["period_start"] else None
    return {**{key: report[key] for key in ("organ", "year", "form", "scope", "region")}, "period": period}


def figures_of(conn: sqlite3.Connection, report_id: str) -> list[Row]:
    found = rows(conn, FIGURES, [report_id])
    for figure in found:
        figure["evidence"] = json.loads(figure["evidence"])
        figure["value"] = printing.plain(figure["value"])
        figure["corrected_value"] = printing.plain(figure["corrected_value"])
        figure["anchor"] = printing.anchor(figure["id"])
    return found


def findings_of(conn: sqlite3.Connection, report_id: str) -> list[Row]:
    found = rows(conn, FINDINGS, [report_id])
    for finding in found:
        finding["figures"] = json.loads(finding["figures"])
        finding["left"], finding["right"] = printing.plain(finding["left"]), printing.plain(finding["right"])
    return found


def present(data: dict[str, Any]) -> dict[str, Any]:
    years = data["years"]
    place = next((i for i, other in enumerate(years) if other["id"] == data["id"]), None)
    current = next((edition for edition in data["editions"] if edition["current"]), None)
    return {
        "pieces_of_text": pieces(data, data["figures"], data["language"]),
        "groups_of_figures": groups(data["figures"]),
        "earlier": years[place - 1] if place else None,
        "later": years[place + 1] if place is not None and place + 1 < len(years) else None,
        "newer_edition": current if current and current["id"] != data["id"] else None,
        "in_text": {
            figure["anchor"] for figure in data["figures"] if figure["evidence"]["kind"] != "derived"
        },
    }


def groups(figures: Iterable[Row]) -> list[tuple[str, list[Row]]]:
    """The figures by the first part of their code: (group, [{"indicator", "total", "parts", "others", …}]).

    `total` is the figure the panel takes (of the applicant `total`, or of none), `parts` those of the other
    applicants in the form's order, `others` further values of the same names.
    """
    lines: dict[str, Row] = {}
    for figure in figures:
        new = {"indicator": figure["indicator"], "zh": figure["zh"], "en": figure["en"]}
        line = lines.setdefault(figure["indicator"], {**new, "total": None, "parts": [], "others": []})
        if not figure["preferred"]:
            line["others"].append(figure)
        elif figure["applicant"] in (None, "total") and line["total"] is None:
            line["total"] = figure
        else:
            line["parts"].append(figure)
    for line in lines.values():
        line["parts"].sort(
            key=lambda figure: APPLICANTS.index(figure["applicant"]) if figure["applicant"] else -1
        )
    grouped = itertools.groupby(lines.values(), key=lambda line: line["indicator"].partition(".")[0])
    merged: dict[str, list[Row]] = {}
    for group, members in grouped:
        merged.setdefault(group, []).extend(members)
    return list(merged.items())
