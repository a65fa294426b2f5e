"""What the sample portal says, from the numbers its pages were made of: the measure of a reading of them.

    truth.reports(1) -> (Truth(url, organ, year, form, …, figures), …)

A figure stands here as often as it is printed (in a table and in prose), blanks with qualifier `blank`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from scraper.portal import planted
from scraper.portal.catalogue import (
    CORRECTED_ON,
    REDESIGNED,
    address,
    articles_of,
    family_of,
    is_new,
    listings,
)
from scraper.portal.identities import broken, table_values
from scraper.portal.numbers import Key, Number, form_of
from scraper.portal.places import PLACES, Scope, place
from scraper.portal.reports import publish
from scraper.portal.reports.ink import Printed
from scraper.portal.reports.plan import CORRECTED as CORRECTED_REPORT
from scraper.portal.reports.plan import CORRECTION, Medium, Plan, compose, plans

__all__ = ["CORRECTED_ON", "PLANTED", "Planted", "Truth", "pages", "report", "reports"]


@dataclass(frozen=True, slots=True)
class Truth:
    """A yearly report in a state of the portal. `url` is the page, or the file where the list links the file.

    `files` are the addresses of its attachments. `medium` says where the report stands (reports/plan.py).
    """

    url: str
    state: int
    body_id: str
    organ: str
    year: int
    form: str
    scope: Scope
    region: str
    published: str
    title: str
    medium: Medium
    files: tuple[str, ...]
    figures: tuple[Printed, ...]

    def value(self, indicator: str, applicant: str | None = None) -> Number | None:
        """The first printed value of a figure; None where it is blank or not printed."""
        return next(
            (f.value for f in self.figures if (f.indicator, f.applicant) == (indicator, applicant)), None
        )


@cache
def reports(state: int = 1) -> tuple[Truth, ...]:
    """Every report that can be reached in this state, by body and year."""
    by_key = {item.key: item for site in PLACES for item in articles_of(site.id, state)}
    found = []
    for plan in plans():
        item = by_key.get(publish.key(plan))
        if item is not None:
            family = family_of(item.place)
            files = (f"http://{item.place.host}{family.file(item, f, i)}" for i, f in enumerate(item.files))
            found.append(_truth(plan, state, address(item), tuple(files)))
    return tuple(found)


def _truth(plan: Plan, state: int, url: str, files: tuple[str, ...]) -> Truth:
    corrected = (plan.body.id, plan.year) == CORRECTED_REPORT
    return Truth(
        url=url,
        state=state,
        body_id=plan.body.id,
        organ=plan.organ,
        year=plan.year,
        form=plan.form,
        scope=plan.body.scope,
        region=plan.body.region,
        published=plan.published.isoformat(),
        title=plan.title,
        medium=plan.medium,
        files=files,
        figures=compose(plan, state if corrected else 1).printed,
    )


def report(body_id: str, year: int, state: int = 1) -> Truth:
    return next(t for t in reports(state) if (t.body_id, t.year) == (body_id, year))


@cache
def pages(state: int = 1) -> tuple[str, ...]:
    """The addresses that the lists lead to, in this state."""
    return tuple(address(item) for site in PLACES for item in articles_of(site.id, state))


def new_pages() -> tuple[str, ...]:
    """The addresses that only the second state has."""
    return tuple(address(item) for site in PLACES for item in articles_of(site.id, 2) if is_new(item))


def gone_page() -> str:
    """The address that the second state no longer answers."""
    (url,) = set(pages(1)) - set(pages(2))
    return url


def corrected_report() -> tuple[str, Mapping[tuple[str, str | None], int]]:
    """The address of the report that is silently corrected, and what is added to which figure."""
    return report(*CORRECTED_REPORT).url, CORRECTION


def lookalikes(state: int = 1) -> tuple[str, ...]:
    """The addresses of pages that look like yearly reports and are none."""
    items = (item for site in PLACES for item in articles_of(site.id, state))
    return tuple(address(item) for item in items if item.key.startswith("lookalike/"))


def redesigned_list() -> str:
    """The address of the list in which the selectors find nothing in the second state."""
    site_id, kind = REDESIGNED
    site = place(site_id)
    column = next(found.column for found in listings(site_id, 1) if found.column.kind == kind)
    return f"http://{site.host}{family_of(site).home(column)}"


@dataclass(frozen=True, slots=True)
class Planted:
    """An identity that does not hold in a printed report: `left` and `right` should be the same.

    `rule` is the name under which the reader reports it, `what` the row, column or block it concerns.
    """

    url: str
    rule: str
    what: str
    left: Number
    right: Number


@cache
def planted_errors() -> tuple[Planted, ...]:
    """Every identity that the planted errors break, in all their consequences."""
    found = []
    for body_id, year in planted.EDITS:
        now, before = table_figures(body_id, year), table_figures(body_id, year - 1)
        url = report(body_id, year).url
        found += [Planted(url, *row) for row in broken(now, form_of(year), before)]
    return (*found, *_contradictions())


def _contradictions() -> Iterator[Planted]:
    """Where the running text says another number than the table: left the table, right the text."""
    for (body_id, year), slips in planted.SLIPS.items():
        told = report(body_id, year)
        for key, slip in slips.items():
            value = table_figures(body_id, year)[key]
            if value is not None:
                yield Planted(told.url, "prose.table", key[0], value, value + slip)


def table_figures(body_id: str, year: int) -> dict[Key, Number | None]:
    """What the tables of a report print; nothing where there is no such report."""
    found = [t for t in reports(1) if (t.body_id, t.year) == (body_id, year)]
    return table_values(found[0].figures) if found else {}


PLANTED = planted_errors()
