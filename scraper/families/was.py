"""TRS WAS, the search service of older TRS sites, with a template that gives JSON.

    GET /was5/web/search?channelid=229105&templet=docs.jsp&prepage=10&page=1
    {"count": "63", "docs": [{"title": "…", "url": "…", "pubtime": "2024-01-31"}, … {"title": "", "url": ""}]}

The templates are made per site: the keys may differ (`items_at`, `link_at`, `title_at`, `date_at`,
`total_at`), and often an empty entry or a comma too many ends the list. Where the answer is HTML, the family
`query` reads it.
"""

from __future__ import annotations

from scraper.families import json
from scraper.jsonlist import PARAMETERS, Shape
from scraper.source import Family

_SHAPE = Shape("docs", "url", "title", "pubtime", "count")
first, read = json.service("page", _SHAPE)

FAMILY = Family(
    name="was",
    title="拓尔思 TRS WAS",
    facts="JSON from /was5/web/search; page counts from 1, prepage is the size.",
    first=first,
    read=read,
    article=".TRS_Editor, .TRS_UEDITOR, #zoom, #Zoom, .article",
    parameters={
        name: PARAMETERS[name] for name in ("items_at", "link_at", "title_at", "date_at", "total_at")
    },
)
