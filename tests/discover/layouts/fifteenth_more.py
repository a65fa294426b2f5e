"""Portals of a fifteenth round: towns, subordinate sites, and old systems."""

from __future__ import annotations

from sample import Layout, Row, article, frame, rows, ul

from layouts.fourteenth import DECOYS, home, menu, own
from layouts.made import column, layout
from scraper.portal.server import Answer, Request


@layout
def default_shtml_of_a_ministry() -> Layout:
    """Folders with numbers behind an underline; default.shtml, default_1.shtml is page two."""
    base = "/web/zwxx_674880/xxgk_674884/nb_674890/"
    found = own("外办", f"{base}{{y}}/t{{n}}.shtml", range(2005, 2025))

    def page(lines: list[Row], number: int) -> str:
        return frame(
            "政府信息公开年度报告",
            ul(lines, "rebox_news") + f"<script>createPageHTML(2, {number}, 'default', 'shtml');</script>",
        )

    pages = {
        "/": home("外办", "/web/zwxx_674880/xxgk_674884/default.shtml", "信息公开"),
        "/web/zwxx_674880/xxgk_674884/default.shtml": frame(
            "信息公开", menu(f"{base}default.shtml", "信息公开年度报告")
        ),
        f"{base}default.shtml": page(found[:12], 0),
        f"{base}default_1.shtml": page(found[12:], 1),
    }
    return column("default_shtml_of_a_ministry", found[:12], f"{base}default.shtml", "trs", pages)


@layout
def newslist_with_numbers() -> Layout:
    """/newslist/82-1.html, /newslist/82-2.html: column and page in one name."""
    found = own("晋省民政厅", "/news/{n}.html", range(2005, 2025))

    def page(lines: list[Row]) -> str:
        pager = "<a href='/newslist/82-1.html'>1</a><a href='/newslist/82-2.html'>2</a><a href='/newslist/82-2.html'>下一页</a>"
        return frame("信息公开年报", f"<div class='news'>{ul(lines)}</div><div class='pager'>{pager}</div>")

    pages = {
        "/": home("晋省民政厅", "/newslist/80-1.html", "政务公开"),
        "/newslist/80-1.html": frame("政务公开", menu("/newslist/82-1.html")),
        "/newslist/82-1.html": page(found[:12]),
        "/newslist/82-2.html": page(found[12:]),
    }
    return column("newslist_with_numbers", found[:12], "/newslist/82-1.html", "static", pages)


@layout
def tablist_with_headings() -> Layout:
    """A table with an id and a head; the year is a cell of its own and the title has it, too."""
    found = own("琼省卫健委", "/swjw/xxgk/nb/{y}/{n}.html")
    lines = "".join(
        f"<tr><td>{n}</td><td><a href='{u}'>{t}</a></td><td>{t[5:9]}</td><td>{d}</td></tr>"
        for n, (u, t, d) in enumerate(found, 1)
    )
    pages = {
        "/": home("琼省卫健委", "/swjw/xxgk/0200/list.html", "信息公开"),
        "/swjw/xxgk/0200/list.html": frame("信息公开", menu("/swjw/xxgk/nb/list.html")),
        "/swjw/xxgk/nb/list.html": frame(
            "年度报告",
            f"<table id='tablist'><tr><th>序号</th><th>标题</th><th>年度</th><th>时间</th></tr>{lines}</table>",
        ),
    }
    return column("tablist_with_headings", found, "/swjw/xxgk/nb/list.html", "listing", pages)


@layout
def town_of_one_report_a_year() -> Layout:
    """A town's pages on the county's host: the column has few reports, and other columns have as many links."""
    found = own("柳河镇人民政府", "/zhen/lh/nb/{n}.html", range(2020, 2025))
    other = "".join(f"<li><a href='/zhen/{n}/'>{n}镇</a></li>" for n in ("qh", "ds", "xz"))
    pages = {
        "/": home("柳县人民政府", "/zhen/", "乡镇公开"),
        "/zhen/": frame("乡镇公开", f"<ul><li><a href='/zhen/lh/'>柳河镇</a></li>{other}</ul>"),
        "/zhen/lh/": frame("柳河镇", menu("/zhen/lh/nb/")),
        "/zhen/lh/nb/": frame("政府信息公开年报-柳河镇", ul(found)),
        "/zhen/qh/": frame("清河镇", ""),
        "/zhen/ds/": frame("大山镇", ""),
        "/zhen/xz/": frame("新庄镇", ""),
    }
    return column("town_of_one_report_a_year", found, "/zhen/lh/nb/", "listing", pages)


@layout
def welcome_page_before() -> Layout:
    """The home is a picture with a link that a script opens after five seconds."""
    found = own("关县林业局", "/main/xxgk/nb/{n}.html")
    pages = {
        "/": "<html><head><title>关县林业局</title><script>setTimeout(function(){ window.location.href = 'main/index.html'; }, 5000);</script></head><body><a href='main/index.html'><img src='w.jpg' alt='进入'></a></body></html>",
        "/main/index.html": home("关县林业局", "/main/xxgk/", "信息公开"),
        "/main/xxgk/": frame("信息公开", menu("/main/xxgk/nb/")),
        "/main/xxgk/nb/": frame("公开年报", ul(found)),
    }
    return column("welcome_page_before", found, "/main/xxgk/nb/", "listing", pages)


@layout
def tree_in_an_iframe() -> Layout:
    """The platform is two frames: a tree whose leaves open in the other one."""
    found = rows("开区", lambda n, y: f"/xxgk/content/{n}.html")
    tree = "".join(
        f"<div class='node'><a href='/xxgk/list.jsp?code={code}' target='main'>{name}</a></div>"
        for code, name in (("A01", "指南"), ("A05", "规范性文件"), ("A09", "年度报告"), ("B01", "财政信息"))
    )
    pages = {
        "/": home("开区管委会", "/xxgk/index.jsp", "信息公开目录"),
        "/xxgk/index.jsp": "<html><head><title>信息公开目录</title></head><body><iframe src='/xxgk/tree.jsp' name='tree'></iframe><iframe src='/xxgk/list.jsp?code=A05' name='main'></iframe></body></html>",
        "/xxgk/tree.jsp": f"<html><body>{tree}</body></html>",
        "/xxgk/list.jsp?code=A09": f"<html><head><title>目录列表</title></head><body>{ul(found)}</body></html>",
        "/xxgk/list.jsp?code=A05": f"<html><head><title>目录列表</title></head><body><ul>{DECOYS}</ul></body></html>",
    }
    return column("tree_in_an_iframe", found, "/xxgk/list.jsp?code=A09", "listing", pages)


@layout
def reports_and_readings() -> Layout:
    """Among the reports stand their readings in pictures and the county's table of all bodies."""
    found = rows("义县", lambda n, y: f"/col/nb/{n}.html")
    extra = "".join(
        f"<li><a href='/col/nb/jd{y}.html'>一图读懂{y}年政府信息公开工作年度报告解读</a></li>"
        for y in (2023, 2024)
    )
    pages = {
        "/": home("义县人民政府", "/col/gk/", "政务公开"),
        "/col/gk/": frame("政务公开", menu("/col/nb/")),
        "/col/nb/": frame(
            "政府信息公开年报", f"<div class='c'><ul class='list'>{extra}</ul>{ul(found)}</div>"
        ),
    }
    return column("reports_and_readings", found, "/col/nb/", "listing", pages)


@layout
def offset_of_ten() -> Layout:
    """The pager counts items: start=0, start=10."""
    found = own("渝区审计局", "/doc?id={n}", range(2005, 2025))
    here = "/docs?channel=nb"

    def reply(request: Request) -> Answer | None:
        if request.path != "/docs" or request.query.get("channel") != "nb":
            return None
        start = int(request.query.get("start", 0))
        pager = "".join(f"<a href='{here}&start={n * 10}'>{n + 1}</a>" for n in (0, 1))
        return Answer(
            200,
            frame("信息公开年报", ul(found[start : start + 10]) + f"<div class='pg'>{pager}</div>").encode(),
        )

    pages = {
        "/": home("渝区审计局", "/docs?channel=gk", "政府信息公开"),
        "/docs?channel=gk": frame("政府信息公开", menu(here)),
    }
    pages |= {u: article(t) for u, t, _ in found}
    return column("offset_of_ten", found[:10], here, "query", pages, reply)


@layout
def titles_of_the_year_alone() -> Layout:
    """The items say only 2023年度报告 or 2023年年报; the page is called the column."""
    found = [
        (f"/gk/nb/{y}.html", f"{y}年年报" if y % 2 else f"{y}年度报告", f"{y + 1}-02-01")
        for y in range(2024, 2012, -1)
    ]
    pages = {
        "/": home("建州人民银行", "/gk/", "政务公开"),
        "/gk/": frame("政务公开", menu("/gk/nb/", "政府信息公开年报")),
        "/gk/nb/": frame("政府信息公开年报", ul(found)),
    }
    return column("titles_of_the_year_alone", found, "/gk/nb/", "listing", pages)


@layout
def home_moved_to_www_path() -> Layout:
    """The host answers with a move to a folder, and links are written with the host's name."""
    host = "http://home-moved-to-www-path.layout.test"
    found = [(f"/web/nb/{n}.html", t, d) for n, (_, t, d) in enumerate(own("滨区统计局", "/x{n}"))]
    lines = ul([(f"{host}{u}", t, d) for u, t, d in found])

    def reply(request: Request) -> Answer | None:
        return Answer(302, b"", {"Location": "/web/"}) if request.path == "/" else None

    pages = {
        "/web/": home("滨区统计局", f"{host}/web/gk/", "信息公开").replace("2024.html", "x.html"),
        "/web/gk/": frame("信息公开", menu(f"{host}/web/nb/")),
        "/web/nb/": frame("年报", lines),
    }
    return column("home_moved_to_www_path", found, "/web/nb/", "listing", pages, reply)
