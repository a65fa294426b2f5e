"""Pages of a PDF one under the other, as if a table without lines had never been cut by their ends."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from archive.labels import normalise, resembles_label
from archive.read.pdf.chars import POINT_GAP, POINTS, Char
from archive.read.pdf.unruled.furniture import without_furniture
from archive.read.pdf.unruled.levels import HEADS, Level, Sheet, levels_of
from archive.read.pdf.unruled.words import Block, block, is_value

_PAGE_NUMBER = re.compile(r"[-—–－―·•~]*\d{1,4}[-—–－―·•~]*|第\d+页(?:[,，/]?共\d+页)?|\d{1,4}/\d{1,4}")
_SAME_PLACE = 2.0
_WIDE_DIGIT = re.compile(r"[０-９]")
_MIXED = 3.0
_TITLE_END = re.compile(r"[一五六八九][)）】〕﹞\]]项$")
_NEXT_LINE = 1.9
_TITLE_LINES = 6
_LOWER = 3
# Within a number no gap is as wide, if it is not spaced throughout.
_TOUCH = 0.15
_NONE = re.compile(r"0\d")
_SEVERAL, _EDGE = 3, 1.0
_UNITS = "万元人次件条项个篇份宗"  # a little space before them is usual
_FIGURES = re.compile(r"[-+±－＋增减加少\d０-９,，.．/／—–万元人次件条项个篇份宗无]+")
# Between the last line of a page and the first of the next, on the tape.
_BREAK = 0.6
_UNIT_AND_CODE = re.compile(r"(条|件|人次|人|元|万元|次|个)\d{1,2}")
_ENUMERATOR = re.compile(r"(?<=[\u4e00-\u9fff])(?<!第)(?=[（(【〔﹝\[][一二三四五六七][)）】〕﹞\]])")


def tape_of(sheets: Sequence[Sheet]) -> tuple[list[Level], list[Level]]:
    """The levels of all pages without page numbers and repeated heads, and these heads. Characters of the
    tape know the page and the character they come from: `page`, `source`.
    """
    found: list[Level] = []
    repeated: list[Level] = []
    seen: list[Level] = []
    pages, running = without_furniture([(sheet, _levels(sheet.words)) for sheet in sheets])
    for sheet, levels in zip(sheets, pages, strict=True):
        count = 0 if _end_in_title(found) else _repeats(levels, seen)
        repeated += levels[:count]
        levels = levels[count:]
        if levels and _is_foot(levels[-1], levels[-2:-1]):
            levels = levels[:-1]
        if levels:
            seen += levels
            offset = found[-1].bottom + _BREAK * levels[0].size - levels[0].top if found else 0.0
            found += [level.moved(offset, sheet.number) for level in levels]
    return found, [*running, *repeated]


def _is_foot(level: Level, above: Sequence[Level]) -> bool:
    """Whether it is the number of the page, or the address that browsers print below it."""
    text = "".join(word.text for word in level.blocks).replace(" ", "")
    several = len(level.blocks) > 1 and all(word.text.isdigit() for word in level.blocks)
    number = _PAGE_NUMBER.fullmatch(text) and len(level.blocks) <= 3 and not several
    return "://" in text or bool(number and not _is_under(level, above))


def _repeats(levels: Sequence[Level], seen: Sequence[Level]) -> int:
    """How many levels at the top of a page stood on an earlier one at the same place and in the same order:
    a head that is repeated, a running title.
    """
    count = max((_alike(levels, seen, start) for start in range(len(seen))), default=0)
    heads = any(map(_is_head, levels[:count]))
    if count and any(_is_head(level) and len(level.words) > 1 for level in levels[count : count + 1]):
        return 0  # only some of them: another head, or this one is set anew
    long = count == 1 and len(levels[0].words[0].text) > 4
    return count if heads or long or count >= _SEVERAL else 0


def _is_head(level: Level) -> bool:
    return any(normalise(word.text) in HEADS for word in level.words)


def _end_in_title(levels: Sequence[Level]) -> bool:
    """Whether the last of them are the title of an article's figures: their own head follows."""
    last = levels[-_TITLE_LINES:]
    text = "".join(word.text for level in last for word in level.words)
    return bool(last) and not last[-1].values and bool(_TITLE_END.search(text))


def _is_under(level: Level, above: Sequence[Level]) -> bool:
    """Whether it is the end of a number that is broken at the foot of a page."""
    near = [n for n in above if level.y - n.y <= _NEXT_LINE * n.size]
    return any(b.x0 < v.x1 and b.x1 > v.x0 for n in near for v in n.values for b in level.blocks)


def _alike(levels: Sequence[Level], seen: Sequence[Level], start: int) -> int:
    """How many levels say, without figures, what those from `start` on do; what stands half a line lower may
    be a level of its own or not.
    """
    count = 0
    for level in levels:
        near = seen[start : start + count + _LOWER]
        if level.values or not all(
            any(_is_same(word, w) for n in near for w in n.words) for word in level.words
        ):
            break
        count += 1
    return count


def _is_same(word: Block, other: Block) -> bool:
    return word.text == other.text and abs(word.x0 - other.x0) <= _SAME_PLACE


def _levels(words: Sequence[Block]) -> list[Level]:
    for _ in range(2):  # numbers that touch hide where columns end
        edges = _ends(words)
        words = [part for word in words for part in _parts(word, edges)]
    return levels_of(_whole_units(words))


def _ends(words: Sequence[Block]) -> frozenset[int]:
    """Where columns of numbers end."""
    ends = Counter(round(word.x1) for word in words if is_value(word.text))
    return frozenset(x for x, count in ends.items() if count >= _SEVERAL)


def _whole_units(words: Sequence[Block]) -> list[Block]:
    """With 元 under its 万, of a narrow cell, as one."""
    upper = [word for word in words if word.text == "万"]
    joined: dict[int, Block] = {}
    for word in words:
        over = [u for u in upper if u.x0 < word.x1 and u.x1 > word.x0 and word.middle - u.middle > 0]
        near = [u for u in over if word.top - u.bottom < word.bottom - word.top]
        if word.text == "元" and near:
            joined |= {id(word): block([*near[-1].lines, *word.lines]), id(near[-1]): near[-1]}
    gone = {id(u) for u in upper} & set(joined)
    return [joined.get(id(word), word) for word in words if id(word) not in gone]


def _gap(left: Char, right: Char) -> float:
    """How wide it is for the size of the letters; a number is not half of full width."""
    gap = float((right["x0"] - left["x1"]) / right["size"])
    wide = [bool(_WIDE_DIGIT.fullmatch(char["text"])) for char in (left, right)]
    mixed = wide[0] != wide[1] and (left["text"] + right["text"]).isdigit()
    return _MIXED * gap if mixed else gap


def _meet(left: Block, right: Block, edges: Collection[int]) -> bool:
    """Whether they are of two columns: a number beside a sign for none, or one at the end of its column."""
    return left.text.isdigit() != right.text.isdigit() or any(abs(left.x1 - x) <= _EDGE for x in edges)


def _parts(word: Block, edges: Collection[int]) -> Iterator[Block]:
    """The word cut where numbers of two columns all but touch, and before an enumerator of the forms; `edges`
    are where columns of numbers end.
    """
    line = word.lines[0]
    if _FIGURES.fullmatch(word.text.replace(" ", "")):
        gap = _TOUCH if is_value(word.text) and not _NONE.match(word.text) else 0.08
        gaps = [
            i
            for i in range(1, len(line))
            if _gap(line[i - 1], line[i]) > (POINT_GAP if line[i - 1]["text"] in POINTS else gap)
            and line[i]["text"] not in _UNITS
        ]
        ends = zip([0, *gaps], [*gaps, len(line)], strict=True)
        parts = [block([line[i:j]]) for i, j in ends] if gaps else [word]
        spaced = 2 * len(gaps) >= len(line) and not all(_meet(a, b, edges) for a, b in pairwise(parts))
        if not spaced and all(is_value(part.text) for part in parts):
            yield from parts
            return
    text = "".join(c["text"] for c in line)
    if len(text) == len(line) and (found := _UNIT_AND_CODE.fullmatch(text)):
        yield block([line[: found.end(1)]])
        yield block([line[found.end(1) :]])
        return
    cuts = [found.start() for found in _ENUMERATOR.finditer(text)] if len(text) == len(line) else []
    if cuts and not resembles_label(text):
        for i, j in zip([0, *cuts], [*cuts, len(line)], strict=True):
            yield block([line[i:j]])
    else:
        yield word
