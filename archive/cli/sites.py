"""`gongkai sites`: the declared sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from pathlib import Path

import click
from rich.table import Table

from archive.cli.options import db_option, json_option, print_json, printer, sites_option
from archive.model import KINDS
from archive.store import Archive
from archive.text.names import CENTRAL, area, region_of, regions
from scraper import sites as declared
from scraper.families import FAMILIES
from scraper.sites import Site, SiteError

NEVER: Mapping[str, object] = {"state": "never", "followed": False, "fetched": False, "last_crawl_at": None}

__all__ = ["SiteError", "folders_of", "readable_sites", "sites"]


def folders_of(folder: Path | None) -> list[Path]:
    return [folder] if folder else []


def readable_sites(folder: Path | None) -> tuple[dict[str, Site], list[SiteError]]:
    """Every source that can be read, and what is wrong with the others: one bad file stops nobody."""
    refused: list[SiteError] = []
    return declared.load_all(folders_of(folder), refused=refused), refused


@click.group()
def sites() -> None:
    """Declared sources: list, check, draft and discover them, follow them or not."""


@sites.command("list")
@click.option(
    "--region", metavar="CODE|NAME", help="Only of this region and what lies in it: 37, 370200, 山东."
)
@click.option("--kind", type=click.Choice(KINDS), help="Only with a column of this kind.")
@click.option("--family", type=click.Choice(sorted(FAMILIES)), help="Only with a column of this family.")
@db_option
@sites_option
@json_option
def list_sites(
    region: str | None, kind: str | None, family: str | None, db: Path, folder: Path | None, as_json: bool
) -> None:
    """List the declared sources, and what the archive knows of each.

    \b
    gongkai sites list --kind annual_report --region 山东
    gongkai sites list --family jpage --json
    """
    found, refused = readable_sites(folder)
    inside = beginning_of(region) if region else None
    chosen = [site for site in found.values() if is_wanted(site, inside, kind, family)]
    known = standings(db)
    if as_json:
        for site in chosen:
            print_json(record_of(site) | dict(known.get(site.id, NEVER)))
    else:
        printer().print(table_of(chosen, known))
        click.echo(counted(chosen, known, db))
    report_refused(refused)


@sites.command("check")
@db_option
@sites_option
def check_sites(db: Path, folder: Path | None) -> None:
    """Validate every source file; exit code 1 names the files with a mistake.

    A source that the archive follows and that no file declares any more is named too. That a source was never
    crawled is no fault.
    """
    found, refused = readable_sites(folder)
    click.echo(f"{len(found)} source files are valid.")
    lost = [] if refused else sorted(followed_in(db) - found.keys())
    for name in lost:
        click.echo(f"{name}: {db} follows this source, and no source file declares it.", err=True)
    report_refused(refused)
    if lost:
        raise SystemExit(1)


@sites.command("show")
@click.argument("site_id", metavar="ID")
@db_option
@sites_option
def show_site(site_id: str, db: Path, folder: Path | None) -> None:
    """Print one source as it was understood, and its state in the archive, as JSON."""
    found, _ = readable_sites(folder)
    (site,) = declared.find(found, [site_id])
    print_json(record_of(site) | dict(standings(db).get(site.id, NEVER)))


@sites.command("follow")
@click.argument("ids", metavar="ID…", nargs=-1, required=True)
@db_option
@sites_option
def follow_sites(ids: tuple[str, ...], db: Path, folder: Path | None) -> None:
    """Let `crawl --due` and `crawl --all` visit these sources.

    So does `crawl SITE`; this command fetches nothing. Where there is no archive yet, one is made.

    \b
    gongkai sites follow qingdao && gongkai crawl --due
    """
    if not db.exists():
        click.echo(f"{db}: a new archive.", err=True)
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


def beginning_of(region: str) -> str:
    """How the codes of a region, given as code or name, begin; a usage error where it is neither."""
    code: str | None = region if region.isdigit() and 1 < len(region) <= 6 else region_of(region)
    code = code or next((r.code for r in regions().values() if r.name.startswith(region)), None)
    if code is None:
        raise click.UsageError(f"{region} is neither a region code of GB/T 2260 nor the name of a region.")
    return code if code == CENTRAL else area(code)


def is_wanted(site: Site, inside: str | None, kind: str | None, family: str | None) -> bool:
    if inside and not (site.region or "").startswith(inside):
        return False
    return any(
        (kind is None or column.kind == kind) and (family is None or column.family == family)
        for column in site.columns
    )


def standings(db: Path) -> dict[str, dict[str, object]]:
    """Per site in the archive its state, and whether anything of it was ever fetched."""
    if not db.exists():
        return {}
    sql = """SELECT id, state, followed, last_crawl_at,
             EXISTS (SELECT 1 FROM captures WHERE source_id = sites.id) AS fetched FROM sites"""
    with Archive.open(db, read_only=True) as archive:
        return {
            row["id"]: {
                "state": row["state"],
                "followed": bool(row["followed"]),
                "fetched": bool(row["fetched"]),
                "last_crawl_at": row["last_crawl_at"],
            }
            for row in archive.conn.execute(sql)
        }


def followed_in(db: Path) -> set[str]:
    return {name for name, known in standings(db).items() if known["followed"]}


def counted(chosen: Sequence[Site], known: Mapping[str, Mapping[str, object]], db: Path) -> str:
    """Declared, ever fetched and healthy apart: only the last are known to work."""
    mine = [known[site.id] for site in chosen if site.id in known]
    fetched = sum(bool(one["fetched"]) for one in mine)
    absent = "" if db.exists() else ", which is not there yet"
    healthy = sum(one["state"] == "ok" and bool(one["fetched"]) for one in mine)
    return f"{len(chosen)} declared, {fetched} ever fetched, {healthy} healthy in {db}{absent}."


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


def table_of(found: Iterable[Site], known: Mapping[str, Mapping[str, object]]) -> Table:
    table = Table()
    table.add_column("ID", no_wrap=True)
    for head in ("Host", "Name", "Region", "Families", "Columns", "State"):
        table.add_column(head, overflow="fold")
    for site in found:
        state = str(known.get(site.id, NEVER)["state"])
        families = " ".join(dict.fromkeys(column.family for column in site.columns))
        table.add_row(
            site.id, site.host, site.name, site.region or "", families, str(len(site.columns)), state
        )
    return table
