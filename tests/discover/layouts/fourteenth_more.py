"""Portals of a fourteenth round: counties and cities with the reports of their bodies."""

from __future__ import annotations

from sample import BODIES, Layout, Row, article, frame, rows, ul

from layouts.fourteenth import DECOYS, home, menu, own
from layouts.made import column, layout
from scraper.portal.server import Answer, Request


@layout
def matrix_of_bodies_and_years() -> Layout:
    """A table with a row a body and a column a year; the links say only 查看, and lead to PDF."""
    years = range(2024, 2018, -1)
    found = [
        (f"/wzxxgknb/{y}/3208{n:02}.pdf", f"淮市{body}{y}年政府信息公开年度报告", f"{y + 1}-01-20")
        for n, body in enumerate(BODIES)
        for y in years
    ]
    titles = {u: t for u, t, _ in found}
    head = "<tr><th>单位</th>" + "".join(f"<th>{y}年</th>" for y in years) + "</tr>"
    lines = "".join(
        f"<tr><td>{body}</td>"
        + "".join(
            f"<td><a href='/wzxxgknb/{y}/3208{n:02}.pdf' title='{titles[f'/wzxxgknb/{y}/3208{n:02}.pdf']}'>查看</a></td>"
            for y in years
        )
        + "</tr>"
        for n, body in enumerate(BODIES)
    )
    pages = {
        "/": home("淮市人民政府", "/col/18072/index.html", "政府信息公开"),
        "/col/18072/index.html": frame("政府信息公开", menu("/col/18073_668815/index.html")),
        "/col/18073_668815/index.html": frame("政府信息公开年报", f"<table class='nb'>{head}{lines}</table>"),
    }
    return column("matrix_of_bodies_and_years", found, "/col/18073_668815/index.html", "listing", pages)


@layout
def a_directory_a_year() -> Layout:
    """The column shows a bar of years and the newest year's reports; each year is a directory."""
    found = rows("密云区", lambda n, y: f"/zwgk/zfxxgk/zfxxgknb/gknb{y}/{y + 1}01/t{y + 1}0120_{n}.html")
    base = "/zwgk/zfxxgk/zfxxgknb/"
    bar = (
        "<ul class='years'>"
        + "".join(f"<li><a href='{base}gknb{y}/'>{y}年</a></li>" for y in range(2024, 2016, -1))
        + "</ul>"
    )
    pages = {
        "/": home("密云区人民政府", "/zwgk/"),
        "/zwgk/": frame("政务公开", menu(base) + f"<ul>{DECOYS}</ul>"),
        base: frame("政府信息公开年报", menu(base) + bar),
    }
    for year in range(2017, 2025):
        of_year = [row for row in found if f"/gknb{year}/" in row[0]]
        pages[f"{base}gknb{year}/"] = frame(f"{year}年", menu(base) + bar + ul(of_year))
    return column("a_directory_a_year", [r for r in found if "/gknb2024/" in r[0]], base, "yearly", pages)


@layout
def records_in_the_page() -> Layout:
    """大汉: the first records lie in a script of type text/xml, the rest behind the proxy."""
    found = rows("江北区", lambda n, y: f"/art/{y + 1}/1/20/art_1229214366_{n}.html")
    records = "".join(
        f"<record><![CDATA[<li><a href='{u}' title='{t}'>{t}</a><span>{d}</span></li>]]></record>"
        for u, t, d in found
    )
    store = f"<datastore><nextgroup></nextgroup><recordset>{records}</recordset></datastore>"
    call = "var pages = new Pagination({ajaxUrl: '/module/web/jpage/dataproxy.jsp', ajaxParam: {columnid: 1229214366, unitid: '6580111', webid: 3026, path: '/', sourceContentType: 1, col: 1, webname: '江北', permissiontype: 0}, totalRecord: 16, perPage: 20});"
    pages = {
        "/": home("江北区人民政府", "/col/col1229214360/index.html", "政府信息公开"),
        "/col/col1229214360/index.html": frame("政府信息公开", menu("/col/col1229214366/index.html")),
        "/col/col1229214366/index.html": frame("政府信息公开年报", f"<div id='6580111'><script type='text/xml'>{store}</script></div><script>{call}</script>"),
    }  # fmt: skip

    def reply(request: Request) -> Answer | None:
        whole = store.replace(
            "<nextgroup>", "<totalrecord>16</totalrecord><totalpage>1</totalpage><nextgroup>"
        )
        asked = request.path == "/module/web/jpage/dataproxy.jsp"
        return Answer(200, whole.encode(), {"Content-Type": "text/xml"}) if asked else None

    return column("records_in_the_page", found, "/col/col1229214366/index.html", "jpage", pages, reply)


@layout
def list_jsp() -> Layout:
    """A program with node and category; the page is cur_page."""
    found = rows("绵市", lambda n, y: f"/info/iDetail.jsp?node_id=GKmzs&manuscript_id={n}")
    here = "/info/iList.jsp?node_id=GKmzs&cat_id=24186"

    def page(lines: list[Row]) -> str:
        pager = "共2页 " + "".join(
            f"<a href='iList.jsp?node_id=GKmzs&cat_id=24186&cur_page={n}'>{n}</a>" for n in (1, 2)
        )
        return frame("年度报告", ul(lines) + f"<div class='fy'>{pager}</div>")

    side = "".join(
        f"<li><a href='/info/iList.jsp?node_id=GKmzs&cat_id={n}'>{t}</a></li>"
        for n, t in ((15971, "法定主动公开"), (24185, "公开指南"), (24186, "公开年报"))
    )
    pages = {
        "/": home("绵市人民政府", "/info/iIndex.jsp?node_id=GKmzs", "信息公开"),
        "/info/iIndex.jsp?node_id=GKmzs": frame("信息公开", f"<ul>{side}</ul>"),
        here: page(found[:10]),
        f"{here}&cur_page=1": page(found[:10]),
        f"{here}&cur_page=2": page(found[10:]),
    }  # fmt: skip
    pages |= {u: article(t) for u, t, _ in found}
    return column("list_jsp", found[:10], here, "query", pages)


@layout
def openness_reports() -> Layout:
    """安徽: reports at /OpennessAnnualReport/show/N.html, listed on a page of their own with bodies in groups."""
    found = rows("宁县", lambda n, y: f"/OpennessAnnualReport/show/{2300 + n}.html")
    groups = "".join(
        f"<div class='group'><h4>{y}年度</h4>{ul([r for r in found if f'{y}年' in r[1]])}</div>"
        for y in range(2024, 2016, -1)
    )
    pages = {
        "/": home("宁县人民政府", "/openness/index.html", "信息公开"),
        "/openness/index.html": frame(
            "信息公开", menu("/openness/OpennessAnnualReport/index.html", "年度报告")
        ),
        "/openness/OpennessAnnualReport/index.html": frame("年度报告", groups),
    }
    return column("openness_reports", found, "/openness/OpennessAnnualReport/index.html", "listing", pages)


@layout
def cms_html_of_2013() -> Layout:
    """An old system in GBK: tables for layout, pages by date, words lead to the next page."""
    found = rows("南州", lambda n, y: f"/cms/html/nzszf/{y + 1}-01-25/17791{n:05}.html")

    def page(lines: list[Row], pager: str) -> bytes:
        cells = "".join(
            f"<tr><td><img src=dot.gif></td><td><a href={u} target=_blank>{t}</a></td><td>[{d}]</td></tr>"
            for u, t, d in lines
        )
        text = f"<html><head><meta http-equiv=Content-Type content='text/html; charset=gb2312'><title>南州政府信息公开年报</title></head><body><table><tr><td><a href=/>首页</a></td></tr></table><table width=700>{cells}</table><div>{pager}</div></body></html>"
        return text.encode("gb18030")

    here = "/cms/html/nzszf/xxgknb/index.html"
    nav = f"<table><tr><td><a href='{here}'>公开年报</a></td><td><a href='/cms/html/nzszf/zn/index.html'>公开指南</a></td></tr></table>"
    pages: dict[str, str | bytes] = {
        "/": f"<html><head><meta charset=gb2312><title>中国南州</title></head><body><a href='/cms/html/nzszf/xxgk/index.html'>政府信息公开</a><ul>{DECOYS}</ul></body></html>".encode("gb18030"),
        "/cms/html/nzszf/xxgk/index.html": f"<html><head><meta charset=gb2312><title>政府信息公开</title></head><body>{nav}</body></html>".encode("gb18030"),
        here: page(found[:10], "第1页/共2页 <a href=index1.html>下一页</a> <a href=index1.html>尾页</a>"),
        "/cms/html/nzszf/xxgknb/index1.html": page(found[10:], "第2页/共2页 <a href=index.html>上一页</a>"),
    }  # fmt: skip
    return column("cms_html_of_2013", found[:10], here, "static", pages)


@layout
def files_beside_the_list() -> Layout:
    """The reports are files beside the list; the links' words are file names with sizes."""
    found = [
        (
            f"/xxgk/nb/P0{y + 1}0118{n:04}.{'docx' if n % 2 else 'pdf'}",
            f"{body}{y}年度政府信息公开工作年度报告.{'docx' if n % 2 else 'pdf'}",
            f"{y + 1}-01-18",
        )
        for y in range(2024, 2019, -1)
        for n, body in enumerate(("沿县教育局", "沿县住建局", "沿县卫健局"))
    ]
    items = "".join(
        f"<li><i class='icon'></i><a href='./{u[9:]}' download>{t}</a><em>{n + 1}.2MB</em><span>{d}</span></li>"
        for n, (u, t, d) in enumerate(found)
    )
    pages = {
        "/": home("沿县人民政府", "/xxgk/", "信息公开"),
        "/xxgk/": frame("信息公开", menu("/xxgk/nb/")),
        "/xxgk/nb/": frame("政府信息公开年报", f"<ul class='files'>{items}</ul>"),
    }  # fmt: skip
    return column("files_beside_the_list", found, "/xxgk/nb/", "listing", pages)


@layout
def php_with_a_catid() -> Layout:
    """PHPCMS: everything is index.php with m, c, a and catid."""
    found = own("昌县自然资源局", "/index.php?m=content&c=index&a=show&catid=37&id={n}", range(2005, 2025))
    here = "/index.php?m=content&c=index&a=lists&catid=37"

    def page(lines: list[Row]) -> str:
        pager = (
            "".join(f"<a href='{here}&page={n}'>{n}</a>" for n in (1, 2))
            + f"<a href='{here}&page=2' class='a1'>下一页</a>"
        )
        return frame("公开年报", ul(lines) + f"<div id='pages'>{pager}</div>")

    side = "".join(
        f"<a href='/index.php?m=content&c=index&a=lists&catid={n}'>{t}</a>"
        for n, t in ((35, "公开指南"), (36, "公开目录"), (37, "公开年报"))
    )
    pages = {
        "/": home("昌县自然资源局", "/index.php?m=content&c=index&a=lists&catid=11", "信息公开"),
        "/index.php?m=content&c=index&a=lists&catid=11": frame("信息公开", side),
        here: page(found[:12]),
        f"{here}&page=1": page(found[:12]),
        f"{here}&page=2": page(found[12:]),
    }  # fmt: skip
    pages |= {u: article(t) for u, t, _ in found}
    return column("php_with_a_catid", found[:12], here, "query", pages)


@layout
def thirty_two_digits() -> Layout:
    """UCAP: list.shtml and articles of thirty-two digits, the script with six arguments."""
    found = rows("湘县", lambda n, y: f"/zwgk/nb/{y + 1}01/{n:032x}.shtml")

    def page(lines: list[Row], number: int) -> str:
        return frame(
            "政府信息公开年报",
            menu("/zwgk/nb/list.shtml")
            + ul(lines)
            + f"<div id='page_div'></div><script>createPageHTML('page_div',2, {number},'list','shtml',16);</script>",
        )

    pages = {
        "/": home("湘县人民政府", "/zwgk/index.shtml"),
        "/zwgk/index.shtml": frame("政务公开", menu("/zwgk/nb/list.shtml")),
        "/zwgk/nb/list.shtml": page(found[:10], 1),
        "/zwgk/nb/list_2.shtml": page(found[10:], 2),
    }
    return column("thirty_two_digits", found[:10], "/zwgk/nb/list.shtml", "ucap", pages)


@layout
def more_info() -> Layout:
    """新点: moreinfo.html with a span that says where one stands; the next pages are 2.html …"""
    found = rows(
        "苏县", lambda n, y: f"/zwgk/002/002003/{y + 1}0118/7c5f0e2a-{n:04}-4a6b-9c11-0a2b3c4d5e6f.html"
    )

    def page(lines: list[Row], number: int) -> str:
        pager = f"<div class='ewb-page'><span id='index'>{number}/2</span><a href='moreinfo.html'>首页</a><a href='2.html'>下页</a></div>"
        return frame(
            "政府信息公开年报",
            menu("/zwgk/002/002003/moreinfo.html")
            + f"<div class='ewb-list'>{ul(lines, 'ewb-items')}</div>{pager}",
        )

    pages = {
        "/": home("苏县人民政府", "/zwgk/002/subpage.html"),
        "/zwgk/002/subpage.html": frame("政务公开", menu("/zwgk/002/002003/moreinfo.html")),
        "/zwgk/002/002003/moreinfo.html": page(found[:10], 1),
        "/zwgk/002/002003/2.html": page(found[10:], 2),
    }
    return column("more_info", found[:10], "/zwgk/002/002003/moreinfo.html", "epoint", pages)
