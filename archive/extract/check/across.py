"""Identities between the reports of one body for two years that follow each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from archive.codebook import codebook
from archive.extract.check.rules import finding
from archive.extract.check.sums import APPLICANT_NAMES, APPLICANTS_EN, CARRIED_IN, CARRIED_OUT, by_name
from archive.model import Figure, Finding

ITEMS = ("licensing", "other_services", "penalty", "coercion", "admin_fees")
DOCUMENTS = ("rules", "normative_docs")


def check_years(earlier: Iterable[Figure], later: Iterable[Figure]) -> tuple[Finding, ...]:
    """What does not carry over from one year's figures to the next year's.

    The left side is the later report's, the right side what follows from the earlier one; `figures` names
    figures of the later report.
    """
    before, after = exact(earlier), exact(later)
    return tuple(found for rule in rules() if (found := compare(rule, before, after)))


def exact(figures: Iterable[Figure]) -> dict[str, Decimal]:
    """The numbers by name, without those that are rounded."""
    return {
        name: Decimal(str(figure.value))
        for name, figure in by_name(figures).items()
        if figure.value is not None and figure.qualifier != "approx"
    }


@dataclass(frozen=True, slots=True)
class YearRule:
    """`name` of the later year = `earlier` figures of the earlier year + `added` - `taken` of the later."""

    rule: str
    name: str
    earlier: tuple[str, ...]
    subject: str
    subject_en: str
    added: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()


def rules() -> Iterator[YearRule]:
    for applicant, name in APPLICANT_NAMES.items():
        parts = (f"{CARRIED_OUT}.{applicant}",)
        yield YearRule("years.carry_over", f"{CARRIED_IN}.{applicant}", parts, name, APPLICANTS_EN[applicant])
    for subject in ITEMS:
        code = f"{subject}.items_prev_year"
        yield of(code, "years.items", (code, f"{subject}.items_change"))
    for subject in DOCUMENTS:
        code = f"{subject}.disclosed_stock"
        yield of(code, "years.disclosed_stock", (code,), (f"{subject}.newly_disclosed",))
        code = f"{subject}.in_force"
        yield of(code, "years.in_force", (code,), (f"{subject}.issued",), (f"{subject}.repealed",))


def of(
    code: str, rule: str, earlier: tuple[str, ...], added: tuple[str, ...] = (), taken: tuple[str, ...] = ()
) -> YearRule:
    known = codebook()[code]
    return YearRule(rule, code, earlier, known.zh, known.en, added, taken)


def compare(rule: YearRule, before: dict[str, Decimal], after: dict[str, Decimal]) -> Finding | None:
    """One finding, None where it agrees or a number is missing."""
    later = (rule.name, *rule.added, *rule.taken)
    if any(part not in after for part in later) or any(part not in before for part in rule.earlier):
        return None
    parts = [before[part] for part in rule.earlier] + [after[part] for part in rule.added]
    expected = sum(parts, Decimal(0)) - sum((after[part] for part in rule.taken), Decimal(0))
    found = after[rule.name]
    if found == expected:
        return None
    return finding(
        rule.rule,
        left=found,
        right=expected,
        figures=later,
        subject=rule.subject,
        subject_en=rule.subject_en,
    )
