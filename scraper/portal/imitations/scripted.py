"""Lists that a script fills: arrays and calls in scripts, units of HTML inside JSON, posted JSON."""

from __future__ import annotations

import json

from scraper.portal.imitations.items import ITEMS, Imitation, Item, html, list_page, pages, rows
from scraper.portal.server import Answer, Request

_UNIT = "/jpaas-publish-server/front/page/build/unit"


def _json(answer: object) -> Answer:
    return Answer(200, json.dumps(answer, ensure_ascii=False).encode(), {"Content-Type": "application/json"})


def _array() -> Imitation:
    """All entries as an array in the page: keys without quotes, a comment, a comma too many."""

    def path(item: Item) -> str:
        return f"/gk/show/{item.number}.html"

    def lists(request: Request) -> Answer | None:
        if request.path != "/gk/nb.html":
            return None
        lines = "\n".join(
            f"  {{id: {i.number}, title: '{i.title}', url: \"{path(i)}\", time: '{i.day} 09:00'}},"
            for i in ITEMS
        )
        script = (
            f"var pageSize = 15; // per page\nvar infoList = [\n{lines}\n];\npaginate(infoList, pageSize);"
        )
        return list_page('<div id="list"></div><div id="pager"></div>', script)

    return Imitation("script", path, lists)


def _calls() -> Imitation:
    """A script file with one call for each entry, its signs escaped, encoded in GB 18030."""

    def path(item: Item) -> str:
        return f"/nb/{item.year}/{item.number}.htm"

    def call(item: Item) -> str:
        title = "".join(f"\\u{ord(sign):04x}" if sign == "年" else sign for sign in item.title)
        return f'list.add({item.number}, "{title}", "{path(item)}", "{item.day}");'

    def lists(request: Request) -> Answer | None:
        if request.path == "/nb/":
            return html(
                '<html><body><script src="/js/nb.js"></script><script>list.draw()</script></body></html>'
            )
        if request.path != "/js/nb.js":
            return None
        body = "var list = new List('nb');\n" + "\n".join(call(item) for item in ITEMS)
        return Answer(200, body.encode("gb18030"), {"Content-Type": "application/javascript; charset=gbk"})

    return Imitation("script_calls", path, lists)


def _unit() -> Imitation:
    """大汉 jpaas: the unit of the menu stands before that of the list; the call says how many there are."""

    def path(item: Item) -> str:
        return f"/art/{item.day.year}/{item.day.month}/{item.day.day}/art_77_{item.number + 9000}.html"

    def element(tag: str) -> str:
        data = f"{{'webId':'a1','pageId':'b2','parseType':'bulidstatic','tagId':'{tag}','tplSetId':'c3'}}"
        return f'<script src="/script/pagelist.js" url="{_UNIT}" querydata="{data}"></script>'

    def lists(request: Request) -> Answer | None:
        if request.path == "/col/col77/index.html":
            return list_page(
                f"<div>{element('左侧导航')}</div><div class='list'>{element('当前栏目_list')}</div>"
            )
        if request.path != _UNIT or request.query.get("tagId") != "当前栏目_list":
            return None
        wanted = json.loads(request.query["paramJson"])
        parts = pages(int(wanted["pageSize"]))
        number = int(wanted["pageNo"])
        inside = rows(path, parts[number - 1] if number <= len(parts) else ())
        pager = f'<div class="pagination" data-total="{len(ITEMS)}" data-size="{wanted["pageSize"]}"></div>'
        return _json({"success": True, "code": "200", "data": {"html": f"<ul>{inside}</ul>{pager}"}})

    return Imitation("unit", path, lists)


def _posted() -> Imitation:
    """An interface that takes nothing but posted JSON with numbers; its rows have ids, not addresses."""

    def path(item: Item) -> str:
        return f"/art/info/42/{item.number}"

    def lists(request: Request) -> Answer | None:
        if request.path != "/api/article/page":
            return None
        if request.headers.get("content-type") != "application/json" or request.method != "POST":
            return Answer(415, b"")
        wanted = json.loads(request.body)
        if wanted.get("channelId") != 42:
            return _json({"code": 400, "msg": "参数错误"})
        parts = pages(wanted["pageSize"])
        shown = parts[wanted["pageNum"] - 1] if wanted["pageNum"] <= len(parts) else ()
        records = [{"id": i.number, "title": i.title, "publishTime": f"{i.day} 09:00:00"} for i in shown]
        return _json({"code": 200, "data": {"records": records, "total": len(ITEMS)}})

    return Imitation("json_posted", path, lists)


IMITATIONS = (_array(), _calls(), _unit(), _posted())
