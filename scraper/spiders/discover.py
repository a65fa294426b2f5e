"""Asks a site what the search for its column of yearly reports wants to know, one address at a time.

explore(host) -> Ask -> request (robots.txt, pace, declared host only) -> Answer -> explore …
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from scraper.answers import charset_of
from scraper.discover import Answer, Finding, explore
from scraper.guards import refuse
from scraper.source import Ask


class DiscoverSpider(Spider):
    """Searches one host. `finding` is there when it is done; `notes` say what was refused or failed."""

    name = "discover"

    def __init__(self, host: str, most: int, progress: Callable[[], None] | None = None) -> None:
        super().__init__()
        self.progress = progress
        self.exploring = explore(host, most)
        self.finding: Finding | None = None
        self.notes: list[str] = []
        self.maps: tuple[str, ...] = ()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> DiscoverSpider:
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.robots_parsed, signal=signals.robots_parsed)
        return spider

    def robots_parsed(self, robotparser: Any) -> None:
        """Remembers the site maps that robots.txt names."""
        self.maps = tuple(robotparser.rp.sitemaps)

    async def start(self) -> AsyncIterator[Request]:
        yield self._request(next(self.exploring))

    def _request(self, ask: Ask) -> Request:
        return Request(
            ask.url,
            method="POST" if ask.body else "GET",
            body=ask.body or b"",
            headers=ask.headers,
            callback=self.arrived,
            errback=self.failed,
            dont_filter=True,
        )

    def _tell(self, answer: Answer) -> Iterator[Request]:
        """Passes an answer on, and asks what is wanted next."""
        if self.progress:
            self.progress()
        try:
            yield self._request(self.exploring.send(answer))
        except StopIteration as done:
            self.finding = done.value

    def arrived(self, response: Response) -> Iterator[Request]:
        asked = response.request.url if response.request else response.url
        refusal = refuse(response.status, asked, response.url, response.body)
        if refusal:
            self.notes.append(f"{asked}: {refusal.guard}: {refusal.detail}.")
        body = b"" if refusal else response.body
        yield from self._tell(Answer(response.url, response.status, body, charset_of(response), self.maps))

    def failed(self, failure: Failure) -> Iterator[Request]:
        request: Any = failure.request  # type: ignore[attr-defined]
        self.notes.append(f"{request.url}: {str(failure.value)[:160] or type(failure.value).__name__}")
        yield from self._tell(Answer(request.url, 0))
