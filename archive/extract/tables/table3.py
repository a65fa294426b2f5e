"""Table 3 of the forms 2019 and 2021: applications, a line an outcome and a column a kind of applicant."""

from __future__ import annotations

from dataclasses import dataclass

from archive.extract.tables.grid import (
    Assigned,
    Line,
    Lines,
    Segment,
    column_of,
    distinct,
    headings,
    holds_value,
    is_label,
)
from archive.extract.tables.survey import NEW_FORMS
from archive.labels import APPLICANT_HEADS, Vocabulary, normalise, paths
from archive.model import Cell

HEADS = Vocabulary(APPLICANT_HEADS.items(), 0.34)
GROUP_HEAD = "法人或其他组织"
LABELS = [(code, label) for code, label in paths(NEW_FORMS) if code.startswith("applications.")]
ROWS = Vocabulary(((label[-1], code) for code, label in LABELS), 0.34)
GROUPS = Vocabulary(((label[0], label[0]) for _, label in LABELS if len(label) > 1), 0.34)
PARENTS = {code: label[0] for code, label in LABELS if len(label) > 1}


@dataclass(frozen=True, slots=True)
class Head:
    """The applicants' columns: their places in a grid of `width` places, and the lines that name them.

    A column between them whose heading is not known has the applicant None and is not read.
    """

    columns: tuple[int, ...]
    applicants: tuple[str | None, ...]
    lines: Lines
    width: int


@dataclass(frozen=True, slots=True)
class Result:
    assigned: tuple[Assigned, ...]
    lost: tuple[str, ...]
    head: Head | None
    group: str | None = None


def read_table3(segment: Segment, before: Head | None, group: str | None = None) -> Result:
    """The cells of a table 3; `before` is the head of the table it may continue without one of its own,
    `group` the group of outcomes that goes on from there.
    """
    top = head_height(segment.lines)
    head = read_head(segment.lines[:top]) or before
    if head is None:
        return Result((), ("表三没有申请人栏目",), None)
    above = [headings(column_of(head.lines, column)) for column in head.columns]
    assigned: list[Assigned] = []
    lost: list[str] = []
    for line in segment.lines[top:]:
        if names_applicants(line):
            continue  # the head again, where a page or a sheet goes on
        labels = row_labels(line, head)
        group = next((g for cell in labels for g in GROUPS.find(cell.text)), group)
        code = row_code(labels, group)
        cells = data_cells(line, labels, head)
        if code and cells:
            assigned += assign(code, labels, cells, head, above)
        elif any(holds_value(cell) for cell in distinct(line)):
            lost.append(" ".join(headings(labels)) or "无标目的一行")
    return Result(tuple(assigned), (*lost, *unnamed(segment.lines[top:], head, above)), head, group)


def unnamed(lines: Lines, head: Head, above: list[tuple[str, ...]]) -> list[str]:
    """The headings of columns with numbers that name no applicant."""
    return [
        " ".join(names) or "无标目的一栏"
        for column, applicant, names in zip(head.columns, head.applicants, above, strict=True)
        if not applicant and any(len(line) == head.width and holds_value(line[column]) for line in lines)
    ]


def head_height(lines: Lines) -> int:
    """How many lines stand above the first outcome: told by its label or, like 3.其他, by its numbers. All of
    them where only the head found room on a page.
    """
    for height, line in enumerate(lines):
        labels = [cell for cell in distinct(line) if is_label(cell) and ROWS.find(cell.text)]
        numbers = sum(holds_value(cell) for cell in distinct(line))
        if any(not HEADS.find(cell.text) for cell in labels) or (labels and numbers >= 3):
            return height
    return 0 if any(holds_value(cell) for line in lines for cell in line) else len(lines)


def read_head(lines: Lines) -> Head | None:
    """The columns by the lowest heading of each; by reading order where spans do not fit."""
    if not lines:
        return None
    width = len(lines[0])
    found = {j: a for j in range(width) if (a := applicant_of(column_of(lines, j)))}
    order = printed_order(lines)
    if len(found) == len(set(found.values())) == len(set(order)) > 2:
        between = range(min(found), max(found) + 1)
        return Head(tuple(between), tuple(found.get(j) for j in between), lines, width)
    if len(order) < 3 or len(set(order)) != len(order):
        return None
    return Head(tuple(range(width - len(order), width)), tuple(order), lines, width)


def names_applicants(line: Line) -> bool:
    cells = distinct(line)
    named = sum(1 for cell in cells if normalise(cell.text) == GROUP_HEAD or HEADS.find(cell.text))
    return named >= 3 and not any(map(holds_value, cells))


def applicant_of(column: list[Cell]) -> str | None:
    labels = [cell for cell in column if is_label(cell)]
    return next(iter(HEADS.find(labels[-1].text)), None) if labels else None


def printed_order(lines: Lines) -> list[str]:
    """The applicants as printed from left to right, those under 法人或其他组织 in its place."""
    rows = [[cell for cell in distinct(line) if cell.row == line_number(line)] for line in lines]
    upper: list[str] = []
    lower: list[str] = []
    for row in rows:
        names = [cell for cell in row if HEADS.find(cell.text) or normalise(cell.text) == GROUP_HEAD]
        if any(normalise(cell.text) == GROUP_HEAD for cell in names) and not upper:
            upper = [GROUP_HEAD if normalise(c.text) == GROUP_HEAD else HEADS.find(c.text)[0] for c in names]
        else:
            # A second 法人或其他组织, where a head is printed twice, names no applicant.
            lower += [found[0] for cell in names if (found := HEADS.find(cell.text))]
    if not upper:
        return lower
    place = upper.index(GROUP_HEAD)
    return [*upper[:place], *lower, *upper[place + 1 :]]


def line_number(line: Line) -> int:
    """The number of a line in its grid: the largest row in which one of its cells starts."""
    return max(cell.row for cell in line)


def row_labels(line: Line, head: Head) -> list[Cell]:
    """The label cells of a line, from the left; only those before the first applicant's column, if any."""
    first = head.columns[0] if len(line) == head.width else len(line) - len(head.columns)
    left = [cell for cell in distinct(line[:first]) if is_label(cell)]
    return left or [cell for cell in distinct(line) if is_label(cell)]


def row_code(labels: list[Cell], group: str | None) -> str | None:
    """The indicator of the lowest label; the group tells apart what stands under several."""
    if not labels:
        return None
    codes = ROWS.find(labels[-1].text)
    if len(codes) > 1:
        codes = tuple(code for code in codes if PARENTS.get(code) == group)
    return codes[0] if len(codes) == 1 else None


def data_cells(line: Line, labels: list[Cell], head: Head) -> list[Cell]:
    """The cells of a line in the order of the head's columns; empty where they cannot be told."""
    named = {id(cell) for cell in labels}
    start = max([place for place, cell in enumerate(line) if id(cell) in named], default=-1) + 1
    rest = distinct(line[start:])
    count = len(head.columns)
    if len(rest) == count:
        return rest
    if len(line) == head.width:
        mapped = [line[column] for column in head.columns]
        strays = [cell for cell in rest if holds_value(cell) and cell not in mapped]
        beside = all(cell.column > mapped[-1].column for cell in strays) and all(c.text for c in mapped)
        if len(distinct(mapped)) == count and (not strays or beside):
            return mapped
    return trim(rest, count)


def trim(cells: list[Cell], count: int) -> list[Cell]:
    """The `count` cells that are left when empty ones at the ends go, first those at the left."""
    while len(cells) > count and not cells[0].text.strip():
        cells = cells[1:]
    while len(cells) > count and not cells[-1].text.strip():
        cells = cells[:-1]
    return cells if len(cells) == count else []


def assign(
    code: str, labels: list[Cell], cells: list[Cell], head: Head, above: list[tuple[str, ...]]
) -> list[Assigned]:
    rows = headings(labels)
    whole = code.endswith(".subtotal") and not code.endswith("other.subtotal")
    return [
        Assigned(code, applicant, cell, rows, heads)
        for cell, heads, applicant in zip(cells, above, head.applicants, strict=True)
        if applicant and (applicant == "total" or not whole)
    ]


def names_sub_rows(segment: Segment) -> bool:
    """Whether （六）其他处理 has the lines under it that only form 2021 prints."""
    cells = (cell for line in segment.lines for cell in distinct(line) if is_label(cell))
    return any(
        code.endswith(("uncorrected_overdue", "fee_unpaid")) for c in cells for code in ROWS.find(c.text)
    )
