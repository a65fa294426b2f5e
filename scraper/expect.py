"""What a healthy run looks like, and what state a source is in when it does not.

A list that lost its items is a broken source, not zero news: the difference is what was there before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)

from scraper.addresses import PrivateNetwork, Refused
from scraper.guards import Refusal
from scraper.manners import AskedToWait, RobotsDisallow, Unreachable
from scraper.source import Column

# The worst state of a site's columns is the site's.
RANK = ("broken", "blocked", "tls_refused", "moved", "robots_disallow", "unreachable", "empty", "ok")


@dataclass(frozen=True, slots=True)
class Trouble:
    """A state of the contract and what is behind it, in a sentence."""

    state: str
    detail: str


@dataclass(slots=True)
class ColumnTally:
    """What a crawl saw of one column. `before` is how many items the last complete crawl found."""

    column: Column
    before: int | None = None
    asked: int = 0
    read: int = 0
    items: int = 0
    foreign: int = 0
    trimmed: bool = False
    trouble: Trouble | None = None

    @property
    def complete(self) -> bool:
        return self.read > 0 and self.read == self.asked and not self.trimmed and not self.trouble


@dataclass(slots=True)
class Tally:
    """What a crawl of one site saw. `outcomes` counts visits of pages and files by their outcome."""

    columns: dict[str, ColumnTally]
    outcomes: Counter[str] = field(default_factory=Counter)
    guards: Counter[str] = field(default_factory=Counter)
    gone: int = 0
    bytes: int = 0
    trouble: Trouble | None = None
    errors: list[str] = field(default_factory=list)

    @property
    def pages(self) -> int:
        return sum(self.outcomes.values())


def judge_column(tally: ColumnTally) -> Trouble:
    """The state of one column after a crawl."""
    if tally.trouble:
        return tally.trouble
    if not tally.read:
        return Trouble("broken", "No list page was read.")
    if not tally.items and tally.before:
        return Trouble("broken", f"The list has no items any more; it had {tally.before}.")
    if tally.items < tally.column.min_items:
        state = "broken" if tally.items else "empty"
        return Trouble(state, f"The list has {tally.items} items; {tally.column.min_items} are expected.")
    return Trouble("ok", _incomplete(tally))


def _incomplete(tally: ColumnTally) -> str:
    if tally.read < tally.asked:
        return f"{tally.asked - tally.read} of {tally.asked} list pages could not be read."
    return "The limit on pages cut the list short." if tally.trimmed else ""


def judge_site(tally: Tally) -> Trouble:
    """The state of a site after a crawl."""
    if tally.trouble:
        return tally.trouble
    if tally.errors:
        return Trouble("broken", tally.errors[0])
    refused = tally.guards["challenge"] + tally.guards["forbidden"]
    if refused > 2 and refused * 2 > tally.pages:
        return Trouble("blocked", f"{refused} of {tally.pages} pages were refused to us.")
    return _worst(tally.columns.values())


def _worst(columns: Iterable[ColumnTally]) -> Trouble:
    judged = [(judge_column(column), column.column.name) for column in columns]
    worst, name = min(judged, key=lambda pair: RANK.index(pair[0].state))
    return Trouble(worst.state, f"{name}: {worst.detail}" if worst.detail else "")


def trouble_of(error: BaseException, *, redirected: bool = False) -> Trouble:
    """The state that a request's failure speaks for."""
    if isinstance(error, RobotsDisallow):
        return Trouble("robots_disallow", str(error))
    if isinstance(error, PrivateNetwork):
        return Trouble("unreachable", str(error))
    if isinstance(error, Refused):
        return Trouble("moved" if redirected else "broken", str(error))
    if isinstance(error, AskedToWait):
        return Trouble("blocked", str(error))
    if isinstance(error, Unreachable):
        return Trouble("unreachable", str(error))
    if isinstance(error, IgnoreRequest):
        return Trouble("broken", f"{str(error)[:200]}.")
    if "SSL" in repr(error) or "certificate" in repr(error):
        return Trouble("tls_refused", f"No TLS connection: {str(error)[:200]}.")
    return Trouble("unreachable", f"{_sentence(error)}.")


def trouble_of_answer(status: int, refusal: Refusal | None) -> Trouble:
    """The state that a list page's bad answer speaks for."""
    if refusal:
        state = "blocked" if refusal.guard in ("challenge", "forbidden", "login") else "broken"
        return Trouble(state, f"The list page was refused as {refusal.guard}: {refusal.detail}.")
    if status == 429:
        return Trouble("blocked", "The list page answered HTTP 429.")
    return Trouble("unreachable" if status >= 500 else "broken", f"The list page answered HTTP {status}.")


def _sentence(error: BaseException) -> str:
    if isinstance(error, CannotResolveHostError):
        return f"The host name cannot be resolved ({str(error)[:120]})"
    if isinstance(error, DownloadConnectionRefusedError):
        return "The connection was refused"
    if isinstance(error, DownloadTimeoutError):
        return "There was no answer in time"
    if isinstance(error, ResponseDataLossError):
        return "The answer was cut off"
    if isinstance(error, DownloadCancelledError):
        return f"The file is too large ({str(error)[:120]})" if str(error) else "The file is too large"
    return f"The connection failed: {type(error).__name__} {str(error)[:160]}".rstrip()
