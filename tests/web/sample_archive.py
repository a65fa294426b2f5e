"""A small archive with everything the site shows: forms, versions, a silent correction, a vanished page,
hostile words, attachments."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hostile_page import HOSTILE_PAGE
from sample_builder import BUREAU, EARLIER, HOST, HOSTILE, OFFICE, REGION, Builder
from sample_reports import add_indicators, add_report

from archive.model import digest
from archive.store import Archive

__all__ = ["BUREAU", "EARLIER", "HOSTILE", "OFFICE", "PAGE", "Answer", "Ask", "Ids", "build_archive"]

PAGE = """<!doctype html><html><head><meta charset="gb2312"><title>通知</title>
<script>document.title = "ran"; parent.postMessage("ran", "*")</script>
<meta http-equiv="refresh" content="0;url=https://elsewhere.test/"><base href="https://elsewhere.test/">
<link rel="stylesheet" href="https://elsewhere.test/a.css"></head>
<body onload="document.title = 'ran'"><h1>关于政务服务的通知</h1><p>全文如下：复议指南。</p>
<img src="https://elsewhere.test/a.png"><a href="javascript:alert(1)">点</a>
<form action="https://elsewhere.test/"><button>送出</button></form><iframe src="https://elsewhere.test/"></iframe>
<svg><script>document.title = "ran"</script></svg></body></html>"""


@dataclass(frozen=True)
class Ids:
    """The ids that tests ask for."""

    reports: dict[tuple[str, int], str]
    corrected: str  # the newer document of the silently corrected report
    older_report: str
    vanished: str
    hostile: str
    page: str  # the capture of PAGE
    attacker: str  # the capture of HOSTILE_PAGE
    attachment: str


def build_archive(path: Path) -> Ids:
    with Archive.open(path, create=True) as archive:
        build = Builder(archive)
        _add_surroundings(build)
        return _add_documents(build)


def _add_surroundings(build: Builder) -> None:
    with build.archive.transaction() as conn:
        conn.execute("PRAGMA defer_foreign_keys = ON")
    build.insert("regions", code=REGION, name="云川市", level="city")
    build.insert(
        "sites",
        id="yunchuan",
        host="www.yunchuan.test",
        name="云川市政府网",
        region=REGION,
        sample=1,
        followed=1,
        state="ok",
    )
    for organ in (BUREAU, OFFICE):
        build.insert("organs", id=digest(organ), name=organ, region=REGION, level="city")
    add_indicators(build)


def _add_documents(build: Builder) -> Ids:
    reports = {
        (organ, year): add_report(
            build, organ, year, f"/{number}/{year}.html", 100 * number + year, f"{year + 1}-01-20"
        )
        for number, organ in enumerate((BUREAU, OFFICE), 1)
        for year in (2017, 2018, 2019)
    }
    _add_verdicts(build, reports)
    older = add_report(build, BUREAU, 2020, "/1/2020.html", 1901, "2021-01-20", current=0)
    reports[BUREAU, 2020] = add_report(build, BUREAU, 2020, "/1/2020.html", 1910, "2021-06-20")
    corrected = build.conn.execute(
        "SELECT document_id FROM reports WHERE id = ?", (reports[BUREAU, 2020],)
    ).fetchone()[0]
    vanished = build.document(
        "/n/gone.html", "关于征求意见的公告", "征求意见。\n期限十日。", "2021-03-01", gone=1
    )
    build.conn.execute(
        "UPDATE pages SET state = 'gone', gone_at = '2021-07-01T00:00:00Z' WHERE url = ?",
        (f"{HOST}/n/gone.html",),
    )
    hostile = build.document("/n/x.html", HOSTILE, f"复议 {HOSTILE}\n第二段", "2021-04-01", source=HOSTILE)
    notice = build.document(
        "/n/1.html", "关于政务服务的通知", "全文如下：复议指南。", "2021-05-01", page=PAGE.encode("gb18030")
    )
    page = build.conn.execute("SELECT capture_id FROM documents WHERE id = ?", (notice,)).fetchone()[0]
    attachment = build.capture(
        "/n/附件.pdf", b"%PDF-1.4 not much", "2021-05-01", "application/pdf", parent_id=page
    )
    build.insert(
        "parts",
        document_id=notice,
        number=1,
        capture_id=attachment,
        url=f"{HOST}/n/附件.pdf",
        title="附件.pdf",
        media_type="application/pdf",
        start=10,
        end=10,
    )
    _attach_table(build, reports[BUREAU, 2018])
    attacker = build.capture('/n/"><img src=x onerror=alert(1)>.html', HOSTILE_PAGE.encode(), "2021-05-02")
    return Ids(reports, corrected, older, vanished, hostile, page, attacker, attachment)


def _attach_table(build: Builder, report_id: str) -> None:
    """The table of the report stands in a file of its own, and what was read from it there."""
    row = build.conn.execute("SELECT document_id FROM reports WHERE id = ?", (report_id,)).fetchone()
    document = build.conn.execute("SELECT * FROM documents WHERE id = ?", (row[0],)).fetchone()
    start = next(block[1] for block in json.loads(document["blocks"]) if block[0] == "table")
    file = build.capture("/n/表.xls", b"not much of a table", "2019-01-20", "application/vnd.ms-excel")
    for number, capture_id, url, (first, last) in (
        (0, document["capture_id"], document["url"], (0, start)),
        (1, file, f"{HOST}/n/表.xls", (start, len(document["text"]))),
    ):
        build.insert(
            "parts",
            document_id=document["id"],
            number=number,
            capture_id=capture_id,
            url=url,
            title="表.xls" if number else document["title"],
            media_type="application/vnd.ms-excel" if number else "text/html",
            start=first,
            end=last,
        )
    build.conn.execute("UPDATE figures SET part = 1 WHERE report_id = ? AND source = 'table'", (report_id,))


def _add_verdicts(build: Builder, reports: dict[tuple[str, int], str]) -> None:
    """What is settled after reading: coverage in every state, a correction, a succession, a rule."""
    conn = build.conn
    listed = build.capture("/list.html", b"<ul></ul>", "2022-05-01", kind="list")
    states = {2017: "on_time", 2018: "late", 2019: "date_unknown"}
    reasons = {"on_time": "in_time", "late": "after_deadline", "date_unknown": "undated"}
    for (organ, year), report_id in reports.items():
        state = states[year]
        proof = {"report_id": report_id, "days_late": 12 if state == "late" else None}
        _cover(build, organ, year, state, reasons[state], **proof)
    _cover(build, OFFICE, 2020, "absent", "not_in_list", capture_id=listed, checked_at="2022-05-01T01:02:03Z")
    _cover(build, OFFICE, 2021, "not_checked", "no_column")
    _cover(build, BUREAU, 2021, "not_expected", "not_yet_due")
    build.insert("organs", id=digest(EARLIER), name=EARLIER, region=REGION, level="city")
    build.insert(
        "organ_successions",
        organ_id=digest(EARLIER),
        successor_id=digest(BUREAU),
        year=2018,
        reorganisation="2018 年机构改革",
        source="样例",
    )
    build.insert(
        "corrections",
        id="c1",
        line=2,
        report_key=f"{BUREAU}/2017/own",
        indicator="proactive.total",
        value=2171,
        reason="数字倒置，见勘误",
        by="王某",
        date="2024-05-06",
        figures=1,
    )
    corrected = f"{reports[BUREAU, 2017]}#proactive.total"
    conn.execute("UPDATE figures SET corrected_value = 2171, correction_id = 'c1' WHERE id = ?", [corrected])
    conn.execute("DELETE FROM rules")
    words = {"zh": "总计等于各列之和", "en": "The total is the sum of its columns"}
    build.insert("rules", code="table3.row", severity="error", **words)
    conn.execute("UPDATE findings SET message_en = 'The total is 23, the columns add up to 21'")


def _cover(build: Builder, organ: str, year: int, state: str, rule: str, **more: Any) -> None:
    values = {"organ_id": digest(organ), "year": year, "organ": organ, "region": REGION, "level": "city"}
    build.insert("coverage", **values, state=state, rule=rule, **more)


@dataclass(frozen=True)
class Answer:
    status: int
    text: str
    content: bytes
    headers: dict[str, str]

    def json(self) -> Any:
        return json.loads(self.text)


Ask = Callable[..., Answer]
