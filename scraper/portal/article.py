"""What a site publishes, before any CMS has given it an address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from scraper.portal.parts import Parts
from scraper.portal.places import Place


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a site: `number` and `path` are what the CMS families make addresses of."""

    name: str
    kind: str
    path: str
    number: int


COLUMNS = (
    Column("政府信息公开年度报告", "annual_report", "ndbg", 1101),
    Column("通知公告", "notice", "tzgg", 1204),
    Column("政策文件", "policy", "zcwj", 1305),
    Column("预算决算", "budget", "czyjs", 1406),
    Column("人事信息", "personnel", "rsxx", 1507),
    Column("政策解读", "explanation", "zcjd", 1608),
)
REPORTS = COLUMNS[0]


def column(kind: str) -> Column:
    return next(c for c in COLUMNS if c.kind == kind)


@dataclass(frozen=True, slots=True)
class File:
    """A file of an article. `name` is its link text without ending, `build` makes its bytes."""

    name: str
    suffix: str
    build: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Article:
    """`key` names the article for good. `build` gives its text in a state. `direct`: the list links its file.

    `style` is the habit of the editor (render/html.py).
    """

    key: str
    place: Place
    column: Column
    title: str
    source: str
    published: date
    build: Callable[[int], Parts]
    files: tuple[File, ...] = ()
    style: str = "plain"
    document_number: str = ""
    subject: str = "综合政务"
    direct: bool = False
    number: int = field(default=0)

    @property
    def minute(self) -> str:
        """HH:MM of publication, from the number of the article."""
        return f"{8 + self.number % 10:02}:{self.number * 7 % 60:02}"
