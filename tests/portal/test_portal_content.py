"""What the sample portal holds: how much, of which form and format, and that its numbers agree."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from scraper.portal import planted, truth
from scraper.portal.articles import articles
from scraper.portal.catalogue import articles_of, sites
from scraper.portal.identities import broken
from scraper.portal.numbers import form_of
from scraper.portal.parts import Grid, Heading, Paragraph
from scraper.portal.places import BODIES, PLACES, REGIONS
from scraper.portal.reports import justice
from scraper.portal.reports.plan import Plan, compose, plans

ROOT = Path(__file__).parents[2]


def test_enough_bodies_reports_and_pages() -> None:
    assert len(BODIES) >= 12
    assert {body.level for body in BODIES} == {"province", "city", "county", "township"}
    assert len({body.region for body in BODIES}) >= 5
    assert len(truth.reports(1)) >= 200
    assert len(articles()) >= 600 + 13
    assert {place.family for place in PLACES} >= {"trs", "jpage", "gkmlpt"}


def test_reports_of_every_year_form_and_format() -> None:
    found = truth.reports(1)
    assert {t.year for t in found} == set(range(2008, 2026))
    forms = Counter(t.form for t in found)
    assert set(forms) == {"2008", "2014", "2019", "2021"}
    assert min(forms.values()) >= 25
    assert {(t.form, t.medium) for t in found} >= {
        ("2008", "page"), ("2014", "page"), ("2014", "docx"), ("2014", "xlsx"), ("2014", "prose"),
        ("2019", "page"), ("2019", "docx_page"), ("2021", "page"), ("2021", "pdf_page"), ("2021", "pdf_list"),
    }  # fmt: skip
    assert len({p.pen.name for p in plans()}) == 6


def test_addresses_are_unique_and_every_other_page_says_something_of_its_own() -> None:
    for state in (1, 2):
        assert len(set(truth.pages(state))) == len(truth.pages(state))
    texts = Counter(str(article.build(1)) for article in articles())
    assert max(texts.values()) == 1


def test_identities_hold_but_for_the_planted_errors() -> None:
    wrong = {}
    for t in truth.reports(1):
        now, before = truth.table_figures(t.body_id, t.year), truth.table_figures(t.body_id, t.year - 1)
        if found := broken(now, t.form, before):
            wrong[t.body_id, t.year] = found
    expected = {key for key in planted.EDITS if key != ("lx_ws", 2025)}  # carries on the wrong stock of 2024
    assert set(wrong) == expected
    assert sorted((p.rule, p.what) for p in truth.PLANTED) == sorted(
        [(rule, what) for rows in wrong.values() for rule, what, _, _ in rows]
        + [("prose.table", "applications.new"), ("prose.table", "proactive.total")]
    )


def test_planted_errors_are_of_different_identities() -> None:
    by_url: dict[str, set[str]] = {}
    for error in truth.PLANTED:
        assert error.left != error.right
        by_url.setdefault(error.url, set()).add(error.rule)
    rules = [rule for rules in by_url.values() for rule in rules if rule != "prose.table"]
    assert len(rules) == len(set(rules)) >= 10
    assert sum("prose.table" in found for found in by_url.values()) == 2
    assert set(by_url) <= {t.url for t in truth.reports(1)}


def test_the_corrected_report_still_adds_up() -> None:
    url, changes = truth.corrected_report()
    old, new = (next(t for t in truth.reports(state) if t.url == url) for state in (1, 2))
    for (indicator, applicant), change in changes.items():
        before, after = old.value(indicator, applicant), new.value(indicator, applicant)
        assert before is not None
        assert after == before + change
    different = [(a, b) for a, b in zip(old.figures, new.figures, strict=True) if a != b]
    assert {(a.indicator, a.applicant) for a, _ in different} == set(changes)
    values = {(f.indicator, f.applicant): f.value for f in new.figures if f.source == "table"}
    assert broken(values, new.form, truth.table_figures(new.body_id, new.year - 1)) == []


def _texts(plan: Plan) -> str:
    parts = (*compose(plan).page, *compose(plan).file)
    lines = [part.text for part in parts if isinstance(part, Heading | Paragraph)]
    lines += [box.text for part in parts if isinstance(part, Grid) for row in part.rows for box in row]
    return "\n".join(lines)


def test_the_truth_is_printed() -> None:
    for plan in plans():
        text = _texts(plan)
        for figure in compose(plan).printed:
            if figure.value is not None and figure.qualifier is None:
                written = {plan.pen.word(figure.value), plan.pen.number(figure.value)}
                written |= {
                    plan.pen.number(n) + "万" for n in (figure.value / 10_000, figure.value // 10_000)
                }
                assert any(number in text for number in written), figure


def test_indicators_of_the_truth_are_in_the_codebook() -> None:
    with (ROOT / "archive" / "codebook.csv").open(encoding="utf-8-sig", newline="") as file:
        codes = {row["code"] for row in csv.DictReader(file)}
    assert {f.indicator for t in truth.reports(1) for f in t.figures} <= codes


def test_the_justice_bureau_of_2017() -> None:
    report = truth.report(justice.BODY, justice.YEAR)
    assert (report.organ, report.form, report.published) == ("云河市司法局", "2014", "2018-01-26")
    found = {(f.indicator, f.value, f.qualifier) for f in report.figures}
    assert found == {
        ("proactive.total", 1901, None),
        ("interpretation.articles", 3, None),
        ("proactive.channel.new_media", 1530, None),
        ("interaction.letters_hotline", 1500, "approx"),
        ("applications.new", 15, None),
        ("reconsideration.total", 0, "stated_zero"),
        ("litigation.total", 0, "stated_zero"),
        ("complaints.total", 0, "stated_zero"),
    }
    plan = next(p for p in plans() if (p.body.id, p.year) == (justice.BODY, justice.YEAR))
    for trap in ("7510", "6374", "11397", "3940.4", "52649", "1500余"):
        assert trap in _texts(plan)


def test_the_justice_bureau_uses_words_of_its_own() -> None:
    original = ROOT.parent / "shared" / "corpus" / "qingdao-justice-2017.txt"
    if not original.exists():
        pytest.skip("the corpus is not beside the checkout")
    theirs = re.sub(r"\s", "", original.read_text(encoding="utf-8"))
    plan = next(p for p in plans() if (p.body.id, p.year) == (justice.BODY, justice.YEAR))
    ours = re.sub(r"\s", "", _texts(plan))
    shared = [ours[i : i + 24] for i in range(len(ours) - 24) if ours[i : i + 24] in theirs]
    assert shared == []


def test_every_region_and_body_is_invented() -> None:
    path = ROOT / "archive" / "text" / "regions.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if not row["code"].startswith("99")]
    real = {row["name"] for row in rows}
    assert not real & {region.name for region in REGIONS}
    assert all(re.fullmatch(r"99\d{4}", region.code) for region in REGIONS)
    long = [name for name in real if len(name) >= 3]
    for body in BODIES:
        assert not [name for name in long if name in body.name]
    assert all(place.host.endswith(".test") for place in PLACES)


def test_the_second_state() -> None:
    new = truth.new_pages()
    assert len(new) >= 12
    assert len({url.split("/")[2] for url in new}) == len(PLACES)
    assert sum(t.url in new for t in truth.reports(2)) == 1
    assert set(truth.pages(2)) - set(truth.pages(1)) == set(new)
    assert truth.gone_page() not in truth.pages(2)
    assert not [
        a for a in articles_of("linxiu", 2) if a.column.kind == "personnel" and a.key.startswith("new/")
    ]


def test_what_the_second_state_leaves_alone_is_the_same_to_the_byte() -> None:
    corrected, _ = truth.corrected_report()
    changed = []
    for host, site in sites(1).items():
        for path, resource in list(site.paths.items())[::4]:
            other = sites(2)[host].find(path)
            if resource.fixed and other is not None and resource.build({}) != other.build({}):
                changed.append(f"http://{host}{path}")
    assert not set(changed) & (set(truth.pages(1)) - {corrected})


@pytest.mark.parametrize(("year", "form"), [(2008, "2008"), (2014, "2014"), (2020, "2019"), (2025, "2021")])
def test_form_of(year: int, form: str) -> None:
    assert form_of(year) == form
