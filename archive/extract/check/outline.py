"""Sections that a form demands and a report does not have; a form that is not that of the year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from archive.extract.check.rules import finding
from archive.labels import is_label
from archive.model import CellEvidence, Document, Figure, Finding, Report

# Of form 2008 and 2014 only what 条例 (2007) art. 32 demands of every report and every outline has.
OTHER = r"其[他它]|需要.{0,4}(?:报告|说明)"
LATE: Mapping[str, tuple[str, str]] = {
    r"总体情况|概述|概况|基本情况|工作情况": ("总体情况", "general situation"),
    r"主动公开": ("主动公开政府信息情况", "proactive disclosure"),
    r"申请": ("收到和处理政府信息公开申请情况", "applications received and handled"),
    r"复议|诉讼": ("行政复议、行政诉讼情况", "reconsideration and litigation"),
    r"问题|改进|不足": ("存在的主要问题及改进情况", "problems and improvements"),
    OTHER: ("其他需要报告的事项", "other matters"),
}
EARLY: Mapping[str, tuple[str, str]] = {
    r"主动公开|公开.{0,8}情况|公开.{0,6}内容": ("主动公开政府信息情况", "proactive disclosure"),
    r"申请": ("依申请公开政府信息情况", "applications"),
    r"问题|改进|不足|打算": ("存在的主要问题及改进情况", "problems and improvements"),
}
DEMANDED = {"2008": EARLY, "2014": EARLY, "2019": LATE, "2021": LATE}
FIRST_YEAR = {"2008": 2008, "2014": 2014, "2019": 2019, "2021": 2021}
ENOUGH = 3
# The section is there with its table, whether or not it has a heading.
OF_TABLE: Mapping[str, tuple[str, ...]] = {
    "主动公开政府信息情况": ("rules.", "normative_docs.", "licensing.", "penalty.", "coercion."),
    "收到和处理政府信息公开申请情况": ("applications.",),
    "行政复议、行政诉讼情况": ("reconsideration.", "litigation."),
}
NO_SECTION = re.compile(r"年度?报告|勾稽")


def check_outline(document: Document, report: Report, figures: Iterable[Figure]) -> Iterator[Finding]:
    """Nothing is said of a report whose outline was not made out."""
    named = [section.heading for section in report.sections if is_of_outline(section.heading)]
    if len(named) >= ENOUGH:
        codes = {one.indicator for one in figures if isinstance(one.evidence, CellEvidence)}
        headings = " ".join(section.heading for section in report.sections)
        lines, told = short_lines(document, tables=True), short_lines(document, tables=False)
        for pattern, (zh, en) in DEMANDED[report.form].items():
            if any(code.startswith(OF_TABLE.get(zh, ())) for code in codes):
                continue
            # All tables have lines that are called 其他.
            if not re.search(pattern, headings) and not re.search(
                pattern, told if pattern == OTHER else lines
            ):
                yield finding("section.missing", subject=zh, subject_en=en)
    usual = max(form for form, year in FIRST_YEAR.items() if year <= max(report.year, 2008))
    if report.form != usual:
        yield finding("report.form", year=report.year, form=report.form)


def short_lines(document: Document, *, tables: bool) -> str:
    """The lines of a text that may be headings, with or without those of its tables."""
    pieces = [document.text[b.start : b.end] for b in document.blocks if tables or b.kind != "table"]
    return "\n".join(line for piece in pieces for line in piece.splitlines() if len(line) <= 40)


def is_of_outline(heading: str) -> bool:
    """Whether it is no title of the report, and no label or remark of a table that stands outside of it."""
    return not NO_SECTION.search(heading) and not is_label(heading)
