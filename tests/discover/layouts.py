"""Twenty-one portals of unlike structure: where the column hangs, how it is called, and how it lists."""

from __future__ import annotations

import json
from collections.abc import Callable

from sample import NEWS, Layout, article, frame, rows, ul, with_articles

MADE: list[Callable[[], Layout]] = []


def layout(make: Callable[[], Layout]) -> Callable[[], Layout]:
    MADE.append(make)
    return make


def addresses(found: list[tuple[str, str, str]]) -> frozenset[str]:
    return frozenset(url for url, _, _ in found)


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


@layout
def titles_lead_back() -> Layout:
    """Only the newest reports are linked from the home page; their folder is the column."""
    found = rows("丑县", lambda n, y: f"/xinxi/baogao/{y + 1}/t{n}.shtml")
    latest = "".join(f"<li><a href='{u}'>{t}</a></li>" for u, t, _ in found[:2])
    pages = {
        "/": frame("丑县人民政府", f"<div class='new'><ul>{NEWS}{latest}</ul></div>"),
        "/xinxi/baogao/": frame("工作年报", ul(found, "bg")),
    }
    return Layout(
        "titles_lead_back", with_articles(pages, found), "/xinxi/baogao/", "listing", addresses(found)
    )


@layout
def query_pages() -> Layout:
    """ASP: list.asp?id=7&page=2."""
    found = rows("寅县", lambda n, y: f"/show.asp?id={n + 90}")
    pages = {
        "/": frame("寅县审计局", "", "<li><a href='/list.asp?id=2'>政务公开</a></li>"),
        "/list.asp?id=2": frame(
            "政务公开", "<ul><li><a href='/list.asp?id=7'>政府信息公开工作年度报告</a></li></ul>"
        ),
        "/list.asp?id=7": frame(
            "政府信息公开工作年度报告",
            ul(found[:9]) + "<p>共2页 <a href='/list.asp?id=7&page=2'>下一页</a></p>",
        ),
        "/list.asp?id=7&page=2": frame("政府信息公开工作年度报告", ul(found[9:])),
    }
    pages["/list.asp?id=7&page=1"] = pages["/list.asp?id=7"]
    return Layout("query_pages", with_articles(pages, found), "/list.asp?id=7", "query", addresses(found[:9]))


@layout
def in_a_frame() -> Layout:
    """The list stands in an iframe."""
    found = rows("卯县", lambda n, y: f"/doc/{n}.html")
    pages = {
        "/": frame("卯县人民政府", "", "<li><a href='/zfxxgk/'>政府信息公开</a></li>"),
        "/zfxxgk/": frame("政府信息公开", "<iframe src='/zfxxgk/nb_list.html' width='100%'></iframe>"),
        "/zfxxgk/nb_list.html": f"<html><head><title>年报</title></head><body><div class='lst'>{ul(found, 'a b')}</div></body></html>",
    }
    return Layout(
        "in_a_frame", with_articles(pages, found), "/zfxxgk/nb_list.html", "listing", addresses(found)
    )


@layout
def on_click() -> Layout:
    """Navigation by onclick, cards instead of a list."""
    found = rows("辰县", lambda n, y: f"/d/{n}.html")
    cards = "".join(f"<div class='card'><h3><a href='{u}'>{t}</a></h3><p>{d}</p></div>" for u, t, d in found)
    pages = {
        "/": frame("辰县", "<div class='m' onclick=\"location.href='/gongkai/'\">政府信息公开</div>"),
        "/gongkai/": frame(
            "政府信息公开",
            "<div class='m' onclick=\"window.open('/gongkai/nianbao/')\"><span>政府信息公开年报</span></div>",
        ),
        "/gongkai/nianbao/": frame("政府信息公开年报", f"<div class='cards'>{cards}</div>"),
    }
    return Layout("on_click", with_articles(pages, found), "/gongkai/nianbao/", "listing", addresses(found))


@layout
def select_of_years() -> Layout:
    """The years hang in a <select>."""
    inside = {
        y: rows("巳县", lambda n, _, y=y: f"/r/{y}/{n}.html", range(y, y + 1)) for y in range(2019, 2025)
    }
    options = "".join(f"<option value='/nb/{y}/'>{y}年</option>" for y in sorted(inside, reverse=True))
    pages: dict[str, str | bytes] = {
        "/": frame("巳县人民政府", "", "<li><a href='/nb/'>政府信息公开年报</a></li>"),
        "/nb/": frame("政府信息公开年报", f"<select>{options}</select>"),
        **{f"/nb/{y}/": frame(f"{y}年-政府信息公开年报", ul(found)) for y, found in inside.items()},
    }
    everything = [row for found in inside.values() for row in found]
    return Layout(
        "select_of_years", with_articles(pages, everything), "/nb/", "yearly", addresses(inside[2024])
    )


@layout
def epoint_pages() -> Layout:
    """新点: subPage.html, then 2.html."""
    found = rows("午市", lambda n, y: f"/001/001005/{y}0112/{n:08x}.html")
    pages = {
        "/": frame("午市人社局", "", "<li><a href='/001/001001/subPage.html'>政务公开</a></li>"),
        "/001/001001/subPage.html": frame(
            "政务公开",
            "<ul class='ewb-menu'><li><a href='/001/001005/subPage.html'>政府信息公开年报</a></li></ul>",
        ),
        "/001/001005/subPage.html": frame(
            "政府信息公开年报", ul(found[:9], "ewb-list") + "<span id='index'>1/2</span>"
        ),
        "/001/001005/2.html": frame("政府信息公开年报", ul(found[9:], "ewb-list")),
    }
    return Layout(
        "epoint_pages",
        with_articles(pages, found),
        "/001/001005/subPage.html",
        "epoint",
        addresses(found[:9]),
    )


@layout
def lonsun_column() -> Layout:
    """龙讯: /content/column/77."""
    found = rows("未县", lambda n, y: f"/content/article/{n + 500}")
    script = "<script>Ls.pagination('#p', go, {currentPage: 1, pageCount: 1});</script>"
    column = frame("信息公开年度报告", ul(found, "doc_list") + script)
    pages = {
        "/": frame("未县人民政府", "", "<li><a href='/content/column/3'>信息公开</a></li>"),
        "/content/column/3": frame("信息公开", "<a href='/content/column/77'>信息公开年度报告</a>"),
        "/content/column/77": column,
        "/content/column/77?pageIndex=1": column,
    }
    return Layout(
        "lonsun_column", with_articles(pages, found), "/content/column/77", "lonsun", addresses(found)
    )


@layout
def json_interface() -> Layout:
    """A list that a script asks an interface for."""
    found = rows("申县", lambda n, y: f"/detail/{n}.html")
    data = {
        "code": 0,
        "data": {"rows": [{"name": t, "path": u, "createTime": d} for u, t, d in found], "total": len(found)},
    }
    pages = {
        "/": frame("申县人民政府", "", "<li><a href='/xxgk/'>政府信息公开</a></li>"),
        "/xxgk/": frame("政府信息公开", "<a href='/xxgk/nb/'>政府信息公开年报</a>"),
        "/xxgk/nb/": frame(
            "政府信息公开年报",
            "<div id='list'></div><script>$.get('/api/article/list?channel=9&page=1', draw)</script>",
        ),
        "/api/article/list?channel=9&page=1": json.dumps(data, ensure_ascii=False),
    }
    return Layout(
        "json_interface", with_articles(pages, found), "/api/article/list?channel=9", "json", addresses(found)
    )


@layout
def igs_search() -> Layout:
    """TRS IGS: the column's page asks the search service."""
    found = rows("酉市", lambda n, y: f"/nb/t{n}.shtml")
    content = [
        {"DOCTITLE": t, "DOCPUBURL": f"http://igs-search.layout.test{u}", "PUBDATE": d} for u, t, d in found
    ]
    url = "/igs/front/search/list.html?index=nb&pageNumber=1&pageSize=20"
    pages = {
        "/": frame("酉市人民政府", "", "<li><a href='/gk/nb/'>信息公开年报</a></li>"),
        "/gk/nb/": frame("信息公开年报", f"<div id='box'></div><script>load('{url}')</script>"),
        url: json.dumps(
            {"page": {"total": len(found), "totalPages": 1, "content": content}}, ensure_ascii=False
        ),
    }
    pages["/igs/front/search/list.html?index=nb&pageSize=20&pageNumber=1"] = pages[url]
    return Layout(
        "igs_search",
        with_articles(pages, found),
        "/igs/front/search/list.html?index=nb&pageSize=20",
        "igs",
        addresses(found),
    )


@layout
def pictures_and_gbk() -> Layout:
    """Old: GB18030, links that are pictures, tables, a link to the next page by words."""
    found = rows("戌县", lambda n, y: f"/nr.php?nid={n}", form="关于{body}{year}年政府信息公开工作情况的报告")
    table = "".join(
        f"<tr><td><a href='{u}' title='{t}'>{t[:14]}...</a></td><td>[{d}]</td></tr>" for u, t, d in found[:10]
    )
    rest = "".join(f"<tr><td><a href='{u}'>{t}</a></td></tr>" for u, t, _ in found[10:])
    pages: dict[str, str | bytes] = {
        "/": frame(
            "戌县政府网",
            "<table><tr><td><a href='/gk.php'><img src='/gk.gif' alt='信息公开'></a></td></tr></table>",
        ),
        "/gk.php": frame("信息公开", "<a href='/lm.php?t=qznb'><img src='/nb.gif' alt='公开年报'></a>"),
        "/lm.php?t=qznb": frame(
            "公开年报", f"<table width='90%'>{table}</table><a href='/lm.php?t=qznb&k=b7'>下一页</a>"
        ),
        "/lm.php?t=qznb&k=b7": frame("公开年报", f"<table width='90%'>{rest}</table>下一页"),
    }
    old = {
        path: str(text).replace("utf-8", "gb2312").encode("gb18030")
        for path, text in with_articles(pages, found).items()
    }
    return Layout("pictures_and_gbk", dict(old), "/lm.php?t=qznb", "listing", addresses(found[:10]))


def layouts() -> list[Layout]:
    return [make() for make in MADE]
