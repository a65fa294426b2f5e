"""`/compare`: indicators across bodies and years, breaks in the series shown as breaks."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from archive.model import APPLICANTS
from archive.web import charts
from archive.web.figures import anchor, plain
from archive.web.question import BadQuestionError, NotHereError, Question
from archive.web.rows import Row, row, rows

DEFAULT_INDICATOR = "applications.new"
DEFAULT_BODIES = 6
MOST_BODIES = 50
MOST_INDICATORS = 5

INDICATOR = (
    "SELECT code, zh, en, unit, applicant_columns, series_break, comparability FROM indicators WHERE code = ?"
)
INDICATORS = """
SELECT code, zh, en FROM indicators WHERE EXISTS (SELECT 1 FROM figures WHERE indicator = code) ORDER BY rowid
"""
BODIES = """
SELECT organs.id, organs.name, organs.region, regions.name AS region_name, count(*) AS reports
FROM organs JOIN reports ON reports.organ_id = organs.id AND reports.current
LEFT JOIN regions ON regions.code = organs.region
GROUP BY organs.id ORDER BY organs.region, organs.name LIMIT 500
"""
FIGURES = """
SELECT reports.organ_id, reports.organ, reports.scope, reports.year, reports.form, reports.id AS report_id,
       figures.id, figures.value, figures.unit, figures.qualifier, figures.bound, figures.source
FROM reports LEFT JOIN figures ON figures.report_id = reports.id AND figures.indicator = ?
     AND figures.applicant IS ? AND figures.preferred
WHERE reports.current AND reports.organ_id IN (SELECT value FROM json_each(?))
      AND reports.year BETWEEN ? AND ?
ORDER BY reports.organ, reports.scope DESC, reports.year
"""


def load(conn: sqlite3.Connection, question: Question) -> dict[str, Any]:
    """`panels`: one for each indicator asked for: {"indicator", "applicant", "series"}."""
    bodies = rows(conn, BODIES)
    chosen = _bodies(question, bodies)
    period = question.year("from") or 1990, question.year("to") or 2100
    panels = [_panel(conn, question, code, chosen, period) for code in _indicators(question)]
    cells = [line["cells"] for panel in panels for line in panel["series"]]
    return {
        "panels": panels,
        "indicators": rows(conn, INDICATORS),
        "bodies": [{**body, "chosen": body["id"] in chosen} for body in bodies],
        "asked": {
            "indicator": [panel["indicator"]["code"] for panel in panels],
            "applicant": question.choice("applicant", APPLICANTS),
            "body": question.words("body", most=MOST_BODIES),
            "region": question.word("region"),
            "from": question.year("from"),
            "to": question.year("to"),
        },
        "years": sorted({int(year) for one in cells for year in one}),
    }


def _indicators(question: Question) -> list[str]:
    return question.words("indicator", most=MOST_INDICATORS) or [DEFAULT_INDICATOR]


def _panel(
    conn: sqlite3.Connection, question: Question, code: str, chosen: list[str], period: tuple[int, int]
) -> Row:
    indicator = row(conn, INDICATOR, [code])
    if indicator is None:
        raise NotHereError(f"没有“{code}”这个指标。", f"There is no indicator “{code}”.")
    applicant = _applicant(question, indicator)
    found = rows(conn, FIGURES, [code, applicant, _json_list(chosen), *period])
    series = series_of(found, indicator["series_break"] == "yes")
    return {"indicator": indicator, "applicant": applicant, "series": series}


def _applicant(question: Question, indicator: Row) -> str | None:
    chosen = question.choice("applicant", APPLICANTS)
    return (chosen or "total") if indicator["applicant_columns"] else None


def _bodies(question: Question, bodies: Sequence[Row]) -> list[str]:
    """Ids of the bodies asked for by id or name, or of a region; else of those with most reports."""
    words = question.words("body", most=MOST_BODIES)
    if words:
        chosen = [body["id"] for body in bodies if body["id"] in words or body["name"] in words]
        if not chosen:
            raise BadQuestionError("库中没有所选的机关。", "The archive has none of these bodies.")
        return chosen
    region = question.word("region")
    if region:
        return [body["id"] for body in bodies if body["region"] == region][:MOST_BODIES]
    most = sorted(bodies, key=lambda body: (-body["reports"], body["name"]))
    return [body["id"] for body in most[:DEFAULT_BODIES]]


def _json_list(ids: Sequence[str]) -> str:
    return "[" + ",".join(f'"{one}"' for one in ids) + "]"


def series_of(found: Sequence[Row], breaks: bool) -> list[Row]:
    """A line for each body and scope: {"organ", "scope", "cells": {year: cell}}. A cell whose report is of
    another form than the year before has `break` where the indicator means something else then."""
    lines: dict[tuple[str, str], Row] = {}
    for figure in found:
        key = (figure.pop("organ_id"), figure.pop("scope"))
        line = lines.setdefault(
            key, {"organ_id": key[0], "organ": figure["organ"], "scope": key[1], "cells": {}}
        )
        before = list(line["cells"].values())[-1:]
        figure["value"] = plain(figure["value"])
        figure["anchor"] = anchor(figure["id"]) if figure["id"] else None
        figure["break"] = breaks and bool(before) and before[0]["form"] != figure["form"]
        del figure["organ"]
        line["cells"][str(figure["year"])] = figure
    return list(lines.values())


def present(data: dict[str, Any]) -> dict[str, Any]:
    """`charts[i][j]` is the chart of line j of panel i."""
    years = data["years"]
    return {
        "charts": [
            [charts.line(line["cells"], years) for line in panel["series"]] for panel in data["panels"]
        ]
    }
