"""How the content management systems of the sample sites give addresses and list what they hold.

A family is a `Family`: functions from articles to paths, and from a column with its articles to lists.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from scraper.portal.article import Article, Column, File
from scraper.portal.places import Place

Homes = tuple[tuple[str, str], ...]
Query = Mapping[str, str]
Answerer = Callable[[Query], bytes | None]


@dataclass(frozen=True, slots=True)
class Resource:
    """What a path answers. `fixed` resources ignore the query, so their bytes can be kept. `build` gives None
    where the query asks for something that is not there. `modified` is YYYY-MM-DD."""

    media_type: str
    modified: str
    build: Answerer
    fixed: bool = True


def html(modified: str, body: bytes) -> Resource:
    """A page whose bytes are there already."""
    return Resource("text/html", modified, lambda _: body)


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of a list: where it leads, what it says, when it was published."""

    article: Article
    path: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What all pages of a site stand in: the name of its templates, and its columns as (name, path)."""

    template: str
    homes: Homes


@dataclass(frozen=True, slots=True)
class Listing:
    """A column with everything in it, newest first. A `redesigned` list has other elements."""

    place: Place
    column: Column
    frame: Frame
    entries: Sequence[Listed]
    redesigned: bool = False

    @property
    def modified(self) -> str:
        return max((e.article.published.isoformat() for e in self.entries), default="2008-05-01")

    def pages(self, size: int) -> list[Sequence[Listed]]:
        """The entries in pages, at least one."""
        starts = range(0, max(len(self.entries), 1), size)
        return [self.entries[start : start + size] for start in starts]


@dataclass(frozen=True, slots=True)
class Family:
    """`home` is the path of a column's first page, `lists` are all resources of the list."""

    template: str
    home: Callable[[Column], str]
    article: Callable[[Article], str]
    file: Callable[[Article, File, int], str]
    lists: Callable[[Listing], Iterator[tuple[str, Resource]]]
