"""Twenty-one portals of unlike structure: where the column hangs, how it is called, and how it lists."""

from __future__ import annotations

import json

from sample import NEWS, Layout, frame, rows, ul, with_articles

from layouts.made import addresses, layout


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
