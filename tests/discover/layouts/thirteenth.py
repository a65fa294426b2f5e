"""Portals of a thirteenth round: ways to the column."""

from __future__ import annotations

import json

from sample import NEWS, Layout, frame, rows, ul

from layouts.made import column, layout
from scraper.portal.server import Answer, Request


@layout
def banner_among_specials() -> Layout:
    """The only way is a special topic, found below 更多 of the home page's topics."""
    found = rows("丰县", lambda n, y: f"/feng/zt/nb/{n}.html")
    pages = {
        "/": frame(
            "丰县人民政府",
            f"<ul>{NEWS}</ul><div class='zt'><h2>专题专栏</h2><a href='/feng/zt/'>更多</a></div>",
        ),
        "/feng/zt/": frame(
            "专题专栏",
            "<ul><li><a href='/feng/zt/fp/'>乡村振兴</a></li><li><a href='/feng/zt/nb/'>历年政府信息公开工作年度报告</a></li></ul>",
        ),
        "/feng/zt/fp/": frame("乡村振兴", f"<ul>{NEWS}</ul>"),
        "/feng/zt/nb/": frame("历年政府信息公开工作年度报告", ul(found)),
    }
    return column("banner_among_specials", found, "/feng/zt/nb/", "listing", pages)


@layout
def vue_with_inline_data() -> Layout:
    """A small Vue application in the page whose data holds the menu."""
    found = rows("沛县", lambda n, y: f"/pei/{n}.html")
    app = "new Vue({el: '#app', data: {loading: true, menus: [{title: '公开指南', path: '/pei/zn'}, {title: '公开年报', path: '/pei/nb'}]}, mounted() { this.loading = false; }});"
    pages = {
        "/": frame("沛县人民政府", "", "<li><a href='/pei'>信息公开</a></li>"),
        "/pei": f"<html><head><title>信息公开</title></head><body><div id='app'><a v-for='m in menus' :href='m.path'>{{{{m.title}}}}</a></div><script>{app}</script></body></html>",
        "/pei/zn": frame("公开指南", "<p>指南</p>"),
        "/pei/nb": frame("公开年报", ul(found)),
    }
    return column("vue_with_inline_data", found, "/pei/nb", "listing", pages)


@layout
def frames_of_one_line() -> Layout:
    """One frame around the whole site, under another path; addresses relative to that."""
    found = rows("睢宁", lambda n, y: f"/site01/gk/{y}/{n}.htm")
    pages = {
        "/": "<html><head><title>睢宁县人民政府</title></head><frameset rows='*'><frame src='site01/default.htm' noresize></frameset></html>",
        "/site01/default.htm": frame("睢宁县", "", "<li><a href='gk/default.htm'>政府信息公开</a></li>"),
        "/site01/gk/default.htm": frame("政府信息公开", "<p><a href='nb.htm'>政府信息公开年报</a></p>"),
        "/site01/gk/nb.htm": frame("政府信息公开年报", ul(found)),
    }
    return column("frames_of_one_line", found, "/site01/gk/nb.htm", "listing", pages)


@layout
def years_on_the_platform() -> Layout:
    """The platform's menu has the years as leaves below the column, which itself is no link."""
    found = rows("邳县", lambda n, y: f"/pz/nb{y}/c{n}.shtml")
    menu = (
        "<ul><li><a href='/pz/zn/'>指南</a></li><li><b>政府信息公开年报</b><ul>"
        + "".join(f"<li><a href='/pz/nb{y}/'>{y}年</a></li>" for y in range(2024, 2016, -1))
        + "</ul></li></ul>"
    )
    pages = {
        "/": frame("邳县人民政府", "", "<li><a href='/pz/'>政府信息公开</a></li>"),
        "/pz/": frame("政府信息公开", menu),
        "/pz/zn/": frame("指南", menu),
    }
    for year in range(2017, 2025):
        pages[f"/pz/nb{year}/"] = frame(
            f"{year}年政府信息公开年报", menu + ul([r for r in found if f"/nb{year}/" in r[0]])
        )
    return column("years_on_the_platform", found[:2], "/pz/", "yearly", pages)


@layout
def street_by_street() -> Layout:
    """The column lists streets; each street has a list of its own."""
    names = ("东关街道", "西关街道", "北关街道", "南关镇")
    lists = {
        name: [
            (
                f"/st/{n}/{y}.html",
                f"{name}办事处{y}年政府信息公开年度报告"
                if "街道" in name
                else f"{name}人民政府{y}年政府信息公开年度报告",
                f"{y + 1}-01-15",
            )
            for y in range(2024, 2018, -1)
        ]
        for n, name in enumerate(names)
    }
    pages = {
        "/": frame("关区人民政府", "", "<li><a href='/st/'>街镇公开</a></li>"),
        "/st/": frame("街镇公开", "<p><a href='/st/nb/'>街镇信息公开年报</a></p>"),
        "/st/nb/": frame(
            "街镇信息公开年报",
            "<ul>"
            + "".join(f"<li><a href='/st/{n}/nb/'>{name}</a></li>" for n, name in enumerate(names))
            + "</ul>",
        ),
    }
    for n, name in enumerate(names):
        pages[f"/st/{n}/nb/"] = frame(name, ul(lists[name]))
    return column("street_by_street", lists["东关街道"], "/st/0/nb/", "listing", pages)


@layout
def filter_with_a_date() -> Layout:
    """The column has a form with dates and a word to look for, and a list below it."""
    found = rows("贾区", lambda n, y: f"/jia/{n}.html")
    form = "<form action='/jia/so' method='post'><input type='date' name='from'><input type='date' name='to'><input type='text' name='q' placeholder='关键词'><input type='hidden' name='token' value='a1'><button>搜索</button></form>"
    pages = {
        "/": frame("贾区人民政府", "", "<li><a href='/jia/gk'>政务公开</a></li>"),
        "/jia/gk": frame("政务公开", "<p><a href='/jia/nb'>信息公开年度报告</a></p>"),
        "/jia/nb": frame(
            "信息公开年度报告",
            form
            + ul(found[:8])
            + "<div id='pages' data-count='2'><a href='/jia/nb?pn=1'>1</a><a href='/jia/nb?pn=2'>2</a></div>",
        ),
        "/jia/nb?pn=2": frame("信息公开年度报告", form + ul(found[8:])),
    }
    pages["/jia/nb?pn=1"] = pages["/jia/nb"]
    return column("filter_with_a_date", found[:8], "/jia/nb", "query", pages)


@layout
def picture_map_and_gbk() -> Layout:
    """A map of areas without alt texts; the pages' titles alone tell, in GBK."""
    found = rows("铜区", lambda n, y: f"/tong/{n}.html")
    head = "<html><head><meta http-equiv=content-type content='text/html;charset=GBK'><title>{}</title></head><body>{}</body></html>"
    areas = "".join(f"<area shape=rect coords='{n},0,9,9' href='m{n}.asp'>" for n in range(4))
    pages: dict[str, str | bytes] = {
        "/": head.format("铜区", f"<img src=map.jpg usemap=#m><map name=m>{areas}</map>").encode("gbk"),
        "/m0.asp": head.format("办事大厅", "<p>办事</p>").encode("gbk"),
        "/m1.asp": head.format("领导信箱", "<p>信箱</p>").encode("gbk"),
        "/m2.asp": head.format("政务公开", "<p><a href='tong/nb.asp'>年报</a></p>").encode("gbk"),
        "/m3.asp": head.format("旅游", "<p>旅游</p>").encode("gbk"),
        "/tong/nb.asp": head.format("信息公开年报", ul(found)).encode("gbk"),
    }
    return column("picture_map_and_gbk", found, "/tong/nb.asp", "listing", pages)


@layout
def sub_home_is_the_list() -> Layout:
    """The column's address is the home of a sub-path with a program's name, reached by a relative move."""
    found = rows("泉区", lambda n, y: f"/annals/index.php?m=show&id={n}")
    pages = {
        "/": frame("泉区人民政府", "", "<li><a href='annals'>年报专栏</a></li>"),
        "/annals": "<html><head><meta http-equiv='refresh' content='0; url=annals/index.php'></head></html>",
        "/annals/index.php": frame("泉区政府信息公开年报专栏", ul(found)),
    }
    return column("sub_home_is_the_list", found, "/annals/index.php", "listing", pages)


@layout
def config_names_the_base() -> Layout:
    """A file of settings names the interface; the application asks below it, by a tree's node."""
    found = rows("鼓区", lambda n, y: f"/gu/article/{n}.html")
    tree = {
        "code": 200,
        "data": [
            {"columnId": "c1", "columnName": "政策"},
            {"columnId": "c2", "columnName": "政府信息公开年报"},
        ],
    }

    def reply(request: Request) -> Answer | None:
        if request.path == "/svc/column/list":
            return Answer(200, json.dumps(tree).encode(), {"Content-Type": "application/json"})
        if request.path != "/svc/doc/list":
            return None
        lines = (
            [{"docTitle": t, "docUrl": u, "docDate": d} for u, t, d in found]
            if request.query.get("columnId") == "c2"
            else []
        )
        return Answer(
            200,
            json.dumps({"code": 200, "data": {"list": lines, "count": len(lines)}}).encode(),
            {"Content-Type": "application/json"},
        )

    app = "var cfg = {apiRoot: '/svc'}; $.get(cfg.apiRoot + '/column/list', draw); function load(c) { $.get('/svc/doc/list?size=20&columnId=' + c.columnId, show); }"
    pages = {
        "/": "<html><head><title>鼓区信息公开</title></head><body><div id='root'></div><script src='/gu/bundle.js'></script></body></html>",
        "/gu/bundle.js": app,
    }
    return column("config_names_the_base", found, "/svc/doc/list?size=20&columnId=c2", "json", pages, reply)


@layout
def links_in_comments_and_noise() -> Layout:
    """Old links stand in comments; the page has broken tags and attributes without values."""
    found = rows("云市", lambda n, y: f"/yun/{n}.html")
    pages = {
        "/": frame(
            "云市人民政府",
            "<!-- <a href='/old/nb/'>政府信息公开年报</a> --><div class=><p <b>欢迎</p></b>",
            "<li><a href = '/yun/' >政务公开</a ></li>",
        ),
        "/yun/": frame("政务公开", "<table><tr><td><a href=/yun/nb.html target>信息公开年报<td></table>"),
        "/yun/nb.html": frame("信息公开年报", f"<div align>{ul(found)}"),
    }
    return column("links_in_comments_and_noise", found, "/yun/nb.html", "listing", pages)
