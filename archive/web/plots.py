"""The present choice of the comparison as one picture to take away: a line a body, a panel an indicator.

Vega-Lite draws it on the server (vl-convert, fonts of this machine) in a thread of its own, about a second's
work; the page's own small charts (`charts`) take none.
"""

from __future__ import annotations

import asyncio
import functools
import json
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import vl_convert

from archive.web import charts

MOST_LINES = 12
WIDTH, HEIGHT = 760, 250
KEPT = 64  # pictures
# Okabe and Ito's colours that can be told apart with any colour vision; a line's dashes and marks differ too.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#000000", "#E69F00", "#56B4E9")
DASHES = ([1, 0], [6, 3])
SHAPES = ("circle", "square", "triangle-up", "diamond", "triangle-down", "cross")
FONT = "Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif"

Panel = Mapping[str, Any]

_drawing = ThreadPoolExecutor(1, thread_name_prefix="drawing")


async def draw(specification: Mapping[str, Any], kind: str) -> bytes:
    """`kind` is svg or png."""
    text = json.dumps(specification, ensure_ascii=False)
    return await asyncio.get_running_loop().run_in_executor(_drawing, _draw, text, kind)


@functools.lru_cache(KEPT)
def _draw(specification: str, kind: str) -> bytes:
    svg: str = vl_convert.vegalite_to_svg(specification, vl_version="5.21")
    return svg.encode() if kind == "svg" else bytes(vl_convert.svg_to_png(svg, scale=2))


def specification(panels: Sequence[Panel], language: str) -> dict[str, Any]:
    """A Vega-Lite chart of the first MOST_LINES lines; its subtitle says what is left out or broken."""
    names = list(dict.fromkeys(name for panel in panels for name in _names(panel, language)))
    shown = names[:MOST_LINES]
    points = [point for panel in panels for point in _points(panel, language) if point["body"] in shown]
    return {
        "data": {"values": points},
        "title": {
            "text": "、".join(_called(panel, language) for panel in panels),
            "subtitle": _notes(points, len(names) - len(shown), language),
            "anchor": "start",
        },
        "facet": {"row": {"field": "indicator", "type": "nominal", "sort": None, "title": None,
                          "header": {"labelOrient": "top", "labelAnchor": "start", "labelFontSize": 13}}},
        "spec": {"width": WIDTH, "height": HEIGHT, "layer": _layers(shown)},
        "resolve": {"scale": {"y": "independent"}},
        "config": {"font": FONT, "background": "white", "axis": {"labelFontSize": 12},
                   "legend": {"labelFontSize": 12, "labelLimit": 320},
                   "title": {"fontSize": 16, "subtitleColor": "#57616a"}},
    }  # fmt: skip


def _layers(shown: Sequence[str]) -> list[dict[str, Any]]:
    across = {"field": "year", "type": "quantitative", "title": None, "scale": {"zero": False, "nice": False},
              "axis": {"format": "d", "tickMinStep": 1, "grid": False}}  # fmt: skip
    up = {"field": "value", "type": "quantitative", "title": None}

    def by(values: Sequence[Any]) -> dict[str, Any]:
        scale = {"domain": list(shown), "range": [values[at % len(values)] for at in range(len(shown))]}
        return {"field": "body", "type": "nominal", "scale": scale, "title": None}

    dashes = by([DASHES[at // len(COLOURS)] for at in range(len(shown))] or [DASHES[0]])
    line = {"x": across, "y": up, "color": by(COLOURS), "strokeDash": dashes, "detail": {"field": "run"}}
    point = {"x": across, "y": up, "color": by(COLOURS), "shape": by(SHAPES)}
    broken = {"x": {**across, "field": "before"}}
    return [
        {"mark": {"type": "line", "strokeWidth": 2}, "encoding": line},
        {"mark": {"type": "point", "filled": True, "size": 45}, "encoding": point},
        {"transform": [{"filter": "datum.before !== null"}],
         "mark": {"type": "rule", "strokeDash": [2, 3], "color": "#8c2f1b"}, "encoding": broken},
    ]  # fmt: skip


def _names(panel: Panel, language: str) -> Iterator[str]:
    for line in panel["series"]:
        if any(cell["value"] is not None for cell in line["cells"].values()):
            yield name_of(line, language)


def name_of(line: Mapping[str, Any], language: str) -> str:
    if line["scope"] != "consolidated":
        return str(line["organ"])
    return f"{line['organ']}{' (consolidated)' if language == 'en' else '（汇总）'}"


def _called(panel: Panel, language: str) -> str:
    return str(panel["indicator"][language] or panel["indicator"]["code"])


def _points(panel: Panel, language: str) -> Iterator[dict[str, Any]]:
    """A row a value; `run` is shared by those that one unbroken line joins, `before` where a break stands."""
    unit = panel["indicator"]["unit"]
    for line in panel["series"]:
        values = {int(year): cell for year, cell in line["cells"].items() if cell["value"] is not None}
        for number, run in enumerate(charts.runs(line["cells"], sorted(values))):
            for year in run:
                yield {
                    "indicator": _called(panel, language) + (f"（{unit}）" if unit else ""),
                    "body": name_of(line, language),
                    "year": year,
                    "value": values[year]["value"],
                    "run": f"{line['organ']}/{line['scope']}/{number}",
                    "before": year - 0.5 if values[year]["break"] else None,
                }


def _notes(points: Sequence[Mapping[str, Any]], left_out: int, language: str) -> list[str]:
    zh = language == "zh"
    notes = []
    if any(point["before"] for point in points):
        notes.append(
            "竖虚线处报表格式更替，前后含义不同，线在此断开"
            if zh
            else "At a dashed upright the form changes and figures mean something else: lines are broken"
        )
    if left_out > 0:
        notes.append(f"另有 {left_out} 条线未画出" if zh else f"{left_out} more lines are not drawn")
    return notes
