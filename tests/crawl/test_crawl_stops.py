"""Crawls that are stopped, hosts that do not answer, and an archive that cannot be written."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from small_server import Handler, Reply, SmallServer, crawl_in_child, listing, page, source, start_child

PAGES = 40


@pytest.fixture
def server() -> Iterator[SmallServer]:
    with SmallServer() as running:
        yield running


def slow(handler: Handler) -> Reply:
    time.sleep(0.25)
    return Reply(page(f"报告 {handler.path}", extra=f"<a href='{handler.path[-7:-5]}.pdf'>附件</a>"))


def many_pages(server: SmallServer) -> None:
    items = [(f"/a/{n}.html", f"报告{n}", "2024-01-01") for n in range(10, 10 + PAGES)]
    server.put("/list.html", listing(*items))
    for n in range(10, 10 + PAGES):
        server.answers["www.one.test", f"/a/{n}.html"] = slow
        server.put(f"/a/{n}.pdf", f"%PDF-1.4 {n}", headers={"Content-Type": "application/pdf"})


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGKILL])
def test_a_stopped_crawl_goes_on_without_fetching_again(
    server: SmallServer, tmp_path: Path, stop: signal.Signals
) -> None:
    many_pages(server)
    sites, archive = source(tmp_path / "sites"), tmp_path / "a.db"
    child = start_child(sites, archive, proxy=server.proxy)
    while len(server.asked) < PAGES // 4:
        time.sleep(0.02)
    time.sleep(1.2)
    os.kill(child.pid, stop)
    child.communicate(timeout=30)
    with sqlite3.connect(archive) as conn:
        kept = {url for (url,) in conn.execute("SELECT url FROM captures")}
        assert conn.execute("SELECT finished_at FROM crawls").fetchall() == [(None,)]
    conn.close()
    assert kept
    server.asked.clear()
    (outcome,) = crawl_in_child(sites, archive, proxy=server.proxy)
    asked = {f"http://www.one.test{path}" for path in server.paths()}
    assert not asked & kept, "what was kept is not fetched again"
    assert (outcome["resumed"], outcome["finished"], outcome["state"]) == (True, True, "ok")
    with sqlite3.connect(archive) as conn:
        counts = conn.execute("SELECT count(*), count(DISTINCT url) FROM captures").fetchone()
        assert counts == (2 * PAGES + 1, 2 * PAGES + 1)
        assert conn.execute("SELECT count(*), new FROM crawls").fetchone() == (1, 2 * PAGES + 1)
    conn.close()


@pytest.mark.parametrize("timeout", [2, pytest.param(30, marks=pytest.mark.full)])
def test_a_host_that_hangs_costs_less_than_thirty_seconds_and_one_row(tmp_path: Path, timeout: int) -> None:
    sites = source(tmp_path / "sites", text=f"timeout = {timeout}")
    with socket.create_server(("127.0.0.1", 0)) as silent:
        proxy = f"http://127.0.0.1:{silent.getsockname()[1]}"
        started = time.monotonic()
        (outcome,) = crawl_in_child(sites, tmp_path / "a.db", proxy=proxy)
        assert time.monotonic() - started < 30
    assert (outcome["state"], outcome["detail"]) == (
        "unreachable",
        "robots.txt: There was no answer in time.",
    )
    with sqlite3.connect(tmp_path / "a.db") as conn:
        assert conn.execute("SELECT count(*) FROM visits").fetchone() == (0,)
        assert conn.execute("SELECT state FROM sites").fetchall() == [("unreachable",)]
    conn.close()


def test_the_other_sites_go_on_when_one_is_down(server: SmallServer, tmp_path: Path) -> None:
    server.put("/list.html", listing(("/a/1.html", "报告1", "")))
    server.put("/a/1.html", page("报告1"))
    for path in ("/robots.txt", "/list.html"):
        server.put(path, "", host="www.two.test", status=502)
    sites = source(source(tmp_path / "sites"), "two")
    one, two = crawl_in_child(sites, tmp_path / "a.db", proxy=server.proxy)
    assert (one["state"], one["new"]) == ("ok", 1)
    assert (two["state"], two["detail"]) == ("unreachable", "robots.txt answered HTTP 502.")


def test_names_that_lead_into_a_private_network_are_refused(server: SmallServer, tmp_path: Path) -> None:
    server.put("/list.html", listing(("/a/1.html", "报告1", "")), host="localhost")
    server.put("/a/1.html", page("报告1"), host="localhost")
    port = server.server_address[1]
    sites = source(tmp_path / "sites", "localhost")
    text = (sites / "localhost.toml").read_text().replace("www.localhost.test/", f"localhost:{port}/")
    (sites / "localhost.toml").write_text(text.replace("www.localhost.test", "localhost"))
    (outcome,) = crawl_in_child(sites, tmp_path / "a.db")
    assert (outcome["state"], server.asked) == ("unreachable", [])
    assert "private network" in outcome["detail"]
    (outcome,) = crawl_in_child(sites, tmp_path / "a.db", allow_private=True)
    assert (outcome["state"], outcome["new"]) == ("ok", 1)


def test_retry_after_is_waited_for(server: SmallServer, tmp_path: Path) -> None:
    times: list[float] = []

    def busy(_: Handler) -> Reply:
        times.append(time.monotonic())
        return Reply("", 429, {"Retry-After": "2"}) if len(times) == 1 else Reply(page("报告1"))

    server.put("/list.html", listing(("/a/1.html", "报告1", "")))
    server.answers["www.one.test", "/a/1.html"] = busy
    (outcome,) = crawl_in_child(source(tmp_path / "sites"), tmp_path / "a.db", proxy=server.proxy)
    assert (outcome["new"], outcome["state"]) == (1, "ok")
    assert 1.9 < times[1] - times[0] < 10


def test_limits_on_pages_and_bytes(server: SmallServer, tmp_path: Path) -> None:
    server.put("/list.html", listing(*((f"/a/{n}.html", f"报告{n}", "") for n in range(9))))
    for n in range(9):
        server.put(f"/a/{n}.html", page(f"报告{n}"))
    server.put("/a/0.html", page("报告0", "长" * 100_000))
    sites = source(tmp_path / "sites", text="max_pages = 4\nmax_bytes = 100000")
    (outcome,) = crawl_in_child(sites, tmp_path / "a.db", proxy=server.proxy)
    assert (outcome["new"], outcome["guarded"]) == (3, 1)
    assert outcome["columns"][0]["complete"] is False
    assert outcome["columns"][0]["detail"] == "The limit on pages cut the list short."
    with sqlite3.connect(tmp_path / "a.db") as conn:
        ((detail,),) = conn.execute("SELECT detail FROM visits WHERE outcome = 'guarded'").fetchall()
    conn.close()
    assert detail.startswith("too_large: The file is too large")


def test_every_address_is_asked_once(server: SmallServer, tmp_path: Path) -> None:
    many_pages(server)
    crawl_in_child(source(tmp_path / "sites"), tmp_path / "a.db", proxy=server.proxy)
    assert set(Counter(server.paths()).values()) == {1}


def test_a_file_that_is_no_archive_stops_the_crawl_with_a_sentence(
    server: SmallServer, tmp_path: Path
) -> None:
    (tmp_path / "a.db").write_text("not a database, but long enough to be taken for one" * 50)
    child = start_child(source(tmp_path / "sites"), tmp_path / "a.db", proxy=server.proxy)
    _, err = child.communicate(timeout=30)
    assert child.returncode == 1
    assert err.startswith("ArchiveError: ")
    assert err.count("\n") == 1


def test_a_full_disk_stops_the_crawl_with_a_sentence(server: SmallServer, tmp_path: Path) -> None:
    many_pages(server)
    for n in range(10, 10 + PAGES):
        server.put(f"/a/{n}.html", page(f"报告{n}", extra=os.urandom(30_000).hex()))
    sites = source(source(tmp_path / "sites"), "two")
    child = start_child(sites, tmp_path / "a.db", proxy=server.proxy, file_size=1_000_000)
    _, err = child.communicate(timeout=60)
    assert child.returncode == 1
    assert "ArchiveError: " in err.splitlines()[-1]
    (outcome, _) = crawl_in_child(sites, tmp_path / "a.db", proxy=server.proxy)
    assert (outcome["resumed"], outcome["state"]) == (True, "ok")


def test_nothing_to_crawl(tmp_path: Path) -> None:
    (tmp_path / "sites").mkdir()
    assert crawl_in_child(tmp_path / "sites", tmp_path / "a.db") == []


def test_the_pace_of_the_source_file_is_kept(server: SmallServer, tmp_path: Path) -> None:
    times: list[float] = []

    def timed(_: Handler) -> Reply:
        times.append(time.monotonic())
        return Reply(page("报告"))

    server.put("/list.html", listing(*((f"/a/{n}.html", f"报告{n}", "") for n in range(4))))
    for n in range(4):
        server.answers["www.one.test", f"/a/{n}.html"] = timed
    sites = source(tmp_path / "sites")
    file = sites / "one.toml"
    file.write_text(file.read_text().replace("delay = 0\nconcurrency = 4", "delay = 1\nconcurrency = 1"))
    (outcome,) = crawl_in_child(sites, tmp_path / "a.db", proxy=server.proxy)
    assert outcome["new"] == 4
    assert all(late - early > 0.45 for early, late in zip(times, times[1:], strict=False))


def test_the_pause_that_robots_txt_asks_for_is_kept(server: SmallServer, tmp_path: Path) -> None:
    times: list[float] = []

    def timed(_: Handler) -> Reply:
        times.append(time.monotonic())
        return Reply(page("报告"))

    server.put("/robots.txt", "User-agent: *\nCrawl-delay: 1\n", headers={"Content-Type": "text/plain"})
    server.put("/list.html", listing(*((f"/a/{n}.html", f"报告{n}", "") for n in range(3))))
    for n in range(3):
        server.answers["www.one.test", f"/a/{n}.html"] = timed
    (outcome,) = crawl_in_child(source(tmp_path / "sites"), tmp_path / "a.db", proxy=server.proxy)
    assert outcome["new"] == 3
    assert all(late - early > 0.9 for early, late in zip(times, times[1:], strict=False))


def test_a_list_that_moved_to_another_host(server: SmallServer, tmp_path: Path) -> None:
    server.put("/list.html", "", status=301, headers={"Location": "http://new.two.test/list.html"})
    (outcome,) = crawl_in_child(source(tmp_path / "sites"), tmp_path / "a.db", proxy=server.proxy)
    assert (outcome["state"], outcome["detail"]) == ("moved", "年报: The host new.two.test is not declared.")


def test_a_site_that_moved_to_another_host_and_is_declared_anew(server: SmallServer, tmp_path: Path) -> None:
    """Its pages are not lost: those at the old host stay as they were, and new ones are the site's."""
    items = [(f"/a/{n}.html", f"报告{n}", "2024-01-01") for n in range(4)]
    sites, archive = source(tmp_path / "sites", text='gone_after = "0s"'), tmp_path / "a.db"
    bodies = {"/list.html": listing(*items), **{url: page(title) for url, title, _ in items}}
    for path, body in bodies.items():
        server.put(path, body)
        server.put(path, body, host="www.new.test")
    crawl_in_child(sites, archive, proxy=server.proxy)
    for path in bodies:
        server.put(path, "", status=301, headers={"Location": f"http://www.new.test{path}"})
    (outcome,) = crawl_in_child(sites, archive, proxy=server.proxy)
    assert (outcome["state"], outcome["gone"]) == ("moved", 0)
    assert outcome["detail"] == "4 of 4 pages failed, the last: The host www.new.test is not declared."
    file = sites / "one.toml"
    file.write_text(file.read_text().replace("www.one.test", "www.new.test"))
    (outcome,) = crawl_in_child(sites, archive, proxy=server.proxy)
    assert (outcome["state"], outcome["new"], outcome["failed"]) == ("ok", 4, 0)
    file.write_text(file.read_text().replace("delay = 0", 'delay = 0\nhosts = ["www.one.test"]'))
    (outcome,) = crawl_in_child(sites, archive, proxy=server.proxy)
    assert (outcome["state"], outcome["new"], outcome["changed"], outcome["unchanged"]) == ("ok", 0, 0, 8)
    with sqlite3.connect(archive) as conn:
        old = conn.execute("SELECT state, final_url FROM pages WHERE url LIKE '%one.test/a/%' ORDER BY url")
        assert old.fetchall() == [("ok", f"http://www.new.test/a/{n}.html") for n in range(4)]
    conn.close()


def test_killed_again_and_again_nothing_is_lost_and_nothing_fetched_twice(
    server: SmallServer, tmp_path: Path
) -> None:
    many_pages(server)
    sites, archive = source(tmp_path / "sites"), tmp_path / "a.db"
    kept: set[str] = set()
    for moment in (0.1, 0.7, 1.3):
        server.asked.clear()
        child = start_child(sites, archive, proxy=server.proxy)
        while not server.asked and child.poll() is None:
            time.sleep(0.02)
        time.sleep(moment)
        os.kill(child.pid, signal.SIGKILL)
        child.communicate(timeout=30)
        asked = {f"http://www.one.test{path}" for path in server.paths()}
        assert not asked & kept, "what was kept is not fetched again"
        with sqlite3.connect(archive) as conn:
            now = {url for (url,) in conn.execute("SELECT url FROM captures")}
        conn.close()
        assert kept <= now, "what was committed is not lost"
        kept = now
    (outcome,) = crawl_in_child(sites, archive, proxy=server.proxy)
    assert (outcome["state"], outcome["finished"]) == ("ok", True)
    with sqlite3.connect(archive) as conn:
        assert conn.execute("SELECT count(*), count(DISTINCT url) FROM captures").fetchone() == (
            2 * PAGES + 1,
            2 * PAGES + 1,
        )
    conn.close()
