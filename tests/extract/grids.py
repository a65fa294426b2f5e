"""Compact grids: a line a row, `|` between cells, `<` is the cell at the left, `^` the one above."""

from __future__ import annotations

from archive.model import Cell, Document, Table


def table(drawing: str, number: int = 1, caption: str | None = None) -> Table:
    rows = [[text.strip() for text in line.split("|")] for line in drawing.strip().splitlines()]
    width = max(len(row) for row in rows)
    places: list[list[Cell]] = []
    for i, row in enumerate(rows, 1):
        line: list[Cell] = []
        for j, text in enumerate(row + [""] * (width - len(row)), 1):
            if text == "<":
                line.append(line[-1])
            elif text == "^":
                line.append(places[-1][j - 1])
            else:
                line.append(Cell(i, j, text))
        places.append(line)
    return Table(number, tuple(tuple(line) for line in places), caption=caption)


def document(*drawings: str) -> Document:
    tables = tuple(table(drawing, number) for number, drawing in enumerate(drawings, 1))
    text = "\n".join("\t".join(c.text for c in line) for t in tables for line in t.rows)
    return Document("text/html", "甲县乙局2022年政府信息公开工作年度报告", text, tables=tables)
