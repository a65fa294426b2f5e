"""Portals of a tenth round: plain ones with names and addresses of their own, and old habits."""

from __future__ import annotations

from sample import NEWS, Layout, frame, rows, ul

from layouts.made import column, layout
from scraper.portal.server import Answer, Request


@layout
def drop_down() -> Layout:
    """A department's drop-down menu names the column; page 2 is index_2.html."""
    found = rows("皋市", lambda n, y: f"/zwgk/xxgk/nb/content_{n}.html")
    nav = "<li><a href='/zwgk/'>政务公开</a><dl><dd><a href='/zwgk/xxgk/zn/'>信息公开指南</a></dd><dd><a href='/zwgk/xxgk/nb/'>信息公开年报</a></dd></dl></li>"
    pages = {
        "/": frame("皋市水利局", f"<ul>{NEWS}</ul>", nav),
        "/zwgk/xxgk/nb/": frame(
            "信息公开年报",
            ul(found[:10])
            + "<div class='page'><span>1</span><a href='index_2.html'>2</a><a href='index_2.html'>下一页</a></div>",
            nav,
        ),
        "/zwgk/xxgk/nb/index_2.html": frame("信息公开年报", ul(found[10:]), nav),
    }
    return column("drop_down", found[:10], "/zwgk/xxgk/nb/", "static", pages)


@layout
def newest_of_each_block() -> Layout:
    """The hub shows the newest three of every column, and 查看更多 to each."""
    found = rows("泰市", lambda n, y: f"/a/{y}/{n}.html")
    blocks = "".join(
        f"<section><header><h2>{name}</h2><a class='m' href='/list-{key}.html'>查看更多</a></header>{inside}</section>"
        for key, name, inside in (
            ("zc", "政策文件", f"<ul>{NEWS}</ul>"),
            ("nb", "政府信息公开年报", ul(found[:3])),
            ("rs", "人事信息", f"<ul>{NEWS}</ul>"),
        )
    )
    pages = {
        "/": frame("泰市人民政府", "", "<li><a href='/zwgk.html'>政务公开</a></li>"),
        "/zwgk.html": frame("政务公开", blocks),
        "/list-zc.html": frame("政策文件", f"<ul>{NEWS}</ul>"),
        "/list-rs.html": frame("人事信息", f"<ul>{NEWS}</ul>"),
        "/list-nb.html": frame("政府信息公开年报", ul(found)),
    }
    return column("newest_of_each_block", found, "/list-nb.html", "listing", pages)


@layout
def files_by_number() -> Layout:
    """The reports are files behind a program that hands them out."""
    found = rows(
        "靖市",
        lambda n, y: f"/system/download.jsp?fileid={n + 70}",
        form="{body}{year}年度政府信息公开工作报告.doc",
    )
    pages = {
        "/": frame("靖市人民政府", "", "<li><a href='/gk/'>政府信息公开</a></li>"),
        "/gk/": frame("政府信息公开", "<p><a href='/gk/ndgk.html'>年度公开报告</a></p>"),
        "/gk/ndgk.html": frame("年度公开报告", ul(found)),
    }
    return column("files_by_number", found, "/gk/ndgk.html", "listing", pages)


@layout
def reports_made_public() -> Layout:
    """The column is called 年报公开; titles end with the year."""
    found = rows("兴市", lambda n, y: f"/xing/{n}.html", form="{body}政府信息公开年度报告-{year}")
    pages = {
        "/": frame("兴市人民政府", "", "<li><a href='/xing/'>信息公开</a></li>"),
        "/xing/": frame(
            "信息公开",
            "<ul><li><a href='/xing/cw/'>财务公开</a></li><li><a href='/xing/nb/'>年报公开</a></li></ul>",
        ),
        "/xing/cw/": frame("财务公开", f"<ul>{NEWS}</ul>"),
        "/xing/nb/": frame("年报公开", ul(found)),
    }
    return column("reports_made_public", found, "/xing/nb/", "listing", pages)


@layout
def name_in_two_languages() -> Layout:
    """Every name is printed in two languages."""
    found = rows("如市", lambda n, y: f"/ru/{n}.html")
    pages = {
        "/": frame("如市人民政府 Ru City", "", "<li><a href='/open/'>政务公开 <small>OPEN</small></a></li>"),
        "/open/": frame(
            "政务公开 Open Government", "<p><a href='/open/reports/'>公开年报<em>Annual Report</em></a></p>"
        ),
        "/open/reports/": frame("公开年报 Annual Report", ul(found)),
    }
    return column("name_in_two_languages", found, "/open/reports/", "listing", pages)


@layout
def location_in_the_link() -> Layout:
    """Links are scripts that set the location."""
    found = rows("启市", lambda n, y: f"/qi/nb/{n}.html")
    pages = {
        "/": frame(
            "启市人民政府",
            "",
            "<li><a href=\"javascript:window.location.href='/qi/index.html'\">政务公开</a></li>",
        ),
        "/qi/index.html": frame(
            "政务公开", "<p><a href=\"javascript:top.location='/qi/nb/index.html';\">政府信息公开年报</a></p>"
        ),
        "/qi/nb/index.html": frame("政府信息公开年报", ul(found)),
    }
    return column("location_in_the_link", found, "/qi/nb/index.html", "listing", pages)


@layout
def pages_in_a_select() -> Layout:
    """The pager is a box of pages."""
    found = rows("海市", lambda n, y: f"/hai/nb/{y}/{n}.htm")
    pager = "<select onchange='location.href=this.value'><option value='nb.htm'>第1页</option><option value='nb_2.htm'>第2页</option></select>"
    pages = {
        "/": frame("海市人民政府", "", "<li><a href='/hai/gk.htm'>政务公开</a></li>"),
        "/hai/gk.htm": frame("政务公开", "<p><a href='nb.htm'>信息公开年报</a></p>"),
        "/hai/nb.htm": frame("信息公开年报", ul(found[:10]) + pager),
        "/hai/nb_2.htm": frame("信息公开年报", ul(found[10:]) + pager),
    }
    return column("pages_in_a_select", found[:10], "/hai/nb.htm", "static", pages)


@layout
def backslashes() -> Layout:
    """Addresses with backslashes and white space in them."""
    found = rows("东市", lambda n, y: f"/dong/nb/{n}.htm")
    lines = "".join(f"<p><a href=' nb\\{n}.htm\n'>{t}</a> ({d})</p>" for n, (_, t, d) in enumerate(found))
    pages = {
        "/": frame("东市人民政府", "", "<li><a href='\\dong\\gk.htm'>政务公开</a></li>"),
        "/dong/gk.htm": frame("政务公开", "<p><a href=' .\\nb.htm '>信息公开年报</a></p>"),
        "/dong/nb.htm": frame("信息公开年报", f"<div>{lines}</div>"),
    }
    return column("backslashes", found, "/dong/nb.htm", "listing", pages)


@layout
def port_in_the_address() -> Layout:
    """Addresses are whole, the scheme in capitals, with the usual port."""
    home = "HTTP://port-in-the-address.layout.test:80"
    found = rows("仪市", lambda n, y: f"/yi/{n}.html")
    lines = "".join(f"<li><a href='{home}{u}'>{t}</a><span>{d}</span></li>" for u, t, d in found)
    pages = {
        "/": frame("仪市人民政府", "", f"<li><a href='{home}/yi/'>政务公开</a></li>"),
        "/yi/": frame("政务公开", f"<p><a href='{home}/yi/nb/'>信息公开年报</a></p>"),
        "/yi/nb/": frame("信息公开年报", f"<ul>{lines}</ul>"),
    }
    return column("port_in_the_address", found, "/yi/nb/", "listing", pages)


@layout
def old_and_new() -> Layout:
    """Two columns: the reports until 2019, and those since."""
    found = rows("高市", lambda n, y: f"/gao/{y}/{n}.html", range(2010, 2025))
    old, new = ([r for r in found if (int(r[0][5:9]) < 2020) is is_old] for is_old in (True, False))
    pages = {
        "/": frame("高市人民政府", "", "<li><a href='/gao/'>政府信息公开</a></li>"),
        "/gao/": frame(
            "政府信息公开",
            "<p><a href='/gao/nb2/'>政府信息公开年报（2020年起）</a> <a href='/gao/nb1/'>政府信息公开年报（2019年及以前）</a></p>",
        ),
        "/gao/nb1/": frame("政府信息公开年报（2019年及以前）", ul(old)),
        "/gao/nb2/": frame("政府信息公开年报（2020年起）", ul(new)),
    }
    return column("old_and_new", new, "/gao/nb2/", "listing", pages)


@layout
def home_redirects_twice() -> Layout:
    """A 302 to a folder, there a page that refreshes itself to the home page."""
    found = rows("邳市", lambda n, y: f"/pi/main/nb/{n}.html")

    def reply(request: Request) -> Answer | None:
        return Answer(302, b"", {"Location": "/pi/"}) if request.path == "/" else None

    pages = {
        "/pi/": "<html><head><meta http-equiv='Refresh' content='1; URL=\"main/index.html\"'></head><body>正在跳转</body></html>",
        "/pi/main/index.html": frame("邳市人民政府", "", "<li><a href='gk.html'>政府信息公开</a></li>"),
        "/pi/main/gk.html": frame("政府信息公开", "<p><a href='nb/'>政府信息公开年报</a></p>"),
        "/pi/main/nb/": frame("政府信息公开年报", ul(found)),
    }
    return column("home_redirects_twice", found, "/pi/main/nb/", "listing", pages, reply)
