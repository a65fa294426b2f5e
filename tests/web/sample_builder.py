"""Puts rows into an archive by the schema, the way processing does."""

from __future__ import annotations

import json
from typing import Any

from archive.model import Capture, digest
from archive.store import Archive

HOST = "https://www.yunchuan.test"
REGION = "990100"
BUREAU, OFFICE = "云川市司法局", "云川市教育局"
EARLIER = "云川市法制办公室"
HOSTILE = '<script>alert("题")</script><img src=x onerror=alert(1)>'


class Builder:
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
