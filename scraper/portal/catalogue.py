"""All that the sites answer, in each of the two states.

    articles of the generators -> numbered -> paths of the site's family -> {host: {path: Resource}}

What differs in the second state: fourteen new pages (a report among them), one report silently corrected, one
page gone, and a list whose markup was redesigned: 人事信息 of www.linxiu.test, which has no news in that
state, so that nothing else is lost with it. Every other page is the same to the byte.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from urllib.parse import parse_qsl, urlsplit

from scraper.portal import articles
from scraper.portal.article import COLUMNS, Article, File
from scraper.portal.families import (
    Family,
    Frame,
    Listed,
    Listing,
    Query,
    Resource,
    gkmlpt,
    html,
    jpage,
    linked,
    trs,
)
from scraper.portal.page import FileLink, article_page, home_page
from scraper.portal.places import PLACES, Place, place
from scraper.portal.reports import publish
from scraper.portal.reports.plan import CORRECTED, NEW_IN_SECOND

FAMILIES: Mapping[str, Family] = {
    family.template: family
    for family in (trs.FAMILY, jpage.FAMILY, gkmlpt.FAMILY, linked.NEXT, linked.SINGLE)
}
MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
GONE = "other/yunheshi/tzgg/7"
REDESIGNED = ("linxiu", "personnel")
CORRECTED_ON = "2026-06-18"
_FIRST_NUMBER = {"yunhe": 41207, "yunheshi": 200518, "liuting": 9310024, "anyu": 5036, "linxiu": 30711}
Paths = Mapping[str, Resource]


def family_of(site: Place) -> Family:
    return FAMILIES[site.family]


@cache
def frame_of(site: Place) -> Frame:
    family = family_of(site)
    return Frame(family.template, tuple((column.name, family.home(column)) for column in COLUMNS))


@cache
def articles_of(site_id: str, state: int) -> tuple[Article, ...]:
    """The articles of a site, numbered in the order of publication; those of the second state come after."""
    found = [a for a in (*publish.articles(), *articles.articles()) if a.place.id == site_id]
    old = sorted((a for a in found if not is_new(a)), key=lambda a: (a.published, a.key))
    new = sorted((a for a in found if is_new(a)), key=lambda a: (a.published, a.key))
    numbered = [replace(a, number=_FIRST_NUMBER[site_id] + 7 * i) for i, a in enumerate([*old, *new])]
    if state == 1:
        return tuple(numbered[: len(old)])
    return tuple(a for a in numbered if a.key != GONE)


def is_new(item: Article) -> bool:
    """Whether the article first appears in the second state."""
    return item.key == f"report/{NEW_IN_SECOND[0]}/{NEW_IN_SECOND[1]}" or item.key in articles.NEW


def article_path(item: Article) -> str:
    """Where the list leads: the page, or the file itself."""
    family = family_of(item.place)
    return family.file(item, item.files[0], 0) if item.direct else family.article(item)


def address(item: Article) -> str:
    return f"http://{item.place.host}{article_path(item)}"


@cache
def listings(site_id: str, state: int) -> tuple[Listing, ...]:
    """The columns of a site with their articles, newest first."""
    site, items = place(site_id), articles_of(site_id, state)
    found = []
    for col in COLUMNS:
        inside = sorted(
            (a for a in items if a.column == col), key=lambda a: (a.published, a.number), reverse=True
        )
        redesigned = state == 2 and (site_id, col.kind) == REDESIGNED
        found.append(
            Listing(site, col, frame_of(site), [Listed(a, article_path(a)) for a in inside], redesigned)
        )
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Site:
    """What one host answers in one state."""

    place: Place
    paths: Paths

    def find(self, path: str) -> Resource | None:
        return self.paths.get(path)


@cache
def sites(state: int) -> Mapping[str, Site]:
    """Every site by its host."""
    return {p.host: Site(p, dict(_paths(p, state))) for p in PLACES}


def _paths(site: Place, state: int) -> Iterator[tuple[str, Resource]]:
    family = family_of(site)
    yield "/", html("2008-05-01", home_page(site, frame_of(site).homes))
    robots = b"User-agent: *\nDisallow: /admin/\nDisallow: /search\n"
    yield "/robots.txt", Resource("text/plain", "2008-05-01", lambda _: robots)
    for listing in listings(site.id, state):
        yield from family.lists(listing)
    if site.family == "jpage":
        yield jpage.PROXY, jpage.proxy(listings(site.id, state))
        yield jpage.DOWNLOAD, _downloads(site, state)
    for item in articles_of(site.id, state):
        if not item.direct:
            yield family.article(item), _page(item, state)
        if site.family != "jpage":
            yield from ((family.file(item, f, i), _file(item, f)) for i, f in enumerate(item.files))


def _page(item: Article, state: int) -> Resource:
    corrected = state == 2 and item.key == f"report/{CORRECTED[0]}/{CORRECTED[1]}"
    modified = CORRECTED_ON if corrected else item.published.isoformat()
    frame = frame_of(item.place)
    return Resource(
        "text/html", modified, lambda _: article_page(item, frame, state, _links(item), _near(item))
    )


def _file(item: Article, found: File) -> Resource:
    return Resource(MEDIA[found.suffix], item.published.isoformat(), lambda _: found.build())


def _links(item: Article) -> list[FileLink]:
    family = family_of(item.place)
    paths = ((family.file(item, f, i), f) for i, f in enumerate(item.files))
    if item.place.family == "trs":
        paths = ((f"./{path.rpartition('/')[2]}", f) for path, f in paths)
    return [FileLink(path, f"{f.name}.{f.suffix}") for path, f in paths]


def _near(item: Article) -> list[Listed]:
    """Older neighbours of the column, out of the first state, so that a page stays as it is."""
    listing = next(found for found in listings(item.place.id, 1) if found.column == item.column)
    older = [entry for entry in listing.entries if entry.article.published < item.published]
    return [entry for entry in older if entry.article.key != GONE][:8]


def _downloads(site: Place, state: int) -> Resource:
    """The download script of jpage: the file is named in the query."""
    family, files = family_of(site), {}
    for item in articles_of(site.id, state):
        for index, found in enumerate(item.files):
            query = dict(parse_qsl(urlsplit(family.file(item, found, index)).query))
            files[query["filename"]] = found

    def build(query: Query) -> bytes | None:
        found = files.get(query.get("filename", ""))
        return found.build() if found else None

    return Resource("application/octet-stream", "2008-05-01", build, fixed=False)
