"""Tables as browsers print them: every cell has a frame of its own, and the whole table another one."""

from __future__ import annotations

import io
from collections.abc import Sequence

from reportlab.lib import pagesizes
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from archive.model import Document
from archive.read import read

FONT = "STSong-Light"
ROW, SPACING = 24.0, 2.0
WHOLE = (38.0, 302.0)

pdfmetrics.registerFont(UnicodeCIDFont(FONT))


class Page:
    """Draws from the top downwards; `y` is where the next row begins."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas, self.y = canvas, 60.0
        canvas.setFont(FONT, 10)

    def row(self, words: Sequence[str], columns: Sequence[float], *, cut: bool = False) -> None:
        """A row of framed cells between `columns`; one cut by the page break has no upper line."""
        top, bottom = self._up(self.y), self._up(self.y + ROW)
        for word, x0, x1 in zip(words, columns, columns[1:], strict=False):
            right = x1 - SPACING
            sides = [(x0, top, x0, bottom), (right, top, right, bottom), (x0, bottom, right, bottom)]
            self.canvas.lines(sides if cut else [*sides, (x0, top, right, top)])
            self.canvas.drawString(x0 + 2, bottom + 8, word)
        self.y += ROW + SPACING

    def cut_cell(self, x0: float, x1: float, start: float, end: float) -> None:
        """What a page break leaves of a cell: no upper line, and the lower one too early."""
        top, bottom = self._up(start), self._up(end)
        self.canvas.lines([(x0, top, x0, bottom), (x1, top, x1, bottom), (x0, bottom, x1, bottom)])

    def open_cell(self, word: str, x0: float, x1: float, end: float) -> None:
        """A cell that goes on beyond the page."""
        top, bottom = self._up(self.y), self._up(end)
        self.canvas.lines([(x0, top, x0, bottom), (x1, top, x1, bottom), (x0, top, x1, top)])
        self.canvas.drawString(x0 + 2, top - 14, word)

    def border(self, start: float, end: float) -> None:
        """The sides of the frame around a table, its lower and upper line beyond the page."""
        self.canvas.lines([(x, self._up(start), x, self._up(end)) for x in WHOLE])

    def _up(self, y: float) -> float:
        return float(pagesizes.A4[1]) - y


def rows(document: Document, number: int = 1) -> list[list[str]]:
    return [[cell.text for cell in row] for row in document.table(number).rows]


def test_group_label_goes_on_under_a_head_repeated_on_the_next_page() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=pagesizes.A4, invariant=1)
    columns = (40.0, 100.0, 160.0, 230.0, 302.0)
    head = ["结果", "项目", "自然人", "总计"]
    first = Page(canvas)
    first.row(head, columns)
    first.open_cell("不予公开", 40, 98, first.y + ROW + 20)
    first.row(["1.国家秘密", "5", "15"], columns[1:])
    first.border(58, first.y + 18)
    canvas.showPage()
    second = Page(canvas)
    second.row(head, columns)
    group = second.y - 0.5
    second.y += 2.5  # the page break puts the spacing of the table twice, and less over a cell that is cut
    second.row(["2.第三方", "7", "17"], columns[1:])
    second.row(["3.其他", "9", "19"], columns[1:])
    second.cut_cell(40, 98, group, second.y - 14)
    second.border(58, second.y + ROW)
    second.row(["合计", "", "21", "51"], columns)
    canvas.save()
    assert rows(read(out.getvalue())) == [
        head,
        ["不予公开", "1.国家秘密", "5", "15"],
        ["不予公开", "2.第三方", "7", "17"],
        ["不予公开", "3.其他", "9", "19"],
        ["合计", "", "21", "51"],
    ]


def test_uprights_of_a_cut_row_begin_at_the_head() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=pagesizes.A4, invariant=1)
    columns = (40.0, 160.0, 230.0, 302.0)
    page = Page(canvas)
    page.row(["项目", "自然人", "总计"], columns)
    page.y += 2.5
    page.row(["1.国家秘密", "5", "15"], columns, cut=True)
    page.row(["2.第三方", "7", "17"], columns)
    page.border(58, page.y)
    canvas.save()
    assert rows(read(out.getvalue()))[1:] == [["1.国家秘密", "5", "15"], ["2.第三方", "7", "17"]]


def test_tables_that_touch_keep_their_own_columns() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=pagesizes.A4, invariant=1)
    page = Page(canvas)
    upper, lower = (40.0, 160.0, 230.0, 302.0), (40.0, 157.0, 233.0, 302.0)
    for words in (["甲", "乙", "丙"], ["1", "2", "3"]):
        page.row(words, upper)
    middle = page.y
    page.border(58, middle)
    page.y += 3
    for words in (["丁", "戊", "己"], ["4", "5", "6"]):
        page.row(words, lower)
    page.border(middle, page.y)
    canvas.save()
    document = read(out.getvalue())
    assert [rows(document, number) for number in (1, 2)] == [
        [["甲", "乙", "丙"], ["1", "2", "3"]],
        [["丁", "戊", "己"], ["4", "5", "6"]],
    ]


def test_a_table_with_the_same_head_and_other_columns_is_another() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=pagesizes.A4, invariant=1)
    for columns, word in (((40.0, 160.0, 230.0, 302.0), "甲"), ((40.0, 190.0, 250.0, 302.0), "乙")):
        page = Page(canvas)
        page.row(["指标", "单位", "数"], columns)
        page.row([word, "件", "4"], columns)
        page.border(58, page.y)
        canvas.showPage()
    canvas.save()
    assert [rows(read(out.getvalue()), number)[1] for number in (1, 2)] == [
        ["甲", "件", "4"],
        ["乙", "件", "4"],
    ]
