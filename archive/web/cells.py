"""Cells of Datasette's own tables that lead to our pages."""

from __future__ import annotations

import re
from typing import Any

from markupsafe import Markup

# column name -> page; `id` itself depends on its table
PAGE_OF_COLUMN = {
    "report_id": "report",
    "document_id": "document",
    "capture_id": "capture",
    "parent_id": "capture",
}
PAGE_OF_TABLE = {"reports": "report", "documents": "document", "captures": "capture"}
ID = re.compile(r"[0-9a-f]{16}")
FIGURE_ID = re.compile(r"[0-9a-f]{16}#[a-z0-9_.~]+")
LINK = Markup('<a href="{}">{}</a>')


def render(value: Any, column: str, table: str | None, datasette: Any) -> Markup | None:
    """A link to the page of what the cell names; None leaves the cell to Datasette."""
    if not isinstance(value, str):
        return None
    if column in ("id", "figure_id") and FIGURE_ID.fullmatch(value):
        return LINK.format(datasette.urls.path(f"/report/{value}"), value)
    if column == "evidence" and FIGURE_ID.fullmatch(value.removeprefix("/report/")):
        return LINK.format(datasette.urls.path(value), value.removeprefix("/report/"))
    page = PAGE_OF_COLUMN.get(column) or (PAGE_OF_TABLE.get(table or "") if column == "id" else None)
    if page and ID.fullmatch(value):
        return LINK.format(datasette.urls.path(f"/{page}/{value}"), value)
    return None
