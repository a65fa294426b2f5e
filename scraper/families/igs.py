"""TRS IGS, the search service of newer TRS sites, as JSON.

GET /igs/front/search/list.html?index=…&type=…&pageNumber=1&pageSize=10&filter[CHANNELID]=…
{"page": {"total": 63, "totalPages": 7, "content": [{"DOCTITLE": "…", "DOCPUBURL": "…", "PUBDATE": "…"}]}}
"""

from __future__ import annotations

from scraper.families import json
from scraper.jsonlist import PARAMETERS, Shape
from scraper.source import Family

_SHAPE = Shape("page.content", "DOCPUBURL", "DOCTITLE", "PUBDATE", "page.total", "page.totalPages")
first, read = json.service("pageNumber", _SHAPE)

FAMILY = Family(
    name="igs",
    title="拓尔思 TRS IGS",
    facts="JSON from /igs/front/search/list.html; pageNumber counts from 1.",
    first=first,
    read=read,
    article=".TRS_UEDITOR, .trs_editor_view, .trs_paper_default, #zoom, #Zoom, .article",
    parameters={name: PARAMETERS[name] for name in ("items_at", "link_at", "title_at", "date_at")},
)
