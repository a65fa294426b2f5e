"""Values and tables as they stand in scripts, and the families that read them."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from scraper.families import FAMILIES
from scraper.families.json import body_of
from scraper.inscript import arguments_at, tables, value_at
from scraper.markup import ListError
from scraper.source import Ask, Column, Entry


def column(family: str, **parameters: Any) -> Column:
    return Column("年报", "annual_report", "http://www.one.test/nb/", family, parameters=parameters)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{a: 1, 'b': \"x\", c: [true, null, 2.5,],}", {"a": 1, "b": "x", "c": [True, None, 2.5]}),
        ("{t: '年' + '报', u: base + '/x', n: 3}", {"t": "年报", "u": None, "n": 3}),
        ("{a: function (x) { return {b: [1, 2]}; }, c: (d) => { e(f, g); }}", {"a": None, "c": None}),
        ("{a: new Date(2024, 1, 2), b: x ? 1 : 2, c: 4} // rest", {"a": None, "b": None, "c": 4}),
        ("{d: JSON.stringify({id: 7}), // what\n /* is */ e: `q`}", {"d": {"id": 7}, "e": "q"}),
        ("'\\u5e74\\x41\\'\\n'", "年A'\n"),
        ("{a: [1, {b: 2}", None),
        ("", None),
        ("[" * 200, None),
    ],
)  # fmt: skip
def test_a_value_is_read_as_it_is_written(text: str, value: object) -> None:
    assert value_at(text, 0) == value


def test_names_stand_for_what_is_known_of_them() -> None:
    assert value_at("{channel: id, page: n}", 0, {"id": 42}) == {"channel": 42, "page": None}
    assert arguments_at("post('/a', {b: 1}, go)", 5) == ["/a", {"b": 1}, None]


def test_tables_are_arrays_and_calls_made_over_and_over() -> None:
    text = """var a = [{t: 'x', u: 1}, {t: 'y'}]; once('z'); d.add(1, "x"); d.add(2, "y");
    b.push({t: 'x'}); b.push({t: 'y'}); draw([["x", "/1"], ["y", "/2"]]); var broken = [{a: 1}, {b"""
    found = dict(tables(text))
    assert found["a"] == [{"t": "x", "u": 1}, {"t": "y"}]
    assert found["d.add"] == [{"0": 1, "1": "x"}, {"0": 2, "1": "y"}]
    assert found["b.push"] == [{"t": "x"}, {"t": "y"}]
    assert found["draw"] == [{"0": "x", "1": "/1"}, {"0": "y", "1": "/2"}]
    assert found.keys() == {"a", "d.add", "b.push", "draw"}


def test_tables_of_a_hostile_script_take_their_time_and_no_more() -> None:
    assert list(tables("[{" * 50_000)) == []
    assert list(tables("a([{/*" * 20_000)) == []
    assert list(tables("f('" * 20_000)) == []


def test_a_list_in_a_script() -> None:
    of = column("script", items_at="list", link_at="u", title_at="t", date_at="d")
    text = (
        "<script>var list = [{t: '甲', u: 'a.html', d: '2024/1/9'}, {t: '乙', u: '/b'}, {t: '丙'}];</script>"
    )
    page = FAMILIES["script"].read(of, Ask(of.address), text.encode(), "utf-8")
    assert page.entries == (
        Entry("http://www.one.test/nb/a.html", "甲", "2024-01-09"),
        Entry("http://www.one.test/b", "乙", None),
    )
    assert (page.more, page.total) == ((), 2)
    with pytest.raises(ListError, match='named "list"'):
        FAMILIES["script"].read(of, Ask(of.address), b"<p>gone</p>", "utf-8")


def test_a_unit_is_asked_for_page_by_page() -> None:
    of = column("unit")
    family = FAMILIES["unit"]
    data = "{'webId':'1','tagId':'list','tplSetId':'&#x4e2d;'}"
    begin = f"""<script url="/x/front/page/build/unit" querydata="{data}"></script><i pageSize="2"></i>"""
    (ask,) = family.read(of, Ask(of.address), begin.encode(), "utf-8").more
    assert urlsplit(ask.url).path == "/x/front/page/build/unit"
    assert parse_qs(urlsplit(ask.url).query)["paramJson"] == ['{"pageNo":1,"pageSize":"2"}']
    answer = b'{"data": {"html": "<li><a href=\\"/1\\">a</a></li><b data-total=\\"5\\"></b>"}}'
    page = family.read(of, ask, answer, "utf-8")
    assert ([entry.url for entry in page.entries], page.total) == (["http://www.one.test/1"], 5)
    pages = [parse_qs(urlsplit(more.url).query)["paramJson"][0] for more in page.more]
    assert pages == ['{"pageNo":2,"pageSize":"2"}', '{"pageNo":3,"pageSize":"2"}']
    (probe,) = family.read(of, ask, b'{"data": {"html": "<li><a href=\\"/1\\">a</a></li>"}}', "utf-8").more
    assert (probe.number, probe.probe) == (3, True)
    with pytest.raises(ListError, match="no unit"):
        family.read(of, Ask(of.address), b"<p></p>", "utf-8")
    with pytest.raises(ListError, match="no HTML"):
        family.read(of, ask, b'{"data": null}', "utf-8")


def test_what_is_posted() -> None:
    url = "http://www.one.test/api?id=42&code=007&page=1"
    assert body_of(url, "get") is None
    assert body_of(url, "post") == b"id=42&code=007&page=1"
    assert body_of(url, "json") == b'{"id": 42, "code": "007", "page": 1}'
    assert Ask(url, body=body_of(url, "json")).headers == {"Content-Type": "application/json"}
    assert Ask(url, body=body_of(url, "post")).headers["Content-Type"].endswith("form-urlencoded")
