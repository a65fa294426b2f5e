"""WARC files as other programs write them, and archives that have taken them in."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from archive.store import Archive
from scraper.intake import Intake
from scraper.source import Column, Site
from scraper.warc import Record, WarcError, records

SITE = Site("s1", "www.s1.test", "站点", (Column("栏目", "notice", "http://www.s1.test/", "listing"),))


def taken_in(folder: Path, *paths: Path, any_host: bool = True) -> tuple[Archive, Intake]:
    archive = Archive.open(folder / "in.db", create=True)
    intake = Intake(archive, [SITE], any_host=any_host)
    for path in paths:
        for record in records(path):
            intake.take(record)
    intake.finish()
    archive.flush()
    return archive, intake


def rows(archive: Archive, sql: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in archive.conn.execute(sql)]


def answered(
    path: Path, answers: Sequence[tuple[str, int, tuple[tuple[str, str], ...], bytes]], version: str = "1.0"
) -> Path:
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=path.suffix == ".gz", warc_version=version)
        for url, status, headers, body in answers:
            head = StatusAndHeaders(f"{status} X", list(headers), protocol="HTTP/1.0")
            writer.write_record(writer.create_warc_record(
                url, "response", io.BytesIO(body), len(body), http_headers=head,
                warc_headers_dict={"WARC-Date": "2012-03-04T05:06:07Z"},
            ))  # fmt: skip
    return path


PAGE = "<html><title>年报</title><body>" + "一页够长的正文。" * 60 + "</body></html>"


def read_through(path: Path) -> tuple[list[Record], str]:
    found: list[Record] = []
    try:
        found.extend(records(path))
    except WarcError as error:
        return found, str(error)
    return found, ""
