"""Dates and years that cannot be: of the period, of publication, in the text, in the titles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from archive.extract.check.rules import finding
from archive.extract.report.titles import read_title
from archive.model import Document, Finding, Report
from archive.read.metadata import PAGE_TITLE
from archive.text.dates import iso_date

DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年\s*(\d{1,4})\s*月\s*(\d{1,4})\s*日")
SHOWN = 5


def check_dates(document: Document, report: Report) -> Iterator[Finding]:
    """Periods, publication dates, printed dates and titles that contradict the report or the calendar."""
    if report.period:
        yield from check_period(*report.period, report.year)
    if document.published and document.published <= f"{report.year}-12-01":
        yield finding("report.published", published=document.published, year=report.year)
    impossible = dict.fromkeys(impossible_dates(document.text))
    if impossible:
        yield finding("report.date", dates="、".join(list(impossible)[:SHOWN]))
    years = titled_years(document)
    if len(years) > 1:
        yield finding("report.title_year", years="、".join(map(str, sorted(years))))


def check_period(start: str, end: str, year: int) -> Iterator[Finding]:
    if start > end:
        yield finding("report.period_order", start=start, end=end)
    elif int(start[:4]) != year or int(end[:4]) != year:
        yield finding(
            "report.period",
            left=Decimal(year),
            right=Decimal(end[:4]),
            year=year,
            start=start,
            end=end,
        )


def impossible_dates(text: str) -> Iterator[str]:
    """Dates as printed that the calendar does not have: 2月30日, and 1231日 where a sign was lost."""
    for match in DATE.finditer(text):
        year, month, day = (int(part) for part in match.groups())
        if iso_date(year, month, day) is None:
            yield "".join(match[0].split())


def titled_years(document: Document) -> set[int]:
    """The years named in the page's title, in the report's own heading and, with whose it is, in <title>: a
    column may be called by the year it was opened.
    """
    headings = [document.text[b.start : b.end] for b in document.blocks if b.kind == "heading"][:2]
    lines = [document.title or "", *headings, *(part.title or "" for part in document.parts)]
    found = {title.year for line in lines if len(line) <= 60 and (title := read_title(line)) and title.year}
    named = (read_title(value) for name, value in document.meta if name == PAGE_TITLE)
    return {year for year in found if year} | {
        title.year for title in named if title and title.organ and title.year
    }
