"""`gongkai status`: per source what is healthy, due, broken or missing, and whether a person is needed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click
from rich.table import Table

from archive.cli.options import db_option, json_option, print_json, printer, sites_option
from archive.cli.sites import readable_sites
from archive.cli.summary import print_summary, summary_of
from archive.store import Archive
from scraper import schedule
from scraper.sites import Site

HEALTHY = ("ok", "never")
OVERDUE = 3
Row = dict[str, Any]

_SITES = """
SELECT id, host, sample, followed, state, detail, last_crawl_at, ok_at,
       (SELECT count(*) FROM pages WHERE site_id = sites.id AND state = 'missing') AS missing,
       (SELECT count(*) FROM pages WHERE site_id = sites.id AND state = 'gone') AS gone
FROM sites ORDER BY followed DESC, state = 'ok', id
"""
_LAST = """
SELECT started_at, finished_at, outcome, pages, bytes, new, changed, unchanged, missing, gone, failed,
       not_due, refused, vantage
FROM crawls WHERE site_id = ? ORDER BY started_at DESC LIMIT 1
"""

# Known pages by the host in their address and by their column; those that were only saved have no column.
_PLACES = """
SELECT "column", substr(rest, 1, instr(rest || '/', '/') - 1) AS place, count(*) AS number
FROM (SELECT "column", substr(url, instr(url, '://') + 3) AS rest FROM pages
      WHERE site_id = ? AND state != 'gone' AND kind IS NOT 'list')
GROUP BY 1, 2
"""


@click.command()
@db_option
@sites_option
@json_option
def status(db: Path, folder: Path | None, as_json: bool) -> None:
    """Per source what is healthy, due, broken or missing, and what is in the archive.

    Exit code 1 where a followed source or a source file needs a person: each is named on standard error with
    the reason.

    \b
    gongkai status
    gongkai status --json | jq 'select(.needs)'
    """
    declared, refused = readable_sites(folder)
    with Archive.open(db, read_only=True) as archive:
        found = archive.conn.execute(_SITES).fetchall()
        rows = [row_of(archive, dict(row), declared) for row in found]
        counts = summary_of(archive)
    if as_json:
        for row in rows:
            print_json(row)
    else:
        printer().print(table_of(rows))
        for row in rows:
            for note in row["notes"]:
                click.echo(f"{row['id']}: {note}")
        print_summary(counts, db)
    for error in refused:
        click.echo(str(error), err=True)
    needy = [row for row in rows if row["needs"]]
    for row in needy:
        click.echo(f"{row['id']}: {row['needs']}", err=True)
    if needy or refused:
        raise SystemExit(1)


def row_of(archive: Archive, row: Row, declared: Mapping[str, Site]) -> Row:
    """What is known of one source, with its columns and its last run."""
    now, site = datetime.now(UTC), declared.get(row["id"])
    due = schedule.due_columns(archive, site, now) if site and row["followed"] else ()
    last = archive.conn.execute(_LAST, (row["id"],)).fetchone()
    left = left_behind(archive, site) if site and row["followed"] else {"hosts": {}, "columns": {}}
    return row | {
        "followed": bool(row["followed"]),
        "due": [column.name for column in due],
        "needs": need_of(archive, row, site, now),
        "left_behind": left,
        "notes": notes_of(left),
        "columns": [asdict(column) for column in archive.columns(row["id"]).values()],
        "last_run": last and dict(last) | {"refused": json.loads(last["refused"] or "{}")},
    }


def left_behind(archive: Archive, site: Site) -> dict[str, dict[str, int]]:
    """How many known pages are visited no more, by the hosts and columns that the source file left out."""
    hosts, columns = Counter[str](), Counter[str]()
    for row in archive.conn.execute(_PLACES, (site.id,)):
        host = urlsplit(f"//{row['place']}").hostname or ""
        if host not in site.all_hosts:
            hosts[host] += row["number"]
        elif row["column"] and row["column"] not in {column.name for column in site.columns}:
            columns[row["column"]] += row["number"]
    return {"hosts": dict(hosts), "columns": dict(columns)}


def notes_of(left: Mapping[str, Mapping[str, int]]) -> list[str]:
    said = "its source file does not name any more: no crawl goes there."
    return [
        f"{pages_in(number)} on {host}, a host that {said} Name it in `hosts` where it still answers."
        for host, number in left["hosts"].items()
    ] + [
        f"{pages_in(number)} in {column}, a column that {said} Where it was renamed, use the old name."
        for column, number in left["columns"].items()
    ]


def pages_in(number: int) -> str:
    return "1 known page is" if number == 1 else f"{number:,} known pages are"


def need_of(archive: Archive, row: Row, site: Site | None, now: datetime) -> str | None:
    """Why a person is needed, in a sentence; only followed sources can need one."""
    if not row["followed"]:
        return None
    if row["state"] not in HEALTHY:
        return f"{row['state']}: {row['detail']}"
    if site is None and not row["sample"]:
        return "No source file declares it any more."
    if site is None:
        return None
    waiting = [c for c in archive.columns(site.id).values() if c.visited_at is not None]
    limits = {column.name: timedelta(days=OVERDUE * column.every) for column in site.columns}
    for column in waiting:
        limit = limits.get(column.name)
        if limit and datetime.fromisoformat(column.visited_at or "") + limit < now:
            return f"{column.name}: not visited since {column.visited_at}; does `gongkai crawl --due` run?"
    return None


def table_of(rows: list[Row]) -> Table:
    table = Table("Source", "Host", "State", "Last good run", "Due", "Missing", "Gone", "Detail")
    for row in rows:
        words = (
            row["id"],
            row["host"],
            row["state"] if row["followed"] else f"({row['state']})",
            (row["ok_at"] or "")[:16].replace("T", " "),
            str(len(row["due"]) or ""),
            str(row["missing"] or ""),
            str(row["gone"] or ""),
            row["detail"] or "",
        )
        table.add_row(*words)
    return table
