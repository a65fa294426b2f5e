"""The nouns of the archive. Frozen, without behaviour beyond what follows from their own fields.

Capture -> Document (Block, Table, Cell) -> Report, Figure (Evidence), Finding
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

Headers = tuple[tuple[str, str], ...]
Box = tuple[float, float, float, float]

KINDS = ("annual_report", "notice", "policy", "budget", "personnel", "explanation", "other")
FORMS = ("2008", "2014", "2019", "2021")
APPLICANTS = (
    "natural_person",
    "commercial_enterprise",
    "research_institution",
    "public_welfare_org",
    "legal_service_org",
    "other_org",
    "total",
)

Origin = Literal["crawl", "saved", "supplied", "index"]
Qualifier = Literal["approx", "stated_zero", "blank", "not_applicable", "derived"]
Bound = Literal["lower", "upper", "about"]
Severity = Literal["error", "warning", "info"]
BlockKind = Literal["heading", "paragraph", "table"]


def digest(*parts: str) -> str:
    """First 16 hex digits of the sha256 of the parts, a line each: the form of every id in the archive."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Capture:
    """What one address answered at one time.

    `body` is what is left after transfer and content decoding and before charset decoding.
    `fetched_at` is UTC, ISO 8601, with `Z`. `parent_id` is the capture whose page linked to this attachment.
    `supplied_by` names who or what handed it to us where we did not fetch it from its site.
    `vantage` is the operator's name for the place it was fetched from, `redirects` the (status, address) of
    each redirect on the way. `rendered`: the page as a browser had built it. `furniture`: only what surrounds
    the article differs from the version before.
    """

    url: str
    final_url: str
    fetched_at: str
    status: int
    headers: Headers
    request_headers: Headers
    body: bytes
    source_id: str | None = None
    column: str | None = None
    kind: str = "other"
    parent_id: str | None = None
    origin: Origin = "crawl"
    link_text: str | None = None
    link_date: str | None = None
    supplied_by: str | None = None
    vantage: str | None = None
    redirects: tuple[tuple[int, str], ...] = ()
    rendered: bool = False
    furniture: bool = False
    _sha256: str = field(default="", init=False, repr=False, compare=False)

    @property
    def sha256(self) -> str:
        if not self._sha256:  # of a large body it takes longer than all else that is done with it
            object.__setattr__(self, "_sha256", hashlib.sha256(self.body).hexdigest())
        return self._sha256

    @property
    def id(self) -> str:
        return digest(self.url, self.fetched_at, self.sha256)


@dataclass(frozen=True, slots=True)
class Cell:
    """A printed cell. `row` and `column` count from 1 and name its upper left corner in the resolved grid.
    `confidence` (0 to 1) is that of the text recognition it was read by, if it was.
    """

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1
    page: int | None = None
    box: Box | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table as a full grid: every row has the same number of places, a merged cell stands in all of its.

    `number` counts from 1 over the whole document. `caption` is the text directly above the table. `page` is
    the first page of a PDF table.
    """

    number: int
    rows: tuple[tuple[Cell, ...], ...]
    caption: str | None = None
    sheet: str | None = None
    page: int | None = None

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0

    def cells(self) -> Iterable[Cell]:
        """Every printed cell once, in reading order."""
        for i, row in enumerate(self.rows, 1):
            for j, cell in enumerate(row, 1):
                if (cell.row, cell.column) == (i, j):
                    yield cell


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of `Document.text[start:end]`: a heading, a paragraph, or the words of table `table`."""

    kind: BlockKind
    start: int
    end: int
    table: int | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the article to a file. `url` is absolute where the address of the page is known."""

    url: str
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """The page itself (number 0) or one attachment, as it stands in the joined document."""

    number: int
    media_type: str
    start: int
    end: int
    tables: tuple[int, ...] = ()
    url: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """What a page, or a page with its attachments, says. Offsets are characters of `text`.

    `text` holds headings and paragraphs a line each, tables a row a line, its cells with tabs between them.
    `source` is the publisher as printed, `meta` what the metadata say. `unread` are rows without a place.
    """

    media_type: str
    title: str | None
    text: str
    blocks: tuple[Block, ...] = ()
    tables: tuple[Table, ...] = ()
    published: str | None = None
    source: str | None = None
    site_name: str | None = None
    index_number: str | None = None
    document_number: str | None = None
    meta: tuple[tuple[str, str], ...] = ()
    attachments: tuple[Link, ...] = ()
    parts: tuple[Part, ...] = ()
    unread: tuple[str, ...] = ()

    def table(self, number: int) -> Table:
        return self.tables[number - 1]


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a report: its printed heading and the span of its words, heading included."""

    number: int
    heading: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Report:
    """One yearly report. `region` is a GB/T 2260 code, `period` two dates as printed.

    `organ` is the body as the page names it, `body` the full name of the one it was resolved to, `body_rule`
    what decided that.
    """

    organ: str
    year: int
    form: str
    scope: Literal["own", "consolidated"] = "own"
    period: tuple[str, str] | None = None
    region: str | None = None
    title: str | None = None
    sections: tuple[Section, ...] = ()
    body: str | None = None
    body_rule: str | None = None
    level: str | None = None
    kind: str | None = None

    @property
    def name(self) -> str:
        return self.body or self.organ

    @property
    def key(self) -> str:
        return f"{self.name}/{self.year}/{self.scope}"


@dataclass(frozen=True, slots=True)
class Sentence:
    """Evidence in prose: `Document.text[start:end]` is the printed number, `text` the sentence around it."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CellEvidence:
    """Evidence in a table: row and column count from 1 in the resolved grid, heads included."""

    table: int
    row: int
    column: int
    text: str
    row_headings: tuple[str, ...] = ()
    column_headings: tuple[str, ...] = ()
    page: int | None = None
    box: Box | None = None
    sheet: str | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Derived:
    """Evidence of a computed figure: the figures it was computed from, as INDICATOR[.APPLICANT]."""

    sources: tuple[str, ...]


Evidence = Sentence | CellEvidence | Derived


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a report. `value` is None where the cell is blank or says that the row does not apply.

    万 and 亿 are multiplied into `value`, except with money, which keeps its printed `unit`.
    """

    indicator: str
    value: int | float | None
    unit: str | None
    evidence: Evidence
    applicant: str | None = None
    qualifier: Qualifier | None = None
    bound: Bound | None = None

    @property
    def name(self) -> str:
        return f"{self.indicator}.{self.applicant}" if self.applicant else self.indicator


@dataclass(frozen=True, slots=True)
class Finding:
    """What does not agree or was not understood. `figures` names the figures it rests on (`Figure.name`)."""

    rule: str
    severity: Severity
    message: str
    left: int | float | None = None
    right: int | float | None = None
    figures: tuple[str, ...] = ()
    message_en: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read out of one document. `report` is None where it is no yearly report."""

    document: Document
    report: Report | None = None
    figures: tuple[Figure, ...] = ()
    findings: tuple[Finding, ...] = field(default=())
