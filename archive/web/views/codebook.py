"""`/codebook`: every indicator, what it means, where it comes from and what to mind when comparing years."""

from __future__ import annotations

import sqlite3
from typing import Any

from archive.web.question import Question
from archive.web.rows import Row, rows

INDICATORS = """
SELECT code, zh, en, unit, applicant_columns, kind, series_break, comparability,
       coalesce(read.figures, 0) AS figures
FROM indicators LEFT JOIN (
  SELECT indicator, count(*) AS figures FROM figures WHERE preferred GROUP BY indicator)
  AS read ON read.indicator = indicators.code
ORDER BY indicators.rowid
"""
CROSSINGS = "SELECT indicator, form, figures AS made_of, relation, en FROM crosswalk ORDER BY indicator, form"


def load(conn: sqlite3.Connection, _question: Question) -> dict[str, Any]:
    """Each indicator has `forms`: [{"form", "made_of", "relation"}]. `made_of` is = where it is printed under
    its own name, `relation` says how the form compares with the one before, null in the first."""
    indicators = rows(conn, INDICATORS)
    crossings: dict[str, list[Row]] = {}
    for crossing in rows(conn, CROSSINGS):
        crossings.setdefault(crossing.pop("indicator"), []).append(crossing)
    for indicator in indicators:
        forms = crossings.get(indicator["code"], [])
        indicator["group"] = indicator["code"].partition(".")[0]
        indicator["comparability_en"] = next((form["en"] for form in forms), None)
        indicator["forms"] = [{key: form[key] for key in ("form", "made_of", "relation")} for form in forms]
    return {"indicators": indicators}


def present(data: dict[str, Any]) -> dict[str, Any]:
    """The indicators by group, both in the order of the codebook."""
    grouped: dict[str, list[Row]] = {}
    for indicator in data["indicators"]:
        grouped.setdefault(indicator["group"], []).append(indicator)
    return {"grouped": list(grouped.items())}
