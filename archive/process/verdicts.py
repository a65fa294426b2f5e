"""One body, one year: was a report due, is it there, when was it published, and what proves it. Pure."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from importlib.resources import files

from archive.process.deadlines import FIRST_YEAR, due


@lru_cache(maxsize=1)
def rules() -> Mapping[str, tuple[str, str, str]]:
    """What can decide a state, by name: the state, and the reason in Chinese and English."""
    text = files("archive.process").joinpath("coverage.csv").read_text(encoding="utf-8")
    return {row["rule"]: (row["state"], row["zh"], row["en"]) for row in csv.DictReader(io.StringIO(text))}


@dataclass(frozen=True, slots=True)
class Published:
    """The report of a year: the earliest date its pages state, and the capture that shows it."""

    report_id: str
    published: str | None
    capture_id: str
    migrated: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """A column that lists the reports of a body. `complete_at`: when it was last fetched to its end."""

    complete_at: str | None
    proof: str | None
    region: str | None = None
    body: str | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """A body with all that its verdicts rest on.

    `since` and `until` are the years in which there were such bodies; `relatives` those in which a body
    before or after it reported; `named` those that its lists name without a report having been read.
    `lasting`: it is known to have been there all these years.
    """

    kind: str
    level: str | None
    since: int | None = None
    until: int | None = None
    reports: Mapping[int, Published] = field(default_factory=dict)
    columns: Sequence[Listed] = ()
    relatives: frozenset[int] = frozenset()
    named: frozenset[int] = frozenset()
    lasting: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    state: str
    rule: str
    due: str | None = None
    published: str | None = None
    days_late: int | None = None
    report_id: str | None = None
    capture_id: str | None = None
    checked_at: str | None = None


def verdict(subject: Subject, year: int, today: str) -> Verdict:
    """`today` is the day on which the archive was last filled."""
    report = subject.reports.get(year)
    day = due(subject.kind, subject.level, year)
    if report:
        return _published(report, year, day)
    for state, rule, holds in _EXPECTED:
        if holds(subject, year, day, today):
            return Verdict(state, rule, day)
    return _missing(subject, str(day))


def _published(report: Published, year: int, day: str | None) -> Verdict:
    def say(state: str, rule: str, late: int | None = None) -> Verdict:
        return Verdict(state, rule, day, report.published, late, report.report_id, report.capture_id)

    if day is None:
        return say("not_expected", "no_deadline")
    if report.published is None:
        return say("date_unknown", "undated")
    if report.published < f"{year}-12-01":
        return say("date_unknown", "impossible_date")
    days = (date.fromisoformat(report.published) - date.fromisoformat(day)).days
    if days <= 0:
        return say("on_time", "in_time", days)
    if report.migrated:
        return say("date_unknown", "shared_date")
    return say("late", "after_deadline", days)


_Test = Callable[[Subject, int, str | None, str], bool]


def _did_not_exist(subject: Subject, year: int, _due: str | None, _today: str) -> bool:
    return not (subject.since or 0) <= year <= (subject.until or 9999)


def _before_first(subject: Subject, year: int, _due: str | None, _today: str) -> bool:
    """A government is there as long as its region; of other bodies nobody knows when they were set up."""
    return not subject.lasting and year < min(subject.reports, default=FIRST_YEAR)


_EXPECTED: tuple[tuple[str, str, _Test], ...] = (
    ("not_expected", "party", lambda s, _y, _d, _t: s.kind == "party"),
    ("not_expected", "did_not_exist", _did_not_exist),
    ("not_expected", "no_deadline", lambda _s, _y, d, _t: d is None),
    ("not_expected", "not_yet_due", lambda _s, _y, d, t: str(d) >= t),
    ("not_expected", "succession", lambda s, y, _d, _t: y in s.relatives),
    ("not_expected", "before_first_report", _before_first),
    ("not_checked", "listed_not_read", lambda s, y, _d, _t: y in s.named),
)


def _missing(subject: Subject, day: str) -> Verdict:
    """Absent only where every column that would list it was fetched to its end after the deadline."""
    if not subject.columns:
        return Verdict("not_checked", "no_column", day)
    times = [column.complete_at for column in subject.columns]
    if not all(times):
        return Verdict("not_checked", "column_not_complete", day)
    first = min(subject.columns, key=lambda column: str(column.complete_at))
    checked = str(first.complete_at)
    if checked[:10] <= day:
        return Verdict("not_checked", "column_before_deadline", day, checked_at=checked)
    if not all(column.proof for column in subject.columns):
        return Verdict("not_checked", "column_not_complete", day, checked_at=checked)
    return Verdict("absent", "not_in_list", day, capture_id=first.proof, checked_at=checked)
