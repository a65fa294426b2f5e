"""What every template of the site can use, Datasette's pages included."""

from __future__ import annotations

import functools
import hashlib
import importlib.resources
import sqlite3
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

from archive.export.rows import FORMATS
from archive.store import schema
from archive.store.search import stem
from archive.web import faults, figures, words
from archive.web.gate import PAGE_ARGS

STYLE = "gongkai.css"


@functools.cache
def _style_digest() -> str:
    path = importlib.resources.files("archive.web") / "static" / STYLE
    return hashlib.sha256(path.read_bytes()).hexdigest()[:8]


async def variables(datasette: Any, request: Any) -> dict[str, Any]:
    language = request.scope.get("gongkai.language", "zh") if request else "zh"
    sample = await datasette.get_database("archive").execute_fn(sample_share)
    return {
        "language": language,
        "t": functools.partial(pick, language),
        "called": lambda vocabulary, code: words.name(vocabulary, code, language),
        "at": datasette.urls.path,
        "address": functools.partial(address, datasette),
        "in_other_language": other_language(request, language),
        "style": f"{datasette.urls.static_plugins('gongkai', STYLE)}?{_style_digest()}",
        "sample": sample,
        "number": figures.printed_number,
        "holding": figures.holding,
        "value": functools.partial(figures.marked_value, language),
        "both": faults.both,
        "columns_in_order": columns_in_order,
        "stem": lambda region: region and stem(region),
        "groups": words.GROUPS,
        "kinds": words.KINDS,
        "signs": words.SIGNS,
        "described": functools.partial(described, language),
        "described_columns": functools.partial(described_columns, language),
        "here": datasette.urls.path(request.path) if request else "",
        "downloads": functools.partial(downloads, datasette, request),
        "canonical": canonical(datasette, request) if request else None,
    }


def pick(language: str, zh: str, en: str) -> str:
    return en if language == "en" else zh


def sample_share(conn: sqlite3.Connection) -> str | None:
    """'all' or 'some' where the archive holds sample data, else None."""
    least, most = conn.execute("SELECT min(sample), max(sample) FROM sites").fetchone()
    if not most:
        return None
    return "all" if least else "some"


def address(datasette: Any, path: str, **args: Any) -> str:
    """A page of the site with parameters; those that are None or empty are left out."""
    given = [(name, value) for name, value in args.items() if value not in (None, "", [])]
    query = urlencode(given, doseq=True)
    place: str = datasette.urls.path(quote(path, safe="/#~.-_"))
    return f"{place}?{query}" if query else place


def other_language(request: Any, language: str) -> Callable[[], str]:
    """The address of this very page in the other language."""
    other = "zh" if language == "en" else "en"
    query = request.query_string if request else ""
    return lambda: f"?{query}&lang={other}" if query else f"?lang={other}"


def canonical(datasette: Any, request: Any) -> str:
    """The one address of this page: without the choice of language, with whatever else it was asked."""
    path = request.scope.get("route_path", request.path)
    query = f"?{request.query_string}" if request.query_string else ""
    address: str = datasette.absolute_url(request, datasette.urls.path(path))
    return address + query


def downloads(datasette: Any, request: Any, path: str | None = None, **args: Any) -> list[tuple[str, str]]:
    """(format, address) of all rows of a table or query: of `path` with `args`, else of this page."""
    if path:
        return [(name, address(datasette, f"{path}.{name}", **args)) for name in FORMATS]
    given = parse_qsl(request.query_string, keep_blank_values=True)
    query = urlencode([(name, value) for name, value in given if name not in PAGE_ARGS])
    here = datasette.urls.path(request.path)
    return [(name, f"{here}.{name}{'?' if query else ''}{query}") for name in FORMATS]


def described(language: str, name: str) -> str:
    """What a table or view holds; nothing for one that the schema does not describe."""
    views = {view.name: view for view in schema.VIEWS}
    thing = schema.tables().get(name) or views.get(name)
    return pick(language, f"{thing.zh}。", f"{thing.en}.") if thing else ""


def described_columns(language: str, name: str) -> dict[str, str]:
    table = schema.tables().get(name)
    return {column.name: pick(language, column.zh, column.en) for column in table.columns} if table else {}


# What people look for in a row comes first; long texts for programs come last.
FIRST = (
    "title",
    "organ",
    "name",
    "zh",
    "year",
    "published",
    "source",
    "kind",
    "indicator",
    "applicant",
    "value",
)
LAST = ("text", "blocks", "rows", "evidence", "headers", "request_headers", "comparability")


def columns_in_order(things: Sequence[Any], key: str) -> list[Any]:
    """The columns or cells of a table of Datasette's, as people read them; the key of the row stays first."""
    ranks = {name: place - len(FIRST) for place, name in enumerate(FIRST)} | dict.fromkeys(LAST, 1)
    first, *others = things
    return [first, *sorted(others, key=lambda thing: ranks.get(thing[key], 0))]
