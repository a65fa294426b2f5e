"""A sentence prepared for reading: its numbers, its clauses, and the words that may label a number."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from archive.extract.prose.business import is_foreign, names_openness, other_business, reports_ours
from archive.extract.prose.channels import by_what_means, channels_in, heading_channel
from archive.extract.prose.lists import ALL_KINDS, aside, columned, glued, in_issues, sorts_documents
from archive.extract.prose.respective import respective
from archive.extract.prose.scenes import Cue, cues, in_force, scenes_at, section_scenes
from archive.extract.prose.years import Standing, standing
from archive.text.numbers import Number, blanked, even_marks
from archive.text.sentences import clauses

__all__ = ["Statement", "Words"]

_OGI_TOPICS = frozenset({"remedy", "application", "fees", "consultation", "appendix", "staff"})
_NAMED = frozenset({"ogi", "ogi said"})
_MEANT = frozenset({"ogi"})
_SEVERAL = re.compile(
    r"主动公开(?:(?:政府|政务|各类)*信息|[^，。；、0-9]{1,10}各[类项](?:政府)?信息)|等[^，。；]{0,6}(?:渠道|方式|形式|途径|平台|载体|媒介)|多种|多个"
    r"|(?:、[^，。；、0-9]{2,14}){2}公开(?:各类)?(?:政府|政务)?信息(?=[^，。；]*$)"
    r"|[和及与][^，。；、0-9]{2,14}(?:共|合计|总共)(?:发布|公开|更新)|各种?渠道|各[类种](?:渠道|平台|媒体|媒介|方式)|不同渠道"
)
_NEW_MEDIA = frozenset({"wechat", "weibo", "new_media", "unlisted"})
_KINDS_OF_INFO = re.compile(
    "(公开|发布|推送|更新)[^，。；0-9]{0,80}、[^，。；0-9]{1,40}"
    "(?:等[^，。；、0-9]{0,10}信息|信息等|[和及]其[他它](?:政府|政务)?信息)[^，。；0-9]{0,6}$"
)
_BY_SEVERAL = re.compile(
    "等(?!政?务?新媒体)[^，。；]{0,6}(?:渠道|方式|形式|途径|平台|载体|媒介)[^。；]{0,6}主动公开[^，。；、0-9]{0,6}(?:政府|政务|公开)?信息"
)
# 网站发布信息8118条，其中政府信息公开专栏发布信息545条: those are the government information.
_OF_ITS_OWN = re.compile(
    "其中[^，。；0-9]{0,8}政府信息公开(?:平台|专栏|目录|栏目)[^，。；0-9]{0,4}(?:发布|公开)"
)
_PARTED = re.compile("[，（：]其中[^，。；]{0,10}(?:网|微信|微博|公众号)")
_AMONG = re.compile(
    "(?:网|网站|平台|公众号|微博|微信)[^，。；、0-9]{0,8}[、和及与][^，。；、0-9]{2,14}等[^，。；、0-9]{0,4}(?:渠道|方式|途径|平台|形式|载体)"
    "|等(?:多种|各种|各类|多个)(?![^，。；、0-9]{0,4}信息)|(?<=[站网博信体报台号视])(?:和|及|与|、)其[他它][^，。；、0-9]{0,8}(?:渠道|方式|途径|平台|形式|载体)"
)
_PRINTED = re.compile("公报[^。；]{0,12}(?:刊|登)")
_LISTED = frozenset({"gazette", "website", "weibo", "wechat", "new_media", "press", "other"})
_PUBLISHED = re.compile(
    "发布|公开|推送|刊登|刊发|刊载|登载|公布|播发|播出|刊播|刊出|播放|播报|报道|张贴|更新|上传|录入|采用|推文|发文|挂出|挂网"
)
# 通过平台处理网上投诉和建议32件: what came in by a channel was not published there.
_ASKED = re.compile("(?:投诉|咨询|建议|留言|举报|来信|信访|提问|信件|来访|诉求|工单)[^，。；公开发布]{0,4}$")
_ASKING = re.compile("(?:现场|当面|电话|网上)咨询|咨询电话接听")
_WHOLE = re.compile("主动公开(?:政府|政务)?信息(?:总数)?(?:共计|总计|合计)")
_CARRIED = re.compile("(?:结转|转入|顺延|转)(?:至|到|入)?(20[0-9]{2})年")
_LINE = re.compile(r"(?<!\d)(?!12345)(?:12[0-9１２３]\d\d|96\d{3})(?!\d)")
_COMPARED = re.compile(
    r"[，,（(]?(?:同比|环比|比|较|由|从|与|相比)[^，,。；（）]*?◊+[^，,。；（）0-9◊]*?(?=[，,；：）)]"
    r"|达|增加到|增至|上升到|升至|降至|减少到|$)"
)
_OPENING = re.compile(r"(?:其中|其余|余下|剩余|剩下|另外?|还|有|含|包括|即|共|和|及|以及|[◦、“\s])*")


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence and where it stands. `before` is what the sentence before was about, `near` whether
    the paragraph has named open government information, `lead` the heading that the sentence answers."""

    text: str
    start: int
    end: int
    topic: str
    heading: str
    before: tuple[str, ...]
    near: bool = False
    lead: str = ""


@dataclass
class Words:
    """A sentence prepared: `masked` has ◦ for titles and dates, `plain` for titles only."""

    said: Statement
    masked: str
    plain: str
    numbers: tuple[Number, ...]
    clauses: list[tuple[int, int]]
    cues: list[Cue]
    form: str
    places: list[Standing] = field(default_factory=list)
    labels: dict[int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, said: Statement, form: str, numbers: tuple[Number, ...]) -> Words:
        plain = even_marks(said.text)
        masked = blanked(plain)
        return cls(
            said,
            masked,
            plain,
            numbers,
            list(clauses(masked)),
            cues(masked, said.heading, said.before[0] if said.before else ""),
            form,
        )

    @cached_property
    def openness(self) -> frozenset[str]:
        """How the sentence speaks of open government information: by name, or standing where it is meant."""
        among = self.said.near and self.masked.startswith("其中")
        if names_openness(self.masked) or self.said.topic == "consultation" or among or self._asked:
            return _NAMED
        meant = self.said.topic in _OGI_TOPICS or self.said.near
        meant = meant or reports_ours(self.masked, self.said.topic)
        return _MEANT if meant and not is_foreign(self.masked, self.said.topic) else frozenset()

    @property
    def _asked(self) -> bool:
        """Whether the public asked, as reports until 2013 count it: 全年接受网上咨询20次."""
        told = self.form == "2008" and self.said.topic in {"overview", "proactive"}
        return told and bool(_ASKING.search(self.masked)) and not is_foreign(self.masked, self.said.topic)

    def elsewhere(self, index: int) -> bool:
        """Whether the clause of the number, or the one it is a part of, is about other business."""
        number = self.numbers[index]
        parts = [self.masked[a:b] for a, b in self.clauses if a <= number.start]
        return other_business(self.masked, number.start, number.stop, parts, self.said.topic)

    @cached_property
    def attributes(self) -> bool:
        """Whether the sentence sorts documents by how they may be published."""
        return sorts_documents(self.masked)

    @cached_property
    def own(self) -> bool:
        """Whether nothing in the sentence says that it is about other business."""
        return not is_foreign(self.masked) and all(c.scene != "business" for c in self.cues)

    def standings(self, year: int) -> list[Standing]:
        if not self.places:
            self.places = [
                standing(self.plain, n.start, self._clause(n.start)[0], n.stop, year) for n in self.numbers
            ]
        return self.places

    def numbers_in(self, start: int, stop: int) -> bool:
        return any(start <= n.start < stop and n.value and n.counts for n in self.numbers)

    @property
    def topics(self) -> tuple[str, ...]:
        """The topic of the section and what such a section is about."""
        return (self.said.topic, *section_scenes(self.said.topic))

    def kinds(self, at: int) -> re.Match[str] | None:
        """The list of kinds of what was published before `at`: 公开预决算、行政处罚等信息30条."""
        return _KINDS_OF_INFO.search(self.masked, 0, at)

    def scenes_at(self, at: int) -> tuple[str, ...]:
        found = in_force(self.cues, self.masked, at)
        end = self._clause(at)[1]
        kinds = self.kinds(at)
        if kinds:
            found = [c for c in found if c.start < kinds.start()]
            found.append(Cue(kinds.start(), kinds.end(1), "proactive"))
            at = end = kinds.end(1)
        return scenes_at(found, at, end, self.said.before, self.said.topic)

    def scenes(self, index: int, year: int) -> tuple[str, ...]:
        """What the number may be about; where a channel is named, that channel in place of the whole."""
        number = self.numbers[index]
        found = self.scenes_at(number.start)
        noun = self._respective(index, "")
        if noun:
            named = channels_in(noun)
            if len(named) == 1 and "proactive" in found:
                return (f"channel.{next(iter(named))}",)
            return tuple(c.scene for c in reversed(cues(noun))) or found
        if "proactive" not in found:
            start = self.numbers[index].start
            printed = found[:1] in (("normative",), ("rules",)) and _PRINTED.search(
                self.masked[max(0, start - 30) : start]
            )
            return ("channel.gazette", *found) if printed else found
        words = self._channel_words(index, year)
        channels = channels_in(words) or self._headed(words)
        if _BY_SEVERAL.search(words) or _OF_ITS_OWN.search(words):
            return found
        if channels and channels <= _NEW_MEDIA:
            channels = (
                channels if len(channels) == 1 else channels & {"new_media"} or frozenset({"mixed", ""})
            )
        elif (
            not channels
            or _AMONG.search(words)
            or (len(channels) > 1 and _WHOLE.search(words))
            or (len(channels) > 1 and self._sums(index, words, channels, year))
        ):
            return found
        name = f"channel.{next(iter(channels))}" if len(channels) == 1 else "channel.mixed"
        return tuple(name if s == "proactive" else s for s in found)

    def _headed(self, words: str) -> frozenset[str]:
        """The channel that the heading names, where the words name none: 1.政府网站。全年发布765条."""
        if _WHOLE.search(words) or not ALL_KINDS.search(words):
            return frozenset()
        return heading_channel(self.said.heading) & _LISTED

    def channel(self, index: int, year: int) -> str | None:
        """The one channel whose clause the number stands in, where something was published in it."""
        clause = re.split("[，；。：]", self.label(index, year).rstrip("：（， 为共有达计仅约"))[-1]
        behind = re.split("[，；。（]", self.after(index))[0]
        parts = re.split("[，；。：]", self.label(index, year))
        if len(parts) > 1 and re.match("(?:主要)?(?:内容)?包括[^，。；]*、", parts[-1]):
            clause = parts[-2]
        if not clause.strip("◦ 其中另有剩余下的") and len(behind) <= 30:
            clause = behind
        found = channels_in(clause)
        if "other" in found and re.search("等其[他它](?:方式|渠道|形式|途径)", clause):
            found = frozenset({"other"})
        named = re.sub("[“《][^“”《》]*[”“》]$", "", clause)
        told = _PUBLISHED.search(clause) or (len(named) <= 24 and channels_in(named[-7:]))
        if len(found) != 1 or not found <= _LISTED or not told or _ASKED.search(clause):
            return None
        if columned(self.masked, self.numbers, index, clause):
            return None
        return f"channel.{next(iter(found))}"

    def _sums(self, index: int, words: str, channels: frozenset[str], year: int) -> bool:
        """Whether several channels together mean the whole: not where one beside them has its own number."""
        if len(channels) <= 2 and not _SEVERAL.search(words) and not _PARTED.match(self.after(index)):
            return False
        alone = [i for i in range(index) if any(s.startswith("channel.") for s in self.scenes(i, year))]
        return not alone or bool(re.search("共|总|累计", words))

    def label(self, index: int, year: int) -> str:
        """The words before the number, back to the last number of this year, without comparisons."""
        if index not in self.labels:
            same = glued(self.numbers, index)
            self.labels[index] = self.label(index - 1, year) if same else self._label(index, year)
        return self.labels[index]

    def _label(self, index: int, year: int) -> str:
        places = self.standings(year)
        kept = [
            i for i in range(index) if places[i] != "other" and not aside(self.masked, self.numbers, i, index)
        ]
        begin = self.numbers[kept[-1]].stop if kept else 0
        words = self.masked[begin : self.numbers[index].start]
        for i in range(kept[-1] + 1 if kept else 0, index):
            n = self.numbers[i]
            words = words[: n.start - begin] + "◊" * (n.stop - n.start) + words[n.stop - begin :]
        if self._leads(index):
            begin = max(begin, self._clause(self.numbers[index].start)[0])
            return self._respective(index, self.masked[begin : self.numbers[index].start])
        words = re.sub("（[^（）]*◊[^（）]*）", "", words)
        words = re.sub(r"[（(](?!含微|[专兼])[^（）()0-9]*[）)]", "", _COMPARED.sub("", words))
        return self._respective(index, words)

    def carried_to(self, number: Number) -> int | None:
        """The year that the clauses of the number say applications were carried to."""
        start = max(self.plain.rfind(mark, 0, number.start) for mark in "；。，") + 1
        later = [n.start for n in self.numbers if n.start > number.start]
        stop = min(later, default=len(self.plain))
        found = re.search("[。；]", self.plain[number.stop : stop])
        stop = number.stop + found.start() if found else stop
        before = _CARRIED.findall(self.plain[start : number.start]) or _CARRIED.findall(
            self.plain[number.stop : stop]
        )
        return int(before[0]) if before else None

    def business_line(self, index: int) -> bool:
        """Whether the calls are those of a line for other business: 12348, 12320, not 12345."""
        return bool(_LINE.search(self.said.text[: self.numbers[index].start][-40:]))

    def _leads(self, index: int) -> bool:
        """Whether the number opens its clause and what it counts follows: 其中1件维持，2件涉及商业秘密."""
        number = self.numbers[index]
        start, end = self._clause(number.start)
        follows = self.masked[number.stop : end]
        return bool(_OPENING.fullmatch(self.masked, start, number.start)) and bool(
            re.match("[\u4e00-\u9fff“]{2}", follows)
        )

    def after(self, index: int) -> str:
        stop = self.numbers[index + 1].start if index + 1 < len(self.numbers) else len(self.masked)
        return self.masked[self.numbers[index].stop : stop]

    def _respective(self, index: int, words: str) -> str:
        start = self._clause(self.numbers[index].start)[0]
        return respective(self.masked, self.numbers, index, start) or words

    def _channel_words(self, index: int, year: int) -> str:
        """The words that may name the channel: of its clause and of those that say by what means."""
        last = self.label(index - 1, year) if index else ""
        past = self.masked[: self.numbers[index].start]
        issues = bool(index) and in_issues(self.masked, self.numbers, index)
        return by_what_means(self.label(index, year), last, past, issues)

    def _clause(self, at: int) -> tuple[int, int]:
        return next((c for c in self.clauses if c[0] <= at < c[1]), (0, len(self.masked)))
