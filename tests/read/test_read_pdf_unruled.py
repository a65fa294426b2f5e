"""PDF tables without lines whose heads, labels and numbers are broken or touch those beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas
from test_read_pdf_pens import FONT, HEAD, ROWS, VALUES, drawn, rows, values

from archive.extract.tables import read_tables
from archive.model import Document

APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
COLUMNS = (52, 242, 282, 332, 382, 452, 522, 552)
LABELS = ("一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "（一）予以公开")


def pages(*draws: Callable[[Canvas], None]) -> Document:
    def draw(canvas: Canvas) -> None:
        for number, one in enumerate(draws):
            if number:
                canvas.showPage()
                canvas.setFont(FONT, 10)
            one(canvas)

    return drawn(draw)


def figures(document: Document, indicator: str) -> list[float | int | None]:
    found = read_tables(document, 2020).figures
    return [figure.value for figure in found if figure.indicator == indicator]


def head(canvas: Canvas, columns: Sequence[float] = COLUMNS) -> None:
    rows(canvas, [("", *APPLICANTS)], columns)


def test_numbers_broken_at_the_foot_of_their_cells() -> None:
    """What stands over the last line of a number is of it, not of the row above."""

    def draw(canvas: Canvas) -> None:
        head(canvas)
        for i, label in enumerate(LABELS):
            rows(canvas, [(label, *"1234567")], COLUMNS, top=670 - 30 * i)
        canvas.drawString(242, 652, "98")

    assert figures(drawn(draw), "applications.carried_in")[0] == 981


def test_columns_that_move_where_rows_have_blanks() -> None:
    further = tuple(x - 31 for x in COLUMNS[1:])

    def draw(canvas: Canvas) -> None:
        head(canvas)
        rows(canvas, [(label, *"1230560") for label in LABELS], COLUMNS, top=680)
        more = ("1.属于国家秘密", "2.其他法律行政法规禁止公开", "3.危及“三安全一稳定”", "（七）总计")
        rows(canvas, [(label, *"7034089") for label in more], (52, *further), top=610)

    assert figures(drawn(draw), "applications.result_total") == [7, 0, 3, 4, 0, 8, 9]


def test_the_rest_of_a_label_at_the_head_of_a_page() -> None:
    """It was printed before in the same place, but is no head that is repeated."""
    more = [
        ("四、行政复议数量", "件", "8"),
        ("（二）被依", "件", "6"),
        ("法纠错数", "", ""),
        ("五、行政诉讼数量", "件", "9"),
        ("（二）被依", "件", "7"),
    ]

    def first(canvas: Canvas) -> None:
        rows(canvas, [HEAD, *ROWS, *more], (52, 302, 402), top=420)

    def second(canvas: Canvas) -> None:
        rows(canvas, [HEAD, ("法纠错数", "", ""), ("（三）其他情形数", "件", "2")], (52, 302, 402))

    assert values(pages(first, second)) == [*VALUES, 8, 6, 9, 7, 2]


@pytest.mark.parametrize("address", ["https://www.bing.example/art/2019/1/25.html", "file:///D:/report.html"])
@pytest.mark.parametrize("cut", [1, 4, 7])
def test_the_address_that_a_browser_prints_below_a_page(address: str, cut: int) -> None:
    def first(canvas: Canvas) -> None:
        rows(canvas, [HEAD, *ROWS[:cut]], (52, 302, 402), top=20 + 20 * (cut + 1))
        canvas.drawString(52, 12, address)
        canvas.drawString(545, 12, "1/2")

    def second(canvas: Canvas) -> None:
        rows(canvas, ROWS[cut:], (52, 302, 402), top=800)
        canvas.drawString(52, 12, address)
        canvas.drawString(545, 12, "2/2")

    assert values(pages(first, second)) == VALUES


def test_the_end_of_a_number_is_no_page_number() -> None:
    names = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    columns = [30 + 36 * i for i in range(15)]

    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, 8)
        for i, block in enumerate(("行政复议", "未经复议直接起诉", "复议后起诉")):
            canvas.drawString(columns[5 * i], 715 if i else 700, block)
        canvas.drawString(columns[5], 730, "行政诉讼")
        rows(canvas, [names * 3, [*"10000", *"20000", *"0000", "31"]], columns, top=670)
        canvas.drawString(columns[14], 638, "7")

    assert figures(drawn(draw), "litigation.after_review.total") == [317]


def test_figures_of_two_widths_that_touch() -> None:
    def draw(canvas: Canvas) -> None:
        rows(canvas, [HEAD, *ROWS[:9]], (52, 302, 402))
        canvas.drawString(52, 500, "4.不同意公开答复数")
        canvas.drawString(302, 500, "件")
        canvas.drawString(402, 500, "２５")
        canvas.drawString(423.5, 500, "519")

    found = values(drawn(draw))
    assert found[:9] == VALUES[:9]
    assert 25519 not in found


def test_a_group_without_rows_keeps_its_blanks() -> None:
    def draw(canvas: Canvas) -> None:
        head(canvas)
        rows(canvas, [(label, *"1234567") for label in LABELS], COLUMNS, top=680)
        rows(canvas, [("（六）其他处理", *[""] * 7), ("（七）总计", *"1234567")], COLUMNS, top=620)

    found = read_tables(drawn(draw), 2020).figures
    blank = [f.qualifier for f in found if f.indicator == "applications.result.other.subtotal"]
    assert blank == ["blank"] * 7


def test_a_sign_on_the_line_over_its_number() -> None:
    def draw(canvas: Canvas) -> None:
        rows(canvas, [("信息内容", "上一年项目数量", "本年增/减", "处理决定数量")], (52, 202, 302, 402))
        rows(
            canvas, [("行政处罚", "12", "+14", "26"), ("行政强制", "9", "减", "3")], (52, 202, 302, 402), 670
        )
        canvas.drawString(302, 638, "34")

    assert figures(drawn(draw), "coercion.items_change") == [-34]


def test_cells_of_one_row_at_the_top_and_at_the_bottom_of_its_label() -> None:
    def draw(canvas: Canvas) -> None:
        head(canvas)
        rows(canvas, [(line, *"1234567") for line in LABELS], COLUMNS, top=680)
        for i, line in enumerate(
            ("2.申请人逾期未按收费通知", "要求缴纳费用、行政机关不再", "处理其政府信息公开申请")
        ):
            canvas.drawString(52, 620 - 14 * i, line)
        canvas.drawString(242, 620, "9")
        rows(canvas, [tuple("345678")], COLUMNS[2:], top=592)
        rows(canvas, [("（七）总计", *"7654321")], COLUMNS, top=570)

    assert figures(drawn(draw), "applications.result.other.fee_unpaid") == [9, 3, 4, 5, 6, 7, 8]


def test_narrow_tables_of_different_widths_one_under_the_other() -> None:
    """Where the figures of one begin its own rows say, not those of the next."""
    first = [
        ("第二十", "", "", ""), ("条第", "", "", ""), ("（一）", "", "", ""), ("项", "", "", ""),
        ("信息内", "本年", "本年", "现行"), ("容", "制发", "废止", "有效"), ("", "件数", "件数", "件数"),
        ("规章", "1099", "29", "30"), ("行政规", "3", "0", "4"), ("范性文", "", "", ""), ("件", "", "", ""),
    ]  # fmt: skip
    second = [
        ("第二十", ""), ("条第", ""), ("（五）", ""), ("项", ""), ("信息内", "本年"), ("容", "处理"),
        ("", "决定"), ("", "数量"), ("行政许", "8"), ("可", ""),
    ]  # fmt: skip

    def draw(canvas: Canvas) -> None:
        for lines, columns, top in ((first, (236, 272, 302, 332), 700), (second, (266, 302), 540)):
            for i, line in enumerate(lines):
                for x, text in zip(columns, line, strict=True):
                    canvas.drawString(x, top - 12 * i, text)

    found = {f.indicator: f.value for f in read_tables(drawn(draw), 2023).figures}
    assert [found[f"rules.{name}"] for name in ("issued", "repealed", "in_force")] == [1099, 29, 30]
    assert [found[f"normative_docs.{name}"] for name in ("issued", "repealed", "in_force")] == [3, 0, 4]
    assert found["licensing.decisions"] == 8


def test_figures_at_the_left_of_columns_whose_heads_stand_in_the_middle() -> None:
    """The last of them is nearer to the head before than to its own."""
    five = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    blocks = ("reconsideration", "litigation.direct", "litigation.after_review")
    printed = {1: "2", 4: "2", 5: "3", 8: "7", 9: "10", 10: "4", 11: "1", 13: "6", 14: "11"}

    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, 8)
        for x, word in ((50 + 82, "行政复议"), (50 + 330, "行政诉讼")):
            canvas.drawCentredString(x, 730, word)
        for x, word in ((50 + 247, "未经复议直接起诉"), (50 + 412, "复议后起诉")):
            canvas.drawCentredString(x, 715, word)
        for i, word in enumerate(five * 3):
            canvas.drawCentredString(50 + 33 * i + 16.5, 700, word)
            canvas.drawString(50 + 33 * i + 1, 684, printed.get(i, ""))

    found = {f.indicator: f.value for f in read_tables(drawn(draw), 2021).figures}
    names = ("upheld", "corrected", "other", "pending", "total")
    codes = [f"{block}.{name}" for block in blocks for name in names]
    assert [found.get(code) for code in codes] == [
        int(printed[i]) if i in printed else None for i in range(15)
    ]
