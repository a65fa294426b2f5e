"""Every page answers, says what it should, and has a JSON twin of the same data."""

from __future__ import annotations

import html

import pytest
from sample_archive import BUREAU, EARLIER, OFFICE, Ask, Ids

from archive.crosswalk import variables
from archive.extract.check.rules import rules
from archive.model import digest

PLAIN = ["/", "/search", "/compare", "/coverage", "/changes", "/findings", "/codebook", "/method", "/about"]


@pytest.mark.parametrize("path", PLAIN)
def test_pages_need_no_parameters(ask: Ask, path: str) -> None:
    page, twin = ask(path), ask(f"{path}.json")
    assert (page.status, twin.status) == (200, 200)
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert isinstance(twin.json(), dict)
    assert "样例数据" in page.text


def test_home_counts_what_is_there(ask: Ask) -> None:
    counts = ask("/.json").json()["counts"]
    assert (counts["documents"], counts["versions"], counts["reports"], counts["bodies"]) == (10, 11, 8, 2)
    assert counts["figures"] == 56


@pytest.mark.parametrize(
    "path",
    ["/search?q=复议", "/findings?", "/coverage?", "/changes?", "/region/990100?", "/findings?rule=none"],
)
def test_pages_end_where_they_end(ask: Ask, path: str) -> None:
    assert ask(f"{path}&page=1").status == 200
    answer = ask(f"{path}&page=50")
    assert answer.status == 404
    assert "只有 1 页。" in answer.text


def test_changes_are_filtered(ask: Ask, ids: Ids) -> None:
    found = ask(f"/changes.json?body={BUREAU}").json()
    assert ([one["id"] for one in found["changed"]], found["vanished"]) == ([ids.corrected], [])
    found = ask("/changes.json?kind=notice").json()
    assert (found["changed"], [one["id"] for one in found["vanished"]]) == ([], [ids.vanished])
    assert (found["count"], found["vanished_count"]) == (0, 1)


def test_the_method_is_what_the_program_does(ask: Ask) -> None:
    method = ask("/method.json").json()
    assert {rule["code"] for rule in method["rules"]} == set(rules())
    assert {one["code"] for one in method["variables"]} == set(variables())
    page = ask("/method?lang=en").text
    for rule in rules().values():
        assert html.escape(rule.en, quote=False) in page.replace("&#39;", "'")


def test_the_codebook_says_how_forms_compare(ask: Ask) -> None:
    (first, *_) = ask("/codebook.json").json()["indicators"]
    assert [(form["form"], form["relation"]) for form in first["forms"]] == [
        ("2014", None),
        ("2019", "break"),
    ]
    assert "2014 ≠ 2019" in ask("/codebook").text
    assert "What to mind across years" in ask("/codebook?lang=en").text


def test_coverage_leads_to_the_report_or_to_the_proof(ask: Ask, ids: Ids) -> None:
    page = ask("/coverage").text
    assert all(f"/report/{report}" in page for (_, year), report in ids.reports.items() if year < 2020)
    data = ask("/coverage.json").json()
    assert data["states"] == {
        "on_time": 2, "late": 2, "date_unknown": 2, "absent": 1, "not_checked": 1, "not_expected": 1,
    }  # fmt: skip
    (absent,) = (body["years"]["2020"] for body in data["bodies"] if body["name"] == OFFICE)
    assert absent["state"] == "absent"
    assert f'href="/capture/{absent["capture_id"]}"' in page
    assert ask(f"/capture/{absent['capture_id']}").status == 200
    assert "云川市司法局 2018：逾期发布，晚 12 天" in page
    assert "司法局 2018：late, 12 days late · published after the deadline" in ask("/coverage?lang=en").text


def test_coverage_is_filtered(ask: Ask) -> None:
    def names(query: str) -> list[str]:
        return [body["name"] for body in ask(f"/coverage.json?{query}").json()["bodies"]]

    assert names("state=absent") == [OFFICE]
    assert names("year=2050") == []
    assert names("state=absent&year=2019") == []
    assert names("state=late&year=2018&region=990000&level=city") == [BUREAU, OFFICE]
    assert names("region=000000") == names("level=county") == []
    assert names(f"body={BUREAU}") == [BUREAU]
    assert ask("/coverage?state=lost").status == 400
    assert len(ask("/archive/coverage.csv?state=late").text.splitlines()) == 3


def test_findings_are_said_in_both_languages(ask: Ask) -> None:
    assert "The total is 23" in ask("/findings?lang=en").text
    assert "总计 23 与各列之和 21 不等" in ask("/findings?lang=zh").text
    assert "The total is the sum of its columns" in ask("/findings?lang=en").text
    assert ask("/findings.json?region=990000").json()["count"] == 8
    assert ask("/findings.json?region=110000").json()["count"] == 0


def test_a_body_leads_to_the_one_before_it(ask: Ask) -> None:
    page = ask(f"/body/{digest(BUREAU)}").text
    assert EARLIER in page
    assert "2018 年机构改革" in page
    assert ask(f"/body/{digest(EARLIER)}").text.count(BUREAU) >= 1


def test_findings_are_filtered(ask: Ask) -> None:
    assert ask("/findings.json?severity=error").json()["count"] == 8
    assert ask("/findings.json?severity=info").json()["count"] == 0
    assert ask(f"/findings.json?rule=table3.row&year=2018&body={BUREAU}").json()["count"] == 1


@pytest.mark.parametrize(
    "path", ["/report/0", "/document/nothing", "/capture/x", "/changes/x", "/compare?indicator=x"]
)
def test_what_is_not_there_is_404_with_a_way_on(ask: Ask, path: str) -> None:
    answer = ask(path)
    assert answer.status == 404
    assert "/search" in answer.text
    assert "Traceback" not in answer.text
    name, _, query = path.partition("?")
    assert ask(f"{name}.json?{query}").json()["status"] == 404


@pytest.mark.parametrize(
    "path",
    [
        "/search?q=a&year=abc",
        "/search?q=a&year=99999999999",
        "/search?q=a&kind=x",
        "/search?q=a&page=0",
        "/search?q=a&page=-1",
        "/findings?severity=fatal",
        "/compare?from=1",
        "/compare?" + "&".join(f"body={n}" for n in range(1_000)),
        "/search?q=" + "长" * 300,
        "/archive?sql=selec",
        "/archive?sql=delete+from+documents",
    ],
)
def test_absurd_questions_are_400(ask: Ask, path: str) -> None:
    answer = ask(path)
    assert answer.status == 400
    assert "Traceback" not in answer.text


def test_a_body_has_its_reports_and_their_course(ask: Ask, ids: Ids) -> None:
    body_id = ask(f"/report/{ids.reports[BUREAU, 2018]}.json").json()["edition"]["organ_id"]
    found = ask(f"/body/{body_id}.json").json()
    assert [report["year"] for report in found["reports"]] == [2020, 2019, 2018, 2017]
    assert {line["indicator"]["code"] for line in found["series"]} >= {"applications.new", "proactive.total"}
    page = ask(f"/body/{body_id}").text
    assert f"/report/{ids.reports[BUREAU, 2018]}" in page
    assert "<svg" in page


def test_a_region_has_its_bodies_sites_and_documents(ask: Ask) -> None:
    found = ask("/region/990100.json").json()
    assert [body["name"] for body in found["bodies"]] == sorted([BUREAU, OFFICE, EARLIER])
    assert [site["id"] for site in found["sites"]] == ["yunchuan"]
    assert len(found["documents"]) == 10
    assert BUREAU in ask("/region/990100").text


def test_a_source_says_how_it_is_doing(ask: Ask) -> None:
    found = ask("/source/yunchuan.json").json()
    assert (found["site"]["state"], found["counts"]["documents"], found["counts"]["gone"]) == ("ok", 10, 1)
    assert "正常" in ask("/source/yunchuan").text


@pytest.mark.parametrize("path", ["/body/0", "/region/000001", "/source/none"])
def test_what_is_not_here(ask: Ask, path: str) -> None:
    assert (ask(path).status, ask(f"{path}.json").status) == (404, 404)


def test_pages_name_themselves_for_machines(ask: Ask, ids: Ids) -> None:
    report_id = ids.reports[BUREAU, 2018]
    page = ask(f"/report/{report_id}?lang=en").text
    assert f'<link rel="canonical" href="http://localhost/report/{report_id}">' in page
    assert 'itemtype="https://schema.org/Report"' in page
    assert '<meta itemprop="datePublished" content="2019-01-20">' in page
    assert 'itemtype="https://schema.org/GovernmentOrganization"' in page
    assert 'itemtype="https://schema.org/Dataset"' in ask("/").text
    assert 'href="http://localhost/search?q=%E5%A4%8D%E8%AE%AE"' in ask("/search?q=复议&lang=zh").text
