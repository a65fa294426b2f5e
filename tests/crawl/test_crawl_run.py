"""Whole crawls over real HTTP, each in a process of its own."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from small_server import Handler, Reply, SmallServer, crawl_in_child, listing, page, source

from archive.store import Archive
from archive.store.pages import VISITED


@pytest.fixture
def server() -> Iterator[SmallServer]:
    with SmallServer() as running:
        running.put(
            "/robots.txt", "User-agent: *\nDisallow: /secret/\n", headers={"Content-Type": "text/plain"}
        )
        yield running


@pytest.fixture
def sites(tmp_path: Path) -> Path:
    return source(tmp_path / "sites", text='gone_after = "0s"')


def rows(archive: Path, sql: str, *values: Any) -> list[Any]:
    with sqlite3.connect(archive) as conn:
        found = conn.execute(sql, values).fetchall()
    conn.close()
    return found


def three_pages(server: SmallServer) -> None:
    server.put("/list.html", listing(*((f"/a/{n}.html", f"报告{n}", f"2024-01-0{n}") for n in (1, 2, 3))))
    for n in (1, 2, 3):
        server.put(f"/a/{n}.html", page(f"报告{n}"))


def test_pages_attachments_and_lists_become_captures(
    server: SmallServer, sites: Path, tmp_path: Path
) -> None:
    three_pages(server)
    server.put("/a/1.html", page("报告1", extra="<p>附件：<a href='P01.pdf'>统计表.pdf</a></p>"))
    server.put("/a/P01.pdf", b"%PDF-1.4 \x00\xff", headers={"Content-Type": "application/pdf"})
    (outcome,) = crawl_in_child(sites, tmp_path / "a.db", proxy=server.proxy)
    assert (outcome["state"], outcome["finished"], outcome["new"]) == ("ok", True, 4)
    assert outcome["columns"][0] == {
        "name": "年报", "state": "ok", "detail": "", "items": 3, "complete": True,
    }  # fmt: skip
    with Archive.open(tmp_path / "a.db") as archive:
        found = {row["url"]: row for row in archive.conn.execute("SELECT * FROM captures")}
        pdf, first = found["http://www.one.test/a/P01.pdf"], found["http://www.one.test/a/1.html"]
        assert archive.body(pdf["sha256"]) == b"%PDF-1.4 \x00\xff"
        assert (pdf["parent_id"], pdf["link_text"], pdf["kind"]) == (
            first["id"],
            "统计表.pdf",
            "annual_report",
        )
        assert (first["link_text"], first["link_date"], first["column"]) == ("报告1", "2024-01-01", "年报")
        assert ["Content-Type", "text/html; charset=utf-8"] in json.loads(first["headers"])
        assert dict(json.loads(first["request_headers"]))["User-Agent"].startswith("gongkai/0.1 (")
        assert found["http://www.one.test/list.html"]["kind"] == "list"
        assert archive.page("http://www.one.test/a/P01.pdf").parent_url == "http://www.one.test/a/1.html"
    assert "/app.pdf" not in server.paths(), "links outside the article are no attachments"
    assert rows(tmp_path / "a.db", "SELECT outcome, new FROM crawls") == [("ok", 5)]
    assert rows(tmp_path / "a.db", "SELECT state, items, complete_at IS NOT NULL FROM columns") == [
        ("ok", 3, 1)
    ]


def test_a_second_crawl_asks_conditionally_and_keeps_what_changed(
    server: SmallServer, sites: Path, tmp_path: Path
) -> None:
    three_pages(server)

    def with_etag(handler: Handler) -> Reply:
        known = handler.headers.get("If-None-Match") == '"v1"'
        return Reply("" if known else page("报告1"), 304 if known else 200, {"ETag": '"v1"'})

    def with_a_clock_that_is_wrong(handler: Handler) -> Reply:
        known = "If-Modified-Since" in handler.headers
        future = {"Last-Modified": "Fri, 01 Jan 2100 00:00:00 GMT"}
        return Reply("" if known else page("报告3"), 304 if known else 200, future)

    server.answers["www.one.test", "/a/3.html"] = with_a_clock_that_is_wrong
    server.answers["www.one.test", "/a/1.html"] = with_etag
    crawl_in_child(sites, tmp_path / "a.db", proxy=server.proxy)
    server.put("/a/2.html", page("报告2（更正）"))
    (outcome,) = crawl_in_child(sites, tmp_path / "a.db", proxy=server.proxy)
    assert (outcome["new"], outcome["changed"], outcome["unchanged"]) == (0, 1, 2)
    visits = rows(
        tmp_path / "a.db", f"SELECT outcome FROM visits WHERE {VISITED} LIKE '%/a/1.html' ORDER BY number"
    )
    assert visits == [("new",), ("not_modified",)]
    visits = rows(
        tmp_path / "a.db", f"SELECT outcome FROM visits WHERE {VISITED} LIKE '%/a/3.html' ORDER BY number"
    )
    assert visits == [("new",), ("unchanged",)], "a time to come is no condition"
    count = "SELECT count(*) FROM captures WHERE url LIKE ?"
    assert rows(tmp_path / "a.db", count, "%/a/2.html") == [(2,)]
    assert rows(tmp_path / "a.db", count, "%/list.html") == [(1,)], "an unchanged list is no new capture"


def test_a_vanished_page_is_gone_after_two_proofs(server: SmallServer, sites: Path, tmp_path: Path) -> None:
    three_pages(server)
    crawl_in_child(sites, tmp_path / "a.db", proxy=server.proxy)
    server.put(
        "/list.html", listing(("/a/1.html", "报告1", "2024-01-01"), ("/a/2.html", "报告2", "2024-01-02"))
    )
    del server.answers["www.one.test", "/a/3.html"]
    (outcome,) = crawl_in_child(sites, tmp_path / "a.db", proxy=server.proxy)
    assert (outcome["missing"], outcome["gone"], outcome["state"]) == (2, 1, "ok")
    (state,) = rows(tmp_path / "a.db", "SELECT state, misses FROM pages WHERE url LIKE '%/a/3.html'")
    assert state == ("gone", 2)


def test_a_page_is_only_missing_until_the_time_has_passed(server: SmallServer, tmp_path: Path) -> None:
    sites = source(tmp_path / "sites")
    three_pages(server)
    crawl_in_child(sites, tmp_path / "a.db", proxy=server.proxy)
    del server.answers["www.one.test", "/a/3.html"]
    (outcome,) = crawl_in_child(sites, tmp_path / "a.db", proxy=server.proxy)
    assert (outcome["missing"], outcome["gone"]) == (2, 0)
    assert rows(tmp_path / "a.db", "SELECT state FROM pages WHERE url LIKE '%/a/3.html'") == [("missing",)]


def test_a_list_that_lost_its_items_is_broken_and_its_pages_are_still_visited(
    server: SmallServer, sites: Path, tmp_path: Path
) -> None:
    three_pages(server)
    crawl_in_child(sites, tmp_path / "a.db", proxy=server.proxy)
    server.put("/list.html", "<html><title>新版</title><body><div class='cards'>改版</div></body></html>")
    (outcome,) = crawl_in_child(sites, tmp_path / "a.db", proxy=server.proxy)
    assert outcome["state"] == "broken"
    assert outcome["detail"] == "年报: The list has no items any more; it had 3."
    assert outcome["unchanged"] == 3
    found = rows(tmp_path / "a.db", "SELECT columns.state, items, sites.state FROM columns, sites")
    assert found == [("broken", 3, "broken")]


def test_guarded_answers_are_visits_and_never_captures(
    server: SmallServer, sites: Path, tmp_path: Path
) -> None:
    server.put("/list.html", listing(*((f"/a/{n}.html", f"报告{n}", "2024-01-01") for n in range(1, 8))))
    server.put("/a/1.html", page("报告1"))
    server.put(
        "/a/2.html", "<script>document.cookie='__jsl_clearance=1';location.href='/'</script>", status=521
    )
    server.put("/a/3.html", page("404 页面不存在", "抱歉"))
    server.put("/a/4.html", "")
    server.put("/a/5.html", page("报告5"), cut=500)
    server.put("/a/6.html", page("统一身份认证登录", "请登录", "<input type='password'>"))
    server.put("/a/7.html", "oops", status=500)
    (outcome,) = crawl_in_child(sites, tmp_path / "a.db", proxy=server.proxy)
    assert (outcome["new"], outcome["guarded"], outcome["failed"]) == (1, 5, 1)
    found = rows(
        tmp_path / "a.db", "SELECT detail FROM visits WHERE outcome IN ('guarded', 'failed') ORDER BY url"
    )
    kinds = [detail.partition(":")[0] for (detail,) in found]
    assert kinds == ["challenge", "soft_404", "empty", "truncated", "login", "HTTP 500"]
    assert rows(tmp_path / "a.db", "SELECT count(*) FROM captures WHERE kind != 'list'") == [(1,)]


def test_robots_txt_is_obeyed(server: SmallServer, sites: Path, tmp_path: Path) -> None:
    three_pages(server)
    server.put(
        "/list.html", listing(("/secret/1.html", "内部", "2024-01-01"), ("/a/1.html", "报告1", "2024-01-01"))
    )
    (outcome,) = crawl_in_child(sites, tmp_path / "a.db", proxy=server.proxy)
    assert (outcome["new"], outcome["failed"]) == (1, 1)
    assert "/secret/1.html" not in server.paths()
    server.put("/robots.txt", "User-agent: *\nDisallow: /\n")
    (outcome,) = crawl_in_child(sites, tmp_path / "b.db", proxy=server.proxy)
    assert outcome["state"] == "robots_disallow"


def test_other_hosts_are_not_asked_even_after_a_redirect(
    server: SmallServer, sites: Path, tmp_path: Path
) -> None:
    three_pages(server)
    outside = ("http://www.two.test/x.html", "外站", "")
    server.put("/list.html", listing(("/a/1.html", "报告1", ""), ("/a/2.html", "报告2", ""), outside))
    server.put("/a/1.html", "", status=302, headers={"Location": "http://127.0.0.1/admin"})
    server.put("/a/2.html", "", status=302, headers={"Location": "/a/3.html"})
    (outcome,) = crawl_in_child(sites, tmp_path / "a.db", proxy=server.proxy)
    assert {host for host, _, _ in server.asked} == {"www.one.test"}
    assert (outcome["new"], outcome["failed"]) == (1, 1)
    found = rows(tmp_path / "a.db", "SELECT url, final_url FROM captures WHERE kind != 'list'")
    assert found == [("http://www.one.test/a/2.html", "http://www.one.test/a/3.html")]


def test_the_next_link_is_followed_and_a_circle_is_left(server: SmallServer, tmp_path: Path) -> None:
    sites = source(tmp_path / "sites", column='next = "a.next"')
    three_pages(server)
    server.put(
        "/list.html", listing(("/a/1.html", "报告1", ""), extra="<a class='next' href='/l2.html'>下一页</a>")
    )
    server.put(
        "/l2.html", listing(("/a/2.html", "报告2", ""), extra="<a class='next' href='/l3.html'>下一页</a>")
    )
    server.put(
        "/l3.html", listing(("/a/2.html", "报告2", ""), extra="<a class='next' href='/l4.html'>下一页</a>")
    )
    (outcome,) = crawl_in_child(sites, tmp_path / "a.db", proxy=server.proxy)
    assert outcome["new"] == 2
    assert "/l4.html" not in server.paths()
