"""Writing what was read: documents with their parts and tables, reports with their figures and findings.

Rows are written over those of the same id, so that reading again changes nothing but what is read
differently; a correction that a person made stays.
"""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from archive.extract.check import judged
from archive.extract.check.rules import rules
from archive.extract.record import evidence_record
from archive.model import (
    CellEvidence,
    Derived,
    Document,
    Evidence,
    Figure,
    Finding,
    Reading,
    Report,
    Sentence,
    digest,
)
from archive.store.editions import Standing, standing_of
from archive.store.rows import Row, replace_rows, upsert
from archive.store.sample import sample_mark
from archive.text.names import level_of


@dataclass(frozen=True, slots=True)
class Draft:
    """One version of a page as it was read, ready to be stored.

    `parts` are the captures of the document's parts, in order. `reading` is None where the page could not be
    read, for the reason `error`. `findings` are about the document: attachments missing or unreadable.
    """

    document_id: str
    capture_id: str
    fetched_at: str
    parts: tuple[str, ...]
    reading: Reading | None
    error: str | None = None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Stored:
    """What a draft has touched: its page, and the editions it holds or held."""

    url: str
    reports: frozenset[str]
    figures: int = 0
    findings: int = 0


def content_of(document: Document) -> str:
    """What makes an edition: the sha256 of the text without white space."""
    return hashlib.sha256("".join(document.text.split()).encode()).hexdigest()


def store(conn: sqlite3.Connection, draft: Draft, reader: str) -> Stored:
    """Stores a draft, in the caller's transaction."""
    capture = conn.execute(
        'SELECT url, source_id, "column", kind, media_type, link_text, link_date, sites.name AS site,'
        " sites.region AS site_region FROM captures LEFT JOIN sites ON sites.id = captures.source_id"
        " WHERE captures.id = ?",
        (draft.capture_id,),
    ).fetchone()
    before = conn.execute("SELECT report_id FROM documents WHERE id = ?", (draft.document_id,)).fetchone()
    report = draft.reading.report if draft.reading else None
    report_id = None
    if report and draft.reading:
        report_id = digest(report.key, content_of(draft.reading.document))
    upsert(conn, "documents", [_document_row(draft, capture, reader, report, report_id)])
    _store_contents(conn, draft)
    touched = {report_id, before["report_id"] if before else None} - {None}
    figures = 0
    findings = len(draft.findings)
    if report and draft.reading and _represents(conn, draft.document_id, report_id):
        _store_report(conn, draft, draft.reading, report, str(report_id), capture["url"], reader)
        figures, findings = len(draft.reading.figures), findings + len(draft.reading.findings)
    return Stored(capture["url"], frozenset(str(name) for name in touched), figures, findings)


def _document_row(
    draft: Draft, capture: sqlite3.Row, reader: str, report: Report | None, report_id: str | None
) -> Row:
    row: Row = {
        "id": draft.document_id,
        "capture_id": draft.capture_id,
        "url": capture["url"],
        "site_id": capture["source_id"],
        "column": capture["column"],
        "kind": "annual_report" if report else capture["kind"],
        "state": "read" if draft.reading else "unreadable",
        "error": draft.error,
        "reader": reader,
        "fetched_at": draft.fetched_at,
        "report_id": report_id,
        "organ_id": digest(report.name) if report else None,
        "sample": sample_mark(capture["url"]),
    }
    document = draft.reading.document if draft.reading else _unread(capture)
    region = (report.region if report else None) or _declared_region(document) or capture["site_region"]
    return {**row, **_said(document), "region": region}


def _unread(capture: sqlite3.Row) -> Document:
    """What is known of a page that cannot be read."""
    return Document(capture["media_type"] or "application/octet-stream", capture["link_text"], "")


def _said(document: Document) -> Row:
    """The columns that the document itself fills."""
    return {
        "title": document.title,
        "published": document.published,
        "year": int(document.published[:4]) if document.published else None,
        "source": document.source,
        "site_name": document.site_name,
        "index_number": document.index_number,
        "document_number": document.document_number,
        "media_type": document.media_type,
        "text": document.text,
        "blocks": _json([[b.kind, b.start, b.end, b.table, b.page] for b in document.blocks]),
    }


def _declared_region(document: Document) -> str | None:
    """The first six digits of the site's official number, where the page gives one."""
    code = next((value for name, value in document.meta if name.lower() == "siteidcode"), "")
    return code[:6] if re.fullmatch(r"\d{10}", code) else None


def _store_contents(conn: sqlite3.Connection, draft: Draft) -> None:
    document = draft.reading.document if draft.reading else None
    owner = ("document_id", draft.document_id)
    for table in ("parts", "document_tables"):
        conn.execute(f"DELETE FROM {table} WHERE document_id = ?", (draft.document_id,))
    replace_rows(conn, "findings", finding_rows(draft.findings, owner), owner, "report_id IS NULL")
    if document is None:
        return
    upsert(conn, "parts", [
        {"document_id": draft.document_id, "number": part.number, "capture_id": capture_id, "url": part.url,
         "title": part.title, "media_type": part.media_type, "start": part.start, "end": part.end}
        for part, capture_id in zip(document.parts, draft.parts, strict=True)
    ])  # fmt: skip
    upsert(conn, "document_tables", [
        {"document_id": draft.document_id, "number": table.number, "caption": table.caption,
         "sheet": table.sheet, "page": table.page,
         "rows": _json([[c.row, c.column, c.row_span, c.column_span, c.text] for c in table.cells()])}
        for table in document.tables
    ])  # fmt: skip


def _represents(conn: sqlite3.Connection, document_id: str, report_id: str | None) -> bool:
    """Whether the edition is (still, or from now on) read from this document."""
    row = conn.execute("SELECT document_id FROM reports WHERE id = ?", (report_id,)).fetchone()
    if row is None or row["document_id"] == document_id:
        return True
    standing = standing_of(conn, document_id)
    other = standing_of(conn, row["document_id"])
    return other is None or (standing is not None and Standing.origin(standing) < Standing.origin(other))


def _store_report(
    conn: sqlite3.Connection,
    draft: Draft,
    reading: Reading,
    report: Report,
    report_id: str,
    url: str,
    reader: str,
) -> None:
    organ = {
        "id": digest(report.name),
        "name": report.name,
        "level": report.level or level_of(report.name, region=report.region),
        "kind": report.kind,
    }
    upsert(conn, "organs", [organ])
    document = reading.document
    upsert(conn, "reports", [
        {"id": report_id, "report_key": report.key, "document_id": draft.document_id, "organ_id": organ["id"],
         "organ": report.name, "printed_organ": report.organ, "organ_rule": report.body_rule,
         "year": report.year, "form": report.form, "scope": report.scope,
         "period_start": report.period[0] if report.period else None,
         "period_end": report.period[1] if report.period else None, "region": report.region,
         "title": report.title or document.title, "published": document.published, "url": url,
         "content": content_of(document), "reader": reader, "figures": len(reading.figures),
         "identities": judged(reading.figures, report.form),
         "sample": sample_mark(url)}
    ])  # fmt: skip
    conn.execute("DELETE FROM sections WHERE report_id = ?", (report_id,))
    upsert(conn, "sections", [
        {"report_id": report_id, "number": s.number, "heading": s.heading, "start": s.start, "end": s.end}
        for s in report.sections
    ])  # fmt: skip
    replace_rows(conn, "figures", _figure_rows(reading, report_id, url), ("report_id", report_id))
    owner = ("report_id", report_id)
    rows = [{**row, "document_id": draft.document_id} for row in finding_rows(reading.findings, owner)]
    replace_rows(conn, "findings", rows, owner, "other_report_id IS NULL")


def _figure_rows(reading: Reading, report_id: str, url: str) -> list[Row]:
    """The first value of a name is preferred; further ones are told apart by ~2, ~3."""
    seen: dict[str, int] = {}
    rows: list[Row] = []
    for figure in reading.figures:
        count = seen[figure.name] = seen.get(figure.name, 0) + 1
        rows.append({
            "id": f"{report_id}#{figure.name}" + (f"~{count}" if count > 1 else ""),
            "report_id": report_id, "indicator": figure.indicator, "applicant": figure.applicant,
            "value": figure.value, "unit": figure.unit, "qualifier": figure.qualifier, "bound": figure.bound,
            "evidence": _json(evidence_record(figure.evidence)), "source": _source(figure),
            "part": _part(reading.document, figure.evidence),
            "preferred": int(count == 1), "sample": sample_mark(url),
        })  # fmt: skip
    return rows


def _part(document: Document, evidence: Evidence) -> int:
    """The number of the page (0) or attachment that the evidence stands in; 0 for what is computed."""
    for part in document.parts:
        if isinstance(evidence, CellEvidence) and evidence.table in part.tables:
            return part.number
        if isinstance(evidence, Sentence) and part.start <= evidence.start < part.end:
            return part.number
    return 0


def _source(figure: Figure) -> str:
    if isinstance(figure.evidence, Derived):
        return "derived"
    return "table" if isinstance(figure.evidence, CellEvidence) else "prose"


def finding_rows(findings: Sequence[Finding], owner: tuple[str, str]) -> list[Row]:
    """Rows of findings about a report or a document; the same sentence twice is told apart by its place."""
    seen: dict[tuple[str, str], int] = {}
    rows: list[Row] = []
    for finding in findings:
        same = (finding.rule, finding.message)
        seen[same] = seen.get(same, 0) + 1
        rows.append(finding_row(finding, owner, str(seen[same])))
    return rows


def finding_row(finding: Finding, owner: tuple[str, str], distinction: str) -> Row:
    return {
        "id": digest(owner[1], finding.rule, finding.message, distinction),
        owner[0]: owner[1],
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "message_en": finding.message_en or rules()[finding.rule].en,
        "left": finding.left,
        "right": finding.right,
        "figures": _json(finding.figures),
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
