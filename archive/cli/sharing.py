"""`gongkai export warc|slim|release`: the archive for other programs and other people."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from archive.cli.options import db_option, progress_bar
from archive.model import KINDS
from archive.store import Archive
from archive.text.counts import counted

if TYPE_CHECKING:
    from archive.export.slim import Kept

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
    click.echo(f"{output}: {counted(count, 'record')}.")


kind_option = click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice([*KINDS, "all"]),
    default=("annual_report",),
    show_default=True,
    help="Kinds of documents it holds; may be repeated.",
)
bodies_option = click.option(
    "--bodies",
    type=click.Choice(["none", "latest"]),
    default="none",
    show_default=True,
    help="Stored bytes it holds: none, or those of the latest versions.",
)


@click.command()
@output_option
@kind_option
@bodies_option
@db_option
def slim(output: Path, kinds: tuple[str, ...], bodies: Kept, db: Path) -> None:
    """Write a small read-only copy of the archive for publishing, annual reports only by default.

    \b
    gongkai export slim --output reports.db
    gongkai export slim --kind all --bodies latest --output all.db
    """
    from archive.export.slim import export_slim

    with Archive.open(db, read_only=True) as archive, progress_bar("Writing") as step:
        size = export_slim(archive, output, kinds=chosen(kinds), bodies=bodies, progress=step)
    click.echo(f"{output}: {size:,} bytes.")


@click.command()
@output_option
@kind_option
@bodies_option
@click.option("--pages", is_flag=True, help="Also the stored pages, as WARC.")
@db_option
def release(output: Path, kinds: tuple[str, ...], bodies: Kept, pages: bool, db: Path) -> None:
    """Write a folder to be published: the slim copy, a description, and checksums of all files.

    \b
    gongkai export release --output release
    cd release && sha256sum --check SHA256SUMS
    """
    from archive.export.release import export_release

    with Archive.open(db, read_only=True) as archive, progress_bar("Writing") as step:
        files = export_release(
            archive, output, kinds=chosen(kinds), bodies=bodies, pages=pages, step=lambda _: step
        )
    for name, size in files.items():
        click.echo(f"{output / name}: {size:,} bytes.")


def chosen(kinds: tuple[str, ...]) -> tuple[str, ...]:
    """No kinds mean all of them."""
    return () if "all" in kinds else kinds
