"""What belongs to an article, over HTTP: files of every kind, further pages, pictures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from small_server import SmallServer, crawl_in_child, listing, page, source

from archive.process import check, read_captures
from archive.store import Archive

FILES = {
    "/a/P01.wps": b"\xd0\xcf\x11\xe0wps",
    "/a/P02.et": b"\xd0\xcf\x11\xe0et",
    "/a/P03.ofd": b"PK\x03\x04ofd",
    "/a/P04.zip": b"PK\x03\x04zip",
    "/a/P05.rar": b"Rar!\x1a\x07\x00",
    "/module/download/downfile.jsp?classid=0&filename=7f": b"%PDF-1.4 down",
    "/system/_content/download.jsp?urltype=news.DownloadAttachUrl&wbfileid=3": b"%PDF-1.4 vsb",
    "/open?id=9": b"%PDF-1.4 promised",
    "/a/t.png": b"\x89PNG\r\n\x1a\n",
}
LINKS = "".join(
    f'<img src="{url}" width="600" alt="图">'
    if url.endswith(".png")
    else f'<p><a href="{url}">附件：表</a></p>'
    for url in FILES
)
VIEWED = {
    '<iframe src="/pdfjs/web/viewer.html?file=%2Fa%2FP07.pdf%3Ft%3D1"></iframe>': "/a/P07.pdf?t=1",
    '<a href="/pdfjs/web/viewer.html?file=/a/P08.pdf">查看</a>': "/a/P08.pdf",
    '<iframe src="/show.html?fileUrl=/a/P09.pdf&amp;page=1"></iframe>': "/a/P09.pdf",
    '<a href="/down/downfile.jsp?file=P10.pdf">年报</a>': "/down/downfile.jsp?file=P10.pdf",
}
LINKS += "".join(VIEWED)
FIRST = page("报告1", extra=LINKS + '<a href="/open?id=8">附件2</a><a href="1_2.html">2</a>')


@pytest.fixture
def server() -> Iterator[SmallServer]:
    with SmallServer() as running:
        running.put("/robots.txt", "User-agent: *\nDisallow:\n", headers={"Content-Type": "text/plain"})
        running.put("/list.html", listing(("/a/1.html", "报告1", "2024-01-01")))
        running.put("/a/1.html", FIRST)
        running.put("/a/1_2.html", page("报告1", extra='<a href="1_3.html">3</a><a href="P06.doc">附件</a>'))
        running.put("/a/1_3.html", page("报告1", "最后一页。"))
        running.put("/a/P06.doc", b"\xd0\xcf\x11\xe0doc", headers={"Content-Type": "application/msword"})
        running.put("/open?id=8", page("表格在这一页上"))
        for url, body in FILES.items():
            running.put(url, body, headers={"Content-Type": "application/octet-stream"})
        for url in VIEWED.values():
            running.put(url, b"%PDF-1.4 viewed", headers={"Content-Type": "application/pdf"})
        yield running


def children(path: Path) -> dict[str, str]:
    """What has a parent, by its path, with the parent's path."""
    with Archive.open(path) as archive:
        rows = archive.conn.execute(
            """SELECT part.url, page.url AS parent FROM captures AS part
               JOIN captures AS page ON page.id = part.parent_id"""
        ).fetchall()
    return {row["url"].removeprefix("http://www.one.test"): row["parent"][19:] for row in rows}


def test_files_pictures_and_further_pages_are_kept_with_their_parent(
    server: SmallServer, tmp_path: Path
) -> None:
    sites = source(tmp_path / "sites")
    (outcome,) = crawl_in_child(sites, tmp_path / "a.db", proxy=server.proxy)
    expected = {*FILES, *VIEWED.values(), "/a/1_2.html", "/a/1_3.html", "/a/P06.doc"}
    assert children(tmp_path / "a.db") == dict.fromkeys(expected, "/a/1.html")
    assert (outcome["new"], outcome["guarded"], outcome["failed"]) == (len(expected) + 1, 1, 0)
    with Archive.open(tmp_path / "a.db") as archive:
        for url, body in FILES.items():
            row = archive.conn.execute(
                "SELECT sha256 FROM captures WHERE url = ?", (f"http://www.one.test{url}",)
            ).fetchone()
            assert archive.body(row["sha256"]) == body
        (visit,) = archive.conn.execute("SELECT detail FROM visits WHERE outcome = 'guarded'").fetchall()
        assert visit["detail"].startswith("not_the_file: ")
    (again,) = crawl_in_child(sites, tmp_path / "a.db", proxy=server.proxy)
    assert (again["new"], again["changed"], again["unchanged"]) == (0, 0, len(expected) + 1)


def test_size_and_number_are_limited_per_source(server: SmallServer, tmp_path: Path) -> None:
    sites = source(tmp_path / "sites", text="max_files = 2\nmax_bytes = 50000", column="pictures = false")
    server.put("/a/P01.wps", b"\xd0\xcf\x11\xe0" + bytes(60_000))
    (outcome,) = crawl_in_child(sites, tmp_path / "a.db", proxy=server.proxy)
    assert set(children(tmp_path / "a.db")) == {"/a/P02.et", "/a/1_2.html", "/a/1_3.html", "/a/P06.doc"}
    assert outcome["failed"] + outcome["guarded"] == 1


def test_the_further_pages_and_promised_files_are_read_with_the_article(
    server: SmallServer, tmp_path: Path
) -> None:
    title = "某局2023年政府信息公开工作年度报告"
    applied = "本年度收到政府信息公开申请17件。"
    server.put("/list.html", listing(("/a/1.html", title, "2024-01-01")))
    links = '<a href="1_2.html">2</a><p>附件：<a href="/open?id=9">统计表</a></p>'
    server.put("/a/1.html", page(title, "本年度主动公开政府信息1901条。" + "工作有序开展。" * 40, links))
    server.put("/a/1_2.html", page(title, applied + "答复均在期限内作出。" * 20))
    server.put("/open?id=9", "指标,数量\n公开指南,1\n", headers={"Content-Type": "text/csv"})
    crawl_in_child(source(tmp_path / "sites"), tmp_path / "a.db", proxy=server.proxy)
    with Archive.open(tmp_path / "a.db") as archive:
        read_captures(archive)
        (row,) = archive.conn.execute("SELECT id, text FROM documents").fetchall()
        parts = archive.conn.execute(
            "SELECT url FROM parts WHERE document_id = ? ORDER BY number", (row["id"],)
        )
        assert [part["url"][19:] for part in parts] == ["/a/1.html", "/a/1_2.html", "/open?id=9"]
        figures = archive.conn.execute("SELECT value FROM figures WHERE indicator = 'applications.new'")
        assert [figure["value"] for figure in figures] == [17]
        assert list(check(archive)) == []
    assert row["text"].index("1901") < row["text"].index(applied) < row["text"].index("公开指南")
