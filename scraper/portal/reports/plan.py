"""Which report is published where, when, in what format and by which pen; and its text.

Body, year -> Plan -> compose() -> Written (parts of the page, parts of the attachment, figures as printed)
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Literal

from scraper.portal import planted
from scraper.portal.numbers import Figures, form_of, series
from scraper.portal.parts import Part, Parts
from scraper.portal.pens import PENS, Pen
from scraper.portal.places import BODIES, Body, region
from scraper.portal.reports import justice, prose, tables
from scraper.portal.reports.ink import Ink, Printed

# page: all in the page · docx, xlsx: the 统计表 attached · prose: no 统计表 anywhere
# pdf_page, docx_page: the page only links the report · pdf_list: the list links the report itself
Medium = Literal["page", "prose", "docx", "xlsx", "docx_page", "pdf_page", "pdf_list"]
LOCAL_TABLES = ("yh_gov", "ys_zrzyj", "lx_gov", "lx_zjj")
ABSENT = (("yh_jyt", 2012), ("ay_gaj", 2015), ("lx_zjj", 2016), ("lt_scjgj", 2020), ("lx_ws", 2018))
MIGRATED = date(2014, 8, 12)
NEW_IN_SECOND = ("ay_bw", 2025)
CORRECTED = ("lx_zjj", 2023)

_MEDIA: Mapping[str, tuple[Medium, ...]] = {
    "2008": ("page", "page", "page", "docx_page", "page", "page", "pdf_page"),
    "2014": ("page", "docx", "page", "xlsx", "prose", "page"),
    "2019": ("page", "page", "docx_page", "page", "pdf_page"),
    "2021": ("page", "page", "pdf_list", "page", "page", "docx_page", "page", "pdf_page"),
}
_TITLES = (
    "{organ}{year}年政府信息公开工作年度报告",
    "{organ}{year}年度政府信息公开工作年度报告",
    "{year}年{organ}政府信息公开工作年度报告",
    "{organ}关于{year}年政府信息公开工作情况的年度报告",
)


@dataclass(frozen=True, slots=True)
class Plan:
    body: Body
    year: int
    medium: Medium
    pen: Pen
    published: date
    title: str

    @property
    def organ(self) -> str:
        return self.body.named(self.year)

    @property
    def form(self) -> str:
        return form_of(self.year)


@dataclass(frozen=True, slots=True)
class Written:
    """A composed report. `page` is what the page holds, `file` what its file (PDF, DOCX, XLSX) holds."""

    page: Parts
    file: Parts
    printed: tuple[Printed, ...]


@cache
def plans() -> tuple[Plan, ...]:
    """Every report of both states, by body and year."""
    return tuple(
        _plan(number, body, year)
        for number, body in enumerate(BODIES)
        for year in range(body.first, body.last + 1)
        if (body.id, year) not in ABSENT
    )


def _plan(number: int, body: Body, year: int) -> Plan:
    rng = random.Random(f"plan/{body.id}/{year}")
    media = _MEDIA[form_of(year)]
    medium = media[(number * 3 + year) % len(media)]
    pen = PENS[(number + (year - 2008) // 3) % len(PENS)]
    if (body.id, year) in planted.MUST_BE_PAGES or (body.id, year) in (CORRECTED, NEW_IN_SECOND):
        medium, pen = "page", PENS[0] if pen.bare or pen.empty is not None else pen
    if body.id == justice.BODY and form_of(year) == "2014":
        medium = "prose"
    title = _TITLES[(number + year // 4) % len(_TITLES)].format(organ=body.named(year), year=year)
    return Plan(body, year, medium, pen, _published(rng, body, year), pen.label(title))


def _published(rng: random.Random, body: Body, year: int) -> date:
    """Mostly before the deadline (31 March; departments from 2019 on 31 January), now and then after it."""
    if (body.id, year) == (justice.BODY, justice.YEAR):
        return date(2018, 1, 26)
    if body.site == "linxiu" and year <= 2012:
        return MIGRATED
    early = year >= 2019 and "政府" not in body.name
    day = date(year + 1, 1, 8) + timedelta(days=rng.randint(0, 22 if early else 80))
    if rng.random() < 0.06:
        day += timedelta(days=rng.randint(60, 140))
    return day


def figures_of(body: Body, year: int, state: int) -> Figures:
    """What the report prints: consistent, but for planted errors and the correction of the second state."""
    if (body.id, year) == (justice.BODY, justice.YEAR):
        return dict(justice.FIGURES)
    figures = dict(series(body)[year])
    for key, change in planted.changes(body.id, year).items():
        figures[key] += change
    if state == 2 and (body.id, year) == CORRECTED:
        for key, change in CORRECTION.items():
            figures[key] += change
    return figures


# Two more applications by natural persons, granted, with all totals: every identity still holds.
CORRECTION: Mapping[tuple[str, str | None], int] = {
    (code, applicant): 2
    for code in ("applications.new", "applications.result.granted", "applications.result_total")
    for applicant in ("natural_person", "total")
}


def _words(plan: Plan) -> dict[str, str]:
    year, body = plan.year, plan.body
    start = f"{year}年5月1日" if year == 2008 else f"{year}年1月1日"
    return {
        "organ": plan.organ,
        "office": plan.organ if plan.organ.endswith("办公室") else plan.organ + "办公室",
        "we": body.we,
        "year": str(year),
        "next": str(year + 1),
        "from": start,
        "until": f"{year}年12月31日",
        "phone": body.phone,
        "area": region(body.region).name if body.scope == "consolidated" else "",
        "rules": "1" if body.rules else "",
    }


@cache
def compose(plan: Plan, state: int = 1) -> Written:
    """The report as this pen writes it, and every figure that it prints."""
    rng = random.Random(f"compose/{plan.body.id}/{plan.year}")
    slips = planted.SLIPS.get((plan.body.id, plan.year))
    ink = Ink(figures_of(plan.body, plan.year, state), plan.pen, _words(plan), rng, slips)
    page: list[Part]
    file: list[Part] = []
    if (plan.body.id, plan.year) == (justice.BODY, justice.YEAR):
        page = justice.parts(ink)
    elif plan.form == "2008":
        page = prose.early(ink, table=plan.body.id in LOCAL_TABLES)
    elif plan.form == "2014":
        attached = plan.medium in ("docx", "xlsx")
        page = prose.middle(ink, inside=plan.medium == "page", attached=attached)
        file = [tables.table_2014(ink)] if attached else []
    else:
        page = prose.late(ink, plan.form)
    if plan.medium in ("docx_page", "pdf_page", "pdf_list"):
        page, file = [], page
    return Written(tuple(page), tuple(file), tuple(ink.printed))
