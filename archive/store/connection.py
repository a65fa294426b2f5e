"""Opening the file: checks that it is an archive, brings it up to date, sets how it is written."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from archive.store import schema
from archive.store.checkpoints import LOG
from archive.store.errors import ArchiveError, in_words, sentences
from archive.store.migrations import upgrade
from archive.text.segment import fts_query, normalise, segment

BUSY_MS = 10_000
CACHE, READING = 128 * 1024 * 1024, 16 * 1024 * 1024  # bytes, at most


def register_functions(conn: sqlite3.Connection) -> None:
    """Gives a connection the SQL functions that the search table needs: segment, fts_query, normalise."""
    conn.create_function("segment", 1, segment, deterministic=True)
    conn.create_function("fts_query", 1, fts_query, deterministic=True)
    conn.create_function("normalise", 1, lambda text: text and normalise(text), deterministic=True)


def connect(path: Path, *, create: bool, read_only: bool, busy_ms: int = BUSY_MS) -> sqlite3.Connection:
    """A connection to the archive at `path`, ready to use; ArchiveError where there is none to be had."""
    if not create and not path.exists():
        raise ArchiveError(f"There is no archive at {path}.")
    if path.is_dir():
        raise ArchiveError(f"{path} is not an archive: it is a folder.")
    _refuse_truncated(path)
    with sentences(path):
        conn = _connect(path, read_only=read_only)
        try:
            conn.execute(f"PRAGMA busy_timeout = {busy_ms}")
            _prepare(conn, path, create=create, read_only=read_only)
        except UnicodeDecodeError as error:
            conn.close()
            raise in_words(error, path) or error from error
        except BaseException:
            conn.close()
            raise
    return conn


def _refuse_truncated(path: Path) -> None:
    """A file shorter than its head says must not be written to: what is left of it can still be saved.

    Where there is a log, the end of the file may stand in it.
    """
    log = path.with_name(path.name + "-wal")
    try:
        with path.open("rb") as file:
            head = file.read(100)
        size = path.stat().st_size
        logged = log.exists() and log.stat().st_size > 0
    except OSError:
        return  # what is wrong with it is said when it is opened
    if not head.startswith(b"SQLite format 3\0") or len(head) < 100 or head[24:28] != head[92:96]:
        return
    width = int.from_bytes(head[16:18], "big")
    whole = (65536 if width == 1 else width) * int.from_bytes(head[28:32], "big")
    if size < whole and not logged:
        raise ArchiveError(
            f"{path} is damaged: it was truncated, {size:,} of {whole:,} bytes are there;"
            " restore it from a copy."
        )


def _connect(path: Path, *, read_only: bool) -> sqlite3.Connection:
    uri = path.absolute().as_uri()
    if read_only:
        # A database in WAL mode wants to write beside itself even to be read, unless said never to change.
        still = not os.access(path.parent, os.W_OK) and not path.with_name(path.name + "-wal").exists()
        uri += "?immutable=1" if still else "?mode=ro"
    conn = sqlite3.connect(uri, uri=True, isolation_level=None)
    conn.row_factory = sqlite3.Row
    register_functions(conn)
    return conn


def _prepare(conn: sqlite3.Connection, path: Path, *, create: bool, read_only: bool) -> None:
    if not read_only:
        conn.execute("PRAGMA synchronous = FULL")
    if create and not read_only and _is_empty(conn):
        # Of an entry in an index a whole page is written, in a large archive a page for every entry.
        conn.execute("PRAGMA page_size = 4096")
        conn.execute("PRAGMA journal_mode = WAL")
        schema.create(conn)
    version = _version(conn, path)
    if not read_only:
        if version == schema.VERSION and is_slim(conn):
            raise ArchiveError(f"{path} is a slim copy for publishing: it can only be read.")
        conn.execute("PRAGMA journal_mode = WAL")
        # Indexes are written all over the file: the larger the archive, the more pages each batch touches.
        # Kept in memory and in the log for longer, each is read and written once for many batches.
        conn.execute(f"PRAGMA cache_size = -{CACHE // 1024}")
        (page,) = conn.execute("PRAGMA page_size").fetchone()
        conn.execute(f"PRAGMA wal_autocheckpoint = {4 * LOG // page}")  # if it is not copied in time
        conn.execute(f"PRAGMA journal_size_limit = {LOG}")
        if version < schema.VERSION:
            upgrade(conn)
    else:
        conn.execute(f"PRAGMA cache_size = -{READING // 1024}")
    if read_only and version < schema.VERSION:
        raise ArchiveError(
            f"{path} is of an earlier version; `gongkai read --db {path}` brings it up to date."
        )


def is_slim(conn: sqlite3.Connection) -> bool:
    """Whether this is a copy for publishing (archive.export.slim), which lacks most bodies."""
    return conn.execute("SELECT 1 FROM slim").fetchone() is not None


def _is_empty(conn: sqlite3.Connection) -> bool:
    (tables,) = conn.execute("SELECT count(*) FROM sqlite_master").fetchone()
    (application,) = conn.execute("PRAGMA application_id").fetchone()
    return not tables and not application


def _version(conn: sqlite3.Connection, path: Path) -> int:
    (application,) = conn.execute("PRAGMA application_id").fetchone()
    (version,) = conn.execute("PRAGMA user_version").fetchone()
    if application != schema.APPLICATION_ID:
        raise ArchiveError(f"{path} is a database, but not an archive of this program.")
    if version > schema.VERSION:
        raise ArchiveError(
            f"{path} was written by a newer version of this program"
            f" (its version {version}, ours {schema.VERSION})."
        )
    return int(version)
