"""Nothing stands under its final name until it is whole.

What is written stands beside its place as `.NAME.partial`; an interrupted export leaves that, or nothing, and
the next export to the same place takes it away.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import BinaryIO

from archive.store import ArchiveError
from archive.store.connection import is_slim


class ExportError(ArchiveError):
    """One clear sentence about what cannot be exported, or not there."""


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A stream whose bytes become `path` when the block ends without an error."""
    _refuse_place(path)
    partial = _partial(path)
    with _sentences(path):
        try:
            with partial.open("wb") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)


@contextmanager
def whole_path(path: Path) -> Iterator[Path]:
    """A path for others to write to; what they wrote becomes `path` when the block ends without an error."""
    _refuse_place(path)
    partial = _partial(path)
    with _sentences(path):
        try:
            partial.write_bytes(b"")  # an OSError that names the place; what is written to may say less
            yield partial
            with partial.open("rb") as stream:
                os.fsync(stream.fileno())
            partial.replace(path)
        finally:
            for left in (
                partial,
                *(partial.with_name(partial.name + end) for end in ("-wal", "-shm", "-journal")),
            ):
                left.unlink(missing_ok=True)


@contextmanager
def whole_folder(path: Path, known: Collection[str]) -> Iterator[Path]:
    """An empty folder that becomes `path` when the block ends without an error.

    A folder that stands there already is replaced where all in it bears names that are `known`, that is where
    it comes from an earlier export.
    """
    _refuse_foreign(path, known)
    partial = _partial(path)
    shutil.rmtree(partial, ignore_errors=True)
    with _sentences(path):
        try:
            partial.mkdir(parents=True)
            yield partial
            _take_place(partial, path)
        finally:
            shutil.rmtree(partial, ignore_errors=True)


def _partial(path: Path) -> Path:
    return path.absolute().with_name(f".{path.absolute().name}.partial")


def _refuse_place(path: Path) -> None:
    """No export takes the place of a folder or a device, nor of a database that cannot be exported again."""
    if path.is_dir():
        raise ExportError(f"{path} is a folder; --output must name a file.")
    if path.exists() and not path.is_file():
        # Root may put a file in the place of /dev/null, which then stays one for every program.
        raise ExportError(f"{path} is a device or a pipe; --output must name a file.")
    with _sentences(path):
        if path.is_file() and _is_database(path) and not _is_slim_copy(path):
            raise ExportError(f"{path} is an archive or another database; --output must name another file.")


def _is_database(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(16) == b"SQLite format 3\0"


def _is_slim_copy(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(path.absolute().as_uri() + "?mode=ro", uri=True)) as conn:
            return is_slim(conn)
    except sqlite3.Error:
        return False


def _refuse_foreign(path: Path, known: Collection[str]) -> None:
    if path.exists() and not path.is_dir():
        raise ExportError(f"{path} is a file; --output must name a folder.")
    foreign = (
        sorted(entry.name for entry in path.iterdir() if entry.name not in known) if path.exists() else []
    )
    if foreign:
        raise ExportError(
            f"{path} holds {foreign[0]}, which is no export's; --output must name another folder."
        )


def _take_place(partial: Path, path: Path) -> None:
    """Puts the finished folder where an older one may stand: for a moment there is none."""
    old = path.absolute().with_name(f".{path.absolute().name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if path.exists():
        path.rename(old)
    partial.rename(path)
    shutil.rmtree(old, ignore_errors=True)


@contextmanager
def _sentences(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ExportError(f"{path} cannot be written: {error.strerror or error}.") from error
