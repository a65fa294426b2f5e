"""Where another report begins in the same file: some print those of all their bodies, or years, in one."""

from __future__ import annotations

import re
from dataclasses import replace

from archive.extract.report.titles import Title, one_or_two, read_title
from archive.model import Document, Report

BEGINS = re.compile(
    r"\s*(?:一[、.．]|第一[部章]|[(（]一[)）])|.*(?:根据|按照|依据).*条例|.*(?:总体情况|概述)$"
)
SENTENCE = re.compile(r"[。，,；;：:]")
SOON = 6
A_WHOLE_REPORT = 3  # sections


def first_report(document: Document, report: Report) -> tuple[Document, str]:
    """The document up to the title of a second report, and this title; "" where there is only one."""
    if len(report.sections) < A_WHOLE_REPORT:
        return document, ""
    told = report.sections[A_WHOLE_REPORT - 1].start
    for number in (number for number, block in enumerate(document.blocks) if block.start > told):
        for line in title_lines(document, number):
            if is_another(read_title(line), report) and begins(document, number + 1):
                return before(document, number), line
    return document, ""


def title_lines(document: Document, number: int) -> list[str]:
    """What may be a title in a line, or in it and the next one; a sentence within a text is none."""
    if document.blocks[number].kind == "table":
        return []
    pair = [document.text[b.start : b.end] for b in document.blocks[number : number + 2] if b.kind != "table"]
    return [line for line in one_or_two(pair[0], "".join(pair[1:])) if not SENTENCE.search(line)]


def is_another(title: Title | None, report: Report) -> bool:
    """Whether a title is in full that of another report: of another year, or of another body."""
    if title is None or title.bare_table or not title.organ or not title.year:
        return False
    same = title.organ in report.organ or report.organ in title.organ
    return title.year != report.year or not same


def begins(document: Document, number: int) -> bool:
    """Whether a report begins soon behind: its first section or its introduction."""
    lines = (document.text[block.start : block.end] for block in document.blocks[number : number + SOON])
    return any(BEGINS.match(line) for line in lines)


def before(document: Document, number: int) -> Document:
    """The document with the blocks before this one alone."""
    blocks, end = document.blocks[:number], document.blocks[number].start
    tables = max((block.table or 0 for block in blocks), default=0)
    parts = tuple(replace(part, end=min(part.end, end)) for part in document.parts if part.start < end)
    return replace(
        document, text=document.text[:end], blocks=blocks, tables=document.tables[:tables], parts=parts
    )
