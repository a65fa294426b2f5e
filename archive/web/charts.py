"""A small line chart as SVG: a point a year, the line broken where a year is missing or the series breaks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

WIDTH, HEIGHT = 320, 120
LEFT, RIGHT, TOP, BOTTOM = 8, 8, 18, 20

Point = tuple[float, float]


def line(cells: Mapping[str, Mapping[str, Any]], years: Sequence[int]) -> Markup:
    """The chart of one series; nothing where there is no value. Only numbers go into it."""
    values = {int(year): cell["value"] for year, cell in cells.items() if cell["value"] is not None}
    if not values or not years:
        return Markup()
    highest = max([*values.values(), 0]) or 1
    lowest = min([*values.values(), 0])
    place = {year: _place(year, value, years, lowest, highest) for year, value in values.items()}
    lines = [_path([place[year] for year in run]) for run in runs(cells, sorted(values))]
    dots = [_dot(place[year], f"{year}：{value:,}") for year, value in values.items()]
    breaks = [_break(place[year][0]) for year in _breaks(cells, values)]
    return Markup(_frame(years, f"{highest:,}", [*breaks, *lines, *dots]))


def _place(year: int, value: float, years: Sequence[int], lowest: float, highest: float) -> Point:
    across = (year - years[0]) / max(1, years[-1] - years[0])
    up = (value - lowest) / (highest - lowest)
    return LEFT + across * (WIDTH - LEFT - RIGHT), HEIGHT - BOTTOM - up * (HEIGHT - TOP - BOTTOM)


def runs(cells: Mapping[str, Mapping[str, Any]], years: Sequence[int]) -> list[list[int]]:
    """The years that one unbroken line joins."""
    runs: list[list[int]] = []
    for year in years:
        if runs and runs[-1][-1] == year - 1 and not cells[str(year)]["break"]:
            runs[-1].append(year)
        else:
            runs.append([year])
    return runs


def _breaks(cells: Mapping[str, Mapping[str, Any]], values: Mapping[int, float]) -> list[int]:
    return [year for year in values if cells[str(year)]["break"]]


def _path(points: Sequence[Point]) -> str:
    return f'<polyline points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in points)}"/>'


def _dot(at: Point, words: str) -> str:
    return f'<circle cx="{at[0]:.1f}" cy="{at[1]:.1f}" r="2.5"><title>{words}</title></circle>'


def _break(x: float) -> str:
    x -= 4
    return f'<line class="break" x1="{x:.1f}" x2="{x:.1f}" y1="{TOP}" y2="{HEIGHT - BOTTOM}"/>'


def _frame(years: Sequence[int], highest: str, drawn: Sequence[str]) -> str:
    right, base, under = WIDTH - RIGHT, HEIGHT - BOTTOM, HEIGHT - 5
    return (
        f'<svg class="chart" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{years[0]}–{years[-1]}">'
        f'<line class="axis" x1="{LEFT}" x2="{right}" y1="{base}" y2="{base}"/>{"".join(drawn)}'
        f'<text x="{LEFT}" y="12">{highest}</text><text x="{LEFT}" y="{under}">{years[0]}</text>'
        f'<text x="{right}" y="{under}" text-anchor="end">{years[-1]}</text></svg>'
    )
