"""Parts as a text PDF with ruled tables, set in a CID font that every reader of PDF knows."""

from __future__ import annotations

import io
from functools import cache
from html import escape

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Spacer, Table, TableStyle
from reportlab.platypus import Paragraph as Text

from scraper.portal.parts import Grid, Heading, Parts
from scraper.portal.places import SAMPLE

_FONT = "STSong-Light"
_WIDTH = A4[0] - 100


@cache
def _styles() -> dict[str, ParagraphStyle]:
    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    base = {"fontName": _FONT, "wordWrap": "CJK"}
    return {
        "title": ParagraphStyle("title", fontSize=18, leading=28, alignment=1, spaceAfter=12, **base),
        "head": ParagraphStyle("head", fontSize=14, leading=24, firstLineIndent=28, **base),
        "text": ParagraphStyle("text", fontSize=12, leading=22, firstLineIndent=24, **base),
        "caption": ParagraphStyle("caption", fontSize=12, leading=22, alignment=1, **base),
        "cell": ParagraphStyle("cell", fontSize=8, leading=10, alignment=1, **base),
    }


def render(title: str, parts: Parts) -> bytes:
    styles, target = _styles(), io.BytesIO()
    story: list[Flowable] = [Text(escape(title), styles["title"])]
    for part in parts:
        if isinstance(part, Grid):
            if part.caption:
                story.append(Text(escape(part.caption), styles["caption"]))
            story += [_table(part), Spacer(1, 10)]
        else:
            story.append(Text(escape(part.text), styles["head" if isinstance(part, Heading) else "text"]))
    frame = Frame(50, 60, _WIDTH, A4[1] - 120, 0, 0, 0, 0)
    document = BaseDocTemplate(target, pagesize=A4, title=title, author=SAMPLE, invariant=1)
    document.addPageTemplates(PageTemplate(frames=[frame], onPage=_margins))
    document.build(story)
    return target.getvalue()


def _margins(canvas: Canvas, document: BaseDocTemplate) -> None:
    canvas.setFont(_FONT, 9)
    canvas.drawString(50, A4[1] - 40, SAMPLE)
    canvas.drawCentredString(A4[0] / 2, 35, f"- {document.page} -")


def _table(grid: Grid) -> Table:
    styles = _styles()
    cells: list[list[object]] = [[""] * len(grid.widths) for _ in grid.rows]
    look: list[tuple[object, ...]] = [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LEFTPADDING", (0, 0), (-1, -1), 2),
        ("RIGHTPADDING", (0, 0), (-1, -1), 2),
    ]
    for row, column, box in grid.placed():
        cells[row][column] = Text(escape(box.text).replace("\n", "<br/>"), styles["cell"])
        end = (column + box.column_span - 1, row + box.row_span - 1)
        if end != (column, row):
            look.append(("SPAN", (column, row), end))
    unit = _WIDTH / sum(grid.widths)
    return Table(cells, [width * unit for width in grid.widths], style=TableStyle(look), hAlign="LEFT")
