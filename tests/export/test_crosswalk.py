"""Harmonised series and variables: what is summed, what is undefined, what may be joined."""

from __future__ import annotations

from typing import Any

import pytest
from panel_samples import BLANK, Builder

from archive.codebook import codebook
from archive.crosswalk import crosswalk, variables

RESULT = "applications.result."
NOT_HELD = RESULT + "unavailable.not_held"


def series(build: Builder, indicator: str, applicant: str | None = "total") -> list[Any]:
    rows = build.archive.conn.execute(
        "SELECT value FROM series WHERE indicator = ? AND applicant IS ? ORDER BY year",
        (indicator, applicant),
    )
    return [row["value"] for row in rows]


def variable(build: Builder, code: str) -> list[Any]:
    rows = build.archive.conn.execute(f"SELECT {code} AS value FROM variables_by_report ORDER BY year")
    return [row["value"] for row in rows]


def test_every_indicator_crosses_the_forms_that_have_it() -> None:
    for code, indicator in codebook().items():
        printed = {c.form for c in crosswalk()[code] if any(code in parts for parts in c.sums)}
        assert printed <= {c.form for c in crosswalk()[code]}
        assert set(indicator.forms) == {c.form for c in crosswalk()[code]}, code


def test_every_note_of_the_codebook_is_there_in_english() -> None:
    for code, indicator in codebook().items():
        assert bool(indicator.comparability) == bool(crosswalk()[code][0].en), code


def test_a_break_begins_a_segment() -> None:
    granted = {c.form: (c.relation, c.segment) for c in crosswalk()[RESULT + "granted"]}
    assert granted["2014"] == ("break", "2014")
    assert granted["2019"] == ("break", "2019")
    assert granted["2021"] == ("comparable", "2019")
    joined = {c.segment for c in crosswalk()[RESULT + "disclosed_any"]}
    assert joined == {"2008"}


def test_what_two_rows_said_before_2019_is_their_sum(build: Builder) -> None:
    build.report("云川市司法局", 2017, "2014", {
        RESULT + "not_this_agency.total": 3, RESULT + "info_not_exist.total": 4,
    })  # fmt: skip
    build.report("云川市司法局", 2020, "2019", {NOT_HELD + ".total": 5, NOT_HELD + ".natural_person": 5})
    assert series(build, NOT_HELD) == [7, 5]
    assert series(build, NOT_HELD, "natural_person") == [5]
    assert series(build, "applications.unavailable_or_not_held_harmonised") == [7, 5]


@pytest.mark.parametrize("part", [BLANK, "not_applicable"])
def test_a_sum_with_a_blank_part_is_undefined(build: Builder, part: str) -> None:
    build.report("云川市司法局", 2017, "2014", {
        RESULT + "not_this_agency.total": 3, RESULT + "info_not_exist.total": part,
        "applications.result_total.total": 10,
    })  # fmt: skip
    assert series(build, NOT_HELD) == [None]
    assert variable(build, "not_held_rate") == [None]


def test_a_missing_part_leaves_no_sum(build: Builder) -> None:
    build.report("云川市司法局", 2017, "2014", {RESULT + "not_this_agency.total": 3})
    assert series(build, NOT_HELD) == [None]


def test_a_computed_total_that_left_out_a_blank_is_no_value(build: Builder) -> None:
    granted = RESULT + "granted"
    report = build.report("云川市司法局", 2020, "2019", {
        granted + ".natural_person": 2, granted + ".other_org": BLANK, granted + ".total": 2,
        "applications.result_total.total": 4,
    })  # fmt: skip
    evidence = f'{{"kind":"derived","from":["{granted}.natural_person","{granted}.other_org"]}}'
    build.archive.conn.execute(
        "UPDATE figures SET qualifier = 'derived', evidence = ? WHERE id = ?",
        (evidence, f"{report}#{granted}.total"),
    )
    assert variable(build, "full_disclosure_rate") == [None]
    build.archive.conn.execute(
        "UPDATE figures SET corrected_value = 3, correction_id = 'a' WHERE id = ?",
        (f"{report}#{granted}.total",),
    )
    assert variable(build, "full_disclosure_rate") == [0.75]


def test_money_is_in_yuan(build: Builder) -> None:
    fees = "fees.collected"
    build.report("云川市司法局", 2017, "2014", {fees: 1.2345}, units={fees: "万元"})
    build.report("云川市司法局", 2018, "2014", {fees: 30}, units={fees: "元"})
    rows = build.archive.conn.execute("SELECT value, unit FROM panel ORDER BY year").fetchall()
    assert [tuple(row) for row in rows] == [(12345, "元"), (30, "元")]
    assert isinstance(rows[0]["value"], int)


def test_variables_are_what_their_formulas_say(build: Builder) -> None:
    build.report("云川市司法局", 2020, "2019", {
        "applications.new.total": 20, "applications.new.natural_person": 15,
        "applications.carried_in.total": 5, "applications.carried_out.total": 5,
        "applications.result_total.total": 20, RESULT + "granted.total": 8, RESULT + "partial.total": 2,
        "reconsideration.total": 4, "reconsideration.upheld": 1, "reconsideration.corrected": 1,
        "reconsideration.other": 0, "reconsideration.pending": 2,
    }, errors=1, identities=8)  # fmt: skip
    expected = {
        "full_disclosure_rate": 0.4, "any_disclosure_rate": 0.5, "carry_over_share": 0.2,
        "applicant_natural_person": 0.75, "reconsideration_per_100": 20.0,
        "reconsideration_correction_rate": 0.5, "identity_failure_index": 0.125,
        "litigation_per_100": None, "refusal_rate": None, "channel_fax": None, "correction_rate": None,
    }  # fmt: skip
    assert {code: variable(build, code)[0] for code in expected} == expected


def test_nothing_is_divided_by_zero(build: Builder) -> None:
    build.report("云川市司法局", 2020, "2019", {
        "applications.new.total": 0, "reconsideration.total": 0, "applications.new.natural_person": 0,
    })  # fmt: skip
    assert variable(build, "reconsideration_per_100") == [None]
    assert variable(build, "applicant_natural_person") == [None]


@pytest.mark.parametrize(
    ("published", "state", "days"),
    [("2021-02-10", "late", 10.0), ("2021-01-21", "on_time", -10.0), ("2021-02-10", "date_unknown", None)],
)
def test_days_late_are_counted_from_the_deadline(
    build: Builder, published: str, state: str, days: float | None
) -> None:
    build.report("云川市司法局", 2020, "2019", {"applications.new.total": 1})
    build.archive.conn.execute(
        "INSERT INTO coverage (organ_id, year, organ, state, due, published, rule)"
        " SELECT organ_id, year, organ, ?, '2021-01-31', ?, 'test' FROM reports",
        (state, published),
    )
    assert variable(build, "days_late") == [days]


@pytest.mark.parametrize(
    ("bounds", "of_sum"),
    [
        (("lower", None), "lower"),
        (("lower", "lower"), "lower"),
        (("lower", "upper"), "about"),
        ((None, None), None),
    ],
)
def test_a_sum_is_as_exact_as_its_parts(
    build: Builder, bounds: tuple[str | None, str | None], of_sum: str | None
) -> None:
    parts = [RESULT + "not_this_agency.total", RESULT + "info_not_exist.total"]
    report = build.report("云川市司法局", 2017, "2014", dict.fromkeys(parts, 3))
    for part, bound in zip(parts, bounds, strict=True):
        build.archive.conn.execute("UPDATE figures SET bound = ? WHERE id = ?", (bound, f"{report}#{part}"))
    found = build.archive.conn.execute(
        "SELECT value, qualifier, bound FROM series WHERE indicator = ?", (NOT_HELD,)
    )
    assert [tuple(row) for row in found] == [(6, "derived", of_sum)]


def test_every_variable_has_a_column(build: Builder) -> None:
    cursor = build.archive.conn.execute("SELECT * FROM variables_by_report")
    assert set(variables()) < {column[0] for column in cursor.description}
