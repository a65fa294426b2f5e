"""`gongkai search` and `gongkai status`: questions to an archive."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from archive.cli.options import db_option, json_option, print_json
from archive.cli.summary import print_summary, summary_of
from archive.store import Archive
from archive.store.search import search as find

HEALTHY = ("ok", "never")


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="Results at most.")
@db_option
@json_option
def search(words: tuple[str, ...], limit: int, db: Path, as_json: bool) -> None:
    """Search the archive as the site does: several words, "phrases", -exclusion.

    \b
    gongkai search 依申请公开
    gongkai search '"行政复议" -诉讼' --json
    """
    with Archive.open(db, read_only=True) as archive:
        results = find(archive.conn, " ".join(words), limit=limit)
    for row in results.rows:
        if as_json:
            print_json(
                {
                    "id": row.id,
                    "title": row.title,
                    "body": row.body,
                    "published": row.published,
                    "kind": row.kind,
                }
            )
        else:
            click.echo(f"{row.published or '          '}  {row.title}  /document/{row.id}")
    more = "+" if results.capped else ""
    click.echo(f"{results.count:,}{more} documents", err=True)


@click.command()
@db_option
@json_option
def status(db: Path, as_json: bool) -> None:
    """Per source what is healthy and what is not, and what is in the archive."""
    with Archive.open(db, read_only=True) as archive:
        cursor = archive.conn.execute(
            "SELECT id, host, followed, state, detail, last_crawl_at FROM sites ORDER BY state = 'ok', id"
        )
        names = [column[0] for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor]
        counts = summary_of(archive)
    if as_json:
        for row in rows:
            print_json(row)
    else:
        Console().print(table_of(rows))
        print_summary(counts, db)
    if any(row["state"] not in HEALTHY for row in rows):
        for row in rows:
            if row["state"] not in HEALTHY:
                click.echo(f"{row['id']}: {row['state']}: {row['detail']}", err=True)
        raise SystemExit(1)


def table_of(rows: list[dict[str, object]]) -> Table:
    table = Table("Source", "Host", "State", "Last crawl", "Detail")
    for row in rows:
        table.add_row(*(str(row[key] or "") for key in ("id", "host", "state", "last_crawl_at", "detail")))
    return table
