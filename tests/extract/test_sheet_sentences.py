"""Reports kept as spreadsheets: a row that is a sentence is read as one, a remark under a table is not."""

from __future__ import annotations

import io
from collections.abc import Sequence

import xlsxwriter

from archive.extract import extract
from archive.extract.report.sections import sections
from archive.model import Document, Reading, Sentence
from archive.read import read

TITLE = "甲县水利局2022年政府信息公开工作年度报告"
SAID = (
    (TITLE,),
    ("本报告根据《中华人民共和国政府信息公开条例》编制，统计期限自2022年1月1日起至2022年12月31日止。",),
    ("一、总体情况",),
    ("2022年主动公开政府信息325条。全年新收到政府信息公开申请12件，均按时办结。",),
    ("二、主动公开政府信息情况",),
)
TABLE = (
    ("第二十条第（一）项",),
    ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"),
    ("规章", 0, 0, 0),
    ("行政规范性文件", 3, 1, 9),
)


def extracted(*sheets: Sequence[Sequence[str | int]]) -> tuple[Document, Reading]:
    body = io.BytesIO()
    with xlsxwriter.Workbook(body) as book:
        for rows in sheets:
            sheet = book.add_worksheet()
            for i, row in enumerate(rows):
                sheet.write_row(i, 0, row)
    document = read(body.getvalue())
    return document, extract(document)


def test_a_row_that_is_a_sentence_is_read() -> None:
    document, result = extracted((*SAID, *TABLE))
    said = {f.indicator: f for f in result.figures if isinstance(f.evidence, Sentence)}
    assert {name: figure.value for name, figure in said.items()} == {
        "proactive.total": 325,
        "applications.new": 12,
    }
    for figure in said.values():
        assert isinstance(figure.evidence, Sentence)
        assert document.text[figure.evidence.start : figure.evidence.end] == str(figure.value)
    assert [section.heading for section in sections(document)] == [
        "一、总体情况",
        "二、主动公开政府信息情况",
    ]


def test_the_remark_under_a_table_is_no_sentence_of_the_report() -> None:
    remark = ("注：规范性文件不含转发文件，公开政府信息325条的统计口径与上年一致。",)
    _, result = extracted((SAID[0], SAID[4], *TABLE, remark))
    assert not any(isinstance(figure.evidence, Sentence) for figure in result.figures)
