"""One measured ratio and the bar it is held to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter

__all__ = ["Ratio", "in_turn"]


@dataclass(frozen=True, slots=True)
class Ratio:
    """`ours / peer`, both in `unit`. The bar is the least the ratio may be, or with `at_most` the most."""

    name: str
    ours: float
    peer: float
    unit: str
    bar: float
    at_most: bool = False

    @property
    def ratio(self) -> float:
        return self.ours / self.peer

    @property
    def holds(self) -> bool:
        return self.ratio <= self.bar if self.at_most else self.ratio >= self.bar


def in_turn(ours: Callable[[], object], peer: Callable[[], object], rounds: int = 5) -> tuple[float, float]:
    """Median seconds of both, run A B A B … after one round that is not counted, so that drift hits both."""
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(rounds + 1):
        for kept, work in zip(times, (ours, peer), strict=True):
            start = perf_counter()
            work()
            if number:
                kept.append(perf_counter() - start)
    return median(times[0]), median(times[1])
