"""Portals of a thirteenth round: ways to list."""

from __future__ import annotations

import json

from sample import NEWS, Layout, article, frame, rows, ul

from layouts.made import column, layout
from scraper.portal.server import Answer, Request

HTML = {"Content-Type": "text/html; charset=utf-8"}
JSON = {"Content-Type": "application/json"}


@layout
def trs_in_a_table() -> Layout:
    """TRS in a table with index numbers; the count is a variable."""
    found = rows("江县", lambda n, y: f"/zwgk/ndbg/{y + 1}01/t{y + 1}0118_{n}.html")
    lines = "".join(
        f"<tr><td>{n + 1}</td><td class='bt'><a href='.{u[10:]}' target='_blank'>{t}</a></td><td>K{n:05}/2024-001</td><td>{d}</td></tr>"
        for n, (u, t, d) in enumerate(found[:9])
    )
    rest = "".join(f"<tr><td class='bt'><a href='.{u[10:]}'>{t}</a></td></tr>" for u, t, _ in found[9:])
    pages = {
        "/": frame("江县人民政府", "", "<li><a href='/zwgk/'>政务公开</a></li>"),
        "/zwgk/": frame("政务公开", "<p><a href='/zwgk/ndbg/'>政府信息公开年度报告</a></p>"),
        "/zwgk/ndbg/": frame(
            "政府信息公开年度报告",
            f"<table><tr><th>序号</th><th>标题</th><th>索引号</th><th>日期</th></tr>{lines}</table><script>var currentPage = 0; var countPage = 2; var nextPage = currentPage + 1;</script>",
        ),
        "/zwgk/ndbg/index_1.html": frame("政府信息公开年度报告", f"<table>{rest}</table>"),
    }
    return column("trs_in_a_table", found[:9], "/zwgk/ndbg/", "trs", pages)


@layout
def pinyin_stem() -> Layout:
    """/xxgknb.html goes on with /xxgknb-2.html."""
    found = rows("溧县", lambda n, y: f"/show-{n + 500}.html")
    pages = {
        "/": frame("溧县人民政府", "", "<li><a href='/zwgk.html'>政务公开</a></li>"),
        "/zwgk.html": frame(
            "政务公开",
            "<ul><li><a href='/xxgkzn.html'>指南</a></li><li><a href='/xxgknb.html'>年报</a></li></ul>",
        ),
        "/xxgkzn.html": frame("指南", "<p>指南</p>"),
        "/xxgknb.html": frame("年报", ul(found[:10]) + "<div><a>1</a><a href='/xxgknb-2.html'>2</a></div>"),
        "/xxgknb-2.html": frame("年报", ul(found[10:])),
    }
    return column("pinyin_stem", found[:10], "/xxgknb.html", "static", pages)


@layout
def more_on_demand() -> Layout:
    """A button loads more; the first ten are in the page."""
    found = rows("句县", lambda n, y: f"/ju/{n}.html")
    script = "<script>var p = 1; $('#more').click(function () { p++; $.get('/ju/nb/more', {page: p}, function (h) { $('ul.l').append(h); }); });</script>"
    pages = {
        "/": frame("句县人民政府", "", "<li><a href='/ju/'>政务公开</a></li>"),
        "/ju/": frame("政务公开", "<p><a href='/ju/nb'>信息公开年报</a></p>"),
        "/ju/nb": frame("信息公开年报", ul(found[:10], "l") + "<button id='more'>加载更多</button>" + script),
        "/ju/nb/more": ul(found[10:]),
    }
    return column("more_on_demand", found[:10], "/ju/nb", "listing", pages)


@layout
def rows_in_cards_of_years() -> Layout:
    """Cards by years, the titles in them without years, files and pages mixed."""
    found = rows(
        "扬县",
        lambda n, y: f"/yang/{y}/{n}.{'pdf' if n % 3 else 'html'}",
        form="{body}{year}年度信息公开年报",
    )
    cards = "".join(
        f"<div class='card'><div class='hd'>{y}</div><div class='bd'>"
        + "".join(f"<a href='{u}' title='{t}'>{t[:6]}…</a>" for u, t, _ in found if f"/{y}/" in u)
        + "</div></div>"
        for y in range(2024, 2016, -1)
    )
    pages = {
        "/": frame("扬县人民政府", "", "<li><a href='/yang/'>政务公开</a></li>"),
        "/yang/": frame("政务公开", "<p><a href='/yang/nb.html'>信息公开年报</a></p>"),
        "/yang/nb.html": frame("信息公开年报", cards),
    }
    return column("rows_in_cards_of_years", found, "/yang/nb.html", "listing", pages)


@layout
def interface_with_braces() -> Layout:
    """The interface wants its question as one parameter of JSON."""
    found = rows("仪县", lambda n, y: f"/yizheng/c{n}.html")
    lines = [{"title": t, "linkUrl": u, "publishTime": d} for u, t, d in found]

    def reply(request: Request) -> Answer | None:
        if request.path != "/interface/queryList":
            return None
        asked = json.loads(request.query.get("params") or "{}")
        return Answer(200, json.dumps({"data": lines if asked.get("chan") == "nb" else []}).encode(), JSON)

    pages = {
        "/": frame("仪县人民政府", "", "<li><a href='/yz/'>政务公开</a></li>"),
        "/yz/": frame("政务公开", "<p><a href='/yz/nb.html'>信息公开年报</a></p>"),
        "/yz/nb.html": frame(
            "信息公开年报",
            "<ul id='x'></ul><script>$.get('/interface/queryList', {params: JSON.stringify({chan: 'nb', size: 20})}, draw);</script>",
        ),
    }
    return column(
        "interface_with_braces",
        found,
        "/interface/queryList?params=%7B%22chan%22%3A+%22nb%22%2C+%22size%22%3A+20%7D",
        "json",
        pages,
        reply,
    )


@layout
def lonsun_label() -> Layout:
    """龙讯: the list is a label's fragment, asked for by the page."""
    found = rows("庐县", lambda n, y: f"/OpennessAnnualReport/show/{n + 40}.html")
    label = "/site/label/8888?labelName=publicInfoList&organId=77&type=5&pageSize=20"
    pages = {
        "/": frame("庐县人民政府", "", "<li><a href='/public/column/77'>政府信息公开</a></li>"),
        "/public/column/77": frame(
            "政府信息公开", "<p><a href='/public/column/77?type=5'>信息公开年报</a></p>"
        ),
        "/public/column/77?type=5": frame(
            "信息公开年报",
            f"<div id='list'></div><script>Ls.ajax({{url: '{label}', dataType: 'html', success: function (h) {{ $('#list').html(h); }}}});</script>",
        ),
        label: ul(found),
    }
    pages[f"{label}&pageIndex=1"] = pages[label]
    return column("lonsun_label", found, label, "lonsun", pages)


@layout
def epoint_more() -> Layout:
    """新点: moreinfo.html, and 2.html after it."""
    found = rows("当县", lambda n, y: f"/zfxxgk/003/003005/{y + 1}0110/{n:08x}-1b2c.html")
    pages = {
        "/": frame("当县人民政府", "", "<li><a href='/zfxxgk/003/moreinfo.html'>政府信息公开</a></li>"),
        "/zfxxgk/003/moreinfo.html": frame(
            "政府信息公开", "<p><a href='/zfxxgk/003/003005/moreinfo.html'>政府信息公开年报</a></p>"
        ),
        "/zfxxgk/003/003005/moreinfo.html": frame(
            "政府信息公开年报", ul(found[:10]) + "<span id='index'>1/2</span>"
        ),
        "/zfxxgk/003/003005/2.html": frame("政府信息公开年报", ul(found[10:])),
    }
    return column("epoint_more", found[:10], "/zfxxgk/003/003005/moreinfo.html", "epoint", pages)


@layout
def module_by_area() -> Layout:
    """大汉's module of yearly reports, opened by a frame of the platform."""
    area = "11370102MB2837465X"
    module = f"/module/xxgk/xxgkAnnualReport.jsp?area={area}"
    years = "".join(f"<li><a href='{module}&fbtime={y}'>{y}年</a></li>" for y in range(2024, 2016, -1))
    pages = {
        "/": frame("历区人民政府", "", "<li><a href='/col/col7/index.html'>政府信息公开</a></li>"),
        "/col/col7/index.html": frame("政府信息公开", f"<iframe src='{module}'></iframe>"),
        module: f"<html><body><ul>{years}</ul></body></html>",
        **{
            f"{module}&fbtime={y}": article(f"历区人民政府{y}年政府信息公开工作年度报告")
            for y in range(2017, 2025)
        },
    }
    found = [(f"{module}&fbtime={y}", "", "") for y in range(2017, 2025)]
    return Layout("module_by_area", dict(pages), module, "hanweb_annual", frozenset(u for u, _, _ in found))


@layout
def sidebar_of_reports() -> Layout:
    """Every page shows the newest two reports in its sidebar; the column itself is three clicks away."""
    found = rows("章县", lambda n, y: f"/zhang/a/{n}.html")
    side = NEWS + "".join(f"<li><a href='{u}'>{t}</a></li>" for u, t, _ in found[:2])
    pages = {
        "/": frame("章县人民政府", "", "<li><a href='/zhang/gk/'>政务公开</a></li>", side),
        "/zhang/gk/": frame("政务公开", "<p><a href='/zhang/gk/xx/'>信息公开</a></p>", "", side),
        "/zhang/gk/xx/": frame("信息公开", "<p><a href='/zhang/gk/xx/n/'>工作年度报告</a></p>", "", side),
        "/zhang/gk/xx/n/": frame("工作年度报告", ul(found), "", side),
    }
    return column("sidebar_of_reports", found, "/zhang/gk/xx/n/", "listing", pages)


@layout
def static_with_zero() -> Layout:
    """list_0.html is the first page, list_1.html the second."""
    found = rows("平县", lambda n, y: f"/ping/{y}/{n}.html")
    pager = "<a href='list_0.html'>1</a><a href='list_1.html'>2</a><a href='list_1.html'>下一页</a>"
    pages = {
        "/": frame("平县人民政府", "", "<li><a href='/ping/'>政务公开</a></li>"),
        "/ping/": frame("政务公开", "<p><a href='/ping/nb/list_0.html'>信息公开年报</a></p>"),
        "/ping/nb/list_0.html": frame("信息公开年报", ul(found[:10]) + pager),
        "/ping/nb/list_1.html": frame("信息公开年报", ul(found[10:]) + pager),
    }
    return column("static_with_zero", found[:10], "/ping/nb/list_0.html", "static", pages)
