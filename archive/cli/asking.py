"""`gongkai search`: the search of the site on the command line."""

from __future__ import annotations

from pathlib import Path

import click

from archive.cli.options import db_option, json_option, print_json
from archive.store import Archive
from archive.store.search import only_excludes
from archive.store.search import search as find
from archive.text.counts import counted


# Else a word to leave out would be taken for an option.
@click.command(context_settings={"ignore_unknown_options": True})
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
    if not " ".join(words).strip():
        raise click.UsageError("Name the words to search for.")
    if unknown := next((word for word in words if word.startswith("--")), None):
        raise click.NoSuchOption(unknown)
    if only_excludes(" ".join(words)):
        raise click.UsageError("Name a word to look for beside those to leave out.")
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
    click.echo(
        f"{results.count:,}+ documents" if results.capped else counted(results.count, "document"), err=True
    )
