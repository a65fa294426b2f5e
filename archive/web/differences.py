"""What differs between two texts, line by line and, within a changed line, piece by piece."""

from __future__ import annotations

import difflib
from typing import Any

from markupsafe import Markup, escape

AROUND = 2  # unchanged lines shown on either side of a change
ALIKE = 0.3  # two lines less alike than this are one taken out and one put in
LARGEST = (
    4_000_000  # product of two lengths beyond which comparing character by character would take too long
)

Line = dict[str, Any]


def of_lines(older: str, newer: str) -> list[Line]:
    """{"kind": "same"|"changed"|"removed"|"added"|"gap", "older", "newer"} in reading order; a gap stands for
    the unchanged lines left out."""
    before, after = older.splitlines(), newer.splitlines()
    groups = difflib.SequenceMatcher(None, before, after, autojunk=False).get_grouped_opcodes(AROUND)
    lines: list[Line] = []
    for group in groups:
        if lines or group[0][1] > 0:
            lines.append({"kind": "gap", "older": None, "newer": None})
        for tag, i1, i2, j1, j2 in group:
            lines += _lines(tag, before[i1:i2], after[j1:j2])
    return lines


def _lines(tag: str, before: list[str], after: list[str]) -> list[Line]:
    if tag == "equal":
        return [{"kind": "same", "older": line, "newer": line} for line in after]
    paired = min(len(before), len(after))
    lines: list[Line] = []
    for old, new in zip(before[:paired], after[:paired], strict=True):
        if _alike(old, new):
            lines.append({"kind": "changed", "older": old, "newer": new})
        else:
            lines += [_removed(old), _added(new)]
    return lines + [_removed(old) for old in before[paired:]] + [_added(new) for new in after[paired:]]


def _alike(old: str, new: str) -> bool:
    if len(old) * len(new) > LARGEST:
        return False
    return difflib.SequenceMatcher(None, old, new, autojunk=False).ratio() >= ALIKE


def _removed(line: str) -> Line:
    return {"kind": "removed", "older": line, "newer": None}


def _added(line: str) -> Line:
    return {"kind": "added", "older": None, "newer": line}


def marked(line: Line) -> dict[str, Any]:
    """The line with what went and what came in `<del>` and `<ins>`."""
    if line["kind"] != "changed":
        return {
            "kind": line["kind"],
            "older": escape(line["older"] or ""),
            "newer": escape(line["newer"] or ""),
        }
    old, new = line["older"], line["newer"]
    older = newer = Markup("")
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            older, newer = older + old[i1:i2], newer + new[j1:j2]
            continue
        older += Markup("<del>{}</del>").format(old[i1:i2]) if i2 > i1 else ""
        newer += Markup("<ins>{}</ins>").format(new[j1:j2]) if j2 > j1 else ""
    return {"kind": "changed", "older": older, "newer": newer}
