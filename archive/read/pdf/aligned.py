"""Tables without lines: at least three rows one under the other whose words stand in the same columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archive.read.pdf.chars import Piece
from archive.read.pdf.lines import PrintedLine
from archive.read.pdf.places import PageTable, Place, rounded

_MIN_ROWS = 3
_NUMBER = re.compile(r"[-+]?\d[\d,，.]*[%％]?|[/／—–-]+")
_MAX_STEP = 2.6

Column = tuple[float, float]


def aligned_tables(lines: Sequence[PrintedLine]) -> Iterator[PageTable | PrintedLine]:
    """The lines of a page; runs of them that make up a table as one."""
    run: list[PrintedLine] = []
    for line in lines:
        if run and not _goes_on(run[-1], line):
            yield from _table_or_lines(run)
            run = []
        if len(line.pieces) > 1:
            run.append(line)
        else:
            yield from _table_or_lines(run)
            run = []
            yield line
    yield from _table_or_lines(run)


def _goes_on(above: PrintedLine, below: PrintedLine) -> bool:
    return below.top - above.top <= _MAX_STEP * max(above.size, below.size)


def _table_or_lines(run: Sequence[PrintedLine]) -> Sequence[PageTable | PrintedLine]:
    columns = _columns(run)
    single = all(len({_column_of(p, columns) for p in line.pieces}) == len(line.pieces) for line in run)
    numbered = sum(any(_NUMBER.fullmatch(p.text) for p in line.pieces[1:]) for line in run)
    if len(run) < _MIN_ROWS or len(columns) < 2 or not single or 2 * numbered < len(run):
        return run
    if _is_headless(run, columns):
        return run
    return [_table(run, columns)]


def _is_headless(run: Sequence[PrintedLine], columns: Sequence[Column]) -> bool:
    """Whether heads stand beside the figures, not over them: then nobody can say which is whose."""
    over = {_column_of(p, columns) for p in run[0].pieces}
    under = {_column_of(p, columns) for line in run[1:] for p in line.pieces}
    return bool(over - under - {0}) and bool(under - over - {0})


def _columns(run: Sequence[PrintedLine]) -> list[Column]:
    """The stretches of x that words cover, in any row."""
    columns: list[Column] = []
    for piece in sorted((p for line in run for p in line.pieces), key=lambda p: p.x0):
        if columns and piece.x0 < columns[-1][1]:
            columns[-1] = columns[-1][0], max(columns[-1][1], piece.x1)
        else:
            columns.append((piece.x0, piece.x1))
    return columns


def _column_of(piece: Piece, columns: Sequence[Column]) -> int:
    return max(i for i, (x0, _) in enumerate(columns) if x0 <= piece.x0)


def _table(run: Sequence[PrintedLine], columns: Sequence[Column]) -> PageTable:
    """Cells reach half-way to their neighbours."""
    inner = [(a[1] + b[0]) / 2 for a, b in zip(columns, columns[1:], strict=False)]
    xs = [columns[0][0], *inner, columns[-1][1]]
    between = [(a.bottom + b.top) / 2 for a, b in zip(run, run[1:], strict=False)]
    ys = [run[0].top, *between, run[-1].bottom]
    places = []
    for i, line in enumerate(run):
        for piece in line.pieces:
            j = _column_of(piece, columns)
            box = rounded((xs[j], ys[i], xs[j + 1], ys[i + 1]))
            places.append(Place(box, piece.text, line.page, box))
    return PageTable(tuple(places), run[0].page, (xs[0], ys[0], xs[-1], ys[-1]))
