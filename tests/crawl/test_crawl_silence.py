"""A page that hangs, and a host that falls silent in the middle of a crawl: the one is not the other."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from forks import Child
from small_server import Handler, Reply, SmallServer, crawl_here, listing, page, source

from scraper import manners

PAGES = 6


@pytest.fixture
def server() -> Iterator[SmallServer]:
    with SmallServer() as running:
        items = [(f"/a/{n}.html", f"报告{n}", "2024-01-01") for n in range(PAGES)]
        running.put("/list.html", listing(*items))
        for n in range(PAGES):
            running.put(f"/a/{n}.html", page(f"报告{n}"))
        yield running


def crawl_briefly(sites: str, archive: str, options: dict[str, Any]) -> None:
    """In the child: half a minute of everyday is two seconds."""
    manners.FIRST_TIMEOUT, manners.SILENCE = 1.0, 1.5
    crawl_here(sites, archive, options)


def crawled(server: SmallServer, folder: Path) -> dict[str, Any]:
    sites = source(folder / "sites", text="timeout = 2")
    file = sites / "one.toml"
    file.write_text(file.read_text().replace("concurrency = 4", "concurrency = 1"))
    child = Child(
        "test_crawl_silence:crawl_briefly", str(sites), str(folder / "a.db"), {"proxy": server.proxy}
    )
    out, err = child.communicate(120)
    assert child.returncode == 0, err
    (outcome,) = json.loads(out)
    return dict(outcome)


@pytest.mark.parametrize("number", [0, 2, PAGES - 1])
def test_a_page_that_hangs_costs_two_tries_and_all_others_are_fetched(
    server: SmallServer, tmp_path: Path, number: int
) -> None:
    free = threading.Event()

    def hang(_: Handler) -> Reply:
        free.wait(60)
        return Reply("")

    server.answers["www.one.test", f"/a/{number}.html"] = hang
    outcome = crawled(server, tmp_path)
    free.set()
    assert (outcome["state"], outcome["new"], outcome["failed"]) == ("ok", PAGES - 1, 1), outcome
    assert server.paths().count(f"/a/{number}.html") == 2


def test_a_host_that_falls_silent_is_left_alone(server: SmallServer, tmp_path: Path) -> None:
    free, silent = threading.Event(), threading.Event()

    def falling(_: Handler) -> Reply:
        silent.set()
        free.wait(60)
        return Reply("")

    def maybe(answer: Reply) -> Any:
        return lambda handler: falling(handler) if silent.is_set() else answer

    for key, answer in list(server.answers.items()):
        server.answers[key] = maybe(answer)  # type: ignore[arg-type]
    server.answers["www.one.test", "/robots.txt"] = maybe(Reply("", 404))
    server.answers["www.one.test", "/a/2.html"] = falling
    before = time.monotonic()
    outcome = crawled(server, tmp_path)
    free.set()
    assert (outcome["state"], outcome["new"]) == ("unreachable", 2), outcome
    assert "times in a row" in outcome["detail"]
    assert outcome["detail"].endswith("; what it had answered before: DownloadTimeoutError."), outcome[
        "detail"
    ]
    assert time.monotonic() - before < 30
    assert len(server.paths()) < PAGES + 2, "no page after it is asked for"
