"""How a report, or a single figure of it, is cited: GB/T 7714, plain, BibTeX and RIS.

Every form names the capture it was read from by its time and sha256, so that a citation still says what was
seen after the publisher has changed or withdrawn the page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["STYLES", "Cited", "cite"]


@dataclass(frozen=True, slots=True)
class Cited:
    """What is cited. `address` is the publisher's, `here` ours; `figure` the value with its label; `sha256`
    that of the page; `attachment` the address and sha256 of the file of it in which the figure stands."""

    key: str
    body: str
    title: str
    year: int
    published: str | None
    address: str
    here: str
    fetched_at: str
    sha256: str
    figure: str | None = None
    attachment: tuple[str, str] | None = None

    @property
    def named(self) -> str:
        return f"{self.figure}，载：{self.title}" if self.figure else self.title

    @property
    def stored(self) -> str:
        return f"存档 {self.fetched_at}, sha256 {self.sha256}{self._within('附件')}, {self.here}"

    def _within(self, word: str) -> str:
        return f"; {word} {self.attachment[0]}, sha256 {self.attachment[1]}" if self.attachment else ""

    @property
    def captured(self) -> str:
        return f"captured {self.fetched_at}, sha256 {self.sha256}{self._within('attachment')}; {self.here}"


def gbt7714(cited: Cited) -> str:
    """GB/T 7714-2015, electronic resource: 著者. 题名[R/OL]. (更新日期)[引用日期]. 获取路径."""
    updated = f"({cited.published})" if cited.published else ""
    seen = cited.fetched_at[:10]
    return f"{cited.body}. {cited.named}[R/OL]. {updated}[{seen}]. {cited.address}. {cited.stored}."


def plain(cited: Cited) -> str:
    published = f" Published {cited.published}." if cited.published else ""
    return f"{cited.body}: {cited.named}.{published} {cited.address} ({cited.captured})."


def bibtex(cited: Cited) -> str:
    fields = {
        "author": f"{{{cited.body}}}",
        "title": cited.named,
        "year": (cited.published or str(cited.year + 1))[:4],
        "institution": cited.body,
        "type": "政府信息公开工作年度报告",
        "url": cited.address,
        "urldate": cited.fetched_at[:10],
        "note": cited.stored,
    }
    lines = "".join(f"  {name} = {{{_tex(value)}}},\n" for name, value in fields.items())
    return f"@techreport{{{cited.key},\n{lines}}}\n"


def ris(cited: Cited) -> str:
    fields = (
        ("TY", "RPRT"),
        ("AU", cited.body),
        ("TI", cited.named),
        ("PY", (cited.published or str(cited.year + 1))[:4]),
        ("DA", (cited.published or "").replace("-", "/")),
        ("PB", cited.body),
        ("UR", cited.address),
        ("L2", cited.here),
        ("Y2", cited.fetched_at[:10].replace("-", "/")),
        ("N1", cited.stored),
    )
    lines = [f"{name}  - {_line(value)}\r\n" for name, value in fields if value]
    return "".join(lines) + "ER  - \r\n"


STYLES = {"gbt7714": gbt7714, "plain": plain, "bibtex": bibtex, "ris": ris}


def cite(cited: Cited) -> dict[str, str]:
    """The citation in every style, by its name."""
    return {name: style(cited) for name, style in STYLES.items()}


def _tex(value: str) -> str:
    """Braces and what TeX reads as commands, as characters; the braces around an author stay."""
    inner = value[1:-1] if value.startswith("{") and value.endswith("}") else value
    escaped = re.sub(r"([%&#$_{}])", r"\\\1", _line(inner).replace("\\", "/"))
    return f"{{{escaped}}}" if inner is not value else escaped


def _line(value: str) -> str:
    return " ".join(value.split())


def key_of(report: Mapping[str, object], name: str | None) -> str:
    """A BibTeX key: letters, digits and colons only."""
    return re.sub(r"[^A-Za-z0-9:.-]", "", f"gongkai:{report['id']}" + (f":{name}" if name else ""))
