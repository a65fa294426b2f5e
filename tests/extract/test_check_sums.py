"""Identities: what is broken is found with both numbers, what holds or cannot be judged is not."""

from __future__ import annotations

from typing import Any

import pytest
from grids import document

from archive.extract.check import check, check_years
from archive.extract.check.sums import LEAVES
from archive.extract.derive import derive
from archive.extract.evidence import evidence_holds
from archive.extract.tables import read_tables
from archive.model import CellEvidence, Document, Figure, Report, Sentence


def cell(code: str, value: float | None, applicant: str | None = None) -> Figure:
    return Figure(code, value, "件", CellEvidence(1, 1, 1, str(value)), applicant)


def said(code: str, value: float, applicant: str | None = None) -> Figure:
    return Figure(code, value, "件", Sentence(str(value), 0, 1), applicant)


def broken(*figures: Figure, form: str = "2021", **report: Any) -> list[tuple[str, str, object, object]]:
    page = Document("text/html", None, "", published="2023-01-20")
    found = check(page, Report("甲局", 2022, form, **report), figures)
    return [
        (finding.rule, finding.severity, finding.left, finding.right)
        for finding in found
        if finding.rule != "report.form"  # forms of other years are tried on purpose
    ]


BLOCK = ("upheld", "corrected", "other", "pending", "total")


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ((10, 1, 0, 0, 0), [("table4.block_sum", "error", 0, 11)]),
        ((10, 1, 0, 0, 11), []),
        ((10, None, 0, 0, 10), []),
        ((10, 1, 0, 0, None), []),
        ((None, None, None, None, 3), []),
    ],
)
def test_a_block_of_table_4(values: tuple[int | None, ...], found: list[object]) -> None:
    figures = [cell(f"reconsideration.{name}", value) for name, value in zip(BLOCK, values, strict=True)]
    assert broken(*figures) == found


def test_a_line_and_a_column_of_table_3() -> None:
    page = document("""
项目 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计
本年新收政府信息公开申请数量 | 5 | 1 | 0 | 0 | 0 | 0 | 7
上年结转政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0
总计 | 4 | 1 | 0 | 0 | 0 | 0 | 5
结转下年度继续办理 | 1 | 0 | 0 | 0 | 0 | 0 | 1
""")
    found = broken(*read_tables(page, 2022).figures)
    assert found == [("table3.row_sum", "error", 7, 6), ("table3.balance", "error", 7, 6)]


@pytest.mark.parametrize(
    ("whole", "parts", "found"),
    [
        (None, (7, 0, 2), []),
        (None, (7, 0, 1), [("table3.column_sum", "error", 12, 11)]),
        (9, (7, 0, 2), []),
        (9, (None, None, None), []),
    ],
)
def test_an_empty_line_of_other_handling_is_its_lines(
    whole: int | None, parts: tuple[int | None, ...], found: list[object]
) -> None:
    lines = zip(("uncorrected_overdue", "fee_unpaid", "misc"), parts, strict=True)
    empty = [cell(code, None, "total") for code in ("applications.result.partial", *LEAVES)]
    assert (
        broken(
            *empty,
            cell("applications.result.granted", 3, "total"),
            cell("applications.result.other.subtotal", whole, "total"),
            *(cell(f"applications.result.other.{code}", value, "total") for code, value in lines),
            cell("applications.result_total", 12, "total"),
        )
        == found
    )


STAFF = {"staff.total": 5, "staff.full_time": 2, "staff.part_time": 4}


def test_identities_of_form_2014_and_softer_ones_of_2008() -> None:
    figures = [cell(code, value) for code, value in STAFF.items()]
    assert broken(*figures, form="2014") == [("form2014.staff", "error", 5, 6)]
    assert broken(*figures, form="2008") == [("form2008.staff", "warning", 5, 6)]


GROUNDS = ("state_secret", "trade_secret", "privacy", "three_security_one_stability", "not_gov_info")


def test_blank_parts_of_form_2014_count_nothing() -> None:
    blank = cell("staff.part_time", None)
    assert broken(cell("staff.total", 5), cell("staff.full_time", 5), blank, form="2014") == []
    assert broken(cell("staff.total", 6), cell("staff.full_time", 5), blank, form="2014") == [
        ("form2014.staff", "error", 6, 5)
    ]


@pytest.mark.parametrize(
    ("refused", "last", "severity"), [(9, None, "warning"), (4, None, "error"), (9, 0, "error")]
)
def test_a_refusal_may_have_a_ground_that_is_not_listed(
    refused: int, last: int | None, severity: str
) -> None:
    grounds = [cell(f"applications.result.refused.{name}", 1, "total") for name in GROUNDS]
    grounds.append(cell("applications.result.refused.law_prohibited", last, "total"))
    total = cell("applications.result.refused.subtotal", refused, "total")
    assert broken(total, *grounds, form="2014") == [("form2014.refused", severity, refused, 5)]


def test_a_part_larger_than_its_whole() -> None:
    figures = (cell("response.press_conferences", 1), cell("response.press_conferences_by_head", 2))
    assert broken(*figures, form="2014") == [("form2014.press_by_head", "error", 1, 2)]


def test_text_against_table() -> None:
    table = (cell("applications.new", 8, "total"), cell("applications.carried_in", 2, "total"))
    assert broken(*table, said("applications.new", 9, "total")) == [("prose.table", "warning", 8, 9)]
    assert broken(*table, said("applications.new", 10, "total")) == []
    rounded = Figure("applications.new", 7, "件", Sentence("7", 0, 1), "total", "approx", "lower")
    assert broken(*table, rounded) == []


def test_two_numbers_for_one_name() -> None:
    assert broken(said("meetings.count", 2), said("meetings.count", 3)) == [
        ("figure.several", "warning", 2, 3)
    ]


def test_a_period_of_another_year() -> None:
    assert broken(period=("2021-01-01", "2022-12-31")) == [("report.period", "warning", 2022, 2022)]
    assert broken(period=("2022-05-01", "2022-12-31")) == []


def test_carry_over_between_years() -> None:
    earlier = (cell("applications.carried_out", 3, "total"), cell("rules.in_force", 10))
    later = (cell("applications.carried_in", 4, "total"), cell("rules.in_force", 12))
    later += (cell("rules.issued", 2), cell("rules.repealed", 0))
    found = check_years(earlier, later)
    assert [(f.rule, f.left, f.right) for f in found] == [("years.carry_over", 4, 3)]


def test_derived_sums_and_blank_totals() -> None:
    figures = [cell("applications.result.partial", 1, name) for name in APPLICANTS[:-1]]
    figures.append(cell("applications.result.partial", None, "total"))
    figures.append(cell("applications.result.granted", 2, "total"))
    figures += [cell("litigation.direct.total", 3), cell("litigation.after_review.total", 1)]
    found = {figure.name: (figure.value, figure.qualifier) for figure in derive(figures)}
    assert found["applications.result.partial.total"] == (6, "derived")
    assert found["applications.result.disclosed_any.total"] == (8, "derived")
    assert found["litigation.total"] == (4, "derived")


APPLICANTS = (
    *("natural_person", "commercial_enterprise", "research_institution"),
    *("public_welfare_org", "legal_service_org", "other_org", "total"),
)


def test_evidence_fails_where_the_cell_or_a_heading_is_another() -> None:
    page = document("信息内容 | 本年制发件数\n规章 | 4")
    figure = read_tables(page, 2022).figures[0]
    other = document("信息内容 | 本年制发件数\n规章 | 5")
    renamed = document("信息内容 | 本年废止件数\n规章 | 4")
    assert evidence_holds(figure, page)
    assert not evidence_holds(figure, other)
    assert not evidence_holds(figure, renamed)
