"""Two languages: by the browser's wish, by ?lang=, and remembered."""

from __future__ import annotations

import pytest
from sample_archive import Ask

from archive.web.language import preferred


@pytest.mark.parametrize(
    ("accept", "language"),
    [
        ("", "zh"),
        ("en-US,en;q=0.9", "en"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("fr, en;q=0.3, zh;q=0.2", "en"),
        ("fr", "zh"),
        ("en;q=x, zh;q=0.1", "zh"),
        ("*", "zh"),
    ],
)
def test_preferred(accept: str, language: str) -> None:
    assert preferred(accept) == language


def test_by_header_by_parameter_and_by_cookie(ask: Ask) -> None:
    assert "Findings" in ask("/findings", headers={"accept-language": "en"}).text
    assert "核查发现" in ask("/findings", headers={"accept-language": "zh-CN"}).text
    chosen = ask("/findings?lang=en", headers={"accept-language": "zh-CN"})
    assert "Findings" in chosen.text
    cookie = chosen.headers["set-cookie"]
    assert cookie.startswith("gongkai_lang=en;")
    assert "Findings" in ask("/findings", headers={"cookie": cookie.split(";")[0]}).text


def test_datasettes_own_pages_change_language_too(ask: Ask) -> None:
    english, chinese = ask("/archive/documents?lang=en"), ask("/archive/documents?lang=zh")
    assert english.status == chinese.status == 200
    assert "What the columns mean" in english.text
    assert "各列的含义" in chinese.text


def test_an_unknown_language_changes_nothing(ask: Ask) -> None:
    answer = ask("/about?lang=xx")
    assert answer.status == 200
    assert "set-cookie" not in answer.headers


def test_the_switch_keeps_the_question(ask: Ask) -> None:
    assert "&amp;lang=en" in ask("/search?q=复议", headers={"accept-language": "zh"}).text
