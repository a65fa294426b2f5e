"""Who should have published which year: deadlines, and the states of made-up situations."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from archive.process.deadlines import due
from archive.process.verdicts import Listed, Published, Subject, rules, verdict

TODAY = "2026-06-18"
COMPLETE = Listed("2026-06-01T08:00:00Z", "list-capture")


@pytest.mark.parametrize(
    ("kind", "level", "year", "day"),
    [
        ("department", "county", 2008, "2009-03-31"),
        ("township", "town", 2018, "2019-03-31"),
        ("vertical", "county", 2018, "2019-03-31"),
        ("department", "county", 2019, "2020-01-31"),
        ("department", "central", 2021, "2022-01-31"),
        ("government", "county", 2019, "2020-03-31"),
        ("government", "province", 2024, "2025-03-31"),
        ("township", "town", 2019, None),
        ("vertical", "city", 2020, None),
        ("institution", "city", 2020, None),
        ("party", "city", 2012, None),
        ("department", "city", 2007, None),
    ],
)
def test_deadlines(kind: str, level: str, year: int, day: str | None) -> None:
    assert due(kind, level, year) == day


def published(day: str | None, *, migrated: bool = False) -> Published:
    return Published("report", day, "page-capture", migrated)


def department(**more: Any) -> Subject:
    """A county's department that has reported for 2015, on a column fetched to its end."""
    subject = Subject("department", "county", reports={2015: published("2016-03-01")}, columns=(COMPLETE,))
    return replace(subject, **more)


def state(subject: Subject, year: int) -> tuple[str, str, int | None, str | None]:
    found = verdict(subject, year, TODAY)
    assert rules()[found.rule][0] == found.state
    return found.state, found.rule, found.days_late, found.capture_id


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        (published("2016-03-31"), ("on_time", "in_time", 0)),
        (published("2016-04-01"), ("late", "after_deadline", 1)),
        (published("2020-08-12", migrated=True), ("date_unknown", "shared_date", None)),
        (published("2016-02-12", migrated=True), ("on_time", "in_time", -48)),
        (published(None), ("date_unknown", "undated", None)),
        (published("2015-01-27"), ("date_unknown", "impossible_date", None)),
    ],
)
def test_a_report_that_is_there(report: Published, expected: tuple[str, str, int | None]) -> None:
    assert state(department(reports={2015: report}), 2015) == (*expected, "page-capture")


def test_absent_needs_every_column_fetched_to_its_end_after_the_deadline() -> None:
    assert state(department(), 2016) == ("absent", "not_in_list", None, "list-capture")
    never = Listed(None, None)
    early = Listed("2017-03-31T23:00:00Z", "list-capture")
    unproved = Listed("2026-06-01T08:00:00Z", None)
    for columns, rule in (
        ((), "no_column"),
        ((never,), "column_not_complete"),
        ((COMPLETE, never), "column_not_complete"),
        ((early,), "column_before_deadline"),
        ((COMPLETE, early), "column_before_deadline"),
        ((unproved,), "column_not_complete"),
    ):
        assert state(department(columns=columns), 2016)[:2] == ("not_checked", rule)


@pytest.mark.parametrize(
    ("more", "year", "expected"),
    [
        ({"named": frozenset({2016})}, 2016, ("not_checked", "listed_not_read")),
        ({"relatives": frozenset({2016})}, 2016, ("not_expected", "succession")),
        ({"until": 2018}, 2019, ("not_expected", "did_not_exist")),
        ({"since": 2010}, 2009, ("not_expected", "did_not_exist")),
        ({}, 2012, ("not_expected", "before_first_report")),
        ({"lasting": True}, 2012, ("absent", "not_in_list")),
        ({"kind": "party"}, 2016, ("not_expected", "party")),
        ({"kind": "township", "level": "town"}, 2020, ("not_expected", "no_deadline")),
        ({"kind": "township", "level": "town"}, 2016, ("absent", "not_in_list")),
    ],
)
def test_a_report_that_is_not_there(more: dict[str, object], year: int, expected: tuple[str, str]) -> None:
    assert state(department(**more), year)[:2] == expected


def test_nobody_is_late_before_the_deadline_has_passed() -> None:
    subject = department(columns=(Listed("2026-02-10T08:00:00Z", "list-capture"),))
    assert verdict(subject, 2025, "2026-01-31").rule == "not_yet_due"
    assert verdict(subject, 2025, "2026-02-11").state == "absent"


def test_a_report_without_a_deadline_is_shown_without_a_verdict() -> None:
    town = Subject("township", "town", reports={2022: published("2023-06-01")}, columns=(COMPLETE,))
    assert state(town, 2022) == ("not_expected", "no_deadline", None, "page-capture")
