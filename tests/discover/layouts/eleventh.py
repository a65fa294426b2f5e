"""Portals of an eleventh round: frames, menus, years, forms and deep columns, once more in other ways."""

from __future__ import annotations

from sample import NEWS, Layout, frame, rows, ul

from layouts.made import column, layout
from scraper.portal.server import Answer, Request


@layout
def frames_with_parents() -> Layout:
    """Frames inside a frame; the menu opens in the parent; no other way for those without frames."""
    found = rows("沅县", lambda n, y: f"/yuan/gk/{n}.htm")
    pages = {
        "/": "<HTML><HEAD><TITLE>沅县政府</TITLE></HEAD><FRAMESET ROWS='90,*'><FRAME SRC='yuan/up.htm'><FRAME SRC='yuan/down.htm'><NOFRAMES><BODY>您的浏览器不支持框架</BODY></NOFRAMES></FRAMESET></HTML>",
        "/yuan/up.htm": "<HTML><BODY><IMG SRC=logo.gif></BODY></HTML>",
        "/yuan/down.htm": "<HTML><FRAMESET COLS='150,*'><FRAME SRC='menu.htm'><FRAME SRC='news.htm'></FRAMESET></HTML>",
        "/yuan/menu.htm": "<HTML><BODY><A HREF='gk/index.htm' TARGET=_parent>政务公开</A><BR><A HREF='bs.htm' TARGET=_parent>网上办事</A></BODY></HTML>",
        "/yuan/news.htm": frame("新闻", f"<ul>{NEWS}</ul>"),
        "/yuan/gk/index.htm": frame("政务公开", "<p><a href='ndbg.htm'>信息公开工作年度报告</a></p>"),
        "/yuan/gk/ndbg.htm": frame("信息公开工作年度报告", ul(found)),
    }
    return column("frames_with_parents", found, "/yuan/gk/ndbg.htm", "listing", pages)


@layout
def menu_with_short_keys() -> Layout:
    """The menu is JSON in the page whose keys are single letters."""
    found = rows("醴市", lambda n, y: f"/li/{n}.html")
    menu = 'var nav = [{"t":"首页","u":"/"},{"t":"政务公开","u":"/li/gk/","c":[{"t":"政府信息公开年报","u":"/li/gk/nb/"}]}]; build(nav);'
    pages = {
        "/": frame("醴市人民政府", f"<div id='nav'></div><script>{menu}</script>"),
        "/li/gk/": frame("政务公开", "<p>请选择栏目</p>"),
        "/li/gk/nb/": frame("政府信息公开年报", ul(found)),
    }
    return column("menu_with_short_keys", found, "/li/gk/nb/", "listing", pages)


@layout
def below_the_rules() -> Layout:
    """Five clicks deep, below the rules of disclosure; every page has a list of its own first."""
    found = rows("韶市", lambda n, y: f"/shao/xxgk/gkzd/ndbg/content/{n}.html")
    pages = {
        "/": frame("韶市人民政府", "", "<li><a href='/shao/'>公开</a></li>"),
        "/shao/": frame("公开", f"<ul>{NEWS}</ul><p><a href='/shao/xxgk/'>信息公开专栏</a></p>"),
        "/shao/xxgk/": frame(
            "信息公开专栏",
            f"<ul>{NEWS}</ul><div><a href='/shao/xxgk/gkzd/'>公开制度</a> <a href='/shao/xxgk/ysq/'>依申请公开</a></div>",
        ),
        "/shao/xxgk/ysq/": frame("依申请公开", "<p>表格</p>"),
        "/shao/xxgk/gkzd/": frame(
            "公开制度", f"<ul>{NEWS}</ul><div><a href='/shao/xxgk/gkzd/ndbg/'>年度报告</a></div>"
        ),
        "/shao/xxgk/gkzd/ndbg/": frame("年度报告", ul(found)),
    }
    return column("below_the_rules", found, "/shao/xxgk/gkzd/ndbg/", "listing", pages)


@layout
def bodies_below_years() -> Layout:
    """A column for each year; its items are called by the bodies alone."""
    names = ("财政局", "教育局", "水利局", "民政局", "城关镇")
    years = range(2018, 2025)
    pages = {
        "/": frame("汨市人民政府", "", "<li><a href='/mi/'>政府信息公开</a></li>"),
        "/mi/": frame("政府信息公开", "<p><a href='/mi/nb/'>政府信息公开年报</a></p>"),
        "/mi/nb/": frame(
            "政府信息公开年报",
            "<ul>"
            + "".join(f"<li><a href='/mi/nb/n{y}/'>{y}年度</a></li>" for y in reversed(years))
            + "</ul>",
        ),
    }
    found = []
    for year in years:
        lines = [
            (f"/mi/nb/n{year}/{n}.html", f"汨市{name}{year}年信息公开年报", f"{year + 1}-01-20")
            for n, name in enumerate(names)
        ]
        pages[f"/mi/nb/n{year}/"] = frame(f"{year}年度", ul(lines))
        found = lines
    return column("bodies_below_years", found, "/mi/nb/", "yearly", pages)


@layout
def own_and_the_bodies() -> Layout:
    """The government's own reports, and below them a block of links to the subsites of its bodies."""
    found = rows(
        "耒市", lambda n, y: f"/lei/nb/{y}{n}.html", form="耒市人民政府{year}年政府信息公开工作年度报告"
    )[::2]
    block = "".join(
        f"<a href='/{key}/xxgk/nb/'>{name}</a>"
        for key, name in (("czj", "市财政局"), ("jyj", "市教育局"), ("slj", "市水利局"), ("mzj", "市民政局"))
    )
    pages = {
        "/": frame("耒市人民政府", "", "<li><a href='/lei/'>政务公开</a></li>"),
        "/lei/": frame("政务公开", "<p><a href='/lei/nb/'>政府信息公开年报</a></p>"),
        "/lei/nb/": frame("政府信息公开年报", f"{ul(found)}<div class='bm'><h3>部门年报</h3>{block}</div>"),
    }
    for key in ("czj", "jyj", "slj", "mzj"):
        pages[f"/{key}/xxgk/nb/"] = frame(
            "信息公开年报", f"<ul><li><a href='/{key}/1.html'>2023年政府信息公开工作年度报告</a></li></ul>"
        )
    return column("own_and_the_bodies", found, "/lei/nb/", "listing", pages)


@layout
def nothing_before_the_search() -> Layout:
    """The column shows a form and no list; the list comes when the form is sent as it is."""
    found = rows("湘市", lambda n, y: f"/xiang/v/{n}.html")
    form = "<form action='/xiang/nb/find' method='get'><select name='nd'><option value='0'>全部年度</option><option value='2024'>2024</option></select><select name='dw'><option value='0'>全部单位</option></select><button type='submit'>查 询</button></form>"

    def reply(request: Request) -> Answer | None:
        if request.path != "/xiang/nb/find":
            return None
        return Answer(
            200,
            frame(
                "政府信息公开年报查询", form + (ul(found) if request.query.get("nd") == "0" else "")
            ).encode(),
            {"Content-Type": "text/html; charset=utf-8"},
        )

    pages = {
        "/": frame("湘市人民政府", "", "<li><a href='/xiang/'>政务公开</a></li>"),
        "/xiang/": frame("政务公开", "<p><a href='/xiang/nb/'>政府信息公开年报</a></p>"),
        "/xiang/nb/": frame("政府信息公开年报", form),
    }
    return column("nothing_before_the_search", found, "/xiang/nb/find?nd=0&dw=0", "listing", pages, reply)


@layout
def enter_by_a_click() -> Layout:
    """A splash page whose picture enters by a function."""
    found = rows("资市", lambda n, y: f"/web/nb/{n}.html")
    pages = {
        "/": "<html><head><title>资市人民政府</title><style>body{background:url(bg.jpg)}</style></head><body><div class='btn' onclick='enter()'></div><script>function enter() {\n  window.location.href = '/web/index.html';\n}</script></body></html>",
        "/web/index.html": frame("资市人民政府", "", "<li><a href='/web/gk/'>政务公开</a></li>"),
        "/web/gk/": frame("政务公开", "<p><a href='/web/nb/'>政府信息公开年报</a></p>"),
        "/web/nb/": frame("政府信息公开年报", ul(found)),
    }
    return column("enter_by_a_click", found, "/web/nb/", "listing", pages)


@layout
def names_in_english() -> Layout:
    """The menu is English; titles of reports are Chinese."""
    found = rows("沪区", lambda n, y: f"/en-gov/disclosure/reports/{n}.html")
    pages = {
        "/": frame(
            "Hu District Government",
            "",
            "<li><a href='/en-gov/'>Government</a></li><li><a href='/en-gov/disclosure/'>Information Disclosure</a></li>",
        ),
        "/en-gov/": frame("Government", "<p>Offices</p>"),
        "/en-gov/disclosure/": frame(
            "Information Disclosure",
            "<p><a href='/en-gov/disclosure/guide/'>Guide</a> <a href='/en-gov/disclosure/reports/'>Annual Reports</a></p>",
        ),
        "/en-gov/disclosure/guide/": frame("Guide", "<p>Guide</p>"),
        "/en-gov/disclosure/reports/": frame("Annual Reports", ul(found)),
    }
    return column("names_in_english", found, "/en-gov/disclosure/reports/", "listing", pages)
