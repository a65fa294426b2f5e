"""PDF tables without lines that a page break cuts between the figures of a row and its label; tiny type."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import pdfplumber
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak
from test_read_pdf import pdf, table
from test_read_pdf_pens import FONT, HEAD, HEIGHT, ROWS, VALUES, WIDTH, rows, values
from test_read_pdf_unruled import COLUMNS, LABELS, figures, head, pages

from archive.extract.tables import read_tables
from archive.model import CellEvidence
from archive.read import read


def outcomes_of_the_group(canvas: Canvas) -> None:
    """A page that begins with the label of a row whose figures ended the page before, if it has any."""
    labels = ("1.申请人无正当理由逾期不补正", "2.申请人逾期未按收费通知要求缴纳费用", "3.其他", "（七）总计")
    printed = ([""] * 7, "1000001", "0000000", "2234568")
    rows(canvas, [(label, *own) for label, own in zip(labels, printed, strict=True)], COLUMNS)


def ending_in(*last: Sequence[str]) -> Callable[[Canvas], None]:
    """A page with the head of table 3, three rows, and these."""

    def draw(canvas: Canvas) -> None:
        head(canvas)
        rows(canvas, [(label, *"1234567") for label in LABELS], COLUMNS, top=680)
        rows(canvas, last, COLUMNS, top=620)

    return draw


def test_a_row_whose_label_begins_the_next_page() -> None:
    def second(canvas: Canvas) -> None:
        rows(canvas, [("（二）部分公开", *[""] * 7)], COLUMNS)
        rows(canvas, [("（七）总计", *"9234565")], COLUMNS, top=680)

    document = pages(ending_in(("", *"8000008")), second)
    assert figures(document, "applications.result.granted") == [1, 2, 3, 4, 5, 6, 7]
    assert figures(document, "applications.result.partial") == [8, 0, 0, 0, 0, 0, 8]
    assert not document.unread


def test_a_group_beside_figures_of_its_first_row() -> None:
    """（六）其他处理 stands at the height of figures whose own label begins the next page."""

    document = pages(ending_in(("（六）其他处理", *"2000002")), outcomes_of_the_group)
    assert figures(document, "applications.result.other.uncorrected_overdue") == [2, 0, 0, 0, 0, 0, 2]
    assert figures(document, "applications.result.other.fee_unpaid") == [1, 0, 0, 0, 0, 0, 1]
    assert figures(document, "applications.result.other.subtotal")[:1] in ([], [None])


def test_a_subtotal_at_the_foot_of_a_page_stays_one() -> None:
    assert figures(
        pages(
            ending_in(("（五）不予处理", *"3000003"), ("（六）其他处理", *"2000002")), outcomes_of_the_group
        ),
        "applications.result.other.subtotal",
    ) == [2, 0, 0, 0, 0, 0, 2]


def test_the_empty_corner_of_a_head_at_the_foot_of_a_page() -> None:
    """The label under it, on the next page, is that of the first row."""
    top = table(
        [["", "申请人情况", ""], ["", "自然人", "总计"]],
        ("SPAN", (0, 0), (0, 1)),
        ("SPAN", (1, 0), (2, 0)),
        colWidths=[200, 60, 60],
    )
    rest = [["一、本年新收政府信息公开申请数量", "5", "5"], ["二、上年结转政府信息公开申请数量", "1", "1"]]
    document = read(pdf(top, PageBreak(), table(rest, colWidths=[200, 60, 60])))
    assert [[cell.text for cell in row] for row in document.table(1).rows] == [
        ["", "申请人情况", "申请人情况"],
        ["", "自然人", "总计"],
        *rest,
    ]


def test_a_sheet_shrunk_to_fit_its_page() -> None:
    """Words of three points; each figure stands in the box of its cell as the page has it."""
    body = io.BytesIO()
    canvas = Canvas(body, pagesize=(WIDTH, HEIGHT), invariant=1)
    canvas.scale(0.3, 0.3)
    canvas.setFont(FONT, 10)
    for i, row in enumerate([HEAD, *ROWS]):
        for x, text in zip((52, 302, 402), row, strict=True):
            canvas.drawString(x, 700 - 13 * i, text)
    canvas.save()
    document = read(body.getvalue())
    assert values(document) == VALUES
    with pdfplumber.open(body) as pdf:
        chars = pdf.pages[0].chars
    for figure in read_tables(document, 2015).figures:
        assert isinstance(figure.evidence, CellEvidence)
        assert figure.evidence.box is not None
        x0, top, x1, bottom = figure.evidence.box
        inside = [c["text"] for c in chars if x0 <= c["x0"] and c["x1"] <= x1 and top < _middle(c) < bottom]
        assert "".join(inside) == figure.evidence.text


def _middle(char: dict[str, float]) -> float:
    return (char["top"] + char["bottom"]) / 2
