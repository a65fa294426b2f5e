"""Public bodies: what the reports and the register say of each, its other names, and who followed whom.

All of it follows from the rows that are there, never from the order in which they came.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from archive.model import digest
from archive.store.rows import upsert
from archive.text.bodies import Body, bodies, kind_of
from archive.text.functions import Named, follows, function_of, functions

REORGANISED = "register of bodies"
IN_WHOLE, IN_PART = "functions of bodies", "functions of bodies: part of the work"


@dataclass(frozen=True, slots=True)
class Organ:
    """A row of organs with the years of its reports."""

    id: str
    name: str
    region: str | None
    named: Named | None
    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class Succession:
    """One step in a reorganisation. `year` is the first reporting year of the body after, or of its having
    part of the work."""

    organ_id: str
    successor_id: str
    year: int | None
    reorganisation: str
    source: str

    @property
    def whole(self) -> bool:
        """Whether the body after has all the work, so that their figures are one series."""
        return self.source != IN_PART


def settle(conn: sqlite3.Connection) -> None:
    """Brings regions, kinds, names and successions of all bodies in order."""
    _declare(conn)
    _settle_regions(conn)
    conn.execute(
        "DELETE FROM organs WHERE source IS NOT 'declared' AND id NOT IN (SELECT organ_id FROM reports)"
    )
    _describe(conn)
    _settle_names(conn)
    _settle_successions(conn)
    conn.execute(
        "UPDATE documents SET organ_id = (SELECT id FROM organs WHERE name = documents.source)"
        " WHERE report_id IS NULL AND organ_id IS NOT (SELECT id FROM organs WHERE name = documents.source)"
    )


def _declare(conn: sqlite3.Connection) -> None:
    """Registered bodies whose sites the archive knows stand in it before they have reported."""
    hosts = {row["host"] for row in conn.execute("SELECT host FROM sites")}
    known = [body for body in bodies().values() if hosts & set(body.hosts)]
    conn.execute("UPDATE organs SET source = 'reports' WHERE source IS NOT 'reports'")
    upsert(conn, "organs", [{"id": digest(body.name), **_said(body)} for body in known])


def _said(body: Body) -> dict[str, object]:
    return {
        "name": body.name,
        "region": body.region,
        "level": body.level,
        "kind": body.kind,
        "credit_code": body.credit_code,
        "valid_from": body.since,
        "valid_to": body.until,
        "source": "declared",
    }


def _settle_regions(conn: sqlite3.Connection) -> None:
    """A body's region is that of most of its reports; without reports it stays."""
    usual = (
        "(SELECT region FROM reports WHERE organ_id = organs.id AND region IS NOT NULL"
        " GROUP BY region ORDER BY count(*) DESC, region LIMIT 1)"
    )
    conn.execute(f"UPDATE organs SET region = {usual} WHERE {usual} IS NOT NULL AND region IS NOT {usual}")


def _describe(conn: sqlite3.Connection) -> None:
    """Kind and function, which follow from the name."""
    rows = conn.execute("SELECT id, name, kind FROM organs WHERE kind IS NULL OR function IS NULL").fetchall()
    for row in rows:
        named = function_of(row["name"])
        conn.execute(
            "UPDATE organs SET kind = coalesce(kind, ?), function = ? WHERE id = ?",
            (kind_of(row["name"]), named.function.code if named else None, row["id"]),
        )


def _settle_names(conn: sqlite3.Connection) -> None:
    conn.execute("DELETE FROM organ_names")
    conn.execute(
        "INSERT INTO organ_names (organ_id, name, rule, reports)"
        " SELECT organ_id, printed_organ, min(organ_rule), count(*) FROM reports"
        " WHERE printed_organ <> organ GROUP BY organ_id, printed_organ"
    )


def _settle_successions(conn: sqlite3.Connection) -> None:
    organs = list(_organs(conn))
    found = list(successions(organs))
    conn.execute("DELETE FROM organ_successions")
    upsert(conn, "organ_successions", [
        {"organ_id": s.organ_id, "successor_id": s.successor_id, "year": s.year,
         "reorganisation": s.reorganisation, "source": s.source}
        for s in found
    ])  # fmt: skip
    ends = lineages(found)
    conn.execute("UPDATE organs SET lineage_id = id WHERE lineage_id IS NOT id")
    conn.executemany("UPDATE organs SET lineage_id = ?2 WHERE id = ?1", ends.items())


def _organs(conn: sqlite3.Connection) -> Iterator[Organ]:
    sql = (
        "SELECT organs.id, name, organs.region, min(reports.year) AS first, max(reports.year) AS last"
        " FROM organs LEFT JOIN reports ON reports.organ_id = organs.id GROUP BY organs.id ORDER BY name"
    )
    for row in conn.execute(sql):
        yield Organ(
            row["id"], row["name"], row["region"], function_of(row["name"]), row["first"], row["last"]
        )


def successions(organs: Iterable[Organ]) -> Iterator[Succession]:
    """Who followed whom: by the register, else the one body of the region that has the work now, and those
    that have part of it."""
    organs = list(organs)
    by_name = {organ.name: organ for organ in organs}
    by_work: dict[tuple[str | None, str, str], list[Organ]] = defaultdict(list)
    for organ in organs:
        if organ.named and organ.region:
            by_work[organ.region, organ.named.place, organ.named.function.code].append(organ)
    for organ in organs:
        body = bodies().get(organ.name)
        after = by_name.get(body.successor or "") if body else None
        if after:
            began = bodies()[after.name].since or after.first
            source = (organ.named.function.source if organ.named else "") or REORGANISED
            yield Succession(organ.id, after.id, began, source, REORGANISED)
        elif organ.named and organ.region:
            yield from _by_function(organ, organ.named, by_work)
        if organ.named and organ.region:
            yield from _in_part(organ, organ.named, by_work)


def _by_function(
    organ: Organ, named: Named, by_work: Mapping[tuple[str | None, str, str], list[Organ]]
) -> Iterator[Succession]:
    for code in named.function.successors:
        later = functions()[code]
        after = by_work.get((organ.region, named.place, code), [])
        if len(after) == 1 and follows(later, named.function) and _later(organ, after[0]):
            source = named.function.source
            yield Succession(organ.id, after[0].id, after[0].first, source, IN_WHOLE)
            return


def _in_part(
    organ: Organ, named: Named, by_work: Mapping[tuple[str | None, str, str], list[Organ]]
) -> Iterator[Succession]:
    """价格 of a 物价局 went to the 发展和改革委员会, its inspection to the 市场监督管理局."""
    until = named.function.until
    for later in (functions()[code] for code in named.function.partly):
        year = later.since if until is None else until + 1
        for after in by_work.get((organ.region, named.place, later.code), []):
            if year and (organ.first or 0) < year <= (after.last or year):
                source = named.function.source or later.source
                yield Succession(organ.id, after.id, year, source, IN_PART)


def _later(organ: Organ, after: Organ) -> bool:
    return after.first is None or organ.first is None or after.first > organ.first


def lineages(found: Iterable[Succession]) -> dict[str, str]:
    """For each body that was followed, the one at the end of its line."""
    next_of = {succession.organ_id: succession.successor_id for succession in found if succession.whole}
    ends = {}
    for start in next_of:
        at, seen = start, {start}
        while at in next_of and next_of[at] not in seen:
            at = next_of[at]
            seen.add(at)
        ends[start] = at
    return ends
