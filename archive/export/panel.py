"""The tables of a panel export: what is selected, in an order that only the content decides.

Rows come a report at a time, so that memory does not grow with the archive and nothing is sorted as a whole.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from archive.codebook import codebook
from archive.crosswalk import crosswalk, variables
from archive.export.selection import Selection
from archive.export.table import Column, Row, described, tuples
from archive.model import FORMS
from archive.store import schema
from archive.store.organs import IN_PART

Step = Callable[[int, int], None]
KEYS = ("body_id", "body", "region", "region_name", "level", "year", "scope", "form")
# What all figures of a report share: asked once a report, which halves the time of the whole.
SHARED = frozenset((*KEYS, "editions", "source_url", "report_id", "sample"))
ENDS = ("editions", "source_url", "capture_sha256", "captured_at", "report_id", "sample")


@dataclass(frozen=True, slots=True)
class Panel:
    """The reports of a selection in the order of the panel, and what can be asked of them."""

    conn: sqlite3.Connection
    selection: Selection
    reports: tuple[str, ...]

    @classmethod
    def of(cls, conn: sqlite3.Connection, selection: Selection) -> Panel:
        where, values = selection.reports()
        sql = f"SELECT id FROM reports WHERE {where} ORDER BY organ, organ_id, scope, year, id"
        return cls(conn, selection, tuple(row[0] for row in tuples(conn, sql, values)))

    def count(self) -> int:
        """Rows of the long panel."""
        where, values = self.selection.figures()
        sql = f"SELECT count(*) FROM figures WHERE report_id = ? AND preferred = 1 AND {where}"
        return sum(next(tuples(self.conn, sql, [report, *values]))[0] for report in self.reports)

    def long(self, step: Step | None = None) -> Iterator[Row]:
        return self._figures("panel", step)

    def series(self, step: Step | None = None) -> Iterator[Row]:
        return self._figures("series", step)

    def _figures(self, view: str, step: Step | None) -> Iterator[Row]:
        names = [column.name for column in described(view)]
        shared, own = [n for n in names if n in SHARED], [n for n in names if n not in SHARED]
        in_order = itemgetter(*((*shared, *own).index(name) for name in names))
        where, values = self.selection.figures()
        here = f"FROM {view} WHERE report_id = ? AND {where}"
        rows = f"SELECT {', '.join(own)} {here} ORDER BY indicator, applicant"
        about = f"SELECT {', '.join(shared)} {here} LIMIT 1"
        for done, report in enumerate(self.reports, 1):
            for head in tuples(self.conn, about, [report, *values]):
                yield from (in_order(head + row) for row in tuples(self.conn, rows, [report, *values]))
            if step:
                step(done, len(self.reports))

    def variables(self, step: Step | None = None) -> Iterator[Row]:
        names = ", ".join(column.name for column in variable_columns())
        return self._each(f"SELECT {names} FROM variables_by_report WHERE report_id = ?", [], step)

    def findings(self) -> Iterator[Row]:
        """Those of the reports, and with everything selected those of documents that are no report."""
        order = "ORDER BY source_url, severity, rule, findings.id"
        yield from self._each(f"{_FINDINGS} WHERE findings.report_id = ? {order}", [])
        if not self.selection.words():
            yield from tuples(self.conn, f"{_FINDINGS} WHERE findings.report_id IS NULL {order}")

    def bodies(self) -> Iterator[Row]:
        """Those of the reports and of the coverage rows."""
        where, values = self.selection.coverage()
        return tuples(self.conn, _BODIES.format(where=where), [IN_PART, json.dumps(self.reports), *values])

    def coverage(self) -> Iterator[Row]:
        """The rows of the bodies, years and regions selected, whether or not they have a report."""
        where, values = self.selection.coverage()
        names = ", ".join(column.name for column in coverage_columns())
        sql = f"SELECT {names} FROM coverage WHERE {where} ORDER BY organ, organ_id, year"
        return tuples(self.conn, sql, values)

    def _each(self, sql: str, values: list[Any], step: Step | None = None) -> Iterator[Row]:
        for done, report in enumerate(self.reports, 1):
            yield from tuples(self.conn, sql, [report, *values])
            if step:
                step(done, len(self.reports))

    # -- wide

    def names(self) -> list[tuple[str, str]]:
        """The figures that the reports have as (name, unit), in the order of the codebook."""
        where, values = self.selection.figures()
        here = f"report_id = ? AND preferred = 1 AND {where}"
        sql = f"SELECT DISTINCT indicator, applicant FROM figures WHERE {here}"
        found = {row for report in self.reports for row in tuples(self.conn, sql, [report, *values])}
        return [
            (f"{code}.{applicant}" if applicant else code, indicator.unit)
            for code, indicator in codebook().items()
            for applicant in indicator.applicants
            if (code, applicant) in found
        ]

    def wide_columns(self, names: Iterable[tuple[str, str]]) -> tuple[Column, ...]:
        known = {column.name: column for column in described("panel")}
        return (
            *(known[name] for name in KEYS),
            *(Column(name, "number", *_labels(name)) for name, _ in names),
            *(known[name] for name in ENDS),
        )

    def wide(self, names: Iterable[tuple[str, str]], step: Step | None = None) -> Iterator[Row]:
        """A row a report; a figure it does not have is empty, as a blank one is."""
        columns = [name for name, _ in names]
        keys = ", ".join((*KEYS, *ENDS))
        sql = f"SELECT indicator, applicant, value, {keys} FROM panel WHERE report_id = ?"
        for done, report in enumerate(self.reports, 1):
            rows = list(tuples(self.conn, sql, [report]))
            if rows:
                values = {
                    f"{code}.{applicant}" if applicant else code: value for code, applicant, value, *_ in rows
                }
                first, last = rows[0][3 : 3 + len(KEYS)], rows[0][3 + len(KEYS) :]
                yield (*first, *(values.get(name) for name in columns), *last)
            if step:
                step(done, len(self.reports))


def _labels(name: str) -> tuple[str, str]:
    code, _, applicant = name.rpartition(".")
    indicator = codebook().get(name) or codebook()[code]
    end = "" if name in codebook() else f"（{applicant}）"
    return f"{indicator.zh}{end}", f"{indicator.en}{end and f' ({applicant})'}"


def variable_columns() -> tuple[Column, ...]:
    *keys, report_id, sample = described("variables")
    made = (Column(v.code, "number", v.zh, v.en) for v in variables().values())
    return (*keys, *made, report_id, sample)


_FINDINGS = """
SELECT findings.id, findings.severity, findings.rule, findings.message, findings."left", findings."right",
       findings.figures, reports.organ AS body, reports.region, reports.year, reports.scope, reports.form,
       coalesce(reports.url, documents.url) AS source_url, findings.report_id, documents.sample
FROM findings LEFT JOIN reports ON reports.id = findings.report_id
LEFT JOIN documents ON documents.id = findings.document_id"""


_BODIES = """
SELECT organs.id, organs.name, organs.region, regions.name, organs.level, organs.kind, organs.function,
       organs.valid_from, organs.valid_to, organs.lineage_id, heir.name,
       (SELECT group_concat(name, '|') FROM (
            SELECT name FROM organ_names WHERE organ_id = organs.id ORDER BY name)),
       (SELECT group_concat(successor_id, '|') FROM (
            SELECT successor_id FROM organ_successions
            WHERE organ_id = organs.id AND source = ? ORDER BY successor_id))
FROM organs LEFT JOIN regions ON regions.code = organs.region
LEFT JOIN organs AS heir ON heir.id = organs.lineage_id
WHERE organs.id IN (SELECT organ_id FROM reports WHERE id IN (SELECT value FROM json_each(?)))
      OR organs.id IN (SELECT organ_id FROM coverage WHERE {where})
ORDER BY organs.name, organs.id"""


def coverage_columns() -> tuple[Column, ...]:
    """As the archive's own table has them."""
    types = {"INTEGER": "integer", "TEXT": "string"}
    return tuple(Column(c.name, types[c.type], c.zh, c.en) for c in schema.tables()["coverage"].columns)  # type: ignore[arg-type]


CODEBOOK = described("codebook")


def codebook_rows(panel_columns: Iterable[Column]) -> Iterator[Row]:
    """Columns of the panel, indicators with their crosswalk, variables with their formulas."""
    for column in panel_columns:
        if column.name not in _figure_names():
            yield _codebook_row(
                kind="column", code=column.name, zh=column.zh, en=column.en, nature=column.type
            )
    for code, indicator in codebook().items():
        crossings = crosswalk()[code]
        yield _codebook_row(
            kind="indicator", code=code, zh=indicator.zh, en=indicator.en, unit=indicator.unit,
            nature=indicator.kind, applicants=indicator.applicant_columns,
            **{f"from_{c.form}": c.words for c in crossings},
            **{f"at_{c.form}": c.relation for c in crossings if c.form != FORMS[0]},
            apart_from="; ".join(crossings[0].apart_from),
            note_zh=indicator.comparability, note_en=crossings[0].en,
        )  # fmt: skip
    for v in variables().values():
        yield _codebook_row(
            kind="variable", code=v.code, zh=v.zh, en=v.en, unit=v.unit, nature="derived",
            formula=v.formula, note_zh=v.note_zh, note_en=v.note_en,
        )  # fmt: skip


def _figure_names() -> set[str]:
    return {
        f"{code}.{applicant}" if applicant else code
        for code, indicator in codebook().items()
        for applicant in indicator.applicants
    }


def _codebook_row(**values: str) -> Row:
    return tuple(values.get(column.name) or None for column in CODEBOOK)
