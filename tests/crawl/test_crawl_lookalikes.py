"""Guards on pages in many hands: what is no content is refused, and what only looks like it is kept."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from scraper.guards import refuse

FOLDER = Path(__file__).parent / "guards"
URL = "http://www.one.test/zwgk/202401/t20240131_1.html"
NAV = ("首页", "政务公开", "新闻中心", "办事服务", "互动交流", "通知公告", "机构设置", "联系我们")


def pages_of(name: str) -> list[Any]:
    with (FOLDER / f"{name}.toml").open("rb") as file:
        return [pytest.param(page, id=page["name"]) for page in tomllib.load(file)["page"]]


def body_of(page: dict[str, Any]) -> bytes:
    """The page with the furniture that it asks for."""
    links = "".join(f"<a href='/c{n}/'>{NAV[n % len(NAV)]}</a> " for n in range(page.get("links", 0)))
    text: str = page["body"].replace("@LINKS@", links).replace("@PAD@", "x" * page.get("pad", 0))
    return text.encode(page.get("encoding", "utf-8"))


@pytest.mark.parametrize("page", pages_of("refused"))
def test_what_is_no_content_is_refused(page: dict[str, Any]) -> None:
    found = refuse(page["status"], URL, URL, body_of(page))
    assert found, "taken for content"
    assert found.guard in page["guard"].split()


@pytest.mark.parametrize("page", pages_of("kept"))
def test_what_only_looks_like_it_is_kept(page: dict[str, Any]) -> None:
    url = page.get("url", URL)
    assert refuse(200, url, url, body_of(page)) is None
