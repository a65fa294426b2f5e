"""`/report/ID/NAME`: one figure of a report: its sentence or cell, how to cite it, how to correct it.

NAME is INDICATOR.APPLICANT, or INDICATOR where there are no applicant columns; `/report/ID/cite` is the
report itself.
"""

from __future__ import annotations

import csv
import io
import sqlite3
from typing import Any

from datasette.utils.asgi import Response

from archive.store.series import AMOUNT, QUALIFIER
from archive.web import citing, words
from archive.web.asking import ask, question_of, refuse
from archive.web.figures import holding, printed_value
from archive.web.question import NoAnswerError, NotHereError, Question
from archive.web.rows import Row, row, rows
from archive.web.views.report import REPORT, figures_of

WHOLE = "cite"
CORRECTION = ("report_key", "sha256", "indicator", "applicant", "value", "qualifier", "reason", "by", "date")
CAPTURE = """
SELECT captures.sha256, captures.fetched_at, documents.title, documents.url, documents.sample FROM documents
LEFT JOIN captures ON captures.id = documents.capture_id WHERE documents.id = ?
"""
STANDS_IN = """
SELECT parts.number, parts.capture_id, parts.url, parts.title, captures.sha256 FROM parts
JOIN captures ON captures.id = parts.capture_id WHERE document_id = ? AND parts.number = ?
"""
SERIES = f"""
SELECT reports.id, reports.year, reports.form, figures.id AS figure_id, {AMOUNT} AS value, figures.unit,
       {QUALIFIER} AS qualifier, figures.bound
FROM reports JOIN figures ON figures.report_id = reports.id AND figures.indicator = ?
     AND figures.applicant IS ? AND figures.preferred
WHERE reports.current AND reports.organ_id = ? AND reports.scope = ? ORDER BY reports.year
"""


def load(conn: sqlite3.Connection, question: Question) -> dict[str, Any]:
    report = row(conn, REPORT, [question.id])
    if report is None:
        raise NotHereError("库中没有这份报告。", "The archive has no such report.")
    figure = None if question.part == WHOLE else _figure(conn, question)
    capture = row(conn, CAPTURE, [report["document_id"]]) or {}
    stands_in = row(conn, STANDS_IN, [report["document_id"], figure["part"]]) if figure else None
    cited = _cited(report, capture, figure, stands_in, question)
    return {
        "report": {
            key: report[key] for key in ("id", "report_key", "organ", "organ_id", "year", "form", "scope")
        },
        "sample": report["sample"],
        "name": question.part,
        "figure": figure,
        "stands_in": stands_in,
        "series": _series(conn, report, figure) if figure else [],
        "citation": citing.cite(cited),
        "correction": _correction(report, figure) if figure else None,
    }


def _figure(conn: sqlite3.Connection, question: Question) -> Row:
    found = [one for one in figures_of(conn, question.id) if one["anchor"] == question.part]
    if not found:
        raise NotHereError(
            f"这份报告里没有读出“{question.part}”。",
            f"No figure “{question.part}” was read from this report.",
        )
    return found[0]


def _cited(
    report: Row, capture: Row, figure: Row | None, stands_in: Row | None, question: Question
) -> citing.Cited:
    name = None if figure is None else figure["anchor"]
    path = f"/report/{report['id']}" + (f"#{name}" if name else "")
    return citing.Cited(
        key=citing.key_of(report, name),
        body=report["organ"],
        title=capture.get("title") or f"{report['organ']}{report['year']}年政府信息公开工作年度报告",
        year=report["year"],
        published=report["published"],
        address=report["url"] or "",
        here=f"{question.base}{path}",
        fetched_at=capture.get("fetched_at") or "",
        sha256=capture.get("sha256") or "",
        figure=_said(figure) if figure else None,
        attachment=(stands_in["url"], stands_in["sha256"]) if stands_in and stands_in["number"] else None,
    )


def _said(figure: Row) -> str:
    applicant = words.name("applicant", figure["applicant"], "zh")
    label = (figure["zh"] or figure["indicator"]) + (f"（{applicant}）" if applicant else "")
    held = holding(figure)
    unit = "" if held["value"] is None else figure["unit"] or ""
    said = f"{label}：{printed_value(held)}{unit}"
    return f"{said}（更正；原读作{printed_value(figure)}）" if figure["correction_id"] else said


def _series(conn: sqlite3.Connection, report: Row, figure: Row) -> list[Row]:
    values = [figure["indicator"], figure["applicant"], report["organ_id"], report["scope"]]
    return rows(conn, SERIES, values)


def _correction(report: Row, figure: Row) -> dict[str, str]:
    """A line for corrections.csv with what holds; reason, by and date are a person's to fill in."""
    held = holding(figure)
    value = "" if held["value"] is None else str(held["value"])
    fields = (
        report["report_key"], report["content"], figure["indicator"], figure["applicant"] or "", value,
        held["qualifier"] or "", "", "", "",
    )  # fmt: skip
    return {"head": _csv(CORRECTION), "row": _csv(fields)}


def _csv(fields: tuple[str, ...]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(fields)
    return line.getvalue()


async def serve_citation(request: Any, datasette: Any) -> Response:
    """`/report/ID/NAME.bib` and `.ris`, for reference managers."""
    question = question_of(request, datasette)
    style = {"bib": "bibtex", "ris": "ris"}[request.url_vars["style"]]
    kind = {"bib": "application/x-bibtex", "ris": "application/x-research-info-systems"}
    try:
        data = await ask(datasette, lambda conn: load(conn, question))
    except NoAnswerError as error:
        return await refuse(datasette, request, error, wants_json=False)
    suffix = request.url_vars["style"]
    headers = {"content-disposition": f'attachment; filename="{question.id}.{suffix}"'}
    body: str = data["citation"][style]
    return Response(body, headers=headers, content_type=f"{kind[suffix]}; charset=utf-8")
