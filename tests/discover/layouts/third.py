"""Portals of a third round, written after the second was measured."""

from __future__ import annotations

import json

from sample import Layout, frame, rows, ul, with_articles

from layouts.made import addresses, layout


@layout
def blocks_as_links() -> Layout:
    """Each item is one link around title, summary and date."""
    found = rows("青镇", lambda n, y: f"/p/{n}.html")
    blocks = "".join(
        f"<a class='blk' href='{u}'><p class='tt'>{t}</p><p>摘要：全年工作概述</p><span>{d}</span></a>"
        for u, t, d in found
    )
    pages = {
        "/": frame("青镇人民政府", "", "<li><a href='/zwgk'>政务公开</a></li>"),
        "/zwgk": frame("政务公开", "<div><a href='/zwgk/nianbao'>政府信息公开年报</a></div>"),
        "/zwgk/nianbao": frame("政府信息公开年报", f"<section>{blocks}</section>"),
    }
    return Layout(
        "blocks_as_links", with_articles(pages, found), "/zwgk/nianbao", "listing", addresses(found)
    )


@layout
def icons_with_titles() -> Layout:
    """Links without words: an icon, and a title attribute."""
    found = rows("赤县", lambda n, y: f"/q/{n}.shtml")
    pages = {
        "/": frame(
            "赤县人民政府",
            "<div class='ico'><a href='/i/1/' title='领导之窗'><i class='i1'></i></a><a href='/i/2/' title='政府信息公开年报'><i class='i2'></i></a></div>",
        ),
        "/i/2/": frame("政府信息公开年报", ul(found)),
    }
    return Layout("icons_with_titles", with_articles(pages, found), "/i/2/", "listing", addresses(found))


@layout
def wide_digits() -> Layout:
    """Full-width digits in the titles."""
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    found = [(u, t.translate(wide), d) for u, t, d in rows("黄县", lambda n, y: f"/w/{n}.html")]
    pages = {
        "/": frame("黄县人民政府", "", "<li><a href='/w/'>信息公开</a></li>"),
        "/w/": frame("信息公开", "<a href='/w/nb/'>公开年报</a>"),
        "/w/nb/": frame("公开年报", ul(found)),
    }
    return Layout("wide_digits", with_articles(pages, found), "/w/nb/", "listing", addresses(found))


@layout
def column_names_years() -> Layout:
    """The column's own name has years in it."""
    found = rows("白县", lambda n, y: f"/zwgk/bg/{n}.html", form="[{body}]{year}年政府信息公开年报")
    lines = "".join(f"<tr><td><a href={u}>{t}</a></td></tr>" for u, t, _ in found)
    name = "政府信息公开工作年度报告（2017-2024）"
    pages = {
        "/": frame("白县人民政府", "", "<li><a href='/zwgk/'>政务公开</a></li>"),
        "/zwgk/": frame(
            "政务公开",
            f"<ul><li><a href='/zwgk/bg/'>{name}</a></li><li><a href='/zwgk/zn/'>指南</a></li></ul>",
        ),
        "/zwgk/bg/": frame(name, f"<table class='bg'>{lines}</table>"),
    }
    return Layout("column_names_years", with_articles(pages, found), "/zwgk/bg/", "listing", addresses(found))


@layout
def phpcms() -> Layout:
    """index.php?m=content&c=index&a=lists&catid=58&page=2."""
    found = rows("黑县", lambda n, y: f"/index.php?m=content&c=index&a=show&catid=58&id={n}")
    base = "/index.php?m=content&c=index&a=lists&catid=58"
    pager = f"<div id='pages'><a class='a1'>20条</a> <a href='{base}&page=1'>上一页</a> <span>1</span> <a href='{base}&page=2'>2</a> <a href='{base}&page=2' class='a1'>下一页</a></div>"
    pages = {
        "/": frame(
            "黑县教育局", "", "<li><a href='/index.php?m=content&c=index&a=lists&catid=5'>政务公开</a></li>"
        ),
        "/index.php?m=content&c=index&a=lists&catid=5": frame(
            "政务公开", f"<a href='{base}'>信息公开年报</a>"
        ),
        base: frame("信息公开年报", ul(found[:10]) + pager),
        f"{base}&page=2": frame("信息公开年报", ul(found[10:])),
    }
    pages[f"{base}&page=1"] = pages[base]
    return Layout("phpcms", with_articles(pages, found), base, "query", addresses(found[:10]))


@layout
def dedecms() -> Layout:
    """织梦: /a/nb/, then list_4_2.html; every line links its column too."""
    found = rows("紫县", lambda n, y: f"/a/nb/{y}/01{n}.html")
    pager = "<ul class='pagelist'><li>首页</li><li class='thisclass'>1</li><li><a href='list_4_2.html'>2</a></li><li><a href='list_4_2.html'>下一页</a></li></ul>"
    lines = "".join(
        f"<li><b>[<a href=/a/nb/>年报</a>]</b><a href={u} class=title>{t}</a></li>" for u, t, _ in found[:10]
    )
    pages = {
        "/": frame("紫县国土资源局", "", "<li><a href='/a/xxgk/'>信息公开</a></li>"),
        "/a/xxgk/": frame("信息公开", "<dl class='tbox'><dd><a href='/a/nb/'>信息公开年度报告</a></dd></dl>"),
        "/a/nb/": frame("信息公开年度报告", f"<ul class='e1'>{lines}</ul>{pager}"),
        "/a/nb/list_4_2.html": frame("信息公开年度报告", ul(found[10:])),
    }
    return Layout("dedecms", with_articles(pages, found), "/a/nb/", "static", addresses(found[:10]))


@layout
def map_by_another_name() -> Layout:
    """Only 站点导航 leads to everything."""
    found = rows("橙县", lambda n, y: f"/t/{n}.htm")
    many = "".join(f"<a href='/c{n}/'>栏目{n}</a>" for n in range(40))
    pages = {
        "/": frame("橙县人民政府", "<p>首页</p>", foot="<a href='/map.htm'>站点导航</a>"),
        "/map.htm": frame("站点导航", f"<div>{many}<a href='/c88/'>政府信息公开工作年报</a></div>"),
        "/c88/": frame("政府信息公开工作年报", ul(found)),
    }
    return Layout("map_by_another_name", with_articles(pages, found), "/c88/", "listing", addresses(found))


@layout
def gkmlpt_nested() -> Layout:
    """A bureau's platform below a path, the category deep in the tree and its keys in another order."""
    found = rows("绿市", lambda n, y: f"/lsczj/gkmlpt/content/0/0/post_{n}.html")
    leaf = {"name": "政府信息公开年报", "jump_url": "", "id": 77, "children": []}
    tree = [
        {"name": "法定主动公开内容", "id": 70, "children": [{"name": "机构", "id": 71, "children": []}, leaf]}
    ]
    api = {
        "total": len(found),
        "articles": [
            {"title": t, "url": f"http://gkmlpt-nested.layout.test{u}", "create_time": 1736640000}
            for u, t, _ in found
        ],
    }
    pages = {
        "/": "<html><head><title>绿市</title></head><body><a href='/lsczj/'>市财政局</a><a href='/lsczj/gkmlpt/index#77'>政府信息公开</a></body></html>",
        "/lsczj/gkmlpt/index": f"<html><body><script>window._CONFIG = {{SID: '990401', TREE: {json.dumps(tree, ensure_ascii=False)}, X: 1}};</script></body></html>",
        "/lsczj/gkmlpt/api/all/77": json.dumps(api),
    }
    return Layout(
        "gkmlpt_nested", with_articles(pages, found), "/lsczj/gkmlpt/index", "gkmlpt", addresses(found)
    )
