"""People's decisions, put into effect: the files beside the archive, before reading and after it.

corrections.csv, bodies.csv -> rows of the archive -> (reading) -> figures, checks done again
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path

from archive.extract.check import check_figures
from archive.extract.check.rules import rules
from archive.extract.derive import derive
from archive.extract.report.publisher import Decision, Known
from archive.model import CellEvidence, Figure
from archive.process.tables import Fault, FormError, Row, read_bodies, read_corrections
from archive.store import Archive, decisions
from archive.store.decisions import FILES, Correction
from archive.store.figures import figures_of
from archive.store.readings import finding_rows
from archive.store.rows import replace_rows

READERS: dict[str, Callable[[Path], tuple[list[Row], list[Fault]]]] = {
    "corrections": read_corrections,
    "body_decisions": read_bodies,
}
OF_FIGURES = ("table2.misfill", "table3.", "table4.", "form2014.", "form2008.", "prose.table", "figure.")


def beside(archive: Archive, table: str, path: Path | None) -> Path:
    """The file of a table: the one that was named, else the one beside the archive."""
    return path or archive.path.with_name(FILES[table])


def take(archive: Archive, paths: dict[str, Path | None]) -> list[Fault]:
    """Makes the rows of both files those of the archive; what a decision about a body touches is read again.

    A file that is not there has no rows. One whose head is wrong changes nothing.
    """
    faults: list[Fault] = []
    for table, reader in READERS.items():
        path = beside(archive, table, paths.get(table))
        try:
            rows, wrong = reader(path) if path.exists() else ([], [])
        except FormError as error:
            faults.append(Fault(str(path), f"nothing is taken from it: {error}"))
            continue
        faults += wrong
        with archive.transaction() as conn:
            changed = decisions.replace(conn, table, rows)
            if table == "body_decisions":
                decisions.reread_for(conn, changed)
    return faults


def known_of(conn: sqlite3.Connection, source_id: str | None, url: str) -> Known:
    """What the archive knows of a page besides itself: what people decided, and for whom its site stands."""
    rows = conn.execute("SELECT body, url, name, year, region, level, kind FROM body_decisions ORDER BY id")
    site = conn.execute("SELECT body, region FROM sites WHERE id = ?", (source_id,)).fetchone()
    found = tuple(Decision(**dict(row)) for row in rows)
    return Known(url, found, site["body"] if site else None, site["region"] if site else None)


def apply(conn: sqlite3.Connection) -> set[str]:
    """Puts the corrections beside the figures, with what is derived from these, and checks the reports again.

    The reports it concerns.
    """
    meant = decisions.corrected(conn)
    reports = {name.partition("#")[0] for name in meant}
    for report_id in reports:
        meant |= _derived(conn, report_id, meant)
    reports |= decisions.put(conn, meant)
    for report_id in reports:
        _check_again(conn, report_id)
    decisions.count_decided(conn)
    return reports


def _derived(conn: sqlite3.Connection, report_id: str, meant: dict[str, Correction]) -> dict[str, Correction]:
    """The computed figures of a report that come out otherwise with the corrected ones."""
    old = figures_of(conn, report_id)
    figures = [_with(figure, meant.get(name)) for name, figure in old]
    tables = [figure for figure in figures if isinstance(figure.evidence, CellEvidence)]
    new = {figure.name: figure for figure in derive(tables)}
    causes = [correction.id for name, correction in meant.items() if name.startswith(f"{report_id}#")]
    return {
        name: Correction(new[figure.name].value, "derived", min(causes))
        for name, figure in old
        if figure.qualifier == "derived"
        and name not in meant
        and figure.name in new
        and new[figure.name].value != figure.value
    }


def _with(figure: Figure, correction: Correction | None) -> Figure:
    if correction is None:
        return figure
    return Figure(
        figure.indicator,
        correction.value,
        figure.unit,
        figure.evidence,
        figure.applicant,
        correction.qualifier,  # type: ignore[arg-type]
    )


def _check_again(conn: sqlite3.Connection, report_id: str) -> None:
    row = conn.execute("SELECT form, document_id FROM reports WHERE id = ?", (report_id,)).fetchone()
    if row is None:
        return
    figures = [figure for _, figure in figures_of(conn, report_id, corrected=True)]
    owner = ("report_id", report_id)
    found = finding_rows(check_figures(row["form"], figures), owner)
    names = ", ".join(f"'{code}'" for code in rules() if code.startswith(OF_FIGURES))
    replace_rows(
        conn,
        "findings",
        [{**finding, "document_id": row["document_id"]} for finding in found],
        owner,
        f"other_report_id IS NULL AND rule IN ({names})",
    )


def without_effect(archive: Archive, paths: dict[str, Path | None]) -> Iterable[Fault]:
    """The rows that are right in form and match nothing in the archive."""
    for table in READERS:
        said = _lines_of(table, beside(archive, table, paths.get(table)))
        for row in decisions.unmatched(archive.conn, table):
            place = said.get((row["id"], row["line"]), f"{FILES[table]}, line {row['line']} when last taken")
            yield Fault(place, _unmatched(archive.conn, table, row))


def _lines_of(table: str, path: Path) -> dict[tuple[str, int], str]:
    """Where the decisions of a file stand now: the archive may still hold those of another one."""
    try:
        rows, _ = READERS[table](path) if path.exists() else ([], [])
    except FormError:
        return {}
    return {(row["id"], row["line"]): f"{path}, line {row['line']}" for row in rows}


def _unmatched(conn: sqlite3.Connection, table: str, row: sqlite3.Row) -> str:
    if table == "corrections":
        return _unmatched_correction(conn, row)
    named = " and ".join(f"{name} {row[name]}" for name in ("url", "name", "year") if row[name])
    return f"no report has {named}; expected what the archive has read"


def _unmatched_correction(conn: sqlite3.Connection, row: sqlite3.Row) -> str:
    key = row["report_key"]
    known = conn.execute("SELECT 1 FROM reports WHERE report_key = ?", (key,)).fetchone()
    if known is None:
        return f"the archive has no report {key}; expected the report_key of one of its reports"
    name = ".".join(filter(None, (row["indicator"], row["applicant"])))
    if row["sha256"]:
        return f"no edition of {key} with the sha256 {row['sha256'][:12]}… has the figure {name}"
    return f"the report {key} has no figure {name}; expected one that was read"
