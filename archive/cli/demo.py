"""`gongkai demo`: the whole main job on the sample portal, from an empty file to a working site.

    portal, state 1 -> crawl -> state 2 -> crawl -> read -> summary -> site

Each crawl is a process of its own, since Scrapy's reactor cannot be started twice in one.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click

from archive.cli.options import json_option, print_json
from archive.cli.reading import read_with_bar
from archive.cli.serving import host_option, port_option, serve_site
from archive.cli.summary import print_summary, summary_of
from archive.store import Archive
from scraper import sites as declared


@click.command()
@click.option(
    "--db",
    type=click.Path(dir_okay=False, path_type=Path),
    default="demo/archive.db",
    show_default=True,
    help="The archive file.",
)
@click.option("--once", is_flag=True, help="Stop after the summary.")
@host_option
@port_option
@json_option
def demo(db: Path, once: bool, host: str, port: int, as_json: bool) -> None:
    """Run the whole main job on the embedded sample portal (样例数据 / sample data).

    \b
    gongkai demo            crawl, read, print a summary and serve the site until Ctrl-C
    gongkai demo --once     stop after the summary
    """
    from scraper.portal import SITES, Portal

    db.parent.mkdir(parents=True, exist_ok=True)
    sample_sites = sorted(declared.load(SITES))
    refuse_real(db, sample_sites)
    with Portal() as portal:
        if not was_crawled(db, sample_sites):
            click.echo("Crawling the sample portal …", err=True)
            crawl_portal(db, SITES, portal.proxy)
        portal.state = 2
        click.echo("Crawling it again, after it has changed …", err=True)
        crawl_portal(db, SITES, portal.proxy)
    with Archive.open(db) as archive:
        read_with_bar(archive)
        summary = summary_of(archive)
    if as_json:
        print_json(summary)
    else:
        print_summary(summary, db)
    if not once:
        serve_site(db, host, port)


def refuse_real(db: Path, site_ids: list[str]) -> None:
    """Invented pages are never mixed with real ones."""
    if not db.exists():
        return
    with Archive.open(db, read_only=True) as archive:
        for row in archive.conn.execute("SELECT DISTINCT source_id FROM captures"):
            if row[0] not in site_ids:
                raise click.UsageError(
                    f"{db} holds pages that are no sample data; --db must name another file."
                )


def was_crawled(db: Path, site_ids: list[str]) -> bool:
    """Whether a crawl of every sample site came to its end: then the first state is history."""
    if not db.exists():
        return False
    with Archive.open(db) as archive:
        rows = archive.conn.execute("SELECT DISTINCT site_id FROM crawls WHERE finished_at IS NOT NULL")
        return {row[0] for row in rows}.issuperset(site_ids)


def crawl_portal(db: Path, folder: Path, proxy: str) -> None:
    command = [sys.executable, "-m", "archive.cli", "crawl", *sorted(declared.load(folder))]
    command += ["--db", str(db), "--sites", str(folder), "--proxy", proxy, "--quiet"]
    code = subprocess.run(command, stdin=subprocess.DEVNULL, check=False).returncode
    # 1 is a source that needs a person: the portal's redesigned list is one, and is meant to be seen.
    if code not in (0, 1):
        raise SystemExit(code)
