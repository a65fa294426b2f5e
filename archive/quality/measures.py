"""All scores together, and the floors below which no measure may fall."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from archive.quality.score import Score

FEWER_IS_BETTER = frozenset({"must_not", "blank_as_zero", "zero_as_blank", "false_alarms", "wrong"})


def measures(scores: Iterable[Score]) -> dict[str, float]:
    """Shares in per cent and counts. `cells` is all tables; FORMAT.recall and form.FORM.recall are parts."""
    counts: Counter[str] = Counter()
    parts: dict[str, Counter[str]] = defaultdict(Counter)
    for one in scores:
        counts.update(one.counts)
        for kind, part in one.parts.items():
            for name in (kind, "form." + one.case.form, "all", *(("cells",) if kind != "prose" else ())):
                parts[name].update(part)
    found: dict[str, float] = {}
    for name, part in sorted(parts.items()):
        share(found, name + ".accuracy", part["strict"], part["figures"])
        share(found, name + ".recall", part["hit"], part["figures"])
        share(found, name + ".precision", part["right"], part["right"] + part["wrong"])
    for name in ("organ", "year", "form", "not_report", "unreadable", "about", "document", "qualifier"):
        share(found, name, counts[name], counts[name + "_total"])
    share(found, "evidence", counts["evidence"], counts["evidence_total"])
    share(found, "findings", counts["findings"], counts["findings_total"])
    share(found, "perfect", counts["perfect"], counts["cases"])
    return found | {name: counts[name] for name in sorted(FEWER_IS_BETTER)}


def share(found: dict[str, float], name: str, part: int, whole: int) -> None:
    """Rounded down, so that 100 means all."""
    if whole:
        found[name] = part * 10000 // whole / 100


def below(floors: Mapping[str, Any], found: Mapping[str, float], right: set[str]) -> list[str]:
    """What is worse than the floors allow, a sentence each."""
    said = []
    for name, floor in floors["measures"].items():
        have = found.get(name, 0.0)
        if have > floor if name in FEWER_IS_BETTER else have < floor:
            said.append(f"{name} is {have}, the floor is {floor}.")
    return said + [
        f"{name} was fully right and is no longer." for name in floors["right"] if name not in right
    ]


def raised(floors: Mapping[str, Any], found: Mapping[str, float], right: set[str]) -> dict[str, Any]:
    """The floors after this measurement: none is ever lowered."""
    old = floors["measures"]
    best = {
        name: (min if name in FEWER_IS_BETTER else max)(value, old.get(name, value))
        for name, value in found.items()
    }
    rows = dict(sorted((old | best).items()))
    return {**floors, "measures": rows, "right": sorted({*floors["right"], *right})}
