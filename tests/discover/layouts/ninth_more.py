"""Portals of a ninth round: tables that scripts fill, fragments, and systems of other makers."""

from __future__ import annotations

import json

from sample import Layout, frame, rows, ul

from layouts.made import column, layout
from scraper.portal.server import Answer, Request


def told(answer: object) -> Answer:
    return Answer(200, json.dumps(answer, ensure_ascii=False).encode(), {"Content-Type": "application/json"})


@layout
def table_of_a_library() -> Layout:
    """A table library asks for JSON, and adds the page by itself."""
    found = rows("商县", lambda n, y: f"/shang/detail/{n}")
    lines = [{"id": n, "title": t, "publishDate": d} for n, (_, t, d) in enumerate(found)]

    def reply(request: Request) -> Answer | None:
        if request.path != "/shang/open/page":
            return None
        first = (int(request.query.get("page", "1")) - 1) * 10
        return told(
            {
                "code": 0,
                "count": 16,
                "data": lines[first : first + 10] if request.query.get("cid") == "7" else [],
            }
        )

    script = "layui.use('table', function(){ table.render({elem:'#t', url:'/shang/open/page', where:{cid: 7}, page:true, cols:[[{field:'title',title:'标题'},{field:'publishDate',title:'日期'}]]}); table.on('row', function(o){ window.open('/shang/detail/' + o.data.id); }); });"
    pages = {
        "/": frame("商县人民政府", "", "<li><a href='/shang/'>政务公开</a></li>"),
        "/shang/": frame("政务公开", "<p><a href='/shang/nb'>政府信息公开年报</a></p>"),
        "/shang/nb": frame("政府信息公开年报", f"<table id='t'></table><script>{script}</script>"),
    }
    return column("table_of_a_library", found[:10], "/shang/open/page?cid=7&limit=10", "json", pages, reply)


@layout
def table_with_its_address() -> Layout:
    """An attribute of the table says where its rows come from."""
    found = rows("洛县", lambda n, y: f"/luo/a/{n}.html")
    lines = [{"bt": t, "lj": u, "fbsj": d} for u, t, d in found]

    def reply(request: Request) -> Answer | None:
        return told({"total": 16, "rows": lines}) if request.path == "/luo/data/nb.json" else None

    pages = {
        "/": frame("洛县人民政府", "", "<li><a href='/luo/'>信息公开</a></li>"),
        "/luo/": frame("信息公开", "<p><a href='/luo/nb.html'>年度报告</a></p>"),
        "/luo/nb.html": frame(
            "年度报告",
            "<table data-toggle='table' data-url='/luo/data/nb.json' data-pagination='true'></table>",
        ),
    }
    return column("table_with_its_address", found, "/luo/data/nb.json", "json", pages, reply)


@layout
def state_in_the_page() -> Layout:
    """A server-side framework leaves its state in the page, as JSON."""
    found = rows("汝县", lambda n, y: f"/ru/article/{n}")
    state = {
        "props": {
            "pageProps": {
                "column": {"name": "政府信息公开年报"},
                "list": [
                    {"articleId": n, "title": t, "url": u, "publishedAt": d}
                    for n, (u, t, d) in enumerate(found)
                ],
            }
        }
    }
    pages = {
        "/": frame("汝县人民政府", "", "<li><a href='/ru/open'>政务公开</a></li>"),
        "/ru/open": frame("政务公开", "<p><a href='/ru/open/annual'>政府信息公开年报</a></p>"),
        "/ru/open/annual": frame(
            "政府信息公开年报",
            f"<div id='__next'></div><script id='__NEXT_DATA__' type='application/json'>{json.dumps(state, ensure_ascii=False)}</script>",
        ),
    }
    return column("state_in_the_page", found, "/ru/open/annual", "script", pages)


@layout
def fragment_loaded() -> Layout:
    """A script loads the list as a fragment into the page."""
    found = rows("淇县", lambda n, y: f"/qi/{y}/{n}.html")
    pages = {
        "/": frame("淇县人民政府", "", "<li><a href='/qi/'>政务公开</a></li>"),
        "/qi/": frame("政务公开", "<p><a href='/qi/nb.html'>信息公开年报</a></p>"),
        "/qi/nb.html": frame(
            "信息公开年报", "<div id='c'></div><script>$('#c').load('/qi/part/nb_part.html');</script>"
        ),
        "/qi/part/nb_part.html": ul(found),
    }
    return column("fragment_loaded", found, "/qi/part/nb_part.html", "listing", pages)


@layout
def items_open_by_script() -> Layout:
    """The items' links lead nowhere by themselves; a click opens them."""
    found = rows("浚县", lambda n, y: f"/xun/{n}.html")
    items = "".join(
        f"<li><a href='javascript:void(0)' onclick=\"openInfo('{u}')\">{t}</a><span>{d}</span></li>"
        for u, t, d in found
    )
    pages = {
        "/": frame("浚县人民政府", "", "<li><a href='/xun/'>政务公开</a></li>"),
        "/xun/": frame("政务公开", "<p><a href='/xun/nb/'>政府信息公开年报</a></p>"),
        "/xun/nb/": frame("政府信息公开年报", f"<ul>{items}</ul>"),
    }
    return column("items_open_by_script", found, "/xun/nb/", "listing", pages)


@layout
def empire_cms() -> Layout:
    """ListInfo/?classid=12&page=1 is the second page."""
    found = rows("鄢县", lambda n, y: f"/yan/{y}/{n}.html")
    base = "/e/action/ListInfo/?classid=12"
    pages = {
        "/": frame(
            "鄢县人民政府",
            "",
            f"<li><a href='/e/action/ListInfo/?classid=3'>政务公开</a></li><li><a href='{base}'>信息公开年报</a></li>",
        ),
        base: frame(
            "信息公开年报",
            ul(found[:10])
            + f"<div class='pages'><b>1</b><a href='{base}&page=1'>2</a><a href='{base}&page=1'>下一页</a></div>",
        ),
        f"{base}&page=1": frame("信息公开年报", ul(found[10:])),
    }
    pages[f"{base}&page=0"] = pages[base]
    return column("empire_cms", found[:10], base, "query", pages)


@layout
def channels_and_contents() -> Layout:
    """/channels/123.html goes on with /channels/123_2.html."""
    found = rows("杞县", lambda n, y: f"/contents/123/{n}.html")
    pages = {
        "/": frame("杞县人民政府", "", "<li><a href='/channels/100.html'>信息公开</a></li>"),
        "/channels/100.html": frame(
            "信息公开", "<dl><dt>公开年报</dt><dd><a href='/channels/123.html'>更多</a></dd></dl>"
        ),
        "/channels/123.html": frame("公开年报", ul(found[:10]) + "<a href='/channels/123_2.html'>下一页</a>"),
        "/channels/123_2.html": frame("公开年报", ul(found[10:])),
    }
    return column("channels_and_contents", found[:10], "/channels/123.html", "static", pages)


@layout
def offset_of_the_pager() -> Layout:
    """pager.offset=10 is the second page."""
    found = rows("睢县", lambda n, y: f"/sui/info_view.action?id={n}")
    base = "/sui/info_list.action?columnId=88"
    pages = {
        "/": frame("睢县人民政府", "", "<li><a href='/sui/index.action'>政务公开</a></li>"),
        "/sui/index.action": frame("政务公开", f"<p><a href='{base}'>政府信息公开工作年度报告</a></p>"),
        base: frame(
            "政府信息公开工作年度报告", ul(found[:10]) + f"<p>1 <a href='{base}&pager.offset=10'>2</a></p>"
        ),
        f"{base}&pager.offset=10": frame("政府信息公开工作年度报告", ul(found[10:])),
    }
    pages[f"{base}&pager.offset=0"] = pages[base]
    return column("offset_of_the_pager", found[:10], base, "query", pages)
