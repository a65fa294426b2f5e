"""The head of an article: what stands there and is no article (labels with values, the line with date and
source).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from archive.model import Table
from archive.read.lines import Item, Line
from archive.read.metadata import (
    INDEX,
    NOISE,
    NUMBER,
    PUBLISHER,
    SOURCE,
    WRITTEN,
    bare_label,
    is_metadata,
    labelled,
)

_SURE = frozenset(INDEX + NUMBER + PUBLISHER + SOURCE + WRITTEN)
_MAX_HEAD = 40
_MAX_BOX = 40
_MAX_LINE = 80
_MAX_VALUE = 40
_MAX_DATELINE = 60
_DATELINE = re.compile(
    r"(?P<date>(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?)"
    r"(?:\s+(?P<source>\S.*))?"
)


def split_head(items: Sequence[Item]) -> tuple[list[Item], list[str]]:
    """The items without labels, and the lines of labels: a label with its value, or a bare one before its
    value.

    A line with a date, and perhaps the publisher, right under the title counts as labels too.
    """
    kept: list[Item] = []
    labels: list[str] = []
    i, in_head = 0, True
    while i < len(items):
        item = items[i]
        taken, count = _box(item), 1
        if not taken and in_head and isinstance(item, Line):
            following = items[i + 1] if i + 1 < len(items) else None
            taken, count = _labels(item.text, following, bool(labels), len(kept) == 1)
        if not taken:
            kept.append(item)
            in_head = in_head and i < _MAX_HEAD and isinstance(item, Line) and len(item.text) < _MAX_LINE
        labels += taken
        i += count
    return kept, labels


def _labels(
    text: str, following: Item | None, among_labels: bool, under_title: bool
) -> tuple[list[str], int]:
    """The labels in a line (and its value in the next), and how many lines they take; nothing takes one."""
    name = bare_label(text)
    if name in NOISE:
        return [text], 1
    if name in _SURE or (name and among_labels):
        return (
            ([text, following.text], 2) if isinstance(following, Line) and _is_value(following) else ([], 1)
        )
    if is_metadata(text):
        return [text], 1
    dated = _DATELINE.fullmatch(text) if under_title and len(text) <= _MAX_DATELINE else None
    if dated is None:
        return [], 1
    return [f"发布日期：{dated['date']}", *([f"来源：{dated['source']}"] if dated["source"] else [])], 1


def _is_value(line: Line) -> bool:
    return len(line.text) <= _MAX_VALUE and line.text[-1] not in "：:，。；" and not line.heading


def _box(item: Item) -> list[str]:
    """The texts of a metadata box set as a table."""
    if not isinstance(item, Table):
        return []
    texts = list(islice((cell.text for cell in item.cells() if cell.text), _MAX_BOX + 1))
    names = [name for name, _ in labelled(texts)] if len(texts) <= _MAX_BOX else []
    return texts if len(names) >= 3 and _SURE.intersection(names) else []
