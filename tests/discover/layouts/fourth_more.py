"""Portals of a fourth round, written after the third was measured."""

from __future__ import annotations

import gzip

from sample import Layout, frame, rows, ul, with_articles

from layouts.made import addresses, layout


@layout
def offsets() -> Layout:
    """The pager counts items: start=12."""
    found = rows("松市", lambda n, y: f"/a-{n}.html")
    pages = {
        "/": frame("松市农业农村局", "", "<li><a href='/xxgk.php?c=3'>信息公开</a></li>"),
        "/xxgk.php?c=3": frame("信息公开", "<div class='l'><a href='/xxgk.php?c=31'>公开年报</a></div>"),
        "/xxgk.php?c=31": frame(
            "公开年报",
            ul(found[:12])
            + "<div>1 <a href='/xxgk.php?c=31&start=12'>2</a> <a href='/xxgk.php?c=31&start=12'>下页</a></div>",
        ),
        "/xxgk.php?c=31&start=12": frame("公开年报", ul(found[12:])),
    }
    pages["/xxgk.php?c=31&start=0"] = pages["/xxgk.php?c=31"]
    return Layout("offsets", with_articles(pages, found), "/xxgk.php?c=31", "query", addresses(found[:12]))


@layout
def data_attributes() -> Layout:
    """An accordion whose links carry their address in data-url."""
    found = rows("柏县", lambda n, y: f"/z/{n}.html")
    menu = "<div class='acc'><h4>法定主动公开内容</h4><a href='javascript:;' data-url='/z/jg/'>机构信息</a><a href='javascript:;' data-url='/z/nb/'>政府信息公开年报</a></div>"
    pages = {
        "/": frame("柏县人民政府", "", "<li><a href='/z/'>政府信息公开</a></li>"),
        "/z/": frame("政府信息公开", menu),
        "/z/nb/": f"<div class='frag'>{ul(found, 'fr')}</div>",
    }
    return Layout("data_attributes", with_articles(pages, found), "/z/nb/", "listing", addresses(found))


@layout
def sitemap_of_sitemaps() -> Layout:
    """An index of site maps, packed; the column's address says nothing, only its neighbours' do."""
    found = rows("桐县", lambda n, y: f"/zfxxgk/zfxxgknb/{y}/{n}.html")
    host = "http://sitemap-of-sitemaps.layout.test"
    places = "".join(
        f"<url><loc>{host}{p}</loc></url>"
        for p in ("/", "/tzgg/", "/zfxxgk/zfxxgknb/list.html", *(u for u, _, _ in found))
    )
    pages: dict[str, str | bytes] = {
        "/": "<html><head><title>桐县人民政府</title></head><body><div id='root'></div></body></html>",
        "/sitemap.xml": f"<?xml version='1.0'?><sitemapindex><sitemap><loc>{host}/map1.xml.gz</loc></sitemap></sitemapindex>",
        "/map1.xml.gz": gzip.compress(f"<?xml version='1.0'?><urlset>{places}</urlset>".encode()),
        "/zfxxgk/zfxxgknb/list.html": frame("年报", ul(found)),
    }
    return Layout(
        "sitemap_of_sitemaps",
        with_articles(pages, found),
        "/zfxxgk/zfxxgknb/list.html",
        "listing",
        addresses(found),
    )


@layout
def banner() -> Layout:
    """A picture called 年报 on the home page."""
    found = rows("柳县", lambda n, y: f"/pic/{n}.html")
    pages = {
        "/": frame(
            "柳县审计局",
            "<p><a href='/pic/'><img src='/nb.jpg' alt='年报'></a><a href='/vote/'><img src='/tp.jpg' alt='投票'></a></p>",
        ),
        "/pic/": frame(
            "柳县审计局", f"<div class='bigbox'><h2>政府信息公开工作年度报告</h2>{ul(found)}</div>"
        ),
    }
    return Layout("banner", with_articles(pages, found), "/pic/", "listing", addresses(found))


@layout
def actions() -> Layout:
    """Struts: article.do?method=list&channelId=88."""
    found = rows("桃市", lambda n, y: f"/portal/article.do?method=show&id={n}")
    base = "/portal/article.do?method=list&channelId=88"
    pages = {
        "/": frame(
            "桃市交通运输局",
            "",
            "<li><a href='/portal/article.do?method=list&amp;channelId=8'>政务公开</a></li>",
        ),
        "/portal/article.do?method=list&channelId=8": frame(
            "政务公开", f"<ul class='lm'><li><a href='{base}'>政府信息公开年度报告</a></li></ul>"
        ),
        base: frame("政府信息公开年度报告", ul(found) + "<form>共1页</form>"),
    }
    return Layout("actions", with_articles(pages, found), base, "listing", addresses(found))


@layout
def two_columns() -> Layout:
    """The government's own reports and those of its departments are columns apart."""
    own = [
        (f"/nb/zf/{y}.html", f"杏县人民政府{y}年政府信息公开工作年度报告", f"{y + 1}-03-20")
        for y in range(2024, 2014, -1)
    ]
    found = rows("杏县", lambda n, y: f"/nb/bm/{n}.html")
    links = "<ul><li><a href='/nb/zf/'>县政府信息公开年报</a></li><li><a href='/nb/bm/'>部门信息公开年报</a></li></ul>"
    pages = {
        "/": frame("杏县人民政府", "", "<li><a href='/nb/'>政府信息公开年报</a></li>"),
        "/nb/": frame("政府信息公开年报", links),
        "/nb/zf/": frame("县政府信息公开年报", ul(own)),
        "/nb/bm/": frame("部门信息公开年报", ul(found)),
    }
    return Layout(
        "two_columns", with_articles(with_articles(pages, found), own), "/nb/zf/", "listing", addresses(own)
    )


@layout
def headings_as_years() -> Layout:
    """Links of the years lead to places on the same page."""
    found = rows("李县", lambda n, y: f"/li/{y}_{n}.html")
    jumps = "".join(f"<a href='#y{y}'>{y}</a>" for y in range(2024, 2016, -1))
    lists = "".join(
        f"<a name='y{y}'></a><h3>{y}年</h3><div class='yr'>{''.join(f'<p><a href={u}>{t}</a></p>' for u, t, _ in found if f'/{y}_' in u)}</div>"
        for y in range(2024, 2016, -1)
    )
    pages = {
        "/": frame("李县人民政府", "", "<li><a href='/li/'>政务公开</a></li>"),
        "/li/": frame("政务公开", "<p><a href='/li/nb.html'>信息公开年报</a></p>"),
        "/li/nb.html": frame("信息公开年报", f"<div class='jump'>{jumps}</div>{lists}"),
    }
    return Layout(
        "headings_as_years", with_articles(pages, found), "/li/nb.html", "listing", addresses(found)
    )


@layout
def article_is_the_list() -> Layout:
    """The column is one article whose text links the reports."""
    found = rows("榆县", lambda n, y: f"/files/{y}/{n}.docx")
    text = "".join(f"<p style='text-indent:2em'><a href='{u}'>{t}</a></p>" for u, t, _ in found)
    pages: dict[str, str | bytes] = {
        "/": frame("榆县人民政府", "", "<li><a href='/c/gk/'>信息公开</a></li>"),
        "/c/gk/": frame(
            "信息公开",
            "<ul class='con'><li><a href='/c/gk/101.html'>政府信息公开指南</a></li><li><a href='/c/gk/102.html'>历年政府信息公开工作年度报告</a></li></ul>",
        ),
        "/c/gk/102.html": frame(
            "历年政府信息公开工作年度报告",
            f"<div class='article'><h1>历年政府信息公开工作年度报告</h1><div id='zoom'>{text}</div></div>",
        ),
    }
    return Layout("article_is_the_list", pages, "/c/gk/102.html", "listing", addresses(found))
