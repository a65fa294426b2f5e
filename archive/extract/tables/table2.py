"""Table 2 of the forms 2019 and 2021: blocks of documents and decisions, each under headings of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.extract.tables.grid import Assigned, Line, Segment, distinct, headings, is_label
from archive.extract.tables.survey import NEW_FORMS
from archive.extract.tables.values import read_cell
from archive.labels import Vocabulary, normalise, paths
from archive.model import Cell

OTHERS = ("applications.", "reconsideration.", "litigation.")
LABELS = [(code, label) for code, label in paths(NEW_FORMS) if not code.startswith(OTHERS)]
SUBJECTS = Vocabulary(((label[0], code.split(".")[0]) for code, label in LABELS), 0.3)
MEASURES = Vocabulary(((label[1], code.split(".")[1]) for code, label in LABELS), 0.3)
# What a font of a PDF does not name.
NAMELESS = "\ufffd"
CODES = frozenset(code for code, _ in LABELS)
MONEY = re.compile(r"[(（\[【〔﹝:：,，、]\s*(?:单位)?[:：]?\s*(亿元|万元|元)")


@dataclass(frozen=True, slots=True)
class Result:
    assigned: tuple[Assigned, ...]
    lost: tuple[str, ...]
    head: Line | None


def read_table2(segment: Segment, before: Line | None) -> Result:
    """The cells of a table 2; `before` is the head line of the table that it may continue."""
    head = before
    assigned: list[Assigned] = []
    lost: list[str] = []
    for line in segment.lines:
        if is_head(line):
            head = line
            continue
        place = subject_place(line)
        if place is None:
            continue
        cells = [] if head is None else align(line, place, head)
        assigned += cells
        if not cells and any(is_data(cell) or NAMELESS in cell.text for cell in distinct(line[place + 1 :])):
            lost.append(" ".join(line[place].text.split()))
    return Result(tuple(assigned), tuple(lost), head)


def is_head(line: Line) -> bool:
    return any(is_label(cell) and MEASURES.find(cell.text) for cell in distinct(line))


def subject_place(line: Line) -> int | None:
    """The last place of the cell that names what the line counts."""
    places = [place for place, cell in enumerate(line) if is_label(cell) and SUBJECTS.find(cell.text)]
    return places[-1] if places else None


def align(line: Line, place: int, head: Line) -> list[Assigned]:
    """The data cells of a line with the headings above them; counted off where the spans do not fit."""
    subject = line[place]
    names = [cell for cell in distinct(head) if is_label(cell) and MEASURES.find(cell.text)]
    cells = [cell for cell in distinct(line[place + 1 :]) if is_data(cell)]
    pairs = above(line, place, head) if len(line) == len(head) else []
    if len(pairs) != len(names):
        pairs = count_off(cells, names)
    found = []
    for cell, name in pairs:
        code = code_of(subject.text, name.text)
        if code:
            unit = MONEY.search("".join(name.text.split())) if code.endswith(".amount") else None
            found.append(
                Assigned(
                    code, None, cell, headings([subject]), headings([name]), unit.group(1) if unit else None
                )
            )
    return found


def above(line: Line, place: int, head: Line) -> list[tuple[Cell, Cell]]:
    """(data cell, heading) by column, one for one; [] where a cell or a heading would stand in two pairs."""
    pairs: list[tuple[Cell, Cell]] = []
    for cell, name in zip(line[place + 1 :], head[place + 1 :], strict=True):
        if is_data(cell) and is_label(name) and MEASURES.find(name.text) and (cell, name) not in pairs:
            pairs.append((cell, name))
    once = len({id(cell) for cell, _ in pairs}) == len({id(name) for _, name in pairs}) == len(pairs)
    return pairs if once else []


def count_off(cells: list[Cell], names: list[Cell]) -> list[tuple[Cell, Cell]]:
    """Pairs in order where there are as many cells as headings; empty cells at the ends may go."""
    while len(cells) > len(names) and not cells[-1].text.strip():
        cells = cells[:-1]
    while len(cells) > len(names) and not cells[0].text.strip():
        cells = cells[1:]
    return list(zip(cells, names, strict=True)) if len(cells) == len(names) else []


def is_data(cell: Cell) -> bool:
    return not is_label(cell) and read_cell(cell) is not None


def code_of(subject: str, measure: str) -> str | None:
    """The one indicator of a subject and a measure, e.g. 行政许可 and 处理决定数量."""
    codes = [f"{s}.{m}" for s in SUBJECTS.find(subject) for m in MEASURES.find(measure)]
    known = [code for code in codes if code in CODES]
    return known[0] if len(known) == 1 else None


def forms_named(segment: Segment) -> set[str]:
    """The forms whose headings of table 2 stand in a segment."""
    found: set[str] = set()
    for line in segment.lines:
        for cell in distinct(line):
            if is_label(cell):
                found |= FORM_OF.get(normalise(cell.text), set())
    return found


def measure_forms() -> dict[str, set[str]]:
    """The form that prints a heading of table 2, for the headings that only one of them prints."""
    found: dict[str, set[str]] = {}
    for form in NEW_FORMS:
        for code, label in paths((form,)):
            if (code, label) in LABELS and code != "admin_fees.amount":
                found.setdefault(normalise(label[1]), set()).add(form)
    found |= {normalise("本年收费金额"): {"2021"}, normalise("收费金额"): {"2021"}}
    return {key: forms for key, forms in found.items() if len(forms) == 1}


FORM_OF = measure_forms()
