"""`/codebook`: every indicator, what it means, where it comes from and what to mind when comparing years."""

from __future__ import annotations

import sqlite3
from typing import Any

from archive.web.question import Question
from archive.web.rows import Row, rows

INDICATORS = """
SELECT code, zh, en, unit, applicant_columns, kind, forms, series_break, comparability,
       coalesce(read.figures, 0) AS figures
FROM indicators LEFT JOIN (
  SELECT indicator, count(*) AS figures FROM figures WHERE preferred GROUP BY indicator)
  AS read ON read.indicator = indicators.code
ORDER BY indicators.rowid
"""


def load(conn: sqlite3.Connection, _question: Question) -> dict[str, Any]:
    indicators = rows(conn, INDICATORS)
    for indicator in indicators:
        indicator["group"] = indicator["code"].partition(".")[0]
        indicator["forms"] = [form for form in (indicator["forms"] or "").split(";") if form]
    return {"indicators": indicators}


def present(data: dict[str, Any]) -> dict[str, Any]:
    """The indicators by group, both in the order of the codebook."""
    grouped: dict[str, list[Row]] = {}
    for indicator in data["indicators"]:
        grouped.setdefault(indicator["group"], []).append(indicator)
    return {"grouped": list(grouped.items())}
