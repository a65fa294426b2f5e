"""Portals of a twelfth round: ways to the column."""

from __future__ import annotations

import json

from sample import NEWS, Layout, frame, rows, ul

from layouts.made import column, layout
from scraper.portal.server import Answer, Request


@layout
def menu_frame_of_a_program() -> Layout:
    """A frameset whose menu is a program in GBK; its links carry numbers."""
    found = rows("安县", lambda n, y: f"/view.asp?id={n + 11}")
    menu = (
        "<html><body>"
        + "".join(
            f"<a href='main.asp?id={n}' target='mainFrame'>{name}</a><br>"
            for n, name in ((1, "概况"), (3, "信息公开年报"), (5, "通知"))
        )
        + "</body></html>"
    )
    pages: dict[str, str | bytes] = {
        "/": "<html><frameset cols='200,*'><frame src='menu.asp' name='leftFrame'><frame src='main.asp?id=1' name='mainFrame'></frameset></html>",
        "/menu.asp": menu.encode("gbk"),
        "/main.asp?id=1": "<html><body>概况</body></html>".encode("gbk"),
        "/main.asp?id=5": frame("通知", f"<ul>{NEWS}</ul>").replace("utf-8", "gbk").encode("gbk"),
        "/main.asp?id=3": f"<html><body><h1>信息公开年报</h1>{ul(found)}</body></html>".encode("gbk"),
    }
    return column("menu_frame_of_a_program", found, "/main.asp?id=3", "listing", pages)


@layout
def menu_in_a_file_of_json() -> Layout:
    """A script gets the menu from a file of JSON."""
    found = rows("绩县", lambda n, y: f"/ji/nb/{n}.html")
    menu = [
        {"menuName": "首页", "menuUrl": "/"},
        {
            "menuName": "公开",
            "menuUrl": "/ji/",
            "children": [
                {"menuName": "信息公开年报", "menuUrl": "/ji/nb/"},
                {"menuName": "信息公开指南", "menuUrl": "/ji/zn/"},
            ],
        },
    ]
    pages = {
        "/": frame("绩县人民政府", "<div id='m'></div><script src='/static/menu.js'></script>"),
        "/static/menu.js": "$.getJSON('/static/menu.json', function (d) { drawMenu(d); });",
        "/static/menu.json": json.dumps(menu, ensure_ascii=False),
        "/ji/": frame("公开", "<p>请选择</p>"),
        "/ji/nb/": frame("信息公开年报", ul(found)),
    }
    return column("menu_in_a_file_of_json", found, "/ji/nb/", "listing", pages)


@layout
def basic_information() -> Layout:
    """主动公开, 基础信息, 信息公开年报: every level by its own page."""
    found = rows("旌县", lambda n, y: f"/jing/zdgk/jcxx/xxgknb/{y}/{n}.html")
    pages = {
        "/": frame(
            "旌县人民政府", "", "<li><a href='/jing/'>政务公开</a></li><li><a href='/hd/'>互动</a></li>"
        ),
        "/hd/": frame("互动", f"<ul>{NEWS}</ul>"),
        "/jing/": frame(
            "政务公开",
            "<ul><li><a href='/jing/zdgk/'>主动公开</a></li><li><a href='/jing/ysq/'>依申请公开</a></li></ul>",
        ),
        "/jing/ysq/": frame("依申请公开", "<p>在线申请</p>"),
        "/jing/zdgk/": frame(
            "主动公开",
            "<ul><li><a href='/jing/zdgk/jcxx/'>基础信息</a></li><li><a href='/jing/zdgk/zdly/'>重点领域</a></li></ul>",
        ),
        "/jing/zdgk/zdly/": frame("重点领域", f"<ul>{NEWS}</ul>"),
        "/jing/zdgk/jcxx/": frame(
            "基础信息",
            "<ul><li><a href='/jing/zdgk/jcxx/jg/'>机构领导</a></li><li><a href='/jing/zdgk/jcxx/xxgknb/'>信息公开年报</a></li></ul>",
        ),
        "/jing/zdgk/jcxx/xxgknb/": frame("信息公开年报", ul(found)),
    }
    return column("basic_information", found, "/jing/zdgk/jcxx/xxgknb/", "listing", pages)


@layout
def subsites_of_bodies() -> Layout:
    """Forty bodies with subsites of their own; the government's reports hang elsewhere."""
    found = rows("休县", lambda n, y: f"/zfnb/{n}.html", form="休县人民政府{year}年政府信息公开工作年度报告")[
        ::2
    ]
    bodies = "".join(
        f"<li><a href='/bm/b{n}/'>{name}{n}</a></li>"
        for n in range(10)
        for name in ("县委办", "县审计局", "县统计局", "县林业局")
    )
    pages = {
        "/": frame("休县人民政府", "", "<li><a href='/gk/'>政务公开</a></li>"),
        "/gk/": frame("政务公开", f"<p><a href='/zfnb/'>县政府信息公开年报</a></p><ul>{bodies}</ul>"),
        "/zfnb/": frame("县政府信息公开年报", ul(found)),
    }
    return column("subsites_of_bodies", found, "/zfnb/", "listing", pages)


@layout
def splash_that_waits() -> Layout:
    """A splash page that goes on after three seconds, by a string that is run."""
    found = rows("歙县", lambda n, y: f"/she/{n}.php")
    pages = {
        "/": "<html><head><title>欢迎</title></head><body><img src='w.jpg'><script>setTimeout(\"location.replace('main.php')\", 3000);</script></body></html>",
        "/main.php": frame("歙县人民政府", "", "<li><a href='gk.php'>政府信息公开</a></li>"),
        "/gk.php": frame("政府信息公开", "<p><a href='annual_report.php?lang=zh'>信息公开年报</a></p>"),
        "/annual_report.php?lang=zh": frame("信息公开年报", ul(found)),
    }
    return column("splash_that_waits", found, "/annual_report.php?lang=zh", "listing", pages)


@layout
def moved_for_good() -> Layout:
    """The menu's address answers with 301, the column's with 302 and a query."""
    found = rows("黟县", lambda n, y: f"/yi/n/{n}.html")
    moved = {"/index.php": "/yi/", "/go": "/yi/list?c=nb"}

    def reply(request: Request) -> Answer | None:
        to = moved.get(request.path)
        return Answer(301, b"", {"Location": f"http://moved-for-good.layout.test{to}"}) if to else None

    pages = {
        "/": frame("黟县人民政府", "", "<li><a href='/index.php?m=gk'>政务公开</a></li>"),
        "/yi/": frame("政务公开", "<p><a href='/go?to=nb'>信息公开年报</a></p>"),
        "/yi/list?c=nb": frame("信息公开年报", ul(found)),
    }
    return column(
        "moved_for_good", found, "/yi/list?c=nb", "listing", pages, reply, also=frozenset({"/go?to=nb"})
    )


@layout
def names_for_readers_aloud() -> Layout:
    """Icons without text; only what is read aloud names them."""
    found = rows("祁县", lambda n, y: f"/qi/{n}.html")
    pages = {
        "/": frame(
            "祁县人民政府",
            "<a class='i1' href='/g1/' aria-label='政府信息公开'></a><a class='i2' href='/g2/' aria-label='网上办事'></a>",
        ),
        "/g2/": frame("网上办事", f"<ul>{NEWS}</ul>"),
        "/g1/": frame(
            "政府信息公开",
            "<a class='j1' href='/g1/a/' aria-label='公开指南'></a><a class='j2' href='/g1/b/' aria-label='公开年报'></a>",
        ),
        "/g1/a/": frame("公开指南", "<p>指南</p>"),
        "/g1/b/": frame("公开年报", ul(found)),
    }
    return column("names_for_readers_aloud", found, "/g1/b/", "listing", pages)


@layout
def clicks_that_return() -> Layout:
    """Links to # whose click calls a function with the address and a target."""
    found = rows("枞县", lambda n, y: f"/zong/{n}.html")
    pages = {
        "/": frame(
            "枞县人民政府", "", "<li><a href='#' onclick=\"return goUrl('/zong/','_self')\">信息公开</a></li>"
        ),
        "/zong/": frame(
            "信息公开", "<p><a href='#' onclick=\"return goUrl('/zong/nb.html','_blank');\">年度报告</a></p>"
        ),
        "/zong/nb.html": frame("年度报告", ul(found)),
    }
    return column("clicks_that_return", found, "/zong/nb.html", "listing", pages)


@layout
def home_is_the_platform() -> Layout:
    """The host is the disclosure site itself; its home shows blocks, whose 更多 are pictures."""
    found = rows("望县", lambda n, y: f"/info/{y}/{n}.html")
    block = "<div class='k'><div class='kt'>{}<a href='{}'><img src='/more.gif' alt='更多'></a></div>{}</div>"
    pages = {
        "/": frame(
            "望县政府信息公开网",
            block.format("政策文件", "/l/1.html", f"<ul>{NEWS}</ul>")
            + block.format("<span>政府信息公开年报</span>", "/l/2.html", ul(found[:4]))
            + block.format("人事任免", "/l/3.html", f"<ul>{NEWS}</ul>"),
        ),
        "/l/1.html": frame("政策文件", f"<ul>{NEWS}</ul>"),
        "/l/3.html": frame("人事任免", f"<ul>{NEWS}</ul>"),
        "/l/2.html": frame("政府信息公开年报", ul(found)),
    }
    return column("home_is_the_platform", found, "/l/2.html", "listing", pages)
