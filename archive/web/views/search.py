"""`/search`: words in every document, its attachments included."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any

from markupsafe import Markup, escape

from archive.model import KINDS
from archive.store.search import Filters, Hit, Order, only_excludes, search, stem
from archive.web.question import Question
from archive.web.rows import rows, scalar
from archive.web.views.alike import bodies_alike

PAGE_SIZE = 20
ORDERS = ("newest", "relevance")

REGIONS = """
SELECT code, name FROM regions WHERE EXISTS (SELECT 1 FROM documents WHERE region = code) ORDER BY code
"""
LEVELS = "SELECT DISTINCT level FROM organs WHERE level IS NOT NULL ORDER BY level"
COLUMNS = "SELECT DISTINCT name FROM columns ORDER BY name LIMIT 200"
YEARS = "SELECT DISTINCT year FROM documents WHERE year IS NOT NULL ORDER BY year DESC"


def load(conn: sqlite3.Connection, question: Question) -> dict[str, Any]:
    query, page = question.word("q") or "", question.page(most=500)
    asked = asked_of(question)
    order: Order = "relevance" if question.choice("order", ORDERS) == "relevance" else "newest"
    filters = filters_of(conn, question)
    found = search(conn, query, filters, limit=PAGE_SIZE, offset=(page - 1) * PAGE_SIZE, order=order)
    if not found.capped:
        question.within(found.count, PAGE_SIZE)
    return {
        "q": query,
        "asked": {**asked, "order": order},
        "organ_id": filters.organ,
        "bodies_alike": bodies_alike(conn, asked["body"]),
        "only_excludes": only_excludes(query),
        "page": page,
        "page_size": PAGE_SIZE,
        "count": found.count,
        "capped": found.capped,
        "results": [_result(hit) for hit in found.rows],
        "regions": rows(conn, REGIONS),
        "years": [year for (year,) in conn.execute(YEARS)],
        "levels": [level for (level,) in conn.execute(LEVELS)],
        "columns": [name for (name,) in conn.execute(COLUMNS)],
    }


def filters_of(conn: sqlite3.Connection, question: Question, *, versions: bool = False) -> Filters:
    asked = asked_of(question)
    body = asked.pop("body")
    return Filters(**asked, organ=organ_id(conn, body), versions=versions)


def asked_of(question: Question) -> dict[str, Any]:
    return {
        "kind": question.choice("kind", KINDS),
        "year": question.year(),
        "since": question.day("since"),
        "until": question.day("until"),
        "region": question.word("region"),
        "level": question.word("level"),
        "body": question.word("body"),
        "column": question.word("column"),
    }


def organ_id(conn: sqlite3.Connection, body: str | None) -> str | None:
    """The id of a body given by name or id; a name that is no body's finds nothing."""
    return body and (scalar(conn, "SELECT id FROM organs WHERE name = ?", [body]) or body)


def _result(hit: Hit) -> dict[str, Any]:
    """`title_marked` and `snippet` are lists of [piece, whether it is a hit]."""
    names = (
        "id",
        "title",
        "body",
        "published",
        "kind",
        "region",
        "url",
        "report_id",
        "report_year",
        "gone",
        "sample",
    )
    result = {name: getattr(hit, name) for name in names}
    return {**result, "title_marked": hit.title_marked, "snippet": hit.snippet}


def present(data: dict[str, Any]) -> dict[str, Any]:
    return {
        "titles": [_marked(result["title_marked"]) for result in data["results"]],
        "whole": whole(data),
        "snippets": [_marked(result["snippet"]) for result in data["results"]],
    }


def whole(data: dict[str, Any]) -> dict[str, Any]:
    """The same question to Datasette's table of documents, whose files hold every hit."""
    asked, level = data["asked"], (data["asked"]["level"] or "").replace("'", "''")
    return {
        "_search": data["q"],
        "current": 1,
        "kind": asked["kind"],
        "year": asked["year"],
        "column": asked["column"],
        "organ_id": data["organ_id"],
        "region__startswith": stem(asked["region"]) if asked["region"] else None,
        "published__gte": asked["since"],
        "published__lte": asked["until"],
        "_where": f"organ_id in (select id from organs where level = '{level}')" if level else None,
    }


def _marked(pieces: Iterable[tuple[str, bool]]) -> Markup:
    return Markup().join(
        Markup("<mark>{}</mark>").format(words) if hit else escape(words) for words, hit in pieces
    )
