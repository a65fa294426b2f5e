"""Zip files as attachments: what is in them is read as if it were attached by itself."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from archive.extract import evidence_holds, extract
from archive.read import Unreadable, read

CASES = Path(__file__).resolve().parents[1] / "cases"
DOCX = (CASES / "docx-2019-merged-cells" / "page.docx").read_bytes()
NOTE = "说明：本附件为年度报告附表。".encode()


def packed(files: dict[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, body in files.items():
            archive.writestr(name, body)
    return out.getvalue()


def test_a_report_in_a_zip_is_read_with_evidence() -> None:
    alone = extract(read(DOCX))
    reading = extract(read(packed({"附件/年度报告.docx": DOCX, "附件/盖章页.jpg": b"\xff\xd8\xff"})))
    assert reading.report == alone.report
    assert [(f.indicator, f.applicant, f.value) for f in reading.figures] == [
        (f.indicator, f.applicant, f.value) for f in alone.figures
    ]
    assert all(evidence_holds(figure, reading.document) for figure in reading.figures)


def test_all_documents_are_read_under_their_names() -> None:
    document = read(
        packed({"一.txt": NOTE, "二.docx": DOCX, "__MACOSX/._一.txt": b"\0\5\x16\7", "s.db": b"x"})
    )
    assert document.text.startswith("说明：")
    assert "\n二\n" in document.text
    assert [part.number for part in document.parts] == [0, 1]
    assert len(document.tables) == len(read(DOCX).tables)


def test_names_as_chinese_programs_write_them() -> None:
    name = "年度报告".encode("gb18030")
    body = packed({"aaaaaaaa.docx": DOCX}).replace(b"aaaaaaaa", name)
    titles = [part.title for part in read(body).parts]
    assert titles == [read(DOCX).title or "年度报告"]


def test_of_a_document_that_cannot_be_read_the_name_is_left() -> None:
    document = read(packed({"封面.pdf": b"%PDF-1.4\n%%EOF", "年报.docx": DOCX}))
    assert document.text.endswith("\n封面.pdf")
    assert len(document.tables) == len(read(DOCX).tables)


def quine(depth: int) -> bytes:
    body = DOCX
    for _ in range(depth):
        body = packed({"附件.zip": body, "说明.doc": body})
    return body


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (packed({}), "no document"),
        (packed({"a.exe": b"MZ", "b.jpg": b"\xff\xd8\xff"}), "no document"),
        (quine(2), "packed archive"),
        (packed({f"{n}.txt": NOTE for n in range(21)}), "21 documents"),
        (packed({"a.txt": b"0" * 40_000_000}), "times its size"),
        (packed({"../../etc/a.pdf": b"%PDF-1.4\n%%EOF"}), "a.pdf"),
        (packed({"a.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100}), "a.xls"),
        (packed({"a.txt": NOTE})[:-30], "damaged"),
        (packed({"a.txt": NOTE * 9}).replace(NOTE[:4], b"xxxx", 1)[:60], "damaged|packed"),
    ],
    # A zip holds the time at which it was made: of two workers' tests the names would differ.
    ids=["none", "programs", "itself", "many", "bomb", "path", "sheet", "cut", "torn"],
)
def test_a_zip_that_cannot_be_read_says_why(body: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason) as raised:
        read(body)
    assert raised.value.reason.endswith(".")
