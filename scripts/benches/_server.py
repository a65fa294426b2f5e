"""The site that the bench of crawling asks: lists and pages of 45 KB, 304 where the page is known."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

PER_LIST = 100


def serve(pages: int, shards: int) -> None:
    """Hands out lists /SHARD/list_N.html and pages /SHARD/a/N.html; 304 where the page is known."""
    bodies = {
        path: body for shard in range(shards) for path, body in _site(shard, pages // shards)
    }  # built before the first request

    class Connection(asyncio.Protocol):
        def connection_made(self, transport: Any) -> None:
            self.transport = transport
            self.buffer = b""

        def data_received(self, data: bytes) -> None:
            self.buffer += data
            while b"\r\n\r\n" in self.buffer:
                head, self.buffer = self.buffer.split(b"\r\n\r\n", 1)
                self.transport.write(_answer(head, bodies))

    async def main() -> None:
        server = await asyncio.get_running_loop().create_server(Connection, "127.0.0.1", 0, backlog=512)
        print(server.sockets[0].getsockname()[1], flush=True)
        await server.serve_forever()

    asyncio.run(main())


def _site(shard: int, pages: int) -> Iterator[tuple[bytes, bytes | int]]:
    """Lists as they are; of a page only its number, since 50,000 of them would not fit."""
    lists = -(-pages // PER_LIST)
    for number in range(lists):
        inside = range(number * PER_LIST, min(pages, (number + 1) * PER_LIST))
        rows = "".join(
            f"<li><a href='/{shard}/a/{n}.html'>关于第{n}号事项的通知</a><span>2024-01-01</span></li>"
            for n in inside
        )
        more = (
            f"<a class='next' href='/{shard}/list_{number + 1}.html'>下一页</a>" if number + 1 < lists else ""
        )
        text = f"<html><title>列表</title><body><ul class='list'>{rows}</ul>{more}</body></html>"
        yield f"/{shard}/list_{number}.html".encode(), text.encode()
        for n in inside:
            yield f"/{shard}/a/{n}.html".encode(), n


_NAV = "".join(
    f"<li class='nav-item'><a href='/zwgk/lm{n}/index.html'>栏目名称{n}</a></li>" for n in range(260)
)
_WORDS = [
    "公开",
    "工作",
    "办理",
    "群众",
    "审批",
    "落实",
    "项目",
    "服务",
    "监督",
    "制度",
    "建设",
    "年度",
    "部门",
    "要求",
]


def _template(turn: int) -> tuple[bytes, ...]:
    """A page of 45 KB cut where its number stands: navigation, an article of its own words, a sidebar."""
    words = "".join(_WORDS[(turn + i * i) % len(_WORDS)] for i in range(2500))
    paragraphs = "".join(f"<p>{words[i : i + 160]}（#）。</p>" for i in range(0, len(words), 160))
    text = (
        "<html><head><meta charset='utf-8'><title>关于第#号事项的通知</title></head><body>"
        f"<ul>{_NAV}</ul>"
        f"<div class='article'><h1>关于第#号事项的通知</h1>{paragraphs}</div><ul>{_NAV[:8000]}</ul>"
        "</body></html>"
    )
    return tuple(text.encode().split(b"#"))


# Made once: the server has its part of the two cores that are measured.
_TEMPLATES = [_template(turn * 7 % len(_WORDS)) for turn in range(len(_WORDS))]


def _page(number: int) -> bytes:
    return (b"%d" % number).join(_TEMPLATES[number % len(_TEMPLATES)])


def _answer(head: bytes, bodies: dict[bytes, bytes | int]) -> bytes:
    found = bodies.get(head.split(b" ", 2)[1])
    if found is None:
        return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
    tag = b'"%d"' % found if isinstance(found, int) else b'"list"'
    if b"If-None-Match: " + tag in head:
        return b"HTTP/1.1 304 Not Modified\r\nETag: " + tag + b"\r\n\r\n"
    body = _page(found) if isinstance(found, int) else found
    return (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nETag: %s\r\nContent-Length: %d\r\n\r\n"
        % (tag, len(body))
    ) + body
