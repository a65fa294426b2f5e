"""The outline of a report: its sections by the numbering that its headings use."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.extract.passages import passages
from archive.model import Block, Document, Section

HAN = {c: i for i, c in enumerate("一二三四五六七八九", 1)}
STYLES = (
    re.compile(r"第([一二三四五六七八九十]{1,3})(?:部分|章)[、：:\s]?"),
    re.compile(r"([一二三四五六七八九十]{1,3})\s*[、.．,，:：]"),
    re.compile(r"[(（]([一二三四五六七八九十]{1,3})[)）]"),
    re.compile(r"(\d{1,2})\s*[、.．](?!\d)"),
    re.compile(r"[(（](\d{1,2})[)）]"),
)
TOPICS = re.compile(
    r"总体情况|概述|概况|基本情况|总体|主动公开|依申请|申请|不予公开|复议|诉讼|收费|减免|费用|问题|改进|不足|打算|其他需要|需要说明"
    r"|组织领导|机构|制度建设|平台|咨询|解读|回应|重点领域|保密审查|监督|培训|工作情况|附[表件录]|说明"
)


def sections(document: Document) -> tuple[Section, ...]:
    """The top sections in order; the words before the first belong to none."""
    lines = [(block, document.text[block.start : block.end]) for block in passages(document)]
    for style in STYLES:
        found = [(block, line) for block, line in numbered(lines, style)]
        if len(found) >= 2:
            return spans(found, len(document.text))
    headings = [(block, line) for block, line in lines if is_bare_heading(block, line)]
    return spans(headings, len(document.text)) if len(headings) >= 2 else ()


def numbered(lines: list[tuple[Block, str]], style: re.Pattern[str]) -> Iterator[tuple[Block, str]]:
    """The lines that this style numbers on from one; a number out of turn is no heading of this level."""
    last = 0
    for block, line in lines:
        match = style.match(line.strip())
        number = count(match[1]) if match else 0
        if number == last + 1 or (last and number == last + 2) or (number == last > 0 and is_topic(line)):
            last = number
            yield block, line


def is_topic(line: str) -> bool:
    return len(line) <= 40 and bool(TOPICS.search(line))


def is_bare_heading(block: Block, line: str) -> bool:
    """A heading without a number: a short line about a topic that is no sentence."""
    if block.kind == "heading":
        return bool(TOPICS.search(line))
    return len(line) <= 24 and bool(TOPICS.search(line)) and not re.search(r"[\d，。；：,;:]", line)


def count(printed: str) -> int:
    """三 -> 3, 十二 -> 12, 7 -> 7."""
    if printed.isdigit():
        return int(printed)
    tens, ten, ones = printed.rpartition("十")
    if ten:
        return 10 * HAN.get(tens, 1) + HAN.get(ones, 0)
    return HAN.get(ones, 0)


def spans(found: list[tuple[Block, str]], end: int) -> tuple[Section, ...]:
    starts = [block.start for block, _ in found]
    ends = [*starts[1:], end]
    return tuple(
        Section(number, heading_of(line), start, stop)
        for number, ((_, line), start, stop) in enumerate(zip(found, starts, ends, strict=True), 1)
    )


def heading_of(line: str) -> str:
    """The heading of a line that may run on into its section."""
    line = line.strip()
    head = re.split(r"(?<=[^、一二三四五六七八九十\d])[。；;:：]|\s{2,}", line, maxsplit=1)[0]
    return head if len(head) <= 60 else head[:60]
