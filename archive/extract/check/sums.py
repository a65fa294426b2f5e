"""Identities within one report: what the forms print twice must agree.

The left side of a finding is the printed total, the right side the sum of its parts. A blank or inapplicable
part counts nothing; an identity is not looked at where its total or one of its parts was not found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from archive.codebook import codebook
from archive.extract.check.rules import finding
from archive.extract.derive import GROUPS, RESULT, exact
from archive.model import APPLICANTS, CellEvidence, Figure, Finding, Severity

APPLICANT_NAMES = dict(
    zip(
        APPLICANTS,
        ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他组织", "总计"),
        strict=True,
    )
)
APPLICANTS_EN = dict(
    zip(
        APPLICANTS,
        (
            *("natural persons", "commercial enterprises", "research institutions"),
            *("public welfare organisations", "legal service organisations", "other organisations", "total"),
        ),
        strict=True,
    )
)
NEW, CARRIED_IN, CARRIED_OUT = "applications.new", "applications.carried_in", "applications.carried_out"
HANDLED = "applications.result_total"
LEAVES = tuple(
    f"{RESULT}{group}.{name}"
    for group in ("refused", "unavailable", "not_processed")
    for name in GROUPS[group]
)
OTHERS = tuple(f"{RESULT}other.{name}" for name in GROUPS["other"])
BLOCKS = {
    "reconsideration": ("行政复议", "administrative reconsideration"),
    "litigation.direct": ("未经复议直接起诉", "litigation without reconsideration"),
    "litigation.after_review": ("复议后起诉", "litigation after reconsideration"),
}
PARTS_OF_BLOCK = ("upheld", "corrected", "other", "pending")

Name = tuple[str, str | None]


class Numbers:
    """The first printed figure of each name in the tables of a report."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        self.figures: dict[Name, Figure] = {}
        for figure in figures:
            if isinstance(figure.evidence, CellEvidence) and figure.qualifier != "approx":
                self.figures.setdefault((figure.indicator, figure.applicant), figure)
        printed = [(name, figure.value) for name, figure in self.figures.items()]
        self.values = {name: exact(value) for name, value in printed if value is not None}

    def __contains__(self, name: Name) -> bool:
        return name in self.figures

    def total(self, names: Iterable[Name]) -> int | Decimal:
        return sum([self.values[name] for name in names if name in self.values])


class Identity(NamedTuple):
    """What must be equal: printed totals at the left, parts at the right; and of what, in two languages."""

    rule: str
    left: tuple[Name, ...]
    right: tuple[Name, ...]
    subject: str = ""
    subject_en: str = ""


def check_sums(figures: Iterable[Figure]) -> tuple[Finding, ...]:
    """The broken identities of tables 3 and 4."""
    numbers = Numbers(figures)
    return tuple(found for identity in identities(numbers) if (found := broken(identity, numbers)))


def identities(numbers: Numbers) -> Iterator[Identity]:
    yield from row_sums(numbers)
    yield from columns(numbers)
    yield from group_sums(numbers)
    for block, (name, name_en) in BLOCKS.items():
        parts: tuple[Name, ...] = tuple((f"{block}.{part}", None) for part in PARTS_OF_BLOCK)
        yield Identity("table4.block_sum", ((f"{block}.total", None),), parts, name, name_en)


def row_sums(numbers: Numbers) -> Iterator[Identity]:
    for code, applicant in numbers.figures:
        if applicant == "total" and (code, APPLICANTS[0]) in numbers:
            parts: tuple[Name, ...] = tuple((code, part) for part in APPLICANTS[:-1])
            known = codebook()[code]
            yield Identity("table3.row_sum", ((code, "total"),), parts, known.zh, known.en)


def columns(numbers: Numbers) -> Iterator[Identity]:
    for applicant, name in APPLICANT_NAMES.items():
        if (HANDLED, applicant) not in numbers:
            continue
        codes = (f"{RESULT}granted", f"{RESULT}partial", *LEAVES, *other_handling(numbers, applicant))
        parts: tuple[Name, ...] = tuple((code, applicant) for code in codes)
        named = (name, APPLICANTS_EN[applicant])
        yield Identity("table3.column_sum", ((HANDLED, applicant),), parts, *named)
        yield Identity(
            "table3.balance",
            ((NEW, applicant), (CARRIED_IN, applicant)),
            ((HANDLED, applicant), (CARRIED_OUT, applicant)),
            *named,
        )


def other_handling(numbers: Numbers, applicant: str) -> tuple[str, ...]:
    """（六）其他处理 as a column adds it up: its own line, or the lines below it where that stands empty."""
    whole = f"{RESULT}other.subtotal"
    named = any((code, applicant) in numbers for code in OTHERS)
    empty = (whole, applicant) not in numbers.values
    return OTHERS if empty and (named or (whole, applicant) not in numbers) else (whole,)


def group_sums(numbers: Numbers) -> Iterator[Identity]:
    """Subtotals of groups of outcomes, which some tables print; that of （六）is a line of form 2019."""
    for group, names in GROUPS.items():
        code = f"{RESULT}{group}.subtotal"
        for applicant in APPLICANTS:
            if (code, applicant) in numbers and (HANDLED, applicant) in numbers:
                parts: tuple[Name, ...] = tuple((f"{RESULT}{group}.{name}", applicant) for name in names)
                known = codebook()[code]
                yield Identity("table3.group_sum", ((code, applicant),), parts, known.zh, known.en)


def broken(identity: Identity, numbers: Numbers, severity: Severity | None = None) -> Finding | None:
    """The finding of an identity that does not hold; None where it holds or cannot be judged."""
    if not judgeable(identity, numbers):
        return None
    left, right = numbers.total(identity.left), numbers.total(identity.right)
    return None if left == right else unequal(identity, left, right, severity)


def judgeable(identity: Identity, numbers: Numbers) -> bool:
    """Whether a total and at least one part are printed; of a balance, one number on each side."""
    if not numbers.figures.keys() >= {*identity.left, *identity.right}:
        return False
    printed = numbers.values.keys()
    if identity.rule == "table3.balance":
        return printed >= {identity.left[0], identity.right[0]}
    return printed >= {*identity.left} and not printed.isdisjoint(identity.right)


def unequal(
    identity: Identity, left: int | Decimal, right: int | Decimal, severity: Severity | None = None
) -> Finding:
    both = (*identity.left, *identity.right)
    names = [f"{code}.{applicant}" if applicant else code for code, applicant in both]
    return finding(
        identity.rule,
        left=left,
        right=right,
        figures=names,
        severity=severity,
        subject=identity.subject,
        subject_en=identity.subject_en,
    )


def by_name(figures: Iterable[Figure]) -> Mapping[str, Figure]:
    """The preferred figure of every name."""
    found: dict[str, Figure] = {}
    for figure in figures:
        found.setdefault(figure.name, figure)
    return found
