"""One sentence of a report -> the figures it may state.

Every printed number is asked: is it of this year (years), what is the sentence about here (scenes), which
phrase of the codebook do the words beside it fit (phrases)? The longest fitting phrase has it, unless the
words around say that it is no such figure (words).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from archive.extract.prose.business import uncounted
from archive.extract.prose.claims import Claim, able_zeroes, number_claim, zero_claims
from archive.extract.prose.denials import KINDS_OF_APPLICATION, THINGS, denied, with_last_years
from archive.extract.prose.families import apiece, kindred, noted
from archive.extract.prose.items import item_claims
from archive.extract.prose.lists import glued, in_each
from archive.extract.prose.outcomes import outcome_claims
from archive.extract.prose.phrases import Phrase, able, phrases, phrases_of
from archive.extract.prose.routes import leave_route
from archive.extract.prose.scenes import cues
from archive.extract.prose.shares import unpublished
from archive.extract.prose.words import Statement, Words
from archive.extract.prose.years import Standing
from archive.text.numbers import Number, find_numbers

__all__ = ["Claim", "Reader"]

_EACH = re.compile(r"(?:均|都|各(?![类种项级区县市镇乡街科室地有个]|部门|单位|方面)|皆|全部)\D{0,6}$")
_NOTED = re.compile(r"[（(]([^（）()0-9]{2,})[）)][ ]*$")
# 未发生一起: not one is none.
_NOT_ONE = re.compile("(?:未|没有?|无)(?:发生|收到|接到|出现|产生|受理|引发)?过?一$")
# What stands between a heading and the number that answers it: 公开总量：全年共公开278条.
_SAYS_NOTHING = re.compile(
    "(?:全年|本年度?|今年|年内|[◦：，]|共|总|合|计|累|有|为|达|约|公开|发布|举办|组织|开展|召开|收到|受理|办理|制发"
    "|新?制作|新公开|对外|总数量?|处理决定|项目|采购|金额|废止|现行有效)*"
)
# 发布新闻发布会信息: one kind of what the channel had.
_ONE_KIND = re.compile(
    "(?:公开|发布|公布|更新|上传|登载|刊登)(?:了)?"
    "(?!各|和|并|及|政务|工作|有关|相关|公开|主动|信息|文章|新闻(?!发布)|动态|政府信息|原创|图文)[^，。；、等0-9]{4,16}$"
)
# 发布信息（含政策文件32件: a part of what the channel had.
_AMONG = re.compile("（(?:含|其中|包括)[^（）]*$")
# 受理并答复: what came was answered too.
_AND_ANSWERED = re.compile(
    "(?:收到|受理|登记|接收|接到)(?:了|到)?(?:并|、|和|及)?(?:已|均|全部|按期|按时|及时|依法|妥善|规范)*(?:答复|回复|办结|办复)"
)
# An interview that the head of the body gave is an interview.
_BOTH = {"response.web_interviews_by_head": "response.web_interviews"}
# No sentence of a report is longer, or holds more numbers; what is said of each takes longer with all.
_LONGEST, _MOST = 10_000, 300
_CARRIED = ("applications.carried_in", "applications.carried_out")
_PUBLISHING = frozenset({"proactive", "overview", "response", "preamble"})
_UNREAD = frozenset({"plan", "problems", "foreign", "business", "preamble"})


@dataclass(slots=True)
class Reader:
    """Reads sentences one after the other and remembers what they counted last.

    `unclaimed` counts the numbers that no phrase has, `withdrawn` are claims that a later one takes back.
    """

    year: int
    form: str
    latest: dict[str, Claim] = field(default_factory=dict)
    unclaimed: int = 0
    withdrawn: list[Claim] = field(default_factory=list)

    def read(self, said: Statement) -> tuple[list[Claim], tuple[str, ...]]:
        """The claims of one sentence, and what it was about at its end."""
        numbers = self._numbers(said.text)
        if numbers is None:
            return [], said.before
        words = Words.of(said, self.form, numbers)
        claims: list[Claim] = []
        for index in range(len(words.numbers)):
            found = self._claims_of(words, index, claims)
            claims.extend(found)
            self._withdraw(words, index, found)
            self.latest.update({c.code: c for c in found if c.phrase.applicant in {None, "total"}})
        claims.extend(item_claims(words, self.form))
        claims.extend(outcome_claims(words, self.latest, self.form))
        received = self.latest.get("applications.new")
        # That nobody came by fax says something only where somebody came.
        claims.extend(
            c
            for c in zero_claims(words, self.form)
            if not c.code.startswith("applications.channel.") or (received and received.value)
        )
        told = [c.scene for c in words.cues if not (c.scene == "fees" and said.topic == "application")]
        scene = tuple(dict.fromkeys(reversed(told[-2:])))
        return claims, scene or said.before

    def _numbers(self, text: str) -> tuple[Number, ...] | None:
        """Those of a sentence; None where it is a run without end, whose numbers are only counted."""
        if len(text) > _LONGEST:
            self.unclaimed += len(re.findall("[0-9]+", text))
            return None
        found = find_numbers(text)
        if len(found) <= _MOST:
            return found
        self.unclaimed += len(found)
        return None

    def _withdraw(self, words: Words, index: int, found: list[Claim]) -> None:
        """含上年结转3件 as a sentence of its own: what was received before holds the carried in ones."""
        new = self.latest.get("applications.new")
        carried = any(c.code == _CARRIED[0] for c in found)
        opens = index == 0 and re.match("(?:其中)?(?:含|包括|包含)", words.masked)
        among = re.search("其中(?:有|含|包括)?$", words.masked[: words.numbers[index].start])
        if new and carried and (opens or among) and new.value >= words.numbers[index].value:
            self.withdrawn.append(new)

    def _claims_of(self, words: Words, index: int, claims: list[Claim]) -> list[Claim]:
        number = words.numbers[index]
        place = words.standings(self.year)[index]
        leave_route(words, index, self.latest)
        clause = re.split("[，。；]", words.masked[: number.start])[-1]
        if _NOT_ONE.search(words.masked[: number.end]):
            return []
        if place == "other" or uncounted(words.masked, number.stop):
            return []
        if in_each(clause, number.value) or glued(words.numbers, index + 1):
            return []
        label, after = words.label(index, self.year), words.after(index)
        scenes = words.scenes(index, self.year)
        # The year's own part may follow a count up to a day.
        taken = {c.phrase.name: c.weight for c in claims if not (c.until and place == "year")}
        fitting = [
            self._carried(c, words, number)
            for c in self._fitting(words, index, place, scenes, label)
            if taken.get(c.phrase.name, -99) < c.weight and not denied(c, words, index, label, self.form)
        ]
        best = sorted(fitting, key=lambda c: (c.phrase.strength < 0, -c.length, _rank(c.phrase, scenes)))[:1]
        best = (
            best or self._channelled(words, index, place) or self._kindred(words, index, place, scenes, taken)
        )
        best += _twins(best, fitting, label, after)
        ground = noted(words, index, self.form, [c.code for c in best])
        best += [replace(best[0], phrase=ground, weight=0)] if ground else []
        shared = [
            c
            for c in self._shared(words, number, label, best)
            if number.value or not denied(c, words, index, label, self.form)
        ]
        if not best and not shared and number.unit and number.counts and words.said.topic not in _UNREAD:
            self.unclaimed += 1
        return best + shared

    def _fitting(
        self, words: Words, index: int, place: Standing, scenes: tuple[str, ...], label: str
    ) -> list[Claim]:
        """What the words beside the number may mean."""
        number, after = words.numbers[index], words.after(index)
        if number.unit is None and not re.match(r"[\s，。；、：）]|主要包括|$", after):
            return []
        may = able(self.form, number.unit, scenes, words.openness)
        past = words.masked[: number.start]
        noted = _NOTED.search(past)
        found = _fits(may, noted[1], noted[1], after) if noted else []
        found = found or _fits(may, label, past, after)
        if not found and words.said.lead and _answers(words, index, label, after):
            found = self._answering(words, number, scenes, label.strip("，"), after)
        if not found and index and label[:1] in tuple("、和及"):
            joined = words.label(index - 1, self.year) + label
            found = [(p, n) for p, n in _fits(may, joined, past, after) if p.name != "proactive.total"]
        return [number_claim(words, number, p, n, place == "either") for p, n in found if _stands(p, place)]

    def _answering(
        self, words: Words, number: Number, scenes: tuple[str, ...], label: str, after: str
    ) -> list[tuple[Phrase, int]]:
        """What a number may mean that the heading names: 公开总量：278条, 规范性文件：制发1件."""
        lead = words.said.lead
        about = tuple(dict.fromkeys((*scenes, *(c.scene for c in cues(lead)))))
        may = able(self.form, number.unit, about, words.openness)
        return _fits(may, lead + label, lead + label, after) or _fits(may, lead, lead, after)

    def _channelled(self, words: Words, index: int, place: Standing) -> list[Claim]:
        """Where no phrase fits but the clause names one channel that something was published in."""
        number = words.numbers[index]
        code = words.channel(index, self.year)
        if place != "year" or code is None or number.unit not in {"条", "篇", "则", "条次", "篇次", "件"}:
            return []
        label = words.label(index, self.year)
        if _ONE_KIND.search(re.split("[，；。：]", label)[-1]) or _AMONG.search(label):
            return []
        if THINGS.match(words.after(index)) or words.said.topic not in _PUBLISHING:
            return []
        if unpublished(words, index, label, f"proactive.{code}"):
            return []
        weak = next((p for p in phrases_of(self.form, "N") if p.name == f"proactive.{code}"), None)
        return [replace(number_claim(words, number, weak, 0, until=False), weight=0)] if weak else []

    def _kindred(
        self, words: Words, index: int, place: Standing, scenes: tuple[str, ...], taken: dict[str, int]
    ) -> list[Claim]:
        """Where no phrase fits but the number is a member of a list of applications."""
        phrase = kindred(words, index, self.form, scenes, self.year) if place == "year" else None
        if phrase is None or phrase.name in taken or words.attributes or words.elsewhere(index):
            return []
        claim = replace(number_claim(words, words.numbers[index], phrase, 0, until=False), weight=0)
        return [] if with_last_years(claim, words) else [claim]

    def _carried(self, claim: Claim, words: Words, number: Number) -> Claim:
        """The claim as the year beside it says: 转入2016年办理 is carried in where 2016 is reported on."""
        if claim.code not in _CARRIED:
            return claim
        year = words.carried_to(number)
        if year is None or year > self.year + 1:
            return claim
        code = _CARRIED[year > self.year]
        return replace(claim, phrase=next(p for p in phrases() if p.name == f"{code}.total"))

    def _shared(self, words: Words, number: Number, label: str, best: list[Claim]) -> list[Claim]:
        """A number said of several nouns: 行政复议、行政诉讼均为0件, 各2件."""
        each = bool(_EACH.search(label))
        if number.value and not each:
            return []
        label = label if each else re.split("[，；。：]", label)[-1]
        if each and number is words.numbers[0]:
            label = words.said.lead + label
        named = {c.phrase.name for c in best}
        found = []
        for p in able_zeroes("0", self.form, words):
            m = p.before.search(label)
            if m and p.name not in named and (number.unit is None or number.unit in p.units):
                found.append(number_claim(words, number, p, len(m[0]), until=False))
        if each and number.unit:
            named |= {c.phrase.name for c in found}
            members = [
                p for p in apiece(words, words.numbers.index(number), self.form) if p.name not in named
            ]
            found += [replace(number_claim(words, number, p, 0, until=False), weight=1) for p in members]
        return found


def _answers(words: Words, index: int, label: str, after: str) -> bool:
    """Whether nothing but a verb stands between the heading and the number, nor a noun behind it."""
    before = words.numbers[index - 1].unit if index else None
    alone = words.numbers[index].unit != before or len(label) > 1
    if index and re.search("办理|受理|合计|总计|共计", label):
        return False
    own = re.sub("[^，；。：]*◊[^，；。：]*，", "", label)  # 本年减少2项，处理决定317件
    return bool(_SAYS_NOTHING.fullmatch(own)) and alone and not re.match("[\u4e00-\u9fff]", after)


def _stands(phrase: Phrase, place: Standing) -> bool:
    """Whether a number of this standing may be the phrase's: of a stock only a stock is told."""
    if place == "stock":
        return phrase.indicator.kind == "stock"
    return phrase.indicator.code != "proactive.cumulative"


def _fits(may: Iterable[Phrase], label: str, past: str, after: str) -> list[tuple[Phrase, int]]:
    """The phrases that fit the words beside the number, each with the length of what it matches."""
    found = []
    for p in may:
        left = p.before.search(past if p.looks_back else label)
        if left is None:
            continue
        right = p.after.match(after) if p.after else None
        if p.after is None or right:
            found.append((p, len(left[0]) + (len(right[0]) if right else 0)))
    return found


def _twins(best: list[Claim], fitting: list[Claim], label: str, after: str) -> list[Claim]:
    """What a number says besides: 二人均为兼职 is all of them too, 以信函提出的申请2件 a channel too."""
    if best and best[0].code == "applications.new":
        told = [c for c in fitting if c.code.startswith("applications.channel.")]
        kinds = [c for c in told if c.length > 8 or KINDS_OF_APPLICATION.search(label)]
        people = [
            c for c in fitting if c.phrase.applicant == "natural_person" and "自然人" in label + after[:6]
        ]
        answered = [c for c in fitting if c.code == "applications.result_total"]
        return (kinds + people)[:1] + (answered if _AND_ANSWERED.search(label) else [])
    if best and best[0].code in _BOTH:
        told = [c for c in fitting if c.code == _BOTH[best[0].code]][:1]
        return [replace(c, weight=c.weight - 1) for c in told]
    if not best or not best[0].code.startswith("staff.") or not re.match("（?(?:[均都皆]|全部)", after):
        return []
    return [c for c in fitting if c.code.startswith("staff.") and c.code != best[0].code][:1]


def _rank(phrase: Phrase, scenes: tuple[str, ...]) -> int:
    return next((i for i, s in enumerate(scenes) if s in phrase.sections), len(scenes))
