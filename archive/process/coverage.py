"""Coverage: one row for every body and year from 2008 to the last that can be judged.

    organs, reports, columns of the sites -> Subject -> verdict of each year -> rows of `coverage`

Only rows that differ are written. Nothing here looks at a clock: "today" is when the archive last fetched.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from archive.extract.report.titles import read_title
from archive.process.deadlines import FIRST_YEAR
from archive.process.verdicts import Listed, Published, Subject, verdict
from archive.store.pages import LAST_VISIT
from archive.store.rows import upsert
from archive.store.sample import MARK
from archive.text.bodies import bodies
from archive.text.functions import function_of, functions

SHARED_YEARS = 3  # a date under which a site has reports for this many years is that of a migration
SHARED_DOCUMENTS = 20  # so is one under which it has this many documents, a fifth of all
BATCH = 500

INVENTED = "99"  # GB/T 2260 gives out no such codes: the sample's regions have them

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Facts:
    """What all bodies share: columns by id, migration dates (site, day), years that lists name by column."""

    today: str
    columns: Mapping[str, Listed]
    migrated: frozenset[tuple[str, str]]
    named: Mapping[str, frozenset[tuple[int, str]]]


def settle(conn: sqlite3.Connection) -> int:
    """Brings the table in order; the number of rows written or taken away."""
    before = conn.total_changes
    facts = _facts(conn)
    if facts is None:
        conn.execute("DELETE FROM coverage")
        return conn.total_changes - before
    relatives = _relatives(conn)
    conn.execute("DELETE FROM coverage WHERE organ_id NOT IN (SELECT id FROM organs)")
    organs = conn.execute("SELECT * FROM organs ORDER BY id").fetchall()
    for start in range(0, len(organs), BATCH):
        batch = organs[start : start + BATCH]
        _write(conn, batch, [row for organ in batch for row in _rows(conn, organ, facts, relatives)])
    return conn.total_changes - before


def _facts(conn: sqlite3.Connection) -> Facts | None:
    (last,) = conn.execute("SELECT max(fetched_at) FROM captures").fetchone()
    if last is None:
        return None
    seen = conn.execute(LAST_VISIT).fetchone()
    return Facts(
        today=max(last, seen["fetched_at"] if seen else "")[:10],
        columns=_columns(conn),
        migrated=frozenset(_migrated(conn)),
        named=_named(conn),
    )


_PROOF = """
SELECT columns.id, columns.complete_at, sites.region, sites.body, coalesce(
    (SELECT id FROM captures WHERE url = columns.address AND kind = 'list'
     AND fetched_at <= columns.complete_at ORDER BY fetched_at DESC LIMIT 1),
    (SELECT id FROM captures WHERE source_id = columns.site_id AND "column" = columns.name AND kind = 'list'
     AND fetched_at <= columns.complete_at ORDER BY fetched_at DESC, number LIMIT 1)) AS proof
FROM columns LEFT JOIN sites ON sites.id = columns.site_id WHERE kind = 'annual_report'
"""


def _columns(conn: sqlite3.Connection) -> dict[str, Listed]:
    return {
        row["id"]: Listed(row["complete_at"], row["proof"], row["region"], row["body"])
        for row in conn.execute(_PROOF)
    }


def _migrated(conn: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """(site, day) of migrations: one day for reports of many years, or for a large part of a site."""
    sizes = dict(
        tuple(row) for row in conn.execute("SELECT site_id, count(*) FROM documents GROUP BY site_id")
    )
    days = conn.execute(
        "SELECT documents.site_id, documents.published, count(DISTINCT reports.year) AS years,"
        " count(*) AS documents"
        " FROM documents LEFT JOIN reports ON reports.id = documents.report_id"
        " WHERE documents.published IS NOT NULL AND documents.site_id IS NOT NULL"
        " GROUP BY documents.site_id, documents.published HAVING years >= ?1 OR count(*) >= ?2",
        (SHARED_YEARS, SHARED_DOCUMENTS),
    )
    for row in days.fetchall():
        large = row["documents"] >= SHARED_DOCUMENTS and row["documents"] * 5 >= sizes[row["site_id"]]
        if row["years"] >= SHARED_YEARS or large:
            yield row["site_id"], row["published"]


def _named(conn: sqlite3.Connection) -> dict[str, frozenset[tuple[int, str]]]:
    """For each column the years and bodies of list entries under which no report was read."""
    found: dict[str, set[tuple[int, str]]] = defaultdict(set)
    pages = conn.execute(
        'SELECT site_id, "column", link_text FROM pages'
        " WHERE kind = 'annual_report' AND link_text IS NOT NULL"
        " AND parent_url IS NULL AND url NOT IN (SELECT url FROM documents WHERE report_id IS NOT NULL)"
    )
    for page in pages:
        title = read_title(page["link_text"])
        if title and title.year:
            found[f"{page['site_id']}/{page['column']}"].add((title.year, title.organ))
    return {column: frozenset(named) for column, named in found.items()}


_LINES = """
SELECT organs.lineage_id, organs.id, reports.year FROM organs
LEFT JOIN reports ON reports.organ_id = organs.id
WHERE organs.lineage_id IN (SELECT lineage_id FROM organs GROUP BY lineage_id HAVING count(*) > 1)
"""


def _relatives(conn: sqlite3.Connection) -> dict[str, frozenset[int]]:
    """For each body the years for which another of its line of succession has reported."""
    lines: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for row in conn.execute(_LINES):
        lines[row["lineage_id"]][row["id"]] |= {row["year"]} - {None}
    return {
        name: frozenset(year for other, own in line.items() if other != name for year in own)
        for line in lines.values()
        for name in line
    }


_REPORTS = """
SELECT reports.year, reports.id AS report_id, documents.published, documents.capture_id,
       documents.site_id, documents."column"
FROM documents JOIN reports ON reports.id = documents.report_id
WHERE reports.organ_id = ? ORDER BY documents.published IS NULL, documents.published, reports.current DESC,
      documents.fetched_at, documents.id
"""


def _subject(
    conn: sqlite3.Connection, organ: sqlite3.Row, facts: Facts, relatives: Mapping[str, frozenset[int]]
) -> Subject:
    reports: dict[int, Published] = {}
    columns: set[str] = set()
    for row in conn.execute(_REPORTS, (organ["id"],)):
        columns.add(f"{row['site_id']}/{row['column']}")
        possible = row["published"] and row["published"] >= f"{row['year']}-12-01"
        old = reports.get(row["year"])
        if old is None or (possible and not _possible(old, row["year"])):
            reports[row["year"]] = Published(
                row["report_id"],
                row["published"],
                row["capture_id"],
                (row["site_id"], row["published"]) in facts.migrated,
            )
    columns |= _columns_of(conn, organ)
    since, until = _years(organ)
    lists = [facts.columns[name] for name in sorted(columns) if name in facts.columns]
    return Subject(
        kind=organ["kind"] or "other",
        level=organ["level"],
        since=since,
        until=until,
        reports=reports,
        columns=lists,
        relatives=relatives.get(organ["id"], frozenset()),
        named=frozenset(
            year
            for column in columns
            for year, name in facts.named.get(column, ())
            if not name or name in organ["name"] or organ["name"] in name
        ),
        lasting=_is_lasting(organ, lists),
    )


def _is_lasting(organ: sqlite3.Row, lists: Iterable[Listed]) -> bool:
    """Registered bodies have their years; a government on its own site is there as long as its region."""
    if organ["valid_from"]:
        return True
    if organ["kind"] != "government" or organ["level"] == "town":
        return False
    return any(listed.region == organ["region"] or listed.body == organ["name"] for listed in lists)


def _possible(report: Published, year: int) -> bool:
    return bool(report.published and report.published >= f"{year}-12-01")


def _columns_of(conn: sqlite3.Connection, organ: sqlite3.Row) -> set[str]:
    """The columns that list the reports of the bodies before and after it, and those declared for it."""
    rows = conn.execute(
        'SELECT DISTINCT documents.site_id, documents."column" FROM organs'
        " JOIN reports ON reports.organ_id = organs.id JOIN documents ON documents.report_id = reports.id"
        " WHERE organs.lineage_id = ?1 AND documents.site_id IS NOT NULL"
        " UNION SELECT columns.site_id, columns.name FROM columns JOIN sites ON sites.id = columns.site_id"
        " WHERE columns.kind = 'annual_report' AND (sites.body = ?2 OR instr(columns.name, ?2) > 0"
        " OR sites.host IN (SELECT value FROM json_each(?3)))",
        (organ["lineage_id"], organ["name"], json.dumps(_own_hosts(organ["name"]))),
    )
    return {f"{row['site_id']}/{row['column']}" for row in rows}


def _own_hosts(name: str) -> list[str]:
    """The hosts that are a registered body's alone; a portal of a government may list any of its bodies."""
    body = bodies().get(name)
    if body is None or body.kind == "government":
        return []
    return [host for host in body.hosts if sum(host in other.hosts for other in bodies().values()) == 1]


def _years(organ: sqlite3.Row) -> tuple[int | None, int | None]:
    """The years of a body as the register has them, else those in which there were bodies of its function."""
    named = function_of(organ["name"])
    function = functions()[named.function.code] if named else None
    since = organ["valid_from"] or (function.since if function else None)
    until = organ["valid_to"] or (function.until if function else None)
    return (int(since) if since else None, int(until) if until else None)


def _rows(
    conn: sqlite3.Connection, organ: sqlite3.Row, facts: Facts, relatives: Mapping[str, frozenset[int]]
) -> Iterator[Row]:
    subject = _subject(conn, organ, facts, relatives)
    last = max([int(facts.today[:4]) - 1, *subject.reports])
    sample = MARK if (organ["region"] or "").startswith(INVENTED) else None
    for year in range(min([FIRST_YEAR, *subject.reports]), last + 1):
        found = verdict(subject, year, facts.today)
        yield {
            "organ_id": organ["id"], "year": year, "organ": organ["name"], "region": organ["region"],
            "level": organ["level"], "state": found.state, "due": found.due, "published": found.published,
            "days_late": found.days_late, "report_id": found.report_id, "capture_id": found.capture_id,
            "checked_at": found.checked_at, "rule": found.rule, "sample": sample,
        }  # fmt: skip


def _write(conn: sqlite3.Connection, organs: Iterable[sqlite3.Row], rows: list[Row]) -> None:
    """Writes the rows of these bodies that differ from those that stand, and takes the others away."""
    ids = [organ["id"] for organ in organs]
    marks = ", ".join("?" * len(ids))
    standing = {
        (row["organ_id"], row["year"]): dict(row)
        for row in conn.execute(f"SELECT * FROM coverage WHERE organ_id IN ({marks})", ids)
    }
    upsert(conn, "coverage", [row for row in rows if standing.get((row["organ_id"], row["year"])) != row])
    kept = {(row["organ_id"], row["year"]) for row in rows}
    conn.executemany(
        "DELETE FROM coverage WHERE organ_id = ? AND year = ?", [key for key in standing if key not in kept]
    )
