"""Tables of the forms drawn by several pens: every cell goes to the indicator that its headings name."""

from __future__ import annotations

import pytest
from grids import document

from archive.extract import evidence_holds
from archive.extract.tables import form_of, read_tables, segments

HEAD = """
申请人情况 | < | < | 自然人 | 法人或其他组织 | < | < | < | < | 总计
^ | ^ | ^ | ^ | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | ^
"""
PLACEHOLDERS = """
勾稽关系 | | | 申请人情况 | | | | | |
 | | | 自然人 | 法人或其他组织 | | | | | 总计
 | | | | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其它 |
"""
ROWS = """
一、本年新收政府信息公开申请数量 | < | < | 5 | 1 | 0 | 0 | 0 | 2 | 8
二、上年度结转政府信息公开申请数量 | < | < | 1 | 0 | 0 | 0 | 0 | 0 | 1
三、本年度办理结果 | （一）予以公开 | < | 2 | 1 | 0 | 0 | 0 | 1 | 4
^ | （三）不予公开 | 1、属于国家秘密 | 0 | 0 | 0 | 0 | 0 | 1 | 1
^ |  | 2.其他法律行政止公开 | 1 | 0 | 0 | 0 | 0 | 0 | 1
^ | （六）其它处理 | 3、其它 | 1 | 0 | 0 | 0 | 0 | 0 | 1
^ | （七）总计 | < | 4 | 1 | 0 | 0 | 0 | 2 | 7
四、结转下一年度继续办理 | < | < | 2 | 0 | 0 | 0 | 0 | 0 | 2
"""


def values(*drawings: str, year: int = 2022) -> dict[str, object]:
    page = document(*drawings)
    figures = read_tables(page, year).figures
    assert all(evidence_holds(figure, page) for figure in figures)
    return {figure.name: figure.value for figure in figures}


@pytest.mark.parametrize("head", [HEAD, PLACEHOLDERS], ids=["spans", "placeholders"])
def test_table_3_by_its_headings(head: str) -> None:
    found = values(head.strip("\n") + ROWS)
    assert len(found) == 8 * 7
    assert found["applications.new.natural_person"] == 5
    assert found["applications.new.other_org"] == 2
    assert found["applications.carried_in.total"] == 1
    assert found["applications.result.refused.law_prohibited.natural_person"] == 1
    assert found["applications.result.other.misc.total"] == 1
    assert found["applications.result_total.total"] == 7
    assert found["applications.carried_out.natural_person"] == 2


def test_columns_in_another_order() -> None:
    found = values("""
项目 | 总计 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他
本年新收政府信息公开申请数量 | 9 | 4 | 3 | 2 | 0 | 0 | 0
上年结转政府信息公开申请数量 | 1 | 1 | 0 | 0 | 0 | 0 | 0
重复申请 | 1 | 0 | 1 | 0 | 0 | 0 | 0
""")
    assert found["applications.new.total"] == 9
    assert found["applications.new.commercial_enterprise"] == 3
    assert found["applications.result.not_processed.duplicate.commercial_enterprise"] == 1


def test_an_unknown_applicant_leaves_the_others_in_their_columns() -> None:
    found = values("""
项目 | 自然人 | 商业企业 | 驻地单位 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计
本年新收政府信息公开申请数量 | 4 | 3 | 7 | 2 | 0 | 0 | 0 | 16
上年结转政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 0 | 1
""")
    assert found["applications.new.research_institution"] == 2
    assert found["applications.new.total"] == 16
    assert 7 not in found.values()


def test_table_3_goes_on_in_a_narrower_table_without_head() -> None:
    lines = ROWS.strip().splitlines()
    second = "\n".join(line.split("|", 1)[1] for line in lines[3:7])
    found = values(HEAD.strip() + "\n" + "\n".join(lines[:3]), second)
    assert found["applications.result.refused.state_secret.other_org"] == 1
    assert found["applications.result_total.natural_person"] == 4


def test_other_handling_in_one_line_is_its_subtotal() -> None:
    found = values(
        HEAD.strip()
        + "\n"
        + "\n".join(ROWS.strip().splitlines()[:3])
        + "\n"
        + """
^ | （六）其他处理 | | 1 | 0 | 0 | 0 | 0 | 0 | 1""".strip()
    )
    assert found["applications.result.other.subtotal.total"] == 1
    assert "applications.result.other.misc.total" not in found


def test_a_line_with_an_unknown_label_is_a_finding_and_no_figure() -> None:
    page = document(
        HEAD.strip()
        + "\n"
        + "\n".join(ROWS.strip().splitlines()[:3])
        + "\n"
        + """
^ | （三）不予公开 | 9.另有规定的特殊事项 | 6 | 0 | 0 | 0 | 0 | 0 | 6""".strip()
    )
    read = read_tables(page, 2022)
    assert 6 not in [figure.value for figure in read.figures]
    assert [f.severity for f in read.findings if f.rule == "table.unassigned"] == ["warning"]


RESULTS = "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计"


@pytest.mark.parametrize(
    "head",
    [
        "行政复议 | < | < | < | < | 行政诉讼 | < | < | < | < | < | < | < | < | <\n"
        "^ | ^ | ^ | ^ | ^ | 未经复议直接起诉 | < | < | < | < | 复议后起诉 | < | < | < | <",
        "行政复议 | | | | | 行政诉讼 | | | | | | | | |\n"
        " | | | | | 未经复议直接起诉 | | | | | 复议后起诉 | | | |",
        "行政复议 | < | < | < | < | 行政诉讼（未经复议直接起诉） | < | < | < | < | "
        "行政诉讼（复议后起诉） | < | < | < | <",
    ],
    ids=["three", "placeholders", "two"],
)
def test_table_4_under_heads_of_several_heights(head: str) -> None:
    numbers = " | ".join(str(n) for n in (1, 2, 3, 4, 10, 5, 0, 0, 0, 5, 0, 0, 7, 0, 7))
    found = values(f"{head}\n{RESULTS} | {RESULTS} | {RESULTS}\n{numbers}")
    assert len(found) == 15
    assert found["reconsideration.corrected"] == 2
    assert found["litigation.direct.upheld"] == 5
    assert found["litigation.after_review.other"] == 7


def test_table_4_with_its_headings_at_the_left() -> None:
    lines = [f"行政复议 | {name} | {n}" for n, name in enumerate(RESULTS.split(" | "))]
    lines += [f"未经复议直接起诉 | {name} | {n + 5}" for n, name in enumerate(RESULTS.split(" | "))]
    found = values("\n".join(lines))
    assert found["reconsideration.total"] == 4
    assert found["litigation.direct.upheld"] == 5


TABLE_2 = """
第二十条第（一）项 | < | < | <
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数
规章 | 0 | / | —
行政规范性文件 | 3 | | 1,204
第二十条第（五）项 | < | < | <
信息内容 | 本年处理决定数量 | < | <
行政许可 | ２１５ | < | <
第二十条第（八）项 | < | < | <
信息内容 | 本年收费金额（单位：万元） | < | <
行政事业性收费 | 12.50 | < | <
"""


def test_table_2_keeps_zero_blank_and_slash_apart() -> None:
    read = read_tables(document(TABLE_2), 2022)
    found = {f.name: (f.value, f.unit, f.qualifier) for f in read.figures}
    assert found["rules.issued"] == (0, "件", None)
    assert found["rules.repealed"] == (None, "件", "not_applicable")
    assert found["rules.in_force"] == (None, "件", "not_applicable")
    assert found["normative_docs.repealed"] == (None, "件", "blank")
    assert found["normative_docs.in_force"] == (1204, "件", None)
    assert found["licensing.decisions"] == (215, "件", None)
    assert found["admin_fees.amount"] == (12.5, "万元", None)


def test_table_2_whose_spans_do_not_fit_is_counted_off() -> None:
    found = values("""
信息内容 | 上一年项目数量 | 本年增/减 | < | 处理决定数量
行政许可 | 17 | < | 减2 | 230
其他对外管理服务事项 | 6 | < | +1 | 80
信息内容 | 采购项目数量 | 采购总金额 | < | <
政府集中采购 | 4 | 251000元 | < | <
""")
    assert (found["licensing.items_prev_year"], found["licensing.items_change"]) == (17, -2)
    assert found["licensing.decisions"] == 230
    assert (found["procurement.projects"], found["procurement.amount"]) == (4, 251000)


STATISTICS = """
统计指标 | 单位 | 统计数
一、主动公开情况 | —— | ——
（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条） | 条 | 1,901
其中：主动公开规范性文件数 | 条 | 4
三、依申请公开情况 | —— | ——
（一）收到申请数 | 件 | 15
1.当面申请数 | 件 | 3
四、行政复议数量 | 件 | 2
（一）维持具体行政行为数 | 件 | 2
（二）被依法纠错数 | 件 |
五、行政诉讼数量 | 件 | 1
（一）维持具体行政行为数 | 件 | 1
本局自设栏目数 | 个 | 99
七、依申请公开信息收取的费用 | 万元 | 0.35
"""


def test_form_2014_by_label_and_group() -> None:
    page = document(STATISTICS)
    read = read_tables(page, 2016)
    found = {f.name: (f.value, f.unit) for f in read.figures}
    assert found["proactive.total"] == (1901, "条")
    assert found["applications.new.total"] == (15, "件")
    assert found["reconsideration.upheld"] == (2, "件")
    assert found["reconsideration.corrected"] == (None, "件")
    assert found["litigation.upheld"] == (1, "件")
    assert found["fees.collected"] == (0.35, "万元")
    assert (99, "个") not in found.values()
    assert [f.rule for f in read.findings] == ["table.extra_rows"]
    assert form_of(segments(page), 2016) == "2014"


def widened(*columns: str) -> str:
    """The 统计表 with other number columns; their numbers are 1, 2, 3 … in every line."""
    lines = STATISTICS.strip().splitlines()
    body = [line.rsplit("|", 1)[0] for line in lines[1:]]
    numbers = " | ".join(str(n) for n in range(1, len(columns) + 1))
    return "\n".join([f"统计指标 | 单位 | {' | '.join(columns)}", *(f"{line}| {numbers}" for line in body)])


@pytest.mark.parametrize(
    ("columns", "value"),
    [
        (("区直部门", "乡镇街道", "合计"), 3),
        (("上年数", "本年数", "增减"), 2),
        (("2015年", "2016年"), 2),
        (("统计数", "备注"), 1),
    ],
)
def test_the_total_column_is_the_figure(columns: tuple[str, ...], value: int) -> None:
    assert values(widened(*columns), year=2016)["proactive.total"] == value


def test_the_text_above_the_headings_is_no_line_of_the_table() -> None:
    lines = (
        "一、概述",
        "以公开为常态。",
        "二、主动公开政府信息情况",
        "重点公开了规划计划。",
        "附表",
    )
    above = "".join(f"{line} | < | <\n" for line in lines)
    assert values(above + STATISTICS.strip(), year=2016) == values(STATISTICS, year=2016)


def test_local_columns_without_total_give_one_finding() -> None:
    read = read_tables(document(widened("区直部门", "乡镇街道")), 2016)
    assert read.figures == ()
    assert [finding.rule for finding in read.findings] == ["table.unassigned"]


def test_a_local_coded_table_is_read_by_label_never_by_code() -> None:
    page = document("""
指标名称 | 计量单位 | 代码 | 本年累计
主动公开信息数 | 条 | 101 | 530
其中：全文电子化的主动公开信息数 | 条 | 102 | 520
新增的行政规范性文件数 | 件 | 103 | 7
申请总数 | 件 | 110 | 12
其中：1.当面申请数 | 件 | 111 | 2
对申请的答复总数 | 件 | 117 | 12
其中：免予公开范围1（国家秘密） | 件 | 125 | 1
收取费用总数 | 元 | 136 | 88
""")
    found = {f.name: f.value for f in read_tables(page, 2011).figures}
    assert found["proactive.total"] == 530
    assert found["applications.channel.in_person"] == 2
    assert found["applications.result.refused.state_secret.total"] == 1
    assert found["fees.collected"] == 88
    assert form_of(segments(page), 2011) == "2008"


def test_a_table_printed_twice_gives_its_figures_once() -> None:
    once, twice = read_tables(document(TABLE_2), 2022), read_tables(document(TABLE_2, TABLE_2), 2022)
    assert twice.figures == once.figures


def test_all_forms_in_one_sheet() -> None:
    table_4 = f"行政复议 | < | < | < | <\n{RESULTS}\n0 | 0 | 0 | 0 | 0"
    found = values("\n".join(part.strip() for part in (TABLE_2, HEAD, ROWS, table_4)))
    assert found["licensing.decisions"] == 215
    assert found["applications.result_total.total"] == 7
    assert found["reconsideration.total"] == 0


def test_a_table_that_looks_like_a_form_but_is_none_is_said() -> None:
    odd = """
        事项 | 第一季度 | 第二季度
        依申请办理 | 3 | 4
        公开目录更新 | 5 | 6
        复议应诉 | 0 | 1
    """
    findings = read_tables(document(odd), 2016, "2014").findings
    assert [(f.rule, f.severity) for f in findings] == [("table.unassigned", "warning")]
    assert "依申请办理" in findings[0].message
    plain = "姓名 | 年龄\n甲 | 30\n乙 | 40\n丙 | 50"
    assert read_tables(document(plain), 2016, "2014").findings == ()
