"""Bodies by their sha256: each content once, compressed, verified whenever it is read.

Pages of one site resemble each other: once PAGES of them are there, a dictionary is trained on them, what is
already stored is compressed again with it, and what follows is a quarter of the size.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable

import zstandard

from archive.store.errors import ArchiveError

LEVEL = 3
PAGES = 150
SAMPLE_BYTES = 200_000
DICTIONARY_BYTES = 112_640
_TEXTUAL = (
    "text/html",
    "application/xhtml+xml",
    "text/xml",
    "application/xml",
    "application/json",
    "text/plain",
)

Compress = Callable[[bytes], bytes]


class Bodies:
    """The table `bodies` and its dictionaries, over an open connection."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn
        self._plain = zstandard.ZstdCompressor(level=LEVEL)
        self._compressors: dict[str, tuple[int, zstandard.ZstdCompressor] | None] = {}
        self._decompressors: dict[int | None, zstandard.ZstdDecompressor] = {}
        self._waiting: dict[str, int] = {}

    def put(self, sha256: str, body: bytes, site_id: str | None, media_type: str | None) -> None:
        """Stores a body unless it is there."""
        if self._conn.execute("SELECT 1 FROM bodies WHERE sha256 = ?", (sha256,)).fetchone():
            return
        textual = site_id is not None and (media_type or "") in _TEXTUAL
        found = self._compressor(site_id) if site_id and textual else None
        number, compressor = found or (None, self._plain)
        self._conn.execute(
            "INSERT INTO bodies (sha256, size, coding, dictionary_id, data) VALUES (?, ?, ?, ?, ?)",
            (sha256, len(body), "zstd-dict" if number else "zstd", number, compressor.compress(body)),
        )
        if site_id and textual and number is None:
            self._wait(site_id)

    def get(self, sha256: str) -> bytes:
        """The bytes of this sha256; ArchiveError where they are missing or damaged."""
        row = self._conn.execute(
            "SELECT size, dictionary_id, data FROM bodies WHERE sha256 = ?", (sha256,)
        ).fetchone()
        if row is None:
            raise ArchiveError(f"The archive has no body {sha256}.")
        try:
            body = self._decompressor(row["dictionary_id"]).decompress(
                row["data"], max_output_size=row["size"]
            )
        except zstandard.ZstdError as error:
            raise ArchiveError(f"The body {sha256} is damaged: {error}.") from error
        if hashlib.sha256(body).hexdigest() != sha256:
            raise ArchiveError(f"The body {sha256} is damaged: its bytes have another digest.")
        return body

    def forget(self) -> None:
        """Drops what is remembered of the tables, after a rollback."""
        self._compressors.clear()
        self._decompressors.clear()
        self._waiting.clear()

    def _compressor(self, site_id: str) -> tuple[int, zstandard.ZstdCompressor] | None:
        if site_id not in self._compressors:
            row = self._conn.execute(
                "SELECT id, data FROM dictionaries WHERE site_id = ? ORDER BY id DESC", (site_id,)
            ).fetchone()
            self._compressors[site_id] = row and (row["id"], _with_dictionary(row["data"]))
        return self._compressors[site_id]

    def _decompressor(self, number: int | None) -> zstandard.ZstdDecompressor:
        if number not in self._decompressors:
            row = self._conn.execute("SELECT data FROM dictionaries WHERE id = ?", (number,)).fetchone()
            if number is not None and row is None:
                raise ArchiveError(f"The archive has lost its compression dictionary {number}.")
            words = zstandard.ZstdCompressionDict(row["data"]) if row else None
            self._decompressors[number] = zstandard.ZstdDecompressor(dict_data=words)
        return self._decompressors[number]

    def _wait(self, site_id: str) -> None:
        """Counts a page stored without a dictionary, and trains one when there are enough."""
        if site_id not in self._waiting:
            self._waiting[site_id] = len(self._without_dictionary(site_id))
        else:
            self._waiting[site_id] += 1
        if self._waiting[site_id] >= PAGES:
            del self._waiting[site_id]
            self._train(site_id)

    def _without_dictionary(self, site_id: str) -> list[str]:
        """Digests of the site's pages that no dictionary compresses yet, oldest first."""
        marks = ", ".join("?" * len(_TEXTUAL))
        rows = self._conn.execute(
            "SELECT DISTINCT sha256 FROM captures JOIN bodies USING (sha256) WHERE source_id = ?"
            f" AND dictionary_id IS NULL AND media_type IN ({marks}) ORDER BY number LIMIT {2 * PAGES}",
            (site_id, *_TEXTUAL),
        )
        return [row["sha256"] for row in rows]

    def _train(self, site_id: str) -> None:
        digests = self._without_dictionary(site_id)
        pages = [self.get(sha256) for sha256 in digests]
        samples: list[bytes | bytearray | memoryview[int]] = [page[:SAMPLE_BYTES] for page in pages]
        try:
            words = zstandard.train_dictionary(DICTIONARY_BYTES, samples).as_bytes()
        except zstandard.ZstdError:  # too small or too alike to train on: they compress well without
            return
        (trained_at,) = self._conn.execute(
            "SELECT max(fetched_at) FROM captures WHERE source_id = ?", (site_id,)
        ).fetchone()
        number = self._conn.execute(
            "INSERT INTO dictionaries (site_id, data, trained_at, samples) VALUES (?, ?, ?, ?)",
            (site_id, words, trained_at, len(samples)),
        ).lastrowid
        self._compressors.pop(site_id, None)
        compressor = _with_dictionary(words)
        self._conn.executemany(
            "UPDATE bodies SET coding = 'zstd-dict', dictionary_id = ?, data = ? WHERE sha256 = ?",
            (
                (number, compressor.compress(page), sha256)
                for sha256, page in zip(digests, pages, strict=True)
            ),
        )


def _with_dictionary(words: bytes) -> zstandard.ZstdCompressor:
    dictionary = zstandard.ZstdCompressionDict(words)
    dictionary.precompute_compress(level=LEVEL)
    return zstandard.ZstdCompressor(level=LEVEL, dict_data=dictionary)
