"""Rows of figures on a PDF page without lines: numbers on one level, their label at the left."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from archive.labels import ARTICLES, BLOCKS, GROUPS, is_label, normalise, resembles_label
from archive.read.pdflabels import known_labels
from archive.read.pdfrow import (
    IN_BRACKETS,
    UNIT,
    WIDE,
    Row,
    covers,
    is_value,
    under_its_label,
    whole,
    with_tails,
)
from archive.read.pdfwords import LEADING, LEVEL, Block, block, stacked, words_of

_SECTION = re.compile(r"[一二三四五六][、.．].*情况")
_TITLES = frozenset(map(normalise, (*GROUPS, *BLOCKS)))
_OVER_ROWS = frozenset(map(normalise, ("本年度办理结果", "不予公开", "无法提供", "不予处理")))
_ARTICLE_KEYS = tuple(normalise(article)[:4] for article in ARTICLES)
_UNCLOSED = re.compile(r"[（(【〔﹝\[][^）)】〕﹞\]]*$|[）)】〕﹞\]]")
_SHORT = re.compile(r"[\d０-９]{1,2}")
_WORD = re.compile(r"[\u4e00-\u9fff]")
_FAR = 4
_LEFT_OVER = 2
_THIN = 0.08
_MAYBE_ITS_OWN = 2.5
_PRESSED = 0.35
_STEP, _AFTER_NUMBER = 1.1, ".．、)）"
# Full-width and half-width digits have boxes of unlike height.
_SAME_LINE = 0.5


def figure_rows(words: Sequence[Block]) -> tuple[list[Row], list[Block]]:
    """The rows of a page from the top down, and the other words, cell by cell. A label without anything
    beside it is a row with empty cells.

    Labels are told by where words stand, and by the words of the forms; what explains more figures holds.
    """
    words = [part for word in words for part in _numbers_apart(word)]
    values = [word for word in words if is_value(word.text) and not _hangs(word, words)]
    taken = {id(value) for value in values if not UNIT.fullmatch(value.text)}
    known = known_labels(c for word in words if id(word) not in taken for c in word.chars) if values else []
    readings = [_read_rows(words, values, known), *([_read_rows(words, values, [])] if known else [])]
    return max(readings, key=_explained)


def _explained(reading: tuple[list[Row], list[Block]]) -> int:
    """How many figures stand beside a label of the forms; pieces of labels left over between the rows speak
    against it.
    """
    rows, rest = reading
    if not rows:
        return 0
    figures = sum(len(row.cells) for row in rows if row.label and resembles_label(row.label.text))
    top, bottom = min(row.top for row in rows), max(row.bottom for row in rows)
    return figures - _LEFT_OVER * sum(top < word.middle < bottom and _is_piece(word.text) for word in rest)


def _is_piece(text: str) -> bool:
    return bool(_UNCLOSED.match(text)) or not resembles_label(text)


def _read_rows(
    words: Sequence[Block], values: Sequence[Block], known: Sequence[Block]
) -> tuple[list[Row], list[Block]]:
    named = {id(char) for label in known for char in label.chars}
    values = [value for value in values if id(value.lines[0][0]) not in named]
    taken = set(map(id, values))
    words = [word for word in words if id(word) not in taken]
    lines = _value_lines(_mended(values))
    stacks = stacked(words_of(c for word in words for c in word.chars if id(c) not in named))
    stacks = [part for stack in stacks for part in _parted(stack, [_level(line) for line in lines])]
    stacks = [*known, *stacks]
    rows = whole(
        [under_its_label(row, stacks) for line in with_tails(lines, stacks) if (row := _row(line, stacks))]
    )
    taken = {id(b) for row in rows for b in row.blocks}
    covered = {id(char) for row in rows if row.label for char in row.label.chars}
    stacks = [s for s in stacks if id(s) in taken or id(s.lines[0][0]) not in covered]
    rest = [stack for stack in stacks if id(stack) not in taken]
    loose = [b for b in values if id(b) not in taken]
    bare = [Row(b, (), b.middle) for b in rest if _is_bare_label(b, rows, (*stacks, *values), loose)]
    taken |= {id(row.label) for row in bare}
    return sorted([*rows, *bare], key=lambda row: row.line), [s for s in rest if id(s) not in taken]


def _numbers_apart(word: Block) -> list[Block]:
    """Numbers of two columns that all but touch, 749件940件, apart; other words as they are."""
    line = word.lines[0]
    if not word.text[:1].isdigit() or is_value(word.text):
        return [word]
    gaps = [i for i, (a, b) in enumerate(pairwise(line), 1) if b["x0"] - a["x1"] > _THIN * b["size"]]
    parts = [block([line[i:j]]) for i, j in pairwise([0, *gaps, len(line)])]
    return parts if all(is_value(part.text) for part in parts) else [word]


def _hangs(word: Block, words: Iterable[Block]) -> bool:
    """Whether what looks like a value is the first or last character of a label that was broken there:
    规范性文 over 件, 1 over .按时办结数.
    """
    unit = bool(UNIT.fullmatch(word.text))
    if not unit and not _SHORT.fullmatch(word.text):
        return False
    height = word.bottom - word.top
    level = [o for o in words if o is not word and abs(o.middle - word.middle) <= LEVEL * height]
    if any(is_value(o.text) for o in level):
        return False
    gaps = ((word.top - o.bottom if unit else o.top - word.bottom, o) for o in words if covers(o, word))
    return any(
        -_PRESSED * height <= gap <= (_STEP if o.text[0] in _AFTER_NUMBER else LEADING) * height
        and not is_value(o.text)
        for gap, o in gaps
    )


def _mended(values: Sequence[Block]) -> list[Block]:
    """Numbers broken over two lines as one: between these lines stand the other numbers of the row."""
    by_top = sorted(values, key=lambda b: b.top)
    tops = [b.top for b in by_top]
    middles = sorted(b.middle for b in values)
    lower: dict[int, Block] = {}
    for a in values:
        height = a.bottom - a.top
        below = by_top[bisect_left(tops, a.bottom) : bisect_right(tops, a.bottom + LEADING * height)]
        for b in below:
            level = (a.top + b.bottom) / 2
            beside = (
                bisect_left(middles, level - LEVEL * height),
                bisect_right(middles, level + LEVEL * height),
            )
            if covers(a, b) and beside[0] < beside[1]:
                lower[id(a)] = b
    gone = set(map(id, lower.values()))
    whole = [block([*a.lines, *lower[id(a)].lines]) if id(a) in lower else a for a in values]
    return [b for a, b in zip(values, whole, strict=True) if id(a) not in gone]


def _value_lines(numbers: Iterable[Block]) -> list[list[Block]]:
    lines: list[list[Block]] = []
    for number in sorted(numbers, key=lambda b: b.middle):
        if lines and number.middle - _level(lines[-1]) <= _SAME_LINE * (number.bottom - number.top):
            lines[-1].append(number)
        else:
            lines.append([number])
    return [sorted(line, key=lambda b: b.x0) for line in lines]


def _level(line: Sequence[Block]) -> float:
    return sum(b.middle for b in line) / len(line)


def _row(line: Sequence[Block], stacks: Sequence[Block]) -> Row | None:
    """The label is what stands nearest at the left of the numbers and is neither a number nor a unit."""
    level = _level(line)
    beside = [s for s in stacks if s.top <= level <= s.bottom]
    labels = [s for s in beside if _is_word(s.text) and any(n.center >= s.x1 for n in line)]
    if len(line) >= WIDE:
        labels = [s for s in labels if normalise(s.text) not in _OVER_ROWS]
    first = min((n.center for n in line if any(s.x1 <= n.center for s in labels)), default=None)
    if first is None:
        return Row(None, tuple(line), level) if len(line) >= WIDE else None
    label = max((s for s in labels if s.x1 <= first), key=lambda s: s.x0)
    cells = [b for b in (*line, *(s for s in beside if _is_word(s.text))) if b.center >= label.x1]
    return Row(label, tuple(sorted(cells, key=lambda b: b.x0)), level)


def _is_word(text: str) -> bool:
    return len(_WORD.findall(text)) > 1 and not is_value(text)


def _is_bare_label(
    stack: Block, rows: Iterable[Row], others: Sequence[Block], loose: Iterable[Block]
) -> bool:
    """Whether it is a label of the forms over or under those of rows, with nothing at its right but empty
    cells, and no number near that may be its own.
    """
    reach = _MAYBE_ITS_OWN * (stack.lines[0][0]["size"])
    if any(o.x0 >= stack.x1 and o.top < stack.bottom + reach and o.bottom > stack.top - reach for o in loose):
        return False
    under = [o for o in others if covers(o, stack) and 0 <= o.top - stack.top <= reach and o is not stack]
    if any(IN_BRACKETS.match(o.text) for o in under):  # its own remark, beside which its figure may stand
        return False
    if not is_label(stack.text) or _is_title(stack.text) or IN_BRACKETS.match(stack.text):
        return False
    if not any(stack.x0 < r.label.x1 and r.label.x0 < stack.x1 <= r.cells[0].x0 for r in rows if r.label):
        return False
    return not any(o.x0 >= stack.x1 and o.top < stack.bottom and o.bottom > stack.top for o in others)


def _is_title(text: str) -> bool:
    """Whether it stands over or beside several rows, or over a part of the report."""
    key = normalise(text)
    return key in _TITLES or key.startswith(_ARTICLE_KEYS) or bool(_SECTION.fullmatch(text))


def _parted(stack: Block, levels: Sequence[float]) -> list[Block]:
    """A stack beside several lines of numbers is several labels: cut so that each has one of them, and that
    as many as can be are labels of the forms.
    """
    inside = [level for level in levels if stack.top <= level <= stack.bottom]
    if len(inside) < 2 or len(stack.lines) < 2:
        return [stack]
    best: list[tuple[float, list[Block]]] = [(0.0, [])]
    for end in range(1, len(stack.lines) + 1):
        options = []
        for start in range(max(0, end - 6), end):
            part = block(stack.lines[start:end])
            score, parts = best[start]
            options.append((score + _worth(part, inside), [*parts, part]))
        best.append(max(options, key=lambda option: option[0]))
    return best[-1][1]


def _worth(part: Block, levels: Sequence[float]) -> float:
    held = [level for level in levels if part.top <= level <= part.bottom]
    known = 2.0 if is_label(part.text) else 1.0 if resembles_label(part.text) else -0.5
    off = min((abs(level - part.middle) for level in held), default=part.bottom - part.top)
    return known - 3 * max(0, len(held) - 1) - (not held) - 0.1 * off / (part.bottom - part.top)


def runs(rows: Sequence[Row], rest: Iterable[Block]) -> list[list[Row]]:
    """Rows of one table: nothing that reaches into their columns stands between them."""
    found: list[list[Row]] = []
    others = sorted(rest, key=lambda b: b.middle)
    for above, row in pairwise([None, *rows]):
        assert row is not None
        if above is None or _parts(above, row, others):
            found.append([row])
        else:
            found[-1].append(row)
    return found


def _parts(above: Row, below: Row, others: Iterable[Block]) -> bool:
    left = min((b.x0 for row in (above, below) for b in row.cells), default=0.0)
    far = below.top - above.bottom > _FAR * (above.blocks[0].lines[0][0]["size"])
    return far or any(above.line < b.middle < below.line and b.x1 > left for b in others)
