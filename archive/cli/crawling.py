"""`gongkai crawl`: fetch declared sources into the archive."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from archive.cli.options import db_option, progress_bar, sites_option
from archive.cli.sites import readable_sites
from archive.store import Archive
from scraper import sites as declared
from scraper.sites import Site

if TYPE_CHECKING:
    from scraper.run import Outcome, Progress


@click.command()
@click.argument("ids", metavar="SITE…", nargs=-1)
@click.option("--due", is_flag=True, help="Fetch what is due among the followed sources.")
@click.option("--all", "everything", is_flag=True, help="Fetch every followed source.")
@click.option("--proxy", help="HTTP proxy to fetch through, as http://HOST:PORT.")
@click.option("--quiet", is_flag=True, help="Print no line per source.")
@db_option
@sites_option
def crawl(
    ids: tuple[str, ...],
    due: bool,
    everything: bool,
    proxy: str | None,
    quiet: bool,
    db: Path,
    folder: Path | None,
) -> None:
    """Fetch these sources, politely; the archive then follows them. Then run `gongkai read`.

    \b
    gongkai crawl qingdao
    gongkai crawl --due --db /srv/archive.db
    """
    if bool(ids) + due + everything != 1:
        raise click.UsageError("Name the sources to fetch, or say --due or --all.")
    found, refused = readable_sites(folder)
    for error in refused:
        click.echo(str(error), err=True)
    chosen = declared.find(found, ids) if ids else followed(db, found, due=due)
    # Scrapy takes half a second to import: only where it is needed.
    from scraper.run import crawl as run

    with crawl_bar(chosen) as step:
        outcomes = run(chosen, db, proxy=proxy, progress=step)
    for outcome in outcomes:
        if not quiet:
            click.echo(line_of(outcome))
        if outcome.state != "ok":
            click.echo(f"{outcome.site_id}: {outcome.state}: {outcome.detail}", err=True)
    if refused or any(outcome.state != "ok" for outcome in outcomes):
        raise SystemExit(1)


@contextmanager
def crawl_bar(sites: list[Site]) -> Iterator[Callable[[Progress], None]]:
    """One bar over all sites: the pages answered, of those known so far."""
    latest: dict[str, Progress] = {}
    with progress_bar(f"Crawling {len(sites)} site{'s' * (len(sites) != 1)}") as step:

        def note(progress: Progress) -> None:
            latest[progress.site_id] = progress
            pages = sum(one.pages for one in latest.values())
            step(pages, pages + sum(one.waiting for one in latest.values()))

        yield note


def line_of(outcome: Outcome) -> str:
    counts = ("new", "changed", "unchanged", "missing", "gone", "guarded", "failed")
    said = ", ".join(f"{getattr(outcome, name)} {name}" for name in counts if getattr(outcome, name))
    unfinished = "" if outcome.finished else "; not finished: the same command goes on with it"
    return f"{outcome.site_id}: {outcome.state}: {said or 'nothing'} in {outcome.seconds:.0f} s{unfinished}"


def followed(db: Path, found: dict[str, Site], *, due: bool) -> list[Site]:
    """The followed sources, or those of them whose time has come."""
    with Archive.open(db, read_only=True) as archive:
        ids = archive.due_sites() if due else archive.followed_sites()
    return [found[name] for name in ids if name in found]
