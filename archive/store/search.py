"""Searching the documents: words in, documents with marked snippets out.

Hits are counted up to CAP and no further. Newest first is by date of publication as long as every hit is
counted, beyond that by order of arrival; relevance ranks the RANKED newest hits.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from archive.store.errors import ArchiveError
from archive.text.segment import fts_query, normalise, normalise_with_offsets, terms

CAP = 10_000
RANKED = 2_000
BEFORE, SNIPPET = 30, 160

Order = Literal["newest", "relevance"]
Marked = tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A document found. `title_marked` and `snippet` are pieces of the original text; True marks a hit."""

    number: int
    id: str
    title: str | None
    body: str | None
    published: str | None
    year: int | None
    kind: str
    region: str | None
    url: str
    site_id: str | None
    report_id: str | None
    report_year: int | None
    current: bool
    gone: bool
    fetched_at: str
    sample: bool
    title_marked: Marked
    snippet: Marked


@dataclass(frozen=True, slots=True)
class Results:
    """`count` documents match; where `capped`, at least so many."""

    count: int
    capped: bool
    rows: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Filters:
    """What documents are asked for. Only the latest version of each page, unless `versions`.

    `year`, `since` and `until` (days, YYYY-MM-DD, both included) are of publication; `region` is a code and
    all inside it; `organ` the id of a body, `level` its level; `column` a column of a site by its name.
    """

    kind: str | None = None
    year: int | None = None
    since: str | None = None
    until: str | None = None
    region: str | None = None
    level: str | None = None
    organ: str | None = None
    column: str | None = None
    versions: bool = False

    def sql(self) -> tuple[str, tuple[object, ...]]:
        """Further conditions on `documents`, each with AND before it, and their values."""
        asked: tuple[tuple[str, object], ...] = (
            ("documents.current = ?", None if self.versions else 1),
            ("documents.kind = ?", self.kind),
            ("documents.year = ?", self.year),
            ("documents.published >= ?", self.since),
            ("documents.published <= ?", self.until),
            ("documents.region GLOB ?", inside(self.region)),
            ("documents.organ_id IN (SELECT id FROM organs WHERE level = ?)", self.level),
            ("documents.organ_id = ?", self.organ),
            ('documents."column" = ?', self.column),
        )
        given = [(text, value) for text, value in asked if value not in (None, "")]
        return "".join(f" AND {text}" for text, _ in given), tuple(value for _, value in given)


def search(
    conn: sqlite3.Connection,
    query: str,
    filters: Filters | None = None,
    *,
    limit: int = 20,
    offset: int = 0,
    order: Order = "newest",
) -> Results:
    """What documents say these words; an empty query finds nothing."""
    match = fts_query(query)
    if not match:
        return Results(0, False, ())
    where, values = (filters or Filters()).sql()
    found = _FOUND.format(where=where)
    try:
        (count,) = conn.execute(
            f"SELECT count(*) FROM (SELECT 1 {found} LIMIT {CAP + 1})", (match, *values)
        ).fetchone()
        numbers = _numbers(conn, found, (match, *values), order, count > CAP, limit, offset)
    except sqlite3.OperationalError as error:
        raise ArchiveError(f"The search cannot be answered: {error}.") from error
    wanted = [term.text for term in terms(query) if not term.excluded]
    return Results(min(count, CAP), count > CAP, tuple(_hit(conn, number, wanted) for number in numbers))


def only_excludes(query: str) -> bool:
    """Whether a query says what to leave out and nothing to look for: it finds nothing."""
    found = terms(query)
    return bool(found) and all(term.excluded for term in found)


# CROSS JOIN: else SQLite may go through the documents and ask the search table again for each.
_FOUND = """FROM documents_fts CROSS JOIN documents ON documents.number = documents_fts.rowid
WHERE documents_fts MATCH ? {where}"""


def stem(region: str) -> str:
    """The digits that the regions inside a region share: 370000 -> 37, 370200 -> 3702."""
    digits = "".join(character for character in region if character.isdigit())
    while len(digits) == 6 and digits.endswith("00") or len(digits) == 4 and digits.endswith("00"):
        digits = digits[:-2]
    return digits


def inside(region: str | None) -> str | None:
    """The GLOB pattern of a region's code and all inside it; None where there is none."""
    return f"{stem(region)}*" if region else None


def _numbers(
    conn: sqlite3.Connection,
    found: str,
    values: Sequence[object],
    order: Order,
    many: bool,
    limit: int,
    offset: int,
) -> list[int]:
    """Row numbers of one page of the hits."""
    if order == "relevance":
        newest = (
            f"SELECT documents_fts.rowid AS number {found} ORDER BY documents_fts.rowid DESC LIMIT {RANKED}"
        )
        (since,) = conn.execute(f"SELECT coalesce(min(number), 0) FROM ({newest})", values).fetchone()
        found += f" AND documents_fts.rowid >= {since}"
        by = "bm25(documents_fts, 1.0, 10.0, 2.0, 5.0, 5.0), documents_fts.rowid DESC"
    elif many:
        by = "documents_fts.rowid DESC"
    else:
        by = "documents.published DESC NULLS LAST, documents.id"
    sql = f"SELECT documents.number {found} ORDER BY {by} LIMIT ? OFFSET ?"
    return [row[0] for row in conn.execute(sql, (*values, limit, offset))]


_HIT = """
SELECT documents.number, documents.id, documents.title,
       coalesce(organs.name, documents.source, documents.site_name) AS body,
       documents.published, documents.year, documents.kind, documents.region, documents.url,
       documents.site_id, documents.report_id, reports.year AS report_year, documents.current,
       documents.gone, documents.fetched_at, coalesce(sites.sample, 0) AS sample, documents.text
FROM documents LEFT JOIN organs ON organs.id = documents.organ_id
LEFT JOIN sites ON sites.id = documents.site_id LEFT JOIN reports ON reports.id = documents.report_id
WHERE documents.number = ?
"""


def _hit(conn: sqlite3.Connection, number: int, wanted: Sequence[str]) -> Hit:
    cursor = conn.execute(_HIT, (number,))
    row = dict(zip((column[0] for column in cursor.description), cursor.fetchone(), strict=True))
    text = row.pop("text")
    for name in ("current", "gone", "sample"):
        row[name] = bool(row[name])
    return Hit(**row, title_marked=mark(row["title"] or "", wanted), snippet=snippet(text, wanted))


def mark(text: str, wanted: Sequence[str]) -> Marked:
    """The text in pieces, those that are one of the normalised words marked."""
    normal, offsets = normalise_with_offsets(text)
    spans = sorted((start, start + len(word)) for word in wanted for start in _places(normal, word))
    pieces: list[tuple[str, bool]] = []
    done = 0
    for start, end in _merged(spans):
        first, last = offsets[start], offsets[end - 1] + 1
        pieces += [(text[done:first], False), (text[first:last], True)]
        done = last
    return tuple(piece for piece in [*pieces, (text[done:], False)] if piece[0])


def snippet(text: str, wanted: Sequence[str]) -> Marked:
    """The part of a text around the first hit, marked; its beginning where only the title has the words."""
    start = max(0, _first(text, wanted) - BEFORE)
    end = start + SNIPPET
    pieces = mark(" ".join(text[start:end].split()), wanted)
    return (*((("…", False),) if start else ()), *pieces, *((("…", False),) if end < len(text) else ()))


def _first(text: str, wanted: Sequence[str]) -> int:
    """Offset in the text of the first word that is found there, 0 where none is."""
    normal = normalise(text)
    places = [place for word in wanted if (place := normal.find(word)) >= 0]
    if not places:
        return 0
    # Normalising shortens or lengthens a text little: look for the original offset near its own.
    reach = min(len(text), 2 * min(places) + 4 * SNIPPET)
    shorter, offsets = normalise_with_offsets(text[:reach])
    return min((offsets[place] for word in wanted if (place := shorter.find(word)) >= 0), default=0)


def _places(text: str, word: str) -> list[int]:
    places, start = [], text.find(word)
    while start >= 0:
        places.append(start)
        start = text.find(word, start + len(word))
    return places


def _merged(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
