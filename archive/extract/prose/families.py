"""Members of a list told by their family: where no phrase of the codebook fits, a loose word does.

办结5件：公开1件；已主动公开、告知获取方式2件；不归我局管2件 -> all three are outcomes of applications

A list names its members shortly and as it likes. What the list is of says the sentence; which member a
number counts says its nearest label alone, before the number or, where it opens its part, behind it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files

from archive.codebook import codebook
from archive.extract.prose.phrases import Phrase
from archive.extract.prose.words import Words
from archive.model import FORMS

__all__ = ["apiece", "inseparable", "kindred", "noted"]

_CASES = frozenset({"件", "宗", "起", "例", "份", "项", "条", "只", "个", "人次", "人", None})
# What the sentence must speak of before, for its numbers to be members of the family.
_OF = {
    "outcome": re.compile("否决|公开|答复|办结|办理|处理|回复|审查|申请|结果|同意|予以|部分公开|不予"),
    "handled": re.compile("申请|办结|答复|受理|收到"),
    "channel": re.compile("申请|收到|受理|接收|提交|递交|提出"),
    "applicant": re.compile("申请"),
}
_NEXT_YEAR = re.compile("(?:次年|翌年|下一?年)◦+")
# 属于《条例》所指本机关不掌握的信息、依法不予公开: the law that a ground stands in, and what follows from it.
_AS_MEANT = re.compile("(?<!非)(?<!不是)(?<!不属于)《?◦+》?所[指称]")
_HENCE = re.compile("(?:行政机关)?不再(?:处理|办理)|(?:依法|故|因此|因而|决定|遂)不予")
_OPENS = re.compile(
    r"(?:其中|其余|余下|剩余|剩下|尚|仍|剩|另外?|还|有|含|包括|即|共|和|及|以及|的|：|[◦、“\s）)])*"
)
_EACH = re.compile("(?:的|申请|数)*(?:各|均|都)(?:为|有|是|计|收到)*$")
_MARKS = re.compile("[，。；：（）()、]")
_TAIL = re.compile(r"[\s（(：:”\"’的有为是共计达数件占各约近]*$")
_SET = re.compile("^(?:已?(?:作出|作)|为|属于|属(?!于)|是|系|因|按照?)+")
_ROUTES = frozenset({"reconsideration", "litigation", "direct", "after_review"})
_NOTE = re.compile("[（(]([^（）()0-9，；。]{2,20})[）)]")
_OWN = frozenset({"application", "proactive", "complaints"})
# Of what an application asks is no outcome of it, and what others did is none of ours.
_ABOUT = re.compile(
    "(?<!按申请)(?<!按照申请)内容(?!已|早|不|属|仍)|发布|刊登|主要?涉及|方面|领域|类别|事项|有关|关于|咨询|复议|诉讼|上年|去年|来访|接待|制发|公文|文件|开[辟设]|设[立置]|摆放"
)


@dataclass(frozen=True, slots=True)
class _Member:
    """One way of naming a member; `phrase` None says that the words name nothing that is counted."""

    family: str
    words: re.Pattern[str]
    phrase: Phrase | None
    forms: frozenset[str]


@lru_cache(maxsize=1)
def _members() -> tuple[_Member, ...]:
    text = files("archive.extract.prose").joinpath("families.csv").read_text(encoding="utf-8")
    return tuple(_rows(text))


def _rows(text: str) -> Iterator[_Member]:
    for row in csv.DictReader(io.StringIO(text), strict=True):
        if None in row:
            raise ValueError(f"families.csv: a comma that is not quoted in the row of {row['words']!r}")
        words = re.compile(row["words"])
        forms = frozenset(row["forms"].split(",") if row["forms"] else FORMS)
        phrase = None
        if row["code"] != "-":
            indicator = codebook()[row["code"]]
            phrase = Phrase(
                indicator, row["applicant"] or None, "K", frozenset(indicator.sections), -1, words
            )
        yield _Member(row["family"], words, phrase, forms)


def kindred(words: Words, index: int, form: str, scenes: tuple[str, ...], year: int) -> Phrase | None:
    """What the nearest label of a number names among the members of a list of applications or cases."""
    number = words.numbers[index]
    if number.unit not in _CASES:
        return None
    if scenes[:1] and scenes[0] in _ROUTES:
        return _case(words, index, scenes[0])
    listed = words.said.topic == "application" and _OWN.issuperset(scenes[:1])
    if not (listed or "application" in scenes[:2]):
        return None
    if _answered_in(words, index, year + 1):
        return _named("次年", form)
    head = ("申请，" if "application" in words.said.before else "") + words.masked[: number.start]
    for label in _labels(words, index):
        if _ABOUT.search(label) or inseparable(label, form):
            return None
        label = _AS_MEANT.sub("", _NEXT_YEAR.sub("次年", label))
        if "◦" in label:
            continue
        for member in _members():
            of = _OF.get(member.family)
            if of and form in member.forms and member.words.search(label) and of.search(head):
                return member.phrase
    return None


def noted(words: Words, index: int, form: str, codes: list[str]) -> Phrase | None:
    """The ground that a bracket names behind the number of its group: 不予公开2件（行政查询事项）."""
    said = _NOTE.match(words.masked, words.numbers[index].stop)
    group = next((c.removesuffix("subtotal") for c in codes if c.endswith(".subtotal")), None)
    if said is None or group is None or inseparable(said[1], form):
        return None
    found = _named(said[1], form)
    return found if found and found.indicator.code.startswith(group) and found.name != group else None


def _case(words: Words, index: int, route: str) -> Phrase | None:
    """How the cases ended that a number counts: 1件由申请人撤回, 维持或驳回13件."""
    family = "reconsideration" if route == "reconsideration" else "litigation"
    for label in _labels(words, index):
        if "◦" in label or re.search("申请公开|上年|去年|申诉|举报", label):
            continue
        found = next((m.phrase for m in _members() if m.family == family and m.words.search(label)), None)
        if found and route != family:
            code = found.indicator.code.replace("litigation.", f"litigation.{route}.")
            found = replace(found, indicator=codebook()[code])
        return found
    return None


def _answered_in(words: Words, index: int, year: int) -> bool:
    """Whether the rest was answered in this year: 其余1件已于2016年1月办结."""
    number = words.numbers[index]
    if not re.search("(?:剩余|其余|余下|剩下|另有|还有|尚有)$", words.masked[: number.start]):
        return False
    behind = re.split("[。；]", words.plain[number.stop :])[0]
    return bool(re.search(rf"{year}年[^，。；]{{0,8}}(?:办结|答复|办理|回复|办复)", behind))


def apiece(words: Words, index: int, form: str) -> list[Phrase]:
    """The members that a number is said of one by one: 予以公开、不予公开、无法提供各1件."""
    begin = words.numbers[index - 1].stop if index else 0
    before = words.masked[begin : words.numbers[index].start]
    if words.said.topic != "application" and "申请" not in words.masked[: words.numbers[index].start]:
        return []
    parts = re.split("[、和及与]|以及", re.split("[，。；：（）()]", _EACH.sub("", before))[-1])
    named = [_named(part, form) for part in parts if part]
    return [p for p in named if p] if _EACH.search(before) and all(named) else []


def inseparable(label: str, form: str) -> bool:
    """Whether one number counts outcomes of several kinds together: 内部信息和过程性信息7件."""
    last = re.split("[，。；：（）()]", _TAIL.sub("", label))[-1]
    parts = [p for p in re.split("[、和及与或]|以及", last) if p and not _HENCE.match(p)]
    named = [m for m in (_named(p, form) for p in parts) if m] if len(parts) > 1 else []
    codes = {m.indicator.code for m in named if m.indicator.code.startswith("applications.result.")}
    return len(codes) > 1 and not any(c.endswith(("granted", "partial", "disclosed_any")) for c in codes)


def _named(part: str, form: str) -> Phrase | None:
    return next(
        (m.phrase for m in _members() if m.family in _OF and form in m.forms and m.words.search(part)), None
    )


def _labels(words: Words, index: int) -> Iterator[str]:
    """The words that name what the number counts: those before it in its part, or else those behind it."""
    number = words.numbers[index]
    begin = words.numbers[index - 1].stop if index else 0
    before = _TAIL.sub("", words.masked[begin : number.start])
    part = _part(before)
    if not part or _OPENS.fullmatch(re.split("[，；。]", before)[-1]):
        after = words.after(index)
        if not re.match("[\u4e00-\u9fff“]", after):
            part = _part(before.rstrip("，"))
            if part and before.endswith("，") and len(part) <= 12:
                yield part
            return
        behind = _MARKS.split(re.split("[；。（]", after)[0])[: 1 + after.startswith(("是", "为", "系"))]
        behind = [_SET.sub("", p) for p in behind]
        yield from (p for p in behind if 1 < len(p) <= 30 and p[0] not in "均都皆全")
    elif len(part) <= 30 and not part.endswith("等"):
        yield part


def _part(before: str) -> str:
    """The last part of a label: with the clause before it where that is a part of the same name."""
    if re.search("[，；、。：]$", before):
        return ""
    parts = re.split("[。；：（）()]", before)
    last = parts[-1]
    named = [p for p in re.split("，", last) if p.strip()]
    return "，".join(named[-2:]) if len(named) > 1 and len(named[-1]) <= 10 else (named[-1] if named else "")
