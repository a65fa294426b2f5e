"""What a spreadsheet hides is not read: sheets, rows and columns, in new files and in old ones."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import openpyxl
import pytest

from archive.model import Document
from archive.read import read
from archive.read.hidden import hidden_in_xls

CASES = Path(__file__).resolve().parents[1] / "cases"


def book(**hidden: object) -> bytes:
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "统计表"
    for line in (("指标", "旧数", "单位", "统计数"), ("申请数", 7, "件", 12), ("答复数", 8, "件", 11)):
        sheet.append(("", *line))
    sheet.append(("", "合计", None, None, 23))
    sheet.merge_cells("B4:D4")
    other = made.create_sheet("草稿")
    other.append(("申请数", 99))
    other.sheet_state = str(hidden.get("sheet", "visible"))
    for row in hidden.get("rows", ()):  # type: ignore[attr-defined]
        sheet.row_dimensions[row].hidden = True
    for column in hidden.get("columns", ()):  # type: ignore[attr-defined]
        sheet.column_dimensions[column].hidden = True
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def printed(document: Document) -> list[list[str]]:
    return [[cell.text for cell in row] for table in document.tables for row in table.rows]


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_rows_columns_and_sheets_are_not_read(state: str) -> None:
    shown = printed(read(book(sheet=state, rows=[2], columns=["A", "C"])))
    assert shown == [["指标", "单位", "统计数"], ["答复数", "件", "11"], ["合计", "合计", "23"]]


def test_a_merged_cell_shows_its_words_where_its_first_column_is_hidden() -> None:
    shown = printed(read(book(sheet="hidden", columns=["A", "B"])))
    assert shown[-1] == ["合计", "合计", "23"]
    assert shown[1] == ["7", "件", "12"]


def test_nothing_is_left_out_where_nothing_is_hidden() -> None:
    shown = printed(read(book()))
    assert shown[:2] == [["指标", "旧数", "单位", "统计数"], ["申请数", "7", "件", "12"]]
    assert shown[-1] == ["申请数", "99"]


def old_file(kind: int, number: int, flag_at: int, flag: int) -> bytes:
    """A spreadsheet of 2003 in which a record of this kind, for this row or column, has a flag set."""
    body = bytearray((CASES / "xls-form-2014" / "page.xls").read_bytes())
    at = body.index(struct.pack("<H", 0x0809), 512)
    found = False
    while at + 6 <= len(body):
        record, length, first = struct.unpack_from("<HHH", body, at)
        if record == kind and first == number:
            body[at + 4 + flag_at] |= flag
            found = True
        at += 4 + length
        if record == 0 and length == 0:
            break
    assert found
    return bytes(body)


def test_old_files_hide_rows() -> None:
    whole = read((CASES / "xls-form-2014" / "page.xls").read_bytes())
    body = old_file(0x0208, 5, 12, 0x20)
    assert [sheet.rows for sheet in hidden_in_xls(body)][0] == {5}
    cut = read(body)
    assert printed(cut) == [row for n, row in enumerate(printed(whole)) if n != 5]


@pytest.mark.parametrize("length", [0, 100, 600, 5000])
def test_a_damaged_container_hides_nothing(length: int) -> None:
    body = (CASES / "xls-form-2014" / "page.xls").read_bytes()[:length]
    assert all(not sheet.rows for sheet in hidden_in_xls(body))


def test_sectors_that_run_in_a_circle_come_to_an_end() -> None:
    body = bytearray((CASES / "xls-form-2014" / "page.xls").read_bytes())
    table = 512 + struct.unpack_from("<I", body, 76)[0] * 512
    for number in range(128):
        struct.pack_into("<I", body, table + 4 * number, max(0, number - 1))
    hidden_in_xls(bytes(body))
