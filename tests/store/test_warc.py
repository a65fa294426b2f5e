"""WARC out and in: nothing changes on the way, and other programs understand it."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from store_samples import capture_of
from warc_samples import rows, taken_in
from warcio.archiveiterator import ArchiveIterator

from archive.export.warc import export_warc
from archive.model import Capture
from archive.store import Archive, ArchiveError
from scraper.warc import records

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


CAPTURES = (
    "SELECT id, url, final_url, fetched_at, status, headers, request_headers, sha256, size, media_type,"
    ' source_id, "column", kind, parent_id, link_text, link_date,'
    " vantage, redirects, rendered, furniture FROM captures ORDER BY id"
)
VISITS = (
    "SELECT captures.url, visits.fetched_at, outcome, captures.id FROM visits LEFT JOIN captures"
    " ON captures.number = capture WHERE outcome <> 'missing' ORDER BY 1, 2"
)


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


def test_a_source_that_is_not_there_is_named_and_nothing_written(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="--source nosuch"):
        export_warc(archive, tmp_path / "pages.warc.gz", sources=["nosuch"])
    with pytest.raises(ArchiveError, match="is an archive"):
        export_warc(archive, archive.path)
    assert not (tmp_path / "pages.warc.gz").exists()
