"""Copies the log into the file beside the writing, in a thread of its own.

Of a large archive the log holds a page here and a page there; the writer would wait for the disk to find the
place of each. Copying does not hinder it; only when it is done does the log begin anew.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from threading import Thread

LOG = 64 * 1024 * 1024  # bytes from which on the log is copied
PASSES = 4  # each copies what was written during the one before


class Checkpoints:
    """Those of the archive at `path`, over the connection that writes to it."""

    def __init__(self, path: Path, conn: sqlite3.Connection) -> None:
        self._path = path
        self._conn = conn
        self._log = path.with_name(path.name + "-wal")
        self._copying: Thread | None = None

    def committed(self) -> None:
        """Has a log copied that has grown. Where it was, the little that is left is copied, and it ends."""
        if self._copying is None:
            if self._log.exists() and self._log.stat().st_size > LOG:
                self._copying = Thread(target=self._copy, name="checkpoint", daemon=True)
                self._copying.start()
        elif not self._copying.is_alive():
            self._copying = None
            self._conn.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()

    def _copy(self) -> None:
        # What is wrong with the disk the writer is going to meet, and says.
        uri = f"{self._path.absolute().as_uri()}?mode=rw"
        with suppress(sqlite3.Error), closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as conn:
            for _ in range(PASSES):
                conn.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()

    def end(self) -> None:
        """Waits for a copying that is under way."""
        if self._copying:
            self._copying.join()
