"""Files that mean harm, written before anybody looked at what guards the readers have."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path

CASES = Path(__file__).resolve().parents[1] / "cases"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def changed(body: bytes, parts: dict[str, bytes]) -> bytes:
    """An Office file with these parts in place of its own."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, part in parts.items():
            new.writestr(name, part)
    return out.getvalue()


def docx(**parts: bytes) -> bytes:
    body = (CASES / "docx-2019-merged-cells" / "page.docx").read_bytes()
    return changed(
        body, {f"word/{name.replace('__', '/').replace('_', '.')}": part for name, part in parts.items()}
    )


def nested_word_tables() -> bytes:
    depth = 100_000
    inner = "<w:tbl><w:tr><w:tc>" * depth + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * depth
    return docx(document_xml=f"<w:document {W}><w:body>{inner}</w:body></w:document>".encode())


def vast_sheet() -> bytes:
    """Two cells in opposite corners of the largest sheet there can be, and every one between them merged."""
    body = (CASES / "xlsx-all-on-one-sheet" / "page.xlsx").read_bytes()
    cells = (
        '<row r="1"><c r="A1" t="str"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    )
    sheet = (
        f'<worksheet {S}><dimension ref="A1:XFD1048576"/><sheetData>{cells}</sheetData>'
        '<mergeCells><mergeCell ref="A1:XFD1048575"/></mergeCells></worksheet>'
    )
    return changed(body, {"xl/worksheets/sheet1.xml": sheet.encode()})


def entities_beside_the_text() -> bytes:
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">{lol}]>'
    styles = f"{head}<w:styles {W}><w:style>&l9;</w:style></w:styles>"
    return docx(styles_xml=styles.encode())


def parts_outside() -> bytes:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = "".join(
        f'<Relationship Id="r{n}" Type="{kind}/{what}" Target="{to}" TargetMode="External"/>'
        for n, (what, to) in enumerate(
            [("attachedTemplate", "file:///etc/passwd"), ("image", "http://127.0.0.1:9/x.png"),
             ("styles", "../../../../etc/passwd"), ("footnotes", "//host/share/x.xml")]
        )
    )  # fmt: skip
    rels = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'
    return docx(_rels__document_xml_rels=rels.encode())


def pdf(*objects: bytes, xref: bytes = b"") -> bytes:
    out = b"%PDF-1.5\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF"
    return out + table + trailer % (len(objects) + 1, xref.replace(b"HERE", b"%d" % start), start)


def looped_pages() -> bytes:
    return pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 9 /Kids [3 0 R 3 0 R] >>",
        b"<< /Type /Pages /Count 9 /Parent 3 0 R /Kids [2 0 R 3 0 R] >>",
    )


def looped_tables_of_objects() -> bytes:
    pages = b"<< /Type /Pages /Count 0 /Kids [] >>"
    return pdf(b"<< /Type /Catalog /Pages 2 0 R >>", pages, xref=b"/Prev HERE /XRefStm HERE")


def many_objects() -> bytes:
    pages = b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R >>"
    drawn = zlib.compress(b"".join(b"%d %d 1 1 re f\n" % (n % 600, n // 600) for n in range(200_000)))
    contents = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(drawn), drawn)
    return pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>", pages, page, contents, *([b"<< /A [1 0 R] >>"] * 200_000)
    )


def bad_records() -> bytes:
    """A spreadsheet of 2003 whose records claim lengths and counts that nothing has."""
    body = bytearray((CASES / "xls-form-2019" / "page.xls").read_bytes())
    at = body.find(b"\x09\x08\x10\x00")
    for step in range(at + 24, len(body) - 4, 512):
        body[step : step + 4] = b"\xfc\x00\xff\xff"
    return bytes(body)


def nested_page_tables() -> bytes:
    inner = "<table><tr><td>" * 10_000 + "1" + "</td></tr></table>" * 10_000
    return f"<html><title>某局2020年政府信息公开工作年度报告</title><body>{inner}</body></html>".encode()


def vast_attribute() -> bytes:
    title, long = "某局2020年政府信息公开工作年度报告", "x " * 25_000_000
    return f'<html><title>{title}</title><body><p class="{long}">{title}。</p></body></html>'.encode()


def zip_in_itself() -> bytes:
    """Archives in archives, sixteen in each, five deep."""
    body = b"x" * 1000
    for _ in range(5):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
            for number in range(16):
                packed.writestr(f"{number}.zip", body)
        body = out.getvalue()
    return body


def absurd_numbers() -> bytes:
    """Places and spans with more digits than Python turns into numbers, and digits that are none."""
    row = (
        f'<w:tr><w:trPr><w:gridBefore w:val="{"9" * 5000}"/></w:trPr><w:tc><w:tcPr>'
        f'<w:gridSpan w:val="{"9" * 5000}"/></w:tcPr><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr>'
    )
    numbered = '<w:p><w:pPr><w:numPr><w:ilvl w:val="²"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p>'
    body = f"{numbered}<w:p><w:r><w:t>some words</w:t></w:r></w:p><w:tbl>{row * 2}</w:tbl>"
    return docx(document_xml=f"<w:document {W}><w:body>{body}</w:body></w:document>".encode())


FILES = {
    "absurd-numbers.docx": absurd_numbers,
    "nested-word-tables.docx": nested_word_tables,
    "vast-sheet.xlsx": vast_sheet,
    "entities-beside-the-text.docx": entities_beside_the_text,
    "parts-outside.docx": parts_outside,
    "looped-pages.pdf": looped_pages,
    "looped-tables-of-objects.pdf": looped_tables_of_objects,
    "many-objects.pdf": many_objects,
    "bad-records.xls": bad_records,
    "nested-page-tables.html": nested_page_tables,
    "vast-attribute.html": vast_attribute,
    "zip-in-itself.zip": zip_in_itself,
}
