"""`/compare.csv`, `.excel`, `.xlsx`: what the comparison shows; `.svg`, `.png`: its chart in one picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from datasette.utils.asgi import Response

from archive.export.rows import FORMATS
from archive.web import plots
from archive.web.asking import ask, question_of, refuse
from archive.web.figures import printed_value
from archive.web.question import NoAnswerError, NotHereError
from archive.web.rows import Row
from archive.web.sending import Sent
from archive.web.views import compare

PICTURES = {"svg": "image/svg+xml; charset=utf-8", "png": "image/png"}


def table(data: dict[str, Any]) -> tuple[list[str], list[list[Any]]]:
    """The tables of the page as one: columns, and a row for each line of each panel. A cell is a number where
    one is printed as such, else the words and signs that the page has for it."""
    columns = ["indicator", "name", "unit", "applicant", "body", "scope", *map(str, data["years"]), "breaks"]
    lines = [
        _line(panel, line, data["years"], data["language"])
        for panel in data["panels"]
        for line in panel["series"]
    ]
    return columns, lines


def _line(panel: Row, line: Row, years: Sequence[int], language: str) -> list[Any]:
    indicator, cells = panel["indicator"], line["cells"]
    broken = [str(year) for year in years if cells.get(str(year), {}).get("break")]
    return [
        indicator["code"],
        indicator[language],
        indicator["unit"],
        panel["applicant"],
        line["organ"],
        line["scope"],
        *(_cell(cells.get(str(year)), language) for year in years),
        " ".join(broken),
    ]


def _cell(cell: Row | None, language: str) -> Any:
    if cell is None:
        return "·"
    if cell["id"] is None:
        return "—"
    return cell["value"] if cell["value"] is not None and not cell["bound"] else printed_value(cell, language)


async def serve_file(request: Any, datasette: Any) -> Response:
    question, ending = question_of(request, datasette), request.url_vars["ending"]
    try:
        data = await ask(datasette, lambda conn: compare.load(conn, question))
    except NoAnswerError as error:
        return await refuse(datasette, request, error, wants_json=False)
    if ending in PICTURES:
        drawn = plots.specification(data["panels"], question.language)
        if not drawn["data"]["values"]:
            none = NotHereError("所选范围里没有可画的数。", "There is nothing to draw in this choice.")
            return await refuse(datasette, request, none, wants_json=False)
        body = await plots.draw(drawn, ending)
        return Response(body, headers={"cache-control": "no-cache"}, content_type=PICTURES[ending])
    form, (columns, lines) = FORMATS[ending], table(data)
    return Sent(
        lambda stream: form.write(columns, lines, stream, ()),
        f"compare{form.ending}",
        form.media_type,
        request.receive,
    )
