"""What data cells say, and how labels are compared."""

from __future__ import annotations

import pytest

from archive.extract.tables.values import Value, read_value
from archive.labels import Vocabulary, normalise


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,901", Value(1901)),
        ("１９０１", Value(1901)),
        ("1 901", Value(1901)),
        ("+12", Value(12)),
        ("－35", Value(-35)),
        ("减少5项", Value(-5, "项")),
        ("增3", Value(3)),
        ("251000元", Value(251000, "元")),
        ("1.2亿元", Value(1.2, "亿元")),
        ("35.60万元", Value(35.6, "万元")),
        ("3.2万", Value(32000)),
        ("0.00", Value(0)),
        ("二十三", Value(23)),
        ("一百零五件", Value(105, "件")),
        ("约30", Value(30, None, "approx", "about")),
        ("1500余条", Value(1500, "条", "approx", "lower")),
        ("", Value(None, None, "blank")),
        ("\xa0\u3000", Value(None, None, "blank")),
        ("/", Value(None, None, "not_applicable")),
        ("——", Value(None, None, "not_applicable")),
        ("无", Value(None, None, "not_applicable")),
        ("3①", Value(3)),
    ],
)
def test_a_cell_says(text: str, value: Value) -> None:
    assert read_value(text) == value


@pytest.mark.parametrize("text", ["详见附件", "5/3", "12.3%", "自然人", "2021年"])
def test_what_is_no_value_is_not_read(text: str) -> None:
    assert read_value(text) is None


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("（三）不予公开", "不予公开"),
        ("1、属于 国家\n秘密", "属于国家秘密"),
        ("①属于国家秘密", "属于国家秘密"),
        ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "部分公开"),
        ("其中：1.涉及国家秘密", "涉及国家秘密"),
        ("四、结转下一年度继续办理", "结转下年继续办理"),
        ("本年增/减", "本年增减"),
        ("6.其它", "其他"),
        ("（1）", ""),
    ],
)
def test_labels_come_to_one_key(printed: str, key: str) -> None:
    assert normalise(printed) == key


def test_a_typo_finds_the_nearest_label_only_if_it_is_the_only_one() -> None:
    words = Vocabulary([("政务微博公开政府信息数", "weibo"), ("政务微信公开政府信息数", "wechat")], 0.25)
    assert words.find("政务微博公开政信息数") == ("weibo",)
    assert words.find("政务抖音公开政府信息数") == ()


@pytest.mark.parametrize(
    "text", ["9" * 20, "9" * 5000, "九" * 20, "九" * 5000, "999999999999999万", "1" + "0" * 400 + ".5"]
)
def test_what_is_larger_than_any_count_is_not_understood(text: str) -> None:
    assert read_value(text) is None
    assert read_value("999999999999") == Value(999999999999)
