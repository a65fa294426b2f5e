"""The rules by which reports are checked, as data: rules.csv.

`zh` and `en` say what a rule demands; `found_zh` and `found_en` are the sentence of its findings, with
the places {subject} {left_name} {left} {right_name} {right} and others that the rule itself fills.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from typing import cast

from archive.extract.derive import plain_number
from archive.model import FORMS, Finding, Severity

COLUMNS = ("code", "severity", "forms", "identity", "zh", "en", "found_zh", "found_en")
SEVERITIES = ("error", "warning", "info")


class RuleError(ValueError):
    """rules.csv does not say what it must; the message names row and column."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `forms` are those it applies to, () where it does not depend on the form."""

    code: str
    severity: Severity
    forms: tuple[str, ...]
    identity: str
    zh: str
    en: str
    found_zh: str
    found_en: str


@lru_cache(maxsize=1)
def rules() -> Mapping[str, Rule]:
    """All rules by code."""
    return parse(files("archive.extract.check").joinpath("rules.csv").read_text(encoding="utf-8"))


def parse(text: str) -> Mapping[str, Rule]:
    reader = csv.DictReader(io.StringIO(text), strict=True)
    if tuple(reader.fieldnames or ()) != COLUMNS:
        raise RuleError(f"rules row 1: the columns must be {', '.join(COLUMNS)}")
    found: dict[str, Rule] = {}
    for number, row in enumerate(reader, 2):
        rule = _rule(number, row)
        if rule.code in found:
            raise RuleError(f"rules row {number}, column code: {rule.code} is there twice")
        found[rule.code] = rule
    return found


def _rule(number: int, row: Mapping[str, str]) -> Rule:
    for column in ("code", "zh", "en"):
        if not row[column]:
            raise RuleError(f"rules row {number}, column {column}: is empty")
    if row["severity"] not in SEVERITIES:
        raise RuleError(f"rules row {number}, column severity: expected one of {', '.join(SEVERITIES)}")
    forms = tuple(row["forms"].split(";")) if row["forms"] else ()
    if set(forms) - set(FORMS):
        raise RuleError(f"rules row {number}, column forms: expected some of {', '.join(FORMS)}")
    return Rule(
        row["code"],
        cast(Severity, row["severity"]),
        forms,
        row["identity"],
        row["zh"],
        row["en"],
        row["found_zh"],
        row["found_en"],
    )


def finding(
    code: str,
    *,
    left: int | Decimal | None = None,
    right: int | Decimal | None = None,
    figures: Iterable[str] = (),
    severity: Severity | None = None,
    **words: object,
) -> Finding:
    """A finding of a rule, its sentences filled in; `severity` where it is less than the rule's own."""
    rule = rules()[code]
    fill = {"left": left, "right": right, **words}
    return Finding(
        code,
        severity or rule.severity,
        rule.found_zh.format_map(fill),
        number(left),
        number(right),
        tuple(figures),
        rule.found_en.format_map(fill),
    )


def number(value: int | Decimal | None) -> int | float | None:
    return None if value is None else plain_number(value)
