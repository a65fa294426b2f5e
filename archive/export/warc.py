"""The stored pages as WARC 1.1, gzipped record by record: what replay tools and other archives read.

    capture -> response (+ request); visit that found nothing new -> revisit

The stored bytes stand in the record with a Content-Length of their own; what the server said of their coding
and length is kept as `X-Archive-Orig-…`. `Gongkai-Capture` in the head of a record holds, as JSON, what WARC
has no field for; with it `gongkai import` gives back the very capture.
"""

from __future__ import annotations

import base64
import json
import sqlite3
import uuid
from collections.abc import Callable, Iterable, Iterator
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from archive import __version__
from archive.export.whole import ExportError, whole_file
from archive.store import Archive
from archive.store.pages import LAST_VISIT

ORIGINAL = "X-Archive-Orig-"
RENAMED = ("content-encoding", "content-length", "transfer-encoding")
EXTRA = "Gongkai-Capture"
_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
_KEPT = ("url", "source_id", "column", "kind", "parent_id", "link_text", "link_date", "vantage", "redirects",
         "rendered", "furniture")  # fmt: skip

Pairs = list[tuple[str, str]]


def export_warc(
    archive: Archive,
    path: Path,
    *,
    sources: Iterable[str] = (),
    progress: Callable[[int, int], None] | None = None,
) -> int:
    """Writes all captures and visits, or those of these sources; the number of records."""
    chosen = json.dumps(_known(archive.conn, list(sources)))
    (total,) = archive.conn.execute(f"SELECT count(*) FROM captures WHERE {_CHOSEN}", (chosen,)).fetchone()
    (visits,) = archive.conn.execute(f"SELECT count(*) FROM ({_VISITS})", (chosen,)).fetchone()
    with whole_file(path) as stream:
        writer = Writer(stream, archive)
        writer.info(path.name)
        for done, row in enumerate(_rows(archive.conn, _CAPTURES, chosen), 1):
            writer.capture(row)
            if progress:
                progress(done, total + visits)
        for done, row in enumerate(_rows(archive.conn, _VISITS, chosen), total + 1):
            writer.visit(row)
            if progress:
                progress(done, total + visits)
    return writer.records


def _known(conn: sqlite3.Connection, sources: list[str]) -> list[str]:
    for source in sources:
        if not conn.execute("SELECT 1 FROM captures WHERE source_id = ? LIMIT 1", (source,)).fetchone():
            raise ExportError(f"--source {source}: this archive holds no page of a source of that name.")
    return sources


_CHOSEN = "(?1 = '[]' OR source_id IN (SELECT value FROM json_each(?1)))"
_CAPTURES = f"SELECT * FROM captures WHERE {_CHOSEN} ORDER BY number"
_VISITS = f"""
SELECT visits.fetched_at AS visited_at, visits.outcome, captures.* FROM visits
JOIN captures ON captures.number = visits.capture
WHERE visits.outcome IN ('unchanged', 'not_modified') AND visits.fetched_at <> captures.fetched_at
AND {_CHOSEN} ORDER BY visits.number
"""


def _rows(conn: sqlite3.Connection, sql: str, chosen: str) -> Iterator[sqlite3.Row]:
    yield from conn.execute(sql, (chosen,))


class Writer:
    """Writes captures and visits to a stream, a gzip member each record."""

    def __init__(self, stream: BinaryIO, archive: Archive) -> None:
        self._archive = archive
        self._warc = WARCWriter(stream, gzip=True, warc_version="1.1")
        self.records = 0

    def _write(self, record: ArcWarcRecord) -> None:
        self._warc.write_record(record)
        self.records += 1

    def info(self, name: str) -> None:
        """The first record: who wrote this."""
        visit = self._archive.conn.execute(LAST_VISIT).fetchone()
        latest = visit["fetched_at"] if visit else None
        words = {"software": f"gongkai/{__version__}", "format": "WARC File Format 1.1"}
        record = self._warc.create_warcinfo_record(name, words)
        record.rec_headers.replace_header("WARC-Record-ID", _record_id("info", name, latest or ""))
        if latest:
            record.rec_headers.replace_header("WARC-Date", latest)
        self._write(record)

    def capture(self, row: sqlite3.Row) -> None:
        """The answer, and the question that led to it; a supplied file, which nobody answered, by itself."""
        body = self._archive.bodies.get(row["sha256"], hashed=True)
        if not row["status"]:
            self._write(self._record(row, "resource", BytesIO(body), len(body)))
            return
        response = self._record(row, "response", BytesIO(body), len(body), _answer(row, len(body)))
        self._write(response)
        request = self._record(row, "request", None, 0, _question(row))
        request.rec_headers.add_header(
            "WARC-Concurrent-To", response.rec_headers.get_header("WARC-Record-ID")
        )
        self._write(request)
        if row["url"] != row["final_url"]:
            self._redirect(row)

    def _record(
        self,
        row: sqlite3.Row,
        kind: str,
        payload: BytesIO | None,
        length: int,
        head: StatusAndHeaders | None = None,
    ) -> ArcWarcRecord:
        fields = {
            "WARC-Record-ID": _record_id(kind, row["id"]),
            "WARC-Date": row["fetched_at"],
        }
        if kind != "request":
            fields["WARC-Payload-Digest"] = _digest(row["sha256"])
            kept = {name: row[name] for name in _KEPT if row[name]}
            if kind == "resource" and row["headers"] != "[]":
                kept["headers"] = row["headers"]  # a resource has no head of its own
            fields[EXTRA] = json.dumps(kept)
        if kind == "resource":
            fields["Content-Type"] = row["media_type"] or "application/octet-stream"
        return self._warc.create_warc_record(
            row["final_url"], kind, payload, length, warc_headers_dict=fields, http_headers=head
        )

    def _redirect(self, row: sqlite3.Row) -> None:
        """The address asked for gave what stands at the one that it led to."""
        self._revisit(row, row["url"], row["fetched_at"], "redirect", {EXTRA: json.dumps({"redirect": True})})

    def visit(self, row: sqlite3.Row) -> None:
        """An answer that was what the archive has already."""
        self._revisit(row, row["final_url"], row["visited_at"], row["outcome"], {
            EXTRA: json.dumps({"url": row["url"]})
        })  # fmt: skip

    def _revisit(self, row: sqlite3.Row, address: str, at: str, outcome: str, fields: dict[str, str]) -> None:
        fields |= {"WARC-Record-ID": _record_id(outcome, row["id"], at), "WARC-Date": at}
        head = (
            _head("HTTP/1.1", "304 Not Modified", [])
            if outcome == "not_modified"
            else _answer(row, row["size"])
        )
        record = self._warc.create_revisit_record(
            address, _digest(row["sha256"]), row["final_url"], row["fetched_at"], head, fields
        )
        if outcome == "not_modified":
            record.rec_headers.replace_header("WARC-Profile", _NOT_MODIFIED)
        self._write(record)


class _ExactHead(StatusAndHeaders):  # type: ignore[misc]  # warcio has no types
    """A head whose bytes are those that came; warcio would write what is not ASCII in another way."""

    def to_ascii_bytes(self, filter_func: Any = None) -> bytes:
        text: str = self.to_str(filter_func)
        try:
            return text.encode("latin-1") + b"\r\n"
        except UnicodeEncodeError:
            return text.encode() + b"\r\n"


def _head(protocol: str, line: str, headers: Pairs) -> StatusAndHeaders:
    return _ExactHead(line, headers, protocol=protocol)


def _answer(row: sqlite3.Row, length: int) -> StatusAndHeaders:
    """The head of the answer. The version of HTTP and the words behind the status are not kept."""
    headers = [
        (f"{ORIGINAL}{name}" if name.lower() in RENAMED else name, value)
        for name, value in json.loads(row["headers"])
    ]
    return _head(
        "HTTP/1.1", f"{row['status']} {_phrase(row['status'])}", [*headers, ("Content-Length", str(length))]
    )


def _phrase(status: int) -> str:
    return HTTPStatus(status).phrase if status in list(HTTPStatus) else "Status"


def _question(row: sqlite3.Row) -> StatusAndHeaders:
    _, _, rest = row["final_url"].partition("://")
    _, slash, path = rest.partition("/")
    headers: Pairs = [(name, value) for name, value in json.loads(row["request_headers"])]
    return _head("GET", f"{slash or '/'}{path} HTTP/1.1", headers)


def _record_id(*parts: str) -> str:
    """The same for the same record, so that the same archive gives the same bytes."""
    return f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, ' '.join(('gongkai', *parts)))}>"


def _digest(sha256: str) -> str:
    return f"sha256:{base64.b32encode(bytes.fromhex(sha256)).decode()}"
