"""`/document/ID`: what one version of a page says, with its attachments."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from archive.web import marks
from archive.web.question import NotHereError, Question
from archive.web.rows import Row, row, rows

WIDE = 6  # columns from which a table scrolls on a small screen instead of being squeezed

DOCUMENT = """
SELECT documents.*, captures.sha256, captures.final_url, captures.origin, captures.status, captures.size,
       regions.name AS region_name, pages.gone_at
FROM documents LEFT JOIN captures ON captures.id = documents.capture_id
LEFT JOIN regions ON regions.code = documents.region
LEFT JOIN pages ON pages.url = documents.url
WHERE documents.id = ?
"""
PARTS = """
SELECT parts.number, parts.capture_id, parts.url, parts.title, parts.media_type, parts.start, parts."end",
       captures.size, captures.sha256
FROM parts LEFT JOIN captures ON captures.id = parts.capture_id WHERE document_id = ? ORDER BY parts.number
"""
VERSIONS = """
SELECT id, capture_id, fetched_at, current, report_id FROM documents WHERE url = ?
ORDER BY fetched_at DESC, number DESC
"""
TABLES = (
    "SELECT number, caption, sheet, page, rows FROM document_tables WHERE document_id = ? ORDER BY number"
)
FINDINGS = """
SELECT id, rule, severity, message, message_en FROM findings WHERE document_id = ? AND report_id IS NULL
"""


def load(conn: sqlite3.Connection, question: Question) -> dict[str, Any]:
    document = contents(conn, question.id)
    document["findings"] = rows(conn, FINDINGS, [question.id])
    document["language"] = question.language
    return document


def contents(conn: sqlite3.Connection, document_id: str) -> dict[str, Any]:
    """The document with its tables, parts and versions; JSON columns as the values they hold."""
    document = row(conn, DOCUMENT, [document_id])
    if document is None:
        raise NotHereError("库中没有这个文件。", "The archive has no such document.")
    document["blocks"] = json.loads(document["blocks"])
    tables = rows(conn, TABLES, [document_id])
    for table in tables:
        table["rows"] = json.loads(table["rows"])
    versions = rows(conn, VERSIONS, [document["url"]])
    return {**document, "tables": tables, "parts": rows(conn, PARTS, [document_id]), "versions": versions}


def present(data: dict[str, Any]) -> dict[str, Any]:
    place = [version["id"] for version in data["versions"]].index(data["id"])
    older = data["versions"][place + 1 :]
    return {
        "pieces_of_text": pieces(data, (), data["language"]),
        "has_older": bool(older),
        "newest": data["versions"][0] if place else None,
    }


def pieces(document: Mapping[str, Any], figures: Sequence[Row], language: str) -> list[dict[str, Any]]:
    """The document in reading order: {"kind": "heading"|"paragraph", "words"}, {"kind": "table", "table",
    "lines"}, {"kind": "part", "part"} where an attachment begins. A table that no block names comes last."""
    found = marks.passages(document["text"], figures, language)
    tables = {table["number"]: table for table in document["tables"]}
    starts = {part["start"]: part for part in document["parts"] if part["number"]}
    made: list[dict[str, Any]] = []
    for kind, start, end, number, _page in document["blocks"]:
        made += [{"kind": "part", "part": starts.pop(at)} for at in sorted(starts) if at <= start]
        if kind == "table" and number in tables:
            made.append(_table(tables.pop(number), figures, language))
        else:
            words = marks.paragraph(document["text"], start, end, found)
            made.append(
                {"kind": "heading" if kind == "heading" else "paragraph", "words": words, "start": start}
            )
    return made + [_table(table, figures, language) for table in tables.values()]


def _table(table: Row, figures: Iterable[Row], language: str) -> dict[str, Any]:
    lines: list[Markup] = marks.grid(table, figures, language)
    width = max((column + span - 1 for _, column, _, span, _ in table["rows"]), default=0)
    return {"kind": "table", "table": table, "lines": lines, "wide": width >= WIDE}
