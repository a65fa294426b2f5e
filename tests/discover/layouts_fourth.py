"""Portals of a fourth round, written after the third was measured."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable

from layouts import addresses
from sample import NEWS, Layout, frame, rows, ul, with_articles

MADE: list[Callable[[], Layout]] = []


def layout(make: Callable[[], Layout]) -> Callable[[], Layout]:
    MADE.append(make)
    return make


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


def layouts() -> list[Layout]:
    return [make() for make in MADE]
