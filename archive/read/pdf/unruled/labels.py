"""Labels of the forms on a PDF page without lines, found by their words: however many lines a cell breaks one
into, however far these lie apart, and where the heads of two columns touch.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby, pairwise

from archive.labels import form_labels
from archive.read.pdf.chars import Char
from archive.read.pdf.unruled.words import Block, block, lines_of_chars
from archive.read.radicals import without_radicals

_SKIPPED = re.compile(r"\W|_|的")
_ENUMERATOR = re.compile(
    r"(?:其中[:：]?|[（(【〔﹝\[]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）】〕﹞\]]?[、．.:：]?|[)）】〕﹞\]][、．.]?|[、．.:：]|[①-⑳])+"
)
_OPEN, _CLOSED = re.compile(r"[（(〔﹝【\[]"), re.compile(r"[）)〕﹞】\]]")
_END = re.compile(r"[”’」』》\"'。；;：:]")
_AFTER = re.compile(r"[）)〕﹞】\]、．.:：]")
_VARIANTS = (
    ("其他", "其它"), ("免予", "免于"), ("上年", "上年度"), ("上年", "上一年度"), ("下年度", "下一年度"),
    ("下年度", "下年"), ("本年度", "本年"), ("本年", "本年度"), ("数量", "数"), ("增减", "增加减少"),
    ("三安全", "三个安全"),
)  # fmt: skip
# A space typed between two characters of a word; the step from one line of a cell to the next.
_SPACE, _STEP = 1.3, 1.7
_TOUCHING, _CLOSE = 0.1, 0.7
_LONGEST_REMARK = 60
_MOST_LINES = 8


class Page:
    """The characters of a page with their neighbours at the right and below."""

    def __init__(self, chars: Iterable[Char]) -> None:
        self.lines = [sorted(line, key=lambda c: float(c["x0"])) for line in lines_of_chars(chars)]
        self.places = {id(c): (i, j) for i, line in enumerate(self.lines) for j, c in enumerate(line)}

    def beside(self, char: Char, step: int, reach: float) -> Char | None:
        """The next character on the line, to the right (1) or left (-1), within `reach` of its size."""
        i, j = self.places[id(char)]
        if not 0 <= j + step < len(self.lines[i]):
            return None
        other = self.lines[i][j + step]
        gap = other["x0"] - char["x1"] if step > 0 else char["x0"] - other["x1"]
        return other if gap <= reach * char["size"] else None

    def below(self, line: Sequence[Char], step: int = 1) -> Iterator[Char]:
        """Those with which the next line of the cell may begin: of the nearest under (or over) this one."""
        x0, x1, size = line[0]["x0"], line[-1]["x1"], line[0]["size"]
        at = self.places[id(line[0])][0] + step
        while 0 <= at < len(self.lines):
            other = self.lines[at]
            gap = other[0]["top"] - line[0]["bottom"] if step > 0 else line[0]["top"] - other[0]["bottom"]
            if gap > _STEP * size:
                return
            if gap > -0.5 * size and any(c["x0"] < x1 and c["x1"] > x0 for c in other):
                yield from (c for c in other if x0 - 8 * size <= c["x0"] < x1)
                return
            at += step


def known_labels(chars: Iterable[Char]) -> list[Block]:
    """The labels that stand on their own, each with its number and remark; no two share a character."""
    page = Page(chars)
    found: list[tuple[int, float, list[Char]]] = []
    for line in page.lines:
        for char in line:
            for path in _grown(page, [char], _letter(char), 1):
                found.append((len(path), -_misfit(page, path), path))
    found.sort(key=lambda one: one[:2], reverse=True)
    taken: set[int] = set()
    kept = []
    for _, _, path in found:
        if taken.isdisjoint(map(id, path)):
            taken |= set(map(id, path))
            kept.append(path)
    return [_block(path) for path in _alone(page, kept)]


def _grown(page: Page, path: list[Char], key: str, lines: int) -> Iterator[list[Char]]:
    prefixes, whole = _vocabulary()
    if key not in prefixes or not _letter(path[0]):
        return
    if key in whole and _letter(path[-1]):
        yield path
    beside = page.beside(path[-1], 1, _SPACE)
    if beside is not None:
        yield from _grown(page, [*path, beside], key + _letter(beside), lines)
    if lines < _MOST_LINES:
        for char in page.below(_last_line(page, path)):
            if letter := _letter(char):
                yield from _grown(page, [*path, char], key + letter, lines + 1)


def _misfit(page: Page, path: Sequence[Char]) -> float:
    """How far its lines are from beginning, ending or having their middle one under the other."""
    edges = [(line[0]["x0"], line[-1]["x1"]) for line in _lines(page, path)]
    steps = (
        min(abs(a0 - b0), abs(a1 - b1), abs(a0 + a1 - b0 - b1) / 2) for (a0, a1), (b0, b1) in pairwise(edges)
    )
    return float(sum(steps)) + 0.1 * float(path[-1]["bottom"] - path[0]["top"])


def _last_line(page: Page, path: Sequence[Char]) -> list[Char]:
    """The last line of the path, from where it begins on the page: a row number may stand before it."""
    last = page.places[id(path[-1])][0]
    line = [char for char in path if page.places[id(char)][0] == last]
    while (before := page.beside(line[0], -1, _TOUCHING)) is not None:
        line.insert(0, before)
    return line


def _letter(char: Char) -> str:
    return _SKIPPED.sub("", without_radicals(char["text"]))


def _alone(page: Page, paths: Sequence[list[Char]]) -> list[list[Char]]:
    """Those that are no part of other words: beside each of their lines stands nothing, or another label."""
    paths = [_with_end(page, path) for path in paths]
    numbered = [_with_number(page, path) for path in paths]
    remarks = [_remark(page, path) for path in numbered]
    inside = {id(char) for remark in remarks for char in remark}
    pairs = zip(numbered, remarks, strict=True)
    whole = [path + remark for path, remark in pairs if inside.isdisjoint(map(id, path))]
    while True:
        taken = {id(char) for path in whole for char in path}
        kept = [path for path in whole if not any(_goes_on(page, line, taken) for line in _lines(page, path))]
        if len(kept) == len(whole):
            return _disjoint(whole)
        whole = kept


def _disjoint(paths: Sequence[list[Char]]) -> list[list[Char]]:
    taken: set[int] = set()
    for path in paths:
        path[:] = [char for char in path if id(char) not in taken]
        taken |= set(map(id, path))
    return [path for path in paths if path]


def _lines(page: Page, path: Sequence[Char]) -> list[list[Char]]:
    by_line = sorted(path, key=lambda c: page.places[id(c)])
    return [list(line) for _, line in groupby(by_line, key=lambda c: page.places[id(c)][0])]


def _goes_on(page: Page, line: Sequence[Char], taken: set[int]) -> bool:
    before = page.beside(line[0], -1, _TOUCHING)
    if before is not None and _OPEN.match(before["text"]) and id(before) not in taken:
        return True
    ends = (page.beside(line[0], -1, _TOUCHING), page.beside(line[-1], 1, _TOUCHING))
    return any(end is not None and id(end) not in taken and _is_of_a_word(end) for end in ends)


def _is_of_a_word(char: Char) -> bool:
    return bool(_letter(char)) or "的" in char["text"]


def _with_number(page: Page, path: list[Char]) -> list[Char]:
    """With the row number before it, on its line or on the one above."""
    number: list[Char] = []
    first = path[0]
    while (char := page.beside((number or [first])[0], -1, _SPACE)) is not None and _is_number(
        [char, *number]
    ):
        if number and _OPEN.match(number[0]["text"]) and page.beside(number[0], -1, _TOUCHING) is None:
            break  # that of another cell
        number.insert(0, char)
    brackets = [bool(pattern.search("".join(c["text"] for c in number))) for pattern in (_OPEN, _CLOSED)]
    if not number or _AFTER.match(number[0]["text"]) or brackets == [False, True]:
        line = [*number, *(c for c in path if page.places[id(c)][0] == page.places[id(first)][0])]
        for char in page.below(line, -1):
            above = _run(page, char)
            if _is_number(above):
                return [*above, *number, *path]
    return [*number, *path]


def _with_end(page: Page, path: list[Char]) -> list[Char]:
    """With the quotation mark or stop after it."""
    end = page.beside(path[-1], 1, _TOUCHING)
    return [*path, end] if end is not None and _END.fullmatch(end["text"]) else path


def _is_number(chars: Sequence[Char]) -> bool:
    text = without_radicals("".join(char["text"] for char in chars).replace(" ", ""))
    return bool(_ENUMERATOR.fullmatch(text) or re.fullmatch(r"[（(【〔﹝\[]|[中:：]+", text))


def _run(page: Page, char: Char) -> list[Char]:
    """The characters from this one on that touch, to the end of the line; none if one stands before it."""
    if page.beside(char, -1, _SPACE) is not None:
        return []
    run = [char]
    while (following := page.beside(run[-1], 1, _SPACE)) is not None:
        run.append(following)
    return run


def _remark(page: Page, path: list[Char]) -> list[Char]:
    """What follows it in brackets, over as many lines as that takes."""
    remark: list[Char] = []
    char = _following(page, path)
    if char is None or not _OPEN.match(char["text"]):
        return []
    if char["top"] - path[-1]["bottom"] > _CLOSE * char["size"]:
        return []
    while char is not None and len(remark) < _LONGEST_REMARK:
        remark.append(char)
        if _CLOSED.match(char["text"]):
            return [] if _is_number(remark) else remark
        char = _following(page, [*path, *remark])
    return []


def _following(page: Page, path: Sequence[Char]) -> Char | None:
    beside = page.beside(path[-1], 1, _SPACE)
    if beside is not None:
        return beside
    left = min(char["x0"] for char in path) - 0.5 * path[0]["size"]
    return next((char for char in page.below(_last_line(page, path)) if char["x0"] >= left), None)


def _block(path: Sequence[Char]) -> Block:
    return block([list(line) for line in lines_of_chars(path)])


@lru_cache(maxsize=1)
def _vocabulary() -> tuple[frozenset[str], frozenset[str]]:
    """The beginnings of all labels, and the labels."""
    whole = {_SKIPPED.sub("", label) for label in form_labels()}
    for before, after in _VARIANTS:
        whole |= {label.replace(before, after) for label in whole if before in label}
    whole |= {label.removesuffix("量").removesuffix("数") for label in whole if len(label) > 4}
    return frozenset(label[:n] for label in whole for n in range(1, len(label) + 1)), frozenset(whole)
