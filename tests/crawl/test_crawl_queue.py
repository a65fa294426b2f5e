"""Workers that share a queue: a real Redis, real processes, each with an archive of its own."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import forks
import pytest
from small_server import Handler, Reply, SmallServer, listing, page, source

from archive.cli import main
from archive.model import Link as File
from scraper import queue as queues
from scraper.frontier import Belongings
from scraper.queue import Done, Queue, QueueError

pytestmark = [
    pytest.mark.xdist_group("redis"),
    pytest.mark.skipif(not shutil.which("redis-server"), reason="no redis-server on this machine"),
]

NAMES = ("one", "two", "three", "four")
PAGES = 20
ALL = 2 * PAGES + 1
LEASE = 8.0


class Redis:
    """A redis-server of its own, which keeps nothing on disk."""

    def __init__(self, folder: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        words = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
        self.process = subprocess.Popen(["redis-server", *words], stdout=subprocess.DEVNULL)
        self.url = f"redis://127.0.0.1:{self.port}/0"
        while not self._answers():
            time.sleep(0.05)

    def _answers(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port), 1).close()
        except OSError:
            return False
        return True

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[Redis]:
    running = Redis(tmp_path)
    yield running
    running.stop()


class Portal(SmallServer):
    """Four slow sites; notes who asks for what, when, and how many requests a host has at once."""

    def __init__(self) -> None:
        super().__init__()
        self.pause = 0.1
        self.log: list[tuple[str, str, str]] = []
        self.open: dict[str, int] = {}
        self.most: dict[str, int] = {}
        for name in NAMES:
            host = f"www.{name}.test"
            items = [(f"/a/{n}.html", f"报告{n}", "2024-01-01") for n in range(10, 10 + PAGES)]
            self.answers[host, "/list.html"] = self._slowly(Reply(listing(*items)))
            for n in range(10, 10 + PAGES):
                body = page(f"{name}报告{n}", extra=f"<a href='{n}.pdf'>附件</a>")
                self.answers[host, f"/a/{n}.html"] = self._slowly(Reply(body))
                pdf = Reply(f"%PDF-1.4 {name} {n}", 200, {"Content-Type": "application/pdf"})
                self.answers[host, f"/a/{n}.pdf"] = self._slowly(pdf)

    def _slowly(self, reply: Reply) -> Any:
        def answer(handler: Handler) -> Reply:
            host, path, headers = handler.asked
            with self.lock:
                self.log.append((host, path, headers["User-Agent"].partition("+")[2].partition(";")[0]))
                self.open[host] = self.open.get(host, 0) + 1
                self.most[host] = max(self.most.get(host, 0), self.open[host])
            time.sleep(self.pause)
            with self.lock:
                self.open[host] -= 1
            return reply

        return answer


@pytest.fixture
def portal() -> Iterator[Portal]:
    with Portal() as running:
        yield running


@pytest.fixture
def sites(tmp_path: Path) -> Path:
    for name in NAMES:
        folder = source(tmp_path / "sites", name)
    return folder


def work(*words: str) -> None:
    """In a worker's process: the command, with leases that end sooner than those of everyday."""
    queues.LEASE = LEASE
    main(words)


def start(name: str, sites: Path, portal: Portal, *words: str) -> forks.Child:
    """A worker: its name is in its User-Agent and is that of its archive."""
    archive = sites.parent / f"{name}.db"
    rest = ["--sites", str(sites), "--db", str(archive), "--proxy", portal.proxy, "--json"]
    env = {"GONGKAI_CONTACT": name}
    return forks.Child("test_crawl_queue:work", "crawl", *words, *rest, env=env)


def end(worker: forks.Child, code: int = 0) -> list[dict[str, Any]]:
    out, err = worker.communicate(timeout=120)
    assert worker.returncode == code, err
    return [json.loads(line) for line in out.splitlines()]


def until_asked(portal: Portal, times: float, worker: forks.Child) -> None:
    while len(portal.log) < times:
        assert worker.poll() is None, worker.communicate()[1]
        time.sleep(0.02)


def rows(archive: Path, sql: str) -> list[Any]:
    with sqlite3.connect(archive) as conn:
        found = conn.execute(sql).fetchall()
    conn.close()
    return found


def content(archive: Path) -> list[list[Any]]:
    """What an archive holds, but for times, and crawls, which belong to a worker."""
    return [
        rows(archive, "SELECT DISTINCT c.url, c.sha256, c.kind, c.link_text, p.url FROM captures c"
                      " LEFT JOIN captures p ON p.id = c.parent_id ORDER BY 1, 2"),
        rows(archive, "SELECT url, kind, state, parent_url FROM pages ORDER BY 1"),
        rows(archive, "SELECT id, host, state, followed FROM sites ORDER BY 1"),
        rows(archive, "SELECT id, state, items, complete_at IS NOT NULL FROM columns ORDER BY 1"),
    ]  # fmt: skip


def test_a_killed_worker_is_replaced_and_merging_gives_what_one_worker_gets(
    portal: Portal, redis: Redis, sites: Path, tmp_path: Path
) -> None:
    portal.pause = 1.0
    first = start("a", sites, portal, *NAMES, "--queue", redis.url)
    until_asked(portal, 12, first)
    second = start("b", sites, portal, "--queue", redis.url)
    until_asked(portal, 0.8 * ALL * len(NAMES), first)
    os.kill(first.pid, signal.SIGKILL)
    first.communicate()
    killed, portal.pause = len(portal.log), 0.1
    end(second)
    kept = dict(rows(tmp_path / "a.db", "SELECT url, fetched_at FROM captures"))
    last = max(kept.values())
    again = {f"http://{host}{path}" for host, path, who in portal.log[killed:] if who == "b"} & kept.keys()
    late = {url for url, at in kept.items() if seconds_between(at, last) < 4}
    assert kept, "the first worker had committed something"
    assert again <= late, "what was committed and told is not fetched again"
    assert len(kept) - len(again) > 10
    alone(portal.log)
    assert max(portal.most.values()) <= 4, "the pace of a host is its source file's, however many workers"
    one = start("single", sites, portal, *NAMES)
    assert [outcome["new"] for outcome in end(one)] == [2 * PAGES] * len(NAMES)
    merged = tmp_path / "merged.db"
    join = ["merge", *(str(tmp_path / f"{n}.db") for n in "ab"), "--db", str(merged)]
    assert forks.run(*join).returncode == 0
    assert content(merged) == content(tmp_path / "single.db")
    assert len(content(merged)[0]) == ALL * len(NAMES)


def seconds_between(early: str, late: str) -> float:
    from datetime import datetime

    return (datetime.fromisoformat(late) - datetime.fromisoformat(early)).total_seconds()


def alone(log: list[tuple[str, str, str]]) -> None:
    """Of every host, one worker's requests come after all of the other's."""
    for name in NAMES:
        askers = [who for host, _, who in log if host == f"www.{name}.test"]
        changes = sum(one != two for one, two in zip(askers, askers[1:], strict=False))
        assert changes == len(set(askers)) - 1, (name, askers)


def test_no_address_is_asked_by_two_workers(portal: Portal, redis: Redis, sites: Path) -> None:
    names = list(NAMES)
    first = start("a", sites, portal, *names, "--queue", redis.url)
    second = start("b", sites, portal, *names, "--queue", redis.url)
    end(first)
    end(second)
    asked = [(host, path) for host, path, _ in portal.log]
    assert len(asked) == len(set(asked)) == ALL * len(NAMES), "no address is asked twice"
    alone(portal.log)


def test_what_a_limit_leaves_another_worker_goes_on_with(portal: Portal, redis: Redis, sites: Path) -> None:
    (early,) = end(start("a", sites, portal, "one", "--queue", redis.url, "--pages", "9"))
    assert (early["finished"], early["stopped"]) == (False, "The limit of 9 answers is reached.")
    (late,) = end(start("b", sites, portal, "--queue", redis.url))
    assert (late["finished"], late["state"], late["columns"][0]["items"]) == (True, "ok", PAGES)
    assert early["new"] + late["new"] == 2 * PAGES
    asked = [path for _, path, _ in portal.log]
    assert len(asked) == len(set(asked)) == ALL, "nothing is fetched twice, not even the list"
    assert end(start("b", sites, portal, "--queue", redis.url)) == []


def test_a_worker_whose_queue_goes_away_stops_and_goes_on_when_it_is_back(
    portal: Portal, redis: Redis, sites: Path
) -> None:
    free = threading.Event()

    def held(_: Handler) -> Reply:
        free.wait(60)
        return Reply(page("报告"))

    portal.answers["www.one.test", "/a/29.html"] = held
    worker = start("a", sites, portal, "one", "--queue", redis.url)
    until_asked(portal, 5, worker)
    redis.stop()
    time.sleep(LEASE / 2 + 2)
    free.set()
    (outcome,) = end(worker, code=1)
    assert (outcome["finished"], outcome["stopped"]) == (False, "The queue's lease of the site was lost.")
    assert end(start("a", sites, portal, "one", "--queue", redis.url), code=2) == []


def test_leases(redis: Redis, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queues, "LEASE", 1.0)
    here, there = Queue(redis.url, "here"), Queue(redis.url, "there")
    here.offer(["one", "two"])
    here.offer(["one"])
    lease = here.take("one")
    assert lease
    assert (there.take("one"), there.holder("one"), there.take("never")) == (None, "here", None)
    told = {
        "http://a/l": Done("new", "http://a/l", "1", b"<li>"),
        "http://a/1": Done(
            "changed", "http://a/1", "2", None, Belongings((File("http://a/1.pdf", "附件"),), ())
        ),
    }
    lease.tell(told)
    time.sleep(1.3)
    taken = there.take("one")
    assert taken
    assert (taken.resumed, taken.done) == (True, told)
    lease.renew()
    assert lease.lost
    lease.end(finished=True)
    assert there.waiting() == ["one", "two"], "who has lost the lease finishes nothing"
    taken.end(finished=True)
    assert there.waiting() == ["two"]
    here.offer(["one"])
    assert here.take("one") is None, "it is left to the worker whose archive knows its pages"
    assert (here.is_at_home("one"), here.is_at_home("two")) == (False, True)
    monkeypatch.setattr(queues, "HOME_FIRST", -1.0)
    assert here.take("one")
    here.close()
    there.close()


def test_no_redis_costs_a_sentence() -> None:
    with pytest.raises(QueueError, match=r"^The queue at 127\.0\.0\.1:9 does not answer: .*\.$"):
        Queue("redis://user:secret@127.0.0.1:9/0", "here")
