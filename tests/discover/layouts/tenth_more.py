"""Portals of a tenth round: interfaces, trees and systems."""

from __future__ import annotations

import json

from sample import Layout, frame, rows, ul

from layouts.made import column, layout
from scraper.portal.server import Answer, Request


def told(answer: object, around: str = "") -> Answer:
    text = json.dumps(answer, ensure_ascii=False)
    return Answer(
        200, (f"{around}({text});" if around else text).encode(), {"Content-Type": "application/json"}
    )


@layout
def padded_json() -> Layout:
    """JSONP: the answer is a call of what the query names."""
    found = rows("沭县", lambda n, y: f"/shu/{n}.html")

    def reply(request: Request) -> Answer | None:
        if request.path != "/shu/search/api":
            return None
        lines = (
            [{"title": t, "url": u, "pubDate": d} for u, t, d in found]
            if request.query.get("channel") == "nb"
            else []
        )
        return told({"result": {"docs": lines, "num": 16}}, request.query.get("callback", "cb"))

    script = "$.ajax({type: 'get', dataType: 'jsonp', jsonp: 'callback', url: '/shu/search/api', data: {channel: 'nb', page: 1, rows: 20}, success: show});"
    pages = {
        "/": frame("沭县人民政府", "", "<li><a href='/shu/'>政务公开</a></li>"),
        "/shu/": frame("政务公开", "<p><a href='/shu/nb.html'>政府信息公开年报</a></p>"),
        "/shu/nb.html": frame("政府信息公开年报", f"<ul id='l'></ul><script>{script}</script>"),
    }
    return column("padded_json", found, "/shu/search/api?channel=nb&rows=20", "json", pages, reply)


@layout
def application_with_a_tree() -> Layout:
    """An application asks for the tree, then for the articles of a node's id."""
    found = rows("泗市", lambda n, y: f"/si/detail/{n}")
    tree = [
        {"id": 11, "label": "机构设置", "children": []},
        {
            "id": 12,
            "label": "信息公开",
            "children": [{"id": 19, "label": "政府信息公开年报", "children": []}],
        },
    ]

    def reply(request: Request) -> Answer | None:
        if request.path == "/gateway/cms/category/tree":
            return told({"code": 0, "data": tree})
        if request.path != "/gateway/cms/article/page":
            return None
        lines = [{"id": n, "title": t, "createTime": d} for n, (_, t, d) in enumerate(found)]
        return told(
            {
                "code": 0,
                "data": {"records": lines if request.query.get("categoryId") == "19" else [], "total": 16},
            }
        )

    app = """const api = '/gateway'; axios.get(api + '/cms/category/tree').then(r => { this.tree = r.data.data; });
    function open(node) { axios.get(api + '/cms/article/page?current=1&size=20&categoryId=' + node.id).then(r => { this.list = r.data.data.records; }); }
    function go(row) { location.href = '/si/detail/' + row.id; }"""
    pages = {
        "/": "<html><head><title>泗市信息公开</title></head><body><div id='app'></div><script src='/js/chunk-vendors.js'></script><script src='/js/app.3f9c.js'></script></body></html>",
        "/js/app.3f9c.js": app,
        "/js/chunk-vendors.js": "/* vendors */ var a = 1;",
    }
    return column(
        "application_with_a_tree",
        found,
        "/gateway/cms/article/page?size=20&categoryId=19",
        "json",
        pages,
        reply,
        also=frozenset({"/gateway/cms/article/page?current=1&size=20&categoryId=19"}),
    )


@layout
def number_in_an_attribute() -> Layout:
    """The tree's links lead nowhere; a script makes the address of an attribute's number."""
    found = rows("灌县", lambda n, y: f"/guan/v/{n}.html")
    tree = "<ul id='tree'><li><a href='#' data-id='31'>机构职能</a></li><li><a href='#' data-id='35'>信息公开年报</a></li></ul>"
    script = (
        "$('#tree a').click(function(){ window.location.href = '/guan/list?cat=' + $(this).data('id'); });"
    )
    pages = {
        "/": frame("灌县人民政府", "", "<li><a href='/guan/'>政府信息公开</a></li>"),
        "/guan/": frame("政府信息公开", f"{tree}<script>{script}</script>"),
        "/guan/list?cat=31": frame("机构职能", "<p>职能</p>"),
        "/guan/list?cat=35": frame("信息公开年报", ul(found)),
    }
    return column("number_in_an_attribute", found, "/guan/list?cat=35", "listing", pages)


@layout
def pager_with_data() -> Layout:
    """The pager's numbers are attributes; a script makes the address of the page."""
    found = rows("响县", lambda n, y: f"/xiang/nb/{n}.html")
    script = "$('.pg a').on('click', function(){ var p = $(this).attr('data-page'); location.href = p == 1 ? '/xiang/nb/list.html' : '/xiang/nb/list_' + p + '.html'; });"
    pager = f"<div class='pg'><a data-page='1'>1</a><a data-page='2'>2</a></div><script>{script}</script>"
    pages = {
        "/": frame("响县人民政府", "", "<li><a href='/xiang/'>政务公开</a></li>"),
        "/xiang/": frame("政务公开", "<p><a href='/xiang/nb/list.html'>信息公开年报</a></p>"),
        "/xiang/nb/list.html": frame("信息公开年报", ul(found[:10]) + pager),
        "/xiang/nb/list_2.html": frame("信息公开年报", ul(found[10:]) + pager),
    }
    return column("pager_with_data", found[:10], "/xiang/nb/list.html", "static", pages)


@layout
def fragment_posted_for() -> Layout:
    """A script posts a form and puts the HTML that comes into the page."""
    found = rows("滨县", lambda n, y: f"/bin/{n}.html")

    def reply(request: Request) -> Answer | None:
        if request.path != "/bin/getList.do":
            return None
        return Answer(
            200,
            (ul(found) if request.query.get("cat") == "nb" else "").encode(),
            {"Content-Type": "text/html; charset=utf-8"},
        )

    pages = {
        "/": frame("滨县人民政府", "", "<li><a href='/bin/'>政务公开</a></li>"),
        "/bin/": frame("政务公开", "<p><a href='/bin/nb.html'>信息公开年报</a></p>"),
        "/bin/nb.html": frame(
            "信息公开年报",
            "<div id='r'></div><script>$.post('/bin/getList.do', {cat: 'nb'}, function (h) { $('#r').html(h); });</script>",
        ),
    }
    return column("fragment_posted_for", found, "/bin/getList.do?cat=nb", "listing", pages, reply)


@layout
def frame_written_by_script() -> Layout:
    """A script writes the inner frame in which the tree lies, which is made of calls."""
    found = rows("射县", lambda n, y: f"/she/info/{n}.html")
    tree = "<html><body><script>d = new dTree('d');\nd.add(0, -1, '公开目录');\nd.add(1, 0, '机构', 'list.jsp?c=1', '', 'main');\nd.add(2, 0, '年度报告', 'list.jsp?c=2', '', 'main');\ndocument.write(d);</script></body></html>"
    pages = {
        "/": frame("射县人民政府", "", "<li><a href='/she/index.html'>信息公开目录</a></li>"),
        "/she/index.html": frame(
            "信息公开目录", "<script>document.write(\"<iframe src='/she/tree.html'></iframe>\");</script>"
        ),
        "/she/tree.html": tree,
        "/she/list.jsp?c=1": "<html><body><p>机构</p></body></html>",
        "/she/list.jsp?c=2": f"<html><body>{ul(found)}</body></html>",
    }
    return column("frame_written_by_script", found, "/she/list.jsp?c=2", "listing", pages)


@layout
def only_by_post() -> Layout:
    """大汉 jpage whose dataproxy.jsp refuses GET."""
    found = rows("建县", lambda n, y: f"/art/{y + 1}/1/8/art_612_{n + 40}.html")
    setup = "$('#77').jpage({theme: 'default', perPage: 15, ajaxParam: {col: 1, webid: 12, path: '/', columnid: 612, sourceContentType: 1, unitid: '77', webname: '建县', permissiontype: 0}, proxyUrl: '/module/web/jpage/dataproxy.jsp', totalRecord: 16});"

    def reply(request: Request) -> Answer | None:
        if not request.path.endswith("/dataproxy.jsp"):
            return None
        if request.method != "POST":
            return Answer(405, b"")
        records = "".join(
            f"<record><![CDATA[<li><a href='{u}'>{t}</a><span>{d}</span></li>]]></record>"
            for u, t, d in found
        )
        return Answer(
            200,
            f"<datastore><totalrecord>16</totalrecord><totalpage>2</totalpage><recordset>{records}</recordset></datastore>".encode(),
            {"Content-Type": "text/xml"},
        )

    pages = {
        "/": frame("建县人民政府", "", "<li><a href='/col/col600/index.html'>政府信息公开</a></li>"),
        "/col/col600/index.html": frame(
            "政府信息公开", "<p><a href='/col/col612/index.html'>政府信息公开年报</a></p>"
        ),
        "/col/col612/index.html": frame("政府信息公开年报", f"<div id='77'></div><script>{setup}</script>"),
    }
    return column("only_by_post", found, "/col/col612/index.html", "jpage", pages, reply)


@layout
def counting_down() -> Layout:
    """博达: the second page is nb/1.htm."""
    found = rows("盱县", lambda n, y: f"/info/1{n % 3}/{n + 900}.htm")
    pages = {
        "/": frame("盱县人民政府", "", "<li><a href='zwgk.htm'>政务公开</a></li>")
        + "<script src='/system/resource/js/_sitegray.js'></script>",
        "/zwgk.htm": frame("政务公开", "<p><a href='zwgk/nb.htm'>政府信息公开年度报告</a></p>"),
        "/zwgk/nb.htm": frame(
            "政府信息公开年度报告",
            ul(found[:10])
            + "<span class='p_pages'><span class='p_no_d'>1</span><span class='p_no'><a href='nb/1.htm'>2</a></span><span class='p_next'><a href='nb/1.htm'>下页</a></span></span>",
        ),
        "/zwgk/nb/1.htm": frame("政府信息公开年度报告", ul(found[10:])),
    }
    return column("counting_down", found[:10], "/zwgk/nb.htm", "vsb", pages)


@layout
def stem_of_the_list() -> Layout:
    """开普: list.shtml and list_2.shtml, as createPageHTML says."""
    found = rows("涟县", lambda n, y: f"/lian/c104/{y + 1}01/{n:032x}.shtml")
    call = "<script>createPageHTML('page_div',2, 1,'list','shtml',16);</script>"
    pages = {
        "/": frame("涟县人民政府", "", "<li><a href='/lian/c100/zwgk.shtml'>政务公开</a></li>"),
        "/lian/c100/zwgk.shtml": frame(
            "政务公开", "<p><a href='/lian/c104/list.shtml'>政府信息公开年报</a></p>"
        ),
        "/lian/c104/list.shtml": frame("政府信息公开年报", ul(found[:10]) + call),
        "/lian/c104/list_2.shtml": frame("政府信息公开年报", ul(found[10:])),
    }
    return column("stem_of_the_list", found[:10], "/lian/c104/list.shtml", "ucap", pages)


@layout
def catalogue_of_a_ministry() -> Layout:
    """A disclosure platform whose page asks a search for a type; titles carry tags."""
    found = rows(
        "部",
        lambda n, y: f"/gdnps/pc/content.jsp?id={n + 300}",
        form="{body}{year}年政府信息公开工作年度报告",
    )

    def reply(request: Request) -> Answer | None:
        if request.path != "/gdnps/searchIndexInfo":
            return None
        lines = [
            {"infoName": f"<span>{t}</span>", "infoId": n + 300, "publishTime": d}
            for n, (_, t, d) in enumerate(found)
        ]
        return told(
            {
                "state": "ok",
                "page": {"list": lines if request.query.get("mtype") == "4" else [], "totalRow": 16},
            }
        )

    script = "function load(p){ $.get('/gdnps/searchIndexInfo?mtype=4&pageNumber=' + p + '&pageSize=20', function(d){ $.each(d.page.list, function(i, item){ $('#l').append('<li><a href=\"/gdnps/pc/content.jsp?id=' + item.infoId + '\">' + item.infoName + '</a></li>'); }); }); } load(1);"
    pages = {
        "/": frame("样例部", "", "<li><a href='/gdnps/pc/index.jsp'>政府信息公开</a></li>"),
        "/gdnps/pc/index.jsp": frame(
            "政府信息公开",
            "<p><a href='/gdnps/pc/index.jsp?mtype=1'>指南</a><a href='/gdnps/pc/index.jsp?mtype=4'>政府信息公开年报</a></p>",
        ),
        "/gdnps/pc/index.jsp?mtype=4": frame(
            "政府信息公开年报", f"<ul id='l'></ul><script>{script}</script>"
        ),
    }
    return column(
        "catalogue_of_a_ministry", found, "/gdnps/searchIndexInfo?mtype=4&pageSize=20", "json", pages, reply
    )
