"""Every format, opened by the programs that people open it with."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pandas as pd
import pytest

from archive.export.delimited import write_csv, write_excel_csv
from archive.export.jsonlines import write_jsonl
from archive.export.parquet import write_parquet
from archive.export.stata import short_names, write_stata
from archive.export.table import Column
from archive.export.workbook import Sheet, write_workbook, write_xlsx

COLUMNS = (
    Column("body", "string", "机关", "Body"),
    Column("year", "integer", "年度", "Year"),
    Column("value", "number", "数值", "Value"),
    Column("corrected", "boolean", "更正", "Corrected"),
    Column("captured_at", "datetime", "留存时间", "Captured at"),
    Column("note", "string", "说明", "Note"),
)
ROWS = [
    ("青岛市司法局", 2017, 1901, 0, "2018-03-01T01:02:03Z", "=cmd|' /C calc'!A0"),
    ("㙍坑镇人民政府", 2018, 12.5, 1, "2019-03-01T01:02:03.456Z", '逗号, 引号" 与\n换行'),
    ("锦州市", 2019, None, None, "2020-02-29T23:59:59Z", "-1+2"),
    ("𠮷林街道办事处", 2020, 0, 0, None, "@SUM(1)"),
    ("云川市", 2021, 10**12, 1, "2022-01-01T00:00:00Z", "https://www.yunchuan.test/"),
    ("云川市", 2022, -35, 0, "2023-01-01T00:00:00Z", ""),
]
HOSTILE = ("=cmd|' /C calc'!A0", "-1+2", "@SUM(1)", "+1+1", "\t=1", "\r=1", "＝1")
WRITERS = (write_csv, write_excel_csv, write_jsonl, write_xlsx, write_parquet, write_stata)

Writer = Callable[..., None]


def written(writer: Writer, tmp_path: Path, name: str, columns: Any = COLUMNS, rows: Any = ROWS) -> Path:
    path = tmp_path / name
    with path.open("wb") as stream:
        writer(stream, columns, iter(rows))
    return path


@pytest.mark.parametrize("writer", WRITERS, ids=lambda writer: writer.__name__)
def test_the_same_rows_give_the_same_bytes(writer: Writer, tmp_path: Path) -> None:
    first = written(writer, tmp_path, "a").read_bytes()
    assert first
    assert written(writer, tmp_path, "b").read_bytes() == first


@pytest.mark.parametrize("writer", WRITERS, ids=lambda writer: writer.__name__)
def test_a_table_without_rows_is_written(writer: Writer, tmp_path: Path) -> None:
    assert written(writer, tmp_path, "empty", rows=[]).exists()


def test_csv_keeps_every_value_as_it_is(tmp_path: Path) -> None:
    path = written(write_csv, tmp_path, "a.csv")
    assert not path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8", newline="") as lines:
        head, *rows = list(csv.reader(lines))
    assert head == [column.name for column in COLUMNS]
    assert rows == [["" if v is None else str(v) for v in row] for row in ROWS]


def test_csv_for_excel_has_a_mark_and_no_formula(tmp_path: Path) -> None:
    rows = [(text, -35, None, 0, None, text) for text in HOSTILE]
    path = written(write_excel_csv, tmp_path, "a.csv", rows=rows)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    read = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))[1:]
    assert [row[0] for row in read] == [f"'{text}" for text in HOSTILE]
    assert {row[1] for row in read} == {"-35"}


def test_json_lines_keep_types(tmp_path: Path) -> None:
    lines = written(write_jsonl, tmp_path, "a.jsonl").read_text(encoding="utf-8").splitlines()
    first, _, third = (json.loads(line) for line in lines[:3])
    assert first["value"] == 1901
    assert first["corrected"] is False
    assert third["value"] is None
    assert "青岛市司法局" in lines[0]


def test_xlsx_has_types_frozen_panes_and_no_formula(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written(write_xlsx, tmp_path, "a.xlsx"))
    page = book["data"]
    assert page.freeze_panes == "A2"
    assert [cell.value for cell in page[1]] == [column.name for column in COLUMNS]
    assert [cell.data_type for cell in page[2]] == ["s", "n", "n", "n", "d", "s"]
    assert page["C4"].value is None
    assert page["F2"].value == ROWS[0][5]
    assert all(cell.data_type != "f" and cell.hyperlink is None for row in page.iter_rows() for cell in row)


def test_xlsx_goes_on_in_a_further_sheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.export.workbook.SHEET_ROWS", 4)
    with (tmp_path / "a.xlsx").open("wb") as stream:
        write_workbook(stream, [Sheet("data", COLUMNS, ROWS), Sheet("codebook", COLUMNS, ROWS[:1])])
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    pages = [(page.title, page.max_row) for page in book]
    assert pages == [("data", 4), ("data 2", 4), ("codebook", 2), ("说明 notes", 2)]
    assert book["data 2"]["A2"].value == ROWS[3][0]


def test_parquet_in_pandas_and_duckdb(tmp_path: Path) -> None:
    path = written(write_parquet, tmp_path, "a.parquet")
    frame = pd.read_parquet(path)
    assert list(frame["body"]) == [row[0] for row in ROWS]
    assert frame["corrected"].tolist()[:3] == [False, True, None]
    found = duckdb.sql(f"SELECT body, value FROM '{path}' WHERE year = 2018").fetchall()
    assert found == [(ROWS[1][0], 12.5)]


def test_csv_in_duckdb_and_pandas(tmp_path: Path) -> None:
    path = written(write_csv, tmp_path, "a.csv")
    assert duckdb.sql(f"SELECT body, note FROM read_csv('{path}') ORDER BY year").fetchall()[1] == (
        ROWS[1][0],
        ROWS[1][5],
    )
    assert pd.read_csv(path)["body"].tolist() == [row[0] for row in ROWS]


def test_stata_has_labels_and_keeps_blanks(tmp_path: Path) -> None:
    path = written(write_stata, tmp_path, "a.dta")
    with pd.io.stata.StataReader(path) as reader:
        labels = reader.variable_labels()
        frame = reader.read()
        assert reader.value_labels()["body"]
    assert labels["year"] == "年度 / Year"
    assert frame["body"].astype(str).tolist() == [row[0] for row in ROWS]
    assert frame["value"].isna().tolist() == [False, False, True, False, False, False]
    assert frame["value"].iloc[1] == 12.5


def test_stata_names_are_short_and_no_two_alike() -> None:
    long = "applications.result.refused.three_security_one_stability.total"
    names = short_names([long, long.replace("total", "other_org"), "a.b", "a_b", "a" * 40, "a" * 41])
    assert len(set(names)) == 6
    assert all(len(name) <= 32 and name.isascii() and name.isidentifier() for name in names)


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize(
    ("writer", "name"), [(write_csv, "a.csv"), (write_excel_csv, "b.csv"), (write_xlsx, "c.xlsx")]
)
def test_libreoffice_opens_it_with_its_chinese(writer: Writer, name: str, tmp_path: Path) -> None:
    """Opened, and written again as CSV: 76 is UTF-8, 44 a comma, 34 the quote."""
    path = written(writer, tmp_path, name)
    opened = ["--infilter=CSV:44,34,76"] if name.endswith(".csv") else []
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            *opened,
            "--convert-to",
            "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1",
            "--outdir",
            str(tmp_path / "out"),
            str(path),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    (result,) = (tmp_path / "out").iterdir()
    text = result.read_text(encoding="utf-8-sig")
    head, *rows = list(csv.reader(io.StringIO(text, newline="")))
    assert head == [column.name for column in COLUMNS]
    assert [row[0] for row in rows] == [row[0] for row in ROWS]
    assert [float(row[2]) for row in rows if row[2]] == [row[2] for row in ROWS if row[2] is not None]
    assert '逗号, 引号" 与\n换行' in [row[5].replace("\r\n", "\n") for row in rows]
    if writer is not write_csv:
        assert rows[0][5].removeprefix("'") == ROWS[0][5]


@pytest.mark.parametrize("sheet_rows", [1_048_576, 2])
def test_an_interrupted_workbook_leaves_no_file_open(
    sheet_rows: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked of the system: what the collector of garbage would warn of may be the file of another test."""

    def rows() -> Any:
        yield from ROWS
        opened.extend(open_files(tmp_path))
        raise InterruptedError

    opened: list[str] = []
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("archive.export.workbook.SHEET_ROWS", sheet_rows)
    stream = io.BytesIO()
    with pytest.raises(InterruptedError):
        write_xlsx(stream, COLUMNS, rows())
    assert opened
    assert open_files(tmp_path) == []
    assert list(tmp_path.iterdir()) == []
    assert not stream.getvalue()


def open_files(folder: Path) -> list[str]:
    """The files in a folder that this process has open."""
    targets = (str(link.readlink()) for link in Path("/proc/self/fd").iterdir() if link.is_symlink())
    return [target for target in targets if target.startswith(str(folder))]
