"""The crosswalk: how every indicator runs through the four forms, and the variables that are made of it.

`crosswalk.csv` has a row an indicator. `from_FORM` says where its number stands in reports of that form: `=`
under its own name, `a + b` as the sum of these figures, empty nowhere; alternatives are joined by ` | `, and
the first whose figures the report has decides. `at_YEAR` says how the form of that year compares with the one
before that has the indicator. `apart_from` names indicators that look alike and are something else. `en` is
the codebook's `comparability` in English.

`variables.csv` has a row a variable: a formula over harmonised figures, written {INDICATOR[.APPLICANT]}, and
over facts of the report. Where a part is missing or blank, or the divisor is 0, the variable is undefined.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from archive.codebook import Indicator, codebook
from archive.model import FORMS

RELATIONS = ("comparable", "break", "not_comparable")
FACTS = ("days_late", "identity_errors", "identities")

_OPERAND = re.compile(r"\{([^}]*)\}")
_FORMULA = re.compile(r"[\d.+*/() -]*")


class CrosswalkError(ValueError):
    """The crosswalk or a formula does not say what it must; the message names file, row and column."""


@dataclass(frozen=True, slots=True)
class Crossing:
    """One indicator in one form.

    `sums` are the alternatives, each a tuple of indicators to be added; the indicator itself stands for what
    is printed under its own name. `relation` is "" in the first form that has it. `segment` is the form with
    which the run of comparable forms begins: values of one segment may be joined, others may not.
    """

    indicator: str
    form: str
    sums: tuple[tuple[str, ...], ...]
    relation: str
    segment: str
    apart_from: tuple[str, ...]
    en: str

    @property
    def printed(self) -> bool:
        """Whether it is only ever taken as it is printed under its own name."""
        return self.sums == ((self.indicator,),)

    @property
    def words(self) -> str:
        return " | ".join("=" if s == (self.indicator,) else " + ".join(s) for s in self.sums)


@dataclass(frozen=True, slots=True)
class Variable:
    code: str
    zh: str
    en: str
    unit: str
    formula: str
    note_zh: str
    note_en: str

    @property
    def operands(self) -> tuple[str, ...]:
        """The names in its formula, each once, in order."""
        return tuple(dict.fromkeys(_OPERAND.findall(self.formula)))


@cache
def crosswalk() -> Mapping[str, tuple[Crossing, ...]]:
    """The crossings of every indicator of the codebook, in the order of the forms."""
    found = {}
    for number, row in _rows("crosswalk.csv"):
        if row["indicator"] not in codebook():
            raise CrosswalkError(f"crosswalk.csv row {number}: {row['indicator']!r} is no indicator")
        found[row["indicator"]] = tuple(_crossings(number, row))
    if missing := codebook().keys() - found.keys():
        raise CrosswalkError(f"crosswalk.csv: no row for {', '.join(sorted(missing))}")
    return found


def _crossings(number: int, row: Mapping[str, str]) -> Iterator[Crossing]:
    segment = ""
    for form in FORMS:
        if not (words := row[f"from_{form}"]):
            continue
        relation = row.get(f"at_{form}", "")
        if (relation not in RELATIONS) if segment else relation:
            expected = f"one of {', '.join(RELATIONS)}" if segment else "empty in its first form"
            raise CrosswalkError(f"crosswalk.csv row {number}, column at_{form}: must be {expected}")
        segment = segment if relation == "comparable" else form
        apart = tuple(filter(None, row["apart_from"].split("; ")))
        sums = tuple(_sum(number, form, row["indicator"], part) for part in words.split(" | "))
        yield Crossing(row["indicator"], form, sums, relation, segment, apart, row["en"])


def _sum(number: int, form: str, indicator: str, words: str) -> tuple[str, ...]:
    parts = (indicator,) if words == "=" else tuple(words.split(" + "))
    if unknown := [part for part in parts if part not in codebook()]:
        raise CrosswalkError(
            f"crosswalk.csv row {number}, column from_{form}: {unknown[0]!r} is no indicator"
        )
    return parts


@cache
def variables() -> Mapping[str, Variable]:
    """The variables by code, in the order of the csv."""
    found: dict[str, Variable] = {}
    for number, row in _rows("variables.csv"):
        variable = Variable(**row)
        unknown = [name for name in variable.operands if name not in FACTS and indicator_of(name) is None]
        if unknown:
            raise CrosswalkError(f"variables.csv row {number}, column formula: {unknown[0]!r} is no figure")
        if not _FORMULA.fullmatch(_OPERAND.sub("", variable.formula)):
            raise CrosswalkError(f"variables.csv row {number}, column formula: only + - * / and brackets")
        found[variable.code] = variable
    return found


def indicator_of(name: str) -> tuple[Indicator, str | None] | None:
    """The indicator and applicant of a figure's name; None where it is no figure's."""
    for code, applicant in ((name, None), tuple(name.rpartition(".")[::2])):
        indicator = codebook().get(str(code))
        if indicator and applicant in indicator.applicants:
            return indicator, applicant
    return None


def _rows(name: str) -> Iterator[tuple[int, dict[str, str]]]:
    with files("archive").joinpath(name).open(encoding="utf-8") as lines:
        yield from enumerate(csv.DictReader(lines, strict=True), 2)
