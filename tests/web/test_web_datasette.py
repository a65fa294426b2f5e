"""Datasette's own pages: Chinese search in its own box, facets, labels, links, CSV and JSON of everything."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sample_archive import BUREAU, Ask, Ids

from archive.web import metadata

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("words", "count"), [("复议", 10), ("指南", 1), ("复议 指南", 1), ("云川市司法局", 10), ("没有的词", 0)]
)
def test_own_search_box_finds_chinese_words(ask: Ask, words: str, count: int) -> None:
    answer = ask("/archive/documents.json", params={"_search": words})
    assert answer.json()["filtered_table_rows_count"] == count


@pytest.mark.parametrize("words", ["", '"', '""', "*", "-", "a AND", "((", '"复议'])
def test_own_search_box_takes_any_words(ask: Ask, words: str) -> None:
    assert ask("/archive/documents", params={"_search": words}).status == 200


def test_facets_labels_and_links(ask: Ask, ids: Ids) -> None:
    page = ask("/archive/documents").text
    for facet in ("region", "source", "year", "kind", "column"):
        assert f"<strong>{facet}</strong>" in page
    assert ">云川市</a>" in page
    assert f'href="/document/{ids.vanished}"' in page
    assert f'href="/report/{ids.reports[BUREAU, 2017]}#proactive.total"' in ask("/archive/figures").text
    facets = ask("/archive/reports.json?_facet=form").json()["facet_results"]
    assert {value["value"] for value in facets["form"]["results"]} == {"2014", "2019"}


def test_csv_of_a_table_is_whole(ask: Ask) -> None:
    lines = ask("/archive/figures.csv?_stream=on&_size=max").text.splitlines()
    assert len(lines) == 57


def test_canned_query_and_view(ask: Ask) -> None:
    rows = ask("/archive/indicator.json?indicator=proactive.total&_shape=array").json()
    assert len(rows) == 7
    assert ask("/archive/panel").status == 200


def test_committed_metadata_is_what_the_schema_gives() -> None:
    committed = json.loads((ROOT / "datasette_metadata.json").read_text(encoding="utf-8"))
    assert committed == metadata.build(), "run scripts/build_metadata"


def test_metadata_has_no_units(ask: Ask) -> None:
    assert "units" not in json.dumps(metadata.build())
    assert ask("/archive/figures").status == 200
