"""Portals of an eighth round: frames, trees, feeds, and hosts that answer oddly."""

from __future__ import annotations

from sample import NEWS, Layout, frame, rows, ul

from layouts.made import column, layout
from scraper.portal.server import Answer, Request


@layout
def columns_for_years() -> Layout:
    """The column's page is tiles of years, each a column with the bodies' reports."""
    found = rows(
        "含县", lambda n, y: f"/gk/nb/{y}/r{n}.html", form="{body}政府信息公开工作年度报告（{year}）"
    )
    tiles = "".join(
        f"<div class='tile'><a href='/gk/nb/{y}/'><b>{y}</b>年</a></div>" for y in range(2024, 2016, -1)
    )
    pages = {
        "/": frame("含县人民政府", "", "<li><a href='/gk/'>政府信息公开</a></li>"),
        "/gk/": frame("政府信息公开", "<p><a href='/gk/nb/'>信息公开年报</a></p>"),
        "/gk/nb/": frame("信息公开年报", f"<div class='tiles'>{tiles}</div>"),
    }
    for year in range(2017, 2025):
        pages[f"/gk/nb/{year}/"] = frame(f"{year}年", ul([r for r in found if f"/{year}/" in r[0]]))
    newest = [r for r in found if "/2024/" in r[0]]
    return column(
        "columns_for_years",
        newest,
        "/gk/nb/",
        "yearly",
        pages | {u: frame(t, f"<h1>{t}</h1>") for u, t, _ in found},
    )


@layout
def bodies_in_a_select() -> Layout:
    """The government's own reports, and a box that opens the column of each of its bodies."""
    found = rows("无县", lambda n, y: f"/nb/{n}.html", form="无县人民政府{year}年政府信息公开工作年度报告")[
        ::2
    ]
    options = "".join(
        f"<option value='/{w}/nb/'>{name}</option>"
        for w, name in (("czj", "财政局"), ("jyj", "教育局"), ("slj", "水利局"))
    )
    pages = {
        "/": frame("无县人民政府", "", "<li><a href='/gk/'>政务公开</a></li>"),
        "/gk/": frame("政务公开", "<div><a href='/gk/nb/'>政府信息公开年报</a></div>"),
        "/gk/nb/": frame(
            "政府信息公开年报",
            f"<select onchange='location.href=this.value'><option>选择部门</option>{options}</select>{ul(found)}",
        ),
    }
    for w in ("czj", "jyj", "slj"):
        pages[f"/{w}/nb/"] = frame(
            "政府信息公开年报", f"<ul><li><a href='/{w}/1.html'>2023年政府信息公开工作年度报告</a></li></ul>"
        )
    return column("bodies_in_a_select", found, "/gk/nb/", "listing", pages)


@layout
def pictures_without_words() -> Layout:
    """Only the paths speak: pictures as links, no text, no alt."""
    found = rows("庐县", lambda n, y: f"/opengov/annualreport/{n}.html")
    pages = {
        "/": frame(
            "庐县人民政府",
            "",
            "<li><a href='/opengov/'><img src='/i/1.gif'></a></li><li><a href='/service/'><img src='/i/2.gif'></a></li>",
        ),
        "/opengov/": frame(
            "",
            "<a href='/opengov/guide/'><img src='/i/3.gif'></a><a href='/opengov/annualreport/'><img src='/i/4.gif'></a>",
        ),
        "/opengov/guide/": frame("指南", "<p>指南</p>"),
        "/service/": frame("服务", "<p>服务</p>"),
        "/opengov/annualreport/": frame("年报", ul(found)),
    }
    return column("pictures_without_words", found, "/opengov/annualreport/", "listing", pages)


@layout
def old_asp_in_capitals() -> Layout:
    """Capital tags, GBK, unquoted attributes, cells that open windows."""
    found = rows("巢县", lambda n, y: f"/Show.asp?ID={n + 300}")
    cells = "".join(
        f"<TR><TD>·<A HREF={u} TARGET=_blank>{t}</A></TD><TD>[{d}]</TD></TR>" for u, t, d in found[:10]
    )
    rest = "".join(f"<TR><TD>·<A HREF={u}>{t}</A></TD></TR>" for u, t, d in found[10:])
    head = "<HTML><HEAD><META HTTP-EQUIV=Content-Type CONTENT='text/html; charset=gb2312'><TITLE>{}</TITLE></HEAD><BODY BGCOLOR=#FFFFFF>{}</BODY></HTML>"

    def gbk(title: str, inside: str) -> bytes:
        return head.format(title, inside).encode("gbk")

    pager = (
        "共16条 第1/2页 <A HREF=Class.asp?CID=77&Page=2>下一页</A> <A HREF=Class.asp?CID=77&Page=2>尾页</A>"
    )
    pages: dict[str, str | bytes] = {
        "/": gbk(
            "巢县",
            "<TABLE><TR><TD ONCLICK=\"window.open('Index.asp?M=gk')\" STYLE='cursor:hand'>政务公开</TD><TD ONCLICK=\"window.open('Index.asp?M=bs')\">在线办事</TD></TR></TABLE>",
        ),
        "/Index.asp?M=gk": gbk(
            "政务公开",
            "<TABLE><TR><TD><A HREF=Class.asp?CID=70>公开指南</A></TD></TR><TR><TD><A HREF=Class.asp?CID=77>公开年报</A></TD></TR></TABLE>",
        ),
        "/Index.asp?M=bs": gbk("办事", "<P>办事</P>"),
        "/Class.asp?CID=77": gbk("公开年报", f"<TABLE WIDTH=100%>{cells}</TABLE>{pager}"),
        "/Class.asp?CID=77&Page=2": gbk("公开年报", f"<TABLE WIDTH=100%>{rest}</TABLE>"),
    }
    pages["/Class.asp?CID=77&Page=1"] = pages["/Class.asp?CID=77"]
    return column("old_asp_in_capitals", found[:10], "/Class.asp?CID=77", "query", pages)


@layout
def tree_and_list_in_frames() -> Layout:
    """The platform is a page with two inner frames; the tree's links open in the other."""
    found = rows("全县", lambda n, y: f"/xxgk/show/{n}.html")
    frames = "<iframe name='tree' src='/xxgk/tree.html'></iframe><iframe name='main' src='/xxgk/list_01.html'></iframe>"
    tree = "<html><body><a href='list_01.html' target='main'>最新公开</a><a href='list_05.html' target='main'>公开制度</a><a href='list_07.html' target='main'>年度报告</a></body></html>"
    pager = "<div>首页 上一页 <a href='list_07_2.html'>下一页</a> <a href='list_07_2.html'>末页</a></div>"
    pages = {
        "/": frame("全县人民政府", "", "<li><a href='/xxgk/index.html'>信息公开平台</a></li>"),
        "/xxgk/index.html": f"<html><head><title>信息公开平台</title></head><body>{frames}</body></html>",
        "/xxgk/tree.html": tree,
        "/xxgk/list_01.html": f"<html><body><ul>{NEWS}</ul></body></html>",
        "/xxgk/list_05.html": f"<html><body><ul>{NEWS}</ul></body></html>",
        "/xxgk/list_07.html": f"<html><head><title>年度报告</title></head><body>{ul(found[:9])}{pager}</body></html>",
        "/xxgk/list_07_2.html": f"<html><body>{ul(found[9:])}</body></html>",
    }
    return column("tree_and_list_in_frames", found[:9], "/xxgk/list_07.html", "static", pages)


@layout
def base_above() -> Layout:
    """A base two folders up, and an XML declaration before the page."""
    found = rows("来县", lambda n, y: f"/web/doc/{n}.html")
    head = "<?xml version='1.0' encoding='utf-8'?><!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN' 'x'><html xmlns='http://www.w3.org/1999/xhtml'><head><base href='../../' /><title>{}</title></head><body>{}</body></html>"
    items = "".join(
        f"<p class='x'><a href='{u[5:]}' title='{t}'>{t[:12]}...</a><span>{d}</span></p>" for u, t, d in found
    )

    def answer(request: Request) -> Answer | None:
        body = xhtml.get(request.path)
        return Answer(200, body.encode(), {"Content-Type": "text/html; charset=utf-8"}) if body else None

    xhtml = {
        "/web/gk/a/index.html": head.format(
            "政务公开", "<ul><li><a href='gk/nb/index.html'>信息公开年报</a></li></ul>"
        ),
        "/web/gk/nb/index.html": head.format("信息公开年报", f"<div class='xs'>{items}</div>"),
    }
    pages = {"/": frame("来县人民政府", "", "<li><a href='/web/gk/a/index.html'>政务公开</a></li>")}
    return column("base_above", found, "/web/gk/nb/index.html", "listing", pages, answer)


@layout
def reports_have_their_own_home() -> Layout:
    """A small site of reports with a home of its own: a banner leads to it, blocks list years."""
    found = rows("定县", lambda n, y: f"/2024nbzt/{y}/{n}.html")
    blocks = "".join(
        f"<div class='blk'><h3><span>{y}年度报告</span><a href='/2024nbzt/{y}/'>更多</a></h3>{ul([r for r in found if f'/{y}/' in r[0]])}</div>"
        for y in range(2024, 2016, -1)
    )
    pages = {
        "/": frame(
            "定县人民政府",
            "<div class='ad'><a href='/2024nbzt/'><img src='/b.jpg' alt='政府信息公开年报专题'></a></div>",
        ),
        "/2024nbzt/": frame("政府信息公开年报专题", blocks),
    }
    for year in range(2017, 2025):
        pages[f"/2024nbzt/{year}/"] = frame(f"{year}年度报告", ul([r for r in found if f"/{year}/" in r[0]]))
    return column("reports_have_their_own_home", found, "/2024nbzt/", "listing", pages)


@layout
def filter_before_the_list() -> Layout:
    """A form to filter by year and body; pages turn by a function that sets the address."""
    found = rows("凤县", lambda n, y: f"/gk/info/{n}")
    form = "<form action='/gk/annual' method='get'><select name='year'><option value=''>全部年份</option><option value='2024'>2024</option><option value='2023'>2023</option></select><input name='dept'><button>查询</button></form>"
    script = "<script>function goPage(n){ location.href = '/gk/annual?pageNo=' + n; }</script>"
    pager = "<div class='pg'><a href='javascript:goPage(1)'>1</a><a href='javascript:goPage(2)'>2</a></div>"
    pages = {
        "/": frame("凤县人民政府", "", "<li><a href='/gk'>政务公开</a></li>"),
        "/gk": frame("政务公开", "<p><a href='/gk/annual'>信息公开年报查询</a></p>"),
        "/gk/annual": frame("信息公开年报", form + ul(found[:10]) + pager + script),
        "/gk/annual?pageNo=2": frame("信息公开年报", form + ul(found[10:]) + pager + script),
    }
    pages["/gk/annual?pageNo=1"] = pages["/gk/annual"]
    return column(
        "filter_before_the_list",
        found[:10],
        "/gk/annual",
        "query",
        pages,
        also=frozenset({"/gk/annual?pageNo=1"}),
    )
