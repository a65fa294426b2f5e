"""Where on the tape tables without lines stand: levels of heads, then levels of labels and figures."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from archive.labels import APPLICANT_HEADS, ARTICLES, BLOCKS, NAME_HEADS, RESULTS, is_label, normalise
from archive.read.pdf.unruled.levels import Level
from archive.read.pdf.unruled.shifts import shifts
from archive.read.pdf.unruled.words import WIDE, Block, is_unit

_SECTION = re.compile(
    r"[一二三四五六七八九][、．.](?:总体情况|主动公开政府信息(?:的)?情况|收到和处理.*|(?:收到和?处理|办理)?政府信息公开申请的?(?:处理|办理)?情况|.*行政复议.*行政诉讼.*情况|存在.*|其他需要.*)"
)
_FOOT = re.compile(
    r"(?:(?:单位|部门)?负责人|审核人|审签人|填报人|填表人|制表人|经办人|联系人|联系电话|填报日期|报送日期|填报单位|备?注)[:：（(]"
)
_ARTICLE_KEYS = tuple(normalise(article)[:4] for article in ARTICLES)
_ARTICLE = re.compile(r"第(?:二十|20)条第.{1,3}项")
_NUMBERED = re.compile(r"附?表[一二三四五六\d]{1,2}[^\d]{0,40}")
_TITLE = re.compile(r"第|[（(【〔﹝\[]本?$|[（(【〔﹝\[]?本列")
_REMARK = re.compile(r"[（(【〔﹝\[]?本列数据的")
_BRACKET = re.compile(r"[（(【〔﹝\[]")
_TOUCHING = re.compile(r"结果.*结果.*结果|企业.*机构.*组织")
_LONG = 25
CORNERS = frozenset(map(normalise, ("信息内容", *NAME_HEADS)))
_HEADS = CORNERS | frozenset(
    map(normalise, ("申请人情况", "法人或其他组织", *APPLICANT_HEADS, *RESULTS, *BLOCKS))
)
_HEADS -= {"其他"}
_NEARLY = 3
_MOST_LEVELS = 200
_FEW_UNITS = 0.3
_FEW_LABELS = 2
_FEW_ROWS = 4
_FAR = 8
_MOST_HEADS = 16
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Region:
    """`left` is where the columns of figures begin. Labels may stand in both; without figures it is the
    right end of what stands over the labels. `further`: from which row on they begin elsewhere, and where.
    """

    heads: tuple[Level, ...]
    rows: tuple[Level, ...]
    left: float
    further: tuple[tuple[int, float], ...] = ()


def regions(levels: Sequence[Level]) -> Iterator[Region]:
    heads: list[Level] = []
    rows: list[Level] = []
    lefts: list[tuple[int, float]] = [(0, 0.0)]
    shifted = shifts(levels)
    for i, level in enumerate(levels):
        left = lefts[-1][1]
        if _breaks(level, left if rows else 0.0):
            yield from _region(heads, rows, lefts)
            heads, rows = [], []
        elif rows and (_is_split(level, left) or _begins(levels[i : i + _MOST_HEADS])):
            yield from _region(heads, rows, lefts)
            heads, rows = [level], []
        elif rows:
            if level.y - rows[-1].y > _FAR * _size(level):
                yield from _region(heads, rows, lefts)
                heads, rows = [], []
            if level.values and not rows:
                lefts = [(0, _left_edge(levels, i, shifted))]
            elif i in shifted:
                lefts.append((len(rows), _left_edge(levels, i, shifted)))
            (rows if level.values or rows else heads).append(level)
        elif level.values:
            lefts = [(0, _left_edge(levels, i, shifted))]
            rows.append(level)
        else:
            heads.append(level)
    yield from _region(heads, rows, lefts)


def _region(
    heads: Sequence[Level], rows: Sequence[Level], lefts: Sequence[tuple[int, float]]
) -> Iterator[Region]:
    heads = _under_title(heads)[-_MOST_HEADS:]
    if rows:
        left = min(lefts[0][1], _first_head(heads, rows))
        yield Region(tuple(heads), tuple(rows), left, tuple(lefts[1:]))
    elif blank := _without_figures(heads):
        yield blank


def _first_head(heads: Sequence[Level], rows: Sequence[Level]) -> float:
    """Where the heads of figures without labels begin: the first cells of their row may be empty."""
    fullest = max(heads, key=lambda level: len(level.words), default=None)
    bare = fullest and len(fullest.words) >= WIDE and not any(level.words for level in rows)
    return fullest.words[0].x0 if fullest and bare and not any(map(_has_corner, heads)) else math.inf


def _without_figures(levels: Sequence[Level]) -> Region | None:
    """Heads and labels of the forms with nothing but empty cells."""
    at = max((i for i, level in enumerate(levels) if _has_corner(level)), default=None)
    if at is None:
        return None
    corner = next(w for w in levels[at].words if normalise(w.text) in CORNERS)
    right = [w.x0 for level in levels for w in level.words if w.x0 > corner.x1]
    under = [level for level in levels[at + 1 :] if right and all(w.x1 < min(right) for w in level.words)]
    if not any(is_label(word.text) for level in under for word in level.words):
        return None
    return Region(tuple(level for level in levels if level not in under), tuple(under), min(right) - 1)


def _has_corner(level: Level) -> bool:
    return any(normalise(word.text) in CORNERS for word in level.words)


def _under_title(heads: Sequence[Level]) -> Sequence[Level]:
    """Without the title of an article's figures that is broken into several lines."""
    for end in range(len(heads), 0, -1):
        for start in range(max(0, end - 3), end):
            text = "".join(word.text for level in heads[start:end] for word in level.words)
            if _ARTICLE.fullmatch(text.replace(" ", "")):
                return heads[end:]
    return heads


def _breaks(level: Level, left: float = 0.0) -> bool:
    """A sentence, the heading of a section, the title of an article's figures, who signs under a table."""
    if is_foot(level) or _is_title(level):
        return True
    if level.values or len(level.words) != 1:
        return False
    text = level.words[0].text
    if level.words[0].x1 <= left + _size(level) and not text.endswith("。"):
        return bool(_SECTION.fullmatch(text) or normalise(text).startswith(_ARTICLE_KEYS))
    if _SECTION.fullmatch(text):
        return True
    if normalise(text).startswith(_ARTICLE_KEYS):
        return True
    if text.endswith("。"):
        return True
    head = _BRACKET.match(text) or _REMARK.match(text) or _TOUCHING.search(text)
    return len(_CHINESE.findall(text)) >= _LONG and not head


def _is_title(level: Level) -> bool:
    """Whether it is nothing but the title of an article, or the number of a table with its title."""
    text = "".join(word.text for word in level.words).replace(" ", "")
    return not level.values and bool(_ARTICLE.fullmatch(text) or _NUMBERED.fullmatch(text))


def is_foot(level: Level) -> bool:
    """Whether it says who signs under a table."""
    return bool(_FOOT.match(level.blocks[0].text.replace(" ", "")))


def _begins(levels: Sequence[Level]) -> bool:
    """Whether the title of an article's figures, or the remark at the corner of table 3, broken into lines,
    begins here.
    """
    return any(_beginning(word, levels[1:]) for word in levels[0].words if _TITLE.match(word.text))


def _beginning(word: Block, below: Sequence[Level]) -> bool:
    text, last = "", word
    for own in [word, *(w for level in below for w in level.words)]:
        if own is word or (own.x0 < last.x1 and own.x1 > last.x0 and own.top - last.bottom < _size_of(last)):
            text, last = text + own.text.replace(" ", ""), own
            if _ARTICLE.fullmatch(text) or _REMARK.match(text):
                return True
    return False


def _is_split(level: Level, left: float) -> bool:
    """Whether heads stand here among rows: words where figures would."""
    if level.values:
        return False
    if sum(normalise(w.text) in _HEADS for w in level.words) > 1:
        return True  # heads of a narrower table
    words = [w.text for w in level.words if w.x1 > left + 0.5 * _size(level) and _CHINESE.search(w.text)]
    words = [text for text in words if not is_unit(text)]
    return bool(words) and len("".join(words)) > 1  # 万 over 元 is no head


def _left_edge(tape: Sequence[Level], start: int, shifted: Set[int]) -> float:
    """Where the figures of the rows from here on begin; what looks like a unit in a few rows is the end of a
    label: 属于行政查询事 over 项.
    """
    rows: list[Level] = []
    labelled: list[tuple[Block, Level]] = []
    levels = tape[start : start + _MOST_LEVELS]
    last = levels[0].y
    for i, level in enumerate(levels):
        if rows and start + i in shifted:
            break
        if rows and (level.y - last > _FAR * _size(level) or _breaks(level) or _has_heads(level)):
            break
        if rows and _begins(levels[i : i + _MOST_HEADS]):
            break
        last = level.y
        if level.values:
            rows.append(level)
            if first := _first_value(level, _words_beside(levels, i)):
                labelled.append((first, level))
    most = max((len(level.values) for _, level in labelled), default=0)
    # Not the 1 of a label 1 . 属于
    firsts = [first for first, level in labelled if len(level.values) > most - _NEARLY]
    units = [first for first in firsts if is_unit(first.text)]
    if len(units) < _FEW_UNITS * len(firsts):
        firsts = [first for first in firsts if not is_unit(first.text)]
    if not firsts:
        firsts = [level.values[0] for level in rows]
    within = levels[: levels.index(rows[-1]) + 1]
    firsts = _beside_labels(firsts, within) or firsts
    return _with_set_apart(min(first.x0 for first in firsts), within)


def _with_set_apart(left: float, levels: Sequence[Level]) -> float:
    """The left edge with what stands between it and all labels: a sign for none in the middle of its cell,
    over numbers at the right.
    """
    labels = [w.x1 for level in levels for w in level.words if w.x1 <= left + 1 and _CHINESE.search(w.text)]
    edge = max(labels, default=left)
    signs = [v.x0 for n in levels for v in n.values if v.x0 >= edge and v.x1 < left and not is_unit(v.text)]
    return min([left, *signs])


def _beside_labels(values: Sequence[Block], levels: Sequence[Level]) -> list[Block]:
    """Those that stand where no label does, or several one under the other: a number among labels is that of
    a row.
    """
    words = [w for level in levels for w in level.words if len(_CHINESE.findall(w.text)) > 1]
    return [
        v
        for v in values
        if sum(w.x0 < v.x0 + 1 and w.x1 > v.x1 for w in words) < _FEW_LABELS
        or sum(abs(o.x1 - v.x1) < 1 for o in values) > _FEW_ROWS
    ]


def _has_heads(level: Level) -> bool:
    """Whether heads of another table stand here."""
    return not level.values and any(normalise(word.text) in _HEADS for word in level.words)


def _words_beside(levels: Sequence[Level], at: int) -> list[Block]:
    """The words of a level; where it has none, of the lines of labels half over and under it."""
    level = levels[at]
    near = [level] if level.words else [n for n in levels[max(0, at - 1) : at + 2] if _is_label_of(n, level)]
    words = [word for own in near for word in own.words]
    return [word for word in words if _CHINESE.search(word.text) and not is_unit(word.text)]


def _is_label_of(line: Level, level: Level) -> bool:
    over = any(w.x0 < v.x1 and w.x1 > v.x0 for w in line.words for v in level.values)
    return not line.values and not over and abs(line.y - level.y) <= _size(level)


def _first_value(level: Level, words: Sequence[Block]) -> Block | None:
    """The value right of the last label; None where no label stands beside them."""
    last = level.values[-1].x0
    labels = [w for w in words if w.x1 <= last + 1]
    if not labels:
        return None
    edge = max(w.x1 for w in labels)
    return next(v for v in level.values if v.x0 >= edge - 1)


def _size(level: Level) -> float:
    return _size_of(level.blocks[0])


def _size_of(b: Block) -> float:
    return b.bottom - b.top
