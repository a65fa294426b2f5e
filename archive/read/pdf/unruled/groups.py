"""Labels that stand beside several rows or over several heads, found by their words to be left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from archive.read.pdf.unruled.words import Block, block

_SKIPPED = re.compile(r"\W|_")
_STEP, _SPACE = 2.0, 1.5
_GROUPS = (
    ("三", "本年度办理结果"), ("三", "本年度处理结果"), ("三", "不予公开"), ("四", "无法提供"),
    ("五", "不予处理"), ("六", "其他处理"), ("六", "其它处理"), ("三", "本年办理结果"),
)  # fmt: skip
_SPANNING = (
    "法人或其他组织",
    "法人或其它组织",
    "申请人情况",
    "行政复议",
    "行政诉讼",
    "未经复议直接起诉",
    "复议后起诉",
)


class _Names:
    def __init__(self, names: Iterable[str], sure: int) -> None:
        self.whole = frozenset(names)
        self.beginnings = frozenset(name[:n] for name in self.whole for n in range(1, len(name) + 1))
        self.sure = sure


_ROWS = _Names((name for number, word in _GROUPS for name in (word, number + word)), 5)
_COLUMNS = _Names(_SPANNING, 99)


def without_groups(words: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """The words without those of groups of rows, and the groups: they have other words at their right."""
    return _without(words, _ROWS, _is_beside)


def without_spanning(words: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """The words of heads without those that stand over several other heads, and these."""
    return _without(words, _COLUMNS, _is_over)


def _without(
    words: Sequence[Block], names: _Names, test: Callable[[Sequence[Block], Sequence[Block]], bool]
) -> tuple[list[Block], list[Block]]:
    ordered = sorted(words, key=lambda b: (b.middle, b.x0))
    taken: set[int] = set()
    found: list[Block] = []
    for i, word in enumerate(ordered):
        if id(word) in taken:
            continue
        paths = [path for path in _grown(ordered, i, [word], _letters(word), names) if test(path, ordered)]
        if paths:
            whole = max(paths, key=len)
            taken |= {id(b) for b in whole}
            found.append(block([line for b in whole for line in b.lines]))
    return [word for word in words if id(word) not in taken], found


def _letters(word: Block) -> str:
    return _SKIPPED.sub("", word.text)


def _grown(
    ordered: Sequence[Block], at: int, path: list[Block], key: str, names: _Names
) -> Iterator[list[Block]]:
    if key not in names.beginnings or not any(map(_letters, path[-2:])):  # a column of dashes is no word
        return
    if key in names.whole or len(key) >= names.sure:  # a page may end within it
        yield path
    last = path[-1]
    for j in range(at + 1, len(ordered)):
        word = ordered[j]
        if word.top - last.bottom > _STEP * (last.bottom - last.top):
            break
        if _is_below(word, last) or _is_right(word, last):
            yield from _grown(ordered, j, [*path, word], key + _letters(word), names)
    for j in range(at):  # written downwards, its columns from the right
        if _tops_next(ordered[j], path):
            yield from _grown(ordered, j, [*path, ordered[j]], key + _letters(ordered[j]), names)


def _is_below(word: Block, last: Block) -> bool:
    return word.x0 < last.x1 and word.x1 > last.x0 and word.middle > last.middle + 2


def _is_right(word: Block, last: Block) -> bool:
    """Whether a space in the line stands between them."""
    size = last.bottom - last.top
    return abs(word.middle - last.middle) <= 2 and 0 <= word.x0 - last.x1 <= _SPACE * size


def _tops_next(word: Block, path: Sequence[Block]) -> bool:
    first, last = path[0], path[-1]
    size = first.bottom - first.top
    if len(path) < 3 or abs(word.top - first.top) > size:
        return False
    left = last.x0 - _STEP * size <= word.x0 and word.x1 <= last.x0 + 1
    new = all(word is not b for b in path)
    return left and new and all(len(b.text) == 1 for b in (*path, word))


def _is_over(path: Sequence[Block], words: Sequence[Block]) -> bool:
    return any(w.middle > path[-1].middle + 2 for w in words)


def _is_beside(path: Sequence[Block], words: Sequence[Block]) -> bool:
    """Whether other words stand right of it at its height."""
    own = set(map(id, path))
    right, top = max(b.x1 for b in path), path[0].top
    bottom = max(path[-1].bottom, top)
    size = path[0].bottom - path[0].top
    return any(
        w.x0 >= right - 1 and w.bottom > top - 0.2 * size and w.top < bottom + 0.2 * size
        for w in words
        if id(w) not in own
    )
