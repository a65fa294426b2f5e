"""Reports whose title names no body: the page says elsewhere whose they are, and something else beside it."""

from __future__ import annotations

from typing import Any

import pytest

from archive.extract.report import recognise
from archive.model import Block, Document

BODY = (
    "一、概述",
    "2016年，我单位工作运行正常。",
    "二、主动公开政府信息情况",
    "全年主动公开政府信息312条。",
    "三、依申请公开情况",
    "收到申请3件，均已答复。",
)
PERIOD = "根据《中华人民共和国政府信息公开条例》编制，统计期限自2016年1月1日至2016年12月31日。"


def page(*lines: str, title: str = "政府信息公开年报", **more: Any) -> Document:
    blocks, at = [], 0
    for line in lines:
        blocks.append(Block("paragraph", at, at + len(line)))
        at += len(line) + 1
    return Document("text/html", title, "\n".join(lines), tuple(blocks), **more)


@pytest.mark.parametrize(
    ("said", "organ"),
    [
        ("如有疑问，请与东至县残疾人联合会办公室联系。", "东至县残疾人联合会"),
        ("如有疑问，请联系：乐至县气象局信息公开领导小组办公室（天池镇59号）。", "乐至县气象局"),
        ("请与泰安市审计局政府信息公开领导小组办公室联系。", "泰安市审计局"),
        ("如有疑问，请与国家税务总局东至县税务局联系。", "国家税务总局东至县税务局"),
        ("请与超山风景名胜区管委会综合管理处联系。", "超山风景名胜区管委会"),
        ("本报告由泰安市公安局岱岳区分局编制。", "泰安市公安局岱岳区分局"),
        (
            "由泰安市统计局、国家统计局泰安调查队（以下简称统计局队）编制。",
            "泰安市统计局、国家统计局泰安调查队",
        ),
        ("由东至县花园乡人民政府办公室编制。", "东至县花园乡人民政府"),
        ("东至县2016年政府信息公开工作年度报告（以下简称年报）根据条例编制。", "东至县人民政府"),
        ("结合泰安市人力资源和社会保障局工作实际。", "泰安市人力资源和社会保障局"),
        (
            "本报告内容为伊犁哈萨克自治州人民政府办公厅2016年度的政府信息公开工作情况。请与自治州人民政府电子政务办公室联系。",
            "伊犁哈萨克自治州人民政府办公厅",
        ),
        ("修订了《泰安市水利局政府信息公开指南》。我局领导重视。", "泰安市水利局"),
        ("一年来，泰安市供销合作社联合社高度重视政府信息公开。", "泰安市供销合作社联合社"),
        ("今年，按照《丙市政务公开工作办公室关于编制的函》部署，由东至县文化馆编制。", "东至县文化馆"),
    ],
)
def test_the_body_is_told_somewhere_in_the_text(said: str, organ: str) -> None:
    report = recognise(page(PERIOD + said, *BODY))
    assert report is not None
    assert (report.organ, report.year) == (organ, 2016)


def test_the_site_in_the_title_is_not_the_body() -> None:
    document = page(
        f"本报告{PERIOD}",
        *BODY,
        title="湖南省人民政府门户网站",
        source="省林业厅",
        site_name="湖南省人民政府门户网站",
    )
    report = recognise(document)
    assert report is not None
    assert report.organ == "湖南省林业厅"


def test_a_department_says_our_bureau_and_the_site_is_the_governments() -> None:
    lines = (PERIOD, "请与泰安市人民政府联系，或与泰安市财政局联系。我局收到申请3件。", *BODY)
    report = recognise(page(*lines, site_name="泰安市人民政府"))
    assert report is not None
    assert report.organ == "泰安市财政局"


def test_a_short_name_is_written_out_as_the_page_introduces_it() -> None:
    title = "自治区北部湾办2016年政府信息公开工作年度报告"
    said = "由广西壮族自治区北部湾经济区规划建设管理办公室（以下简称自治区北部湾办）编制。"
    report = recognise(page(PERIOD + said, *BODY, title=title))
    assert report is not None
    assert report.organ == "广西壮族自治区北部湾经济区规划建设管理办公室"


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("江东职业学院2022年信息公开工作年度报告", "根据教育部办公厅关于高校信息公开年度报告的要求编制。"),
        ("2013-2014学年度信息公开工作年度报告", "根据《高等学校信息公开办法》编制。"),
        ("2010年海关信息公开工作年度报告发布公告", "年度报告已经编制完成，请点击附件下载。"),
        ("湖南省教育厅关于公布2015年高校信息公开年度报告网址的通知", "现将网址予以公布。"),
    ],
)
def test_schools_and_mere_announcements_are_no_reports(title: str, line: str) -> None:
    assert recognise(page(line, "主动公开信息860条。", title=title)) is None
