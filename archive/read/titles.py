"""The title of a document that names none: the lines at its top."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from archive.model import Table
from archive.read.lines import Item, Line, is_heading

_MAX_TITLE = 60
_LOOK = 12
_APPENDIX = re.compile(r"附\s*[件表录]\s*[\d一二三四五六七八九十]*\s*[:：]?")
_TITLE_END = re.compile(
    r"(?:报告|通知|公告|公示|通告|意见|办法|方案|规定|细则|决定|批复|函|表|说明|指南|规划|要点|名单|预算|决算|年报|总结|[)）])$"
)
_NOT_TITLE = re.compile(r"[。；;：:，,！？]$|^\d+$")


def title_of(items: Sequence[Item]) -> str | None:
    """The first lines as one title: up to three short ones, ended by one that sounds like a title's end.

    国家某局 / 2023年政府信息公开工作年度报告 -> 国家某局2023年政府信息公开工作年度报告
    """
    lines = [line.text for line in _title_lines(items)]
    return _joined(lines) if lines else None


def is_title(text: str) -> bool:
    """Whether a line sounds like the title of a document."""
    return 8 <= len(text) <= _MAX_TITLE and bool(_TITLE_END.search(text)) and not _NOT_TITLE.search(text)


def marked_title(items: Sequence[Item]) -> list[Item]:
    """The same items with the lines of the title as headings."""
    lines = {id(line) for line in _title_lines(items)}
    return [replace(i, heading=True) if isinstance(i, Line) and id(i) in lines else i for i in items]


def _title_lines(items: Sequence[Item]) -> list[Line]:
    lines: list[Line] = []
    for item in items[:_LOOK]:
        if isinstance(item, Table) or is_heading(item.text) or len(item.text) > _MAX_TITLE:
            break
        if _APPENDIX.fullmatch(item.text):
            continue
        if _NOT_TITLE.search(item.text):
            break
        lines.append(item)
        if _TITLE_END.search(item.text) or len(lines) == 3:
            break
    return lines if lines and _TITLE_END.search(lines[-1].text) else lines[:1]


def _joined(lines: Sequence[str]) -> str:
    """Chinese lines follow one another without a space."""
    whole = lines[0]
    for line in lines[1:]:
        latin = whole[-1].isascii() and whole[-1].isalpha() and line[0].isascii()
        whole += " " + line if latin else line
    return whole
