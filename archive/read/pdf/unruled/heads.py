"""The columns of a table without lines: where its figures stand, and which heads stand over them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from archive.labels import (
    APPLICANT_HEADS,
    BLOCKS,
    NAME_HEADS,
    RESULTS,
    Vocabulary,
    is_label,
    normalise,
    resembles_label,
)
from archive.read.pdf.chars import Char
from archive.read.pdf.unruled.groups import without_spanning
from archive.read.pdf.unruled.labels import known_labels
from archive.read.pdf.unruled.levels import Level
from archive.read.pdf.unruled.pairs import Span, is_crossed, pairs_of
from archive.read.pdf.unruled.words import WIDE, Block, block, lines_of_chars

_SPANNING = frozenset(map(normalise, (*BLOCKS, "法人或其他组织", "申请人情况")))
_CORNERS = frozenset(map(normalise, ("信息内容", *NAME_HEADS)))
_FURTHER = frozenset(
    map(
        normalise,
        (
            "单位",
            "计量单位",
            "统计数",
            "数量",
            "本期",
            "本年累计",
            "代码",
            "合计",
            "总计",
            "备注",
            *APPLICANT_HEADS,
        ),
    )
)
_BROKEN = frozenset(map(normalise, ("计量单位", "统计数", *APPLICANT_HEADS, *RESULTS)))
_SPACE, _PIECES = 1.5, (3, 2, 1)
# Between two heads there is more space, in sizes of a letter, than within one that is spaced.
_APART = 4.0
# A column without a head is worth less than one whose head nobody knows.
_HEADLESS = -0.6
_MOST_HEADS = 17
_FULL, _SOME = 0.6, 0.4
_ALIGNED, _SAME, _SEVERAL = 0.85, 0.7, 3
_APPLICANTS = Vocabulary(((word, word) for word in APPLICANT_HEADS), 0.34)
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Column:
    """`span` is where its figures and its head stand."""

    span: Span
    head: Block | None


def spans_of(rows: Sequence[Sequence[Block]]) -> list[list[Span]]:
    """Where columns of figures may stand: by the fullest rows if these agree, or where any figure stands."""
    most = max(map(len, rows), default=0)
    full = [row for row in rows if len(row) == most]
    spans = [(min(r[i].x0 for r in full), max(r[i].x1 for r in full)) for i in range(most)]
    for row in rows:
        for b in row:
            over = [i for i, span in enumerate(spans) if b.x0 < span[1] and b.x1 > span[0]]
            if len(over) == 1:
                i = over[0]
                spans[i] = min(spans[i][0], b.x0), max(spans[i][1], b.x1)
    together = united((b.x0, b.x1) for row in rows for b in row)
    apart = all(a[1] <= b[0] for a, b in pairwise(spans))
    if apart and most >= WIDE <= len(full) and len(full) >= _FULL * len(rows):
        return [spans]
    options = [_from_left([b for row in rows for b in row]), together]
    options += [spans] if apart and spans != together else []
    return [option for option in options if option]


def _from_left(values: Sequence[Block]) -> list[Span]:
    """Columns by where most figures begin, [] if these are not several each: what begins elsewhere stands in
    the cell that goes on to the next column.
    """
    starts: list[list[Block]] = []
    for value in sorted(values, key=lambda b: b.x0):
        if starts and value.x0 - starts[-1][0].x0 <= _SAME:
            starts[-1].append(value)
        else:
            starts.append([value])
    columns = [own for own in starts if len(own) >= _SEVERAL]
    if len(columns) < WIDE or sum(map(len, columns)) < _ALIGNED * len(values):
        return []
    edges = [*(own[0].x0 for own in columns), max(b.x1 for b in values) + 1]
    cells = [[b for b in values if a <= b.x0 < z] for a, z in pairwise(edges)]
    spans = [(min(b.x0 for b in own), max(b.x1 for b in own)) for own in cells]
    return spans if all(a[1] <= b[0] for a, b in pairwise(spans)) else []


def spans_of_heads(heads: Sequence[Level], left: float) -> list[list[Span]]:
    """Where columns stand that have no figure at all."""
    return [united((w.x0, w.x1) for level in heads for w in level.words if w.x0 >= left)]


def united(parts: Iterable[Span]) -> list[Span]:
    found: list[Span] = []
    for x0, x1 in sorted(parts):
        if found and x0 < found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], x1)
        else:
            found.append((x0, x1))
    return found


def columns_of(places: Sequence[Sequence[Span]], heads: Sequence[Level]) -> tuple[list[Column], list[Block]]:
    """The columns with their heads, [] where it is in doubt which head is whose; and what stands over several
    heads.
    """
    words, spanning = without_spanning([w for level in heads for w in level.blocks])
    kept = set(map(id, words))
    heads = [
        Level(level.y, (), tuple(_joined([w for w in level.blocks if id(w) in kept]))) for level in heads
    ]
    options = [
        option
        for spans in places
        for option in (_by_place(spans, heads), *_by_words(spans, heads), _by_labels(spans, heads))
    ]
    best = max(filter(_has_own_heads, options), key=_known, default=[])
    return best or _merged(places[0], heads), spanning


def _merged(spans: Sequence[Span], heads: Sequence[Level]) -> list[Column]:
    columns = _by_place(_under_one_head(spans, heads), heads)
    return columns if _has_own_heads(columns) else []


def _under_one_head(spans: Sequence[Span], heads: Sequence[Level]) -> list[Span]:
    """With columns as one that stand under one head of the forms: of two numbers in one cell nothing
    is read, but of the rest.
    """
    whole = [(w.x0, w.x1) for level in heads for w in level.words if _is_whole(w.text)]
    over = [(a, b) for a, b in whole if sum(a < x1 and b > x0 for x0, x1 in spans) > 1]
    return united([*spans, *over])


def _has_own_heads(columns: Sequence[Column]) -> bool:
    """Whether none of the heads is that of the labels."""
    return bool(columns) and not any(c.head and normalise(c.head.text) in _CORNERS for c in columns)


def _joined(words: Sequence[Block]) -> list[Block]:
    """其 and 他, 计量 and 单位, 自, 然 and 人 with space between them as one word."""
    found: list[Block] = []
    for word in words:
        run = next((own for n in _PIECES if len(own := [*found[-n:], word]) > 1 and _are_one(own)), [word])
        found[len(found) - len(run) + 1 :] = [block([[c for b in run for c in b.lines[0]]])]
    return found


def _are_one(words: Sequence[Block]) -> bool:
    near = all(b.x0 - a.x1 <= _SPACE * (b.bottom - b.top) for a, b in pairwise(words))
    whole = normalise("".join(word.text for word in words)) in _BROKEN
    return near and whole and not any(normalise(word.text) in _BROKEN for word in words)


def _known(columns: Sequence[Column]) -> float:
    return sum(_worth(c.head.text) if c.head else _HEADLESS for c in columns) - 0.1 * len(columns)


def _worth(text: str) -> float:
    return (1.0 if is_label(text) else 0.9 if is_head(text) else -0.5) + 0.001 * len(text)


def is_head(text: str) -> bool:
    return normalise(text) in _FURTHER or resembles_label(text) or bool(_APPLICANTS.find(text))


def _by_place(spans: Sequence[Span], heads: Sequence[Level]) -> list[Column]:
    """Each column's head are the lowest lines within its bounds that are one; else all of them."""
    inner = [(a[1] + b[0]) / 2 for a, b in pairwise(spans)]
    half = min((b - a for a, b in pairwise(inner)), default=60.0) / 2
    xs = [min(spans[0][0], (sum(spans[0]) / 2) - half), *inner, max(spans[-1][1], sum(spans[-1]) / 2 + half)]
    chars = [c for level in heads for word in level.words for line in word.lines for c in line]
    columns = []
    for span, (x0, x1) in zip(spans, pairwise(xs), strict=True):
        own = lines_of_chars(c for c in chars if x0 <= (c["x0"] + c["x1"]) / 2 < x1)
        columns.append(Column(span, _lowest(own)))
    return [] if _cuts_words(columns, heads) or any(c.head and _is_two(c.head) for c in columns) else columns


def _cuts_words(columns: Sequence[Column], heads: Sequence[Level]) -> bool:
    """Whether one of the forms' heads is cut in two, or what is none of theirs heads a column with a part of
    one word and a part of another.
    """
    of_char = {id(c): i for i, column in enumerate(columns) if column.head for c in column.head.chars}
    strange = {i for i, c in enumerate(columns) if c.head and not is_head(c.head.text)}
    for level in heads:
        parts = [[of_char.get(id(c)) for c in word.chars] for word in level.words]
        if any(len(set(own)) > 1 and _is_whole(w.text) for own, w in zip(parts, level.words, strict=True)):
            return True
        for n, own in enumerate(parts):
            others = {at for other in parts[:n] + parts[n + 1 :] for at in other}
            if len(set(own)) > 1 and strange & set(own) & others:
                return True
    return False


def _is_two(head: Block) -> bool:
    """Whether two heads stand beside each other in it."""
    return any(b["x0"] - a["x1"] > _APART * a["size"] for line in head.lines for a, b in pairwise(line))


def _is_whole(text: str) -> bool:
    return normalise(text) in _FURTHER or is_label(text)


def _lowest(lines: Sequence[Sequence[Char]]) -> Block | None:
    blocks = [block(lines[-n:]) for n in range(1, min(len(lines), 8) + 1)]
    blocks = [b for b in blocks if normalise(b.text) not in _SPANNING]
    exact = [b for b in blocks if is_label(b.text)]
    known = [b for b in blocks if is_head(b.text)]
    return exact[-1] if exact else known[0] if known else blocks[-1] if blocks else None


def _by_words(spans: Sequence[Span], heads: Sequence[Level]) -> list[list[Column]]:
    """Columns by the words of the lowest levels, from each level on."""
    found = []
    levels = [level.words for level in heads]
    for start in range(len(levels)):
        words = [w for level in levels[start:] for w in level if _CHINESE.search(w.text)]
        if not words:
            continue
        stacks = united((w.x0, w.x1) for w in words)
        lines = [[line for w in words if w.x0 < x1 and w.x1 > x0 for line in w.lines] for x0, x1 in stacks]
        blocks = [_lowest(stack) or block(stack) for stack in lines]
        if normalise(blocks[0].text) in _CORNERS:
            blocks = blocks[1:]
        if paired := _paired(spans, blocks):
            found.append(paired)
    return found


def _by_labels(spans: Sequence[Span], heads: Sequence[Level]) -> list[Column]:
    """Columns by the labels of the forms, where the words of two columns touch."""
    chars = [c for level in heads for word in level.words for line in word.lines for c in line]
    blocks = sorted(known_labels(chars), key=lambda b: b.x0)
    blocks = [b for b in blocks if normalise(b.text) not in _SPANNING]
    if blocks and normalise(blocks[0].text) in _CORNERS:
        blocks = blocks[1:]
    return _paired(spans, blocks) if all(a.x1 <= b.x0 + 1 for a, b in pairwise(blocks)) else []


def _paired(spans: Sequence[Span], heads: Sequence[Block]) -> list[Column]:
    """Heads and columns of figures in the same order, each figure nearest to its own head; there may be
    heads without figures.
    """
    extra = len(heads) - len(spans)
    if len(heads) >= WIDE and sum(is_head(h.text) for h in heads) < _SOME * len(heads):
        return []
    if not heads or extra < 0 or len(heads) > _MOST_HEADS:
        return []
    if any(sum(h.x0 < x1 and h.x1 > x0 for h in heads) > 1 for x0, x1 in spans):
        return []
    best = pairs_of(spans, heads)
    if best is None or is_crossed(spans, [heads[i] for i in best], heads):
        return []
    columns = [Column((h.x0, h.x1), h) for h in heads]
    for span, at in zip(spans, best, strict=True):
        h = heads[at]
        columns[at] = Column((min(h.x0, span[0]), max(h.x1, span[1])), h)
    if not all(a.span[1] <= b.span[0] + 1 for a, b in pairwise(columns)):
        columns = [
            Column(spans[best.index(i)] if i in best else c.span, c.head) for i, c in enumerate(columns)
        ]
        if not all(a.span[1] <= b.span[0] + 1 for a, b in pairwise(columns)):
            return []
    return columns
