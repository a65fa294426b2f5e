"""The declared sources: one TOML file a host, read strictly. `SiteError` names file, key and expected form.

id = "qingdao"                       # = the file's name
host = "www.qingdao.gov.cn"
name = "青岛政务网"
region = "370200"

[[column]]
name = "政府信息公开年度报告"
kind = "annual_report"
address = "http://www.qingdao.gov.cn/…"
family = "listing"                   # a module of scraper/families; its own keys stand beside these
item = "ul.list li a"
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scraper.families import FAMILIES
from scraper.sites.keys import (
    COLUMN_KEYS,
    COLUMN_REQUIRED,
    SITE_KEYS,
    SITE_REQUIRED,
    Check,
    family_checks,
)
from scraper.source import Column, Family, Site, SiteError

__all__ = ["CATALOGUE", "Column", "Site", "SiteError", "find", "load", "load_all", "read_site"]

CATALOGUE = Path(__file__).parent


def load(folder: Path | str, *, refused: list[SiteError] | None = None) -> dict[str, Site]:
    """Every source file of a folder by id, in the order of their names.

    The first bad file raises `SiteError`; with `refused` it is put there and the others are read.
    """
    path = Path(folder)
    if not path.is_dir():
        raise SiteError(f"{path}: there is no such folder of source files.")
    sites: dict[str, Site] = {}
    for file in sorted(path.glob("*.toml")):
        with _refusing(refused):
            site = read_site(file)
            sites[site.id] = site
    return sites


def load_all(
    folders: Sequence[Path | str] = (), *, refused: list[SiteError] | None = None
) -> dict[str, Site]:
    """The catalogue, the folders of GONGKAI_SITES and those given; no id and no host stands in two files.

    `refused` is as with `load`.
    """
    named = [part for part in os.environ.get("GONGKAI_SITES", "").split(os.pathsep) if part]
    sites: dict[str, Site] = {}
    for folder in dict.fromkeys(Path(part) for part in (CATALOGUE, *named, *folders)):
        for site in load(folder, refused=refused).values():
            with _refusing(refused):
                _refuse_double(site, sites.values(), folder)
                sites[site.id] = site
    return sites


@contextmanager
def _refusing(refused: list[SiteError] | None) -> Iterator[None]:
    """Collects the `SiteError` of one file where somebody collects them."""
    try:
        yield
    except SiteError as error:
        if refused is None:
            raise
        refused.append(error)


def find(sites: Mapping[str, Site], ids: Iterable[str]) -> list[Site]:
    """The sites of these ids, each once; `SiteError` names the first that nobody declared."""
    found = []
    for name in dict.fromkeys(ids):
        if name not in sites:
            raise SiteError(f"{name}: no source file declares this site.")
        found.append(sites[name])
    return found


def read_site(path: Path | str) -> Site:
    """One source file."""
    path = Path(path)
    table = _parse(path)
    columns = table.pop("column", None)
    values = _values(path, table, SITE_KEYS, SITE_REQUIRED, "")
    if values["id"] != path.stem:
        raise SiteError(f'{path}: key "id" must be the file\'s own name "{path.stem}", not "{values["id"]}".')
    if not isinstance(columns, list) or not columns or not all(isinstance(c, dict) for c in columns):
        raise SiteError(f'{path}: key "column" is missing: at least one [[column]] must be declared.')
    fallback: dict[str, Any] = {key: values[key] for key in ("verified", "recorded") if key in values}
    read = tuple(_column(path, number, dict(c), fallback) for number, c in enumerate(columns, 1))
    site = Site(columns=read, **values)
    _refuse_foreign(path, site)
    if site.challenge == "run" and not site.reason:
        raise SiteError(f'{path}: key "reason" is missing: it says why a challenge of this site may be run.')
    return site


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SiteError(f"{path}: the file cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise SiteError(f"{path}: the file is not UTF-8 text.") from error
    except tomllib.TOMLDecodeError as error:
        raise SiteError(f"{path}: the file is not valid TOML: {error}.") from error


def _column(path: Path, number: int, table: dict[str, Any], fallback: Mapping[str, Any]) -> Column:
    place = f" of column {number}"
    family = _family(path, table, place)
    own = {key: table.pop(key) for key in family.parameters if key in table}
    values = {**fallback, **_values(path, table, COLUMN_KEYS, COLUMN_REQUIRED, place, family)}
    checks = family_checks(family)
    parameters = _values(path, own, checks, family.required, f"{place} (family {family.name})")
    return Column(parameters=parameters, **values)


def _family(path: Path, table: Mapping[str, Any], place: str) -> Family:
    name = table.get("family")
    if not isinstance(name, str) or name not in FAMILIES:
        raise SiteError(f'{path}: key "family"{place} must be one of {", ".join(sorted(FAMILIES))}.')
    return FAMILIES[name]


def _values(
    path: Path,
    table: Mapping[str, Any],
    keys: Mapping[str, Check],
    required: Sequence[str],
    place: str,
    family: Family | None = None,
) -> dict[str, Any]:
    """The table's values as its keys want them."""
    for key in table:
        if key not in keys:
            known = ", ".join([*keys, *(family.parameters if family else ())])
            raise SiteError(f'{path}: unknown key "{key}"{place}; the keys are {known}.')
    for key in required:
        if key not in table:
            raise SiteError(f'{path}: key "{key}"{place} is missing.')
    return {key: _value(path, key, value, keys[key], place) for key, value in table.items()}


def _value(path: Path, key: str, value: object, check: Check, place: str) -> object:
    try:
        return check(value)
    except ValueError as error:
        raise SiteError(f'{path}: key "{key}"{place} must be {error}, not {value!r}.') from error


def _refuse_foreign(path: Path, site: Site) -> None:
    """An address must lie on a declared host, and a column's name must be its own."""
    names: set[str] = set()
    for number, column in enumerate(site.columns, 1):
        if urlsplit(column.address).hostname not in site.all_hosts:
            raise SiteError(
                f'{path}: key "address" of column {number} must lie on {" or ".join(site.all_hosts)},'
                f" not {column.address!r}."
            )
        if column.name in names:
            raise SiteError(
                f'{path}: key "name" of column {number} must differ from that of the other columns.'
            )
        names.add(column.name)


def _refuse_double(site: Site, others: Iterable[Site], folder: Path) -> None:
    path = folder / f"{site.id}.toml"
    for other in others:
        if other.id == site.id:
            raise SiteError(f'{path}: key "id": "{site.id}" is declared in another folder already.')
        if other.host == site.host:
            raise SiteError(f'{path}: key "host": {site.host} is declared by {other.id}.toml already.')
