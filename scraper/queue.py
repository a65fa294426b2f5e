"""The queue that workers share, on one machine or several: the sites to be crawled, and who has which.

A site is a host, and one worker has it at a time, by a lease in Redis that ends with the worker: a host is
asked at its own pace, however many workers there are. What a worker has committed of a site is told beside
the lease, so that who takes the site over from one that was killed does not fetch it again.
"""

from __future__ import annotations

import json
import time
import uuid
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any
from urllib.parse import urlsplit

from archive.model import Link as File
from scraper.frontier import Belongings

LEASE = 20.0
# A site is left for so long to the worker that crawled it last: its archive knows the pages.
HOME_FIRST = 3600.0
KEPT = 86_400

_SITES, _HOMES = "gongkai:sites", "gongkai:homes"


class QueueError(Exception):
    """The queue cannot be used. The message is a sentence."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a worker has committed of an address: the outcome of the visit, and what it led to.

    `body` only of list pages, `belongings` only of others; `url` is where the page stood.
    """

    outcome: str
    url: str = ""
    capture_id: str | None = None
    body: bytes | None = None
    belongings: Belongings = Belongings()

    def text(self) -> str:
        body = b64encode(zlib.compress(self.body)).decode() if self.body is not None else None
        found = [[[file.url, file.text] for file in files] for files in self._linked]
        return json.dumps([self.outcome, self.url, self.capture_id, body, *found], ensure_ascii=False)

    @property
    def _linked(self) -> tuple[tuple[File, ...], ...]:
        return self.belongings.files, self.belongings.parts

    @classmethod
    def of(cls, text: str) -> Done:
        outcome, url, capture_id, body, *linked = json.loads(text)
        files, parts = (tuple(File(*pair) for pair in pairs) for pairs in linked)
        whole = zlib.decompress(b64decode(body)) if body is not None else None
        return cls(outcome, url, capture_id, whole, Belongings(files, parts))


class Queue:
    """The queue at an address such as redis://127.0.0.1:6379/0, as `worker` sees it."""

    def __init__(self, address: str, worker: str) -> None:
        if find_spec("redis") is None:
            raise QueueError("The extra “cluster” is not installed (pip install 'gongkai[cluster]').")
        from redis import Redis

        self.worker = worker
        self.place = urlsplit(address).netloc.rpartition("@")[2] or urlsplit(address).path
        self.redis: Any = Redis.from_url(
            address, decode_responses=True, socket_timeout=5, socket_connect_timeout=5
        )
        with self.asking() as redis:
            redis.ping()

    @contextmanager
    def asking(self) -> Iterator[Any]:
        """The connection; QueueError where it fails."""
        from redis import RedisError

        try:
            yield self.redis
        except RedisError as error:
            raise QueueError(f"The queue at {self.place} does not answer: {error}.") from error

    def close(self) -> None:
        self.redis.close()

    def offer(self, site_ids: Iterable[str]) -> None:
        """Puts sites on the queue that are not on it yet."""
        with self.asking() as redis:
            at = float(redis.time()[0])
            for site_id in site_ids:
                redis.zadd(_SITES, {site_id: at}, nx=True)

    def waiting(self) -> list[str]:
        """The sites that are not crawled to their end, those that workers have among them; longest first."""
        with self.asking() as redis:
            return list(redis.zrange(_SITES, 0, -1))

    def is_at_home(self, site_id: str) -> bool:
        """Whether this worker crawled the site last, or nobody did."""
        with self.asking() as redis:
            return redis.hget(_HOMES, site_id) in (None, self.worker)

    def holder(self, site_id: str) -> str | None:
        """The worker that has the site."""
        with self.asking() as redis:
            token = redis.get(_lease_key(site_id))
        return token.rpartition("#")[0] if token else None

    def take(self, site_id: str) -> Lease | None:
        """A lease of the site; None where another worker has it or may still come for it, or it is done."""
        with self.asking() as redis:
            since = redis.zscore(_SITES, site_id)
            if since is None or (not self.is_at_home(site_id) and redis.time()[0] - since < HOME_FIRST):
                return None
            lock = redis.lock(_lease_key(site_id), timeout=LEASE, thread_local=False)
            if not lock.acquire(blocking=False, token=f"{self.worker}#{uuid.uuid4().hex}"):
                return None
            if redis.zscore(_SITES, site_id) is None:  # it was finished in between
                lock.release()
                return None
            told = redis.hgetall(_done_key(site_id))
            redis.hset(_done_key(site_id), "", self.worker)
            redis.expire(_done_key(site_id), KEPT)
        done = {url: Done.of(text) for url, text in told.items() if url}
        return Lease(self, site_id, lock, done, resumed=bool(told))


class Lease:
    """A site that this worker has. `done` is what others have committed of it before, in a run that was
    stopped (`resumed`). Where it is `lost` another worker may have the site: nothing more may be asked.
    """

    def __init__(
        self, queue: Queue, site_id: str, lock: Any, done: Mapping[str, Done], *, resumed: bool
    ) -> None:
        self.queue = queue
        self.site_id = site_id
        self.done = done
        self.resumed = resumed
        self.lost = False
        self._lock = lock
        self._renewed = time.monotonic()

    def renew(self) -> None:
        """To be called far more often than `LEASE`. A queue that is away for a moment does no harm."""
        from redis import RedisError
        from redis.exceptions import LockError

        asked = time.monotonic()
        try:
            self._lock.reacquire()
            self._renewed = asked
        except LockError:
            self.lost = True
        except RedisError:
            self.lost = self.lost or asked - self._renewed > LEASE / 2

    def tell(self, done: Mapping[str, Done]) -> None:
        """Tells what is committed; what could not be told is fetched again by who takes the site over."""
        if done and not self.lost:
            with self.queue.asking() as redis:
                redis.hset(_done_key(self.site_id), mapping={url: one.text() for url, one in done.items()})
                redis.expire(_done_key(self.site_id), KEPT)

    def end(self, *, finished: bool) -> None:
        """Gives the site back; one that is not finished stays on the queue."""
        from redis.exceptions import LockError

        if self.lost:
            return
        with self.queue.asking() as redis:
            if finished:
                every = redis.pipeline(transaction=True)
                every.zrem(_SITES, self.site_id).delete(_done_key(self.site_id))
                every.hset(_HOMES, self.site_id, self.queue.worker)
                every.execute()
            try:
                self._lock.release()
            except LockError:
                self.lost = True


def _lease_key(site_id: str) -> str:
    return f"gongkai:lease:{site_id}"


def _done_key(site_id: str) -> str:
    return f"gongkai:done:{site_id}"
