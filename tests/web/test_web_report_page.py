"""Reports and documents: figures in their places, corrections, editions and versions side by side."""

from __future__ import annotations

from sample_archive import BUREAU, Ask, Ids


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


def test_document_shows_versions_and_attachments(ask: Ask, ids: Ids) -> None:
    document = ask(f"/document/{ids.corrected}.json").json()
    assert len(document["versions"]) == 2
    assert document["tables"][0]["rows"][0] == [1, 1, 2, 1, "统计项目"]
    assert "附件.pdf" in ask("/search?q=政务").text or ask(f"/capture/{ids.attachment}").status == 200


def test_any_two_versions_are_compared(ask: Ask, ids: Ids) -> None:
    older = ask(f"/report/{ids.older_report}.json").json()["document_id"]
    change = ask(f"/changes/{ids.corrected}.json?from={ids.corrected}&to={older}").json()["change"]
    assert (change["older_id"], change["id"]) == (older, ids.corrected)  # the older first, however asked
    assert f"from={older}" in ask(f"/report/{ids.reports[BUREAU, 2020]}").text
    assert ask(f"/changes/{ids.corrected}?from={ids.hostile}").status == 400
    assert ask(f"/changes/{older}").status == 404  # nothing before it
    assert ask(f"/changes/{older}?from={older}").status == 404
