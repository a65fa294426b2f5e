"""`gongkai export documents`: what pages say, as text for analysis."""

from __future__ import annotations

from pathlib import Path

import click

from archive.cli.options import db_option, json_option, print_json, progress_bar
from archive.model import KINDS
from archive.store import Archive
from archive.text.counts import counted


@click.command()
@db_option
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    default="documents.jsonl",
    show_default=True,
    help="A file; .jsonl or .parquet.",
)
@click.option("--year", "years", multiple=True, metavar="YEAR|FROM-TO", help="Years of publication.")
@click.option(
    "--region", "regions", multiple=True, help="Code or name of a region, with all that lies in it."
)
@click.option("--body", "bodies", multiple=True, help="Name or id of a body.")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Kinds of documents.")
@json_option
def documents(
    db: Path,
    output: Path,
    years: tuple[str, ...],
    regions: tuple[str, ...],
    bodies: tuple[str, ...],
    kinds: tuple[str, ...],
    as_json: bool,
) -> None:
    """Write documents for text analysis: id, body, date, kind, title, text, tables.

    Numbers of identity cards and mobile phones are masked; the archive keeps what was published.

    \b
    gongkai export documents
    gongkai export documents --kind annual_report --year 2015-2018 --output reports.parquet
    """
    from archive.export.documents import export_documents
    from archive.export.selection import select

    with Archive.open(db, read_only=True) as archive, progress_bar("Exporting") as step:
        selection = select(archive.conn, of="documents", years=years, regions=regions, bodies=bodies)
        count = export_documents(archive.conn, output, selection, kinds, step)
    if as_json:
        print_json({"output": str(output), "documents": count})
    else:
        click.echo(f"{output}: {counted(count, 'document')}")
