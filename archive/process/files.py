"""A local file as a record: what `gongkai extract` says of it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from archive.extract import extract
from archive.extract.record import Record, error_record, reading_record
from archive.process.confined import confined
from archive.read import MAX_BYTES, Unreadable, read


def file_record(path: Path, url: str | None = None) -> Record:
    """The record of a file, read in a process of its own; what makes it unreadable stands in `error`."""
    try:
        size = path.stat().st_size
        body = path.read_bytes() if path.is_file() and size <= MAX_BYTES else None
    except OSError as error:
        return error_record(file=str(path), sha256=None, error=f"the file cannot be opened: {error.strerror}")
    if body is None:
        what = "this is a folder" if path.is_dir() else "this is too large or no regular file"
        reason = f"{what}; expected a file of at most {MAX_BYTES:,} bytes."
        return error_record(file=str(path), sha256=None, error=reason)
    try:
        return confined(body_record, body, str(path), url)
    except Unreadable as error:
        return error_record(file=str(path), sha256=hashlib.sha256(body).hexdigest(), error=str(error))


def body_record(body: bytes, path: str, url: str | None) -> Record:
    """The record of the bytes of a file; raises Unreadable."""
    reading = extract(read(body, url=url, name=Path(path).name))
    return reading_record(reading, file=path, sha256=hashlib.sha256(body).hexdigest())
