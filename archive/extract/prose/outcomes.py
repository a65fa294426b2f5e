"""Figures told by another number: 均维持, 均为自然人, 行政诉讼1件，法院驳回诉讼请求."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from archive.extract.prose.claims import Claim
from archive.extract.prose.phrases import GLUE, Phrase, phrases_of
from archive.extract.prose.words import Words

__all__ = ["outcome_claims"]

_OTHER_REMEDY = {
    "reconsideration": ("litigation", "direct", "after_review"),
    "litigation": ("reconsideration",),
    "applications": ("reconsideration", "litigation"),
}
_CLOSED = re.compile(r"(?<!未)(?:审结|办结|结案|裁决|判决|已判|已审)(?:的|了|案件|有|为)*$")
_NAMED = re.compile("[，；]复议(?:结果|决定)[^，。；0-9]*(?=[，。；])")
# 申请人均逾期未缴 of the notices of charges is said of those.
_NOT_OF_APPLICATIONS = frozenset({"other", "fees"})
_WEIGHT = 3
_REMEDIES = frozenset({"reconsideration.total", "litigation.total"})


def outcome_claims(words: Words, latest: Mapping[str, Claim], form: str) -> Iterator[Claim]:
    """The figures that are as many as one counted before; `latest` is the last claim of each indicator."""
    every = bool(re.search("[均都皆全]", words.masked))
    for p in phrases_of(form, "="):
        last = latest.get(p.antecedent)
        if last is None or not last.value or not (every or last.end > words.said.start):
            continue
        if p.antecedent.startswith("applications.result.") and words.said.topic in _NOT_OF_APPLICATIONS:
            continue
        told = max(last.end - words.said.start, 0)
        m = (every and p.before.search(words.masked, told)) or _only(p, last, words)
        if not m or (p.strength < 0 and _parted(words, last, m.start(), latest)):
            continue
        closed = _closed(last, m.start(), words)
        of_all = p.antecedent == "litigation.total" and _routed(p, last, latest)
        if (of_all and closed is last) or closed.value > last.value:
            continue
        last = closed
        since = words.said.start + max(words.masked.rfind("；", 0, m.start()), 0)
        about = (*words.scenes_at(m.start()), words.said.topic)
        if last.start >= since or p.sections.intersection(about):
            yield replace(last, phrase=p, weight=_WEIGHT + p.strength, length=0, until=False)


def _routed(p: Phrase, last: Claim, latest: Mapping[str, Claim]) -> bool:
    """Whether the cases have been parted by route since: what is said then is said of a route."""
    route = p.indicator.code.split(".")[1] in {"direct", "after_review"}
    told = (latest.get(f"litigation.{name}.total") for name in ("direct", "after_review"))
    return not route and any(c is not None and c.start > last.start for c in told)


def _parted(words: Words, last: Claim, at: int, latest: Mapping[str, Claim]) -> bool:
    """Whether numbers other than those by way stand between the antecedent and what is said of it."""
    offset = words.said.start
    begin = last.end - offset
    ways = {c.start - offset for c in latest.values() if c.code.startswith("applications.channel.")}
    return any(begin <= n.start < at and n.value and n.start not in ways for n in words.numbers)


def _closed(last: Claim, at: int, words: Words) -> Claim:
    """复议5件，已审结4件，均维持: 均 is said of those that are closed."""
    number = next((n for n in reversed(words.numbers) if n.stop <= at), None)
    offset = words.said.start
    if number is None or not number.unit or offset + number.start <= last.start:
        return last
    before = words.masked[max(0, number.start - 8) : number.start]
    if not _CLOSED.search(before) or re.search("[。；]", words.masked[number.stop : at]):
        return last
    start, end = offset + number.start, offset + number.end
    return replace(last, start=start, end=end, value=number.value, unit=number.unit)


def _only(p: Phrase, last: Claim, words: Words) -> re.Match[str] | None:
    """The outcome of a single case told without a number, or of all told right behind theirs."""
    begin = last.end - words.said.start
    if begin < 0 or p.after is None:
        return None
    if last.value != 1:
        return _right_behind(p, words, begin + len(last.unit or ""))
    stop = begin + len(re.split("[；。]", words.masked[begin:])[0])
    others = _OTHER_REMEDY.get(p.antecedent.split(".")[0], ())
    later = [n.start for n in words.numbers if begin <= n.start < stop and n.value]
    later += [c.start for c in words.cues if begin <= c.start and c.scene in others]
    told = p.after.search(words.masked, begin, min(later, default=stop))
    if told and _counted(words, told.end()):
        return None
    named = _NAMED.search(words.masked, begin) if p.antecedent == "reconsideration.total" else None
    return told or (named and p.after.search(words.masked, named.start()))


def _right_behind(p: Phrase, words: Words, at: int) -> re.Match[str] | None:
    """The outcome of all cases in the words right behind their number, or in the one clause left:
    4宗被行政复议结果维持; 行政复议2件，尚未审结。"""
    if p.after is None or p.antecedent not in _REMEDIES:
        return None
    told = p.after.match(words.masked, at)
    rest = re.split("[。；]", words.masked[at:])[0]
    if told is None and rest[:1] == "，" and not re.search("[，：（]", rest[1:]):
        told = p.after.match(words.masked, at + 1)
    if told is None or "：" in told[0] or words.masked[told.end() : told.end() + 1] == "率":
        return None
    left = re.split("[，。；（]", words.masked[told.end() :])[0]
    return None if words.numbers_in(told.end(), told.end() + len(left)) else told


def _counted(words: Words, at: int) -> bool:
    """Whether the words that end here have a number of their own behind them: 维持3件."""
    later = next((n.start for n in words.numbers if n.start >= at), None)
    return later is not None and bool(re.fullmatch(GLUE, words.masked[at:later].replace("，", "、")))
