"""What a crawl of one site still has to fetch: light links, of which only a few at a time become requests."""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from archive.model import Link as File
from scraper.source import Ask, Column

Role = Literal["list", "page", "part", "attachment", "proof"]

# Lists first, since they tell what there is; what belongs to an article right after it; second proofs last.
_ORDER: dict[Role, int] = {"list": 0, "part": 1, "attachment": 1, "page": 2, "proof": 3}


@dataclass(frozen=True, slots=True)
class Link:
    """An address to fetch, where it was found, and for a file or a further page the capture (`parent`) that
    links to it.
    """

    url: str
    role: Role
    column: Column
    ask: Ask | None = None
    parent: str | None = None
    text: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Belongings:
    """`files` are files or promise to be, `parts` the article's second page and those after it, in order."""

    files: tuple[File, ...] = ()
    parts: tuple[File, ...] = ()


class Frontier:
    """Links in the order of their roles, each address once; `trimmed` when the limit on pages cut it."""

    def __init__(self, max_pages: int) -> None:
        self.left = max_pages
        self.trimmed = False
        self._heap: list[tuple[int, int, Link]] = []
        self._seen: set[str] = set()
        self._serial = 0

    def __len__(self) -> int:
        return len(self._heap)

    def __contains__(self, url: str) -> bool:
        return url in self._seen

    def add(self, link: Link) -> bool:
        """Whether the address is new to this crawl and there is room for it."""
        if link.url in self._seen and link.role != "proof":
            return False
        if link.role in ("page", "part", "attachment"):
            if self.left <= 0:
                self.trimmed = True
                return False
            self.left -= 1
        self._seen.add(link.url)
        self._serial += 1
        heapq.heappush(self._heap, (_ORDER[link.role], self._serial, link))
        return True

    def extend(self, links: Iterable[Link]) -> int:
        """How many of the links were new."""
        return sum([self.add(link) for link in links])

    def pop(self) -> Link | None:
        return heapq.heappop(self._heap)[2] if self._heap else None

    def clear(self) -> None:
        self._heap.clear()
