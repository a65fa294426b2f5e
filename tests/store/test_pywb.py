"""With a real pywb: it replays what we export, and gives back what it holds through its index."""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from replaying import pywb
from store_samples import capture_of

from archive.export.warc import export_warc
from archive.store import Archive

pytestmark = [pytest.mark.full, pytest.mark.xdist_group("pywb")]

WORDS = "这一页写得足够长，好让人看出它有内容。" * 30


def page(title: str, words: str = WORDS, more: str = "") -> str:
    return (
        f"<html><head><title>{title}</title></head><body><div class='article'><h1>{title}</h1>"
        f"<p>{words}</p>{more}</div></body></html>"
    )


def listing(*items: tuple[str, str]) -> str:
    rows = "".join(f"<li><a href='{url}'>{title}</a></li>" for url, title in items)
    return f"<html><head><title>年报列表</title></head><body><ul class='list'>{rows}</ul></body></html>"


@dataclass(frozen=True)
class Replay:
    address: str
    original: Path


@pytest.fixture(scope="module")
def replay(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Replay]:
    """An archive of a site's past, exported and handed to pywb.

    The list of 2012 names a report that the one of 2016 no longer does; one report was changed, one has a
    file; a page stands in the folder that no list names.
    """
    folder = tmp_path_factory.mktemp("pywb")
    both = listing(("/nb/2010.html", "2010年年报"), ("/nb/2011.html", "2011年年报"))
    with_file = page("2010年年报", more="<a href='/files/2010.pdf'>附件：年报全文.pdf</a>")
    past = [
        ("list.html", both, "2012-03-04T05:06:07Z", "list"),
        ("list.html", listing(("/nb/2011.html", "2011年年报")), "2016-03-04T05:06:07Z", "list"),
        ("nb/2010.html", with_file, "2012-03-04T05:07:00Z", "annual_report"),
        ("nb/2011.html", page("2011年年报"), "2012-03-04T05:08:00Z", "annual_report"),
        ("nb/2011.html", page("2011年年报"), "2014-03-04T05:08:00Z", "annual_report"),
        ("nb/2011.html", page("2011年年报", WORDS + "更正。"), "2016-03-04T05:08:00Z", "annual_report"),
        ("files/2010.pdf", b"%PDF-1.4 " + bytes(range(256)) * 9, "2012-03-04T05:09:00Z", "annual_report"),
        ("nb/dir/unlisted.html", page("无人链接"), "2013-03-04T05:09:00Z", "annual_report"),
        ("style.css", b"body{}", "2013-03-04T05:09:00Z", "other"),
    ]  # fmt: skip
    headers = {"pdf": (("Content-Type", "application/pdf"),), "css": (("Content-Type", "text/css"),)}
    html = (("Server", "nginx"), ("Content-Type", "text/html; charset=utf-8"), ("Content-Encoding", "gzip"))
    with Archive.open(folder / "past.db", create=True) as archive:
        for path, body, at, kind in past:
            told = headers.get(path.rpartition(".")[2], html)
            archive.record(capture_of(path, body, at, kind=kind, headers=told))
        archive.flush()
        export_warc(archive, folder / "past.warc.gz")
    with pywb(folder, folder / "past.warc.gz") as address:
        yield Replay(address, folder / "past.db")


def fetched(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=60) as answer:
        return bytes(answer.read())


def test_every_capture_and_visit_is_replayed_byte_for_byte(replay: Replay) -> None:
    with Archive.open(replay.original, read_only=True) as archive:
        rows = archive.conn.execute(
            "SELECT captures.url, visits.fetched_at, sha256 FROM visits"
            " JOIN captures ON captures.number = visits.capture"
        ).fetchall()
        assert len(rows) == 9
        for row in rows:
            digits = "".join(c for c in row["fetched_at"] if c.isdigit())
            body = fetched(f"{replay.address}/{digits}id_/{row['url']}")
            assert body == archive.body(row["sha256"])


def test_a_page_is_opened_in_a_browser_through_it(replay: Replay) -> None:
    """The page as a person sees it in pywb, in Chromium."""
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as program:
        browser = program.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        try:
            tab = browser.new_page()
            tab.goto(f"{replay.address}/20120304050800/http://www.s1.test/nb/2011.html")
            tab.wait_for_timeout(500)
            texts = [frame.locator("body").inner_text() for frame in tab.frames]
        finally:
            browser.close()
    assert any("2011年年报" in text and "这一页写得足够长" in text for text in texts)


def chromium() -> str:
    for path in ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"):
        if Path(path).exists():
            return path
    pytest.skip("no Chromium")


@pytest.fixture
def sites(tmp_path: Path) -> Path:
    folder = tmp_path / "sites"
    folder.mkdir()
    (folder / "s1.toml").write_text(
        'id = "s1"\nhost = "www.s1.test"\nname = "站点"\n[[column]]\nname = "年报"\nkind = "annual_report"\n'
        'address = "http://www.s1.test/list.html"\nfamily = "listing"\nitem = "ul.list a"\n'
        'article = ".article"\n[[column]]\nname = "目录"\nkind = "annual_report"\naddress = "http://www.s1.test/nb/dir/list.html"\n'
        'family = "listing"\nitem = "ul.list a"\narticle = ".article"\n',
        encoding="utf-8",
    )
    return folder


def gongkai(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "archive.cli", *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=300,
    )


def test_the_past_is_recovered_with_its_dates(replay: Replay, sites: Path, tmp_path: Path) -> None:
    db = tmp_path / "new.db"
    command = ("crawl", "s1", "--from-cdx", f"{replay.address}/cdx", "--sites", sites, "--db", db, "--json")
    done = gongkai(*command)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == {"site_id": "s1", "new": 5, "changed": 2, "unchanged": 1}
    with Archive.open(replay.original, read_only=True) as past, Archive.open(db, read_only=True) as new:
        sql = (
            "SELECT url, fetched_at, sha256, kind FROM captures WHERE media_type <> 'text/css' ORDER BY 1, 2"
        )
        assert [tuple(row) for row in new.conn.execute(sql)] == [tuple(row) for row in past.conn.execute(sql)]
        rows = new.conn.execute("SELECT DISTINCT origin, supplied_by, source_id FROM captures").fetchall()
        assert [tuple(row) for row in rows] == [("index", f"{replay.address}/cdx", "s1")]
        (headers,) = new.conn.execute("SELECT headers FROM captures WHERE url LIKE '%2010.html'").fetchone()
        assert json.loads(headers) == [
            ["Server", "nginx"],
            ["Content-Type", "text/html; charset=utf-8"],
            ["Content-Encoding", "gzip"],
        ]
        parent = new.conn.execute(
            "SELECT parent.url FROM captures JOIN captures AS parent ON parent.id = captures.parent_id"
        ).fetchall()
        assert [row["url"] for row in parent] == ["http://www.s1.test/nb/2010.html"]
        assert new.followed_sites() == []
    again = gongkai(*command)
    assert json.loads(again.stdout) == {"site_id": "s1", "known": 7}


def test_what_the_index_does_not_know_and_where_there_is_none(
    replay: Replay, sites: Path, tmp_path: Path
) -> None:
    source = (sites / "s1.toml").read_text(encoding="utf-8").replace("s1", "s2")
    (sites / "s2.toml").write_text(source, encoding="utf-8")
    db = tmp_path / "a.db"
    base = ("--sites", sites, "--db", db)
    nothing = gongkai("crawl", "s2", "--from-cdx", f"{replay.address}/cdx", *base)
    assert (nothing.returncode, nothing.stdout) == (0, "s2: the index has nothing of it\n")
    wrong = gongkai("crawl", "s1", "--from-cdx", f"{replay.address}/nothing", *base)
    assert wrong.returncode == 1
    assert "The index answers" in wrong.stderr
    assert gongkai("crawl", "--all", "--from-cdx", f"{replay.address}/cdx", *base).returncode == 2
    assert gongkai("crawl", "s1", "--from-cdx", "ftp://x/cdx", *base).returncode == 2


def test_our_export_of_what_pywb_gave_is_the_same(replay: Replay, sites: Path, tmp_path: Path) -> None:
    """Out, through pywb, in, out and in once more: bodies and times stay."""
    db = tmp_path / "new.db"
    gongkai("crawl", "s1", "--from-cdx", f"{replay.address}/cdx", "--sites", sites, "--db", db)
    out = tmp_path / "again.warc.gz"
    assert gongkai("export", "warc", "--db", db, "--output", out).returncode == 0
    last = tmp_path / "last.db"
    assert gongkai("import", out, "--sites", sites, "--db", last).returncode == 0
    with Archive.open(db, read_only=True) as one, Archive.open(last, read_only=True) as other:
        sql = "SELECT id, url, fetched_at, sha256, headers FROM captures ORDER BY id"
        assert [tuple(r) for r in one.conn.execute(sql)] == [tuple(r) for r in other.conn.execute(sql)]
