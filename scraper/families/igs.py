"""TRS IGS, the search service of newer TRS sites, as JSON.

GET /igs/front/search/list.html?index=…&type=…&pageNumber=1&pageSize=10&filter[CHANNELID]=…
{"page": {"total": 63, "totalPages": 7, "content": [{"DOCTITLE": "…", "DOCPUBURL": "…", "PUBDATE": "…"}]}}
"""

from __future__ import annotations

from dataclasses import replace

from scraper.families import json
from scraper.jsonlist import PARAMETERS, Shape, read_shape
from scraper.source import Ask, Column, Family, ListPage

_SHAPE = Shape("page.content", "DOCPUBURL", "DOCTITLE", "PUBDATE", "page.total", "page.totalPages")


def ask_of(column: Column, number: int, *, probe: bool = False) -> Ask:
    paged = replace(column, parameters={"parameter": "pageNumber", **column.parameters})
    return json.ask_of(paged, number, probe=probe)


def first(column: Column) -> tuple[Ask, ...]:
    return (ask_of(column, 1),)


def read(column: Column, ask: Ask, body: bytes, charset: str | None) -> ListPage:
    return read_shape(column, Shape.of(column, _SHAPE), ask, body, charset, ask_of)


FAMILY = Family(
    name="igs",
    title="拓尔思 TRS IGS",
    facts="JSON from /igs/front/search/list.html; pageNumber counts from 1.",
    first=first,
    read=read,
    article=".TRS_UEDITOR, .trs_editor_view, .trs_paper_default, #zoom, #Zoom, .article",
    parameters={name: PARAMETERS[name] for name in ("items_at", "link_at", "title_at", "date_at")},
)
