"""What of the archive is exported: years, regions, bodies, indicators, scope; said in words people use.

A word that names nothing gets the nearest words that do; filters that exclude each other are told so.
"""

from __future__ import annotations

import difflib
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from os.path import commonprefix
from typing import Any, Literal

from archive.codebook import codebook
from archive.export.whole import ExportError

_YEARS = re.compile(r"(\d{4})(?:-(\d{4}))?")


@dataclass(frozen=True, slots=True)
class Selection:
    """Empty means all. `regions` are codes and hold what lies in them; `bodies` are ids."""

    years: tuple[int, ...] = ()
    regions: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    scope: str | None = None

    def reports(self) -> tuple[str, list[Any]]:
        """The condition on `reports` and its values."""
        return self._condition("reports", {"scope": self.scope})

    def documents(self) -> tuple[str, list[Any]]:
        """The condition on `documents` and its values; years are those of publication."""
        return self._condition("documents", {})

    def coverage(self) -> tuple[str, list[Any]]:
        """The condition on `coverage` and its values."""
        return self._condition("coverage", {})

    def _condition(self, table: str, equal: Mapping[str, Any]) -> tuple[str, list[Any]]:
        conditions = ["1"] if table == "coverage" else [f"{table}.current = 1"]
        values: list[Any] = []
        for column, chosen in (("year", self.years), ("organ_id", self.bodies)):
            if chosen:
                conditions.append(f"{table}.{column} IN ({_marks(chosen)})")
                values += chosen
        if self.regions:
            conditions.append("(" + " OR ".join(f"{table}.region GLOB ?" for _ in self.regions) + ")")
            values += [_within(code) for code in self.regions]
        for column, value in equal.items():
            if value:
                conditions.append(f"{table}.{column} = ?")
                values.append(value)
        return " AND ".join(conditions), values

    def figures(self) -> tuple[str, list[Any]]:
        """The condition on the column `indicator` and its values."""
        if not self.indicators:
            return "1", []
        return f"indicator IN ({_marks(self.indicators)})", list(self.indicators)

    def words(self) -> Mapping[str, Any]:
        """The filters that are set, for people and programs."""
        named = ("years", "regions", "bodies", "indicators", "scope")
        return {name: value for name in named if (value := getattr(self, name))}


def select(
    conn: sqlite3.Connection,
    *,
    of: Literal["reports", "documents"] = "reports",
    years: Iterable[str] = (),
    regions: Iterable[str] = (),
    bodies: Iterable[str] = (),
    indicators: Iterable[str] = (),
    scope: str | None = None,
) -> Selection:
    """The selection that these words mean; ExportError where one means nothing or nothing answers all."""
    found = Selection(
        tuple(sorted({year for word in years for year in _years(conn, word, of)})),
        tuple(sorted({_region(conn, word) for word in regions})),
        tuple(sorted({_body(conn, word) for word in bodies})),
        tuple(code for code in codebook() if code in {c for word in indicators for c in _indicators(word)}),
        scope,
    )
    if of == "reports":
        _refuse_contradiction(conn, found)
    elif not conn.execute(
        f"SELECT 1 FROM documents WHERE {found.documents()[0]}", found.documents()[1]
    ).fetchone():
        raise ExportError(f"No document answers all of {_said(found)} together.")
    return found


def _marks(values: Sequence[Any]) -> str:
    return ", ".join("?" * len(values))


def _within(code: str) -> str:
    """A pattern for the region and what lies in it; the central bodies lie in no other region."""
    if code == "000000":
        return code
    start = code.removesuffix("00").removesuffix("00") if code.endswith("00") else code
    return f"{start}*"


# -- words


def _years(conn: sqlite3.Connection, word: str, of: str) -> Iterator[int]:
    found = _YEARS.fullmatch(word.strip())
    if not found:
        raise ExportError(f"--year {word!r}: expected a year or a span of years, such as 2019 or 2015-2018.")
    first, last = int(found[1]), int(found[2] or found[1])
    if last < first:
        raise ExportError(f"--year {word!r}: the span ends before it begins; did you mean {last}-{first}?")
    sql = f"SELECT DISTINCT year FROM {of} WHERE current AND year IS NOT NULL ORDER BY year"
    there = [year for (year,) in conn.execute(sql)]
    if not any(first <= year <= last for year in there):
        nearest = sorted(there, key=lambda year: (min(abs(year - first), abs(year - last)), year))[:3]
        raise ExportError(f"--year {word}: there are no {of} of that time here.{_meant(nearest)}")
    yield from (year for year in there if first <= year <= last)


def _region(conn: sqlite3.Connection, word: str) -> str:
    rows = conn.execute("SELECT code, name FROM regions ORDER BY code").fetchall()
    exact = [row["code"] for row in rows if word in (row["code"], row["name"])]
    exact = exact or [row["code"] for row in rows if len(word) > 1 and row["name"][:-1] == word]
    if len(exact) > 1:
        raise ExportError(
            f"--region {word}: several regions have this name: {', '.join(exact)}; give the code."
        )
    if not exact and word.isdigit():
        raise ExportError(f"--region {word}: there is no such code.{_nearest_codes(word, rows)}")
    if not exact:
        names = {row["name"]: f"{row['code']} {row['name']}" for row in rows}
        raise ExportError(f"--region {word}: there is no such region.{_nearest(word, names)}")
    return str(exact[0])


def _nearest_codes(word: str, rows: Iterable[sqlite3.Row]) -> str:
    """Of codes the beginning counts most: it says what they lie in."""

    def farness(row: sqlite3.Row) -> tuple[int, int, str]:
        code = row["code"]
        return -len(commonprefix([code, word])), abs(int(code) - int(word.ljust(6, "0")[:6])), code

    return _meant([f"{row['code']} {row['name']}" for row in sorted(rows, key=farness)[:3]])


def _body(conn: sqlite3.Connection, word: str) -> str:
    rows = conn.execute("SELECT id, name FROM organs ORDER BY name, id").fetchall()
    found = [row["id"] for row in rows if word in (row["id"], row["name"])]
    if len(found) > 1:
        raise ExportError(f"--body {word}: several bodies have this name: {', '.join(found)}; give the id.")
    if not found:
        meant = _nearest(word, {row["name"]: row["name"] for row in rows})
        raise ExportError(f"--body {word}: there is no such body here.{meant}")
    return str(found[0])


def _indicators(word: str) -> list[str]:
    """The code itself, all that begin with it and a dot (with or without `.*`), or the one of that name."""
    stem = word.removesuffix(".*")
    found = [c for c, i in codebook().items() if stem in (c, i.zh) or c.startswith(f"{stem}.")]
    if not found:
        known = {**{c: c for c in codebook()}, **{i.zh: f"{c} {i.zh}" for c, i in codebook().items()}}
        raise ExportError(f"--indicator {word}: there is no such indicator.{_nearest(word, known)}")
    return found


def _nearest(word: str, known: Mapping[str, str]) -> str:
    """`known` are the words that mean something, and how to print them."""
    close = difflib.get_close_matches(word, known, n=3, cutoff=0.5)
    close += sorted((name for name in known if len(word) > 1 and word in name), key=len)[: 3 - len(close)]
    return _meant(list(dict.fromkeys(known[name] for name in close)))


def _meant(words: Sequence[Any]) -> str:
    return f" Did you mean {', '.join(map(str, words))}?" if words else ""


# -- contradictions


def _refuse_contradiction(conn: sqlite3.Connection, found: Selection) -> None:
    """Says which filters exclude each other where nothing answers all of them."""
    where, values = found.reports()
    forms = {form for (form,) in conn.execute(f"SELECT DISTINCT form FROM reports WHERE {where}", values)}
    if forms:
        _refuse_other_forms(conn, found, forms)
        return
    for body in found.bodies:
        _refuse_body(conn, found, body)
    raise ExportError(f"No report answers all of {_said(found)} together.")


def _refuse_body(conn: sqlite3.Connection, found: Selection, body: str) -> None:
    sql = "SELECT organ, region, year, scope FROM reports WHERE current = 1 AND organ_id = ? ORDER BY year"
    rows = conn.execute(sql, (body,)).fetchall()
    if not rows:
        return
    name, region = rows[-1]["organ"], rows[-1]["region"] or "no region"
    inside = Selection(regions=found.regions, bodies=(body,)).reports()
    if found.regions and not conn.execute(f"SELECT 1 FROM reports WHERE {inside[0]}", inside[1]).fetchone():
        raise ExportError(f"--body {name} lies in {region}, outside --region {' '.join(found.regions)}.")
    if found.scope and found.scope not in {row["scope"] for row in rows}:
        raise ExportError(f"--body {name} has no report of --scope {found.scope}.")
    years = sorted({row["year"] for row in rows})
    if found.years and not set(years) & set(found.years):
        raise ExportError(
            f"--body {name} has reports of {_spans(years)} only, none of {_spans(found.years)}."
        )


def _refuse_other_forms(conn: sqlite3.Connection, found: Selection, forms: set[str]) -> None:
    """Where none of the indicators stands in the reports chosen."""
    where, values = found.reports()
    chosen, codes = found.figures()
    sql = f"SELECT 1 FROM reports JOIN figures ON figures.report_id = reports.id WHERE {where} AND {chosen}"
    if not codes or conn.execute(f"{sql} LIMIT 1", [*values, *codes]).fetchone():
        return
    stands = sorted({form for code in codes for form in codebook()[code].forms})
    raise ExportError(
        f"--indicator {' '.join(found.indicators[:3])} stands in reports of the forms {', '.join(stands)};"
        f" those chosen are of {', '.join(sorted(forms))} and do not give it."
    )


def _spans(years: Sequence[int]) -> str:
    return str(years[0]) if len(years) == 1 else f"{years[0]}-{years[-1]}"


def _said(found: Selection) -> str:
    return " and ".join(
        f"--{option} {' '.join(map(str, value)) if isinstance(value, tuple) else value}"
        for option, value in zip(
            ("year", "region", "body", "scope"),
            (found.years, found.regions, found.bodies, found.scope),
            strict=True,
        )
        if value
    )
