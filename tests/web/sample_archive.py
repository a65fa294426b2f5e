"""A small archive with everything the site shows: forms, versions, a silent correction, a vanished page,
hostile words, an attachment."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hostile_page import HOSTILE_PAGE

from archive.model import Capture, digest
from archive.store import Archive

HOST = "https://www.yunchuan.test"
REGION = "990100"
BUREAU, OFFICE = "云川市司法局", "云川市教育局"
EARLIER = "云川市法制办公室"
HOSTILE = '<script>alert("题")</script><img src=x onerror=alert(1)>'

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


class Builder:
    """Puts rows into an archive by the schema, the way processing does."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.conn = archive.conn

    def insert(self, table: str, **values: Any) -> None:
        with self.archive.transaction() as conn:
            names = ", ".join(f'"{name}"' for name in values)
            marks = ", ".join("?" * len(values))
            conn.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(values.values()))

    def capture(self, path: str, body: bytes, day: str, media_type: str = "text/html", **more: Any) -> str:
        headers = (("Content-Type", media_type),)
        capture = Capture(
            f"{HOST}{path}",
            f"{HOST}{path}",
            f"{day}T01:02:03Z",
            200,
            headers,
            (),
            body,
            source_id="yunchuan",
            **more,
        )
        self.archive.record(capture)
        return capture.id

    def document(self, path: str, title: str, text: str, day: str, **more: Any) -> str:
        page = more.pop("page", None) or f"<html><title>x</title><p>{text}</p></html>".encode()
        capture_id = self.capture(path, page, day, kind=more.get("kind", "notice"))
        blocks = more.pop("blocks", None) or paragraphs(text)
        values = {
            "id": digest(capture_id),
            "capture_id": capture_id,
            "url": f"{HOST}{path}",
            "site_id": "yunchuan",
            "column": "公开",
            "kind": "notice",
            "title": title,
            "published": day,
            "year": int(day[:4]),
            "source": BUREAU,
            "media_type": "text/html",
            "text": text,
            "blocks": json.dumps(blocks),
            "state": "read",
            "reader": "test",
            "fetched_at": f"{day}T01:02:03Z",
            "current": 1,
            "gone": 0,
            "region": REGION,
        }
        self.insert("documents", **{**values, **more})
        return digest(capture_id)


def paragraphs(text: str) -> list[list[Any]]:
    """A block a line, a line that begins with a section number a heading."""
    blocks, at = [], 0
    for line in text.split("\n"):
        kind = "heading" if line.startswith(("一、", "二、", "三、")) else "paragraph"
        blocks.append([kind, at, at + len(line), None, None])
        at += len(line) + 1
    return blocks


TABLE = [
    [1, 1, 2, 1, "统计项目"],
    [1, 2, 1, 2, "申请人情况"],
    [2, 2, 1, 1, "自然人"],
    [2, 3, 1, 1, "总计"],
    [3, 1, 1, 1, "一、本年新收政府信息公开申请数量"],
    [3, 2, 1, 1, "21"],
    [3, 3, 1, 1, "23"],
    [4, 1, 1, 1, "二、上年结转政府信息公开申请数量"],
    [4, 2, 1, 1, ""],
    [4, 3, 1, 1, "/"],
]


def add_report(
    build: Builder, organ: str, year: int, path: str, total: int, day: str, current: int = 1
) -> str:
    """A report with one figure in prose, two zeros in words on the same word, and a table."""
    first = f"全年主动公开政府信息{total}条，通过网站公开1500余条。"
    second = "未收到行政复议和行政诉讼。"
    table_text = "\n".join(["统计项目\t自然人\t总计", "新收\t21\t23"])
    text = "\n".join(["一、总体情况", first, "二、复议诉讼情况", second, table_text])
    start = text.index(table_text)
    blocks = [*paragraphs(text[: start - 1]), ["table", start, len(text), 1, None]]
    document_id = build.document(
        path,
        f"{organ}{year}年政府信息公开工作年度报告",
        text,
        day,
        blocks=blocks,
        kind="annual_report",
        organ_id=digest(organ),
        current=current,
    )
    build.insert(
        "document_tables", document_id=document_id, number=1, caption="申请情况", rows=json.dumps(TABLE)
    )
    report_id = digest(f"{organ}/{year}/own", text)
    build.conn.execute("UPDATE documents SET report_id = ? WHERE id = ?", (report_id, document_id))
    build.insert(
        "reports",
        id=report_id,
        report_key=f"{organ}/{year}/own",
        document_id=document_id,
        organ_id=digest(organ),
        organ=organ,
        year=year,
        form="2014" if year < 2019 else "2019",
        scope="own",
        region=REGION,
        title=f"{organ}{year}年政府信息公开工作年度报告",
        published=day,
        url=f"{HOST}{path}",
        content=digest(text),
        current=current,
        reader="test",
        figures=7,
        errors=1,
        warnings=0,
    )
    build.insert(
        "sections", report_id=report_id, number=1, heading="一、总体情况", start=0, end=text.index("二、")
    )
    for name, applicant, value, qualifier, evidence in figures_of(text, first, second, total):
        build.insert(
            "figures",
            id=f"{report_id}#{name}" + (f".{applicant}" if applicant else ""),
            report_id=report_id,
            indicator=name,
            applicant=applicant,
            value=value,
            unit="条" if name.startswith("proactive") else "件",
            qualifier=qualifier,
            bound="lower" if qualifier == "approx" else None,
            evidence=json.dumps(evidence),
            source="table" if evidence["kind"] == "cell" else "prose",
            preferred=1,
        )
    build.insert(
        "findings",
        id=digest(report_id, "row"),
        report_id=report_id,
        document_id=document_id,
        rule="table3.row",
        severity="error",
        message="总计 23 与各列之和 21 不等",
        left=23,
        right=21,
        figures=json.dumps(["applications.new.total", "applications.new.natural_person"]),
    )
    return report_id


def figures_of(text: str, first: str, second: str, total: int) -> Iterator[tuple[Any, ...]]:
    def said(sentence: str, words: str) -> dict[str, Any]:
        start = text.index(sentence) + sentence.index(words)
        return {"kind": "sentence", "text": sentence, "start": start, "end": start + len(words)}

    def cell(row: int, column: int, words: str) -> dict[str, Any]:
        headings = {"row_headings": [], "column_headings": []}
        return {"kind": "cell", "table": 1, "row": row, "column": column, "text": words, **headings}

    yield "proactive.total", None, total, None, said(first, str(total))
    yield "proactive.channel.website", None, 1500, "approx", said(first, "1500余")
    yield "reconsideration.total", None, 0, "stated_zero", said(second, "未收到")
    yield "litigation.total", None, 0, "stated_zero", said(second, "未收到")
    yield "applications.new", "natural_person", 21, None, cell(3, 2, "21")
    yield "applications.new", "total", 23, None, cell(3, 3, "23")
    yield "applications.carried_in", "natural_person", None, "blank", cell(4, 2, "")


INDICATORS = {
    "proactive.total": ("主动公开政府信息数", "Items disclosed", "条", "", "yes"),
    "proactive.channel.website": ("政府网站公开政府信息数", "Items on the website", "条", "", ""),
    "reconsideration.total": ("行政复议总数", "Reconsideration cases", "件", "", ""),
    "litigation.total": ("行政诉讼总数", "Litigation cases", "件", "", ""),
    "applications.new": ("本年新收申请数", "New applications", "件", "yes", ""),
    "applications.carried_in": ("上年结转申请数", "Carried in", "件", "yes", ""),
}


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
    build.conn.execute("DELETE FROM indicators")
    for code, (zh, en, unit, applicants, series_break) in INDICATORS.items():
        build.insert(
            "indicators",
            code=code,
            zh=zh,
            en=en,
            unit=unit,
            applicant_columns=applicants,
            kind="flow",
            forms="2014;2019",
            series_break=series_break,
            comparability="跨年比较须知",
        )


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
    attacker = build.capture('/n/"><img src=x onerror=alert(1)>.html', HOSTILE_PAGE.encode(), "2021-05-02")
    return Ids(reports, corrected, older, vanished, hostile, page, attacker, attachment)


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
