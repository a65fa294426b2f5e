"""How a body prints its tables: one random style a report, small slips included."""

# ruff: noqa: E501 (labels as they are printed)
from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random

from invented.grids import Box, Key

ZERO_CELLS = (("0", None), ("", "blank"), ("/", "not_applicable"), ("—", "not_applicable"), ("-", "not_applicable"),
              ("无", "not_applicable"), ("——", "not_applicable"), ("０", None))  # fmt: skip
SLIPS = (
    ("其他", "其它"), ("免予", "免于"), ("结转下年度", "结转下一年度"), ("上年结转", "上年度结转"),
    ("其他法律行政法规禁止公开", "其他法律行政止公开"), ("三安全一稳定", "三个安全一稳定"), ("总计", "合计"),
    ("自然人", "公民"), ("本年新收", "本年度新收"), ("尚未审结", "未审结"), ("处理决定数量", "处理决定数"),
    ("现行有效件数", "现行有效数"), ("本年增/减", "本年增减"), ("信访举报投诉类申请", "信访投诉举报类申请"),
    ("行政事业性收费", "行政事业收费"), ("本年度办理结果", "本年度处理结果"), ("法律服务机构", "法律服务组织"),
    ("科研机构", "科研院所"), ("政府信息公开申请数量", "政府信息公开申请数"),
)  # fmt: skip
MARKS = {"half": str.maketrans("（）：，、", "():,、"), "square": str.maketrans("（）", "【】"),
         "turtle": str.maketrans("（）", "〔〕")}  # fmt: skip
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


@dataclass
class Style:
    """The choices of one report. `truth` grows as cells are printed: key -> (value, qualifier, unit)."""

    random: Random
    zero: tuple[str, str | None]
    zero_share: float
    thousands: bool
    units: bool
    full_width: bool
    numbers: str
    marks: str | None
    spaces: float
    breaks: bool
    slips: tuple[tuple[str, str], ...]
    typo: float
    placeholders: bool
    remarks: bool
    serial: bool
    truth: dict[Key, tuple[float | None, str | None, str | None]]

    @classmethod
    def choose(cls, random: Random) -> Style:
        few = lambda share: random.random() < share  # noqa: E731
        return cls(
            random,
            zero=random.choice(ZERO_CELLS),
            zero_share=random.choice([0.0, 0.0, 0.3, 1.0]),
            thousands=few(0.25),
            units=few(0.1),
            full_width=few(0.08),
            numbers=random.choice(["as printed"] * 3 + ["dot", "bracket", "circle", "none", "spaced"]),
            marks=random.choice([None, None, None, "half", "turtle", "square"]),
            spaces=random.choice([0.0, 0.0, 0.0, 0.15]),
            breaks=few(0.35),
            slips=tuple(s for s in SLIPS if few(0.12)),
            typo=random.choice([0.0, 0.0, 0.0, 0.06]),
            placeholders=few(0.2),
            remarks=few(0.1),
            serial=few(0.08),
            truth={},
        )

    def label(self, text: str, *, head: bool = False, rows: int = 1, columns: int = 1) -> Box:
        """A label as this body prints it."""
        return Box(self.words(text), rows, columns, head=head)

    def words(self, text: str) -> str:
        for right, wrong in self.slips:
            text = text.replace(right, wrong)
        text = self._numbered(text)
        if len(text) >= 12 and self.random.random() < self.typo:
            at = self.random.randint(4, len(text) - 2)
            if "一" <= text[at] <= "龥" and text[at] not in "一二三四五六七八九上下新旧其他":
                text = text[:at] + self.random.choice(["", text[at] * 2]) + text[at + 1 :]
        if self.marks:
            text = text.translate(MARKS[self.marks])
        if self.random.random() < self.spaces:
            at = self.random.randint(1, max(1, len(text) - 1))
            text = text[:at] + self.random.choice([" ", "　", "  "]) + text[at:]
        if self.breaks and len(text) > 4:
            at = self.random.randint(2, len(text) - 2)
            text = text[:at] + "\n" + text[at:]
        return text

    def _numbered(self, text: str) -> str:
        found = re.match(r"(\d)\.(?=\D)", text)
        if not found:
            return text
        rest, n = text[2:], int(found[1])
        return {
            "dot": f"{n}、{rest}", "bracket": f"（{n}）{rest}", "circle": "①②③④⑤⑥⑦⑧⑨"[n - 1] + rest,
            "none": rest, "spaced": f"{n} . {rest}",
        }.get(self.numbers, text)  # fmt: skip

    def cell(self, key: Key, value: float, unit: str | None = None, *, signed: bool = False) -> Box:
        """A figure as this body prints it, noted in the truth."""
        if value == 0 and self.random.random() < self.zero_share:
            text, qualifier = self.zero
            self.truth[key] = (0 if qualifier is None else None, qualifier, unit)
            return Box(text, key=key)
        text = f"{value:,}" if self.thousands else f"{value}"
        if signed and value:
            how = self.random.choice(["plain", "plus", "words"])
            if how == "plus" and value > 0:
                text = "+" + text
            elif how == "words":
                text = ("增" if value > 0 else "减") + text.lstrip("-")
        if self.units and not signed:
            text += "元" if unit == "元" else "" if unit == "万元" else "件"
        if self.full_width:
            text = text.translate(FULL_WIDTH)
        self.truth[key] = (value, None, unit)
        return Box(text, key=key)
