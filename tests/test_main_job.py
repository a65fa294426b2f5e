"""The main job end to end: the demo crawls the live portal in both states and reads what came.

The portal's truth is made of the numbers its pages print, so every figure that was read is compared with it.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import urllib.parse
import urllib.request
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from archive.store import Archive
from scraper.portal import truth
from scraper.portal.places import BODIES, body
from scraper.portal.reports.plan import ABSENT, MIGRATED

pytestmark = pytest.mark.xdist_group("main_job")

GONGKAI = [sys.executable, "-m", "archive.cli"]
# Reviewed against the portal's own lists, then kept: a change of the portal or the readers must be meant.
COUNTS = {
    "pages": 1192,
    "gone": 1,
    "versions": 1193,
    "changed": 1,
    "documents": 945,
    "unreadable": 0,
    "reports": 277,
    "figures": 36066,
    "findings": 220,
    "errors": 11,
}


def gongkai(*arguments: str | Path, code: int = 0) -> str:
    """Runs the command as a user would; its standard output."""
    done = subprocess.run(
        [*GONGKAI, *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=500,
    )
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout


@pytest.fixture
def archive(demo: tuple[Path, dict[str, int]]) -> Iterator[Archive]:
    with Archive.open(demo[0], read_only=True) as archive:
        yield archive


def rows(archive: Archive, sql: str, *values: object) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in archive.conn.execute(sql, values)]


def test_counts_are_exact(demo: tuple[Path, dict[str, int]]) -> None:
    assert demo[1] == COUNTS


def test_a_second_run_finds_nothing_new(demo: tuple[Path, dict[str, int]]) -> None:
    assert json.loads(gongkai("demo", "--once", "--json", "--db", demo[0])) == demo[1]


def test_every_page_of_the_portal_is_there(archive: Archive) -> None:
    stored = {url for (url,) in rows(archive, "SELECT url FROM pages")}
    assert {*truth.pages(1), *truth.pages(2)} <= stored
    assert rows(archive, "SELECT url FROM pages WHERE state = 'gone'") == [(truth.gone_page(),)]


def test_reports_are_whose_and_of_when_they_are(archive: Archive) -> None:
    sql = """SELECT documents.url, reports.organ, reports.year, reports.form, reports.scope, reports.published
             FROM reports JOIN documents ON documents.report_id = reports.id WHERE documents.current = 1"""
    read = set(rows(archive, sql))
    printed = {(t.url, t.organ, t.year, t.form, t.scope, t.published) for t in truth.reports(2)}
    gone = {row for row in read if row[0] == truth.gone_page()}
    assert read - gone == printed - gone


def test_every_table_figure_is_right(archive: Archive) -> None:
    """Of both states: what the tables print is read, with its blanks, and nothing else is."""
    sql = """SELECT documents.url, figures.indicator, figures.applicant, figures.value, figures.qualifier
             FROM figures JOIN documents ON documents.report_id = figures.report_id
             WHERE documents.current = 1 AND figures.source = 'table'"""
    read = set(rows(archive, sql))
    printed = {
        (t.url, f.indicator, f.applicant, f.value, f.qualifier)
        for t in truth.reports(2)
        for f in t.figures
        if f.source == "table"
    }
    assert read == printed


def test_planted_errors_are_found_and_no_others(archive: Archive) -> None:
    """No `error` but the planted ones; planted contradictions of softer kinds are found too."""
    sql = """SELECT documents.url, findings.rule, findings.left, findings.right
             FROM findings JOIN documents ON documents.report_id = findings.report_id
             WHERE documents.current = 1 AND findings.severity = ?"""
    planted = Counter((p.url, p.rule, p.left, p.right) for p in truth.PLANTED)
    errors = Counter(rows(archive, sql, "error"))
    assert not errors - planted
    assert not planted - errors - Counter(rows(archive, sql, "warning"))


def test_coverage_is_that_of_the_portal(archive: Archive) -> None:
    """What it leaves out is absent and nothing else; dates and deadlines are those of its plan."""
    absent = rows(archive, "SELECT organ, year FROM coverage WHERE state = 'absent'")
    assert set(absent) == {(body(name).named(year), year) for name, year in ABSENT}
    proofs = "SELECT count(*) FROM coverage JOIN captures ON captures.id = capture_id WHERE state = 'absent'"
    assert rows(archive, proofs + " AND captures.kind = 'list'") == [(len(ABSENT),)]
    shown = set(rows(archive, "SELECT organ, year, published FROM coverage WHERE report_id IS NOT NULL"))
    assert shown >= {(t.organ, t.year, t.published) for t in truth.reports(2)}
    unknown = set(rows(archive, "SELECT organ, year FROM coverage WHERE state = 'date_unknown'"))
    assert unknown == {(t.organ, t.year) for t in truth.reports(2) if t.published == MIGRATED.isoformat()}
    sql = "SELECT organ, year, state FROM coverage WHERE state IN ('late', 'on_time')"
    for organ, year, state in rows(archive, sql):
        told = next(t for t in truth.reports(1) + truth.reports(2) if (t.organ, t.year) == (organ, year))
        early = year >= 2019 and "政府" not in organ
        deadline = f"{year + 1}-01-31" if early else f"{year + 1}-03-31"
        assert (state == "late") == (told.published > deadline), (organ, year)


def test_every_report_is_that_of_one_body(archive: Archive) -> None:
    """Each body under each of its names, and who followed whom."""
    names = {name for item in BODIES for name in (item.name, *(old for _, old in item.renamed))}
    assert {name for (name,) in rows(archive, "SELECT name FROM organs")} == names
    assert rows(archive, "SELECT count(*) FROM findings WHERE rule LIKE 'body.%'") == [(0,)]
    sql = """SELECT a.name, b.name FROM organ_successions JOIN organs AS a ON a.id = organ_id
             JOIN organs AS b ON b.id = successor_id"""
    lines = [[*(old for _, old in item.renamed), item.name] for item in BODIES]
    followed = {pair for line in lines for pair in pairwise(line)}
    assert set(rows(archive, sql)) == followed


def test_a_silent_correction_shows_as_two_editions(archive: Archive) -> None:
    url, corrections = truth.corrected_report()
    sql = """SELECT reports.current, figures.value FROM reports
             JOIN documents ON documents.report_id = reports.id
             JOIN figures ON figures.report_id = reports.id AND figures.preferred = 1
             WHERE documents.url = ? AND figures.indicator = ? AND figures.applicant IS ?
             ORDER BY reports.current"""
    for (indicator, applicant), added in corrections.items():
        (_, before), (_, after) = rows(archive, sql, url, indicator, applicant)
        assert after == before + added


def test_a_redesigned_list_is_a_broken_source(archive: Archive) -> None:
    assert rows(archive, "SELECT id, state FROM sites WHERE state != 'ok'") == [("linxiu", "broken")]


def test_the_justice_bureau_of_2017(archive: Archive) -> None:
    sql = """SELECT f.indicator, f.value, f.qualifier FROM figures f JOIN reports r ON r.id = f.report_id
             WHERE r.organ = '云河市司法局' AND r.year = 2017"""
    read = set(rows(archive, sql))
    wanted = {
        ("proactive.total", 1901, None),
        ("interpretation.articles", 3, None),
        ("proactive.channel.new_media", 1530, None),
        ("applications.new", 15, None),
        ("reconsideration.total", 0, "stated_zero"),
        ("litigation.total", 0, "stated_zero"),
        ("complaints.total", 0, "stated_zero"),
        ("interaction.letters_hotline", 1500, "approx"),
    }
    assert wanted <= read
    assert not {value for _, value, _ in read} & {7510, 6374, 11397, 3940.4, 52649}


def test_every_body_and_figure_holds(demo: tuple[Path, dict[str, int]]) -> None:
    assert "every figure holds" in gongkai("check", "--db", demo[0])


def test_two_character_words_are_found(demo: tuple[Path, dict[str, int]]) -> None:
    lines = [json.loads(line) for line in gongkai("search", "司法", "--json", "--db", demo[0]).splitlines()]
    assert lines
    assert all(set(line) == {"id", "title", "body", "published", "kind"} for line in lines)


def test_the_demo_ends_in_a_working_site(demo: tuple[Path, dict[str, int]]) -> None:
    """The site answers after the summary, says everywhere that its data are samples, and Ctrl-C ends it."""
    command = [*GONGKAI, "demo", "--db", str(demo[0]), "--port", "0"]
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
    ) as server:
        assert server.stderr
        try:
            address = next(
                m[0] for line in server.stderr if (m := re.search(r"http://127\.0\.0\.1:\d+", line))
            )
            query = urllib.parse.quote("司法")
            with urllib.request.urlopen(f"{address}/search.json?q={query}") as answer:
                assert json.load(answer)["count"] > 0
            for path in ("/", "/about", "/coverage.json", "/archive/documents.csv", "/archive/figures.json"):
                with urllib.request.urlopen(address + path) as answer:
                    # Datasette's own JSON escapes what is not ASCII.
                    assert "sample data" in answer.read().decode(), path
        finally:
            os.kill(server.pid, signal.SIGINT)
            server.stderr.read()
    assert server.returncode == 0
