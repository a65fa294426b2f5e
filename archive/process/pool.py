"""Work on many ids in several processes: in order, and never far ahead of who takes the results.

A process that dies over one id (out of memory, a crash in a parser) costs that id alone.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
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
    archive: Archive,
    work: Work[Result],
    ids: Iterable[str],
    jobs: int | None = None,
    *,
    lost: Work[Result],
) -> Iterator[Result]:
    """`work(archive, id)` for each id, by `jobs` processes (None: as many as there are processors).

    `lost(archive, id)` is the result for an id over which the process died. Few ids, or one job, are
    worked on in this process, and so is everything where no process can be started. Ids are taken as they
    are needed, so that there may be any number of them.
    """
    jobs = jobs or min(os.cpu_count() or 1, MOST_JOBS)
    ids = iter(ids)
    first = list(islice(ids, FEW))
    if jobs == 1 or len(first) < FEW or not _can_start(archive.path):
        for name in chain(first, ids):
            yield work(archive, name)
        return
    archive.flush()
    chunks = _chunks(chain(first, ids))
    waiting: deque[list[str]] = deque()
    while True:
        yield from _together(archive.path, work, chunks, waiting, jobs)
        if not waiting:
            return
        for name in waiting.popleft():
            yield _alone(archive, work, name, lost)


def _chunks(ids: Iterator[str]) -> Iterator[list[str]]:
    while chunk := list(islice(ids, CHUNK)):
        yield chunk


def _together(
    path: Path, work: Work[Result], chunks: Iterator[list[str]], waiting: deque[list[str]], jobs: int
) -> Iterator[Result]:
    """Works until all is done, or a process has died: then that chunk is the first of those `waiting`."""
    under_way: deque[Future[list[Result]]] = deque()
    with _pool(path, jobs) as pool:
        try:
            while True:
                waiting.extend(islice(chunks, max(0, AHEAD * jobs - len(waiting))))
                if not waiting:
                    return
                under_way += [pool.submit(_work, work, chunk) for chunk in list(waiting)[len(under_way) :]]
                results = under_way.popleft().result()
                waiting.popleft()
                yield from results
        except BrokenProcessPool:
            return
        finally:
            pool.shutdown(cancel_futures=True)


def _alone(archive: Archive, work: Work[Result], name: str, lost: Work[Result]) -> Result:
    with _pool(archive.path, 1) as pool:
        pool.submit(_is_ready).result()  # else a process that never started would look like a bad page
        try:
            return pool.submit(_work, work, [name]).result()[0]
        except BrokenProcessPool:
            return lost(archive, name)


def _can_start(path: Path) -> bool:
    """Whether a process starts at all: not from standard input, nor under a script without a main guard."""
    with _pool(path, 1) as pool:
        try:
            return pool.submit(_is_ready).result()
        except BrokenProcessPool:
            return False


def _is_ready() -> bool:
    return bool(_open_archive)


def _pool(path: Path, jobs: int) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["archive.process"])
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_open, initargs=(path,))


_open_archive: list[Archive] = []


def _open(path: Path) -> None:
    """Opens the archive of a worker process, for as long as the process lives."""
    _open_archive.append(Archive.open(path, read_only=True))


def _work(work: Work[Result], ids: list[str]) -> list[Result]:
    return [work(_open_archive[0], name) for name in ids]
