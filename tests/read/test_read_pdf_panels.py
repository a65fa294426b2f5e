"""PDF tables without lines that are printed in panels side by side."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas
from test_read_pdf_pens import FONT, HEAD, ROWS, VALUES, drawn, rows, values

from archive.extract.tables import read_tables

COURTS = (
    ("四、行政复议数量", "件", "8"),
    ("（二）被依法纠错数", "件", "6"),
    ("五、行政诉讼数量", "件", "9"),
    ("（二）被依法纠错数", "件", "7"),
)
LEFT, RIGHT = (52, 222, 262), (302, 472, 512)


def test_two_panels_of_rows_that_do_not_stand_at_one_height() -> None:
    def draw(canvas: Canvas) -> None:
        rows(canvas, [HEAD, *ROWS], LEFT)
        rows(canvas, [HEAD], RIGHT)
        rows(canvas, COURTS, RIGHT, top=672)

    assert values(drawn(draw)) == [*VALUES, 8, 6, 9, 7]


@pytest.mark.parametrize("repeated", [True, False])
def test_two_panels_that_go_on_on_the_next_page(repeated: bool) -> None:
    """The first panel is read to its end, then the second: which correction it is the row over it says."""

    def draw(canvas: Canvas) -> None:
        for number, (left, right) in enumerate(((ROWS[:3], COURTS[:3]), (ROWS[3:], COURTS[3:]))):
            if number:
                canvas.showPage()
                canvas.setFont(FONT, 10)
            head = [HEAD] if repeated or not number else []
            rows(canvas, [*head, *left], LEFT)
            rows(canvas, [*head, *right], RIGHT)

    figures = {f.indicator: f.value for f in read_tables(drawn(draw), 2015).figures}
    assert values(drawn(draw)) == [*VALUES, 8, 6, 9, 7]
    assert (figures["reconsideration.corrected"], figures["litigation.corrected"]) == (6, 7)


def test_figures_that_touch_the_next_panel_whose_rows_are_numbered() -> None:
    def draw(canvas: Canvas) -> None:
        rows(canvas, [("序号", *HEAD)], (50, 122, 222, 262))
        rows(canvas, [("序号", *HEAD)], (312, 382, 482, 512))
        for first, left, part in ((1, 50, ROWS), (11, 312, COURTS)):
            for i, (label, unit, value) in enumerate(part):
                rows(canvas, [(str(first + i), label, unit)], (left, left + 15, left + 172), top=680 - 20 * i)
                canvas.drawRightString(left + 260, 680 - 20 * i, value)

    assert values(drawn(draw)) == [*VALUES, 8, 6, 9, 7]


def test_heads_of_panels_that_are_written_downwards() -> None:
    def draw(canvas: Canvas) -> None:
        for left, part in ((50, ROWS), (312, COURTS)):
            rows(canvas, [("统计指标", "单", "统")], (left + 40, left + 180, left + 220), top=740)
            rows(canvas, [("位", "计")], (left + 180, left + 220), top=728)
            rows(canvas, [("数",)], (left + 220,), top=716)
            rows(canvas, part, (left, left + 180, left + 220), top=690)

    assert values(drawn(draw)) == [*VALUES, 8, 6, 9, 7]


def test_a_row_that_is_cut_where_the_thirtieth_page_of_a_report_ends() -> None:
    def draw(canvas: Canvas) -> None:
        for number in range(29):
            rows(canvas, [("项目建设进展顺利。", str(number))], (52, 402))
            canvas.showPage()
            canvas.setFont(FONT, 10)
        rows(canvas, [HEAD, *ROWS[:5], (ROWS[5][0][:4], "", "")], (52, 302, 402), top=180)
        canvas.showPage()
        canvas.setFont(FONT, 10)
        rows(canvas, [(ROWS[5][0][4:], *ROWS[5][1:]), *ROWS[6:]], (52, 302, 402))

    assert values(drawn(draw)) == VALUES
