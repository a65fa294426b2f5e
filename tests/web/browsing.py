"""A real server and the system's Chromium, and what a page said and asked for while it was looked at."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import ConsoleMessage, Page, Request

CHROMIUM = Path(os.environ.get("GONGKAI_CHROMIUM", "/usr/bin/chromium"))
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PROGRAM = (
    "import sys; from archive.web.serve import serve; "
    "serve(sys.argv[1], port=0, ready=lambda address: print(address, flush=True))"
)


@contextmanager
def serving(path: Path) -> Iterator[str]:
    """The address of a server of the archive, without a slash at its end."""
    with serving_process(path) as (address, _):
        yield address


@contextmanager
def serving_process(path: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address, and the process that serves there."""
    command = [sys.executable, "-c", PROGRAM, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            yield process.stdout.readline().strip().rstrip("/"), process
        finally:
            process.terminate()


class Watch:
    """What a page says on its console, and which hosts it asks."""

    def __init__(self, page: Page, base: str) -> None:
        self.complaints: list[str] = []
        self.elsewhere: list[str] = []
        self._base = base
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def _request(self, request: Request) -> None:
        if not request.url.startswith(self._base):
            self.elsewhere.append(request.url)
