"""Makes a small archive with whatever version of the code is on the path: the fixtures of test_store_upgrade.

    git worktree add /tmp/old COMMIT
    cd /tmp/old && PYTHONPATH=. python HERE/make.py HERE/version-N.db.gz

version-1.db.gz was made by the code of commit 2df4fc0, version-2.db.gz by that of bcb5325, version-3.db.gz by
that of 397429b, version-4.db.gz by that of 4617d29. A fixture is never made again: it stands for the archives
that people have.
"""

from __future__ import annotations

import gzip
import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from archive.model import Capture, Headers
from archive.process import read_captures
from archive.store import Archive, compression, crawls, dictionaries

CASES = Path(__file__).resolve().parents[2] / "cases"
HTML = (("Content-Type", "text/html; charset=utf-8"), ("ETag", '"v1"'))
BINARY = (("Content-Type", "application/octet-stream"),)
HOST = "www.linxiu.test"
NOTICE = "关于{n}号地块规划方案公示的通知，公示期自即日起三十日，意见请书面送交规划科。编号{r}。"


def notices(count: int) -> Iterator[tuple[str, bytes]]:
    chance = random.Random(1)
    for n in range(count):
        words = "".join(f"<p>{NOTICE.format(n=n, r=chance.randrange(10**6))}</p>" for _ in range(4))
        page = f"<html><head><title>通知{n}</title></head><body><h1>通知{n}</h1>{words}</body></html>"
        yield f"http://{HOST}/tz/{n}.html", page.encode()


def fill(archive: Archive) -> None:
    """Notices behind a dictionary, a report in two versions, a file that is no text, a vanished page."""

    def capture(url: str, body: bytes, day: int, kind: str = "notice", headers: Headers = HTML) -> None:
        at = f"2026-01-{day:02}T08:00:00Z"
        archive.record(Capture(url, url, at, 200, headers, (), body, "linxiu", "栏目", kind), crawl_id=crawl)

    crawl = archive.start_crawl("linxiu", "2026-01-01T07:59:00Z")
    for url, body in notices(30):
        capture(url, body, 1)
    report = (CASES / "all-tables-in-one" / "page.html").read_bytes()
    capture(f"http://{HOST}/nb/2023.html", report, 1, "annual_report")
    capture(f"http://{HOST}/nb/2023.html", report.replace(b">3<", b">4<", 1), 9, "annual_report")
    capture(f"http://{HOST}/file.bin", random.Random(2).randbytes(900), 2, "other", BINARY)
    capture(f"http://{HOST}/tz/0.html", next(notices(1))[1], 3)
    for day in (4, 9):
        archive.visit(f"http://{HOST}/tz/1.html", f"2026-01-{day:02}T08:00:00Z", "missing", status=404)
    archive.visit(
        f"http://{HOST}/tz/2.html", "2026-01-09T08:00:30Z", "not_modified", status=304, crawl_id=crawl
    )
    archive.visit(
        f"http://{HOST}/none.html", "2026-01-09T08:00:40Z", "failed", detail="没有应答", crawl_id=crawl
    )
    with archive.transaction() as conn:
        crawls.finish_crawl(conn, crawl, "2026-01-09T08:01:00Z", "ok", requests=36, bytes=1000)


def main(target: Path) -> None:
    dictionaries.PAGES, compression.DICTIONARY_BYTES = 20, 4096  # so that the fixture is small
    with tempfile.TemporaryDirectory() as folder:
        db = Path(folder) / "archive.db"
        with Archive.open(db, create=True) as archive:
            fill(archive)
            read_captures(archive, jobs=1)
            archive.conn.execute("DELETE FROM regions WHERE code NOT GLOB '37*'")
            archive.conn.execute("VACUUM")
            archive.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        target.write_bytes(gzip.compress(db.read_bytes(), 9, mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
