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
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from scripts.benches._server import serve
from scripts.benches.ratio import Ratio

ROUNDS = 9
CONCURRENCY = 16
# One of `SIDES`, and how many processes it has, a shard each.
Kind = tuple[str, int]


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
        # Of Scrapy's own it has what we have, and nothing of ours.
        "DOWNLOADER_MIDDLEWARES": {},
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

    imported = time.process_time()
    before = time.perf_counter()
    pages = SIDES[side](port, shard, archive)
    seconds = time.perf_counter() - before
    used = resource.getrusage(resource.RUSAGE_SELF)
    cpu = used.ru_utime + used.ru_stime - imported
    found = {"pages": pages, "seconds": seconds, "memory": used.ru_maxrss / 1024, "cpu": cpu}
    print(json.dumps(found))


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


def rate(side: str, shards: int, port: int, folder: Path) -> float:
    """Pages a second of all shards together."""
    archives = [folder / f"{side}{shard}-{time.monotonic_ns()}.db" for shard in range(shards)]
    found = run(side, port, archives)
    for path in archives:
        path.unlink(missing_ok=True)
    return sum(one["pages"] for one in found) / max(one["seconds"] for one in found)


def measure(quick: bool) -> Iterator[Ratio]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        yield from _speed(folder, *((200, 2) if quick else (1500, ROUNDS)))
        yield from _souped(folder, *((100, 1) if quick else (375, 5)))
        yield from _again(folder, *((500, 1) if quick else (5000, 3)))
        yield from _memory(folder, 500 if quick else 50_000)


def in_turn(kinds: Sequence[Kind], port: int, folder: Path, rounds: int) -> dict[Kind, float]:
    """The median rate of each kind of crawl. Every second round has them in the opposite order, so that
    what else the machine does falls on all alike.
    """
    rates: dict[Kind, list[float]] = {kind: [] for kind in kinds}
    for number in range(rounds):
        for kind in kinds if number % 2 else reversed(kinds):
            rates[kind].append(rate(*kind, port, folder))
    return {kind: median(kept) for kind, kept in rates.items()}


def _speed(folder: Path, pages: int, rounds: int) -> Iterator[Ratio]:
    """`pages` a process, against bare Scrapy: in one process, and what a second adds."""
    kinds = [("ours", 1), ("ours", 2), ("bare", 2), ("bare", 1)]
    with server(2 * pages, 2) as port:
        found = in_turn(kinds, port, folder, rounds)
    one, peer = found["ours", 1], found["bare", 1]
    yield Ratio("capture against bare Scrapy", one, peer, "pages/s", 0.8)
    gains = found["ours", 2] / one, found["bare", 2] / peer
    yield Ratio("two processes", *gains, "times one process", 0.95)


def _souped(folder: Path, pages: int, rounds: int) -> Iterator[Ratio]:
    with server(pages) as port:
        found = in_turn([("ours", 1), ("souped", 1)], port, folder, rounds)
    yield Ratio("capture against BeautifulSoup", found["ours", 1], found["souped", 1], "pages/s", 6.0)


def _again(folder: Path, pages: int, rounds: int) -> Iterator[Ratio]:
    """The same crawl again, with nothing changed: every page is asked about. Medians of as many archives."""
    sizes: list[tuple[int, int]] = []
    seconds: list[tuple[float, float]] = []
    with server(pages) as port:
        for number in range(rounds):
            path = folder / f"again{number}.db"
            (first,) = run("ours", port, [path])
            size = _bytes(path)
            (second,) = run("ours", port, [path])
            assert first["pages"] == second["pages"] == pages
            sizes.append((_bytes(path) - size, size))
            seconds.append((second["seconds"], first["seconds"]))
    grown, size = (int(median(values)) for values in zip(*sizes, strict=True))
    later, earlier = (median(values) for values in zip(*seconds, strict=True))
    yield Ratio("unchanged recrawl, bytes", grown, size, "B", 0.05, at_most=True)
    yield Ratio("unchanged recrawl, time", later, earlier, "s", 0.5, at_most=True)


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
