"""Invented official Chinese with the frequencies of real text: function words, phrases, names, numbers.

Runs of a few characters are taken at random from what this repository itself says in Chinese (its documents,
codebook, cases), between them the names of regions, dates, document numbers and figures.
"""

from __future__ import annotations

import csv
import functools
import random
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STOCK = (
    "README.zh-CN.md",
    "archive/codebook.csv",
    "archive/store/schema.csv",
    "scraper/portal/**/*.py",
    "tests/cases/*/*.html",
)
AGAIN = 0.125  # the chance that a phrase is one that was said before
_RUN = re.compile(r"[\u4e00-\u9fff，。、；：（）《》“”]{4,}")


@functools.cache
def stock() -> str:
    """Every run of Chinese in the repository's own files, each line once."""
    found: dict[str, None] = {}
    for pattern in STOCK:
        for path in sorted(ROOT.glob(pattern)):
            found.update(dict.fromkeys(_RUN.findall(path.read_text(encoding="utf-8", errors="ignore"))))
    return "".join(found)


@functools.cache
def regions() -> tuple[str, ...]:
    with (ROOT / "archive/text/regions.csv").open(encoding="utf-8") as stream:
        return tuple(row["name"] for row in csv.DictReader(stream))


def text(chance: random.Random, characters: int) -> str:
    """About so many characters of running text on one subject: some phrases come again.

    In 500 characters of it 77 of 100 pairs are different, as in the most varied of the real documents looked
    at (two reports 70 and 73, a third 74, a page of news 77).
    """
    pieces: list[str] = []
    size = 0
    while size < characters:
        piece = chance.choice(pieces) if pieces and chance.random() < AGAIN else _piece(chance)
        pieces.append(piece)
        size += len(piece)
    return "".join(pieces)[:characters]


def title(chance: random.Random) -> str:
    return f"关于{chance.choice(regions())}{text(chance, chance.randrange(6, 18)).strip('，。、；：')}的通知"


def _piece(chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.04:
        return f"{chance.randrange(2, 9000):,}件，"
    if kind < 0.08:
        return chance.choice(regions())
    if kind < 0.09:
        return f"〔{chance.randrange(2008, 2026)}〕{chance.randrange(1, 400)}号"
    if kind < 0.1:
        return f"{chance.randrange(2008, 2026)}年{chance.randrange(1, 13)}月{chance.randrange(1, 29)}日"
    start = chance.randrange(len(stock()) - 16)
    return stock()[start : start + chance.choice((2, 3, 4, 4, 5, 6, 8, 11, 15))]
