"""Lists that lie in a script, in the page itself or in a file of its own, for another script to draw.

    var infoList = [{title: '…', url: '/gk/7.html', time: '2024-01-31'}, …];     items_at = "infoList"
    list.push({…}); list.push({…});                                              items_at = "list.push"
    add("…", "/gk/7.html", "2024-01-31");          items_at = "add"  title_at = "0"  link_at = "1"

The script is read, not run. All entries lie there at once, so that there is one page.
"""

from __future__ import annotations

from scraper.inscript import tables
from scraper.jsonlist import PARAMETERS, Shape, entries_of
from scraper.markup import ListError, decode
from scraper.source import Ask, Column, Family, ListPage


def first(column: Column) -> tuple[Ask, ...]:
    return (Ask(column.address),)


def read(column: Column, ask: Ask, body: bytes, charset: str | None) -> ListPage:
    shape = Shape.of(column)
    named = [rows for name, rows in tables(decode(body, charset)) if name == shape.items]
    if not named:
        raise ListError(f'the page has no array or repeated call named "{shape.items}"')
    found = {entry.url: entry for rows in named for entry in entries_of(rows, shape, ask.url)}
    return ListPage(tuple(found.values()), total=len(found))


FAMILY = Family(
    name="script",
    title="脚本中的列表 / lists in a script",
    facts="An array in the page or in a script file, or one call for each entry; it is read, not run.",
    first=first,
    read=read,
    article="body",
    parameters={
        "items_at": "the name of the array, or of the call made for each entry",
        **{name: PARAMETERS[name] for name in ("link_at", "title_at", "date_at")},
    },
    required=("items_at", "link_at"),
)
