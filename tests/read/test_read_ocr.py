"""Pictures of reports: drawn by a browser, recognised, compared; and what is said where that cannot be."""

# ruff: noqa: E501 (labels as they are printed)
from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from archive.extract import extract
from archive.model import CellEvidence
from archive.read import Unreadable, ocr, read

CHROMIUM = shutil.which("chromium")
ROWS = (
    ("（一）主动公开政府信息数", "条", "1901"), ("其中：主动公开规范性文件数", "条", "0"), ("（一）收到申请数", "件", "17"),
    ("1.当面申请数", "件", "7"), ("2.传真申请数", "件", "—"), ("3.网络申请数", "件", "10"), ("4.信函申请数", "件", ""),
    ("四、行政复议数量", "件", "3"), ("（一）维持具体行政行为数", "件", "3"), ("（二）被依法纠错数", "件", "0"),
)  # fmt: skip
PAGE = (
    "<meta charset=utf-8><body style='font:18px serif'><h2>云溪市水利局2016年政府信息公开工作年度报告</h2>"
    "<p>根据《中华人民共和国政府信息公开条例》的要求，现公布本局2016年政府信息公开工作年度报告。</p>"
    "<p>一、概述</p><p>附：政府信息公开情况统计表</p><table border=1 style='border-collapse:collapse' cellpadding=6>"
    "<tr><td>统计指标<td>单位<td>统计数</tr>"
    + "".join(f"<tr><td>{a}<td>{b}<td>{c}</tr>" for a, b, c in ROWS) + "</table>"
)  # fmt: skip


@pytest.mark.browser
@pytest.mark.skipif(not CHROMIUM, reason="Chromium is missing")
@pytest.mark.skipif(not ocr.is_installed(), reason="the extra ocr is not installed")
def test_a_picture_of_a_report_is_read(tmp_path: Path) -> None:
    source, target = tmp_path / "a.html", tmp_path / "a.png"
    source.write_text(PAGE, encoding="utf-8")
    call = [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--window-size=1000,800"]
    subprocess.run(
        [*call, f"--screenshot={target}", source.as_uri()], check=True, capture_output=True, timeout=60
    )
    reading = extract(read(target.read_bytes()))
    assert reading.report is not None
    assert (reading.report.organ, reading.report.year) == ("云溪市水利局", 2016)
    cells = {f.indicator: f for f in reading.figures if isinstance(f.evidence, CellEvidence)}
    assert {code: (f.value, f.qualifier) for code, f in cells.items()} == {
        "proactive.total": (1901, None), "proactive.normative_docs_disclosed": (0, None),
        "applications.new": (17, None), "applications.channel.in_person": (7, None),
        "applications.channel.fax": (None, "not_applicable"), "applications.channel.online": (10, None),
        "applications.channel.letter": (None, "blank"), "reconsideration.total": (3, None),
        "reconsideration.upheld": (3, None), "reconsideration.corrected": (0, None),
    }  # fmt: skip
    evidence = cells["proactive.total"].evidence
    assert isinstance(evidence, CellEvidence)
    assert evidence.confidence is not None
    assert 0.5 < evidence.confidence <= 1


def test_without_the_extra_the_file_says_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr_onnxruntime", None)
    monkeypatch.setattr(ocr, "is_installed", lambda: False)
    with pytest.raises(Unreadable, match=r"gongkai\[ocr\]"):
        read(b"\x89PNG\r\n\x1a\n" + b"\0" * 100)


@pytest.mark.skipif(not ocr.is_installed(), reason="the extra ocr is not installed")
@pytest.mark.parametrize(
    "body", [b"\x89PNG\r\n\x1a\n" + b"\0" * 100, b"\xff\xd8\xff\xe0" + b"x" * 100, b"GIF89a"]
)
def test_damaged_pictures(body: bytes) -> None:
    with pytest.raises(Unreadable, match="damaged"):
        read(body)
