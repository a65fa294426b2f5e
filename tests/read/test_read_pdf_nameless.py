"""PDFs with a font that does not name its digits: without its year a report is taken for something else."""

from __future__ import annotations

import io

import pytest

from archive.read import Unreadable, read

TITLE = "云溪市水利局{}年政府信息公开工作年度报告"
DESCRIPTOR = (
    b"<</Type/FontDescriptor/FontName/SimSun/Flags 4/FontBBox[0 -141 1000 859]/ItalicAngle 0/Ascent 859"
    b"/Descent -141/CapHeight 600/StemV 80>>"
)


def font(encoding: bytes, ordering: bytes) -> bytes:
    return (
        b"<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/" + encoding + b"/DescendantFonts[<</Type/Font"
        b"/Subtype/CIDFontType2/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(" + ordering + b")"
        b"/Supplement 0>>/FontDescriptor 3 0 R/DW 1000>>]>>"
    )


def pdf(lines: list[list[tuple[str, bool]]]) -> bytes:
    """Lines of runs, each named by its font (GBK) or not (numbers of glyphs)."""
    shown = []
    for number, runs in enumerate(lines):
        words = [
            f"/{'F1' if named else 'F2'} 12 Tf <{text.encode('gbk' if named else 'utf-16-be').hex()}> Tj"
            for text, named in runs
        ]
        shown.append(f"BT 1 0 0 1 60 {760 - 24 * number} Tm {' '.join(words)} ET")
    content = "\n".join(shown).encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[4 0 R]>>",
        DESCRIPTOR,
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 1200 842]/Contents 5 0 R"
        b"/Resources<</Font<</F1 6 0 R/F2 7 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        font(b"GBK-EUC-H", b"GB1"),
        font(b"Identity-H", b"Identity"),
    ]
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 8\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % at for at in places))
    out.write(b"trailer<</Size 8/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % start)
    return out.getvalue()


def report(year: list[tuple[str, bool]], extra: str = "") -> bytes:
    before, after = TITLE.split("{}")
    prose = "本单位认真贯彻落实上级部署，持续推进决策、执行、管理、服务和结果公开，回应群众关切。"
    lines = [[(before, True), *year, (after, True)], [(prose, True)], [(prose + extra, True)]]
    return pdf(lines)


@pytest.mark.parametrize(
    "year", [[("2023", False)], [("20", True), ("23", False)], [("202", True), ("3", False)]]
)
def test_a_report_without_a_readable_year_is_unreadable(year: list[tuple[str, bool]]) -> None:
    with pytest.raises(Unreadable, match="do not name their characters"):
        read(report(year))


def test_a_year_that_is_readable_elsewhere_is_enough() -> None:
    assert "2023年" in read(report([("2023", True)])).text
    document = read(report([("202", True), ("3", False)], "统计期限自2023年1月1日起。"))
    assert "202\ufffd年" in document.text
