"""Tables and queries as files: whole, safe in a spreadsheet, and honest where something is left out."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from sample_archive import BUREAU, Ask

from archive.export import workbook
from archive.export.delimited import defused
from archive.export.rows import FORMATS
from archive.web import downloads

MANY = (
    "with recursive n(i) as (select 1 union all select i + 1 from n where i < 30000)"
    " select i, '第' || i || '行' as name, i / 4.0 as share, null as empty from n"
)


def sheets(content: bytes) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def lines(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("ending", ["csv", "excel", "jsonl", "xlsx", "parquet"])
def test_a_query_is_whole_in_every_format(ask: Ask, ending: str) -> None:
    answer = ask(f"/archive.{ending}", params={"sql": MANY})
    assert answer.status == 200
    assert "attachment" in answer.headers["content-disposition"]
    if ending in ("csv", "excel"):
        assert answer.content.startswith("\ufeff".encode()) == (ending == "excel")
        found = lines(answer.text.removeprefix("\ufeff"))
        assert (len(found), found[-1]) == (30_001, ["30000", "第30000行", "7500.0", ""])
    elif ending == "jsonl":
        read = [json.loads(line) for line in answer.text.splitlines()]
        assert (len(read), read[3]) == (30_000, {"i": 4, "name": "第4行", "share": 1.0, "empty": None})
    elif ending == "xlsx":
        (sheet,) = sheets(answer.content).values()
        assert (len(sheet), sheet[-1][:3]) == (30_001, [30_000, "第30000行", 7500])
    else:
        parquet = pytest.importorskip("pyarrow.parquet")
        table = parquet.read_table(io.BytesIO(answer.content))
        assert (table.num_rows, [str(f.type) for f in table.schema][:3]) == (
            30_000,
            ["int64", "string", "double"],
        )


def test_a_table_is_whole_whatever_page_it_was_asked_from(ask: Ask) -> None:
    for address in (
        "figures.csv",
        "figures.csv?_size=2",
        "figures.csv?_next=3&_facet=unit",
        "figures.csv?_stream=on",
    ):
        assert len(lines(ask(f"/archive/{address}").text)) == 57, address
    assert len(lines(ask("/archive/figures.csv?indicator=proactive.total&_sort_desc=value").text)) == 9
    assert len(lines(ask("/archive/documents.csv?_search=复议").text)) == 11
    assert len(lines(ask("/archive/documents/1.csv").text)) == 2
    assert len(lines(ask("/archive/findings_view.csv?severity=error").text)) == 9


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("=1+1", "'=1+1"), ("@SUM(1)", "'@SUM(1)"), ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"), ("＝1", "'＝1"), ("\t=1", "'\t=1"), ("-5", "-5"), ("+1,200.5%", "+1,200.5%"),
        (-5, -5), ("司法局", "司法局"), (None, None),
    ],
)  # fmt: skip
def test_nothing_in_a_spreadsheet_is_a_formula(value: Any, shown: Any) -> None:
    assert defused(value) == shown


def test_formulas_stay_text_in_files_for_excel(ask: Ask) -> None:
    sql = "select '=1+1' as a, '-2+3' as b, 'http://x.test/' as c, '007' as d, -5 as e"
    assert lines(ask("/archive.excel", params={"sql": sql}).text.removeprefix("\ufeff"))[1] == [
        "'=1+1", "'-2+3", "http://x.test/", "007", "-5",
    ]  # fmt: skip
    (sheet,) = sheets(ask("/archive.xlsx", params={"sql": sql}).content).values()
    assert sheet[1] == ["=1+1", "-2+3", "http://x.test/", "007", -5]
    assert lines(ask("/archive.csv", params={"sql": sql}).text)[1][0] == "=1+1"


def test_a_full_sheet_goes_on_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "SHEET_ROWS", 5)
    stream = io.BytesIO()
    FORMATS["xlsx"].write(["n"], [(n,) for n in range(9)], stream, ())
    *found, notes = sheets(stream.getvalue()).values()
    assert [[row[0] for row in sheet] for sheet in found] == [
        ["n", 0, 1, 2, 3], ["n", 4, 5, 6, 7], ["n", 8],
    ]  # fmt: skip
    assert "至“data 3”为止" in notes[0][0]
    assert "they go on to “data 3”" in notes[1][0]


def test_a_text_too_long_for_a_cell_is_said_to_be_cut(ask: Ask) -> None:
    sql = "select replace(hex(zeroblob(20000)), '0', '长') as a"
    found = sheets(ask("/archive.xlsx", params={"sql": sql}).content)
    assert len(found["data"][1][0]) == workbook.CELL_LENGTH
    assert "Not complete: 1 cell " in found["说明 notes"][1][0]


def test_what_stops_on_the_way_is_cut_and_never_ends_well(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(_clock: Any, cursor: sqlite3.Cursor) -> Iterator[Any]:
        yield from cursor.fetchall()
        raise sqlite3.OperationalError("interrupted")

    monkeypatch.setattr(downloads._Clock, "rows", stopped)
    with pytest.raises(AssertionError):  # the test client: an answer without its end
        ask("/archive.csv", params={"sql": MANY})
    assert ask("/archive.xlsx", params={"sql": MANY}).status == 503  # nothing was sent yet


# What a function called by SQLite raises is told to SQLite, and to Python as something it cannot raise.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_functions_of_ours_are_bounded_in_files_too(ask: Ask) -> None:
    sql = "select length(segment(replace(hex(zeroblob(1000000)), '0', '政')))"
    assert ask("/archive.csv", params={"sql": sql}).status == 400
    assert ask("/archive.parquet", params={"sql": sql}).status == 400


@pytest.mark.parametrize("ending", FORMATS)
def test_what_makes_no_sense_is_no_file(ask: Ask, ending: str) -> None:
    assert ask(f"/archive.{ending}").status == 404
    assert ask(f"/archive/nothing.{ending}").status == 404
    assert ask(f"/archive.{ending}?sql=selec").status == 400
    assert ask(f"/archive.{ending}?sql=delete+from+documents").status == 400


def test_pages_lead_to_every_format(ask: Ask) -> None:
    for address in (
        "/archive/figures?_next=3&unit=条",
        "/archive?sql=select+1",
        "/archive/panel?indicator=proactive.total",
    ):
        page = ask(address).text
        for ending in FORMATS:
            assert f".{ending}" in page
    assert "/archive/figures.xlsx?unit=%E6%9D%A1" in ask("/archive/figures?_next=3&unit=条").text


def test_the_hits_of_a_search_are_whole_in_its_files(ask: Ask) -> None:
    for question in (
        "q=复议",
        "q=复议&year=2018&kind=annual_report",
        "q=复议&region=990000&since=2019-01-01",
        "q=复议&level=city",
        f"q=复议&body={BUREAU}",
    ):
        count = ask(f"/search.json?{question}").json()["count"]
        (address,) = re.findall(r'href="(/archive/documents\.csv\?[^"]*)"', ask(f"/search?{question}").text)
        assert len(lines(ask(html.unescape(address)).text)) == count + 1, question


def test_the_findings_of_a_region_are_whole_in_their_file(ask: Ask) -> None:
    for region, count in (("990100", 8), ("980000", 0)):
        page = ask(f"/findings?region={region}").text
        addresses = re.findall(r'href="(/archive/findings_view\.csv\?[^"]*)"', page)
        assert len(addresses) == (1 if count else 0)
        for address in addresses:
            assert len(lines(ask(html.unescape(address)).text)) == count + 1
        assert ask(f"/findings.json?region={region}").json()["count"] == count
