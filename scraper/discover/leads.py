"""Where to look next."""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from scraper.families.json import body_of
from scraper.source import Ask


@dataclass(frozen=True, slots=True, order=True)
class Lead:
    """An address to look at, the words that led to it, and how it is asked: get, post (a form) or json."""

    url: str
    words: str = ""
    method: str = "get"

    @property
    def ask(self) -> Ask:
        return Ask(self.url, body=body_of(self.url, self.method))

    @property
    def key(self) -> str:
        return self.method + self.url.partition("://")[2]


@dataclass(slots=True)
class Leads:
    """Addresses of one host still to look at, the likeliest first, each once."""

    host: str
    _heap: list[tuple[int, int, Lead]] = field(default_factory=list)
    _best: dict[str, int] = field(default_factory=dict)
    _serial: int = 0

    def add(self, points: int, lead: Lead) -> None:
        """A second lead to the same address counts where it is a better one."""
        if urlsplit(lead.url).hostname == self.host and points > self._best.get(lead.key, 0):
            self._best[lead.key] = points
            self._serial += 1
            heapq.heappush(self._heap, (-points, self._serial, lead))

    def pop(self) -> Lead | None:
        """The likeliest address."""
        while self._heap:
            points, _, lead = heapq.heappop(self._heap)
            if self._best[lead.key] == -points:
                self._best[lead.key] = 1001
                return lead
        return None
