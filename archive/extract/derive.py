"""Figures that follow from printed ones: subtotals, sums of two routes, totals left blank."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from archive.codebook import codebook
from archive.model import APPLICANTS, Bound, Derived, Figure

RESULT = "applications.result."
GROUPS = {
    "refused": (
        *("state_secret", "law_prohibited", "three_security_one_stability", "third_party"),
        *("internal_affairs", "process_info", "enforcement_file", "admin_inquiry"),
    ),
    "unavailable": ("not_held", "no_ready_info", "still_unclear"),
    "not_processed": ("petition_complaint", "duplicate", "publication", "mass_repeat", "reissue_confirm"),
    "other": ("uncorrected_overdue", "fee_unpaid", "misc"),
}
ROUTES = ("direct", "after_review")
COURT_RESULTS = ("upheld", "corrected", "other", "pending", "total")
HARMONISED = "applications.unavailable_or_not_held_harmonised"

Numbers = Mapping[tuple[str, str | None], Figure]


def derive(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """The derived figures of a report, from the first figure of each name in its tables."""
    printed: dict[tuple[str, str | None], Figure] = {}
    for figure in figures:
        printed.setdefault((figure.indicator, figure.applicant), figure)
    known: dict[tuple[str, str | None], Figure] = dict(printed)
    found: list[Figure] = []
    for code, applicant, parts in sums(printed):
        old = known.get((code, applicant))
        if old is not None and old.value is not None:
            continue
        new = add(code, applicant, [known[part] for part in parts if part in known])
        if new is not None:
            known[code, applicant] = new
            found.append(new)
    return tuple(found)


def sums(printed: Numbers) -> Iterator[tuple[str, str | None, list[tuple[str, str | None]]]]:
    """(indicator, applicant, its parts) for everything that can be added up; blank totals of lines first."""
    for code, applicant in printed:
        if applicant == "total" and (code, APPLICANTS[0]) in printed:
            yield code, "total", [(code, part) for part in APPLICANTS[:-1]]
    for group, names in GROUPS.items():
        applicants = APPLICANTS if group == "other" else ("total",)
        for applicant in applicants:
            yield from complete(printed, f"{RESULT}{group}.subtotal", applicant, group, names)
    for result in COURT_RESULTS:
        parts: list[tuple[str, str | None]] = [(f"litigation.{route}.{result}", None) for route in ROUTES]
        if all(part in printed for part in parts):
            yield f"litigation.{result}", None, parts
    yield from harmonised(printed)


def complete(
    printed: Numbers, code: str, applicant: str, group: str, names: tuple[str, ...]
) -> Iterator[tuple[str, str | None, list[tuple[str, str | None]]]]:
    """A subtotal of table 3 where all its lines are printed."""
    parts: list[tuple[str, str | None]] = [(f"{RESULT}{group}.{name}", applicant) for name in names]
    if all(part in printed for part in parts):
        yield code, applicant, parts


def harmonised(printed: Numbers) -> Iterator[tuple[str, str | None, list[tuple[str, str | None]]]]:
    """The two series that run through all forms."""

    def all_of(*names: str) -> list[tuple[str, str | None]]:
        parts: list[tuple[str, str | None]] = [(RESULT + name, "total") for name in names]
        return parts if all(part in printed for part in parts) else []

    if parts := all_of("already_public", "granted", "partial") or all_of("granted", "partial"):
        yield RESULT + "disclosed_any", "total", parts
    if parts := all_of("unavailable.not_held") or all_of("not_this_agency", "info_not_exist"):
        yield HARMONISED, "total", parts
    if (RESULT + "unavailable.not_held", "total") not in printed:
        if parts := all_of("not_this_agency", "info_not_exist"):
            yield RESULT + "unavailable.not_held", "total", parts
        if parts := all_of("refused.trade_secret", "refused.privacy"):
            yield RESULT + "refused.third_party", "total", parts


def exact(value: int | float) -> int | Decimal:
    """A number that is added up as it is printed."""
    return value if isinstance(value, int) else Decimal(str(value))


def plain_number(value: int | Decimal) -> int | float:
    """A sum as figures have it: whole where it is."""
    return int(value) if value == int(value) else float(value)


def add(code: str, applicant: str | None, parts: list[Figure]) -> Figure | None:
    """The sum of its parts, a blank one counting nothing; None where all are blank. With an approximate part
    it is so too.
    """
    values = [part.value for part in parts if part.value is not None]
    if not values:
        return None
    value = plain_number(sum(map(exact, values)))
    evidence = Derived(tuple(part.name for part in parts))
    bounds = {part.bound for part in parts if part.bound}
    bound: Bound | None = "about" if len(bounds) > 1 else next(iter(bounds), None)
    return Figure(code, value, codebook()[code].unit, evidence, applicant, "derived", bound)
