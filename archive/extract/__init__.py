"""Documents into readings: the report, its figures with evidence, and what is wrong with them."""

from __future__ import annotations

from dataclasses import replace

from archive.extract.check import check, check_coded
from archive.extract.check.rules import finding
from archive.extract.derive import derive
from archive.extract.evidence import evidence_holds
from archive.extract.printed import as_printed, in_simplified
from archive.extract.prose import prose_reading
from archive.extract.report import recognise
from archive.extract.report.neighbours import first_report
from archive.extract.report.publisher import Known, resolve
from archive.extract.tables import read_tables
from archive.model import Document, Figure, Reading

__all__ = ["evidence_holds", "extract", "recognise"]


def extract(document: Document, known: Known | None = None) -> Reading:
    """Everything that is read out of one document; only the document where it is no yearly report.

    `known` is what is known of the page besides itself, and helps to tell whose report it is. Without it, a
    report that names nobody is read nevertheless; in an archive it would be taken for that of any other.
    Of figures with the same name the first is the preferred one: a number in a table, a sum of such numbers,
    a blank cell, a number in the text. A page in traditional characters is read as in simplified ones; its
    evidence stands as it is printed.
    """
    plain = in_simplified(document)
    reading = reading_of(plain, known)
    return reading if plain is document else as_printed(reading, document)


def reading_of(document: Document, known: Known | None) -> Reading:
    report = recognise(document, known.site_body if known else "")
    if report is None:
        return Reading(document)
    first, second = first_report(document, report)
    if second:
        reading = reading_of(first, known)
        others = finding("document.several_reports", subject=second)
        return replace(reading, document=document, findings=(*reading.findings, others))
    report, doubts = resolve(document, report, known)
    tables = read_tables(document, report.year, report.form)
    prose = prose_reading(document, report)
    figures = arrange(tables.figures, derive(tables.figures), prose.figures)
    sums = (*check(document, report, figures), *check_coded(tables.coded))
    findings = (*sums, *tables.findings, *prose.findings, *doubts)
    return Reading(document, report, figures, findings)


def arrange(
    tables: tuple[Figure, ...], derived: tuple[Figure, ...], prose: tuple[Figure, ...]
) -> tuple[Figure, ...]:
    """Figures by name, the preferred one of each name first, names in the order of the report."""
    printed = tuple(figure for figure in tables if figure.value is not None)
    blank = tuple(figure for figure in tables if figure.value is None)
    places: dict[tuple[str, str | None], int] = {}
    for figure in (*tables, *prose, *derived):
        places.setdefault((figure.indicator, figure.applicant), len(places))
    return tuple(sorted((*printed, *derived, *blank, *prose), key=lambda f: places[f.indicator, f.applicant]))
