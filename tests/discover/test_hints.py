"""Addresses that scripts say, put together and read without running them."""

from __future__ import annotations

import pytest

from scraper.discover import hints


@pytest.mark.parametrize(
    ("script", "asked"),
    [
        ("$.post('/x', {id: 42, pageNo: p, pageSize: s}, f)", ("/x?id=42&pageNo=1&pageSize=20", "post")),
        ("axios.post('/api/x', {id: 9})", ("/api/x?id=9", "json")),
        (
            "var base = '/api', id = '7'; $.ajax({url: base + '/list', type: 'POST', data: {cid: id},"
            " success: function (r) { draw(r); }});",
            ("/api/list?cid=7", "post"),
        ),
        ("$.ajax({url: '/api/x', method: 'post', data: JSON.stringify({id: 3})})", ("/api/x?id=3", "json")),
        ("fetch('/api/x', {method: 'POST', body: JSON.stringify({a: 'b'})})", ("/api/x?a=b", "json")),
        ("fetch('/api/x', {method: 'POST', body: 'a=b&c=d'})", ("/api/x?a=b&c=d", "post")),
        ("$.ajax({url: '/api/x', data: {a: 1}})", ("/api/x?a=1", "get")),
        ("let a = '/p'; f(`${a}/list?id=n&page=` + n + '&z=5')", ("/p/list?id=n&page=1&z=5", "get")),
    ],
)  # fmt: skip
def test_what_a_script_asks(script: str, asked: tuple[str, str]) -> None:
    assert next(iter(hints.endpoints(script)))[0] == asked


def test_what_is_no_address_is_not_asked() -> None:
    assert list(hints.endpoints("<nav class='nav'><img src='/data/a.png'></nav>'list' '/js/list.js'")) == []


def test_nodes_of_trees() -> None:
    text = """d.add(12, 0, '年报', '/zwgk/nb/'); {id: 1, name: "\\u5e74报", url: "\\/nb\\/"}
    ["公开年报", "list.html"] f('只有名称', 3) <a onclick="go('/x')">链接</a>"""
    assert list(hints.drawn(text)) == [("/zwgk/nb/", "年报"), ("/nb/", "年报"), ("list.html", "公开年报")]


def test_addresses_made_of_a_row() -> None:
    text = "href = '/list.do?id=' + n.id; u = `/art/${row.key}.html`; x('/show/' + rows[i].no + '.html')"
    assert list(hints.templates(text)) == ["/list.do?id={id}", "/art/{key}.html", "/show/{no}.html"]


@pytest.mark.parametrize(
    ("made", "call", "address"),
    [
        ("function go(n) { location.href = '/nb?p=' + n; }", "javascript:go(2)", "/nb?p=2"),
        ("var go = 1; function go(n){var a='list_'+n+'.html';open(a)}", "return go('2')", "list_2.html"),
        ("function go(n) { form.submit(); }", "go(2)", None),
        ("", "go(2)", None),
        ("function go(n) { location.href = '/nb?p=' + n; }", "go(this)", None),
    ],
)
def test_where_a_pager_turns_to(made: str, call: str, address: str | None) -> None:
    assert hints.turned(made, call) == address


def test_the_field_that_a_pager_fills() -> None:
    text = "function go(n){document.f.pageNo.value=n;f.submit()} function to(n){$('#cur').val(n);}"
    assert hints.filled(text, "javascript:go(2)") == "pageNo"
    assert hints.filled(text, "to(3)") == "cur"
    assert hints.filled(text, "other(3)") is None


def test_what_a_script_writes() -> None:
    assert (
        hints.written("document.write('<a href=\"/gk/\">公开</a>'); var x = 'no';")
        == '<a href="/gk/">公开</a>'
    )
