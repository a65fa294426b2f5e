"""Tables that explain the others: the codebook and the regions."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from dataclasses import asdict

from archive.codebook import codebook
from archive.crosswalk import crosswalk, variables
from archive.extract.check.rules import rules
from archive.store.rows import upsert
from archive.text.names import region_history, regions

_PREFIX = re.compile(r"^.{2,8}?[省市区县旗州盟]")


def store_codebook(conn: sqlite3.Connection) -> None:
    """The indicators, the crosswalk and the variables as their tables have them now."""
    conn.execute("DELETE FROM indicators")
    upsert(conn, "indicators", [
        {"code": i.code, "zh": i.zh, "en": i.en, "unit": i.unit, "applicant_columns": i.applicant_columns,
         "kind": i.kind, "forms": ";".join(i.forms),
         "series_break": None if i.series_break is None else "yes" if i.series_break else "no",
         "comparability": i.comparability}
        for i in codebook().values()
    ])  # fmt: skip
    conn.execute("DELETE FROM crosswalk")
    upsert(conn, "crosswalk", [
        {"indicator": c.indicator, "form": c.form, "figures": c.words, "relation": c.relation or None,
         "segment": c.segment, "apart_from": "; ".join(c.apart_from) or None,
         "zh": codebook()[c.indicator].comparability or None, "en": c.en or None}
        for crossings in crosswalk().values() for c in crossings
    ])  # fmt: skip
    conn.execute("DELETE FROM variables")
    upsert(conn, "variables", [asdict(variable) for variable in variables().values()])


def store_rules(conn: sqlite3.Connection) -> None:
    """The rules of checking as they are now."""
    conn.execute("DELETE FROM rules")
    upsert(conn, "rules", [
        {"code": r.code, "severity": r.severity, "forms": ";".join(r.forms) or None, "zh": r.zh, "en": r.en,
         "identity": r.identity or None}
        for r in rules().values()
    ])  # fmt: skip


def store_regions(conn: sqlite3.Connection) -> None:
    """The regions of GB/T 2260, and those that documents name beside them: invented ones, or other years'.

    What GB/T 2260 does not know is named as the bodies there name it.
    """
    (known,) = conn.execute("SELECT count(*) FROM region_history").fetchone()
    if known != len(region_history()):
        conn.execute("DELETE FROM region_history")
        upsert(conn, "regions", [
            {"code": r.code, "name": r.name, "level": r.level, "parent": r.parent or None,
             "valid_from": r.valid_from or None, "valid_to": r.valid_to or None}
            for r in regions().values()
        ])  # fmt: skip
        upsert(conn, "region_history", [
            {"code": r.code, "name": r.name, "level": r.level, "parent": r.parent or None,
             "valid_from": r.valid_from or None, "valid_to": r.valid_to or None,
             "successor": r.successor or None, "source": r.source or "GB/T 2260"}
            for r in region_history()
        ])  # fmt: skip
    used = "SELECT region FROM documents UNION SELECT region FROM reports UNION SELECT region FROM sites"
    rows = conn.execute(f"SELECT region FROM ({used}) WHERE region IS NOT NULL").fetchall()
    upsert(conn, "regions", [
        {"code": code, "name": _name(conn, code), "level": _level(code), "parent": _parent(code)}
        for code in sorted({row["region"] for row in rows} - regions().keys())
    ])  # fmt: skip


def _name(conn: sqlite3.Connection, code: str) -> str:
    """The beginning that most names of bodies there share, else the name of its site, else the code."""
    organs = conn.execute("SELECT organ FROM reports WHERE region = ? ORDER BY organ", (code,))
    named = Counter(found.group() for row in organs if (found := _PREFIX.match(row["organ"])))
    if named:
        return max(named, key=lambda name: (named[name], name))
    site = conn.execute(
        "SELECT name FROM sites WHERE region = ? AND name IS NOT NULL ORDER BY id", (code,)
    ).fetchone()
    return str(site["name"]) if site else code


def _level(code: str) -> str:
    return "province" if code.endswith("0000") else "city" if code.endswith("00") else "county"


def _parent(code: str) -> str | None:
    return {"province": None, "city": f"{code[:2]}0000", "county": f"{code[:4]}00"}[_level(code)]
