"""Searching the documents of an archive."""

from __future__ import annotations

import random
import re
from typing import Any

import pytest

from archive.store import Archive
from archive.store.rows import upsert
from archive.store.search import Filters, Order, mark, search, snippet
from archive.text.segment import normalise


def add(archive: Archive, name: str, title: str, text: str, **values: object) -> None:
    row = {"id": name, "capture_id": name, "url": f"http://x.test/{name}", "kind": "notice", "state": "read",
           "title": title, "text": text, "blocks": "[]", "reader": "1", "fetched_at": "2026", "current": 1,
           "published": None, "year": None, "region": None, "organ_id": None, "source": None,
           "column": None}  # fmt: skip
    upsert(archive.conn, "documents", [{**row, **values}])


@pytest.fixture
def filled(archive: Archive) -> Archive:
    add(archive, "a", "云河市司法局年度报告", "主動公開政府信息1,901條。", published="2018-01-26", year=2018,
        document_number="云政发〔2018〕7号", index_number="011/2018-00032")  # fmt: skip
    add(archive, "b", "招聘通知", "报名参加司法考试" + "，详情见附件" * 100 + "。咨询电话", region="990102")
    add(
        archive,
        "c",
        "预算公开",
        "收支总表",
        published="2020-02-01",
        year=2020,
        kind="budget",
        column="预算",
        region="990221",
    )
    add(archive, "d", "招聘通知", "司法考试（旧版）", current=0)
    return archive


def found(archive: Archive, query: str, order: Order = "newest", **asked: Any) -> list[str]:
    return [row.id for row in search(archive.conn, query, Filters(**asked), order=order).rows]


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("司法", ["a", "b"]),
        ("公开", ["c", "a"]),
        ("1901条", ["a"]),
        ("司法 -考试", ["a"]),
        ('"司法局" 报告', ["a"]),
        ("表", ["c"]),
        ("没有的词", []),
        ("云政发[2018]7号", ["a"]),
        ("011/2018-00032", ["a"]),
        ("", []),
        ('"', []),
    ],
)
def test_words(filled: Archive, query: str, ids: list[str]) -> None:
    assert found(filled, query) == ids


def test_random_phrases_find_what_like_finds(archive: Archive) -> None:
    """Through the whole search, in whatever column: recall and precision 1 for 1 to 8 Han characters."""
    chance = random.Random(5)
    texts = {}
    for number in range(150):
        title, text = (
            "".join(chance.choices("司法局公開年报告，2条 ", k=chance.randrange(1, n))) for n in (9, 60)
        )
        add(archive, f"d{number}", title, text)
        texts[f"d{number}"] = (normalise(title), normalise(text))
    hits = 0
    for length in range(1, 9):
        for _ in range(20):
            phrase = "".join(chance.choices("司法局公開年报告条", k=length))
            if length > 3:  # longer ones would never be found by chance
                runs = re.findall(
                    f"[\u4e00-\u9fff]{{{length}}}", "，".join(chance.choice(list(texts.values())))
                )
                phrase = chance.choice(runs or [phrase])
            expected = {name for name, said in texts.items() if any(normalise(phrase) in one for one in said)}
            assert {row.id for row in search(archive.conn, phrase, limit=200).rows} == expected, phrase
            hits += len(expected)
    assert hits > 1000


def test_filters_and_versions(filled: Archive) -> None:
    assert found(filled, "公开", kind="budget") == ["c"]
    assert found(filled, "公开", year=2018) == ["a"]
    assert found(filled, "公开", region="990200") == ["c"]
    assert found(filled, "公开", region="990000") == ["c"]
    assert found(filled, "公开", region="990100") == []
    assert found(filled, "公开", organ="nobody") == []
    assert found(filled, "公开", since="2018-01-26", until="2018-12-31") == ["a"]
    assert found(filled, "公开", until="2018-01-25") == []
    assert found(filled, "公开", column="预算") == ["c"]
    assert found(filled, "公开", level="county") == []
    assert sorted(found(filled, "考试", versions=True)) == ["b", "d"]


def test_pages_of_results_and_counts(filled: Archive) -> None:
    results = search(filled.conn, "司法", limit=1, offset=1)
    assert (results.count, results.capped, [row.id for row in results.rows]) == (2, False, ["b"])


def test_relevance_puts_the_title_first(filled: Archive) -> None:
    add(filled, "e", "司法", "短", published="1999-01-01")
    assert found(filled, "司法", order="relevance")[0] == "e"
    assert found(filled, "司法", order="newest") == ["a", "e", "b"]


def test_hits_are_marked_in_the_original_text(filled: Archive) -> None:
    (hit,) = search(filled.conn, "公开 司法局").rows
    assert hit.title_marked == (("云河市", False), ("司法局", True), ("年度报告", False))
    assert hit.snippet == (("主動", False), ("公開", True), ("政府信息1,901條。", False))


def test_a_snippet_stands_around_the_first_hit() -> None:
    text = "甲" * 500 + "政府信息" + "乙" * 500
    pieces = snippet(text, ["政府"])
    assert ("政府", True) in pieces
    assert pieces[0] == ("…", False)
    assert sum(len(piece) for piece, _ in pieces) < 200


def test_overlapping_hits_are_one_mark() -> None:
    assert mark("信息公开年", ["信息公开", "公开年"]) == (("信息公开年", True),)
    assert mark("甲", []) == (("甲", False),)


def test_the_search_table_follows_its_documents(filled: Archive) -> None:
    add(filled, "a", "改名", "换文")
    assert found(filled, "1901") == []
    assert found(filled, "换文") == ["a"]
    filled.conn.execute("DELETE FROM documents WHERE id = 'a'")
    assert found(filled, "换文") == []
    filled.conn.execute("INSERT INTO documents_fts (documents_fts) VALUES ('integrity-check')")


def test_a_row_survives_vacuum(filled: Archive) -> None:
    filled.conn.execute("DELETE FROM documents WHERE id = 'a'")
    filled.flush()
    filled.conn.execute("VACUUM")
    assert found(filled, "司法") == ["b"]
