"""`gongkai sites`: the declared sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from archive.cli.options import db_option, json_option, print_json, sites_option
from archive.store import Archive
from scraper import sites as declared
from scraper.sites import Site, SiteError

__all__ = ["SiteError", "folders_of", "readable_sites", "sites"]


def folders_of(folder: Path | None) -> list[Path]:
    return [folder] if folder else []


def readable_sites(folder: Path | None) -> tuple[dict[str, Site], list[SiteError]]:
    """Every source that can be read, and what is wrong with the others: one bad file stops nobody."""
    refused: list[SiteError] = []
    return declared.load_all(folders_of(folder), refused=refused), refused


@click.group()
def sites() -> None:
    """Declared sources: list and check them, follow them or not."""


@sites.command("list")
@sites_option
@json_option
def list_sites(folder: Path | None, as_json: bool) -> None:
    """List the declared sources."""
    found, refused = readable_sites(folder)
    if as_json:
        for site in found.values():
            print_json(record_of(site))
    else:
        Console().print(table_of(found.values()))
    report_refused(refused)


@sites.command("check")
@sites_option
def check_sites(folder: Path | None) -> None:
    """Validate every source file; exit code 1 names the files with a mistake."""
    found, refused = readable_sites(folder)
    click.echo(f"{len(found)} source files are valid.")
    report_refused(refused)


@sites.command("show")
@click.argument("site_id", metavar="ID")
@sites_option
def show_site(site_id: str, folder: Path | None) -> None:
    """Print one source as it was understood, as JSON."""
    found, _ = readable_sites(folder)
    (site,) = declared.find(found, [site_id])
    print_json(record_of(site))


@sites.command("follow")
@click.argument("ids", metavar="ID…", nargs=-1, required=True)
@db_option
@sites_option
def follow_sites(ids: tuple[str, ...], db: Path, folder: Path | None) -> None:
    """Let `crawl --due` and `crawl --all` visit these sources."""
    _set_followed(ids, db, folder, followed=True)


@sites.command("unfollow")
@click.argument("ids", metavar="ID…", nargs=-1, required=True)
@db_option
@sites_option
def unfollow_sites(ids: tuple[str, ...], db: Path, folder: Path | None) -> None:
    """Visit these sources no more; what is stored stays."""
    _set_followed(ids, db, folder, followed=False)


def _set_followed(ids: Iterable[str], db: Path, folder: Path | None, *, followed: bool) -> None:
    chosen = declared.find(readable_sites(folder)[0], ids)
    with Archive.open(db, create=followed) as archive:
        for site in chosen:
            archive.declare(site)
            archive.follow(site.id, followed)


def report_refused(refused: Iterable[SiteError]) -> None:
    """Name every bad file on standard error and leave with exit code 1 if there is one."""
    messages = [str(error) for error in refused]
    for message in messages:
        click.echo(message, err=True)
    if messages:
        raise SystemExit(1)


def record_of(site: Site) -> dict[str, object]:
    """The site as JSON can hold it; `asdict` cannot copy the read-only parameters of a column."""
    record: dict[str, object] = {field.name: getattr(site, field.name) for field in fields(site)}
    record["columns"] = [
        {field.name: getattr(column, field.name) for field in fields(column)}
        | {"parameters": dict(column.parameters)}
        for column in site.columns
    ]
    return record | {"sample": site.sample}


def table_of(found: Iterable[Site]) -> Table:
    table = Table("ID", "Host", "Name", "Region", "Columns", "Verified")
    for site in found:
        table.add_row(site.id, site.host, site.name, site.region or "", str(len(site.columns)), site.verified)
    return table
