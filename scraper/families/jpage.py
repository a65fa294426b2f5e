"""大汉 jcms: lists that a script fills from /module/web/jpage/dataproxy.jsp, several pages in one call.

    GET …/dataproxy.jsp?startrecord=1&endrecord=45&perpage=15&columnid=101&unitid=9&webid=1&…
    <datastore><totalrecord>63</totalrecord><totalpage>5</totalpage><recordset>
    <record><![CDATA[<li><a href="/art/2024/3/1/art_101_7.html">…</a><b>2024-03-01</b></li>]]></record>…

Every parameter stands in the query, with `method = "post"` in the body as well, so that each list page has an
address of its own. Without `columnid` and `unitid` they are taken from the column's page,
/col/col101/index.html:

    <div id="9"><script type="text/xml"><datastore>… the first records …</datastore></script></div>
    <script>… ajaxParam: {columnid: 101, unitid: '9', webid: 1, path: '/', …}, perPage: 15 …</script>
"""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import urlencode, urljoin

from selectolax.lexbor import LexborHTMLParser

from scraper.markup import ListError, decode, entries
from scraper.paging import MOST_PAGES
from scraper.source import Ask, Column, Family, ListPage

_TOTAL = re.compile(
    r"<totalrecord>\s*(\d+)\s*</totalrecord>|\btotalRecord\s*[:=]\s*[\"']?(\d+)", re.IGNORECASE
)
_PROXY = "/module/web/jpage/dataproxy.jsp"
_KEYS = ("columnid", "unitid", "webid", "perpage", "path")


def first(column: Column) -> tuple[Ask, ...]:
    return (_ask(column, 1) if _is_whole(column) else Ask(column.address),)


def _is_whole(column: Column) -> bool:
    return {"columnid", "unitid"} <= column.parameters.keys()


def read(column: Column, ask: Ask, body: bytes, charset: str | None) -> ListPage:
    text = decode(body, charset)
    if not _is_whole(column) and ask.number == 1:
        return _begin(column, text)
    total = _total(text)
    records = records_of(text)
    if total is None and not records:
        raise ListError("the answer of dataproxy.jsp has neither totalrecord nor record")
    tree = LexborHTMLParser("<ul>" + "\n".join(records) + "</ul>")
    found = entries(tree, column.address, column.item or FAMILY.item, column.date)
    return ListPage(found, _others(column, total or 0, ask) if _is_whole(column) else (), total)


def records_of(text: str) -> list[str]:
    """The HTML of every record, in order."""
    inside = (part.partition("</record>") for part in text.split("<record>")[1:])
    return [part.strip().removeprefix("<![CDATA[").removesuffix("]]>") for part, end, _ in inside if end]


def parameters_of(text: str) -> dict[str, str]:
    """What the script of a column's page asks dataproxy.jsp for; empty where it does not say."""
    found = {}
    for key in _KEYS:
        match = re.search(rf"[\"']?\b{key}[\"']?\s*[:=]\s*[\"']?([\w./-]+)", text, re.IGNORECASE)
        if match:
            found[key] = match[1]
    return found if {"columnid", "unitid"} <= found.keys() else {}


def _begin(column: Column, text: str) -> ListPage:
    """From the column's own page: its numbers, and so the first call; the records come with that."""
    said = parameters_of(text)
    if not said:
        raise ListError("the page names no columnid and unitid for dataproxy.jsp")
    whole = replace(column, parameters={**said, **column.parameters})
    size = _per_call(whole)
    total = _total(text)
    calls = range(1, min(-(-(total or size) // size), MOST_PAGES) + 1)
    return ListPage((), tuple(replace(_ask(whole, call), number=call + 1) for call in calls), total)


def _total(text: str) -> int | None:
    found = _TOTAL.search(text)
    return int(found[1] or found[2]) if found else None


def _others(column: Column, total: int, ask: Ask) -> tuple[Ask, ...]:
    calls = min(-(-total // _per_call(column)), MOST_PAGES)
    return tuple(_ask(column, number) for number in range(2, calls + 1)) if ask.number == 1 else ()


def _per_call(column: Column) -> int:
    return int(column.parameters.get("perpage", 15)) * int(column.parameters.get("pages", 3))


def _ask(column: Column, number: int) -> Ask:
    size = _per_call(column)
    query = urlencode(
        {
            "startrecord": (number - 1) * size + 1,
            "endrecord": number * size,
            "perpage": column.parameters.get("perpage", 15),
            "columnid": column.parameters["columnid"],
            "unitid": column.parameters["unitid"],
            "webid": column.parameters.get("webid", 1),
            "col": 1,
            "appid": 1,
            "path": column.parameters.get("path", "/"),
            "sourceContentType": 1,
            "permissiontype": 0,
        }
    )
    url = urljoin(column.address, f"{column.parameters.get('proxy', _PROXY)}?{query}")
    return Ask(url, number, query.encode() if column.parameters.get("method") == "post" else None)


FAMILY = Family(
    name="jpage",
    title="大汉 jcms jpage",
    facts="Records come as XML from dataproxy.jsp; index_1.html does not exist there.",
    first=first,
    read=read,
    item="a[href]",
    article="#zoom, .article, .main-txt, .bt_content",
    parameters={
        "columnid": "the column's number (default: what its page says)",
        "unitid": "the number of the list unit, as the page's script has it (default: what the page says)",
        "webid": "the number of the site (default 1)",
        "perpage": "records a page (default 15)",
        "pages": "pages a call (default 3)",
        "path": "the site's path (default /)",
        "method": '"post" where the server refuses GET',
        "proxy": f"the path of the script (default {_PROXY})",
    },
)
