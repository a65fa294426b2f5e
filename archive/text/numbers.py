"""Printed numbers with their offsets: 1,901条 · １９０１条 · 一千二百件 · 1.2万余条 · 近30人次.

`find_numbers` finds the counts and sums of a text. Years, dates, telephone and document numbers, percentages,
house numbers, ordinals, times and idioms (“三公”, 12345热线, 一站式) are no counts and are not found.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.model import Bound, Qualifier

__all__ = ["MEASURES", "MONEY", "Number", "blanked", "even_marks", "chinese_value", "find_numbers"]

_DIGITS = {**{c: i for i, c in enumerate("零一二三四五六七八九")}, "〇": 0, "两": 2}
_DIGITS |= {c: i for i, c in enumerate("壹贰叁肆伍陆柒捌玖", 1)}
_PLACES = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}
_HALF_WIDTH = str.maketrans("０１２３４５６７８９．％", "0123456789.%")

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

_ARABIC = r"[0-9０-９]+(?:[,，][0-9０-９]{3}(?![0-9０-９]))*(?:[.．][0-9０-９]+)?"
_SPACED = (
    r"[0-9０-９]+(?:[ \u00a0\u2009][0-9０-９]+)+(?=[ \u00a0]?(?:[万亿余多]|条|件|项|篇|份|人|元|次|宗|起))"
)
_CHINESE = "[零〇一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟]+"
_NUMBER = re.compile(
    r"(?P<before>(?:大约|约为|近|约|达到|达|超过|突破|逾|不足|不到|不少于|至少|不超过|将近|接近|已达)?[ \u00a0]?)"
    rf"(?P<digits>{_SPACED}|{_ARABIC}|{_CHINESE})"
    r"(?P<myriad>[ \u00a0]?(?:万|亿))?"
    r"(?P<more>[ \u00a0]?[余多来](?:万|亿)?)?"
    rf"[ \u00a0]?(?P<unit>(?:{_MEASURE})(?:[（(](?:{_MEASURE}|条|件)[）)])?)?"
    r"(?P<after>以上|左右|上下|以内|以下)?"
)
_LOWER = ("超过", "突破", "逾", "不少于", "至少")
_UPPER = ("近", "不足", "不到", "不超过", "将近", "接近")
_ABOUT = ("大约", "约为", "约")

_FULL_MARKS = str.maketrans(";:()?!", "；：（）？！")
_SPACES = r"[ \u00a0\u3000]*"
_NOT_COUNTS = re.compile(
    "|".join(
        (
            rf"(?:19|20)[0-9]{{2}}{_SPACES}[-/.．]{_SPACES}[0-9]{{1,2}}{_SPACES}[-/.．]{_SPACES}[0-9]{{1,2}}",
            rf"[0-9]{{2,4}}{_SPACES}年(?:度)?(?:{_SPACES}[0-9]{{1,2}}{_SPACES}月(?:份)?)?(?:{_SPACES}[0-9]{{1,2}}{_SPACES}[日号])?",
            rf"[0-9]{{1,2}}{_SPACES}月份?(?:{_SPACES}[0-9]{{1,2}}{_SPACES}[日号])?",
            r"[0-9]{1,2}日(?=[，,。起止至前后])",
            r"[零〇一二三四五六七八九]{4}年(?:度)?(?:[一二三四五六七八九十]{1,3}月)?(?:[一二三四五六七八九十]{1,3}日)?",
            r"[〔\[【﹝(（](?:19|20)[0-9]{2}[〕\]】﹞)）]\s*(?:第)?\s*[0-9]+\s*号?",
            r"(?:第(?!三方|三人)|No\.?)\s*[0-9一二三四五六七八九十百]+\s*[-—至、]?\s*[0-9一二三四五六七八九十百]*\s*(?:号"
            r"|条|款|项|次|届|期|批|个|名|位|章|节|季度|轮|部分|步|方)?(?:令)?",
            r"[0-9一二三四五六七八九十两]+[ ]?个?(?:工作日|自然日|月内|小时|年头)",
            r"[0-9.]+[ ]?(?:%|％|‰|个百分点|个点)",
            r"百分之[零〇一二三四五六七八九十百点]+",
            r"(?:电话|传真|热线|专线|邮编|邮政编码|号码|总机|手机|QQ|qq|邮箱|网址|代码|标识码|编号)(?:号码)?(?:为"
            r"|是)?[ ]*[：:][ ]*[-0-9（）() 、/转—]+",
            r"[0-9]{3,4}[-—－][0-9]{6,8}(?:[-—－转][0-9]+)?",
            r"(?:12345|12348|12315|12369|12366|12329|12333|12336|12319|12320|12388|12350|12380|12331"
            r"|12358|12365|12318|12301|12122|96\d{3}|110|119|120)(?=[\"”’]?(?:政|市|公|热|专|服|电"
            r"|平|举|投|法|咨|环|消|便|一|号|、|和|等|“|”|在线|阳光|网))",
            r"[0-9]+号(?:楼|院|文|令|公告|公报|通知|大厦)?",
            r"(?:[0-9]{1,2}[:：][0-9]{2})(?:[-—至~][0-9]{1,2}[:：][0-9]{2})?",
            r"[0-9]+[×xX*/][0-9]+(?:小时)?",
            r"[A-Za-z@][A-Za-z@./:_-]*[0-9][A-Za-z0-9@./:_-]*",
            r"[0-9]+(?=[A-Za-z@])[A-Za-z0-9@._-]*",
            r"(?<![0-9])[0-9]{1,2}[ ]?(?:室|楼|层|栋|座|弄|幢|单元)",
            r"[0-9]{3,}(?:室|房)",
            r"[0-9]{1,2}\+[0-9XxNn]+",
            r"(?:^|(?<=[\s。；：;:）)]))[0-9]{1,2}(?:、|[.．](?![0-9]))",
            r"(?:上午|下午|每天|每日|每周)[0-9一二三四五六日至]+",
        )
    )
)
_IDIOMS = re.compile(
    r"一[是方面般定律直样旦致切站体把手网门窗次性步岗责贯流系]|一并|一件事|一件[“\"]?事|一[线会带对共同再经度些家人时事类款端单]"
    r"|一个(?:窗口|平台|部门|单位|体系|重要|方面|口|整体|中心|台阶|月|工作)"
    r"|(?<=无)一[例件起宗]|[二三四五六七八九十]是|进一步|统一|唯一|单一|同一|之一|第一|一[、，]二|[三四五六]公"
    r"|双[一公随]|[三二四]审|三[农校重定位全级个方资同项年类不包到中]"
    r"|[四二]个(?:意识|自信|全面|服务|维护)|两[会学微办法个端级年员高新地类种]|二维|四[套大川中套早]"
    r"|五[位公个大中]|[十百千万]分|十[九八二三四]大|十[三二四五]五|万[家众物事户元达能维]?(?=户|家|众)"
    r"|千[家方户]|百[姓分度日强]|七[五一]|[六八五四三]五普法|[一二三四五六七八九十]+(?:中全会|届|五规划"
    r"|大精神)|零(?:距离|跑动|容忍|差错|延误|时|售|星|散)|万无一失|一[年季月日]"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A printed count or sum. `text[start:end]` is the number alone, without 余; `stop` is where its unit ends.

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
    masked = _blank(_blank_idioms(_half_width(text[start:end])), _NOT_COUNTS)
    found = (_number(m, masked) for m in _NUMBER.finditer(masked))
    return tuple(_shifted(n, start) for n in found if n is not None)


def blanked(text: str) -> str:
    """The text sign for sign, marks and digits made even, with ◦ for titles, dates and what else is no count."""
    return _blank(even_marks(text), _NOT_COUNTS)


def even_marks(text: str) -> str:
    """The text sign for sign, titles blanked, with half width digits and full width marks."""
    marked = re.sub(r",(?![0-9]{3}(?![0-9]))|(?<![0-9]),", "，", _half_width(text))
    return marked.translate(_FULL_MARKS)


def _half_width(text: str) -> str:
    return _blank_titles(text).translate(_HALF_WIDTH)


def _blank_titles(text: str) -> str:
    """The text with what stands in 《》 replaced by as many ◦: no number of a title is a count."""
    return re.sub(
        r"《([^《》]{0,120}?)((?:公报|[日晚]报)?)》", lambda m: f"《{'◦' * len(m[1])}{m[2]}》", text
    )


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
    text = re.sub(
        r"[“\"‘「][^”\"’」]{0,30}[”\"’」]", lambda m: re.sub(_CHINESE, lambda n: "◦" * len(n[0]), m[0]), text
    )
    return _blank(text, _IDIOMS)


def _number(match: re.Match[str], text: str) -> Number | None:
    digits, unit = match["digits"], match["unit"]
    plain = re.sub(r"[,，\s]", "", digits)
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
    qualifier, bound = _approximation(match["before"].strip(), more, match["after"])
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
