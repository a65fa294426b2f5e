"""An archive of bodies with a report for each of 18 years, of other documents, and of stored pages."""

from __future__ import annotations

import json
import random
import sqlite3
from typing import Any

from archive.codebook import codebook
from archive.model import Capture, digest
from archive.store import Archive
from scripts.benches import _pages, _texts

YEARS = range(2008, 2026)
FIGURES = 20
CHARACTERS = 500
HEADERS = (("Content-Type", "text/html; charset=utf-8"),)


def keep(archive: Archive, count: int) -> None:
    """`count` pages of six sites, as they were fetched."""
    for page in _pages.pages(count):
        fetched_at = f"{page.date}T00:00:00Z"
        archive.record(Capture(page.url, page.url, fetched_at, 200, HEADERS, (), page.html(), kind="notice"))
    archive.flush()


def fill(conn: sqlite3.Connection, *, bodies: int, documents: int) -> None:
    """`bodies` with a report for each of 18 years, 20 figures a report; other documents up to `documents`."""
    chance = random.Random(1)
    codes = [code for code, one in codebook().items() if one.applicants == (None,)][:FIGURES]
    conn.execute("BEGIN")
    conn.execute("INSERT INTO regions (code, name, level) VALUES ('990000', '样例省', 'province')")
    conn.execute("INSERT INTO sites (id, host, sample) VALUES ('bench', 'www.bench.test', 1)")
    for code in codes:
        insert(conn, "INSERT OR IGNORE INTO indicators", code=code, zh=code, en=code, kind="flow")
    for number in range(bodies):
        add_body(conn, chance, number, codes)
    reports = bodies * len(YEARS)
    for number in range(reports, documents):
        add_document(conn, chance, f"notice{number}", kind="notice")
        if number % 100 == 0:  # a page that said something else before
            before = {"current": 0, "fetched_at": "2009-01-01T00:00:00Z", "id": digest(f"before{number}")}
            url = f"http://www.bench.test/notice{number}"
            add_document(conn, chance, f"before{number}", kind="notice", **{**before, "url": url})
    conn.execute("COMMIT")
    conn.execute("INSERT INTO documents_fts (documents_fts) VALUES ('optimize')")
    conn.execute("ANALYZE")


def add_body(conn: sqlite3.Connection, chance: random.Random, number: int, codes: list[str]) -> None:
    name, region = f"样例市第{number}局", f"99{number % 50 + 1:02}{number % 20 + 1:02}"
    conn.execute(
        "INSERT OR IGNORE INTO regions (code, name, level) VALUES (?, ?, 'county')",
        (region, f"样例县{region}"),
    )
    insert(conn, "INSERT INTO organs", id=digest(name), name=name, region=region, level="county")
    for year in YEARS:
        report_id = digest(name, str(year))
        document = add_document(
            conn,
            chance,
            f"{name}{year}",
            kind="annual_report",
            organ_id=digest(name),
            region=region,
            report_id=report_id,
            published=f"{year + 1}-01-{chance.randrange(1, 29):02}",
            year=year + 1,
        )
        insert(
            conn,
            "INSERT INTO reports",
            id=report_id,
            report_key=f"{name}/{year}/own",
            document_id=document,
            organ_id=digest(name),
            organ=name,
            year=year,
            form="2014" if year < 2019 else "2021",
            scope="own",
            region=region,
            title=f"{name}{year}年报",
            published=f"{year + 1}-01-20",
            url="http://www.bench.test/",
            content="0",
            current=1,
            reader="1",
            figures=len(codes),
            errors=year % 7 == 0,
            sample="样例数据",
        )
        insert(
            conn,
            "INSERT INTO coverage",
            organ_id=digest(name),
            year=year,
            organ=name,
            region=region,
            level="county",
            state="on_time" if year % 5 else "late",
            days_late=None if year % 5 else 12,
            report_id=report_id,
            rule="in_time" if year % 5 else "after_deadline",
        )
        for code in codes:
            value = chance.randrange(0, 5000)
            evidence = json.dumps({"kind": "sentence", "text": "公开信息", "start": 0, "end": 2})
            insert(
                conn,
                "INSERT INTO figures",
                id=f"{report_id}#{code}",
                report_id=report_id,
                indicator=code,
                value=value,
                unit="条",
                evidence=evidence,
                source="prose",
                preferred=1,
            )
        if year % 7 == 0:
            insert(
                conn,
                "INSERT INTO findings",
                id=digest(report_id, "f"),
                report_id=report_id,
                document_id=document,
                rule="table3.row_sum",
                severity="error",
                message="不等",
                left=1,
                right=2,
                figures="[]",
            )


def add_document(conn: sqlite3.Connection, chance: random.Random, name: str, **more: Any) -> str:
    text = _texts.text(chance, CHARACTERS)
    day = f"20{chance.randrange(10, 26)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
    values = {
        "id": digest(name),
        "capture_id": digest(name),
        "url": f"http://www.bench.test/{name}",
        "site_id": "bench",
        "title": _texts.title(chance),
        "published": day,
        "year": int(day[:4]),
        "source": "样例局",
        "text": text,
        "blocks": json.dumps([["paragraph", 0, len(text), None, None]]),
        "state": "read",
        "reader": "1",
        "fetched_at": f"{day}T00:00:00Z",
        "current": 1,
        "region": "990000",
        "media_type": "text/html",
    }
    insert(conn, "INSERT INTO documents", **{**values, **more})
    return digest(name)


def insert(conn: sqlite3.Connection, verb: str, **values: Any) -> None:
    names, marks = ", ".join(f'"{name}"' for name in values), ", ".join("?" * len(values))
    conn.execute(f"{verb} ({names}) VALUES ({marks})", tuple(values.values()))
