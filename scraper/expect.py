"""What a healthy run looks like, and what state a source is in when it does not.

A list that lost its items is a broken source, not zero news: the difference is what was there before.
"""

from __future__ import annotations

import re
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

from archive.text.counts import being, counted
from scraper.addresses import LedToLogin, MovedAway, PrivateNetwork, Refused
from scraper.guards import Refusal
from scraper.manners import AskedToWait, RobotsDisallow, Unreachable
from scraper.source import Column

_TWISTED = re.compile(r"Failure (?:[\w.]*\.)?(\w+): (.+?)>\]?$", re.DOTALL)
_YEAR = re.compile(r"(20\d\d)\s*年")

# The worst state of a site's columns is the site's.
RANK = (
    "broken",
    "blocked",
    "refused_here",
    "needs_browser",
    "tls_refused",
    "moved",
    "robots_disallow",
    "unreachable",
    "empty",
    "ok",
)
# What most pages fail of, where that is the site's doing as a whole and a person can act on it.
_PLAIN = ("moved", "robots_disallow", "tls_refused")
FILLED = 0.9


@dataclass(frozen=True, slots=True)
class Trouble:
    """A state of the contract and what is behind it, in a sentence; `guard` where an answer was refused."""

    state: str
    detail: str
    guard: str = ""


@dataclass(slots=True)
class ColumnTally:
    """What a crawl saw of one column. `before` is how many items the last complete crawl found.

    `stands_at` is where the first list page was found, `redirects` how, `good_address` where it was the last
    time that it was good. `filled` counts entries with a title and with a date, `years` are those they name.
    """

    column: Column
    before: int | None = None
    asked: int = 0
    read: int = 0
    items: int = 0
    foreign: int = 0
    trimmed: bool = False
    trouble: Trouble | None = None
    stands_at: str | None = None
    redirects: tuple[tuple[int, str], ...] = ()
    good_address: str | None = None
    scripted: bool = False
    filled: Counter[str] = field(default_factory=Counter)
    years: set[int] = field(default_factory=set)

    def note(self, title: str, date: str | None) -> None:
        """Counts one entry of the list."""
        self.items += 1
        self.filled["title"] += bool(title)
        self.filled["date"] += bool(date)
        self.years.update(int(year) for year in _YEAR.findall(title))
        if date:
            self.years.add(int(date[:4]))

    @property
    def is_mere_guess(self) -> bool:
        """A column at a usual path that has never listed anything."""
        return self.column.guess and not self.items and not self.before

    @property
    def complete(self) -> bool:
        return self.read > 0 and self.read == self.asked and not self.trimmed and not self.trouble


@dataclass(slots=True)
class Tally:
    """What a crawl of one site saw. `outcomes` counts visits of pages and files by their outcome.

    `trouble` ended the crawl; `latest` is what the latest failure of a page or file speaks for.
    """

    columns: dict[str, ColumnTally]
    outcomes: Counter[str] = field(default_factory=Counter)
    guards: Counter[str] = field(default_factory=Counter)
    gone: int = 0
    not_due: int = 0
    bytes: int = 0
    trouble: Trouble | None = None
    latest: Trouble | None = None
    errors: list[str] = field(default_factory=list)

    @property
    def pages(self) -> int:
        return sum(self.outcomes.values())

    def trim(self) -> None:
        """The crawl ends before its lists: a limit of the source file."""
        for column in self.columns.values():
            column.trimmed = True


def judge_column(tally: ColumnTally) -> Trouble:
    """The state of one column after a crawl. A guess that proves wrong is no broken source."""
    if tally.trouble and tally.trouble.state == "broken" and tally.is_mere_guess:
        return Trouble("empty", f"A guessed address, and nothing is there: {tally.trouble.detail}")
    if tally.trouble:
        return tally.trouble
    if not tally.read:
        return Trouble("broken", "No list page was read.")
    if not tally.items and tally.before:
        return Trouble("broken", f"The list has no items any more; it had {tally.before}.")
    if not tally.items and tally.scripted and not tally.column.browser:
        return Trouble("needs_browser", "The list is built by a script: set browser = true for this column.")
    return _unhealthy(tally) or Trouble("ok", _incomplete(tally) or _moved(tally))


def _unhealthy(tally: ColumnTally) -> Trouble | None:
    """What the source file expects of the list and does not find."""
    column, items = tally.column, tally.items
    if items < column.min_items:
        expected = f"{column.min_items} {being(column.min_items)} expected"
        return Trouble("broken" if items else "empty", f"The list has {counted(items, 'item')}; {expected}.")
    if column.max_items is not None and items > column.max_items:
        expected = f"at most {column.max_items} {being(column.max_items)} expected"
        return Trouble("broken", f"The list has {counted(items, 'item')}; {expected}.")
    for name in column.filled:
        if tally.filled[name] < FILLED * items:
            return Trouble("broken", f"Only {tally.filled[name]} of {items} items have a {name}.")
    absent = [str(year) for year in column.years if year not in tally.years]
    if absent and tally.complete:
        return Trouble("broken", f"No item names the year {', '.join(absent)}.")
    return None


def _moved(tally: ColumnTally) -> str:
    """A list that stands elsewhere for good is read there; the source file should know."""
    if tally.stands_at and any(status in (301, 308) for status, _ in tally.redirects):
        return f"The list has moved to {tally.stands_at}."
    return ""


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
    for guard, state in (("challenge", "blocked"), ("forbidden", "refused_here")):
        refused = tally.guards[guard]
        if refused > 2 and refused * 2 > tally.pages:
            return Trouble(state, f"{refused} of {tally.pages} pages were refused to us ({guard}).")
    failed = tally.outcomes["failed"]
    if failed > 2 and failed * 2 > tally.pages and tally.latest:
        state = tally.latest.state if tally.latest.state in _PLAIN else "unreachable"
        return Trouble(state, f"{failed} of {tally.pages} pages failed, the last: {tally.latest.detail}")
    sure = [column for column in tally.columns.values() if not column.is_mere_guess]
    return _worst(sure or tally.columns.values())


def judge_saved(tally: Tally) -> Trouble:
    """What became of the address that a person asked for."""
    if tally.trouble or tally.errors:
        return tally.trouble or Trouble("broken", tally.errors[0])
    seen = tally.outcomes
    if seen["new"] + seen["changed"] + seen["unchanged"] + seen["not_modified"]:
        return Trouble("ok", "")
    return tally.latest or Trouble("broken", "The address was not found.")


def _worst(columns: Iterable[ColumnTally]) -> Trouble:
    return worse(Trouble("ok", ""), [(judge_column(column), column.column.name) for column in columns])


def worse(trouble: Trouble, columns: Iterable[tuple[Trouble, str]]) -> Trouble:
    """The worst of a state and those of columns, which are named in its detail."""
    for column, name in columns:
        if column.state not in RANK or trouble.state not in RANK:
            continue
        behind = RANK.index(trouble.state) - RANK.index(column.state)
        if behind > 0 or (behind == 0 and column.detail and not trouble.detail):
            trouble = Trouble(column.state, f"{name}: {column.detail}" if column.detail else "")
    return trouble


def trouble_of(error: BaseException) -> Trouble:
    """The state that a request's failure speaks for."""
    if isinstance(error, RobotsDisallow):
        return Trouble("robots_disallow", str(error))
    if isinstance(error, PrivateNetwork):
        return Trouble("unreachable", str(error))
    if isinstance(error, LedToLogin):
        return Trouble("blocked", str(error), "login")
    if isinstance(error, Refused):
        return Trouble("moved" if isinstance(error, MovedAway) else "broken", str(error))
    if isinstance(error, AskedToWait):
        return Trouble("blocked", str(error))
    if isinstance(error, Unreachable):
        return _of_robots(error.__cause__) if error.__cause__ else Trouble("unreachable", str(error))
    if isinstance(error, IgnoreRequest):
        return _ignored(str(error))
    if isinstance(error, DownloadCancelledError):
        return Trouble("broken", f"{_sentence(error)}.", "too_large")
    if isinstance(error, ResponseDataLossError):
        return Trouble("unreachable", f"{_sentence(error)}.", "truncated")
    if "SSL" in repr(error) or "certificate" in repr(error):
        return Trouble("tls_refused", f"No TLS connection: {_cause(error)}.")
    return Trouble("unreachable", f"{_sentence(error)}.")


def _of_robots(cause: BaseException) -> Trouble:
    """What it says of a host that its robots.txt could not be fetched."""
    trouble = trouble_of(cause)
    state = trouble.state if trouble.state in ("tls_refused", "unreachable") else "unreachable"
    return Trouble(state, f"robots.txt: {trouble.detail}")


def _ignored(words: str) -> Trouble:
    """What one of Scrapy's own middlewares refused."""
    if "during decompression" in words:
        return Trouble("broken", "The body is too large when decompressed.", "too_large")
    return Trouble("broken", f"{words[:200]}.")


_STATES = {
    "challenge": "blocked",
    "login": "blocked",
    "forbidden": "refused_here",
    "maintenance": "unreachable",
}


def trouble_of_answer(status: int, refusal: Refusal | None) -> Trouble:
    """The state that a bad answer speaks for."""
    if refusal:
        return Trouble(_STATES.get(refusal.guard, "broken"), refusal.detail, refusal.guard)
    if status == 429:
        return Trouble("blocked", "HTTP 429")
    return Trouble("unreachable" if status >= 500 else "broken", f"HTTP {status}")


def of_list(trouble: Trouble) -> Trouble:
    """What the bad answer of a list page says of its column."""
    if trouble.guard:
        return Trouble(trouble.state, f"The list page was refused as {trouble.guard}: {trouble.detail}.")
    return Trouble(trouble.state, f"The list page answered {trouble.detail}.")


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
    return f"The connection failed: {_cause(error)}"


def _cause(error: BaseException) -> str:
    """What Twisted says of a failure, without the brackets and class names around it."""
    said = _TWISTED.search(str(error))
    words = (said[2] if said else str(error)) or type(error).__name__
    if said and words[:1] == "b":  # the bytes that were wrong: what was wrong with them is the error's name
        words = f"{said[1]} {words[1:]}"
    return re.sub(r"[\[\]()']|, ''|^\W+", "", words)[:160].rstrip(" .")
