"""拓尔思 TRS WCM static lists: index.html, index_1.html is page 2, index_2.html is page 3 …

    <script>createPageHTML(5, 0, "index", "html");</script>       5 pages, this is the first
    <script>var countPage = 5; …</script>

Articles lie at /YYYYMM/tYYYYMMDD_ID.html, attachments beside them as ./P0….pdf. Some sites number the second
page 0 or 2 (`second`; the script counts from 1 there). Where no script tells how many there are, the next one
is tried until there is none.
"""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from scraper.markup import decode, entries
from scraper.paging import Pager, count_of, further, pager
from scraper.source import Ask, Column, Family, ListPage

_ENDINGS = ("html", "shtml", "jhtml", "htm")


def first(column: Column) -> tuple[Ask, ...]:
    return (Ask(column.address),)


def counting(column: Column, second: int) -> Column:
    """The column with another default for the number of its second page."""
    return replace(column, parameters={"second": second, **column.parameters})


def read(column: Column, ask: Ask, body: bytes, charset: str | None) -> ListPage:
    text = decode(body, charset)
    found = entries(LexborHTMLParser(text), ask.url, column.item or FAMILY.item, column.date)
    script = pager(text)
    stem, ending = _name(column, script)
    second = int(column.parameters.get("second", script.present + 1 if script and ask.number == 1 else 1))

    def address(number: int) -> str:
        return urljoin(ask.url, f"{stem}_{number - 2 + second}.{ending}")

    return ListPage(found, further(ask, count_of(text, column), bool(found), address))


def _name(column: Column, script: Pager | None) -> tuple[str, str]:
    """File name and ending of the list pages: the source file's word, the script's, the address's."""
    name, _, ending = urlsplit(column.address).path.rsplit("/", 1)[-1].rpartition(".")
    stem = column.parameters.get("stem") or (script.stem if script else name or "index")
    known = script.ending if script else ending if ending in _ENDINGS else "html"
    return str(stem), str(column.parameters.get("ending") or known)


FAMILY = Family(
    name="trs",
    title="拓尔思 TRS WCM",
    facts="Static list pages index.html, index_1.html …; their count stands in an inline script.",
    first=first,
    read=read,
    item="ul li a[href]",
    article=".TRS_Editor, .trs_editor_view, .TRS_UEDITOR, .trs_paper_default, #zoom, #Zoom, .article",
    parameters={
        "second": "the number in the address of the second page: 0, 1 or 2 (default: the script's, or 1)",
        "stem": "the file name of list pages before _N (default what the script or the address says)",
        "ending": "html, shtml, jhtml, htm … (default what the script or the address says)",
        "count": "a regular expression whose group is the number of pages, where no usual script says it",
    },
)
