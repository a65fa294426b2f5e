"""`/capture/ID`: one answer of a site as it was stored; `/page` a sandboxed copy, `/body` the exact bytes."""

from __future__ import annotations

import json
import sqlite3
from typing import Any
from urllib.parse import unquote, urlsplit

from datasette.utils.asgi import Response

from archive.store.bodies import Bodies
from archive.web import replay
from archive.web.asking import ask, refuse
from archive.web.connection import large_values
from archive.web.gate import STORED_POLICY
from archive.web.question import NotHereError, Question
from archive.web.rows import Row, row, rows

CAPTURE = """
SELECT captures.*, sites.sample, sites.name AS site_name FROM captures
LEFT JOIN sites ON sites.id = captures.source_id WHERE captures.id = ?
"""
DOCUMENTS = """
SELECT documents.id, documents.title, documents.report_id, documents.current FROM documents
WHERE documents.id IN (SELECT document_id FROM parts WHERE capture_id = ?) OR documents.capture_id = ?
ORDER BY documents.current DESC, documents.number DESC LIMIT 20
"""
OTHERS = "SELECT id, fetched_at, size, sha256 FROM captures WHERE url = ? ORDER BY fetched_at DESC LIMIT 100"
VISITS = "SELECT count(*) AS visits, max(fetched_at) AS last FROM visits WHERE capture = ?"
STORED_HEADERS = {
    "content-security-policy": STORED_POLICY,
    "x-robots-tag": "noindex",
    "cache-control": "no-cache",
}


def load(conn: sqlite3.Connection, question: Question) -> dict[str, Any]:
    capture = _capture(conn, question.id)
    body = _body(conn, capture)
    return {
        **capture,
        "headers": json.loads(capture["headers"]),
        "request_headers": json.loads(capture["request_headers"]),
        "format": replay.media_type(body, capture["media_type"]),
        "file_name": file_name(capture["url"], capture["id"]),
        "documents": rows(conn, DOCUMENTS, [capture["id"], capture["id"]]),
        "captures": rows(conn, OTHERS, [capture["url"]]),
        "visited": row(conn, VISITS, [capture["number"]]),
    }


def _capture(conn: sqlite3.Connection, capture_id: str) -> Row:
    capture = row(conn, CAPTURE, [capture_id])
    if capture is None:
        raise NotHereError("库中没有这份网页原件。", "The archive has no such stored page.")
    return capture


def _body(conn: sqlite3.Connection, capture: Row) -> bytes:
    with large_values(conn):
        return Bodies(conn).get(capture["sha256"])


def file_name(url: str, capture_id: str) -> str:
    """The last piece of the address where that is a plain name, else the capture's id."""
    last = unquote(urlsplit(url).path.rpartition("/")[2])
    plain = "".join(letter for letter in last if letter.isalnum() or letter in "._-")
    return plain[-80:] if plain.strip(".") else capture_id


async def serve_body(request: Any, datasette: Any) -> Response:
    """The exact bytes, always as a download and never as something a browser would run."""
    return await _serve(request, datasette, _as_download)


async def serve_page(request: Any, datasette: Any) -> Response:
    """A copy to look at, without anything that could run, load or send; what is no page, as a download."""
    return await _serve(request, datasette, _as_page)


async def _serve(request: Any, datasette: Any, answer: Any) -> Response:
    def find(conn: sqlite3.Connection) -> tuple[Row, bytes]:
        capture = _capture(conn, request.url_vars["id"])
        return capture, _body(conn, capture)

    try:
        capture, body = await ask(datasette, find)
    except NotHereError as error:
        return await refuse(datasette, request, error, wants_json=False)
    response: Response = answer(capture, body)
    return response


def _as_download(capture: Row, body: bytes) -> Response:
    name = file_name(capture["url"], capture["id"])
    plain = name if name.isascii() else capture["id"]
    headers = {
        **STORED_HEADERS,
        "content-disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{replay.quoted(name)}",
    }
    return Response(body, headers=headers, content_type="application/octet-stream")


def _as_page(capture: Row, body: bytes) -> Response:
    kind = replay.media_type(body, capture["media_type"])
    if kind == "text/html":
        declared = dict(json.loads(capture["headers"])).get("Content-Type")
        return Response.html(replay.page(body, declared), headers=STORED_HEADERS)
    if kind.startswith("text/") or kind in replay.TEXTS:
        return Response.text(replay.decoded(body, None), headers=STORED_HEADERS)
    return _as_download(capture, body)
