"""Which form tables a document has: every printed table is cut into the segments that each form prints.

Kinds: "2" documents and decisions, "3" applications, "4" reconsideration and litigation (forms 2019, 2021),
"2014" the 统计表, "2008" the coded tables of some places.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from archive.extract.tables.grid import Lines, Segment, distinct, is_label
from archive.labels import (
    APPLICANT_HEADS,
    BLOCKS,
    GROUPS,
    NAME_HEADS,
    RESULTS,
    Vocabulary,
    normalise,
    paths,
)
from archive.model import Document, Table

NEW_FORMS = ("2019", "2021")
OLD_FORMS = ("2014", "2008")
AMBIGUOUS = frozenset(("其他", "总计", "合计", "维持", "纠正"))


def build_kinds() -> Vocabulary:
    """Which of the new tables a label belongs to, by words that belong to one of them only."""
    pairs: list[tuple[str, str]] = [(word, "4") for word in (*BLOCKS, *RESULTS)]
    pairs += [(word, "3") for word in (*APPLICANT_HEADS, *GROUPS) if word not in AMBIGUOUS]
    pairs.append(("信息内容", "2"))
    for code, label in paths(NEW_FORMS):
        kind = "3" if code.startswith("applications.") else "4" if label[0] in BLOCKS else "2"
        if kind != "4":
            words = label if kind == "2" else label[-1:]
            pairs += [(word, kind) for word in words if normalise(word) not in AMBIGUOUS]
    return Vocabulary(pairs, 0.25)


KINDS = build_kinds()
OLD = {form: Vocabulary(((label[-1], code) for code, label in paths((form,))), 0.2) for form in OLD_FORMS}


_latest: list[tuple[Document, tuple[Segment, ...]]] = []


def segments(document: Document) -> tuple[Segment, ...]:
    """All segments of all tables that belong to a form, in reading order. Those of the latest document are
    kept: whoever recognises a report asks for them, and who reads its tables asks again.
    """
    if not (_latest and _latest[0][0] is document):
        _latest[:] = [(document, surveyed(document))]
    return _latest[0][1]


def surveyed(document: Document) -> tuple[Segment, ...]:
    found: list[Segment] = []
    for table in document.tables:
        found += cut(table, next((s.kind for s in reversed(found) if s.kind in OLD_FORMS), OLD_FORMS[0]))
    return tuple(found)


def cut(table: Table, before: str) -> Iterator[Segment]:
    """The segments of one table; `before` is the older form of the table that it may continue."""
    if table.width < 2 and len(table.rows) > 1:
        return
    labels = [[cell.text for cell in distinct(line) if is_label(cell)] for line in table.rows]
    kinds = [line_kind(texts) for texts in labels]
    old = old_form(labels, sum(kind is not None for kind in kinds), before)
    if old:
        yield from (Segment(old, table, lines) for lines in parts(table.rows, OLD[old]))
        return
    for kind, lines in runs(table.rows, kinds):
        yield Segment(kind, table, lines)


def parts(lines: Lines, words: Vocabulary) -> Iterator[Lines]:
    """The lines cut before heads that come again: a table printed in two under columns of other widths."""
    start, figures = 0, False
    for place, line in enumerate(lines):
        names = [normalise(cell.text) for cell in distinct(line)]
        if figures and NAME_HEADS.intersection(names[:2]) and len(names) > 1:
            yield lines[start:place]
            start, figures = place, False
        figures = figures or exact([cell.text for cell in distinct(line) if is_label(cell)], words)
    yield lines[start:]


def old_form(labels: Sequence[Sequence[str]], new_lines: int, before: str) -> str | None:
    """The older form whose labels more lines of the table carry than those of the new forms."""
    hits = {form: sum(1 for texts in labels if exact(texts, OLD[form])) for form in OLD_FORMS}
    headed = any(NAME_HEADS.intersection(map(normalise, texts)) and len(texts) > 2 for texts in labels[:3])
    enough = [form for form in OLD_FORMS if hits[form] >= (3 if headed else 4) and hits[form] > new_lines]
    return max(enough, key=lambda form: hits[form] + 3 * (form == before), default=None)


def exact(labels: Iterable[str], words: Vocabulary) -> bool:
    return any(text in words for text in labels)


def line_kind(labels: Iterable[str]) -> str | None:
    """The new table a line belongs to by its labels, None where they do not say."""
    votes: list[str] = []
    for text in labels:
        if len(text) < 80:
            votes += KINDS.find(text)[:1]
    return max(votes, key=lambda kind: (votes.count(kind), kind)) if votes else None


def runs(lines: Lines, kinds: list[str | None]) -> Iterator[tuple[str, Lines]]:
    """Lines of one kind that follow each other; a line that says nothing stays with those before it."""
    if not any(kinds):
        return
    filled = fill(kinds)
    for kind, run in groupby(zip(filled, lines, strict=True), key=lambda pair: pair[0]):
        yield kind, tuple(line for _, line in run)


def fill(kinds: Iterable[str | None]) -> list[str]:
    """Every line gets the kind of the nearest line before it that has one, the first ones the first."""
    kinds = list(kinds)
    current = next(kind for kind in kinds if kind)
    filled = []
    for kind in kinds:
        current = kind or current
        filled.append(current)
    return filled
