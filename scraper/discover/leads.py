"""Where to look next."""

from __future__ import annotations

import heapq
from urllib.parse import urlsplit


class Leads:
    """Addresses of one host still to look at, the likeliest first, each once."""

    def __init__(self, host: str) -> None:
        self.host = host
        self._heap: list[tuple[int, int, str, str]] = []
        self._best: dict[str, int] = {}
        self._serial = 0

    def add(self, points: int, url: str, words: str = "") -> None:
        """A second lead to the same address counts where it is a better one."""
        key = url.partition("://")[2]
        if urlsplit(url).hostname == self.host and points > self._best.get(key, 0):
            self._best[key] = points
            self._serial += 1
            heapq.heappush(self._heap, (-points, self._serial, url, words))

    def pop(self) -> tuple[str, str] | None:
        """The likeliest address and the words that led to it."""
        while self._heap:
            points, _, url, words = heapq.heappop(self._heap)
            key = url.partition("://")[2]
            if self._best[key] == -points:
                self._best[key] = 1001
                return url, words
        return None
