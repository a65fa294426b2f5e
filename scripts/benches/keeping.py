"""What storing adds to a crawl: Scrapy over loopback into an archive, against one that keeps nothing.

Each run is a process of its own. The server, in a third process, answers with pages made beforehand; both
crawls fetch, decode and parse each page's title, and are as fast as Scrapy can be: no delay, 16 at once.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from scripts.benches.ratio import Ratio

SERVER = """
import socketserver, sys, threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from scripts.benches._pages import pages
BODIES = [page.html() for page in pages(int(sys.argv[1]))]
class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def do_GET(self):
        body = BODIES[int(self.path[1:])]
        head = (b"HTTP/1.1 200 OK\\r\\nContent-Type: text/html; charset=utf-8\\r\\nServer: bench\\r\\n"
                b"Content-Length: %d\\r\\n\\r\\n" % len(body))
        self.wfile.write(head + body)
    def log_message(self, *a): pass
server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
server.daemon_threads = True
print(server.server_address[1], flush=True)
server.serve_forever()
"""
CRAWL = """
import sys, time
from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from archive.model import Capture
from archive.store import Archive
from scraper.answers import now, pairs
port, count, path = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
archive = Archive.open(path, create=True) if path else None
class All(Spider):
    name = "all"
    async def start(self):
        for number in range(count):
            yield Request(f"http://127.0.0.1:{port}/{number}", dont_filter=True)
    def parse(self, response):
        response.css("title::text").get()
        number = int(response.url.rpartition("/")[2])
        capture = Capture(response.url, response.url, now(), response.status, pairs(response.headers),
                          pairs(response.request.headers), response.body, f"s{number % 6}", "a", "notice")
        if archive:
            archive.record(capture)
process = AsyncCrawlerProcess({"LOG_LEVEL": "ERROR", "TELNETCONSOLE_ENABLED": False, "ROBOTSTXT_OBEY": False,
                               "CONCURRENT_REQUESTS": 16, "CONCURRENT_REQUESTS_PER_DOMAIN": 16})
process.crawl(All)
begin = time.perf_counter()
process.start()
if archive:
    archive.close()
print(time.perf_counter() - begin)
"""


def measure(quick: bool) -> Iterator[Ratio]:
    count, rounds = (600, 1) if quick else (3000, 5)
    with subprocess.Popen(
        [sys.executable, "-c", SERVER, str(count)], stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        port = server.stdout.readline().strip()
        try:
            times: tuple[list[float], list[float]] = ([], [])
            for _ in range(rounds):
                times[1].append(seconds(port, count, ""))
                with tempfile.TemporaryDirectory() as folder:
                    times[0].append(seconds(port, count, str(Path(folder) / "a.db")))
        finally:
            server.kill()
    yield Ratio("crawl with storing", median(times[0]), median(times[1]), "s", 1.1, at_most=True)


def seconds(port: str, count: int, path: str) -> float:
    done = subprocess.run(
        [sys.executable, "-c", CRAWL, port, str(count), path], capture_output=True, text=True, check=True
    )
    return float(done.stdout)
