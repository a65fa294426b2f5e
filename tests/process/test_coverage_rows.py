"""The table `coverage` of archives as the crawler and the reader leave them."""

from __future__ import annotations

from report_pages import Column, Site, complete, page, put, rows

from archive.process import coverage, read_captures
from archive.store import Archive

STATES = (
    "SELECT year, state, rule, days_late FROM coverage WHERE organ = ? AND year BETWEEN ? AND ? ORDER BY year"
)


def states(archive: Archive, organ: str, first: int, last: int) -> list[tuple[object, ...]]:
    read_captures(archive)
    return rows(archive, STATES, organ, first, last)


def test_a_gap_is_a_row_with_the_list_that_proves_it(archive: Archive) -> None:
    for year, day in ((2015, "2016-03-01"), (2017, "2018-05-01")):
        put(archive, f"{year}.html", page("样石县财政局", year, published=day))
    listed = complete(archive)
    assert states(archive, "样石县财政局", 2015, 2017) == [
        (2015, "on_time", "in_time", -30),
        (2016, "absent", "not_in_list", None),
        (2017, "late", "after_deadline", 31),
    ]
    proof = rows(
        archive, "SELECT capture_id, checked_at FROM coverage WHERE state = 'absent' AND year = 2016"
    )
    assert proof == [(listed.id, "2026-06-01T08:00:00Z")]


def test_a_column_that_was_never_fetched_to_its_end_accuses_nobody(archive: Archive) -> None:
    archive.declare(Site())
    for year in (2015, 2017):
        put(archive, f"{year}.html", page("样石县财政局", year, published=f"{year + 1}-03-01"))
    assert states(archive, "样石县财政局", 2016, 2016) == [(2016, "not_checked", "column_not_complete", None)]
    complete(archive)
    assert states(archive, "样石县财政局", 2016, 2016) == [(2016, "absent", "not_in_list", None)]


def test_a_page_that_the_list_names_and_nobody_could_read_is_not_absent(archive: Archive) -> None:
    complete(archive)
    put(archive, "2015.html", page("样石县财政局", 2015, published="2016-03-01"))
    put(archive, "2016.html", "\x00\x01\x02" * 50, link="样石县财政局2016年政府信息公开工作年度报告")
    put(archive, "2017.html", page("样石县民政局", 2017, published="2018-03-01"))
    assert states(archive, "样石县财政局", 2016, 2016) == [(2016, "not_checked", "listed_not_read", None)]
    assert states(archive, "样石县民政局", 2018, 2018) == [(2018, "absent", "not_in_list", None)]


def test_a_date_for_many_years_is_that_of_a_migration(archive: Archive) -> None:
    complete(archive)
    for year in (2012, 2013, 2014):
        put(archive, f"{year}.html", page("样石县财政局", year, published="2020-09-07"))
    put(archive, "2015.html", page("样石县财政局", 2015, published="2017-09-07"))
    assert [row[1] for row in states(archive, "样石县财政局", 2012, 2015)] == [*["date_unknown"] * 3, "late"]


def test_the_earliest_date_counts_and_a_copy_accuses_nobody(archive: Archive) -> None:
    complete(archive)
    body = page("样石县财政局", 2016, published="2017-03-01")
    put(archive, "2016.html", body)
    other = Site(
        "s2", "www.s2.test", "样石市政府网", columns=(Column("转载", address="http://www.s2.test/"),)
    )
    archive.declare(other)
    put(archive, "copy.html", body.replace("2017-03-01", "2019-08-08"), site=other, column="转载")
    assert states(archive, "样石县财政局", 2016, 2017) == [
        (2016, "on_time", "in_time", -30),
        (2017, "not_checked", "column_not_complete", None),
    ]


def test_a_reorganisation_is_no_gap(archive: Archive) -> None:
    complete(archive)
    for organ, years in (("青岛市国土资源局", (2016, 2017)), ("青岛市自然资源局", (2018, 2019))):
        for year in years:
            day = f"{year + 1}-01-20"
            put(archive, f"{organ}{year}.html", page(organ, year, published=day))
    assert {row[1] for row in states(archive, "青岛市国土资源局", 2018, 2019)} == {"not_expected"}
    assert {row[1] for row in states(archive, "青岛市自然资源局", 2016, 2017)} == {"not_expected"}
    assert rows(archive, "SELECT count(*) FROM coverage WHERE state = 'absent' AND year < 2020") == [(0,)]
    (succession,) = rows(
        archive,
        "SELECT a.name, b.name, year FROM organ_successions JOIN organs AS a ON a.id = organ_id"
        " JOIN organs AS b ON b.id = successor_id",
    )
    assert succession == ("青岛市国土资源局", "青岛市自然资源局", 2018)


def test_a_body_whose_work_was_split_has_each_that_took_a_part_and_none_that_goes_on_with_its_series(
    archive: Archive,
) -> None:
    bodies = {"青岛市物价局": 2017, "青岛市发展和改革委员会": 2020, "青岛市市场监督管理局": 2019}
    for organ, year in bodies.items():
        put(archive, f"{organ}.html", page(organ, year, published=f"{year + 1}-01-20"))
    read_captures(archive)
    found = rows(
        archive,
        "SELECT b.name, year, organ_successions.source FROM organ_successions"
        " JOIN organs AS a ON a.id = organ_id JOIN organs AS b ON b.id = successor_id"
        " WHERE a.name = '青岛市物价局' ORDER BY b.name",
    )
    part = "functions of bodies: part of the work"
    assert found == [("青岛市发展和改革委员会", 2019, part), ("青岛市市场监督管理局", 2019, part)]
    assert rows(archive, "SELECT count(*) FROM organs WHERE lineage_id <> id") == [(0,)]


def test_nothing_is_written_where_nothing_has_changed(archive: Archive) -> None:
    complete(archive)
    put(archive, "2015.html", page("样石县财政局", 2015, published="2016-03-01"))
    read_captures(archive)
    with archive.transaction() as conn:
        assert coverage.settle(conn) == 0


def test_a_registered_body_that_never_reported_has_rows(archive: Archive) -> None:
    """From its own declared column; on a site that it shares, nothing is said of it."""
    columns = (Column("青岛市司法局政府信息公开年度报告", address="http://www.qingdao.gov.cn/sfj/"),)
    site = Site("qingdao", "www.qingdao.gov.cn", "青岛政务网", "370200", columns=columns)
    complete(archive, site)
    found = states(archive, "青岛市司法局", 2017, 2017)
    assert [row[1] for row in found] == ["absent"]
    assert states(archive, "青岛市人民政府", 2017, 2017)[0][1:3] == ("not_checked", "no_column")
