"""What does not agree in a report: sums, text against tables, several values, dates, sections.

Findings between the reports of two years come from `check_years`; rules.csv lists all rules.
"""

from __future__ import annotations

from collections.abc import Iterable

from archive.extract.check.across import check_years
from archive.extract.check.coded import check_coded
from archive.extract.check.dates import check_dates
from archive.extract.check.outline import check_outline
from archive.extract.check.rules import rules
from archive.extract.check.statistics import check_statistics, hard_identities
from archive.extract.check.sums import Numbers, check_sums, identities, judgeable
from archive.extract.check.values import check_values
from archive.model import Document, Figure, Finding, Report

__all__ = ["check", "check_coded", "check_figures", "check_years", "judged"]


def check(document: Document, report: Report, figures: Iterable[Figure]) -> tuple[Finding, ...]:
    """All findings about one report, hard identities first."""
    figures = tuple(figures)
    return (
        *check_figures(report.form, figures),
        *check_dates(document, report),
        *check_outline(document, report, figures),
    )


def judged(figures: Iterable[Figure], form: str) -> int:
    """How many hard identities of the form could be judged: what failures are counted against."""
    numbers = Numbers(figures)
    hard = (*identities(numbers), *hard_identities(numbers, form))
    return sum(rules()[one.rule].severity == "error" and judgeable(one, numbers) for one in hard)


def check_figures(form: str, figures: Iterable[Figure]) -> tuple[Finding, ...]:
    """The findings that follow from the figures alone."""
    figures = tuple(figures)
    return (*check_sums(figures), *check_statistics(figures, form), *check_values(figures))
