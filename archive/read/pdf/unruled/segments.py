"""Which lines of a column of labels are one label, and beside which of them a level of figures stands.

Labels are told by the words of the forms; where their lines lie must agree with where the figures stand:
beside the first line, the middle or the last one, as the cells of the whole table do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from archive.labels import distance, form_labels, is_label, normalise
from archive.read.pdf.chars import Char
from archive.read.pdf.unruled.levels import Level
from archive.read.pdf.unruled.words import Block, block, is_unit

_MOST_LINES = 20
_LEADING = 2.6
_BROKEN = 1.9
_NEAR = 1.0
_SLIPS, _MANY_SLIPS = 0.2, 0.34
_UNOWNED = -9.0
_PARTED = 3.0
_NOTE = re.compile(r"(?:序号)?[（(【〔﹝\[][^）)】〕﹞\]]{6,}")
_NEXT = re.compile(r".[（(【〔﹝\[][一二三四五六七八九十][)）】〕﹞\]]$")  # the number of another label
_INNER = "的、，,"  # with these begins a line of a label, no label
_HEADINGS = frozenset(
    map(
        normalise,
        (
            "通过不同渠道和方式公开政府信息的情况", "回应解读情况", "通过不同渠道和方式回应解读的情况",
            "机构建设和保障经费情况", "政府信息公开会议和培训情况",
        ),
    )
)  # fmt: skip
_SPACE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class LabelLine:
    """Words of one height in the column of labels."""

    words: tuple[Block, ...]
    y: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Segment:
    """A label, None where figures stand without one, and the levels of figures beside it. `doubtful`: they
    may be those of two rows.
    """

    label: Block | None
    levels: tuple[Level, ...]
    known: bool
    doubtful: bool = False


def segments_of(lines: Sequence[LabelLine], levels: Sequence[Level]) -> list[Segment]:
    """From the top down; of three ways to place figures beside labels the one that explains most."""
    tails = tails_of(levels)
    labels = _Labels(lines)
    options = [_Alignment(labels, levels, tails, anchor).best() for anchor in (0.0, 0.5, 1.0)]
    return max(options, key=lambda option: option[0])[1]


def tails_of(levels: Sequence[Level]) -> list[bool]:
    """Which levels are the ends of figures that are broken: what stands over them fills its column."""
    return [i > 0 and _ends_figures(levels[i], levels[i - 1], levels) for i in range(len(levels))]


def _ends_figures(lower: Level, upper: Level, levels: Sequence[Level]) -> bool:
    if lower.y - upper.y > _BROKEN * upper.size or not are_ends(lower, upper):
        return False
    if _has_loose_unit(lower, upper):
        return True
    for value in lower.values:
        over = [u for u in upper.values if _overlap(value, u)]
        if len(over) != 1 or len(over[0].text) < max(2, len(value.text)):
            return False
        if any(_overlap(over[0], v) and len(v.text) > len(over[0].text) for n in levels for v in n.values):
            return False
    return True


def are_ends(lower: Level, upper: Level) -> bool:
    """Whether the figures of the lower level may be the ends of those over it, as all of them are not those
    of another row.
    """
    return len(lower.values) < len(upper.values) or _has_loose_unit(lower, upper)


def _has_loose_unit(lower: Level, upper: Level) -> bool:
    """Whether a unit stands under a number, not in a column of its own."""
    over = [(v, u) for v in lower.values if is_unit(v.text) for u in upper.values if _overlap(v, u)]
    return any(u.text[-1:].isdigit() for _, u in over)


def _overlap(a: Block, b: Block) -> bool:
    return a.x0 < b.x1 and a.x1 > b.x0


@dataclass(frozen=True, slots=True)
class _Run:
    """Lines that may be one label, to the one before `end`; `size` is that of its smallest line. `narrow`:
    they are known only by the words that stand rightmost.
    """

    end: int
    value: float
    known: bool
    narrow: bool
    exact: bool
    size: float


class _Labels:
    """What lines are worth as one label; each run of them is weighed once, whatever stands beside it."""

    def __init__(self, lines: Sequence[LabelLine]) -> None:
        self.lines = lines
        self.whole = [_words(line.words) for line in lines]
        self.inner = [_words(line.words[-1:]) for line in lines]
        self.runs: dict[int, list[_Run]] = {}

    def runs_from(self, i: int) -> list[_Run]:
        """The runs that begin with a line, none over a gap."""
        if i not in self.runs:
            size = least = self.lines[i].bottom - self.lines[i].top
            self.runs[i] = []
            for j in range(i, min(len(self.lines), i + _MOST_LINES)):
                line = self.lines[j]
                if j > i and line.top - self.lines[j - 1].bottom > _LEADING * size:
                    break
                least = min(least, line.bottom - line.top)
                self.runs[i].append(self._run(i, j + 1, least))
        return self.runs[i]

    def _run(self, i: int, j: int, size: float) -> _Run:
        whole, inner = "".join(self.whole[i:j]), "".join(self.inner[i:j])
        value, known, exact = _value(whole)
        if not known and inner != whole:
            other, other_known, exact = _value(inner)
            if other_known:
                return _Run(j, other - 0.5, True, True, exact, size)
        return _Run(j, value, known, False, exact, size)


class _Alignment:
    """The best way through lines and levels if figures stand at `anchor` of the height of their labels."""

    def __init__(
        self, labels: _Labels, levels: Sequence[Level], tails: Sequence[bool], anchor: float
    ) -> None:
        self.labels, self.lines = labels, labels.lines
        self.levels, self.tails, self.anchor = levels, tails, anchor
        # For each line how many levels may be used up before it: what that is worth, and whence.
        self.steps: list[dict[int, tuple[float, tuple[int, int]]]] = [{} for _ in range(len(self.lines) + 1)]

    def best(self) -> tuple[float, list[Segment]]:
        self.steps[0][0] = 0.0, (0, 0)
        for i, here in enumerate(self.steps):
            f = min(here)
            while f <= max(here):
                if f in here:
                    self._go_on(i, f)
                f += 1
        path = [(len(self.lines), len(self.levels))]
        score = self.steps[-1][len(self.levels)][0]
        while path[-1] != (0, 0):
            i, f = path[-1]
            path.append(self.steps[i][f][1])
        return score, [self._segment(a, b) for b, a in pairwise(path)][::-1]

    def _go_on(self, i: int, f: int) -> None:
        score = self.steps[i][f][0]

        def offer(j: int, g: int, more: float) -> None:
            to = self.steps[j]
            if g not in to or to[g][0] < score + more:
                to[g] = score + more, (i, f)

        line = self.lines[i] if i < len(self.lines) else None
        size = line.bottom - line.top if line else 0.0
        level = self.levels[f].y if f < len(self.levels) else None
        if level is not None and (line is None or level < line.bottom + _NEAR * size):
            offer(i, f + 1, _UNOWNED)
        if line is None or (level is not None and level < line.top - _NEAR * size):
            return  # levels that far above belong to no label below
        for run in self.labels.runs_from(i):
            offer(run.end, f, _beside_nothing(run, inside=f > 0))
            for g in range(f + 1, min(len(self.levels), f + 3) + 1):
                fit = self._fit(i, run, f, g)
                if fit is None:
                    break
                offer(run.end, g, run.value + fit - (0.0 if run.known else 1.0))

    def _fit(self, i: int, run: _Run, f: int, g: int) -> float | None:
        above, below, size = self.lines[i], self.lines[run.end - 1], run.size
        first, last = self.levels[f].y, self.levels[g - 1].y
        if first < above.top - 0.35 * size or last > below.bottom + 0.35 * size:
            return None
        if g - f > 1 and last - first > _BROKEN * size * (g - f - 1):
            return None
        place = above.y + self.anchor * (below.y - above.y)
        joined = sum(not tail for tail in self.tails[f + 1 : g])
        return (
            -0.7 * min(abs((first + last) / 2 - place) / size, 4.0) - 2.5 * joined - _PARTED * self.tails[f]
        )

    def _segment(self, a: tuple[int, int], b: tuple[int, int]) -> Segment:
        levels = tuple(self.levels[a[1] : b[1]])
        if a[0] == b[0]:
            return Segment(None, levels, known=False)
        run = next(run for run in self.labels.runs_from(a[0]) if run.end == b[0])
        lines = [line.words[-1:] if run.narrow else line.words for line in self.lines[a[0] : b[0]]]
        return Segment(block([_chars(words) for words in lines]), levels, run.known)


def _beside_nothing(run: _Run, *, inside: bool) -> float:
    """What a label beside empty cells is worth, or words that are no label: over the rows these cost little;
    among them they are likely the rest of a label.
    """
    if run.exact:
        return run.value - 1.0
    return -0.3 * run.value if run.known else 3 * run.value - 1.0 if inside else run.value - 0.2


def _chars(words: Sequence[Block]) -> list[Char]:
    return [char for word in words for line in word.lines for char in line]


def _words(words: Sequence[Block]) -> str:
    return "".join(word.text for word in words)


def _is_closed(text: str) -> bool:
    """Whether brackets and quotation marks come in pairs."""
    return all(
        sum(map(text.count, opening)) == sum(map(text.count, closing))
        for opening, closing in (("（(【〔﹝[", "）)】〕﹞]"), ("“", "”"), ("《", "》"))
    )


@lru_cache(maxsize=65536)
def _value(text: str) -> tuple[float, bool, bool]:
    text = _SPACE.sub("", text)
    if not _is_closed(text) or _NOTE.match(text):
        return -0.3 * len(text) - 2.0, False, False
    if text[0] in _INNER or _NEXT.search(text):
        return -0.3 * len(text), False, False
    if is_label(text) or normalise(text) in _HEADINGS:
        return float(len(text)), True, True
    slips = _slips(normalise(text)) if 4 <= len(text) <= 90 else 1.0
    if slips <= _SLIPS or (slips <= _MANY_SLIPS and len(text) >= 8):
        return (0.75 if slips <= _SLIPS else 0.6) * len(text), True, False
    return -0.3 * len(text), False, False


def _slips(key: str) -> float:
    """Which share of the nearest label is wrong in the key."""
    signs, best = _signs(key), 1.0
    for label, limit, enough, own in _labels_about(len(key)):
        if (own & signs).bit_count() >= enough:
            best = min(best, distance(key, label, limit) / len(label))
    return best


@lru_cache(maxsize=128)
def _labels_about(length: int) -> list[tuple[str, int, int, int]]:
    """What a key of this length may be with slips: (label, wrong characters that are bearable, characters
    that must be shared, its characters as bits).
    """
    labels = {normalise(label) for label in form_labels()}
    bearable = [(label, int(_MANY_SLIPS * len(label))) for label in labels]
    return [
        (label, limit, len(set(label)) - limit, _signs(label))
        for label, limit in bearable
        if limit and abs(len(label) - length) <= limit
    ]


def _signs(text: str) -> int:
    """The characters of a text as the bits of a number, those that no label has left out."""
    bits = _bits()
    return sum({bits[char] for char in text if char in bits})


@lru_cache(maxsize=1)
def _bits() -> dict[str, int]:
    signs = sorted({char for label in form_labels() for char in normalise(label)})
    return {char: 1 << i for i, char in enumerate(signs)}
