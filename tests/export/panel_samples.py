"""Archives whose figures the tests write down themselves."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from archive.codebook import codebook
from archive.crosswalk import indicator_of
from archive.export.package import export_panel
from archive.export.panel import Panel
from archive.export.selection import select
from archive.model import digest
from archive.process.reference import store_codebook, store_regions
from archive.store import Archive
from archive.store.rows import upsert

HOST = "https://www.yunchuan.test"
BLANK = "blank"
GONGKAI = [sys.executable, "-m", "archive.cli"]
NEW = "applications.new"
REPORTS: list[tuple[str, int, str, dict[str, Any], dict[str, Any]]] = [
    (
        "青岛市司法局",
        2017,
        "2014",
        {"applications.channel.fax": 2, "fees.collected": 0.5, NEW + ".total": 9},
        {},
    ),
    ("青岛市司法局", 2020, "2019", {NEW + ".total": 12, NEW + ".natural_person": BLANK}, {}),
    ("青岛市公安局", 2020, "2019", {NEW + ".total": 30, NEW + ".natural_person": 28}, {}),
    ("北京市教育委员会", 2020, "2019", {NEW + ".total": 7}, {"region": "110000"}),
    ("青岛市人民政府", 2020, "2019", {NEW + ".total": 700}, {"scope": "consolidated"}),
]


class Builder:
    """Puts reports into an archive by their figures: {"applications.new.total": 12, "…": BLANK}."""

    def __init__(self, path: Path) -> None:
        self.archive = Archive.open(path, create=True)
        with self.archive.transaction() as conn:
            store_codebook(conn)
            store_regions(conn)

    def report(self, body: str, year: int, form: str, figures: dict[str, Any], **more: Any) -> str:
        """The id of the report; `more` are columns of `reports`, `units` and `text` apart."""
        units, text = more.pop("units", {}), more.pop("text", f"{body}{year}年报告")
        scope = more.get("scope", "own")
        key = f"{body}/{year}/{scope}"
        report_id, organ_id = digest(key, str(figures)), digest(body)
        url = f"{HOST}/{report_id}.html"
        document_id, capture_id = digest(report_id, "d"), digest(report_id, "c")
        captured_at = "2024-03-01T01:02:03Z"
        with self.archive.transaction() as conn:
            upsert(conn, "captures", [
                {"id": capture_id, "url": url, "final_url": url, "fetched_at": captured_at, "status": 200,
                 "headers": "[]", "request_headers": "[]", "sha256": digest(text) * 4, "size": len(text),
                 "kind": "annual_report", "origin": "crawl"}
            ])  # fmt: skip
            upsert(conn, "documents", [
                {"id": document_id, "capture_id": capture_id, "url": url, "kind": "annual_report",
                 "title": f"{body}{year}年政府信息公开工作年度报告", "published": f"{year + 1}-01-20",
                 "year": year + 1, "source": body, "media_type": "text/html", "text": text, "blocks": "[]",
                 "state": "read", "reader": "test", "fetched_at": captured_at, "current": 1, "gone": 0,
                 "region": "370200", "organ_id": organ_id, "report_id": report_id}
            ])  # fmt: skip
            upsert(conn, "parts", [
                {"document_id": document_id, "number": 0, "capture_id": capture_id, "url": url,
                 "media_type": "text/html", "start": 0, "end": len(text)}
            ])  # fmt: skip
            upsert(conn, "organs", [{"id": organ_id, "name": body, "region": "370200", "level": "city"}])
            upsert(conn, "reports", [
                {"id": report_id, "report_key": key, "document_id": document_id, "organ_id": organ_id,
                 "organ": body, "year": year, "form": form, "scope": scope, "region": "370200",
                 "title": f"{body}{year}年政府信息公开工作年度报告", "published": f"{year + 1}-01-20",
                 "url": url, "content": digest(text), "current": 1, "reader": "test",
                 "figures": len(figures), **more}
            ])  # fmt: skip
            upsert(conn, "figures", [
                self._figure(report_id, name, value, units.get(name)) for name, value in figures.items()
            ])  # fmt: skip
        return report_id

    def _figure(self, report_id: str, name: str, value: Any, unit: str | None) -> dict[str, Any]:
        found = indicator_of(name)
        assert found, name
        qualifier = value if isinstance(value, str) else None
        evidence = {"kind": "cell", "table": 1, "row": 1, "column": 1, "text": str(value)}
        return {
            "id": f"{report_id}#{name}", "report_id": report_id, "indicator": found[0].code,
            "applicant": found[1], "value": None if qualifier else value,
            "unit": unit or codebook()[found[0].code].unit, "qualifier": qualifier,
            "evidence": json.dumps(evidence), "source": "table", "preferred": 1,
        }  # fmt: skip


def fill(build: Builder, reports: list[Any]) -> None:
    for body, year, form, figures, more in reports:
        build.report(body, year, form, figures, **more)
    with build.archive.transaction() as conn:
        conn.execute(
            "INSERT INTO coverage (organ_id, year, organ, region, level, state, due, rule)"
            " SELECT organ_id, year, organ, region, 'city', 'date_unknown', '2021-01-31', 'test' FROM reports"
        )


def gongkai(*arguments: str | Path, code: int = 0) -> subprocess.CompletedProcess[str]:
    done = subprocess.run([*GONGKAI, *map(str, arguments)], capture_output=True, text=True, timeout=300)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done


def export(
    build: Builder, folder: Path, *formats: str, wide: bool = False, **chosen: Any
) -> list[dict[str, str]]:
    """The rows of panel.csv."""
    conn = build.archive.conn
    export_panel(Panel.of(conn, select(conn, **chosen)), folder, formats=formats or ("csv",), wide=wide)
    return rows_of(folder / "panel.csv")


def rows_of(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
