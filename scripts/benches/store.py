"""The archive against a WARC.gz of the same captures: its size, and the time to read versions back.

Six sites, a template each (`_pages`); each page in a first version and four later ones. A body's size is what
`bodies` and `dictionaries` hold; the file's is all of it, with its indexes, after `gongkai compact`'s VACUUM.
"""

from __future__ import annotations

import gzip
import io
import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from archive.model import Capture
from archive.store import Archive
from scripts.benches._pages import Page, later, pages
from scripts.benches.ratio import Ratio, in_turn

ANSWER = (
    ("Server", "nginx"),
    ("Date", "Mon, 05 Jan 2026 08:00:00 GMT"),
    ("Content-Type", "text/html; charset=utf-8"),
    ("Last-Modified", "Fri, 26 Jan 2018 01:02:03 GMT"),
    ("ETag", '"5a6a7b2b-a03c"'),
    ("Content-Encoding", "gzip"),
)
QUESTION = (
    ("User-Agent", "gongkai/0.1 (archive of open government information; obeys robots.txt)"),
    ("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"),
    ("Accept-Language", "zh-CN,zh;q=0.9,en;q=0.5"),
)
VERSIONS = 4


def measure(quick: bool) -> Iterator[Ratio]:
    with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder) / "a.db", create=True) as archive:
        yield from keeping(archive, 1200 if quick else 6000)
        yield from reading(archive)


def keeping(archive: Archive, count: int) -> Iterator[Ratio]:
    """The bytes of first versions and of later ones; none of the pages stays in memory."""
    first = [capture_of(page, 0) for page in pages(count)]
    ours, peer = stored(archive, first), warc_size(first)
    yield Ratio("first versions, bodies", ours, peer, "B", 0.35, at_most=True)
    yield Ratio("first versions, whole file", file_size(archive), peer, "B", 0.75, at_most=True)
    whole, again, records = file_size(archive), ours, 0
    for visit in range(1, VERSIONS + 1):
        versions = [capture_of(later(page, visit), visit) for page in pages(count)]
        again, records = stored(archive, versions), records + warc_size(versions)
    yield Ratio("re-captures, bodies", again - ours, records, "B", 0.15, at_most=True)
    yield Ratio("re-captures, whole file", file_size(archive) - whole, records, "B", 0.2, at_most=True)


def capture_of(page: Page, visit: int) -> Capture:
    minutes, seconds = divmod(page.number, 60)
    at = f"2026-{1 + visit:02}-05T{minutes // 60 % 24:02}:{minutes % 60:02}:{seconds:02}Z"
    return Capture(
        page.url, page.url, at, 200, ANSWER, QUESTION, page.html(), f"s{page.site}", "通知公告", "notice"
    )


def stored(archive: Archive, captures: Sequence[Capture]) -> int:
    """Bytes of all bodies and dictionaries, after these captures were recorded."""
    for capture in captures:
        archive.record(capture)
    archive.flush()
    (size,) = archive.conn.execute(
        "SELECT (SELECT sum(length(data)) FROM bodies) + (SELECT sum(length(data)) FROM dictionaries)"
    ).fetchone()
    return int(size)


def file_size(archive: Archive) -> int:
    archive.conn.execute("VACUUM")
    archive.empty_log()
    return archive.path.stat().st_size


def warc_size(captures: Sequence[Capture]) -> int:
    """Bytes of a WARC.gz with a request and a response record a capture, each gzipped by itself."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    for capture in captures:
        answer = StatusAndHeaders("200 OK", list(capture.headers), protocol="HTTP/1.1")
        response = writer.create_warc_record(
            capture.url, "response", payload=io.BytesIO(capture.body), http_headers=answer
        )
        question = StatusAndHeaders("GET / HTTP/1.1", list(capture.request_headers), is_http_request=True)
        request = writer.create_warc_record(capture.url, "request", http_headers=question)
        writer.write_request_response_pair(request, response)
    return out.tell()


def reading(archive: Archive) -> Iterator[Ratio]:
    """Random versions out of the archive, against their records in a WARC.gz, found by their offsets; and
    against gzip alone, which only decompresses what is in memory and finds nothing."""
    for name, where in (
        ("any version", "1"),
        ("first versions", "base IS NULL"),
        ("later versions", "base IS NOT NULL"),
    ):
        rows = archive.conn.execute(f"SELECT sha256 FROM bodies WHERE {where} ORDER BY sha256").fetchall()
        digests = [row["sha256"] for row in random.Random(1).sample(rows, min(1000, len(rows)))]
        warc = archive.path.with_suffix(".warc.gz")
        offsets = write_warc(warc, [archive.body(sha256) for sha256 in digests])
        packed = [gzip.compress(archive.body(sha256), 6) for sha256 in digests]
        ours = partial(all_of, archive.body, digests)
        with warc.open("rb") as stream:
            mine, peer = in_turn(ours, partial(all_of, partial(record_at, stream), offsets), rounds=9)
        yield Ratio(f"{name} against WARC.gz", len(digests) / mine, len(digests) / peer, "bodies/s", 3.0)
        mine, peer = in_turn(ours, partial(all_of, gzip.decompress, packed), rounds=9)
        yield Ratio(f"{name} against gzip alone", len(digests) / mine, len(digests) / peer, "bodies/s", 3.0)


def all_of(work: Callable[[Any], bytes], things: Sequence[Any]) -> None:
    for thing in things:
        work(thing)


def write_warc(path: Path, bodies: Sequence[bytes]) -> list[int]:
    """Writes a record for each body; where each begins."""
    offsets = []
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        for body in bodies:
            offsets.append(stream.tell())
            head = StatusAndHeaders("200 OK", list(ANSWER), protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record("http://x.test/", "response", io.BytesIO(body), http_headers=head)
            )
    return offsets


def record_at(stream: BinaryIO, offset: int) -> bytes:
    stream.seek(offset)
    return bytes(next(iter(ArchiveIterator(stream))).raw_stream.read())
