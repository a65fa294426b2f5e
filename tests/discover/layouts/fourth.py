"""Portals of a fourth round, written after the third was measured."""

from __future__ import annotations

import json

from sample import NEWS, Layout, frame, rows, ul, with_articles

from layouts.made import addresses, layout


@layout
def tree_in_script() -> Layout:
    """The catalogue's tree is an object in a script."""
    found = rows("春县", lambda n, y: f"/zwgk/nb/{n}.html")
    nodes = [
        {"id": 1, "name": "机构职能", "url": "/zwgk/jg/index.html"},
        {"id": 12, "name": "政府信息公开年报", "url": "/zwgk/nb/index.html"},
    ]
    pages = {
        "/": frame("春县人民政府", "", "<li><a href='/zwgk/index.html'>政府信息公开目录</a></li>"),
        "/zwgk/index.html": frame(
            "政府信息公开目录",
            f"<ul id='tree' class='ztree'></ul><script>var zNodes = {json.dumps(nodes, ensure_ascii=False)};</script>",
        ),
        "/zwgk/nb/index.html": frame("政府信息公开年报", ul(found)),
    }
    return Layout(
        "tree_in_script", with_articles(pages, found), "/zwgk/nb/index.html", "listing", addresses(found)
    )


@layout
def only_the_breadcrumb() -> Layout:
    """A report among the news; the breadcrumb of its page names the column."""
    found = rows("夏县", lambda n, y: f"/art/{y + 1}/1/12/art_55_{n}.html")
    crumb = "<div class='bt-link'>当前位置：<a href='/'>首页</a> &gt; <a href='/col/col9/index.html'>政务</a> &gt; <a href='/col/col55/index.html'>信息公开年报</a></div>"
    pages = with_articles({}, found)
    pages = {
        u: str(body).replace("<div class='article'>", crumb + "<div class='article'>")
        for u, body in pages.items()
    }
    pages |= {
        "/": frame("夏县人民政府", f"<ul>{NEWS}<li><a href='{found[0][0]}'>{found[0][1]}</a></li></ul>"),
        "/col/col55/index.html": frame("信息公开年报", ul(found)),
    }
    return Layout("only_the_breadcrumb", dict(pages), "/col/col55/index.html", "listing", addresses(found))


@layout
def nested_tables() -> Layout:
    """Tables within tables, no class anywhere."""
    found = rows("秋县", lambda n, y: f"/Article/ShowArticle.asp?ArticleID={n + 41}")
    inner = "".join(
        f"<tr><td width='10'>·</td><td><a href='{u}' title='文章标题：{t}'>{t}</a></td><td>{d}</td></tr>"
        for u, t, d in found
    )
    menu = "".join(
        f"<tr><td><a href='/Article/ShowClass.asp?ClassID={n}'>{w}</a></td></tr>"
        for n, w in enumerate(("领导", "公告", "公开制度", "公开年报"))
    )
    page = f"<table><tr><td><table>{menu}</table></td><td><table><tr><td><table>{inner}</table></td></tr></table></td></tr></table>"
    pages = {
        "/": frame("秋县水务局", f"<table>{menu}</table>"),
        "/Article/ShowClass.asp?ClassID=3": frame("公开年报", page),
        "/Article/ShowClass.asp?ClassID=2": frame("公开制度", f"<ul>{NEWS}</ul>"),
    }
    return Layout(
        "nested_tables",
        with_articles(pages, found),
        "/Article/ShowClass.asp?ClassID=3",
        "listing",
        addresses(found),
    )


@layout
def title_beside_the_link() -> Layout:
    """The title stands in one cell, and 查看 in another is the link."""
    found = rows("冬县", lambda n, y: f"/look/{n}.html")
    lines = "".join(f"<tr><td>{t}</td><td>{d}</td><td><a href='{u}'>查看</a></td></tr>" for u, t, d in found)
    pages = {
        "/": frame("冬县人民政府", "", "<li><a href='/xxgk/'>信息公开</a></li>"),
        "/xxgk/": frame("信息公开", "<a href='/xxgk/b/'>信息公开年报</a>"),
        "/xxgk/b/": frame("信息公开年报", f"<table class='gk'>{lines}</table>"),
    }
    return Layout(
        "title_beside_the_link", with_articles(pages, found), "/xxgk/b/", "listing", addresses(found)
    )


@layout
def ucap_stem() -> Layout:
    """开普 with a stem of its own."""
    found = rows("梅市", lambda n, y: f"/mei/c2/{y}/{n:032x}.shtml")
    pages = {
        "/": frame(
            "梅市发展和改革委员会", "", "<li><a href='/mei/zfxxgk/xxgk_index.shtml'>政府信息公开</a></li>"
        ),
        "/mei/zfxxgk/xxgk_index.shtml": frame(
            "政府信息公开",
            "<ul class='xx'><li><a href='/mei/zfxxgknb/xxgk_list.shtml'><em></em>政府信息公开年报</a></li></ul>",
        ),
        "/mei/zfxxgknb/xxgk_list.shtml": frame(
            "政府信息公开年报",
            f"<div class='xxgk'>{ul(found[:9])}</div><script>createPageHTML('page_div',2, 1,'xxgk_list','shtml',16);</script>",
        ),
        "/mei/zfxxgknb/xxgk_list_2.shtml": frame("政府信息公开年报", ul(found[9:])),
    }
    return Layout(
        "ucap_stem",
        with_articles(pages, found),
        "/mei/zfxxgknb/xxgk_list.shtml",
        "ucap",
        addresses(found[:9]),
    )


@layout
def two_languages() -> Layout:
    """Chinese and English in one link."""
    found = rows("兰区", lambda n, y: f"/lan/{n}")
    pages = {
        "/": frame("兰区管理委员会", "<a href='/open'>政务公开<small>Open</small></a>"),
        "/open": frame("政务公开", "<a href='/open/annual'>政府信息公开年报<span>Annual Reports</span></a>"),
        "/open/annual": frame("政府信息公开年报 Annual Reports", ul(found)),
    }
    return Layout("two_languages", with_articles(pages, found), "/open/annual", "listing", addresses(found))


@layout
def numbered_names() -> Layout:
    """（五）政府信息公开年报 in a table of contents."""
    found = rows("竹县", lambda n, y: f"/n5/{n}.html", form="[{year}] {body}政府信息公开工作年度报告")
    contents = "".join(
        f"<p>（{w}）<a href='/n{n}/'>{w}、{t}</a></p>"
        for n, (w, t) in enumerate(
            (("一", "指南"), ("二", "制度"), ("三", "机构"), ("四", "申请"), ("五", "政府信息公开年报"))
        )
    )
    pages = {
        "/": frame("竹县人民政府", "", "<li><a href='/ml.html'>政府信息公开</a></li>"),
        "/ml.html": frame("政府信息公开", contents),
        "/n4/": frame("五、政府信息公开年报", ul(found)),
    }
    return Layout("numbered_names", with_articles(pages, found), "/n4/", "listing", addresses(found))


@layout
def pages_from_zero() -> Layout:
    """pageNo counts from 0."""
    found = rows("菊市", lambda n, y: f"/view.do?id={n}")
    pages = {
        "/": frame("菊市卫生健康委员会", "", "<li><a href='/list.do?ch=1'>政务公开</a></li>"),
        "/list.do?ch=1": frame("政务公开", "<ul><li><a href='/list.do?ch=8'>信息公开年报</a></li></ul>"),
        "/list.do?ch=8": frame(
            "信息公开年报", ul(found[:10]) + "<b>1</b><a href='/list.do?ch=8&pageNo=1'>2</a>"
        ),
        "/list.do?ch=8&pageNo=1": frame("信息公开年报", ul(found[10:])),
    }
    pages["/list.do?ch=8&pageNo=0"] = pages["/list.do?ch=8"]
    return Layout(
        "pages_from_zero", with_articles(pages, found), "/list.do?ch=8", "query", addresses(found[:10])
    )
