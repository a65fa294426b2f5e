"""Rows and columns that a spreadsheet hides: who opens the file does not see them, so they are not read.

calamine does not tell them. In new files they are marks in the XML of a sheet, in old ones records of a
stream.
"""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from posixpath import join, normpath

from olefile import OleFileIO

from archive.read import media

_TAG = re.compile(rb"<(?:\w+:)?(row|col)\b([^>]*)>")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b([^>]*)>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b([^>]*)>")
_ATTRIBUTE = re.compile(rb"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_MOST_COLUMNS = 16_384

_BOF, _EOF, _BOUNDSHEET, _ROW, _COLINFO = 0x0809, 0x000A, 0x0085, 0x0208, 0x007D
_ROW_HIDDEN, _COLUMN_HIDDEN = 0x20, 0x01


@dataclass(slots=True)
class Hidden:
    """Of one sheet, counted from 0."""

    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)


def hidden_in_xlsx(archive: zipfile.ZipFile) -> list[Hidden]:
    """What each sheet hides, in the order of the workbook."""
    names = archive.namelist()
    if "xl/workbook.xml" not in names or "xl/_rels/workbook.xml.rels" not in names:
        return []
    relations = _RELATION.findall(media.unpack(archive, "xl/_rels/workbook.xml.rels"))
    targets = {found.get(b"Id"): found.get(b"Target", b"") for found in map(_attributes, relations)}
    sheets = map(_attributes, _SHEET.findall(media.unpack(archive, "xl/workbook.xml")))
    places = [targets.get(sheet.get(b"r:id") or sheet.get(b"id"), b"") for sheet in sheets]
    paths = [_path(place.decode("utf-8", "replace")) for place in places]
    return [_of_sheet(media.unpack(archive, path)) if path in names else Hidden() for path in paths]


def _path(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))


def _attributes(tag: bytes) -> dict[bytes, bytes]:
    return {name: double or single for name, double, single in _ATTRIBUTE.findall(tag)}


def _of_sheet(sheet: bytes) -> Hidden:
    found, row = Hidden(), -1
    for name, inside in _TAG.findall(sheet):
        marked = _attributes(inside)
        hides = marked.get(b"hidden") in (b"1", b"true")
        if name == b"row":
            row = _whole(marked.get(b"r"), row + 2) - 1
            if hides:
                found.rows.add(row)
        elif hides:
            first, last = _whole(marked.get(b"min"), 0), _whole(marked.get(b"max"), 0)
            found.columns.update(range(first - 1, min(last, _MOST_COLUMNS)))
    return found


def _whole(number: bytes | None, otherwise: int) -> int:
    return int(number) if number and number.isdigit() and len(number) < 9 else otherwise


def hidden_in_xls(body: bytes) -> list[Hidden]:
    """The same of an old file; nothing where its container or its records are damaged."""
    try:
        stream = _workbook(body)
        starts = [
            struct.unpack_from("<I", data)[0] for kind, data in _records(stream, 0) if kind == _BOUNDSHEET
        ]
        return [_of_records(stream, start) for start in starts]
    except (struct.error, OSError, ValueError):
        return []


def _of_records(stream: bytes, start: int) -> Hidden:
    found = Hidden()
    for kind, data in _records(stream, start):
        if kind == _ROW and struct.unpack_from("<H", data, 12)[0] & _ROW_HIDDEN:
            found.rows.add(struct.unpack_from("<H", data)[0])
        elif kind == _COLINFO and struct.unpack_from("<H", data, 8)[0] & _COLUMN_HIDDEN:
            first, last = struct.unpack_from("<HH", data)
            found.columns.update(range(first, min(last, _MOST_COLUMNS) + 1))
    return found


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records of a part of the workbook to its end; charts within it have ends of their own."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 0:
            return
        at += 4 + length


def _workbook(body: bytes) -> bytes:
    with OleFileIO(BytesIO(body)) as container:
        name = next((name for name in ("Workbook", "Book") if container.exists(name)), None)
        return bytes(container.openstream(name).read()) if name else b""
