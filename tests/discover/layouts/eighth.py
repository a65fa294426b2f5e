"""Portals of an eighth round: what scripts fill, and ways to the column that few sites share."""

from __future__ import annotations

import json

from sample import NEWS, Layout, frame, rows, ul

from layouts.made import addresses, column, layout
from scraper.portal.server import Answer, Request


@layout
def posted_form_list() -> Layout:
    """jQuery posts a form; the answer is JSON."""
    found = rows("亳县", lambda n, y: f"/content/detail/{n + 5000}.html")
    lines = [{"title": t, "url": u, "publishDate": d} for u, t, d in found]

    def answer(request: Request) -> Answer | None:
        if request.path != "/api/cms/list":
            return None
        if request.method != "POST" or request.query.get("channelId") != "42":
            return Answer(405, b"")
        first = (int(request.query.get("pageNo", "1")) - 1) * 10
        data = {"code": 0, "total": len(lines), "list": lines[first : first + 10]}
        return Answer(200, json.dumps(data).encode(), {"Content-Type": "application/json"})

    script = "$.post('/api/cms/list', {channelId: 42, pageNo: 1, pageSize: 10}, function (d) { draw(d.list); }, 'json');"
    pages = {
        "/": frame("亳县人民政府", "", "<li><a href='/open/'>政务公开</a></li>"),
        "/open/": frame(
            "政务公开", "<ul class='t'><li><a href='/open/nb.html'>政府信息公开年报</a></li></ul>"
        ),
        "/open/nb.html": frame("政府信息公开年报", f"<div id='l'></div><script>{script}</script>"),
    }
    return column(
        "posted_form_list", found[:10], "/api/cms/list?channelId=42&pageSize=10", "json", pages, answer
    )


@layout
def array_in_page() -> Layout:
    """The list is an array in the page, drawn by a script."""
    found = rows("涡县", lambda n, y: f"/gk/show/{n}.html")
    data = ",\n".join(f"{{id:{n}, title:'{t}', url:'{u}', time:'{d}'}}" for n, (u, t, d) in enumerate(found))
    pages = {
        "/": frame("涡县人民政府", "", "<li><a href='/gk/'>信息公开</a></li>"),
        "/gk/": frame("信息公开", "<dl><dd><a href='/gk/bg/'>政府信息公开工作年度报告</a></dd></dl>"),
        "/gk/bg/": frame(
            "政府信息公开工作年度报告",
            f"<div id='pg'></div><script>\nvar infoList = [\n{data}\n];\npaginate(infoList, 10);\n</script>",
        ),
    }
    return column("array_in_page", found, "/gk/bg/", "script", pages)


@layout
def published_units() -> Layout:
    """大汉 jpaas: the column's unit is built by a call whose JSON has the list as HTML."""
    found = rows("岱县", lambda n, y: f"/art/{y + 1}/1/{n + 10}/art_77_{n + 9000}.html")
    query = {
        "webId": "a1",
        "pageId": "b2",
        "parseType": "bulidstatic",
        "pageType": "column",
        "tagId": "当前栏目_list",
        "tplSetId": "c3",
    }

    def answer(request: Request) -> Answer | None:
        if request.path != "/jpaas-publish-server/front/page/build/unit":
            return None
        if any(request.query.get(key) != value for key, value in query.items()):
            return Answer(500, b'{"success": false}')
        page = json.loads(request.query.get("paramJson", "{}") or "{}").get("pageNo", 1)
        html = (
            ul(found[(page - 1) * 10 : page * 10], "ul_list")
            + f"<div class='pager' data-total='{len(found)}' pagesize='10'></div>"
        )
        return Answer(
            200,
            json.dumps({"success": True, "code": "200", "data": {"html": html}}).encode(),
            {"Content-Type": "application/json"},
        )

    call = f"<script parsetype='bulidstatic' src='/script/0/pagelist.js' url='/jpaas-publish-server/front/page/build/unit' querydata=\"{str(query)}\"></script>"
    pages = {
        "/": frame("岱县人民政府", "", "<li><a href='/col/col70/index.html'>政务公开</a></li>"),
        "/col/col70/index.html": frame("政务公开", "<p><a href='/col/col77/index.html'>信息公开年报</a></p>"),
        "/col/col77/index.html": frame("信息公开年报", f"<div class='list'>{call}</div>"),
    }
    address = "/jpaas-publish-server/front/page/build/unit"
    return column(
        "published_units",
        found[:10],
        address,
        "unit",
        pages,
        answer,
        also=frozenset({"/col/col77/index.html"}),
    )


@layout
def only_the_search_form() -> Layout:
    """No link leads there; the site's own search finds reports, whose path of columns names the column."""
    found = rows("泗县", lambda n, y: f"/n{n // 2}/c{n}/content.html")
    crumb = (
        "<div class='pos'>位置：<a href='/'>首页</a> &gt; <a href='/n9/index.html'>政府信息公开年报</a></div>"
    )
    form = "<form action='/search' method='get'><input name='kw' placeholder='请输入关键词'><input type='submit' value='搜索'></form>"
    pages: dict[str, str | bytes] = {
        u: frame(t, f"{crumb}<h1>{t}</h1><p>{'正文。' * 100}</p>") for u, t, _ in found
    }
    pages |= {"/": frame("泗县人民政府", form), "/n9/index.html": frame("政府信息公开年报", ul(found))}

    def answer(request: Request) -> Answer | None:
        if request.path != "/search":
            return None
        hits = found[:6] if "信息公开" in request.query.get("kw", "") else []
        return Answer(
            200, frame("搜索结果", ul(hits, "res")).encode(), {"Content-Type": "text/html; charset=utf-8"}
        )

    return column("only_the_search_form", found, "/n9/index.html", "listing", pages, answer)


@layout
def map_named_in_robots() -> Layout:
    """The home page is a shell; robots.txt names a map of the site."""
    found = rows("萧县", lambda n, y: f"/p{n}.html")
    ways = ["/about/", "/open/law/", "/open/annual-reports/", *addresses(found)]
    urls = "".join(f"<url><loc>http://map-named-in-robots.layout.test{way}</loc></url>" for way in ways)
    pages = {
        "/": "<html><head><title>萧县人民政府</title></head><body><div id='root'></div></body></html>",
        "/robots.txt": "User-agent: *\nAllow: /\nSitemap: http://map-named-in-robots.layout.test/maps/all-2024.xml\n",
        "/maps/all-2024.xml": f"<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{urls}</urlset>",
        "/open/annual-reports/": frame("信息公开年报", ul(found)),
        "/about/": frame("县情", "<p>概况</p>"),
        "/open/law/": frame("法规", "<p>条例</p>"),
    }
    return column("map_named_in_robots", found, "/open/annual-reports/", "listing", pages)


@layout
def moved_addresses() -> Layout:
    """The home page and the column have both moved; both old addresses answer with 302."""
    found = rows("灵县", lambda n, y: f"/portal/zfxxgk/nb/{n}.html")
    moved = {"/": "/portal/index.html", "/xxgk/nb": "/portal/zfxxgk/nb/", "/xxgk": "/portal/zfxxgk/"}

    def answer(request: Request) -> Answer | None:
        to = moved.get(request.path)
        return Answer(302, b"", {"Location": to}) if to else None

    pages = {
        "/portal/index.html": frame("灵县人民政府", "", "<li><a href='/xxgk'>政务公开</a></li>"),
        "/portal/zfxxgk/": frame("政务公开", "<p><a href='/xxgk/nb'>政府信息公开年报</a></p>"),
        "/portal/zfxxgk/nb/": frame("政府信息公开年报", ul(found)),
    }
    return column(
        "moved_addresses", found, "/portal/zfxxgk/nb/", "listing", pages, answer, also=frozenset({"/xxgk/nb"})
    )


@layout
def menu_from_a_script_file() -> Layout:
    """The menu stands in a script of its own, written line by line."""
    found = rows("怀县", lambda n, y: f"/a/{y}/{n}.html")
    menu = (
        "document.write('<ul id=\"menu\">');\n"
        "document.writeln('<li><a href=\"/gk/list.html\">政府信息公开</a></li>');\n"
        "document.write(\"<li><a href='/bs/'>办事服务</a></li>\");\ndocument.write('</ul>');"
    )
    pages = {
        "/": frame("怀县人民政府", "<script src='/js/menu.js'></script>"),
        "/js/menu.js": menu,
        "/gk/list.html": frame(
            "政府信息公开", "<script src='/js/menu.js'></script><a href='/gk/nb.html'>年度报告</a>"
        ),
        "/gk/nb.html": frame("年度报告", ul(found, "ls")),
    }
    return column("menu_from_a_script_file", found, "/gk/nb.html", "listing", pages)


@layout
def statutory_content() -> Layout:
    """Four clicks deep: 政务公开, 政府信息公开, 法定主动公开内容, 政府信息公开年报."""
    found = rows("和县", lambda n, y: f"/xxgk/fdzdgknr/nb/{y + 1}/{n}.html")
    sides = "".join(
        f"<li><a href='/xxgk/fdzdgknr/{n}/'>{w}</a></li>"
        for n, w in enumerate(
            ("履职依据", "机关简介", "规划信息", "统计信息", "行政许可", "财政预决算", "重大项目")
        )
    )
    pages = {
        "/": frame("和县人民政府", "", "<li><a href='/zwgk/'>政务公开</a></li>"),
        "/zwgk/": frame("政务公开", f"<ul>{NEWS}</ul><p><a href='/xxgk/'>政府信息公开</a></p>"),
        "/xxgk/": frame(
            "政府信息公开",
            "<div class='four'><a href='/xxgk/zn/'>政府信息公开指南</a><a href='/xxgk/zd/'>政府信息公开制度</a><a href='/xxgk/fdzdgknr/'>法定主动公开内容</a><a href='/xxgk/ysq/'>依申请公开</a></div>",
        ),
        "/xxgk/fdzdgknr/": frame(
            "法定主动公开内容",
            f"<ul class='tree'>{sides}<li><a href='/xxgk/fdzdgknr/nb/'>政府信息公开年报</a></li></ul>",
        ),
        "/xxgk/fdzdgknr/nb/": frame(
            "政府信息公开年报",
            ul(found[:8])
            + "<div id='page_div'></div><script>createPageHTML('page_div',2,0,'index','html',16);</script>",
        ),
        "/xxgk/fdzdgknr/nb/index_1.html": frame("政府信息公开年报", ul(found[8:])),
    }
    return column("statutory_content", found[:8], "/xxgk/fdzdgknr/nb/", "trs", pages)
