"""Indexes of web archives: each asks, answers and serves in a way of its own."""

from __future__ import annotations

import io

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from scraper.cdx import Index, Row, Run, UnreadableIndexError, original_headers, rows, runs
from scraper.times import of_digits, utc
from scraper.warc import first_capture

INTERNET_ARCHIVE = Index("https://web.archive.org/cdx/search/cdx")
PYWB = Index("http://127.0.0.1:8080/demo/cdx")
COMMON_CRAWL = Index("https://index.commoncrawl.org/CC-MAIN-2024-10-index")


def test_what_is_asked() -> None:
    assert INTERNET_ARCHIVE.question("http://a.gov.cn/x?y=1") == (
        "https://web.archive.org/cdx/search/cdx?url=http%3A%2F%2Fa.gov.cn%2Fx%3Fy%3D1&output=json&limit=100000"
        "&filter=statuscode%3A200&collapse=digest"
    )
    assert PYWB.question("http://a.gov.cn/nb/", folder=True).endswith("&matchType=prefix")
    assert COMMON_CRAWL.hosts == ("index.commoncrawl.org", "data.commoncrawl.org")


def test_where_captures_are() -> None:
    row = Row("http://a.gov.cn/x?y=1", "20120304050607", "200", "text/html", "X")
    assert (
        INTERNET_ARCHIVE.place(row) == "https://web.archive.org/web/20120304050607id_/http://a.gov.cn/x?y=1"
    )
    assert PYWB.place(row) == "http://127.0.0.1:8080/demo/20120304050607id_/http://a.gov.cn/x?y=1"
    kept = Row(row.url, row.at, "200", "text/html", "X", "crawl-data/CC-MAIN-2024-10/a.warc.gz", 5, 9)
    assert COMMON_CRAWL.place(kept) == "https://data.commoncrawl.org/crawl-data/CC-MAIN-2024-10/a.warc.gz"


def test_the_internet_archives_answer() -> None:
    body = (
        b'[["urlkey","timestamp","original","mimetype","statuscode","digest","length"],\n'
        b'["cn,gov,a)/x","20120304050607","http://a.gov.cn:80/x","text/html","200","AB","1234"]]'
    )
    assert rows(body) == [Row("http://a.gov.cn/x", "20120304050607", "200", "text/html", "AB")]
    assert rows(b"[]") == rows(b"") == rows(b"\n") == []


def test_common_crawls_answer() -> None:
    body = (
        b'{"urlkey": "x", "timestamp": "20240304050607", "url": "https://a.gov.cn/", "mime": "text/html",'
        b' "status": "200", "digest": "AB", "length": "9", "offset": "5",'
        b' "filename": "crawl-data/a.warc.gz"}\n'
    )
    assert rows(body) == [
        Row("https://a.gov.cn/", "20240304050607", "200", "text/html", "AB", "crawl-data/a.warc.gz", 5, 9)
    ]
    assert rows(b'{"message": "No Captures found for: http://a.gov.cn/"}') == []


@pytest.mark.parametrize("body", [b"<html>", b'{"a": 1}', b'[["original"], ["a", "b"]]', b"[1, 2]", b'"x"'])
def test_an_answer_that_cannot_be_read(body: bytes) -> None:
    with pytest.raises(UnreadableIndexError, match="no JSON of captures"):
        rows(body)


def test_the_same_body_in_a_row_is_fetched_once() -> None:
    def row(at: str, digest: str, status: str = "200", url: str = "http://a.gov.cn/x") -> Row:
        return Row(url, at, status, "text/html", digest)

    found = [
        row("20140101000000", "A"),
        row("20120101000000", "A"),
        row("20130101000000", "", "-"),
        row("20150101000000", "B"),
        row("20160101000000", "A"),
        row("20160201000000", "A", "404"),
        row("20160201000000", "A", url="http://other.cn/"),
    ]
    assert runs(found, ["a.gov.cn"]) == [
        Run(found[1], ()),
        Run(found[2], ()),
        Run(found[0], ()),
        Run(found[3], ()),
        Run(found[4], ()),
    ]
    assert runs(found[:2], ["a.gov.cn"]) == [Run(found[1], ("2014-01-01T00:00:00Z",))]


def test_the_headers_that_the_site_sent() -> None:
    internet_archive = (
        ("Server", "nginx"),
        ("Content-Type", "text/html"),
        ("X-Archive-Src", "a.warc.gz"),
        ("X-Archive-Orig-Server", "IIS"),
        ("X-Archive-Orig-Content-Length", "7"),
        ("Memento-Datetime", "x"),
    )
    assert original_headers(internet_archive) == (
        ("Content-Type", "text/html"),
        ("Server", "IIS"),
        ("Content-Length", "7"),
    )
    pywb = (("X-Archive-Orig-Server", "IIS"), ("Set-Cookie", "a"), ("Link", "x"), ("Date", "now"))
    assert original_headers(pywb) == (("Server", "IIS"), ("Set-Cookie", "a"))


def test_a_record_out_of_the_middle_of_a_file() -> None:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    head = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
    writer.write_record(writer.create_warc_record(
        "http://a.gov.cn/", "response", io.BytesIO(b"body"), 4, http_headers=head,
        warc_headers_dict={"WARC-Date": "2024-03-04T05:06:07Z"},
    ))  # fmt: skip
    capture = first_capture(io.BytesIO(out.getvalue()), "crawl-data/a.warc.gz")
    assert capture is not None
    assert (capture.body, capture.fetched_at) == (b"body", "2024-03-04T05:06:07Z")


def test_times() -> None:
    assert of_digits("2012") == "2012-01-01T00:00:00Z"
    assert of_digits("20120304050607") == "2012-03-04T05:06:07Z"
    assert utc("2012-03-04") == "2012-03-04T00:00:00Z"
    assert utc("2012-03-04T08:00:00+08:00") == "2012-03-04T00:00:00Z"
    assert utc("2012-03-04T08:00:00.123456Z") == "2012-03-04T08:00:00.123456Z"
    assert utc("2012-03-04T08:00:00.120Z") == "2012-03-04T08:00:00.120Z"
