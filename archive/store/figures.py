"""Figures as they were read, back out of the tables."""

from __future__ import annotations

import json
import sqlite3

from archive.extract.record import evidence_from
from archive.model import Figure

_READ = "value, qualifier"
_IN_FORCE = """iif(correction_id IS NULL, value, corrected_value) AS value,
iif(correction_id IS NULL, qualifier, corrected_qualifier) AS qualifier"""


def figures_of(
    conn: sqlite3.Connection, report_id: str, *, corrected: bool = False
) -> list[tuple[str, Figure]]:
    """The figures of an edition with their ids, preferred ones first; as read, or as corrected."""
    rows = conn.execute(
        f"SELECT id, indicator, applicant, unit, bound, evidence, {_IN_FORCE if corrected else _READ}"
        " FROM figures WHERE report_id = ? ORDER BY preferred DESC, number",
        (report_id,),
    )
    return [
        (
            row["id"],
            Figure(
                row["indicator"],
                row["value"],
                row["unit"],
                evidence_from(json.loads(row["evidence"])),
                row["applicant"],
                row["qualifier"],
                row["bound"],
            ),
        )
        for row in rows
    ]
