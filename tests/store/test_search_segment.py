"""Words of the search table: what is normalised, how text and questions are cut."""

from __future__ import annotations

import random
import re
import sqlite3

import pytest

from archive.store import register_functions
from archive.text.segment import fts_query, normalise, normalise_with_offsets, segment


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("司法局2017年", "司法 法局 局 2017 年"),
        ("主動公開1,901條", "主动 动公 公开 开 1901 条"),
        ("ＡＢｃ－12", "abc 12"),
        ("姓名：张 三", "姓名 名 张三 三"),
        ("", ""),
        ("，。", ""),
        ("每天2,5元", "每天 天 2 5 元"),
        ("国办发〔2014〕32号", "国办 办发 发 2014 32 号"),
    ],
)
def test_segment(text: str, words: str) -> None:
    assert segment(text) == words


@pytest.mark.parametrize(
    ("words", "query"),
    [
        ("司法", '("司法")'),
        ("局", '("局" *)'),
        ("司法局 2017年", '("司法 法局" AND "2017 年" *)'),
        ("“信息 公开” -教育", '("信息 息公 公开") NOT "教育"'),
        ("1,901", '("1901")'),
        ("第3号", '("第 3 号" *)'),
        ("公開", '("公开")'),
        ("", ""),
        (None, ""),
        ('"', ""),
        ("“”", ""),
        ("-教育", ""),
        ("*", ""),
        ('a" OR "b', '("a" AND "or" AND "b")'),
        ("司法 司法", '("司法")'),
    ],
)
def test_query(words: str | None, query: str) -> None:
    assert fts_query(words) == query


def test_offsets_lead_back_to_the_original() -> None:
    text = "（㈠）主動 公開，1,901 條ﬁ"
    normal, offsets = normalise_with_offsets(text)
    assert normal == normalise(text)
    assert len(offsets) == len(normal) + 1
    assert offsets == sorted(offsets)
    start = normal.index("主动公开")
    assert text[offsets[start] : offsets[start + 4]].startswith("主動 公開")
    start = normal.index("1901")
    assert text[offsets[start] : offsets[start + 3] + 1] == "1,901"


ALPHABET = "司法局政府信息公开年報告２0171，,。 \n-（a条"


def corpus(count: int, seed: int) -> list[str]:
    chance = random.Random(seed)
    return ["".join(chance.choices(ALPHABET, k=chance.randrange(1, 60))) for _ in range(count)]


def phrase_of(chance: random.Random, texts: list[str], length: int) -> str:
    """Han characters: by chance, or (else long ones would never be found) as one of the texts has them."""
    runs = [run for run in re.findall("[\u4e00-\u9fff]+", chance.choice(texts)) if len(run) >= length]
    if runs and chance.random() < 0.7:
        run = chance.choice(runs)
        start = chance.randrange(len(run) - length + 1)
        return run[start : start + length]
    return "".join(chance.choices("司法局政府信息公开年报告条", k=length))


def test_a_search_finds_what_like_finds_in_normalised_text() -> None:
    """Recall and precision 1 for phrases of Han characters, against LIKE over the normalised text."""
    conn = sqlite3.connect(":memory:")
    register_functions(conn)
    conn.execute("CREATE VIRTUAL TABLE found USING fts5(words, content='', tokenize='ascii')")
    conn.execute("CREATE TABLE texts (number INTEGER PRIMARY KEY, text)")
    for number, text in enumerate(corpus(600, 3)):
        conn.execute("INSERT INTO found (rowid, words) VALUES (?, segment(?))", (number, text))
        conn.execute("INSERT INTO texts VALUES (?, normalise(?))", (number, text))
    texts = [text for (text,) in conn.execute("SELECT text FROM texts")]
    chance = random.Random(4)
    hits = 0
    for phrase in [phrase_of(chance, texts, length) for length in range(1, 9) for _ in range(30)]:
        expected = conn.execute("SELECT number FROM texts WHERE text LIKE ?", (f"%{phrase}%",)).fetchall()
        found = conn.execute("SELECT rowid FROM found WHERE found MATCH fts_query(?)", (phrase,)).fetchall()
        assert sorted(found) == sorted(expected), phrase
        hits += len(found)
    assert hits > 1000
