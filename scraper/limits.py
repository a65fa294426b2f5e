"""How a call crawls, and how much it may do over all its sites: a time, a number of answers, of bytes.

What a call leaves undone the next one goes on with, so that limits cost nothing but time.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from scraper.outcome import Progress


@dataclass(slots=True)
class Limits:
    """None is no limit. Counts what the sites of one call did; `reached` says what is used up."""

    seconds: float | None = None
    answers: int | None = None
    bytes: int | None = None
    answered: int = 0
    received: int = 0
    began: float = field(default_factory=time.monotonic)

    def count(self, size: int) -> None:
        self.answered += 1
        self.received += size

    def reached(self) -> str | None:
        if self.seconds is not None and time.monotonic() - self.began >= self.seconds:
            return f"The time of {self.seconds:g} s is over."
        if self.answers is not None and self.answered >= self.answers:
            return f"The limit of {self.answers} answers is reached."
        if self.bytes is not None and self.received >= self.bytes:
            return f"The limit of {self.bytes} bytes is reached."
        return None


@dataclass(frozen=True, slots=True)
class Manner:
    """How a call crawls all its sites. `only_due`: known pages whose time has not come are left alone.

    `vantage` is the operator's name for the place it crawls from. `allow_private` is for tests: a loopback
    address may be asked. `progress` is told after every answer.
    """

    proxy: str | None = None
    allow_private: bool = False
    vantage: str | None = None
    only_due: bool = False
    progress: Callable[[Progress], None] | None = None
