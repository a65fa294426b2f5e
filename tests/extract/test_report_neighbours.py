"""Several reports in one file: the first is read, and a finding names the next."""

from __future__ import annotations

import pytest

from archive.extract import extract
from archive.model import Reading
from archive.read import read


def report(body: str, year: int, items: int, *, broken: str = "") -> str:
    return (
        f"<h1>{body}{broken}{year}年政府信息公开工作年度报告</h1><p>根据《中华人民共和国政府信息公开条例》编制本报告。</p>"
        "<p>一、概述</p><p>全年扎实推进政府信息公开工作。</p><p>二、主动公开政府信息情况</p>"
        f"<p>全年主动公开信息{items}条。</p><p>三、依申请公开政府信息情况</p><p>收到申请{items % 10}件。</p>"
        "<p>四、存在的问题</p><p>更新不够及时。</p>"
    )


def reading_of(*reports: str) -> Reading:
    page = f"<html><meta charset=utf-8><body><div id=zoom>{''.join(reports)}</div></body></html>"
    return extract(read(page.encode()))


def others(reading: Reading) -> list[str]:
    return [f.message for f in reading.findings if f.rule == "document.several_reports"]


@pytest.mark.parametrize(
    "second",
    [
        report("丙市水务局", 2018, 311),
        report("丙市财政局", 2017, 311),
        report("丙市水务局", 2018, 311, broken="</h1><h1>"),
    ],
)
def test_of_two_reports_the_first_is_read(second: str) -> None:
    reading = reading_of(report("丙市财政局", 2018, 604), second)
    assert reading.report is not None
    assert (reading.report.organ, reading.report.year) == ("丙市财政局", 2018)
    assert [f.value for f in reading.figures if f.indicator == "proactive.total"] == [604]
    assert len(others(reading)) == 1
    assert not [f for f in reading.findings if f.severity == "error"]
    assert "311" in reading.document.text  # nothing that was stored is lost


@pytest.mark.parametrize(
    "behind",
    [
        "<p>丙市水务局2018年政府信息公开工作年度报告</p>",  # the name of another page
        report("丙市财政局", 2018, 604),  # the same one, printed twice
        "<p>附件：丙市2018年政府信息公开情况统计表</p><p>一、主动公开情况</p>",
    ],
)
def test_what_is_no_second_report(behind: str) -> None:
    assert others(reading_of(report("丙市财政局", 2018, 604), behind)) == []
