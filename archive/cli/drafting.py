"""`gongkai sites new` and `discover`: draft source files for a person to finish."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import click

from archive.cli.options import db_option, json_option, print_json, progress_bar, proxy_option, sites_option
from scraper import sites as declared
from scraper.families import FAMILIES
from scraper.sites.draft import Value, identifier_of, toml_of
from scraper.sites.draft import write as write_draft
from scraper.sites.keys import host as host_key
from scraper.source import Column, Family

if TYPE_CHECKING:
    from scraper.discover import Finding
    from scraper.discover.run import Result

PLACEHOLDERS: Mapping[str, Value] = {
    "static.page": "index_{n}.html",
    "yearly.page": "{year}/",
    "yearly.until": 2025,
    "query.parameter": "page",
    "json.parameter": "page",
    "json.items_at": "data.list",
    "script.items_at": "list",
    "script.link_at": "url",
    "json.link_at": "url",
}


@click.command("new")
@click.argument("host")
@click.option("--id", "site_id", help="Name of the file (default: made from the host).")
@click.option("--name", help="Name of the site as its publisher gives it.")
@click.option("--region", metavar="CODE", help="Region code of GB/T 2260, as 370200.")
@click.option("--family", type=click.Choice(sorted(FAMILIES)), default="listing", show_default=True)
@click.option("--address", help="Address of the column's first list page.")
@db_option
@sites_option
def new_site(
    host: str,
    site_id: str | None,
    name: str | None,
    region: str | None,
    family: str,
    address: str | None,
    db: Path,  # noqa: ARG001 (every command takes it)
    folder: Path | None,
) -> None:
    """Write a draft source file for HOST into the folder of --sites, or here.

    \b
    gongkai sites new www.example.gov.cn --family trs --address http://www.example.gov.cn/zwgk/nb/
    """
    text = skeleton(host, site_id or identifier_of(host), name, region, FAMILIES[family], address)
    path = write_draft(folder or Path(), site_id or identifier_of(host), text)
    check_draft(path)
    click.echo(path)


def skeleton(
    host: str, site_id: str, name: str | None, region: str | None, family: Family, address: str | None
) -> str:
    """A source file with every key that is needed, and what there is to fill in as comments."""
    site: dict[str, Value] = {"id": site_id, "host": host, "name": name or host}
    column: dict[str, Value] = {
        "name": "政府信息公开年报",
        "kind": "annual_report",
        "address": address or f"http://{host}/",
        "family": family.name,
    }
    if family.item:
        column["item"] = family.item
    column |= {key: PLACEHOLDERS[f"{family.name}.{key}"] for key in family.required}
    notes = [
        f"A draft for a person to finish. Family {family.name}: {family.facts}",
        *(f"{key}: {meaning}" for key, meaning in family.parameters.items()),
    ]
    if region:
        site["region"] = region
    return toml_of(site | {"verified": "never"}, [column], notes)


def check_draft(path: Path) -> None:
    """A draft that the loader refuses is no help: it is taken away again, and the call was wrong."""
    try:
        declared.read_site(path)
    except declared.SiteError:
        path.unlink()
        raise


@click.command("discover")
@click.argument("hosts", metavar="HOST…", nargs=-1, required=True)
@proxy_option
@click.option(
    "--delay", type=click.FloatRange(0, 600), default=3.0, show_default=True, help="Seconds between requests."
)
@click.option(
    "--most", type=click.IntRange(1, 500), default=40, show_default=True, help="Requests a host at most."
)
@json_option
@db_option
@sites_option
def discover_sites(
    hosts: tuple[str, ...],
    proxy: str | None,
    delay: float,
    most: int,
    as_json: bool,
    db: Path,  # noqa: ARG001 (every command takes it)
    folder: Path | None,
) -> None:
    """Find where HOST lists its yearly reports, and write a draft source file into the folder of --sites.

    Looks at the navigation, usual paths, the site map and the titles of reports, one request at a time;
    robots.txt is obeyed and no other host is asked. The first page of results is printed. Exit code 1 where
    nothing was found.

    \b
    gongkai sites discover www.example.gov.cn
    """
    from scraper.discover.run import discover

    missed = False
    for host in hosts:
        check_host(host)
    with progress_bar("Looking") as step:
        asked = count(1)
        results = discover(
            hosts,
            proxy=proxy,
            delay=delay,
            most=most,
            progress=lambda: step(next(asked), most * len(hosts)),
        )
    for result in results:
        finding = result.finding
        if finding is None or not finding.columns:
            missed = True
            tell_missed(result)
            continue
        path = write_draft(folder or Path(), identifier_of(finding.host), draft_of(finding))
        check_draft(path)
        print_json(record_of(finding, path)) if as_json else print_finding(finding, path)
    if missed:
        raise SystemExit(1)


def check_host(value: str) -> None:
    try:
        host_key(value)
    except ValueError as error:
        raise click.UsageError(f"{value}: the host must be {error}.") from error


def tell_missed(result: Result) -> None:
    click.echo(f"{result.host}: no column of yearly reports was found.", err=True)
    for address in result.finding.elsewhere if result.finding else ():
        click.echo(f"  It may lie on another host, which was not asked: {address}", err=True)
    for note in result.notes[:5]:
        click.echo(f"  {note}", err=True)


def draft_of(finding: Finding) -> str:
    """The source file of what was found, with the first results as comments."""
    today = date.today()
    notes = [f"A draft that gongkai sites discover wrote on {today}; the first of what it found:"]
    notes += [f"  {entry.date or '          '} {entry.title} {entry.url}" for entry in finding.entries[:8]]
    site: dict[str, Value] = {
        "id": identifier_of(finding.host),
        "host": finding.host,
        "name": finding.name or finding.host,
    }
    if finding.region:
        site["region"] = finding.region
    site |= {"verified": "never", "recorded": today.year}
    return toml_of(site, [column_keys(column) for column in finding.columns], notes)


def column_keys(column: Column) -> dict[str, Value]:
    """The keys of a column that say something."""
    keys: dict[str, Value] = {
        "name": column.name, "kind": column.kind, "address": column.address, "family": column.family,
    }  # fmt: skip
    for key in ("item", "next", "titles"):
        if value := getattr(column, key):
            keys[key] = value
    return keys | {"every": "7d", **column.parameters}


def record_of(finding: Finding, path: Path) -> dict[str, object]:
    return {
        "host": finding.host,
        "file": str(path),
        "columns": [column_keys(column) for column in finding.columns],
        "entries": [{"url": e.url, "title": e.title, "date": e.date} for e in finding.entries],
        "requests": finding.requests,
    }


def print_finding(finding: Finding, path: Path) -> None:
    for column in finding.columns:
        click.echo(f"{finding.host}: {column.address} ({column.family})")
    for entry in finding.entries:
        click.echo(f"  {entry.date or '          '}  {entry.title}  {entry.url}")
    click.echo(
        f"{path}: a draft; look it over, then gongkai crawl {path.stem} --sites {path.parent}", err=True
    )
