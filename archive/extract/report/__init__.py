"""Whether a document is a yearly report on open government information, and whose, of which year and form.

Many documents speak of such reports (指南, notices, lists, news) or look like them (法治政府建设年度报告,
empty templates, half-year statistics): a report is a title of one and a body that reports.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from archive.extract.passages import passages
from archive.extract.report.bodies import organ_of, region
from archive.extract.report.sections import TOPICS, sections
from archive.extract.report.titles import (
    NO_REPORT,
    OWN,
    YEAR,
    Title,
    announced,
    has_blanks,
    is_other,
    one_or_two,
    read_title,
    tidy,
    year_of,
)
from archive.extract.tables import form_of, segments
from archive.extract.tables.grid import Segment, holds_value
from archive.model import Document, Report, Section
from archive.text.dates import find_period

__all__ = ["recognise"]

INTRODUCTION = re.compile(
    r"(?:根据|按照|依据|依照|遵照)[^。]{0,120}条例[^。]{0,160}(?:编制|公布|发布|制作|撰写|形成|报告|总结|汇报|公开)"
    r"|统计(?:期限|时限|时间|期间)|所列数据|现(?:将|向社会)[^。]{0,80}(?:报告|公布|汇报|总结)"
)
# A report that says of itself what it is: where a page has no title, this is as good as one.
ITSELF = re.compile(
    r"(?:本|此)(?:年度|年)?(?:报告|报)(?:(?:是|系|由)[^。]{0,40})?(?:根据|依据|按照|依照)[^。]{0,260}(?:编制|制作|撰写)"
    r"|(?:现|特|并|予以)(?:将|向社会)?[^。，,]{0,60}(?:公布|发布|公开)[^。，,]{0,60}信息公开[^。，,]{0,12}报告"
    r"|现(?:将|向社会)[^。，,]{0,60}信息公开[^。，,]{0,24}(?:公布|发布|公开|报告)"
    r"|(?:本|此)(?:年度|年)?(?:报告|报)(?:是|系|由)[^。]{2,40}(?:编制|编写|制作|撰写)"
    r"|(?:编制|制作|撰写|形成)(?:完成)?(?:了|此|本)[^。，,]{0,30}报告(?=[。，,]|$)"
    r"|(?:本|此)(?:年度|年)?(?:报告|报)中?(?:所[列用涉]|使用|统计|的)[^。]{0,16}(?:期限|时限|时间|期间)"
)
TOP = 6  # rows of a table
HEAD = re.compile(r"(?![（(]?[\d一二三四五六七八九十]{1,2}[、.．）)])[^。；：:，,/>|\t《》]{12,60}")
FIRST_SECTION = re.compile(r"\s*一、\s*(?:总体情况|概述|概况|基本情况)\s*\n")
OF_OPENNESS = re.compile(r"信息公开(?:条例|[^。，,]{0,12}报告)|主动公开(?:政府)?信息")
YEARLY = re.compile(r"年度报告$|年报$")
SCHOOLS = re.compile(r"高等学校信息公开|高校(?:信息公开|.{0,12}年度报告)")
OTHER_REPORT = re.compile(r"(?:法治政府|依法行政|法治建设|政府网站(?:工作|监管)|绩效)[^。，,]{0,20}报告")
ASKED = re.compile(
    r"(?:各|有关|全体)(?:部门|单位|街道|乡镇|镇|科室|处室|地|市|县|区)[^。]{0,30}(?:[:：]|要|应|请|须|需)"
)
NEWS = re.compile(
    r"^.{0,60}(?:近日|日前|本报讯|记者"
    r"|(?:\d月)?\d+日[,，][^。]{0,40}(?:发布|公布|公开)(?:了|[^。，,]{0,30}年度报告[,，]))"
)
# What a report says, told by somebody else.
RETOLD = re.compile(
    r"(?<![一-龥])据(?:悉|了解|介绍|(?:该|年度)?(?:报告|年报)(?:介绍|显示|披露|称)?)[,，]"
    r"|(?:报告|年报)(?:显示|指出|披露|称|介绍)[,，:：]"
)
COUNTED = re.compile(
    r"[\d０-９一二三四五六七八九十百千]\s*[余多]?[条件篇次人名位项份个期宗]|未收到|没有收到|未发生|未接到|无依申请"
)
PAGED = re.compile(r"\d+\s*/\s*\d+\s*(?:页|首页|上一页)|上一?页\s*下一?页|尾页|末页")
BRACKETED_YEAR = re.compile(r"[(（]\s*(20[012]\d)\s*年度?\s*[)）]")
# Numbers of documents, their titles, and dates: that of the signature is of the year after.
NOT_OF_THE_YEAR = re.compile(
    r"[〔\[(（【]\s*20\d\d\s*[〕\])）】]|《[^》]*》|(?:20\d\d|二[〇○零Oo0]..)\s*年\s*[\d一二三四五六七八九十]{1,2}\s*月\s*"
    r"[\d一二三四五六七八九十]{1,3}\s*日"
)
PERIOD_WORDS = re.compile(r"统计|期限|时限|数据|报告期|年度报告|日起|日止")
WHOLE_AREA = re.compile(
    r"(?:全[省市区县州旗]|本市|我[省市区县])(?:各级)?(?:行政机关|各级政府|政府系统|政府|各部门|各单位)?[^。；;\n]{0,30}"
    r"(?:主动公开|(?:公开|发布)(?:各类|政府|政务)*信息|从事(?:政府|政务)?信息公开|新?收到?|受理|共收)[^。；;\n]{0,24}\d"
)
COLLECTED = re.compile(
    r"(?:汇总|综合(?=了?(?:[各全所本有下直省市县区乡镇街我及2]|部门|单位)))[^。\n]{0,40}(?:部门|单位|乡镇|街道|区县|县区|县市|市县|区市|各[区县市]|下级|所属|分局|直属|年度报告)"
    r"|(?:部门|单位|乡镇|街道|区县|县区|县市|市县|区市|各[区县市])[^。\n]{0,30}(?:汇总|综合)(?:编制|而成|形成)"
    r"|根据[^。\n]{0,80}(?:各|直属|所属)[^。\n》]{0,24}(?:年度报告|年报)(?:的?基础上)?[^。\n》]{0,6}编[制写]"
    r"|(?:涵盖|包括|包含)[^。\n]{0,12}各[^。\n]{0,40}政府信息公开(?:工作)?(?:的)?情况"
    r"|(?:根据|结合|梳理)[^。，,\n]{0,12}(?:全[省市区县州旗](?!各?级?机关)|系统)[^。，,\n]{0,8}政府信息公开工作(?:开展)?(?:的)?(?:实际)?情况"
)
WHOLE_SYSTEM = re.compile(r"全[国省市区县州]")


@dataclass(frozen=True, slots=True)
class Signs:
    """What in a body speaks for a report."""

    tables: bool
    outline: int
    introduction: bool
    counted: bool
    length: int


def recognise(document: Document, otherwise: str | None = None) -> Report | None:
    """The report that a document is, None where it is none; `otherwise` says whose where it names nobody."""
    titles = [title for text in title_lines(document) if (title := read_title(text))]
    if document.title and is_other_document(document.title, bool(titles)) or is_headed_otherwise(document):
        return None
    found = segments(document)
    outline = sections(document)
    if not reports(document, titles, signs(document, found, outline)):
        return None
    named = any(title.organ for title in titles)
    said = titles if named else [*titles, *announced(document.text[:1200])]
    year = year_in(document, said)
    organ = organ_of(document, said) or otherwise
    if year is None or organ is None or has_blanks(organ) or is_template(document, found):
        return None
    return Report(
        organ=organ,
        year=year,
        form=form_of(found, year) or form_in(year),
        scope=scope_of(document, titles, organ),
        period=period_of(document),
        region=region(document, organ),
        title=document.title,
        sections=outline,
    )


def is_other_document(title: str, titled: bool) -> bool:
    """Whether the page's own title says that it is something else."""
    plain = tidy(title)
    return (is_other(plain) and ("公开" in plain or not titled)) or has_blanks(plain)


def is_headed_otherwise(document: Document) -> bool:
    """Whether the line at the top is the title of another paper on openness, and none is a report's."""
    lines = [line.strip() for line in document.text.splitlines()[:8]]
    head = next((line for line in lines[:2] if "公开" in line and HEAD.fullmatch(line)), "")
    return is_other(tidy(head)) and not any(read_title(line) for line in lines)


def title_lines(document: Document) -> Iterator[str]:
    """Where the title may stand: the page's title, its meta tags, the first lines, two of them in one."""
    if document.title:
        yield document.title
    yield from (value for name, value in document.meta if name.lower() == "articletitle")
    blocks = [block for block in document.blocks if block.kind != "table"][:8]
    lines = [document.text[block.start : block.end].strip() for block in blocks]
    for first, second in zip(lines, [*lines[1:], ""], strict=False):
        yield from one_or_two(first, second)
    yield from captions(document)
    yield from (part.title for part in document.parts if part.title)


def captions(document: Document) -> Iterator[str]:
    """The words over the columns of the first table, where a title is set into it as a row or two."""
    for line in document.tables[0].rows[:TOP] if document.tables else ():
        texts = {cell.text for cell in line if cell.text}
        if len(texts) != 1:
            return
        yield from texts


def signs(document: Document, found: Sequence[Segment], outline: Sequence[Section]) -> Signs:
    text = document.text
    return Signs(
        tables=any(has_numbers(segment) for segment in found) or bool(document.unread),
        outline=len({match[0] for s in outline if (match := TOPICS.search(s.heading))}),
        introduction=bool(INTRODUCTION.search(text[:1500])),
        counted=bool(COUNTED.search(text)),
        length=len(text),
    )


def presents_itself(text: str) -> bool:
    """Whether the first words say that this is a report on openness, and nobody is told to write one."""
    other = OTHER_REPORT.search(text[:300]) or ASKED.search(text[:200])
    said = ITSELF.search(text) or FIRST_SECTION.match(text)
    return bool(said and OF_OPENNESS.search(text)) and not other


def is_news(text: str) -> bool:
    """Whether the first words tell of a report, and not as its own body does."""
    told = RETOLD.search(text) and not OWN.search(text)
    return bool(told or NEWS.search(text[:200].replace("\n", "")))


def has_numbers(segment: Segment) -> bool:
    return any(holds_value(cell) for line in segment.lines for cell in line)


def reports(document: Document, titles: Sequence[Title], seen: Signs) -> bool:
    """Whether title and body together are those of a report."""
    if not seen.tables and is_list(document):
        return False
    empty = not (seen.tables or seen.outline or seen.introduction)
    if empty and PAGED.search(document.text):
        return False
    if SCHOOLS.search(document.text[:600]) and "政府信息公开条例" not in document.text[:1500]:
        return False
    if titles:
        told_of = titles[0].announces or is_news(document.text[:600])
        if told_of and seen.outline < 2 and not seen.tables:
            return False
        if all(title.bare_table for title in titles):
            return seen.tables
        dated = any(title.year and title.organ and not title.bare_table for title in titles)
        told = seen.outline >= 2 or seen.introduction or seen.length > 400
        told = told or presents_itself(document.text[:800])
        return seen.tables or dated or (told and seen.counted)
    if not re.search(r"信息公开|政务公开", document.text[:1500]) or NO_REPORT.search(
        tidy(document.title or "")
    ):
        return False
    itself = presents_itself(document.text[:800])
    told = seen.counted and (itself or (seen.introduction and seen.outline >= 4))
    return told or ((seen.introduction or itself) and seen.tables)


def is_list(document: Document) -> bool:
    """A page that lists reports: most of its lines are their titles, or it has many and hardly a sentence."""
    lines = without_links([line for line in document.text.splitlines() if line.strip()])
    named = {line for line in lines if len(line) < 70 and read_title(line)}
    told = sum(len(line) >= 60 or "。" in line for line in lines)
    if not told and len(named) >= 2 and len({line for line in lines if YEARLY.search(line)}) >= 3:
        return True
    bodies = {title.organ for line in named if (title := read_title(line)) and title.organ}
    if len(bodies) >= 3 and not told:
        return True
    return len(named) >= 4 and (len(named) * 3 >= len(lines) or told * 2 < len(named))


def without_links(lines: Sequence[str]) -> Sequence[str]:
    """The lines of a page without the titles of other reports below a body that reports."""
    end = next((at for at in range(len(lines), 0, -1) if not read_title(lines[at - 1])), 0)
    body = "\n".join(lines[:end])
    return lines[:end] if INTRODUCTION.search(body) and COUNTED.search(body) else lines


def is_template(document: Document, found: Sequence[Segment]) -> bool:
    """Tables to be filled in and no number in the text either."""
    return bool(found) and not any(has_numbers(s) for s in found) and not COUNTED.search(prose(document))


def prose(document: Document) -> str:
    """The text without its tables."""
    return "\n".join(document.text[b.start : b.end] for b in passages(document))


def year_in(document: Document, titles: Sequence[Title]) -> int | None:
    """The year of the figures: from the title, else the period, else the one most spoken of."""
    for title in titles:
        if title.year:
            return title.year
    if period := period_of(document):
        return int(period[0][:4])
    if match := BRACKETED_YEAR.search(document.text[:400]):
        return int(match[1])
    text = NOT_OF_THE_YEAR.sub("", document.text[:6000])
    years = Counter(
        year_of(match) for match in YEAR.finditer(text) if text[match.end() : match.end() + 1] == "年"
    )
    return max(years, key=lambda year: years[year], default=None)  # of as many, the first one spoken of


def period_of(document: Document) -> tuple[str, str] | None:
    """The period of the figures as printed."""
    for line in document.text.splitlines():
        if PERIOD_WORDS.search(line) and (period := find_period(line)):
            return period
    return None


def form_in(year: int) -> str:
    """The form in force for a reporting year."""
    return "2021" if year >= 2021 else "2019" if year >= 2019 else "2014" if year >= 2014 else "2008"


def scope_of(document: Document, titles: Sequence[Title], organ: str) -> Literal["own", "consolidated"]:
    """`consolidated` where the figures are those of several bodies or of a whole area."""
    if any("汇总" in title.remarks or "综合" in title.remarks for title in titles):
        return "consolidated"
    text = document.text[:8000]
    government = bool(re.search(r"政府(?:办公[厅室])?$|[省市区县州]$", organ))
    whole = government and (WHOLE_AREA.search(text) or _speaks_of(organ, text))
    whole = whole or any(WHOLE_SYSTEM.match(title.organ) for title in titles)
    return "consolidated" if whole or COLLECTED.search(text[:3000]) else "own"


def _speaks_of(organ: str, text: str) -> bool:
    """Whether the figures are told of the area by its name: 丙市共收到申请31件."""
    area = re.sub(r"(?:人民)?政府(?:办公[厅室])?$", "", organ)
    if area == organ or area[-1] not in "省市区县州旗盟":
        return False
    told = re.escape(area[-3:]) + r"共(?:主动公开|新?收到|受理)[^。；;\n]{0,24}\d"
    return bool(re.search(told, text))
