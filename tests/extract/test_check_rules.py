"""The rules as data, and planted errors: each is found, and consistent reports have none."""

from __future__ import annotations

import ast
import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import archive
from archive.extract.check import check_figures, check_years
from archive.extract.check.rules import RuleError, parse, rules
from archive.model import CellEvidence, Document, Figure, Report
from scraper.portal.identities import broken
from scraper.portal.numbers import Key, Number, form_of, series
from scraper.portal.places import BODIES

HEAD = "code,severity,forms,identity,zh,en,found_zh,found_en\n"
# Rules the portal's own list of identities does not know.
BEYOND = ("table2.misfill", "table3.group_sum", "form2014.handled_answered", "form2014.published_channels")


def rule_codes() -> set[str]:
    """Every code that a Finding or finding() in the program names."""
    found = set()
    for path in Path(archive.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in (
                "Finding",
                "finding",
                "Identity",
            ):
                first = node.args[0] if node.args else None
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    found.add(first.value)
    return found


def test_every_rule_of_the_program_is_registered() -> None:
    assert rule_codes() <= rules().keys()
    assert {rule.severity for rule in rules().values()} == {"error", "warning", "info"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("code,severity\n", "row 1"),
        (HEAD + "a.b,fatal,,,甲,A,,\n", "row 2, column severity"),
        (HEAD + "a.b,error,1999,,甲,A,,\n", "row 2, column forms"),
        (HEAD + "a.b,error,,,,A,,\n", "row 2, column zh"),
        (HEAD + "a.b,error,,,甲,A,,\na.b,error,,,甲,A,,\n", "row 3, column code"),
    ],
)
def test_a_wrong_row_is_named(text: str, expected: str) -> None:
    with pytest.raises(RuleError, match=expected):
        parse(text)


def printed(values: Mapping[Key, Number | None]) -> list[Figure]:
    cell = CellEvidence(1, 1, 1, "")
    return [Figure(code, value, "件", cell, applicant) for (code, applicant), value in values.items()]


def consistent() -> list[tuple[str, Mapping[Key, Number | None]]]:
    """(form, figures) of reports in which everything adds up."""
    found = []
    for body in BODIES:
        for year, values in series(body).items():
            found.append((form_of(year), dict(values)))
    return found


def of_truth(values: Mapping[Key, Number | None], form: str) -> set[tuple[str, object, object]]:
    return {(rule, left, right) for rule, _, left, right in broken(values, form)}


def of_program(values: Mapping[Key, Number | None], form: str) -> set[tuple[str, object, object]]:
    found = check_figures(form, printed(values))
    return {(f.rule, f.left, f.right) for f in found if f.rule not in BEYOND}


def test_consistent_reports_have_no_errors() -> None:
    for form, values in consistent():
        found = check_figures(form, printed(values))
        assert [f for f in found if f.severity == "error"] == []


def test_random_planted_errors_are_found_with_both_numbers() -> None:
    """One figure at a time is changed by a random amount; what breaks by the definition is what is found."""
    rng = random.Random(20260618)
    planted = 0
    for form, values in consistent():
        if form == "2008":
            continue  # its identities are soft: the grounds listed may fall short of the total
        for key in rng.sample(sorted(values, key=str), 4):
            if not isinstance(values[key], int):
                continue
            changed = {**values, key: int(values[key] or 0) + rng.choice((1, 2, 3, 7, 10, 100))}
            expected = {row for row in of_truth(changed, form) if rules()[row[0]].severity == "error"}
            assert expected <= of_program(changed, form), (form, key)
            assert of_program(changed, form) - expected <= of_truth(changed, form) | by_head(changed, form)
            planted += bool(expected)
    assert planted > 100


def by_head(values: Mapping[Key, Number | None], form: str) -> set[tuple[str, object, object]]:
    """Parts that are larger than their wholes, which the portal's list leaves out."""
    names = ("form2014.press_by_head", "form2014.interviews_by_head", "form2014.normative_docs")
    return {(f.rule, f.left, f.right) for f in check_figures(form, printed(values)) if f.rule in names}


def test_years_that_follow_each_other_agree_and_planted_breaks_are_found() -> None:
    rng = random.Random(7)
    for body in BODIES:
        years = series(body)
        for year in range(2020, body.last + 1):
            before, after = years[year - 1], years[year]
            assert check_years(printed(before), printed(after)) == ()
            key = rng.choice([k for k in after if k[0] == "applications.carried_in"])
            changed = {**after, key: int(after[key] or 0) + 5}
            (found,) = check_years(printed(before), printed(changed))
            assert (found.rule, found.severity) == ("years.carry_over", "warning")
            assert isinstance(found.left, int)
            assert isinstance(found.right, int)
            assert found.left - found.right == 5


def findings_of(text: str, report: Report, **more: Any) -> set[str]:
    from archive.extract.check import check
    from archive.model import Block

    blocks = tuple(
        Block("paragraph", start, start + len(line))
        for line in text.split("\n")
        for start in [text.index(line)]
    )
    document = Document("text/html", report.title, text, blocks, **more)
    return {finding.rule for finding in check(document, report, ())}


@pytest.mark.parametrize(
    ("text", "report", "more", "rule"),
    [
        ("数据截至2022年2月30日", Report("甲局", 2022, "2021"), {}, "report.date"),
        ("自2018年11日至2018年1231日；2018年12月1231日", Report("甲局", 2018, "2014"), {}, "report.date"),
        ("文", Report("甲局", 2022, "2021"), {"published": "2022-01-27"}, "report.published"),
        ("文", Report("甲局", 2022, "2021", period=("2022-12-31", "2022-01-01")), {}, "report.period_order"),
        ("文", Report("甲局", 2010, "2008", period=("2002-01-01", "2010-12-31")), {}, "report.period"),
        ("文", Report("甲局", 2016, "2021"), {}, "report.form"),
    ],
)
def test_dates_and_forms_that_cannot_be(
    text: str, report: Report, more: dict[str, object], rule: str
) -> None:
    assert rule in findings_of(text, report, **more)


def test_titles_of_two_years() -> None:
    from archive.extract.check.dates import check_dates
    from archive.model import Block

    heading = "甲市财政局2021年政府信息公开工作年度报告"
    document = Document(
        "text/html",
        "甲市财政局2022年政府信息公开工作年度报告",
        heading,
        (Block("heading", 0, len(heading)),),
    )
    (found,) = check_dates(document, Report("甲市财政局", 2022, "2021"))
    assert (found.rule, "2021、2022" in found.message) == ("report.title_year", True)


@pytest.mark.parametrize(
    ("called", "rules_found"),
    [
        ("甲市财政局2021年政府信息公开工作年度报告", ["report.title_year"]),
        ("甲市财政局2022年政府信息公开工作年度报告", []),
        ("2021年政府信息公开年度报告", []),  # a column may be called so
    ],
)
def test_a_wrong_year_in_the_title_of_the_page(called: str, rules_found: list[str]) -> None:
    from archive.extract import extract
    from archive.read import read

    page = (
        f"<html><meta charset=utf-8><title>{called}_甲市人民政府门户网站</title><body><div id=zoom>"
        "<h1>甲市财政局2022年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>全年主动公开信息12条。</p></div>"
    )
    reading = extract(read(page.encode()))
    assert reading.report is not None
    assert reading.report.year == 2022
    assert [found.rule for found in reading.findings if found.rule == "report.title_year"] == rules_found


def test_a_missing_section() -> None:
    from archive.extract.check.outline import check_outline
    from archive.model import Section

    names = (
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "五、存在的主要问题及改进情况",
    )
    text = "\n".join(names)
    sections = tuple(
        Section(number, name, text.index(name), text.index(name) + len(name))
        for number, name in enumerate(names, 1)
    )
    report = Report("甲局", 2022, "2021", sections=sections)
    missing = [found.message for found in check_outline(Document("text/html", None, text), report, ())]
    assert missing == ["报告没有“行政复议、行政诉讼情况”部分。", "报告没有“其他需要报告的事项”部分。"]


def test_lines_of_tables_are_no_section_on_other_matters() -> None:
    from archive.extract.check.outline import check_outline
    from archive.model import Block, Section

    heads = ("一、总体情况", "二、主动公开", "三、申请", "四、复议、诉讼", "五、问题")
    text = "\n".join((*heads, "（六）其他处理\t0"))
    sections = tuple(Section(n, head, 0, 1) for n, head in enumerate(heads, 1))
    report = Report("甲局", 2022, "2021", sections=sections)
    start = text.index("（六）")
    in_table, in_text = Block("table", start, len(text)), Block("paragraph", start, len(text))
    for block, rules_found in ((in_table, ["section.missing"]), (in_text, [])):
        page = Document("text/html", None, text, (block,))
        assert [found.rule for found in check_outline(page, report, ())] == rules_found


def test_negative_and_misfilled_numbers() -> None:
    values: dict[Key, Number | None] = {
        ("licensing.items_prev_year", None): 1215,
        ("licensing.items_change", None): -35,
        ("licensing.decisions", None): 1180,
        ("penalty.decisions", None): -3,
    }
    found = {f.rule: f.figures for f in check_figures("2019", printed(values))}
    assert set(found) == {"table2.misfill", "figure.negative"}
    assert found["figure.negative"] == ("penalty.decisions",)


def test_neither_titles_nor_labels_of_tables_make_an_outline() -> None:
    from archive.extract.check.outline import check_outline
    from archive.model import Section

    loose = ["甲局2022年政府信息公开年度报告", "未经复议直接起诉", "五、问题", "六、其他事项"]
    figures = printed({("licensing.decisions", None): 3, ("applications.new", "total"): 1})
    for headings, missing in ((loose, []), ([*loose, "七、监督保障"], ["报告没有“总体情况”部分。"])):
        sections = tuple(Section(n, heading, 0, 0) for n, heading in enumerate(headings, 1))
        report = Report("甲局", 2022, "2021", sections=sections)
        found = check_outline(Document("text/html", None, ""), report, figures)
        assert [one.message for one in found] == missing
