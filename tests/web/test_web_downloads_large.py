"""More than a million rows as a file of each kind, from a real server: all of them, in flat memory."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from browsing import serving_process
from sample_archive import build_archive

from archive.store import Archive

pytestmark = pytest.mark.full

ROWS = 1_200_000
SHEET = 1_048_576
LAST = f"第{ROWS}行 =1+1"
FILL = f"""
INSERT INTO many WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {ROWS})
SELECT i, '第' || i || '行 =1+1', i / 4.0, CASE WHEN i % 7 THEN '公开' || (i % 1000) END FROM n
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, int]]:
    """The address of a server of an archive with such a table, and its process."""
    path = tmp_path_factory.mktemp("large") / "archive.db"
    build_archive(path)
    with Archive.open(path) as archive:
        archive.conn.execute(
            "CREATE TABLE many (number INTEGER PRIMARY KEY, name TEXT, share REAL, note TEXT)"
        )
        archive.conn.execute(FILL)
    with serving_process(path) as (address, process):
        httpx.get(f"{address}/archive/many", timeout=60).raise_for_status()
        yield address, process.pid


@pytest.mark.parametrize("ending", ["csv", "excel", "jsonl", "parquet", "xlsx"])
def test_all_rows_arrive_and_memory_is_flat(server: tuple[str, int], tmp_path: Path, ending: str) -> None:
    address, pid = server
    if ending == "parquet":
        pytest.importorskip("pyarrow")
    forget_peak(pid)
    before, path = megabytes(pid, "VmRSS"), tmp_path / "many"
    with (
        httpx.stream("GET", f"{address}/archive/many.{ending}", timeout=600) as answer,
        path.open("wb") as file,
    ):
        assert answer.status_code == 200
        for piece in answer.iter_raw():
            file.write(piece)
    grown = megabytes(pid, "VmHWM") - before
    # Parquet writes groups of 65,536 rows; the others are 70 to 130 MB long.
    assert grown < (300 if ending == "parquet" else 60), grown
    CHECKS[ending](path)


def forget_peak(pid: int) -> None:
    Path(f"/proc/{pid}/clear_refs").write_text("5")


def megabytes(pid: int, name: str) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(re.findall(rf"{name}:\s+(\d+)", status)[0]) / 1024


def check_lines(path: Path, head: int, last: str) -> None:
    with path.open("rb") as file:
        assert sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(1 << 20), b"")) == ROWS + head
        file.seek(-200, 2)
        assert file.read().decode(errors="replace").splitlines()[-1] == last


def check_parquet(path: Path) -> None:
    from pyarrow import parquet

    file = parquet.ParquetFile(path)
    assert file.metadata.num_rows == ROWS
    assert file.read_row_group(file.num_row_groups - 1)["name"][-1].as_py() == LAST


def check_xlsx(path: Path) -> None:
    """Two sheets of rows, and one that says that they belong together."""
    with zipfile.ZipFile(path) as book:
        names = re.findall('<sheet name="([^"]*)"', book.read("xl/workbook.xml").decode())
        assert names == ["data", "data 2", "说明 notes"]
        found = [rows_of(book, number) for number in (1, 2)]
    assert found == [SHEET, ROWS + 2 - SHEET]


def rows_of(book: zipfile.ZipFile, number: int) -> int:
    """By the reference of the last row: the text of a sheet is 280 MB."""
    last = b""
    with book.open(f"xl/worksheets/sheet{number}.xml") as sheet:
        while chunk := sheet.read(1 << 20):
            last = (last + chunk)[-2000:]
    return int(re.findall(rb'<row r="(\d+)"', last)[-1])


CHECKS = {
    "csv": lambda path: check_lines(path, 1, f"{ROWS},{LAST},{ROWS / 4},公开0"),
    "excel": lambda path: check_lines(path, 1, f"{ROWS},{LAST},{ROWS / 4},公开0"),
    "jsonl": lambda path: check_lines(
        path,
        0,
        json.dumps(
            {"number": ROWS, "name": LAST, "share": ROWS / 4, "note": "公开0"},
            ensure_ascii=False,
            separators=(",", ":"),
        ),
    ),
    "parquet": check_parquet,
    "xlsx": check_xlsx,
}
