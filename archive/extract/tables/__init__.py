"""Tables of the four forms -> figures. Every figure is assigned by the headings of its cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from archive.extract.check.rules import finding
from archive.extract.tables.grid import Assigned, CodedLine, Line, Segment, figure, holds_value, is_label
from archive.extract.tables.statistics import Columns, read_statistics
from archive.extract.tables.survey import segments
from archive.extract.tables.table2 import forms_named, read_table2
from archive.extract.tables.table3 import Head, names_sub_rows, read_table3
from archive.extract.tables.table4 import read_table4
from archive.extract.tables.values import read_cell
from archive.extract.tables.whole import lost_of
from archive.model import Document, Figure, Finding, Table
from archive.text.counts import counted

__all__ = ["TableReading", "form_of", "read_tables", "segments"]

NAMES = {
    "2": "表二（主动公开政府信息情况）",
    "3": "表三（收到和处理政府信息公开申请情况）",
    "4": "表四（行政复议、行政诉讼情况）",
    "2014": "政府信息公开情况统计表",
    "2008": "政府信息公开统计表",
}
ENGLISH = {
    "2": "table 2 (information disclosed proactively)",
    "3": "table 3 (applications received and handled)",
    "4": "table 4 (reconsideration and litigation)",
    "2014": "the statistical table of 2014",
    "2008": "a local statistical table",
}
EXPECTED = {"2014": ("2014",), "2019": ("2", "3", "4"), "2021": ("2", "3", "4")}

SUBJECTS = re.compile("公开|申请|答复|复议|诉讼|咨询|举报|投诉|收费|规范性文件")


@dataclass(frozen=True, slots=True)
class TableReading:
    """What the tables of a report print, in reading order, and what in them was not understood; `coded` are
    the lines of a local coded table.
    """

    figures: tuple[Figure, ...]
    findings: tuple[Finding, ...]
    coded: tuple[CodedLine, ...] = ()


@dataclass(slots=True)
class Reader:
    """One way through the tables of a report: what was read, and the heads that a next table may continue."""

    year: int | None
    figures: list[Figure] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    line2: Line | None = None
    head3: Head | None = None
    group3: str | None = None
    columns: Columns | None = None
    group: str = ""
    coded: list[CodedLine] = field(default_factory=list)

    def read(self, segment: Segment) -> None:
        if segment.kind == "2":
            two = read_table2(segment, self.line2)
            self.line2 = two.head
            self.take(segment, two.assigned, two.lost)
        elif segment.kind == "3":
            three = read_table3(segment, self.head3, self.group3)
            self.head3, self.group3 = three.head or self.head3, three.group
            self.take(segment, three.assigned, three.lost)
        elif segment.kind == "4":
            four = read_table4(segment)
            self.take(segment, four.assigned, four.lost)
        else:
            old = read_statistics(segment, self.columns, self.group, self.year)
            self.columns, self.group = old.columns or self.columns, old.group
            self.take(segment, old.assigned, () if old.columns else ("没有合计或统计数一列",))
            self.mention_extra(segment.table, old.extra)
            if segment.kind == "2008":
                self.coded += old.coded

    def take(self, segment: Segment, assigned: Iterable[Assigned], lost: Sequence[str]) -> None:
        """Turns assigned cells into figures, and what was lost into one finding of the table."""
        unread: list[str] = []
        for found in assigned:
            if segment.table.page and not (found.cell.box or found.cell.text):
                continue  # of a PDF every cell has its place: this one was not found, which is no blank
            value = read_cell(found.cell)
            if value is None:
                unread.append(" ".join(found.cell.text.split())[:40])
            else:
                self.figures.append(figure(segment.table, found, value))
        name = f"第{segment.table.number}张表像是{NAMES[segment.kind]}"
        if lost:
            message = f"{name}，但有未能辨认的行或栏目：{'；'.join(dict.fromkeys(lost))[:200]}。"
            english = (
                f"Table {segment.table.number} looks like {ENGLISH[segment.kind]}, but rows or columns of it"
                f" were not recognised: {'; '.join(dict.fromkeys(lost))[:200]}."
            )
            self.findings.append(Finding("table.unassigned", "warning", message, message_en=english))
        if unread:
            message = f"{name}，但有未能读懂的单元格：{'；'.join(unread)[:200]}。"
            english = (
                f"Table {segment.table.number} looks like {ENGLISH[segment.kind]}, but has cells that could"
                f" not be read: {'; '.join(unread)[:200]}."
            )
            self.findings.append(Finding("table.cell_unread", "warning", message, message_en=english))

    def mention_extra(self, table: Table, extra: Sequence[str]) -> None:
        if extra:
            message = (
                f"第{table.number}张表另有{len(extra)}行不属于统一格式的指标：{'；'.join(extra)[:200]}。"
            )
            english = (
                f"Table {table.number} has {counted(len(extra), 'row')} without an indicator of the form:"
                f" {'; '.join(extra)[:200]}."
            )
            self.findings.append(Finding("table.extra_rows", "info", message, message_en=english))


def read_tables(document: Document, year: int | None, form: str | None = None) -> TableReading:
    """All figures of a report's form tables; the same table printed twice gives its figures once."""
    reader = Reader(year)
    found = segments(document)
    for segment in found:
        reader.read(segment)
    read = {segment.table.number for segment in found}
    alike = [looks_like(table) for table in document.tables if table.number not in read and is_alike(table)]
    kinds = {segment.kind for segment in found}
    beside = [not_placed(document.unread)] if document.unread else []
    absent = [*incomplete(kinds, form, reader.figures), *missing(kinds, form)]
    findings = (*reader.findings, *alike, *beside, *absent)
    return TableReading(tuple(once(reader.figures)), findings, tuple(reader.coded))


def not_placed(rows: Sequence[str]) -> Finding:
    said = "；".join(rows)[:200]
    message = f"有{len(rows)}行像是统一格式表中的行，但未能确定各数属于哪一栏：{said}。"
    english = (
        f"In {counted(len(rows), 'row')} like those of a form's table it is in doubt where figures belong:"
        f" {said}."
    )
    return Finding("table.unassigned", "warning", message, message_en=english)


def is_alike(table: Table) -> bool:
    """Whether a table of no known form counts what the forms count: several of its labels speak of it."""
    cells = list(table.cells())
    subjects = sum(is_label(cell) and bool(SUBJECTS.search(cell.text)) for cell in cells)
    return subjects >= 3 and sum(holds_value(cell) for cell in cells) >= 3


def looks_like(table: Table) -> Finding:
    labels = "；".join(" ".join(cell.text.split()) for cell in table.cells() if is_label(cell))
    message = f"第{table.number}张表像是政府信息公开的统计表，但不属于任何一种已知格式：{labels[:200]}。"
    english = (
        f"Table {table.number} looks like statistics of open government information, but is of no known form:"
        f" {labels[:200]}."
    )
    return Finding("table.unassigned", "warning", message, message_en=english)


def once(figures: Iterable[Figure]) -> list[Figure]:
    """Figures without those of one name that print the same, or nothing where another prints a number."""
    kept: dict[tuple[str, str | None], list[Figure]] = {}
    for new in figures:
        same = kept.setdefault((new.indicator, new.applicant), [])
        if same and any(old.value == new.value or new.value is None for old in same):
            continue
        if same:
            same[:] = [old for old in same if old.value is not None]
        same.append(new)
    return [figure for same in kept.values() for figure in same]


def missing(kinds: set[str], form: str | None) -> list[Finding]:
    """A finding for each table that the form has and the report has not."""
    return [
        Finding(
            "table.missing",
            "warning",
            f"报告中没有{NAMES[kind]}。",
            message_en=f"The report has no {ENGLISH[kind]}.",
        )
        for kind in EXPECTED.get(form or "", ())
        if kind not in kinds and kind != form
    ]


def incomplete(kinds: set[str], form: str | None, figures: Sequence[Figure]) -> Iterator[Finding]:
    """A finding for each of the form's tables that are there, but of which cells are not."""
    for kind in EXPECTED.get(form or "", ()):
        if kind in kinds and (lost := lost_of(kind, form or "", figures)):
            said = "；".join(lost)[:200]
            yield finding("table.incomplete", subject=NAMES[kind], subject_en=ENGLISH[kind], rows=said)


def form_of(found: Sequence[Segment], year: int | None) -> str | None:
    """The form whose tables these are; None where there are none of any form."""
    named = [form for segment in found if segment.kind == "2" for form in forms_named(segment)]
    if named:
        return max(("2021", "2019"), key=named.count)
    kinds = {segment.kind for segment in found}
    if "3" in kinds and any(names_sub_rows(segment) for segment in found if segment.kind == "3"):
        return "2021"
    if kinds == {"4"} and year is not None and year < 2019:
        return None  # any table of cases, before there was a form for them
    if kinds & {"2", "3", "4"}:
        return "2021" if year is not None and year >= 2021 else "2019"
    return "2014" if "2014" in kinds else "2008" if "2008" in kinds else None
