"""大汉 jcms: a script fills the list from dataproxy.jsp, in XML; files come out of a download script.

The pages are GB18030, the XML is UTF-8.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import md5
from html import escape

from scraper.portal.article import Article, Column, File
from scraper.portal.families import Family, Listed, Listing, Query, Resource, html
from scraper.portal.page import list_page

_SIZE = 15
PROXY = "/module/web/jpage/dataproxy.jsp"
DOWNLOAD = "/module/download/downfile.jsp"


def home(column: Column) -> str:
    return f"/col/col{column.number}/index.html"


def unit(column: Column) -> int:
    """The number of the list unit, which the script of the page names."""
    return column.number * 3 + 1


def article(item: Article) -> str:
    day = item.published
    return f"/art/{day.year}/{day.month}/{day.day}/art_{item.column.number}_{item.number}.html"


def file(item: Article, found: File, index: int) -> str:
    name = md5(f"{item.key}/{index}".encode(), usedforsecurity=False).hexdigest()
    return f"{DOWNLOAD}?classid=0&filename={name}.{found.suffix}"


def lists(listing: Listing) -> Iterator[tuple[str, Resource]]:
    column, path = listing.column, home(listing.column)
    data = f"columnid={column.number}&unitid={unit(column)}&webid=1&perpage={_SIZE}"
    body = list_page(
        listing, listing.entries[:_SIZE], path, script=f'jpage("{unit(column)}","{PROXY}?{data}");'
    )
    yield path, html(listing.modified, body)


def proxy(listings: Sequence[Listing]) -> Resource:
    """dataproxy.jsp for all columns: startrecord and endrecord count from 1, both included."""
    by_number = {str(listing.column.number): listing for listing in listings}
    newest = max(listing.modified for listing in listings)
    return Resource("text/xml", newest, lambda query: _records(by_number, query), fixed=False)


def _records(by_number: dict[str, Listing], query: Query) -> bytes | None:
    listing = by_number.get(query.get("columnid", ""))
    start, end = query.get("startrecord", "1"), query.get("endrecord", str(_SIZE * 3))
    if listing is None or query.get("unitid") != str(unit(listing.column)) or not (start + end).isdigit():
        return None
    total = len(listing.entries)
    records = "".join(_record(entry) for entry in listing.entries[int(start) - 1 : int(end)])
    return (
        "<?xml version='1.0' encoding='UTF-8'?>\n"
        f"<datastore><totalrecord>{total}</totalrecord><totalpage>{-(-total // _SIZE)}</totalpage>"
        f"<recordset>{records}</recordset></datastore>\n"
    ).encode()


def _record(entry: Listed) -> str:
    title, path = escape(entry.article.title), escape(entry.path)
    return (
        f'<record><![CDATA[<li><a href="{path}" title="{title}" target="_blank">{title}</a>'
        f"<span>{entry.article.published}</span></li>]]></record>\n"
    )


FAMILY = Family("jpage", home, article, file, lists)
