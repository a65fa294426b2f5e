"""PDF tables in the hands of other printers: watermarks, turned pages, fonts that do not name a digit, tables
without lines whose columns move.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import pytest
from reportlab.lib import pagesizes
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from archive.extract.tables import read_tables
from archive.model import Document
from archive.read import read

FONT = "STSong-Light"
WIDTH, HEIGHT = pagesizes.A4
LABELS = (
    "1.当面申请数", "2.传真申请数", "3.网络申请数", "4.信函申请数", "1.按时办结数", "2.延期办结数",
    "1.属于已主动公开范围数", "2.同意公开答复数", "3.同意部分公开答复数", "4.不同意公开答复数",
)  # fmt: skip
VALUES = [12, 3, 25, 1, 39, 2, 8, 30, 4, 5]
ROWS = [(label, "件", str(value)) for label, value in zip(LABELS, VALUES, strict=True)]
HEAD = ("统计指标", "单位", "统计数")

pdfmetrics.registerFont(UnicodeCIDFont(FONT))


def drawn(draw: Callable[[Canvas], None], size: tuple[float, float] = (WIDTH, HEIGHT)) -> Document:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=1, pageCompression=0)
    canvas.setFont(FONT, 10)
    draw(canvas)
    canvas.save()
    return read(out.getvalue())


def rows(canvas: Canvas, data: Sequence[Sequence[str]], columns: Sequence[float], top: float = 700.0) -> None:
    for i, row in enumerate(data):
        for x, text in zip(columns, row, strict=True):
            canvas.drawString(x, top - 20 * i, text)


def framed(canvas: Canvas) -> None:
    rows(canvas, [HEAD, *ROWS], (52, 302, 402))
    canvas.grid([50, 300, 400, 500], [714 - 20 * i for i in range(len(ROWS) + 2)])


def values(document: Document) -> list[float | int | None]:
    return [figure.value for figure in read_tables(document, 2015).figures]


@pytest.mark.parametrize("turn", [0, 45])
def test_watermark_over_a_table(turn: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(60, 600)
        canvas.rotate(turn)
        canvas.setFillGray(0.85)
        canvas.setFont(FONT, 40)
        canvas.drawString(0, 0, "内部资料请勿外传")
        canvas.restoreState()
        canvas.setFont(FONT, 10)
        framed(canvas)

    assert values(drawn(draw)) == VALUES


def test_page_turned_by_its_rotation() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        canvas.transform(0, 1, -1, 0, WIDTH, 0)
        canvas.translate(0, -250)
        framed(canvas)

    assert values(drawn(draw)) == VALUES


def test_columns_that_move_where_a_table_was_cut() -> None:
    def draw(canvas: Canvas) -> None:
        rows(canvas, [HEAD, *ROWS[:5]], (52, 302, 402))
        rows(canvas, ROWS[5:], (52, 382, 482), top=580)

    assert values(drawn(draw)) == VALUES


def test_row_in_doubt_is_a_finding() -> None:
    """Its figure stands between two columns and belongs to none of them."""

    def draw(canvas: Canvas) -> None:
        head = ("", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
        labels = ("一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "（一）予以公开")
        columns = (52, 222, 262, 312, 362, 432, 502, 542)
        rows(canvas, [head, *((label, *"1234567") for label in labels)], columns)
        rows(
            canvas,
            [("（七）总计", "1", "2", "3", "4", "5 6", "7")],
            (52, 222, 262, 312, 362, 432, 452),
            top=620,
        )

    document = drawn(draw)
    assert [row.startswith("（七）总计") for row in document.unread] == [True]
    found = [f for f in read_tables(document, 2020).findings if f.rule == "table.unassigned"]
    assert any("（七）总计" in finding.message for finding in found)


def test_digit_that_the_font_does_not_name() -> None:
    """Its map says that codes 5 and 6 are 3 and 4; code 7, of which it says nothing, is then no 7."""
    names = b"2 beginbfchar\n<35> <0033>\n<36> <0034>\nendbfchar"
    document = read(_shifted(b"565656567", names))
    assert document.text == "34343434\ufffd"


def _shifted(printed: bytes, names: bytes) -> bytes:
    cmap = b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n1 begincodespacerange <00> <FF>\n"
    cmap += b"endcodespacerange\n" + names + b"\nendcmap end end"
    return printed_in(
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>", cmap, printed
    )


def printed_in(font: bytes, stream: bytes, words: bytes) -> bytes:
    """A PDF of words in a font, which refers to its own stream as `6 0 R`, 700 points above the foot."""
    content = b"BT /F 12 Tf 72 700 Td (" + words + b") Tj ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content),
        font,
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream),
    ]
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 7\n0000000000 65535 f \n" + table + b"trailer << /Size 7 /Root 1 0 R >>\n"
    return body + end + b"startxref\n%d\n%%%%EOF" % len(body)
