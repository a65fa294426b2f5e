"""How a host is treated that does not answer, or that asks for patience; and what its robots.txt means.

A host that never answers costs two short attempts at its robots.txt, not a timeout for each page.
Where one that has answered says nothing to a request, what it answered first is asked again: that tells
whether the page hangs or the host. One that fails many times in a row is left alone until the next crawl.
Retry-After and Crawl-delay are waited for, up to a limit.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from datetime import UTC
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached

from scraper.source import Site

FIRST_TIMEOUT = 12.0
FIRST_ATTEMPTS = 2
FAILURES_IN_A_ROW = 6
LONGEST_PATIENCE = 300.0
LONGEST_PAUSE = 60.0
SILENCE = 20.0
BEAT = 1.0
PROBE = "gongkai_probe"
PROBES = "gongkai/probes_failed"  # the statistic of those that were not answered
REQUESTS = "gongkai/requests"  # the statistic of those that were sent
ROBOT = "gongkai"
MOST_RULES = 512 * 1024  # bytes of a robots.txt; RFC 9309 wants 500 KiB to be read at least


class Unreachable(IgnoreRequest):
    """The host was given up in this crawl. The message is a sentence, or its cause says why."""


class AskedToWait(IgnoreRequest):
    """The host asked to come back later than this crawl is willing to wait."""


class Stopped(IgnoreRequest):
    """The crawl ends while the request waits for its turn."""


class RobotsDisallow(IgnoreRequest):
    """robots.txt forbids the address."""


@dataclass(slots=True)
class Standing:
    """What a host did so far in this crawl, and the pause its robots.txt asks for between requests, in s.

    `not_before` and `silent_since`, when the first request was sent that has no answer, are on the monotonic
    clock. `failures` counts answers in a row that did not come to their end. `known` is the first address
    that was answered; a host that fell silent after that is `lost` in this crawl. `probed` is what became of
    asking for that address again.
    """

    known: str = ""
    failures: int = 0
    silent_since: float | None = None
    reason: str = ""
    lost: bool = False
    probed: str = ""
    not_before: float = 0.0
    refused: str | None = None
    pause: float = 0.0
    probing: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def answered(self) -> bool:
        return bool(self.known)


class Patience:
    """Downloader middleware between the retries and the network."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.site: Site = crawler.settings["GONGKAI_SITE"]
        self.standings: dict[str, Standing] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Patience:
        patience = cls(crawler)
        crawler.signals.connect(patience.robots_parsed, signal=signals.robots_parsed)
        crawler.signals.connect(patience.headers_received, signal=signals.headers_received)
        crawler.signals.connect(patience.sent, signal=signals.request_reached_downloader)
        return patience

    def robots_parsed(self, robotparser: RobotParser, request: Request) -> None:
        """Takes over a Crawl-delay that is longer than the source file's pace."""
        asked = robotparser.crawl_delay(ROBOT) or 0.0
        if asked > self.site.delay:
            standing = self.standing(request)
            standing.pause = min(asked, LONGEST_PAUSE)
            standing.not_before = time.monotonic() + standing.pause

    def sent(self) -> None:
        if self.crawler.stats:
            self.crawler.stats.inc_value(REQUESTS)

    def headers_received(self, request: Request) -> None:
        """The host is there, whatever becomes of the body."""
        self.standing(request).silent_since = None

    def standing(self, request: Request) -> Standing:
        netloc = urlparse_cached(request).netloc
        if netloc not in self.standings:  # asked for three times for every request
            self.standings[netloc] = Standing()
        return self.standings[netloc]

    async def process_request(self, request: Request) -> None:
        standing = self.standing(request)
        self._refuse(standing)
        await self._await_turn(standing)
        if standing.answered and standing.silent_since is not None and not request.meta.get(PROBE):
            await self._probe(standing)
        doubtful = not standing.answered or standing.silent_since is not None
        request.meta["download_timeout"] = (
            min(FIRST_TIMEOUT, self.site.timeout) if doubtful else self.site.timeout
        )
        request.meta["dont_retry"] = PROBE in request.meta
        if not standing.answered:
            request.meta["max_retry_times"] = FIRST_ATTEMPTS - 1
        request.meta["sent_at"] = time.monotonic()

    async def _probe(self, standing: Standing) -> None:
        """Whether a host that said nothing is still there: then it was the page, and the others are asked."""
        assert self.crawler.engine
        async with standing.probing:
            self._refuse(standing)
            if standing.silent_since is None:
                return
            meta = {PROBE: True, "dont_obey_robotstxt": True}
            try:
                await self.crawler.engine.download_async(Request(standing.known, meta=meta))
            except Exception as error:  # noqa: BLE001 - whatever it is, `_refuse` and the statistic name it
                standing.probed = type(error).__name__
                if self.crawler.stats:
                    self.crawler.stats.inc_value(f"{PROBES}/{standing.probed}")
            since = standing.silent_since
            standing.lost = since is not None and time.monotonic() - since > SILENCE
            self._refuse(standing)

    async def _await_turn(self, standing: Standing) -> None:
        """Waits until the host may be asked again, and takes that turn."""
        while (rest := standing.not_before - time.monotonic()) > 0:
            await asyncio.sleep(min(rest, BEAT))
            self._refuse(standing)
            if getattr(self.crawler.spider, "stopped", ""):
                raise Stopped("The crawl was stopped.")
        if standing.pause:
            standing.not_before = time.monotonic() + standing.pause

    def _refuse(self, standing: Standing) -> None:
        if standing.refused:
            raise AskedToWait(standing.refused)
        limit = FAILURES_IN_A_ROW + self.site.concurrency if standing.answered else FIRST_ATTEMPTS
        if standing.lost or standing.failures >= limit:
            also = f"; what it had answered before: {standing.probed}" if standing.probed else ""
            raise Unreachable(f"The host failed {standing.failures} times in a row: {standing.reason}{also}.")

    def process_response(self, request: Request, response: Response) -> Response:
        standing = self.standing(request)
        standing.known, standing.silent_since = standing.known or request.url, None
        if PROBE not in request.meta:
            standing.failures = 0
        if response.status in (429, 503):
            request.meta["dont_retry"] = False
            self._wait(standing, response)
        return response

    def _wait(self, standing: Standing, response: Response) -> None:
        seconds = retry_after(response)
        if seconds is None and response.status == 429:
            seconds = max(5.0, 4 * self.site.delay)
        if seconds and seconds > LONGEST_PATIENCE:
            standing.refused = f"The site asked to come back in {seconds:.0f} s (HTTP {response.status})."
        elif seconds:
            standing.not_before = max(standing.not_before, time.monotonic() + seconds)

    def process_exception(self, request: Request, exception: Exception) -> None:
        if not isinstance(exception, IgnoreRequest):
            standing = self.standing(request)
            standing.failures += 1
            if not request.meta.get("download_latency"):
                sent = request.meta.get("sent_at", time.monotonic())
                standing.silent_since = min(sent, standing.silent_since or sent)
                request.meta["max_retry_times"] = 1  # each costs the whole timeout
            standing.reason = type(exception).__name__


def retry_after(response: Response) -> float | None:
    """Seconds that an answer asks to wait: Retry-After is a number or a date."""
    value = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if value.isascii() and value.isdigit():
        return float(value)
    try:
        at = parsedate_to_datetime(value)
        return max(0.0, (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp() - time.time())
    except (TypeError, ValueError):
        return None


class Robots(RobotsTxtMiddleware):
    """robots.txt after RFC 9309: a 4xx allows everything; with a 5xx, or where there is no answer to be had,
    the host is not asked.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._failing: dict[str, Unreachable] = {}

    async def process_request(self, request: Request) -> None:  # type: ignore[override]
        netloc = urlparse_cached(request).netloc
        if self._parsers.get(netloc, self) is None and netloc not in self._failing:
            return  # most hosts have none, and every page asks
        await super().process_request(request)

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= 500:
            self._failing[netloc] = Unreachable(f"robots.txt answered HTTP {response.status}.")
        rules = response.body[:MOST_RULES] if response.status == 200 else b""
        await super()._parse_robots(response.replace(body=rules), netloc, request)
        if not rules.strip():
            self._parsers[netloc] = None  # nothing to be looked up for every page

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        """Where a redirect led to what must not be asked there are no rules; all else is the host's fault."""
        if not isinstance(exc, IgnoreRequest):
            self._failing[netloc] = Unreachable("robots.txt could not be fetched.")
            self._failing[netloc].__cause__ = exc
        super()._robots_error(exc, netloc)

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        failing = self._failing.get(urlsplit(request.url).netloc)
        if failing:
            raise failing
        try:
            super().process_request_2(rp, request)
        except IgnoreRequest as error:
            raise RobotsDisallow("robots.txt forbids the address.") from error
