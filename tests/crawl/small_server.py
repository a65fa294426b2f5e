"""A small HTTP server that answers as a proxy for any host, and crawls in a child process against it."""

from __future__ import annotations

import json
import resource
import sys
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from forks import Child


@dataclass
class Reply:
    body: bytes | str = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: int = 0

    @property
    def data(self) -> bytes:
        return self.body if isinstance(self.body, bytes) else self.body.encode()


Answer = Reply | Callable[["Handler"], Reply]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: SmallServer

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        host = parts.hostname or self.headers["Host"].partition(":")[0]
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        length = int(self.headers.get("Content-Length") or 0)
        self.sent = self.rfile.read(length)
        self.asked = (host, target, dict(self.headers))
        with self.server.lock:
            self.server.asked.append(self.asked)
        answer = self.server.answers.get((host, target), Reply("<html><title>no</title></html>", 404))
        self.reply(answer(self) if callable(answer) else answer)

    do_POST = do_GET  # noqa: N815 - the name http.server looks for

    def reply(self, reply: Reply) -> None:
        self.send_response(reply.status)
        headers = {"Content-Type": "text/html; charset=utf-8", **reply.headers}
        headers["Content-Length"] = str(len(reply.data) + reply.cut)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if reply.status != 304:
            self.wfile.write(reply.data)
        if reply.cut:
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        pass


class SmallServer(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.lock = threading.Lock()
        self.answers: dict[tuple[str, str], Answer] = {}
        self.asked: list[tuple[str, str, dict[str, str]]] = []

    @property
    def proxy(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def put(self, path: str, body: bytes | str, host: str = "www.one.test", **rest: Any) -> None:
        self.answers[host, path] = Reply(body, **rest)

    def paths(self, host: str = "www.one.test") -> list[str]:
        return [path for asked, path, _ in self.asked if asked == host]

    def __enter__(self) -> SmallServer:
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *rest: object) -> None:
        self.shutdown()
        self.server_close()


def page(title: str, text: str = "", extra: str = "") -> str:
    words = text or f"{title}。" + "这是正文的一句话，写得足够长，好让人看出这一页有内容。" * 20
    return (
        f"<html><head><title>{title}</title></head><body><div class='nav'><a href='/app.pdf'>手册</a></div>"
        f"<div class='article'><h1>{title}</h1><p>{words}</p>{extra}</div></body></html>"
    )


def listing(*items: tuple[str, str, str], extra: str = "") -> str:
    rows = "".join(f"<li><a href='{url}'>{title}</a><span>{date}</span></li>" for url, title, date in items)
    return f"<html><head><title>列表</title></head><body><ul class='list'>{rows}</ul>{extra}</body></html>"


def source(folder: Path, name: str = "one", text: str = "", column: str = "") -> Path:
    """A source file of one listing column, quick; `text` and `column` add keys."""
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.toml").write_text(
        f'id = "{name}"\nhost = "www.{name}.test"\nname = "站点"\ndelay = 0\nconcurrency = 4\n{text}\n'
        f'[[column]]\nname = "年报"\nkind = "annual_report"\naddress = "http://www.{name}.test/list.html"\n'
        f'family = "listing"\nitem = "ul.list a"\narticle = ".article"\n{column}\n',
        encoding="utf-8",
    )
    return folder


def crawl_here(sites: str, archive: str, options: dict[str, Any]) -> None:
    """What the child does: crawls all that the source files declare, and prints the outcomes."""
    from archive.store import ArchiveError
    from scraper.run import crawl
    from scraper.sites import keys, load

    # A host name without a dot is nobody's site, but it resolves everywhere.
    keys.SITE_KEYS["host"] = keys.text
    if size := options.pop("file_size", None):
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    try:
        outcomes = crawl(list(load(Path(sites)).values()), archive, **options)
    except ArchiveError as error:
        sys.exit(f"ArchiveError: {error}")
    print(json.dumps([asdict(outcome) for outcome in outcomes]))


def start_child(sites: Path, archive: Path, **options: Any) -> Child:
    return Child("small_server:crawl_here", str(sites), str(archive), options)


def crawl_in_child(sites: Path, archive: Path, **options: Any) -> list[dict[str, Any]]:
    child = start_child(sites, archive, **options)
    out, err = child.communicate(timeout=300)
    assert child.returncode == 0, err
    assert err == ""
    found: list[dict[str, Any]] = json.loads(out)
    return found
