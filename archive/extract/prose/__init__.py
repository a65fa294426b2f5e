"""Prose of a report -> figures, each with its sentence.

Document, Report -> paragraphs with topics -> sentences -> claims -> the strongest claim of each indicator
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from archive.extract.prose.business import names_openness
from archive.extract.prose.phrases import phrases
from archive.extract.prose.sentence import Claim, Reader
from archive.extract.prose.topics import DENIED, PROBLEMS, Paragraph, paragraphs
from archive.extract.prose.words import Statement
from archive.model import Document, Figure, Finding, Report, Sentence
from archive.text.counts import counted
from archive.text.numbers import even_marks
from archive.text.sentences import sentences

__all__ = ["ProseReading", "prose_reading", "read_prose"]


_FLOW, _STOCK, _SITE = "proactive.total", "proactive.cumulative", "proactive.channel.website"
# What is parted into its kinds, or of which the site has a part, is all of it.
_WHOLE = re.compile(
    r"[余多]?条[，,；：:（(]{1,2}其中[：:，]?[^，。；0-9]{0,14}"
    "(?:(?:网|平台)[^，。；0-9]{0,14}[0-9]+(?:余|多)?条|类[^，。；0-9]{0,6}[0-9]+条(?:[，、；][^，。；0-9]{2,16}类|；))"
    "|[余多]?[条件][，（]其中(?:主动公开的?)?(?:公文|规范性文件)"
    "|[余多]?条[：:][^，。；：:0-9]{2,12}[0-9]+条[，,、；][^，,。；0-9]{2,12}[0-9]+条[，,、；]"
)
# Parted by where it stands, so that it is no number of one site.
_ITS_PARTS = re.compile(
    "[余多]?条，其中[^，。；0-9]{0,14}(?:网|平台)[^，。；0-9]{0,14}[0-9]+条[，、；][^，。；0-9]{0,10}(?:网|平台)"
)
_AS_SUCH = re.compile(r"主动公开(?:各类|相关)?(?:政府|政务)信息(?:共|共计|总计|累计|达|为|◦)*$")
# What a section on shortcomings may still state of the year: too few people, too few explanations.
_FAULTS = ("staff.", "interpretation.", "org.", "budget.special")
# What is told of open government information alone: the sentences after it mean that too.
_NEAR = ("applications.", "staff.", "reconsideration.", "litigation.")
# A label and bare numbers with nothing but space between: the line of a table that was not read as one.
_NEXT = r"(?:[ \t\u3000]+(?:[0-9０-９][0-9０-９,.]*|[/—–-]+|无))"
_ROW = re.compile(
    rf"(?<![0-9０-９.,])[0-9０-９][0-9０-９,.]*(?:{_NEXT}{{2,}}(?:\s|$)|{_NEXT}\s*$)"
    r"|^[^0-9０-９，。；：:]*[^0-9０-９，。；：:\s][ \t\u3000]+[0-9０-９,]+\s*$"
)
_AHEAD = re.compile("改进|下一步|今后|将|打算|计划|拟|力争")


@dataclass(frozen=True, slots=True)
class ProseReading:
    """What the sentences of a report say, and what of it was not understood or contradicts itself."""

    figures: tuple[Figure, ...]
    findings: tuple[Finding, ...]


def read_prose(document: Document, report: Report) -> tuple[Figure, ...]:
    """The figures that the sentences of a report state, in the order of their numbers."""
    return prose_reading(document, report).figures


def prose_reading(document: Document, report: Report) -> ProseReading:
    """The figures of the prose and the findings about it."""
    reader = Reader(report.year, report.form)
    claims = list(_all_claims(document, reader))
    claims = [c for c in claims if c not in reader.withdrawn]
    claims = _beside_the_site(claims, document.text)
    chosen = _strongest(claims)
    figures = tuple(_figure(document, c) for c in sorted(chosen, key=lambda c: (c.start, c.phrase.name)))
    return ProseReading(figures, tuple(_findings(claims, chosen, reader)))


def _all_claims(document: Document, reader: Reader) -> Iterator[Claim]:
    for paragraph in paragraphs(document):
        if paragraph.topic not in DENIED:
            yield from _claims(document, paragraph, reader)


def _claims(document: Document, paragraph: Paragraph, reader: Reader) -> Iterator[Claim]:
    before: tuple[str, ...] = ()
    near = False
    for start, end in sentences(document.text, paragraph.start, paragraph.end):
        text = document.text[start:end]
        if _ROW.search(text):
            continue
        lead = paragraph.heading.rstrip("：。 ") if start == paragraph.start else ""
        said = Statement(text, start, end, paragraph.topic, paragraph.heading, before, near, lead)
        if paragraph.topic == PROBLEMS and _AHEAD.search(said.text):
            return
        found, before = reader.read(said)
        near = near or names_openness(said.text) or any(c.code.startswith(_NEAR) for c in found)
        yield from (c for c in found if paragraph.topic != PROBLEMS or c.code.startswith(_FAULTS))


def _beside_the_site(claims: list[Claim], text: str) -> list[Claim]:
    """Where the report has no total, what the site made public of government information is the total too."""
    sites = [c for c in claims if c.code == _SITE]
    if any(c.code == _FLOW for c in claims) or not sites:
        return claims
    text = even_marks(text)
    said = next((c for c in sites if _WHOLE.match(text, c.end)), None)
    as_such = [c for c in sites if _AS_SUCH.search(text[c.sentence[0] : c.start])]
    if said is None and len(as_such) == 1:
        said = as_such[0]
    if said is None:
        return claims
    if _ITS_PARTS.match(text, said.end):
        claims = [c for c in claims if c is not said]
    return [*claims, replace(said, phrase=next(p for p in phrases() if p.name == _FLOW))]


def _strongest(claims: Sequence[Claim]) -> list[Claim]:
    """One claim for each figure: the strongest, of equals the first.

    A count up to a day is the stock where the year has a count of its own.
    """
    best: dict[str, Claim] = {}
    for claim in claims:
        held = best.get(claim.phrase.name)
        if held is None or claim.weight > held.weight or _annual(claim, held):
            best[claim.phrase.name] = claim
    flow = best.get(_FLOW)
    stock = next((c for c in claims if c.code == _FLOW and c.until and flow and c.value > flow.value), None)
    if stock and _STOCK not in best:
        best[_STOCK] = replace(stock, phrase=next(p for p in phrases() if p.name == _STOCK))
    return list(best.values())


def _annual(claim: Claim, held: Claim) -> bool:
    """Whether the claim is the year's part of a count up to a day, told in the same sentence."""
    within = claim.code == _FLOW and held.until and not claim.until
    return within and claim.sentence == held.sentence and claim.value < held.value


def _figure(document: Document, claim: Claim) -> Figure:
    start, end = claim.sentence
    return Figure(
        indicator=claim.code,
        value=claim.value,
        unit=claim.unit or claim.phrase.indicator.unit,
        evidence=Sentence(document.text[start:end], claim.start, claim.end),
        applicant=claim.phrase.applicant,
        qualifier=claim.qualifier,
        bound=claim.bound,
    )


def _findings(claims: Iterable[Claim], chosen: list[Claim], reader: Reader) -> Iterator[Finding]:
    taken = {c.phrase.name: c for c in chosen}
    told: set[str] = set()
    for claim in claims:
        kept = taken[claim.phrase.name]
        name = claim.phrase.name
        other = claim.value != kept.value and claim.sentence != kept.sentence
        if other and claim.weight == kept.weight and name not in told:
            told.add(name)
            message = f"文字中“{claim.phrase.indicator.zh}”有两个不同的数：{kept.value} 与 {claim.value}"
            english = (
                f"The text has two numbers for “{claim.phrase.indicator.en}”: {kept.value} and {claim.value}."
            )
            yield Finding("prose.two_values", "warning", message, kept.value, claim.value, (name,), english)
    if reader.unclaimed:
        message = f"报告文字中有 {reader.unclaimed} 个数没有任何规则认领"
        numbers = counted(reader.unclaimed, "number")
        english = f"{numbers} in the text {'was' if reader.unclaimed == 1 else 'were'} claimed by no rule."
        yield Finding("prose.unclaimed", "info", message, reader.unclaimed, message_en=english)
