"""Figures in the form people read them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from archive.web import words


def printed_number(value: int | float | None) -> str:
    """With thin thousands separators, and without a fraction that is none."""
    if value is None:
        return "—"
    return f"{plain(value):,}"


SIGNS = {"lower": "≥ ", "upper": "≤ ", "about": "≈ "}
WITHOUT_NUMBER = {"blank": ("空白", "blank"), "not_applicable": ("／", "／")}


def printed_value(figure: Mapping[str, Any], language: str = "zh") -> str:
    """“1,901”, “≥ 1,500”, “空白”, “／”: a blank cell is never shown as zero."""
    if figure["qualifier"] in WITHOUT_NUMBER:
        return WITHOUT_NUMBER[figure["qualifier"]][language == "en"]
    approximate = "≈ " if figure["qualifier"] == "approx" else ""
    return SIGNS.get(figure["bound"], approximate) + printed_number(figure["value"])


def marked_value(language: str, figure: Mapping[str, Any] | None) -> Markup:
    """The value as pages show it, what is no number in grey."""
    if figure is None:
        return Markup('<span class="quiet">{}</span>').format("none" if language == "en" else "无")
    value = printed_value(figure, language)
    if figure["qualifier"] not in WITHOUT_NUMBER:
        return Markup(value)
    title = words.name("qualifier", figure["qualifier"], language)
    return Markup(f'<span class="quiet" title="{title}">{value}</span>')


def holding(figure: Mapping[str, Any]) -> dict[str, Any]:
    """The figure with what holds: what a person has put in its place, else what was read."""
    if figure["correction_id"] is None:
        return dict(figure)
    qualifier = figure["corrected_qualifier"]
    bound = figure["bound"] if qualifier == "approx" else None
    return {**figure, "value": figure["corrected_value"], "qualifier": qualifier, "bound": bound}


def anchor(figure_id: str) -> str:
    """The part of a figure's id that names it within its report."""
    return figure_id.partition("#")[2]


def plain(value: int | float | None) -> int | float | None:
    """SQLite keeps values as REAL; a whole number is shown and handed out as one."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
