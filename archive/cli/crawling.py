"""`gongkai crawl` and `gongkai save`: fetch declared sources, or one address, into the archive."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from archive.cli.backfilling import backfill
from archive.cli.options import (
    ADDRESS,
    Refusal,
    db_option,
    json_option,
    print_json,
    progress_bar,
    proxy_option,
    sites_option,
)
from archive.cli.queueing import joined, offered, queue_option, tell_left
from archive.cli.sites import readable_sites
from archive.cli.spans import SPAN
from archive.store import Archive
from scraper import schedule
from scraper import sites as declared
from scraper.limits import Limits
from scraper.lock import LockedError, alone
from scraper.queue import Queue, QueueError
from scraper.sites import Site

if TYPE_CHECKING:
    from scraper.run import Outcome, Progress

vantage_option = click.option(
    "--vantage",
    envvar="GONGKAI_VANTAGE",
    help="Your name for the place you crawl from, kept with every capture: sites may answer by place.",
)


@click.command()
@click.argument("ids", metavar="SITE…", nargs=-1)
@click.option("--due", is_flag=True, help="Fetch what is due among the followed sources.")
@click.option("--all", "everything", is_flag=True, help="Fetch every followed source.")
@click.option("--for", "seconds", type=SPAN, help="Stop after this time: 50m, 2h. With --due 1h by default.")
@click.option("--pages", type=click.IntRange(1), help="Stop after so many answers.")
@click.option("--bytes", "size", type=click.IntRange(1), help="Stop after so many bytes of bodies.")
@proxy_option
@vantage_option
@click.option(
    "--from-cdx",
    "index",
    metavar="URL",
    type=ADDRESS,
    help="Fetch their past from the web archive with this index.",
)
@queue_option
@click.option("--quiet", is_flag=True, help="Print no line per source.")
@db_option
@sites_option
@json_option
def crawl(
    ids: tuple[str, ...],
    due: bool,
    everything: bool,
    seconds: float | None,
    pages: int | None,
    size: int | None,
    proxy: str | None,
    vantage: str | None,
    index: str | None,
    queue: str | None,
    quiet: bool,
    db: Path,
    folder: Path | None,
    as_json: bool,
) -> None:
    """Fetch these sources, politely; the archive then follows them. Then run `gongkai read`.

    What a limit, Ctrl-C or a crash leaves undone, the same command goes on with. One crawl of an archive runs
    at a time; --due is safe to call every minute.

    With --queue workers share the sites: each has an archive of its own (gongkai merge joins them) and a site
    for itself, and takes over what one that was killed leaves. Such a call need not name any sites: it takes
    what others have put on the queue.

    \b
    gongkai crawl qingdao
    gongkai crawl --due --db /srv/archive.db
    gongkai crawl --due --for 50m --bytes 2000000000 --quiet
    gongkai crawl qingdao --from-cdx https://web.archive.org/cdx/search/cdx
    gongkai crawl --queue redis://10.0.0.5:6379/0 --db worker-2.db
    """
    if bool(ids) + due + everything > 1 or not (ids or due or everything or queue):
        raise click.UsageError("Name the sources to fetch, or say --due or --all: one of the three.")
    found, refused = readable_sites(folder)
    for error in refused:
        click.echo(str(error), err=True)
    if queue and index:
        raise click.UsageError("A web archive is asked by one worker: --from-cdx or --queue.")
    limits = Limits(3600.0 if due and seconds is None else seconds, pages, size)
    if ids:
        declared.find(found, ids)
    elif (due or everything) and not db.exists():
        raise Refusal(f"There is no archive at {db}.")
    try:
        if index:
            recover(found, ids, index, db, as_json=as_json)
            return
        with alone(db), joined(queue, db) as shared:
            named = bool(ids or due or everything)
            chosen, closed = choose(db, found, ids, due=due) if named else ([], [])
            taken = offered(shared, chosen, found, named=bool(ids)) if shared else chosen
            outcomes = run(taken, db, proxy, vantage, limits, due=due, queue=shared)
            tell(outcomes, quiet=quiet, as_json=as_json)
            if shared:
                tell_left(shared, chosen)
    except (LockedError, QueueError) as error:
        click.echo(str(error), err=True)
        raise SystemExit(0 if due and isinstance(error, LockedError) else 1) from error
    for site in closed:
        click.echo(f"{site.id}: not asked: its hours are {schedule.hours_of(site)} in China.", err=True)
    if refused or closed or any(outcome.state != "ok" for outcome in outcomes):
        raise SystemExit(1)


def recover(found: dict[str, Site], ids: Sequence[str], index: str, db: Path, *, as_json: bool) -> None:
    """Fetches the past of the sources named from a web archive."""
    if not ids:
        raise click.UsageError("Name the sources whose past is wanted with --from-cdx.")
    if not backfill(declared.find(found, ids), index, db, as_json=as_json):
        raise SystemExit(1)


def run(
    chosen: list[Site],
    db: Path,
    proxy: str | None,
    vantage: str | None,
    limits: Limits,
    *,
    due: bool,
    queue: Queue | None,
) -> list[Outcome]:
    if not chosen:
        return []
    # Scrapy takes half a second to import: only where it is needed.
    from scraper.run import crawl as run_crawl

    with crawl_bar(chosen) as step:
        return run_crawl(
            chosen,
            db,
            proxy=proxy,
            progress=step,
            limits=limits,
            only_due=due,
            vantage=vantage,
            queue=queue,
        )


def choose(
    db: Path, found: dict[str, Site], ids: Sequence[str], *, due: bool
) -> tuple[list[Site], list[Site]]:
    """The sources to fetch, and those that may not be asked at this hour."""
    if ids:
        chosen = declared.find(found, ids)
    else:
        with Archive.open(db) as archive:
            if due:
                return schedule.due_sites(archive, found), []
            chosen = [found[name] for name in archive.followed_sites() if name in found]
    return [s for s in chosen if schedule.open_now(s)], [s for s in chosen if not schedule.open_now(s)]


def tell(outcomes: Sequence[Outcome], *, quiet: bool, as_json: bool) -> None:
    for outcome in outcomes:
        if as_json:
            from dataclasses import asdict

            print_json(asdict(outcome))
        elif not quiet:
            click.echo(line_of(outcome))
        if outcome.state != "ok":
            click.echo(f"{outcome.site_id}: {outcome.state}: {outcome.detail}", err=True)


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


def asked_of(url: str) -> str:
    """The address as a server is asked for it: without fragment, the host's name in ASCII."""
    from w3lib.url import safe_url_string

    parts = urlsplit(url)
    host = urlsplit(safe_url_string(url)).netloc
    return parts._replace(netloc=host, fragment="", path=parts.path or "/").geturl()


def line_of(outcome: Outcome) -> str:
    counts = ("new", "changed", "unchanged", "not_due", "missing", "gone", "guarded", "failed")
    said = ", ".join(
        f"{getattr(outcome, name)} {name.replace('_', ' ')}" for name in counts if getattr(outcome, name)
    )
    unfinished = "" if outcome.finished else f"; {outcome.stopped} The same command goes on with it."
    return f"{outcome.site_id}: {outcome.state}: {said or 'nothing'} in {outcome.seconds:.0f} s{unfinished}"


@click.command()
@click.argument("url", metavar="URL", type=ADDRESS)
@proxy_option
@vantage_option
@db_option
@sites_option
@json_option
def save(
    url: str, proxy: str | None, vantage: str | None, db: Path, folder: Path | None, as_json: bool
) -> None:
    """Capture one address now, with the files of its article; robots.txt and pace are kept.

    \b
    gongkai save http://www.example.gov.cn/zwgk/202401/t20240131_1.html
    """
    found, _ = readable_sites(folder)
    url = asked_of(url)
    host = urlsplit(url).hostname
    site = next((site for site in found.values() if host in site.all_hosts), None)
    from scraper.run import save as run_save

    try:
        with alone(db):
            outcome = run_save(url, db, site, proxy=proxy, vantage=vantage)
    except LockedError as error:
        click.echo(str(error), err=True)
        raise SystemExit(1) from error
    if as_json:
        print_json({"url": url, "state": outcome.state, "detail": outcome.detail, "new": outcome.new,
                    "changed": outcome.changed, "unchanged": outcome.unchanged})  # fmt: skip
    elif outcome.state == "ok":
        click.echo(f"{url}: {outcome.new} new, {outcome.changed} changed, {outcome.unchanged} unchanged")
    if outcome.state != "ok":
        click.echo(f"{url}: {outcome.state}: {outcome.detail}", err=True)
        raise SystemExit(1)
