"""Work in several processes: in order, and a process that dies costs one id."""

from __future__ import annotations

import os

from archive.process.pool import over
from archive.store import Archive


def double(archive: Archive, name: str) -> str:  # noqa: ARG001
    if name == "27":
        os._exit(9)
    return name * 2


def lost(archive: Archive, name: str) -> str:  # noqa: ARG001
    return f"lost {name}"


def test_results_are_in_order_and_a_dead_process_costs_one(archive: Archive) -> None:
    ids = [str(i) for i in range(60)]
    expected = [name * 2 if name != "27" else "lost 27" for name in ids]
    assert list(over(archive, double, ids, jobs=2, lost=lost)) == expected


def test_few_ids_are_worked_on_here(archive: Archive) -> None:
    assert list(over(archive, double, ["1", "2"], lost=lost)) == ["11", "22"]


def test_who_stops_taking_results_stops_the_work(archive: Archive) -> None:
    results = over(archive, double, [str(i) for i in range(30, 90)], jobs=2, lost=lost)
    assert next(results) == "3030"
    results.close()
