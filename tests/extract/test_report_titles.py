"""Titles of reports and of what only looks like one; bodies, years, regions, outlines."""

from __future__ import annotations

from typing import Any

import pytest

from archive.extract.report import recognise
from archive.extract.report.sections import sections
from archive.extract.report.titles import Title, has_blanks, one_or_two, read_title
from archive.model import Block, Document
from archive.read import read


@pytest.mark.parametrize(
    ("text", "organ", "year"),
    [
        ("青岛市司法局2017年政府信息公开工作年度报告", "青岛市司法局", 2017),
        ("2023年洪泽区人民政府政府信息公开工作年度报告", "洪泽区人民政府", 2023),
        ("关于丙市水务局2012年度政府信息公开工作情况的报告", "丙市水务局", 2012),
        ("丁县二〇〇九年政府信息公开年报", "丁县", 2009),
        ("丙市教育局关于２０１０年度信息公开工作情况的报告", "丙市教育局", 2010),
        ("政府信息公开工作年度报告（2015年度）——戊区城市管理局", "戊区城市管理局", 2015),
        ("戊区财政局政府信息公开2016年度报告", "戊区财政局", 2016),
        ("关于发布《己镇人民政府2018年政府信息公开工作年度报告》的公告", "己镇人民政府", 2018),
        ("庚市政务公开2014年工作总结", "庚市", 2014),
        ("政府信息公开年度报告", "", None),
        ("2009年丙市戊区人民政府信息公开工作年度报告", "丙市戊区人民政府", 2009),
        ("己县人民政府机关2020年政府信息公开工作年度报告", "己县人民政府机关", 2020),
        ("戊区西关街道办事处2024年度政府信息工作年度报告", "戊区西关街道办事处", 2024),
        ("贺州市人民政府办公室关于公布贺州市2009年度政府信息公开工作年度报告的通知", "贺州市", 2009),
        ("丙市边防检查站2012年政府信息公开年报", "丙市边防检查站", 2012),
        ("丙市政务公开办公室2018年政府信息公开工作年度报告", "丙市政务公开办公室", 2018),
        ("丙市残联2016年政府信息公开工作年度报告", "丙市残联", 2016),
        ("2012年丙市政府信息公开年报丙市人民政府2013年3月19日", "丙市", 2012),
        ("丙市供销社2018年政府信息公开工作年度报告（2019年3月25日）", "丙市供销社", 2018),
        ("关于丙市财政局2019年政府信息公开工作年度报告的公示", "丙市财政局", 2019),
        ("Statistics丙市统计局2017年政府信息公开年度报告", "丙市统计局", 2017),
        ("泉港民〔2011〕80号区民政局2011年度政府信息公开工作年度报告", "区民政局", 2011),
        ("2016年政府信息公开工作年度报告（丙市水务局）", "丙市水务局", 2016),
        ("2016年政府信息公开工作年度报告_丙市水务局", "丙市水务局", 2016),
        ("丙市水务局 | 2016年政府信息公开工作年度报告", "丙市水务局", 2016),
        ("丙市2016年1月-12月政府信息公开工作年度报告", "丙市", 2016),
        ("丙市水务局政府信息公开年度报告（2016年1月1日—2016年12月31日）", "丙市水务局", 2016),
        ("己县2008年5月至12月政府信息公开年度报告", "己县", 2008),
        ("丙市2012年贯彻落实《中华人民共和国政府信息公开条例》情况的报告", "丙市", 2012),
        ("丙市水务局实施政府信息公开条例2012年度报告", "丙市水务局", 2012),
        ("丙市2015年度依法公开政府信息工作年度报告", "丙市", 2015),
        ("戊区委(区政府)办公室2020年政府信息公开工作年度报告", "戊区委（区政府）办公室", 2020),
        (
            "中国（丙市）自由贸易试验区管理委员会2020年政府信息公开年报",
            "中国（丙市）自由贸易试验区管理委员会",
            2020,
        ),
        ("丙市司法局（市行政复议局）2022年政府信息公开工作年度报告", "丙市司法局（市行政复议局）", 2022),
        ("丙市文化局（原丙市文物局）2014年政府信息公开工作年度报告", "丙市文化局", 2014),
        ("丙市水务局关于2014年度政府信息公开年度报告的函", "丙市水务局", 2014),
        ("丙市气象部门2022年政府信息公开工作年度报告", "丙市气象部门", 2022),
        ("丙市水务局（本级）2014年政府信息公开工作年度报告", "丙市水务局", 2014),
    ],
)
def test_a_title_of_a_report(text: str, organ: str, year: int | None) -> None:
    title = read_title(text)
    assert title is not None
    assert (title.organ, title.year) == (organ, year)


@pytest.mark.parametrize(
    "text",
    [
        "丙市政府信息公开指南",
        "关于做好2019年政府信息公开工作年度报告编制发布工作的通知",
        "丙市2020年法治政府建设年度报告",
        "丙市2021年上半年政府信息公开情况报告",
        "丙市2021年7月-12月政府信息公开情况报告",
        "丙市2021年1月-11月政府信息公开情况报告",
        "关于贯彻落实《中华人民共和国政府信息公开条例》的意见",
        "2017年全国政府信息公开工作年度报告分析",
        "2019年政府信息公开工作年度报告（解读）",
        "关于2019年政府信息公开年度报告编制有关事项的答复",
        "关于2014年政府信息公开工作年度报告的补充说明",
        "在丙市政务公开工作总结会上的讲话",
        "丙市环境信息公开年度报告",
        "丙县召开2023年度政府信息公开工作年报编制和发布部署会",
        "丙县政府信息公开年度报告（年份列表）",
        "2020年政府信息公开工作年度报告格式",
        "2022年政务公开工作要点",
        "丙市财政局2019年部门决算公开报告",
        "一图读懂丙市2021年政府信息公开年度报告",
    ],
)
def test_a_title_of_something_else(text: str) -> None:
    assert read_title(text) is None


@pytest.mark.parametrize(
    "text", ["XX局20XX年政府信息公开工作年度报告", "某县政府信息公开年报", "××市年度报告"]
)
def test_a_template_has_blanks(text: str) -> None:
    assert has_blanks(text)


def test_the_year_two_thousand_and_nine_in_words_is_no_blank() -> None:
    assert not has_blanks("二○○九年政府信息公开年报")


def page(title: str, *lines: str, **more: Any) -> Document:
    blocks, at = [], 0
    for line in lines:
        blocks.append(Block("paragraph", at, at + len(line)))
        at += len(line) + 1
    return Document("text/html", title, "\n".join(lines), tuple(blocks), **more)


BODY = (
    "根据《中华人民共和国政府信息公开条例》，由丙市辛区水务局编制。"
    "数据统计期限自2013年1月1日至2013年12月31日。",
    "一、概述",
    "全年主动公开政府信息15条。",
    "二、依申请公开情况",
    "未收到申请。",
)


def test_body_year_and_period_from_the_text_when_the_title_names_none() -> None:
    report = recognise(page("政府信息公开年度报告", *BODY, published="2015-03-01"))
    assert report is not None
    assert (report.organ, report.year, report.form) == ("丙市辛区水务局", 2013, "2008")
    assert report.period == ("2013-01-01", "2013-12-31")
    assert [section.heading for section in report.sections] == ["一、概述", "二、依申请公开情况"]


def test_a_name_with_a_level_word_only_is_made_full() -> None:
    report = recognise(page("区水务局2013年政府信息公开年度报告", *BODY))
    assert report is not None
    assert report.organ == "丙市辛区水务局"


def test_a_name_that_is_printed_twice_over_is_not_its_own_place() -> None:
    title, office = "丙市戊区水务局2013年政府信息公开年度报告", "本报告由丙市戊区丙市戊区水务局编制。"
    report = recognise(page(title, office, "一、概述", "主动公开政府信息12条。"))
    assert report is not None
    assert report.organ == "丙市戊区水务局"


def test_a_prefecture_is_its_administrative_office() -> None:
    report = recognise(page("壬山地区2022年度政府信息公开工作年度报告", *BODY))
    assert report is not None
    assert report.organ == "壬山地区行政公署"


def test_the_region_comes_from_the_name_else_from_the_site() -> None:
    named = recognise(page("青岛市司法局2017年政府信息公开工作年度报告", *BODY))
    site = recognise(page("丙局2017年政府信息公开年度报告", *BODY, meta=(("SiteIDCode", "9901000004"),)))
    assert named is not None
    assert site is not None
    assert (named.region, site.region) == ("370200", "990100")


def test_a_report_over_the_whole_area_is_consolidated() -> None:
    lines = ("本报告由壬县人民政府办公室汇总各乡镇、各部门年度报告编制。", *BODY[1:])
    report = recognise(page("壬县2015年政府信息公开工作年度报告", *lines))
    assert report is not None
    assert (report.organ, report.scope) == ("壬县人民政府", "consolidated")


@pytest.mark.parametrize(
    ("said", "scope"),
    [
        ("2015年，我县各级政府共公开信息3127条。", "consolidated"),
        ("2015年，全县通过政府网站、微博微信、政府公报等平台主动公开规范性文件41件。", "consolidated"),
        ("2015年，全县经政府门户网站发布信息2150条。", "consolidated"),
        ("全县各乡镇、县政府各部门从事政府信息公开工作的专（兼）职人员共87人。", "consolidated"),
        ("2015年，县政府办公室在县政府门户网站公开信息312条。", "own"),
        ("2015年度，壬县共收到申请公开政府信息26件，各部门均已答复。", "consolidated"),
        ("全县各乡镇、各部门从事政府信息公开工作的人员共291人。", "consolidated"),
        ("联系：综合办公室（壬县政府大院），各部门电话见指南。", "own"),
        ("根据《关于编制各单位年度报告的通知》要求编制本报告。", "own"),
    ],
)
def test_what_the_levels_of_an_area_published_is_consolidated(said: str, scope: str) -> None:
    report = recognise(page("壬县2015年政府信息公开工作年度报告", BODY[0], said, *BODY[1:]))
    assert report is not None
    assert report.scope == scope


@pytest.mark.parametrize(
    "document",
    [
        page(
            "丙市发布2019年政府信息公开年度报告",
            "近日，丙市政府发布报告，全年公开信息800条。",
        ),
        page(
            "丙市发布2019年政府信息公开工作年度报告",
            "2020-03-28 来源：丙市日报",
            "28日，丙市政府向社会发布2019年政府信息公开工作年度报告，有文字版和视频版两种。",
            "据报告介绍，全市主动公开政府信息31万条，收到申请5319件。",
        ),
        page(
            "丙市公布政府信息公开年报（2019年）",
            "丙市2019年度政府信息公开工作年度报告已经公布。年报显示，全市收到申请319件，网民十分关注。",
        ),
        page("丙市水务局2019年法治政府建设年度报告", *BODY),
        page("政府信息公开指南", *BODY),
        page("政府信息公开年报", *(f"癸县{year}年政府信息公开工作年度报告" for year in range(2010, 2018))),
        page("::丙县人民政府::", "2014年政府信息公开年度报告", "[2015-04-01] 县政府办", "信息中心维护"),
        page("今日天气", "晴。"),
    ],
    ids=["news", "paper", "retold", "law", "guide", "list", "empty list", "other"],
)
def test_what_is_no_report(document: Document) -> None:
    assert recognise(document) is None


@pytest.mark.parametrize(
    "lines",
    [
        ("一、概述", "甲", "二、主动公开", "乙", "三、申请", "丙"),
        ("第一部分 概述", "甲", "第二部分 主动公开", "乙", "第三部分 申请", "丙"),
        ("（一）概述", "甲", "（二）主动公开", "乙", "（三）申请", "丙"),
        ("1.概述", "甲", "2.主动公开", "乙", "3.申请", "丙"),
        ("概述", "甲", "主动公开情况", "乙", "依申请公开情况", "丙"),
    ],
)
def test_outlines_of_several_styles(lines: tuple[str, ...]) -> None:
    document = page("", *lines)
    found = sections(document)
    assert [section.heading for section in found] == list(lines[::2])
    assert [document.text[s.start : s.end].split("\n")[1] for s in found] == list(lines[1::2])


def test_a_short_report_that_tells_of_itself_is_no_news() -> None:
    line = (
        "本局编制了2019年政府信息公开年度报告，报告显示，全年公开信息80条。"
        "收到申请2件，均已根据情况进行了解和答复。"
    )
    report = recognise(page("丙市水务局2019年政府信息公开工作年度报告", line))
    assert report is not None
    assert (report.organ, report.year) == ("丙市水务局", 2019)


def test_titles_keep_their_remarks() -> None:
    assert read_title("丙市2015年政府信息公开年度报告（汇总）") == Title("丙市", 2015, "汇总")


@pytest.mark.parametrize("organ", ["丙市财政局", "国家统计局"])
def test_a_title_set_into_the_table(organ: str) -> None:
    rows = "".join(
        f"<tr><td colspan=3>{line}</td></tr>" for line in ("附：", "政府信息公开情况统计表", "（2018年度）")
    )
    lines = "".join(
        f"<tr><td>{label}</td><td>{unit}</td><td>{number}</td></tr>"
        for label, unit, number in (
            ("统计指标", "单位", "统计数"),
            ("一、主动公开情况", "——", "——"),
            ("（一）主动公开政府信息数", "条", "604"),
            ("其中：主动公开规范性文件数", "条", "3"),
            ("制发规范性文件总数", "件", "3"),
            ("1．政府公报公开政府信息数", "条", "0"),
            ("2．政府网站公开政府信息数", "条", "604"),
            ("3．政务微博公开政府信息数", "条", "0"),
            ("4．政务微信公开政府信息数", "条", "12"),
            ("三、依申请公开情况", "——", "——"),
            ("（一）收到申请数", "件", "2"),
            ("1．当面申请数", "件", "2"),
        )
    )
    foot = f"<p>填报单位（盖章）：{organ}</p>"
    page = f"<html><meta charset=utf-8><div id=zoom><table>{rows}{lines}</table>{foot}</div></html>"
    report = recognise(read(page.encode()))
    assert report is not None
    assert (report.organ, report.year, report.form) == (organ, 2018, "2014")


def test_a_short_report_that_says_by_whom_it_was_written() -> None:
    lines = ("本年报是由丙县丁镇人民政府编制的2018年度政府信息公开年度报告。", "主动公开政府信息26条。")
    report = recognise(page("2018年政府信息公开年报", *lines))
    assert report is not None
    assert (report.organ, report.year) == ("丙县丁镇人民政府", 2018)


def test_a_file_name_leaves_nothing_to_be_filled_in() -> None:
    assert not has_blanks("d1_xlsx_grid_1")


def test_a_name_over_a_title_that_begins_with_it_is_the_head_of_the_page() -> None:
    name, title = "枞阳县司法局", "枞阳县司法局2018年政府信息公开年度报告"
    assert list(one_or_two(name, title)) == [name]
