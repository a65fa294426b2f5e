"""What storing adds to a crawl: the crawler over loopback into an archive, against one that keeps nothing.

Six sites with a template each, no delay, eight requests at once. Each run is a process of its own; the
server, in another one, answers as a proxy with pages made beforehand. All but `Archive.record` is the same.
Both are run in turn, now the one first and now the other, so that what else the machine does hits both.
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
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit
from scripts.benches._pages import pages
made = list(pages(int(sys.argv[1])))
answers = {page.url: page.html() for page in made}
for site in {page.site for page in made}:
    links = "".join(f"<li><a href='{p.url}'>{p.title}</a></li>" for p in made if p.site == site)
    answers[f"http://www.s{site}.test/list.html"] = f"<html><ul class='list'>{links}</ul></html>".encode()
class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def do_GET(self):
        body = answers.get(self.path)
        status = b"200 OK" if body else b"404 Not Found"
        body = body or b"no"
        self.wfile.write(b"HTTP/1.1 " + status + b"\\r\\nContent-Type: text/html; charset=utf-8\\r\\n"
                         b"Server: bench\\r\\nContent-Length: %d\\r\\n\\r\\n" % len(body) + body)
    def log_message(self, *rest): pass
server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
server.daemon_threads = True
print(server.server_address[1], flush=True)
server.serve_forever()
"""
CRAWL = """
import sys, time
from archive.store import Archive
from scraper.run import crawl
from scraper.source import Column, Site
port, path, keeps = sys.argv[1:]
if not keeps:
    Archive.record = lambda *rest, **more: "new"
sites = [
    Site(f"s{n}", f"www.s{n}.test", "s", (Column("a", "notice", f"http://www.s{n}.test/list.html", "listing",
         item="ul.list a", article="#zoom"),), delay=0.0, concurrency=8)
    for n in range(6)
]
begin = time.perf_counter()
outcomes = crawl(sites, path, proxy=f"http://127.0.0.1:{port}")
seconds = time.perf_counter() - begin
print(sum(outcome.new for outcome in outcomes), seconds)
"""


def measure(quick: bool) -> Iterator[Ratio]:
    count, rounds = (600, 1) if quick else (6000, 7)
    command = [sys.executable, "-c", SERVER, str(count)]
    times: dict[str, list[float]] = {"yes": [], "": []}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        port = server.stdout.readline().strip()
        try:
            for number in range(rounds):
                for keeps in ("yes", "") if number % 2 else ("", "yes"):
                    times[keeps].append(seconds(port, count, keeps))
        finally:
            server.kill()
    pairs = (f"{ours:.2f}/{peer:.2f}" for ours, peer in zip(times["yes"], times[""], strict=True))
    sys.stderr.write(f"seconds with and without: {' '.join(pairs)}\n")
    yield Ratio("crawl with storing", median(times["yes"]), median(times[""]), "s", 1.1, at_most=True)


def seconds(port: str, count: int, keeps: str) -> float:
    """Seconds of one crawl of all pages."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-c", CRAWL, port, str(Path(folder) / "a.db"), keeps],
            capture_output=True,
            text=True,
            check=True,
        )
    new, taken = done.stdout.split()
    assert int(new) == count, done.stderr
    return float(taken)
