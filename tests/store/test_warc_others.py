"""WARC files of other programs: their shapes, and what is wrong with some of them."""

from __future__ import annotations

import gzip
import shutil
import subprocess
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import brotli
import pytest
from warc_samples import PAGE, answered, read_through, rows, taken_in

from archive.model import Capture
from scraper.warc import Skipped, WarcError, records
from scraper.warcfiles import SUFFIXES, is_warc


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


def test_names_of_warc_files(tmp_path: Path) -> None:
    assert all(is_warc(Path(f"a{suffix}")) for suffix in SUFFIXES)
    (other := tmp_path / "warc.html").write_text("WARC/ is no head")
    assert not is_warc(other)
    (other := tmp_path / "kept.warc.gz.1").write_bytes(gzip.compress(b"WARC/1.0\r\n"))
    assert is_warc(other)


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
