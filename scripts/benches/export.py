"""The whole view `panel` as CSV, against Datasette's CSV stream and `sqlite3 -csv` of the same view; and the
memory of an export at a hundred times the figures.

The archives are made here: reports of 230 figures each, one edition a report.
"""

from __future__ import annotations

import json
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from archive.codebook import codebook
from archive.export.delimited import write_csv
from archive.export.panel import Panel
from archive.export.selection import Selection
from archive.export.table import described
from archive.model import digest
from archive.process.reference import store_codebook, store_regions
from archive.store import Archive
from scripts.benches._stock import stock
from scripts.benches.ratio import Ratio, in_turn

EACH = 230
STREAMED = 40_000
FEW, MANY = 50_000, 5_000_000


def measure(quick: bool) -> Iterator[Ratio]:
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as name:
        folder = Path(name)
        small = made(folder / "small.db", STREAMED)
        yield against_datasette(small, folder)
        middle = small if quick else made(folder / "middle.db", 10 * STREAMED)
        yield against_sqlite(middle, folder)
        few = made(folder / "few.db", 10_000 if quick else FEW)
        many = made(folder / "many.db", 100_000 if quick else MANY)
        yield memory(few, many)


def against_datasette(db: Path, folder: Path) -> Ratio:
    rows = rows_of(db)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # As it comes, but for the limit of 100 MB that cuts a CSV and the time that a slow machine needs.
    command = [*stock(db, {"max_csv_mb": 0, "sql_time_limit_ms": 60_000}), str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}/{db.stem}/panel.csv?_stream=on&_size=max"
    try:
        wait_for(f"http://127.0.0.1:{port}/-/versions.json")
        ours, peer = in_turn(
            lambda: export(db, folder / "a.csv"), lambda: fetch(address, folder / "b.csv"), 3
        )
    finally:
        server.terminate()
        server.wait()
    assert lines(folder / "a.csv") == lines(folder / "b.csv") == rows + 1
    return Ratio(
        f"panel to CSV, {rows:,} rows, against Datasette's stream", rows / ours, rows / peer, "rows/s", 4
    )


def against_sqlite(db: Path, folder: Path) -> Ratio:
    """Against the program sqlite3 where it is installed, else Python's sqlite3 and csv, which is said."""
    rows, program = rows_of(db), shutil.which("sqlite3")
    name = "sqlite3 -csv" if program else "Python's sqlite3 and csv"

    def peer() -> None:
        with (folder / "c.csv").open("wb") as stream:
            if program:
                command = [program, "-readonly", "-csv", "-header", str(db), "SELECT * FROM panel"]
                subprocess.run(command, stdout=stream, check=True)
            else:
                subprocess.run([sys.executable, "-c", PLAIN, str(db)], stdout=stream, check=True)

    ours, theirs = in_turn(lambda: export(db, folder / "a.csv"), peer, 3)
    assert lines(folder / "a.csv") == lines(folder / "c.csv") == rows + 1
    return Ratio(f"panel to CSV, {rows:,} rows, against {name}", rows / ours, rows / theirs, "rows/s", 0.3)


def memory(few: Path, many: Path) -> Ratio:
    """The greatest resident size of a process that exports, many figures against few."""
    ours, peer = (peak(db) for db in (many, few))
    name = f"peak memory, {rows_of(many):,} figures against {rows_of(few):,}"
    return Ratio(name, ours, peer, "MB", 1.25, at_most=True)


def export(db: Path, output: Path) -> None:
    with Archive.open(db, read_only=True) as archive, output.open("wb") as stream:
        write_csv(stream, described("panel"), Panel.of(archive.conn, Selection()).long())


INDEXES = """
SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = 'figures' AND sql IS NOT NULL
AND name <> 'figures_by_report_id'
"""
PLAIN = """
import csv, sqlite3, sys
cursor = sqlite3.connect(sys.argv[1]).execute("SELECT * FROM panel")
writer = csv.writer(sys.stdout)
writer.writerow([column[0] for column in cursor.description])
writer.writerows(cursor)
"""
# What the system calls the high-water mark of a process begins anew with its program; ru_maxrss is handed on
# by the process that started it.
PEAK = """
import re, sys
from pathlib import Path
from scripts.benches.export import export
export(Path(sys.argv[1]), Path("/dev/null"))
print(int(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1]) / 1024)
"""


def peak(db: Path) -> float:
    return float(
        subprocess.run([sys.executable, "-c", PEAK, str(db)], capture_output=True, check=True).stdout
    )


def fetch(address: str, output: Path) -> None:
    with urllib.request.urlopen(address, timeout=600) as answer, output.open("wb") as stream:
        shutil.copyfileobj(answer, stream)


def wait_for(address: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(address)


def lines(path: Path) -> int:
    with path.open("rb") as stream:
        return sum(1 for _ in stream)


def rows_of(db: Path) -> int:
    with Archive.open(db, read_only=True) as archive:
        return int(archive.conn.execute("SELECT count(*) FROM figures").fetchone()[0])


def made(path: Path, figures: int) -> Path:
    """An archive of about so many figures."""
    with Archive.open(path, create=True) as archive:
        conn = archive.conn
        with archive.transaction():
            store_codebook(conn)
            store_regions(conn)
        conn.execute("PRAGMA synchronous = OFF")
        conn.execute("PRAGMA cache_size = -400000")
        # No export asks for these, and to keep them up would take most of the time of making the archive.
        for (index,) in conn.execute(INDEXES).fetchall():
            conn.execute(f"DROP INDEX {index}")
        count = -(-figures // EACH)
        regions = [row["code"] for row in conn.execute("SELECT code FROM regions ORDER BY code")]
        with archive.transaction():
            for number in range(count):
                add_report(archive, number, regions)
            add_figures(conn)
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


def add_report(archive: Archive, number: int, regions: list[str]) -> None:
    conn, year = archive.conn, 2008 + number % 18
    body = f"样例{number // 18:05d}市人民政府办公室"
    key, region = f"{body}/{year}/own", regions[number // 18 % len(regions)]
    report, document, capture = (digest(key, word) for word in ("r", "d", "c"))
    url, at = (
        f"https://www.sample{number % 97}.test/zwgk/nianbao/{number}.html",
        f"{year + 1}-03-01T01:02:03Z",
    )
    conn.execute(
        "INSERT INTO captures (id, url, final_url, fetched_at, status, headers, request_headers, sha256,"
        " size, kind, origin) VALUES (?, ?, ?, ?, 200, '[]', '[]', ?, 1, 'annual_report', 'crawl')",
        (capture, url, url, at, digest(key) * 4),
    )
    conn.execute(
        "INSERT INTO documents (id, capture_id, url, kind, media_type, text, blocks, state, reader,"
        " fetched_at) VALUES (?, ?, ?, 'annual_report', 'text/html', '', '[]', 'read', 'bench', ?)",
        (document, capture, url, at),
    )
    conn.execute(
        'INSERT INTO parts (document_id, number, capture_id, media_type, start, "end")'
        " VALUES (?, 0, ?, 'text/html', 0, 0)",
        (document, capture),
    )
    organ = digest(body)
    conn.execute(
        "INSERT OR IGNORE INTO organs (id, name, region, level) VALUES (?, ?, ?, 'city')",
        (organ, body, region),
    )
    conn.execute(
        "INSERT INTO reports (id, report_key, document_id, organ_id, organ, year, form, scope, region, url,"
        " content, current, reader) VALUES (?, ?, ?, ?, ?, ?, '2021', 'own', ?, ?, '', 1, 'bench')",
        (report, key, document, organ, body, year, region, url),
    )


FIGURES = """
INSERT INTO figures (id, report_id, indicator, applicant, value, unit, evidence, source, preferred, sample)
SELECT reports.id || '#' || names.name, reports.id, names.indicator, names.applicant,
       (reports.rowid * 7 + names.place) % 3000, names.unit, :evidence, 'table', 1, '样例数据 / sample data'
FROM reports CROSS JOIN temp.names ORDER BY reports.id, names.name
"""


def add_figures(conn: sqlite3.Connection) -> None:
    """The figures of all reports, in the order of the index: that is several times as fast."""
    names = [(c, a, i.unit) for c, i in codebook().items() for a in i.applicants][:EACH]
    conn.execute("CREATE TEMP TABLE names (place, name, indicator, applicant, unit)")
    conn.executemany(
        "INSERT INTO names VALUES (?, ?, ?, ?, ?)",
        [(place, f"{c}.{a}" if a else c, c, a, unit) for place, (c, a, unit) in enumerate(names)],
    )
    evidence = json.dumps({"kind": "cell", "table": 2, "row": 4, "column": 4, "text": "821"})
    conn.execute(FIGURES, {"evidence": evidence})
