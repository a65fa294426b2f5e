"""Schedules: what is due, limits, hours, one crawl at a time, and what status says of it."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import forks
import pytest
from small_server import Handler, Reply, SmallServer, listing, page, source

from archive.store import Archive
from scraper.schedule import due_sites, open_now
from scraper.sites import load

HOST = "http://www.one.test"


@pytest.fixture
def server() -> Iterator[SmallServer]:
    with SmallServer() as running:
        running.put("/list.html", listing(*((f"/a/{n}.html", f"报告{n}", "2024-01-01") for n in range(4))))
        for n in range(4):
            running.put(f"/a/{n}.html", page(f"报告{n}"))
        yield running


class Shell:
    """The command, on one archive and folder of source files, through the server."""

    def __init__(self, folder: Path, server: SmallServer, **keys: str) -> None:
        self.sites = source(folder / "sites", **keys)
        self.db = folder / "a.db"
        self.proxy = server.proxy

    def arguments(self, *words: str) -> list[str]:
        return [*words, "--sites", str(self.sites), "--db", str(self.db)]

    def crawl(self, *words: str, code: int = 0) -> subprocess.CompletedProcess[str]:
        return self.run("crawl", *words, "--proxy", self.proxy, code=code)

    def run(self, *words: str, code: int = 0) -> subprocess.CompletedProcess[str]:
        done = forks.run(*self.arguments(*words))
        assert done.returncode == code, done.stderr
        return done

    def sql(self, text: str) -> list[tuple[Any, ...]]:
        with sqlite3.connect(self.db) as conn:
            found = conn.execute(text).fetchall()
        conn.close()
        return found

    def later(self, days: float) -> None:
        """Moves everything the schedule looks at into the past."""
        for table, column in (("columns", "visited_at"), ("pages", "due_at")):
            self.sql(
                f"UPDATE {table} SET {column} ="
                f" strftime('%Y-%m-%dT%H:%M:%fZ', {column}, '-{days * 86400} seconds')"
            )


def test_due_asks_for_what_is_due_and_nothing_else(server: SmallServer, tmp_path: Path) -> None:
    shell = Shell(tmp_path, server)
    shell.crawl("one")
    server.asked.clear()
    shell.crawl("--due")
    assert server.asked == [], "nothing is due: nothing is asked, not even robots.txt"
    shell.sql("UPDATE columns SET visited_at = '2020-01-01T00:00:00Z'")
    shell.sql(f"UPDATE pages SET due_at = '2020-01-01T00:00:00Z' WHERE url = '{HOST}/a/1.html'")
    server.put("/list.html", listing(*((f"/a/{n}.html", f"报告{n}", "2024-01-01") for n in range(5))))
    server.put("/a/4.html", page("报告4"))
    found = json.loads(shell.crawl("--due", "--json").stdout)
    assert sorted(server.paths()) == ["/a/1.html", "/a/4.html", "/list.html", "/robots.txt"]
    assert (found["new"], found["unchanged"], found["not_due"]) == (1, 1, 3)


def test_a_page_is_asked_as_often_as_it_changes(server: SmallServer, tmp_path: Path) -> None:
    shell = Shell(tmp_path, server)
    for number in range(3):
        server.put("/a/1.html", page("报告1", f"第{number}版。" * 60))
        shell.crawl("one")
    intervals = dict(shell.sql("SELECT url, interval FROM pages WHERE kind != 'list'"))
    assert intervals[f"{HOST}/a/0.html"] == 4.0
    assert intervals[f"{HOST}/a/1.html"] == 0.25


def test_an_entry_with_a_new_date_is_due_at_once(server: SmallServer, tmp_path: Path) -> None:
    shell = Shell(tmp_path, server)
    shell.crawl("one")
    shell.sql("UPDATE columns SET visited_at = '2020-01-01T00:00:00Z'")
    items = [(f"/a/{n}.html", f"报告{n}", "2024-01-01" if n else "2024-02-02") for n in range(4)]
    server.put("/list.html", listing(*items))
    server.asked.clear()
    shell.crawl("--due")
    assert "/a/0.html" in server.paths()
    assert "/a/1.html" not in server.paths()


def test_a_limit_stops_the_crawl_and_the_next_call_goes_on(server: SmallServer, tmp_path: Path) -> None:
    shell = Shell(tmp_path, server, text="max_lists = 3")
    server.put("/list.html", listing(*((f"/a/{n}.html", f"报告{n}", "2024-01-01") for n in range(40))))
    for n in range(40):
        server.put(f"/a/{n}.html", page(f"报告{n}"))
    first = json.loads(shell.crawl("one", "--pages", "10", "--json").stdout)
    assert (first["finished"], first["stopped"]) == (False, "The limit of 10 answers is reached.")
    assert 9 <= first["new"] < 30
    second = json.loads(shell.crawl("--due", "--json").stdout)
    assert (second["finished"], second["resumed"]) == (True, True)
    assert first["new"] + second["new"] == 40
    assert len(server.paths()) == len(set(server.paths())) + 1, "only robots.txt is asked twice"


def test_the_time_of_a_call_is_bounded(server: SmallServer, tmp_path: Path) -> None:
    shell = Shell(tmp_path, server)
    server.put("/robots.txt", "User-agent: *\nCrawl-delay: 30\n", headers={"Content-Type": "text/plain"})
    started = time.monotonic()
    found = json.loads(shell.crawl("one", "--for", "2s", "--json").stdout)
    assert time.monotonic() - started < 25
    assert found["finished"] is False


def test_one_crawl_at_a_time_and_no_lock_is_left_behind(server: SmallServer, tmp_path: Path) -> None:
    free = threading.Event()

    def slow(_: Handler) -> Reply:
        free.wait(60)
        return Reply(page("报告"))

    shell = Shell(tmp_path, server)
    for n in range(4):
        server.answers["www.one.test", f"/a/{n}.html"] = slow
    child = forks.gongkai(*shell.arguments("crawl", "one", "--proxy", shell.proxy))
    while not server.paths():
        time.sleep(0.05)
    assert child.poll() is None
    second = shell.crawl("--due")
    assert second.stderr.startswith(f"Another crawl of {shell.db} is running: process {child.pid} since ")
    shell.crawl("one", code=1)
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    free.set()
    shell.crawl("one")
    assert shell.sql("SELECT count(*), sites.state FROM pages, sites WHERE kind != 'list'") == [(4, "ok")]


def test_runs_are_rows(server: SmallServer, tmp_path: Path) -> None:
    shell = Shell(tmp_path, server, text='gone_after = "0s"')
    shell.crawl("one")
    server.put("/a/0.html", page("报告0", "更正后的内容。" * 60))
    server.put("/a/1.html", page("404 页面不存在", "抱歉"))
    server.put("/a/2.html", "<script>document.cookie='__jsl_clearance=1';location='/'</script>", status=521)
    shell.crawl("one", "--vantage", "北京")
    row = shell.sql(
        "SELECT pages, new, changed, unchanged, missing, gone, failed, refused, vantage, bytes > 1000"
        " FROM crawls ORDER BY started_at DESC LIMIT 1"
    )
    assert row == [(6, 0, 1, 2, 2, 1, 1, '{"challenge": 1}', "北京", 1)]
    assert shell.sql("SELECT DISTINCT vantage FROM captures WHERE fetched_at > (SELECT max(started_at)"
                     " FROM crawls)") == [("北京",)]  # fmt: skip


def test_status_names_what_needs_a_person(server: SmallServer, tmp_path: Path) -> None:
    shell = Shell(tmp_path, server)
    shell.crawl("one")
    found = json.loads(shell.run("status", "--json").stdout)
    assert (found["state"], found["needs"], found["due"]) == ("ok", None, [])
    assert found["last_run"]["new"] == 5
    assert found["columns"][0]["good_address"] == f"{HOST}/list.html"
    shell.later(1.5)
    assert json.loads(shell.run("status", "--json").stdout)["due"] == ["年报"]
    shell.later(5)
    assert "does `gongkai crawl --due` run?" in shell.run("status", code=1).stderr
    server.put("/list.html", "<html><title>新版</title><body>改版</body></html>")
    shell.crawl("--due", code=1)
    assert shell.run("status", code=1).stderr == (
        "one: broken: 年报: The list has no items any more; it had 4.\n"
    )
    shell.run("sites", "unfollow", "one")
    shell.run("status")


@pytest.mark.parametrize(
    ("column", "detail"),
    [
        ("max_items = 3", "The list has 4 items; at most 3 are expected."),
        ("min_items = 5", "The list has 4 items; 5 are expected."),
        ("years = [2023, 2024]", "No item names the year 2023."),
        ('filled = ["date"]', "Only 3 of 4 items have a date."),
    ],
)
def test_a_run_that_is_not_as_the_source_says_is_broken(
    server: SmallServer, tmp_path: Path, column: str, detail: str
) -> None:
    items = [(f"/a/{n}.html", f"报告{n}", "2024-01-01" if n else "") for n in range(4)]
    server.put("/list.html", listing(*items))
    shell = Shell(tmp_path, server, column=column)
    assert shell.crawl("one", code=1).stderr == f"one: broken: 年报: {detail}\n"


def test_hours(server: SmallServer, tmp_path: Path) -> None:
    now = datetime.now(UTC) + timedelta(hours=8)
    early, late = now + timedelta(hours=2), now + timedelta(hours=3)
    shell = Shell(tmp_path, server, text=f'hours = "{early:%H:%M}-{late:%H:%M}"')
    assert "not asked: its hours are" in shell.crawl("one", code=1).stderr
    shell.run("sites", "follow", "one")
    shell.crawl("--due")
    assert server.asked == []
    (site,) = load(shell.sites).values()
    assert open_now(site, datetime.now(UTC) + timedelta(hours=2, minutes=30))


def test_the_columns_of_a_site_are_due_apart(server: SmallServer, tmp_path: Path) -> None:
    second = (
        'every = "12h"\n[[column]]\nname = "公告"\nkind = "notice"\naddress = "http://www.one.test/n.html"\n'
        'family = "listing"\nitem = "ul.list a"\nevery = "30d"\n'
    )
    shell = Shell(tmp_path, server, column=second)
    server.put("/n.html", listing(("/a/9.html", "公告9", "2024-01-01")))
    server.put("/a/9.html", page("公告9"))
    shell.crawl("one")
    sites = load(shell.sites)
    with Archive.open(shell.db) as archive:
        found = due_sites(archive, sites, datetime.now(UTC) + timedelta(days=1))
        assert [[c.name for c in site.columns] for site in found] == [["年报"]]
        found = due_sites(archive, sites, datetime.now(UTC) + timedelta(days=31))
        assert [[c.name for c in site.columns] for site in found] == [["年报", "公告"]]


def test_only_furniture_changed(server: SmallServer, tmp_path: Path) -> None:
    shell = Shell(tmp_path, server)
    side = "</div><div class='side'>今天是2026年{}月1日，浏览次数：{}</div><div>"
    server.put("/a/0.html", page("报告0", extra=side.format(1, 10)))
    shell.crawl("one")
    server.put("/a/0.html", page("报告0", extra=side.format(2, 99)))
    server.put("/a/1.html", page("报告1", "正文换过了。" * 60))
    shell.crawl("one")
    found = dict(shell.sql("SELECT url, furniture FROM captures WHERE kind != 'list' ORDER BY number"))
    assert (found[f"{HOST}/a/0.html"], found[f"{HOST}/a/1.html"]) == (1, 0)
    intervals = dict(shell.sql("SELECT url, interval FROM pages"))
    assert intervals[f"{HOST}/a/0.html"] > intervals[f"{HOST}/a/1.html"], "a counter is no change"


def test_redirects_and_a_moved_list_are_remembered(server: SmallServer, tmp_path: Path) -> None:
    shell = Shell(tmp_path, server)
    server.put("/new/list.html", server.answers["www.one.test", "/list.html"].body)  # type: ignore[union-attr]
    server.put("/list.html", "", status=301, headers={"Location": "/new/list.html"})
    server.put("/a/1.html", "", status=302, headers={"Location": "/b/1.html"})
    server.put("/b/1.html", page("报告1"))
    found = json.loads(shell.crawl("one", "--json").stdout)
    assert (found["state"], found["detail"]) == ("ok", f"年报: The list has moved to {HOST}/new/list.html.")
    chain = shell.sql(f"SELECT redirects, final_url FROM pages WHERE url = '{HOST}/a/1.html'")
    assert chain == [(json.dumps([[302, f"{HOST}/b/1.html"]]), f"{HOST}/b/1.html")]
    del server.answers["www.one.test", "/list.html"]
    found = json.loads(shell.crawl("one", "--json").stdout)
    assert (found["state"], found["unchanged"]) == ("ok", 4), "the last good address is tried"


def test_save_captures_one_address_and_its_files(server: SmallServer, tmp_path: Path) -> None:
    shell = Shell(tmp_path, server)
    server.put("/robots.txt", "User-agent: *\nDisallow: /secret\n", headers={"Content-Type": "text/plain"})
    server.put("/x/7.html", page("公告", extra="<a href='/x/7.pdf'>附件.pdf</a>"), host="www.two.test")
    server.put("/x/7.pdf", b"%PDF-1.4 7", host="www.two.test", headers={"Content-Type": "application/pdf"})
    done = shell.run("save", "http://www.two.test/x/7.html", "--proxy", shell.proxy)
    assert done.stdout == "http://www.two.test/x/7.html: 2 new, 0 changed, 0 unchanged\n"
    assert shell.sql("SELECT DISTINCT origin, source_id FROM captures") == [("saved", None)]
    assert shell.sql("SELECT count(*) FROM sites") == [(0,)]
    shell.run("save", f"{HOST}/a/1.html", "--proxy", shell.proxy)
    assert shell.sql(f"SELECT source_id FROM captures WHERE url = '{HOST}/a/1.html'") == [("one",)]
    assert shell.sql("SELECT count(*) FROM sites WHERE followed = 1") == [(0,)]
    server.put("/y.html", page("公告"), host="xn--fsqu00a.test")
    done = shell.run("save", "http://例子.test/y.html#top", "--proxy", shell.proxy)
    assert done.stdout == "http://xn--fsqu00a.test/y.html: 1 new, 0 changed, 0 unchanged\n"
    failed = shell.run("save", f"{HOST}/secret/1.html", "--proxy", shell.proxy, code=1)
    assert "robots.txt forbids" not in server.paths()
    assert "robots_disallow" in failed.stderr
    assert "/secret/1.html" not in server.paths()
    shell.run("save", "ftp://www.two.test/x", "--proxy", shell.proxy, code=2)
