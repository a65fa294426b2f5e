"""Readings as JSON: the shapes of the contract, and the way back for evidence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from archive.model import CellEvidence, Derived, Evidence, Figure, Finding, Reading, Report, Sentence

Record = dict[str, Any]

OPTIONAL_OF_CELL = ("page", "box", "sheet", "confidence")


def reading_record(reading: Reading, *, file: str, sha256: str, url: str | None = None) -> Record:
    """The line of `gongkai extract --json` for one file; `url` stands in it only where it is known."""
    document = reading.document
    return {
        "file": file,
        "sha256": sha256,
        **({"url": url} if url else {}),
        "media_type": document.media_type,
        "title": document.title,
        "published": document.published,
        "source": document.source,
        "site_name": document.site_name,
        "index_number": document.index_number,
        "document_number": document.document_number,
        "text": document.text,
        "report": report_record(reading.report) if reading.report else None,
        "figures": [figure_record(figure) for figure in reading.figures],
        "findings": [finding_record(finding) for finding in reading.findings],
        "error": None,
    }


def error_record(*, file: str, sha256: str | None, error: str) -> Record:
    """The line of a file that could not be read: everything but its name and the reason is null."""
    names = ("media_type", "title", "published", "source", "site_name", "index_number", "document_number")
    rest = ("text", "report", "figures", "findings")
    return {"file": file, "sha256": sha256, **dict.fromkeys((*names, *rest)), "error": error}


def report_record(report: Report) -> Record:
    return {
        "organ": report.organ,
        "year": report.year,
        "form": report.form,
        "scope": report.scope,
        "period": list(report.period) if report.period else None,
        "region": report.region,
    }


def figure_record(figure: Figure) -> Record:
    return {
        "indicator": figure.indicator,
        "applicant": figure.applicant,
        "value": figure.value,
        "unit": figure.unit,
        "qualifier": figure.qualifier,
        **({"bound": figure.bound} if figure.bound else {}),
        "evidence": evidence_record(figure.evidence),
    }


def finding_record(finding: Finding) -> Record:
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "left": finding.left,
        "right": finding.right,
    }


def evidence_record(evidence: Evidence) -> Record:
    match evidence:
        case Sentence(text=text, start=start, end=end):
            return {"kind": "sentence", "text": text, "start": start, "end": end}
        case Derived(sources=sources):
            return {"kind": "derived", "from": list(sources)}
        case CellEvidence():
            return cell_record(evidence)


def cell_record(evidence: CellEvidence) -> Record:
    record: Record = {
        "kind": "cell",
        "table": evidence.table,
        "row": evidence.row,
        "column": evidence.column,
        "text": evidence.text,
        "row_headings": list(evidence.row_headings),
        "column_headings": list(evidence.column_headings),
    }
    for name in OPTIONAL_OF_CELL:
        value = getattr(evidence, name)
        if value is not None:
            record[name] = list(value) if name == "box" else value
    return record


def evidence_from(record: Mapping[str, Any]) -> Evidence:
    """The evidence a record of this module stands for; KeyError where it is none."""
    if record["kind"] == "sentence":
        return Sentence(record["text"], record["start"], record["end"])
    if record["kind"] == "derived":
        return Derived(tuple(record["from"]))
    box = record.get("box")
    return CellEvidence(
        table=record["table"],
        row=record["row"],
        column=record["column"],
        text=record["text"],
        row_headings=tuple(record["row_headings"]),
        column_headings=tuple(record["column_headings"]),
        page=record.get("page"),
        box=(box[0], box[1], box[2], box[3]) if box else None,
        sheet=record.get("sheet"),
        confidence=record.get("confidence"),
    )
