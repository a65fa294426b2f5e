"""A document in traditional characters as one in simplified ones, and the evidence found there as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from archive.model import CellEvidence, Document, Evidence, Part, Reading, Section, Sentence, Table
from archive.text.variants import is_traditional, simplified

# Elsewhere these may be characters of their own; in reports they stand in answers (答覆) and 瞭解.
_IN_REPORTS = str.maketrans("覆瞭谘", "复了咨")
# Words that are others on the mainland, as long as those: 資訊 is 信息.
_WORDS = {
    "资讯": "信息",
    "网路": "网络",
    "视窗": "窗口",
    "线上": "在线",
    "影片": "视频",
    "入口网站": "门户网站",
    "规范性档案": "规范性文件",
    "政策档案": "政策文件",
}
_OTHER_WORDS = re.compile("|".join(_WORDS))


def in_simplified(document: Document) -> Document:
    """The same document with the same offsets and places; itself where it is in simplified characters."""
    if not is_traditional(f"{document.title}{document.text}"):
        return document
    return replace(
        document,
        title=_optional(document.title),
        text=plain(document.text),
        tables=tuple(map(_table, document.tables)),
        source=_optional(document.source),
        site_name=_optional(document.site_name),
        meta=tuple((name, plain(value)) for name, value in document.meta),
        parts=tuple(map(_part, document.parts)),
        unread=tuple(map(plain, document.unread)),
    )


def plain(text: str) -> str:
    return _OTHER_WORDS.sub(lambda m: _WORDS[m[0]], simplified(text).translate(_IN_REPORTS))


def _optional(text: str | None) -> str | None:
    return plain(text) if text else text


def _table(table: Table) -> Table:
    """The table with a merged cell still being the same cell in all of its places."""
    cells = {id(cell): replace(cell, text=plain(cell.text)) for row in table.rows for cell in row}
    rows = tuple(tuple(cells[id(cell)] for cell in row) for row in table.rows)
    return replace(table, rows=rows, caption=_optional(table.caption))


def _part(part: Part) -> Part:
    return replace(part, title=_optional(part.title))


def as_printed(reading: Reading, document: Document) -> Reading:
    """What was read of the simplified document as a reading of the printed one."""
    if reading.report is None:
        return Reading(document)
    headings = {plain(heading): heading for heading in _headings(document)}
    figures = tuple(
        replace(figure, evidence=_evidence(figure.evidence, reading.document, document, headings))
        for figure in reading.figures
    )
    sections = tuple(_section(section, document) for section in reading.report.sections)
    report = replace(reading.report, title=document.title, sections=sections)
    return replace(reading, document=document, report=report, figures=figures)


def _headings(document: Document) -> Iterator[str]:
    for table in document.tables:
        for cell in table.cells():
            yield " ".join(cell.text.split())


def _evidence(evidence: Evidence, read: Document, document: Document, headings: dict[str, str]) -> Evidence:
    match evidence:
        case Sentence(text=text, start=place):
            # As printed: the last place of the same words that begins before the number.
            start = read.text.rindex(text, 0, place + len(text))
            return replace(evidence, text=document.text[start : start + len(text)])
        case CellEvidence(table=table, row=row, column=column):
            return replace(
                evidence,
                text=document.table(table).rows[row - 1][column - 1].text,
                row_headings=tuple(map(headings.__getitem__, evidence.row_headings)),
                column_headings=tuple(map(headings.__getitem__, evidence.column_headings)),
            )
    return evidence


def _section(section: Section, document: Document) -> Section:
    words = document.text[section.start : section.end].lstrip()
    return replace(section, heading=words[: len(section.heading)])
