"""How much a call may do: a time, a number of answers, a number of bytes, over all its sites together.

What a call leaves undone the next one goes on with, so that limits cost nothing but time.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field


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
