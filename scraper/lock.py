"""One crawl of an archive at a time.

The lock is the kernel's, on a file beside the archive: it ends with the process that holds it, however that
ends, so that no lock is ever left behind. The file says who holds it, for people.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from archive.store import ArchiveError


class LockedError(Exception):
    """Another crawl of the archive is running. The message is a sentence."""


def lock_file(archive: Path) -> Path:
    return archive.with_name(archive.name + ".crawl-lock")


def _opened(path: Path, archive: Path) -> TextIO:
    try:
        return path.open("a+", encoding="utf-8")
    except OSError as error:
        raise ArchiveError(f"{archive} cannot be written: {path.name}: {error.strerror}.") from error


@contextmanager
def alone(archive: Path) -> Iterator[None]:
    """Holds the archive's lock; `LockedError` where another process does."""
    path = lock_file(archive)
    with _opened(path, archive) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.seek(0)
            holder = file.read().strip() or "of an unknown process"
            raise LockedError(f"Another crawl of {archive} is running: {holder}.") from error
        file.truncate(0)
        file.write(f"process {os.getpid()} since {datetime.now(UTC):%Y-%m-%d %H:%M} UTC\n")
        file.flush()
        yield
