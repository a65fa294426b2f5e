"""Lists told in turn: 复议、诉讼分别为2件、1件 -> the second number belongs to the second noun."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.text.numbers import Number

__all__ = ["respective"]

_SPLIT = re.compile("[、和及与，]|以及")
# What may stand between two numbers of one list: 2件（占四成）、1件 or 41条和近35条.
_NEXT = re.compile("(?:[（(][^（）()]*[）)])?[、，和及与以]+[^，。；、0-9]{0,4}")
# 通过网站、公开栏和广播公开88条，三种方式分别为41条、35条、12条: the kinds are named before.
_PRONOUN = re.compile(
    "(?:全年|本年|今年|其中)?(?:[两二三四五六]|上述|以上|这|各)(?:[种类个项]|几种)?(?:方式|渠道|形式|途径|载体|平台|媒体|媒介|情形|结果|类型|数)?"
)
_BEFORE_LIST = re.compile("^[^、]*?(?:是|为|包括|包含)(?=[^、]{2,}、)")
_LIST_END = re.compile("(?<=[站博信视台报栏])(?:共|累计|发布|公开|主动)+[^、和及与]{0,10}[0-9]+[条篇件]$")


def respective(masked: str, numbers: tuple[Number, ...], index: int, start: int) -> str | None:
    """The noun that the number belongs to where 分别 or 依次 stands before it, None where neither does.

    `start` is where the clause of the number begins.
    """
    number = numbers[index]
    at = max(masked.rfind(each, max(0, start - 20), number.start) for each in ("分别", "依次"))
    if at < 0 or _parted(masked, at, number.start):
        return None
    after = list(_run(masked, numbers, at))
    nouns = [noun for noun in _SPLIT.split(_LIST_END.sub("", _head(masked, at))) if noun]
    if index not in after or len(nouns) < len(after):
        return None
    between = masked[at + 2 : numbers[after[0]].start]
    return nouns[len(nouns) - len(after) + after.index(index)] + between


def _run(masked: str, numbers: tuple[Number, ...], at: int) -> Iterator[int]:
    """The numbers behind 分别 that follow one another with nothing but marks between them."""
    stop = at
    for index, number in enumerate(numbers):
        if number.start <= at:
            continue
        gap = stop > at and not _NEXT.fullmatch(masked, stop, number.start)
        if gap or number.unit is None or _parted(masked, at, number.start):
            return
        yield index
        stop = number.stop


def _head(masked: str, at: int) -> str:
    """The clause that names the nouns: the nearest, or where that is 三种方式 the one before."""
    heads = [part for part in reversed(re.split("[，。；：]", masked[:at])) if part]
    if len(heads) > 1 and _PRONOUN.fullmatch(heads[0]):
        return _BEFORE_LIST.sub("", heads[1])
    return next(iter(heads), "")


def _parted(masked: str, start: int, stop: int) -> bool:
    return bool(re.search("[。；]", masked[start:stop]))
