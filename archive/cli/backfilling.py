"""`gongkai crawl SITE --from-cdx URL`: a source's past, out of a web archive."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from archive.cli.options import print_json, progress_bar
from scraper.lock import alone
from scraper.sites import Site

SHOWN = 5


def backfill(sites: Sequence[Site], address: str, db: Path, *, as_json: bool) -> bool:
    """Fetches and tells what came of it; False where something needs a person."""
    from scraper.backfill import backfill as run

    with alone(db), progress_bar("Recovering") as step:
        found = run(sites, address, db, step)
    for site in found:
        counts = {name: count for name, count in sorted(site.counts.items()) if count}
        if as_json:
            print_json({"site_id": site.site_id, **counts})
        else:
            said = ", ".join(f"{count:,} {name}" for name, count in counts.items())
            click.echo(f"{site.site_id}: {said or 'the index has nothing of it'}")
        for trouble in site.troubles[:SHOWN]:
            click.echo(f"{site.site_id}: {trouble}", err=True)
        if len(site.troubles) > SHOWN:
            click.echo(f"{site.site_id}: and {len(site.troubles) - SHOWN} more.", err=True)
    return not any(site.troubles for site in found)
