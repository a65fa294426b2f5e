"""An invented report as a PDF of reportlab: tables with lines, with thin shaded heads, or with no line at all."""

# ruff: noqa: E501 (labels as they are printed)
from __future__ import annotations

import io
from random import Random

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table
from reportlab.platypus.doctemplate import LayoutError

from invented.grids import Box, Grid
from invented.report import Report

__all__ = ["LayoutError", "print_out"]

FONT = "STSong-Light"


def print_out(report: Report, *, ruled: bool = True) -> bytes:
    """The bytes of the PDF."""
    if FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    random = Random(report.seed + 4)
    size = random.choice([8, 9, 10])
    body = ParagraphStyle(
        "body",
        fontName=FONT,
        fontSize=size + 2,
        leading=1.5 * (size + 2),
        wordWrap="CJK",
        firstLineIndent=2 * (size + 2),
    )
    title = ParagraphStyle("title", parent=body, fontSize=16, leading=26, alignment=1, firstLineIndent=0)
    cell = ParagraphStyle(
        "cell",
        fontName=FONT,
        fontSize=size,
        leading=1.25 * size,
        wordWrap="CJK",
        alignment=random.choice([0, 1]),
    )
    page = landscape(A4) if random.random() < 0.2 else A4
    shaded, repeat = random.random() < 0.3, random.random() < 0.5
    flow: list[Flowable] = [Paragraph(report.title, title)]
    for part in report.parts:
        if isinstance(part, str):
            flow.append(Paragraph(part, body))
        else:
            flow += [
                table(part, cell, page[0] - 80, ruled=ruled, shaded=shaded, repeat=repeat),
                Spacer(1, 12),
            ]
    out = io.BytesIO()
    SimpleDocTemplate(
        out, pagesize=page, leftMargin=40, rightMargin=40, topMargin=50, bottomMargin=50, invariant=1
    ).build(flow)
    return out.getvalue()


def table(
    grid: Grid, style: ParagraphStyle, width: float, *, ruled: bool, shaded: bool, repeat: bool
) -> Table:
    places = grid.places()
    columns = len(places[0])
    shares = [*grid.widths, *[1.0] * columns][:columns]
    widths = [width * share / sum(shares) for share in shares]
    cells: list[list[object]] = [["" for _ in range(columns)] for _ in places]
    commands: list[tuple[object, ...]] = [
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LEFTPADDING", (0, 0), (-1, -1), 2),
        ("RIGHTPADDING", (0, 0), (-1, -1), 2),
    ]
    for i, j, box in grid.origins():
        cells[i][j] = words(box, style)
        if box.rows > 1 or box.columns > 1:
            commands.append(("SPAN", (j, i), (j + box.columns - 1, i + box.rows - 1)))
    if ruled:
        commands.append(("GRID", (0, 0), (-1, -1), 0.3 if shaded else 0.7, colors.black))
    if shaded and grid.heads:
        commands.append(("BACKGROUND", (0, 0), (-1, grid.heads - 1), colors.lightgrey))
    return Table(cells, widths, repeatRows=grid.heads if repeat else 0, style=commands)


def words(box: Box, style: ParagraphStyle) -> Paragraph:
    text = box.text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br/>")
    return Paragraph(text, style)
