"""Search over 100,000 documents of 1.5 KB against a LIKE scan over the same, normalised, text."""

from __future__ import annotations

import random
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from archive.store import Archive
from archive.store.search import Filters, Order, search
from archive.text.segment import normalise
from scripts.benches import _texts
from scripts.benches.ratio import Ratio

CHARACTERS = 500  # of three bytes each
COLUMNS = "id, capture_id, url, kind, state, title, text, blocks, reader, fetched_at, current, published"


def measure(quick: bool) -> Iterator[Ratio]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.db"
        with Archive.open(path, create=True) as archive:
            conn = archive.conn
            fill(conn, 5_000 if quick else 100_000)
            yield from speed(conn, queries(conn, 20 if quick else 60))
            yield Ratio("size of the index against the text", *sizes(conn), "bytes", 1.1, at_most=True)


def fill(conn: sqlite3.Connection, count: int) -> None:
    """Running text, each with a number of its own and every thousandth with a rare word."""
    chance = random.Random(1)
    conn.execute("BEGIN")
    for number in range(count):
        text = f"{_texts.text(chance, CHARACTERS - 8)}{number}件{'罕见词' if number % 1000 == 0 else ''}"
        day = f"20{chance.randrange(10, 26)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
        row = (
            f"{number:016x}",
            "c",
            "u",
            "notice",
            "read",
            _texts.title(chance),
            text,
            "[]",
            "1",
            "2026",
            1,
            day,
        )
        conn.execute(f"INSERT INTO documents ({COLUMNS}) VALUES ({','.join('?' * len(row))})", row)
    conn.execute("CREATE TEMP TABLE plain AS SELECT number, normalise(text) AS text FROM documents")
    conn.execute("COMMIT")
    conn.execute("INSERT INTO documents_fts (documents_fts) VALUES ('optimize')")


def queries(conn: sqlite3.Connection, count: int) -> list[str]:
    """Phrases of two to six characters as they stand in the texts, common ones and rare ones."""
    chance = random.Random(2)
    (most,) = conn.execute("SELECT max(number) FROM documents").fetchone()
    found = ["罕见词"]
    while len(found) < count:
        text = conn.execute(
            "SELECT text FROM plain WHERE number = ?", (chance.randrange(1, most),)
        ).fetchone()[0]
        start = chance.randrange(len(text) - 6)
        phrase = text[start : start + chance.randrange(2, 7)]
        if phrase.isalpha() and phrase == normalise(phrase):
            found.append(phrase)
    return found


def speed(conn: sqlite3.Connection, phrases: list[str]) -> Iterator[Ratio]:
    def like(phrase: str) -> object:
        return conn.execute("SELECT count(*) FROM plain WHERE text LIKE ?", (f"%{phrase}%",)).fetchone()

    def count(phrase: str) -> object:
        return search(conn, phrase, limit=0)

    def page(order: Order) -> Callable[[str], object]:
        return lambda phrase: search(conn, phrase, Filters(), order=order)

    scan = times(like, phrases)
    counts, newest, ranked = (times(f, phrases) for f in (count, page("newest"), page("relevance")))
    yield Ratio("count: LIKE's time over ours, median", median(scan), median(counts), "s", 50)
    yield Ratio("first page, newest first, p95", p95(newest), p95(scan), "s", 0.2, at_most=True)
    yield Ratio("first page, by relevance, p95", p95(ranked), p95(scan), "s", 0.5, at_most=True)


def times(work: Callable[[str], object], phrases: list[str]) -> list[float]:
    work(phrases[0])
    found = []
    for phrase in phrases:
        start = perf_counter()
        work(phrase)
        found.append(perf_counter() - start)
    return found


def p95(seconds: list[float]) -> float:
    return quantiles(seconds, n=20)[-1]


def sizes(conn: sqlite3.Connection) -> tuple[float, float]:
    """Bytes of the index's own tables, and of the text in UTF-8."""
    (index,) = conn.execute(
        "SELECT (SELECT sum(length(block)) FROM documents_fts_data)"
        " + (SELECT sum(length(sz)) FROM documents_fts_docsize)"
    ).fetchone()
    (text,) = conn.execute(
        "SELECT sum(length(CAST(text AS BLOB)) + length(CAST(title AS BLOB))) FROM documents"
    ).fetchone()
    return index, text
