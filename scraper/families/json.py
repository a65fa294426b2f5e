"""Lists as JSON, whatever their shape: `items_at`, `link_at`, `title_at`, `date_at` and `total_at` say where
things stand.

    {"data": {"list": [{"id": "ab3", "name": "…", "createdAt": 1706659200000}], "total": 63}}
    items_at = "data.list"    link_at = "/policy/detail/{id}"    title_at = "name"    date_at = "createdAt"

The page's number is a parameter of the query (`parameter`), or of the posted form with `method = "post"`, or
of the posted JSON with `method = "json"`; in the source file they stand in the address in any case.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from json import dumps
from urllib.parse import parse_qsl

from scraper.families import query
from scraper.jsonlist import PARAMETERS, Shape, read_shape
from scraper.source import Ask, Column, Family, ListPage

_NUMBER = re.compile(r"0|-?[1-9]\d{0,14}")


def ask_of(column: Column, number: int, *, probe: bool = False) -> Ask:
    """List page `number`; its parameters stand in the address even where they are posted."""
    url = query.address_of(column, number)
    return Ask(url, number, body_of(url, str(column.parameters.get("method", "get"))), probe)


def body_of(url: str, method: str) -> bytes | None:
    """What is posted: the query as a form, or as JSON in which numbers are numbers; None for a GET."""
    query_of = url.partition("?")[2]
    if method == "json":
        pairs = parse_qsl(query_of, keep_blank_values=True)
        return dumps({key: int(v) if _NUMBER.fullmatch(v) else v for key, v in pairs}).encode()
    return query_of.encode() if method == "post" else None


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
