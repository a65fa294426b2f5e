"""Table 4 of the forms 2019 and 2021: reconsideration and litigation, a line under 15 headings."""

from __future__ import annotations

from collections.abc import Sequence
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
    transpose,
)
from archive.extract.tables.survey import NEW_FORMS
from archive.extract.tables.values import read_cell
from archive.labels import Vocabulary, normalise, paths
from archive.model import Cell

LABELS = [
    (code, label) for code, label in paths(NEW_FORMS) if code.startswith(("reconsideration.", "litigation."))
]
CODES = {(normalise(block), normalise(result)): code for code, (block, result) in LABELS}
BLOCKS = Vocabulary(((label[0], normalise(label[0])) for _, label in LABELS), 0.3)
RESULTS = Vocabulary(((label[1], code.rsplit(".", 1)[1]) for code, label in LABELS), 0.34)
ORDER = ("行政复议", "未经复议直接起诉", "复议后起诉")


@dataclass(frozen=True, slots=True)
class Result:
    assigned: tuple[Assigned, ...]
    lost: tuple[str, ...]


def read_table4(segment: Segment) -> Result:
    """The cells of a table 4, also where it was printed with its headings at the left."""
    caption = segment.table.caption or ""
    read = [read_lines(lines, caption) for lines in stacked(segment.lines)]
    upright = Result(
        tuple(a for one in read for a in one.assigned), tuple(w for one in read for w in one.lost)
    )
    if upright.assigned:
        return upright
    turned = read_lines(transpose(segment.lines), caption)
    return turned if turned.assigned else upright


def stacked(lines: Lines) -> list[Lines]:
    """The tables that stand one below the other, each with its own heads: 行政复议, then 行政诉讼."""
    starts = [0]
    for number in range(1, len(lines)):
        if is_head(lines[number]) and not is_head(lines[number - 1]):
            starts.append(number)
    tables = [lines[a:b] for a, b in zip(starts, [*starts[1:], len(lines)], strict=True)]
    return tables if all(map(head_height, tables)) else [lines]


def is_head(line: Line) -> bool:
    labels = [cell.text for cell in distinct(line) if is_label(cell)]
    return any(BLOCKS.find(text) or RESULTS.find(text) for text in labels)


def read_lines(lines: Lines, caption: str) -> Result:
    top = head_height(lines)
    data = [line for line in lines[top:] if any(is_data(cell) for cell in line)]
    if not top or not data:
        return Result((), ("表四没有数据行",))
    blocks, results = named_columns(lines[:top])
    columns = [j for j, result in enumerate(results) if result and not goes_on(j, lines[top - 1], data[0])]
    names = complete([blocks[j] for j in columns], [results[j] for j in columns], caption)
    found: list[Assigned] = []
    seen: set[str] = set()
    for column, name, cell in zip(columns, names, data_cells(data[0], columns), strict=True):
        code = code_of(name, results[column])
        if code is None or code in seen or not is_data(cell):
            continue
        seen.add(code)
        found.append(Assigned(code, None, cell, (), headings(column_of(lines[:top], column))))
    heads = {id(column_of(lines[:top], column)[-1]) for column in columns}
    strays = {id(cell) for cell in data[0] if holds_value(cell)} - {id(one.cell) for one in found}
    lost = () if len(found) == len(heads) and not strays else ("表四有未能辨认的栏目",)
    return Result(tuple(found), lost)


def goes_on(column: int, *lines: Line) -> bool:
    """Whether head and figure are those of the column before: spans that do not fit cut a column in two."""
    return column > 0 and all(len(distinct(line[column - 1 : column + 1])) == 1 for line in lines)


def data_cells(line: Line, columns: Sequence[int]) -> list[Cell]:
    """The cells under these columns; counted off where the line has as many, but not under them."""
    under = [line[column] for column in columns]
    printed = [cell for cell in distinct(line) if is_data(cell)]
    fits = all(is_data(cell) for cell in under) and len(distinct(under)) == len(under)
    return printed if not fits and len(printed) == len(under) else under


def is_data(cell: Cell) -> bool:
    return not is_label(cell) and read_cell(cell) is not None


def head_height(lines: Lines) -> int:
    """How many lines stand above the numbers: the last with results in its cells is the lowest."""
    height = 0
    for number, line in enumerate(lines, 1):
        if sum(1 for cell in distinct(line) if is_label(cell) and RESULTS.find(cell.text)) >= 2:
            height = number
    return height


def named_columns(lines: Lines) -> tuple[list[str | None], list[str | None]]:
    """For every column the block and the result its headings name."""
    blocks: list[str | None] = []
    results: list[str | None] = []
    for column in range(len(lines[0])):
        cells = [cell for cell in column_of(lines, column) if is_label(cell)]
        named = [block for cell in cells for block in BLOCKS.find(cell.text)]
        blocks.append(named[-1] if named else None)
        found = RESULTS.find(cells[-1].text) if cells else ()
        results.append(found[0] if found else None)
    return blocks, results


def complete(blocks: Sequence[str | None], results: Sequence[str | None], caption: str) -> list[str | None]:
    """The block of every result: where headings do not reach it, each run of results is one block in order.

    A heading that is narrower or wider than its results names blocks wrongly for some of them, so the runs
    are taken wherever the blocks named are not one for each run.
    """
    runs: list[int] = []
    seen: set[str | None] = set()
    for result in results:
        if result in seen or not runs:
            runs.append((runs[-1] + 1) if runs else 0)
            seen = set()
        else:
            runs.append(runs[-1])
        seen.add(result)
    count = runs[-1] + 1 if runs else 0
    by_run = [{b for b, r in zip(blocks, runs, strict=True) if r == run} for run in range(count)]
    if all(len(named) == 1 and None not in named for named in by_run):
        return list(blocks)
    alone = [named - {None} for named in by_run]
    if all(len(named) == 1 for named in alone) and len(set().union(*alone)) == count:
        return [next(iter(alone[run])) for run in runs]  # heads of a sheet, wide without being merged
    if count == len(ORDER):
        return [ORDER[run] for run in runs]
    captioned = [block for block in ORDER if block in normalise(caption)]
    return [captioned[0] if count == 1 and captioned else block for block in blocks]


def code_of(block: str | None, result: str | None) -> str | None:
    for (name, _), code in CODES.items():
        if name == block and code.rsplit(".", 1)[1] == result:
            return code
    return None
