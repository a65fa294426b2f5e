"""The search page: marked hits, filters, and hints where nothing can be found."""

from __future__ import annotations

import pytest
from sample_archive import BUREAU, Ask

from archive.model import digest


def test_search_marks_a_two_character_word(ask: Ask) -> None:
    found = ask("/search.json?q=复议").json()
    assert (found["count"], found["capped"]) == (9, False)
    assert {"id", "title", "body", "published", "kind"} <= set(found["results"][0])
    assert "<mark>复议</mark>" in ask("/search?q=复议").text
    assert ask(f"/search.json?q=复议&year=2018&body={BUREAU}").json()["count"] == 1
    assert ask("/search.json?q=复议&kind=notice&region=990100").json()["count"] == 2
    assert ask("/search.json?q=复议&body=没有这个机关").json()["count"] == 0


def test_a_search_that_only_leaves_out_says_so(ask: Ask) -> None:
    assert ask("/search.json?q=-诉讼").json()["only_excludes"] is True
    assert "没有要找的词" in ask("/search?q=-诉讼").text
    assert "没有要找的词" not in ask("/search?q=没有的词 -诉讼").text


@pytest.mark.parametrize("path", ["/search", "/findings", "/coverage", "/changes"])
def test_less_than_the_full_name_of_a_body_leads_to_it(ask: Ask, path: str) -> None:
    page = ask(f"{path}?q=复议&body=司法局").text
    assert "没有叫“司法局”的机关" in page
    assert f">{BUREAU}</a>" in page
    assert "没有叫" not in ask(f"{path}?q=复议&body={BUREAU}").text
    assert ask(f"{path}.json?q=复议&body=司法局").json()["bodies_alike"] == [
        {"id": digest(BUREAU), "name": BUREAU}
    ]


@pytest.mark.parametrize("query", ["", '"', "-", "(((", "a OR", "*", "NEAR(", "  ", "复" * 200])
def test_odd_words_are_no_error(ask: Ask, query: str) -> None:
    assert ask("/search", params={"q": query}).status == 200
