"""Files that people hand in: saved pages, PDFs from a mail, an old disk; with an address where one is known.

files and folders, manifest.csv -> Capture (origin supplied, status 0: nobody answered)
"""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from archive.model import Capture
from scraper.times import utc, written

COLUMNS = ("file", "url", "fetched_at", "supplied_by")
# What browsers write into a page that they save: <!-- saved from url=(0027)http://www.example.gov.cn/a -->
_SAVED_FROM = re.compile(rb"<!-- saved from url=\(\d{4}\)(https?://[^\s>]{1,2000}) -->")


class ManifestError(Exception):
    """A manifest is not as it must be. The message is one sentence that names file, row and column."""


@dataclass(frozen=True, slots=True)
class Supplied:
    """A file and what is known of it."""

    path: Path
    url: str | None = None
    fetched_at: str | None = None
    supplied_by: str | None = None


def files_in(path: Path) -> Iterator[Path]:
    """A file, or every file in a folder and the folders in it, hidden ones left out; by name."""
    if not path.is_dir():
        yield path
        return
    for inner in sorted(path.rglob("*")):
        if inner.is_file() and not any(part.startswith(".") for part in inner.relative_to(path).parts):
            yield inner


def manifest(path: Path) -> list[Supplied]:
    """The rows of a manifest, all of them checked; files are looked for beside it."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            rows, names = list(reader), reader.fieldnames or ()
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ManifestError(f"{path} cannot be read as a CSV file in UTF-8: {error}.") from error
    missing = [name for name in COLUMNS if name not in names]
    if missing:
        raise ManifestError(f"{path}: the column {missing[0]} is missing; it needs {', '.join(COLUMNS)}.")
    return [_row(path, number, row) for number, row in enumerate(rows, 2)]


def _row(path: Path, number: int, row: dict[str, str | None]) -> Supplied:
    values = {name: (row[name] or "").strip() for name in COLUMNS}
    place = f"{path}, row {number}"
    file = path.parent / values["file"]
    if not values["file"] or not file.is_file():
        raise ManifestError(f"{place}: file: there is no file “{values['file']}” beside the manifest.")
    if values["url"] and not re.match(r"https?://[^/\s]+", values["url"]):
        raise ManifestError(f"{place}: url: “{values['url']}” is no http or https address.")
    try:
        at = utc(values["fetched_at"]) or None
    except ValueError as error:
        raise ManifestError(
            f"{place}: fetched_at: “{values['fetched_at']}” is no time like 2019-01-31T08:00:00Z."
        ) from error
    if at and at > written(datetime.now(UTC)):
        raise ManifestError(f"{place}: fetched_at: “{values['fetched_at']}” has not come yet.")
    return Supplied(file, values["url"] or None, at, values["supplied_by"] or None)


def capture_of(supplied: Supplied, root: Path | None = None) -> Capture:
    """The capture of a file; what the manifest does not say is taken from the file.

    Its address: the one that a browser wrote into a page it saved, else `file:///` and the path from `root`.
    Its time: that of the file.
    """
    body = supplied.path.read_bytes()
    url = supplied.url or _saved_from(body) or _file_address(supplied.path, root)
    at = supplied.fetched_at or written(datetime.fromtimestamp(int(supplied.path.stat().st_mtime), UTC))
    return Capture(
        url,
        url,
        at,
        0,
        (),
        (),
        body,
        origin="supplied",
        supplied_by=supplied.supplied_by or _readable(Path(supplied.path.name)),
    )


def _saved_from(body: bytes) -> str | None:
    found = _SAVED_FROM.search(body[:2000])
    return found[1].decode("ascii", "replace") if found else None


def _file_address(path: Path, root: Path | None) -> str:
    """Says nothing of the folders above the one that was named: they are nobody's business."""
    inner = path.relative_to(root.parent) if root and root.is_dir() else Path(path.name)
    return f"file:///{quote(_readable(inner))}"


def _readable(path: Path) -> str:
    """The path as text: archives packed on a Chinese Windows unpack to names in GBK."""
    name = os.fsencode(path.as_posix())
    try:
        return name.decode()
    except UnicodeDecodeError:
        return name.decode("gb18030", "replace")
