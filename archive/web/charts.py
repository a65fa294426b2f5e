"""A small line chart as SVG: a point a year, the line broken where a year is missing or the series breaks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

WIDTH, HEIGHT = 320, 120
LEFT, RIGHT, TOP, BOTTOM = 8, 8, 18, 20

Point = tuple[float, float]


def line(cells: Mapping[str, Mapping[str, Any]], years: Sequence[int]) -> Markup:
    """The chart of one series; a note instead of a line where there is no value."""
    values = {int(year): cell["value"] for year, cell in cells.items() if cell["value"] is not None}
    if not values or not years:
        return Markup()
    highest = max([*values.values(), 0]) or 1
    lowest = min([*values.values(), 0])
    place = {year: _place(year, value, years, lowest, highest) for year, value in values.items()}
    drawn = [_path([place[year] for year in run]) for run in runs(cells, sorted(values))]
    dots = [
        Markup('<circle cx="{:.1f}" cy="{:.1f}" r="2.5"><title>{}：{}</title></circle>').format(
            *place[year], year, f"{value:,}"
        )
        for year, value in values.items()
    ]
    return _frame(years, f"{highest:,}", drawn, dots, [place[year][0] for year in _breaks(cells, values)])


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


def _path(points: Sequence[Point]) -> Markup:
    return Markup('<polyline points="{}"/>').format(" ".join(f"{x:.1f},{y:.1f}" for x, y in points))


def _frame(
    years: Sequence[int],
    highest: str,
    drawn: Sequence[Markup],
    dots: Sequence[Markup],
    breaks: Sequence[float],
) -> Markup:
    base = HEIGHT - BOTTOM
    bars = [
        Markup('<line class="break" x1="{0:.1f}" x2="{0:.1f}" y1="{1}" y2="{2}"/>').format(x - 4, TOP, base)
        for x in breaks
    ]
    return Markup(
        '<svg class="chart" viewBox="0 0 {w} {h}" role="img" aria-label="{first}–{last}">'
        '<line class="axis" x1="{l}" x2="{r}" y1="{b}" y2="{b}"/>{bars}{drawn}{dots}'
        '<text x="{l}" y="12">{highest}</text><text x="{l}" y="{h4}">{first}</text>'
        '<text x="{r}" y="{h4}" text-anchor="end">{last}</text></svg>'
    ).format(
        w=WIDTH,
        h=HEIGHT,
        first=years[0],
        last=years[-1],
        l=LEFT,
        r=WIDTH - RIGHT,
        b=base,
        h4=HEIGHT - 5,
        highest=highest,
        bars=Markup().join(bars),
        drawn=Markup().join(drawn),
        dots=Markup().join(dots),
    )
