"""HTTP messages as they stand in records of WARC files: their head, and their body without its codings."""

from __future__ import annotations

import base64
import hashlib
import zlib
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import BinaryIO

import brotli
import zstandard

from archive.model import Headers

LARGEST = 200_000_000
_PIECE = 65_536


class UndecodableError(ValueError):
    """A body is coded in a way that nobody here can undo, or it was cut off: a few words say which."""


def head(stream: BinaryIO) -> tuple[list[str], Headers]:
    """The words of the first line and the headers, byte for byte as Latin-1, as the crawler keeps them."""
    words = stream.readline().decode("latin-1").split(None, 2)
    headers: list[tuple[str, str]] = []
    while (text := stream.readline().decode("latin-1").rstrip("\r\n")) != "":
        name, colon, value = text.partition(":")
        if text[0] in " \t" and headers:
            headers[-1] = (headers[-1][0], f"{headers[-1][1]} {text.strip()}")
        elif colon:
            headers.append((name.rstrip(), value.strip()))
    return words, tuple(headers)


def status_of(words: list[str]) -> int:
    """The status that a first line gives; 0 where it is no answer of HTTP 1 or 2."""
    known = len(words) > 1 and words[0].startswith("HTTP/") and len(words[1]) == 3 and words[1].isdecimal()
    return int(words[1]) if known else 0


def content(data: bytes, headers: Headers) -> bytes:
    """The body without transfer and content codings, as the crawler keeps bodies; UndecodableError."""
    said = {name.lower(): value.strip().lower() for name, value in headers}
    if said.get("transfer-encoding") == "chunked":
        data = _dechunked(data)
    codings = [coding.strip() for coding in said.get("content-encoding", "").split(",") if coding.strip()]
    for coding in reversed(codings):
        if coding not in _DECODERS:
            raise UndecodableError(f"undecodable: the coding {coding} is not known")
        data = _decoded(data, coding)
    return data


def has_digest(data: bytes, digest: str) -> bool:
    """Whether data have this ALGORITHM:VALUE, in base 16 or 32; one that nobody can compute says nothing."""
    algorithm, _, value = digest.partition(":")
    if algorithm.lower() not in ("sha1", "sha256", "md5"):
        return True
    found = hashlib.new(algorithm.lower(), data, usedforsecurity=False).digest()
    return value.rstrip("=").upper() in (found.hex().upper(), base64.b32encode(found).decode().rstrip("="))


def _decoded(data: bytes, coding: str) -> bytes:
    """Some makers store the decoded body under the head of the coded one: then it is taken as it is."""
    for decode in _DECODERS[coding]:
        with suppress(zlib.error, brotli.error, zstandard.ZstdError):
            return decode(data)
    return data


def _dechunked(data: bytes) -> bytes:
    """The chunks put together; as it is where a maker has done that already and left the header."""
    pieces: list[bytes] = []
    place = 0
    while True:
        end = data.find(b"\r\n", place, place + 1000)
        size = _size(data[place:end]) if end >= 0 else None
        behind = end + 2 + (size or 0)
        if size is None or (size and data[behind : behind + 2] not in (b"\r\n", b"\r", b"")):
            if pieces:
                raise UndecodableError("truncated")
            return data
        if size == 0:
            return b"".join(pieces)
        if behind > len(data):
            raise UndecodableError("truncated")
        pieces.append(data[end + 2 : behind])
        place = behind + 2


def _size(line: bytes) -> int | None:
    """The size that begins a chunk, None where this line begins none."""
    digits = line.partition(b";")[0].strip()
    if not 0 < len(digits) <= 8 or digits.strip(b"0123456789abcdefABCDEF"):
        return None
    return int(digits, 16)


def _inflated(data: bytes, bits: int) -> bytes:
    """All members of gzip, as browsers read them; a body that was cut off is no body."""
    pieces: list[bytes] = []
    room = LARGEST
    while data:
        unpacker = zlib.decompressobj(bits)
        try:
            pieces.append(unpacker.decompress(data, max(1, room)))
        except zlib.error:
            if pieces:
                break  # filling behind the last member
            raise
        room -= len(pieces[-1])
        if not unpacker.eof:
            raise UndecodableError("too large" if unpacker.unconsumed_tail or room <= 0 else "truncated")
        data = unpacker.unused_data
    return b"".join(pieces)


def _unbrotlied(data: bytes) -> bytes:
    unpacker = brotli.Decompressor()
    body = bytes(unpacker.process(data))
    if not unpacker.is_finished():
        if data.lstrip()[:1] in (b"<", b"{", b"["):
            raise brotli.error  # a page that a maker has decoded already
        raise UndecodableError("truncated")
    return body


def _unpacked_zstd(data: bytes) -> bytes:
    """All frames, a piece at a time, so that a small body cannot become one that no memory holds."""
    body, at, whole = bytearray(), 0, True
    while at < len(data):
        if whole:
            unpacker = zstandard.ZstdDecompressor().decompressobj()
        body += unpacker.decompress(data[at : at + _PIECE])
        if len(body) > LARGEST:
            raise UndecodableError("too large")
        at, whole = min(at + _PIECE, len(data)), unpacker.eof
        at -= len(unpacker.unused_data)
    if not whole:
        raise UndecodableError("truncated")
    return bytes(body)


_DECODERS: dict[str, tuple[Callable[[bytes], bytes], ...]] = {
    "identity": (),
    "gzip": (partial(_inflated, bits=31),),
    "x-gzip": (partial(_inflated, bits=31),),
    "deflate": (partial(_inflated, bits=15), partial(_inflated, bits=-15)),
    "br": (_unbrotlied,),
    "zstd": (_unpacked_zstd,),
}
