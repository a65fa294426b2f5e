"""Whether the evidence of a figure still holds against its document."""

from __future__ import annotations

import re

from archive.extract.tables.values import read_cell
from archive.model import Cell, CellEvidence, Derived, Document, Figure, Sentence, Table
from archive.text.numbers import find_numbers
from archive.text.variants import simplified

# What a negative number is printed as: 本年减少3项, 增/减：-2.
_FEWER = re.compile("[减消放－—-]")


def evidence_holds(figure: Figure, document: Document) -> bool:
    """Re-reads what the evidence points at: the number, the negating words, the cell under its headings.

    A derived figure holds if it names what it was computed from.
    """
    evidence = figure.evidence
    if isinstance(evidence, Sentence):
        return sentence_holds(figure, evidence, document.text)
    if isinstance(evidence, CellEvidence):
        return cell_holds(figure, evidence, document)
    return isinstance(evidence, Derived) and bool(evidence.sources) and figure.qualifier == "derived"


def sentence_holds(figure: Figure, evidence: Sentence, text: str) -> bool:
    printed = text[evidence.start : evidence.end]
    if not printed.strip() or squeeze(evidence.text) not in squeeze(text):
        return False
    if figure.qualifier == "stated_zero":
        return figure.value == 0
    before = simplified(text[max(0, evidence.start - 12) : evidence.start])
    around = before + simplified(text[evidence.start : evidence.end + 12])
    value = figure.value
    if value is not None and value < 0 and _FEWER.search(before):
        value = -value
    return value is not None and any(number.value == value for number in find_numbers(around))


def squeeze(text: str) -> str:
    return "".join(text.split())


def cell_holds(figure: Figure, evidence: CellEvidence, document: Document) -> bool:
    if not 1 <= evidence.table <= len(document.tables):
        return False
    table = document.table(evidence.table)
    cell = cell_at(table, evidence.row, evidence.column)
    if cell is None or cell.text != evidence.text:
        return False
    value = read_cell(cell)
    if value is None or (value.value, value.qualifier) != (figure.value, figure.qualifier):
        return False
    return headings_hold(evidence, document)


def cell_at(table: Table, row: int, column: int) -> Cell | None:
    """The cell printed at this place, None where there is none."""
    if not (1 <= row <= len(table.rows) and 1 <= column <= table.width):
        return None
    cell = table.rows[row - 1][column - 1]
    return cell if (cell.row, cell.column) == (row, column) else None


def headings_hold(evidence: CellEvidence, document: Document) -> bool:
    """Whether its headings stand in this table, or, for one that goes on over a page, in one before it."""
    tables = document.tables[: evidence.table]
    printed = {" ".join(cell.text.split()) for table in tables for cell in table.cells()}
    return all(heading in printed for heading in (*evidence.row_headings, *evidence.column_headings))
