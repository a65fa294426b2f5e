from __future__ import annotations

import re
from pathlib import Path

import pytest

from archive.text.idioms import BEGINS, NOT_COUNTS
from archive.text.numbers import find_numbers
from archive.text.sentences import clauses, sentences


@pytest.mark.parametrize(
    ("text", "printed", "value", "unit", "bound"),
    [
        ("公开信息2,345条", "2,345", 2345, "条", None),
        ("公开信息２，３４５条", "２，３４５", 2345, "条", None),
        ("公开信息2 345条", "2 345", 2345, "条", None),
        ("一千二百余条", "一千二百", 1200, "条", "lower"),
        ("二十三件", "二十三", 23, "件", None),
        ("两件", "两", 2, "件", None),
        ("1.2万余条", "1.2万", 12000, "条", "lower"),
        ("近30人次", "30", 30, "人次", "upper"),
        ("约350份", "350", 350, "份", "about"),
        ("8400多条", "8400", 8400, "条", "lower"),
        ("120件以上", "120", 120, "件", "lower"),
        ("3940.4万元", "3940.4", 3940.4, "万元", None),
        ("一百二十万元", "一百二十", 120, "万元", None),
        ("4746万人次", "4746万", 47460000, "人次", None),
    ],
)
def test_a_count_is_found_where_it_is_printed(
    text: str, printed: str, value: float, unit: str, bound: str | None
) -> None:
    (number,) = find_numbers(text)
    assert text[number.start : number.end] == printed
    assert (number.value, number.unit, number.bound) == (value, unit, bound)
    assert (number.qualifier == "approx") == (bound is not None)


@pytest.mark.parametrize(
    "text",
    [
        "2017年12月26日",
        "电话：85912228；传真：85912209",
        "国办发〔2017〕12号",
        "占15.94%",
        "一是加强领导",
        "“双随机、一公开”监管和“三公”经费",
        "第3号公告",
        "第三方权益",
        "15个工作日内",
        "《八项制度12条》",
        "一站式服务",
        "12345政务服务热线",
    ],
)
def test_what_is_no_count_is_not_found(text: str) -> None:
    assert [n for n in find_numbers(text) if n.unit] == []


def test_offsets_count_from_the_whole_text() -> None:
    text = "前言。公开信息12条。"
    (number,) = find_numbers(text, 3)
    assert text[number.start : number.end] == "12"


def test_sentences_and_clauses_keep_their_offsets() -> None:
    text = "公开1,901条，其中网站5条；微信3条。 未收到申请。"
    assert [text[a:b] for a, b in sentences(text)] == ["公开1,901条，其中网站5条；微信3条。", "未收到申请。"]
    assert [text[a:b] for a, b in clauses(text, 0, 20)] == ["公开1,901条", "其中网站5条", "微信3条"]


@pytest.mark.parametrize(
    "path", sorted((Path(__file__).parent / "cases").glob("*.toml")), ids=lambda p: p.stem
)
def test_what_is_no_count_begins_with_one_of_the_signs_that_are_looked_for(path: Path) -> None:
    text, anywhere = path.read_text("utf-8"), re.compile(NOT_COUNTS.pattern.removeprefix(BEGINS))
    found = [match.span() for match in anywhere.finditer(text)]
    assert found
    assert [match.span() for match in NOT_COUNTS.finditer(text)] == found


@pytest.mark.parametrize(
    "text", ["公开信息999999999999999亿条", "公开信息九亿亿亿条", "公开信息1000000000000000条"]
)
def test_what_is_larger_than_any_count_is_none(text: str) -> None:
    assert find_numbers(text) == ()
