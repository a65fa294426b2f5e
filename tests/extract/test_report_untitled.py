"""Reports on pages without a title: what they say of themselves, and what only sounds like it."""

from __future__ import annotations

import pytest

from archive.extract import extract
from archive.extract.report import recognise
from archive.extract.report.publisher import Known
from archive.model import Block, Document

PERIOD = "本报告所列数据的统计期限自2016年1月1日至2016年12月31日。"
REST = ("一、概述", "全年主动公开政府信息312条。", "二、依申请公开", "受理申请4件。")


def page(*lines: str, title: str | None = None) -> Document:
    blocks, at = [], 0
    for line in lines:
        blocks.append(Block("paragraph", at, at + len(line)))
        at += len(line) + 1
    return Document("text/html", title, "\n".join(lines), tuple(blocks))


@pytest.mark.parametrize(
    ("introduction", "organ"),
    [
        (
            "根据《中华人民共和国政府信息公开条例》，现公布丙市农业局2016年政府信息公开年度报告。",
            "丙市农业局",
        ),
        ("根据《条例》要求，现将2016年丙市农业局政府信息公开工作年度报告予以公布。", "丙市农业局"),
        (
            "本报告由丙市人力资源和社会保障局按照《中华人民共和国政府信息公开条例》编制。",
            "丙市人力资源和社会保障局",
        ),
        ("本年报是根据《政府信息公开条例》要求，由丙县财政局办公室编制的2016年度报告。", "丙县财政局"),
        (
            "本报告根据《中华人民共和国政府信息公开条例》编制。如有疑问，请与丙市统计局办公室联系。",
            "丙市统计局",
        ),
        ("本报告由丙市信访办根据《政府信息公开条例》编制。", "丙市信访办"),
        ("按《政府信息公开条例》，结合丙市商务局2016年工作实际编制本报告。", "丙市商务局"),
        ("现发布《丙市辛区司法局2016年政府信息公开工作年度报告》。", "丙市辛区司法局"),
        ("本报告根据《政府信息公开条例》编制，电子版可在丙市地震局官网下载。", "丙市地震局"),
    ],
)
def test_the_introduction_says_whose_report_it_is(introduction: str, organ: str) -> None:
    report = recognise(page(introduction + PERIOD, *REST))
    assert report is not None
    assert (report.organ, report.year) == (organ, 2016)


def test_the_body_alone_as_the_title() -> None:
    lines = ("2016年政府信息公开工作年度报告", "根据《政府信息公开条例》编制本报告。" + PERIOD, *REST)
    report = recognise(page(*lines, title="丙市辛区人力资源和社会保障局"))
    assert report is not None
    assert (report.organ, report.year) == ("丙市辛区人力资源和社会保障局", 2016)


def test_the_first_section_without_an_introduction() -> None:
    opening = "2016年，丙市统计局认真落实《中华人民共和国政府信息公开条例》，工作有序。"
    report = recognise(
        page("一、总体情况", opening, "全年公开信息193条，收到申请3件。", "二、主动公开", "无。")
    )
    assert report is not None
    assert (report.organ, report.year) == ("丙市统计局", 2016)


def test_our_bureau_is_no_name() -> None:
    lines = ("现将我局2016年度政府信息公开年度报告向社会公布。" + PERIOD, *REST, "丙市水务局")
    report = recognise(page(*lines))
    assert report is not None
    assert report.organ == "丙市水务局"


@pytest.mark.parametrize(
    "introduction",
    [
        "各乡镇、各部门：现将年度报告格式印发给你们，请据此编制本单位政府信息公开年度报告，报告中所列数据的统计期限自2016年1月1日起。",
        "本报告根据《法治政府建设实施纲要》编制，反映丙市水务局法治政府建设年度报告的情况，政务公开同时推进。",
        "为做好政府信息公开工作，丙市水务局根据《政府信息公开条例》编制本指南，每年更新1次。",
        "3月28日，丙市水务局公布2016年政府信息公开工作年度报告。报告显示，全年收到申请4件。",
        "丙市水务局对全市42份政府信息公开年度报告作了评议，现将结果通报如下。",
    ],
    ids=["asked for", "rule of law", "guide", "news", "assessment"],
)
def test_what_speaks_of_reports_and_is_none(introduction: str) -> None:
    assert recognise(page(introduction, "一、概述", "共公开信息312条。", "二、问题", "不足2项。")) is None


NAMELESS = ("本报告根据《政府信息公开条例》编制。" + PERIOD, "一、概述", "我局主动公开政府信息312条。")


def test_a_report_that_names_nobody_is_read_and_said_to_be_nameless() -> None:
    reading = extract(page(*NAMELESS, title="2016年政府信息公开工作年度报告"))
    assert reading.report is not None
    assert (reading.report.organ, reading.report.year) == ("", 2016)
    assert {figure.indicator: figure.value for figure in reading.figures} == {"proactive.total": 312}
    assert "body.unnamed" in {finding.rule for finding in reading.findings}


def test_in_an_archive_it_is_that_of_the_body_its_site_is_declared_for() -> None:
    nameless = page(*NAMELESS, title="2016年政府信息公开工作年度报告")
    report = extract(nameless, Known(site_body="丙市农业局")).report
    assert report is not None
    assert report.organ == "丙市农业局"
    assert extract(nameless, Known()).report is None
