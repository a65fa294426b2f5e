"""Portals of the last round."""

from __future__ import annotations

import json

from sample import NEWS, Layout, article, frame, rows, ul, with_articles

from layouts.made import addresses, column, layout
from scraper.portal.server import Answer, Request


@layout
def special_column() -> Layout:
    """The disclosure platform of 2020: tabs, years of the whole region below."""
    found = rows("鄂县", lambda n, y: f"/zfxxgk_GK2020/zfxxgknb_GK2020/{y}/t{n}.shtml")
    tabs = "<div class='zfxxgk_tab'><a href='/zfxxgk_GK2020/zfxxgkzn/'>政府信息公开指南</a><a href='/zfxxgk_GK2020/zfxxgknb_GK2020/'>政府信息公开年报</a></div>"
    pages = {
        "/": frame("鄂县人民政府", "", "<li><a href='/zfxxgk_GK2020/'>政府信息公开专栏</a></li>"),
        "/zfxxgk_GK2020/": frame("政府信息公开专栏", tabs),
        "/zfxxgk_GK2020/zfxxgknb_GK2020/": frame(
            "政府信息公开专栏",
            f"{tabs}<h2>政府信息公开年报</h2>{ul(found, 'info-list')}<script>var pageCount = 1;</script>",
        ),
    }
    return Layout(
        "special_column",
        with_articles(pages, found),
        "/zfxxgk_GK2020/zfxxgknb_GK2020/",
        "listing",
        addresses(found),
        frozenset(),
    )


@layout
def years_are_files() -> Layout:
    """Years that lead to PDF files."""
    found = [(f"/upload/ogi/{y}.pdf", f"{y}年年报", "") for y in range(2024, 2009, -1)]
    pages: dict[str, str | bytes] = {
        "/": frame("湘市气象局", "", "<li><a href='/gk/'>政务公开</a></li>"),
        "/gk/": frame("政务公开", "<ul><li><a href='/gk/nb/'>政府信息公开年报</a></li></ul>"),
        "/gk/nb/": frame("政府信息公开年报", ul(found)),
        **{u: b"%PDF-1.4 report" for u, _, _ in found},
    }
    return Layout("years_are_files", pages, "/gk/nb/", "listing", addresses(found))


@layout
def frames_in_frames() -> Layout:
    """A frame in a frame."""
    found = rows("赣县", lambda n, y: f"/in/{n}.html")
    pages = {
        "/": frame("赣县人民政府", "", "<li><a href='/xxgkml/'>信息公开目录</a></li>"),
        "/xxgkml/": "<html><head><title>信息公开目录</title></head><body><iframe src='/xxgkml/outer.html'></iframe></body></html>",
        "/xxgkml/outer.html": "<html><body><a href='/xxgkml/zn.html'>公开指南</a><iframe name='r' src='/xxgkml/inner.html'></iframe></body></html>",
        "/xxgkml/inner.html": f"<html><head><title>年报</title></head><body>{ul(found)}</body></html>",
    }
    return Layout(
        "frames_in_frames", with_articles(pages, found), "/xxgkml/inner.html", "listing", addresses(found)
    )


@layout
def another_name() -> Layout:
    """政务公开工作报告, where others say 年报."""
    found = rows("豫县", lambda n, y: f"/m/{n}.html", form="{body}关于{year}年度政务公开工作情况的报告")
    pages = {
        "/": frame("豫县人民政府", "", "<li><a href='/m/'>政务公开</a></li>"),
        "/m/": frame("政务公开", "<div><a href='/m/a/'>机构</a><a href='/m/z/'>政务公开工作报告</a></div>"),
        "/m/z/": frame("政务公开工作报告", ul(found)),
    }
    return Layout("another_name", with_articles(pages, found), "/m/z/", "listing", addresses(found))


@layout
def among_plans() -> Layout:
    """No column of its own: the reports stand among plans and summaries."""
    found = rows("冀县", lambda n, y: f"/jh/{n}.html")
    mixed = [
        row
        for pair in zip(
            found,
            [(f"/jh/p{n}.html", f"冀县{2000 + n}年工作要点", "2020-01-01") for n in range(16)],
            strict=True,
        )
        for row in pair
    ]
    pages = {
        "/": frame("冀县发改局", "", "<li><a href='/zw/'>政务公开</a></li>"),
        "/zw/": frame(
            "政务公开", "<ul><li><a href='/jh/'>计划总结</a></li><li><a href='/tz/'>通知</a></li></ul>"
        ),
        "/jh/": frame("计划总结", ul(mixed, "mix")),
        "/tz/": frame("通知", f"<ul>{NEWS}</ul>"),
    }
    return Layout("among_plans", with_articles(pages, found), "/jh/", "listing", addresses(found))


@layout
def capital_addresses() -> Layout:
    """Absolute addresses in capitals, and steps up."""
    host = "HTTP://CAPITAL-ADDRESSES.LAYOUT.TEST"
    found = rows("晋县", lambda n, y: f"../../doc/{n}.html")
    real = [(u.replace("../..", ""), t, d) for u, t, d in found]
    pages = {
        "/": frame("晋县人民政府", "", f"<li><a href='{host}/gk/index.html'>政务公开</a></li>"),
        "/gk/index.html": frame("政务公开", f"<a href='{host}/gk/nb/index.html'>信息公开年报</a>"),
        "/gk/nb/index.html": frame("信息公开年报", ul(found)),
    }
    return Layout(
        "capital_addresses", with_articles(pages, real), "/gk/nb/index.html", "listing", addresses(real)
    )


@layout
def chinese_paths() -> Layout:
    """Paths in Chinese."""
    found = rows("蒙县", lambda n, y: f"/nr/{n}.html")
    pages = {
        "/": frame("蒙县人民政府", "", "<li><a href='/zw.html'>政务公开</a></li>"),
        "/zw.html": frame("政务公开", "<a href='/%E5%B9%B4%E6%8A%A5/'>政府信息公开年报</a>"),
        "/%E5%B9%B4%E6%8A%A5/": frame("政府信息公开年报", ul(found)),
    }
    return Layout(
        "chinese_paths", with_articles(pages, found), "/%E5%B9%B4%E6%8A%A5/", "listing", addresses(found)
    )


@layout
def body_and_year() -> Layout:
    """Items that say a body and a year, and no more."""
    names = ("县财政局", "县教育局", "县水利局", "县民政局")
    found = [
        (f"/dq/{n}-{y}.html", f"{name} {y}年度", f"{y + 1}-01-20")
        for y in range(2024, 2019, -1)
        for n, name in enumerate(names)
    ]
    pages: dict[str, str | bytes] = {
        "/": frame("滇县人民政府", "", "<li><a href='/gk/'>政府信息公开</a></li>"),
        "/gk/": frame("政府信息公开", "<ul><li><a href='/gk/nb/'>政府信息公开年度报告</a></li></ul>"),
        "/gk/nb/": frame("政府信息公开年度报告", ul(found, "by")),
        **{u: article(f"{t[:4]}{t[5:9]}年政府信息公开工作年度报告") for u, t, _ in found},
    }
    return Layout("body_and_year", pages, "/gk/nb/", "listing", addresses(found))


@layout
def sessions() -> Layout:
    """Session ids in the addresses of links; the pages answer without them, too."""
    own = ";jsessionid=A1B2C3"
    found = rows("黔县", lambda n, y: f"/v/{n}.do{own}?p=1")
    pages = {
        "/": frame("黔县人民政府", "", f"<li><a href='/o.do{own}'>信息公开</a></li>"),
        "/o.do": frame("信息公开", f"<a href='/nb.do{own}'>信息公开年报</a>"),
        "/nb.do": frame("信息公开年报", ul(found)),
    }
    plain = [(url.replace(own, ""), title, day) for url, title, day in found]
    return Layout("sessions", with_articles(pages, plain), "/nb.do", "listing", addresses(plain))


@layout
def undeclared_charset() -> Layout:
    """GBK, and nobody says so."""
    found = rows("川县", lambda n, y: f"/g/{n}.htm")
    pages: dict[str, str | bytes] = {
        "/": frame("川县政府网", "", "<li><a href='/g/gk.htm'>政务公开</a></li>"),
        "/g/gk.htm": frame("政务公开", "<p>→<a href='/g/nb.htm'>公开年报</a></p>"),
        "/g/nb.htm": frame("公开年报", ul(found)),
    }
    old = {
        u: str(b).replace("<meta charset='utf-8'>", "").encode("gbk")
        for u, b in with_articles(pages, found).items()
    }
    return Layout("undeclared_charset", dict(old), "/g/nb.htm", "listing", addresses(found))


@layout
def spaced_words() -> Layout:
    """Letters with spaces between."""
    found = rows("藏县", lambda n, y: f"/s/{n}.html")
    pages = {
        "/": frame("藏县人民政府", "", "<li><a href='/s/'>政 务 公 开</a></li>"),
        "/s/": frame("政务公开", "<a href='/s/nb/'>政 府 信 息 公 开 年 报</a>"),
        "/s/nb/": frame("政 府 信 息 公 开 年 报", ul(found)),
    }
    return Layout("spaced_words", with_articles(pages, found), "/s/nb/", "listing", addresses(found))


@layout
def many_pages() -> Layout:
    """Fourteen pages whose pager shows 2, 3, … 14."""
    found = rows("陇市", lambda n, y: f"/c/{n}.html", range(2009, 2025))
    pager = (
        "".join(f"<a href='/c/nb_{n}.html'>{n}</a>" for n in range(2, 15))
        + "<a href='/c/nb_14.html'>尾页</a>"
    )
    pages: dict[str, str | bytes] = {
        "/": frame("陇市人民政府", "", "<li><a href='/c/nb.html'>政府信息公开年报</a></li>"),
        "/c/nb.html": frame("政府信息公开年报", ul(found[:10]) + pager),
        **{f"/c/nb_{n}.html": frame("政府信息公开年报", ul(found[10:])) for n in range(2, 15)},
    }
    return Layout("many_pages", with_articles(pages, found), "/c/nb.html", "static", addresses(found[:10]))


@layout
def fragment_by_tab() -> Layout:
    """The tab's content is another address, in data-url."""
    found = rows("青市", lambda n, y: f"/q{n}.html")
    tabs = "<ul class='tab'><li data-url='/gk/zn.html'>指南</li><li data-url='/gk/nb.html'>公开年报</li></ul><div id='in'></div>"
    pages = {
        "/": frame("青市统计局", "", "<li><a href='/gk/'>政府信息公开</a></li>"),
        "/gk/": frame("政府信息公开", tabs),
        "/gk/zn.html": "<div>指南正文</div>",
        "/gk/nb.html": f"<div class='in'>{ul(found)}</div>",
    }
    return Layout("fragment_by_tab", with_articles(pages, found), "/gk/nb.html", "listing", addresses(found))


@layout
def splash() -> Layout:
    """A picture to click through, then a portal."""
    found = rows("宁县", lambda n, y: f"/main/{n}.html")
    pages = {
        "/": "<html><head><title>宁县</title></head><body><a href='/main/'><img src='/enter.jpg'></a></body></html>",
        "/main/": frame("宁县人民政府", "", "<li><a href='/main/nb/'>信息公开年报</a></li>"),
        "/main/nb/": frame("信息公开年报", ul(found)),
    }
    return Layout("splash", with_articles(pages, found), "/main/nb/", "listing", addresses(found))


@layout
def single_page_application() -> Layout:
    """A shell filled by POSTed JSON, whose rows have ids and no addresses."""
    found = rows("新市", lambda n, y: f"/art/info/9/{n}")
    lines = [{"id": n, "title": t, "publishTime": f"{d} 09:00:00"} for n, (_, t, d) in enumerate(found)]

    def reply(request: Request) -> Answer | None:
        if request.path != "/html/info/list":
            return None
        if request.headers.get("content-type") != "application/json":
            return Answer(415, b"")
        return Answer(200, json.dumps({"data": {"rows": lines, "total": len(lines)}}).encode())

    app = """axios.post('/html/info/list', {col: 9, page: page}).then(function (r) { show(r.data.rows); });
    function open(row) { router.push('/art/info/9/' + row.id); }"""
    pages = {
        "/": "<html><head><title>新市</title></head><body><div id='app'></div><script src='/js/app.js'></script></body></html>",
        "/js/app.js": app,
    }
    return column("single_page_application", found, "/html/info/list?col=9", "json", pages, reply)
