"""Portals of one more round."""

from __future__ import annotations

from sample import NEWS, Layout, article, frame, rows, ul, with_articles

from layouts.made import addresses, layout


@layout
def pager_without_addresses() -> Layout:
    """The pager's pages are numbers for a script."""
    found = rows("鲁县", lambda n, y: f"/lu/{n}.html")
    pager = "<ul class='pg'><li onclick='page(1)'>1</li><li onclick='page(2)'>2</li></ul>"
    pages = {
        "/": frame("鲁县人民政府", "", "<li><a href='/gk.html'>阳光政务</a></li>"),
        "/gk.html": frame("阳光政务", "<a href='/lu/zd.html'>公开制度</a><a href='/lu/nb.html'>公开年报</a>"),
        "/lu/nb.html": frame("公开年报", ul(found) + pager),
    }
    return Layout(
        "pager_without_addresses", with_articles(pages, found), "/lu/nb.html", "listing", addresses(found)
    )


@layout
def ordered_list() -> Layout:
    """An ordered list with bold titles."""
    found = rows("苏县", lambda n, y: f"/su/{y}{n}.html")
    items = "".join(
        f"<li><b><a href='{u}'><font color='#333'>{t}</font></a></b> <small>{d}</small></li>"
        for u, t, d in found
    )
    pages = {
        "/": frame("苏县人民政府", "", "<li><a href='/su/'>信息公开（128）</a></li>"),
        "/su/": frame("信息公开", "<p><a href='/su/nb/'>信息公开年报（32）</a></p>"),
        "/su/nb/": frame("信息公开年报", f"<ol>{items}</ol>"),
    }
    return Layout("ordered_list", with_articles(pages, found), "/su/nb/", "listing", addresses(found))


@layout
def all_years_together() -> Layout:
    """历年年报."""
    found = rows("浙县", lambda n, y: f"/z/{n}.html", form="{year}{body}政府信息公开年度报告")
    pages = {
        "/": frame("浙县司法局", "", "<li><a href='/zwgk/'>政务公开</a></li>"),
        "/zwgk/": frame("政务公开", "<dl><dt>信息公开</dt><dd><a href='/z/nb'>历年年报</a></dd></dl>"),
        "/z/nb": frame(
            "历年年报",
            "".join(
                f"<div class='it'><a href='{u}'><span class='t'>{t}</span><i>[PDF]</i></a></div>"
                for u, t, _ in found
            ),
        ),
    }
    return Layout("all_years_together", with_articles(pages, found), "/z/nb", "listing", addresses(found))


@layout
def matrix() -> Layout:
    """Bodies down, years across, and a year in every cell."""
    names = ("财政局", "教育局", "水利局")
    cells = [
        (f"/mx/{n}-{y}.html", f"{y}", f"闽县{name}{y}年政府信息公开工作年度报告")
        for n, name in enumerate(names)
        for y in range(2020, 2025)
    ]
    lines = "".join(
        f"<tr><th>{name}</th>{''.join(f'<td><a href={u}>{y}</a></td>' for u, y, _ in cells if u.startswith(f'/mx/{n}-'))}</tr>"
        for n, name in enumerate(names)
    )
    pages: dict[str, str | bytes] = {
        "/": frame("闽县人民政府", "", "<li><a href='/mx/'>政府信息公开</a></li>"),
        "/mx/": frame("政府信息公开", "<ul><li><a href='/mx/nb.html'>部门信息公开年报</a></li></ul>"),
        "/mx/nb.html": frame("部门信息公开年报", f"<table class='matrix'>{lines}</table>"),
        **{u: article(t) for u, _, t in cells},
    }
    return Layout(
        "matrix", pages, "/mx/nb.html", "listing", frozenset(f"/mx/0-{y}.html" for y in range(2020, 2025))
    )


@layout
def frameset_menu() -> Layout:
    """The menu is a frame of the home page."""
    found = rows("桂县", lambda n, y: f"/gui/{n}.htm")
    pages = {
        "/": "<html><head><title>桂县政府网</title></head><frameset rows='80,*'><frame src='top.htm'><frame src='body.htm'></frameset></html>",
        "/top.htm": "<html><body><a href='gk.htm' target='body'>政务公开</a><a href='bs.htm'>办事</a></body></html>",
        "/body.htm": frame("桂县", f"<ul>{NEWS}</ul>"),
        "/gk.htm": frame("政务公开", "<a href='gui/nb.htm'>信息公开年度报告</a>"),
        "/gui/nb.htm": frame("信息公开年度报告", ul(found)),
    }
    return Layout("frameset_menu", with_articles(pages, found), "/gui/nb.htm", "listing", addresses(found))


@layout
def path_info() -> Layout:
    """ThinkPHP: the page in the path."""
    found = rows("琼县", lambda n, y: f"/index.php/ogi/show/id/{n}.html")
    pages = {
        "/": frame("琼县人民政府", "", "<li><a href='/index.php/ogi/index.html'>政府信息公开</a></li>"),
        "/index.php/ogi/index.html": frame(
            "政府信息公开", "<p><a href='/index.php/ogi/annual.html'>政府信息公开年报</a></p>"
        ),
        "/index.php/ogi/annual.html": frame(
            "政府信息公开年报",
            ul(found[:10])
            + "<span class='current'>1</span><a class='num' href='/index.php/ogi/annual/p/2.html'>2</a>",
        ),
        "/index.php/ogi/annual/p/2.html": frame("政府信息公开年报", ul(found[10:])),
    }
    return Layout(
        "path_info",
        with_articles(pages, found),
        "/index.php/ogi/annual.html",
        "static",
        addresses(found[:10]),
    )


@layout
def drupal() -> Layout:
    """?page=1 is the second page."""
    found = rows("渝区", lambda n, y: f"/node/{n + 100}")
    views = "".join(
        f"<div class='views-row'><h3 class='field-content'><a href='{u}'>{t}</a></h3><span>{d}</span></div>"
        for u, t, d in found[:10]
    )
    rest = "".join(
        f"<div class='views-row'><h3 class='field-content'><a href='{u}'>{t}</a></h3></div>"
        for u, t, _ in found[10:]
    )
    pages = {
        "/": frame("渝区人民政府", "", "<li><a href='/open-government'>政务公开</a></li>"),
        "/open-government": frame(
            "政务公开",
            "<ul class='menu'><li class='leaf'><a href='/annual-reports'>政府信息公开年报</a></li></ul>",
        ),
        "/annual-reports": frame(
            "政府信息公开年报",
            f"<div class='view'>{views}</div><ul class='pager'><li class='pager__item'><a href='?page=0'>1</a></li><li><a href='?page=1'>2</a></li><li><a href='?page=1' title='去下一页'>下一页 ›</a></li></ul>",
        ),
        "/annual-reports?page=1": frame("政府信息公开年报", f"<div class='view'>{rest}</div>"),
    }
    pages["/annual-reports?page=0"] = pages["/annual-reports"]
    return Layout("drupal", with_articles(pages, found), "/annual-reports", "query", addresses(found[:10]))


@layout
def two_links_a_line() -> Layout:
    """Every line has the report and a file of it."""
    found = rows("港区", lambda n, y: f"/gq/{n}.html")
    items = "".join(
        f"<li><a href='{u}'>{t}</a><a class='dl' href='{u[:-5]}.pdf'>下载</a></li>" for u, t, _ in found
    )
    pages = {
        "/": frame("港区管委会", "", "<li><a href='/gq/'>政务公开</a></li>"),
        "/gq/": frame("政务公开", "<div class='m'><a href='/gq/nb/'>信息公开工作年度报告</a></div>"),
        "/gq/nb/": frame("信息公开工作年度报告", f"<ul class='dd'>{items}</ul>"),
    }
    return Layout(
        "two_links_a_line", with_articles(pages, found), "/gq/nb/", "listing", addresses(found), frozenset()
    )


@layout
def wide_menu() -> Layout:
    """A menu of ninety columns on every page, the column among them."""
    found = rows("澳区", lambda n, y: f"/ao/x/{n}.html")
    words = [
        f"{a}{b}"
        for a in ("政策", "规划", "财政", "人事", "应急", "采购", "统计", "收费", "监督")
        for b in ("文件", "公开", "通知", "公告", "解读", "结果", "清单", "报告", "目录", "制度")
    ]
    menu = (
        "".join(f"<li><a href='/ao/{n}/'>{w}</a></li>" for n, w in enumerate(words))
        + "<li><a href='/ao/x/'>年报</a></li>"
    )
    pages = {
        "/": frame("澳区人民政府", "", menu),
        "/ao/x/": frame("年报-澳区人民政府", ul(found, "lst"), menu),
    }
    pages |= {f"/ao/{n}/": frame(w, f"<ul>{NEWS}</ul>", menu) for n, w in enumerate(words)}
    return Layout("wide_menu", with_articles(pages, found), "/ao/x/", "listing", addresses(found))


@layout
def inside_the_guide() -> Layout:
    """The only link to the column stands in a sentence of the guide."""
    found = rows("台区", lambda n, y: f"/ty/{n}.html")
    pages = {
        "/": frame("台区人民政府", "", "<li><a href='/ty/zn.html'>政府信息公开指南</a></li>"),
        "/ty/zn.html": frame(
            "政府信息公开指南",
            "<div class='article'><p>本机关每年编制报告，见<a href='/ty/b.html'>这里的年度报告</a>，欢迎查阅。</p></div>",
        ),
        "/ty/b.html": frame("年度报告", ul(found)),
    }
    return Layout("inside_the_guide", with_articles(pages, found), "/ty/b.html", "listing", addresses(found))
