"""An invented report as a Word file, with cells merged as Word does or left empty."""

from __future__ import annotations

import io
from random import Random

import docx
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from invented.grids import Box, Grid
from invented.report import Report


def word_file(report: Report) -> bytes:
    """The bytes of the .docx."""
    random = Random(report.seed + 2)
    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Noto Serif CJK SC", Pt(random.choice([9, 10, 12]))
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "Noto Serif CJK SC")
    cut = random.choice([0, len(report.organ)]) if report.title.startswith(report.organ) else 0
    for line in filter(None, (report.title[:cut], report.title[cut:])):
        document.add_paragraph(line).alignment = 1
    headings, repeated, gap = random.random() < 0.4, random.random() < 0.4, random.random() < 0.5
    for part in report.parts:
        if isinstance(part, str):
            document.add_heading(part, 1) if headings and len(part) < 25 else document.add_paragraph(part)
        else:
            add_table(document, part, random, repeated)
            if gap:
                document.add_paragraph("")
            else:
                document.element.body.add_p()
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def add_table(document: WordDocument, grid: Grid, random: Random, repeated: bool) -> None:
    places = grid.places()
    table = document.add_table(len(places), len(places[0]))
    table.style = "Table Grid"
    # table.cell() lays the whole table out again for every cell.
    cells = [row.cells for row in table.rows]
    for i, j, box in grid.origins():
        cell = cells[i][j]
        if box.rows > 1 or box.columns > 1:
            cell = cell.merge(cells[i + box.rows - 1][j + box.columns - 1])
        fill(cell, box, random)
        if box.upright or (box.rows > 8 and random.random() < 0.5):
            cell._tc.get_or_add_tcPr().append(parse_xml(f'<w:textDirection {nsdecls("w")} w:val="tbRlV"/>'))
    for row in table.rows[: grid.heads if repeated else 0]:
        row._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))


def fill(cell: object, box: Box, random: Random) -> None:
    paragraph = cell.paragraphs[0]  # type: ignore[attr-defined]
    pieces = box.text.split("\n")
    if len(pieces) > 1 and random.random() < 0.5:
        paragraph.add_run(pieces[0])
        for piece in pieces[1:]:
            cell.add_paragraph(piece)  # type: ignore[attr-defined]
        return
    if box.key and len(box.text) > 2:
        at = random.randint(1, len(box.text) - 1)
        pieces = [box.text[:at], box.text[at:]]
        for piece in pieces:
            paragraph.add_run(piece)
        return
    for number, piece in enumerate(pieces):
        if number:
            paragraph.add_run().add_break()
        paragraph.add_run(piece)
