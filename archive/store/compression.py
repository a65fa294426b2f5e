"""How a body is compressed: by itself, with its site's dictionary, or against an earlier version of the page.

Every frame carries a checksum of its content, which zstd verifies whenever it is read.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import zstandard

from archive.store.splices import MARK, NEW_BYTES, alike, join, splice

LEVEL = 3
VERSION_LEVEL = 1  # against an earlier version higher levels gain nothing and take three times as long
DICTIONARY_BYTES = 112_640
_SAMPLE_BYTES = 200_000
# Segments as long as what pages share; the trainer's own search for a length takes eight times as long.
_TRAINING = {"k": 2000, "d": 8, "f": 18, "accel": 4}

# A few bytes are kept as they are behind this mark and a checksum; no frame of zstd begins so.
_PLAIN = b"="

# zstd copies the tables of a dictionary for every body. Smaller ones than those of the level make pages a
# hundredth larger and save a third of the time.
_HASTE = zstandard.ZstdCompressionParameters(
    window_log=21,
    hash_log=15,
    chain_log=14,
    search_log=1,
    min_match=5,
    strategy=zstandard.STRATEGY_DFAST,
    write_checksum=True,
)

DamagedFrame = zstandard.ZstdError


class Coder:
    """Compresses and decompresses with one dictionary, or with none."""

    def __init__(self, words: bytes | None = None, level: int = LEVEL) -> None:
        if words is None:
            self._compressor = zstandard.ZstdCompressor(level=level, write_checksum=True)
            self._decompressor = zstandard.ZstdDecompressor()
            return
        dictionary = zstandard.ZstdCompressionDict(words)
        how = _HASTE if level == LEVEL else _parameters(level, len(words))
        dictionary.precompute_compress(compression_params=how)
        self._compressor = zstandard.ZstdCompressor(dict_data=dictionary, compression_params=how)
        self._decompressor = zstandard.ZstdDecompressor(dict_data=dictionary)

    def compress(self, body: bytes) -> bytes:
        return self._compressor.compress(body)

    def decompress(self, data: bytes, size: int) -> bytes:
        """The body of `size` bytes; raises DamagedFrame."""
        return self._decompressor.decompress(data, max_output_size=size)


@dataclass(frozen=True, slots=True)
class Difference:
    """A body as its first `head` and last `tail` bytes, which are those of an earlier body, and what stands
    between, compressed against what stands there in the earlier one."""

    head: int
    tail: int
    data: bytes


def compress_against(earlier: bytes, body: bytes, level: int = VERSION_LEVEL) -> Difference:
    """The body as what differs from an earlier one: most pages change in one place, or in a counter."""
    head = alike(earlier, body)
    room = min(len(earlier), len(body)) - head
    tail = min(room, alike(earlier[::-1], body[::-1]))
    old, new = earlier[head : len(earlier) - tail], body[head : len(body) - tail]
    if len(new) <= NEW_BYTES:
        return Difference(head, tail, _PLAIN + zlib.crc32(new).to_bytes(4, "big") + new)
    if spliced := splice(old, new):
        return Difference(head, tail, spliced)
    how = _parameters(level, len(old), len(new))
    compressor = zstandard.ZstdCompressor(dict_data=_content(old), compression_params=how)
    return Difference(head, tail, compressor.compress(new))


def decompress_against(earlier: bytes, head: int, tail: int, data: bytes, size: int) -> bytes:
    """The body of `size` bytes whose Difference from `earlier` this is; raises DamagedFrame."""
    end = len(earlier) - tail
    whole = memoryview(earlier)
    new: Sequence[bytes | memoryview] | None
    if data.startswith(MARK):
        new = join(whole[head:end], data)
    elif data.startswith(_PLAIN):
        new = (data[5:],) if zlib.crc32(data[5:]) == int.from_bytes(data[1:5], "big") else None
    else:
        decompressor = zstandard.ZstdDecompressor(dict_data=_content(earlier[head:end]))
        new = (decompressor.decompress(data, max_output_size=size - head - tail),)
    if new is None:
        raise DamagedFrame("its checksum does not agree")
    return b"".join((whole[:head], *new, whole[end:]))


def has_checksum(data: bytes) -> bool:
    """Whether the frame verifies itself; those of the first version of archives do not."""
    return data.startswith((_PLAIN, MARK)) or bool(zstandard.get_frame_parameters(data).has_checksum)


def train(pages: Sequence[bytes]) -> bytes | None:
    """A dictionary for pages like these; None where they are too few, too small or too much alike."""
    samples: list[bytes | bytearray | memoryview[int]] = [page[:_SAMPLE_BYTES] for page in pages]
    try:
        return zstandard.train_dictionary(DICTIONARY_BYTES, samples, **_TRAINING).as_bytes()
    except zstandard.ZstdError:
        return None


def _parameters(level: int, dictionary: int, body: int = 0) -> zstandard.ZstdCompressionParameters:
    """Those of a level for a dictionary and a body of so many bytes (0: of any)."""
    return zstandard.ZstdCompressionParameters.from_level(
        level, source_size=body, dict_size=dictionary, write_checksum=True
    )


def _content(earlier: bytes) -> zstandard.ZstdCompressionDict | None:
    if not earlier:
        return None
    return zstandard.ZstdCompressionDict(earlier, dict_type=zstandard.DICT_TYPE_RAWCONTENT)
