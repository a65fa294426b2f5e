"""Lists that a program answers: query parameters, JSON, XML records, the module of yearly reports."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape

from scraper.portal.imitations.items import ITEMS, Imitation, Item, html, list_page, pages, rows
from scraper.portal.server import Answer, Request

_DATAPROXY = "/module/web/jpage/dataproxy.jsp"


def _page(request: Request, name: str, size: int, start: int = 1) -> Sequence[Item]:
    """The items of the page that a parameter names; beyond the end nothing."""
    value = request.query.get(name, str(start))
    parts = pages(size)
    number = int(value) - start if value.isdigit() else -1
    return parts[number] if 0 <= number < len(parts) else ()


def _json(answer: object) -> Answer:
    return Answer(200, json.dumps(answer, ensure_ascii=False).encode(), {"Content-Type": "application/json"})


def _query() -> Imitation:
    """list.aspx?cid=1019&offset=20: beyond the end the list is empty, not missing."""

    def path(item: Item) -> str:
        return f"/show.aspx?id={item.number}"

    def lists(request: Request) -> Answer | None:
        if request.path != "/list.aspx" or request.query.get("cid") != "1019":
            return None
        offset = int(request.query.get("offset", "0"))
        return list_page(f'<ul class="list">{rows(path, ITEMS[offset : offset + 20])}</ul>')

    return Imitation("query", path, lists)


def _lonsun() -> Imitation:
    """A fragment of HTML from /site/label; files behind an address that does not look like one."""

    def path(item: Item) -> str:
        return f"/OpennessAnnualReport/show/{item.number + 2300}.html"

    def lists(request: Request) -> Answer | None:
        if request.path != "/site/label/8888" or request.query.get("organId") != "1681":
            return None
        script = f'Ls.pagination("#page_public_info", go, {{currentPage: 1, pageCount: {len(pages(15))}}});'
        items = _page(request, "pageIndex", 15)
        return html(f'<ul class="clearfix xxgk_nav_list">{rows(path, items)}</ul><script>{script}</script>')

    return Imitation("lonsun", path, lists, lambda item: f"/OpennessContent/download/{item.number}.html")


def _igs() -> Imitation:
    def path(item: Item) -> str:
        return f"/zwgk/nb/t{item.number}.shtml"

    def lists(request: Request) -> Answer | None:
        if request.path != "/igs/front/search/list.html" or request.query.get("index") != "lx-alias":
            return None
        content = [
            {"DOCTITLE": i.title, "DOCPUBURL": one.address(i), "PUBDATE": f"{i.day}T01:00:00.000Z"}
            for i in _page(request, "pageNumber", 10)
        ]
        return _json({"page": {"total": len(ITEMS), "totalPages": len(pages(10)), "content": content}})

    one = Imitation("igs", path, lists)
    return one


def _was() -> Imitation:
    """WAS templates end the list with an empty entry, and a comma too many."""

    def path(item: Item) -> str:
        return f"/nb/{item.day:%Y%m}/t{item.day:%Y%m%d}_{item.number}.htm"

    def lists(request: Request) -> Answer | None:
        if request.path != "/was5/web/search" or request.query.get("channelid") != "229105":
            return None
        docs = "".join(
            f'{{"title": "<em>{i.title}</em>", "url": "{one.address(i)}", "pubtime": "{i.day} 08:30"}},\n'
            for i in _page(request, "page", 10)
        )
        body = f'{{"count": "{len(ITEMS)}", "docs": [{docs}{{"title": "", "url": ""}},]}}'
        return Answer(200, body.encode(), {"Content-Type": "application/json"})

    one = Imitation("was", path, lists)
    return one


def _policy() -> Imitation:
    """An interface of a site's own: page from 0, milliseconds, no address but an id, asked by POST."""

    def path(item: Item) -> str:
        return f"/policy/detail/{item.number:x}"

    def lists(request: Request) -> Answer | None:
        if request.path != "/api/search" or request.method != "POST":
            return None
        rows = [
            {"id": f"{i.number:x}", "name": i.title, "at": (i.day.toordinal() - 719163) * 86400_000}
            for i in _page(request, "p", 10, start=0)
        ]
        return _json({"code": 0, "data": {"list": rows, "total": len(ITEMS)}})

    return Imitation("json", path, lists)


def _gkmlpt() -> Imitation:
    """A body's own platform below a path; its page knows sid and category."""
    config = {"SID": "99010309", "TREE": [{"id": 310, "name": "政府信息公开指南", "children": []}]}
    config["TREE"] = [*config["TREE"], {"id": 313, "name": "政府信息公开年报", "children": []}]

    def path(item: Item) -> str:
        return f"/lxczj/gkmlpt/content/0/{item.number // 1000}/post_{item.number}.html"

    def lists(request: Request) -> Answer | None:
        if request.path == "/lxczj/gkmlpt/index":
            return html(
                "<html><body><script>window._CONFIG = "
                f"{json.dumps(config, ensure_ascii=False)};</script></body></html>"
            )
        if request.path != "/lxczj/gkmlpt/api/all/313" or request.query.get("sid") != "99010309":
            return None
        articles = [
            {
                "id": i.number,
                "title": i.title,
                "url": one.address(i),
                "create_time": (i.day.toordinal() - 719163) * 86400,
            }
            for i in _page(request, "page", 20)
        ]
        return _json({"total": len(ITEMS), "articles": articles})

    one = Imitation("gkmlpt", path, lists)
    return one


def _jpage() -> Imitation:
    """The column's page carries the first records and says what dataproxy.jsp wants to be asked."""

    def path(item: Item) -> str:
        return f"/art/{item.day.year}/{item.day.month}/{item.day.day}/art_101_{item.number}.html"

    def records(items: Sequence[Item]) -> str:
        return "".join(f"<record><![CDATA[\n{rows(path, [item])}]]></record>" for item in items)

    def lists(request: Request) -> Answer | None:
        if request.path == "/col/col101/index.html":
            inside = (
                f'<div id="304"><script type="text/xml"><datastore><totalrecord>{len(ITEMS)}</totalrecord>'
                f"<recordset>{records(ITEMS[:15])}</recordset></datastore></script></div>"
            )
            ask = "ajaxParam: {col: 1, webid: 1, path: '/', columnid: 101, unitid: '304', permissiontype: 0}"
            return list_page(inside, f"$('#304').jpage({{proxyUrl: '{_DATAPROXY}', perPage: 15, {ask}}});")
        if request.path != _DATAPROXY or request.query.get("unitid") != "304":
            return None
        start, end = int(request.query["startrecord"]), int(request.query["endrecord"])
        body = f"<recordset>{records(ITEMS[start - 1 : end])}</recordset>"
        text = f"<datastore><totalrecord>{len(ITEMS)}</totalrecord>{body}</datastore>"
        return Answer(200, text.encode("gb18030"), {"Content-Type": "text/xml; charset=gb18030"})

    return Imitation(
        "jpage",
        path,
        lists,
        lambda item: f"/module/download/downfile.jsp?classid=0&filename={item.number:032x}.pdf",
    )


def _annual() -> Imitation:
    """大汉's module of yearly reports: four bodies, each with its years; one body's page names the others."""
    areas = ("11990131000000001A", "11990131000000002B", "11990131000000003C", "11990131000000004D")
    module = "/module/xxgk/xxgkAnnualReport.jsp"

    def area(item: Item) -> str:
        return areas[item.number % 4]

    def path(item: Item) -> str:
        return f"{module}?area={area(item)}&fbtime={item.year}"

    def lists(request: Request) -> Answer | None:
        asked = request.query.get("area", areas[0])
        if request.path != module or asked not in areas:
            return None
        years = "".join(
            f'<li><a href="{escape(path(i))}">{i.year}年</a></li>' for i in ITEMS if area(i) == asked
        )
        others = "".join(f"<option onclick=\"go('{module}?area={a}')\">{a}</option>" for a in areas)
        return list_page(f"<ul>{years}</ul><select>{others}</select>")

    return Imitation("hanweb_annual", path, lists)


IMITATIONS = (_query(), _lonsun(), _igs(), _was(), _policy(), _gkmlpt(), _jpage(), _annual())
