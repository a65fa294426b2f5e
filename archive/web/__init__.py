"""The site: a Datasette plugin. This module holds the hooks only; each names the module that does the work.

Datasette loads this module while `datasette` itself is being imported, so nothing here imports `datasette`
(or a module that does) before a hook is called: a half-imported plugin would be registered without its hooks.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable, Generator
from typing import Any

from pluggy import HookimplMarker

hookimpl = HookimplMarker("datasette")


@hookimpl(trylast=True)
def prepare_connection(conn: sqlite3.Connection, database: str) -> None:
    """Last of all plugins, so that our `escape_fts` replaces Datasette's own."""
    from archive.web import connection

    if database == "archive":
        connection.prepare(conn)


@hookimpl
def register_routes(datasette: Any) -> list[tuple[str, Callable[..., Awaitable[Any]]]]:
    from archive.web import pages

    return pages.routes(datasette)


@hookimpl
def register_output_renderer() -> list[dict[str, Any]]:
    from archive.web import downloads

    return downloads.renderers()


@hookimpl
def asgi_wrapper(datasette: Any) -> Callable[[Any], Any]:
    from archive.web import gate

    return gate.wrapper(datasette)


@hookimpl
def extra_template_vars(datasette: Any, request: Any) -> Callable[[], Awaitable[dict[str, Any]]]:
    from archive.web import frame

    return lambda: frame.variables(datasette, request)


@hookimpl
def render_cell(value: Any, column: str, table: str | None, datasette: Any) -> Any:
    from archive.web import cells

    return cells.render(value, column, table, datasette)


@hookimpl
def forbidden(datasette: Any, request: Any, message: str) -> Callable[[], Awaitable[Any]]:
    from archive.web import asking

    return lambda: asking.forbid(datasette, request, message)


@hookimpl(hookwrapper=True)
def handle_exception(datasette: Any, request: Any, exception: Exception) -> Generator[None, Any, None]:
    """In place of Datasette's own, which prints every local variable and draws a page without our words."""
    from archive.web import asking

    outcome = yield
    outcome.force_result([lambda: asking.explain(datasette, request, exception)])
