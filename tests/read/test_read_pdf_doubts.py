"""PDF tables without lines in which a number has to stay with its own column, or is not read at all."""

from __future__ import annotations

import io

import pdfplumber
from reportlab.pdfgen.canvas import Canvas
from test_read_pdf_pens import FONT, LABELS, ROWS, VALUES, drawn, printed_in, rows, values
from test_read_pdf_sheets import figures, right
from test_read_pdf_unruled import pages

from archive.extract import extract
from archive.extract.tables import read_tables

LAST_YEAR = [value % 10 for value in VALUES]


def two_years(canvas: Canvas, *, head: tuple[float, float], last: float) -> None:
    """Numbers of the year end at 480; those of the year before begin or end at `last`."""
    rows(canvas, [("统计指标", "单位", "本年", "上年")], (52, 302, *head))
    rows(canvas, [(label, "件") for label in LABELS], (52, 302), top=680)
    for i, (value, before) in enumerate(zip(VALUES, LAST_YEAR, strict=True)):
        right(canvas, [str(value)], [480], 680 - 20 * i)
        if last > 500:
            right(canvas, [str(before)], [last], 680 - 20 * i)
        else:
            canvas.drawString(last, 680 - 20 * i, str(before))


def touching(canvas: Canvas, label: str, unit: str, i: int, y: float) -> None:
    """A row with two numbers, 31 and 32 where `i` is 0, that all but touch under one head."""
    canvas.drawString(52, y, label)
    canvas.drawString(302, y, unit)
    right(canvas, [f"{i + 3}1"], [412], y)
    canvas.drawString(414, y, f"{i + 3}2")


def test_heads_at_the_left_of_columns_whose_numbers_stand_at_the_right() -> None:
    """The head of the second column begins where the numbers of the first one end."""
    assert values(drawn(lambda canvas: two_years(canvas, head=(400, 490), last=570))) == VALUES


def test_numbers_of_two_columns_that_touch() -> None:
    assert values(drawn(lambda canvas: two_years(canvas, head=(440, 500), last=482))) == VALUES


def test_a_row_that_cannot_be_placed_is_read_by_nobody() -> None:
    """Not as a table by its words' places, and not as a sentence."""

    def draw(canvas: Canvas) -> None:
        rows(canvas, [("统计指标", "单位", "数量")], (52, 302, 402))
        rows(canvas, ROWS, (52, 302, 402), 680)
        for i, label in enumerate(("1.设立信息申请受理点数", "2.接受培训人员数", "3.举办各类培训班数")):
            touching(canvas, label, "人次", i, 460 - 20 * i)

    document = drawn(draw)
    assert [row.split()[-2:] for row in document.unread] == [["31", "32"], ["41", "42"], ["51", "52"]]
    found = extract(document)
    assert {31, 32, 3132, 41, 42, 4142, 51, 52, 5152}.isdisjoint(figure.value for figure in found.figures)


def test_a_form_none_of_whose_rows_can_be_placed_is_said() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(152, 740, "甲县水利局2015年政府信息公开情况统计表")
        rows(canvas, [("统计指标", "单位", "数量")], (52, 302, 402))
        for i, label in enumerate(LABELS):
            touching(canvas, label, "件", i, 680 - 20 * i)

    found = extract(drawn(draw))
    assert found.report is not None
    assert (found.report.organ, found.report.year) == ("甲县水利局", 2015)
    assert not found.figures
    assert "table.unassigned" in [finding.rule for finding in found.findings]


def test_a_number_between_two_heads_is_that_of_none() -> None:
    """Of two columns one is empty, and the number is nearer to the head that is not its own."""

    def draw(canvas: Canvas) -> None:
        rows(canvas, [("信息内容", "上一年项目数量", "本年增/减")], (52, 202, 400))
        rows(canvas, [("行政事业性收费", "3")], (52, 290), top=680)

    found = read_tables(drawn(draw), 2019).figures
    assert not any(figure.value for figure in found)


def test_words_without_size_are_not_there() -> None:
    """Some writers hide words so; they must cost neither the table nor the document."""

    def draw(canvas: Canvas) -> None:
        rows(canvas, [("统计指标", "单位", "统计数")], (52, 302, 402))
        rows(canvas, ROWS, (52, 302, 402), 680)
        canvas.setFont(FONT, 0)
        for y in (700, 660, 500):
            canvas.drawString(402, y, "隐藏 12 34")

    document = drawn(draw)
    assert values(document) == VALUES
    assert "隐藏" not in document.text


def test_frames_around_the_parts_of_a_table() -> None:
    def draw(canvas: Canvas) -> None:
        rows(
            canvas,
            [("信息内容", "本年制发件数", "本年废止件数", "现行有效件数")],
            (52, 202, 302, 402),
            top=680,
        )
        rows(canvas, [("规章", *"102"), ("行政规范性文件", *"314")], (52, 222, 322, 422), top=660)
        rows(canvas, [("信息内容", "本年处理决定数量")], (52, 302), top=620)
        rows(canvas, [("行政许可", "6")], (52, 332), top=600)
        for top, bottom in ((695, 635), (635, 595)):
            canvas.rect(48, bottom, 420, top - bottom)

    document = drawn(draw)
    assert figures(document, "normative_docs.in_force") == [4]
    assert figures(document, "licensing.decisions") == [6]


def test_the_clock_of_an_american_browser_over_a_page() -> None:
    """Its name of the report is in two fonts, whose boxes have two heights; the row below is in two lines."""

    def stamped(canvas: Canvas) -> None:
        canvas.drawString(52, 797, "12/1/26, 11:34 AM")
        canvas.drawString(300, 808, "甲县民政局")
        canvas.drawString(402, 797, "2016")
        canvas.drawString(430, 808, "年度报告")

    def first(canvas: Canvas) -> None:
        stamped(canvas)
        rows(canvas, [("统计指标", "单位", "统计数"), *ROWS[:5]], (52, 302, 402))

    def second(canvas: Canvas) -> None:
        stamped(canvas)
        label, unit, value = ROWS[5]
        rows(canvas, [(label[:4],), (label[4:],)], (52,), top=780)
        rows(canvas, [(unit, value)], (302, 402), top=770)
        rows(canvas, ROWS[6:], (52, 302, 402), top=740)

    assert values(pages(first, second)) == VALUES


def test_letters_that_a_font_draws_upside_down_stand_on_their_line() -> None:
    """The box of its letters is told from its own matrix, whose heights run downwards."""
    font = b"<< /Type /Font /Subtype /Type3 /FontBBox [0 -0.75 0.5 0.01] /FontMatrix [1 0 0 -1 0 0]"
    font += b" /CharProcs << /one 6 0 R >> /Encoding << /Type /Encoding /Differences [49 /one] >>"
    font += b" /FirstChar 49 /LastChar 49 /Widths [0.5] /Resources << >> >>"
    body = printed_in(font, b"0.5 0 0 -0.75 0.5 0.01 d1 0 -0.7 0.2 0.7 re f", b"1")
    with pdfplumber.open(io.BytesIO(body)) as pdf:
        (digit,) = pdf.pages[0].chars
    assert digit["text"] == "1"
    assert digit["top"] < 842 - 700 < digit["bottom"]
