"""Lists as JSON, whatever their shape: `items_at`, `link_at`, `title_at`, `date_at` and `total_at` say where
things stand.

    {"data": {"list": [{"id": "ab3", "name": "…", "createdAt": 1706659200000}], "total": 63}}
    items_at = "data.list"    link_at = "/policy/detail/{id}"    title_at = "name"    date_at = "createdAt"

The page's number is a parameter of the query (`parameter`), or of the posted form with `method = "post"`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from scraper.families import query
from scraper.jsonlist import PARAMETERS, Shape, read_shape
from scraper.source import Ask, Column, Family, ListPage


def ask_of(column: Column, number: int, *, probe: bool = False) -> Ask:
    """List page `number`; its parameters stand in the address even where they are posted."""
    url = query.address_of(column, number)
    posted = column.parameters.get("method") == "post"
    return Ask(url, number, url.partition("?")[2].encode() if posted else None, probe)


def first(column: Column) -> tuple[Ask, ...]:
    return (ask_of(column, 1),)


def read(column: Column, ask: Ask, body: bytes, charset: str | None) -> ListPage:
    return read_shape(column, Shape.of(column), ask, body, charset, ask_of)


def service(
    parameter: str, shape: Shape
) -> tuple[Callable[[Column], tuple[Ask, ...]], Callable[[Column, Ask, bytes, str | None], ListPage]]:
    """`first` and `read` of a search service of known parameter and shape; the column may say otherwise."""

    def paged(column: Column) -> Column:
        return replace(column, parameters={"parameter": parameter, **column.parameters})

    def begin(column: Column) -> tuple[Ask, ...]:
        return first(paged(column))

    def list_of(column: Column, ask: Ask, body: bytes, charset: str | None) -> ListPage:
        return read_shape(paged(column), Shape.of(column, shape), ask, body, charset, ask_of)

    return begin, list_of


FAMILY = Family(
    name="json",
    title="JSON 列表 / lists as JSON",
    facts="Any JSON list; where its parts stand is said in the source file.",
    first=first,
    read=read,
    article="body",
    parameters=PARAMETERS,
    required=("items_at", "link_at", "parameter"),
)
