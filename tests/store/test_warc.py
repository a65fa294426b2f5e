"""WARC out and in: nothing changes on the way, and other programs understand it."""

from __future__ import annotations

import gzip
import io
import shutil
import subprocess
import sys
import threading
from collections.abc import Sequence
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import brotli
import pytest
from store_samples import capture_of
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from archive.export.warc import export_warc
from archive.model import Capture
from archive.store import Archive, ArchiveError
from scraper.intake import Intake
from scraper.source import Column, Site
from scraper.warc import SUFFIXES, Record, Skipped, WarcError, is_warc, records

SITE = Site("s1", "www.s1.test", "站点", (Column("栏目", "notice", "http://www.s1.test/", "listing"),))
HEADERS = (
    ("Server", "nginx"),
    ("content-type", "text/html; charset=gb2312"),
    ("Content-Encoding", "gzip"),
    ("Set-Cookie", "a=1"),
    ("Set-Cookie", "b=2"),
    ("Content-Length", "77"),
    ("X-Name", "\u00c4\u00ea\u00b1\u00a8"),  # the bytes of 年报 in GBK, as the crawler keeps them
    ("Transfer-Encoding", "chunked"),
)
REQUEST = (("User-Agent", "gongkai/0.1"), ("Accept", "*/*"))


def full(archive: Archive) -> None:
    """Every kind of row that leaves the archive."""
    first = Capture(
        "http://www.s1.test/a?b=1",
        "http://www.s1.test/moved/a",
        "2019-01-02T03:04:05.678Z",
        200,
        HEADERS,
        REQUEST,
        "年报 <b>".encode("gb18030") * 50,
        "s1",
        "栏目",
        "notice",
        link_text="二〇一八年年报",
        link_date="2019-01-01",
        vantage="北京",
        redirects=((302, "http://www.s1.test/moved/a"),),
        rendered=True,
    )
    child = capture_of("a.pdf", b"%PDF-\x00\xff" * 30, "2019-01-02T03:05:00Z", parent=first)
    for capture in (first, child):
        archive.record(capture)
    archive.record(Capture(**{**fields(first), "fetched_at": "2020-01-02T03:04:05Z"}))
    archive.visit(first.url, "2020-02-02T03:04:05Z", "not_modified", status=304)
    archive.visit(child.url, "2020-02-02T03:04:06Z", "missing", status=404)
    archive.record(capture_of("a.pdf", b"%PDF-2" * 30, "2021-01-02T03:05:00Z", parent=first))
    archive.record(Capture("file:///x.txt", "file:///x.txt", "2021-02-03T00:00:00Z", 0, (), (), b"supplied"))
    archive.flush()


def fields(capture: Capture) -> dict[str, Any]:
    return {name: getattr(capture, name) for name in Capture.__slots__ if name != "_sha256"}


def exported(archive: Archive, folder: Path) -> Path:
    path = folder / "out.warc.gz"
    export_warc(archive, path)
    return path


def taken_in(folder: Path, *paths: Path, any_host: bool = True) -> tuple[Archive, Intake]:
    archive = Archive.open(folder / "in.db", create=True)
    intake = Intake(archive, [SITE], any_host=any_host)
    for path in paths:
        for record in records(path):
            intake.take(record)
    archive.flush()
    return archive, intake


def rows(archive: Archive, sql: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in archive.conn.execute(sql)]


CAPTURES = (
    "SELECT id, url, final_url, fetched_at, status, headers, request_headers, sha256, size, media_type,"
    ' source_id, "column", kind, parent_id, link_text, link_date,'
    " vantage, redirects, rendered, furniture FROM captures ORDER BY id"
)
VISITS = "SELECT url, fetched_at, outcome, capture_id FROM visits WHERE outcome <> 'missing' ORDER BY 1, 2"


def test_a_round_trip_gives_back_every_capture_and_visit(archive: Archive, tmp_path: Path) -> None:
    full(archive)
    other, _ = taken_in(tmp_path, exported(archive, tmp_path))
    with other:
        assert rows(other, CAPTURES) == rows(archive, CAPTURES)
        assert rows(other, VISITS) == rows(archive, VISITS)
        for (sha256,) in rows(archive, "SELECT sha256 FROM bodies"):
            assert other.body(sha256) == archive.body(sha256)
        assert rows(other, "SELECT DISTINCT origin, supplied_by FROM captures") == [
            ("supplied", "out.warc.gz")
        ]


def test_importing_again_changes_nothing(archive: Archive, tmp_path: Path) -> None:
    full(archive)
    path = exported(archive, tmp_path)
    other, _ = taken_in(tmp_path, path)
    before = [rows(other, f"SELECT * FROM {table}") for table in ("captures", "visits", "pages")]
    other.close()
    other, intake = taken_in(tmp_path, path)
    with other:
        assert [rows(other, f"SELECT * FROM {table}") for table in ("captures", "visits", "pages")] == before
        assert set(intake.counts) == {"unchanged"}


def test_the_same_archive_gives_the_same_bytes(archive: Archive, tmp_path: Path) -> None:
    full(archive)
    first = exported(archive, tmp_path).read_bytes()
    assert exported(archive, tmp_path).read_bytes() == first


def test_warcio_finds_every_digest_right(archive: Archive, tmp_path: Path) -> None:
    full(archive)
    path = exported(archive, tmp_path)
    checked = subprocess.run(
        [sys.executable, "-m", "warcio.cli", "check", "-v", str(path)], capture_output=True, text=True
    )
    assert checked.returncode == 0, checked.stdout
    assert "digest failed" not in checked.stdout
    assert checked.stdout.count("digest pass") >= 5


def test_each_record_is_a_gzip_member_of_warc_1_1(archive: Archive, tmp_path: Path) -> None:
    full(archive)
    data = exported(archive, tmp_path).read_bytes()
    offsets = []
    with io.BytesIO(data) as stream:
        iterator = ArchiveIterator(stream)
        for record in iterator:
            assert record.rec_headers.protocol == "WARC/1.1"
            offsets.append((record.rec_type, iterator.get_record_offset()))
    for _, offset in offsets:
        assert data[offset : offset + 2] == b"\x1f\x8b"
    kinds = [kind for kind, _ in offsets]
    assert kinds[0] == "warcinfo"
    assert {k: kinds.count(k) for k in set(kinds)} == {
        "warcinfo": 1, "response": 3, "request": 3, "resource": 1, "revisit": 3,
    }  # fmt: skip


def test_what_the_server_said_of_coding_and_length_is_renamed(archive: Archive, tmp_path: Path) -> None:
    full(archive)
    with exported(archive, tmp_path).open("rb") as stream:
        record = next(r for r in ArchiveIterator(stream) if r.rec_type == "response")
        names = [name for name, _ in record.http_headers.headers]
        assert record.content_stream().read() == "年报 <b>".encode("gb18030") * 50
    assert names[-1] == "Content-Length"
    assert {"X-Archive-Orig-Content-Encoding", "X-Archive-Orig-Content-Length"} <= set(names)
    assert "Content-Encoding" not in names


def test_nothing_stands_there_before_it_is_whole(archive: Archive, tmp_path: Path) -> None:
    full(archive)
    archive.conn.execute("UPDATE bodies SET data = x'00' WHERE size = 180")
    with pytest.raises(ArchiveError, match="is damaged"):
        exported(archive, tmp_path)
    assert list(tmp_path.glob("*out.warc*")) == []


def test_only_the_sources_asked_for(archive: Archive, tmp_path: Path) -> None:
    archive.record(capture_of("a", "一"))
    archive.record(capture_of("b", "二", site="s2", host="www.s2.test"))
    export_warc(archive, tmp_path / "one.warc.gz", sources=["s2"])
    assert [r.url for r in records(tmp_path / "one.warc.gz") if isinstance(r, Capture)] == [
        "http://www.s2.test/b"
    ]


# -- from other programs


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


def test_coded_and_chunked_bodies_are_decoded(tmp_path: Path) -> None:
    body = PAGE.encode()
    packed = gzip.compress(body)
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(packed), packed)
    coded = (("Content-Type", "text/html"), ("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked"))
    path = answered(tmp_path / "browser.warc.gz", [
        ("http://www.s1.test/1", 200, coded, chunked),
        ("http://www.s1.test/2", 200, (("Content-Encoding", "gzip"),), packed),
        ("http://www.s1.test/3", 200, (("Content-Encoding", "br"),), body),
        ("http://www.s1.test/5", 200, (("Content-Encoding", "br"),), brotli.compress(body)),
        ("http://www.s1.test/4", 200, (("Content-Encoding", "snappy"),), body),
    ])  # fmt: skip
    found = list(records(path))
    assert [r.body if isinstance(r, Capture) else r.reason for r in found] == [
        body, body, body, body, "undecodable: the coding snappy is not known",
    ]  # fmt: skip
    assert isinstance(found[0], Capture)
    assert found[0].headers == coded
    assert found[0].fetched_at == "2012-03-04T05:06:07Z"


def test_what_is_no_content_or_not_declared_is_left_out_and_counted(tmp_path: Path) -> None:
    page = PAGE.encode()
    lost = "<html><title>404 页面不存在</title></html>".encode()
    path = answered(tmp_path / "a.warc", [
        ("http://www.s1.test/1", 200, (), page),
        ("http://www.s1.test/2", 302, (), b""),
        ("http://www.s1.test/3", 200, (), lost),
        ("http://www.other.test/4", 200, (), page),
        ("http://www.s1.test/5", 404, (), lost),
    ])  # fmt: skip
    archive, intake = taken_in(tmp_path, path, any_host=False)
    with archive:
        assert dict(intake.counts) == {
            "new": 1, "HTTP 302": 1, "soft_404": 1, "not declared": 1, "HTTP 404": 1,
        }  # fmt: skip
        assert rows(archive, "SELECT source_id, origin FROM captures") == [("s1", "supplied")]
        assert rows(archive, "SELECT state, followed FROM sites") == [("never", 0)]


def test_a_truncated_file_gives_what_is_whole_and_a_sentence(tmp_path: Path) -> None:
    """Wherever it was cut: only in the last bytes of a record, when its body is there, nobody notices."""
    answers = [(f"http://www.s1.test/{n}", 200, (), f"{PAGE}{n}".encode() * 3) for n in range(3)]
    path = answered(tmp_path / "cut.warc.gz", answers)
    data = path.read_bytes()
    unnoticed = 0
    for end in range(len(data) // 2, len(data), 3):
        path.write_bytes(data[:end])
        found, complaint = read_through(path)
        unnoticed += not complaint
        assert "cut.warc.gz is damaged or no WARC file" in complaint or not complaint
        whole = [record.body for record in found if isinstance(record, Capture)]
        assert whole == [body for _, _, _, body in answers[: len(whole)]]
        assert len(whole) >= 1
    assert unnoticed < 20


def read_through(path: Path) -> tuple[list[Record], str]:
    found: list[Record] = []
    try:
        found.extend(records(path))
    except WarcError as error:
        return found, str(error)
    return found, ""


def test_something_else_is_refused(tmp_path: Path) -> None:
    (path := tmp_path / "a.warc.gz").write_bytes(b"<html>" * 100)
    with pytest.raises(WarcError, match="is damaged or no WARC file"):
        list(records(path))
    (path := tmp_path / "a.wacz").write_bytes(b"PK nothing")
    with pytest.raises(WarcError, match="not a WACZ package"):
        list(records(path))


def test_records_that_are_too_large_or_cut_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scraper.warc.LARGEST", 100)
    path = answered(tmp_path / "a.warc.gz", [("http://www.s1.test/1", 200, (), b"x" * 500)])
    assert list(records(path)) == [Skipped("http://www.s1.test/1", "too large")]


def test_names_of_warc_files() -> None:
    assert all(is_warc(Path(f"a{suffix}")) for suffix in SUFFIXES)
    assert not is_warc(Path("warc.html"))


@pytest.mark.skipif(shutil.which("wget") is None, reason="needs wget")
def test_what_wget_keeps_is_taken(tmp_path: Path) -> None:
    """A real WARC of wget from a real server, with its requests, its log and its redirects."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text(PAGE + "<a href='b.html'>b</a>", encoding="utf-8")
    (site / "b.html").write_text(PAGE + "b", encoding="utf-8")
    handler = partial(QuietHandler, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_address[1]}/"
        command = ["wget", "-q", "-r", "--no-proxy", "--warc-file=kept", f"{address}index.html"]
        subprocess.run(command, cwd=tmp_path, check=False, timeout=60)
        server.shutdown()
    found = {
        r.url: r for r in records(tmp_path / "kept.warc.gz") if isinstance(r, Capture) and r.status == 200
    }
    assert set(found) == {f"{address}index.html", f"{address}b.html"}
    page = found[f"{address}b.html"]
    assert page.body == (site / "b.html").read_bytes()
    assert dict(page.request_headers)["User-Agent"].startswith("Wget")
    archive, intake = taken_in(tmp_path, tmp_path / "kept.warc.gz")
    with archive:
        assert intake.counts["new"] == 2


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


def test_a_source_that_is_not_there_is_named_and_nothing_written(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="--source nosuch"):
        export_warc(archive, tmp_path / "pages.warc.gz", sources=["nosuch"])
    with pytest.raises(ArchiveError, match="is an archive"):
        export_warc(archive, archive.path)
    assert not (tmp_path / "pages.warc.gz").exists()
