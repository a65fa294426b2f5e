"""`/coverage`: bodies by years: who should have reported, who did and when, and what proves it.

It shows the table `coverage`, in the states of the contract: only `absent` says that a report is missing.
"""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from archive.process.verdicts import rules
from archive.store.search import inside
from archive.web import words
from archive.web.question import Question
from archive.web.rows import Row, rows, scalar, where
from archive.web.views.alike import bodies_alike

PAGE_SIZE = 50

BODIES = """
SELECT organs.id, organs.name, organs.region, organs.level, regions.name AS region_name
FROM organs LEFT JOIN regions ON regions.code = organs.region
"""
CELLS = """
SELECT organ_id, year, state, due, published, days_late, report_id, capture_id, checked_at, rule
FROM coverage WHERE organ_id IN (SELECT value FROM json_each(?)) ORDER BY year
"""
REGIONS = "SELECT code, name FROM regions WHERE code IN (SELECT region FROM coverage) ORDER BY code"
LEVELS = "SELECT DISTINCT level FROM organs WHERE level IS NOT NULL ORDER BY level"
STATES = "SELECT state, count(*) AS count FROM coverage {conditions} GROUP BY state"


def load(conn: sqlite3.Connection, question: Question) -> dict[str, Any]:
    """Each body has `years`: {year: cell}, every year of the table a key (text, as in JSON), null where the
    body has no row of that year."""
    asked: dict[str, Any] = {
        "region": question.word("region"),
        "level": question.word("level"),
        "state": question.choice("state", words.COVERAGE),
        "year": question.year(),
        "body": question.word("body"),
    }
    conditions, values = _bodies_of(asked)
    page, count = question.page(), scalar(conn, f"SELECT count(*) FROM organs{conditions}", values)
    question.within(count, PAGE_SIZE)
    order = " ORDER BY organs.region, organs.name LIMIT ? OFFSET ?"
    bodies = rows(conn, BODIES + conditions + order, [*values, PAGE_SIZE, (page - 1) * PAGE_SIZE])
    first, last = conn.execute("SELECT min(year), max(year) FROM coverage").fetchone()
    years = list(range(first, last + 1)) if first else []
    _add_cells(conn, bodies, years)
    return {
        "asked": asked,
        "bodies_alike": bodies_alike(conn, asked["body"]),
        "count": count,
        "states": _states(conn, asked),
        "rules": {name: {"zh": zh, "en": en} for name, (_, zh, en) in rules().items()},
        "page": page,
        "page_size": PAGE_SIZE,
        "regions": rows(conn, REGIONS),
        "levels": [level for (level,) in conn.execute(LEVELS)],
        "years": years,
        "bodies": bodies,
    }


def _bodies_of(asked: Row) -> tuple[str, list[Any]]:
    """Bodies that the table has; with a state or year, those in it then."""
    conditions, values = where(
        {
            "organs.region GLOB ?": inside(asked["region"]),
            "organs.level = ?": asked["level"],
            "organs.name = ?": asked["body"],
        }
    )
    chosen, given = where({"state = ?": asked["state"], "year = ?": asked["year"]})
    held = f"organs.id IN (SELECT organ_id FROM coverage{chosen})"
    return (f"{conditions} AND {held}" if conditions else f" WHERE {held}"), [*values, *given]


def _states(conn: sqlite3.Connection, asked: Row) -> dict[str, int]:
    """How many years of bodies are in each state, whatever state was asked for."""
    conditions, values = where(
        {
            "region GLOB ?": inside(asked["region"]),
            "level = ?": asked["level"],
            "organ = ?": asked["body"],
            "year = ?": asked["year"],
        }
    )
    found = {
        line["state"]: line["count"] for line in rows(conn, STATES.format(conditions=conditions), values)
    }
    return {state: found.get(state, 0) for state in words.COVERAGE}


def _add_cells(conn: sqlite3.Connection, bodies: list[Row], years: list[int]) -> None:
    by_id = {body["id"]: body for body in bodies}
    for body in bodies:
        body["years"] = dict.fromkeys(map(str, years))
    for cell in rows(conn, CELLS, [json.dumps(list(by_id))]):
        by_id[cell.pop("organ_id")]["years"][str(cell["year"])] = cell
