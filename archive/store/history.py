"""What a page was at each time, when what is known of it did not come in the order of time.

An unchanged visit rests on the capture before it. Where a web archive, an import or another worker's shard
puts a different capture between the two, the page has been once more what it was before, and is given a
capture of that: else the archive would say that the page stayed changed.
"""

from __future__ import annotations

import sqlite3

from archive.model import digest
from archive.store.schema import tables

_CUT_OFF = """
SELECT visits.number AS visit, visits.fetched_at AS at, own.number, own.sha256
FROM captures AS own JOIN visits ON visits.capture = own.number
WHERE own.url = ?1 AND visits.outcome IN ('unchanged', 'not_modified') AND EXISTS (
    SELECT 1 FROM captures AS other WHERE other.url = ?1 AND other.fetched_at > own.fetched_at
    AND other.fetched_at <= visits.fetched_at AND other.sha256 <> own.sha256)
ORDER BY visits.fetched_at LIMIT 1
"""
_OWN = {"number", "id", "fetched_at", "read_by"}
_KEPT = ", ".join(f'"{column.name}"' for column in tables()["captures"].columns if column.name not in _OWN)
_AGAIN = f"""
INSERT INTO captures (id, fetched_at, {_KEPT}) SELECT ?, ?, {_KEPT} FROM captures WHERE number = ?
ON CONFLICT (id) DO UPDATE SET id = excluded.id RETURNING number
"""
_LATEST = """
UPDATE pages SET (capture_id, changed_at) = (found.id, found.fetched_at)
FROM (SELECT id, captures.fetched_at FROM captures JOIN pages USING (url) WHERE url = ?1
      AND captures.fetched_at <= pages.last_seen ORDER BY captures.fetched_at DESC LIMIT 1) AS found
WHERE url = ?1 AND capture_id IS NOT found.id
"""


def settle(conn: sqlite3.Connection, url: str) -> None:
    """Makes the captures of an address say what its visits saw; the same whatever came first."""
    while row := conn.execute(_CUT_OFF, (url,)).fetchone():
        capture_id = digest(url, row["at"], row["sha256"])
        number = conn.execute(_AGAIN, (capture_id, row["at"], row["number"])).fetchone()["number"]
        conn.execute("UPDATE visits SET capture = ? WHERE number = ?", (number, row["visit"]))
    conn.execute(_LATEST, (url,))
