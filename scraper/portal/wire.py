"""A proxy that misbehaves on the wire: what `server` cannot do, because it only ever writes whole answers."""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

# A fault may strike one path, every page and list, or the whole host with its robots.txt.
PAGES, HOST = "pages", "host"


@dataclass(slots=True)
class Wire:
    """One request and the connection it came on: the how many-th for its path, and of its host."""

    host: str
    path: str
    times: int
    requests: int
    head: bytes
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def send(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()


Strike = Callable[[Wire], Awaitable[None]]


Healthy = Callable[[str], bytes]


class FaultServer:
    """Answers for the hosts www.NAME.test as an HTTP proxy while the context is open.

    `faults` has by name the path that is struck and how; all else is answered by `healthy`. TLS is let
    through to a server of the context `tls`. `asked` lists the (host, path) of all
    requests.
    """

    def __init__(
        self, faults: Mapping[str, tuple[str, Strike]], healthy: Healthy, tls: ssl.SSLContext | None = None
    ) -> None:
        self.faults = faults
        self.healthy = healthy
        self.tls = tls
        self.asked: list[tuple[str, str]] = []
        self._times: Counter[tuple[str, str]] = Counter()
        self._requests: Counter[str] = Counter()
        self.port = 0

    @property
    def proxy(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="faults", daemon=True)
        self._thread.start()
        start = asyncio.start_server(self._serve, "127.0.0.1", 0, backlog=256)
        self._server = asyncio.run_coroutine_threadsafe(_as_coroutine(start), self._loop).result()
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._shut(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _shut(self) -> None:
        self._server.close()
        tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while not writer.is_closing():
                head = await reader.readuntil(b"\r\n\r\n")
                await self._answer(head, reader, writer)
        except (asyncio.IncompleteReadError, ConnectionError, ssl.SSLError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    async def _answer(self, head: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        method, target, _ = head.split(b"\r\n")[0].decode("latin-1").split(" ", 2)
        if method == "CONNECT":
            await self._let_through(writer)
            return
        parts = urlsplit(target)
        host, path = parts.hostname or "", parts.path + (f"?{parts.query}" if parts.query else "")
        self.asked.append((host, path))
        self._times[host, path] += 1
        self._requests[host] += 1
        wire = Wire(host, path, self._times[host, path], self._requests[host], head, reader, writer)
        struck, strike = self.faults.get(host[4:-5], ("", None))
        if strike and struck in (HOST, parts.path, "" if parts.path == "/robots.txt" else PAGES):
            await strike(wire)
        else:
            await wire.send(self.healthy(path))

    async def _let_through(self, writer: asyncio.StreamWriter) -> None:
        """What follows is TLS as it was given."""
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        await writer.drain()
        if self.tls:
            await writer.start_tls(self.tls)


async def _as_coroutine(start: Awaitable[asyncio.Server]) -> asyncio.Server:
    return await start
