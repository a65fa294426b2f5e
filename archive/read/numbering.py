"""The automatic numbers of Word paragraphs (一、 （一） 1.), which stand in no run of text."""

from __future__ import annotations

import re

from docx.document import Document as WordDocument
from lxml import etree  # type: ignore[import-untyped]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HAN = "〇一二三四五六七八九"
_CHINESE = (
    "chineseCounting",
    "chineseCountingThousand",
    "ideographTraditional",
    "japaneseCounting",
    "taiwaneseCounting",
)
_PLACE = re.compile(r"%([1-9])")


class Numbering:
    """Counts the numbered paragraphs of one document in the order in which it is asked."""

    def __init__(self, word: WordDocument) -> None:
        self.levels: dict[tuple[str, int], etree._Element] = {}
        self.abstract: dict[str, str] = {}
        self.counts: dict[str, dict[int, int]] = {}
        self.styles = {style.style_id: style.element for style in word.styles}
        root = _root(word)
        if root is None:
            return
        for abstract in root.iter(f"{_W}abstractNum"):
            for level in abstract.iter(f"{_W}lvl"):
                key = abstract.get(f"{_W}abstractNumId") or "", _value(level, "ilvl")
                self.levels[key] = level
        for number in root.iter(f"{_W}num"):
            target = number.find(f"{_W}abstractNumId")
            self.abstract[number.get(f"{_W}numId") or ""] = (
                (target.get(f"{_W}val") or "") if target is not None else ""
            )

    def label(self, paragraph: etree._Element) -> str:
        """The number in front of the paragraph, "" where it has none or a bullet."""
        properties = self._properties(paragraph)
        if properties is None:
            return ""
        number, depth = properties
        abstract = self.abstract.get(number, "")
        level = self.levels.get((abstract, depth))
        if level is None or _child(level, "numFmt") in ("bullet", "none", ""):
            return ""
        counts = self.counts.setdefault(abstract, {})
        counts[depth] = counts.get(depth, _start(level) - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        return _PLACE.sub(lambda found: self._count(abstract, int(found[1]) - 1), _child(level, "lvlText"))

    def _properties(self, paragraph: etree._Element) -> tuple[str, int] | None:
        """numId and level, of the paragraph itself or of its style."""
        found = paragraph.find(f"{_W}pPr/{_W}numPr")
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        if found is None and style is not None:
            element = self.styles.get(style.get(f"{_W}val") or "")
            found = element.find(f"{_W}pPr/{_W}numPr") if element is not None else None
        if found is None:
            return None
        number = _child(found, "numId")
        depth = _child(found, "ilvl")
        return (number, _whole(depth, 0)) if number not in ("", "0") else None

    def _count(self, abstract: str, depth: int) -> str:
        level = self.levels.get((abstract, depth))
        start = _start(level) if level is not None else 1
        count = self.counts[abstract].get(depth, start)
        return _printed(count, _child(level, "numFmt") if level is not None else "decimal")


def _root(word: WordDocument) -> etree._Element | None:
    """numbering.xml; python-docx would make one where there is none."""
    parts = [
        r.target_part
        for r in word.part.rels.values()
        if r.reltype.endswith("/numbering") and not r.is_external
    ]
    return etree.fromstring(parts[0].blob, etree.XMLParser(resolve_entities=False)) if parts else None


def _child(element: etree._Element, name: str) -> str:
    child = element.find(f"{_W}{name}")
    return (child.get(f"{_W}val") or "") if child is not None else ""


def _value(element: etree._Element, name: str) -> int:
    value = element.get(f"{_W}{name}") or ""
    return _whole(value, 0)


def _whole(printed: str, otherwise: int) -> int:
    return int(printed) if printed.isdecimal() and len(printed) < 10 else otherwise


def _start(level: etree._Element) -> int:
    value = _child(level, "start")
    return _whole(value, 1)


def _printed(count: int, form: str) -> str:
    if form in _CHINESE:
        return _han(count)
    if form == "decimalEnclosedCircle" and 1 <= count <= 20:
        return chr(0x245F + count)
    if form in ("lowerLetter", "upperLetter") and 1 <= count <= 26:
        return chr((0x60 if form == "lowerLetter" else 0x40) + count)
    return str(count)


def _han(count: int) -> str:
    """1 … 99 as 一 … 九十九."""
    if not 0 < count < 100:
        return str(count)
    tens, ones = divmod(count, 10)
    ten = "" if tens == 0 else "十" if tens == 1 else _HAN[tens] + "十"
    return ten + (_HAN[ones] if ones else "")
