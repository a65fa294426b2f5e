"""How an archive of an earlier version becomes one of the present version.

`STEPS[n]` leads from version n to n + 1 inside the transaction of `upgrade`; it may use
`sqlite_utils.Database` for changes that SQLite's own ALTER TABLE cannot make.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping

from archive.store.schema import VERSION

STEPS: Mapping[int, Callable[[sqlite3.Connection], None]] = {}


def upgrade(conn: sqlite3.Connection) -> int:
    """Takes every step that is still to be taken; the number of steps. All or none of them are kept."""
    conn.execute("BEGIN IMMEDIATE")
    try:
        (version,) = conn.execute("PRAGMA user_version").fetchone()
        for number in range(version, VERSION):
            STEPS[number](conn)
        conn.execute(f"PRAGMA user_version = {VERSION}")
    except BaseException:
        conn.execute("ROLLBACK")
        raise
    conn.execute("COMMIT")
    return VERSION - int(version)
