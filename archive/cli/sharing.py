"""`gongkai export warc|slim|release`: the archive for other programs and other people."""

from __future__ import annotations

from pathlib import Path

import click

from archive.cli.options import db_option, progress_bar
from archive.store import Archive

output_option = click.option(
    "--output", required=True, type=click.Path(path_type=Path), help="Where it is written."
)


@click.command()
@output_option
@click.option("--source", "sources", multiple=True, metavar="ID", help="Only this source; may be repeated.")
@db_option
def warc(output: Path, sources: tuple[str, ...], db: Path) -> None:
    """Write the stored pages as one WARC 1.1 file, gzipped record by record.

    \b
    gongkai export warc --output pages.warc.gz
    """
    from archive.export.warc import export_warc

    with Archive.open(db, read_only=True) as archive, progress_bar("Writing") as step:
        count = export_warc(archive, output, sources=sources, progress=step)
    click.echo(f"{output}: {count:,} records.")
