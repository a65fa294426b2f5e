"""Archives whose figures the tests write down themselves."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from archive.codebook import codebook
from archive.crosswalk import indicator_of
from archive.model import digest
from archive.process.reference import store_codebook, store_regions
from archive.store import Archive
from archive.store.rows import upsert

HOST = "https://www.yunchuan.test"
BLANK = "blank"


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
