"""Word files and spreadsheets, made here with python-docx and xlsxwriter."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
import xlsxwriter
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from archive.model import Document
from archive.read import Unreadable, media, read


def word(fill: Callable[[WordDocument], object]) -> bytes:
    document = docx.Document()
    fill(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def rows(document: Document, number: int = 1) -> list[list[str]]:
    return [[cell.text for cell in row] for row in document.table(number).rows]


def report(document: WordDocument) -> None:
    document.add_paragraph("某市某局")
    document.add_paragraph("2022年政府信息公开工作年度报告")
    document.add_heading("总体情况", 1)
    document.add_paragraph("主动公开信息19").add_run("01条。")
    document.add_paragraph("附表")
    table = document.add_table(3, 3)
    for i in range(3):
        for j in range(3):
            table.cell(i, j).text = f"{i}{j}"
    table.cell(0, 0).merge(table.cell(0, 1)).text = "横"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "竖"
    document.add_paragraph("完。")


def test_paragraphs_and_tables_in_order() -> None:
    document = read(word(report))
    assert document.media_type == media.DOCX
    assert document.title == "某市某局2022年政府信息公开工作年度报告"
    assert [block.kind for block in document.blocks] == [
        "heading", "heading", "heading", "paragraph", "paragraph", "table", "paragraph"
    ]  # fmt: skip
    assert "主动公开信息1901条。" in document.text
    assert document.table(1).caption == "附表"


def test_merged_cells_become_a_grid() -> None:
    document = read(word(report))
    assert rows(document) == [["横", "横", "02"], ["竖", "11", "12"], ["竖", "21", "22"]]
    merged = document.table(1).rows[2][0]
    assert (merged.row, merged.row_span, merged.column_span) == (2, 2, 1)


def test_text_boxes_deleted_words_and_inserted_words() -> None:
    xml = (
        f"<w:p {nsdecls('w')} xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' "
        "xmlns:v='urn:schemas-microsoft-com:vml'><w:r><w:t>收到</w:t></w:r><w:del w:id='1' w:author='a'><w:r>"
        "<w:delText>9</w:delText></w:r></w:del><w:ins w:id='2' w:author='a'><w:r><w:t>12件</w:t>"
        "</w:r></w:ins>"
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:txbxContent><w:p><w:r><w:t>"
        "框中</w:t></w:r></w:p>"
        "</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>框中</w:t></w:r>"
        "</w:p></w:txbxContent>"
        "</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    document = read(word(lambda d: d.element.body.insert(0, parse_xml(xml))))
    assert document.text == "收到12件\n框中"


def test_automatic_numbers_are_part_of_the_text() -> None:
    def fill(document: WordDocument) -> None:
        numbering = document.part.numbering_part.element
        numbering.insert(
            0,
            parse_xml(
                f"<w:abstractNum {nsdecls('w')} w:abstractNumId='77'><w:lvl w:ilvl='0'><w:start w:val='1'/>"
                "<w:numFmt w:val='chineseCounting'/><w:lvlText w:val='%1、'/></w:lvl><w:lvl w:ilvl='1'>"
                "<w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1-%2.'/>"
                "</w:lvl></w:abstractNum>"
            ),
        )
        numbering.append(
            parse_xml(f"<w:num {nsdecls('w')} w:numId='78'><w:abstractNumId w:val='77'/></w:num>")
        )
        for text, level in (("概述", 0), ("甲", 1), ("乙", 1), ("申请", 0), ("丙", 1)):
            paragraph = document.add_paragraph(text)
            paragraph._p.get_or_add_pPr().append(
                parse_xml(f"<w:numPr {nsdecls('w')}><w:ilvl w:val='{level}'/><w:numId w:val='78'/></w:numPr>")
            )

    assert read(word(fill)).text.split("\n") == ["一、概述", "一-1.甲", "一-2.乙", "二、申请", "二-1.丙"]


def test_layout_tables_of_word_are_unwrapped() -> None:
    def fill(document: WordDocument) -> None:
        outer = document.add_table(1, 1).cell(0, 0)
        outer.text = "前言"
        inner = outer.add_table(1, 2)
        inner.cell(0, 0).text, inner.cell(0, 1).text = "收到", "3"

    document = read(word(fill))
    assert document.text == "前言\n收到\t3"
    assert rows(document) == [["收到", "3"]]


def test_paragraphs_of_a_cell() -> None:
    def fill(document: WordDocument) -> None:
        table = document.add_table(1, 2)
        table.cell(0, 0).text = "商业\n企业"
        table.cell(0, 1).text = "10"
        table.cell(0, 1).add_paragraph("5")

    assert rows(read(word(fill))) == [["商业企业", "10 5"]]


def test_rows_of_word_with_gaps_before_them() -> None:
    xml = (
        f"<w:tbl {nsdecls('w')}><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p>"
        "<w:r><w:t>1</w:t>"
        "</w:r></w:p></w:tc></w:tr><w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr><w:tc><w:p>"
        "<w:r><w:t>2</w:t></w:r>"
        "</w:p></w:tc></w:tr></w:tbl>"
    )
    assert rows(read(word(lambda d: d.element.body.insert(0, parse_xml(xml))))) == [["a", "1"], ["", "2"]]


def sheet() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet("统计表")
        page.merge_range(0, 0, 0, 2, "政府信息公开情况统计表")
        page.write_row(1, 0, ["统计指标", "单位", "统计数"])
        page.merge_range(2, 0, 3, 0, "收到\n申请")
        page.write_row(2, 1, ["件", 1901])
        page.write_row(3, 1, ["万元", 2.5])
        hidden = book.add_worksheet("旧")
        hidden.write(0, 0, "隐藏")
        hidden.hide()
        second = book.add_worksheet("二")
        second.write_row(3, 2, ["甲", 0])
        second.write_row(4, 2, ["乙", None])
    return out.getvalue()


def test_sheets_become_tables() -> None:
    document = read(sheet())
    assert document.media_type == media.XLSX
    assert document.title == document.table(1).caption == "政府信息公开情况统计表"
    assert [table.sheet for table in document.tables] == ["统计表", "二"]
    assert rows(document) == [
        ["政府信息公开情况统计表"] * 3,
        ["统计指标", "单位", "统计数"],
        ["收到申请", "件", "1901"],
        ["收到申请", "万元", "2.5"],
    ]
    assert rows(document, 2) == [["甲", "0"], ["乙", ""]]


@pytest.mark.parametrize("size", [0.1, 0.5, 0.9])
@pytest.mark.parametrize("make", [lambda: word(report), sheet])
def test_truncated_office_files(make: Callable[[], bytes], size: float) -> None:
    body = make()
    with pytest.raises(Unreadable, match="damaged|truncated"):
        read(body[: int(len(body) * size)])


def test_lone_cell_in_the_far_corner() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet()
        page.write(0, 0, "a")
        page.write(1_048_575, 16_383, 5)
    with pytest.raises(Unreadable, match="far apart"):
        read(out.getvalue())


def test_formatted_but_empty_cells_in_the_far_corner() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["a", 1])
        page.write_blank(1_048_575, 16_383, None, book.add_format({"bold": True}))
    assert rows(read(out.getvalue())) == [["a", "1"]]


def test_zip_bombs_are_not_opened() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("[Content_Types].xml", "<Types/>")
        bomb.writestr("word/document.xml", b"0" * 60_000_000)
    with pytest.raises(Unreadable, match="unpack"):
        read(out.getvalue())


def test_external_entities_are_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("geheim")
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word(report))) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            body = source.read(name)
            if name == "word/document.xml":
                start = body.index(b"<w:document")
                entity = f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'.encode()
                body = body[:start] + entity + body[start:].replace(b"<w:t>", b"<w:t>&x;", 1)
            target.writestr(name, body)
    try:
        text = read(out.getvalue()).text
    except Unreadable:
        text = ""
    assert "geheim" not in text


def test_password_protected_office_file() -> None:
    ole = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\0" * 600
        + "EncryptedPackage".encode("utf-16-le")
        + b"\0" * 900
    )
    with pytest.raises(Unreadable, match="password"):
        read(ole)


def test_old_word_file_without_libreoffice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "WordDocument".encode("utf-16-le") + b"\0" * 900
    with pytest.raises(Unreadable, match="LibreOffice"):
        read(ole)


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("ending", ["doc", "rtf"])
def test_old_word_file_through_libreoffice(tmp_path: Path, ending: str) -> None:
    source = tmp_path / "a.docx"
    source.write_bytes(word(report))
    command = [
        "soffice",
        f"-env:UserInstallation={(tmp_path / 'p').as_uri()}",
        "--headless",
        "--convert-to",
        ending,
    ]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(source)], check=True, capture_output=True, timeout=120
    )
    document = read((tmp_path / f"a.{ending}").read_bytes())
    assert document.title == "某市某局2022年政府信息公开工作年度报告"
    assert rows(document)[1:] == [["竖", "11", "12"], ["竖", "21", "22"]]
