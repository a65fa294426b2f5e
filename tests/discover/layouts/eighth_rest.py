"""Portals of an eighth round: frames, trees, feeds, and hosts that answer oddly."""

from __future__ import annotations

import json

from sample import NEWS, Layout, article, frame, rows, ul

from layouts.made import addresses, column, layout
from scraper.portal.server import Answer, Request


@layout
def fetched_records() -> Layout:
    """A page that fetches records; the address is put together from parts of the script."""
    found = rows("颍县", lambda n, y: f"/#/detail?id={n}")
    found = [(f"/detail/{n}", t, d) for n, (_, t, d) in enumerate(found)]
    records = [{"articleTitle": t, "articleUrl": u, "publishTime": f"{d} 09:00:00"} for u, t, d in found]
    body = json.dumps(
        {"code": 200, "data": {"records": records, "total": 16, "current": 1}}, ensure_ascii=False
    )
    script = "const api = '/prod-api/portal/article/page'; fetch(api + '?channelCode=xxgknb&pageNum=1&pageSize=20').then(draw);"
    pages = {
        "/": frame("颍县人民政府", "", "<li><a href='/column/xxgk'>政务公开</a></li>"),
        "/column/xxgk": frame("政务公开", "<nav><a href='/column/xxgknb'>政府信息公开年报</a></nav>"),
        "/column/xxgknb": frame("政府信息公开年报", f"<div id='v'></div><script>{script}</script>"),
        "/prod-api/portal/article/page?channelCode=xxgknb&pageNum=1&pageSize=20": body,
    }
    address = "/prod-api/portal/article/page?channelCode=xxgknb&pageSize=20"
    pages[f"{address}&pageNum=1"] = body
    return column("fetched_records", found, address, "json", pages)


@layout
def entities_and_meta() -> Layout:
    """Texts in numeric entities; the page's title says nothing, its meta tag names the column."""
    found = rows("界县", lambda n, y: f"/i/{n}.html")
    name = "".join(f"&#{ord(sign)};" for sign in "政府信息公开年报")
    head = f"<html><head><meta charset='utf-8'><title>列表页</title><meta name='ColumnName' content='{name}'></head><body>"
    pages = {
        "/": frame(
            "界县",
            "",
            f"<li><a href='/l?a=1&amp;b=2'>{''.join(f'&#x{ord(sign):x};' for sign in '政府信息公开')}</a></li>",
        ),
        "/l?a=1&b=2": frame("列表页", f"<p><a href='/l?a=1&amp;b=7'>{name}</a></p>"),
        "/l?a=1&b=7": f"{head}{ul(found)}</body></html>",
    }
    return column("entities_and_meta", found, "/l?a=1&b=7", "listing", pages)


@layout
def without_scheme() -> Layout:
    """Every address begins with two slashes and the host, in capitals here and there."""
    host = "//Without-Scheme.layout.test"
    found = rows("临县", lambda n, y: f"/nb/{y}/{n}.html")
    lines = "".join(f"<li><a href='{host}{u}'>{t}</a><span>{d}</span></li>" for u, t, d in found)
    pages = {
        "/": frame("临县人民政府", "", f"<li><a href='{host}/gk/'>政府信息公开</a></li>"),
        "/gk/": frame("政府信息公开", f"<p><a href='{host}/nb/'>政府信息公开年报</a></p>"),
        "/nb/": frame("政府信息公开年报", f"<ul>{lines}</ul>"),
    }
    return column("without_scheme", found, "/nb/", "listing", pages)


@layout
def a_feed_for_a_list() -> Layout:
    """The column's page is a shell, its feed lists."""
    found = rows("太县", lambda n, y: f"/zwgk/nb/{n}.html")
    items = "".join(
        f"<item><title>{t}</title><link>http://a-feed-for-a-list.layout.test{u}</link><pubDate>Wed, 10 Jan 2024 08:00:00 GMT</pubDate></item>"
        for u, t, _ in found
    )
    pages = {
        "/": frame("太县人民政府", "", "<li><a href='/zwgk/'>政务公开</a></li>"),
        "/zwgk/": frame("政务公开", "<p><a href='/zwgk/nb/'>政府信息公开年报</a></p>"),
        "/zwgk/nb/": "<html><head><title>政府信息公开年报</title><link rel='alternate' type='application/rss+xml' href='rss.xml'></head><body><div id='app'></div></body></html>",
        "/zwgk/nb/rss.xml": f"<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>政府信息公开年报</title>{items}</channel></rss>",
    }
    return column("a_feed_for_a_list", found, "/zwgk/nb/rss.xml", "feed", pages)


@layout
def datastore_in_the_page() -> Layout:
    """大汉 of old: the first pages lie in the page as XML, the call for more beside them."""
    found = rows("阜市", lambda n, y: f"/art/{y + 1}/1/9/art_501_{n + 100}.html")
    call = "/module/jslib/jquery/jpage/dataproxy.jsp?page=1&appid=1&webid=31&path=/&columnid=501&unitid=880&webname=x&permissiontype=0"
    records = "".join(
        f"<record><![CDATA[<li><a href='{u}'>{t}</a><span>{d}</span></li>]]></record>" for u, t, d in found
    )
    store = f"<script type='text/xml'><datastore>\n<nextgroup><![CDATA[<a href=\"{call}\"></a>]]></nextgroup><recordset>{records}</recordset></datastore></script>"
    setup = f"<script>$(function(){{$('#880').jpage({{perpage:15,totalRecord:16,proxyUrl:'{call.split('?')[0]}',totalPage:2}});}});</script>"

    def answer(request: Request) -> Answer | None:
        if not request.path.endswith("/dataproxy.jsp"):
            return None
        if request.query.get("columnid") != "501":
            return Answer(404, b"")
        return Answer(
            200,
            f"<datastore><totalrecord>16</totalrecord><totalpage>1</totalpage><recordset>{records}</recordset></datastore>".encode(),
            {"Content-Type": "text/xml"},
        )

    pages = {
        "/": frame("阜市", "", "<li><a href='/col/col500/index.html'>信息公开</a></li>"),
        "/col/col500/index.html": frame(
            "信息公开", "<p><a href='/col/col501/index.html'>信息公开年报</a></p>"
        ),
        "/col/col501/index.html": frame("信息公开年报", f"<div id='880'>{store}</div>{setup}"),
    }
    return column(
        "datastore_in_the_page",
        found,
        "/module/jslib/jquery/jpage/dataproxy.jsp",
        "jpage",
        pages,
        answer,
        also=frozenset({"/col/col501/index.html"}),
    )


@layout
def every_address_answers() -> Layout:
    """No 404: an unknown address is answered with the home page and 200."""
    found = rows("裕区", lambda n, y: f"/yu/{n}.html")
    home = frame("裕区人民政府", f"<ul>{NEWS}</ul>", "<li><a href='/yu/'>政务公开</a></li>")
    pages = {
        "/": home,
        "/yu/": frame("政务公开", "<p><a href='/yu/g8/'>政府信息公开年报</a></p>"),
        "/yu/g8/": frame("政府信息公开年报", ul(found)),
    }
    known = {*pages, *addresses(found), "/robots.txt"}

    def answer(request: Request) -> Answer | None:
        return (
            None
            if request.path in known
            else Answer(200, home.encode(), {"Content-Type": "text/html; charset=utf-8"})
        )

    return column("every_address_answers", found, "/yu/g8/", "listing", pages, answer)


@layout
def three_blocks() -> Layout:
    """One page, three blocks: the government's, the bodies', the towns' reports."""
    found = rows("舒县", lambda n, y: f"/nb/d{n}.html")
    towns = [
        (f"/nb/t{n}.html", f"舒县{name}2024年政府信息公开工作年度报告", "2025-01-20")
        for n, name in enumerate(("千人桥镇", "城关镇", "晓天镇", "高峰乡"))
    ]
    block = "<div class='b'><h4>{} <a href='{}'>更多&gt;&gt;</a></h4>{}</div>"
    pages = {
        "/": frame("舒县人民政府", "", "<li><a href='/gk/'>政务公开</a></li>"),
        "/gk/": frame("政务公开", "<p><a href='/nb/'>年度报告</a></p>"),
        "/nb/": frame(
            "年度报告",
            block.format("县政府", "/nb/1/", ul(found[:4]))
            + block.format("部门", "/nb/2/", ul(found[4:]))
            + block.format("乡镇", "/nb/3/", ul(towns)),
        ),
        "/nb/1/": frame("县政府", ul(found[:4])),
        "/nb/2/": frame("部门", ul(found[4:])),
        "/nb/3/": frame("乡镇", ul(towns)),
        **{u: article(t) for u, t, _ in towns},
    }
    return column("three_blocks", [*found, *towns], "/nb/", "listing", pages)


@layout
def tree_asked_for() -> Layout:
    """zTree asks for its nodes; a click opens the list of a node's number."""
    found = rows("霍县", lambda n, y: f"/openInfo/view/{n}.html")
    nodes = [
        {"id": "01", "pId": "0", "name": "机构概况"},
        {"id": "07", "pId": "0", "name": "政府信息公开年报"},
    ]
    script = "var setting={async:{enable:true,url:'/openInfo/tree.do'},callback:{onClick:function(e,i,n){location.href='/openInfo/list.do?catalogId='+n.id;}}};"
    pages = {
        "/": frame("霍县人民政府", "", "<li><a href='/openInfo/index.do'>政府信息公开目录</a></li>"),
        "/openInfo/index.do": frame(
            "政府信息公开目录", f"<ul id='tree' class='ztree'></ul><script>{script}</script>"
        ),
        "/openInfo/tree.do": json.dumps(nodes, ensure_ascii=False),
        "/openInfo/list.do?catalogId=01": frame("机构概况", "<p>概况</p>"),
        "/openInfo/list.do?catalogId=07": frame("政府信息公开年报", ul(found)),
    }
    return column("tree_asked_for", found, "/openInfo/list.do?catalogId=07", "listing", pages)
