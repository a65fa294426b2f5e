"""What each family makes of a list page's bytes."""

from __future__ import annotations

import json
import time
from contextlib import suppress
from typing import Any

import pytest

from scraper.families import FAMILIES
from scraper.markup import ListError, absolute, decode, printed_date
from scraper.source import Ask, Column, Entry, ListPage


def column(family: str, address: str = "http://www.one.test/nb/", **rest: Any) -> Column:
    return Column("年报", "annual_report", address, family, **rest)


def first(of: Column) -> Ask:
    (ask,) = FAMILIES[of.family].first(of)
    return ask


def read(of: Column, ask: Ask, body: str | bytes, charset: str | None = "utf-8") -> ListPage:
    return FAMILIES[of.family].read(of, ask, body if isinstance(body, bytes) else body.encode(), charset)


ITEMS = """<ul class="list">
<li><a href="./202401/t20240131_7.html" title="某局2023年报全文">某局2023年…</a><span>2024-01-31</span></li>
<li><span class="d">[2023/2/1]</span><p><a href="/b.html">另<b>一</b>篇</a></p></li>
<li><a href="javascript:void(0)">打印</a></li><li><a href="/b.html#top">另一篇</a></li></ul>"""


def test_listing_reads_links_titles_dates_and_the_next_page() -> None:
    of = column("listing", item="ul.list a", next="a.next")
    page = read(of, first(of), ITEMS + "<a class='next' href='list_2.html'>下一页</a>")
    assert page.entries == (
        Entry("http://www.one.test/nb/202401/t20240131_7.html", "某局2023年报全文", "2024-01-31"),
        Entry("http://www.one.test/b.html", "另一篇", "2023-02-01"),
    )
    assert page.more == (Ask("http://www.one.test/nb/list_2.html", 2),)


@pytest.mark.parametrize(
    ("script", "parameters", "names"),
    [
        ('createPageHTML(3, 0, "index", "shtml");', {}, ["index_1.shtml", "index_2.shtml"]),
        ("createPageHTML('page_div',3, 0,'index','html',40);", {}, ["index_1.html", "index_2.html"]),
        ("var countPage = 3;", {"ending": "htm"}, ["index_1.htm", "index_2.htm"]),
        ('createPageHTML(3,0,"list","html")', {"second": 2}, ["list_2.html", "list_3.html"]),
        ('createPageHTML(1,0,"index","html")', {}, []),
        ("", {"second": 0}, ["index_0.html"]),
        ("", {"count": r"ele.value>(\d+)"}, ["index_1.html"]),
        ("if (ele.value>2) go()", {"count": r"ele.value>(\d+)"}, ["index_1.html"]),
    ],
)
def test_trs_counts_its_pages(script: str, parameters: dict[str, Any], names: list[str]) -> None:
    of = column("trs", parameters=parameters)
    page = read(of, first(of), f"{ITEMS}<script>{script}</script>")
    assert [ask.url for ask in page.more] == [f"http://www.one.test/nb/{name}" for name in names]
    assert [ask.number for ask in page.more] == list(range(2, 2 + len(names)))


JPAGE = """<?xml version="1.0" encoding="GB18030"?><datastore><nextgroup></nextgroup>
<totalrecord>100</totalrecord><totalpage>7</totalpage><recordset>
<record><![CDATA[<li><a href="/art/2024/1/31/art_101_7.html">年报</a><b>2024-01-31</b></li>]]></record>
<record><![CDATA[<tr><td><a href='/art/2023/art_6.html'>二</a></td><td>2023-01-30</td></tr>]]></record>
</recordset></datastore>"""


def test_jpage_asks_for_several_pages_a_call() -> None:
    of = column("jpage", parameters={"columnid": 101, "unitid": 9, "method": "post"})
    ask = first(of)
    assert ask.url.startswith(
        "http://www.one.test/module/web/jpage/dataproxy.jsp?startrecord=1&endrecord=45&"
    )
    assert "columnid=101" in ask.url
    assert ask.body is not None
    page = read(of, ask, JPAGE.encode("gb18030"), None)
    assert [entry.title for entry in page.entries] == ["年报", "二"]
    assert page.entries[0].date == "2024-01-31"
    assert page.total == 100
    assert ["startrecord=46&endrecord=90" in more.url for more in page.more] == [True, False]
    with pytest.raises(ListError, match="totalrecord"):
        read(of, ask, "<html>维护中</html>")


def test_gkmlpt_reads_json() -> None:
    of = column("gkmlpt", "http://www.one.test/kjj/gkmlpt/index", parameters={"category": 5, "sid": 2})
    ask = first(of)
    assert ask.url == "http://www.one.test/kjj/gkmlpt/api/all/5?page=1&sid=2"
    articles = [
        {
            "title": "通知",
            "url": "http://www.one.test/kjj/gkmlpt/content/0/2/post_9.html",
            "create_time": 1706652000,
        },
        {
            "title": "公告",
            "url": "",
            "post_url": "/gkmlpt/content/0/1/post_8.html",
            "created_at": "2024-01-02 10:00",
        },
        {"title": "空", "url": None},
    ]
    page = read(of, ask, json.dumps({"total": 5, "articles": articles}))
    assert [(entry.title, entry.date) for entry in page.entries] == [
        ("通知", "2024-01-31"),
        ("公告", "2024-01-02"),
    ]
    assert [more.number for more in page.more] == [2, 3]
    for wrong in ("<html>", "[]", '{"articles": 1}'):
        with pytest.raises(ListError, match="gkmlpt"):
            read(of, ask, wrong)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("政府信息公开年报", True),
        ("年度报告", True),
        ("法治政府建设年度报告", False),
        ("部门决算年度报告", False),
    ],
)
def test_gkmlpt_finds_the_category_of_the_reports_on_openness(name: str, wanted: bool) -> None:
    of = column("gkmlpt", "http://www.one.test/gkmlpt/index")
    tree = json.dumps([{"id": 3, "name": name}, {"id": 9, "name": "信息公开年度报告"}])
    (ask,) = read(of, first(of), f"window._CONFIG = {{SID: '2', TREE: {tree}}}").more
    assert ask.url == f"http://www.one.test/gkmlpt/api/all/{3 if wanted else 9}?page=1&sid=2"


@pytest.mark.parametrize(
    ("family", "text", "parameters"),
    [
        ("hanweb_annual", "共" * 300_000, {}),
        ("unit", "/a" * 150_000, {}),
        ("script", "var a = [{t: '" + r"\'" * 100_000, {"items_at": "a", "link_at": "u"}),
    ],
)
def test_long_runs_cost_what_is_their_length_not_its_square(
    family: str, text: str, parameters: dict[str, Any]
) -> None:
    of = column(family, parameters=parameters)
    started = time.monotonic()
    with suppress(ListError):
        assert read(of, first(of), text).entries == ()
    assert time.monotonic() - started < 15


def test_charsets_that_lie() -> None:
    text = "<meta charset='utf-8'>青岛市司法局"
    assert decode(text.encode("gb18030"), "utf-8") == text
    assert decode(text.encode(), "gb2312") in (text, text.encode().decode("gb18030", "replace"))
    assert decode("﻿青岛".encode(), "gbk") == "青岛"
    assert decode(b"\xff\xff\xff", "no-such") == "���"


def test_a_title_beside_a_link_that_says_nothing() -> None:
    of = column("listing", item="table a")
    row = "<td>某局2023年年报</td><td>2024-01-31</td><td><a href='/7.html'>查看</a></td>"
    assert read(of, first(of), f"<table><tr>{row}</tr></table>").entries == (
        Entry("http://www.one.test/7.html", "某局2023年年报", "2024-01-31"),
    )


@pytest.mark.parametrize(
    ("address", "second"),
    [
        ("http://www.one.test/l?id=7", "http://www.one.test/l?id=7&page=2"),
        ("http://www.one.test/l?page=1&id=7", "http://www.one.test/l?page=2&id=7"),
        ("http://www.one.test/l", "http://www.one.test/l?page=2"),
    ],
)
def test_query_keeps_the_other_parameters_in_their_places(address: str, second: str) -> None:
    of = column("query", address, item="ul a", parameters={"parameter": "page"})
    page = read(of, first(of), f"{ITEMS}共2页")
    assert [ask.url for ask in page.more] == [second]


def test_a_count_that_is_not_sure_is_tried_out() -> None:
    of = column("static", item="ul a", parameters={"page": "list_{n}.html"})
    page = read(of, first(of), f"{ITEMS}共3页")
    assert [(ask.number, ask.probe) for ask in page.more] == [(2, False), (3, False)]
    (last,) = read(of, Ask("http://www.one.test/nb/list_3.html", 3), f"{ITEMS}共3页").more
    assert (last.url, last.probe) == ("http://www.one.test/nb/list_4.html", True)
    assert read(of, last, "<p>没有内容</p>").more == ()


def test_broken_and_dangerous_xml() -> None:
    feed = column("feed")
    bomb = '<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel><item><title>&b;</title>'
    found = read(feed, first(feed), f"{bomb}<link>/7.html</link></item></channel>")
    assert [(entry.url, entry.title) for entry in found.entries] == [("http://www.one.test/7.html", "&b;")]
    for family, wrong in (
        ("feed", "<html><body>维护中</body></html>"),
        ("sitemap", "{}"),
        ("sitemap", b"\x1f\x8bx"),
    ):
        with pytest.raises(ListError):
            read(column(family), Ask("http://www.one.test/x"), wrong)


def test_no_page_makes_a_family_fall_or_fill_the_memory() -> None:
    """What a page claims is not believed beyond reason, and nothing in it raises but ListError."""
    deep = "[" * 100_000
    claims = (
        'createPageHTML(999999999, 0, "index", "html")',
        'createPageHTML(99999, 0, "index", "html")',
        'createPageHTML("²", "³", "index", "html")',
        "共99999页 第1/99999页",
        "<totalrecord>99999999999999</totalrecord><record>" * 1000,
        "window._CONFIG = {SID: '1', TREE: " + deep,
        deep,
        '{"page": {"total": 99999999999999999, "content": [{"DOCPUBURL": "/1", "PUBDATE": 1e400}]}}',
        '{"total": 99999999999, "articles": [{"url": "/1", "create_time": 999999999999999999}]}',
        '{"docs": [{"url": "/1", "pubtime": 99999999999999999999}], "count": "²"}',
        "第" + " " * 100_000 + "1",
    )
    parameters: dict[str, Any] = {
        "parameter": "p",
        "items_at": ".",
        "link_at": "u",
        "page": "{n}",
        "until": 2024,
    }
    for name in FAMILIES:
        of = column(name, "http://www.one.test/gkmlpt/index", parameters=parameters)
        asks = FAMILIES[name].first(of)
        for claim in claims:
            for ask in (asks[0], Ask("http://www.one.test/gkmlpt/api/all/5?page=1&sid=2", 1)):
                try:
                    page = read(of, ask, f"{ITEMS}{claim}" if claim[0] not in "[{" else claim)
                except ListError:
                    continue
                assert len(page.more) <= 20_001


def test_json_in_odd_dress() -> None:
    rows = '[{"t": "<em>年</em>报", "u": "/7.html", "d": 1706659200000}, {"t": "空", "u": ""},]'
    parameters = {"parameter": "p", "items_at": ".", "link_at": "u", "title_at": "t", "date_at": "d"}
    of = column("json", "http://www.one.test/api?p=1", parameters=parameters)
    page = read(of, first(of), f"callback({rows});")
    assert page.entries == (Entry("http://www.one.test/7.html", "年报", "2024-01-31"),)
    with pytest.raises(ListError, match="no list"):
        read(of, first(of), '{"a": 1}')


def test_dates_and_addresses() -> None:
    assert printed_date("发布于2024年3月9日") == "2024-03-09"
    assert printed_date("[2024.13.40] 03-09") is None
    assert absolute("http://a.test/x/", " ../b c\n.html#z ") == "http://a.test/b c.html"
    assert absolute("http://a.test/", "/c.jsp;JSESSIONID=4F.n1?id=7;8") == "http://a.test/c.jsp?id=7;8"
    assert absolute("http://a.test/", "mailto:a@b.cn") is None
    assert absolute("http://a.test/", "http://[::1") is None
