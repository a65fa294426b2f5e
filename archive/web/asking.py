"""What the pages share: a request becomes a question, the archive is asked, and what goes wrong is said."""

from __future__ import annotations

import json
import sqlite3
import sys
import traceback
from collections.abc import Callable, Mapping
from typing import Any

from datasette.utils import sqlite_timelimit
from datasette.utils.asgi import Response

from archive.web.faults import both, fault
from archive.web.question import NoAnswerError, Question

TIME_LIMIT_MS = 5000


def question_of(request: Any, datasette: Any) -> Question:
    args = {name: request.args.getlist(name) for name in request.args}
    given, base = request.url_vars, datasette.absolute_url(request, datasette.urls.path("/"))
    language = request.scope["gongkai.language"]
    return Question(language, args, given.get("id", ""), given.get("part", ""), base.rstrip("/"))


async def ask(datasette: Any, load: Callable[[sqlite3.Connection], Any]) -> Any:
    """What `load` finds in the archive, in a thread of Datasette's and within the time limit."""

    def limited(conn: sqlite3.Connection) -> Any:
        with sqlite_timelimit(conn, TIME_LIMIT_MS):
            return load(conn)

    return await datasette.get_database("archive").execute_fn(limited)


def json_response(data: Mapping[str, Any], status: int = 200) -> Response:
    body = json.dumps(data, ensure_ascii=False)
    return Response(body, status=status, content_type="application/json; charset=utf-8")


async def refuse(datasette: Any, request: Any, error: NoAnswerError, wants_json: bool) -> Response:
    if wants_json:
        return json_response({"error": str(error), "status": error.status}, error.status)
    return await _error_page(datasette, request, error.status, error.zh, error.en)


async def explain(datasette: Any, request: Any, exception: Exception) -> Response:
    """Whatever a page of Datasette's or ours raised, as a page for people. Only a fault of ours is logged."""
    status, zh, en = fault(exception)
    if status >= 500:
        traceback.print_exception(exception, file=sys.stderr)
    if request.path.endswith(".json"):
        return json_response({"ok": False, "error": en, "status": status, "title": None}, status)
    return await _error_page(datasette, request, status, zh, en)


async def _error_page(datasette: Any, request: Any, status: int, zh: str, en: str) -> Response:
    context = {"status": status, "zh": zh, "en": en}
    body = await datasette.render_template("error.html", context, request=request)
    return Response.html(body, status=status)


async def forbid(datasette: Any, request: Any, message: str) -> Response:
    return await _error_page(datasette, request, 403, *both(message))


async def closed(datasette: Any, request: Any) -> Response:
    """Datasette's pages about itself: where the file lies and what runs here is not for readers."""
    return await _error_page(datasette, request, 404, "没有这一页。", "There is no such page.")
