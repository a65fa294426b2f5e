"""Whose reports they are: what decides, what is doubtful, and what a row of bodies.csv changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from report_pages import Site, page, put, rows

from archive.cli import main
from archive.process import read_captures
from archive.store import Archive

HEAD = "url,name,year,body,region,level,kind,reason,by,date\n"
SITE_OF_QINGDAO = "<meta name='SiteIDCode' content='3702000001'>"


HERE = Site()


def bodies_of(archive: Archive, *pages: str, site: Site = HERE) -> list[tuple[object, ...]]:
    archive.declare(site)
    for number, body in enumerate(pages):
        put(archive, f"{number}.html", body, site=site)
    read_captures(archive)
    return rows(archive, "SELECT organ, region, organ_rule FROM reports ORDER BY url")


@pytest.mark.parametrize(
    ("printed", "meta", "expected"),
    [
        ("青岛市卫健委", "", ("青岛市卫生健康委员会", "370200", "title+region_name")),
        ("山东省青岛市财政局", "", ("青岛市财政局", "370200", "title+region_name")),
        ("市财政局", SITE_OF_QINGDAO, ("青岛市财政局", "370200", "title+site_code")),
        ("洪泽区市场监管局", "", ("淮安市洪泽区市场监督管理局", "320813", "title+region_name")),
        ("青岛市政府", "", ("青岛市人民政府", "370200", "title+register")),
        ("国家税务总局青岛市税务局", "", ("国家税务总局青岛市税务局", "370200", "title+region_name")),
    ],
)
def test_one_body_by_name_and_by_what_the_page_says(
    archive: Archive, printed: str, meta: str, expected: tuple[str, str, str]
) -> None:
    ((organ, region, rule),) = bodies_of(archive, page(printed, 2020, published="2021-01-20", meta=meta))
    assert (organ, region) == expected[:2]
    assert rule in (expected[2], "title+register", "title+register_alias")


def test_names_of_one_body_are_one_series(archive: Archive) -> None:
    pages = (page(name, 2015 + n) for n, name in enumerate(("青岛市发改委", "青岛市发展和改革委员会")))
    assert len({row[0] for row in bodies_of(archive, *pages)}) == 1
    assert rows(archive, "SELECT name FROM organ_names") == [("青岛市发改委",)]
    assert rows(archive, "SELECT kind, level, function FROM organs") == [
        ("department", "city", "development_reform")
    ]


def test_a_name_of_several_regions_is_a_finding_until_the_site_decides(archive: Archive) -> None:
    bodies_of(archive, page("朝阳区财政局", 2020, published="2021-01-20"))
    ((message, english),) = rows(
        archive, "SELECT message, message_en FROM findings WHERE rule = 'body.ambiguous'"
    )
    assert "110105" in str(message)
    assert "more than one body" in str(english)
    site = Site("s2", "www.s2.test", "区政府网", "110000")
    put(archive, "bj.html", page("朝阳区财政局", 2021, published="2022-01-20"), site=site)
    archive.declare(site)
    read_captures(archive, all=True)
    found = rows(archive, "SELECT organ, region FROM reports WHERE year = 2021")
    assert found == [("北京市朝阳区财政局", "110105")]


def test_a_name_that_says_no_place_is_a_finding(archive: Archive) -> None:
    bodies_of(archive, page("财政局", 2020, published="2021-01-20"))
    assert rows(archive, "SELECT rule FROM findings WHERE rule LIKE 'body.%'") == [("body.no_region",)]


def test_a_signature_of_another_body_is_a_finding(archive: Archive) -> None:
    names = {2019: "市财政局", 2020: "市审计局"}
    signed = [page("青岛市财政局", year, signature=name) for year, name in names.items()]
    assert [row[0] for row in bodies_of(archive, *signed)] == ["青岛市财政局"] * 2
    ((message,),) = rows(archive, "SELECT message FROM findings WHERE rule LIKE 'body.%'")
    assert "青岛市财政局、青岛市审计局" in str(message)


def test_the_body_that_a_site_is_declared_for_takes_a_name_without_a_place(archive: Archive) -> None:
    site = Site(body="样石县财政局")
    assert bodies_of(archive, page("财政局", 2020), site=site)[0][::2] == ("样石县财政局", "declared")


def gongkai_read(db: Path) -> Result:
    return CliRunner().invoke(main, ["read", "--db", str(db)], catch_exceptions=False)


def decide(db: Path, *lines: str) -> None:
    db.with_name("bodies.csv").write_text(HEAD + "".join(f"{line}\n" for line in lines), encoding="utf-8")


@pytest.fixture
def filled(db: Path) -> Path:
    with Archive.open(db, create=True) as archive:
        put(archive, "czj/1.html", page("财政局", 2020, published="2021-01-20"))
        put(archive, "mzj/1.html", page("民政局", 2020, published="2021-01-20"))
    assert gongkai_read(db).exit_code == 0
    return db


def named(db: Path) -> list[tuple[object, ...]]:
    with Archive.open(db, read_only=True) as archive:
        sql = "SELECT report_key, reports.region, organ_rule, level FROM reports"
        return rows(archive, sql + " JOIN organs ON organs.id = organ_id ORDER BY url")


def test_a_row_decides_and_goes_again(filled: Path) -> None:
    before = named(filled)
    decide(
        filled,
        "http://www.s1.test/czj/,财政局,,青岛市市南区财政局,370202,county,department,seen,李明,2026-01-31",
    )
    assert gongkai_read(filled).exit_code == 0
    assert named(filled) == [("青岛市市南区财政局/2020/own", "370202", "decision", "county"), before[1]]
    with Archive.open(filled, read_only=True) as archive:
        assert rows(archive, "SELECT reports, by FROM body_decisions") == [(1, "李明")]
        assert rows(archive, "SELECT count(*) FROM organs WHERE name = '财政局'") == [(0,)]
    assert gongkai_read(filled).exit_code == 0
    decide(filled)
    assert gongkai_read(filled).exit_code == 0
    assert named(filled) == before


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (",,,青岛市财政局,,,,seen,李明,2026-01-31", "url and name are both empty"),
        ("http://www.s1.test/,,last,青岛市财政局,,,,seen,李明,2026-01-31", "expected a year such as 2019"),
        (
            "http://www.s1.test/,,,青岛市财政局,37,,,seen,李明,2026-01-31",
            "expected six digits such as 370200",
        ),
        (
            "http://www.s1.test/,,,青岛市财政局,,village,,seen,李明,2026-01-31",
            "expected nothing or one of central",
        ),
        (
            "http://www.s9.test/,,,青岛市财政局,,,,seen,李明,2026-01-31",
            "no report has url http://www.s9.test/",
        ),
    ],
)
def test_a_row_without_effect_is_named(filled: Path, line: str, expected: str) -> None:
    decide(filled, line)
    done = gongkai_read(filled)
    assert done.exit_code == 1
    assert f"{filled.with_name('bodies.csv')}, line 2: " in done.stderr
    assert expected in done.stderr
