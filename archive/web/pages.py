"""The pages of the site. Each is a function from a connection and a question to data; the page and its JSON
twin show the same data, the one through a template."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from datasette.utils.asgi import Response

from archive.store.sample import MARK
from archive.web import feeds
from archive.web.asking import ask, closed, json_response, question_of, refuse
from archive.web.frame import sample_share
from archive.web.gate import FRAMING_POLICY
from archive.web.question import NoAnswerError, Question
from archive.web.views import (
    about,
    body,
    captures,
    changes,
    codebook,
    compare,
    compare_files,
    coverage,
    document,
    figure,
    findings,
    home,
    method,
    region,
    report,
    search,
    source,
)

Data = dict[str, Any]
Load = Callable[[sqlite3.Connection, Question], Data]
View = Callable[..., Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Page:
    """`present` adds to the data what only the template needs, as marked-up text; the JSON twin has none."""

    path: str
    template: str
    load: Load
    present: Callable[[Data], Data] | None = None
    policy: str | None = None


PAGES = (
    Page(r"/", "home.html", home.load),
    Page(r"/search", "search.html", search.load, search.present),
    Page(r"/report/(?P<id>[^/]+?)", "report.html", report.load, report.present),
    Page(r"/report/(?P<id>[^/]+)/(?P<part>[^/]+?)", "figure.html", figure.load),
    Page(r"/document/(?P<id>[^/]+?)", "document.html", document.load, document.present),
    Page(r"/capture/(?P<id>[^/]+?)", "capture.html", captures.load, policy=FRAMING_POLICY),
    Page(r"/body/(?P<id>[^/]+?)", "body.html", body.load, body.present),
    Page(r"/region/(?P<id>[^/]+?)", "region.html", region.load),
    Page(r"/source/(?P<id>[^/]+?)", "source.html", source.load),
    Page(r"/findings", "findings.html", findings.load),
    Page(r"/codebook", "codebook.html", codebook.load, codebook.present),
    Page(r"/method", "method.html", method.load),
    Page(r"/about", "about.html", about.load),
    Page(r"/changes", "changes.html", changes.load),
    Page(r"/changes/(?P<id>[^/]+?)", "change.html", changes.load_one, changes.present),
    Page(r"/compare", "compare.html", compare.load, compare.present),
    Page(r"/coverage", "coverage.html", coverage.load),
)


def routes(_datasette: Any) -> list[tuple[str, View]]:
    twins = [(rf"{page.path}(?P<json>\.json)?$", _view(page)) for page in PAGES]
    stored = [
        (r"/capture/(?P<id>[^/]+)/body$", captures.serve_body),
        (r"/capture/(?P<id>[^/]+)/page$", captures.serve_page),
    ]
    feed = (rf"/feeds/(?P<id>{'|'.join(feeds.FEEDS)})\.atom$", feeds.serve)
    citation = (
        r"/report/(?P<id>[^/]+)/(?P<part>[^/]+)\.(?P<style>bib|ris)$",
        figure.serve_citation,
    )
    comparison = (r"/compare\.(?P<ending>csv|excel|xlsx|svg|png)$", compare_files.serve_file)
    return [
        *stored,
        citation,
        comparison,
        *twins,
        feed,
        (r"/robots\.txt$", robots),
        (r"/-/(?!static).*$", closed),
    ]


def _view(page: Page) -> View:
    async def show(request: Any, datasette: Any) -> Response:
        question = question_of(request, datasette)
        wants_json = bool(request.url_vars.get("json"))
        try:
            data = await ask(datasette, lambda conn: page.load(conn, question))
        except NoAnswerError as error:
            return await refuse(datasette, request, error, wants_json)
        if wants_json:
            return json_response({**data, **await sample_note(datasette)})
        twin = twin_address(datasette, request)
        context = {**data, **(page.present(data) if page.present else {}), "alternate_url_json": twin}
        body = await datasette.render_template(page.template, context, request=request)
        headers = {"content-security-policy": page.policy} if page.policy else {}
        return Response.html(body, headers={"cache-control": "no-cache", **headers})

    return show


async def sample_note(datasette: Any) -> dict[str, str]:
    """A member for every JSON twin of an archive that holds sample data."""
    sample = await datasette.get_database("archive").execute_fn(sample_share)
    return {"sample_data": MARK} if sample else {}


def twin_address(datasette: Any, request: Any) -> str:
    path = request.scope.get("route_path", request.path)
    query = f"?{request.query_string}" if request.query_string else ""
    address: str = datasette.urls.path(f"{path}.json{query}")
    return address


async def robots(datasette: Any) -> Response:
    """Stored pages are not ours to have indexed; searches and SQL would be endless."""
    base = datasette.urls.path("/")
    barred = "".join(f"Disallow: {base}{part}\n" for part in ("capture/", "search", "archive", "-/"))
    return Response.text(f"User-agent: *\n{barred}")
