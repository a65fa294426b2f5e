"""Zeroes in words: 未收到…, 没有发生…, 均为零. A zero is said of every noun that the negation reaches.

未发生行政复议案和行政诉讼案，也未收到举报、投诉 -> (未发生, 行政复议案和行政诉讼案) (未收到, 举报、投诉)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.text.numbers import find_numbers
from archive.text.sentences import clauses

__all__ = ["Negation", "bare_zero", "negations"]

_VERBS = (
    "收到过?|接到|接收到?|受理|发生过?|出现过?|产生|收取|提起|引发|引起|涉及|存在|办理|收(?!费)|接(?!收)|召开|举办"
    "|组织|作出|做出|制发|制定|印发|出台|开展|承办"
    "|发现|遇到|安排|设立|设置|被|有|进行|参加|举行|新增|采取|发布|编发|提出|结转"
)
_NEGATION = re.compile(
    rf"(?:无一[例件起宗]|没有|尚未|从未|未曾|并未|暂未|均未|未|没|无|不存在|不涉及(?=[^，。；]{{0,8}}(?:减免|收费|费用|复议|诉讼))|暂无|尚无|并无|均无|亦无"
    rf"|也无|零)(?:有)?(?:任何)?(?:{_VERBS})?(?:过)?(?:一[起件宗例次])?"
)
_NOT_NEGATING = re.compile(
    r"无(?:法|偿|关|障碍|线|锡|形|效|故|论|需|须|缝|疑|人机|正当|理由|不(?!予|同意|公开)|遗漏|误|悔)|未(?:来|再|成年|经|计入|列入|纳入|包括|包含|含"
    r"|公开的|公开过|按|及时|主动|办结|能|审结|予|设区|必|满|补正|到|答复)"
    r"|没有(?:现成|败诉|理由|规定|及时|做到|形成|完全|真正|严格|明确)|零(?:距离|跑动|容忍|差错|延误"
    r"|时|售|星|散|障碍)|零[一二三四五六七八九十]"
)
_AFTER = re.compile(
    r"(?:数量?|件数|情况|次数|总数|数字|案件|金额)*(?:，|,)?(?:均|都|全部|皆|也|亦|各项|全)?(?:[为是]"
    r"|均为|数为)(?:零|无)|零(?:件|起|宗|次|元|人次|例|条)"
    r"|(?:均|都|也|皆)(?:未发生|没有发生|未出现|没有|无|未产生|未收到|没有收到|未有)|(?:未发生|没有发生|未产生|未出现)(?:过)?(?=$|[，。；])|(?<=复议|诉讼|申诉|投诉|举报|案件|申请|情况|情形)(?:没有|无)(?=$|[，。；])|(?<=的)(?:一[件起]|一个)?(?:也|都)?(?:没有|无)(?=$|[，。；])|[：:]\s*(?:无|没有"
    r"|零)|未发生过?$|无$"
)
_SPOILT = re.compile(
    "败诉|超期|逾期|泄密|失密|应公开|漏报|瞒报|被?纠错|失误|违法|违规|重大(?!舆情)|严重|不及时|责任追究|处分"
    "|负面|差错|未按|不作为|限制|变化|^与(?:行政)?诉讼"
)
# What may stand beside the noun that is denied and is denied with it: 举报投诉和责任追究.
_BESIDE = re.compile("(?:[和及与或、]|以及)(?:被)?(?:责任追究|追究[^，。；、]{0,4}责任|处分)[^，；、]*$")
_BARE = re.compile(
    r"(?:(?!公开|复议|诉讼|收费|申请)[^，。；]){0,12}?((?:均|暂|皆)?(?:无|没有|未发生|未出现)(?:发生)?|(?:均|都|皆|全部)?为零)(?:此类|此项|上述|以上|该类|相关)?(?:情况"
    r"|情形|事项)?(?:发生)?[。.！]?"
)
_PART = re.compile(
    r"(?:其余|其他(?!组织)|部分|个别|各(?:镇|街道|乡|部门|县|区县|科室)|下属单位)(?:[^，。；]{0,6})(?:均|都|也|尚)?$"
    r"|(?:省|市|州|盟|区|县|旗|镇|乡|村|政府)(?:本级|级|直|属)(?:各)?(?:政府|行政机关|机关|部门|单位)?(?:均|都|也)?$"
)


@dataclass(frozen=True, slots=True)
class Negation:
    """`start` and `end` are the negating words, `reach` the stretch of the sentence they speak of."""

    start: int
    end: int
    reach: tuple[int, int]


def negations(sentence: str) -> Iterator[Negation]:
    """Every worded zero of a sentence."""
    spans = list(clauses(sentence))
    for index in range(len(spans)):
        yield from _forward(sentence, spans, index)
        yield from _backward(sentence, spans, index)


def bare_zero(sentence: str) -> tuple[int, int] | None:
    """The words of a sentence that only says no to the heading above it: 无。 本年度无此类情况。"""
    found = _BARE.fullmatch(sentence)
    return found.span(1) if found else None


def _forward(sentence: str, spans: list[tuple[int, int]], index: int) -> Iterator[Negation]:
    """未收到X: the reach is what follows, over commas where the next clause has no verb of its own."""
    start, end = spans[index]
    matches = [m for m in _NEGATION.finditer(sentence, start, end) if _negates(sentence, m, start)]
    for number, m in enumerate(matches):
        stop = matches[number + 1].start() if number + 1 < len(matches) else _reach(sentence, spans, index)
        beside = _BESIDE.search(sentence, m.end(), stop)
        stop = beside.start() if beside else stop
        if m.end() < stop and not _holds_back(sentence, m.end(), stop):
            yield Negation(m.start(), m.end(), (m.end(), stop))


def _negates(sentence: str, match: re.Match[str], start: int) -> bool:
    if _NOT_NEGATING.match(sentence, match.start()):
        return False
    return not _PART.search(sentence[start : match.start()])


def _reach(sentence: str, spans: list[tuple[int, int]], index: int) -> int:
    stop = spans[index][1]
    for begin, end in spans[index + 1 :]:
        words = sentence[begin:end]
        joined = re.match(
            r"(?:以及|和|及|或者?|也?(?:无|未|没有)?(?:提起)?(?:行政)?(?:复议|诉讼|申诉))", words
        )
        if sentence[stop:begin].strip() not in {"，", ","} or not joined or find_numbers(words):
            break
        if re.match(r"(?:也|亦)?(?:无|未|没有)", words):
            break
        stop = end
    return stop


def _backward(sentence: str, spans: list[tuple[int, int]], index: int) -> Iterator[Negation]:
    """X均为零: the reach is what stands before, back to a clause that has a number or a negation."""
    start, end = spans[index]
    stop = min(len(sentence), end)
    for m in _AFTER.finditer(sentence, max(0, start - 1), stop):
        if m.start() < start and m[0][0] not in "：:":
            continue
        begin = _back(sentence, spans, index, m.start())
        if not _holds_back(sentence, begin, m.start()) and not _PART.search(sentence[start : m.start()]):
            word = re.search(r"(?:均|都|全部|皆|也|亦)?(?:[为是](?:零|无)|零.?|未\S*|没有\S*|无)$", m[0])
            yield Negation(m.start() + (word.start() if word else 0), m.end(), (begin, m.start()))


def _back(sentence: str, spans: list[tuple[int, int]], index: int, at: int) -> int:
    begin = min(spans[index][0], at)
    for start, end in reversed(spans[:index]):
        words = sentence[start:end]
        if sentence[end:begin].strip() not in {"", "，", ",", "：", ":"} or find_numbers(words):
            break
        if _NEGATION.search(words) and not _NOT_NEGATING.search(words):
            break
        begin = start
    return begin


def _holds_back(sentence: str, start: int, stop: int) -> bool:
    """Whether what is denied is narrower than the noun: no lost case, no overdue reply."""
    words = sentence[start:stop]
    return bool(_SPOILT.search(words)) or any(n.value and n.counts for n in find_numbers(words))
