"""`/compare`: indicators across bodies and years, breaks in the series shown as breaks."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from markupsafe import Markup, escape

from archive.model import APPLICANTS
from archive.store.search import inside
from archive.store.series import AMOUNT, QUALIFIER
from archive.web import charts, plots, words
from archive.web.figures import anchor, marked_value, plain
from archive.web.question import FIRST_YEAR, LAST_YEAR, BadQuestionError, NotHereError, Question
from archive.web.rows import Row, row, rows, where

# What an indicator is called, and what to mind when it is compared, in both languages.
CALLED = """code, zh, en, unit, applicant_columns, comparability,
       (SELECT en FROM crosswalk WHERE indicator = code LIMIT 1) AS comparability_en"""
DEFAULT_INDICATOR = "applications.new"
DEFAULT_BODIES = 6
MOST_BODIES = 50
MOST_INDICATORS = 5
MOST_OFFERED = 100

INDICATOR = f"SELECT {CALLED} FROM indicators WHERE code = ?"
# Values of one segment may be joined to one line, those of two may not.
SEGMENTS = "SELECT form, segment FROM crosswalk WHERE indicator = ?"
INDICATORS = """
SELECT code, zh, en FROM indicators WHERE EXISTS (SELECT 1 FROM figures WHERE indicator = code) ORDER BY rowid
"""
BODIES = """
SELECT id, name, region FROM organs {conditions}
AND EXISTS (SELECT 1 FROM reports WHERE organ_id = organs.id AND current)
ORDER BY region, name LIMIT ?
"""
GIVEN = """
id IN (WITH given AS (SELECT value FROM json_each(?))
       SELECT id FROM organs WHERE id IN given OR name IN given)
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
    """`panels`: one for each indicator asked for: {"indicator", "applicant", "series", "breaks"}. `bodies`:
    those that are shown (`chosen`: each asked for by itself), then others to choose from. `more`: the
    choice has further bodies; `unknown`: what was asked for and is no body here."""
    named = question.words("body", most=MOST_BODIES)
    shown = _shown(conn, question, named)
    ids = [body["id"] for body in shown[:MOST_BODIES]]
    period = question.year("from") or FIRST_YEAR, question.year("to") or LAST_YEAR
    panels = [_panel(conn, question, code, ids, period) for code in _indicators(conn, question)]
    cells = [line["cells"] for panel in panels for line in panel["series"]]
    return {
        "panels": panels,
        "indicators": rows(conn, INDICATORS),
        "bodies": [{**body, "chosen": bool(named)} for body in shown[:MOST_BODIES]]
        + [{**body, "chosen": False} for body in _others(conn, question, ids)],
        "more": len(shown) > MOST_BODIES,
        "unknown": [word for word in named if not any(word in (one["id"], one["name"]) for one in shown)],
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


def _indicators(conn: sqlite3.Connection, question: Question) -> list[str]:
    """Those asked for, else the usual one; none where the codebook is not loaded yet."""
    usual = [DEFAULT_INDICATOR] if row(conn, INDICATOR, [DEFAULT_INDICATOR]) else []
    return question.words("indicator", most=MOST_INDICATORS) or usual


def _panel(
    conn: sqlite3.Connection, question: Question, code: str, chosen: list[str], period: tuple[int, int]
) -> Row:
    indicator = row(conn, INDICATOR, [code])
    if indicator is None:
        raise NotHereError(f"没有“{code}”这个指标。", f"There is no indicator “{code}”.")
    applicant = _applicant(question, indicator)
    found = rows(conn, FIGURES, [code, applicant, json.dumps(chosen), *period])
    series = series_of(found, segments_of(conn, code))
    series.sort(key=lambda line: chosen.index(line["organ_id"]))
    breaks = {int(year) for line in series for year, cell in line["cells"].items() if cell["break"]}
    return {"indicator": indicator, "applicant": applicant, "series": series, "breaks": sorted(breaks)}


def _applicant(question: Question, indicator: Row) -> str | None:
    chosen = question.choice("applicant", APPLICANTS)
    return (chosen or "total") if indicator["applicant_columns"] else None


def _shown(conn: sqlite3.Connection, question: Question, named: list[str]) -> list[Row]:
    """The bodies asked for by id or name, or all of a region and with words in their names; else those with
    most reports."""
    among = _among(question)
    if named:
        among = {GIVEN: json.dumps(named)}
    elif not any(among.values()):
        most = [organ_id for (organ_id,) in conn.execute(WITH_MOST, [DEFAULT_BODIES])]
        among = {GIVEN: json.dumps(most)}
    shown = _bodies(conn, among, MOST_BODIES + 1)
    if named and not shown:
        raise BadQuestionError("库中没有所选的机关。", "The archive has none of these bodies.")
    return shown


def _others(conn: sqlite3.Connection, question: Question, shown: list[str]) -> list[Row]:
    """Bodies to choose from beside the shown: of the region, with the words in their names."""
    besides = {"id NOT IN (SELECT value FROM json_each(?))": json.dumps(shown)}
    return _bodies(conn, {**besides, **_among(question)}, MOST_OFFERED)


def _among(question: Question) -> dict[str, str | None]:
    return {"region GLOB ?": inside(question.word("region")), "instr(name, ?)": question.word("named")}


def _bodies(conn: sqlite3.Connection, among: Mapping[str, str | None], most: int) -> list[Row]:
    conditions, values = where(among)
    return rows(conn, BODIES.format(conditions=conditions), [*values, most])


def segments_of(conn: sqlite3.Connection, code: str) -> dict[str, str]:
    """By form, the form with which the run of comparable forms begins."""
    return dict(conn.execute(SEGMENTS, [code]).fetchall())


def series_of(found: Sequence[Row], segments: Mapping[str, str]) -> list[Row]:
    """A line for each body and scope: {"organ", "scope", "cells": {year: cell}}. A cell has `break` where its
    report is of a form that does not compare with the one before."""
    lines: dict[tuple[str, str], Row] = {}
    for figure in found:
        key = (figure.pop("organ_id"), figure.pop("scope"))
        line = lines.setdefault(
            key, {"organ_id": key[0], "organ": figure["organ"], "scope": key[1], "cells": {}}
        )
        before = list(line["cells"].values())[-1:]
        figure["value"] = plain(figure["value"])
        figure["anchor"] = anchor(figure["id"]) if figure["id"] else None
        figure["break"] = bool(before) and _segment(before[0], segments) != _segment(figure, segments)
        del figure["organ"]
        line["cells"][str(figure["year"])] = figure
    return list(lines.values())


def _segment(figure: Row, segments: Mapping[str, str]) -> str:
    """A form that the crosswalk does not have is comparable with itself only."""
    return segments.get(figure["form"], figure["form"])


def present(data: dict[str, Any]) -> dict[str, Any]:
    """`charts[i][j]` is the chart of line j of panel i; `row` makes the cells of a line."""
    years = data["years"]
    drawn = [[charts.line(line["cells"], years) for line in panel["series"]] for panel in data["panels"]]
    row_of = partial(cells_of, [str(year) for year in years], data["language"])
    return {"charts": drawn, "row": row_of, "most_lines": plots.MOST_LINES}


def cells_of(
    columns: Sequence[str], language: str, cells: Mapping[str, Row], unit: str | None, reports: str
) -> Markup:
    """The cells of one line of the table, each leading to its figure. `reports` is where reports have their
    addresses. Thousands of cells are made faster here than in a template."""
    return Markup("".join(_cell(cells.get(year), language, unit, reports) for year in columns))


def _cell(cell: Row | None, language: str, unit: str | None, reports: str) -> str:
    if cell is None:
        said = "no report here" if language == "en" else "库中没有报告"
        return f'<td class="none" aria-label="{said}">·</td>'
    if cell["id"] is None:
        said = "not given in the report" if language == "en" else "报告中没有这个数"
        return (
            f'<td class="num"><a class="quiet" href="{reports}{cell["report_id"]}" title="{said}">—</a></td>'
        )
    title = words.name("form", cell["form"], language)
    if cell["qualifier"]:
        title += f" · {words.name('qualifier', cell['qualifier'], language)}"
    other = (
        f"<small> {escape(cell['unit'])}</small>" if cell["unit"] and unit and cell["unit"] != unit else ""
    )
    return (
        f'<td class="num{" break" if cell["break"] else ""}"><a href="{reports}{escape(cell["id"])}"'
        f' title="{escape(title)}">{marked_value(language, cell)}</a>{other}</td>'
    )
