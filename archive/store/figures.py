"""Figures as they were read, back out of the tables."""

from __future__ import annotations

import json
import sqlite3

from archive.extract.record import evidence_from
from archive.model import Figure


def figures_of(conn: sqlite3.Connection, report_id: str) -> list[tuple[str, Figure]]:
    """The figures of an edition with their ids, preferred ones first."""
    rows = conn.execute(
        "SELECT id, indicator, applicant, value, unit, qualifier, bound, evidence FROM figures"
        " WHERE report_id = ? ORDER BY preferred DESC, number",
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
