"""A small HTTP/1.1 proxy that answers by host out of what it is given; it opens no connection of its own.

    bytes -> Request -> answer (a function) -> Answer -> bytes, or 304 where the client has them already

Whoever wants a site to misbehave puts a function of its own between `answer` and the server, or a subclass of
`Connection` that writes badly.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from types import TracebackType
from typing import Self
from urllib.parse import parse_qsl, urlsplit

Headers = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Request:
    """`headers` have small letters; `query` holds the fields of the address and of a posted form."""

    method: str
    host: str
    path: str
    query: Mapping[str, str]
    headers: Headers
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: bytes
    headers: Headers = field(default_factory=dict)


Respond = Callable[[Request], Answer]


def parse(head: bytes, body: bytes) -> Request | None:
    """The request, or None where it is none that a proxy of plain HTTP can answer."""
    line, _, rest = head.partition(b"\r\n")
    words = line.decode("latin-1").split(" ")
    if len(words) != 3 or words[0] not in ("GET", "HEAD", "POST"):
        return None
    fields = (item.partition(":") for item in rest.decode("latin-1").split("\r\n") if item)
    headers = {name.strip().lower(): value.strip() for name, _, value in fields}
    parts = urlsplit(words[1])
    host = (parts.hostname or headers.get("host", "").partition(":")[0]).lower()
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    if not headers.get("content-type", "").startswith("application/json"):
        pairs += parse_qsl(body.decode("latin-1"), keep_blank_values=True)
    return Request(words[0], host, parts.path or "/", dict(pairs), headers, body)


def not_modified(request: Request, answer: Answer) -> bool:
    """Whether the client's copy is the one it would get (If-None-Match counts before If-Modified-Since)."""
    if answer.status != HTTPStatus.OK:
        return False
    if tag := request.headers.get("if-none-match"):
        return answer.headers.get("ETag") in [item.strip() for item in tag.split(",")]
    since = request.headers.get("if-modified-since")
    return since is not None and since == answer.headers.get("Last-Modified")


def encode(request: Request, answer: Answer, *, keep: bool) -> bytes:
    """The bytes on the wire: head and, unless it is a HEAD request or a 304, the body."""
    status, body = answer.status, answer.body
    if not_modified(request, answer):
        status, body = HTTPStatus.NOT_MODIFIED, b""
    lines = [f"HTTP/1.1 {int(status)} {HTTPStatus(status).phrase}", "Server: gongkai-portal"]
    lines += [f"{name}: {value}" for name, value in answer.headers.items()]
    if status != HTTPStatus.NOT_MODIFIED:
        lines.append(f"Content-Length: {len(body)}")
    lines.append("Connection: keep-alive" if keep else "Connection: close")
    head = "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n"
    return head if request.method == "HEAD" else head + body


class Connection(asyncio.Protocol):
    """One client: requests come in one after the other, on a connection that stays open."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond
        self.buffer = b""
        self.transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        while self.transport and not self.transport.is_closing() and self._take():
            pass

    def _take(self) -> bool:
        """Answers the first whole request of the buffer; False where there is none yet."""
        head, end, rest = self.buffer.partition(b"\r\n\r\n")
        if not end:
            return False
        length = _length(head)
        if len(rest) < length:
            return False
        self.buffer = rest[length:]
        self._reply(parse(head, rest[:length]))
        return True

    def _reply(self, request: Request | None) -> None:
        assert self.transport
        keep = request is not None and request.headers.get("connection", "").lower() != "close"
        if request is None:
            request, answer = (
                Request("GET", "", "/", {}, {}),
                Answer(400, b"This proxy speaks plain HTTP only.\n"),
            )
        else:
            answer = self.respond(request)
        self.transport.write(encode(request, answer, keep=keep))
        if not keep:
            self.transport.close()


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length" and value.strip().isdigit():
            return int(value)
    return 0


class Server:
    """Serves `respond` on 127.0.0.1 in a thread while the context is open. `port` 0 takes a free one."""

    def __init__(self, respond: Respond, port: int = 0) -> None:
        self._respond = respond
        self._asked = port
        self._connections: list[Connection] = []
        self.port = 0

    def __enter__(self) -> Self:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="portal", daemon=True)
        self._thread.start()
        try:
            self._server = asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result()
        except OSError:
            self._end()
            raise
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def _listen(self) -> asyncio.Server:
        return await self._loop.create_server(self._connect, "127.0.0.1", self._asked, backlog=256)

    def _connect(self) -> Connection:
        connection = Connection(self._respond)
        alive = [c for c in self._connections if c.transport and not c.transport.is_closing()]
        self._connections = [*alive, connection]
        return connection

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._shut(), self._loop).result()
        self._end()

    async def _shut(self) -> None:
        self._server.close()
        for connection in self._connections:
            if connection.transport:
                connection.transport.abort()
        await asyncio.sleep(0)

    def _end(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
