"""An end to work that would go on for hours: a page made to be read without end costs itself alone."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from types import FrameType


class OutOfTime(Exception):  # noqa: N818 (named for the fact)
    """The work took more processor time than it may."""


@contextmanager
def patience(seconds: float) -> Iterator[None]:
    """Raises OutOfTime in the block once it has used `seconds` of processor time. Only the main thread of a
    process can be interrupted; in any other nothing is limited.
    """
    if current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, _stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
    raise OutOfTime
