"""Work on many ids in several processes: in order, and never far ahead of who takes the results."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path
from typing import TypeVar

from archive.store import Archive

CHUNK = 8
FEW = 24
MOST_JOBS = 8
AHEAD = 3

Result = TypeVar("Result")
Work = Callable[[Archive, str], Result]


def over(
    archive: Archive, work: Work[Result], ids: Sequence[str], jobs: int | None = None
) -> Iterator[Result]:
    """`work(archive, id)` for each id, by `jobs` processes (None: as many as there are processors)."""
    jobs = jobs or min(os.cpu_count() or 1, MOST_JOBS)
    if jobs == 1 or len(ids) < FEW:
        for name in ids:
            yield work(archive, name)
    else:
        archive.flush()
        yield from _elsewhere(archive.path, work, ids, jobs)


def _elsewhere(path: Path, work: Work[Result], ids: Sequence[str], jobs: int) -> Iterator[Result]:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["archive.process"])
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_open, initargs=(path,)) as pool:
        under_way: deque[Future[list[Result]]] = deque()
        try:
            for start in range(0, len(ids), CHUNK):
                under_way.append(pool.submit(_work, work, list(ids[start : start + CHUNK])))
                if len(under_way) >= AHEAD * jobs:
                    yield from under_way.popleft().result()
            while under_way:
                yield from under_way.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)


_open_archive: list[Archive] = []


def _open(path: Path) -> None:
    """Opens the archive of a worker process, for as long as the process lives."""
    _open_archive.append(Archive.open(path, read_only=True))


def _work(work: Work[Result], ids: list[str]) -> list[Result]:
    return [work(_open_archive[0], name) for name in ids]
