"""The running text of the four forms: sections with headings, composed of the phrases by ink and pen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from scraper.portal.parts import Grid, Heading, Paragraph, Part
from scraper.portal.pens import Outline
from scraper.portal.reports import phrases as say
from scraper.portal.reports import tables
from scraper.portal.reports.ink import Ink

Section = tuple[str, Sequence[Part]]
Listing = Sequence[tuple[str, str]]


def one(ink: Ink, *pools: Sequence[str]) -> str:
    """A phrase of each pool, one after the other."""
    return "".join(ink.say(ink.rng.choice(pool)) for pool in pools)


def some(ink: Ink, pool: Sequence[str], count: int) -> list[Part]:
    """`count` different phrases of the pool, a paragraph each."""
    return [Paragraph(ink.say(text)) for text in ink.rng.sample(pool, count)]


def listing(ink: Ink, items: Listing) -> str:
    """The items that are not zero: 当面申请3件，网络申请2件。"""
    found = [ink.say(text.replace("{}", "{" + code + "}")) for code, text in items if ink.value(code)]
    return "，".join(found) + "。" if found else ""


def numbered(ink: Ink, sections: Sequence[Section], outline: Outline | None = None) -> list[Part]:
    """The sections with their headings, in this outline or in the pen's own."""
    parts: list[Part] = []
    for number, (title, content) in enumerate(sections, 1):
        parts += [Heading(ink.pen.heading(number, title, outline)), *content]
    return parts


def intro(ink: Ink, form: str) -> list[Part]:
    parts: list[Part] = [Paragraph(one(ink, say.INTRO["2019" if form == "2021" else form]))]
    if ink.words["area"]:
        parts.append(Paragraph(one(ink, say.CONSOLIDATED)))
    return parts


def interpretation(ink: Ink) -> str:
    return one(ink, say.INTERPRETATION_0 if ink.zero("interpretation.articles") else say.INTERPRETATION)


def remedies(ink: Ink) -> str:
    free = (ink.zero("reconsideration.total"), ink.zero("litigation.total"))
    pools = {
        (True, True): say.REMEDIES_0,
        (False, False): say.REMEDIES,
        (False, True): say.RECONSIDERATION_ONLY,
        (True, False): say.LITIGATION_ONLY,
    }
    return one(ink, pools[free])


def complaints(ink: Ink) -> str:
    return one(ink, say.COMPLAINTS_0 if ink.zero("complaints.total") else say.COMPLAINTS)


def applications(ink: Ink, results: Listing, opening: Sequence[str]) -> list[Part]:
    if ink.zero("applications.new"):
        return [Paragraph(one(ink, say.RECEIVED_0))]
    via = listing(ink, say.VIA)
    received = one(ink, say.RECEIVED) + (f"，其中{via}" if via else "。")
    answered = listing(ink, results)
    return (
        [Paragraph(received), Paragraph(one(ink, opening) + answered)] if answered else [Paragraph(received)]
    )


def early(ink: Ink, table: bool) -> list[Part]:
    """2008-2013: the outline of article 32, and the coded table where the province has one."""
    sections: list[Section] = [
        ("概述", some(ink, say.GENERAL, 3)),
        ("主动公开政府信息的情况", [
            Paragraph(one(ink, say.TOTAL, say.CHANNELS[:2])),
            Paragraph(one(ink, say.CATEGORIES) + ("" if table else one(ink, say.VISITS))),
            Paragraph(one(ink, say.BUSINESS)),
        ]),
        ("依申请公开政府信息和不予公开政府信息的情况", applications(ink, say.RESULTS_A, say.ANSWERED_A)),
    ]  # fmt: skip
    if not table:
        sections.append(("政府信息公开的收费及减免情况", [Paragraph(one(ink, say.FEES_0))]))
    case = remedies(ink) + (one(ink, say.APPEALS_0) if ink.rng.random() < 0.6 else "")
    sections += [
        ("因政府信息公开申请行政复议、提起行政诉讼的情况", [Paragraph(case)]),
        (
            "政府信息公开工作存在的主要问题及改进情况",
            [Paragraph(one(ink, say.PROBLEMS)), Paragraph(one(ink, say.PLANS))],
        ),
    ]
    others: list[Part] = [Paragraph(one(ink, say.STAFF, say.CONSULTATION))]
    sections.append(("其他需要报告的事项", [*others, tables.table_2008(ink)] if table else others))
    return [*intro(ink, "2008"), *numbered(ink, sections)]


def middle(ink: Ink, *, inside: bool, attached: bool) -> list[Part]:
    """2014-2018: prose; the 统计表 stands `inside` the page, or is `attached`, or is missing."""
    sections: list[Section] = [
        ("概述", some(ink, say.GENERAL, 3)),
        ("主动公开政府信息情况", [
            Paragraph(one(ink, say.TOTAL, say.CHANNELS)),
            Paragraph(one(ink, say.SOCIAL)),
            Paragraph(one(ink, say.CATEGORIES)),
        ]),
        ("回应解读和互动交流情况", [
            Paragraph(interpretation(ink) + one(ink, say.PRESS)),
            Paragraph(one(ink, say.HOTLINE)),
            Paragraph(one(ink, say.BUSINESS)),
        ]),
        ("依申请公开政府信息情况", _answered(ink)),
        ("收费情况", [Paragraph(one(ink, say.FEES_0))]),
        ("因政府信息公开申请行政复议、提起行政诉讼情况", [Paragraph(_cases(ink))]),
        ("机构建设和人员培训情况", [Paragraph(one(ink, say.STAFF, say.MEETINGS, say.TRAINING))]),
        ("存在的主要问题和改进措施", [Paragraph(one(ink, say.PROBLEMS)), Paragraph(one(ink, say.PLANS))]),
    ]  # fmt: skip
    parts = [*intro(ink, "2014"), *numbered(ink, sections)]
    if inside:
        parts.append(tables.table_2014(ink))
    return [*parts, Paragraph(one(ink, say.ATTACHED))] if attached else parts


def _cases(ink: Ink) -> str:
    results = "" if ink.zero("reconsideration.total") else one(ink, say.RESULTS_RECONSIDERATION)
    return remedies(ink) + results + complaints(ink)


def _answered(ink: Ink) -> list[Part]:
    parts = applications(ink, say.RESULTS_B, say.ANSWERED_B)
    return parts if ink.zero("applications.new") else [*parts, Paragraph(one(ink, say.HANDLED))]


def late(ink: Ink, form: str) -> list[Part]:
    """2019 and later: six sections with the tables 2, 3 and 4."""
    topics: tuple[tuple[str, Callable[[], str]], ...] = (
        ("主动公开情况。", lambda: one(ink, say.TOTAL, say.CHANNELS[:2]) + interpretation(ink)),
        ("依申请公开情况。", lambda: _received(ink)),
        ("政府信息管理情况。", lambda: one(ink, say.MANAGEMENT, say.PROPOSALS)),
        ("政府信息公开平台建设情况。", lambda: one(ink, say.PLATFORM, say.SOCIAL)),
        ("监督保障情况。", lambda: one(ink, say.SUPERVISION, say.TRAINING)),
    )
    marks = "一二三四五"
    overview: list[Part] = [
        Paragraph(ink.pen.label(f"（{mark}）{title}") + text())
        for mark, (title, text) in zip(marks, topics, strict=True)
    ]
    last = one(ink, say.PROCESSING_0) if form == "2021" else one(ink, say.OTHERS)
    two: list[Grid] = tables.table2(ink, form)
    sections: list[Section] = [
        ("总体情况", [*some(ink, say.GENERAL, 1), *overview]),
        ("主动公开政府信息情况", two),
        ("收到和处理政府信息公开申请情况", [tables.table3(ink, form)]),
        ("政府信息公开行政复议、行政诉讼情况", [tables.table4(ink)]),
        ("存在的主要问题及改进情况", [Paragraph(one(ink, say.PROBLEMS)), Paragraph(one(ink, say.PLANS))]),
        ("其他需要报告的事项", [Paragraph(last)]),
    ]
    return [*intro(ink, form), *numbered(ink, sections, "hanzi")]


def _received(ink: Ink) -> str:
    return one(ink, say.RECEIVED_0 if ink.zero("applications.new") else say.LATE_APPLICATIONS)
