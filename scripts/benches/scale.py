"""A large archive against a small one: writing, opening, the history of a page, a random read.

A million captures against ten thousand, of synthetic pages of some 8 KB; every fourth capture is a later
version of a page. Both are written to and read from in turn, so that the load of the machine hits both.
Takes about ten minutes and 4 GB of disk; `--quick` compares 20,000 with 2,000.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from archive.model import Capture
from archive.store import Archive
from scripts.benches._pages import pages
from scripts.benches.ratio import Ratio, in_turn
from scripts.benches.store import ANSWER, QUESTION

SITES = 40
BATCHES, BATCH = 40, 500
READS = 300


def measure(quick: bool) -> Iterator[Ratio]:
    small, large = (2_000, 20_000) if quick else (10_000, 1_000_000)
    with tempfile.TemporaryDirectory() as folder:
        with (
            Archive.open(Path(folder) / "small.db", create=True) as few,
            Archive.open(Path(folder) / "large.db", create=True) as many,
        ):
            fill(few, 0, small)
            fill(many, 0, large)
            yield writing(few, many, small, large)
            for archive in (few, many):
                archive.empty_log()
            size = many.path.stat().st_size / (large + BATCHES * BATCH)
            sys.stderr.write(f"{large:,} captures: {size:,.0f} bytes of the file each\n")
        yield from reading(Path(folder) / "small.db", Path(folder) / "large.db", small, large)


_PARAGRAPHS = [text for page in pages(400) for text in page.paragraphs]
_FRAMES = [(words * 4).encode() for words in _PARAGRAPHS[:SITES]]


def capture(number: int) -> Capture:
    """The capture of this number: every fourth is a version of the page before the last three."""
    page = number - 3 if number % 4 == 3 and number > 3 else number
    chance = random.Random(page)
    text = "".join(f"<p>{words}</p>" for words in chance.choices(_PARAGRAPHS, k=6))
    body = b"<html>%s<b>%d</b>%s</html>" % (_FRAMES[page % SITES], number, text.encode())
    url = f"http://www.s{page % SITES}.test/art/{page * 2654435761 % 2**32}/{page}.html"
    days, seconds = divmod(number, 86_400)
    at = f"20{10 + days // 28 // 12:02}-{days // 28 % 12 + 1:02}-{days % 28 + 1:02}"
    at += f"T{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}Z"
    return Capture(url, url, at, 200, ANSWER, QUESTION, body, f"s{page % SITES}", "通知公告", "notice")


def fill(archive: Archive, first: int, end: int) -> float:
    """Seconds that recording these captures took, their making left out."""
    seconds = 0.0
    for start in range(first, end, BATCH):
        captures = [capture(number) for number in range(start, min(start + BATCH, end))]
        begin = time.perf_counter()
        for one in captures:
            archive.record(one)
        archive.flush()
        seconds += time.perf_counter() - begin
    return seconds


def writing(few: Archive, many: Archive, small: int, large: int) -> Ratio:
    """Batches into both in turn; the median is that of a batch, so that one checkpoint does not decide."""
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(BATCHES):
        for kept, archive, first in zip(times, (many, few), (large, small), strict=True):
            start = first + number * BATCH
            kept.append(fill(archive, start, start + BATCH))
    ours, peer = (BATCH / (sum(kept) / len(kept)) for kept in times)
    medians = [BATCH / median(kept) for kept in times]
    sys.stderr.write(f"median batch: {medians[0]:,.0f} and {medians[1]:,.0f} captures/s\n")
    return Ratio(f"writing at {large:,} against {small:,}", ours, peer, "captures/s", 0.8)


def reading(few: Path, many: Path, small: int, large: int) -> Iterator[Ratio]:
    ours, peer = in_turn(lambda: Archive.open(many).close(), lambda: Archive.open(few).close(), 15)
    yield Ratio("opening", ours, peer, "s", 2.0, at_most=True)
    with Archive.open(few, read_only=True) as one, Archive.open(many, read_only=True) as other:
        for name, work in (("history of a page", history), ("random read", read)):
            ours, peer = in_turn(work(other, large), work(one, small), 9)
            yield Ratio(name, ours / READS, peer / READS, "s", 2.0, at_most=True)


def _chosen(count: int) -> list[Capture]:
    chance = random.Random(count)
    return [capture(chance.randrange(count)) for _ in range(READS)]


def history(archive: Archive, count: int) -> Callable[[], object]:
    urls = [one.url for one in _chosen(count)]
    sql = "SELECT * FROM history_view WHERE url = ?"
    return lambda: [archive.conn.execute(sql, (url,)).fetchall() for url in urls]


def read(archive: Archive, count: int) -> Callable[[], object]:
    digests = [one.sha256 for one in _chosen(count)]
    return lambda: [len(archive.body(sha256)) for sha256 in digests]
