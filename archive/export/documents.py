"""The documents of the archive as text for analysis: JSON Lines or Parquet, told by the name of the file."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from archive.export.jsonlines import write_jsonl
from archive.export.masking import mask
from archive.export.panel import Step
from archive.export.parquet import write_parquet
from archive.export.selection import Selection
from archive.export.table import Row, described, tuples
from archive.export.whole import ExportError, whole_file

_DOCUMENTS = """
SELECT documents.id, coalesce(organs.name, documents.source), documents.published, documents.kind,
       documents.title, documents.text, documents.url, captures.sha256, documents.fetched_at, documents.sample
FROM documents LEFT JOIN organs ON organs.id = documents.organ_id
LEFT JOIN captures ON captures.id = documents.capture_id
WHERE documents.id = ?"""


def export_documents(
    conn: sqlite3.Connection,
    output: Path,
    selection: Selection,
    kinds: Iterable[str] = (),
    step: Step | None = None,
) -> int:
    """Writes the current versions; how many there were. The numbers of people in them are masked."""
    if output.suffix not in (".jsonl", ".parquet"):
        raise ExportError(f"--output {output}: expected a name that ends in .jsonl or .parquet.")
    ids = _ids(conn, selection, list(kinds))
    columns = described("documents")
    with whole_file(output) as stream:
        if output.suffix == ".jsonl":
            write_jsonl(stream, columns, _rows(conn, ids, step))
        else:
            write_parquet(stream, columns, map(_flat, _rows(conn, ids, step)))
    return len(ids)


def _ids(conn: sqlite3.Connection, selection: Selection, kinds: list[str]) -> list[str]:
    where, values = selection.documents()
    if kinds:
        where += f" AND documents.kind IN ({', '.join('?' * len(kinds))})"
    sql = f"SELECT id FROM documents WHERE {where} AND state = 'read' ORDER BY url, fetched_at, id"
    return [row[0] for row in tuples(conn, sql, [*values, *kinds])]


def _rows(conn: sqlite3.Connection, ids: list[str], step: Step | None) -> Iterator[Row]:
    for done, document_id in enumerate(ids, 1):
        for name, body, date, kind, title, text, *rest in tuples(conn, _DOCUMENTS, [document_id]):
            yield (name, body, date, kind, title and mask(title), mask(text), _tables(conn, name), *rest)
        if step:
            step(done, len(ids))


def _tables(conn: sqlite3.Connection, document_id: str) -> list[dict[str, Any]]:
    sql = "SELECT number, caption, rows FROM document_tables WHERE document_id = ? ORDER BY number"
    return [
        {"number": number, "caption": caption and mask(caption), "rows": _grid(json.loads(cells))}
        for number, caption, cells in tuples(conn, sql, [document_id])
    ]


def _grid(cells: list[list[Any]]) -> list[list[str]]:
    """The printed cells row by row; the places that a merged cell covers beside its own are empty."""
    places: dict[tuple[int, int], str] = {(row, column): mask(text) for row, column, _, _, text in cells}
    height = max((row + span - 1 for row, _, span, _, _ in cells), default=0)
    width = max((column + span - 1 for _, column, _, span, _ in cells), default=0)
    return [[places.get((row, column), "") for column in range(1, width + 1)] for row in range(1, height + 1)]


def _flat(row: Row) -> Row:
    """With the tables as JSON text, for a column of text."""
    *before, tables = row[:7]
    return (*before, json.dumps(tables, ensure_ascii=False), *row[7:])
