"""Pages of the site at 100,000 documents and 1,000,000 figures against stock Datasette's own table page.

Both serve the same file, each in a process of its own, and are asked in turn over HTTP; the peer is Datasette
without our plugin, tuned as ours is (no suggested facets, indexed columns).
"""

from __future__ import annotations

import json
import os
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
from typing import Any
from urllib.parse import quote, urlencode

import httpx

from archive.codebook import codebook
from archive.model import digest
from archive.store import Archive
from archive.web.serve import SETTINGS
from scripts.benches import _texts
from scripts.benches.ratio import Ratio

YEARS = range(2008, 2026)
FIGURES = 20
CHARACTERS = 500
ROUNDS = 40
CHANGED = """
SELECT id FROM documents WHERE url IN (SELECT url FROM documents WHERE NOT current) AND current
ORDER BY random() LIMIT ?
"""


def measure(quick: bool) -> Iterator[Ratio]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.db"
        with Archive.open(path, create=True) as archive:
            fill(archive.conn, bodies=60 if quick else 2_800, documents=2_000 if quick else 100_000)
        yield from compared(path, 5 if quick else ROUNDS)


def fill(conn: sqlite3.Connection, *, bodies: int, documents: int) -> None:
    """`bodies` with a report for each of 18 years, 20 figures a report; other documents up to `documents`."""
    chance = random.Random(1)
    codes = [code for code, one in codebook().items() if one.applicants == (None,)][:FIGURES]
    conn.execute("BEGIN")
    conn.execute("INSERT INTO regions (code, name, level) VALUES ('990000', '样例省', 'province')")
    conn.execute("INSERT INTO sites (id, host, sample) VALUES ('bench', 'www.bench.test', 1)")
    for code in codes:
        insert(conn, "INSERT OR IGNORE INTO indicators", code=code, zh=code, en=code, kind="flow")
    for number in range(bodies):
        add_body(conn, chance, number, codes)
    reports = bodies * len(YEARS)
    for number in range(reports, documents):
        add_document(conn, chance, f"notice{number}", kind="notice")
        if number % 100 == 0:  # a page that said something else before
            before = {"current": 0, "fetched_at": "2009-01-01T00:00:00Z", "id": digest(f"before{number}")}
            url = f"http://www.bench.test/notice{number}"
            add_document(conn, chance, f"before{number}", kind="notice", **{**before, "url": url})
    conn.execute("COMMIT")
    conn.execute("INSERT INTO documents_fts (documents_fts) VALUES ('optimize')")
    conn.execute("ANALYZE")


def add_body(conn: sqlite3.Connection, chance: random.Random, number: int, codes: list[str]) -> None:
    name, region = f"样例市第{number}局", f"99{number % 50 + 1:02}{number % 20 + 1:02}"
    conn.execute(
        "INSERT OR IGNORE INTO regions (code, name, level) VALUES (?, ?, 'county')",
        (region, f"样例县{region}"),
    )
    insert(conn, "INSERT INTO organs", id=digest(name), name=name, region=region, level="county")
    for year in YEARS:
        report_id = digest(name, str(year))
        document = add_document(
            conn,
            chance,
            f"{name}{year}",
            kind="annual_report",
            organ_id=digest(name),
            region=region,
            report_id=report_id,
            published=f"{year + 1}-01-{chance.randrange(1, 29):02}",
            year=year + 1,
        )
        insert(
            conn,
            "INSERT INTO reports",
            id=report_id,
            report_key=f"{name}/{year}/own",
            document_id=document,
            organ_id=digest(name),
            organ=name,
            year=year,
            form="2014" if year < 2019 else "2021",
            scope="own",
            region=region,
            title=f"{name}{year}年报",
            published=f"{year + 1}-01-20",
            url="http://www.bench.test/",
            content="0",
            current=1,
            reader="1",
            figures=len(codes),
            errors=year % 7 == 0,
            sample="样例数据",
        )
        insert(
            conn,
            "INSERT INTO coverage",
            organ_id=digest(name),
            year=year,
            organ=name,
            region=region,
            level="county",
            state="on_time" if year % 5 else "late",
            days_late=None if year % 5 else 12,
            report_id=report_id,
            rule="in_time" if year % 5 else "after_deadline",
        )
        for code in codes:
            value = chance.randrange(0, 5000)
            evidence = json.dumps({"kind": "sentence", "text": "公开信息", "start": 0, "end": 2})
            insert(
                conn,
                "INSERT INTO figures",
                id=f"{report_id}#{code}",
                report_id=report_id,
                indicator=code,
                value=value,
                unit="条",
                evidence=evidence,
                source="prose",
                preferred=1,
            )
        if year % 7 == 0:
            insert(
                conn,
                "INSERT INTO findings",
                id=digest(report_id, "f"),
                report_id=report_id,
                document_id=document,
                rule="table3.row_sum",
                severity="error",
                message="不等",
                left=1,
                right=2,
                figures="[]",
            )


def add_document(conn: sqlite3.Connection, chance: random.Random, name: str, **more: Any) -> str:
    text = _texts.text(chance, CHARACTERS)
    day = f"20{chance.randrange(10, 26)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
    values = {
        "id": digest(name),
        "capture_id": digest(name),
        "url": f"http://www.bench.test/{name}",
        "site_id": "bench",
        "title": _texts.title(chance),
        "published": day,
        "year": int(day[:4]),
        "source": "样例局",
        "text": text,
        "blocks": json.dumps([["paragraph", 0, len(text), None, None]]),
        "state": "read",
        "reader": "1",
        "fetched_at": f"{day}T00:00:00Z",
        "current": 1,
        "region": "990000",
        "media_type": "text/html",
    }
    insert(conn, "INSERT INTO documents", **{**values, **more})
    return digest(name)


def insert(conn: sqlite3.Connection, verb: str, **values: Any) -> None:
    names, marks = ", ".join(f'"{name}"' for name in values), ", ".join("?" * len(values))
    conn.execute(f"{verb} ({names}) VALUES ({marks})", tuple(values.values()))


def pages(conn: sqlite3.Connection, count: int) -> dict[str, list[str]]:
    """By name of a page, the addresses asked in turn: another one each round, where there is a choice."""
    chance = random.Random(3)
    reports = ids(conn, "SELECT id FROM reports ORDER BY random() LIMIT ?", count)
    documents = ids(conn, "SELECT id FROM documents ORDER BY random() LIMIT ?", count)
    bodies = ids(conn, "SELECT id FROM organs ORDER BY random() LIMIT ?", 50 * count)
    codes = ids(conn, "SELECT code FROM indicators LIMIT ?", FIGURES)
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
        "findings": [f"/findings?page={page}" for page in range(1, count + 1)],
        "codebook": ["/codebook"],
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
    with serving(ours(path)) as here, serving(stock(path)) as there, httpx.Client(timeout=60) as client:
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


def stock(path: Path) -> list[str]:
    settings = [word for name, value in SETTINGS.items() for word in ("--setting", name, str(int(value)))]
    return [sys.executable, "-m", "datasette", "serve", str(path), *settings, "--port"]


@contextmanager
def serving(command: list[str]) -> Iterator[str]:
    """The address of a server started by `command` and a free port; stopped at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    # Without this Datasette would load our plugin into the peer too.
    environment = {**os.environ, **({"DATASETTE_LOAD_PLUGINS": ""} if "datasette" in command else {})}
    address = f"http://127.0.0.1:{port}"
    with subprocess.Popen([*command, str(port)], env=environment, stdout=subprocess.DEVNULL) as server:
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
