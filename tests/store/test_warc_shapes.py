"""WARC files in the shapes of Common Crawl, Browsertrix, Heritrix and older programs, written by hand."""

from __future__ import annotations

import gzip
import hashlib
from base64 import b32encode
from pathlib import Path

import pytest
import zstandard
from warc_samples import PAGE, read_through, rows, taken_in

from archive.export.warc import export_warc
from archive.model import Capture
from scraper.warc import Skipped, WarcError, records

BODY = PAGE.encode()
HTML = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
AT = "2019-05-06T07:08:09Z"
PAGE_URL = "http://www.s1.test/1.html"


def record(kind: str, block: bytes, version: str = "1.0", **fields: str) -> bytes:
    """A record; `Target_URI` becomes `WARC-Target-URI`, an empty field is left out."""
    given = {"Record_ID": f"<urn:uuid:{kind}>", "Target_URI": PAGE_URL, "Date": AT} | fields
    lines = [f"WARC-Type: {kind}"]
    lines += [f"WARC-{name.replace('_', '-')}: {value}" for name, value in given.items() if value]
    head = "\r\n".join([f"WARC/{version}", *lines, f"Content-Length: {len(block)}"])
    return head.encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def response(head: str = HTML, body: bytes = BODY, **fields: str) -> bytes:
    return record("response", head.encode() + b"\r\n" + body, **fields)


def sha1(data: bytes) -> str:
    return f"sha1:{b32encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode()}"


def written(folder: Path, *parts: bytes, name: str = "a.warc.gz") -> Path:
    """Each part gzipped by itself where the name says so."""
    path = folder / name
    path.write_bytes(b"".join(gzip.compress(p) if name.endswith(".gz") else p for p in parts))
    return path


INFO = record("warcinfo", b"software: other\r\nformat: WARC File Format 1.0\r\n", Target_URI="")


def test_common_crawl(tmp_path: Path) -> None:
    """Request, response with renamed headers, metadata; cut off at a megabyte; its WET and WAT records."""
    head = HTML + f"X-Crawl-Content-Encoding: gzip\r\nContent-Length: {len(BODY)}\r\n"
    whole = head.encode() + b"\r\n" + BODY
    asked = b"GET /1.html HTTP/1.1\r\nUser-Agent: CCBot/2.0\r\nHost: www.s1.test\r\n\r\n"
    path = written(
        tmp_path,
        INFO,
        record("request", asked, Record_ID="<urn:uuid:q>"),
        response(
            head, Concurrent_To="<urn:uuid:q>", Identified_Payload_Type="text/html",
            Payload_Digest=sha1(BODY), Block_Digest=sha1(whole),
        ),
        record("metadata", b"fetchTimeMs: 200\r\n", Concurrent_To="<urn:uuid:response>"),
        response(Target_URI="http://www.s1.test/big.pdf", Truncated="length"),
        record("conversion", "年报".encode(), Refers_To="<urn:uuid:response>"),
    )  # fmt: skip
    page, big, text = records(path)
    assert isinstance(page, Capture)
    assert (page.body, page.fetched_at) == (BODY, AT)
    assert ("X-Crawl-Content-Encoding", "gzip") in page.headers
    assert dict(page.request_headers)["User-Agent"] == "CCBot/2.0"
    assert big == Skipped("http://www.s1.test/big.pdf", "truncated")
    assert text == Skipped(PAGE_URL, "made from a page, not the page")


def test_browsertrix(tmp_path: Path) -> None:
    """Response before request; a revisit of another address; texts and pictures of its own; a form."""
    other = "http://www.s1.test/2.html"
    path = written(
        tmp_path,
        INFO,
        record("resource", BODY, Target_URI=f"urn:text:{PAGE_URL}", version="1.1"),
        response(Record_ID="<urn:uuid:r>", Payload_Digest=sha1(BODY), Date="2019-05-06T07:08:09.123Z"),
        record("request", b"GET /1.html HTTP/1.1\r\nCookie: a\r\n\r\n", Concurrent_To="<urn:uuid:r>"),
        record(
            "revisit", HTML.encode() + b"\r\n", Target_URI=other, Refers_To_Target_URI=PAGE_URL,
            Refers_To_Date="2019-05-06T07:08:09.123Z", Payload_Digest=sha1(BODY), Date="2019-05-07T00:00:00Z",
            Profile="http://netpreserve.org/warc/1.1/revisit/identical-payload-digest",
        ),
        response(Record_ID="<urn:uuid:f>", Date="2019-05-08T00:00:00Z"),
        record("request", b"POST /1.html HTTP/1.1\r\n\r\nq=1", Concurrent_To="<urn:uuid:f>"),
    )  # fmt: skip
    archive, intake = taken_in(tmp_path, path)
    with archive:
        assert dict(intake.counts) == {"new": 2, "answer to a POST": 1}
        assert rows(archive, "SELECT url, fetched_at, request_headers FROM captures ORDER BY url") == [
            (PAGE_URL, "2019-05-06T07:08:09.123Z", '[["Cookie", "a"]]'),
            (other, "2019-05-07T00:00:00Z", '[["Cookie", "a"]]'),
        ]


def test_heritrix(tmp_path: Path) -> None:
    """Codings of the wire kept raw, a revisit that names nothing, header names in small letters."""
    packed = gzip.compress(BODY[:500]) + gzip.compress(BODY[500:])
    chunks = b"%x;ext=1\r\n%s\r\n%X\r\n%s\r\n0\r\nTrailer: x\r\n\r\n" % (
        90,
        packed[:90],
        len(packed) - 90,
        packed[90:],
    )
    head = HTML + "transfer-encoding: chunked\r\ncontent-encoding: gzip\r\n"
    small = response(head, chunks).replace(b"WARC-Target-URI", b"warc-target-uri")
    small = small.replace(b"WARC-Date", b"warc-date").replace(b"Content-Length", b"content-length", 1)
    again = record("revisit", b"", Date="2020-01-01T00:00:00Z", Payload_Digest=sha1(BODY))
    archive, intake = taken_in(tmp_path, written(tmp_path, INFO, small, again))
    with archive:
        assert dict(intake.counts) == {"new": 1, "unchanged": 1}
        assert archive.body(hashlib.sha256(BODY).hexdigest()) == BODY


def test_a_revisit_before_what_it_refers_to(tmp_path: Path) -> None:
    again = record("revisit", b"", Date="2020-01-01T00:00:00Z", Payload_Digest=sha1(BODY))
    lost = record("revisit", b"", Target_URI="http://www.s1.test/lost", Payload_Digest=sha1(b"x"))
    first, second = written(tmp_path, again, lost), written(tmp_path, response(), name="b.warc")
    archive, intake = taken_in(tmp_path, first, second)
    with archive:
        assert dict(intake.counts) == {"new": 1, "unchanged": 1, "revisit of what is not here": 1}
        assert rows(archive, "SELECT fetched_at, outcome FROM visits ORDER BY 1") == [
            (AT, "new"),
            ("2020-01-01T00:00:00Z", "unchanged"),
        ]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "whole.warc.gz"])
def test_however_it_is_gzipped_and_wherever_it_ends(tmp_path: Path, name: str) -> None:
    """Record by record, as one, or not at all; cut anywhere, no body is ever taken in part."""
    parts = [INFO, *(response(Target_URI=f"http://www.s1.test/{n}", body=BODY + b"%d" % n) for n in range(3))]
    path = written(tmp_path, *parts, name=name)
    if name.startswith("whole"):
        path.write_bytes(gzip.compress(b"".join(parts)))
    data = path.read_bytes()
    bodies = [r.body for r in records(path) if isinstance(r, Capture)]
    assert bodies == [BODY + b"%d" % n for n in range(3)]
    for end in range(60, len(data) - 12, 1 + len(data) // 97):
        path.write_bytes(data[:end])
        found, complaint = read_through(path)
        assert [r.body for r in found if isinstance(r, Capture)] == bodies[: len(found)]
        assert complaint or len(found) < 3


ODD = [
    (record("response", BODY), "no HTTP answer"),  # HTTP/0.9: only a body
    (response("HTTP/1.1 ² OK\r\n"), "no HTTP answer"),
    (response(Date=""), "without a time"),
    (response(Date="yesterday"), "without a time"),
    (response(Segment_Number="1"), "in segments"),
    (response(Block_Digest=sha1(b"other")), "damaged: its digest is another"),
    (response(HTML + "Content-Encoding: gzip\r\n", gzip.compress(BODY)[:-40]), "truncated"),
    (response(HTML + "Content-Encoding: zstd\r\n", zstandard.compress(BODY)[:-4]), "truncated"),
    (response(HTML + "Transfer-Encoding: chunked\r\n", b"9\r\n123456789\r\n99\r\n12"), "truncated"),
]


def test_what_is_odd_is_named_and_the_rest_is_taken(tmp_path: Path) -> None:
    path = written(tmp_path, *(data for data, _ in ODD), response(Target_URI="http://www.s1.test/good"))
    *found, good = records(path)
    assert [r.reason for r in found if isinstance(r, Skipped)] == [reason for _, reason in ODD]
    assert isinstance(good, Capture)


def test_codings(tmp_path: Path) -> None:
    coded = {
        "zstd": zstandard.compress(BODY[:99]) + zstandard.compress(BODY[99:]),
        "gzip, zstd": zstandard.compress(gzip.compress(BODY)),
        "br": BODY,  # decoded by the maker already
        "gzip": BODY,
        "identity": BODY,
    }
    parts = [response(f"{HTML}Content-Encoding: {name}\r\n", data) for name, data in coded.items()]
    parts.append(response(f"{HTML}Transfer-Encoding: chunked\r\n"))  # put together by the maker already
    for found in records(written(tmp_path, *parts)):
        assert isinstance(found, Capture)
        assert found.body == BODY


def test_a_resource_keeps_its_type_there_and_back(tmp_path: Path) -> None:
    kept = record("resource", b"%PDF-1", Target_URI="http://www.s1.test/a.pdf")
    kept = kept.replace(b"\r\nContent-Length", b"\r\nContent-Type: application/pdf\r\nContent-Length")
    archive, _ = taken_in(tmp_path, written(tmp_path, kept))
    sql = "SELECT id, headers, media_type, status FROM captures"
    with archive:
        (row,) = rows(archive, sql)
        assert row[1:] == ('[["Content-Type", "application/pdf"]]', "application/pdf", 0)
        export_warc(archive, tmp_path / "out.warc.gz")
    (tmp_path / "again").mkdir()
    other, _ = taken_in(tmp_path / "again", tmp_path / "out.warc.gz")
    with other:
        assert rows(other, sql) == [row]


def test_nothing_or_only_a_head(tmp_path: Path) -> None:
    assert list(records(written(tmp_path, INFO))) == []
    (empty := tmp_path / "empty.warc.gz").write_bytes(b"")
    with pytest.raises(WarcError, match="it is empty"):
        list(records(empty))
