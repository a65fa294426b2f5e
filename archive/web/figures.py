"""Figures in the form people read them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def printed_number(value: int | float | None) -> str:
    """With thin thousands separators, and without a fraction that is none."""
    if value is None:
        return "—"
    return f"{plain(value):,}"


BOUNDS = {"lower": ("≥ ", "余"), "upper": ("≤ ", "以下"), "about": ("≈ ", "左右")}


def printed_value(figure: Mapping[str, Any]) -> str:
    """“1,901”, “≥ 1,500”, “(blank)” as a sign: a blank cell is never shown as zero."""
    if figure["qualifier"] == "blank":
        return "␣"
    if figure["qualifier"] == "not_applicable":
        return "／"
    sign = BOUNDS[figure["bound"]][0] if figure["bound"] else "≈ " if figure["qualifier"] == "approx" else ""
    return sign + printed_number(figure["value"])


def holding(figure: Mapping[str, Any]) -> dict[str, Any]:
    """The figure with what holds: what a person has put in its place, else what was read."""
    if figure["correction_id"] is None:
        return dict(figure)
    qualifier = figure["corrected_qualifier"]
    bound = figure["bound"] if qualifier == "approx" else None
    return {**figure, "value": figure["corrected_value"], "qualifier": qualifier, "bound": bound}


def name(indicator: str, applicant: str | None) -> str:
    return f"{indicator}.{applicant}" if applicant else indicator


def anchor(figure_id: str) -> str:
    """The part of a figure's id that names it within its report."""
    return figure_id.partition("#")[2]


def plain(value: int | float | None) -> int | float | None:
    """SQLite keeps values as REAL; a whole number is shown and handed out as one."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
