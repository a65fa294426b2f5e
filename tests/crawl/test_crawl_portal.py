"""The sample portal's two states, crawled: every page it has, byte for byte, and what changed between."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import ProxyHandler, build_opener

import pytest
from small_server import crawl_in_child

from archive.store import Archive
from scraper.portal import SITES, Portal, truth

Crawled = tuple[Portal, Path, list[dict[str, Any]], list[dict[str, Any]]]


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    archive = tmp_path_factory.mktemp("portal") / "a.db"
    with Portal() as portal:
        first = crawl_in_child(SITES, archive, proxy=portal.proxy)
        portal.state = 2
        second = crawl_in_child(SITES, archive, proxy=portal.proxy)
        yield portal, archive, first, second


def test_the_first_state_is_whole(crawled: Crawled) -> None:
    _, path, first, _ = crawled
    assert {outcome["state"] for outcome in first} == {"ok"}
    assert all(column["complete"] for outcome in first for column in outcome["columns"])
    assert sum(outcome["failed"] + outcome["guarded"] + outcome["missing"] for outcome in first) == 0
    known = set(truth.pages(1))
    with Archive.open(path) as archive:
        kept = {row["url"] for row in archive.conn.execute("SELECT url FROM captures WHERE kind != 'list'")}
    assert known <= kept
    assert sum(outcome["new"] for outcome in first) >= 800


def test_the_second_state_brings_news_a_correction_and_a_loss(crawled: Crawled) -> None:
    _, path, _, second = crawled
    assert sum(outcome["changed"] for outcome in second) == 1
    assert sum(outcome["gone"] for outcome in second) == 1
    broken = [(o["site_id"], o["detail"]) for o in second if o["state"] != "ok"]
    assert len(broken) == 1
    assert "The list has no items any more" in broken[0][1]
    with Archive.open(path) as archive:
        states = {row["url"]: row["state"] for row in archive.conn.execute("SELECT url, state FROM pages")}
        changed = archive.conn.execute("SELECT url FROM captures GROUP BY url HAVING count(*) > 1").fetchall()
    assert all(states.get(url) == "ok" for url in truth.pages(2))
    assert set(truth.new_pages()) <= set(states)
    assert states[truth.gone_page()] == "gone"
    assert truth.corrected_report()[0] in {row["url"] for row in changed}
    assert truth.redesigned_list() in {row["url"] for row in changed}


def test_bodies_are_the_servers_bytes(crawled: Crawled) -> None:
    portal, path, _, _ = crawled
    opener = build_opener(ProxyHandler({"http": portal.proxy}))
    sample = """SELECT url, sha256 FROM pages JOIN captures ON captures.id = capture_id
                WHERE state = 'ok' AND pages.kind != 'list' GROUP BY pages.site_id, captures.media_type"""
    with Archive.open(path) as archive:
        rows = archive.conn.execute(sample.replace("SELECT url", "SELECT pages.url")).fetchall()
        assert len(rows) >= 8
        for row in rows:
            assert archive.body(row["sha256"]) == opener.open(row["url"]).read()


def test_attachments_know_the_page_that_links_to_them(crawled: Crawled) -> None:
    _, path, _, _ = crawled
    with Archive.open(path) as archive:
        rows = archive.conn.execute(
            """SELECT file.media_type, file.link_text, page.media_type AS of FROM captures AS file
               JOIN captures AS page ON page.id = file.parent_id"""
        ).fetchall()
    assert len(rows) > 100
    assert {row["of"] for row in rows} == {"text/html"}
    assert all(row["link_text"] for row in rows)
