"""Compression dictionaries: trained on a site's pages, and again when they no longer fit.

Pages of one site resemble each other. Once PAGES of them are there, a dictionary is trained on them, what is
already stored is compressed again with it, and what follows is a quarter of the size. `ratio` is how small
pages became that the training had not seen; after a redesign pages become less small, and where a dictionary
trained on these does better, it takes the place of the old one (which stays, for what it has compressed).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from archive.store import compression
from archive.store.compression import LEVEL, Coder
from archive.store.errors import ArchiveError

PAGES = 50
LOOK = 50  # pages stored between two looks at how well the dictionary fits
WORSE = 1.25  # times its own ratio: no longer fits
BETTER = 0.8  # times the ratio of the old one: worth a new dictionary
TEXTUAL = (
    "text/html",
    "application/xhtml+xml",
    "text/xml",
    "application/xml",
    "application/json",
    "text/plain",
)

Body = tuple[str, bytes]


class Dictionaries:
    """The table `dictionaries` over an open connection."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn
        self._coders: dict[int | None, Coder] = {None: Coder()}
        self._latest: dict[str, int | None] = {}
        self._waiting: dict[str, int] = {}

    def coder(self, number: int | None) -> Coder:
        """What compresses with this dictionary, or with none."""
        if number not in self._coders:
            row = self._conn.execute("SELECT data FROM dictionaries WHERE id = ?", (number,)).fetchone()
            if row is None:
                raise ArchiveError(f"The archive has lost its compression dictionary {number}.")
            self._coders[number] = Coder(row["data"])
        return self._coders[number]

    def of_site(self, site_id: str) -> tuple[int | None, Coder]:
        """The site's latest dictionary, None as long as it has none."""
        if site_id not in self._latest:
            (self._latest[site_id],) = self._conn.execute(
                "SELECT max(id) FROM dictionaries WHERE site_id = ?", (site_id,)
            ).fetchone()
        number = self._latest[site_id]
        return number, self.coder(number)

    def stored(self, site_id: str) -> None:
        """Counts a page stored whole; trains a first or a better dictionary when it is time."""
        number, _ = self.of_site(site_id)
        limit = LOOK if number else PAGES
        if site_id not in self._waiting:
            self._waiting[site_id] = limit if number else len(self._without(site_id))
        else:
            self._waiting[site_id] += 1
        if self._waiting[site_id] < limit:
            return
        self._waiting[site_id] = 0
        if number is None:
            self._train(site_id, self._bodies(self._without(site_id), None))
        else:
            self._look(site_id, number)

    def _without(self, site_id: str) -> list[str]:
        """Digests of the site's pages that no dictionary compresses yet, oldest first."""
        marks = ", ".join("?" * len(TEXTUAL))
        rows = self._conn.execute(
            "SELECT DISTINCT sha256 FROM captures JOIN bodies USING (sha256) WHERE source_id = ?"
            f" AND coding = 'zstd' AND media_type IN ({marks}) ORDER BY number LIMIT {2 * PAGES}",
            (site_id, *TEXTUAL),
        )
        return [row["sha256"] for row in rows]

    def _bodies(self, digests: Sequence[str], number: int | None) -> list[Body]:
        marks = ", ".join("?" * len(digests))
        rows = self._conn.execute(
            f"SELECT sha256, size, data FROM bodies WHERE sha256 IN ({marks}) ORDER BY rowid", digests
        )
        return [(row["sha256"], self.coder(number).decompress(row["data"], row["size"])) for row in rows]

    def _look(self, site_id: str, number: int) -> None:
        """Whether the pages last stored with the dictionary became much less small than it promised."""
        rows = self._conn.execute(
            "SELECT sha256, size, length(data) AS stored FROM bodies WHERE dictionary_id = ?"
            " ORDER BY rowid DESC LIMIT ?",
            (number, PAGES),
        ).fetchall()
        ratio = sum(row["stored"] for row in rows) / max(1, sum(row["size"] for row in rows))
        (promised,) = self._conn.execute("SELECT ratio FROM dictionaries WHERE id = ?", (number,)).fetchone()
        if promised is None:  # of an archive of version 1
            self._promise(number, ratio)
        elif len(rows) == PAGES and ratio > WORSE * promised:
            self._train(site_id, self._bodies([row["sha256"] for row in rows], number), number)

    def _train(self, site_id: str, bodies: Sequence[Body], old: int | None = None) -> None:
        """Trains on these bodies, but for every fifth, on which it is tried; kept if it is worth it."""
        unseen = [body for _, body in bodies[::5]]
        words = compression.train([body for place, (_, body) in enumerate(bodies) if place % 5])
        if words is None:
            return
        coder = Coder(words)
        ratio = _ratio(coder, unseen)
        if old is not None and ratio > BETTER * (now := _ratio(self.coder(old), unseen)):
            self._promise(old, now)  # what came in is like that: asked again only when it gets worse still
            return
        number = self._insert(site_id, words, len(bodies), ratio)
        self._latest[site_id], self._coders[number] = number, coder
        self._conn.executemany(
            f"UPDATE bodies SET coding = 'zstd-dict', dictionary_id = ?, level = {LEVEL}, data = ?"
            " WHERE sha256 = ?",
            ((number, coder.compress(body), sha256) for sha256, body in bodies),
        )

    def _insert(self, site_id: str, words: bytes, samples: int, ratio: float) -> int:
        (trained_at,) = self._conn.execute(
            "SELECT max(fetched_at) FROM captures WHERE source_id = ?", (site_id,)
        ).fetchone()
        return int(
            self._conn.execute(
                "INSERT INTO dictionaries (site_id, data, trained_at, samples, ratio) VALUES (?, ?, ?, ?, ?)",
                (site_id, words, trained_at, samples, ratio),
            ).lastrowid
            or 0
        )

    def _promise(self, number: int, ratio: float) -> None:
        self._conn.execute("UPDATE dictionaries SET ratio = ? WHERE id = ?", (ratio, number))


def _ratio(coder: Coder, bodies: Sequence[bytes]) -> float:
    return sum(len(coder.compress(body)) for body in bodies) / max(1, sum(map(len, bodies)))
