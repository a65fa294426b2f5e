"""One sentence of a report -> the figures it may state.

Every printed number is asked: is it of this year (years), what is the sentence about here (scenes), which
phrase of the codebook do the words beside it fit (phrases)? The longest fitting phrase has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from archive.extract.prose.phrases import Phrase, able, phrases_of
from archive.extract.prose.words import Statement, Words
from archive.extract.prose.years import Standing
from archive.extract.prose.zeroes import bare_zero, negations
from archive.model import Bound, Qualifier
from archive.text.numbers import Number

__all__ = ["Claim", "Reader"]

_EACH = re.compile(r"(?:均|都|各(?![类种项级区县市镇乡街科室地有个]|部门|单位|方面)|皆|全部)\D{0,6}$")
_APIECE = re.compile(
    r"各(?![类种项级]|方面)[^，。；0-9均都]{1,16}(?:均|都)[^，。；0-9共]{0,8}$|[^，。；]各(?:举办|组织|召开|开展|配备|指定|设立|安排)[^，。；0-9]{0,16}$|每(?:个|家|月|周|季|天|日|期|镇|村|街|科|乡)[^，。；0-9]{0,12}$"
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A phrase has this number, or these words of zero; `start` and `end` count in the document."""

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


@dataclass(slots=True)
class Reader:
    """Reads sentences one after the other and remembers what they counted last."""

    year: int
    form: str
    latest: dict[str, Claim] = field(default_factory=dict)
    unclaimed: int = 0

    def read(self, said: Statement) -> tuple[list[Claim], tuple[str, ...]]:
        """The claims of one sentence, and what it was about at its end."""
        words = Words.of(said)
        claims: list[Claim] = []
        for index in range(len(words.numbers)):
            found = self._claims_of(words, index, claims)
            claims.extend(found)
            self.latest.update({c.code: c for c in found})
        claims.extend(self._alls(words))
        claims.extend(self._zeroes(words))
        scene = tuple(dict.fromkeys(c.scene for c in reversed(words.cues[-2:])))
        return claims, scene or said.before

    def _claims_of(self, words: Words, index: int, claims: list[Claim]) -> list[Claim]:
        number = words.numbers[index]
        place = words.standings(self.year)[index]
        if place == "other":
            return []
        label, after = words.label(index, self.year), words.after(index)
        if _APIECE.search(re.split("[，。；]", words.masked[: number.start])[-1]):
            return []
        scenes = words.scenes(index, self.year)
        may = self._able(number, place, scenes, words, after)
        past = words.masked[: number.start]
        fitting = [
            self._claim(words, number, p, n)
            for p in may
            for n in _fit(p, past if p.looks_back else label, after)
        ]
        if not fitting and label[:1] in tuple("、和及") and index:
            joined = words.label(index - 1, self.year) + label
            fitting = [self._claim(words, number, p, n) for p in may for n in _fit(p, joined, after)]
        if words.elsewhere(index):
            fitting = [c for c in fitting if not c.code.startswith(_ELSEWHERE)]
        if words.attributes and number.unit != "条":
            fitting = [c for c in fitting if c.code != "proactive.total"]
        if _TOGETHER.search(label):
            fitting = [c for c in fitting if not c.code.startswith("applications.result.")]
        if words.piecemeal(index):
            fitting = [c for c in fitting if not c.code.startswith("staff.")]
        if number.unit == "条" and words.listed(index):
            fitting = [c for c in fitting if not c.code.startswith(_KINDS)]
        taken = {c.phrase.name: c.weight for c in claims}
        fitting = [c for c in fitting if taken.get(c.phrase.name, -99) < c.weight]
        best = sorted(
            fitting, key=lambda c: (c.phrase.strength < 0, -c.length, _rank(c.phrase, scenes))
        )[:1]
        if best and best[0].code.startswith("staff.") and re.match("均|都|全部|皆", after):
            best += [c for c in fitting if c.code.startswith("staff.") and c.code != best[0].code][:1]
        shared = self._shared(words, number, label, best)
        if not best and not shared and number.unit and number.counts and words.said.topic not in _UNREAD:
            self.unclaimed += 1
        return best + shared

    def _able(
        self, number: Number, place: Standing, scenes: tuple[str, ...], words: Words, after: str
    ) -> list[Phrase]:
        if number.unit is None and after and re.match(r"[\u4e00-\u9fffA-Za-z]", after):
            return []
        found = able(self.form, number.unit, scenes, words.openness)
        if place == "stock":
            return [p for p in found if p.indicator.kind == "stock"]
        return [p for p in found if place != "year" or p.indicator.code != "proactive.cumulative"]

    def _claim(self, words: Words, number: Number, phrase: Phrase, length: int) -> Claim:
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
            phrase.strength * 10 + 5 + _summed(words, number, phrase) - 2 * words.until(number, self.year),
            length,
            words.until(number, self.year),
        )

    def _shared(self, words: Words, number: Number, label: str, best: list[Claim]) -> list[Claim]:
        """A number said of several nouns: 行政复议、行政诉讼均为0件, 各2件."""
        if number.value and not _EACH.search(label):
            return []
        named = {c.phrase.name for c in best}
        found = []
        for p in self._zero_phrases("0", words):
            m = p.before.search(label)
            if m and p.name not in named and (number.unit is None or number.unit in p.units):
                found.append(self._claim(words, number, p, len(m[0])))
        return found

    def _zero_phrases(self, frame: str, words: Words) -> list[Phrase]:
        return [
            p
            for p in phrases_of(self.form, frame)
            if p.needs <= words.openness or (words.own and p.indicator.code in _REMEDIES)
        ]

    def _alls(self, words: Words) -> Iterator[Claim]:
        """均为自然人, 均维持: as many as were counted last."""
        every = bool(re.search("[均都皆全]", words.masked))
        for p in phrases_of(self.form, "="):
            if p.antecedent not in self.latest:
                continue
            last = self.latest[p.antecedent]
            m = (every and p.before.search(words.masked)) or self._only(p, last, words)
            if m is None or not last.value:
                continue
            since = words.said.start + max(words.masked.rfind("；", 0, m.start()), 0)
            if last.start >= since or p.sections.intersection(
                (*words.scenes_at(m.start()), words.said.topic)
            ):
                yield Claim(
                    p,
                    last.start,
                    last.end,
                    last.value,
                    last.unit,
                    last.qualifier,
                    last.bound,
                    last.sentence,
                    3,
                )

    def _only(self, p: Phrase, last: Claim, words: Words) -> re.Match[str] | None:
        """The outcome of a single case, told without a number: 行政诉讼1件，法院判决驳回诉讼请求."""
        begin = last.end - words.said.start
        if last.value != 1 or begin < 0 or p.after is None:
            return None
        rest = re.split("[；。]", words.masked[begin:])[0]
        stop = begin + len(rest)
        kind = p.antecedent.split(".")[0]
        later = [n.start for n in words.numbers if begin <= n.start < stop]
        later += [c.start for c in words.cues if begin <= c.start and c.scene in _OTHER_REMEDY.get(kind, ())]
        return p.after.search(words.masked, begin, min(later, default=stop))

    def _zeroes(self, words: Words) -> Iterator[Claim]:
        yield from self._headed(words)
        for p in self._zero_phrases("Z", words):
            for m in p.before.finditer(words.masked):
                if p.sections.intersection((words.said.topic, *words.scenes_at(m.end()))):
                    yield self._zero(words, p, m.start(m.lastindex or 0), m.end(m.lastindex or 0))
                    break
        denied = [n for n in negations(words.masked) if not words.numbers_in(*n.reach)]
        for p in self._zero_phrases("0", words) if denied else ():
            for negation in denied:
                begin, stop = negation.reach
                if p.before.search(words.masked[begin:stop]):
                    yield self._zero(words, p, negation.start, negation.end)
                    break

    def _headed(self, words: Words) -> Iterator[Claim]:
        """无。under a heading says zero of what the heading names."""
        span = bare_zero(words.masked)
        for p in self._zero_phrases("0", words) if span else ():
            if span and p.before.search(words.said.heading):
                yield self._zero(words, p, *span)

    def _zero(self, words: Words, phrase: Phrase, start: int, end: int) -> Claim:
        at = words.said.start
        spot = (words.said.start, words.said.end)
        weight = 4 + phrase.strength * 10
        return Claim(phrase, at + start, at + end, 0, None, "stated_zero", None, spot, weight)


_ELSEWHERE = ("reconsideration.", "litigation.", "fees.")
_TOGETHER = re.compile(r"、[^，。；、0-9]{2,20}等(?:情形|情况|原因|问题)?(?:的)?(?:申请)?(?:共)?$")
# What is also the name of a kind of items in lists of what was published.
_KINDS = ("interpretation.", "proposals.", "normative_docs.", "response.", "proactive.draft")
_OTHER_REMEDY = {
    "reconsideration": ("litigation", "direct", "after_review"),
    "litigation": ("reconsideration",),
    "applications": ("reconsideration", "litigation"),
}
_REMEDIES = frozenset({"reconsideration.total", "litigation.total", "appeals.total"})
_UNREAD = frozenset({"plan", "problems", "foreign", "business", "preamble"})


def _fit(phrase: Phrase, label: str, after: str) -> Iterator[int]:
    """The length of what the phrase matches beside the number, where it does."""
    left = phrase.before.search(label)
    right = phrase.after.match(after) if phrase.after else None
    if left and (phrase.after is None or right):
        yield len(left[0]) + (len(right[0]) if right else 0)


def _summed(words: Words, number: Number, phrase: Phrase) -> int:
    """1 for an amount that is called a sum: 复制费82元、邮寄费65元，合计147元."""
    said = words.masked[max(0, number.start - 6) : number.start]
    return int(phrase.indicator.kind == "amount" and bool(re.search("合计|共计|总计", said)))


def _rank(phrase: Phrase, scenes: tuple[str, ...]) -> int:
    return next((i for i, s in enumerate(scenes) if s in phrase.sections), len(scenes))
