"""Crawling on loopback with politeness off, against bare Scrapy in the same run.

A server in a process of its own hands out lists and pages of 45 KB. Every crawl is a child process that
prints its seconds, so that imports do not count. `SIDES` are the crawls that are compared.
"""

from __future__ import annotations

import json
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from scripts.benches._server import serve
from scripts.benches.ratio import Ratio

ROUNDS = 3
CONCURRENCY = 16


# -- the crawls, each in a child process


def ours(port: int, shard: int, archive: str) -> int:
    from scraper.run import crawl
    from scraper.source import Column, Site

    address = f"http://127.0.0.1:{port}/{shard}/list_0.html"
    column = Column("公告", "notice", address, "listing", item="ul.list a", next="a.next", article=".article")
    site = Site(
        f"bench{shard}", "127.0.0.1", "bench", (column,), delay=0, concurrency=CONCURRENCY,
        max_pages=10**6, max_lists=10**5, max_total_bytes=10**12,
    )  # fmt: skip
    (outcome,) = crawl([site], archive, allow_private=True)
    assert (outcome.state, outcome.finished) == ("ok", True), outcome
    return outcome.new + outcome.unchanged


def bare(port: int, shard: int, archive: str, soup: bool = False) -> int:  # noqa: ARG001
    """The same settings without our middlewares; with `soup` every page is parsed whole."""
    from bs4 import BeautifulSoup
    from scrapy import Request, Spider
    from scrapy.crawler import AsyncCrawlerProcess
    from selectolax.lexbor import LexborHTMLParser

    from scraper import settings

    base = f"http://127.0.0.1:{port}"
    seen = 0

    class Bare(Spider):
        name = "bare"

        async def start(self):  # type: ignore[no-untyped-def]
            yield Request(f"{base}/{shard}/list_0.html", callback=self.listed)

        def listed(self, response):  # type: ignore[no-untyped-def]
            tree = LexborHTMLParser(response.body)
            for node in tree.css("ul.list a"):
                yield Request(base + str(node.attributes["href"]), callback=self.paged)
            for node in tree.css("a.next"):
                yield Request(base + str(node.attributes["href"]), callback=self.listed, priority=1)

        def paged(self, response):  # type: ignore[no-untyped-def]
            nonlocal seen
            seen += 1
            if soup:
                tree = BeautifulSoup(response.body, "lxml")
                [link.get("href") for link in tree.find_all("a")]
                tree.select_one(".article").get_text()  # type: ignore[union-attr]

    found = settings.base() | {
        # What we switch off of Scrapy's own is off here, too.
        "DOWNLOADER_MIDDLEWARES": {
            name: None for name, place in settings.DOWNLOADER_MIDDLEWARES.items() if place is None
        },
        "HTTPPROXY_ENABLED": False,
        "ROBOTSTXT_OBEY": False,
        "TWISTED_DNS_RESOLVER": "scrapy.resolver.CachingThreadedResolver",
        "CONCURRENT_REQUESTS": CONCURRENCY,
        "CONCURRENT_REQUESTS_PER_DOMAIN": CONCURRENCY,
        "DOWNLOAD_DELAY": 0,
    }
    process = AsyncCrawlerProcess(found)
    process.crawl(Bare)
    process.start()
    return seen


def souped(port: int, shard: int, archive: str) -> int:
    return bare(port, shard, archive, soup=True)


SIDES: dict[str, Callable[[int, int, str], int]] = {"ours": ours, "bare": bare, "souped": souped}


def _child(side: str, port: int, shard: int, archive: str) -> None:
    # The imports are not what is measured, nor are those that Scrapy does when a crawl begins.
    import scrapy.core.downloader.handlers.http11
    import scrapy.crawler  # noqa: F401

    import scraper.run  # noqa: F401

    before = time.perf_counter()
    pages = SIDES[side](port, shard, archive)
    seconds = time.perf_counter() - before
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"pages": pages, "seconds": seconds, "memory": memory}))


# -- what is measured


@contextmanager
def server(pages: int, shards: int = 1) -> Iterator[int]:
    child = subprocess.Popen(
        [sys.executable, "-m", "scripts.benches.crawl", "serve", str(pages), str(shards)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout
    try:
        yield int(child.stdout.readline())
    finally:
        child.kill()
        child.wait()


def run(side: str, port: int, archives: list[Path]) -> list[dict[str, float]]:
    """One child a shard, all at the same time."""
    children = [
        subprocess.Popen(
            [sys.executable, "-m", "scripts.benches.crawl", side, str(port), str(shard), str(path)],
            stdout=subprocess.PIPE,
            text=True,
        )
        for shard, path in enumerate(archives)
    ]
    return [json.loads(child.communicate()[0]) for child in children]


def rate(side: str, port: int, folder: Path, shards: int = 1) -> float:
    """Pages a second of all shards together."""
    archives = [folder / f"{side}{shard}-{time.monotonic_ns()}.db" for shard in range(shards)]
    found = run(side, port, archives)
    for path in archives:
        path.unlink(missing_ok=True)
    return sum(one["pages"] for one in found) / max(one["seconds"] for one in found)


def measure(quick: bool) -> Iterator[Ratio]:
    pages, rounds = (400, 1) if quick else (2000, ROUNDS)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        yield from _speed(folder, pages, rounds)
        yield from _shards(folder, 2 * pages, rounds)
        yield from _again(folder, 500 if quick else 5000)
        yield from _memory(folder, 500 if quick else 50_000)


def _speed(folder: Path, pages: int, rounds: int) -> Iterator[Ratio]:
    """BeautifulSoup, which is slow, gets a quarter of the pages."""
    for peer, name, count, bar in (
        ("bare", "bare Scrapy", pages, 0.8),
        ("souped", "BeautifulSoup", pages // 4, 6.0),
    ):
        rates: dict[str, list[float]] = {"ours": [], peer: []}
        with server(count) as port:
            for _ in range(rounds):
                for side, kept in rates.items():
                    kept.append(rate(side, port, folder))
        yield Ratio(f"capture against {name}", median(rates["ours"]), median(rates[peer]), "pages/s", bar)


def _shards(folder: Path, pages: int, rounds: int) -> Iterator[Ratio]:
    """What two processes gain over one, ours and bare Scrapy's."""
    gains: dict[str, list[float]] = {"ours": [], "bare": []}
    with server(pages, 2) as port:
        for _ in range(rounds):
            for side, kept in gains.items():
                one = rate(side, port, folder)
                kept.append(rate(side, port, folder, 2) / one)
    yield Ratio("two processes", median(gains["ours"]), median(gains["bare"]), "times one process", 0.95)


def _again(folder: Path, pages: int) -> Iterator[Ratio]:
    """The same crawl again, with nothing changed: every page is asked about."""
    path = folder / "again.db"
    with server(pages) as port:
        (first,) = run("ours", port, [path])
        size = _bytes(path)
        (second,) = run("ours", port, [path])
        grown = _bytes(path) - size
    assert first["pages"] == second["pages"] == pages
    yield Ratio("unchanged recrawl, bytes", grown, size, "B", 0.05, at_most=True)
    yield Ratio("unchanged recrawl, time", second["seconds"], first["seconds"], "s", 0.5, at_most=True)


def _memory(folder: Path, pages: int) -> Iterator[Ratio]:
    with server(pages) as port:
        (found,) = run("ours", port, [folder / "memory.db"])
    yield Ratio(f"memory at {pages:,} pages", found["memory"], 250.0, "MB", 1.0, at_most=True)


def _bytes(path: Path) -> int:
    """Bytes of the archive with nothing left in its log."""
    with sqlite3.connect(path) as conn:
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    conn.close()
    return path.stat().st_size


if __name__ == "__main__":
    if sys.argv[1] == "serve":
        serve(int(sys.argv[2]), int(sys.argv[3]))
    else:
        _child(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
