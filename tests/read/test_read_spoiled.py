"""Real files spoiled at random, by seed: each is read or Unreadable, in time; nothing else comes out."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from archive.process.confined import Confined
from archive.process.files import body_record
from archive.read import Unreadable

CASES = Path(__file__).resolve().parents[1] / "cases"
HOSTILE = ("bomb", "loop", "nesting", "columns", "laughs", "truncated", "encrypted")
NEVER = ("读取程序出错", "processor time", "\n")


def files(*endings: str) -> list[Path]:
    found = sorted(p for p in CASES.glob("*/page.*") if p.suffix in endings and p.stat().st_size > 100)
    return [p for p in found if not any(word in p.parent.name for word in HOSTILE)]


def spoiled(body: bytes, random: Random) -> bytes:
    """Bytes changed, cut out, doubled, moved or cut off, in a few places."""
    data = bytearray(body)
    for _ in range(random.choice([1, 1, 2, 5, 20])):
        at, size = random.randrange(len(data)), random.choice([1, 2, 4, 16, 200])
        match random.randrange(6):
            case 0:
                data[at : at + size] = random.randbytes(size)
            case 1:
                del data[at : at + size]
            case 2:
                data[at:at] = data[at : at + size]
            case 3:
                other = random.randrange(len(data))
                data[at : at + size] = data[other : other + size]
            case 4:
                data[at] ^= 1 << random.randrange(8)
            case 5 if random.random() < 0.2:
                del data[at:]
        data = data or bytearray(b"x")
    return bytes(data)


def read_spoiled(paths: list[Path], seeds: range) -> int:
    """How many of the files spoiled by these seeds are still read."""
    confined, count = Confined(seconds=20), 0
    try:
        for seed in seeds:
            random = Random(seed)
            path = paths[seed % len(paths)]
            try:
                record = confined(body_record, spoiled(path.read_bytes(), random), path.name, None)
            except Unreadable as error:
                said = error.reason
            else:
                said, count = record["error"] or "", count + 1
            assert not any(word in said for word in NEVER), (seed, path.parent.name, said)
    finally:
        confined.close()
    return count


@pytest.mark.parametrize("ending", [".html", ".pdf", ".docx", ".xlsx", ".xls"])
def test_spoiled_files(ending: str) -> None:
    paths = files(ending)
    assert read_spoiled(paths, range(12)) > 0


@pytest.mark.full
@pytest.mark.parametrize("ending", [".html", ".pdf", ".docx", ".xlsx", ".xls"])
def test_many_spoiled_files(ending: str) -> None:
    paths = files(ending)
    assert read_spoiled(paths, range(1000, 1000 + (120 if ending == ".pdf" else 400))) > 0
