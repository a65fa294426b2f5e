"""The other pages of the sites: notices, policies, budgets, personnel, explanations, composed of vocabulary.

site, column, number -> Article with text, tables and files; NEW names those of the second state
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache

from scraper.portal import lookalikes
from scraper.portal import vocabulary as words
from scraper.portal.article import COLUMNS, Article, Column, File, column
from scraper.portal.parts import Heading, Paragraph, Part, Parts, plain_grid
from scraper.portal.places import PLACES, Body, Place, bodies_of, region
from scraper.portal.render import docx, pdf, xlsx
from scraper.portal.topics import TOPICS, Topic

Words = dict[str, str]
EACH = 25
_FIRST, _DAYS = date(2009, 2, 1), 6200
_NEW = (
    ("yunhe", "notice"), ("yunhe", "policy"), ("yunhe", "explanation"),
    ("yunheshi", "notice"), ("yunheshi", "budget"), ("yunheshi", "personnel"),
    ("liuting", "notice"), ("liuting", "policy"), ("liuting", "explanation"),
    ("anyu", "notice"), ("anyu", "budget"), ("linxiu", "notice"), ("linxiu", "policy"),
)  # fmt: skip
NEW = frozenset(f"new/{site}/{column(kind).path}" for site, kind in _NEW)


@cache
def articles() -> tuple[Article, ...]:
    """All pages of both states but the reports."""
    return (*_old(), *_new(), *lookalikes.articles())


def _old() -> Iterator[Article]:
    for place in PLACES:
        for col in COLUMNS[1:]:
            for number in range(EACH):
                rng = random.Random(f"other/{place.id}/{col.path}/{number}")
                day = _FIRST + timedelta(days=_DAYS * number // EACH + rng.randint(0, 200))
                yield _article(rng, f"other/{place.id}/{col.path}/{number}", place, col, day)


def _new() -> Iterator[Article]:
    for site_id, kind in _NEW:
        place, col = next(p for p in PLACES if p.id == site_id), column(kind)
        rng = random.Random(f"new/{site_id}/{col.path}")
        yield _article(
            rng,
            f"new/{site_id}/{col.path}",
            place,
            col,
            date(2026, 6, 1) + timedelta(days=rng.randint(0, 90)),
        )


def _article(rng: random.Random, key: str, place: Place, col: Column, day: date) -> Article:
    body = rng.choice(bodies_of(place.id))
    topic = rng.choice(TOPICS)
    slots = _slots(rng, body, topic, day)
    title, parts, files = _COMPOSERS[col.kind](rng, slots)
    return Article(
        key=key,
        place=place,
        column=col,
        title=title,
        source=slots["organ"],
        published=day,
        build=lambda _: parts,
        files=files,
        style=rng.choice(("plain", "strong", "word", "headings")),
        document_number=_document_number(rng, slots, day.year) if col.kind == "policy" else "",
        subject=topic.subject if col.kind in ("notice", "policy", "explanation") else col.name,
    )


def _slots(rng: random.Random, body: Body, topic: Topic, day: date) -> Words:
    year = day.year
    partner = rng.choice([b for b in bodies_of(body.site) if b != body])
    return {
        "topic": topic.name,
        "object": topic.object,
        "unit": topic.unit,
        "fact": "\n".join(topic.facts),
        "organ": body.named(year),
        "partner": partner.named(year),
        "area": region(body.region).name,
        "phone": body.phone,
        "year": str(year),
        "n": str(rng.randint(6, 180)),
        "day": f"{(day + timedelta(days=rng.randint(15, 50))).month}月{rng.randint(1, 28)}日",
        "printed": f"{year}年{day.month}月{day.day}日",
        "sign": words.SIGNS[body.id],
    }


def _document_number(rng: random.Random, slots: Words, year: int) -> str:
    return f"{slots['sign']}{rng.choice(('发', '办发', '字', '规'))}〔{year}〕{rng.randint(1, 96)}号"


def _fill(pool: tuple[str, ...], rng: random.Random, slots: Words, count: int) -> list[str]:
    """`count` different sentences of the pool; each has numbers of its own."""
    return [text.format(**{**slots, "n": str(rng.randint(6, 180))}) for text in rng.sample(pool, count)]


def _signature(slots: Words) -> list[Part]:
    return [Paragraph(slots["organ"]), Paragraph(slots["printed"])]


def _notice(rng: random.Random, slots: Words) -> tuple[str, Parts, tuple[File, ...]]:
    title = rng.choice(words.NOTICE_TITLES).format(**slots)
    facts = slots["fact"].split("\n")
    parts: list[Part] = [
        Paragraph(rng.choice(("各有关单位：", "各乡镇、街道，各部门：", "各科室、直属单位：")))
    ]
    parts += [Paragraph(text) for text in _fill(words.BACKGROUND, rng, slots, rng.randint(1, 2))]
    parts.append(Paragraph(rng.choice(facts)))
    for number, text in enumerate(_fill(words.MEASURES, rng, slots, rng.randint(3, 6))):
        parts.append(Paragraph(f"{'一二三四五六'[number]}、{text}"))
    parts += [Paragraph(text) for text in _fill(words.REQUIREMENTS, rng, slots, 2)]
    parts += [Paragraph(text) for text in _fill(words.CLOSINGS[2:], rng, slots, 1)]
    files: tuple[File, ...] = ()
    if rng.random() < 0.2:
        name, table = f"{slots['topic']}情况汇总表", _register(rng, slots)
        files = (File(name, "docx", lambda: docx.render(name, table)),)
    return title, (*parts, *_signature(slots)), files


def _register(rng: random.Random, slots: Words) -> Parts:
    rows = [["序号", "责任单位", f"{slots['object']}（{slots['unit']}）", "完成时限"]]
    for number in range(1, rng.randint(5, 11)):
        unit = f"第{'一二三四五六七八九十'[number - 1]}片区"
        rows.append([str(number), unit, str(rng.randint(1, 60)), f"{rng.randint(3, 12)}月底"])
    return (plain_grid(rows, widths=(1, 3, 3, 2)),)


def _policy(rng: random.Random, slots: Words) -> tuple[str, Parts, tuple[File, ...]]:
    title = rng.choice(words.POLICY_TITLES).format(**slots)
    text = [*_fill(words.BACKGROUND, rng, slots, 1), *slots["fact"].split("\n")]
    text += _fill(words.MEASURES, rng, slots, rng.randint(5, 8))
    text += _fill(words.REQUIREMENTS, rng, slots, 2)
    if rng.random() < 0.5:
        parts: list[Part] = [Paragraph(f"第{_hanzi(i)}条　{line}") for i, line in enumerate(text, 1)]
    else:
        parts = [Paragraph(text[0]), Heading("一、主要任务")]
        parts += [Paragraph(f"（{_hanzi(i)}）{line}") for i, line in enumerate(text[1:-2], 1)]
        parts += [Heading("二、工作要求"), *(Paragraph(line) for line in text[-2:])]
    parts += [Paragraph(line) for line in _fill(words.CLOSINGS[:2], rng, slots, 1)]
    whole = (*parts, *_signature(slots))
    files: tuple[File, ...] = ()
    if rng.random() < 0.3:
        files = (File(title, "pdf", lambda: pdf.render(title, whole)),)
    return title, whole, files


def _hanzi(number: int) -> str:
    digits = "零一二三四五六七八九十"
    return digits[number] if number <= 10 else f"十{digits[number - 10]}"


def _budget(rng: random.Random, slots: Words) -> tuple[str, Parts, tuple[File, ...]]:
    kind = rng.choice(("部门预算", "部门决算", "“三公”经费预算"))
    title = f"{slots['organ']}{slots['year']}年{kind}公开说明"
    amounts = [round(rng.uniform(20, 4800), 2) for _ in words.ITEMS]
    total = round(sum(amounts), 2)
    rows = [["项目", "金额（万元）", "比上年增减（%）"]]
    rows += [
        [item, f"{a:.2f}", f"{rng.uniform(-18, 22):.1f}"]
        for item, a in zip(words.ITEMS, amounts, strict=True)
    ]
    rows.append(["支出合计", f"{total:.2f}", f"{rng.uniform(-6, 9):.1f}"])
    grid = plain_grid(rows, f"{slots['year']}年支出总表", (4, 2, 2))
    parts: list[Part] = [
        Heading("一、部门职责和机构设置"),
        Paragraph(f"设科室{rng.randint(4, 16)}个，编制{rng.randint(20, 160)}名，承担{slots['topic']}工作。"),
        Heading("二、收支情况说明"),
        Paragraph(f"收支总额{total:.2f}万元，其中基本支出占{rng.randint(40, 80)}%，其余为项目支出。"),
        Paragraph(f"公务接待费{rng.uniform(0, 9):.1f}万元，公务用车运行维护费{rng.uniform(1, 40):.1f}万元。"),
        Paragraph(rng.choice(words.MEASURES).format(**slots)),
        grid,
        *_signature(slots),
    ]  # fmt: skip
    name = f"{slots['year']}年{kind}表"
    files: tuple[File, ...] = ()
    if rng.random() < 0.5:
        files = (File(name, "xlsx", lambda: xlsx.render(name, (grid,), "支出总表")),)
    elif rng.random() < 0.5:
        files = (File(name, "pdf", lambda: pdf.render(name, (grid,))),)
    return title, tuple(parts), files


def _person(rng: random.Random) -> str:
    return rng.choice(words.SURNAMES) + rng.choice(words.GIVEN)


def _personnel(rng: random.Random, slots: Words) -> tuple[str, Parts, tuple[File, ...]]:
    if rng.random() < 0.5:
        names = [f"{_person(rng)}任{rng.choice(words.POSTS)}" for _ in range(rng.randint(2, 6))]
        names += [f"免去{_person(rng)}的{rng.choice(words.POSTS)}职务" for _ in range(rng.randint(1, 3))]
        title = f"{slots['organ']}关于{_person(rng)}等同志职务任免的通知"
        parts: list[Part] = [
            Paragraph(f"经{slots['organ']}{slots['printed']}会议研究，决定："),
            *map(Paragraph, names),
        ]
        return title, (*parts, *_signature(slots)), ()
    stage = rng.choice(("公告", "拟聘用人员公示", "面试成绩公告"))
    title = f"{slots['organ']}{slots['year']}年公开招聘工作人员{stage}"
    rows = [["准考证号", "姓名", "报考岗位", "综合成绩"]]
    for _ in range(rng.randint(5, 14)):
        rows.append(
            [
                f"99{rng.randint(100000, 999999)}",
                _person(rng),
                rng.choice(words.POSTS),
                f"{rng.uniform(60, 92):.2f}",
            ]
        )
    intro = f"经报名、资格审查、笔试、面试，现将有关人员名单公布如下，公示期{rng.randint(5, 9)}个工作日。"
    closing = _fill(words.CLOSINGS[3:5], rng, slots, 1)
    parts = [Paragraph(intro), plain_grid(rows, widths=(2, 2, 3, 2)), *map(Paragraph, closing)]
    return title, (*parts, *_signature(slots)), ()


def _explanation(rng: random.Random, slots: Words) -> tuple[str, Parts, tuple[File, ...]]:
    title = rng.choice(words.EXPLANATION_TITLES).format(**slots)
    parts: list[Part] = [Paragraph(text) for text in _fill(words.BACKGROUND, rng, slots, 1)]
    for question, reply in rng.sample(words.QUESTIONS, rng.randint(3, 6)):
        parts += [Heading(f"问：{question}"), Paragraph("答：" + reply.format(**slots))]
        if rng.random() < 0.5:
            parts.append(Paragraph(rng.choice(words.MEASURES).format(**slots)))
    return title, (*parts, *map(Paragraph, slots["fact"].split("\n"))), ()


Composer = Callable[[random.Random, Words], tuple[str, Parts, tuple[File, ...]]]
_COMPOSERS: Mapping[str, Composer] = {
    "notice": _notice,
    "policy": _policy,
    "budget": _budget,
    "personnel": _personnel,
    "explanation": _explanation,
}
