"""One sentence of a report -> the figures it may state.

Every printed number is asked: is it of this year (years), what is the sentence about here (scenes), which phrase of
the codebook do the words beside it fit (phrases)? The longest fitting phrase has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from archive.extract.prose.phrases import Phrase, phrases
from archive.extract.prose.scenes import Cue, channels_in, cues, scenes_at
from archive.extract.prose.years import Standing, standing
from archive.extract.prose.zeroes import bare_zero, negations
from archive.model import Bound, Qualifier
from archive.text.numbers import Number, blanked, even_marks, find_numbers
from archive.text.sentences import clauses

__all__ = ["Claim", "Reader", "Statement", "names_openness"]

_OGI = re.compile("信息公开|政府信息|政务信息|政务公开|公开申请|申请公开|依申请")
_OGI_TOPICS = frozenset({"remedy", "application", "fees", "consultation"})
_FOREIGN = re.compile(
    "(?:办理|审理|审结|承办|代理|出庭)[^，。；0-9]{0,10}(?:复议|诉讼)"
    "|(?:登记|规划|许可|征收|拆迁|处罚|执法|工伤|土地)[^，。；0-9公开]{0,8}(?:复议|诉讼)"
)
_SEVERAL = re.compile(
    r"主动公开(?:政府|政务|各类)*信息|等[^，。；]{0,6}(?:渠道|方式|形式|途径|平台|载体|媒介)|多种|多个|各种?渠道|各类(?:渠道|平台)|不同渠道"
)
_NEW_MEDIA = frozenset({"wechat", "weibo", "new_media", "unlisted"})
_ADVERBIAL = re.compile(r"^[^，。；]{0,12}?(?:通过|利用|依托|借助|运用|在)")
_COMPARED = re.compile(
    r"[，,（(]?(?:同比|环比|比|较|由|从|与|相比)[^，,。；（）]*?◊+[^，,。；（）0-9◊]*?(?=[，,；）)]|达|增加到|增至|上升到|升至|降至|减少到|$)"
)
_ALL = r"(?:均|全部|都|皆|全)(?:已|为|是|系|由|以|属于?|被|获|按照?|依法|予以|得到|通过|采取|做到|法院|依申请|了|经|作出)*"
_EACH = re.compile(r"(?:均|都|各|皆|全部)\D{0,6}$")
_SPLIT = re.compile("[、和及与，]|以及")


@dataclass(frozen=True, slots=True)
class Claim:
    """A phrase has this number, or these words of zero: `start` and `end` are offsets of the document's text."""

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

    @property
    def code(self) -> str:
        return self.phrase.indicator.code


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence and where it stands. `before` is what the sentence before was about, `near` whether
    the paragraph has named open government information."""

    text: str
    start: int
    end: int
    topic: str
    heading: str
    before: tuple[str, ...]
    near: bool = False


def names_openness(words: str) -> bool:
    """Whether the words name open government information."""
    return bool(_OGI.search(words))


@dataclass(slots=True)
class Reader:
    """Reads sentences one after the other and remembers what they counted last."""

    year: int
    form: str
    latest: dict[str, Claim] = field(default_factory=dict)
    unclaimed: int = 0

    def read(self, said: Statement) -> tuple[list[Claim], tuple[str, ...]]:
        """The claims of one sentence, and what it was about at its end."""
        words = _Words.of(said)
        claims: list[Claim] = []
        for index in range(len(words.numbers)):
            found = self._claims_of(words, index, claims)
            claims.extend(found)
            self.latest.update({c.code: c for c in found})
        claims.extend(self._alls(words))
        claims.extend(self._zeroes(words))
        scene = tuple(dict.fromkeys(c.scene for c in reversed(words.cues[-2:])))
        return claims, scene or said.before

    def _claims_of(self, words: _Words, index: int, claims: list[Claim]) -> list[Claim]:
        number = words.numbers[index]
        place = words.standings(self.year)[index]
        if place == "other":
            return []
        label, after = words.label(index, self.year), words.after(index)
        scenes = words.scenes(index, self.year)
        able = [p for p in phrases() if p.frame == "N" and self._may(p, number, place, scenes, words, after)]
        fitting = [self._claim(words, number, p, n) for p in able for n in _fit(p, label, after)]
        if not fitting and label[:1] in tuple("、和及") and index:
            joined = words.label(index - 1, self.year) + label
            fitting = [self._claim(words, number, p, n) for p in able for n in _fit(p, joined, after)]
        taken = {c.phrase.name for c in claims}
        fitting = [c for c in fitting if c.phrase.name not in taken]
        best = sorted(fitting, key=lambda c: (-c.length, _rank(c.phrase, scenes)))[:1]
        shared = self._shared(words, number, label, best)
        if not best and not shared and number.unit and number.counts and words.said.topic not in _UNREAD:
            self.unclaimed += 1
        return best + shared

    def _may(
        self, p: Phrase, number: Number, place: Standing, scenes: tuple[str, ...], words: _Words, after: str
    ) -> bool:
        if not p.sections.intersection(scenes) or ("ogi" in p.sections and not words.about_ogi):
            return False
        if self.form not in p.forms or (place == "stock" and p.indicator.kind != "stock"):
            return False
        if place == "year" and p.indicator.code == "proactive.cumulative":
            return False
        if number.unit is None:
            return not after or not re.match(r"[\u4e00-\u9fffA-Za-z]", after)
        return number.unit in p.units

    def _claim(self, words: _Words, number: Number, phrase: Phrase, length: int) -> Claim:
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
            phrase.strength * 10 + 5,
            length,
        )

    def _shared(self, words: _Words, number: Number, label: str, best: list[Claim]) -> list[Claim]:
        """A number said of several nouns: 行政复议、行政诉讼均为0件, 各2件."""
        if number.value and not _EACH.search(label):
            return []
        named = {c.phrase.name for c in best}
        found = []
        for p in phrases():
            m = p.before.search(label) if p.frame == "0" and self._says(p, words) else None
            if m and p.name not in named and (number.unit is None or number.unit in p.units):
                found.append(self._claim(words, number, p, len(m[0])))
        return found

    def _says(self, p: Phrase, words: _Words) -> bool:
        return self.form in p.forms and not ("ogi" in p.sections and not words.about_ogi)

    def _alls(self, words: _Words) -> Iterator[Claim]:
        """均为自然人, 均维持: as many as were counted last."""
        if not re.search("均|全部|都|皆|全", words.masked):
            return
        for p in phrases():
            if p.frame != "=" or p.antecedent not in self.latest or self.form not in p.forms:
                continue
            m = re.search(_ALL + f"(?:{p.before.pattern})", words.masked)
            last = self.latest[p.antecedent]
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

    def _zeroes(self, words: _Words) -> Iterator[Claim]:
        denied = list(negations(words.masked))
        yield from self._headed(words)
        for p in phrases():
            if not self._says(p, words):
                continue
            if p.frame == "Z":
                for m in p.before.finditer(words.masked):
                    if p.sections.intersection((words.said.topic, *words.scenes_at(m.end()))):
                        yield self._zero(words, p, m.start(m.lastindex or 0), m.end(m.lastindex or 0))
                        break
            elif p.frame == "0":
                for negation in denied:
                    begin, stop = negation.reach
                    if p.before.search(words.masked[begin:stop]) and not words.numbers_in(begin, stop):
                        yield self._zero(words, p, negation.start, negation.end)
                        break

    def _headed(self, words: _Words) -> Iterator[Claim]:
        """无。under a heading says zero of what the heading names."""
        span = bare_zero(words.masked)
        for p in phrases() if span else ():
            if span and p.frame == "0" and self._says(p, words) and p.before.search(words.said.heading):
                yield self._zero(words, p, *span)

    def _zero(self, words: _Words, phrase: Phrase, start: int, end: int) -> Claim:
        at = words.said.start
        spot = (words.said.start, words.said.end)
        weight = 4 + phrase.strength * 10
        return Claim(phrase, at + start, at + end, 0, None, "stated_zero", None, spot, weight)


_UNREAD = frozenset({"plan", "foreign", "business", "preamble"})


@dataclass(slots=True)
class _Words:
    """A sentence prepared: numbers, clauses, cues; `masked` has ◦ for titles and dates, `plain` for titles only."""

    said: Statement
    masked: str
    plain: str
    numbers: tuple[Number, ...]
    clauses: list[tuple[int, int]]
    cues: list[Cue]
    places: list[Standing] = field(default_factory=list)

    @classmethod
    def of(cls, said: Statement) -> _Words:
        masked = blanked(said.text)
        return cls(
            said, masked, even_marks(said.text), find_numbers(said.text), list(clauses(masked)), cues(masked)
        )

    @property
    def about_ogi(self) -> bool:
        """Whether the sentence speaks of open government information, or stands where nothing else is meant."""
        if _OGI.search(self.masked):
            return True
        return (self.said.topic in _OGI_TOPICS or self.said.near) and not _FOREIGN.search(self.masked)

    def standings(self, year: int) -> list[Standing]:
        if not self.places:
            self.places = [
                standing(self.plain, n.start, self._clause(n.start)[0], n.stop, year) for n in self.numbers
            ]
        return self.places

    def numbers_in(self, start: int, stop: int) -> bool:
        return any(start <= n.start < stop and n.value and n.counts for n in self.numbers)

    def scenes_at(self, at: int) -> tuple[str, ...]:
        return scenes_at(self.cues, at, self._clause(at)[1], self.said.before, self.said.topic)

    def scenes(self, index: int, year: int) -> tuple[str, ...]:
        """What the number may be about; where a channel is named, that channel in place of the whole."""
        number = self.numbers[index]
        found = self.scenes_at(number.start)
        noun = self._respective(index, "")
        if noun:
            return tuple(c.scene for c in reversed(cues(noun))) or found
        if "proactive" not in found:
            return found
        words = self._channel_words(index, year)
        channels = channels_in(words)
        if channels and channels <= _NEW_MEDIA:
            channels = (
                channels if len(channels) == 1 else channels & {"new_media"} or frozenset({"mixed", ""})
            )
        elif not channels or (len(channels) > 1 and (len(channels) > 2 or _SEVERAL.search(words))):
            return found
        name = f"channel.{next(iter(channels))}" if len(channels) == 1 else "channel.mixed"
        return tuple(name if s == "proactive" else s for s in found)

    def label(self, index: int, year: int) -> str:
        """The words before the number, back to the last number of this year; comparisons and brackets are cut out."""
        places = self.standings(year)
        kept = [i for i in range(index) if places[i] != "other"]
        begin = self.numbers[kept[-1]].stop if kept else 0
        words = self.masked[begin : self.numbers[index].start]
        for i in range(kept[-1] + 1 if kept else 0, index):
            n = self.numbers[i]
            words = words[: n.start - begin] + "◊" * (n.stop - n.start) + words[n.stop - begin :]
        words = re.sub(r"[（(][^（）()0-9]*[）)]", "", _COMPARED.sub("", words))
        return self._respective(index, words)

    def after(self, index: int) -> str:
        stop = self.numbers[index + 1].start if index + 1 < len(self.numbers) else len(self.masked)
        return self.masked[self.numbers[index].stop : stop]

    def _respective(self, index: int, words: str) -> str:
        """复议、诉讼分别为2件、1件: the k-th number after 分别 belongs to the k-th noun before it."""
        start, end = self._clause(self.numbers[index].start)
        at = self.masked.rfind("分别", max(0, start - 20), self.numbers[index].start)
        if at < 0 or re.search("[。；]", self.masked[at : self.numbers[index].start]):
            return words
        after = [i for i, n in enumerate(self.numbers) if n.start > at and not self._parted(at, n.start)]
        head = re.split("[，。；：]", self.masked[:at])[-1]
        nouns = [x for x in _SPLIT.split(head) if x]
        if index not in after or len(nouns) < len(after):
            return words
        between = self.masked[at + 2 : self.numbers[after[0]].start]
        return nouns[len(nouns) - len(after) + after.index(index)] + between

    def _parted(self, start: int, stop: int) -> bool:
        return bool(re.search("[。；]", self.masked[start:stop]))

    def _channel_words(self, index: int, year: int) -> str:
        """The words that may name the channel: of the number's clause, and of clauses before that say by what means."""
        parts = re.split("[，；。：]", self.label(index, year))
        words = parts[-1]
        if index and re.match(r"\W*(?:共|累计|全年)?(?:刊|登|编发)", words):
            return self.label(index - 1, year) + words
        bare = not re.search("公开|发布|信息", words)
        if len(parts) > 1 and (bare or _ADVERBIAL.match(parts[-2])):
            return parts[-2] + "，" + words
        if "主动公开" in words:
            return words
        return "，".join([*(p for p in parts[:-1] if re.match("(?:依托|通过|利用|借助|运用)", p)), words])

    def _clause(self, at: int) -> tuple[int, int]:
        return next((c for c in self.clauses if c[0] <= at < c[1]), (0, len(self.masked)))


def _fit(phrase: Phrase, label: str, after: str) -> Iterator[int]:
    """The length of what the phrase matches beside the number, where it does."""
    left = phrase.before.search(label)
    right = phrase.after.match(after) if phrase.after else None
    if left and (phrase.after is None or right):
        yield len(left[0]) + (len(right[0]) if right else 0)


def _rank(phrase: Phrase, scenes: tuple[str, ...]) -> int:
    return next((i for i, s in enumerate(scenes) if s in phrase.sections), len(scenes))
