"""`gongkai export panel`: the figures as a data package."""

from __future__ import annotations

from pathlib import Path

import click

from archive.cli.options import db_option, json_option, print_json, progress_bar
from archive.export import FORMATS
from archive.store import Archive
from archive.text.counts import counted


@click.command()
@db_option
@click.option(
    "--output", type=click.Path(path_type=Path), default="panel", show_default=True, help="A folder."
)
@click.option("--year", "years", multiple=True, metavar="YEAR|FROM-TO", help="Years of the figures.")
@click.option(
    "--region", "regions", multiple=True, help="Code or name of a region, with all that lies in it."
)
@click.option("--body", "bodies", multiple=True, help="Name or id of a body.")
@click.option(
    "--indicator", "indicators", multiple=True, help="Code or name; also the beginning of codes up to a dot."
)
@click.option("--scope", type=click.Choice(["own", "consolidated"]), help="The body itself, or a whole area.")
@click.option("--long/--wide", "is_long", default=True, help="A row a figure (default), or a row a report.")
@click.option(
    "--format", "formats", multiple=True, type=click.Choice(list(FORMATS)), help="Default: each installed."
)
@json_option
def panel(
    db: Path,
    output: Path,
    years: tuple[str, ...],
    regions: tuple[str, ...],
    bodies: tuple[str, ...],
    indicators: tuple[str, ...],
    scope: str | None,
    is_long: bool,
    formats: tuple[str, ...],
    as_json: bool,
) -> None:
    """Write the panel, its codebook, coverage and findings as a data package: a folder of open formats.

    The same archive gives the same bytes. Each option but --scope may be given several times. A correction
    that matches nothing is named, and the exit code then is 1.

    \b
    gongkai export panel
    gongkai export panel --year 2015-2018 --region 370000 --output shandong
    gongkai export panel --indicator applications --body 青岛市司法局 --wide --format xlsx
    """
    from archive.export.package import export_panel
    from archive.export.panel import Panel
    from archive.export.selection import select
    from archive.process.decisions import without_effect

    with Archive.open(db, read_only=True) as archive:
        selection = select(
            archive.conn, years=years, regions=regions, bodies=bodies, indicators=indicators, scope=scope
        )
        with progress_bar("Exporting") as step:
            made = export_panel(
                Panel.of(archive.conn, selection), output, formats=formats, wide=not is_long, step=step
            )
        faults = list(without_effect(archive, {}))
    for sentence in (*made.left_out, *faults):
        click.echo(str(sentence), err=True)
    if as_json:
        print_json({"output": str(output), "rows": made.rows, "hash": made.content_hash, "files": made.files})
    else:
        click.echo(f"{output}: {counted(made.rows, 'figure')}, sha256 {made.content_hash}")
    if faults:
        raise SystemExit(1)
