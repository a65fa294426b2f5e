"""Portals of a twelfth round: ways to list."""

from __future__ import annotations

import json

from sample import NEWS, Layout, frame, rows, ul

from layouts.made import column, layout
from scraper.portal.server import Answer, Request

HTML = {"Content-Type": "text/html; charset=utf-8"}


@layout
def years_in_a_box() -> Layout:
    """A box of years whose choice a script makes an address of; the newest year is shown."""
    found = rows("宿区", lambda n, y: f"/su/r/{y}/{n}.html")
    box = (
        "<select id='y'>"
        + "".join(f"<option value='{y}'>{y}年</option>" for y in range(2024, 2016, -1))
        + "</select><script>$('#y').change(function () { location.href = '/su/nb_' + this.value + '.html'; });</script>"
    )
    pages = {
        "/": frame("宿区人民政府", "", "<li><a href='/su/'>政务公开</a></li>"),
        "/su/": frame("政务公开", "<p><a href='/su/nb.html'>信息公开年报</a></p>"),
        "/su/nb.html": frame("信息公开年报", box + ul(found[:2])),
    }
    for year in range(2017, 2025):
        pages[f"/su/nb_{year}.html"] = frame(
            "信息公开年报", box + ul([r for r in found if f"/{year}/" in r[0]])
        )
    return column("years_in_a_box", found[:2], "/su/", "yearly", pages, also=frozenset({"/su/nb.html"}))


@layout
def pager_sends_the_form() -> Layout:
    """The pager's click fills the form's field and sends it, without a function."""
    found = rows("凤区", lambda n, y: f"/feng/{n}.html")
    form = "<form name='f' action='/feng/nb.jsp' method='post'><input type='hidden' name='cur' value='1'><input name='key'></form>"
    pager = "<p>1/2 <a href='#' onclick=\"document.f.cur.value=1;document.f.submit();return false\">1</a> <a href='#' onclick=\"document.f.cur.value=2;document.f.submit();return false\">2</a></p>"

    def reply(request: Request) -> Answer | None:
        if request.path != "/feng/nb.jsp":
            return None
        first = (int(request.query.get("cur") or "1") - 1) * 10
        return Answer(200, frame("信息公开年报", form + ul(found[first : first + 10]) + pager).encode(), HTML)

    pages = {
        "/": frame("凤区人民政府", "", "<li><a href='/feng/gk.jsp'>政务公开</a></li>"),
        "/feng/gk.jsp": frame("政务公开", "<p><a href='/feng/nb.jsp'>信息公开年报</a></p>"),
    }
    return column("pager_sends_the_form", found[:10], "/feng/nb.jsp", "query", pages, reply)


@layout
def base_of_the_client() -> Layout:
    """A client made with a base posts JSON; rows have whole addresses."""
    found = rows("埇区", lambda n, y: f"/yong/c/{n}.html")
    lines = [
        {"title": t, "url": f"http://base-of-the-client.layout.test{u}", "releaseTime": d}
        for u, t, d in found
    ]

    def reply(request: Request) -> Answer | None:
        if (
            request.path != "/portal-api/news/list"
            or request.headers.get("content-type") != "application/json"
        ):
            return None
        wanted = json.loads(request.body)
        return Answer(
            200,
            json.dumps({"rows": lines if wanted.get("columnCode") == "ndbg" else [], "total": 16}).encode(),
            {"Content-Type": "application/json"},
        )

    script = "const http = axios.create({baseURL: '/portal-api', timeout: 5000});\nhttp.post('/news/list', {columnCode: 'ndbg', pageNum: this.page, pageSize: 20}).then(r => { this.rows = r.data.rows; });"
    pages = {
        "/": frame("埇区人民政府", "", "<li><a href='/yong/'>政务公开</a></li>"),
        "/yong/": frame("政务公开", "<p><a href='/yong/nb.html'>信息公开年报</a></p>"),
        "/yong/nb.html": frame("信息公开年报", f"<div id='app'></div><script>{script}</script>"),
    }
    return column(
        "base_of_the_client", found, "/portal-api/news/list?columnCode=ndbg&pageSize=20", "json", pages, reply
    )


@layout
def whole_base() -> Layout:
    """A base with scheme and host; relative addresses that look as if they were below the page."""
    found = rows("谯区", lambda n, y: f"/portal/qiao/nb/{n}.html")
    lines = "".join(
        f"<li><a href='qiao/nb/{n}.html'>{t}</a><span>{d}</span></li>" for n, (_, t, d) in enumerate(found)
    )
    head = "<html><head><base href='http://whole-base.layout.test/portal/'><title>{}</title></head><body>{}</body></html>"
    pages = {
        "/": head.format(
            "谯区人民政府", "<a href='qiao/gk.html'>政务公开</a><a href='qiao/bs.html'>办事</a>"
        ),
        "/portal/qiao/gk.html": head.format("政务公开", "<a href='qiao/nb/index.html'>信息公开年报</a>"),
        "/portal/qiao/nb/index.html": head.format("信息公开年报", f"<ul>{lines}</ul>"),
    }
    return column("whole_base", found, "/portal/qiao/nb/index.html", "listing", pages)


@layout
def frame_filled_by_script() -> Layout:
    """A script sets the source of the inner frame."""
    found = rows("裕县", lambda n, y: f"/yu/i/{n}.html")
    pages = {
        "/": frame("裕县人民政府", "", "<li><a href='/yu/'>政务公开</a></li>"),
        "/yu/": frame("政务公开", "<p><a href='/yu/nb.html'>信息公开年报</a></p>"),
        "/yu/nb.html": frame(
            "信息公开年报",
            "<iframe id='frm'></iframe><script>$('#frm').attr('src', '/yu/inner/nb.html');</script>",
        ),
        "/yu/inner/nb.html": f"<html><body>{ul(found)}</body></html>",
    }
    return column("frame_filled_by_script", found, "/yu/inner/nb.html", "listing", pages)


@layout
def tree_that_asks() -> Layout:
    """A click in the tree calls a function, which asks for a fragment with an object of parameters."""
    found = rows("含区", lambda n, y: f"/han/s/{n}.html")
    tree = "<ul><li><span onclick=\"getList(this,'0301',1)\">机构职能</span></li><li><span onclick=\"getList(this,'0307',1)\">年度报告</span></li></ul><div id='r'></div>"
    script = "<script>function getList(o, id, p) { $.get('/han/ajax.jsp', {cid: id, page: p}, function (h) { $('#r').html(h); }); }</script>"

    def reply(request: Request) -> Answer | None:
        if request.path != "/han/ajax.jsp":
            return None
        return Answer(200, (ul(found) if request.query.get("cid") == "0307" else "<p>无</p>").encode(), HTML)

    pages = {
        "/": frame("含区人民政府", "", "<li><a href='/han/'>信息公开目录</a></li>"),
        "/han/": frame("信息公开目录", tree + script),
    }
    return column(
        "tree_that_asks",
        found,
        "/han/ajax.jsp?cid=0307&page=1",
        "listing",
        pages,
        reply,
        also=frozenset({"/han/ajax.jsp?cid=0307"}),
    )


@layout
def newer_jpage() -> Layout:
    """大汉 with the pages' numbers in the column's address: index.html?uid=…&pageNum=2."""
    found = rows("蜀区", lambda n, y: f"/art/{y + 1}/1/{n + 3}/art_901_{n + 60}.html")
    base = "/col/col901/index.html"
    pager = f"<a href='{base}?uid=5501&pageNum=2' title='下一页'>下一页</a>"
    pages = {
        "/": frame("蜀区人民政府", "", "<li><a href='/col/col900/index.html'>政府信息公开</a></li>"),
        "/col/col900/index.html": frame("政府信息公开", f"<p><a href='{base}'>政府信息公开年报</a></p>"),
        base: frame("政府信息公开年报", ul(found[:10]) + pager),
        f"{base}?uid=5501&pageNum=2": frame("政府信息公开年报", ul(found[10:])),
    }
    pages[f"{base}?uid=5501&pageNum=1"] = pages[f"{base}?pageNum=1"] = pages[base]
    return column("newer_jpage", found[:10], base, "listing", pages)


@layout
def pinned_notices() -> Layout:
    """Three notices stand before the reports, in the same list."""
    found = rows("包区", lambda n, y: f"/bao/{n}.html")
    notices = [
        (f"/bao/tz{n}.html", t, "2025-01-02")
        for n, t in enumerate(
            (
                "关于编制2024年政府信息公开工作年度报告的通知",
                "关于报送政府信息公开年度报告的通知",
                "政府信息公开工作年度报告格式解读",
            )
        )
    ]
    pages = {
        "/": frame("包区人民政府", "", "<li><a href='/bao/'>政务公开</a></li>"),
        "/bao/": frame("政务公开", "<p><a href='/bao/nb/'>信息公开年报</a></p>"),
        "/bao/nb/": frame("信息公开年报", ul([*notices, *found])),
    }
    return column("pinned_notices", found, "/bao/nb/", "listing", pages)


@layout
def next_by_its_start() -> Layout:
    """?start=10 goes on."""
    found = rows("瑶区", lambda n, y: f"/yao/item/{n}")
    pages = {
        "/": frame("瑶区人民政府", "", "<li><a href='/yao'>政务公开</a></li>"),
        "/yao": frame("政务公开", "<p><a href='/yao/nb'>信息公开年报</a></p>"),
        "/yao/nb": frame("信息公开年报", ul(found[:10]) + "<a href='?start=10'>Next »</a>"),
        "/yao/nb?start=10": frame("信息公开年报", ul(found[10:])),
        "/yao/nb?start=0": frame("信息公开年报", ul(found[:10])),
    }
    return column("next_by_its_start", found[:10], "/yao/nb", "query", pages)


@layout
def page_as_a_folder() -> Layout:
    """/nb/page/2/ is the second page."""
    found = rows("庐区", lambda n, y: f"/lu/a{n}/")
    pages = {
        "/": frame("庐区人民政府", "", f"<li><a href='/lu/'>政务公开</a></li>{NEWS}"),
        "/lu/": frame("政务公开", "<p><a href='/lu/nb/'>信息公开年报</a></p>"),
        "/lu/nb/": frame(
            "信息公开年报",
            ul(found[:10])
            + "<div class='nav-links'><span>1</span><a href='/lu/nb/page/2/'>2</a><a class='next' href='/lu/nb/page/2/'>下一页</a></div>",
        ),
        "/lu/nb/page/2/": frame("信息公开年报", ul(found[10:])),
    }
    return column("page_as_a_folder", found[:10], "/lu/nb/", "listing", pages)
