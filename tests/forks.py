"""Crawls and commands in processes of their own, forked from one that has done the imports.

A fresh interpreter spends longer on importing Scrapy than most of the tests' crawls on crawling.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from typing import Any, TextIO

IMPORTED = (
    "archive.cli",
    "scraper.run",
    "scraper.schedule",
    "scraper.discover.run",
    "scraper.spiders.index",
    "scrapy.core.downloader.handlers.http11",
    "scrapy.downloadermiddlewares.defaultheaders",
    "scrapy.downloadermiddlewares.httpcompression",
    "scrapy.downloadermiddlewares.httpproxy",
    "scrapy.downloadermiddlewares.redirect",
    "scrapy.downloadermiddlewares.retry",
    "scrapy.downloadermiddlewares.useragent",
    "scrapy.extensions.throttle",
    "scrapy.logformatter",
    "scrapy.pqueues",
    "scrapy.squeues",
    "scrapy.statscollectors",
)


class Child:
    """`module:function` called with the arguments, which are JSON. As a Popen with texts for its output."""

    def __init__(self, target: str, *arguments: Any, env: dict[str, str] | None = None) -> None:
        self.returncode: int | None = None
        self._ends, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._files = _file(), _file()
        asked = json.dumps([target, arguments, env or {}, sys.path])
        with there:
            handles = [there.fileno(), *(file.fileno() for file in self._files)]
            socket.send_fds(_stem(), [asked.encode()], handles)
        self.pid: int = json.loads(self._ends.recv(20))

    def poll(self) -> int | None:
        with suppress(subprocess.TimeoutExpired):
            return self.wait(0.0)
        return None

    def wait(self, timeout: float | None = None) -> int:
        if self.returncode is None:
            self._ends.settimeout(timeout)
            try:
                self.returncode = int(self._ends.recv(20))
            except (TimeoutError, BlockingIOError):
                raise subprocess.TimeoutExpired(str(self.pid), timeout or 0.0) from None
            self._ends.close()
            self._texts = _text(self._files[0]), _text(self._files[1])
        return self.returncode

    def communicate(self, timeout: float | None = None) -> tuple[str, str]:
        """What it wrote on standard output and standard error until its end."""
        self.wait(timeout)
        return self._texts


def _text(file: TextIO) -> str:
    with file:
        file.seek(0)
        return file.read()


def _file() -> TextIO:
    return os.fdopen(os.memfd_create("output"), "w+", encoding="utf-8")


def gongkai(*words: str, env: dict[str, str] | None = None) -> Child:
    """A command of ours, begun."""
    return Child("archive.cli:main", words, env=env)


def run(*words: str, timeout: float = 120) -> subprocess.CompletedProcess[str]:
    """A command of ours, to its end."""
    child = gongkai(*words)
    out, err = child.communicate(timeout)
    return subprocess.CompletedProcess(words, child.wait(), out, err)


_stems: list[socket.socket] = []


def _stem() -> socket.socket:
    """The line to the process that is forked, which is begun at first use and ends with this one."""
    if not _stems:
        here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with there:
            stem = subprocess.Popen(
                [sys.executable, __file__, str(there.fileno())],
                pass_fds=[there.fileno()],
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
        _stems.append(here)
        atexit.register(_end, here, stem)
    return _stems[0]


def _end(line: socket.socket, stem: subprocess.Popen[bytes]) -> None:
    line.close()
    stem.wait()


# -- in the process that is forked


def _serve(line: socket.socket) -> Sequence[Any]:
    """Forks for every request, and returns in the children alone: what each has to do."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        asked, handles, _, _ = socket.recv_fds(line, 1_000_000, 3)
        if not asked:
            os._exit(0)
        if os.fork():
            for handle in handles:
                os.close(handle)
            continue
        line.close()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        if not (pid := os.fork()):
            os.close(handles[0])
            for place, handle in enumerate(handles[1:], 1):
                os.dup2(handle, place)
                os.close(handle)
            found: Sequence[Any] = json.loads(asked)
            return found
        _watch(pid, handles[0])


def _watch(pid: int, handle: int) -> None:
    """Tells the number of the child's process, and when it ends its exit code."""
    os.write(handle, b"%d" % pid)
    _, status = os.waitpid(pid, 0)
    with suppress(BrokenPipeError):
        os.write(handle, b"%d" % os.waitstatus_to_exitcode(status))
    os._exit(0)


if __name__ == "__main__":
    for name in IMPORTED:
        import_module(name)
    gc.freeze()
    target, arguments, environment, sys.path[:] = _serve(socket.socket(fileno=int(sys.argv[1])))
    os.environ.update(environment)
    place, _, function = target.partition(":")
    sys.exit(getattr(import_module(place), function)(*arguments))
