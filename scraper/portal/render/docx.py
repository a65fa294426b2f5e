"""Parts as a DOCX file, in WordprocessingML: merged cells are gridSpan and vMerge, as word processors do."""

from __future__ import annotations

from xml.sax.saxutils import escape

from scraper.portal.parts import Box, Grid, Heading, Parts
from scraper.portal.places import SAMPLE
from scraper.portal.render.zipped import pack

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CONTENT_TYPES = (
    f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>'
)
_ROOT = (
    f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)
_LINKS = (
    f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
)
_STYLES = (
    f"{_XML}<w:styles {_W}>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/>'
    '<w:pPr><w:jc w:val="center"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/></w:style></w:styles>'
)
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_TWIPS = 9000


def render(title: str, parts: Parts) -> bytes:
    body = [_paragraph(SAMPLE), _paragraph(title, "Title")]
    for part in parts:
        if isinstance(part, Grid):
            body += [_paragraph(part.caption)] if part.caption else []
            body += [_table(part), _paragraph("")]
        else:
            body.append(_paragraph(part.text, "Heading1" if isinstance(part, Heading) else None))
    size = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    document = f"{_XML}<w:document {_W}><w:body>{''.join(body)}{size}</w:body></w:document>"
    entries = (
        ("[Content_Types].xml", _CONTENT_TYPES),
        ("_rels/.rels", _ROOT),
        ("word/document.xml", document),
        ("word/_rels/document.xml.rels", _LINKS),
        ("word/styles.xml", _STYLES),
    )
    return pack((name, text.encode()) for name, text in entries)


def _paragraph(text: str, style: str | None = None) -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    run = f"<w:r>{'<w:br/>'.join(lines)}</w:r>" if text else ""
    return f"<w:p>{properties}{run}</w:p>"


def _table(grid: Grid) -> str:
    unit = _TWIPS // sum(grid.widths)
    columns = "".join(f'<w:gridCol w:w="{width * unit}"/>' for width in grid.widths)
    begins = {(row, column): box for row, column, box in grid.placed()}
    covered = {
        (row + down, column): box for (row, column), box in begins.items() for down in range(1, box.row_span)
    }
    rows = "".join(_row(row, begins, covered) for row in range(len(grid.rows)))
    look = f'<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblBorders>{_BORDERS}</w:tblBorders></w:tblPr>'
    return f"<w:tbl>{look}<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"


Places = dict[tuple[int, int], Box]


def _row(row: int, begins: Places, covered: Places) -> str:
    here = [(at[1], box, False) for at, box in begins.items() if at[0] == row]
    here += [(at[1], box, True) for at, box in covered.items() if at[0] == row]
    return (
        "<w:tr>"
        + "".join(_cell(box, goes_on) for _, box, goes_on in sorted(here, key=lambda c: c[0]))
        + "</w:tr>"
    )


def _cell(box: Box, goes_on: bool) -> str:
    properties = f'<w:gridSpan w:val="{box.column_span}"/>' if box.column_span > 1 else ""
    if goes_on:
        properties += "<w:vMerge/>"
    elif box.row_span > 1:
        properties += '<w:vMerge w:val="restart"/>'
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{_paragraph('' if goes_on else box.text)}</w:tc>"
