"""Items of licensing, penalties and charges as form 2019 counts them: of the year before, and the change.

行政许可上一年项目86项，本年减少3项，处理决定8127件 -> 86 items, 3 fewer
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from archive.codebook import codebook
from archive.extract.prose.claims import Claim, number_claim
from archive.extract.prose.phrases import Phrase
from archive.extract.prose.words import Words

__all__ = ["item_claims"]

_FORM = "2019"
_SUBJECTS = {
    "行政许可": "licensing",
    "其他对外管理服务事项": "other_services",
    "行政处罚": "penalty",
    "行政强制": "coercion",
    "行政事业性收费": "admin_fees",
}
_SUBJECT = re.compile("行政许可|其[他它]对外管理服务事项|行政处罚|行政强制|行政事业性收费")
_GLUE = "(?:[为是有共计：，]|数量|总数|数)*"
_BEFORE = re.compile(f"(?:上一?年度?|去年|◦+度?)(?:的)?项目{_GLUE}$")
_CHANGED = re.compile(
    "本?年度?(?:的)?(?:项目)?(?:数量)?"
    f"(?P<how>增/减|增减|增、减|净?新?增加?|净?减少?|取消|调减|下放|核减)(?:项目)?(?:数量)?{_GLUE}(?P<sign>[-－—+＋]?)$"
)
_FEWER = re.compile("减少?|取消|调减|下放|核减")
# Between the subject and what is counted of it stand no other decisions.
_FAR = 60


def item_claims(words: Words, form: str) -> Iterator[Claim]:
    """The items that a sentence counts of the year before, and by how many they changed."""
    if form != _FORM or "项目" not in words.masked:
        return
    for number in words.numbers:
        past = words.masked[max(0, number.start - _FAR) : number.start]
        subject = list(_SUBJECT.finditer(re.split("[。；]", past)[-1]))
        part = _part(past, words.plain[: number.start])
        if subject and part and number.unit in {"项", "个", None}:
            code = f"{_SUBJECTS[subject[-1][0].replace('它', '他')]}.{part[0]}"
            claim = number_claim(words, number, _phrase(code), 0, until=False)
            yield replace(claim, value=part[1] * claim.value)


def _part(past: str, plain: str) -> tuple[str, int] | None:
    """Which of the two a number behind these words is, and its sign."""
    if _BEFORE.search(past) or _BEFORE.search(plain[-len(past) :]):
        return "items_prev_year", 1
    changed = _CHANGED.search(past)
    if changed is None or not re.search("项目.*[，、]", past[: changed.start() + 1]):
        return None
    fewer = changed["sign"] in tuple("-－—") or _FEWER.fullmatch(changed["how"].removeprefix("净"))
    return "items_change", -1 if fewer else 1


@lru_cache(maxsize=16)
def _phrase(code: str) -> Phrase:
    indicator = codebook()[code]
    return Phrase(indicator, None, "N", frozenset(indicator.sections), 0, re.compile("$"))
