"""The copy for publishing: small, whole, read-only, with what was asked for and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from store_samples import capture_of

from archive.export.slim import export_slim
from archive.process import check, read_captures
from archive.store import Archive, ArchiveError
from archive.store.merge import merge
from archive.store.search import search

CASES = Path(__file__).resolve().parents[1] / "cases"


@pytest.fixture
def filled(archive: Archive) -> Archive:
    report = (CASES / "all-tables-in-one" / "page.html").read_bytes()
    archive.record(capture_of("nb", report, kind="annual_report"))
    archive.record(
        capture_of("nb", report.replace(b">3<", b">4<", 1), "2026-01-09T08:00:00Z", kind="annual_report")
    )
    for number in range(30):
        notice = f"<h1>通知{number}</h1><p>规划方案公示{number}</p>"
        archive.record(capture_of(f"{number}", f"<html><body>{notice}</body></html>"))
    archive.record(capture_of("list", "<ul><li><a href='nb'>年报</a></li></ul>", kind="list"))
    read_captures(archive, jobs=1)
    archive.flush()
    return archive


def count(archive: Archive, table: str) -> int:
    return int(archive.conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_annual_reports_without_bodies(filled: Archive, tmp_path: Path) -> None:
    path = tmp_path / "slim.db"
    assert export_slim(filled, path) == path.stat().st_size
    assert [p.name for p in tmp_path.glob("*slim*")] == ["slim.db"]
    with Archive.open(path, read_only=True) as slim:
        assert slim.conn.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
        assert slim.conn.execute("PRAGMA freelist_count").fetchone()[0] == 0
        kinds = {row["kind"] for row in slim.conn.execute("SELECT DISTINCT kind FROM documents")}
        assert kinds == {"annual_report"}
        for table in ("reports", "figures", "sections"):
            assert count(slim, table) == count(filled, table) > 0
        assert (count(slim, "bodies"), count(slim, "dictionaries"), count(slim, "visits")) == (0, 0, 0)
        assert {row["kind"] for row in slim.conn.execute("SELECT kind FROM captures")} == {
            "annual_report",
            "list",
        }
        assert search(slim.conn, "规划方案").count == 0
        assert search(slim.conn, "政府信息公开").count > 0
        said = dict(slim.conn.execute("SELECT name, value FROM slim").fetchall())
        assert said == {
            "kinds": "annual_report",
            "bodies": "none",
            "source_fetched_at": "2026-01-09T08:00:00Z",
        }
        assert list(check(slim, jobs=1)) == []


def test_all_kinds_with_the_latest_bodies(filled: Archive, tmp_path: Path) -> None:
    path = tmp_path / "slim.db"
    export_slim(filled, path, kinds=(), bodies="latest")
    with Archive.open(path, read_only=True) as slim:
        assert count(slim, "documents") == count(filled, "documents")
        assert count(slim, "bodies") == 31
        sql = "SELECT sha256 FROM captures JOIN documents ON capture_id = captures.id WHERE current = 1"
        for (sha256,) in slim.conn.execute(sql):
            assert slim.bodies.get(sha256, hashed=True) == filled.body(sha256)


def test_it_is_only_read(filled: Archive, tmp_path: Path) -> None:
    path = tmp_path / "slim.db"
    export_slim(filled, path)
    with pytest.raises(ArchiveError, match="is a slim copy for publishing: it can only be read"):
        Archive.open(path)
    with pytest.raises(
        ArchiveError, match="is a slim copy for publishing: it does not hold what was fetched"
    ):
        list(merge(filled, path))
    assert sorted(p.name for p in tmp_path.glob("slim*")) == ["slim.db"]


def test_nothing_is_left_of_one_that_failed(filled: Archive, tmp_path: Path) -> None:
    (tmp_path / "slim.db").write_bytes(b"the one before")
    filled.conn.execute("UPDATE bodies SET data = x'00'")
    filled.flush()
    with pytest.raises(ArchiveError, match="is damaged"):
        export_slim(filled, tmp_path / "slim.db", bodies="latest")
    assert (tmp_path / "slim.db").read_bytes() == b"the one before"
    assert [p.name for p in tmp_path.glob("*slim*")] == ["slim.db"]


def test_the_same_archive_gives_the_same_bytes(filled: Archive, tmp_path: Path) -> None:
    for name in ("a.db", "b.db"):
        export_slim(filled, tmp_path / name)
    assert (tmp_path / "a.db").read_bytes() == (tmp_path / "b.db").read_bytes()


def test_it_never_takes_the_place_of_an_archive(filled: Archive, tmp_path: Path) -> None:
    bodies = count(filled, "bodies")
    with pytest.raises(ArchiveError, match="is an archive"):
        export_slim(filled, filled.path)
    assert count(filled, "bodies") == bodies > 0
    export_slim(filled, tmp_path / "slim.db")
    export_slim(filled, tmp_path / "slim.db")
