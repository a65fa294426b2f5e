"""Printed numbers with their offsets: 1,901条 · １９０１条 · 一千二百件 · 1.2万余条 · 近30人次.

`find_numbers` finds the counts and sums of a text. Years, dates, telephone and document numbers, percentages,
house numbers, ordinals, times and idioms (“三公”, 12345热线, 一站式) are no counts and are not found.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from archive.model import Bound, Qualifier
from archive.text.idioms import IDIOMS, NOT_COUNTS

__all__ = ["MEASURES", "MONEY", "Number", "blanked", "even_marks", "chinese_value", "find_numbers"]

_DIGITS = {**{c: i for i, c in enumerate("零一二三四五六七八九")}, "〇": 0, "两": 2}
_DIGITS |= {c: i for i, c in enumerate("壹贰叁肆伍陆柒捌玖", 1)}
_PLACES = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}
_FULL_WIDTH = "０１２３４５６７８９．％"
_HALF_WIDTH = str.maketrans(_FULL_WIDTH, "0123456789.%")
# Few sentences have what is put in place of another sign, and a search is quicker than that.
_WIDE = re.compile(f"[{_FULL_WIDTH}]")

MONEY = ("元人民币", "万元", "亿元", "千元", "元")
MEASURES = (
    *MONEY,
    *("人次", "条次", "篇次", "件次", "项次", "场次", "期次", "班次", "余次", "个次", "份次"),
    *("条", "件", "项", "篇", "份", "则", "个", "期", "次", "宗", "起", "例", "只", "人", "名", "位", "场"),
    *(
        "部",
        "册",
        "本",
        "张",
        "幅",
        "部门",
        "家",
        "户",
        "处",
        "类",
        "种",
        "批",
        "笔",
        "遍",
        "页",
        "字",
        "天",
        "日",
        "小时",
    ),
    *(
        "轮",
        "届",
        "台",
        "块",
        "套",
        "封",
        "通",
        "宗",
        "桩",
        "卷",
        "班",
        "段",
        "讲",
        "堂",
        "组",
        "支",
        "所",
        "座",
        "吨",
        "亩",
    ),
    *(
        "公里",
        "平方米",
        "工作日",
        "分",
        "分钟",
        "秒",
        "月",
        "年",
        "点",
        "时",
        "倍",
        "成",
        "周",
        "岁",
        "级",
        "步",
        "环节",
    ),
)
_MEASURE = "|".join(sorted(set(MEASURES), key=len, reverse=True))
_NO_COUNT = {
    "年",
    "月",
    "日",
    "时",
    "点",
    "分",
    "秒",
    "分钟",
    "倍",
    "成",
    "级",
    "届",
    "周",
    "岁",
    "步",
    "小时",
    "天",
    "工作日",
}

# Nothing that is a number, or that looks like one and is none, is without one of these.
_NUMERAL = re.compile("[0-9０-９零〇一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟]")
_ARABIC = r"[0-9０-９]+(?:[,，][0-9０-９]{3}(?![0-9０-９]))*(?:[.．][0-9０-９]+)?"
_SPACED = (
    r"[0-9０-９]+(?:[ \u00a0\u2009][0-9０-９]+)+(?=[ \u00a0]?(?:[万亿余多]|条|件|项|篇|份|人|元|次|宗|起))"
)
_CHINESE = "[零〇一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟]+"
_NUMBER = re.compile(
    r"(?P<before>(?:大约|约为|近|约|达到|达|超过|(?<=[布开送集问览量息数])超|突破|逾|不足|不到|不少于|至少"
    r"|不超过|将近|接近)?[ \u00a0]?)"
    rf"(?P<digits>{_SPACED}|{_ARABIC}|{_CHINESE})"
    r"(?P<myriad>[ \u00a0]?(?:万|亿))?"
    r"(?P<more>[ \u00a0]?[余多来](?:万|亿)?)?"
    rf"[ \u00a0]?(?P<unit>个人(?![隐信申所提名独和或、])|(?:{_MEASURE})(?:[（(](?:{_MEASURE}|条|件)[）)])?)?"
    r"(?P<after>以上|左右|上下|以内|以下)?"
)
_LOWER = ("超过", "超", "突破", "逾", "不少于", "至少")
_UPPER = ("近", "不足", "不到", "不超过", "将近", "接近")
_ABOUT = ("大约", "约为", "约")

_COMMA = re.compile(r",(?![0-9]{3}(?![0-9]))|(?<![0-9]),")
_TITLED = re.compile(r"《([^《》]{0,120}?)((?:[公政日晚]报)?)》")
_QUOTED = re.compile(r"[“\"‘「][^”\"’」]{0,30}[”\"’」]")
_NARROW = re.compile('[;:()?!"]')
_FULL_MARKS = str.maketrans(';:()?!"', "；：（）？！“")


# No count is as large. Below it sums are exact, in every format that they are written to.
TOO_LARGE = 10**15
_MOST_DIGITS = 18  # what is longer is a code


@dataclass(frozen=True, slots=True)
class Number:
    """A printed count or sum. `text[start:end]` is the number alone; `stop` is where its unit ends.

    `value` has 万 and 亿 multiplied in; with money they belong to `unit` (万元).
    """

    start: int
    end: int
    stop: int
    value: int | float
    unit: str | None
    qualifier: Qualifier | None = None
    bound: Bound | None = None

    @property
    def counts(self) -> bool:
        """Whether the unit is that of a count or a sum, not of a length of time or a ratio."""
        return self.unit not in _NO_COUNT


def find_numbers(text: str, start: int = 0, end: int | None = None) -> tuple[Number, ...]:
    """The counts and sums of `text[start:end]`, in order."""
    if not _NUMERAL.search(text, start, len(text) if end is None else end):
        return ()
    masked = _blank(_blank_idioms(_half_width(text[start:end])), NOT_COUNTS)
    found = (_number(m, masked) for m in _NUMBER.finditer(masked))
    return tuple(_shifted(n, start) for n in found if n is not None)


def blanked(even: str) -> str:
    """A text of even marks with ◦ for dates and the like, sign for sign."""
    return _blank(even, NOT_COUNTS) if _NUMERAL.search(even) else even


def even_marks(text: str) -> str:
    """The text sign for sign, titles blanked, with half width digits and full width marks."""
    even = _COMMA.sub("，", _half_width(text))
    return even.translate(_FULL_MARKS) if _NARROW.search(even) else even


@lru_cache(maxsize=64)
def _half_width(text: str) -> str:
    text = _blank_titles(text)
    return text.translate(_HALF_WIDTH) if _WIDE.search(text) else text


def _blank_titles(text: str) -> str:
    """The text with what stands in 《》 replaced by as many ◦: no number of a title is a count."""
    return _TITLED.sub(lambda m: f"《{'◦' * len(m[1])}{m[2]}》", text)


def chinese_value(text: str) -> int | None:
    """二十三 -> 23, 一千二百 -> 1200, 一万二 -> 12000 + 2; None where it is no number."""
    if not text or text[0] in _MYRIADS or text[0] in "百千佰仟":
        return None
    if all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total = section = digit = 0
    for c in text:
        if c in _DIGITS:
            digit = _DIGITS[c]
        elif c in _PLACES:
            section += (digit or 1) * _PLACES[c]
            digit = 0
        else:
            total = (total + section + digit) * _MYRIADS[c]
            section = digit = 0
    return total + section + digit


def _blank(text: str, pattern: re.Pattern[str]) -> str:
    return pattern.sub(lambda m: "◦" * len(m[0]), text)


def _blank_idioms(text: str) -> str:
    """Idioms blanked; a Chinese numeral in quotation marks is a name (“双随机、一公开”), never a count."""
    text = _QUOTED.sub(lambda m: re.sub(_CHINESE, lambda n: "◦" * len(n[0]), m[0]), text)
    return _blank(text, IDIOMS)


def _number(match: re.Match[str], text: str) -> Number | None:
    digits, unit = match["digits"], match["unit"]
    plain = re.sub(r"[,，\s]", "", digits)
    if len(plain) > _MOST_DIGITS:
        return None
    chinese = not plain[0].isdigit()
    value = _chinese_count(plain, unit) if chinese else (float(plain) if "." in plain else int(plain))
    if value is None or text[match.start("digits") - 1 : match.start("digits")] in tuple("第◦-") and chinese:
        return None
    myriad = (match["myriad"] or "").strip()
    more = (match["more"] or "").strip()
    end = match.end("myriad") if myriad else match.end("digits")
    factor = myriad or more[1:]
    if unit and unit.startswith("元"):
        if chinese and plain[-1] in _MYRIADS and not factor:
            factor, end = plain[-1], end - 1
            value = chinese_value(plain[:-1]) or 0
        elif myriad:
            end = match.end("digits")
        unit = factor + "元"
    elif unit not in MONEY and factor:
        value = _whole(value * _MYRIADS[factor])
        end = match.end("more") if more[1:] else end
    if value >= TOO_LARGE:
        return None
    qualifier, bound = _approximation(match["before"].strip(), more, match["after"])
    if unit == "个人":
        unit = "人"
    if unit is not None and "（" in unit.replace("(", "（"):
        unit = unit.replace("(", "（").split("（")[0]
    return Number(match.start("digits"), end, match.end(), value, unit, qualifier, bound)


def _chinese_count(digits: str, unit: str | None) -> int | None:
    """A Chinese numeral counts with a measure word only: 三件, not 三 alone; 零 alone is a worded zero."""
    return chinese_value(digits) if unit and digits not in {"零", "〇"} else None


def _approximation(before: str, more: str, after: str | None) -> tuple[Qualifier | None, Bound | None]:
    if more or after == "以上" or before in _LOWER:
        return "approx", "lower"
    if before in _UPPER or after in {"以内", "以下"}:
        return "approx", "upper"
    if before in _ABOUT or after in {"左右", "上下"}:
        return "approx", "about"
    return None, None


def _whole(value: float) -> int | float:
    rounded = round(value, 6)
    return int(rounded) if float(rounded).is_integer() else rounded


def _shifted(number: Number, by: int) -> Number:
    if not by:
        return number
    return Number(
        number.start + by,
        number.end + by,
        number.stop + by,
        number.value,
        number.unit,
        number.qualifier,
        number.bound,
    )
