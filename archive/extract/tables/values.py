"""What a data cell says: a number with or without its unit, nothing, or that the row does not apply."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from archive.model import Bound, Cell, Qualifier
from archive.text.numbers import TOO_LARGE
from archive.text.variants import simplified

NOT_APPLICABLE = frozenset(
    (
        "/",
        "\\",
        "-",
        "--",
        "---",
        "----",
        "—",
        "——",
        "———",
        "–",
        "―",
        "…",
        "……",
        "*",
        "无",
        "无此项",
        "不适用",
        "N/A",
        "n/a",
    )
)
SPACE = re.compile(r"[\s\u200b-\u200f\ufeff]+")
FOOTNOTE = re.compile(r"[①-⑳*]+$")
NUMBER = re.compile(
    r"(?P<sign>[-+±]|增加了?|减少了?|新增|增长|[增减])?(?P<about>约|近|超过|不足)?"
    r"(?P<number>\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?P<more>[余多])?(?P<scale>万亿|亿|万)?(?P<rest>[余多])?(?P<unit>元|人次|条次|[件条项个篇次人宗份起名例期部])?"
    r"(?:\(.*\))?[。;,、.]?"
)
DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
LONGEST = 60  # no number, with its unit and a remark, is longer
POWERS = {"十": 10, "百": 100, "千": 1000}
CHINESE = re.compile(r"([〇零一二两三四五六七八九十百千]+)([件条项个篇次人宗份起名例期部])?")
SCALES = {"万": 10**4, "亿": 10**8, "万亿": 10**12}
MINUS = str.maketrans("－−‐‑﹣", "-----")


@dataclass(frozen=True, slots=True)
class Value:
    """`value` is None for a blank cell and one that does not apply; `unit` is what the cell prints."""

    value: int | float | None
    unit: str | None = None
    qualifier: Qualifier | None = None
    bound: Bound | None = None


def read_cell(cell: Cell) -> Value | None:
    """What a data cell says, None where it is not understood."""
    return read_value(cell.text)


@lru_cache(maxsize=16384)
def read_value(text: str) -> Value | None:
    """The same for a text: `1,901`, `+12`, `减少5项`, `251000元`, `１２`, `三`, ``, `/`, `——`, `无`."""
    bare = SPACE.sub("", text)
    if not bare:
        return Value(None, qualifier="blank")
    bare = FOOTNOTE.sub("", bare) or bare
    printed = simplified(unicodedata.normalize("NFKC", bare).translate(MINUS))
    if bare in NOT_APPLICABLE or printed in NOT_APPLICABLE:
        return Value(None, qualifier="not_applicable")
    match = NUMBER.fullmatch(printed) if len(printed) <= LONGEST else None
    value = read_number(match) if match else read_chinese(printed)
    return value if value and abs(value.value or 0) < TOO_LARGE else None


def read_number(match: re.Match[str]) -> Value:
    """The value of a number in digits; money keeps its 万 and 亿 in the unit."""
    number = Decimal(re.sub("[,，]", "", match["number"]))
    if (match["sign"] or "")[:1] in ("-", "减"):
        number = -number
    unit, scale = match["unit"], match["scale"]
    if scale and unit == "元":
        unit = scale + unit
    elif scale:
        number *= SCALES[scale]
    bound = bound_of(match["about"], match["more"] or match["rest"])
    return Value(plain(number), unit, "approx" if bound else None, bound)


def bound_of(before: str | None, after: str | None) -> Bound | None:
    if after or before == "超过":
        return "lower"
    return {"近": "upper", "不足": "upper", "约": "about"}.get(before or "")  # type: ignore[return-value]


def plain(number: Decimal) -> int | float:
    """An int where the number is whole."""
    return int(number) if number == number.to_integral_value() else float(number)


def read_chinese(text: str) -> Value | None:
    """二十三 -> 23, 一百零五件 -> 105; None where it is no number."""
    match = CHINESE.fullmatch(text) if len(text) <= LONGEST else None
    if not match:
        return None
    words, unit = match.groups()
    if not any(word in POWERS for word in words):
        return Value(int("".join(str(DIGITS[word]) for word in words)), unit)
    total, digit = 0, 0
    for word in words:
        if word in POWERS:
            total, digit = total + (digit or 1) * POWERS[word], 0
        else:
            digit = DIGITS[word]
    return Value(total + digit, unit)
