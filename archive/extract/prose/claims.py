"""A claim: this number, or these words of zero, are the figure of a phrase."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.extract.prose.phrases import Phrase, phrases_of
from archive.extract.prose.words import Words
from archive.extract.prose.zeroes import bare_zero, negations
from archive.model import Bound, Qualifier
from archive.text.numbers import Number

__all__ = ["Claim", "able_zeroes", "number_claim", "other_fee", "zero_claims"]

# Nothing is said to be zero without one of these.
_NO = re.compile("[未没无免零不]")
_FEES = ("fees.collected", "fees.information_processing")
# What a body charges in its office, told alone.
_OF_OFFICE = re.compile("(?:未|没有|无)[^，。；]{0,6}行政事业性?收费")
_PROCESSING = re.compile("处理费|收费通知")
_LESSER = {
    "website.visits": re.compile("累计[^，。；0-9]{0,6}$"),
    "interpretation.articles": re.compile("其中[^。；]*$"),
    "org.reading_points": re.compile("^(?!.*(?:增加到|增至))"),
    "proactive.channel.website": re.compile(
        "^(?:(?!网|政府在线)[^。；])*$|(?:^|[，；。])(?:(?!网)[^，。；])*平台(?:(?!网)[^，。；])*$"
    ),
}
# 发布解读信息260条，其中解读材料39条: a part, even where the words fit better.
_OF_EXPLAINED = re.compile("解读[^。；0-9]{0,10}[0-9]+[条篇个][，（]其中[^。；]*$")
_MUCH = 12
_REMEDIES = frozenset({"reconsideration.total", "litigation.total", "appeals.total"})
_REMEDY = re.compile("复议.*诉讼")


@dataclass(frozen=True, slots=True)
class Claim:
    """A phrase has this number, or these words of zero; `start` and `end` count in the document.

    `weight` decides between claims of one figure, `length` (of the words that fit) between claims of one
    number; `until` marks a count up to a day, of which it is not said since when.
    """

    phrase: Phrase
    start: int
    end: int
    value: int | float
    unit: str | None
    qualifier: Qualifier | None
    bound: Bound | None
    sentence: tuple[int, int]
    weight: int
    length: int = 0
    until: bool = False

    @property
    def code(self) -> str:
        return self.phrase.indicator.code


def number_claim(words: Words, number: Number, phrase: Phrase, length: int, until: bool) -> Claim:
    """The claim of a phrase on a printed number; a count up to a day weighs less than one of the year."""
    offset = words.said.start
    return Claim(
        phrase,
        offset + number.start,
        offset + number.end,
        number.value,
        number.unit,
        number.qualifier,
        number.bound,
        (words.said.start, words.said.end),
        phrase.strength * 10
        + 5
        + _summed(words, number, phrase)
        - 2 * until
        - _second(words, number, phrase)
        - _sorted(words, phrase),
        length,
        until,
    )


def able_zeroes(frame: str, form: str, words: Words) -> list[Phrase]:
    """The phrases of a frame of zeroes that the sentence may speak of; having no remedies it may anywhere."""
    return [
        p
        for p in phrases_of(form, frame)
        if (p.needs <= words.openness or (words.own and _beside_remedies(p.indicator.code, words)))
        and not (p.indicator.code in _FEES and other_fee(p.indicator.code, words, form))
    ]


def _beside_remedies(code: str, words: Words) -> bool:
    """Whether the code is one of remedies, or of complaints that are told in one breath with those."""
    told = code == "complaints.total" and _REMEDY.search(words.masked)
    return bool(code in _REMEDIES or told)


def other_fee(code: str, words: Words, form: str) -> bool:
    """Whether the fee spoken of is not that of `code`: from 2021 the one for processing is called so, or is
    what the last section has to tell; any other is that for copies and post."""
    if code == _FEES[0] and _OF_OFFICE.search(words.said.text):
        return True
    if form != "2021" or code not in _FEES:
        return False
    processing = words.said.topic == "other" or bool(_PROCESSING.search(words.said.text + words.said.heading))
    return processing == (code == _FEES[0])


def zero_claims(words: Words, form: str) -> Iterator[Claim]:
    """The zeroes that a sentence words."""
    if not _NO.search(words.masked):
        return
    yield from _headed(words, form)
    for p in able_zeroes("Z", form, words):
        for m in p.before.finditer(words.masked):
            if p.sections.intersection((*words.topics, *words.scenes_at(m.end()))):
                yield _zero(words, p, m.start(m.lastindex or 0), m.end(m.lastindex or 0))
                break
    denied = [n for n in negations(words.masked) if not words.numbers_in(*n.reach)]
    for p in able_zeroes("0", form, words) if denied else ():
        for negation in denied:
            begin, stop = negation.reach
            if p.before.search(words.masked[begin:stop]):
                yield _zero(words, p, negation.start, negation.end)
                break


def _headed(words: Words, form: str) -> Iterator[Claim]:
    """无。under a heading says zero of what the heading names."""
    span = bare_zero(words.masked)
    for p in able_zeroes("0", form, words) if span else ():
        if span and p.before.search(words.said.heading):
            yield _zero(words, p, *span)


def _zero(words: Words, phrase: Phrase, start: int, end: int) -> Claim:
    at = words.said.start
    weight = 4 + phrase.strength * 10
    spot = (words.said.start, words.said.end)
    return Claim(phrase, at + start, at + end, 0, None, "stated_zero", None, spot, weight)


def _second(words: Words, number: Number, phrase: Phrase) -> int:
    """1 where a better number may stand beside: for visits called a sum of years, for a platform the site."""
    lesser = _LESSER.get(phrase.indicator.code)
    past = words.masked[: number.start]
    if phrase.indicator.code == "interpretation.articles" and _OF_EXPLAINED.search(past):
        return _MUCH
    return int(bool(lesser and lesser.search(past)))


def _sorted(words: Words, phrase: Phrase) -> int:
    """What a count of documents by how they may be published is less than any of what was made public."""
    return 25 * (phrase.indicator.code == "proactive.total" and words.attributes)


def _summed(words: Words, number: Number, phrase: Phrase) -> int:
    """1 for an amount that is called a sum: 复制费82元、邮寄费65元，合计147元."""
    said = words.masked[max(0, number.start - 12) : number.start]
    summed = phrase.indicator.kind == "amount" or phrase.indicator.code == "interpretation.articles"
    return int(summed and bool(re.search("合计|共计|总计", said)))
