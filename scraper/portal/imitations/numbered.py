"""Lists whose pages have a number in their address: TRS, UCAP, VSB, Epoint and plain ones."""

from __future__ import annotations

from collections.abc import Callable

from scraper.portal.imitations.items import ITEMS, Imitation, Item, list_page, pages, rows
from scraper.portal.server import Answer, Request

Path = Callable[[Item], str]
Name = Callable[[int], str]
Script = Callable[[int, int], str]


def _numbered(
    path: Path, size: int, name: Name, around: Script, script: Script
) -> Callable[[Request], Answer | None]:
    """List pages at `name(n)`, n from 1; `around` and `script` are told n and how many there are."""
    parts = pages(size)
    made = {
        name(n): list_page(
            f'<ul class="list">{rows(path, items)}</ul><div class="page">{around(n, len(parts))}</div>',
            script(n, len(parts)),
        )
        for n, items in enumerate(parts, 1)
    }
    return lambda request: made.get(request.path)


def _nothing(number: int, count: int) -> str:  # noqa: ARG001 (as the others)
    return ""


def _trs(
    name: str, second: int, stem: str, ending: str, script: Script, around: Script = _nothing
) -> Imitation:
    """TRS WCM: articles in a folder a month, files beside them."""

    def path(item: Item) -> str:
        return f"/zwgk/nb/{item.day:%Y%m}/t{item.day:%Y%m%d}_{item.number + 4000}.{ending}"

    def place(n: int) -> str:
        number = f"_{n - 2 + second}" if n > 1 else ""
        return f"/zwgk/nb/{stem}{number}.{ending}"

    def file(item: Item) -> str:
        return f"./P0{item.day:%Y%m%d}{item.number:09}.doc"

    return Imitation(name, path, _numbered(path, 15, place, around, script), file)


def _ucap() -> Imitation:
    def path(item: Item) -> str:
        return (
            f"/lx/c101/{item.day:%Y%m}/{item.number * 0x9E3779B97F4A7C15F39CC0605CEDC835 % 2**128:032x}.shtml"
        )

    def place(n: int) -> str:
        return f"/lx/c101/{'list' if n == 1 else f'list_{n}'}.shtml"

    def file(item: Item) -> str:
        return f"{path(item).removesuffix('.shtml')}/files/{item.number:08x}.wps"

    def script(n: int, count: int) -> str:
        return f"createPageHTML('page_div',{count}, {n},'list','shtml',{len(ITEMS)});"

    return Imitation("ucap", path, _numbered(path, 20, place, _nothing, script), file)


def _vsb() -> Imitation:
    """博达: the first page is nb.htm, page n is nb/(count - n + 1).htm."""
    count = len(pages(12))

    def path(item: Item) -> str:
        return f"/info/1042/{item.number + 700}.htm"

    def place(n: int) -> str:
        return "/zfxxgk/nb.htm" if n == 1 else f"/zfxxgk/nb/{count - n + 1}.htm"

    def around(n: int, count: int) -> str:
        numbers = "".join(
            f'<span class="p_no"><a href="{place(m)}">{m}</a></span>'
            for m in (n - 1, n + 1)
            if 0 < m <= count
        )
        return f'<span class="p_pages"><span class="p_t">共{len(ITEMS)}条</span>{numbers}</span>'

    def file(item: Item) -> str:
        return f"/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=98&wbfileid={item.number}"

    return Imitation("vsb", path, _numbered(path, 12, place, around, _nothing), file)


def _epoint() -> Imitation:
    def path(item: Item) -> str:
        return f"/zwgk/002/002003/{item.day:%Y%m%d}/{item.number:08x}-4c1d-4a7e-9b52-6f0e8d3c2a11.html"

    def place(n: int) -> str:
        return f"/zwgk/002/002003/{'moreinfo' if n == 1 else n}.html"

    def around(n: int, count: int) -> str:
        return f'<span id="index">{n}/{count}</span>'

    return Imitation("epoint", path, _numbered(path, 15, place, around, _nothing))


def _static() -> Imitation:
    """A system nobody knows: /newslist/82-3.html; nothing says how many pages there are."""

    def path(item: Item) -> str:
        return f"/news/{item.number}.html"

    return Imitation(
        "static", path, _numbered(path, 9, lambda n: f"/newslist/82-{n}.html", _nothing, _nothing)
    )


def _next() -> Imitation:
    """Pages that lead to the next by words alone."""

    def path(item: Item) -> str:
        return f"/show.asp?id={item.number}"

    def place(n: int) -> str:
        return f"/class/{'nb' if n == 1 else f'nb-{n * 37}'}.html"

    def around(n: int, count: int) -> str:
        follows = f'<a href="{place(n + 1)}">下一页</a>' if n < count else "下一页"
        return f'<a href="{place(1)}">首页</a> {follows} <a href="{place(count)}">尾页</a>'

    return Imitation("next", path, _numbered(path, 10, place, around, _nothing))


def _single() -> Imitation:
    """All entries on one page."""

    def path(item: Item) -> str:
        return f"/xxgk/nb/{item.number}.html"

    return Imitation("single", path, _numbered(path, len(ITEMS), lambda _: "/xxgk/nb/", _nothing, _nothing))


def _yearly() -> Imitation:
    """A directory a year; the years with more than two items have a second page."""

    def path(item: Item) -> str:
        return f"/nb/gknb{item.year}/{item.number}.shtml"

    made: dict[str, Answer] = {}
    for year in {item.year for item in ITEMS}:
        parts = pages(2, [item for item in ITEMS if item.year == year])
        for n, items in enumerate(parts):
            name = "" if n == 0 else f"index_{n}.shtml"
            made[f"/nb/gknb{year}/{name}"] = list_page(
                f'<ul class="list">{rows(path, items)}</ul>',
                f'createPageHTML({len(parts)}, {n}, "index", "shtml");',
            )
    return Imitation("yearly", path, lambda request: made.get(request.path))


IMITATIONS = (
    _trs("trs", 1, "index", "html", lambda n, count: f'createPageHTML({count}, {n - 1}, "index", "html");'),
    _trs("trs_zero", 0, "index", "shtml", _nothing),
    _trs("trs_two", 2, "list", "htm", _nothing, lambda n, count: f"第{n}页 共<b>{count}</b>页"),
    _trs(
        "trs_count",
        1,
        "index",
        "jhtml",
        lambda n, count: f"var currentPage = {n - 1}; var countPage = {count};",
    ),
    _ucap(),
    _vsb(),
    _epoint(),
    _static(),
    _next(),
    _single(),
    _yearly(),
)
