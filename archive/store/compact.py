"""Compresses bodies again, as small as time allows: what was stored in a hurry need not stay so.

Site by site: a dictionary trained on pages of all times, the pages at a high level, their later versions
against an earlier one. `level` in the table says what is done, so that stopped work is taken up again.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from archive.store import compression
from archive.store.archive import Archive
from archive.store.bodies import LARGEST, WORTH
from archive.store.compression import Coder
from archive.store.dictionaries import PAGES, TEXTUAL
from archive.store.errors import sentences

LEVEL = 12
BATCH = 50
SAMPLES = 150  # pages that a dictionary is trained on, at most
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Compacted:
    """Bodies compressed again, and bytes of the file before and after. `vacuumed` is False where the disk had
    no room to give the free space in the file back."""

    bodies: int
    before: int
    after: int
    vacuumed: bool


def compact(archive: Archive, level: int = LEVEL, progress: Progress | None = None) -> Compacted:
    """Compresses what is stored at a lower level again; a body that would not get smaller keeps its bytes."""
    archive.flush()
    before = _size(archive)
    (total,) = archive.conn.execute("SELECT count(*) FROM bodies WHERE level < ?", (level,)).fetchone()
    # What others are compressed against must stay whole.
    archive.conn.execute("CREATE TEMP TABLE IF NOT EXISTS frames (sha256 TEXT PRIMARY KEY)")
    archive.conn.execute("INSERT OR IGNORE INTO frames SELECT base FROM bodies WHERE base IS NOT NULL")
    sites = archive.conn.execute("SELECT DISTINCT source_id FROM captures ORDER BY source_id").fetchall()
    done = 0
    for site in sites:
        for count in _SiteWork(archive, site["source_id"], level).batches():
            done += count
            if progress:
                progress(done, total)
    with archive.transaction() as conn:
        conn.execute("DELETE FROM dictionaries WHERE id NOT IN (SELECT dictionary_id FROM bodies"
                     " WHERE dictionary_id IS NOT NULL)")  # fmt: skip
    archive.bodies.forget()
    vacuumed = _vacuum(archive)
    return Compacted(done, before, _size(archive), vacuumed)


def _size(archive: Archive) -> int:
    archive.empty_log()
    return archive.path.stat().st_size


def _vacuum(archive: Archive) -> bool:
    """Gives free space back, where the disk has room for the file once more and the log of that."""
    if shutil.disk_usage(archive.path.absolute().parent).free < 2 * archive.path.stat().st_size:
        return False
    with sentences(archive.path):
        archive.conn.execute("VACUUM")
    return True


_NEXT = """
SELECT captures.number, captures.url, captures.fetched_at, captures.media_type, bodies.sha256, bodies.base,
       bodies.dictionary_id, length(bodies.data) AS stored FROM captures JOIN bodies USING (sha256)
WHERE source_id IS ? AND captures.number > ? AND bodies.level < ? ORDER BY captures.number LIMIT ?
"""
_EARLIER = """
SELECT bodies.sha256 FROM captures JOIN bodies USING (sha256)
WHERE url = ? AND fetched_at < ? AND base IS NULL AND sha256 <> ? AND bodies.size <= ?
ORDER BY fetched_at DESC LIMIT 1
"""


class _SiteWork:
    """The bodies of one site, or of none."""

    def __init__(self, archive: Archive, site_id: str | None, level: int) -> None:
        self.archive = archive
        self.site_id = site_id
        self.level = level
        self.plain = Coder(level=level)
        self.number, self.coder = self._dictionary()

    def batches(self) -> Iterator[int]:
        """Works on, a batch a transaction, and gives how many bodies each was."""
        place = 0
        while True:
            rows = self.archive.conn.execute(_NEXT, (self.site_id, place, self.level, BATCH)).fetchall()
            if not rows:
                return
            done = set[str]()
            with self.archive.transaction() as conn:
                for row in rows:
                    if row["sha256"] not in done:
                        self._compress(conn, row)
                        done.add(row["sha256"])
            place = rows[-1]["number"]
            yield len(done)

    def _dictionary(self) -> tuple[int | None, Coder]:
        """The dictionary that stopped work was using, else one trained now, None where there are too few."""
        conn = self.archive.conn
        used = conn.execute(
            "SELECT id, dictionaries.data FROM dictionaries JOIN bodies ON dictionary_id = id"
            " WHERE site_id = ? AND level >= ? LIMIT 1",
            (self.site_id, self.level),
        ).fetchone()
        if used:
            return used["id"], Coder(used["data"], self.level)
        samples = self._samples()
        words = compression.train(samples)
        if self.site_id is None or words is None:
            return None, self.plain
        with self.archive.transaction():
            number = conn.execute(
                "INSERT INTO dictionaries (site_id, data, trained_at, samples)"
                " SELECT ?1, ?2, max(fetched_at), ?3 FROM captures WHERE source_id = ?1",
                (self.site_id, words, len(samples)),
            ).lastrowid
        return number, Coder(words, self.level)

    def _samples(self) -> list[bytes]:
        """Pages of all times, each whole in the archive, none where there are too few of them."""
        marks = ", ".join("?" * len(TEXTUAL))
        rows = self.archive.conn.execute(
            "SELECT DISTINCT sha256 FROM captures JOIN bodies USING (sha256) WHERE source_id = ?"
            f" AND base IS NULL AND media_type IN ({marks}) ORDER BY number",
            (self.site_id, *TEXTUAL),
        ).fetchall()
        count = min(SAMPLES, len(rows)) if len(rows) >= PAGES else 0
        chosen = [rows[place * len(rows) // count] for place in range(count)]
        return [self.archive.body(row["sha256"]) for row in chosen]

    def _compress(self, conn: sqlite3.Connection, row: sqlite3.Row) -> None:
        sha256 = row["sha256"]
        body = self.archive.bodies.get(sha256, hashed=True)
        whole = row["media_type"] in TEXTUAL and self.number is not None
        data = (self.coder if whole else self.plain).compress(body)
        values: dict[str, object] = {
            "coding": "zstd-dict" if whole else "zstd",
            "dictionary_id": self.number if whole else None,
            "base": None,
            "head": 0,
            "tail": 0,
        }
        base = row["base"] or self._base(conn, row, len(body))
        if base:
            found = compression.compress_against(self.archive.body(base), body, self.level)
            if len(found.data) <= WORTH * len(data):
                data = found.data
                values |= {"coding": "zstd-version", "dictionary_id": None, "base": base}
                values |= {"head": found.head, "tail": found.tail}
                conn.execute("INSERT OR IGNORE INTO frames VALUES (?)", (base,))
        # What an old dictionary compressed is taken off it, even at the cost of a few bytes: then it can go.
        values = {**values, "data": data} if len(data) < row["stored"] or row["dictionary_id"] else {}
        values["level"] = self.level
        listed = ", ".join(f"{name} = ?" for name in values)
        conn.execute(f"UPDATE bodies SET {listed} WHERE sha256 = ?", (*values.values(), sha256))

    def _base(self, conn: sqlite3.Connection, row: sqlite3.Row, size: int) -> str | None:
        """An earlier version that is kept whole, for one that nothing else is compressed against."""
        if (
            size > LARGEST
            or conn.execute("SELECT 1 FROM frames WHERE sha256 = ?", (row["sha256"],)).fetchone()
        ):
            return None
        found = conn.execute(_EARLIER, (row["url"], row["fetched_at"], row["sha256"], LARGEST)).fetchone()
        return found["sha256"] if found else None
