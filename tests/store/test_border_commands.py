"""The commands of this part, as a person calls them: what they print, what they leave, how they end."""

from __future__ import annotations

import json
import os
import stat
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from store_samples import capture_of

from archive.cli import main
from archive.store import Archive

CASES = Path(__file__).resolve().parents[1] / "cases"


def gongkai(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def filled(db: Path) -> Path:
    with Archive.open(db, create=True) as archive:
        report = (CASES / "all-tables-in-one" / "page.html").read_bytes()
        archive.record(capture_of("nb", report, kind="annual_report"))
        for number in range(40):
            archive.record(capture_of(f"{number}", f"通知{number}" * 50))
    assert gongkai("read", "--db", db).exit_code == 0
    return db


def test_a_release_can_be_verified_with_what_everybody_has(filled: Path, tmp_path: Path) -> None:
    folder = tmp_path / "release"
    done = gongkai("export", "release", "--db", filled, "--output", folder, "--pages")
    assert done.exit_code == 0, done.output
    assert sorted(p.name for p in folder.iterdir()) == [
        "README.md",
        "SHA256SUMS",
        "archive.db",
        "pages.warc.gz",
        "panel",
    ]
    checked = subprocess.run(
        ["sha256sum", "--check", "SHA256SUMS"], cwd=folder, capture_output=True, text=True
    )
    assert checked.returncode == 0
    assert "panel/panel.csv: OK" in checked.stdout
    before = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    assert checked.stdout.count(": OK") == len(before) - 1
    assert gongkai("export", "release", "--db", filled, "--output", folder, "--pages").exit_code == 0
    assert {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()} == before
    assert gongkai("check", "--db", folder / "archive.db").exit_code == 0


def test_a_release_does_not_overwrite_what_is_something_else(filled: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("keep me")
    done = gongkai("export", "release", "--db", filled, "--output", tmp_path / "mine")
    assert done.exit_code == 2
    assert "letter.txt" in done.stderr


def test_slim_and_warc(filled: Path, tmp_path: Path) -> None:
    slim, warc = tmp_path / "s.db", tmp_path / "w.warc.gz"
    assert gongkai("export", "slim", "--db", filled, "--output", slim).exit_code == 0
    assert slim.stat().st_size < filled.stat().st_size
    done = gongkai("export", "warc", "--db", filled, "--output", warc)
    assert (done.exit_code, done.output) == (0, f"{warc}: 83 records.\n")
    other = tmp_path / "other.db"
    done = gongkai("import", warc, "--db", other)
    assert (done.exit_code, done.stdout) == (0, "0 new, 0 changed, 0 unchanged; left out: 41 not declared.\n")
    done = gongkai("import", warc, "--any-host", "--json", "--db", other)
    assert json.loads(done.stdout) == {"new": 41, "changed": 0, "unchanged": 0, "left_out": {}}


def test_merge_and_compact(filled: Path, tmp_path: Path) -> None:
    whole = tmp_path / "all.db"
    assert gongkai("merge", filled, "--db", whole).exit_code == 0
    lost = gongkai("merge", filled, tmp_path / "none.db", "--db", whole)
    assert lost.exit_code == 1
    assert "There is no archive at" in lost.stderr
    assert "1 of 2 joined, 0 conflicts; it holds" in lost.stdout
    done = gongkai("compact", "--db", whole)
    assert done.exit_code == 0
    assert done.output.startswith(f"{whole}: 41 bodies compressed; ")
    assert gongkai("check", "--db", whole).exit_code == 0


def test_the_demo_never_mixes_invented_pages_with_real_ones(filled: Path) -> None:
    refused = gongkai("demo", "--once", "--db", filled)
    assert refused.exit_code == 2
    assert "holds pages that are no sample data" in refused.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["search", " "], "Name the words to search for."),
        (["serve", "--base-url", "gongkai"], "no path between slashes, such as /gongkai/"),
        (["search", "-诉讼"], "Name a word to look for beside those to leave out."),
        (["search", "复议", "--limt", "3"], "No such option '--limt'"),
        (["crawl", "qingdao", "--proxy", "zzz"], "expected http://HOST:PORT"),
        (["crawl", "--due", "--all"], "one of the three"),
    ],
)
def test_a_wrong_call_is_one_sentence(filled: Path, words: list[str], said: str) -> None:
    refused = gongkai(*words, "--db", filled)
    assert refused.exit_code == 2
    assert said in refused.stderr


# -- files


SAVED = (
    "<html><!-- saved from url=(0030)http://www.qingdao.gov.cn/a.htm --><body>"
    "<h1>通知</h1><p>保存的网页。</p></body></html>"
)


def rows(db: Path, sql: str) -> list[tuple[object, ...]]:
    with Archive.open(db, read_only=True) as archive:
        return [tuple(row) for row in archive.conn.execute(sql)]


def test_files_and_folders_are_supplied(db: Path, tmp_path: Path) -> None:
    folder = tmp_path / "年报"
    (folder / "旧").mkdir(parents=True)
    (folder / ".hidden").write_text("x")
    (folder / "保存.html").write_text(SAVED, encoding="utf-8")
    (folder / "旧" / "2009 年.txt").write_text("2009年政府信息公开工作年度报告", encoding="utf-8")
    done = gongkai("import", folder, "--db", db)
    assert (done.exit_code, done.stdout) == (0, "2 new, 0 changed, 0 unchanged.\n")
    assert rows(db, "SELECT url, origin, supplied_by, status FROM captures ORDER BY url") == [
        ("file:///%E5%B9%B4%E6%8A%A5/%E6%97%A7/2009%20%E5%B9%B4.txt", "supplied", "2009 年.txt", 0),
        ("http://www.qingdao.gov.cn/a.htm", "supplied", "保存.html", 0),
    ]
    assert gongkai("import", folder, "--db", db).stdout == "0 new, 0 changed, 2 unchanged.\n"
    assert gongkai("read", "--db", db).exit_code == 0
    assert rows(db, "SELECT state FROM documents") == [("read",), ("read",)]


def test_a_manifest_says_what_files_are(db: Path, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4")
    manifest = tmp_path / "m.csv"
    manifest.write_text(
        "\ufefffile,url,fetched_at,supplied_by\na.pdf,http://www.x.gov.cn/a.pdf,2010-03-04,王某\n",
        encoding="utf-8",
    )
    said = gongkai("import", tmp_path / "a.pdf", "--manifest", manifest, "--db", db).stdout
    assert said == "1 new, 0 changed, 0 unchanged.\n"  # as the manifest says, not once more as a mere file
    assert rows(db, "SELECT url, fetched_at, origin, supplied_by FROM captures") == [
        ("http://www.x.gov.cn/a.pdf", "2010-03-04T00:00:00Z", "supplied", "王某")
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("file,url\n", "m.csv: the column fetched_at is missing"),
        ("file,url,fetched_at,supplied_by\nnone.pdf,,,\n", "m.csv, row 2: file: there is no file “none.pdf”"),
        ("file,url,fetched_at,supplied_by\na.pdf,ftp://x,,\n", "m.csv, row 2: url: “ftp://x” is no http"),
        (
            "file,url,fetched_at,supplied_by\na.pdf,,昨天,\n",
            "m.csv, row 2: fetched_at: “昨天” is no time",
        ),
    ],
)
def test_a_manifest_with_a_mistake_stores_nothing(db: Path, tmp_path: Path, text: str, sentence: str) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4")
    (tmp_path / "m.csv").write_text(text, encoding="utf-8")
    done = gongkai("import", "--manifest", tmp_path / "m.csv", "--db", db)
    assert done.exit_code == 2
    assert sentence in done.stderr
    assert not db.exists()


def test_a_damaged_warc_file_is_named_and_the_others_are_taken(db: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.warc.gz").write_bytes(b"nonsense" * 9)
    (tmp_path / "good.txt").write_text("好")
    done = gongkai("import", tmp_path / "bad.warc.gz", tmp_path / "good.txt", "--db", db)
    assert done.exit_code == 1
    assert "bad.warc.gz is damaged or no WARC file" in done.stderr
    assert done.stdout == "1 new, 0 changed, 0 unchanged.\n"


def test_nothing_to_import(db: Path) -> None:
    assert gongkai("import", "--db", db).exit_code == 2


# -- what cannot be joined, and where nothing can be written


def test_what_cannot_be_joined_leaves_no_archive(filled: Path, tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("no database")
    whole = filled.read_bytes()
    (tmp_path / "cut.db").write_bytes(whole[: len(whole) // 2])
    half = len(whole) // 2 // 8192 * 8192
    (tmp_path / "spoiled.db").write_bytes(whole[:8192] + b"\x55" * (half - 8192) + whole[half:])
    for name in ("text.db", "cut.db", "spoiled.db", "none.db"):
        done = gongkai("merge", tmp_path / name, "--db", tmp_path / "all.db")
        assert done.exit_code == 2
        assert name in done.stderr
        assert "no archive was made" in done.stderr
        assert not list(tmp_path.glob("all.db*"))


def test_decisions_beside_a_shard_are_named_until_people_have_joined_them(
    filled: Path, tmp_path: Path
) -> None:
    head = "url,name,year,body,region,level,kind,reason,by,date\n"
    decisions = f"{head},宁波,,宁波市人民政府,,,,x,y,2026-01-01\n"
    (filled.parent / "bodies.csv").write_text(decisions, encoding="utf-8")
    assert "bodies.csv" in gongkai("read", "--db", filled).stderr  # it matches nothing here
    (tmp_path / "other").mkdir()
    other = tmp_path / "other" / "all.db"
    done = gongkai("merge", filled, "--db", other)
    assert done.exit_code == 1
    assert (
        "archive.db body_decisions: 1 of its rows are not here: append them from the bodies.csv"
        in done.stderr
    )
    (other.parent / "bodies.csv").write_text(decisions, encoding="utf-8")
    gongkai("read", "--db", other)
    assert gongkai("merge", filled, "--db", other).exit_code == 0


@pytest.mark.parametrize("kind", ["slim", "warc", "release"])
def test_no_export_takes_the_place_of_a_device(filled: Path, tmp_path: Path, kind: str) -> None:
    os.mkfifo(tmp_path / "pipe")
    done = gongkai("export", kind, "--db", filled, "--output", tmp_path / "pipe")
    assert done.exit_code == 2
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)
    done = gongkai("export", kind, "--db", filled, "--output", "/proc/x")
    assert done.exit_code == 2
    assert "Error: /proc/x cannot be written" in done.stderr
