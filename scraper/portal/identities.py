"""The identities that a consistent report keeps (notes of the domain, §2), over figures as printed.

    broken(figures, before) -> [(rule, what, left, right), …]; `before` is the report of the year before

Blank cells count as 0 in a sum; an identity whose total is blank, or without printed parts, says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from archive.model import APPLICANTS
from scraper.portal import forms
from scraper.portal.numbers import Key, Number
from scraper.portal.reports.ink import Printed

Values = Mapping[Key, Number | None]
Broken = tuple[str, str, Number, Number]

_REMEDY = ("upheld", "corrected", "other")
_WHOLES: tuple[tuple[str, str, Sequence[str]], ...] = (
    ("form2014.channels", "applications.new", forms.CHANNELS_B),
    ("form2014.handled", "applications.handled.total", forms.HANDLED[1:]),
    ("form2014.results", "applications.result_total", [code for code, _ in forms.ANSWERS_B]),
    ("form2014.refused", forms.R + "refused.subtotal", forms.GROUNDS_B),
    ("form2014.reconsideration", "reconsideration.total", [f"reconsideration.{part}" for part in _REMEDY]),
    ("form2014.litigation", "litigation.total", [f"litigation.{part}" for part in _REMEDY]),
    ("form2014.staff", "staff.total", forms.STAFF[1:]),
)
_LOCAL: tuple[tuple[str, str, Sequence[str]], ...] = (
    ("form2008.channels", "applications.new", forms.CHANNELS_A),
    (
        "form2008.results",
        "applications.result_total",
        [forms.R + name for name in ("granted", "partial", "refused.subtotal")],
    ),
    ("form2008.refused", forms.R + "refused.subtotal", [code for code, _ in forms.OUTCOMES_A[2:]]),
    ("form2008.staff", "staff.total", forms.STAFF[1:]),
)


def table_values(figures: Iterable[Printed]) -> dict[Key, Number | None]:
    """What the tables print, by figure."""
    return {(f.indicator, f.applicant): f.value for f in figures if f.source == "table"}


def broken(figures: Values, form: str, before: Values | None = None) -> list[Broken]:
    """Every identity of the form that does not hold, and those that tie the report to the one before."""
    if form == "2008":
        found = list(_wholes(figures, _LOCAL))
    elif form == "2014":
        found = list(_wholes(figures, _WHOLES))
    else:
        found = [*_rows(figures, form), *_columns(figures, form), *_table4(figures)]
    return [*found, *_years(figures, before or {})]


def _wholes(figures: Values, wholes: Iterable[tuple[str, str, Sequence[str]]]) -> Iterator[Broken]:
    for rule, whole, parts in wholes:
        applicant = "total" if (whole, "total") in figures else None
        keys = [(part, "total" if (part, "total") in figures else None) for part in parts]
        yield from _sum(figures, rule, whole, (whole, applicant), keys)


def _sum(figures: Values, rule: str, what: str, whole: Key, parts: Sequence[Key]) -> Iterator[Broken]:
    left = figures.get(whole)
    printed = [figures[part] for part in parts if part in figures]
    right = sum(value or 0 for value in printed)
    if left is not None and printed and left != right:
        yield rule, what, left, right


def _outcomes(form: str) -> tuple[str, ...]:
    return forms.OUTCOMES_C if form == "2019" else forms.OUTCOMES_D


def _rows(figures: Values, form: str) -> Iterator[Broken]:
    for code in (*forms.FRAME_T3, *_outcomes(form)):
        yield from _sum(
            figures, "table3.row_sum", code, (code, "total"), [(code, a) for a in APPLICANTS[:-1]]
        )


def _columns(figures: Values, form: str) -> Iterator[Broken]:
    for applicant in APPLICANTS:
        parts = [(code, applicant) for code in _outcomes(form)]
        if any(
            figures.get(part) is not None for part in parts
        ):  # a pen may leave the totals of the rows empty
            yield from _sum(
                figures, "table3.column_sum", applicant, ("applications.result_total", applicant), parts
            )
        came, went = (
            sum(figures.get((code, applicant)) or 0 for code in codes)
            for codes in (forms.FRAME_T3[:2], forms.FRAME_T3[2:])
        )
        if came != went:
            yield "table3.balance", applicant, came, went


def _table4(figures: Values) -> Iterator[Broken]:
    for block in forms.BLOCKS_T4:
        parts: list[Key] = [(f"{block}.{part}", None) for part in forms.RESULTS_T4[:-1]]
        yield from _sum(figures, "table4.block_sum", block, (f"{block}.total", None), parts)


def _years(figures: Values, before: Values) -> Iterator[Broken]:
    for applicant in APPLICANTS:
        yield from _same(
            "years.carry_over", applicant, figures.get(("applications.carried_in", applicant)),
            before.get(("applications.carried_out", applicant)),
        )  # fmt: skip
    for name in ("rules", "normative_docs"):
        yield from _same("years.in_force", f"{name}.in_force", *_stock(figures, before, name, forms.STOCK_D))
        yield from _same(
            "years.disclosed_stock", f"{name}.disclosed_stock", *_stock(figures, before, name, forms.STOCK_C)
        )
    for name in forms.ITEMS_C:
        expected = _total(before, [f"{name}.items_prev_year", f"{name}.items_change"])
        yield from _same("years.items", name, figures.get((f"{name}.items_prev_year", None)), expected)


def _stock(
    figures: Values, before: Values, name: str, parts: tuple[str, str, str]
) -> tuple[Number | None, Number | None]:
    """The stock as printed, and that of the year before with what came in and went out."""
    first, second, stock = (figures.get((f"{name}.{part}", None)) for part in parts)
    old = before.get((f"{name}.{parts[2]}", None))
    if stock is None or old is None:
        return None, None
    change = (first or 0) - (second or 0) if parts == forms.STOCK_D else second or 0
    return stock, old + change


def _total(values: Values, codes: Sequence[str]) -> Number | None:
    found = [values.get((code, None)) for code in codes]
    return None if found[0] is None else sum(value or 0 for value in found)


def _same(rule: str, what: str, left: Number | None, right: Number | None) -> Iterator[Broken]:
    if left is not None and right is not None and left != right:
        yield rule, what, left, right
