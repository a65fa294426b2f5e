"""`gongkai sites new` and `discover`: draft source files for a person to finish."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from archive.cli.options import db_option, sites_option
from scraper import sites as declared
from scraper.families import FAMILIES
from scraper.sites.draft import Value, identifier_of, toml_of
from scraper.sites.draft import write as write_draft
from scraper.source import Family

PLACEHOLDERS: Mapping[str, Value] = {
    "static.page": "index_{n}.html",
    "yearly.page": "{year}/",
    "yearly.until": 2025,
    "query.parameter": "page",
    "json.parameter": "page",
    "json.items_at": "data.list",
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
