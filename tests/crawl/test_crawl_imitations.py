"""Every family against a site that lists as its system does, over real HTTP: all items, none twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from small_server import crawl_in_child

from archive.store import Archive
from scraper.families import FAMILIES
from scraper.portal import Portal
from scraper.portal.imitations import ITEMS, SITES, imitations
from scraper.portal.server import Answer, Request
from scraper.sites import load

IDS = sorted(load(SITES))


class Counting(Portal):
    """A portal that counts what it is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: Counter[tuple[str, str, tuple[tuple[str, str], ...]]] = Counter()

    def answer(self, request: Request) -> Answer:
        self.asked[request.host, request.path, tuple(request.query.items())] += 1
        return super().answer(request)


Crawled = tuple[Counting, dict[str, dict[str, Any]], Archive]


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    path: Path = tmp_path_factory.mktemp("imitations") / "a.db"
    with Counting() as portal:
        outcomes = crawl_in_child(SITES, path, proxy=portal.proxy)
    with Archive.open(path) as archive:
        yield portal, {outcome["site_id"]: outcome for outcome in outcomes}, archive


def test_every_family_is_imitated() -> None:
    imitated = {column.family for site in load(SITES).values() for column in site.columns}
    assert imitated == set(FAMILIES)
    assert {one.name for one in imitations().values()} == set(IDS)


@pytest.mark.parametrize("name", IDS)
def test_all_items_are_found_and_none_twice(crawled: Crawled, name: str) -> None:
    portal, outcomes, archive = crawled
    one = next(i for i in imitations().values() if i.name == name)
    outcome = outcomes[name]
    assert (outcome["state"], outcome["detail"], outcome["failed"], outcome["guarded"]) == ("ok", "", 0, 0)
    assert outcome["columns"][0]["complete"]
    assert outcome["columns"][0]["items"] == len(ITEMS)
    rows = archive.conn.execute("SELECT url FROM captures WHERE source_id = ? AND kind != 'list'", (name,))
    assert sorted(row["url"] for row in rows) == sorted(one.addresses())
    twice = {what: times for what, times in portal.asked.items() if what[0] == one.host and times > 1}
    assert not twice


@pytest.mark.parametrize("name", [n for n in IDS if n not in ("sitemap",)])
def test_titles_and_dates_come_from_the_list(crawled: Crawled, name: str) -> None:
    _, _, archive = crawled
    one = next(i for i in imitations().values() if i.name == name)
    rows = archive.conn.execute("SELECT url, link_text, link_date FROM captures WHERE source_id = ?", (name,))
    found = {row["url"]: (row["link_text"], row["link_date"]) for row in rows}
    item = ITEMS[25]
    if name == "hanweb_annual":
        assert found[one.address(item)] == (f"{item.year}年", None)
    else:
        assert found[one.address(item)] == (item.title, item.day.isoformat())


@pytest.mark.parametrize("name", [one.name for one in imitations().values() if one.file])
def test_attachments_know_their_page(crawled: Crawled, name: str) -> None:
    _, _, archive = crawled
    one = next(i for i in imitations().values() if i.name == name)
    item = next(i for i in ITEMS if i.attached)
    (row,) = archive.conn.execute(
        """SELECT page.url AS page, file.link_text FROM captures AS file
           JOIN captures AS page ON page.id = file.parent_id WHERE file.url = ?""",
        (one.file_address(item),),
    )
    assert (row["page"], row["link_text"]) == (one.address(item), "统计表")


def test_a_second_crawl_finds_the_same_and_stores_nothing(crawled: Crawled) -> None:
    """Lists are asked again, and nothing of them is new; runs last, since it adds visits."""
    _, outcomes, archive = crawled
    with Portal() as portal:
        found = crawl_in_child(SITES, archive_path(archive), proxy=portal.proxy)
    again = {outcome["site_id"]: outcome for outcome in found}
    for name, outcome in again.items():
        assert (outcome["state"], outcome["new"], outcome["changed"]) == ("ok", 0, 0), name
        assert outcome["columns"][0]["items"] == len(ITEMS), name
        assert outcome["unchanged"] == outcomes[name]["new"], name


def archive_path(archive: Archive) -> Path:
    return Path(archive.conn.execute("PRAGMA database_list").fetchone()["file"])
