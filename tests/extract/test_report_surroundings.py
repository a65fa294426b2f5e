"""Pages around a report that speak louder than it: greetings, lists of other reports, other headings."""

from __future__ import annotations

import pytest

from archive.extract import extract
from archive.extract.report.titles import one_or_two, read_title
from archive.model import Report
from archive.read import read

BODY = (
    "<p>一、主动公开情况</p><p>全年公开信息214条。</p><p>二、依申请公开情况</p><p>收到申请3件，均已答复。</p>"
    "<p>三、复议诉讼情况</p><p>无。</p><p>四、问题和改进</p><p>更新不够及时。</p>"
)
OPENING = "<p>现将我局2012年度政府信息公开情况报告如下。</p>"
OTHERS = "".join(
    f"<div>{organ}{year}年政府信息公开工作年度报告</div>"
    for organ in ("丰宁县审计局", "丰宁县统计局", "丰宁县水务局")
    for year in (2010, 2013)
)


def report(body: str, title: str = "") -> Report | None:
    page = f"<!doctype html><meta charset=utf-8><title>{title}</title><body>{body}</body>"
    return extract(read(page.encode(), url="http://www.fn.test/1.html")).report


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("2012年工作报告（政府信息公开） - 丰宁县财政局", OPENING + BODY),
        ("丰宁县财政局2012年政府信息公工作年度报告", OPENING + BODY),
        ("丰宁县财政局2012年政府信息公开年度报告", f"{OPENING}<p>◆概述</p>{BODY}{OTHERS}"),
    ],
)  # fmt: skip
def test_body_is_that_of_the_report(title: str, body: str) -> None:
    found = report(f"<h1>{title.split(' - ')[0]}</h1>{body}", title)
    assert found
    assert (found.organ, found.year) == ("丰宁县财政局", 2012)


def test_short_name_takes_the_place_from_the_title_of_the_site() -> None:
    text = f"<p>文化局2012年信息公开年度报告</p>{OPENING}{BODY}"
    found = report(text, "丰宁县文化广播电视新闻出版局")
    assert found
    assert found.organ == "丰宁县文化局"


def test_the_last_letter_of_a_long_title_stands_on_the_next_line() -> None:
    line = "清河省云溪市丰宁县市场监督管理局2012年政府信息公开工作年度报"
    assert [title.organ for text in one_or_two(line, "告") if (title := read_title(text))] == [
        "清河省云溪市丰宁县市场监督管理局"
    ]


def test_greeting_and_words_of_a_print_view_are_no_name() -> None:
    greeted = one_or_two("欢迎您访问丰宁县人民政府", "2012年政府信息公开年报")
    assert list(greeted) == ["欢迎您访问丰宁县人民政府"]
    printed = read_title("打印页面 - 丰宁县财政局2012年政府信息公开年度报告")
    assert printed
    assert printed.organ == "丰宁县财政局"


@pytest.mark.parametrize(
    ("head", "text"),
    [
        ("丰宁县财政局2012年第一季度政府信息公开工作情况", OPENING + BODY),
        ("县财政局召开政府信息公开工作会议", "<p>2月4日，丰宁县财政局开会，全年公开信息138条。</p>"),
    ],
)  # fmt: skip
def test_other_paper_is_no_report(head: str, text: str) -> None:
    assert report(f"{OTHERS}<div><h2>{head}</h2>{text}</div>", "丰宁县财政局") is None
