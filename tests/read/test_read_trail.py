"""Where a page stands on its site, and titles of which the page's <title> has only a part."""

from __future__ import annotations

import pytest

from archive.extract import extract
from archive.read import read
from archive.read.trail import trail

BODY = (
    "<p>一、概述</p><p>2018年，{us}扎实推进政府信息公开工作，取得了一定成效。</p><p>二、主动公开政府信息情况</p>"
    "<p>全年主动公开政府信息604条。</p><p>三、依申请公开政府信息情况</p><p>收到申请3件，均已按时答复。</p>"
    "<p>四、存在的问题</p><p>更新不够及时，今后将进一步完善制度。</p>"
)


@pytest.mark.parametrize(
    ("page", "columns"),
    [
        (
            "<div>当前位置：<a href=/>首页</a> &gt; <a>信息公开</a> &gt; 白马镇</div>",
            ("首页", "信息公开", "白马镇"),
        ),
        (
            "<table><tr><td>您的位置：</td><td><a>首页</a>&nbsp;»&nbsp;<a>年报</a></td><td>别的</td></tr></table>",
            ("首页", "年报"),
        ),
        (
            "<ul><li><b>所在位置</b>：</li><li>首页</li><li>县司法局</li></ul><p>正文</p>",
            ("首页", "县司法局"),
        ),
        ("<table><tr><td>首页-&gt;信息公开-&gt;年报</td></tr></table>", ("首页", "信息公开", "年报")),
        ("<li><a>首页</a></li><li><a>新闻</a></li>", ()),
        ("<p>本局位置优越，交通便利。</p>", ()),
    ],
)
def test_the_trail_ends_with_its_element(page: str, columns: tuple[str, ...]) -> None:
    assert trail(page) == columns


def organ_and_year(head: str, us: str, *, title: str) -> tuple[str, int]:
    page = f"<html><head><meta charset=utf-8><title>{title}</title></head><body>{head}"
    page += f"<div id=zoom>{BODY.format(us=us)}</div></body></html>"
    report = extract(read(page.encode())).report
    assert report is not None
    return report.organ, report.year


@pytest.mark.parametrize(
    ("head", "us", "title", "organ"),
    [
        (
            "<div>当前位置：<a>甲县人民政府</a> > <a>乡镇街道</a> > <a>白马镇</a> > 年度报告</div>",
            "我镇",
            "2018年度政府信息公开工作年度报告",
            "白马镇人民政府",
        ),
        ("", "我局", "2018年政府信息公开年度报告-汝州市民政局", "汝州市民政局"),
        ("", "我局", "市商务局2018年政府信息公开工作年度报告-温岭市人民政府", "温岭市商务局"),
        ("", "我乡", "样田乡2018年政府信息公开年度报告 - 赤城县人民政府", "赤城县样田乡人民政府"),
        ("", "我局", "2018年政府信息公开年度报告_赤城县人民政府", ""),
        (
            "<h1>龙游县塔石镇人民政府关于2018年政府信息公开工作情况的报告</h1>",
            "我镇",
            "关于塔石镇2018年政府信息公开工作情况的报告",
            "龙游县塔石镇人民政府",
        ),
        (
            "<p class=tit>枞 阳 县 司 法 局</p><p class=tit>2018 年 政 府 信 息 公 开 年 度 报 告</p>",
            "我局",
            "枞阳县司法局2018年政府信息公开年度报告",
            "枞阳县司法局",
        ),
        (
            "<div>诸城市劳动和社会保障局</div><div>2018年度政府信息公开工作报告</div>",
            "我局",
            "2018年度政府信息公开工作报告",
            "诸城市劳动和社会保障局",
        ),
        ("", "", "2018年政府信息公开年报_年报_枞阳县白马镇 - 枞阳县人民政府", "枞阳县白马镇人民政府"),
        (
            "<h1>2018年政府信息公开年报</h1>",
            "",
            "2018年政府信息公开年报-枞阳县白马镇",
            "枞阳县白马镇人民政府",
        ),
        ("", "", "2018年政府信息公开年报（县司法局）-枞阳县政府信息公开网", "枞阳县司法局"),
        ("", "", "2018年政府信息公开年报（小榄镇）-中山市人民政府", "中山市小榄镇人民政府"),
        ("", "", "河北省省级政府信息公开2018年度报告", "河北省人民政府"),
        (
            "<div class=title>县司法局2018年政府信息公开年度报告</div>",
            "我局",
            "枞阳县人民政府 政府信息公开年报 县司法局2018年政府信息公开年度报告",
            "枞阳县司法局",
        ),
        (
            "<table><tr><td>枞阳县司法局</td></tr><tr><td>首页->信息公开->年报</td></tr></table>",
            "",
            "2018年政府信息公开年度报告",
            "枞阳县司法局",
        ),
    ],
)
def test_what_stands_around_the_article_tells_whose_it_is(head: str, us: str, title: str, organ: str) -> None:
    assert organ_and_year(head, us, title=title) == (organ, 2018)


def test_a_signature_outweighs_the_name_of_the_site() -> None:
    """The site is that of the body that followed."""
    page = "<title>2018年政府信息公开年度报告_枞阳县自然资源局</title><div id=zoom>"
    page += BODY.format(us="我局") + "<p>枞阳县国土资源局</p><p>2019年1月19日</p></div>"
    page = page.replace("<title>", '<meta name="ContentSource" content="枞阳县自然资源局"><title>')
    report = extract(read(page.encode())).report
    assert report is not None
    assert report.organ == "枞阳县国土资源局"


def test_the_date_of_the_signature_is_not_the_year() -> None:
    page = "<title>华埠镇政府信息公开年报</title><h1>华埠镇政府信息公开年报</h1><div id=zoom>"
    page += BODY.format(us="我镇") + "<p>开化县华埠镇人民政府</p><p>2019年1月19日</p></div>"
    report = extract(read(page.encode())).report
    assert report is not None
    assert (report.organ, report.year) == ("开化县华埠镇人民政府", 2018)


@pytest.mark.parametrize(
    "lines",
    [
        (
            "甲县教育局2021年政府信息公开年度报告",
            "甲县民政局2021年政府信息公开年度报告",
            "甲县水利局2021年政府信息公开年度报告",
        ),
        (
            "网友：请问县财政局2021年政府信息公开年度报告什么时候公布？",
            "答复：1月31日前公布，去年主动公开政府信息123条。",
        ),
    ],
)
def test_three_names_of_reports_and_a_question_are_none(lines: tuple[str, ...]) -> None:
    page = "<title>年度报告</title><div id=zoom>" + "".join(f"<p>{line}</p>" for line in lines) + "</div>"
    assert extract(read(page.encode())).report is None


@pytest.mark.parametrize(
    ("title", "introduction"),
    [
        (
            "全国海关2020年政府信息公开工作年度报告",
            "本报告梳理2020年度海关系统政府信息公开工作情况编制而成。",
        ),
        (
            "乙省人民政府2020年政府信息公开工作年度报告",
            "本报告涵盖各地级市政府和省政府各部门的政府信息公开工作情况。",
        ),
        (
            "丙市人民政府2020年政府信息公开工作年度报告",
            "丙市人民政府根据全市2020年度政府信息公开工作开展情况，编制本报告。",
        ),
    ],
)
def test_reports_of_a_whole_system_or_area(title: str, introduction: str) -> None:
    body = BODY.format(us="我们")
    page = f"<title>{title}</title><h1>{title}</h1><div id=zoom><p>{introduction}</p>{body}</div>"
    report = extract(read(page.encode())).report
    assert report is not None
    assert report.scope == "consolidated"


@pytest.mark.parametrize(
    ("head", "title", "printed"),
    [
        (
            "<h3>丙市财政局</h3><div class=rt>{}</div><div>发布时间：2019-01-20</div>",
            "政府信息公开年报",
            True,
        ),
        ("<table><tr><td>{}</td></tr><tr><td>点击量：447</td></tr></table>", "甲县人民政府", True),
        ("<ul><li><a href=/1>{}</a></li></ul>", "政府信息公开年报", False),  # the title of another page
        ("<div>{}</div>", "己镇人民政府2018年政府信息公开工作年度报告", False),  # the page has one
        ("<div>{}</div>" + "<div>栏目</div>" * 9, "政府信息公开年报", False),
    ],
)
def test_a_title_printed_above_the_article(head: str, title: str, printed: bool) -> None:
    above = "丙市财政局2018年政府信息公开工作年度报告"
    page = f"<html><head><meta charset=utf-8><title>{title}</title></head><body>{head.format(above)}"
    document = read(f"{page}<div id=zoom>{BODY.format(us='我局')}</div></body></html>".encode())
    assert document.title == (above if printed else title)


def test_an_office_above_a_title_that_names_its_place_is_no_part_of_it() -> None:
    head = "<h3>丙市人民政府办公室</h3><h1>丙市2018年政府信息公开工作年度报告</h1>"
    page = f"<html><meta charset=utf-8><body>{head}<div id=zoom>{BODY.format(us='我市')}</div></body></html>"
    assert read(page.encode()).title == "丙市2018年政府信息公开工作年度报告"


@pytest.mark.parametrize("word", ["首页", "位置"])
def test_much_space_behind_a_word_of_the_trail_takes_no_time(word: str) -> None:
    assert trail(f"<p>{word}{' ' * 20_000}</p>") == ()
