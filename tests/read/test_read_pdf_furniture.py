"""PDF tables without lines on pages with running heads and feet."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas
from test_read_pdf_pens import FONT, HEAD, ROWS, VALUES, drawn, rows, values

COLUMNS = (52, 302, 402)


def _drawn_with(heads: tuple[str, str], feet: tuple[str, str], x: float) -> list[float | int | None]:
    """The rows on two pages, the last of the first page cut in its label."""

    def draw(canvas: Canvas) -> None:
        upper = [HEAD, *ROWS[:5], (ROWS[5][0][:4], "", "")]
        lower = [(ROWS[5][0][4:], *ROWS[5][1:]), *ROWS[6:]]
        for number, part in enumerate((upper, lower)):
            if number:
                canvas.showPage()
                canvas.setFont(FONT, 10)
            canvas.drawString(x, 780, heads[number])
            canvas.drawString(x, 40, feet[number])
            rows(canvas, part, COLUMNS, top=745 if number else 80 + 20 * len(part))

    return values(drawn(draw))


@pytest.mark.parametrize("x", [52, 200, 420])
@pytest.mark.parametrize(
    "texts",
    [
        ("政府信息公开年报 2020-12-31 内部校对第3稿", "政府信息公开年报 2020-12-31 内部校对第3稿"),
        ("", "2020年12月31日"),
        ("", "遵义市交通运输局"),
        ("遵义市交通运输局", "政府信息公开工作年度报告"),
        ("第 1 页 共 2 页", "第 2 页 共 2 页"),
        ("3", "4"),
        ("http://www.example.gov.cn/1.html", "http://www.example.gov.cn/1.html"),
    ],
)
def test_what_stands_in_the_margin_is_no_line_of_a_label(texts: tuple[str, str], x: float) -> None:
    assert _drawn_with(texts, ("", ""), x) == VALUES


@pytest.mark.parametrize("x", [52, 300, 402])
@pytest.mark.parametrize("feet", [("第1页/共2页", "第2页/共2页"), ("2020-12-31", ""), ("1", "2")])
def test_what_stands_below_a_table_is_no_line_of_it(feet: tuple[str, str], x: float) -> None:
    assert _drawn_with(("", ""), feet, x) == VALUES
