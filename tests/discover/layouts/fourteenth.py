"""Portals of a fourteenth round, after what is recorded of real columns: departments and ministries.

Every home page has what such pages have beside the column: the yearly tables of government sites, yearly
reports on government under law, statistical yearbooks, reports on work.
"""

from __future__ import annotations

from sample import Layout, Row, article, frame, ul

from layouts.made import column, layout

DECOYS = (
    "<li><a href='/wzbb/2024.html'>2024年政府网站工作年度报表</a></li>"
    "<li><a href='/fzzf/2024.html'>2024年度法治政府建设情况报告</a></li>"
    "<li><a href='/gzbg/2024.html'>2024年政府工作报告</a></li>"
    "<li><a href='/tjnj/2024.html'>统计年鉴（2024）</a></li>"
)
BAR = "".join(
    f"<li><a href='{href}'>{words}</a></li>"
    for href, words in (
        ("/dt/", "工作动态"),
        ("/fw/", "办事服务"),
        ("/hd/", "互动交流"),
        ("/zt/", "专题专栏"),
    )
)


def own(body: str, path: str, years: range = range(2016, 2025)) -> list[Row]:
    """The reports of one body, newest first; `path` with {y} and {n}."""
    return [
        (
            path.format(y=year, n=7000 + year * 3),
            f"{body}{year}年政府信息公开工作年度报告",
            f"{year + 1}-01-2{year % 9}",
        )
        for year in sorted(years, reverse=True)
    ]


def home(name: str, gk: str, words: str = "政务公开") -> str:
    nav = f"<li><a href='{gk}'>{words}</a></li>{BAR}"
    return frame(name, f"<div class='focus'><h3>要闻</h3><ul>{DECOYS}</ul></div>", nav)


def menu(nb: str, words: str = "政府信息公开年报") -> str:
    """The five parts that every platform of disclosure has."""
    parts = (
        ("zn", "政府信息公开指南"),
        ("zd", "政府信息公开制度"),
        ("fd", "法定主动公开内容"),
        ("ysq", "依申请公开"),
    )
    lines = "".join(f"<li><a href='/{href}/'>{said}</a></li>" for href, said in parts)
    return f"<div class='left'><ul>{lines}<li class='on'><a href='{nb}'>{words}</a></li></ul></div>"


@layout
def platform_of_a_ministry() -> Layout:
    """The platform lies two folders down; spans inside the links hold the dates."""
    found = own("退役军人事务部", "/gongkai/zfxxgkpt/zfxxgknb/{y}01/t{y}0126_{n}.html")
    items = "".join(f"<li><a href='.{u[26:]}'>{t}<span>{d}</span></a></li>" for u, t, d in found)
    base = "/gongkai/zfxxgkpt/"
    pages = {
        "/": home("退役军人事务部", "/gongkai/", "公开"),
        "/gongkai/": frame("公开", f"<p><a href='{base}'>政府信息公开</a></p><ul>{DECOYS}</ul>"),
        base: frame("政府信息公开平台", menu(f"{base}zfxxgknb/") + "<div class='overview_right'>指南</div>"),
        f"{base}zfxxgknb/": frame(
            "政府信息公开年报",
            menu(f"{base}zfxxgknb/")
            + f"<div class='overview_right'><ul>{items}</ul></div><script>var currentPage = 0; var countPage = 1;</script>",
        ),
    }  # fmt: skip
    return column("platform_of_a_ministry", found, f"{base}zfxxgknb/", "trs", pages)


@layout
def three_links_an_item() -> Layout:
    """Number, title and date of an item are links to the same page, each in a paragraph."""
    found = own("昆城市人力资源和社会保障局", "/zfxxgk/zfxxgknb/{y}-01/{n}.shtml")
    items = "".join(
        f"<div class='item-url'><p><a href='{u}'>{t}</a></p><p><a href='{u}'>KM-{n:03}</a></p><p><a href='{u}'>{d.replace('-', '.')}</a></p></div>"
        for n, (u, t, d) in enumerate(found)
    )
    pages = {
        "/": home("昆城市人力资源和社会保障局", "/zfxxgk/", "政府信息公开"),
        "/zfxxgk/": frame("政府信息公开", menu("/zfxxgk/zfxxgknb/")),
        "/zfxxgk/zfxxgknb/": frame(
            "政府信息公开年报", menu("/zfxxgk/zfxxgknb/") + f"<div class='right'>{items}</div>"
        ),
    }
    return column("three_links_an_item", found, "/zfxxgk/zfxxgknb/", "listing", pages)


@layout
def paragraphs_as_a_table() -> Layout:
    """Rows of paragraphs of given widths, with a head of the same kind."""
    found = own("昆城市财政局", "/c/{y}-01-20/{n}.shtml")
    head = "<div class='tr'><p class='w60'>序号</p><p class='w659'>名称</p><p class='w80'>日期</p></div>"
    lines = "".join(
        f"<div class='tr'><p class='w60'>{n}</p><p class='w659'><a href='{u}' title='{t}'>{t[:18]}…</a></p><p class='w80'>{d}</p></div>"
        for n, (u, t, d) in enumerate(found, 1)
    )
    pages = {
        "/": home("昆城市财政局", "/zfxxgk/", "信息公开"),
        "/zfxxgk/": frame("信息公开", menu("/zfxxgk/zfxxgknb/", "政府信息公开工作年度报告")),
        "/zfxxgk/zfxxgknb/": frame("财政局", menu("/zfxxgk/zfxxgknb/", "政府信息公开工作年度报告") + f"<div class='data-table'>{head}{lines}</div>"),
    }  # fmt: skip
    return column("paragraphs_as_a_table", found, "/zfxxgk/zfxxgknb/", "listing", pages)


@layout
def numbered_from_one() -> Layout:
    """/1.html, /2.html: the pager is a script with the number of pages."""
    found = own("延州市教育局", "/zfxxgk/zfxxgknb/{n}.html", range(2005, 2025))

    def page(lines: list[Row], number: int) -> str:
        pager = f"<div class='m-lst-pg'><script>var all = parseInt('2'); var cur = parseInt('{number}');</script><a href='1.html'>首页</a><a href='2.html'>末页</a></div>"
        return frame(
            "政府信息公开年报",
            menu("/zfxxgk/zfxxgknb/1.html") + f"<div class='m-lst'>{ul(lines)}{pager}</div>",
        )

    pages = {
        "/": home("延州市教育局", "/zfxxgk/1.html"),
        "/zfxxgk/1.html": frame("政府信息公开", menu("/zfxxgk/zfxxgknb/1.html")),
        "/zfxxgk/zfxxgknb/1.html": page(found[:15], 1),
        "/zfxxgk/zfxxgknb/2.html": page(found[15:], 2),
    }
    return column("numbered_from_one", found[:15], "/zfxxgk/zfxxgknb/1.html", "static", pages)


@layout
def public_aspx() -> Layout:
    """One program with a column's and its parent's number, a page and a word to look for."""
    found = own("滇省人力资源和社会保障厅", "/NewsView.aspx?id={n}", range(2008, 2025))
    here = "/InfoPublic.aspx?cid=1019&pid=971"

    def page(lines: list[Row]) -> str:
        items = "".join(f"<p><a href='{u}'>{t}</a><span>{d}</span></p>" for u, t, d in lines)
        pager = "".join(f"<a href='{here}&page={n}&kw='>{n}</a>" for n in (1, 2))
        return frame(
            "信息公开年报",
            f"<div class='rightnav'><h1>政府信息公开年报</h1></div><div class='info-list'>{items}</div><div class='pages'>{pager}</div>",
        )

    side = "".join(
        f"<a href='/InfoPublic.aspx?cid={n}&pid=971'>{t}</a>"
        for n, t in ((1017, "公开指南"), (1018, "公开制度"), (1019, "公开年报"))
    )
    pages = {
        "/": home("人社厅", "/InfoPublic.aspx?cid=971", "政府信息公开"),
        "/InfoPublic.aspx?cid=971": frame("政府信息公开", f"<div class='side'>{side}</div>"),
        here: page(found[:10]),
        f"{here}&page=1&kw=": page(found[:10]),
        f"{here}&page=1": page(found[:10]),
        f"{here}&page=2&kw=": page(found[10:]),
    }  # fmt: skip
    pages |= {u: article(t) for u, t, _ in found}
    return column("public_aspx", found[:10], here, "query", pages)


@layout
def table_with_an_id() -> Layout:
    """Rows with index number, name and date; a script of TRS knows the pages."""
    found = own("黔州民政局", "/zwgk_500428/xxgknb/{y}01/t{y}0119_{n}.html", range(2003, 2025))

    def page(lines: list[Row], number: int) -> str:
        rows = "".join(
            f"<tr><td>{n}</td><td>0001{n}/2024-1</td><td><a href='{u}'>{t}</a></td><td>{d}</td></tr>"
            for n, (u, t, d) in enumerate(lines)
        )
        head = "<tr><th>序号</th><th>索引号</th><th>信息名称</th><th>发布日期</th></tr>"
        return frame(
            "信息公开年报",
            menu("/zwgk_500428/xxgknb/")
            + f"<table id='idData'>{head}{rows}</table><script>createPageHTML(2,{number},'index','html');</script>",
        )

    pages = {
        "/": home("黔州民政局", "/zwgk_500428/"),
        "/zwgk_500428/": frame("政务公开", menu("/zwgk_500428/xxgknb/", "信息公开年报")),
        "/zwgk_500428/xxgknb/": page(found[:15], 0),
        "/zwgk_500428/xxgknb/index_1.html": page(found[15:], 1),
    }  # fmt: skip
    return column("table_with_an_id", found[:15], "/zwgk_500428/xxgknb/", "trs", pages)


@layout
def list_by_auto() -> Layout:
    """The date is text of the item; the last item of the pager leads on."""
    found = own("靖市人社局", "/content/xxgknb/{n}.html", range(2007, 2025))

    def page(lines: list[Row], pager: str) -> str:
        items = "".join(f"<li><a href='{u}'>{t}</a> {d}</li>" for u, t, d in lines)
        return frame(
            "信息公开年报", f"<ul class='p-list'>{items}</ul><div class='page'><ul>{pager}</ul></div>"
        )

    one, two = "/list/xxgknb/auto/124.html", "/list/xxgknb/auto/124_2.html"
    pages = {
        "/": home("靖市人社局", "/list/zfxxgk/auto/100.html", "政府信息公开"),
        "/list/zfxxgk/auto/100.html": frame("政府信息公开", menu(one)),
        one: page(
            found[:10],
            f"<li class='cur'>1</li><li><a href='{two}'>2</a></li><li><a href='{two}'>下一页</a></li>",
        ),
        two: page(
            found[10:],
            f"<li><a href='{one}'>上一页</a></li><li><a href='{one}'>1</a></li><li class='cur'>2</li>",
        ),
    }
    return column("list_by_auto", found[:10], one, "static", pages)


@layout
def html_and_pdf_mixed() -> Layout:
    """Some reports are pages, some PDF, some old ones DOC; no dates; notices about reports among them."""
    found = [
        (u.replace(".html", (".html", ".pdf", ".doc")[n % 3]), t, d)
        for n, (u, t, d) in enumerate(own("豫省文化和旅游厅", "/zwgk/xxgk/zfxxgknb/{y}/{n}.html"))
    ]
    notes = "<li><a href='/zwgk/tz/1.html'>关于编制政府信息公开工作年度报告的通知</a></li>"
    items = "".join(f"<li><a href='{u}'>{t}</a></li>" for u, t, _ in found)
    pages = {
        "/": home("豫省文化和旅游厅", "/zwgk/"),
        "/zwgk/": frame("政务公开", "<p><a href='/zwgk/xxgk/'>政府信息公开</a></p>"),
        "/zwgk/xxgk/": frame("政府信息公开", menu("/zwgk/xxgk/zfxxgknb/")),
        "/zwgk/xxgk/zfxxgknb/": frame(
            "年报", menu("/zwgk/xxgk/zfxxgknb/") + f"<ul class='newsList'>{notes}{items}</ul>"
        ),
    }
    return column("html_and_pdf_mixed", found, "/zwgk/xxgk/zfxxgknb/", "listing", pages)


@layout
def lists_in_lists() -> Layout:
    """VSB: every item is a list in the list; numbers of pages count down."""
    found = own("甘州人社局", "/info/1088/{n}.htm", range(2005, 2025))

    def page(lines: list[Row], here: str, onward: str) -> str:
        items = "".join(
            f"<li><ul><li><a href='{u}'>{t}</a><span>{d}</span></li></ul></li>" for u, t, d in lines
        )
        pager = f"<span class='p_pages'><span class='p_t'>{here}</span>{onward}</span>"
        return frame(
            "政府信息公开年报",
            menu("/zfxxgk1/zfxxgknb.htm") + f"<ul class='content-list'>{items}</ul>{pager}",
        )

    pages = {
        "/": home("甘州人社局", "/zfxxgk1.htm", "政府信息公开"),
        "/zfxxgk1.htm": frame("政府信息公开", menu("/zfxxgk1/zfxxgknb.htm")),
        "/zfxxgk1/zfxxgknb.htm": page(
            found[:12], "1/2", "<span class='p_next p_fun'><a href='zfxxgknb/1.htm'>下页</a></span>"
        ),
        "/zfxxgk1/zfxxgknb/1.htm": page(
            found[12:], "2/2", "<span class='p_first'><a href='../zfxxgknb.htm'>首页</a></span>"
        ),
    }
    return column("lists_in_lists", found[:12], "/zfxxgk1/zfxxgknb.htm", "vsb", pages)


@layout
def content_posts() -> Layout:
    """A portal of the south: articles are content/post_N.html, titles without the word 工作."""
    found = [
        (u, t.replace("工作", ""), d)
        for u, t, d in own("粤城市应急管理局", "/zwgk/xxgknb/content/post_{n}.html")
    ]
    pages = {
        "/": home("粤城市应急管理局", "/zwgk/"),
        "/zwgk/": frame("政务公开", menu("/zwgk/xxgknb/index.html", "信息公开年度报告")),
        "/zwgk/xxgknb/index.html": frame("信息公开年度报告", menu("/zwgk/xxgknb/index.html", "信息公开年度报告") + f"<div class='list_right'>{ul(found, 'news_list')}</div>"),
    }  # fmt: skip
    return column("content_posts", found, "/zwgk/xxgknb/index.html", "listing", pages)
