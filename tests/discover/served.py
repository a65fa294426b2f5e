"""Layouts behind a real HTTP server, and the command that searches them, in a process of its own."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import forks
from sample import Layout

from scraper.portal.server import Answer, Request, Server


class Served(Server):
    """Answers for the hosts of the layouts, and remembers what it was asked for."""

    def __init__(self, layouts: Iterable[Layout]) -> None:
        super().__init__(self.answer)
        self.layouts = {one.host: one for one in layouts}
        self.asked: list[tuple[str, str]] = []

    def answer(self, request: Request) -> Answer:
        query = urlencode(request.query, safe="/:")
        target = request.path + (f"?{query}" if query else "")
        self.asked.append((request.host, target if request.method == "GET" else f"{request.method} {target}"))
        one = self.layouts.get(request.host)
        if one and one.reply and (answer := one.reply(request)):
            return answer
        if request.path == "/robots.txt" and not (one and request.path in one.pages):
            return Answer(200, b"User-agent: *\nDisallow: /secret/\n", {"Content-Type": "text/plain"})
        body = one.pages.get(target, one.pages.get(request.path)) if one else None
        if body is None:
            return Answer(404, "<html><title>404</title><body>页面不存在</body></html>".encode())
        return Answer(
            200, body.encode() if isinstance(body, str) else body, {"Content-Type": _media_type(body)}
        )


def _media_type(body: str | bytes) -> str:
    start = body.lstrip()[:5] if isinstance(body, str) else ""
    if start.startswith(("{", "[")):
        return "application/json"
    return "text/xml" if start.startswith(("<?xml", "<data")) else "text/html"


def discover(layouts: Iterable[Layout], folder: Path, *options: str) -> tuple[Served, dict[str, Any], str]:
    """What the command found for each host, and what it said on standard error."""
    with Served(layouts) as served:
        done = run(list(served.layouts), f"http://127.0.0.1:{served.port}", folder, *options)
    return served, found_in(done), done.stderr


def command_output(hosts: list[str], proxy: str, folder: Path) -> dict[str, Any]:
    """What the command found for each host."""
    return found_in(run(hosts, proxy, folder))


def run(hosts: list[str], proxy: str, folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [
        "sites",
        "discover",
        *hosts,
        "--json",
        "--delay",
        "0",
        "--proxy",
        proxy,
        "--sites",
        str(folder),
    ]
    done = forks.run(*command, *options, timeout=300)
    assert done.returncode in (0, 1), done.stderr
    return done


def found_in(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    found = [json.loads(line) for line in done.stdout.splitlines()]
    return {one["host"]: one for one in found}


def verdict(one: Layout, found: dict[str, Any] | None) -> str:
    """Empty where the column was found as it is, else what is wrong."""
    if found is None:
        return "nothing was found"
    column = found["columns"][0]
    if column["address"].removeprefix(f"http://{one.host}") not in {one.address, *one.also}:
        return f"the column is not {column['address']}"
    if column["family"] != one.family:
        return f"the family is not {column['family']}"
    listed = {entry["url"].removeprefix(f"http://{one.host}") for entry in found["entries"]}
    if one.reports - listed:
        return f"{len(one.reports - listed)} reports are not listed"
    return (
        ""
        if len(listed) <= len(one.reports) * 1.5
        else f"{len(listed)} entries for {len(one.reports)} reports"
    )
