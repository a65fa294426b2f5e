"""What is compared: which bodies, in which order, and where their lines are broken."""

from __future__ import annotations

import html

import pytest
from sample_archive import BUREAU, OFFICE, Ask

from archive.model import digest
from archive.web.views.compare import series_of


def test_a_line_is_broken_where_the_crosswalk_says_so(ask: Ask) -> None:
    """The forms 2014 and 2019 compare for one indicator and not for the other."""
    data = ask(f"/compare.json?indicator=proactive.total&indicator=applications.new&body={BUREAU}").json()
    broken, whole = data["panels"]
    assert (broken["breaks"], whole["breaks"]) == ([2019], [])
    assert [year for year, cell in broken["series"][0]["cells"].items() if cell["break"]] == ["2019"]
    page = ask(f"/compare?indicator=proactive.total&body={BUREAU}&lang=en").text
    assert "What to mind across years" in page
    assert "Broken where the form changes (2019)" in page


def test_forms_of_one_segment_are_joined() -> None:
    def cell(year: int, form: str) -> dict[str, object]:
        return {"organ_id": "a", "organ": "A", "scope": "own", "year": year, "form": form, "id": None,
                "value": 1.0}  # fmt: skip

    found = [cell(2018, "2014"), cell(2019, "2019"), cell(2021, "2021"), cell(2022, "other")]
    (line,) = series_of(found, {"2014": "2014", "2019": "2019", "2021": "2019"})
    assert [one["break"] for one in line["cells"].values()] == [False, True, False, True]


@pytest.mark.parametrize(
    ("asked", "names", "ticked"),
    [
        ("region=990100", [OFFICE, BUREAU], False),
        ("named=教育", [OFFICE], False),
        (f"body={BUREAU}", [BUREAU], True),
        (f"body={digest(OFFICE)}&region=110000", [OFFICE], True),
        ("", [OFFICE, BUREAU], False),
    ],
)
def test_bodies_are_chosen_singly_or_by_region_and_name(
    ask: Ask, asked: str, names: list[str], ticked: bool
) -> None:
    data = ask(f"/compare.json?{asked}").json()
    shown = [line["organ"] for line in data["panels"][0]["series"]]
    assert sorted(shown) == sorted(names)
    by_id = {body["id"]: body for body in data["bodies"]}
    assert [by_id[digest(name)]["chosen"] for name in names] == [ticked] * len(names)
    assert shown == [by_id[one]["name"] for one in data["asked"]["body"]]


def test_what_is_no_body_is_named(ask: Ask) -> None:
    data = ask(f"/compare.json?body={BUREAU}&body=没有的局").json()
    assert data["unknown"] == ["没有的局"]
    assert "没有的局" in ask(f"/compare?body={BUREAU}&body=没有的局").text


def test_the_link_keeps_the_choice(ask: Ask) -> None:
    page = ask(f"/compare?indicator=proactive.total&body={BUREAU}&from=2018&to=2019").text
    link = html.unescape(page.split("这个选择的网址")[0].rpartition('href="')[2].partition('"')[0])
    kept = ask(link.replace("/compare?", "/compare.json?")).json()["asked"]
    assert (kept["indicator"], kept["body"]) == (["proactive.total"], [digest(BUREAU)])
    assert (kept["from"], kept["to"]) == (2018, 2019)


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


def test_compare_lists_bodies_to_choose_from(ask: Ask) -> None:
    asked = f"/compare.json?body={BUREAU}&named=教育&region=990000"
    assert [(one["name"], one["chosen"]) for one in ask(asked).json()["bodies"]] == [
        (BUREAU, True), (OFFICE, False),
    ]  # fmt: skip
    assert len(ask("/compare.json?region=990100").json()["panels"][0]["series"]) == 2
    assert ask("/compare?body=没有这个").status == 400
