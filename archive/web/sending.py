"""An answer that is written while it is sent: `write(stream)` runs in a thread of its own.

The writer waits for the reader, so that no more than one piece is kept whatever the size. A writer that fails
before its first piece is out becomes an error page; later the connection is cut, so that no reader takes what
it has for the whole.
"""

from __future__ import annotations

import asyncio
import io
import sys
import traceback
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import quote

from datasette.utils.asgi import Response

AT_ONCE = 6  # further downloads wait for their turn
PIECE = 128 * 1024  # bytes
PATIENCE = 120  # seconds that a reader may take for one piece

_threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="download")

Send = Callable[[Any], Coroutine[Any, Any, None]]


class Sent(Response):  # type: ignore[misc]
    """A download under `name`. `write` is given the stream, a `Stream`, and closes nothing."""

    def __init__(self, write: Callable[[Stream], None], name: str, media_type: str, receive: Any) -> None:
        plain = "".join(
            letter for letter in name if letter.isascii() and (letter.isalnum() or letter in "-_.")
        )
        disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
        headers = {"content-disposition": disposition, "cache-control": "no-cache"}
        super().__init__(b"", content_type=media_type, headers=headers)
        self._write = write
        self._receive = receive

    async def asgi_send(self, send: Send) -> None:
        head: list[Any] = []

        async def keep(message: Any) -> None:
            head.append(message)

        await super().asgi_send(keep)
        loop = asyncio.get_running_loop()
        stream = Stream(loop, send, head[0])
        leaving = asyncio.create_task(self._until_gone(stream))
        try:
            await loop.run_in_executor(_threads, self._fill, stream)
        finally:
            leaving.cancel()

    async def _until_gone(self, stream: Stream) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        stream.gone = True

    def _fill(self, stream: Stream) -> None:
        try:
            self._write(stream)
            stream.finish()
        except Exception:
            if not stream.started:
                raise
            # Nothing more can be said to the reader: the answer ends without its end.
            if not stream.gone:
                traceback.print_exc(file=sys.stderr)


class Stream(io.RawIOBase):
    """Hands what is written to the event loop, a piece at a time. `gone` once the reader has left."""

    def __init__(self, loop: asyncio.AbstractEventLoop, send: Send, start: Any) -> None:
        self._loop = loop
        self._send = send
        self._start = start
        self._kept = bytearray()
        self._written = 0
        self.started = False
        self.gone = False

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._written

    def write(self, data: Any) -> int:
        self._kept += data
        self._written += len(data)
        if len(self._kept) >= PIECE:
            self._put(more=True)
        return len(data)

    def finish(self) -> None:
        self._put(more=False)

    def _put(self, *, more: bool) -> None:
        if self.gone:
            raise ConnectionError("the reader has left")
        if not self.started:
            self.started = True
            self._call(self._start)
        body, self._kept = bytes(self._kept), bytearray()
        self._call({"type": "http.response.body", "body": body, "more_body": more})

    def _call(self, message: Any) -> None:
        asyncio.run_coroutine_threadsafe(self._send(message), self._loop).result(PATIENCE)
