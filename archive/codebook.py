"""The codebook: one indicator per row of codebook.csv, read strictly.

In the csv `forms` are joined by `;`, alternatives of a table label by ` | ` and its levels (group or row,
then row or column) by ` > `; `sections` and the example belong to the reader of prose, whose alternative
`phrases` are joined by ` || `.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

from archive.model import APPLICANTS, FORMS

KINDS_OF_INDICATOR = ("flow", "stock", "amount", "derived")
COLUMNS = (
    "code",
    "zh",
    "en",
    "unit",
    "applicant_columns",
    "kind",
    "forms",
    "series_break",
    "comparability",
    *(f"labels_{form}" for form in FORMS),
    "sections",
    "phrases",
    "example",
    "example_value",
    "example_qualifier",
)

Label = tuple[str, ...]


class CodebookError(ValueError):
    """The codebook does not say what it must; the message names row and column."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row of the codebook.

    `applicant_columns` is "yes" (the seven of table 3), "total" (only the applicant `total`) or "". `labels`
    gives for each form the headings of its cell in that form's table, from the group down, all alternatives.
    `series_break` is None where nobody has said whether the series breaks between forms.
    """

    code: str
    zh: str
    en: str
    unit: str
    applicant_columns: str
    kind: str
    forms: tuple[str, ...]
    series_break: bool | None
    comparability: str
    labels: Mapping[str, tuple[Label, ...]]
    sections: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    example: str = ""
    example_value: str = ""
    example_qualifier: str = ""

    @property
    def applicants(self) -> tuple[str | None, ...]:
        """The applicants a figure of this indicator can have: `(None,)` where it has none."""
        if self.applicant_columns == "yes":
            return APPLICANTS
        return ("total",) if self.applicant_columns == "total" else (None,)


@lru_cache(maxsize=1)
def codebook() -> Mapping[str, Indicator]:
    """All indicators by code, in the order of the csv."""
    return parse(files("archive").joinpath("codebook.csv").read_text(encoding="utf-8"))


def parse(text: str) -> Mapping[str, Indicator]:
    """The indicators of a codebook given as csv text."""
    reader = csv.DictReader(io.StringIO(text), strict=True)
    header = tuple(reader.fieldnames or ())
    if header != COLUMNS:
        wrong = sorted(set(header) ^ set(COLUMNS)) or ["order"]
        raise CodebookError(f"codebook row 1: columns differ from the expected ones: {', '.join(wrong)}")
    found: dict[str, Indicator] = {}
    for number, row in enumerate(reader, 2):
        indicator = read_row(number, row)
        if indicator.code in found:
            raise CodebookError(f"codebook row {number}, column code: {indicator.code} is there twice")
        found[indicator.code] = indicator
    return MappingProxyType(found)


def read_row(number: int, row: Mapping[str, str]) -> Indicator:
    """One indicator; every fault names the row and the column."""
    for column, problem in faults(row):
        raise CodebookError(f"codebook row {number}, column {column}: {problem}")
    return Indicator(
        code=row["code"],
        zh=row["zh"],
        en=row["en"],
        unit=row["unit"],
        applicant_columns=row["applicant_columns"],
        kind=row["kind"],
        forms=tuple(row["forms"].split(";")),
        series_break={"yes": True, "no": False}.get(row["series_break"]),
        comparability=row["comparability"],
        labels=MappingProxyType({f: split_labels(row[f"labels_{f}"]) for f in FORMS if row[f"labels_{f}"]}),
        sections=split(row["sections"], "|"),
        phrases=split(row["phrases"], "||"),
        example=row["example"],
        example_value=row["example_value"],
        example_qualifier=row["example_qualifier"],
    )


def faults(row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """(column, what is wrong) for one row."""
    if None in row or None in row.values():
        yield "code", "the row has too few or too many columns"
        return
    for column in ("code", "zh", "en", "unit"):
        if not row[column].strip():
            yield column, "is empty"
    allowed = {
        "applicant_columns": ("", "yes", "total"),
        "kind": KINDS_OF_INDICATOR,
        "series_break": ("", "yes", "no"),
    }
    for column, values in allowed.items():
        if row[column] not in values:
            yield column, f"{row[column]!r} is none of {', '.join(map(repr, values))}"
    for form in row["forms"].split(";"):
        if form not in FORMS:
            yield "forms", f"{form!r} is no form"
    for form in FORMS:
        if any(not level for label in split_labels(row[f"labels_{form}"]) for level in label):
            yield f"labels_{form}", "a level of a label is empty"


def split(text: str, mark: str) -> tuple[str, ...]:
    """The parts of a cell, without the blanks around them."""
    return tuple(part.strip() for part in text.split(f" {mark} ")) if text else ()


def split_labels(text: str) -> tuple[Label, ...]:
    """`甲 > 乙 | 丙` -> (("甲", "乙"), ("丙",))."""
    return tuple(split(label, ">") for label in split(text, "|"))
