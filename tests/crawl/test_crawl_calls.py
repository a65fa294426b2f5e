"""Calls that are wrong: exit code 2 and one sentence; nothing is fetched and no archive is made."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from small_server import source

from archive.cli import main
from archive.store import Archive

HEAD = "file,url,fetched_at,supplied_by\n"
MANIFESTS = {
    "columns.csv": "file,url\nf.html,http://a.cn/\n",
    "nothing.csv": HEAD,
    "lost.csv": f"{HEAD}lost.html,,,\n",
    "address.csv": f"{HEAD}f.html,a.cn,,\n",
    "time.csv": f"{HEAD}f.html,http://a.cn/,yesterday,\n",
    "future.csv": f"{HEAD}f.html,http://a.cn/,2999-01-01T00:00:00Z,\n",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("scraper.sites.CATALOGUE", source(source(tmp_path / "sites", "jiangsu"), "shandong"))
    (tmp_path / "empty").mkdir()
    (tmp_path / "f.html").write_text("<p>报告</p>", encoding="utf-8")
    (tmp_path / "no.db").write_text("not a database" * 100)
    for name, text in MANIFESTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("crawl", "one of the three"),
        ("crawl nobody", "nobody: no source file declares this site."),
        ("crawl --due", "There is no archive at archive.db."),
        ("crawl --all", "There is no archive at archive.db."),
        ("crawl jiangsu --due", "one of the three"),
        ("crawl --all --db no.db", "it is no SQLite database."),
        ("crawl jiangsu --db lost/a.db", "cannot be written"),
        ("crawl jiangsu --for 3x", "must be a span of time"),
        ("crawl jiangsu --pages 0", "is not in the range"),
        ("crawl jiangsu --bytes many", "is not a valid integer"),
        ("crawl jiangsu --proxy 127.0.0.1", "is no proxy"),
        ("crawl jiangsu --from-cdx index", "index is not an address"),
        ("crawl --sites lost", "does not exist"),
        ("save", "Missing argument"),
        ("save a.cn", "a.cn is not an address that begins with http:// or https://."),
        ("save ftp://a.cn/", "is not an address"),
        ("save http://[::1", "is not an address"),
        ("save http://a%20b.cn/", "is not an address"),
        ("save http://a.cn:99999/", "is not an address"),
        ("save http://me:secret@a.cn/", "holds no user name and no password"),
        ("save http://a.cn/ --proxy https://127.0.0.1:3128", "is no proxy"),
        ("save http://a.cn/ --db lost/a.db", "cannot be written"),
        ("save http://a.cn/ --db no.db", "it is no SQLite database."),
        ("import", "Name files or folders, or a --manifest."),
        ("import lost", "does not exist"),
        ("import empty", "There is nothing to import in empty."),
        ("import f.html --db no.db", "it is no SQLite database."),
        ("import --manifest columns.csv", "columns.csv: the column fetched_at is missing"),
        ("import --manifest nothing.csv", "There is nothing to import in nothing.csv."),
        ("import --manifest lost.csv", "lost.csv, row 2: file: there is no file “lost.html”"),
        ("import --manifest address.csv", "address.csv, row 2: url: “a.cn” is no http or https address."),
        ("import --manifest time.csv", "time.csv, row 2: fetched_at: “yesterday” is no time"),
        (
            "import --manifest future.csv",
            "future.csv, row 2: fetched_at: “2999-01-01T00:00:00Z” has not come",
        ),
        ("extract f.html --url a.cn", "a.cn is not an address"),
        ("sites follow nobody", "nobody: no source file declares this site."),
        ("sites unfollow jiangsu", "There is no archive at archive.db."),
        ("sites show nobody", "nobody: no source file declares this site."),
        ("sites list --region 火星", "is neither a region code"),
        ("sites list --db no.db", "it is no SQLite database."),
        ("sites discover nohost", "the host must be a host name"),
        ("sites new nohost", 'key "host" must be a host name'),
    ],
)
def test_a_wrong_call_costs_one_sentence(folder: Path, call: str, said: str) -> None:
    done = run(*(word.replace("%20", " ") for word in call.split()))
    assert done.exit_code == 2, done.output
    last = done.stderr.splitlines()[-1]
    assert last.startswith("Error: ")
    assert said in last
    assert "Traceback" not in done.output
    assert not (folder / "archive.db").exists()


def test_following_makes_an_archive_and_says_so(folder: Path) -> None:
    done = run("sites", "follow", "jiangsu", "--db", "new.db")
    assert (done.exit_code, done.stderr) == (0, "new.db: a new archive.\n")
    assert run("sites", "follow", "shandong", "--db", "new.db").stderr == ""
    with Archive.open(folder / "new.db") as archive:
        assert archive.followed_sites() == ["jiangsu", "shandong"]


def test_files_with_names_in_gbk_are_imported(folder: Path) -> None:
    (folder / "old").mkdir()
    (folder / os.fsdecode(b"old/" + "年报.html".encode("gbk"))).write_text("<p>报告</p>", encoding="utf-8")
    done = run("import", "old")
    assert (done.exit_code, done.stdout) == (0, "1 new, 0 changed, 0 unchanged.\n")
    with Archive.open(folder / "archive.db") as archive:
        (row,) = archive.conn.execute("SELECT url, supplied_by FROM captures").fetchall()
    assert tuple(row) == ("file:///old/%E5%B9%B4%E6%8A%A5.html", "年报.html")


def test_a_file_that_is_no_warc_is_named_without_its_bytes(folder: Path) -> None:
    (folder / "a.warc.gz").write_bytes(bytes(range(128, 256)))
    done = run("import", "a.warc.gz")
    assert done.exit_code == 1
    assert done.stderr == "a.warc.gz is damaged or no WARC file: Unknown archive format.\n"
