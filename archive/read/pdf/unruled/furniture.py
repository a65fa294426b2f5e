"""Running heads and feet of PDF pages: what stands in the margin and is no row of a table without lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from archive.labels import form_labels, normalise
from archive.read.pdf.unruled.levels import HEADS, Level, Sheet

_MARGIN = 0.12
_LINES = 2
_SAME_PLACE = 2.0
_APART = 0.8
_DATE = (
    r"(?:19|20)\d\d(?:年\d{1,2}月\d{1,2}日|[-/.]\d{1,2}[-/.]\d{1,2}|年\d{1,2}月)"
    r"|(?<!\d)\d{1,2}/\d{1,2}/(?:20)?\d\d[,，]"
)
_CLOCK = r"(?:[上下]午)?\d{1,2}:\d\d(?::\d\d)?(?:[AP]M)?"
_PAGE = r"第\d{1,4}页(?:[,，/]?共\d{1,4}页)?|\d{1,4}/\d{1,4}|[-—–－―·•~]+\d{1,4}[-—–－―·•~]+"
_ADDRESS = r"(?:https?|file)://[\x21-\x7e]*|www\.[\x21-\x7e]*"
_PARTS = re.compile(rf"{_ADDRESS}|{_DATE}|{_CLOCK}|{_PAGE}")
_STAMP = re.compile(_CLOCK)
_NUMBER = re.compile(r"\d{1,4}")
_NAME = re.compile(
    r".{2,}(?:局|厅|委|会|政府|办公室|办|处|中心|院|站|所|公司|报告|年报|文件|稿)|(?:打印|编制|报送|填报)?(?:日期|时间)[:：]?"
)
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class _Line:
    """A level in the margin of a page: `below` is how far the next one is from it for its size."""

    level: Level
    page: int
    text: str
    below: float

    @property
    def shape(self) -> str:
        return re.sub(r"\d+", "#", self.text)


def without_furniture(
    pages: Sequence[tuple[Sheet, Sequence[Level]]],
) -> tuple[list[list[Level]], list[Level]]:
    """The levels of each page without running heads, feet and page numbers; and those of these that are on
    several pages.
    """
    tops = [_in_margin(sheet, levels, 1) for sheet, levels in pages]
    feet = [_in_margin(sheet, levels, -1) for sheet, levels in pages]
    kept: list[list[Level]] = []
    repeated: list[Level] = []
    for (_, levels), top, foot in zip(pages, tops, feet, strict=True):
        dropped: list[Level] = []
        for own, all_own in ((top, tops), (foot, feet)):
            others = [line for lines in all_own if lines is not own for line in lines]
            for line in own:
                again = _is_repeated(line, others)
                if not (again or _is_dated(line.text) or (own is top and _is_name(line))):
                    break
                dropped.append(line.level)
                repeated += [line.level] if again else []
        gone = set(map(id, dropped))
        kept.append([level for level in levels if id(level) not in gone])
    return kept, repeated


def _in_margin(sheet: Sheet, levels: Sequence[Level], step: int) -> list[_Line]:
    """Its first levels from the upper edge (1) or from the lower one (-1)."""
    found = []
    ordered = levels[::step]
    for level, following in zip(ordered[:_LINES], [*ordered[1:], None], strict=False):
        edge = level.bottom if step > 0 else sheet.height - level.top
        if edge > _MARGIN * sheet.height:
            break
        gap = abs(following.y - level.y) / level.size - 1 if following else 9.0
        text = "".join(b.text for b in level.blocks).replace(" ", "")
        found.append(_Line(level, sheet.number, text, gap))
    return found


def _is_dated(text: str) -> bool:
    """Whether it says a date, an address or a page number, and beside it nothing or a name."""
    rest = _PARTS.sub("", text)
    return rest != text and (not rest or bool(_NAME.fullmatch(rest)))


def _is_name(line: _Line) -> bool:
    """Whether it stands apart at the head of a further page and is the name of a body or a report."""
    apart = line.page > 1 and line.below > _APART
    return apart and bool(_NAME.fullmatch(line.text)) and not _is_of_form(line)


def _is_repeated(line: _Line, others: Sequence[_Line]) -> bool:
    near = [other for other in others if _is_same_place(line.level, other.level)]
    if _NUMBER.fullmatch(line.text):
        numbers = [(int(o.text), o.page) for o in near if _NUMBER.fullmatch(o.text)]
        return any(int(line.text) - number == line.page - page != 0 for number, page in numbers)
    words = len(_CHINESE.findall(line.text)) > 1 and not _is_of_form(line)
    return (words or bool(_STAMP.search(line.text))) and any(line.shape == other.shape for other in near)


def _is_same_place(a: Level, b: Level) -> bool:
    if abs(a.y - b.y) > _SAME_PLACE:
        return False
    left = a.blocks[0].x0 - b.blocks[0].x0
    right = a.blocks[-1].x1 - b.blocks[-1].x1
    return min(abs(left), abs(right), abs(left + right) / 2) <= _SAME_PLACE


def _is_of_form(line: _Line) -> bool:
    """Whether it may be a head or a line of a label."""
    keys = [normalise(b.text) for b in line.level.words]
    return any(key in HEADS or any(key in label for label in _labels()) for key in keys if key)


@lru_cache(maxsize=1)
def _labels() -> frozenset[str]:
    return frozenset(map(normalise, form_labels()))
