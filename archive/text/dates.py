"""Dates as Chinese pages print them, as YYYY-MM-DD, with the place where they stand.

2018-01-26 · 2018/1/26 · 2018.01.26 · 20180126 · 2018年1月26日 · 二〇一八年一月二十六日 · 二○一八年元月三十日
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_HAN = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")} | dict.fromkeys("零○Ｏ０О", "0")
_WIDE = str.maketrans("０１２３４５６７８９／．－", "0123456789/.-")
_HAN_YEAR = "[一二][〇零○ＯО一二三四五六七八九]{3}"
_HAN_DAY = "[元一二三四五六七八九十廿卅]{1,4}"

_DATE = re.compile(
    r"(?<!\d)(?:"
    r"(?P<y1>(?:19|20)\d\d)\s*(?P<sep>[-/.])\s*(?P<m1>\d{1,2})\s*(?P=sep)\s*(?P<d1>\d{1,2})(?!\d)"
    r"|(?P<y2>(?:19|20)\d\d)\s*年\s*(?P<m2>\d{1,2})\s*月\s*(?P<d2>\d{1,2})\s*日?"
    rf"|(?P<y3>{_HAN_YEAR})\s*年\s*(?P<m3>{_HAN_DAY})\s*月\s*(?P<d3>{_HAN_DAY})\s*日?"
    r"|(?P<y4>(?:19|20)\d\d)(?P<m4>\d\d)(?P<d4>\d\d)(?!\d)"
    r")"
)
_MONTH_DAY = r"(?P<{m}>\d{{1,2}})\s*月\s*(?P<{d}>\d{{1,2}})\s*日"
_PERIOD = re.compile(
    r"(?P<y1>(?:19|20)\d\d)\s*年\s*"
    + _MONTH_DAY.format(m="m1", d="d1")
    + r"\s*(?:起|开始)?\s*[,，]?\s*(?:至|到|—{1,2}|－{1,2}|-{1,2}|~|～|–)\s*"
    + r"(?:(?:(?P<y2>(?:19|20)\d\d)|(?P<same>同|当|本|该))\s*年\s*)?"
    + _MONTH_DAY.format(m="m2", d="d2")
)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date `iso` (YYYY-MM-DD) printed at text[start:end]."""

    iso: str
    start: int
    end: int


def find_dates(text: str) -> Iterator[FoundDate]:
    """Every possible date in `text`, in order; impossible ones (2018-13-40) are left out."""
    for match in _DATE.finditer(text.translate(_WIDE)):
        parts = [part for name, part in match.groupdict().items() if part and name != "sep"]
        iso = iso_date(*(_number(part) for part in parts))
        if iso:
            yield FoundDate(iso, match.start(), match.end())


def parse_date(text: str | None) -> str | None:
    """The first date in `text` as YYYY-MM-DD, or None."""
    found = next(find_dates(text), None) if text else None
    return found.iso if found else None


def find_period(text: str) -> tuple[str, str] | None:
    """The first period 自YYYY年M月D日起至[YYYY年]M月D日止 in `text`, as two dates YYYY-MM-DD."""
    for match in _PERIOD.finditer(text.translate(_WIDE)):
        first = iso_date(int(match["y1"]), int(match["m1"]), int(match["d1"]))
        last = iso_date(int(match["y2"] or match["y1"]), int(match["m2"]), int(match["d2"]))
        if first and last:
            return first, last
    return None


def iso_date(year: int, month: int, day: int) -> str | None:
    """YYYY-MM-DD, or None where the calendar has no such day."""
    if not 1 <= month <= 12 or not 1 <= day <= _days(year, month):
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"


def _days(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _number(printed: str) -> int:
    if printed.isascii():
        return int(printed)
    if len(printed) == 4 and printed[0] in "一二" and "十" not in printed:
        return int("".join(_HAN[c] for c in printed))
    return _han_day(printed)


def _han_day(printed: str) -> int:
    """元 一 … 十 十一 … 二十 廿一 … 三十一 卅."""
    printed = printed.replace("元", "一").replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = printed.rpartition("十")
    if ten:
        return 10 * int(_HAN.get(tens, "1") if tens else "1") + int(_HAN.get(ones, "0") if ones else "0")
    return int("".join(_HAN[c] for c in printed))
