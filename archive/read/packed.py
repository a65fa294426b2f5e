"""A zip as sites publish it: the documents in it one after the other, as if each were attached by itself."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import PurePosixPath

from archive.model import Document, Link
from archive.read import media
from archive.read.join import join

MAX_DOCUMENTS = 20
_UNICODE = 0x800
_ENDINGS = frozenset(
    (".doc", ".docx", ".wps", ".xls", ".xlsx", ".et", ".pdf", ".htm", ".html", ".txt", ".rtf")
)


def read_packed(body: bytes, read: Callable[[bytes], Document]) -> Document:
    """The documents of a zip, read by `read`; raises Unreadable where there is none. Of one that cannot be
    read the name is left, and an archive in it stays packed.
    """
    with media.open_zip(body) as archive:
        files = [(name_of(file), file.filename) for file in archive.infolist() if not file.is_dir()]
        packed = [(name, inside) for name, inside in files if _is_document(name)]
        if len(packed) > MAX_DOCUMENTS:
            count = f"{len(packed)} documents, more than the {MAX_DOCUMENTS} that are read"
            raise media.Unreadable(f"The packed archive holds {count}.")
        found: list[tuple[Link, Document]] = []
        reasons: list[str] = []
        for name, inside in packed:
            try:
                found.append((Link("", name.stem), read(media.unpack(archive, inside))))
            except media.Unreadable as error:
                reasons.append(f"{name.name}: {error.reason}")
                found.append((Link("", name.name), Document(media.BINARY, name.name, "")))
    if reasons and len(reasons) == len(found):
        raise media.Unreadable(f"No document of the packed archive can be read. {reasons[0]}")
    if not found:
        raise media.Unreadable("The file is a packed archive that holds no document of a kind that is read.")
    (link, first), *others = sorted(found, key=lambda one: one[1].media_type == media.BINARY)
    return join(replace(first, title=first.title or link.text), others)


def name_of(file: zipfile.ZipInfo) -> PurePosixPath:
    """Its name; where it is not marked as Unicode, as Chinese programs write it."""
    name = file.filename
    if not file.flag_bits & _UNICODE:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("gb18030")
    return PurePosixPath(name.replace("\\", "/"))


def _is_document(name: PurePosixPath) -> bool:
    hidden = name.name.startswith((".", "~")) or "__MACOSX" in name.parts
    return not hidden and name.suffix.lower() in _ENDINGS
