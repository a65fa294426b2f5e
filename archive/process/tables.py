"""The two files in which people's decisions stand, read strictly: corrections.csv and bodies.csv.

Rows that are right are taken; every other one is a `Fault` that names file, line and the expected form.
"""

from __future__ import annotations

import codecs
import csv
import difflib
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.codebook import codebook
from archive.model import digest
from archive.text.bodies import KINDS, LEVELS
from archive.text.dates import parse_date
from archive.text.numbers import TOO_LARGE

CORRECTIONS = (
    *("report_key", "sha256", "indicator", "applicant", "value", "qualifier", "reason", "by", "date"),
)
BODIES = ("url", "name", "year", "body", "region", "level", "kind", "reason", "by", "date")
QUALIFIERS = ("", "approx", "stated_zero", "blank", "not_applicable")
WITHOUT_VALUE = ("blank", "not_applicable")
_KEY = re.compile(r".+/(?:19|20)\d\d/(?:own|consolidated)")
_NUMBER = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?")

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that is not taken or has no effect: where it stands, and what is expected."""

    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


class FormError(ValueError):
    """What is wrong with one row, in a sentence."""


def read_corrections(path: Path) -> tuple[list[Row], list[Fault]]:
    """The rows of corrections.csv, ready for the table of that name, and what is wrong with the others."""
    return _read(path, CORRECTIONS, _correction, ("report_key", "sha256", "indicator", "applicant"))


def read_bodies(path: Path) -> tuple[list[Row], list[Fault]]:
    """The rows of bodies.csv, ready for the table body_decisions, and what is wrong with the others."""
    return _read(path, BODIES, _decision, ("url", "name", "year"))


def _read(
    path: Path, columns: Sequence[str], shape: Any, key: Sequence[str]
) -> tuple[list[Row], list[Fault]]:
    rows: dict[str, Row] = {}
    faults: list[Fault] = []
    for line, fields in _lines(path, columns):
        place = f"{path}, line {line}"
        try:
            if fields is None:
                raise FormError(f"expected {len(columns)} columns: {', '.join(columns)}")
            row = {**shape(fields), "line": line}
        except FormError as error:
            faults.append(Fault(place, str(error)))
            continue
        row["id"] = digest(*(str(row[name] or "") for name in key))
        if row["id"] in rows:
            said = rows[row["id"]]["line"]
            faults.append(Fault(place, f"line {said} already decides the same; expected one row for it"))
            continue
        rows[row["id"]] = row
    return list(rows.values()), faults


def _lines(path: Path, columns: Sequence[str]) -> Iterator[tuple[int, Mapping[str, str] | None]]:
    """(line, its fields); None where their number is wrong. Raises FormError where the head is."""
    reader = csv.reader(io.StringIO(_text(path), newline=""))
    try:
        head = [name.strip() for name in next(reader, [])]
        if sorted(head) != sorted(columns):
            raise FormError(
                f"line 1: the columns are {', '.join(head) or 'none'}; expected {', '.join(columns)}."
            )
        line = reader.line_num + 1  # a row with a line break in a field begins before it ends
        for fields in reader:
            if any(field.strip() for field in fields):
                given = dict(zip(head, (field.strip() for field in fields), strict=False))
                yield line, given if len(fields) == len(head) else None
            line = reader.line_num + 1
    except csv.Error as error:
        raise FormError(f"line {reader.line_num}: not readable as CSV ({error}).") from error


def _text(path: Path) -> str:
    """Excel writes UTF-8 or UTF-16 with a mark or, in China, GB18030."""
    data = path.read_bytes()
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", errors="replace")


def _correction(fields: Mapping[str, str]) -> Row:
    if not _KEY.fullmatch(fields["report_key"]):
        raise FormError(
            f"report_key is {fields['report_key']!r}; expected BODY/YEAR/own or BODY/YEAR/consolidated"
        )
    sha256 = fields["sha256"].lower()
    if sha256 and not re.fullmatch(r"[0-9a-f]{64}", sha256):
        raise FormError(
            f"sha256 is {fields['sha256']!r}; expected 64 hex digits, or nothing for all editions"
        )
    return {
        "report_key": fields["report_key"],
        "sha256": sha256 or None,
        "indicator": _indicator(fields["indicator"]),
        "applicant": _applicant(fields["indicator"], fields["applicant"]),
        **_value(fields["value"], fields["qualifier"]),
        **_signed(fields),
    }


def _indicator(code: str) -> str:
    if code in codebook():
        return code
    near = difflib.get_close_matches(code, codebook(), 3, 0.6)
    hint = f"did you mean {' or '.join(near)}?" if near else "expected a code of the codebook"
    raise FormError(f"indicator is {code!r}; {hint}")


def _applicant(code: str, applicant: str) -> str | None:
    allowed = codebook()[code].applicants
    if (applicant or None) in allowed:
        return applicant or None
    expected = ", ".join(name or "nothing" for name in allowed)
    raise FormError(f"applicant is {applicant!r}; {code} takes {expected}")


def _value(value: str, qualifier: str) -> Row:
    if qualifier not in QUALIFIERS:
        raise FormError(f"qualifier is {qualifier!r}; expected nothing, {', '.join(QUALIFIERS[1:])}")
    if qualifier in WITHOUT_VALUE:
        if value:
            raise FormError(f"value is {value!r}; expected nothing with the qualifier {qualifier}")
        return {"value": None, "qualifier": qualifier}
    if not _NUMBER.fullmatch(value):
        raise FormError(f"value is {value!r}; expected a number such as 1901")
    plain = value.replace(",", "")
    if abs(float(plain)) >= TOO_LARGE:
        raise FormError(f"value is {value[:40]!r}; expected a number such as 1901")
    return {"value": float(plain) if "." in plain else int(plain), "qualifier": qualifier or None}


def _decision(fields: Mapping[str, str]) -> Row:
    if not fields["url"] and not fields["name"]:
        raise FormError(
            "url and name are both empty; expected the beginning of an address, a name as read, or both"
        )
    if fields["year"] and not re.fullmatch(r"(?:19|20)\d\d", fields["year"]):
        raise FormError(
            f"year is {fields['year']!r}; expected a year such as 2019, or nothing for every year"
        )
    if len(fields["body"]) < 2:
        raise FormError(f"body is {fields['body']!r}; expected the full name of a body")
    if fields["region"] and not re.fullmatch(r"\d{6}", fields["region"]):
        raise FormError(f"region is {fields['region']!r}; expected six digits such as 370200, or nothing")
    for column, allowed in (("level", LEVELS), ("kind", KINDS)):
        if fields[column] and fields[column] not in allowed:
            raise FormError(
                f"{column} is {fields[column]!r}; expected nothing or one of {', '.join(allowed)}"
            )
    return {
        **{name: fields[name] or None for name in ("url", "name", "body", "region", "level", "kind")},
        "year": int(fields["year"]) if fields["year"] else None,
        **_signed(fields),
    }


def _signed(fields: Mapping[str, str]) -> Row:
    for name in ("reason", "by"):
        if not fields[name]:
            raise FormError(f"{name} is empty; expected {'why' if name == 'reason' else 'who decided it'}")
    day = parse_date(fields["date"])
    if day is None:
        raise FormError(f"date is {fields['date']!r}; expected a day such as 2026-01-31")
    return {"reason": fields["reason"], "by": fields["by"], "date": day}
