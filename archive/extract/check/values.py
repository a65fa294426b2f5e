"""Values that contradict each other: text against table, two numbers for one figure, negative numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from archive.codebook import codebook
from archive.extract.check.rules import finding
from archive.extract.check.sums import APPLICANT_NAMES, APPLICANTS_EN
from archive.model import CellEvidence, Figure, Finding, Sentence

MONEY = {"元": 1, "千元": 1000, "万元": 10**4, "百万元": 10**6, "亿元": 10**8}
WITH_CARRIED = ("applications.new", "applications.result_total")
MISFILLED = ("licensing", "other_services", "penalty", "coercion")


def check_values(figures: Iterable[Figure]) -> Iterator[Finding]:
    """Text against table, and names for which a report prints two different numbers."""
    named: dict[str, list[Figure]] = {}
    for figure in figures:
        if figure.value is not None and figure.qualifier != "derived":
            named.setdefault(figure.name, []).append(figure)
    for name, same in named.items():
        first = same[0]
        for other in same[1:]:
            if not agrees(first, other) and not explained(other, named):
                yield contradiction(name, first, other)
        if first.value is not None and first.value < 0 and not first.indicator.endswith("_change"):
            zh, en = labels(first)
            yield finding(
                "figure.negative", left=Decimal(str(first.value)), figures=(name,), subject=zh, subject_en=en
            )
    yield from check_items(named)


def check_items(named: dict[str, list[Figure]]) -> Iterator[Finding]:
    """Decisions of form 2019 that are exactly last year's items and the change: filled in as items."""
    for subject in MISFILLED:
        names = [f"{subject}.{part}" for part in ("items_prev_year", "items_change", "decisions")]
        if all(name in named for name in names):
            before, change, decisions = (amount(named[name][0]) for name in names)
            if change and before + change == decisions:
                zh, en = labels(named[names[2]][0])
                yield finding(
                    "table2.misfill",
                    left=decisions,
                    right=before + change,
                    figures=names,
                    subject=zh,
                    subject_en=en,
                )


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


def labels(figure: Figure) -> tuple[str, str]:
    """What a figure is called, in Chinese and English."""
    known, applicant = codebook()[figure.indicator], figure.applicant or "total"
    if applicant == "total":
        return known.zh, known.en
    return f"{known.zh}（{APPLICANT_NAMES[applicant]}）", f"{known.en} ({APPLICANTS_EN[applicant]})"


def shown(figure: Figure) -> str:
    return f"{figure.value}{figure.unit or ''}"


def contradiction(name: str, left: Figure, right: Figure) -> Finding:
    from_table = isinstance(left.evidence, CellEvidence) and isinstance(right.evidence, Sentence)
    zh, en = labels(left)
    return finding(
        "prose.table" if from_table else "figure.several",
        left=Decimal(str(left.value)),
        right=Decimal(str(right.value)),
        figures=(name,),
        subject=zh,
        subject_en=en,
        shown_left=shown(left),
        shown_right=shown(right),
    )
