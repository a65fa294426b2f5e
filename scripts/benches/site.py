"""Pages of the site at 100,000 documents and 1,000,000 figures against stock Datasette's own table page.

Both serve the same file, each in a process of its own, and are asked in turn over HTTP; the peer is Datasette
without our plugin, tuned as ours is (no suggested facets, indexed columns).
"""

from __future__ import annotations

import random
import socket
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles
from time import perf_counter, sleep
from urllib.parse import quote, urlencode

import httpx

from archive.store import Archive
from archive.web.serve import SETTINGS
from scripts.benches import _texts
from scripts.benches._reports import FIGURES, fill, keep
from scripts.benches._stock import stock
from scripts.benches.ratio import Ratio

ROUNDS = 40
CHANGED = """
SELECT id FROM documents WHERE url IN (SELECT url FROM documents WHERE NOT current) AND current
ORDER BY random() LIMIT ?
"""


def measure(quick: bool) -> Iterator[Ratio]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.db"
        with Archive.open(path, create=True) as archive:
            keep(archive, 60 if quick else 600)
            fill(archive.conn, bodies=60 if quick else 2_800, documents=2_000 if quick else 100_000)
        yield from compared(path, 5 if quick else ROUNDS)


def pages(conn: sqlite3.Connection, count: int) -> dict[str, list[str]]:
    """By name of a page, the addresses asked in turn: another one each round, where there is a choice."""
    found = conn.execute("SELECT count(*) FROM findings").fetchone()[0]
    chance = random.Random(3)
    reports = ids(conn, "SELECT id FROM reports ORDER BY random() LIMIT ?", count)
    documents = ids(conn, "SELECT id FROM documents ORDER BY random() LIMIT ?", count)
    bodies = ids(conn, "SELECT id FROM organs ORDER BY random() LIMIT ?", 50 * count)
    codes = ids(conn, "SELECT code FROM indicators LIMIT ?", FIGURES)
    captures = ids(conn, "SELECT id FROM captures ORDER BY random() LIMIT ?", count)
    changed = ids(conn, CHANGED, count)
    regions = ids(conn, "SELECT code FROM regions ORDER BY random() LIMIT ?", count)
    return {
        "home": ["/"],
        "search": [f"/search?q={quote(_words(chance))}" for _ in range(count)],
        "search by relevance": [f"/search?order=relevance&q={quote(_words(chance))}" for _ in range(count)],
        "report": [f"/report/{one}" for one in reports],
        "figure": [f"/report/{one}/{codes[0]}" for one in reports],
        "document": [f"/document/{one}" for one in documents],
        "body": [f"/body/{one}" for one in bodies[:count]],
        "region": [f"/region/{one}" for one in regions],
        "source": ["/source/bench"],
        "coverage": [f"/coverage?page={page}" for page in range(1, min(count, len(bodies) // 50 + 1) + 1)],
        "coverage of a region, in one state": [f"/coverage?region={one}&state=late" for one in regions],
        "change": [f"/changes/{one}" for one in changed],
        "changes": ["/changes"],
        "findings": [f"/findings?page={page}" for page in range(1, min(count, found // 50 + 1) + 1)],
        "stored page": [f"/capture/{one}" for one in captures],
        "its sandboxed copy": [f"/capture/{one}/page" for one in captures],
        "its exact bytes": [f"/capture/{one}/body" for one in captures],
        "codebook": ["/codebook"],
        "method": ["/method"],
        "about": ["/about"],
        "compare of 50 bodies, 18 years, 5 indicators": [
            "/compare?" + urlencode({"indicator": codes[:5], "body": bodies[at : at + 50]}, doseq=True)
            for at in range(0, len(bodies) - 49, 50)
        ],
    }


def _words(chance: random.Random) -> str:
    """Two to four characters as they stand in running text."""
    letters = [letter for letter in _texts.text(chance, 40) if letter.isalpha()]
    return "".join(letters[: chance.randrange(2, 5)])


def ids(conn: sqlite3.Connection, sql: str, count: int) -> list[str]:
    return [one for (one,) in conn.execute(sql, [count])]


def compared(path: Path, rounds: int) -> Iterator[Ratio]:
    with sqlite3.connect(path) as conn:
        asked = pages(conn, rounds)
    with (
        serving(ours(path)) as here,
        serving(stock(path, SETTINGS)) as there,
        httpx.Client(timeout=60) as client,
    ):
        if "gongkai" in client.get(f"{there}/-/plugins.json").text:
            raise RuntimeError("the peer has loaded our plugin: it is no stock Datasette")
        for name, addresses in asked.items():
            pairs = [(addresses[i % len(addresses)], "/archive/documents") for i in range(rounds)]
            mine, table = times(client, here, there, pairs)
            bar = 6 if name.startswith("compare") else 4
            yield Ratio(
                f"{name}, p95 against the table page's", p95(mine), p95(table), "s", bar, at_most=True
            )


def times(
    client: httpx.Client, here: str, there: str, pairs: list[tuple[str, str]]
) -> tuple[list[float], list[float]]:
    """Seconds for each address here and its peer there, in turn, the first of each not counted."""
    found: tuple[list[float], list[float]] = ([], [])
    for number, (mine, other) in enumerate([pairs[0], *pairs]):
        for kept, address in zip(found, (f"{here}{mine}", f"{there}{other}"), strict=True):
            start = perf_counter()
            client.get(address).raise_for_status()
            if number:
                kept.append(perf_counter() - start)
    return found


def p95(seconds: list[float]) -> float:
    return quantiles(seconds, n=20)[-1]


def ours(path: Path) -> list[str]:
    return [sys.executable, "-m", "archive.cli", "serve", "--db", str(path), "--port"]


@contextmanager
def serving(command: list[str]) -> Iterator[str]:
    """The address of a server started by `command` and a free port; stopped at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    with subprocess.Popen([*command, str(port)], stdout=subprocess.DEVNULL) as server:
        try:
            wait(address)
            yield address
        finally:
            server.terminate()


def wait(address: str) -> None:
    for _ in range(300):
        try:
            httpx.get(address, timeout=60)
        except httpx.TransportError:
            sleep(0.1)
        else:
            return
    raise TimeoutError(f"nothing answers at {address}")
