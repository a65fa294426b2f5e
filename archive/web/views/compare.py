"""`/compare`: indicators across bodies and years, breaks in the series shown as breaks."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Any

from datasette.utils.asgi import Response

from archive.export.rows import FORMATS
from archive.model import APPLICANTS
from archive.store.search import stem
from archive.store.series import AMOUNT, QUALIFIER
from archive.web import charts, plots, words
from archive.web.figures import anchor, plain, printed_value
from archive.web.question import BadQuestionError, NoAnswerError, NotHereError, Question
from archive.web.rows import Row, row, rows
from archive.web.sending import Sent

DEFAULT_INDICATOR = "applications.new"
DEFAULT_BODIES = 6
MOST_BODIES = 50
MOST_INDICATORS = 5
MOST_OFFERED = 100

PICTURES = {"svg": "image/svg+xml; charset=utf-8", "png": "image/png"}

INDICATOR = (
    "SELECT code, zh, en, unit, applicant_columns, series_break, comparability FROM indicators WHERE code = ?"
)
INDICATORS = """
SELECT code, zh, en FROM indicators WHERE EXISTS (SELECT 1 FROM figures WHERE indicator = code) ORDER BY rowid
"""
BODIES = """
SELECT id, name, region FROM organs WHERE id IN (SELECT organ_id FROM reports WHERE current) AND {condition}
ORDER BY region, name LIMIT ?
"""
WITH_MOST = """
SELECT organ_id FROM reports WHERE current GROUP BY organ_id ORDER BY count(*) DESC, organ LIMIT ?
"""
REGIONS = """
SELECT code, name FROM regions WHERE code IN (SELECT region FROM organs) ORDER BY code
"""
FIGURES = f"""
SELECT reports.organ_id, reports.organ, reports.scope, reports.year, reports.form, reports.id AS report_id,
       figures.id, {AMOUNT} AS value, figures.unit,
       {QUALIFIER} AS qualifier, figures.bound, figures.source
FROM reports LEFT JOIN figures ON figures.report_id = reports.id AND figures.indicator = ?
     AND figures.applicant IS ? AND figures.preferred
WHERE reports.current AND reports.organ_id IN (SELECT value FROM json_each(?))
      AND reports.year BETWEEN ? AND ?
ORDER BY reports.organ, reports.scope DESC, reports.year
"""


def load(conn: sqlite3.Connection, question: Question) -> dict[str, Any]:
    """`panels`: one for each indicator asked for: {"indicator", "applicant", "series"}. `bodies`: those that
    are chosen, then others to choose from."""
    chosen = _bodies(conn, question)
    ids = [body["id"] for body in chosen]
    period = question.year("from") or 1990, question.year("to") or 2100
    panels = [_panel(conn, question, code, ids, period) for code in _indicators(question)]
    cells = [line["cells"] for panel in panels for line in panel["series"]]
    return {
        "panels": panels,
        "indicators": rows(conn, INDICATORS),
        "bodies": [{**body, "chosen": True} for body in chosen] + _others(conn, question, ids),
        "regions": rows(conn, REGIONS),
        "asked": {
            "indicator": [panel["indicator"]["code"] for panel in panels],
            "applicant": question.choice("applicant", APPLICANTS),
            "body": ids,
            "region": question.word("region"),
            "named": question.word("named"),
            "from": question.year("from"),
            "to": question.year("to"),
        },
        "years": sorted({int(year) for one in cells for year in one}),
        "language": question.language,
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
    found = rows(conn, FIGURES, [code, applicant, json.dumps(chosen), *period])
    series = series_of(found, indicator["series_break"] == "yes")
    return {"indicator": indicator, "applicant": applicant, "series": series}


def _applicant(question: Question, indicator: Row) -> str | None:
    chosen = question.choice("applicant", APPLICANTS)
    return (chosen or "total") if indicator["applicant_columns"] else None


def _bodies(conn: sqlite3.Connection, question: Question) -> list[Row]:
    """The bodies asked for by id or name, or all of a region; else those with most reports."""
    words = question.words("body", most=MOST_BODIES)
    if words:
        given = json.dumps(words)
        either = "(id IN (SELECT value FROM json_each(?)) OR name IN (SELECT value FROM json_each(?)))"
        chosen = rows(conn, BODIES.format(condition=either), [given, given, MOST_BODIES])
        if not chosen:
            raise BadQuestionError("库中没有所选的机关。", "The archive has none of these bodies.")
        return chosen
    region = question.word("region")
    if region:
        return rows(conn, BODIES.format(condition="region GLOB ?"), [f"{stem(region)}*", MOST_BODIES])
    most = [organ_id for (organ_id,) in conn.execute(WITH_MOST, [DEFAULT_BODIES])]
    among = BODIES.format(condition="id IN (SELECT value FROM json_each(?))")
    return rows(conn, among, [json.dumps(most), DEFAULT_BODIES])


def _others(conn: sqlite3.Connection, question: Question, chosen: list[str]) -> list[Row]:
    """Bodies to choose from beside the chosen: of the region, with the words in their names."""
    region, named = question.word("region"), question.word("named")
    conditions = ["id NOT IN (SELECT value FROM json_each(?))"]
    values: list[Any] = [json.dumps(chosen)]
    if region:
        conditions.append("region GLOB ?")
        values.append(f"{stem(region)}*")
    if named:
        conditions.append("instr(name, ?)")
        values.append(named)
    found = rows(conn, BODIES.format(condition=" AND ".join(conditions)), [*values, MOST_OFFERED])
    return [{**body, "chosen": False} for body in found]


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
    drawn = [[charts.line(line["cells"], years) for line in panel["series"]] for panel in data["panels"]]
    lines = max((len(panel["series"]) for panel in data["panels"]), default=0)
    return {"charts": drawn, "fits_one_picture": 0 < lines <= plots.MOST_LINES}


def table(data: dict[str, Any]) -> tuple[list[str], list[list[Any]]]:
    """The tables of the page as one: columns, and a row for each line of each panel. A cell is a number where
    one is printed as such, else the words and signs that the page has for it."""
    columns = ["indicator", "name", "unit", "applicant", "body", "scope", *map(str, data["years"]), "breaks"]
    lines = [
        _line(panel, line, data["years"], data["language"])
        for panel in data["panels"]
        for line in panel["series"]
    ]
    return columns, lines


def _line(panel: Row, line: Row, years: Sequence[int], language: str) -> list[Any]:
    indicator, cells = panel["indicator"], line["cells"]
    broken = [str(year) for year in years if cells.get(str(year), {}).get("break")]
    return [
        indicator["code"],
        indicator[language],
        indicator["unit"],
        panel["applicant"],
        line["organ"],
        line["scope"],
        *(_shown(cells.get(str(year)), language) for year in years),
        " ".join(broken),
    ]


def _shown(cell: Row | None, language: str) -> Any:
    if cell is None:
        return "·"
    if cell["id"] is None:
        return "—"
    if cell["qualifier"] == "blank":
        return words.name("qualifier", "blank", language)
    return cell["value"] if cell["value"] is not None and not cell["bound"] else printed_value(cell)


async def serve_file(request: Any, datasette: Any) -> Response:
    """`/compare.csv`, `.excel`, `.xlsx`: what the page shows; `.svg`, `.png`: its chart in one picture."""
    from archive.web import pages

    question, ending = pages.question_of(request, datasette), request.url_vars["ending"]
    try:
        data = await pages.ask(datasette, lambda conn: load(conn, question))
    except NoAnswerError as error:
        return await pages.refuse(datasette, request, error, wants_json=False)
    if ending in PICTURES:
        drawn = plots.specification(data["panels"], question.language)
        if not drawn["data"]["values"]:
            none = NotHereError("所选范围里没有可画的数。", "There is nothing to draw in this choice.")
            return await pages.refuse(datasette, request, none, wants_json=False)
        body = await plots.draw(drawn, ending)
        return Response(body, headers={"cache-control": "no-cache"}, content_type=PICTURES[ending])
    form, (columns, lines) = FORMATS[ending], table(data)
    return Sent(
        lambda stream: form.write(columns, lines, stream, ()),
        f"compare{form.ending}",
        form.media_type,
        request.receive,
    )
