"""Sites that list the same 53 items as one content management system each does, for the tests of the
families.

    http://vsb.imitation.test/  lists as 博达 VSB does      SITES: a source file for each, as for a real site

The portal serves them beside the five sites of the demo, which does not crawl them. Everything is invented.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from scraper.portal.imitations.items import ITEMS, Imitation, Item, item_page
from scraper.portal.server import Answer, Request

__all__ = ["ITEMS", "SITES", "Imitation", "Item", "answer", "imitations"]

SITES = Path(__file__).with_name("sites")
Lists = Callable[[Request], Answer | None]
_ROBOTS = Answer(200, b"User-agent: *\nDisallow: /admin/\n", {"Content-Type": "text/plain"})
_MISSING = Answer(404, "<html><head><title>404</title></head><body>页面不存在</body></html>".encode())


@cache
def imitations() -> Mapping[str, Imitation]:
    """Every imitation by its host."""
    from scraper.portal.imitations import numbered, scripted, searched, xml

    return {one.host: one for module in (numbered, scripted, searched, xml) for one in module.IMITATIONS}


def answer(request: Request) -> Answer | None:
    """What an imitation says; None where the host is none."""
    one = imitations().get(request.host)
    if one is None:
        return None
    if request.path == "/robots.txt":
        return _ROBOTS
    return _article(one, request) or one.lists(request) or _MISSING


def _article(one: Imitation, request: Request) -> Answer | None:
    key = one.key(request)
    for item in ITEMS:
        if one.address(item) == key:
            return Answer(200, item_page(one, item), {"Content-Type": "text/html; charset=utf-8"})
        if item.attached and one.file and one.file_address(item) == key:
            return Answer(200, f"%PDF-1.4 {item.number}".encode(), {"Content-Type": "application/pdf"})
    return None
