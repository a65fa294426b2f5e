"""The SQL of the harmonised series and of the variables, made from the crosswalk.

A value is looked up by the id of its figure, REPORT#INDICATOR.APPLICANT, so that a page of a view costs what
its rows cost and nothing is sorted or grouped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.codebook import codebook
from archive.crosswalk import Crossing, Variable, crosswalk, indicator_of, variables

MONEY = {"千元": 1_000, "万元": 10_000, "百万元": 1_000_000, "亿元": 100_000_000}

# What holds: what a person has put in its place, else what was read; in its printed unit.
AMOUNT = "iif(figures.correction_id IS NULL, figures.value, figures.corrected_value)"


def _in_yuan(factor: int) -> str:
    """To the 分; a whole number of 元 as an integer."""
    amount = f"round({AMOUNT} * {factor}, 2)"
    return f"CASE WHEN {amount} = CAST({amount} AS INTEGER) THEN CAST({amount} AS INTEGER) ELSE {amount} END"


VALUE = (
    "CASE figures.unit "
    + " ".join(f"WHEN '{unit}' THEN {_in_yuan(factor)}" for unit, factor in MONEY.items())
    + f" ELSE {AMOUNT} END"
)
UNIT = f"CASE WHEN figures.unit IN ({', '.join(map(repr, MONEY))}) THEN '元' ELSE figures.unit END"

QUALIFIER = "iif(figures.correction_id IS NULL, figures.qualifier, figures.corrected_qualifier)"

# A sum in which a blank counted nothing is no value to reckon with, unless a person has put one in its place.
FIGURE_VALUES = f"""
SELECT figures.id, figures.report_id, figures.indicator, figures.applicant,
       CASE WHEN figures.qualifier = 'derived' AND figures.correction_id IS NULL AND EXISTS (
           SELECT 1 FROM json_each(figures.evidence, '$.from') AS source
           CROSS JOIN figures AS part ON part.id = figures.report_id || '#' || source.value
           WHERE +part.qualifier IN ('blank', 'not_applicable') AND part.correction_id IS NULL)
       THEN NULL ELSE {VALUE} END AS value,
       {UNIT} AS unit, {QUALIFIER} AS qualifier, figures.bound
FROM figures WHERE +figures.preferred = 1"""

# The facts of a report that formulas may name.
FACTS = {
    "days_late": "(SELECT julianday(coverage.published) - julianday(coverage.due) FROM coverage"
    " WHERE coverage.organ_id = reports.organ_id AND coverage.year = reports.year"
    " AND coverage.state IN ('on_time', 'late'))",
    "identity_errors": "reports.errors",
    "identities": "nullif(reports.identities, 0)",
}


def series_sql() -> str:
    """Every harmonised value: what is printed under its own name, and the sums."""
    sums = "\n".join(f"UNION ALL {branch}" for branch in _branches())
    return f"""
SELECT reports.organ_id AS body_id, reports.organ AS body, reports.region, organs.level, reports.year,
       reports.scope, reports.form, crosswalk.indicator, indicators.zh AS indicator_zh, found.applicant,
       found.value, found.unit, found.qualifier, found.bound, crosswalk.figures AS made_of,
       crosswalk.relation, crosswalk.segment, reports.id AS report_id, reports.sample
FROM (
SELECT figure_values.report_id, figure_values.indicator, figure_values.applicant, figure_values.value,
       figure_values.unit, figure_values.qualifier, figure_values.bound, '=' AS figures FROM figure_values
{sums}
) AS found
JOIN reports ON reports.id = found.report_id AND reports.current = 1
JOIN crosswalk ON crosswalk.indicator = found.indicator AND crosswalk.form = reports.form
     AND (crosswalk.figures = '=') = (found.figures = '=')
LEFT JOIN organs ON organs.id = reports.organ_id
LEFT JOIN indicators ON indicators.code = found.indicator"""


def variables_sql() -> str:
    """A row a report, a column a variable."""
    columns = ",\n       ".join(f"{_formula(v)} AS {v.code}" for v in variables().values())
    return f"""
SELECT reports.organ_id AS body_id, reports.organ AS body, reports.region, organs.level, reports.year,
       reports.scope, reports.form,
       {columns},
       reports.id AS report_id, reports.sample
FROM reports LEFT JOIN organs ON organs.id = reports.organ_id
WHERE reports.current = 1"""


def _formula(variable: Variable) -> str:
    return re.sub(r"\{([^}]*)\}", lambda found: _operand(found[1]), variable.formula)


def _operand(name: str) -> str:
    """A number as REAL, so that shares are no whole-number divisions; NULL where it is undefined."""
    if name in FACTS:
        return f"CAST({FACTS[name]} AS REAL)"
    found = indicator_of(name)
    if found is None:
        raise KeyError(name)
    return f"CAST({_value(crosswalk()[found[0].code], found[1])} AS REAL)"


SUM = "sum(value)"
# Of a sum with a part that is “more than” or “nearly” so much, no more is known.
BOUND = "CASE count(DISTINCT bound) WHEN 0 THEN NULL WHEN 1 THEN max(bound) ELSE 'about' END"


def _value(crossings: tuple[Crossing, ...], applicant: str | None, taken: str = SUM) -> str:
    """The harmonised value of an indicator in the row of a report, or its bound."""
    choices = " ".join(f"WHEN '{c.form}' THEN {_in_form(c, applicant, taken)}" for c in crossings)
    return f"CASE reports.form {choices} END"


def _in_form(crossing: Crossing, applicant: str | None, taken: str) -> str:
    """The first alternative whose figures are all there; it is undefined where one of them is."""
    *sums, last = crossing.sums
    if not sums:
        return _alternative(crossing, last, applicant, taken)
    tests = " ".join(
        f"WHEN {_are_there(crossing, parts, applicant)}"
        f" THEN {_alternative(crossing, parts, applicant, taken)}"
        for parts in sums
    )
    return f"CASE {tests} ELSE {_alternative(crossing, last, applicant, taken)} END"


def _alternative(crossing: Crossing, parts: tuple[str, ...], applicant: str | None, taken: str) -> str:
    chosen = _chosen(crossing, parts, applicant)
    whole = f"CASE WHEN count(value) = {len(parts)} THEN {taken} END"
    return f"(SELECT {whole} FROM figure_values WHERE {chosen})"


def _are_there(crossing: Crossing, parts: tuple[str, ...], applicant: str | None) -> str:
    return f"(SELECT count(*) FROM figures WHERE {_chosen(crossing, parts, applicant)}) = {len(parts)}"


def _chosen(crossing: Crossing, parts: tuple[str, ...], applicant: str | None) -> str:
    """The figures of an alternative. Beside a sum, only what is printed counts under the own name."""
    end = f".{applicant}" if applicant else ""
    names = ", ".join(f"reports.id || '#{part}{end}'" for part in parts)
    printed = "" if crossing.printed or parts != (crossing.indicator,) else " AND qualifier IS NOT 'derived'"
    return f"id IN ({names}){printed}"


def _branches() -> Iterator[str]:
    """One SELECT for each indicator and applicant that is a sum in some form."""
    for code, crossings in crosswalk().items():
        summed = tuple(crossing for crossing in crossings if not crossing.printed)
        for applicant in codebook()[code].applicants if summed else ():
            yield _branch(code, applicant, summed)


def _branch(code: str, applicant: str | None, summed: tuple[Crossing, ...]) -> str:
    words = f"'{applicant}'" if applicant else "NULL"
    forms = ", ".join(f"'{crossing.form}'" for crossing in summed)
    unit = codebook()[code].unit
    return (
        f"SELECT reports.id, '{code}', {words}, {_value(summed, applicant)}, '{unit}', 'derived',"
        f" {_value(summed, applicant, BOUND)}, '+' FROM reports"
        f" WHERE reports.current = 1 AND reports.form IN ({forms}) AND {_any_there(summed, applicant)}"
    )


def _any_there(summed: tuple[Crossing, ...], applicant: str | None) -> str:
    """Whether the report has a figure that the sum could be made of: else it has no row at all."""
    parts = dict.fromkeys(part for crossing in summed for parts in crossing.sums for part in parts)
    end = f".{applicant}" if applicant else ""
    names = ", ".join(f"reports.id || '#{part}{end}'" for part in parts)
    return f"EXISTS (SELECT 1 FROM figures WHERE id IN ({names}))"
