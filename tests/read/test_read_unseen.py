"""What no reader of a page or file sees is not read, and long runs of blanks cost nothing."""

from __future__ import annotations

import io
import time

import docx
import pytest

from archive.extract import extract
from archive.read import read


def test_hidden_words_of_word_files() -> None:
    word = docx.Document()
    cell = word.add_table(1, 2).cell(0, 1)
    hidden = cell.paragraphs[0].add_run("77")
    hidden.font.hidden = True
    cell.paragraphs[0].add_run("421")
    shown = word.add_paragraph().add_run("收到12件")
    shown.font.hidden = False
    out = io.BytesIO()
    word.save(out)
    document = read(out.getvalue())
    assert document.table(1).rows[0][1].text == "421"
    assert document.text.endswith("收到12件")


def test_a_span_wider_than_any_table_is_cut_as_browsers_do() -> None:
    page = (
        "<table><tr><td colspan=99999999>表</td></tr><tr><td>规章</td><td colspan=1000000>3</td></tr></table>"
    )
    texts = [[cell.text for cell in row] for row in read(page.encode()).table(1).rows]
    assert texts[0][0] == "表"
    assert texts[1][:2] == ["规章", "3"]


def test_a_long_run_of_blanks() -> None:
    begun = time.process_time()
    document = read(f"<p>甲{' ' * 40_000}乙</p><p>{'　' * 40_000}一、概述</p>".encode())
    assert time.process_time() - begun < 5  # a pattern that tries every blank of a run takes a minute
    assert document.text == "甲 乙\n一、概述"


def test_a_number_of_five_thousand_digits_is_no_count() -> None:
    title = "甲县教育局2022年政府信息公开工作年度报告"
    page = f"<title>{title}</title><h1>{title}</h1><p>主动公开政府信息{'1' * 5_000}条。</p>"
    page += "<p>全年主动公开政府信息12条。</p><p>一、总体情况</p><p>收到申请3件。</p>"
    reading = extract(read(page.encode()))
    assert reading.report is not None
    assert all((figure.value or 0) < 100 for figure in reading.figures)


@pytest.mark.parametrize("inside", ["article", "section"])
def test_the_head_of_an_article_is_part_of_it_and_that_of_the_site_is_not(inside: str) -> None:
    title = "丙市财政局2022年政府信息公开工作年度报告"
    page = (
        "<html><meta charset=utf-8><body><header><h1>丙市人民政府工作报告</h1></header>"
        f"<{inside}><header><h2>{title}</h2></header><p>全年主动公开政府信息312条，其中网站公开205条。</p>"
        "<p>未收到政府信息公开申请，未发生行政复议、行政诉讼，未收取费用，各项工作平稳有序。</p>"
        f"<header><h3>相关链接</h3></header></{inside}></body></html>"
    )
    lines = read(page.encode()).text.splitlines()
    assert lines[0] == title
    assert "相关链接" not in lines
    assert "丙市人民政府工作报告" not in lines
