"""Which sources are due: every column has its interval, a stopped crawl is due at once, and hosts have hours.

Pure but for what it asks the archive; the clock is given.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from archive.store import Archive
from archive.store.crawls import ColumnRow
from scraper.source import Column, Site

CHINA = timezone(timedelta(hours=8))
RETRY_DAYS = 0.25


def due_sites(archive: Archive, sites: Mapping[str, Site], at: datetime | None = None) -> list[Site]:
    """The followed sites that may be asked now and have columns that are due, each with these alone."""
    at = at or datetime.now(UTC)
    found = []
    for site_id in archive.followed_sites():
        site = sites.get(site_id)
        columns = due_columns(archive, site, at) if site and open_now(site, at) else ()
        if site and columns:
            found.append(replace(site, columns=columns))
    return found


def due_columns(archive: Archive, site: Site, at: datetime) -> tuple[Column, ...]:
    """The columns whose time has come, and those that the last crawl did not finish."""
    known, left = archive.columns(site.id), archive.interrupted_crawl(site.id)
    begun = left.started_at if left else None
    return tuple(c for c in site.columns if _is_due(c, known.get(c.name), begun, at))


def _is_due(column: Column, row: ColumnRow | None, begun: str | None, at: datetime) -> bool:
    if row is None or row.visited_at is None or row.visited_at == begun:
        return True
    return next_visit(column, row) <= at


def next_visit(column: Column, row: ColumnRow) -> datetime:
    """When the column is due again; a host that did not answer is tried earlier."""
    days = min(column.every, RETRY_DAYS) if row.state == "unreachable" else column.every
    return datetime.fromisoformat(row.visited_at or "2000-01-01T00:00:00Z") + timedelta(days=days)


def open_now(site: Site, at: datetime | None = None) -> bool:
    """Whether the clock in China is within the hours of the source file."""
    if site.hours is None:
        return True
    local = (at or datetime.now(UTC)).astimezone(CHINA)
    minute, (first, last) = local.hour * 60 + local.minute, site.hours
    return first <= minute < last if first <= last else minute >= first or minute < last


def hours_of(site: Site) -> str:
    """The hours as a person writes them: 22:00-06:00."""
    first, last = site.hours or (0, 24 * 60)
    return f"{first // 60:02}:{first % 60:02}-{last // 60:02}:{last % 60:02}"
