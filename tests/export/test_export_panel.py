"""`gongkai export panel`: the package, its sameness, its filters, and what interrupts it."""

from __future__ import annotations

import hashlib
import json
import time
from contextlib import closing
from pathlib import Path

import duckdb
import openpyxl
import pandas as pd
import pytest
from frictionless import Package
from panel_samples import BLANK, NEW, REPORTS, Builder, contents, export, fill, gongkai, rows_of

from archive.store.organs import settle

CONTRACT = {
    "panel.csv", "panel-excel.csv", "panel.xlsx", "panel.parquet", "panel.dta",
    "codebook.csv", "coverage.csv", "findings.csv", "datapackage.json",
}  # fmt: skip


# -- the package


@pytest.fixture(scope="module")
def archived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive that the package is made of; nobody changes it."""
    builder = Builder(tmp_path_factory.mktemp("archived") / "archive.db")
    fill(builder, REPORTS)
    builder.archive.close()
    return builder.archive.path


@pytest.fixture(scope="module")
def package(archived: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("package") / "panel"
    done = gongkai("export", "panel", "--db", archived, "--output", folder, "--json")
    said = json.loads(done.stdout)
    assert said["rows"] == 9
    assert set(said["files"]) == {path.name for path in folder.iterdir()}
    return folder


def test_without_options_every_file_is_there(package: Path) -> None:
    assert {path.name for path in package.iterdir()} >= CONTRACT
    assert not [path for path in package.parent.iterdir() if path.name.startswith(".panel")]


def test_the_package_is_valid_and_its_hash_can_be_reckoned(package: Path) -> None:
    report = Package(str(package / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "message"])
    assert not report.warnings
    described = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    assert described["licenses"][0]["name"] == "CC-BY-4.0"
    assert "publishers" in described["rights"]
    names = ("bodies", "codebook", "coverage", "findings", "panel", "series", "variables")
    lines = [f"{hashlib.sha256((package / f'{n}.csv').read_bytes()).hexdigest()}  {n}.csv\n" for n in names]
    content = hashlib.sha256("".join(lines).encode()).hexdigest()
    assert described["contentHash"] == f"sha256:{content}"
    assert described["version"].endswith(content[:12])
    assert described["version"] in described["citation"]


def test_bodies_are_joined_over_reorganisations(build: Builder, tmp_path: Path) -> None:
    for body, year in (("青岛市国土资源局", 2017), ("青岛市自然资源局", 2019), ("青岛市农业局", 2016)):
        build.report(body, year, "2014" if year < 2019 else "2019", {NEW + ".total": 1})
    with build.archive.transaction() as conn:
        settle(conn)
    export(build, tmp_path / "out", years=["2017", "2019"])
    before, after = rows_of(tmp_path / "out" / "bodies.csv")
    assert [before["body"], after["body"]] == ["青岛市国土资源局", "青岛市自然资源局"]
    assert before["lineage_id"] == after["lineage_id"] == after["body_id"]
    assert (before["lineage"], before["function"]) == ("青岛市自然资源局", "land_resources")
    assert before["region_name"] == "青岛市"
    assert before["parts_to"] == ""


def test_all_formats_say_the_same(package: Path) -> None:
    rows = rows_of(package / "panel.csv")
    frame = pd.read_parquet(package / "panel.parquet")
    stata = pd.read_stata(package / "panel.dta")
    lines = [json.loads(line) for line in (package / "panel.jsonl").read_text(encoding="utf-8").splitlines()]
    excel = rows_of(package / "panel-excel.csv")
    with closing(openpyxl.load_workbook(package / "panel.xlsx", read_only=True)) as book:
        place = list(rows[0]).index("value")
        sheet = [row[place].value for row in book["data"].iter_rows(min_row=2)]
    values = [float(row["value"]) if row["value"] else None for row in rows]
    assert [None if pd.isna(v) else v for v in frame["value"]] == values
    assert [None if pd.isna(v) else v for v in stata["value"]] == values
    assert [line["value"] for line in lines] == values
    assert [float(row["value"]) if row["value"] else None for row in excel] == values
    assert sheet == values
    found = duckdb.sql(f"SELECT sum(value) FROM read_csv('{package / 'panel.csv'}')").fetchall()
    assert found == [(sum(filter(None, values)),)]


def test_the_panel_tells_where_each_figure_comes_from(package: Path) -> None:
    row = next(row for row in rows_of(package / "panel.csv") if row["indicator"] == "fees.collected")
    assert row["body"] == "青岛市司法局"
    assert row["region_name"] == "青岛市"
    assert (row["value"], row["unit"]) == ("5000", "元")
    assert row["evidence"] == f"/report/{row['report_id']}#fees.collected"
    assert row["source_url"].startswith("https://www.yunchuan.test/")
    assert len(row["capture_sha256"]) == 64
    assert row["captured_at"] == "2024-03-01T01:02:03Z"
    assert (row["editions"], row["differs"], row["corrected"]) == ("1", "0", "0")


def test_a_blank_is_empty_and_never_zero(package: Path) -> None:
    (row,) = [row for row in rows_of(package / "panel.csv") if row["qualifier"] == BLANK]
    assert row["value"] == ""
    shares = {
        (r["body"], r["year"]): r["applicant_natural_person"] for r in rows_of(package / "variables.csv")
    }
    assert shares["青岛市司法局", "2020"] == ""
    assert float(shares["青岛市公安局", "2020"]) == pytest.approx(28 / 30)


def test_the_workbook_has_its_sheets(package: Path) -> None:
    book = openpyxl.load_workbook(package / "panel.xlsx")
    assert book.sheetnames == ["data", "codebook", "coverage", "findings", "read-me"]
    assert all(page.freeze_panes == "A2" for page in book)
    assert "CC BY 4.0" in " ".join(str(row[0].value) for row in book["read-me"].iter_rows())
    assert book["coverage"].max_row == 6


def test_the_codebook_has_formulas_and_the_crosswalk_in_two_languages(package: Path) -> None:
    rows = {row["code"]: row for row in rows_of(package / "codebook.csv")}
    assert rows["any_disclosure_rate"]["formula"].count("{") == 2
    granted = rows["applications.result.granted"]
    assert granted["at_2019"] == "break"
    assert granted["note_zh"]
    assert granted["note_en"]
    assert rows["capture_sha256"]["kind"] == "column"


# -- the same archive, the same bytes


def test_two_exports_are_the_same_byte_for_byte(package: Path, archived: Path, tmp_path: Path) -> None:
    time.sleep(1.1)  # a time stamp would show
    gongkai("export", "panel", "--db", archived, "--output", tmp_path / "again")
    assert contents(tmp_path / "again") == contents(package)


def test_the_order_of_arrival_does_not_show(filled: Builder, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = Builder(tmp_path / "other" / "archive.db")
    fill(other, REPORTS[::-1])
    export(filled, tmp_path / "a", "csv", "jsonl")
    export(other, tmp_path / "b", "csv", "jsonl")
    other.archive.close()
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


# -- editions and corrections


def test_editions_and_what_differs_between_them(build: Builder, tmp_path: Path) -> None:
    old = {NEW + ".total": 9, "applications.carried_in.total": 1}
    build.report("云川市司法局", 2020, "2019", old, current=0, text="old")
    build.report("云川市司法局", 2020, "2019", {**old, NEW + ".total": 11}, text="new")
    rows = {row["indicator"]: row for row in export(build, tmp_path / "out")}
    assert len(rows) == 2
    assert (rows[NEW]["value"], rows[NEW]["editions"], rows[NEW]["differs"]) == ("11", "2", "1")
    assert rows["applications.carried_in"]["differs"] == "0"


def test_a_correction_that_matches_nothing_is_reported(filled: Builder, tmp_path: Path) -> None:
    with filled.archive.transaction() as conn:
        conn.execute(
            "INSERT INTO corrections (id, line, report_key, indicator, applicant, value, reason, by, date)"
            " VALUES ('c', 2, '青岛市司法局/1999/own', ?, 'total', 1, '误录', '某人', '2026-01-01')",
            (NEW,),
        )
    call = ["export", "panel", "--db", filled.archive.path, "--output", tmp_path / "out", "--format", "csv"]
    done = gongkai(*call, code=1)
    assert (
        "corrections.csv, line 2 when last taken: the archive has no report 青岛市司法局/1999/own"
        in done.stderr
    )
    assert len(rows_of(tmp_path / "out" / "panel.csv")) == 9
