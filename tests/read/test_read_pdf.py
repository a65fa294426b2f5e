"""Text PDFs, drawn here with reportlab, and the two of the corpus."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from reportlab.lib import colors, pagesizes, pdfencrypt
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from archive.model import Document
from archive.read import Unreadable, read

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
FONT = "STSong-Light"
BODY = ParagraphStyle("body", fontName=FONT, fontSize=12, leading=20, firstLineIndent=24, wordWrap="CJK")
TITLE = ParagraphStyle("title", fontName=FONT, fontSize=18, leading=28, alignment=1)
GRID = [("FONT", (0, 0), (-1, -1), FONT, 10), ("GRID", (0, 0), (-1, -1), 0.5, colors.black)]
LONG = (
    "本年度我局认真贯彻落实条例，全年主动公开政府信息1136条，其中通过政府网站公开1002条，"
    "通过政务微信公开134条。" * 3
)

pdfmetrics.registerFont(UnicodeCIDFont(FONT))


def pdf(*story: Flowable, **options: Any) -> bytes:
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=pagesizes.A4, invariant=1, **options).build(list(story))
    return out.getvalue()


def table(data: list[list[str]], *style: tuple[Any, ...], **options: Any) -> Table:
    return Table(data, style=TableStyle([*GRID, *style]), **options)


def rows(document: Document, number: int = 1) -> list[list[str]]:
    return [[cell.text for cell in row] for row in document.table(number).rows]


def test_lines_become_paragraphs() -> None:
    story = [
        Paragraph("某市水利局", TITLE),
        Paragraph("2021年政府信息公开工作年度报告", TITLE),
        Spacer(1, 20),
    ]
    story += [Paragraph("一、总体情况", BODY), Paragraph(LONG, BODY), Paragraph("（一）主动公开。短。", BODY)]
    document = read(pdf(*story))
    assert document.title == "某市水利局2021年政府信息公开工作年度报告"
    assert document.text.split("\n") == [
        "某市水利局", "2021年政府信息公开工作年度报告", "一、总体情况", LONG, "（一）主动公开。短。"
    ]  # fmt: skip
    assert [block.kind for block in document.blocks] == ["heading"] * 3 + ["paragraph"] * 2
    assert document.blocks[0].page == 1


def test_paragraph_over_a_page_break_and_page_numbers() -> None:
    def number(canvas: Canvas, template: Any) -> None:
        canvas.setFont(FONT, 9)
        canvas.drawCentredString(297, 40, f"- {template.page} -")
        canvas.drawString(72, 800, "某局年度报告")

    out = io.BytesIO()
    template = SimpleDocTemplate(out, pagesize=pagesizes.A4)
    template.build([Paragraph(LONG * 20, BODY)], onFirstPage=number, onLaterPages=number)
    document = read(out.getvalue())
    assert document.text == LONG * 20


def test_merged_cells_have_page_and_box() -> None:
    data = [["项目", "申请人", ""], ["", "自然人", "总计"], ["（一）予以公开", "21", "21"]]
    document = read(
        pdf(
            Paragraph("三、收到申请情况", BODY),
            table(data, ("SPAN", (0, 0), (0, 1)), ("SPAN", (1, 0), (2, 0))),
        )
    )
    assert rows(document) == [
        ["项目", "申请人", "申请人"],
        ["项目", "自然人", "总计"],
        ["（一）予以公开", "21", "21"],
    ]
    cell = document.table(1).rows[2][1]
    assert cell.page == 1
    assert cell.box is not None
    assert cell.box[0] < cell.box[2]
    assert document.table(1).caption == "三、收到申请情况"
    assert document.table(1).page == 1


def test_table_over_a_page_break_with_repeated_head() -> None:
    data = [["项目", "数"], *([f"{i}.第{i}项", str(i * 7)] for i in range(1, 60))]
    document = read(pdf(table(data, repeatRows=1)))
    assert rows(document) == data
    assert {cell.page for cell in document.table(1).cells()} == {1, 2}


def test_a_font_that_says_too_great_a_depth() -> None:
    close = [("TOPPADDING", (0, 0), (-1, -1), 0), ("BOTTOMPADDING", (0, 0), (-1, -1), 0)]
    body = pdf(table([["项目", "自然人", "总计"], ["予以公开", "3", "4"], ["部分公开", "1", "2"]], *close))
    deep = body.replace(b"/Descent -271", b"/Descent -999")
    assert deep != body
    assert rows(read(deep)) == rows(read(body))


def test_merged_cell_cut_by_a_page_break() -> None:
    data = [["结果", f"{i}.第{i}项", str(i)] for i in range(1, 41)]
    cut = [["结果" if i == 0 else "", *row[1:]] for i, row in enumerate(data)]
    first = table(cut[:30], ("SPAN", (0, 0), (0, 29)), colWidths=[40, 90, 40])
    second = table(cut[30:], ("SPAN", (0, 0), (0, 9)), colWidths=[40, 90, 40])
    document = read(pdf(first, PageBreak(), second))
    assert rows(document) == data
    assert document.table(1).rows[39][0].row_span == 40


def test_table_cut_within_a_group_label() -> None:
    first = table(
        [["（三）不予公开", "1.国家秘密", "0"], ["", "2.其他", "1"]],
        ("SPAN", (0, 0), (0, 1)),
        colWidths=[90, 90, 40],
    )
    second = table([["", "3.三安全", "2"], ["（四）无法提供", "1.不掌握", "3"]], colWidths=[90, 90, 40])
    document = read(pdf(first, PageBreak(), second))
    assert [row[0].text for row in document.table(1).rows] == ["（三）不予公开"] * 3 + ["（四）无法提供"]


def test_blank_cells_under_a_page_break_stay_blank() -> None:
    first = table([["甲", "5", "1"]], colWidths=[90, 90, 40])
    second = table([["乙", "", "2"], ["丙", "", ""]], colWidths=[90, 90, 40])
    document = read(pdf(first, PageBreak(), second))
    assert rows(document) == [["甲", "5", "1"], ["乙", "", "2"], ["丙", "", ""]]


def test_row_cut_in_two_by_a_page_break() -> None:
    first = table([["1.甲", "5", "1"], ["2.要求行政机关确认", "7", "2"]], colWidths=[120, 60, 40])
    second = table([["或重新出具", "", ""], ["3.丙", "8", "3"]], colWidths=[120, 60, 40])
    document = read(pdf(first, PageBreak(), second))
    assert rows(document) == [
        ["1.甲", "5", "1"],
        ["2.要求行政机关确认或重新出具", "7", "2"],
        ["3.丙", "8", "3"],
    ]


def test_two_tables_with_words_between_them_stay_two() -> None:
    first, second = table([["甲", "1"], ["乙", "2"]]), table([["丙", "3"], ["丁", "4"]])
    document = read(pdf(first, PageBreak(), Paragraph("四、复议诉讼", BODY), second))
    assert [rows(document, n) for n in (1, 2)] == [[["甲", "1"], ["乙", "2"]], [["丙", "3"], ["丁", "4"]]]


def test_shaded_paragraphs_are_no_table() -> None:
    shaded = ParagraphStyle("shaded", parent=BODY, backColor=colors.lightgrey)
    document = read(pdf(Paragraph("第一段。", shaded), Paragraph("第二段。", shaded)))
    assert document.tables == ()
    assert document.text == "第一段。\n第二段。"


def test_table_open_at_its_sides() -> None:
    style = [
        ("FONT", (0, 0), (-1, -1), FONT, 10),
        ("LINEABOVE", (0, 0), (-1, -1), 0.5, colors.black),
        ("LINEBELOW", (0, -1), (-1, -1), 0.5, colors.black),
        ("LINEAFTER", (0, 0), (-2, -1), 0.5, colors.black),
    ]
    data = [["指标", "单位", "数"], ["收到", "件", "3"], ["答复", "件", "2"]]
    document = read(pdf(Table(data, style=TableStyle(style), colWidths=[100, 60, 60])))
    assert rows(document) == data


def test_table_without_lines() -> None:
    data = [
        ["指标名称", "单位", "数量"],
        ["收到申请", "件", "31"],
        ["答复申请", "件", "28"],
        ["结转申请", "件", "3"],
    ]
    style = TableStyle([("FONT", (0, 0), (-1, -1), FONT, 10)])
    document = read(
        pdf(Paragraph(LONG, BODY), Table(data, style=style, colWidths=[120, 80, 80]), Paragraph(LONG, BODY))
    )
    assert rows(document) == data
    assert document.text.count(LONG) == 2


def test_what_stands_beyond_the_page_is_not_read() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(400, 300), invariant=1)
    canvas.setFont(FONT, 12)
    for x, y, word in (
        (40, 200, "主动公开情况"),
        (40, -20, "办理结果"),
        (40, 310, "不予公开"),
        (410, 200, "总计"),
    ):
        canvas.drawString(x, y, word)
    canvas.save()
    assert read(out.getvalue()).text.split() == ["主动公开情况"]


def test_words_set_vertically() -> None:
    data = [["\n".join("本年度办理结果"), "1.甲", "1"], ["", "2.乙", "2"]]
    document = read(pdf(table(data, ("SPAN", (0, 0), (0, 1)), colWidths=[20, 90, 40], rowHeights=[60, 60])))
    assert [row[0].text for row in document.table(1).rows] == ["本年度办理结果"] * 2


def test_turned_words() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=pagesizes.A4)
    canvas.grid([100, 140, 260], [300, 400, 500])
    canvas.setFont(FONT, 12)
    canvas.drawString(150, 440, "21")
    canvas.drawString(150, 340, "7")
    for angle, y in ((90, 410), (-90, 390)):
        canvas.saveState()
        canvas.translate(120, y)
        canvas.rotate(angle)
        canvas.drawString(0, 0, "办理结果")
        canvas.restoreState()
    canvas.save()
    assert rows(read(out.getvalue())) == [["办理结果", "21"], ["办理结果", "7"]]


def test_bold_by_printing_twice() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=pagesizes.A4)
    canvas.setFont(FONT, 12)
    for x in (100, 100.4):
        canvas.drawString(x, 700, "总计110件")
    canvas.save()
    assert read(out.getvalue()).text == "总计110件"


def test_protected_pdf() -> None:
    lock = pdfencrypt.StandardEncryption("secret", ownerPassword="o", strength=128)
    with pytest.raises(Unreadable, match="password"):
        read(pdf(Paragraph(LONG, BODY), encrypt=lock))


def test_pdf_that_only_forbids_changes_is_read() -> None:
    lock = pdfencrypt.StandardEncryption("", ownerPassword="o", canModify=0, canCopy=0, strength=128)
    assert read(pdf(Paragraph("Page 12", ParagraphStyle("latin")), encrypt=lock)).text == "Page 12"


def test_scanned_pdf() -> None:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.rect(10, 10, 100, 100, fill=1)
    canvas.save()
    with pytest.raises(Unreadable, match="OCR|no words"):
        read(out.getvalue())


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.9])
def test_truncated_pdf(share: float) -> None:
    body = pdf(Paragraph(LONG * 30, BODY))
    with pytest.raises(Unreadable, match=r"^The PDF .*\.$"):
        read(body[: int(len(body) * share)])


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not beside the checkout")
@pytest.mark.parametrize("name", ["hongze-2023", "hongze-2024"])
def test_corpus_tables_hold_every_figure(name: str) -> None:
    document = read((CORPUS / f"{name}.pdf").read_bytes())
    truth = [json.loads(line) for line in (CORPUS / "truth.jsonl").read_text().splitlines()]
    figures = next(case for case in truth if case["case"] == name)["figures"]
    assert [len(t.rows) for t in document.tables] == [14, 26, 4]
    assert [t.width for t in document.tables] == [4, 10, 15]
    total = [
        f["value"] for f in figures if f["indicator"] == "applications.result_total" and f["src"] == "table"
    ]
    printed = [cell.text for cell in document.table(2).rows[24][3:]]
    assert printed == [str(value) for value in total] or not total
    assert document.table(2).rows[3][0].text == "一、本年新收政府信息公开申请数量"
    assert {row[0].text for row in document.table(2).rows[5:25]} == {"三、本年度办理结果"}
    assert [row[1].text for row in document.table(2).rows[15:18]] == ["（四）无法提供"] * 3
    numbers = sum(cell.text.isdigit() for table in document.tables for cell in table.cells())
    assert numbers == 6 + 3 + 23 * 7 + 15 + (name == "hongze-2024")
