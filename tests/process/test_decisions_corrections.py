"""corrections.csv end to end by the commands: what takes effect, what is named, what goes away again."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from report_pages import page, put, rows, staff

from archive.cli import main
from archive.store import Archive

HEAD = "report_key,sha256,indicator,applicant,value,qualifier,reason,by,date\n"
KEY = "样石县财政局/2016/own"


@pytest.fixture
def filled(db: Path) -> Path:
    """One report whose 统计表 does not add up: 5 people, 2 and 4 of them."""
    with Archive.open(db, create=True) as archive:
        put(archive, "1.html", page("样石县财政局", 2016, published="2017-02-01", extra=staff(5, 2, 4)))
    assert gongkai("read", db).exit_code == 0
    return db


def gongkai(command: str, db: Path, *more: str | Path) -> Result:
    return CliRunner().invoke(main, [command, "--db", str(db), *map(str, more)], catch_exceptions=False)


def correct(db: Path, *lines: str, name: str = "corrections.csv", encoding: str = "utf-8") -> Path:
    file = db.with_name(name)
    file.write_text(HEAD + "".join(line + "\n" for line in lines), encoding=encoding)
    return file


def figure(db: Path, indicator: str) -> tuple[object, ...]:
    columns = "value, corrected_value, corrected_qualifier, correction_id IS NOT NULL"
    sql = f"SELECT {columns} FROM figures WHERE indicator = ? AND preferred = 1"
    with Archive.open(db, read_only=True) as archive:
        return rows(archive, sql, indicator)[0]


def panel(db: Path, indicator: str) -> list[tuple[object, ...]]:
    with Archive.open(db, read_only=True) as archive:
        return rows(archive, "SELECT value, qualifier, corrected FROM panel WHERE indicator = ?", indicator)


def errors(db: Path) -> list[tuple[object, ...]]:
    with Archive.open(db, read_only=True) as archive:
        return rows(archive, "SELECT rule, left, right FROM findings WHERE severity = 'error'")


def test_a_correction_stands_beside_what_was_read_and_in_the_panel(filled: Path) -> None:
    assert errors(filled) == [("form2014.staff", 5, 6)]
    correct(filled, f"{KEY},,staff.total,,6,,misprint,李明,2026-01-31")
    assert gongkai("read", filled).exit_code == 0
    assert figure(filled, "staff.total") == (5, 6, None, 1)
    assert panel(filled, "staff.total") == [(6, None, 1)]
    assert errors(filled) == []
    with Archive.open(filled, read_only=True) as archive:
        sql = "SELECT reason, by, date, figures FROM corrections"
        assert rows(archive, sql) == [("misprint", "李明", "2026-01-31", 1)]
        assert rows(archive, "SELECT errors FROM reports") == [(0,)]


def test_it_survives_reading_again_and_goes_with_its_row(filled: Path) -> None:
    file = correct(filled, f"{KEY},,staff.total,,6,,misprint,李明,2026-01-31")
    gongkai("read", filled)
    assert gongkai("read", filled, "--all").exit_code == 0
    assert figure(filled, "staff.total") == (5, 6, None, 1)
    assert errors(filled) == []
    assert gongkai("check", filled).exit_code == 0
    file.write_text(HEAD, encoding="utf-8")
    assert gongkai("read", filled).exit_code == 0
    assert figure(filled, "staff.total") == (5, None, None, 0)
    assert errors(filled) == [("form2014.staff", 5, 6)]


def test_a_file_that_is_taken_away_takes_its_corrections_away(filled: Path) -> None:
    correct(filled, f"{KEY},,staff.total,,6,,misprint,李明,2026-01-31")
    gongkai("read", filled)
    filled.with_name("corrections.csv").unlink()
    gongkai("read", filled)
    assert figure(filled, "staff.total") == (5, None, None, 0)


def test_a_correction_to_a_blank_is_no_value(filled: Path) -> None:
    correct(filled, f"{KEY},,staff.total,,,blank,the cell is empty,李明,2026-01-31")
    assert gongkai("read", filled).exit_code == 0
    assert figure(filled, "staff.total") == (5, None, "blank", 1)
    assert panel(filled, "staff.total") == [(None, "blank", 1)]


def test_one_for_an_edition_beats_one_for_all(filled: Path) -> None:
    with Archive.open(filled, read_only=True) as archive:
        ((content,),) = rows(archive, "SELECT content FROM reports")
        ((sha256,),) = rows(archive, "SELECT sha256 FROM captures")
    for digest in (content, sha256):
        correct(
            filled,
            f"{KEY},,staff.total,,7,,for all,李明,2026-01-31",
            f"{KEY},{digest},staff.total,,6,,for this one,李明,2026-01-31",
        )
        assert gongkai("read", filled).exit_code == 0
        assert figure(filled, "staff.total")[1] == 6


def test_another_file_can_be_named(filled: Path) -> None:
    file = correct(filled, f"{KEY},,staff.total,,6,,misprint,李明,2026-01-31", name="team.csv")
    assert gongkai("read", filled, "--corrections", file).exit_code == 0
    assert figure(filled, "staff.total")[1] == 6
    assert gongkai("read", filled, "--corrections", "missing.csv").exit_code == 2


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_the_csv_of_excel_is_understood(filled: Path, encoding: str) -> None:
    correct(filled, f'{KEY},,proactive.total,,"1,901",,笔误,李明,2026/1/5', encoding=encoding)
    assert gongkai("read", filled).exit_code == 0
    assert figure(filled, "proactive.total")[1] == 1901


GOOD = f"{KEY},,staff.total,,6,,misprint,李明,2026-01-31"
BAD = {
    f"{KEY},,staff.totl,,6,,misprint,李明,2026-01-31": "did you mean staff.total",
    f"{KEY},,staff.total,natural_person,6,,misprint,李明,2026-01-31": "staff.total takes nothing",
    f"{KEY},,staff.total,,six,,misprint,李明,2026-01-31": "expected a number such as 1901",
    f"{KEY},,staff.total,,{'9' * 20},,misprint,李明,2026-01-31": "expected a number such as 1901",
    f"{KEY},,staff.total,,6,sure,misprint,李明,2026-01-31": "expected nothing, approx",
    f"{KEY},,staff.total,,6,blank,misprint,李明,2026-01-31": "expected nothing with the qualifier blank",
    f"{KEY},,staff.total,,6,,,李明,2026-01-31": "reason is empty; expected why",
    f"{KEY},,staff.total,,6,,misprint,,2026-01-31": "by is empty; expected who",
    f"{KEY},,staff.total,,6,,misprint,李明,soon": "expected a day such as 2026-01-31",
    f"{KEY},abc,staff.total,,6,,misprint,李明,2026-01-31": "expected 64 hex digits",
    "样石县财政局,,staff.total,,6,,misprint,李明,2026-01-31": "expected BODY/YEAR/own",
    f"{KEY},,staff.total": "expected 9 columns",
    "样石县民政局/2016/own,,staff.total,,6,,misprint,李明,2026-01-31": "no report 样石县民政局",
    f"{KEY},,rules.issued,,6,,misprint,李明,2026-01-31": "has no figure rules.issued",
    f"{KEY},{'0' * 64},meetings.count,,6,,misprint,李明,2026-01-31": "no edition of",
    GOOD.replace(",6,", ",8,"): "line 2 already decides the same",
}


@pytest.mark.parametrize(("line", "expected"), BAD.items(), ids=[words[:40] for words in BAD.values()])
def test_a_row_without_effect_is_named_and_the_others_count(filled: Path, line: str, expected: str) -> None:
    file = correct(filled, GOOD, line)
    done = gongkai("read", filled)
    assert done.exit_code == 1
    (said,) = done.stderr.splitlines()
    assert said.startswith(f"{file}, line 3: ")
    assert expected in said
    assert figure(filled, "staff.total")[1] == 6


def test_a_row_with_a_line_break_is_named_by_its_first_line(filled: Path) -> None:
    file = correct(filled, GOOD, f'{KEY},,staff.totl,,6,,"misprint:\nthe table has 6",李明,2026-01-31')
    said = gongkai("read", filled).stderr
    assert said.startswith(f"{file}, line 3: indicator is 'staff.totl'")


def test_a_number_that_nothing_can_hold_is_no_figure(db: Path) -> None:
    with Archive.open(db, create=True) as archive:
        extra = staff(10**20, 2, 4)
        put(archive, "1.html", page("样石县财政局", 2016, published="2017-02-01", extra=extra))
    assert gongkai("read", db).exit_code == 0
    with Archive.open(db, read_only=True) as archive:
        figures = rows(archive, "SELECT indicator FROM figures WHERE indicator LIKE 'staff.%'")
        found = rows(archive, "SELECT rule FROM findings WHERE rule = 'table.cell_unread'")
    assert sorted(figures) == [("staff.full_time",), ("staff.part_time",)]
    assert found == [("table.cell_unread",)]


def test_a_wrong_head_changes_nothing(filled: Path) -> None:
    file = correct(filled, GOOD)
    gongkai("read", filled)
    file.write_text("report,indicator\n", encoding="utf-8")
    done = gongkai("read", filled)
    assert done.exit_code == 1
    assert "expected report_key, sha256" in done.stderr
    assert figure(filled, "staff.total")[1] == 6


def test_a_row_is_named_by_the_file_it_came_from(filled: Path) -> None:
    """The archive keeps the rows it has where the next file cannot be taken: they do not stand in that."""
    correct(filled, f"{KEY},,rules.issued,,6,,misprint,李明,2026-01-31")
    assert gongkai("read", filled).exit_code == 1
    wrong = filled.with_name("team.csv")
    wrong.write_text("report,indicator\n", encoding="utf-8")
    said = gongkai("read", filled, "--corrections", wrong).stderr.splitlines()
    assert len(said) == 2
    assert said[0].startswith(f"{wrong}: nothing is taken from it")
    assert said[1].startswith("corrections.csv, line 2 when last taken: ")


def test_what_is_derived_follows_a_correction(db: Path) -> None:
    blocks = "".join(f"<td>{n}</td>" for n in (1, 0, 0, 0, 1, 2, 0, 0, 0, 2, 3, 0, 0, 0, 3))
    heads = "<td>结果维持</td><td>结果纠正</td><td>其他结果</td><td>尚未审结</td><td>总计</td>" * 3
    table = (
        "<p>四、政府信息公开行政复议、行政诉讼情况</p><table><tr><td rowspan='2' colspan='5'>行政复议</td>"
        "<td colspan='10'>行政诉讼</td></tr><tr><td colspan='5'>未经复议直接起诉</td>"
        f"<td colspan='5'>复议后起诉</td></tr><tr>{heads}</tr><tr>{blocks}</tr></table>"
    )
    with Archive.open(db, create=True) as archive:
        put(archive, "1.html", page("样石县财政局", 2022, published="2023-01-20", extra=table))
    gongkai("read", db)
    assert figure(db, "litigation.total") == (5, None, None, 0)
    key = KEY.replace("2016", "2022")
    correct(
        db,
        f"{key},,litigation.direct.total,,4,,misprint,李明,2026-01-31",
        f"{key},,litigation.direct.upheld,,4,,misprint,李明,2026-01-31",
    )
    assert gongkai("read", db).exit_code == 0
    assert figure(db, "litigation.total")[:2] == (5, 7)
    assert errors(db) == []
    correct(db)
    gongkai("read", db)
    assert figure(db, "litigation.total") == (5, None, None, 0)
