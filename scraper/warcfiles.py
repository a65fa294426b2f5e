"""The WARC files in a file: itself, gzipped record by record or as a whole or not at all, or those of a WACZ.

path -> (name, stream that warcio reads)
"""

from __future__ import annotations

import gzip
import re
import zipfile
import zlib
from collections.abc import Iterator
from os import SEEK_END
from pathlib import Path
from typing import BinaryIO

SUFFIXES = (".warc", ".warc.gz", ".wacz")
_GZIP = b"\x1f\x8b"
_PIECE = 65_536
_LENGTH = re.compile(rb"(?im)^content-length:[ \t]*(\d{1,15})[ \t]*\r?$")


def is_warc(path: Path) -> bool:
    """By its name, else by its first bytes: files are renamed and lose their endings."""
    if path.name.lower().endswith(SUFFIXES):
        return True
    with path.open("rb") as stream:
        begin = stream.read(1000)
    if begin.startswith(_GZIP):
        try:
            begin = zlib.decompressobj(31).decompress(begin, 16)
        except zlib.error:
            return False
    return begin.startswith(b"WARC/1.")


def streams(path: Path) -> Iterator[tuple[str, BinaryIO]]:
    """The WARC files in a file, by name; ValueError for a package that is none."""
    if path.suffix.lower() != ".wacz":
        with path.open("rb") as stream:
            yield path.name, _by_records(stream)
        return
    try:
        with zipfile.ZipFile(path) as package:
            for name in package.namelist():
                if name.lower().endswith(SUFFIXES):
                    with package.open(name) as inner:
                        yield f"{path.name}/{Path(name).name}", _by_records(inner)  # type: ignore[arg-type]
    except zipfile.BadZipFile as error:
        raise ValueError(f"not a WACZ package: {error}") from error


def place(stream: BinaryIO) -> int:
    """How far a stream has been read, in bytes of the file."""
    return int(getattr(stream, "fileobj", stream).tell())


def is_behind(stream: BinaryIO, offset: int) -> bool:
    """Whether there is more than what ends at `offset`; a file gzipped as a whole tells itself."""
    return not hasattr(stream, "fileobj") and offset < stream.seek(0, SEEK_END)


def _by_records(stream: BinaryIO) -> BinaryIO:
    """The stream, unpacked where it is one gzip member, which warcio refuses."""
    if not stream.read(1):
        raise ValueError("it is empty")
    stream.seek(0)
    one = _is_one_member(stream)
    stream.seek(0)
    return gzip.GzipFile(fileobj=stream) if one else stream  # type: ignore[return-value]


def _is_one_member(stream: BinaryIO) -> bool:
    """Whether the first gzip member goes on behind the first record."""
    if stream.read(2) != _GZIP:
        return False
    stream.seek(0)
    unpacker, begin = zlib.decompressobj(31), b""
    try:
        while b"\r\n\r\n" not in begin and not unpacker.eof and (data := stream.read(_PIECE)):
            begin += unpacker.decompress(data)
        end = begin.find(b"\r\n\r\n") + 4
        found = _LENGTH.search(begin[:end])
        if found is None:
            return False
        most, there = end + int(found[1]) + 16, len(begin)
        while there <= most and not unpacker.eof and (data := stream.read(_PIECE)):
            there += len(unpacker.decompress(data))
    except zlib.error:
        return False
    return there > most
