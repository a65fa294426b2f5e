"""Sums of local coded tables in which lines take part that are no indicator."""

from __future__ import annotations

import pytest
from grids import document

from archive.extract.check import check_coded
from archive.extract.tables import read_tables

TABLE = """
指标名称 | 计量单位 | 代码 | 统计数
申请总数 | 条 | 12 | {applications}
其中：1.当面申请数 | 条 | 13 | 3
2.传真申请数 | 条 | 14 | 0
3.电子邮件申请数 | 条 | 15 | {email}
4.网上申请数 | 条 | 16 | 20
5.信函申请数 | 条 | 17 | 1
6.其他形式申请数 | 条 | 18 | /
对申请的答复总数 | 条 | 19 | 30
其中：1.同意公开答复数 | 条 | 20 | 20
2.同意部分公开答复数 | 条 | 21 | 0
3.否决公开答复总数 | 条 | 22 | {refused}
其中：（1）信息不存在数 | 条 | 23 | {absent}
（2）免予公开范围7 | 条 | 24 | 4
（3）其他原因 | 条 | 25 | 3
收取费用总数 | 元 | 38 | {fees}
其中：主动公开信息收取费用数 | 元 | 39 | 15
依申请公开信息收取费用数 | 元 | 45 | 20.5
"""
CONSISTENT = {"applications": 30, "email": 6, "refused": 10, "absent": 3, "fees": 35.5}


def found(**changed: object) -> list[tuple[str, str, object, object]]:
    read = read_tables(document(TABLE.format(**{**CONSISTENT, **changed})), 2010, "2008")
    return [(f.rule, f.severity, f.left, f.right) for f in check_coded(read.coded)]


def test_a_table_that_adds_up_has_no_finding() -> None:
    assert found() == []


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"applications": 31}, ("local.channels", "warning", 31, 30)),
        ({"email": 8}, ("local.channels", "warning", 30, 32)),
        ({"refused": 12}, ("local.refused", "warning", 12, 10)),
        ({"absent": 5}, ("local.refused", "warning", 10, 12)),
        ({"fees": 40}, ("local.fees", "warning", 40, 35.5)),
    ],
)
def test_each_sum_that_does_not_is_found(changed: dict[str, object], expected: object) -> None:
    assert found(**changed) == [expected]


def test_grounds_above_the_refusals_are_found_by_the_figures_alone() -> None:
    assert found(absent=11) == []  # form2008.refused


def test_fees_are_those_on_request_where_these_have_a_line() -> None:
    figures = read_tables(document(TABLE.format(**CONSISTENT)), 2010, "2008").figures
    assert [(f.value, f.unit) for f in figures if f.indicator == "fees.collected"] == [(20.5, "元")]
    alone = "\n".join(line for line in TABLE.splitlines() if "收取费用数" not in line)
    figures = read_tables(document(alone.format(**CONSISTENT)), 2010, "2008").figures
    assert [f.value for f in figures if f.indicator == "fees.collected"] == [35.5]
