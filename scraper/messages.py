"""HTTP answers as they stand in the records of WARC files: their head, and their body without its codings."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any, BinaryIO

import brotli
from warcio.bufferedreaders import ChunkedDataReader
from warcio.limitreader import LimitReader

from archive.model import Headers


class UnknownCodingError(ValueError):
    """A body is coded in a way that nobody here can undo."""


def head(stream: BinaryIO) -> tuple[int, Headers]:
    """Status (0 with requests) and headers, byte for byte as Latin-1, which is how the crawler keeps them."""
    line = stream.readline().decode("latin-1").split(None, 2)
    status = int(line[1]) if len(line) > 1 and line[1].isdigit() and line[0].startswith("HTTP/") else 0
    headers: list[tuple[str, str]] = []
    while (text := stream.readline().decode("latin-1").rstrip("\r\n")) != "":
        name, colon, value = text.partition(":")
        if text[0] in " \t" and headers:
            headers[-1] = (headers[-1][0], f"{headers[-1][1]} {text.strip()}")
        elif colon:
            headers.append((name.rstrip(), value.strip()))
    return status, tuple(headers)


def content(stream: Any, headers: Headers) -> bytes:
    """The body without transfer and content coding, as the crawler keeps bodies."""
    said = {name.lower(): value.strip().lower() for name, value in headers}
    plain: Any = stream
    if said.get("transfer-encoding") == "chunked":
        plain = ChunkedDataReader(stream, raise_exceptions=False)
    data = bytes(plain.read())
    if not isinstance(stream, LimitReader) or stream.limit > 0:  # the former where the head was cut off
        raise EOFError("the file ends in the middle of a record")
    coding = said.get("content-encoding") or "identity"
    if coding not in _DECODERS:
        raise UnknownCodingError(f"the coding {coding} is not known")
    # Some makers store the decoded body under the head of the coded one: then it is taken as it is.
    for decode in _DECODERS[coding]:
        with suppress(zlib.error, brotli.error):
            return decode(data)
    return data


def _inflate(data: bytes, bits: int) -> bytes:
    return zlib.decompressobj(bits).decompress(data)


_DECODERS: dict[str, tuple[Callable[[bytes], bytes], ...]] = {
    "identity": (),
    "gzip": (partial(_inflate, bits=31),),
    "x-gzip": (partial(_inflate, bits=31),),
    "deflate": (partial(_inflate, bits=15), partial(_inflate, bits=-15)),
    "br": (brotli.decompress,),
}
