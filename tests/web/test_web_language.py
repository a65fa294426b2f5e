"""Two languages: by the browser's wish, by ?lang=, and remembered."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from sample_archive import BUREAU, Ask, Ids

from archive.model import digest
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


TEMPLATES = sorted((Path(__file__).resolve().parents[2] / "archive" / "web" / "templates").glob("*.html"))
PAIR = re.compile(r"""\bt\(\s*(["'])((?:(?!\1).)*)\1\s*,\s*(["'])((?:(?!\3).)*)\3\s*\)""")
HAN = re.compile(r"[\u4e00-\u9fff]")


# An English sentence that names a Chinese word, and what is said in the other language on purpose.
MEANT = (
    "Search every document, e.g. 复议",
    "Search for 复议 (administrative reconsideration)",
    "中文",
    "样例数据",
)


def pairs() -> list[tuple[str, str]]:
    text = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES)
    return [(match[2], match[4]) for match in PAIR.finditer(text)]


def test_every_sentence_is_said_in_both_languages() -> None:
    assert len(pairs()) > 200
    for zh, en in pairs():
        assert zh.strip(), en
        assert en.strip(), zh
        assert not HAN.search(en) or en in MEANT, en


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_no_template_speaks_one_language_only(path: Path) -> None:
    """Chinese stands in calls of t() and in lists of both languages, nowhere else."""
    text = re.sub(r"\bt\((?:[^()]|\([^()]*\))*\)", "", path.read_text(encoding="utf-8"))
    text = re.sub(r"\{%.*?%\}", "", text, flags=re.S)
    text = text.replace("公开 <span>gongkai</span>", "").replace("{{ '复议'|urlencode }}", "")
    assert not HAN.findall(re.sub(r"\{\{.*?\}\}", "", text, flags=re.S))


def test_english_pages_hold_no_chinese_sentence_of_ours(ask: Ask, ids: Ids) -> None:
    report = f"/report/{ids.reports[BUREAU, 2017]}"
    pages = ["/", "/search", "/search?q=复议", "/compare", "/coverage", "/changes",
             f"/changes/{ids.corrected}", "/findings", "/codebook", "/about", "/method",
             report, f"{report}/cite", f"/capture/{ids.page}",
             "/report/0", f"/document/{ids.corrected}", f"/body/{digest(BUREAU)}",
             "/region/990100", "/source/yunchuan",
             "/archive", "/archive/documents", "/archive?sql=select+1"]  # fmt: skip
    chinese = [zh for zh, _ in pairs() if len(HAN.findall(zh)) > 5]
    english = [en for _, en in pairs() if len(en) > 20]
    for path in pages:
        in_english, in_chinese = ask(path, headers={"accept-language": "en"}), ask(path)
        assert [words for words in chinese if words in in_english.text] == [], path
        assert [words for words in english if words in html.unescape(in_chinese.text)] == [], path
