"""Work in several processes: in order, and a process that dies costs one id."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

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


FROM_STANDARD_INPUT = """
from archive.process.pool import over
from archive.store import Archive
with Archive.open({path!r}) as archive:
    print(*over(archive, lambda archive, name: name * 2, [str(i) for i in range(30)], jobs=2, lost=None))
"""


def test_where_no_process_can_start_the_work_is_done_here(archive: Archive, db: Path) -> None:
    archive.flush()
    script = FROM_STANDARD_INPUT.format(path=str(db))
    done = subprocess.run(
        [sys.executable], input=script, capture_output=True, text=True, check=True, timeout=120
    )
    assert done.stdout.split() == [str(i) * 2 for i in range(30)]
