"""A page in traditional characters is read as in simplified ones, and quoted as it is printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from opencc import OpenCC

from archive.extract import evidence_holds, extract
from archive.model import CellEvidence, Reading, Sentence
from archive.read import read

CASES = Path(__file__).parents[1] / "cases"
NAMES = (
    "withdrawn-applications-of-2013",
    "government-report-of-2014-long",
    "zeros-written-in-digits-2018",
    "irregular-spans-in-table-2",
    "blank-cells-in-table-3",
    "dashes-in-table-2",
    "numbers-that-open-their-clauses",
    "budget-explanation",
)


def readings(name: str) -> tuple[Reading, Reading]:
    """The readings of a case's page as it is and in traditional characters."""
    page = (CASES / name / "page.html").read_bytes()
    traditional = OpenCC("s2t").convert(page.decode()).encode()
    assert traditional != page
    return extract(read(page)), extract(read(traditional))


def said(reading: Reading) -> tuple[object, ...]:
    report = reading.report
    figures = [(figure.name, figure.value, figure.unit, figure.qualifier) for figure in reading.figures]
    findings = [finding.rule for finding in reading.findings]
    return report and (report.organ, report.year, report.form, report.scope), figures, findings


@pytest.mark.parametrize("name", NAMES)
def test_traditional_characters_change_nothing_that_is_read(name: str) -> None:
    simplified, traditional = readings(name)
    assert said(traditional) == said(simplified)


@pytest.mark.parametrize("name", NAMES[:-1])
def test_the_evidence_is_quoted_as_printed(name: str) -> None:
    _, reading = readings(name)
    assert reading.figures
    assert [figure.name for figure in reading.figures if not evidence_holds(figure, reading.document)] == []
    for figure in reading.figures:
        match figure.evidence:
            case Sentence(text=text):
                assert text in reading.document.text
            case CellEvidence(row_headings=headings):
                printed = {" ".join(c.text.split()) for t in reading.document.tables for c in t.cells()}
                assert printed.issuperset(headings)


def test_headings_of_sections_are_quoted_as_printed() -> None:
    _, reading = readings("government-report-of-2014-long")
    assert reading.report
    assert reading.report.sections
    for section in reading.report.sections:
        assert section.heading in reading.document.text


def test_one_traditional_character_does_not_make_a_page_traditional() -> None:
    body = (
        "<title>乾县開发局2020年政府信息公开工作年度报告</title><p>一、总体情况</p><p>主动公开信息12条。</p>"
    )
    reading = extract(read(body.encode()))
    assert reading.report
    assert reading.report.organ == "乾县開发局"


def test_words_that_are_others_on_the_mainland_are_read_as_there() -> None:
    page = """<title>某局2020年政府資訊公開工作年度報告</title><h1>某局2020年政府資訊公開工作年度報告</h1>
    <p>一、總體情況</p><p>2020年，本局經入口網站、微信等途徑對外公開資訊1640條；開展線上訪談7期。</p>"""
    reading = extract(read(page.encode()))
    figures = {figure.name: figure for figure in reading.figures}
    assert figures["proactive.total"].value == 1640
    assert figures["response.web_interviews"].value == 7
    assert all(evidence_holds(figure, reading.document) for figure in reading.figures)


def test_a_plan_is_no_picture() -> None:
    page = """<h1>壬市人口和計畫生育委員會2008年政府信息公開年報</h1>
    <p>一、概述</p><p>2008年，本委主動公開政府信息164條，規畫計畫類12條。</p>"""
    reading = extract(read(page.encode()))
    assert reading.report
    assert reading.report.organ == "壬市人口和计划生育委员会"
