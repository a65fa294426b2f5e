"""What people have decided, as rows: corrections of figures, and whose reports they are.

A correction beats what was read and never overwrites it: `value` stays, `corrected_value` stands beside it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from archive.store.rows import upsert

Row = Mapping[str, Any]
FILES = {"corrections": "corrections.csv", "body_decisions": "bodies.csv"}  # beside the archive


@dataclass(frozen=True, slots=True)
class Correction:
    """What stands in the place of a figure, and the row of `corrections` it comes from."""

    value: int | float | None
    qualifier: str | None
    id: str


def replace(conn: sqlite3.Connection, table: str, rows: Sequence[Row]) -> list[sqlite3.Row]:
    """Makes these the rows of `corrections` or `body_decisions`; those that are gone, new or changed."""
    columns = sorted(set(rows[0]) - {"line"}) if rows else []
    before = {row["id"]: row for row in conn.execute(f"SELECT * FROM {table}")}
    conn.execute(f"DELETE FROM {table}")
    upsert(conn, table, rows)
    after = {row["id"]: row for row in conn.execute(f"SELECT * FROM {table}")}
    changed = [row for name, row in before.items() if name not in after]
    for name, row in after.items():
        old = before.get(name)
        if old is None or any(old[column] != row[column] for column in columns):
            changed += [row] if old is None else [old, row]
    return changed


_MEANT = """
SELECT figures.id FROM figures JOIN reports ON reports.id = figures.report_id
WHERE reports.report_key = :report_key AND figures.indicator = :indicator
  AND figures.applicant IS :applicant AND figures.preferred = 1
  AND (:sha256 IS NULL OR reports.content = :sha256 OR EXISTS (
       SELECT 1 FROM documents JOIN parts ON parts.document_id = documents.id
       JOIN captures ON captures.id = parts.capture_id
       WHERE documents.report_id = reports.id AND captures.sha256 = :sha256))
"""


def corrected(conn: sqlite3.Connection) -> dict[str, Correction]:
    """Which correction is in force for which figure; how many each is in force for is counted on the way.

    One that names an edition beats one that is meant for all.
    """
    meant: dict[str, Correction] = {}
    for row in conn.execute("SELECT * FROM corrections ORDER BY sha256 IS NOT NULL, id").fetchall():
        found = [figure["id"] for figure in conn.execute(_MEANT, dict(row))]
        meant.update(dict.fromkeys(found, Correction(row["value"], row["qualifier"], row["id"])))
        conn.execute("UPDATE corrections SET figures = ? WHERE id = ?", (len(found), row["id"]))
    return meant


def put(conn: sqlite3.Connection, meant: Mapping[str, Correction]) -> set[str]:
    """Makes these the corrections in force and takes all others back; the reports whose figures changed."""
    columns = "(corrected_value, corrected_qualifier, correction_id)"
    stale = "SELECT id, report_id FROM figures WHERE correction_id IS NOT NULL"
    gone = [row for row in conn.execute(stale).fetchall() if row["id"] not in meant]
    conn.executemany(
        f"UPDATE figures SET {columns} = (NULL, NULL, NULL) WHERE id = ?", [(row["id"],) for row in gone]
    )
    touched = {row["report_id"] for row in gone}
    for name, correction in meant.items():
        row = conn.execute(
            f"UPDATE figures SET {columns} = (?1, ?2, ?3) WHERE id = ?4 AND {columns} IS NOT (?1, ?2, ?3)"
            " RETURNING report_id",
            (correction.value, correction.qualifier, correction.id, name),
        ).fetchone()
        touched |= {row["report_id"]} if row else set()
    return touched


def reread_for(conn: sqlite3.Connection, decisions: Iterable[sqlite3.Row]) -> None:
    """The captures whose reports these decisions about bodies are or were meant for are to be read again."""
    for decision in decisions:
        conn.execute(
            "UPDATE captures SET read_by = NULL WHERE id IN (SELECT documents.capture_id FROM documents"
            " JOIN reports ON reports.id = documents.report_id WHERE " + _OF_DECISION + ")",
            dict(decision),
        )


_OF_DECISION = """(:name IS NULL OR reports.printed_organ = :name)
    AND (:year IS NULL OR reports.year = :year)
    AND (:url IS NULL OR instr(replace(documents.url, 'https://', 'http://'),
                               'http://' || replace(replace(:url, 'https://', ''), 'http://', '')) = 1)"""


def count_decided(conn: sqlite3.Connection) -> None:
    """How many reports each decision about bodies is in force for."""
    for decision in conn.execute("SELECT * FROM body_decisions").fetchall():
        (count,) = conn.execute(
            "SELECT count(DISTINCT reports.id) FROM reports"
            " JOIN documents ON documents.report_id = reports.id WHERE reports.organ = :body AND "
            + _OF_DECISION,
            dict(decision),
        ).fetchone()
        conn.execute("UPDATE body_decisions SET reports = ? WHERE id = ?", (count, decision["id"]))


def unmatched(conn: sqlite3.Connection, table: str) -> list[sqlite3.Row]:
    """The rows of `corrections` or `body_decisions` that apply to nothing in the archive."""
    counted = {"corrections": "figures", "body_decisions": "reports"}[table]
    return conn.execute(f"SELECT * FROM {table} WHERE {counted} = 0 ORDER BY line").fetchall()
