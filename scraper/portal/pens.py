"""Pens: the habits in which clerks write reports. A pen decides how figures, labels and headings look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

_FULL = str.maketrans("0123456789.", "０１２３４５６７８９．")
_CHINESE = "零一两三四五六七八九十"
_TO_HALF = str.maketrans("（）", "()")


Outline = Literal["hanzi", "bracket", "arabic"]


@dataclass(frozen=True, slots=True)
class Pen:
    """How one clerk writes.

    `empty` is what stands in the cell of a zero, None prints the 0; `none` is the same for rows that do not
    concern the body. `breaks` puts line breaks into long heads, `bare` leaves the totals of the outcome
    rows of table 3 empty, `split` prints table 2 as several tables, `signed` puts a plus before increases.
    `outline` is the numbering of headings, `drift` the wording of labels, `html` the editor's habit.
    """

    name: str
    digits: Literal["plain", "comma", "full"] = "plain"
    half: bool = False
    empty: str | None = None
    none: str | None = None
    breaks: bool = False
    bare: bool = False
    split: bool = False
    signed: bool = False
    chinese: bool = False
    outline: Outline = "hanzi"
    drift: tuple[tuple[str, str], ...] = ()
    html: Literal["plain", "strong", "word", "headings"] = "plain"

    def number(self, value: int | float) -> str:
        """The figure in digits, as in a cell."""
        text = f"{value:,}" if self.digits == "comma" else str(value)
        return text.translate(_FULL) if self.digits == "full" else text

    def word(self, value: int | float) -> str:
        """The figure in running text, where some write small ones in characters."""
        if self.chinese and isinstance(value, int) and 0 < value <= 10:
            return _CHINESE[value]
        return self.number(value)

    def label(self, text: str) -> str:
        for old, new in self.drift:
            text = text.replace(old, new)
        return text.translate(_TO_HALF) if self.half else text

    def head(self, text: str, at: int = 4) -> str:
        """A column head, broken after `at` characters where this pen breaks heads."""
        text = self.label(text)
        return f"{text[:at]}\n{text[at:]}" if self.breaks and len(text) > at + 1 else text

    def row(self, text: str) -> str:
        """The label of a row, broken in the middle where this pen breaks and the label is long."""
        text = self.label(text)
        return f"{text[:11]}\n{text[11:]}" if self.breaks and len(text) > 16 else text

    def heading(self, number: int, text: str, outline: Outline | None = None) -> str:
        outline, numeral = outline or self.outline, _numeral(number)
        if outline == "hanzi":
            return self.label(f"{numeral}、{text}")
        return self.label(f"（{numeral}）{text}" if outline == "bracket" else f"{number}．{text}")


def _numeral(number: int) -> str:
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    if not tens:
        return digits[ones]
    return ("十" if tens == 1 else digits[tens] + "十") + (digits[ones] if ones else "")


PENS = (
    Pen("office"),
    Pen("thousands", digits="comma", breaks=True, html="strong", split=True),
    Pen(
        "half",
        half=True,
        outline="bracket",
        empty="",
        none="",
        html="word",
        drift=(("其他处理", "其它处理"), ("结转下年度", "结转下一年度"), ("。其中：", "。其中:")),
    ),
    Pen("full", digits="full", none="/", html="headings", chinese=True),
    Pen(
        "bare",
        bare=True,
        breaks=True,
        signed=True,
        html="word",
        drift=(
            ("1.", "1、"),
            ("2.", "2、"),
            ("3.", "3、"),
            ("4.", "4、"),
            ("“三安全一稳定”", "三安全一稳定"),
        ),
    ),
    Pen(
        "spaced",
        none="—",
        outline="arabic",
        split=True,
        signed=True,
        chinese=True,
        html="strong",
        drift=(("第二十条第", "第二十条 第"), ("总计", "总 计"), ("信息内容", "信息 内容")),
    ),
)
