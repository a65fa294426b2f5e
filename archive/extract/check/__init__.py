"""What does not agree in a report: sums, text against tables, several values, dates.

Findings between the reports of two years come from `check_years`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from archive.codebook import codebook
from archive.extract.check.across import check_years
from archive.extract.check.statistics import check_statistics, hard_identities
from archive.extract.check.sums import APPLICANT_NAMES, Numbers, check_sums, identities, judgeable
from archive.model import CellEvidence, Document, Figure, Finding, Report, Sentence

__all__ = ["check", "check_years", "judged"]

MONEY = {"元": 1, "千元": 1000, "万元": 10**4, "百万元": 10**6, "亿元": 10**8}
WITH_CARRIED = ("applications.new", "applications.result_total")


def check(document: Document, report: Report, figures: Iterable[Figure]) -> tuple[Finding, ...]:
    """All findings about one report, hard identities first."""
    figures = tuple(figures)
    return (
        *check_sums(figures),
        *check_statistics(figures, report.form),
        *check_values(figures),
        *check_dates(document, report),
    )


def judged(figures: Iterable[Figure], form: str) -> int:
    """How many hard identities of the form could be judged: what failures are counted against."""
    numbers = Numbers(figures)
    hard = (*identities(numbers), *hard_identities(numbers, form))
    return sum(judgeable(identity, numbers) for identity in hard)


def check_values(figures: Iterable[Figure]) -> Iterator[Finding]:
    """Text against table, and names for which a report prints two different numbers."""
    named: dict[str, list[Figure]] = {}
    for figure in figures:
        if figure.value is not None and figure.qualifier != "derived":
            named.setdefault(figure.name, []).append(figure)
    for name, same in named.items():
        first = same[0]
        for other in same[1:]:
            if agrees(first, other) or explained(other, named):
                continue
            yield contradiction(name, first, other)


def agrees(a: Figure, b: Figure) -> bool:
    """Whether two numbers can both be right: equal in one unit, or within what a rounded one says."""
    left, right = amount(a), amount(b)
    if left == right:
        return True
    rounded = b if b.qualifier == "approx" else a if a.qualifier == "approx" else None
    if rounded is None:
        return False
    around, exact = (right, left) if rounded is b else (left, right)
    if rounded.bound == "lower":
        return exact >= around and exact <= around * 2
    if rounded.bound == "upper":
        return around / 2 <= exact <= around
    return abs(exact - around) <= around / 10


def explained(figure: Figure, named: dict[str, list[Figure]]) -> bool:
    """Whether a number in the text is the table's with what was carried over from the year before."""
    if figure.indicator not in WITH_CARRIED:
        return False
    parts = [named.get(f"{code}.total", []) for code in ("applications.new", "applications.carried_in")]
    return all(parts) and amount(figure) == sum(amount(part[0]) for part in parts)


def amount(figure: Figure) -> Decimal:
    return Decimal(str(figure.value)) * MONEY.get(figure.unit or "", 1)


def label(figure: Figure) -> str:
    zh = codebook()[figure.indicator].zh
    applicant = figure.applicant or "total"
    return zh if applicant == "total" else f"{zh}（{APPLICANT_NAMES[applicant]}）"


def shown(figure: Figure) -> str:
    return f"{figure.value}{figure.unit or ''}"


def contradiction(name: str, left: Figure, right: Figure) -> Finding:
    if isinstance(left.evidence, CellEvidence) and isinstance(right.evidence, Sentence):
        rule, words = "prose.table", f"表中是{shown(left)}，文中是{shown(right)}，两者不等。"
    else:
        rule, words = "figure.several", f"有两个不同的数：{shown(left)}和{shown(right)}。"
    return Finding(rule, "warning", f"“{label(left)}”{words}", left.value, right.value, (name,))


def check_dates(document: Document, report: Report) -> Iterator[Finding]:
    """Periods and publication dates that cannot be."""
    if report.period:
        start, end = report.period
        if start > end:
            yield Finding("report.period", "warning", f"统计期限的起始日{start}在截止日{end}之后。")
        elif int(start[:4]) != report.year or int(end[:4]) != report.year:
            yield Finding(
                "report.period",
                "warning",
                f"报告是{report.year}年的，统计期限却印为{start}至{end}。",
                report.year,
                int(end[:4]),
            )
    if document.published and document.published <= f"{report.year}-12-01":
        message = f"发布日期{document.published}早于报告年度{report.year}年年底。"
        yield Finding("report.published", "warning", message)
