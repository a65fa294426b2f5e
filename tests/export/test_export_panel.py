"""`gongkai export panel`: the package, its sameness, its filters, and what interrupts it."""

from __future__ import annotations

import csv
import hashlib
import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pandas as pd
import pytest
from frictionless import Package
from panel_samples import BLANK, Builder

from archive.export.package import export_panel
from archive.export.panel import Panel
from archive.export.selection import select
from archive.export.whole import ExportError

GONGKAI = [sys.executable, "-m", "archive.cli"]
CONTRACT = {
    "panel.csv", "panel-excel.csv", "panel.xlsx", "panel.parquet", "panel.dta",
    "codebook.csv", "coverage.csv", "findings.csv", "datapackage.json",
}  # fmt: skip
NEW = "applications.new"
REPORTS: list[tuple[str, int, str, dict[str, Any], dict[str, Any]]] = [
    (
        "青岛市司法局",
        2017,
        "2014",
        {"applications.channel.fax": 2, "fees.collected": 0.5, NEW + ".total": 9},
        {},
    ),
    ("青岛市司法局", 2020, "2019", {NEW + ".total": 12, NEW + ".natural_person": BLANK}, {}),
    ("青岛市公安局", 2020, "2019", {NEW + ".total": 30, NEW + ".natural_person": 28}, {}),
    ("北京市教育委员会", 2020, "2019", {NEW + ".total": 7}, {"region": "110000"}),
    ("青岛市人民政府", 2020, "2019", {NEW + ".total": 700}, {"scope": "consolidated"}),
]


def fill(build: Builder, reports: list[Any]) -> None:
    for body, year, form, figures, more in reports:
        build.report(body, year, form, figures, **more)
    with build.archive.transaction() as conn:
        conn.execute(
            "INSERT INTO coverage (organ_id, year, organ, region, level, state, due, rule)"
            " SELECT organ_id, year, organ, region, 'city', 'date_unknown', '2021-01-31', 'test' FROM reports"
        )


@pytest.fixture
def filled(build: Builder) -> Builder:
    fill(build, REPORTS)
    return build


def gongkai(*arguments: str | Path, code: int = 0) -> subprocess.CompletedProcess[str]:
    done = subprocess.run([*GONGKAI, *map(str, arguments)], capture_output=True, text=True, timeout=300)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done


def export(
    build: Builder, folder: Path, *formats: str, wide: bool = False, **chosen: Any
) -> list[dict[str, str]]:
    """The rows of panel.csv."""
    conn = build.archive.conn
    export_panel(Panel.of(conn, select(conn, **chosen)), folder, formats=formats or ("csv",), wide=wide)
    return rows_of(folder / "panel.csv")


def rows_of(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


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
    names = ("codebook", "coverage", "findings", "panel", "series", "variables")
    lines = [f"{hashlib.sha256((package / f'{n}.csv').read_bytes()).hexdigest()}  {n}.csv\n" for n in names]
    content = hashlib.sha256("".join(lines).encode()).hexdigest()
    assert described["contentHash"] == f"sha256:{content}"
    assert described["version"].endswith(content[:12])
    assert described["version"] in described["citation"]


def test_all_formats_say_the_same(package: Path) -> None:
    rows = rows_of(package / "panel.csv")
    frame = pd.read_parquet(package / "panel.parquet")
    stata = pd.read_stata(package / "panel.dta")
    lines = [json.loads(line) for line in (package / "panel.jsonl").read_text(encoding="utf-8").splitlines()]
    excel = rows_of(package / "panel-excel.csv")
    page = openpyxl.load_workbook(package / "panel.xlsx", read_only=True)["data"]
    values = [float(row["value"]) if row["value"] else None for row in rows]
    assert [None if pd.isna(v) else v for v in frame["value"]] == values
    assert [None if pd.isna(v) else v for v in stata["value"]] == values
    assert [line["value"] for line in lines] == values
    assert [float(row["value"]) if row["value"] else None for row in excel] == values
    place = list(rows[0]).index("value")
    assert [row[place].value for row in page.iter_rows(min_row=2)] == values
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


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


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
    assert "corrections.csv, line 2: the archive has no report 青岛市司法局/1999/own" in done.stderr
    assert len(rows_of(tmp_path / "out" / "panel.csv")) == 9


# -- filters


def test_filters_choose_rows(filled: Builder, tmp_path: Path) -> None:
    def bodies(**chosen: Any) -> list[str]:
        return [row["body"] for row in export(filled, tmp_path / "out", **chosen)]

    assert set(bodies(regions=["山东省"])) == {"青岛市司法局", "青岛市公安局", "青岛市人民政府"}
    assert set(bodies(regions=["110000"])) == {"北京市教育委员会"}
    assert bodies(years=["2015-2018"]) == ["青岛市司法局"] * 3
    assert bodies(scope="consolidated") == ["青岛市人民政府"]
    assert bodies(bodies=["青岛市公安局"], indicators=[NEW]) == ["青岛市公安局"] * 2
    assert bodies(indicators=["传真申请数"]) == ["青岛市司法局"]
    assert len(bodies(indicators=["applications.*"])) == 8


def test_wide_has_a_row_a_report_and_a_column_a_figure(filled: Builder, tmp_path: Path) -> None:
    rows = export(filled, tmp_path / "out", "csv", "dta", "xlsx", wide=True, years=["2020"])
    assert len(rows) == 4
    assert [name for name in rows[0] if name.startswith("applications.")] == [
        f"{NEW}.natural_person",
        f"{NEW}.total",
    ]
    found = {row["body"]: (row[f"{NEW}.natural_person"], row[f"{NEW}.total"]) for row in rows}
    assert found["青岛市司法局"] == ("", "12")
    assert found["青岛市公安局"] == ("28", "30")
    assert len(pd.read_stata(tmp_path / "out" / "panel.dta")) == 4


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        ({"indicators": ["applications.neu"]}, r"no such indicator. Did you mean applications.new"),
        ({"indicators": ["传真申请"]}, r"Did you mean applications.channel.fax"),
        ({"regions": ["青岛是"]}, r"no such region. Did you mean 370200 青岛市"),
        ({"regions": ["370201"]}, r"Did you mean .*370200 青岛市"),
        ({"regions": ["朝阳区"]}, r"several regions have this name: .*110105"),
        ({"bodies": ["青岛司法局"]}, r"no such body here. Did you mean 青岛市司法局"),
        ({"years": ["1999"]}, r"no reports of that time here. Did you mean 2017"),
        ({"years": ["2020-2017"]}, r"ends before it begins; did you mean 2017-2020"),
        ({"years": ["去年"]}, r"expected a year or a span of years"),
        ({"bodies": ["青岛市司法局"], "regions": ["110000"]}, r"lies in 370200, outside --region 110000"),
        ({"bodies": ["青岛市公安局"], "years": ["2017"]}, r"has reports of 2020 only, none of 2017"),
        ({"bodies": ["青岛市公安局"], "scope": "consolidated"}, r"has no report of --scope consolidated"),
        (
            {"indicators": ["applications.channel.fax"], "years": ["2020"]},
            r"forms 2008, 2014; those chosen are of 2019",
        ),
        (
            {"regions": ["110000"], "years": ["2017"]},
            r"No report answers all of --year 2017 and --region 110000",
        ),
    ],
)
def test_words_that_mean_nothing_and_filters_that_exclude_each_other(
    filled: Builder, chosen: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(ExportError, match=sentence):
        select(filled.archive.conn, **chosen)


def test_the_command_says_it_in_one_sentence_and_exits_2(filled: Builder, tmp_path: Path) -> None:
    call = ["export", "panel", "--db", filled.archive.path, "--output", tmp_path / "out"]
    done = gongkai(*call, "--indicator", "applications.neu", code=2)
    assert done.stderr.strip().count("\n") == 0
    assert "Did you mean applications.new" in done.stderr
    assert not (tmp_path / "out").exists()


# -- whole or not at all


def test_an_interrupted_export_leaves_nothing_under_its_name(filled: Builder, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    call = ["export", "panel", "--db", str(filled.archive.path), "--output", str(folder)]
    for number in (signal.SIGKILL, signal.SIGTERM, signal.SIGINT):
        kill_amid([*GONGKAI, *call], tmp_path / ".out.partial", number)
        assert not folder.exists()
    gongkai(*call)
    before = contents(folder)
    kill_amid([*GONGKAI, *call], tmp_path / ".out.partial", signal.SIGKILL)
    assert contents(folder) == before
    gongkai(*call)
    assert contents(folder) == before
    assert not (tmp_path / ".out.partial").exists()


def kill_amid(command: list[str], partial: Path, number: signal.Signals) -> None:
    """Ends the command as soon as it has begun to write."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not (partial / "panel.csv").exists():
        assert process.poll() is None
        time.sleep(0.002)
    process.send_signal(number)
    assert process.wait(60) != 0


def test_a_folder_with_other_things_in_it_is_left_alone(filled: Builder, tmp_path: Path) -> None:
    folder = tmp_path / "thesis"
    folder.mkdir()
    (folder / "chapter.docx").write_text("years of work")
    with pytest.raises(ExportError, match="holds chapter.docx, which is no export's"):
        export(filled, folder)
    assert [path.name for path in folder.iterdir()] == ["chapter.docx"]


def test_a_format_that_is_not_installed_is_named(
    filled: Builder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archive.export.package.find_spec", lambda name: None if name == "pyarrow" else True)
    conn = filled.archive.conn
    made = export_panel(Panel.of(conn, select(conn)), tmp_path / "out")
    assert [sentence.split()[0] for sentence in made.left_out] == ["panel.parquet"]
    assert "panel.parquet" not in made.files
    with pytest.raises(ExportError, match="--format parquet needs the extra data"):
        export(filled, tmp_path / "out", "parquet")


def test_stata_has_a_limit_that_is_said(
    filled: Builder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archive.export.package.STATA_ROWS", 5)
    conn = filled.archive.conn
    made = export_panel(Panel.of(conn, select(conn)), tmp_path / "out")
    assert "panel.dta is left out: it takes 5 rows, and these are 9." in made.left_out
    with pytest.raises(ExportError, match="--format dta takes 5 rows"):
        export(filled, tmp_path / "out", "dta")


def test_progress_counts_to_its_end(filled: Builder, tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    conn = filled.archive.conn
    panel = Panel.of(conn, select(conn))
    export_panel(panel, tmp_path / "out", step=lambda done, total: steps.append((done, total)))
    assert steps == sorted(steps)
    assert steps[-1][0] == steps[-1][1]
