"""A report of every format through the archive: stored, read, every figure found again where it stands."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pypdfium2
import pytest
from report_pages import Site, rows

from archive.model import Capture
from archive.process import check, read_captures
from archive.read import ocr
from archive.store import Archive

CASES = Path(__file__).resolve().parents[1] / "cases"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OFFICE = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is missing")
OCR = pytest.mark.skipif(not ocr.is_installed(), reason="the extra ocr is not installed")


def scan(body: bytes) -> bytes:
    """The pages of a PDF as a PDF of pictures."""
    pictures = [page.render(scale=2).to_pil() for page in pypdfium2.PdfDocument(body)]
    out = io.BytesIO()
    pictures[0].save(out, "PDF", save_all=True, append_images=pictures[1:])
    return out.getvalue()


FORMATS = [
    pytest.param("blank-cells-in-table-3", "page.html", "text/html; charset=utf-8", id="html"),
    pytest.param("docx-2019-merged-cells", "page.docx", WORD, id="docx"),
    pytest.param(
        "doc-form-2019", "page.doc", "application/msword", id="doc", marks=[pytest.mark.office, OFFICE]
    ),
    pytest.param("xlsx-all-on-one-sheet", "page.xlsx", SHEET, id="xlsx"),
    pytest.param("xls-form-2019", "page.xls", "application/vnd.ms-excel", id="xls"),
    pytest.param("pdf-ruled-2021-over-page-breaks", "page.pdf", "application/pdf", id="pdf-ruled"),
    pytest.param("pdf-form-2014-without-rules", "page.pdf", "application/pdf", id="pdf-without-rules"),
    pytest.param(
        "pdf-blank-and-slash-cells", "scan", "application/pdf", id="scan", marks=[pytest.mark.full, OCR]
    ),
]


@pytest.mark.parametrize(("case", "name", "media_type"), FORMATS)
def test_every_figure_is_found_again(case: str, name: str, media_type: str, archive: Archive) -> None:
    body = (CASES / case / "page.pdf").read_bytes() if name == "scan" else (CASES / case / name).read_bytes()
    url = f"http://{Site().host}/{name}"
    header = (("Content-Type", media_type),)
    stored = scan(body) if name == "scan" else body
    archive.record(
        Capture(
            url,
            url,
            "2026-01-01T08:00:00Z",
            200,
            header,
            (),
            stored,
            "s1",
            "年报",
            "annual_report",
            None,
            "crawl",
            None,
        )
    )
    archive.flush()
    read_captures(archive)
    ((figures,),) = rows(archive, "SELECT count(*) FROM figures")
    assert isinstance(figures, int)
    assert figures >= 20
    assert list(check(archive, jobs=1)) == []
    archive.conn.execute(
        "UPDATE figures SET value = value + 1 WHERE value > 0 AND qualifier IS NOT 'derived'"
    )
    ((raised,),) = rows(
        archive, "SELECT count(*) FROM figures WHERE value > 0 AND qualifier IS NOT 'derived'"
    )
    assert isinstance(raised, int)
    assert raised > 5
    assert len(list(check(archive, jobs=1))) >= raised
