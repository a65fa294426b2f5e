"""The tables of the archive, described as data.

`schema.csv` has a row per table (no column name) and a row per column: type, key, and what it holds in
English and Chinese. From it come the DDL, the descriptions that Datasette shows, and the documentation.

Keys: `pk` (several make one compound key), `id` (text identity beside a row number: NOT NULL UNIQUE),
`required`, `flag` (0 or 1) and `zero` (a count; both NOT NULL DEFAULT 0), `index`, `>TABLE` (refers to that
table's key).
A table's own key may be `hidden`: no reader needs it.
"""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from archive.store.views import VIEWS as VIEWS

APPLICATION_ID = 0x676B6169  # "gkai"
VERSION = 5

# The text first: the index keeps two bytes more for every word of every further column.
SEARCH_COLUMNS = ("text", "title", "source", "document_number", "index_number")


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    type: str
    keys: tuple[str, ...]
    en: str
    zh: str

    @property
    def refers_to(self) -> str | None:
        return next((key[1:] for key in self.keys if key.startswith(">")), None)

    @property
    def indexed(self) -> bool:
        return "index" in self.keys


@dataclass(frozen=True, slots=True)
class Table:
    name: str
    en: str
    zh: str
    hidden: bool
    columns: tuple[Column, ...]

    @property
    def key(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns if "pk" in column.keys)


@cache
def tables() -> dict[str, Table]:
    """Every table by name, in the order of schema.csv."""
    heads: dict[str, dict[str, str]] = {}
    columns: dict[str, list[Column]] = {}
    with (files(__package__) / "schema.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            if row["column"]:
                columns[row["table"]].append(
                    Column(row["column"], row["type"], tuple(row["key"].split()), row["en"], row["zh"])
                )
            else:
                heads[row["table"]], columns[row["table"]] = row, []
    return {
        name: Table(name, head["en"], head["zh"], "hidden" in head["key"], tuple(columns[name]))
        for name, head in heads.items()
    }


# Datasette finds the source of a search table only when it is written content=[...]; the view segments the
# words as they are indexed, so that no second copy of the text is kept.
SEARCH = f"""
CREATE VIEW documents_search AS SELECT number, {", ".join(f"segment({c}) AS {c}" for c in SEARCH_COLUMNS)}
FROM documents;
CREATE VIRTUAL TABLE documents_fts USING fts5(
    {", ".join(SEARCH_COLUMNS)}, content=[documents_search], content_rowid=[number], tokenize='ascii');
CREATE TRIGGER documents_search_insert AFTER INSERT ON documents BEGIN
    INSERT INTO documents_fts (rowid, {", ".join(SEARCH_COLUMNS)})
    VALUES (new.number, {", ".join(f"segment(new.{c})" for c in SEARCH_COLUMNS)});
END;
CREATE TRIGGER documents_search_delete AFTER DELETE ON documents BEGIN
    INSERT INTO documents_fts (documents_fts, rowid, {", ".join(SEARCH_COLUMNS)})
    VALUES ('delete', old.number, {", ".join(f"segment(old.{c})" for c in SEARCH_COLUMNS)});
END;
CREATE TRIGGER documents_search_update AFTER UPDATE OF {", ".join(SEARCH_COLUMNS)} ON documents
WHEN {" OR ".join(f"old.{c} IS NOT new.{c}" for c in SEARCH_COLUMNS)} BEGIN
    INSERT INTO documents_fts (documents_fts, rowid, {", ".join(SEARCH_COLUMNS)})
    VALUES ('delete', old.number, {", ".join(f"segment(old.{c})" for c in SEARCH_COLUMNS)});
    INSERT INTO documents_fts (rowid, {", ".join(SEARCH_COLUMNS)})
    VALUES (new.number, {", ".join(f"segment(new.{c})" for c in SEARCH_COLUMNS)});
END;
"""

# Beside the indexes of single columns: what the crawler, the reader and the history of a page ask for. Every
# capture and page is written into each of those without WHERE, so that there are no others of these tables.
INDEXES = """
CREATE INDEX captures_url ON captures (url, fetched_at);
CREATE INDEX captures_lists ON captures (source_id, "column", fetched_at) WHERE kind = 'list';
CREATE INDEX captures_parent ON captures (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX captures_unread ON captures (number) WHERE read_by IS NULL AND kind <> 'list';
CREATE INDEX pages_site ON pages (site_id, kind, state);
CREATE INDEX pages_gone ON pages (url) WHERE state = 'gone';
CREATE INDEX visits_nothing ON visits (url, fetched_at) WHERE capture IS NULL;
CREATE INDEX documents_version ON documents (url, fetched_at);
CREATE INDEX reports_series ON reports (organ, scope, year);
CREATE INDEX reports_forms ON reports (current, year, form);
CREATE INDEX figures_panel ON figures (indicator, applicant, preferred, report_id);
"""


def ddl() -> Iterator[str]:
    """The statements that make an empty archive of the present version, one script a table."""
    for table in tables().values():
        yield table_ddl(table)
        for column in table.columns:
            if column.indexed:
                yield f'CREATE INDEX {table.name}_by_{column.name} ON {table.name} ("{column.name}");'
    yield INDEXES
    yield SEARCH
    for view in VIEWS:
        yield f"CREATE VIEW {view.name} AS {view.sql};"


def create(conn: sqlite3.Connection) -> None:
    """Makes the tables, in one transaction."""
    script = "\n".join(ddl())
    conn.executescript(
        f"BEGIN IMMEDIATE;\n{script}\nPRAGMA application_id = {APPLICATION_ID};\n"
        f"PRAGMA user_version = {VERSION};\nCOMMIT;"
    )


def table_ddl(table: Table) -> str:
    lines = [column_ddl(column, alone=len(table.key) == 1) for column in table.columns]
    if len(table.key) > 1:
        lines.append("PRIMARY KEY (" + ", ".join(f'"{name}"' for name in table.key) + ")")
    return f"CREATE TABLE {table.name} (\n    " + ",\n    ".join(lines) + "\n);"


def column_ddl(column: Column, *, alone: bool = False) -> str:
    """The definition of a column; `alone` where a primary key is this column and no other."""
    words = [f'"{column.name}"', column.type]
    if "pk" in column.keys:
        words.append("PRIMARY KEY" if alone else "NOT NULL")
    if "id" in column.keys:
        words.append("NOT NULL UNIQUE")
    if "required" in column.keys:
        words.append("NOT NULL")
    if {"flag", "zero"} & set(column.keys):
        words.append("NOT NULL DEFAULT 0")
    if column.refers_to:
        # Datasette follows a reference only where the column is named.
        words.append(f"REFERENCES {column.refers_to} ({tables()[column.refers_to].key[0]})")
    return " ".join(words)
