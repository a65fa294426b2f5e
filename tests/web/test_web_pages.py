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


def test_search_marks_a_two_character_word(ask: Ask) -> None:
    found = ask("/search.json?q=复议").json()
    assert (found["count"], found["capped"]) == (9, False)
    assert {"id", "title", "body", "published", "kind"} <= set(found["results"][0])
    assert "<mark>复议</mark>" in ask("/search?q=复议").text
    assert ask(f"/search.json?q=复议&year=2018&body={BUREAU}").json()["count"] == 1
    assert ask("/search.json?q=复议&kind=notice&region=990100").json()["count"] == 2
    assert ask("/search.json?q=复议&body=没有这个机关").json()["count"] == 0


def test_a_search_that_only_leaves_out_says_so(ask: Ask) -> None:
    assert ask("/search.json?q=-诉讼").json()["only_excludes"] is True
    assert "没有要找的词" in ask("/search?q=-诉讼").text
    assert "没有要找的词" not in ask("/search?q=没有的词 -诉讼").text


@pytest.mark.parametrize("path", ["/search", "/findings", "/coverage", "/changes"])
def test_less_than_the_full_name_of_a_body_leads_to_it(ask: Ask, path: str) -> None:
    page = ask(f"{path}?q=复议&body=司法局").text
    assert "没有叫“司法局”的机关" in page
    assert f">{BUREAU}</a>" in page
    assert "没有叫" not in ask(f"{path}?q=复议&body={BUREAU}").text
    assert ask(f"{path}.json?q=复议&body=司法局").json()["bodies_alike"] == [
        {"id": digest(BUREAU), "name": BUREAU}
    ]


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


@pytest.mark.parametrize("query", ["", '"', "-", "(((", "a OR", "*", "NEAR(", "  ", "复" * 200])
def test_odd_words_are_no_error(ask: Ask, query: str) -> None:
    assert ask("/search", params={"q": query}).status == 200


def test_report_is_the_contracts_object(ask: Ask, ids: Ids) -> None:
    report = ask(f"/report/{ids.reports[BUREAU, 2018]}.json").json()
    assert report["report"] == {
        "organ": BUREAU,
        "year": 2018,
        "form": "2014",
        "scope": "own",
        "region": "990100",
        "period": None,
    }
    for figure in report["figures"]:
        evidence = figure["evidence"]
        if evidence["kind"] == "sentence":
            assert report["text"][evidence["start"] : evidence["end"]] in ("2118", "1500余", "未收到")
    assert [type(figure["value"]) for figure in report["figures"]] == [int] * 6 + [type(None)]
    assert report["findings"][0]["left"] == 23


def test_every_figure_has_one_place_in_its_report(ask: Ask, ids: Ids) -> None:
    report_id = ids.reports[BUREAU, 2018]
    page, twin = ask(f"/report/{report_id}").text, ask(f"/report/{report_id}.json").json()
    for figure in twin["figures"]:
        name = figure["id"].partition("#")[2]
        assert page.count(f'id="{name}"') == 1
        assert f'href="#{name}"' in page
    assert page.index('id="applications.new.natural_person"') > page.index('<div class="scroll"')


def test_report_leads_to_other_years_and_editions(ask: Ask, ids: Ids) -> None:
    page = ask(f"/report/{ids.reports[BUREAU, 2018]}").text
    assert f"/report/{ids.reports[BUREAU, 2017]}" in page
    assert f"/report/{ids.reports[BUREAU, 2019]}" in page
    old = ask(f"/report/{ids.older_report}").text
    assert "这是较早的一个版本" in old
    assert f"/report/{ids.reports[BUREAU, 2020]}" in old


def test_blank_is_not_zero(ask: Ask, ids: Ids) -> None:
    assert "空白" in ask(f"/report/{ids.reports[BUREAU, 2018]}").text
    address = "/compare.json?indicator=applications.carried_in&applicant=natural_person"
    cells = ask(address).json()["panels"][0]["series"][0]["cells"]
    assert cells["2018"]["value"] is None
    assert cells["2018"]["qualifier"] == "blank"


def test_silent_correction_shows_text_and_figure(ask: Ask, ids: Ids) -> None:
    listed = ask("/changes.json").json()
    assert [(change["id"], change["differing"]) for change in listed["changed"]] == [(ids.corrected, 1)]
    assert [page["id"] for page in listed["vanished"]] == [ids.vanished]
    change = ask(f"/changes/{ids.corrected}.json").json()
    (figure,) = change["figures"]
    assert (figure["older"]["value"], figure["newer"]["value"]) == (1901.0, 1910.0)
    page = ask(f"/changes/{ids.corrected}").text
    assert "<del>" in page
    assert "<ins>" in page


def test_compare_keeps_the_choice_and_marks_breaks(ask: Ask) -> None:
    data = ask(f"/compare.json?indicator=proactive.total&body={BUREAU}&from=2018&to=2019").json()
    (series,) = data["panels"][0]["series"]
    assert {year: cell["value"] for year, cell in series["cells"].items()} == {"2018": 2118, "2019": 2119}
    assert [cell["break"] for cell in series["cells"].values()] == [False, True]
    page = ask(f"/compare?indicator=proactive.total&body={BUREAU}&body={OFFICE}").text
    assert page.count("<svg") == 2
    assert page.count(" checked") == 2


def test_compare_shows_several_indicators_each_by_itself(ask: Ask) -> None:
    address = "/compare{}?indicator=proactive.total&indicator=applications.new"
    panels = ask(address.format(".json")).json()["panels"]
    assert [panel["indicator"]["code"] for panel in panels] == ["proactive.total", "applications.new"]
    assert [panel["applicant"] for panel in panels] == [None, "total"]
    assert ask(address.format("")).text.count("<svg") == 4
    assert ask("/compare?" + "&".join(f"indicator=i{n}" for n in range(6))).status == 400


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


def test_a_correction_stands_beside_what_was_read(ask: Ask, ids: Ids) -> None:
    for page in (
        ask(f"/report/{ids.reports[BUREAU, 2017]}").text,
        ask(f"/report/{ids.reports[BUREAU, 2017]}/proactive.total").text,
    ):
        assert "<del>2,117</del>" in page
        assert "<ins>2,171</ins>" in page
        assert "数字倒置，见勘误（王某，2024-05-06）" in page
    asked = f"/compare.json?indicator=proactive.total&body={BUREAU}"
    cells = ask(asked).json()["panels"][0]["series"][0]["cells"]
    assert cells["2017"]["value"] == 2171
    years = ask(f"/report/{ids.reports[BUREAU, 2017]}/proactive.total.json").json()["series"]
    assert [year["value"] for year in years if year["year"] == 2017] == [2171]


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


def test_document_shows_versions_and_attachments(ask: Ask, ids: Ids) -> None:
    document = ask(f"/document/{ids.corrected}.json").json()
    assert len(document["versions"]) == 2
    assert document["tables"][0]["rows"][0] == [1, 1, 2, 1, "统计项目"]
    assert "附件.pdf" in ask("/search?q=政务").text or ask(f"/capture/{ids.attachment}").status == 200


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


def test_compare_lists_bodies_to_choose_from(ask: Ask) -> None:
    asked = f"/compare.json?body={BUREAU}&named=教育&region=990000"
    assert [(one["name"], one["chosen"]) for one in ask(asked).json()["bodies"]] == [
        (BUREAU, True), (OFFICE, False),
    ]  # fmt: skip
    assert len(ask("/compare.json?region=990100").json()["panels"][0]["series"]) == 2
    assert ask("/compare?body=没有这个").status == 400


def test_any_two_versions_are_compared(ask: Ask, ids: Ids) -> None:
    older = ask(f"/report/{ids.older_report}.json").json()["document_id"]
    change = ask(f"/changes/{ids.corrected}.json?from={ids.corrected}&to={older}").json()["change"]
    assert (change["older_id"], change["id"]) == (older, ids.corrected)  # the older first, however asked
    assert f"from={older}" in ask(f"/report/{ids.reports[BUREAU, 2020]}").text
    assert ask(f"/changes/{ids.corrected}?from={ids.hostile}").status == 400
    assert ask(f"/changes/{older}").status == 404  # nothing before it
    assert ask(f"/changes/{older}?from={older}").status == 404
