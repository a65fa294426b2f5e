"""Twenty-one portals of unlike structure: where the column hangs, how it is called, and how it lists."""

from __future__ import annotations

import json

from sample import NEWS, Layout, article, frame, rows, ul, with_articles

from layouts.made import addresses, layout


@layout
def nav_direct() -> Layout:
    """The navigation names the column; TRS pages it."""
    found = rows("甲县", lambda n, y: f"/zwgk/nb/{y + 1}01/t{y + 1}0112_{n}.html")
    nav = "<li><a href='/zwgk/'>政务公开</a></li><li><a href='/zwgk/nb/'>政府信息公开年报</a></li>"
    column = frame(
        "政府信息公开年报-甲县人民政府",
        ul(found[:10]) + '<script>createPageHTML(2,0,"index","html")</script>',
        nav,
    )
    second = frame("政府信息公开年报-甲县人民政府", ul(found[10:]), nav)
    pages = {"/": frame("甲县人民政府", "", nav), "/zwgk/nb/": column, "/zwgk/nb/index_1.html": second}
    return Layout("nav_direct", with_articles(pages, found), "/zwgk/nb/", "trs", addresses(found[:10]))


@layout
def three_levels() -> Layout:
    """政务公开 -> 政府信息公开 -> 年报, in a table; UCAP."""
    found = rows("乙县", lambda n, y: f"/yx/c1/{y}/{n:032x}.shtml", form="{year}年度{body}政府信息公开年报")
    table = "".join(
        f"<tr><td>{n}</td><td><a href='{u}'>{t}</a></td><td>{d}</td></tr>"
        for n, (u, t, d) in enumerate(found)
    )
    pages = {
        "/": frame(
            "乙县人民政府门户网站",
            "",
            "<li><a href='/zw/index.shtml'>政务公开</a></li><li><a href='/fw/'>服务</a></li>",
        ),
        "/zw/index.shtml": frame(
            "政务公开", "<a href='/zfxxgk/index.shtml'>政府信息公开</a><a href='/zd/'>重点领域</a>"
        ),
        "/zfxxgk/index.shtml": frame(
            "政府信息公开",
            "<dl><dd><a href='/zn/'>指南</a></dd><dd><a href='/yx/c1/list.shtml'>年报</a></dd></dl>",
        ),
        "/yx/c1/list.shtml": frame(
            "年报_乙县",
            f"<table class='t'>{table}</table><script>createPageHTML('page_div',3, 1,'list','shtml',48);</script>",
        ),
    }
    return Layout("three_levels", with_articles(pages, found), "/yx/c1/list.shtml", "ucap", addresses(found))


@layout
def vsb_tree() -> Layout:
    """A tree at the left; 博达."""
    found = rows("丙县", lambda n, y: f"/info/1042/{n + 300}.htm")
    tree = "<div class='tree'><p><a href='/zfxxgk/zn.htm'>政府信息公开指南</a></p><p><a href='/zfxxgk/zfxxgknb.htm'>政府信息公开年报</a></p></div>"
    lists = "".join(
        f"<li id='line_{n}'><a href='{u[1:] if False else u}'>{t}</a><em>{d}</em></li>"
        for n, (u, t, d) in enumerate(found[:8])
    )
    pager = "<span class='p_pages'><span class='p_t'>1/2</span><span class='p_next'><a href='/zfxxgk/zfxxgknb/1.htm'>下页</a></span></span>"
    pages = {
        "/": frame("丙县人民政府", "", "<li><a href='/zfxxgk.htm'>政府信息公开</a></li>"),
        "/zfxxgk.htm": frame("政府信息公开", tree),
        "/zfxxgk/zfxxgknb.htm": frame("政府信息公开年报-丙县", f"{tree}<ul class='con'>{lists}</ul>{pager}"),
        "/zfxxgk/zfxxgknb/1.htm": frame("政府信息公开年报-丙县", ul(found[8:], "con")),
    }
    return Layout(
        "vsb_tree", with_articles(pages, found), "/zfxxgk/zfxxgknb.htm", "vsb", addresses(found[:8])
    )


@layout
def jpage_column() -> Layout:
    """大汉: the records stand in a script."""
    found = rows("丁县", lambda n, y: f"/art/{y + 1}/1/12/art_12_{n}.html")
    records = "".join(
        f"<record><![CDATA[<li><a href='{u}'>{t}</a><b>{d}</b></li>]]></record>" for u, t, d in found
    )
    store = f"<datastore><totalrecord>{len(found)}</totalrecord><recordset>{records}</recordset></datastore>"
    script = "$('#7').jpage({proxyUrl:'/module/web/jpage/dataproxy.jsp',perPage:15,ajaxParam:{webid:1,columnid:12,unitid:'7'}});"
    pages = {
        "/": frame("丁县人民政府", "", "<li><a href='/col/col3/index.html'>政府信息公开</a></li>"),
        "/col/col3/index.html": frame(
            "政府信息公开",
            "<div class='menu'><a href='/col/col5/index.html'>公开制度</a><a href='/col/col12/index.html'>公开年报</a></div>",
        ),
        "/col/col12/index.html": frame(
            "公开年报", f"<div id='7'><script type='text/xml'>{store}</script></div><script>{script}</script>"
        ),
        "/module/web/jpage/dataproxy.jsp": store,
    }
    return Layout(
        "jpage_column", with_articles(pages, found), "/col/col12/index.html", "jpage", addresses(found)
    )


@layout
def gkmlpt_platform() -> Layout:
    """Guangdong's platform below a link called 信息公开目录."""
    found = rows("戊市", lambda n, y: f"/gkmlpt/content/0/0/post_{n}.html")
    config = {
        "SID": "990301",
        "TREE": [
            {"id": 30, "name": "指南", "children": []},
            {"id": 31, "name": "政府信息公开年报", "children": []},
        ],
    }
    api = {
        "total": len(found),
        "articles": [
            {"title": t, "url": f"http://gkmlpt-platform.layout.test{u}", "created_at": d}
            for u, t, d in found
        ],
    }
    pages = {
        "/": frame("戊市财政局", "", "<li><a href='/gkmlpt/index'>信息公开目录</a></li>"),
        "/gkmlpt/index": f"<html><body><div id='app'></div><script>window._CONFIG = {json.dumps(config, ensure_ascii=False)}</script></body></html>",
        "/gkmlpt/api/all/31": json.dumps(api),
    }
    return Layout("gkmlpt_platform", with_articles(pages, found), "/gkmlpt/index", "gkmlpt", addresses(found))


@layout
def annual_module() -> Layout:
    """大汉's module of yearly reports, linked from the disclosure page."""
    module = "/module/xxgk/xxgkAnnualReport.jsp"
    areas = ("11990101000000001A", "11990101000000002B")
    years = {
        a: "".join(
            f"<li><a href='{module}?area={a}&fbtime={y}'>{y}年</a></li>" for y in range(2024, 2014, -1)
        )
        for a in areas
    }
    links = "".join(f"<li><a href='{module}?area={a}'>单位{n}</a></li>" for n, a in enumerate(areas))
    pages: dict[str, str | bytes] = {
        "/": frame("己县人民政府", "", "<li><a href='/col/col1/index.html'>信息公开</a></li>"),
        "/col/col1/index.html": frame(
            "信息公开", f"<div class='tab'>政府信息公开工作年度报告<ul>{links}</ul></div>"
        ),
        **{f"{module}?area={a}": frame("年度报告", f"<ul>{lines}</ul>") for a, lines in years.items()},
        **{
            f"{module}?area={a}&fbtime={y}": article(f"己县某局{y}年政府信息公开工作年度报告")
            for a in areas
            for y in range(2015, 2025)
        },
    }
    expected = frozenset(f"{module}?area={areas[0]}&fbtime={y}" for y in range(2015, 2025))
    return Layout("annual_module", pages, f"{module}?area={areas[0]}", "hanweb_annual", expected)


@layout
def usual_path() -> Layout:
    """A home page built by script alone; the column lies where most have it."""
    found = rows("庚县", lambda n, y: f"./{y + 1}/t{n}.html")
    real = [(f"/zfxxgk/zfxxgknb/{y[2:]}", t, d) for y, t, d in found]
    pages = {
        "/": "<html><head><title>庚县人民政府</title></head><body><div id='app'></div><script src='/app.js'></script></body></html>",
        "/zfxxgk/zfxxgknb/": frame("政府信息公开年报", ul(found, "xxgk_list")),
    }
    return Layout("usual_path", with_articles(pages, real), "/zfxxgk/zfxxgknb/", "listing", addresses(real))


@layout
def sitemap_xml() -> Layout:
    """Nothing leads there but sitemap.xml."""
    found = rows("辛县", lambda n, y: f"/a/{n}.html")
    places = "".join(
        f"<url><loc>http://sitemap-xml.layout.test{p}</loc></url>"
        for p in ("/", "/b/tzgg/", "/b/ndbg/index.html", "/b/zc/")
    )
    pages = {
        "/": "<html><head><title>辛县人民政府</title></head><body><canvas></canvas></body></html>",
        "/sitemap.xml": f"<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{places}</urlset>",
        "/b/tzgg/": frame("通知公告", f"<ul>{NEWS}</ul>"),
        "/b/ndbg/index.html": frame(
            "年度报告", "".join(f"<p class='it'><a href='{u}'>{t}</a></p>" for u, t, _ in found)
        ),
    }
    return Layout(
        "sitemap_xml", with_articles(pages, found), "/b/ndbg/index.html", "listing", addresses(found)
    )


@layout
def map_page() -> Layout:
    """The site map in the footer is the only way; the words of the column are 信息公开工作年报."""
    found = rows("壬县", lambda n, y: f"/show/{n}.html")
    pages = {
        "/": frame("壬县政府网", "<p>欢迎</p>", foot="<a href='/map.html'>网站地图</a>"),
        "/map.html": frame(
            "网站地图",
            "<table><tr><td><a href='/list/8.html'>通知</a></td><td><a href='/list/19.html'>信息公开工作年报</a></td></tr></table>",
        ),
        "/list/19.html": frame(
            "信息公开工作年报",
            ul(found)
            + "<div class='pages'><a href='/list/19_2.html'>2</a><a href='/list/19_2.html'>下一页</a></div>",
        ),
        "/list/19_2.html": frame("信息公开工作年报", ul([])),
    }
    return Layout("map_page", with_articles(pages, found), "/list/19.html", "static", addresses(found))


@layout
def year_folders() -> Layout:
    """A page of years, each with a folder of its own."""
    inside = {
        y: rows("癸区", lambda n, _, y=y: f"/xxgk/nb/gknb{y}/{n}.html", range(y, y + 1))
        for y in range(2018, 2025)
    }
    links = "".join(f"<li><a href='/xxgk/nb/gknb{y}/'>{y}年</a></li>" for y in sorted(inside, reverse=True))
    pages: dict[str, str | bytes] = {
        "/": frame("癸区人民政府", "", "<li><a href='/xxgk/'>政府信息公开</a></li>"),
        "/xxgk/": frame("政府信息公开", "<a href='/xxgk/nb/'>政府信息公开年度报告</a>"),
        "/xxgk/nb/": frame("政府信息公开年度报告", f"<ul class='years'>{links}</ul>"),
        **{f"/xxgk/nb/gknb{y}/": frame(f"{y}年", ul(found)) for y, found in inside.items()},
    }
    everything = [row for found in inside.values() for row in found]
    return Layout(
        "year_folders", with_articles(pages, everything), "/xxgk/nb/", "yearly", addresses(inside[2024])
    )


@layout
def years_are_reports() -> Layout:
    """A bureau's column says the years; each leads to the report itself."""
    years = range(2014, 2025)
    links = "".join(f"<div class='y'><a href='/nb/{y}.html'>{y}年度</a></div>" for y in reversed(years))
    pages: dict[str, str | bytes] = {
        "/": frame("子市统计局", "", "<li><a href='/gk.html'>政务公开</a></li>"),
        "/gk.html": frame("政务公开", "<a href='/gk/nb.html'>信息公开年度报告</a>"),
        "/gk/nb.html": frame("信息公开年度报告", f"<div class='box'>{links}</div>"),
        **{f"/nb/{y}.html": article(f"子市统计局{y}年政府信息公开工作年度报告") for y in years},
    }
    return Layout(
        "years_are_reports", pages, "/gk/nb.html", "listing", frozenset(f"/nb/{y}.html" for y in years)
    )
