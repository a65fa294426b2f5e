"""Whether all cells of a form's table were read: a row that is lost on the way to the reader is said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from archive.codebook import codebook
from archive.labels import APPLICANT_HEADS, BLOCKS
from archive.model import Figure

_HEADS = {applicant: head for head, applicant in reversed(APPLICANT_HEADS.items())}
# （六）其他处理 is one row or three; the subtotals of the other groups have a row in few reports.
_OTHER = "applications.result.other."
_SUBTOTAL = ".subtotal"
_LOCAL = ("applications.channel.other",)

Applicants = tuple[str | None, ...]


def lost_of(kind: str, form: str, figures: Iterable[Figure]) -> list[str]:
    """The columns, rows and cells of a form's table that have no figure, not even a blank one, by name.

    Nothing tells whether a row was left out or lost: both are said. A table of which nothing was read has a
    finding of its own.
    """
    read = {(figure.indicator, figure.applicant) for figure in figures}
    rows = _rows(kind, form)
    if any((_OTHER + _SUBTOTAL[1:], applicant) in read for applicant in _HEADS):
        rows = {code: own for code, own in rows.items() if not code.startswith(_OTHER)}
    if read.isdisjoint((code, applicant) for code, own in rows.items() for applicant in own):
        return []
    columns = [
        applicant
        for applicant in (next(iter(rows.values()), ()) if kind == "3" else ())
        if read.isdisjoint((code, applicant) for code in rows)
    ]
    found = [f"{_HEADS[applicant]}一栏" for applicant in columns if applicant]
    for code, applicants in rows.items():
        own = [applicant for applicant in applicants if applicant not in columns]
        gone = [applicant for applicant in own if (code, applicant) not in read]
        which = "" if gone == own else "、".join(_HEADS[applicant] for applicant in gone if applicant)
        found += [f"{codebook()[code].zh} {which}".strip()] if gone else []
    return found


@lru_cache(maxsize=8)
def _rows(kind: str, form: str) -> Mapping[str, Applicants]:
    """The indicators that the table prints, with the applicants of each."""
    own = ((code, one.labels.get(form)) for code, one in codebook().items() if code not in _LOCAL)
    printed = {code: labels for code, labels in own if labels}
    if kind == form:  # 统计表: one figure a row, of all applicants together
        return {code: codebook()[code].applicants[-1:] for code in printed}
    return {
        code: codebook()[code].applicants
        for code, labels in printed.items()
        if kind == _kind(code, labels[0][0]) and not code.endswith(_SUBTOTAL)
    }


def _kind(code: str, first: str) -> str:
    return "3" if code.startswith("applications.") else "4" if first in BLOCKS else "2"
