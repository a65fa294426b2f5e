"""Rows, columns and cells of a form's table that are lost are said; a whole table has no such finding."""

from __future__ import annotations

import pytest
from invented.report import invent

from archive.extract import extract
from archive.extract.tables.whole import lost_of
from archive.model import Evidence, Figure, Finding, Sentence
from archive.read import read

NOWHERE: Evidence = Sentence("", 0, 0)
HEADS = "<tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>"
ROWS = (
    "<tr><td>规章</td><td>0</td><td>0</td><td>0</td></tr>",
    "<tr><td>行政规范性文件</td><td>3</td><td></td><td>9</td></tr>",
    "<tr><td>信息内容</td><td colspan=3>本年处理决定数量</td></tr>"
    "<tr><td>行政许可</td><td colspan=3>17</td></tr>",
    "<tr><td>行政处罚</td><td colspan=3>5</td></tr>",
    "<tr><td>行政强制</td><td colspan=3>/</td></tr>",
    "<tr><td>信息内容</td><td colspan=3>本年收费金额（单位：万元）</td></tr>"
    "<tr><td>行政事业性收费</td><td colspan=3>1.5</td></tr>",
)


def figures_of(seed: int, form: str) -> list[Figure]:
    """What an invented report of the form prints in its tables."""
    return [Figure(code, 1, "", NOWHERE, applicant) for code, applicant in invent(seed, form).truth]


def found_in(rows: str) -> list[Finding]:
    page = (
        "<h1>云溪市水利局2023年政府信息公开工作年度报告</h1><p>一、总体情况</p>"
        f"<p>二、主动公开政府信息情况</p><table>{HEADS}{rows}</table>"
    )
    return [found for found in extract(read(page.encode())).findings if found.rule == "table.incomplete"]


@pytest.mark.parametrize("form", ["2014", "2019", "2021"])
def test_a_whole_table_has_nothing_lost(form: str) -> None:
    for kind in ("2014",) if form == "2014" else ("2", "3", "4"):
        for seed in range(20):
            assert lost_of(kind, form, figures_of(seed, form)) == []


def test_a_column_a_row_and_a_cell_are_named() -> None:
    figures = [
        figure
        for figure in figures_of(1, "2021")
        if figure.applicant != "total"
        and figure.indicator != "applications.carried_out"
        and (figure.indicator, figure.applicant) != ("applications.new", "other_org")
    ]
    lost = lost_of("3", "2021", figures)
    assert lost[0] == "总计一栏"
    assert sorted(lost[1:]) == ["本年新收政府信息公开申请数量 其他", "结转下年度继续办理"]
    assert lost_of("2", "2021", figures) == lost_of("4", "2021", figures) == []


def test_other_outcomes_are_one_row_or_three() -> None:
    three = figures_of(1, "2021")
    one = [f for f in three if not f.indicator.startswith("applications.result.other.")]
    assert len(lost_of("3", "2021", one)) == 3
    one += [
        Figure("applications.result.other.subtotal", 0, "", NOWHERE, f.applicant)
        for f in three
        if f.indicator == "applications.new"
    ]
    assert lost_of("3", "2021", one) == []


@pytest.mark.parametrize("gone", range(len(ROWS)))
def test_a_row_that_is_lost_is_a_finding(gone: int) -> None:
    assert found_in("".join(ROWS)) == []
    (found,) = found_in("".join(row for i, row in enumerate(ROWS) if i != gone))
    name = ("规章", "规范性文件", "行政许可", "行政处罚", "行政强制", "行政事业性收费")[gone]
    assert found.severity == "warning"
    assert name in found.message
