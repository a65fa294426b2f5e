"""What a crawl reports: how far it is, and what it came to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the crawl of one site is. `waiting` links are known and not yet asked for."""

    site_id: str
    pages: int
    new: int
    changed: int
    waiting: int


@dataclass(frozen=True, slots=True)
class ColumnOutcome:
    name: str
    state: str
    detail: str
    items: int
    complete: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one crawl of one site came to. Where it is not `finished`, the same call goes on with it.

    `state` is one of the contract's states of a source, `detail` a sentence or empty, `stopped` why it is not
    finished. The numbers count pages and files of this run, list pages apart; `refused` counts by guard.
    """

    site_id: str
    crawl_id: str
    state: str
    detail: str
    finished: bool
    stopped: str
    resumed: bool
    columns: tuple[ColumnOutcome, ...]
    requests: int
    new: int
    changed: int
    unchanged: int
    missing: int
    gone: int
    guarded: int
    failed: int
    not_due: int
    refused: Mapping[str, int]
    bytes: int
    seconds: float
