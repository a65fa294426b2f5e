"""Captures become documents, reports, figures and findings, and doing it twice changes nothing."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter
from store_samples import capture_of

from archive.process import Summary, check, read_captures
from archive.process.confined import Confined
from archive.store import Archive

TABLES = ("documents", "parts", "document_tables", "reports", "sections", "figures", "findings", "organs")
XLSX = (("Content-Type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),)


def page_of(title: str, *paragraphs: str, link: str | None = None, code: str = "9901210005") -> str:
    words = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    attachment = f'<p><a href="{link}">附件：统计表</a></p>' if link else ""
    return (
        f'<html><head><title>{title}</title><meta name="ArticleTitle" content="{title}">'
        f'<meta name="PubDate" content="2017-03-01"><meta name="SiteIDCode" content="{code}"></head>'
        f'<body><div class="TRS_Editor"><h1>{title}</h1>{words}{attachment}</div></body></html>'
    )


def report_of(items: int, *, organ: str = "样石县财政局", year: int = 2016, link: str | None = None) -> str:
    return page_of(
        f"{organ}{year}年政府信息公开工作年度报告",
        f"根据《中华人民共和国政府信息公开条例》，现公布{organ}{year}年政府信息公开工作年度报告。",
        "一、主动公开政府信息情况",
        f"{year}年，我局主动公开政府信息{items}条。",
        "二、依申请公开政府信息情况",
        f"{year}年，我局共收到政府信息公开申请{items + 5}件。",
        link=link,
    )


def sheet_of(value: int) -> bytes:
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet("预算")
        sheet.write_row(0, 0, ["科目", "金额"])
        sheet.write_row(1, 0, ["办公费", value])
    return file.getvalue()


def rows(archive: Archive, sql: str, *values: object) -> list[tuple[object, ...]]:
    return [tuple(row) for row in archive.conn.execute(sql, values)]


def contents(archive: Archive) -> dict[str, list[tuple[object, ...]]]:
    return {table: sorted(rows(archive, f"SELECT * FROM {table}"), key=str) for table in TABLES}


def value(archive: Archive, report_id: object, indicator: str) -> object:
    return rows(
        archive, "SELECT value FROM figures WHERE id = ?", f"{report_id}#{indicator}"
    )[0][0]  # fmt: skip


def test_pages_become_documents_and_reports(archive: Archive) -> None:
    archive.record(capture_of("report", report_of(63), kind="annual_report"))
    archive.record(capture_of("notice", page_of("关于召开座谈会的通知", "定于明日召开座谈会，请准时参加。")))
    archive.record(capture_of("list", "<html><ul></ul></html>", kind="list"))
    summary = read_captures(archive)
    assert (summary.documents, summary.unreadable, summary.reports) == (2, 0, 1)
    ((report_id, organ, year, form, region, current, figures),) = rows(
        archive, "SELECT id, organ, year, form, region, current, figures FROM reports"
    )
    assert (organ, year, form, region, current) == ("样石县财政局", 2016, "2014", "990121", 1)
    assert figures == summary.figures == len(rows(archive, "SELECT 1 FROM figures"))
    assert value(archive, report_id, "proactive.total") == 63
    assert value(archive, report_id, "applications.new.total") == 68
    kinds = rows(archive, "SELECT kind, title, published, year, current FROM documents ORDER BY kind")
    assert kinds == [
        ("annual_report", "样石县财政局2016年政府信息公开工作年度报告", "2017-03-01", 2017, 1),
        ("notice", "关于召开座谈会的通知", "2017-03-01", 2017, 1),
    ]
    assert rows(archive, "SELECT name, region, level FROM organs") == [("样石县财政局", "990121", "county")]
    assert rows(archive, "SELECT name, parent FROM regions WHERE code = '990121'") == [("样石县", "990100")]
    assert list(check(archive)) == []


def test_reading_twice_changes_nothing(archive: Archive) -> None:
    archive.record(capture_of("report", report_of(63), kind="annual_report"))
    archive.record(capture_of("broken", b"\x00\x01\x02" * 50))
    read_captures(archive)
    before = contents(archive)
    assert read_captures(archive) == Summary()
    assert contents(archive) == before
    assert read_captures(archive, all=True).documents == 2
    assert contents(archive) == before


def test_a_correction_survives_reading_again(archive: Archive, tmp_path: Path) -> None:
    archive.record(capture_of("report", report_of(63), kind="annual_report"))
    read_captures(archive)
    ((key,),) = rows(archive, "SELECT report_key FROM reports")
    corrections = tmp_path / "corrections.csv"
    corrections.write_text(
        "report_key,sha256,indicator,applicant,value,qualifier,reason,by,date\n"
        f"{key},,proactive.total,,64,,misprint,tester,2026-01-31\n",
        encoding="utf-8",
    )
    assert not read_captures(archive, corrections=corrections).faults
    read_captures(archive, all=True, corrections=corrections)
    assert rows(archive, "SELECT value FROM panel WHERE indicator = 'proactive.total'") == [(64,)]


def test_what_cannot_be_read_is_kept_with_its_reason(archive: Archive) -> None:
    archive.record(capture_of("broken", b"\x00\x01\x02" * 50))
    archive.record(capture_of("fine", page_of("通知", "一切照旧，无需另行安排。")))
    assert read_captures(archive).unreadable == 1
    ((state, error),) = rows(archive, "SELECT state, error FROM documents WHERE url LIKE '%broken'")
    assert state == "unreadable"
    assert error
    assert rows(archive, "SELECT severity FROM findings WHERE rule = 'document.unreadable'") == [("warning",)]


LOOP = (  # fmt: skip
    b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] "
    b"/Count 1 >>\nendobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R /Contents 4 0 R /MediaBox [0 0 9 9] "
    b"/Resources 6 0 R >>\nendobj\n"
    b"4 0 obj % one\n5 0 R\nendobj\n5 0 obj % two\n4 0 R\nendobj\n6 0 obj % itself\n6 0 R\nendobj\n"
    b"trailer\n<< /Size 7 /Root 1 0 R >>\n%%EOF\n"
)


def test_a_file_without_end_costs_itself_alone(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    impatient = Confined(seconds=2)
    monkeypatch.setattr("archive.process.assemble.confined", impatient)
    monkeypatch.setattr("archive.process.confined.SECONDS_FOR_PAGES", 0)
    page = capture_of("page", page_of("预算公开", "见附件。", link="b.pdf"), kind="budget")
    archive.record(page)
    archive.record(capture_of("b.pdf", LOOP, "2026-01-01T08:00:05Z", parent=page))
    archive.record(capture_of("loop", LOOP))
    archive.record(capture_of("fine", page_of("通知", "一切照旧，无需另行安排。")))
    summary = read_captures(archive)
    impatient.close()
    assert (summary.documents, summary.unreadable) == (3, 1)
    ((error,),) = rows(archive, "SELECT error FROM documents WHERE state = 'unreadable'")
    assert "processor time" in str(error)
    found = rows(archive, "SELECT rule FROM findings ORDER BY rule")
    assert found == [("attachment.unreadable",), ("document.unreadable",)]


def test_a_silent_correction_makes_a_second_edition(archive: Archive) -> None:
    archive.record(capture_of("report", report_of(63), kind="annual_report"))
    read_captures(archive)
    ((first,),) = rows(archive, "SELECT id FROM reports")
    archive.record(capture_of("report", report_of(36), "2026-02-01T08:00:00Z", kind="annual_report"))
    read_captures(archive)
    editions = rows(archive, "SELECT id, current FROM reports ORDER BY current")
    assert editions[0] == (first, 0)
    assert value(archive, first, "proactive.total") == 63
    assert value(archive, editions[1][0], "proactive.total") == 36
    assert rows(archive, "SELECT fetched_at, current FROM documents ORDER BY fetched_at") == [
        ("2026-01-01T08:00:00Z", 0),
        ("2026-02-01T08:00:00Z", 1),
    ]
    assert rows(archive, "SELECT count(*) FROM panel WHERE indicator = 'proactive.total'") == [(1,)]


def test_the_order_of_arrival_does_not_matter(
    archive: Archive, tmp_path_factory: pytest.TempPathFactory
) -> None:
    captures = [
        capture_of("report", report_of(63), kind="annual_report"),
        capture_of("report", report_of(36), "2026-02-01T08:00:00Z", kind="annual_report"),
        capture_of("copy", report_of(63), "2026-01-15T08:00:00Z", site="s2", host="www.s2.test"),
    ]
    for capture in captures:
        archive.record(capture)
    read_captures(archive)
    with Archive.open(tmp_path_factory.mktemp("other") / "b.db", create=True) as other:
        for capture in reversed(captures):
            other.record(capture)
            read_captures(other)
        for columns in (
            "id, current, url FROM reports",
            "id, report_id, current FROM documents",
            "id, value FROM figures",
        ):
            assert sorted(rows(archive, f"SELECT {columns}")) == sorted(rows(other, f"SELECT {columns}"))


def test_a_copy_elsewhere_is_another_address_of_the_same_edition(archive: Archive) -> None:
    archive.conn.execute(
        "INSERT INTO sites (id, host, name, region) VALUES ('s2', 'www.s2.test', '样石县财政局', '990121')"
    )
    archive.record(capture_of("copy", report_of(63)))
    archive.record(capture_of("own", report_of(63), "2026-03-01T08:00:00Z", site="s2", host="www.s2.test"))
    read_captures(archive)
    assert rows(archive, "SELECT url, current FROM reports") == [("http://www.s2.test/own", 1)]
    assert rows(archive, "SELECT count(DISTINCT report_id), count(*) FROM documents") == [(1, 2)]


def test_the_bodys_own_site_comes_before_a_later_copy(archive: Archive) -> None:
    archive.conn.execute(
        "INSERT INTO sites (id, host, name, region) VALUES ('s2', 'www.s2.test', '样石县财政局', '990121')"
    )
    archive.record(capture_of("own", report_of(63), site="s2", host="www.s2.test"))
    archive.record(capture_of("copy", report_of(64), "2026-03-01T08:00:00Z"))
    read_captures(archive)
    assert rows(archive, "SELECT url FROM reports WHERE current = 1") == [("http://www.s2.test/own",)]


def test_attachments_are_joined_and_their_changes_are_versions(archive: Archive) -> None:
    page = capture_of("page", page_of("预算公开", "见附件。", link="b.xlsx"), kind="budget")
    archive.record(page)
    archive.record(capture_of("b.xlsx", sheet_of(10), "2026-01-01T08:00:05Z", headers=XLSX, parent=page))
    read_captures(archive)
    ((first, text),) = rows(archive, "SELECT id, text FROM documents")
    assert "办公费\t10" in str(text)
    assert rows(archive, "SELECT number, url FROM parts ORDER BY number") == [
        (0, "http://www.s1.test/page"),
        (1, "http://www.s1.test/b.xlsx"),
    ]
    archive.record(capture_of("b.xlsx", sheet_of(11), "2026-02-01T08:00:05Z", headers=XLSX, parent=page))
    assert read_captures(archive).documents == 2
    versions = rows(
        archive, "SELECT id, current, fetched_at, text LIKE '%办公费%11%' FROM documents ORDER BY current"
    )
    assert versions[0] == (first, 0, "2026-01-01T08:00:00Z", 0)
    assert versions[1][1:] == (1, "2026-02-01T08:00:05Z", 1)
    assert read_captures(archive) == Summary()


def test_an_old_version_keeps_the_attachment_it_had(archive: Archive) -> None:
    old = capture_of("page", page_of("预算公开", "见附件。", link="b.xlsx"), kind="budget")
    new = capture_of(
        "page", page_of("预算公开", "已修订，见附件。", link="b.xlsx"), "2026-02-01T08:00:00Z", kind="budget"
    )
    for capture in (
        old,
        capture_of("b.xlsx", sheet_of(10), "2026-01-01T08:00:05Z", headers=XLSX, parent=old),
        new,
        capture_of("b.xlsx", sheet_of(11), "2026-02-01T08:00:05Z", headers=XLSX, parent=new),
    ):
        archive.record(capture)
    read_captures(archive)
    texts = dict(rows(archive, "SELECT fetched_at, text FROM documents WHERE current = 0"))
    assert set(texts) == {"2026-01-01T08:00:00Z", "2026-02-01T08:00:00Z"}
    assert "\t10" in str(texts["2026-01-01T08:00:00Z"])
    ((text,),) = rows(archive, "SELECT text FROM documents WHERE current = 1")
    assert "已修订" in str(text)
    assert "\t11" in str(text)


@pytest.mark.parametrize(
    "body", [b"PK\x03\x04broken", b"Rar!\x1a\x07\x00" + bytes(40), b"7z\xbc\xaf\x27\x1c" + bytes(40)]
)
def test_missing_and_unreadable_attachments_are_said(archive: Archive, body: bytes) -> None:
    page = capture_of("page", report_of(63, link="b.xlsx"))
    archive.record(page)
    read_captures(archive)
    assert rows(archive, "SELECT rule FROM findings") == [("attachment.missing",)]
    archive.record(capture_of("b.xlsx", body, "2026-01-01T08:00:05Z", headers=XLSX, parent=page))
    read_captures(archive)
    assert rows(archive, "SELECT rule FROM findings") == [("attachment.unreadable",)]
    assert rows(archive, "SELECT count(*), sum(current) FROM documents") == [(1, 1)]


def test_a_vanished_page_is_marked_and_stays(archive: Archive) -> None:
    archive.record(capture_of("report", report_of(63), kind="annual_report"))
    read_captures(archive)
    url = "http://www.s1.test/report"
    for _ in range(2):
        archive.visit(url, "2026-02-01T08:00:00Z", "missing", gone_after=timedelta(0))
    read_captures(archive)
    assert rows(archive, "SELECT gone, current FROM documents") == [(1, 1)]
    assert rows(archive, "SELECT current FROM reports") == [(1,)]
    archive.record(capture_of("report", report_of(63), "2026-03-01T08:00:00Z", kind="annual_report"))
    read_captures(archive)
    assert rows(archive, "SELECT gone FROM documents") == [(0,)]


def test_check_names_what_does_not_hold(archive: Archive) -> None:
    archive.record(capture_of("report", report_of(63), kind="annual_report"))
    read_captures(archive)
    archive.conn.execute("UPDATE figures SET value = 64 WHERE indicator = 'proactive.total'")
    assert [str(problem).split("#")[1] for problem in check(archive)] == [
        "proactive.total: its evidence does not hold in the stored bytes"
    ]
    archive.conn.execute("UPDATE bodies SET data = x'00'")
    places = [problem.place.split()[0] for problem in check(archive)]
    assert places == ["bodies", "reports"]
    archive.conn.execute("DELETE FROM bodies")
    assert [problem.message for problem in check(archive)][0] == "its body is missing"
