"""Which attachments stood behind a page, and when: pure.

    page     |p1 ------------------------|p2 ------
    a.pdf      |a1 --------|a2 ----------------|a3
    b.doc      |b1 ------------------------------
    states   (p1,a1,b1)  (p1,a2,b1)      (p2,a2,b1) (p2,a3,b1)

Attachments are always fetched after their page, so the first capture of each counts as there from the
beginning; changes of one crawl are one change.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Seen:
    """A capture of an attachment. `crawl` is whatever tells apart the occasions of fetching."""

    capture_id: str
    fetched_at: str
    crawl: str


@dataclass(frozen=True, slots=True)
class State:
    """What stood behind a page from `since` on: for each address the capture in force."""

    since: str
    captures: Mapping[str, str]


def states(page_at: str, histories: Mapping[str, Sequence[Seen]]) -> list[State]:
    """The states of one version of a page, oldest first, never two alike in a row.

    `histories` has for each attachment its captures up to the next version of the page, by time.
    """
    in_force = {url: _base(page_at, seen).capture_id for url, seen in histories.items() if seen}
    found = [State(page_at, dict(in_force))]
    for changes in _changes(page_at, histories):
        in_force.update((url, seen.capture_id) for url, seen in changes)
        if in_force != found[-1].captures:
            found.append(State(changes[0][1].fetched_at, dict(in_force)))
    return found


def _base(page_at: str, history: Sequence[Seen]) -> Seen:
    before = [seen for seen in history if seen.fetched_at < page_at]
    return before[-1] if before else history[0]


def _changes(page_at: str, histories: Mapping[str, Sequence[Seen]]) -> list[list[tuple[str, Seen]]]:
    """The captures after the first state, those of one crawl together."""
    grouped: dict[str, list[tuple[str, Seen]]] = {}
    for url, history in histories.items():
        for seen in history:
            if seen.fetched_at >= page_at and seen is not _base(page_at, history):
                grouped.setdefault(seen.crawl, []).append((url, seen))
    groups = [sorted(group, key=lambda change: change[1].fetched_at) for group in grouped.values()]
    return sorted(groups, key=lambda group: (group[0][1].fetched_at, group[0][1].capture_id))
