"""The metadata of Datasette's own pages, made from the schema: descriptions, labels, facets, search, queries.

`datasette_metadata.json` in the repository is this, written by `scripts/build_metadata`.
"""

from __future__ import annotations

from typing import Any

from archive.store import schema

TITLE = "公开 gongkai"
DESCRIPTION = (
    "中国政府网站公开信息的存档与政府信息公开工作年度报告数据库。 "
    "An archive of what Chinese government bodies publish, and of the figures in their yearly reports."
)
FACETS = {
    "documents": ["region", "source", "year", "kind", "column"],
    "reports": ["region", "organ", "year", "form", "scope"],
    "figures": ["indicator", "applicant", "qualifier", "source"],
    "findings": ["severity", "rule"],
    "captures": ["source_id"],
    "pages": ["site_id", "kind", "state"],
    "indicators": ["kind"],
    "organs": ["region", "level"],
}
LABELS = {
    "sites": "name",
    "columns": "name",
    "regions": "name",
    "organs": "name",
    "indicators": "zh",
    "documents": "title",
    "reports": "title",
    "captures": "url",
}
NEWEST_FIRST = {"documents": "published", "reports": "year", "captures": "fetched_at", "visits": "number"}
QUERIES: dict[str, dict[str, Any]] = {
    "indicator": {
        "title": "面板：一个指标的全部数据 / One indicator in every report",
        "description": "参数 indicator 为指标代码，见指标手册。 `indicator` is a code of the codebook.",
        "sql": (
            "select body, region, year, form, scope, applicant, value, unit, qualifier, source, evidence\n"
            "from panel where indicator = :indicator order by body, year, applicant"
        ),
    },
    "body": {
        "title": "一个机关的历年数据 / One body through the years",
        "description": "参数 body 为机关名称。 `body` is the name of the body.",
        "sql": (
            "select year, form, indicator, indicator_zh, applicant, value, unit, qualifier, evidence\n"
            "from panel where body = :body order by indicator, applicant, year"
        ),
    },
    "vanished": {
        "title": "已消失的网页 / Pages that are gone",
        "sql": (
            "select documents.id, documents.title, documents.url, documents.published, pages.gone_at\n"
            "from documents join pages on pages.url = documents.url\n"
            "where documents.current and documents.gone order by pages.gone_at desc"
        ),
    },
    "broken_identities": {
        "title": "数字对不上的报告 / Reports whose numbers do not agree",
        "sql": (
            'select organ, year, rule, message, "left", "right", report_id from findings_view\n'
            "where severity = 'error' order by year desc, organ"
        ),
    },
}


def build() -> dict[str, Any]:
    tables = {table.name: _table(table) for table in schema.tables().values()}
    views = {
        view.name: {"title": view.name, "description": f"{view.zh}。 {view.en}."} for view in schema.VIEWS
    }
    return {
        "title": TITLE,
        "description": DESCRIPTION,
        "license": "CC BY 4.0",
        "license_url": "https://creativecommons.org/licenses/by/4.0/",
        "databases": {
            "archive": {
                "title": TITLE,
                "description": DESCRIPTION,
                "tables": {**tables, **views, "documents_search": {"hidden": True}},
                "queries": {name: dict(query) for name, query in QUERIES.items()},
            }
        },
    }


def _table(table: schema.Table) -> dict[str, Any]:
    described: dict[str, Any] = {
        "description": f"{table.zh}。 {table.en}.",
        "columns": {column.name: f"{column.zh} · {column.en}" for column in table.columns},
    }
    if table.hidden:
        described["hidden"] = True
    if table.name in FACETS:
        described["facets"] = FACETS[table.name]
    if table.name in LABELS:
        described["label_column"] = LABELS[table.name]
    if table.name in NEWEST_FIRST:
        described["sort_desc"] = NEWEST_FIRST[table.name]
    if table.name == "documents":
        described |= {"fts_table": "documents_fts", "fts_pk": "number"}
    return described
