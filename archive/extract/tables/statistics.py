"""The 统计表 of form 2014 and the coded tables of form 2008: a line an indicator, matched by label alone.

`一、主动公开情况 | —— | ——` heads a group; `1.当面申请数 | 件 | 312` is a figure. Of several number columns
the total is taken (合计, 统计数, 本年); where only local columns stand (区直, 乡镇), nothing is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from archive.codebook import codebook
from archive.extract.tables.grid import (
    Assigned,
    CodedLine,
    Line,
    Lines,
    Segment,
    column_of,
    distinct,
    headings,
    is_label,
)
from archive.extract.tables.survey import OLD_FORMS
from archive.extract.tables.values import read_cell
from archive.labels import NAME_HEADS, Vocabulary, normalise, paths
from archive.model import Cell

UNITS = frozenset(
    (
        *("条", "件", "次", "篇", "个", "人", "人次", "元", "万元", "份", "项", "条次", "期", "起", "宗"),
        *("名", "处", "场", "张", "部", "万次", "万人次", "人/次"),
    )
)
CODE_HEADS = frozenset(("代码", "编号", "序号", "行次", "指标代码", "编码"))
UNIT_HEADS = frozenset(("单位", "计量单位"))
TOTALS = re.compile(r"合计|总计|汇总|^总$|^总量$")
YEARLY = re.compile(
    r"^(?:统计|统计数据|统计值|统计结果|数|数量|数值|数据|指标值|填报|本年.*|当年.*|全年.*|年度.*|累计)$"
)
PERIOD = re.compile(r"^(?:本期.*|填报数据|结果)$")
PAST = re.compile(r"上年|上期|去年|同比|增[减长幅]|比|备注|说明|历年|历史|以来")
YEAR = re.compile(r"20[012]\d")
ONLINE, FEES = "applications.channel.online", "fees.collected"
INNER = re.compile(r"[(（\[【〔﹝]([^()（）\[\]【】〔〕﹝﹞]+)[)）\]】〕﹞]")


@dataclass(frozen=True, slots=True)
class Words:
    """The labels of one of the older forms: by code, and the heading that must stand above some of them."""

    rows: Vocabulary
    parents: dict[str, set[str]]
    groups: Vocabulary


@dataclass(frozen=True, slots=True)
class Columns:
    """The chosen number column of each band of labels: (first place, end, number column, its head lines)."""

    bands: tuple[tuple[int, int, int], ...]
    lines: Lines
    width: int


@dataclass(frozen=True, slots=True)
class Result:
    assigned: tuple[Assigned, ...]
    extra: tuple[str, ...]
    columns: Columns | None
    group: str = ""
    coded: tuple[CodedLine, ...] = ()


def words_of(form: str) -> Words:
    """The labels of a form; local tables of form 2008 also use words that the 统计表 took up later."""
    labels = list(paths((form,)))
    if form == "2008":
        own = {normalise(label[-1]) for _, label in labels}
        labels += [(code, label) for code, label in paths(("2014",)) if normalise(label[-1]) not in own]
    pairs = [(label[-1], code) for code, label in labels]
    pairs += [("".join(label), code) for code, label in labels if len(label) > 1]
    parents: dict[str, set[str]] = {}
    for code, label in labels:
        if len(label) > 1:
            parents.setdefault(code, set()).add(normalise(label[0]))
    return Words(
        Vocabulary(pairs, 0.2),
        parents,
        Vocabulary(((p, p) for ps in parents.values() for p in sorted(ps)), 0.2),
    )


WORDS = {form: words_of(form) for form in OLD_FORMS}


def read_statistics(segment: Segment, before: Columns | None, group: str, year: int | None) -> Result:
    """The cells of a 统计表; `before` are the columns of the table that it may continue without a head,
    `group` is the heading that holds where that table ends.

    Where a part of an indicator has a line of its own, the line of another part is not read as all of it.
    """
    words = WORDS[segment.kind]
    top = head_height(segment.lines, words)
    columns = choose(segment.lines, top, year)
    if before and before.width == segment.table.width and not name_columns(segment.lines[:top]):
        columns, top = before, 0
    if columns is None:
        return Result((), (), None)
    printed = [cell.text for line in segment.lines for cell in distinct(line)]
    found: list[Assigned] = []
    extra: list[str] = []
    coded: list[CodedLine] = []
    for band, (start, end, column) in enumerate(columns.bands):
        group = "" if band else group
        for line in segment.lines[top:]:
            labels = [c for c in distinct(line[start:column]) if is_label(c) and unit_of(c) is None]
            group, code = row_code(labels, group, words)
            code = None if code and is_other_part(code, labels[-1].text, printed) else code
            if code and not is_label(line[column]):
                found.append(assign(code, labels, line[start:end], line[column], columns, column))
            elif labels and has_number(line[column]):
                extra.append(headings(labels[-1:])[0])
            value = read_cell(line[column])
            if labels and value and value.value is not None:
                coded.append(CodedLine(code or "", normalise(labels[-1].text), value.value))
    return Result(tuple(found), tuple(extra), columns, group, tuple(coded))


def is_other_part(code: str, label: str, printed: Sequence[str]) -> bool:
    """Whether a line is not what its indicator counts: web forms beside e-mail, all fees beside those for
    information on request.
    """
    if code == ONLINE:
        return "网上" in label and any("电子邮件" in text for text in printed)
    return code == FEES and "总" in label and any("依申请" in text and "费" in text for text in printed)


def head_height(lines: Lines, words: Words) -> int:
    """How many lines stand above the first that carries a label of the form.

    The text of a report in the cells above the headings has headings of its own that sound like a label.
    """
    for height in range(below_names(lines), len(lines)):
        if any(is_label(cell) and find_codes(cell.text, words) for cell in distinct(lines[height])):
            return height
    return 0


def below_names(lines: Lines) -> int:
    """The line after the heading of the labels (指标名称), if no number stands above; else the first."""
    for place, line in enumerate(lines):
        if any(has_number(cell) for cell in line):
            return 0
        if any(normalise(cell.text) in NAME_HEADS for cell in line):
            return place + 1
    return 0


def choose(lines: Lines, top: int, year: int | None) -> Columns | None:
    """The number column of every band; None where none of them has one that stands for the whole."""
    width = len(lines[0])
    starts = name_columns(lines[:top]) or [0]
    bands = []
    for start, end in zip(starts, [*starts[1:], width], strict=True):
        column = number_column(lines, top, range(start + 1, end), year)
        if column is not None:
            bands.append((start, end, column))
    return Columns(tuple(bands), lines[:top], width) if bands else None


def name_columns(head: Lines) -> list[int]:
    """Where the columns of labels start, by their headings: two where the table is printed in two halves."""
    for line in head:
        places = [j for j, cell in enumerate(line) if normalise(cell.text) in NAME_HEADS]
        starts = [j for j in places if j == 0 or line[j - 1] is not line[j] and j - 1 not in places]
        if starts:
            return [0, *starts[1:]]
    return []


def number_column(lines: Lines, top: int, places: Sequence[int], year: int | None) -> int | None:
    """The column that holds the figures: by its heading, or the only one that holds numbers."""
    ranked: dict[int, list[int]] = {}
    for column in places:
        cells = [line[column] for line in lines[top:]]
        if not any(has_number(cell) for cell in cells) or is_count(cells):
            continue
        ranked.setdefault(rank(column_of(lines[:top], column), year), []).append(column)
    for place in (0, 1, 2):
        if ranked.get(place):
            return ranked[place][0]
    rest = ranked.get(3, [])
    return rest[0] if len(rest) == 1 else None


def rank(head: Sequence[Cell], year: int | None) -> int:
    """0 a total, 1 the year, 2 the period, 3 nothing known, 4 local columns, 5 another year or no figures."""
    named = [cell for cell in head if is_label(cell)]
    if not named:
        return 3
    key = normalise(named[-1].text)
    if key in CODE_HEADS or key in UNIT_HEADS or PAST.search(key):
        return 5
    if printed := YEAR.search(key):
        return 1 if year is None or int(printed.group()) == year else 5
    for place, pattern in enumerate((TOTALS, YEARLY, PERIOD)):
        if pattern.search(key):
            return place
    return 4 if len(named) > 1 or key not in NAME_HEADS else 3


def is_count(cells: Sequence[Cell]) -> bool:
    """Whether a column only counts the lines: 1, 2, 3 … or 01, 02, 03 …"""
    values = [v.value for cell in cells if (v := read_cell(cell)) and v.value is not None]
    steps = [b - a for a, b in zip(values, values[1:], strict=False)]
    return len(values) > 4 and steps.count(1) >= 0.9 * len(steps)


def has_number(cell: Cell) -> bool:
    value = read_cell(cell)
    return value is not None and value.value is not None


def row_code(labels: Sequence[Cell], group: str, words: Words) -> tuple[str, str | None]:
    """(the group that holds from here on, the indicator of the line or None)."""
    for cell in labels:
        group = next(iter(words.groups.find(cell.text)), group)
    if not labels:
        return group, None
    codes = find_codes(labels[-1].text, words)
    codes = tuple(code for code in codes if fits(code, labels[-1].text, group, words, len(codes)))
    if len(codes) != 1:
        return group, None
    heads = codes[0] not in words.parents and not words.groups.find(labels[-1].text)
    return normalise(labels[-1].text) if heads else group, codes[0]


def find_codes(text: str, words: Words) -> tuple[str, ...]:
    """What a label means; the words in its brackets count where those before them say nothing."""
    found = words.rows.find(text)
    for inner in () if found else INNER.findall(text):
        found = found or words.rows.find(inner)
    return found


def fits(code: str, text: str, group: str, words: Words, rivals: int) -> bool:
    """Whether a label may mean a code under this group: a short or ambiguous one needs its own group."""
    parents = words.parents.get(code)
    if parents is None or group in parents:
        return True
    key = normalise(text)
    return rivals == 1 and (len(key) > 3 or any(key.startswith(parent) for parent in parents))


def unit_of(cell: Cell) -> str | None:
    text = "".join(cell.text.split()).strip("()（）")
    return text if text in UNITS else None


def assign(code: str, labels: list[Cell], line: Line, cell: Cell, columns: Columns, column: int) -> Assigned:
    units = [unit for other in distinct(line) if (unit := unit_of(other))]
    units += [inner for inner in INNER.findall(labels[-1].text) if inner in UNITS]
    applicant = "total" if codebook()[code].applicant_columns else None
    above = headings(column_of(columns.lines, column))
    return Assigned(code, applicant, cell, headings(labels), above, units[0] if units else None)
