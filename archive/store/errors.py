"""What can be wrong with an archive, each in one sentence."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class ArchiveError(Exception):
    """One clear sentence about an archive that cannot be used."""


_LOCKED = "{path} is locked by another program that writes to it; try again when it has finished."
_SENTENCES = {
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_FULL: "The disk is full: {path} cannot grow; what was stored before is safe.",
    sqlite3.SQLITE_READONLY: "{path} cannot be written: the file or its folder is read-only.",
    sqlite3.SQLITE_PERM: "{path} cannot be opened: permission denied.",
    sqlite3.SQLITE_CANTOPEN: "{path} cannot be opened: the folder is missing, read-only or not a folder.",
    sqlite3.SQLITE_NOTADB: "{path} is not an archive: it is no SQLite database.",
    sqlite3.SQLITE_CORRUPT: "{path} is damaged: it was truncated or overwritten; restore it from a copy.",
    sqlite3.SQLITE_IOERR: "{path} cannot be read or written: the disk reports an error.",
}


# A damaged file may hold, or name in what SQLite says of it, text that is none.
DAMAGE = (sqlite3.DatabaseError, UnicodeDecodeError)


def in_words(error: BaseException | None, path: Path) -> ArchiveError | None:
    """What SQLite says of the file as a sentence; None for faults of our own SQL: they stay what they are."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if isinstance(error, DAMAGE) and ("decode" in str(error)):
        code = sqlite3.SQLITE_CORRUPT
    sentence = _SENTENCES.get(code)
    return ArchiveError(sentence.format(path=path)) if sentence else None


@contextmanager
def sentences(path: Path) -> Iterator[None]:
    """Turns what SQLite says of the file into an ArchiveError."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        said = in_words(error, path)
        if said is None:
            raise
        raise said from error
