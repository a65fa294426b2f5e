"""Any table, view or query of Datasette's pages as a file: complete, and streamed at any size.

`/archive/NAME.csv`, `.excel`, `.xlsx`, `.parquet`, `.jsonl`, each with the filters of the page.
Datasette gives the SQL of a page of rows; here it runs without the limit, on a connection and in a thread of
its own.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from time import monotonic
from typing import Any

from datasette.utils.asgi import Response
from datasette.views.base import DatasetteError

from archive.export.rows import FORMATS, Format, Kinds
from archive.web import connection
from archive.web.sending import Sent, Stream

BATCH = 500
STEP_LIMIT = 30  # seconds SQLite may take for the next rows
KINDS_LIMIT = 300  # seconds for looking through all values, to know the type of each column
WHOLE_LIMIT = 3600  # seconds for all of them
# What Datasette puts at the end of the SQL of a page.
_PAGE = re.compile(r" limit \d+( offset \d+)?$")
# Datasette answers `.csv` itself, a page of rows or a thousand of a query; the gate turns that into `.utf8`.
EXTENSIONS = {name: "utf8" if name == "csv" else name for name in FORMATS}


def renderers() -> list[dict[str, Any]]:
    return [{"extension": EXTENSIONS[name], "render": _renderer(one)} for name, one in FORMATS.items()]


def _renderer(form: Format) -> Any:
    def render(datasette: Any, request: Any, data: Any) -> Response:
        return answer(datasette, request, data, form)

    return render


def answer(datasette: Any, request: Any, data: Any, form: Format) -> Response:
    """`data` is what Datasette has for the page: of a table or query its SQL, of a single row the row."""
    if data.get("error"):
        raise DatasetteError(data["error"], status=400)
    if not data.get("columns"):
        raise DatasetteError("Choose a table or a query first.", status=404)
    if not form.installed:
        raise DatasetteError(f"{form.name} needs gongkai[data] to be installed on the server.", status=501)
    path = datasette.get_database("archive").path
    name = data.get("table") or data.get("query_name") or "query"

    def write(stream: Stream) -> None:
        if "query" not in data:
            form.write(data["columns"], map(tuple, data["rows"]), stream, ())
            return
        sql = data["query"]["sql"]
        with closing(open_archive(path)) as conn:
            whole = _PAGE.sub("", sql) if data.get("table") else sql
            write_query(conn, whole, data["query"]["params"], form, stream)

    return Sent(write, f"{name}{form.ending}", form.media_type, request.receive)


def open_archive(path: str) -> sqlite3.Connection:
    """A connection that only reads, to be used by one thread after another."""
    conn = sqlite3.connect(f"file:{path}?mode=ro", uri=True, check_same_thread=False, isolation_level=None)
    connection.prepare(conn)
    return conn


def write_query(
    conn: sqlite3.Connection, sql: str, params: Mapping[str, Any], form: Format, stream: Stream
) -> None:
    """Every row of one state of the archive, whatever is written meanwhile."""
    clock = _Clock(stream)
    conn.set_progress_handler(clock.is_up, 20_000)
    conn.execute("BEGIN")
    cursor = conn.execute(sql, params)
    columns = [column[0] for column in cursor.description]
    kinds: Kinds = ()
    if form.typed:
        cursor.close()
        clock.allow(KINDS_LIMIT)
        kinds = kinds_of(conn, sql, params, len(columns))
        cursor = conn.execute(sql, params)
    form.write(columns, clock.rows(cursor), stream, kinds)


def kinds_of(conn: sqlite3.Connection, sql: str, params: Mapping[str, Any], count: int) -> Kinds:
    """What the values of each column are: integer, real (or integer), text, blob; None where mixed."""
    names = [f"c{place}" for place in range(count)]
    asked = ", ".join(
        f"{which}(nullif(typeof({name}), 'null'))" for name in names for which in ("min", "max")
    )
    head = f"WITH asked({', '.join(names)}) AS ({sql.rstrip().rstrip(';')})"
    found = conn.execute(f"{head} SELECT {asked} FROM asked", params).fetchone()
    return [
        least if least == most else {("integer", "real"): "real"}.get((least, most))
        for least, most in zip(found[::2], found[1::2], strict=True)
    ]


class _Clock:
    """Stops SQLite where it takes too long for the next rows, or nobody waits for them any more."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._until = monotonic() + STEP_LIMIT
        self._end = monotonic() + WHOLE_LIMIT

    def is_up(self) -> bool:
        return self._stream.gone or monotonic() > self._until

    def allow(self, seconds: float) -> None:
        self._until = min(self._end, monotonic() + seconds)

    def rows(self, cursor: sqlite3.Cursor) -> Iterator[Sequence[Any]]:
        while True:
            self.allow(STEP_LIMIT)
            batch = cursor.fetchmany(BATCH)
            if not batch:
                return
            yield from batch
