"""Spreadsheets printed without lines: numbers stand at the right of their cells, words elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas
from test_read_pdf_pens import drawn, rows
from test_read_pdf_unruled import APPLICANTS, LABELS, figures

from archive.extract.tables import read_tables
from archive.model import Document

EDGES = (300, 370, 440, 520, 600, 670, 740)
WIDE = (842, 595)
RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")


def right(canvas: Canvas, numbers: Sequence[str], edges: Sequence[float], y: float) -> None:
    for number, edge in zip(numbers, edges, strict=True):
        canvas.drawRightString(edge, y, number)


def table_3(canvas: Canvas, corner: str = "", heads: Sequence[str] = APPLICANTS) -> None:
    """Heads in the middle, three rows of 1 to 7."""
    canvas.drawString(52, 485, corner)
    for head, edge in zip(heads, EDGES, strict=True):
        canvas.drawRightString(edge - 2, 500, head)
    for i, label in enumerate(LABELS):
        canvas.drawString(52, 470 - 20 * i, label)
        right(canvas, "1234567", EDGES, 470 - 20 * i)


@pytest.mark.parametrize("corner", ["本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和", ""])
def test_the_remark_at_the_corner_needs_no_brackets(corner: str) -> None:
    assert figures(drawn(lambda canvas: table_3(canvas, corner), WIDE), "applications.new") == [*range(1, 8)]


def test_the_number_and_title_of_a_table_are_no_heads() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(270, 520, "表2")
        canvas.drawString(300, 520, "收到和处理政府信息公开申请情况")
        table_3(canvas, "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）")

    assert figures(drawn(draw, WIDE), "applications.new") == [*range(1, 8)]


def test_zeroes_of_two_columns_that_touch_are_none() -> None:
    def draw(canvas: Canvas) -> None:
        table_3(canvas)
        canvas.drawString(52, 410, "（二）部分公开")
        right(canvas, "1234067", EDGES, 410)
        canvas.drawString(EDGES[4], 410, "0")

    assert figures(drawn(draw, WIDE), "applications.result.partial") == []


def test_a_head_whose_letters_stand_apart() -> None:
    heads = ("自  然  人", *APPLICANTS[1:])
    assert figures(drawn(lambda canvas: table_3(canvas, heads=heads), WIDE), "applications.new") == [
        *range(1, 8)
    ]


def test_a_sign_for_none_stands_left_of_the_numbers_of_its_column() -> None:
    def draw(canvas: Canvas) -> None:
        table_3(canvas)
        canvas.drawString(52, 410, "（二）部分公开")
        canvas.drawString(283, 410, "/")
        right(canvas, "234567", EDGES[1:], 410)

    assert figures(drawn(draw, WIDE), "applications.result.partial") == [None, *range(2, 8)]


def test_a_number_that_touches_the_sign_in_the_next_cell() -> None:
    def draw(canvas: Canvas) -> None:
        table_3(canvas)
        canvas.drawString(52, 410, "（二）部分公开")
        right(canvas, "1234", EDGES[:4], 410)
        canvas.drawString(EDGES[3] + 2, 410, "无")
        right(canvas, "67", EDGES[5:], 410)

    assert figures(drawn(draw, WIDE), "applications.result.partial") == [1, 2, 3, 4, None, 6, 7]


def test_numbers_of_two_rows_are_not_one() -> None:
    def draw(canvas: Canvas) -> None:
        table_3(canvas)
        canvas.drawString(52, 405, "（二）部分公开")
        right(canvas, "0310004", EDGES, 410)
        right(canvas, "0100001", EDGES, 398)

    read = read_tables(drawn(draw, WIDE), 2021)
    assert {31, 10, 41}.isdisjoint(f.value for f in read.figures)
    assert "table.unassigned" in [finding.rule for finding in read.findings] or not read.findings


def two_blanks(canvas: Canvas) -> None:
    """Three heads of columns of one width; the second column is empty."""
    for word, x in zip(
        ("信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量"), (52, 200, 320, 440), strict=True
    ):
        canvas.drawString(x, 700, word)
    for y, label, numbers in ((680, "规章", ("1", "3")), (660, "规范性文件", ("4", "36"))):
        canvas.drawString(52, y, label)
        right(canvas, numbers, (304, 544), y)


def test_right_ends_tell_which_of_three_columns_is_empty() -> None:
    page = drawn(two_blanks)
    found = {f.name: f.value for f in read_tables(page, 2019).figures}
    assert found["normative_docs.issued"] == 4
    assert found["normative_docs.newly_disclosed"] is None
    assert found["normative_docs.disclosed_stock"] == 36


def table_4(numbers: dict[int, str], y: float, place: float) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 700, "行政复议")
        canvas.drawString(300, 700, "行政诉讼")
        canvas.drawString(225, 685, "未经复议直接起诉")
        canvas.drawString(410, 685, "复议后起诉")
        canvas.setFontSize(8)
        for i in range(15):
            canvas.drawString(40 + 34 * i, 670, RESULTS[i % 5][:2])
            canvas.drawString(40 + 34 * i, 660, RESULTS[i % 5][2:])
        for i, number in numbers.items():
            canvas.drawRightString(place + 34 * i, y, number)

    return draw


def filled(page: Document) -> list[int]:
    return [i for i, figure in enumerate(read_tables(page, 2021).figures) if figure.value is not None]


def test_few_numbers_at_the_right_of_many_columns() -> None:
    numbers = {3: "5", 4: "5", 7: "1", 9: "1", 11: "7", 14: "7"}
    assert filled(drawn(table_4(numbers, 620, 60))) == [*numbers]


def test_two_numbers_at_the_foot_of_a_page_are_not_its_number() -> None:
    assert filled(drawn(table_4({7: "8", 9: "8"}, 40, 50))) == [7, 9]


def test_codes_of_rows_begin_with_a_zero() -> None:
    labels = ("主动公开信息数", "其中：全文电子化的主动公开信息数", "申请总数", "收取费用总数")
    lines = [("指标名称", "计量单位", "代码", "本年累计")]
    lines += [(label, "条", f"0{i}", str(5 * i)) for i, label in enumerate(labels, 1)]
    page = drawn(lambda canvas: rows(canvas, lines, (52, 302, 402, 502)))
    assert figures(page, "proactive.total") == [5]


def test_the_number_of_a_row_touches_its_label() -> None:
    labels = (
        "（一）主动公开政府信息数",
        "其中：主动公开规范性文件数",
        "制发规范性文件总数",
        "1.政府公报公开政府信息数",
    )

    def draw(canvas: Canvas) -> None:
        rows(canvas, [("统计指标", "单位", "统计数")], (66, 302, 402))
        for i, label in enumerate(labels):
            canvas.drawString(52, 680 - 20 * i, str(i + 1))
            canvas.drawString(59 if i == 0 else 66, 680 - 20 * i, label)
            canvas.drawString(302, 680 - 20 * i, "条")
            canvas.drawString(402, 680 - 20 * i, str(7 * i + 7))

    page = drawn(draw)
    assert [row[0].text for row in page.tables[0].rows[1:]] == list(labels)
    assert figures(page, "proactive.total") == [7]


def shade(canvas: Canvas, y: float) -> None:
    """A row of gray boxes, each drawn as a path that ends twice where it began."""
    canvas.setFillGray(0.9)
    for left, end in zip((50, *EDGES), (*EDGES, 760), strict=True):
        path = canvas.beginPath()
        path.moveTo(left, y - 5)
        for x, height in ((end, y - 5), (end, y + 15), (left, y + 15), (left, y - 5), (left, y - 5)):
            path.lineTo(x, height)
        path.close()
        canvas.drawPath(path, stroke=0, fill=1)
    canvas.setFillGray(0)


def test_shaded_rows_are_no_tables_of_their_own() -> None:
    def draw(canvas: Canvas) -> None:
        for y in (500, 450):
            shade(canvas, y)
        table_3(canvas)

    page = drawn(draw, WIDE)
    assert len(page.tables) == 1
    assert figures(page, "applications.carried_in") == [*range(1, 8)]
