"""Yearly reports with figures in prose and in a table, and the indicators they give."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sample_builder import HOST, REGION, Builder, paragraphs

from archive.model import digest

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


def add_indicators(build: Builder) -> None:
    """What is broken between the forms 2014 and 2019 is so in the crosswalk."""
    build.conn.execute("DELETE FROM indicators")
    for code, (zh, en, unit, applicants, broken) in INDICATORS.items():
        build.insert(
            "indicators",
            code=code,
            zh=zh,
            en=en,
            unit=unit,
            applicant_columns=applicants,
            kind="flow",
            forms="2014;2019",
            series_break=broken,
            comparability="跨年比较须知",
        )
        for form, relation in (("2014", None), ("2019", "break" if broken else "comparable")):
            build.insert(
                "crosswalk",
                indicator=code,
                form=form,
                figures="=",
                relation=relation,
                segment=form if broken else "2014",
                zh="跨年比较须知",
                en="What to mind across years",
            )
