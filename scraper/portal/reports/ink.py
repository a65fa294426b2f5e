"""Ink: every figure of a report is printed through it, so that the truth is exactly what the page says."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from archive.model import Bound, Qualifier
from scraper.portal.numbers import Figures, Key, Number
from scraper.portal.pens import Pen

_BOUNDS: Mapping[str, Bound] = {"余": "lower", "多": "lower", "近": "upper", "约": "about"}
_SLOT = re.compile(r"\{([^{}]+)\}(万元|元)?")


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure as printed. `value` is None where the cell is blank or does not apply. Money has a `unit`."""

    indicator: str
    applicant: str | None
    value: Number | None
    unit: str | None = None
    qualifier: Qualifier | None = None
    bound: Bound | None = None
    source: Literal["table", "prose"] = "table"


class Ink:
    """`words` are what the templates of the prose may name: year, organ, we … `rng` chooses among phrases.

    `slips` are added to figures in running text only: planted contradictions between prose and tables.
    """

    def __init__(
        self,
        figures: Figures,
        pen: Pen,
        words: Mapping[str, str],
        rng: random.Random,
        slips: Mapping[Key, int] | None = None,
    ) -> None:
        self.slips = slips or {}
        self.figures = figures
        self.pen = pen
        self.words = words
        self.rng = rng
        self.printed: list[Printed] = []

    def key(self, code: str) -> Key:
        """The key of INDICATOR or INDICATOR@APPLICANT; without one, the total where there are applicants."""
        code, at, applicant = code.partition("@")
        if at:
            return code, applicant
        return (code, "total") if (code, "total") in self.figures else (code, None)

    def value(self, code: str) -> Number:
        return self.figures[self.key(code)]

    def zero(self, *codes: str) -> bool:
        return all(not self.value(code) for code in codes)

    def cell(self, key: Key, *, empty: str | None = None, unit: str | None = None, suffix: str = "") -> str:
        """The text of a cell; `empty` stands for a zero unless it is None."""
        value = self.figures[key]
        if not value and empty is not None:
            return self.leave(key, empty)
        self.printed.append(Printed(*key, value, unit))
        sign = "+" if self.pen.signed and key[0].endswith("items_change") and value > 0 else ""
        return sign + self.pen.number(value) + suffix

    def leave(self, key: Key, mark: str = "") -> str:
        """A cell that holds no figure: blank, or a mark that says that the row does not apply."""
        self.printed.append(Printed(*key, None, None, "not_applicable" if mark else "blank"))
        return mark

    def say(self, template: str) -> str:
        """A sentence.

        {code} prints a figure, {code~} a round one with 余, 多, 近 or 约
        ({code~余}: with 余), {code^} one in 万, {!a,b} records a zero of both that the words
        around it say, {%1-9} prints a number that is no figure of the report, {.name} one of `words`.
        """
        return _SLOT.sub(self._slot, template)

    def _slot(self, match: re.Match[str]) -> str:
        name, unit = match[1], match[2]
        if name[0] == "!":
            for code in name[1:].split(","):
                self._record(code, 0, unit, "stated_zero")
            return unit or ""
        if name[0] == "%":
            low, high = name[1:].split("-")
            return self.pen.number(self.rng.randint(int(low), int(high))) + (unit or "")
        if name[0] == ".":
            return self.words[name[1:]] + (unit or "")
        return self._figure(name, unit)

    def _figure(self, name: str, unit: str | None) -> str:
        code, about, mark = name.partition("~")
        code, wan, _ = code.partition("^")
        value = self.value(code) + self.slips.get(self.key(code), 0)
        if about and value >= 100:
            return self._rounded(code, int(value), unit, mark or self.rng.choice("余多近约")) + (unit or "")
        if wan and value >= 10_000:
            value = int(value) // 1000 * 1000
            self._record(code, value, unit)
            whole, rest = divmod(value, 10_000)
            return self.pen.number(value / 10_000 if rest else whole) + "万" + (unit or "")
        self._record(code, value, unit)
        return self.pen.word(value) + (unit or "")

    def _rounded(self, code: str, value: int, unit: str | None, mark: str) -> str:
        """Two figures of the number, with the mark that says on which side the truth lies."""
        step = 10 ** (len(str(value)) - 2)
        value = (value // step + (mark == "近")) * step
        self._record(code, value, unit, "approx", _BOUNDS[mark])
        text = self.pen.number(value)
        return mark + text if mark in "近约" else text + mark

    def _record(
        self,
        code: str,
        value: Number,
        unit: str | None,
        qualifier: Qualifier | None = None,
        bound: Bound | None = None,
    ) -> None:
        self.printed.append(Printed(*self.key(code), value, unit, qualifier, bound, "prose"))
