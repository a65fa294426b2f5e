"""Bodies by their sha256: each content once, compressed, verified whenever it is read.

A page's later version is kept as what differs from an earlier one that is kept whole (the key frame), so that
any version is read in two steps at most. Where too much differs, it becomes a key frame itself.
"""

from __future__ import annotations

import hashlib
import sqlite3

from archive.store import compression
from archive.store.compression import LEVEL, VERSION_LEVEL, DamagedFrame, decompress_against
from archive.store.dictionaries import TEXTUAL, Dictionaries
from archive.store.errors import ArchiveError

# A version is kept as a difference while that is at most this share of its key frame.
WORTH = 0.5
LARGEST = 16_000_000  # bytes of the bodies that are compared: larger ones are kept whole

_FIND = """
SELECT bodies.size, bodies.dictionary_id, bodies.data, bodies.base, bodies.head, bodies.tail,
       frame.size AS frame_size, frame.dictionary_id AS frame_dictionary, frame.data AS frame_data,
       frame.base AS frame_base
FROM bodies LEFT JOIN bodies AS frame ON frame.sha256 = bodies.base WHERE bodies.sha256 = ?
"""
_INSERT = "INSERT INTO bodies (sha256, size, coding, dictionary_id, level, data) VALUES (?, ?, ?, ?, ?, ?)"
_INSERT_VERSION = (
    "INSERT INTO bodies (sha256, size, coding, level, base, head, tail, data)"
    " VALUES (?, ?, 'zstd-version', ?, ?, ?, ?, ?)"
)


class Bodies:
    """The table `bodies` over an open connection."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn
        self._dictionaries = Dictionaries(conn)
        self._latest = "", b""

    def put(
        self,
        sha256: str,
        body: bytes,
        site_id: str | None,
        media_type: str | None,
        earlier: str | None = None,
    ) -> None:
        """Stores a body unless it is there; `earlier` is the sha256 of another version of the page."""
        if self._conn.execute("SELECT 1 FROM bodies WHERE sha256 = ?", (sha256,)).fetchone():
            return
        if earlier and len(body) <= LARGEST and self._put_difference(sha256, body, earlier):
            return
        site = site_id if (media_type or "") in TEXTUAL else None
        number, coder = self._dictionaries.of_site(site) if site else (None, self._dictionaries.coder(None))
        coding = "zstd-dict" if number else "zstd"
        self._conn.execute(_INSERT, (sha256, len(body), coding, number, LEVEL, coder.compress(body)))
        if site:
            self._dictionaries.stored(site)

    def _put_difference(self, sha256: str, body: bytes, earlier: str) -> bool:
        """Whether the body could be stored as what differs from the key frame of an earlier version."""
        row = self._conn.execute(
            "SELECT frame.sha256, frame.size, length(frame.data) AS stored FROM bodies"
            " JOIN bodies AS frame ON frame.sha256 = coalesce(bodies.base, bodies.sha256)"
            " WHERE bodies.sha256 = ?",
            (earlier,),
        ).fetchone()
        if row is None or row["size"] > LARGEST:
            return False
        found = compression.compress_against(self.get(row["sha256"]), body)
        if len(found.data) > WORTH * row["stored"]:
            return False
        values = (sha256, len(body), VERSION_LEVEL, row["sha256"], found.head, found.tail, found.data)
        self._conn.execute(_INSERT_VERSION, values)
        return True

    def get(self, sha256: str, *, hashed: bool = False) -> bytes:
        """The bytes of this sha256; ArchiveError where they are missing or damaged.

        The checksum of the frame is always verified, the sha256 itself (as slow as gzip) when `hashed`.
        """
        row = self._conn.execute(_FIND, (sha256,)).fetchone()
        if row is None:
            raise ArchiveError(f"The archive has no body {sha256}.")
        # By their places: to look them up by name would take as long as to find the row.
        size, dictionary, data, base, head, tail, *frame = row
        try:
            if base is None:
                body = self._dictionaries.coder(dictionary).decompress(data, size)
            else:
                body = decompress_against(self._frame(sha256, base, *frame), head, tail, data, size)
        except DamagedFrame as error:
            raise ArchiveError(f"The body {sha256} is damaged: {error}.") from error
        if len(body) != size or (
            (hashed or not compression.has_checksum(data)) and hashlib.sha256(body).hexdigest() != sha256
        ):
            raise ArchiveError(f"The body {sha256} is damaged: its bytes have another digest.")
        return body

    def _frame(
        self,
        sha256: str,
        base: str,
        size: int,
        dictionary: int | None,
        data: bytes | None,
        chained: str | None,
    ) -> bytes:
        """The key frame of a version. The latest is kept: versions are often read in a row."""
        if base == self._latest[0]:
            return self._latest[1]
        if data is None or chained is not None:
            lost = "lost" if data is None else "no key frame"
            raise ArchiveError(f"The body {sha256} cannot be read: its key frame {base} is {lost}.")
        self._latest = base, self._dictionaries.coder(dictionary).decompress(data, size)
        return self._latest[1]

    def forget(self) -> None:
        """Drops what is remembered of the tables, after a rollback."""
        self._dictionaries = Dictionaries(self._conn)
        self._latest = "", b""
