"""The catalogue of real sites, and the commands that list, check and draft source files."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from archive.cli import main
from archive.model import Capture
from archive.store import Archive
from archive.store.crawls import set_site_state
from archive.text.names import regions
from scraper.families import FAMILIES
from scraper.sites import CATALOGUE, Site, load
from scraper.sites.draft import identifier_of

SITES = load(CATALOGUE)


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def test_the_catalogue_says_where_and_since_when() -> None:
    assert len(SITES) >= 200
    assert {site.region for site in SITES.values()} <= set(regions())
    columns = [column for site in SITES.values() for column in site.columns]
    assert all(column.recorded for column in columns)
    assert {column.verified for column in columns} == {"never"}, "nobody has crawled one yet"
    assert sum(column.kind == "annual_report" for column in columns) >= 80
    assert all(column.kind == "annual_report" for column in columns if column.guess)


@pytest.mark.parametrize("site", SITES.values(), ids=SITES)
def test_a_source_begins_on_its_own_host(site: Site) -> None:
    assert site.id == identifier_of(site.host)
    for column in site.columns:
        asks = FAMILIES[column.family].first(column)
        assert asks
        for ask in asks:
            assert ask.url.split("/")[2].partition(":")[0] in site.all_hosts
            assert "{" not in ask.url


def test_what_is_left_out_has_a_reason_and_is_not_declared() -> None:
    rows = list(csv.DictReader((CATALOGUE / "left_out.csv").read_text("utf-8").splitlines()))
    assert rows
    declared = {column.address for site in SITES.values() for column in site.columns}
    for row in rows:
        assert row["reason"]
        assert row["address"] not in declared


def archive_with(path: Path) -> None:
    """jiangsu was fetched and is healthy, shandong was fetched and is broken, qingdao is only followed."""
    with Archive.open(path, create=True) as archive:
        for name, state in (("jiangsu", "ok"), ("shandong", "broken"), ("qingdao", None)):
            archive.declare(SITES[name])
            archive.follow(name)
            if state:
                url = SITES[name].columns[0].address
                at = "2026-11-24T01:00:00.000Z"
                archive.record(Capture(url, url, at, 200, (), (), b"<p>x</p>", source_id=name, kind="list"))
                with archive.transaction() as conn:
                    set_site_state(conn, name, state, at, None)


def test_list_counts_declared_fetched_and_healthy_apart(tmp_path: Path) -> None:
    db = tmp_path / "a.db"
    archive_with(db)
    told = run("sites", "list", "--db", db)
    assert told.exit_code == 0
    assert told.output.endswith(f"{len(SITES)} declared, 2 ever fetched, 1 healthy in {db}.\n")
    only = run("sites", "list", "--region", "山东", "--db", db).output
    assert "1 ever fetched, 0 healthy" in only
    assert run("sites", "list", "--db", tmp_path / "none.db").output.endswith(
        f"0 ever fetched, 0 healthy in {tmp_path / 'none.db'}, which is not there yet.\n"
    )
    assert not (tmp_path / "none.db").exists()


def test_list_filters_by_region_kind_and_family(tmp_path: Path) -> None:
    def ids(*words: str) -> set[str]:
        found = run("sites", "list", "--json", "--db", tmp_path / "none.db", *words)
        return {json.loads(line)["id"] for line in found.output.splitlines()}

    everything = ids()
    assert ids("--region", "370200") == {"qingdao"}
    assert ids("--region", "山东") == ids("--region", "37") == ids("--region", "370000") > {"qingdao"}
    assert ids("--region", "500000") == {name for name in everything if SITES[name].region == "500000"}
    assert "mva" in ids("--region", "000000")
    assert ids("--kind", "annual_report", "--family", "vsb") < ids("--family", "vsb") < everything
    assert run("sites", "list", "--region", "火星").exit_code == 2
    assert run("sites", "list", "--kind", "news").exit_code == 2


def test_check_names_what_is_followed_and_not_declared(tmp_path: Path) -> None:
    db = tmp_path / "a.db"
    archive_with(db)
    assert run("sites", "check", "--db", db).exit_code == 0
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "one.toml").write_text('id = "one"\nhsot = "a.gov.cn"\n', encoding="utf-8")
    told = run("sites", "check", "--sites", tmp_path / "more", "--db", db)
    assert told.exit_code == 1
    assert 'unknown key "hsot"' in told.output
    with Archive.open(db) as archive, archive.transaction() as conn:
        conn.execute("UPDATE sites SET id = 'lost', host = 'www.lost.gov.cn' WHERE id = 'qingdao'")
    told = run("sites", "check", "--db", db)
    assert told.exit_code == 1
    assert "lost: " in told.output


@pytest.mark.parametrize("family", sorted(FAMILIES))
def test_new_writes_a_draft_that_the_loader_takes(tmp_path: Path, family: str) -> None:
    told = run("sites", "new", "rsj.example.gov.cn", "--family", family, "--sites", tmp_path, "--name", "例")
    assert told.exit_code == 0, told.output
    (site,) = load(tmp_path).values()
    assert (site.id, site.name, site.columns[0].family) == ("example_rsj", "例", family)
    assert site.columns[0].verified == "never"
    again = run("sites", "new", "rsj.example.gov.cn", "--sites", tmp_path)
    assert again.exit_code == 2
    assert "already" in again.output


def test_new_refuses_what_is_no_host(tmp_path: Path) -> None:
    told = run("sites", "new", "http://www.example.gov.cn/", "--sites", tmp_path)
    assert told.exit_code == 2
    assert "a host name" in told.output
    assert not list(tmp_path.iterdir())
