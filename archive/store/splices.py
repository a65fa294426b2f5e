"""A text as pieces of an earlier one with a few new bytes between: what changes when a page counts its visits
and one of its paragraphs is put right.

To put it together again asks nothing of zstd, which would copy its tables for a hundred bytes. A splice is

    mark (1) | checksum of the rest (4) | number of pieces (1) | pieces (10 each) | new bytes

and a piece is how many new bytes come first, then where in the earlier text it goes on and for how long.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

MARK = b"+"  # no frame of zstd begins so
NEW_BYTES = 200  # more new bytes than these are smaller when zstd compresses them
_PIECES = 8
_PIECE = struct.Struct("<HII")
_PROBE, _STEP = 24, 8  # bytes that both must have in common, and how far apart they are looked for


def splice(earlier: bytes, text: bytes) -> bytes | None:
    """The text as pieces of the earlier one; None where they differ in too much."""
    pieces, new = [], b""
    for fresh, start, length in _pieces(earlier, text):
        pieces.append(_PIECE.pack(len(fresh), start, length))
        new += fresh
        if len(new) > NEW_BYTES or len(pieces) > _PIECES:
            return None
    rest = bytes((len(pieces),)) + b"".join(pieces) + new
    return MARK + zlib.crc32(rest).to_bytes(4, "big") + rest


def join(earlier: memoryview, data: bytes) -> list[bytes | memoryview] | None:
    """What the splice `data` of an earlier text is made of, in order; None where its checksum disagrees."""
    if zlib.crc32(memoryview(data)[5:]) != int.from_bytes(data[1:5], "big"):
        return None
    place = 6 + data[5] * _PIECE.size
    found: list[bytes | memoryview] = []
    for fresh, start, length in _PIECE.iter_unpack(data[6:place]):
        found += (data[place : place + fresh], earlier[start : start + length])
        place += fresh
    return found


def alike(one: bytes, other: bytes) -> int:
    """How many bytes are the same at the beginning of both."""
    end, step = min(len(one), len(other)), 4096
    place = 0
    while step:
        while place < end and one[place : place + step] == other[place : place + step]:
            place += step
        step //= 8
    return min(place, end)


def _pieces(earlier: bytes, text: bytes) -> Iterator[tuple[bytes, int, int]]:
    """New bytes and the piece of the earlier text after them, until the text is whole."""
    place = passed = 0
    while place < len(text):
        at, start = _shared(earlier, text, place, passed)
        length = alike(earlier[start:], text[at:])
        yield text[place:at], start, length
        place, passed = at + length, start + length


def _shared(earlier: bytes, text: bytes, place: int, passed: int) -> tuple[int, int]:
    """Where both next have something in common, after `place` and `passed`; else their ends."""
    for at in range(place, min(len(text) - _PROBE, place + NEW_BYTES) + 1, _STEP):
        start = earlier.find(text[at : at + _PROBE], passed)
        if start >= 0:
            back = alike(text[place:at][::-1], earlier[passed:start][::-1])
            return at - back, start - back
    return len(text), len(earlier)
