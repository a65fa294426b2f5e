"""Identities within one report: what the forms print twice must agree.

The left side of a finding is the printed total, the right side the sum of its parts. A blank or inapplicable
part counts nothing; an identity is not looked at where its total or one of its parts was not found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from archive.codebook import codebook
from archive.extract.derive import GROUPS, RESULT
from archive.model import APPLICANTS, CellEvidence, Figure, Finding, Severity

APPLICANT_NAMES = dict(
    zip(
        APPLICANTS,
        ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他组织", "总计"),
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
    "reconsideration": "行政复议",
    "litigation.direct": "未经复议直接起诉",
    "litigation.after_review": "复议后起诉",
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

    def __contains__(self, name: Name) -> bool:
        return name in self.figures

    def value(self, name: Name) -> Decimal | None:
        figure = self.figures.get(name)
        return None if figure is None or figure.value is None else Decimal(str(figure.value))

    def total(self, names: Iterable[Name]) -> Decimal:
        return sum((value for name in names if (value := self.value(name)) is not None), Decimal(0))


@dataclass(frozen=True, slots=True)
class Identity:
    """What must be equal: the printed totals at the left, the parts at the right, and what to call it."""

    rule: str
    left: tuple[Name, ...]
    right: tuple[Name, ...]
    subject: str
    left_name: str
    right_name: str
    severity: Severity = "error"


def check_sums(figures: Iterable[Figure]) -> tuple[Finding, ...]:
    """The broken identities of tables 3 and 4."""
    numbers = Numbers(figures)
    return tuple(finding for identity in identities(numbers) if (finding := broken(identity, numbers)))


def identities(numbers: Numbers) -> Iterator[Identity]:
    yield from row_sums(numbers)
    yield from columns(numbers)
    for block, name in BLOCKS.items():
        parts: tuple[Name, ...] = tuple((f"{block}.{part}", None) for part in PARTS_OF_BLOCK)
        yield Identity(
            "table4.block_sum", ((f"{block}.total", None),), parts, f"表四“{name}”", "总计", "各项结果之和"
        )


def row_sums(numbers: Numbers) -> Iterator[Identity]:
    for code, applicant in numbers.figures:
        if applicant == "total" and (code, APPLICANTS[0]) in numbers:
            parts: tuple[Name, ...] = tuple((code, part) for part in APPLICANTS[:-1])
            label = f"表三“{codebook()[code].zh}”一行"
            yield Identity("table3.row_sum", ((code, "total"),), parts, label, "总计", "各类申请人之和")


def columns(numbers: Numbers) -> Iterator[Identity]:
    for applicant, name in APPLICANT_NAMES.items():
        if (HANDLED, applicant) not in numbers:
            continue
        subject = f"表三“{name}”一列"
        others = (f"{RESULT}other.subtotal",) if (f"{RESULT}other.subtotal", applicant) in numbers else OTHERS
        codes = (f"{RESULT}granted", f"{RESULT}partial", *LEAVES, *others)
        parts: tuple[Name, ...] = tuple((code, applicant) for code in codes)
        yield Identity(
            "table3.column_sum", ((HANDLED, applicant),), parts, subject, "办理结果总计", "各项办理结果之和"
        )
        yield Identity(
            "table3.balance",
            ((NEW, applicant), (CARRIED_IN, applicant)),
            ((HANDLED, applicant), (CARRIED_OUT, applicant)),
            subject,
            "本年新收与上年结转之和",
            "办理结果总计与结转下年度之和",
        )


def broken(identity: Identity, numbers: Numbers) -> Finding | None:
    """The finding of an identity that does not hold; None where it holds or cannot be judged."""
    if not judgeable(identity, numbers):
        return None
    left, right = numbers.total(identity.left), numbers.total(identity.right)
    return None if left == right else finding(identity, left, right)


def judgeable(identity: Identity, numbers: Numbers) -> bool:
    """Whether all that the identity speaks of was found, its total and one of its parts filled in."""
    names = (*identity.left, *identity.right)
    if not all(name in numbers for name in names):
        return False
    if all(numbers.value(name) is None for name in identity.right):
        return False
    totals = identity.left
    if identity.rule == "table3.balance":
        totals = (*identity.left[:1], *identity.right[:1])
    return all(numbers.value(name) is not None for name in totals)


def finding(identity: Identity, left: Decimal, right: Decimal) -> Finding:
    message = f"{identity.subject}的{identity.left_name}是{left}，{identity.right_name}是{right}，两者不等。"
    names = tuple(
        f"{code}.{applicant}" if applicant else code for code, applicant in (*identity.left, *identity.right)
    )
    return Finding(identity.rule, identity.severity, message, number(left), number(right), names)


def number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def by_name(figures: Iterable[Figure]) -> Mapping[str, Figure]:
    """The preferred figure of every name."""
    found: dict[str, Figure] = {}
    for figure in figures:
        found.setdefault(figure.name, figure)
    return found
