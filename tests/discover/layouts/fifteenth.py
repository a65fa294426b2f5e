"""Portals of a fifteenth round, after what is recorded of real columns: districts and cities."""

from __future__ import annotations

import json

from sample import BODIES, Layout, Row, article, frame, rows, ul

from layouts.fourteenth import DECOYS, home, menu, own
from layouts.made import column, layout
from scraper.portal.server import Answer, Request

JSON = {"Content-Type": "application/json"}


@layout
def years_as_columns_of_vsb() -> Layout:
    """VSB: a column a year, a2016.htm to a2024.htm, in a menu beside the list."""
    found = rows("水市财政局", lambda n, y: f"/info/{3000 + y}/{n}.htm")
    years = "".join(f"<li><a href='/zfxxgk/zfxxgknb/a{y}.htm'>{y}年</a></li>" for y in range(2024, 2016, -1))

    def page(year: int) -> str:
        of_year = [r for r in found if f"/{3000 + year}/" in r[0]]
        return frame(
            "政府信息公开年报",
            f"<ul class='yearnav'>{years}</ul>{ul(of_year, 'txtList')}<script src='/_sitegray/_sitegray.js'></script>",
        )

    pages = {
        "/": home("水市财政局", "/zfxxgk.htm", "政府信息公开"),
        "/zfxxgk.htm": frame("政府信息公开", menu("/zfxxgk/zfxxgknb.htm")),
        "/zfxxgk/zfxxgknb.htm": page(2024),
    }
    pages |= {f"/zfxxgk/zfxxgknb/a{y}.htm": page(y) for y in range(2017, 2025)}
    of_2024 = [r for r in found if "/5024/" in r[0]]
    return column("years_as_columns_of_vsb", of_2024, "/zfxxgk/zfxxgknb/", "yearly", pages)


@layout
def streets_under_each_year() -> Layout:
    """Beijing: a directory a year; below it one for streets; the column's own page has the years."""
    base = "/zfxxgkzl/gknb/"
    found = rows("怀柔区", lambda n, y: f"{base}{y}nb/{y + 1}01/t{y + 1}0118_{n}.html")
    bar = "".join(f"<li><a href='{base}{y}nb/'>{y}年</a></li>" for y in range(2024, 2016, -1))
    pages = {
        "/": home("怀柔区人民政府", "/zfxxgkzl/", "政府信息公开专栏"),
        "/zfxxgkzl/": frame("政府信息公开专栏", menu(base)),
        base: frame("政府信息公开年报", f"<div class='yearlist'><ul>{bar}</ul></div>"),
    }
    streets = [
        (f"{base}{y}nb/zxjd{y}/t{n}.html", f"{name}街道{y}年政府信息公开工作年度报告", f"{y + 1}-01-20")
        for y in range(2017, 2025)
        for n, name in enumerate(("泉河", "龙山"))
    ]
    for year in range(2017, 2025):
        pages[f"{base}{year}nb/"] = frame(
            f"{year}年",
            f"<h3>区级部门</h3>{ul([r for r in found if f'/{year}nb/' in r[0]])}<h3>镇乡街道 <a href='{base}{year}nb/zxjd{year}/'>更多</a></h3>{ul([r for r in streets if f'/{year}nb/' in r[0]])}",
        )
    wanted = [r for r in found + streets if "/2024nb/" in r[0]]
    return column("streets_under_each_year", wanted, base, "yearly", pages)


@layout
def one_entry_column() -> Layout:
    """All is below 公开: one page with blocks, the yearly reports' block with a link to its own page."""
    found = own("石山区人民政府", "/gongkai/nb/t{n}.shtml")
    blocks = (
        f"<div class='block'><div class='tit'><a href='/gongkai/zn/'>公开指南</a></div></div>"
        f"<div class='block'><div class='tit'><a href='/gongkai/nb/'>公开年报</a><a class='m' href='/gongkai/nb/'>更多&gt;&gt;</a></div>{ul(found[:3])}</div>"
        f"<div class='block'><div class='tit'><a href='/gongkai/tj/'>统计信息</a></div><ul>{DECOYS}</ul></div>"
    )
    pages = {
        "/": home("石山区人民政府", "/gongkai/", "公开"),
        "/gongkai/": frame("公开", blocks),
        "/gongkai/nb/": frame("公开年报", ul(found)),
    }
    return column("one_entry_column", found, "/gongkai/nb/", "listing", pages)


@layout
def in_list_of_a_subdomain() -> Layout:
    """The disclosure host's own home is a tree; the list has an id, pages are index_2.html from the second on."""
    found = rows("会县", lambda n, y: f"/xxgknb/{y + 1}01/t{n}.html")

    def page(lines: list[Row]) -> str:
        links = "".join(f"<a href='{'index' if n == 1 else f'index_{n}'}.html'>{n}</a>" for n in (1, 2))
        return frame("信息公开年报", f"<div id='in_list'>{ul(lines)}</div><div class='pages'>{links}</div>")

    tree = "<div id='tree'><ul><li>公开目录<ul><li><a href='/zn/'>公开指南</a></li><li><a href='/xxgknb/'>公开年报</a></li></ul></li></ul></div>"
    pages = {
        "/": frame("会县政府信息公开网", tree + f"<ul>{DECOYS}</ul>"),
        "/xxgknb/": page(found[:9]),
        "/xxgknb/index_2.html": page(found[9:]),
    }
    return column("in_list_of_a_subdomain", found[:9], "/xxgknb/", "static", pages)


@layout
def vue_of_a_district() -> Layout:
    """A shell of Vue; the list is posted for as a form to /html/info/list, articles are /art/info/COLUMN/ID."""
    found = rows("贤区", lambda n, y: f"/art/info/4421/{n}")
    lines = [
        {"artId": n, "columnId": 4421, "title": t, "publishDate": d} for n, (u, t, d) in enumerate(found)
    ]

    def reply(request: Request) -> Answer | None:
        if request.path != "/html/info/list":
            return None
        return Answer(200, json.dumps({"code": 0, "rows": lines, "total": len(lines)}).encode(), JSON)

    script = "axios.get('/html/info/list?columnId=4421&page=1&size=20').then(r => { r.data.rows.forEach(x => show('/art/info/' + x.columnId + '/' + x.artId, x.title)); });"
    pages = {
        "/": home("贤区人民政府", "/gk/", "政府信息公开"),
        "/gk/": frame("政府信息公开", menu("/gk/4421")),
        "/gk/4421": f"<html><head><title>政府信息公开年报</title></head><body><div id='app'></div><script>{script}</script></body></html>",
    }
    return column("vue_of_a_district", found, "/html/info/list?columnId=4421&size=20", "json", pages, reply)


@layout
def rest_with_params() -> Layout:
    """The list comes from a REST service that is asked with JSON in a parameter."""
    found = rows("工区", lambda n, y: f"/zwgk/showinfo.html?infoGuid=a{n:07}")
    lines = [
        {"infoguid": f"a{n:07}", "title": t, "infodate": d, "infourl": u} for n, (u, t, d) in enumerate(found)
    ]

    def reply(request: Request) -> Answer | None:
        if request.path != "/rest/zwgk/getInfoList":
            return None
        body = {"custom": {"infodata": lines, "total": len(lines)}, "status": {"code": 1}}
        return Answer(200, json.dumps(body).encode(), JSON)

    script = "$.get('/rest/zwgk/getInfoList?siteGuid=7eb5&categoryNum=002003&pageIndex=0&pageSize=20', function (d) { draw(d.custom.infodata); });"
    pages = {
        "/": home("工区人民政府", "/zwgk/", "政务公开"),
        "/zwgk/": frame("政务公开", menu("/zwgk/nb.html", "政府信息公开年度报告")),
        "/zwgk/nb.html": f"<html><head><title>政府信息公开年度报告</title></head><body><ul id='list'></ul><script src='/js/jquery.min.js'></script><script>{script}</script></body></html>",
    }
    return column(
        "rest_with_params",
        found,
        "/rest/zwgk/getInfoList?siteGuid=7eb5&categoryNum=002003&pageSize=20",
        "json",
        pages,
        reply,
    )


@layout
def gkmlpt_of_a_department() -> Layout:
    """Guangdong's platform below a department's folder, led to from the portal's page of departments."""
    found = rows(
        "鹏区",
        lambda n, y: (
            f"http://gkmlpt-of-a-department.layout.test/kjj/gkmlpt/content/12/{12000 + n}/post_{n}.html"
        ),
    )
    tree = [
        {"id": 1, "name": "机构职能", "children": []},
        {"id": 9, "name": "政府信息公开年报", "children": []},
    ]
    articles = [
        {"id": n, "title": t, "url": u, "create_time": 1700000000 + n} for n, (u, t, _) in enumerate(found)
    ]

    def reply(request: Request) -> Answer | None:
        if request.path != "/kjj/gkmlpt/api/all/9":
            return None
        return Answer(200, json.dumps({"total": len(articles), "articles": articles}).encode(), JSON)

    shell = f"<html><head><title>科技局</title></head><body><div id='app'></div><script>window._CONFIG = {{SID: '755325', TREE: {json.dumps(tree)}}};</script></body></html>"
    pages: dict[str, str | bytes] = {
        "/": home("鹏区科技局", "/kjj/gkmlpt/index", "政府信息公开"),
        "/kjj/gkmlpt/index": shell,
    }
    reports = frozenset(u.removeprefix("http://gkmlpt-of-a-department.layout.test") for u, _, _ in found)
    return Layout("gkmlpt_of_a_department", pages, "/kjj/gkmlpt/index", "gkmlpt", reports, frozenset(), reply)


@layout
def annual_module_by_area() -> Layout:
    """大汉: the module of yearly reports, by the area of each body, from a page of bodies."""
    areas = {body: f"1137030000451{n}00X" for n, body in enumerate(BODIES)}
    module = "/module/xxgk/xxgkAnnualReport.jsp"
    links = "".join(f"<li><a href='{module}?area={code}'>{body}</a></li>" for body, code in areas.items())
    years = "".join(
        f"<a href='{module}?area={areas['财政局']}&fbtime={y}'>{y}年</a>" for y in range(2024, 2016, -1)
    )

    def reply(request: Request) -> Answer | None:
        if request.path != module:
            return None
        return Answer(
            200,
            frame(
                "政府信息公开年报", f"<div class='jg'><ul>{links}</ul></div><div class='nd'>{years}</div>"
            ).encode(),
        )

    pages: dict[str, str | bytes] = {
        "/": home("博县人民政府", "/col/col77/index.html", "政府信息公开"),
        "/col/col77/index.html": frame("政府信息公开", menu(f"{module}?area={areas['财政局']}")),
    }
    reports = frozenset(f"{module}?area={areas['财政局']}&fbtime={y}" for y in range(2017, 2025))
    return Layout(
        "annual_module_by_area",
        pages,
        f"{module}?area={areas['财政局']}",
        "hanweb_annual",
        reports,
        frozenset(),
        reply,
    )


@layout
def reports_of_a_commission_by_script_links() -> Layout:
    """Links are calls with the article's number; the pager's words say how many pages there are."""
    found = own("江省发展和改革委员会", "/art.do?id={n}", range(2009, 2025))
    items = "".join(
        f"<li><a href='javascript:void(0)' onclick=\"window.open('{u}')\">{t}</a><span>{d}</span></li>"
        for u, t, d in found
    )
    pages = {
        "/": home("江省发展和改革委员会", "/gk.do", "政府信息公开"),
        "/gk.do": frame("政府信息公开", menu("/gk.do?c=nb")),
        "/gk.do?c=nb": frame("政府信息公开年报", f"<ul class='list'>{items}</ul><p>共1页 16条</p>"),
    }
    pages |= {u: article(t) for u, t, _ in found}
    return column("reports_of_a_commission_by_script_links", found, "/gk.do?c=nb", "listing", pages)


@layout
def annual_in_a_select_of_bodies() -> Layout:
    """The page has a box to choose the body, and shows all bodies' reports until one is chosen."""
    found = rows("兰区", lambda n, y: f"/gk/nb/view-{n}.html")
    box = (
        "<select name='dept'>"
        + "".join(f"<option value='{n}'>{body}</option>" for n, body in enumerate(BODIES))
        + "</select>"
    )
    years = (
        "<select name='year'>" + "".join(f"<option>{y}</option>" for y in range(2024, 2016, -1)) + "</select>"
    )
    pages = {
        "/": home("兰区人民政府", "/gk/"),
        "/gk/": frame("政务公开", menu("/gk/nb/list.html", "信息公开年报")),
        "/gk/nb/list.html": frame(
            "信息公开年报", f"<form>{box}{years}<input type='submit' value='查询'></form>{ul(found)}"
        ),
    }
    return column("annual_in_a_select_of_bodies", found, "/gk/nb/list.html", "listing", pages)
