"""Which part of a report a paragraph stands in: its headings decide what its sentences may mean.

（二）依申请公开情况。2023年收到申请21件 -> topic "application", words "2023年收到申请21件"
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.extract.passages import passages
from archive.model import Document
from archive.text.numbers import find_numbers

__all__ = ["DENIED", "PROBLEMS", "Paragraph", "paragraphs", "topic_of"]

DENIED = frozenset({"plan", "foreign"})
PROBLEMS = "problems"

_TOPICS = tuple(
    (topic, re.compile(words))
    for topic, words in (
        ("appendix", "^附[表件录注：:]|统计表$"),
        ("problems", "问题|不足|薄弱环节"),
        ("plan", "改进|下一步|打算|计划|思路|努力方向|今后|展望|整改"),
        ("foreign", "所属|下属|事业单位|企事业"),
        ("remedy", "(?:因|由|被|提起|引起|引发|产生).*(?:复议|诉讼)"),
        ("application", "申请.{0,6}(?:和|及|与|、).{0,8}(?:复议|诉讼)"),
        ("consultation", "咨询(?:和|及|与|、)?(?:投诉|举报)"),
        ("remedy", "复议|诉讼|申诉|投诉|举报|救济"),
        ("fees", "收费|减免|费用|收取|^收支"),
        ("proposals", "(?:人大|政协|代表|委员).*(?:建议|提案)|建议提案|提案建议"),
        ("consultation", "咨询"),
        ("overview", "主动公开.*依申请|依申请.*主动公开"),
        ("application", "申请|不予公开|^(?:答复|办结|办理|受理|处理)(?:情况|结果)"),
        ("response", "解读|回应|舆情|互动|社会关切"),
        (
            "business",
            "重点领域|双随机|双公示|执法公示|放管服|网上办事|办事服务|政务服务情况|业务(?:开展|工作)|行政审批",
        ),
        (
            "proactive",
            "主动公开|渠道|平台|载体|形式|途径|网站|新媒体|信息发布|公开内容|公开范围|微信|微博",
        ),
        ("staff", "机构|人员|队伍|组织|领导|制度|保障|监督|培训|会议|机制|管理"),
        ("other", "其他|需要报告|说明|附[表件]|附："),
        ("overview", "概述|总体|基本情况|概况|情况|综述"),
    )
)
_ENUMERATORS = (
    re.compile(
        r"第[一二三四五六七八九十]+(?:部分|章)[、：:\s]*|[一二三四五六七八九十]{1,3}[ ]*[、.．，,]"
        r"|(?=附[表件录注]?[0-9一二三]?[：:])"
    ),
    re.compile(r"[㈠-㈩][、.．]?|[（(][ ]*[一二三四五六七八九十]{1,3}[ ]*[）)][、.．]?"),
    re.compile(r"[0-9０-９]{1,2}[ ]*(?:[、．]|\.(?![0-9]))|[①②③④⑤⑥⑦⑧⑨⑩]"),
    re.compile(
        r"[（(][ ]*[0-9０-９]{1,2}[ ]*[）)][、.．]?|[一二三四五六七八九十]是(?=[^，。；]{2,14}情况[。：]"
        r"|[^，。；]{0,6}(?:网站|公报|媒体|微信|微博|公众号)(?:公开|发布|平台)?[。：])"
    ),
)
_ORNAMENT = re.compile(r"[\s•·●■◆★▲△◇○\u3000]*")
_LINE = re.compile(
    r"[^\n]+?(?=\n|$|(?<=[。\s])[一二三四五六七八九十]{1,3}、|(?<=[。\s])[（(][一二三四五六七八九十]{1,3}[）)]"
    r"|(?<=[。；\s])[（(][0-9]{1,2}[）)](?=[\u4e00-\u9fff]{2,14}[。：:])"
    r"|(?<=[。；\s])[一二三四五六七八九十]是(?=[^，。；]{2,14}情况[。：]"
    r"|[^，。；]{0,6}(?:网站|公报|媒体|微信|微博|公众号)(?:公开|发布|平台)?[。：]))"
)
# A line without a number that opens with its topic: 依申请公开。受理31件 · 监督保障：培训1次
_TITLED = re.compile(
    r"((?:政府|政务|信息)*(?:概况|概述|主动公开|依申请公开|申请公开|解读(?:和|、)?回应|回应(?:关切|解读)?"
    r"|复议(?:和|、)?诉讼|诉讼|复议|收费|费用|咨询|监督保障|组织保障|机构队伍|队伍|培训|监督|保障|平台建设|政府信息管理|信息管理"
    r"|存在的?(?:主要)?问题|问题|下一步)(?:情况|方面|工作)?)[。：:]"
)
# 其他 below a heading with a topic is of that topic.
_VAGUE, _UNSAID = frozenset({"overview", "other"}), frozenset({"preamble", "overview"})
_LONGEST_HEADING = 45
_LONGEST_INLINE = 32
_ANSWER = re.compile(r"[\s]*(?:无|没有|未|零|暂无|不存在|0|０|[1-9１-９])")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`Document.text[start:end]` without its heading; `heading` is the nearest heading above or inside it."""

    start: int
    end: int
    topic: str
    heading: str = ""


@dataclass(frozen=True, slots=True)
class _Heading:
    level: int
    topic: str | None
    text: str


def topic_of(heading: str) -> str | None:
    """The topic of a heading's words, None where they name none."""
    squeezed = re.sub(r"\s+", "", heading)
    return next((topic for topic, words in _TOPICS if words.search(squeezed)), None)


def paragraphs(document: Document) -> Iterator[Paragraph]:
    """The paragraphs of a document (tables left out) with the topic of the headings above them."""
    above: list[_Heading] = []
    for start, end, is_heading in _lines(document):
        heading, body = _heading(document.text, start, end, is_heading)
        if heading is not None:
            above = [h for h in above if h.level < heading.level] + [heading]
        if body < end:
            yield Paragraph(body, end, _topic(above), above[-1].text if above else "")


def _lines(document: Document) -> Iterator[tuple[int, int, bool]]:
    if document.blocks:
        spans = [(b.start, b.end, b.kind == "heading") for b in passages(document)]
    else:
        spans = [(0, len(document.text), False)]
    for start, end, is_heading in spans:
        for line in _LINE.finditer(document.text[start:end]):
            begin = start + line.start() + len(_ORNAMENT.match(line[0])[0])  # type: ignore[index]
            stop = start + line.end()
            while stop > begin and document.text[stop - 1].isspace():
                stop -= 1
            if begin < stop:
                yield begin, stop, is_heading


def _heading(text: str, start: int, end: int, marked: bool) -> tuple[_Heading | None, int]:
    """The heading that the line is or begins with, and where the words after it begin."""
    level, begin = _enumerated(text, start, end)
    line = text[begin:end]
    whole = len(line) <= _LONGEST_HEADING and not re.search(r"[。；！？]|[，：:].*[，。；]", line)
    if whole and (level or marked or _bare_heading(line)) and not _says(text, begin, end):
        return _Heading(level or (1 if marked else 5), topic_of(line), line), end
    if level:
        mark = re.search(r"[。：:]|情况(?=[0-9]{4}年|本年)|(?<=[情况容题施])\s+", line[: _LONGEST_INLINE + 1])
        if mark and not re.search(r"[，；]", line[: mark.start()]):
            stop = begin + mark.end()
            return _inline(text, begin, stop, end, level)
    if not level and not marked:
        mark = _TITLED.match(line)
        answered = mark and mark[0].endswith("：") and _ANSWER.match(text, begin + mark.end())
        if mark and topic_of(mark[1]) and begin + mark.end() < end and not answered:
            return _Heading(5, topic_of(mark[1]), mark[1]), begin + mark.end()
    return None, begin


def _inline(text: str, begin: int, stop: int, end: int, level: int) -> tuple[_Heading | None, int]:
    words = text[begin:stop].rstrip("。：: ")
    if _says(text, begin, stop):
        return _Heading(level, topic_of(words), words), begin
    if text[stop - 1] in "：:" and _ANSWER.match(text, stop):
        return _Heading(level, topic_of(words), words), begin
    return _Heading(level, topic_of(words), words), stop if stop < end else begin


def _enumerated(text: str, start: int, end: int) -> tuple[int, int]:
    """(level of the enumerator or 0, where the words after it begin)."""
    for level, pattern in enumerate(_ENUMERATORS, 1):
        found = pattern.match(text, start, end)
        if found:
            return level, found.end()
    return 0, start


def _bare_heading(line: str) -> bool:
    """A short line without an enumerator that names a topic: 政府信息主动公开情况."""
    return (
        len(line) <= 24
        and bool(re.search(r"(?:情况|概述|问题|措施|事项|工作|报告)$", line))
        and "，" not in line
        or bool(_TITLED.fullmatch(line + "："))
    )


def _says(text: str, start: int, end: int) -> bool:
    """Whether the words state a figure or a zero, so that they are no mere heading."""
    if re.search(
        r"(?:^|[局镇乡委院办]|本年度?|全年|机关|单位|街道)(?:无|没有|不存在|暂无|尚无)[^。]{4,}情况"
        r"|(?:未|没有|无)(?:收到|发生|接到|受理|收取)|均?为零|[:：]\s*[无零]",
        text[start:end],
    ):
        return True
    return any(n.unit is not None or n.end == end for n in find_numbers(text, start, end))


def _topic(above: list[_Heading]) -> str:
    topic = "preamble"
    for heading in above:
        if topic in DENIED or (topic == PROBLEMS and heading.topic not in DENIED):
            return topic
        if heading.topic is not None and not (heading.topic in _VAGUE and topic not in _UNSAID):
            topic = heading.topic
        elif topic == "preamble":
            topic = "overview"
    return topic
