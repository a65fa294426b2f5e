"""TRS WCM static lists: index.html, index_1.html is page 2, index_2.html is page 3 …

    <script>createPageHTML(5, 0, "index", "html");</script>       5 pages, this is the first
    <script>var countPage = 5; …</script>

Articles lie at /YYYYMM/tYYYYMMDD_ID.html, attachments beside them as ./P0….pdf.
"""

from __future__ import annotations

import re
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

from scraper.markup import decode, entries
from scraper.source import Ask, Column, Family, ListPage

_CREATE = re.compile(
    r"createPageHTML\s*\(\s*(?:[\"'][^\"']*[\"']\s*,\s*)?(\d+)\s*,\s*\d+\s*,\s*[\"']([^\"']*)[\"']\s*,\s*[\"'](\w+)[\"']"
)
_COUNT = re.compile(r"\b(?:countPage|pageCount|totalPage)\s*=\s*[\"']?(\d+)")


def first(column: Column) -> Ask:
    return Ask(column.address)


def read(column: Column, ask: Ask, body: bytes, charset: str | None) -> ListPage:
    text = decode(body, charset)
    found = entries(LexborHTMLParser(text), ask.url, column.item or FAMILY.item, column.date)
    return ListPage(found, _others(column, text) if ask.number == 1 else ())


def _others(column: Column, text: str) -> tuple[Ask, ...]:
    """Every list page but the first."""
    count, stem, ending = _paging(text)
    stem = str(column.parameters.get("stem", stem))
    ending = str(column.parameters.get("ending", ending))
    second = int(column.parameters.get("second", 1))
    names = [f"{stem}_{number}.{ending}" for number in range(second, second + count - 1)]
    return tuple(Ask(urljoin(column.address, name), page) for page, name in enumerate(names, 2))


def _paging(text: str) -> tuple[int, str, str]:
    """Number of pages, file name and ending, as the inline script has them."""
    script = _CREATE.search(text)
    if script:
        return int(script[1]), script[2] or "index", script[3]
    count = _COUNT.search(text)
    return (int(count[1]) if count else 1), "index", "html"


FAMILY = Family(
    name="trs",
    title="拓尔思 TRS WCM",
    facts="Static list pages index.html, index_1.html …; their count stands in an inline script.",
    first=first,
    read=read,
    item="ul li a[href]",
    article=".TRS_Editor, .trs_editor_view, .TRS_UEDITOR, #zoom, .article",
    parameters={
        "second": "the number in the address of the second page (default 1)",
        "stem": "the file name of list pages before _N (default index, or what the script says)",
        "ending": "html, shtml, htm … (default what the script says)",
    },
)
