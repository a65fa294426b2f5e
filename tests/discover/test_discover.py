"""`gongkai sites discover` against sites of unlike structure, over real HTTP."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from layouts import layouts
from sample import Layout, frame, rows, ul, with_articles
from served import Served, command_output, discover, verdict

from scraper.discover import Answer, explore
from scraper.portal import SITES, Portal
from scraper.sites import load

LAYOUTS = layouts()
Found = tuple[Served, dict[str, Any], Path]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Found:
    folder = tmp_path_factory.mktemp("drafts")
    served, drafts, _ = discover(LAYOUTS, folder)
    return served, drafts, folder


@pytest.mark.parametrize("one", LAYOUTS, ids=[one.name for one in LAYOUTS])
def test_the_column_is_found_and_recognised(found: Found, one: Layout) -> None:
    _, drafts, folder = found
    assert verdict(one, drafts.get(one.host)) == ""
    site = next(site for site in load(folder).values() if site.host == one.host)
    assert site.columns[0].kind == "annual_report"
    assert site.columns[0].verified == "never"
    assert site.columns[0].recorded


def test_no_two_have_a_name() -> None:
    names = [one.host for one in LAYOUTS]
    assert len(names) == len(set(names))


def test_it_is_polite(found: Found) -> None:
    served, _, _ = found
    for one in LAYOUTS:
        asked = [target for host, target in served.asked if host == one.host]
        assert asked[0] == "/robots.txt"
        assert len(asked) <= 41
        assert len(asked) == len(set(asked)), "no address twice"
    assert {host for host, _ in served.asked} == {one.host for one in LAYOUTS}


def site_with(pages: dict[str, str | bytes], name: str = "odd") -> Layout:
    return Layout(name, pages, "/nb/", "listing")


def test_robots_and_the_limit_on_requests_are_kept(tmp_path: Path) -> None:
    nav = "<a href='/secret/nb/'>政府信息公开年报</a>" + "".join(
        f"<a href='/xxgk/{n}/'>信息公开{n}</a>" for n in range(50)
    )
    pages: dict[str, str | bytes] = {f"/xxgk/{n}/": frame("信息公开", "") for n in range(50)}
    served, drafts, said = discover([site_with({"/": frame("县", nav), **pages})], tmp_path, "--most", "12")
    asked = [target for _, target in served.asked]
    assert "/secret/nb/" not in asked
    assert len(asked) <= 13
    assert drafts == {}
    assert "no column of yearly reports was found" in said
    assert "robots.txt forbids" in said
    assert not list(tmp_path.glob("*.toml"))


def test_other_hosts_are_named_and_not_asked(tmp_path: Path) -> None:
    away = "<a href='http://xxgk.away.test/nb/'>政府信息公开年报</a>"
    served, _, said = discover([site_with({"/": frame("县", away)})], tmp_path)
    assert {host for host, _ in served.asked} == {"odd.layout.test"}
    assert "another host, which was not asked: http://xxgk.away.test/nb/" in said


def test_columns_that_only_sound_alike_are_not_taken(tmp_path: Path) -> None:
    found = rows("县", lambda n, y: f"/d/{y}{n}.html", form="{body}{year}年法治政府建设年度报告")
    nav = "<a href='/fz/'>法治政府建设年度报告</a><a href='/tj/'>统计年报</a>"
    pages = {
        "/": frame("县", nav),
        "/fz/": frame("法治政府建设年度报告", ul(found)),
        "/tj/": frame("统计年报", ul(found)),
    }
    _, drafts, _ = discover([site_with(with_articles(pages, found))], tmp_path)
    assert drafts == {}


def test_a_draft_is_not_written_over_another_file(tmp_path: Path) -> None:
    one = LAYOUTS[0]
    discover([one], tmp_path)
    (path,) = tmp_path.glob("*.toml")
    path.write_text(path.read_text("utf-8") + "# mine\n", encoding="utf-8")
    with pytest.raises(AssertionError, match="there is such a file already"):
        discover([one], tmp_path)
    assert path.read_text("utf-8").endswith("# mine\n")


@pytest.mark.parametrize("seed", range(40))
def test_torn_and_mixed_pages_never_raise(seed: int) -> None:
    """Pieces of all portals, cut anywhere and put together: the search ends, whatever it reads."""
    dice = random.Random(seed)
    pieces = [
        body if isinstance(body, bytes) else body.encode() for one in LAYOUTS for body in one.pages.values()
    ]

    def torn() -> bytes:
        parts = [dice.choice(pieces) for _ in range(dice.randint(1, 3))]
        return b"".join(
            part[dice.randint(0, len(part)) // 2 : dice.randint(0, len(part) + 1)] for part in parts
        )

    search = explore("odd.layout.test", most=25)
    ask, asked = next(search), 0
    try:
        while True:
            asked += 1
            ask = search.send(Answer(ask.url, dice.choice((200, 200, 200, 404, 0)), torn()))
    except StopIteration as done:
        finding = done.value
    assert asked <= 26
    assert finding.host == "odd.layout.test"
    assert all(column.kind == "annual_report" for column in finding.columns)


def test_the_sample_portal_is_understood_as_its_source_files_say(tmp_path: Path) -> None:
    declared = load(SITES)
    with Portal() as portal:
        drafts = command_output([site.host for site in declared.values()], portal.proxy, tmp_path)
    for site in declared.values():
        (column,) = drafts[site.host]["columns"]
        own = next(c for c in site.columns if c.kind == "annual_report")
        # The pages of anyu are numbered too, which needs no link to the next.
        family = {"anyu": "static"}.get(site.id, own.family)
        assert (column["address"], column["family"]) == (own.address, family)
