"""The portal as a context: the catalogue of the present state behind a server."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from email.utils import format_datetime
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import unquote, urlencode

from scraper.portal import imitations
from scraper.portal.catalogue import Site, sites
from scraper.portal.families import Resource
from scraper.portal.page import missing_page
from scraper.portal.server import Answer, Request, Server

SITES = Path(__file__).with_name("sites")
STATES = (1, 2)


class Portal:
    """Serves the sample sites as an HTTP proxy while the context is open. `state` may be set at any time."""

    def __init__(self, state: int = 1, port: int = 0) -> None:
        self.state = state
        self._server = Server(self.answer, port)
        self._kept: dict[tuple[int, str, str], Answer] = {}

    @property
    def state(self) -> int:
        return self._state

    @state.setter
    def state(self, state: int) -> None:
        if state not in STATES:
            raise ValueError(f"the portal has the states 1 and 2, not {state}")
        sites(state)
        self._state = state

    @property
    def proxy(self) -> str:
        return f"http://127.0.0.1:{self._server.port}"

    def __enter__(self) -> Self:
        self._server.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.__exit__(kind, error, trace)

    def answer(self, request: Request) -> Answer:
        """What a site says. Unknown hosts get 502: this proxy reaches nothing but its own sites."""
        if found := imitations.answer(request):
            return found
        site = sites(self.state).get(request.host)
        if site is None:
            return Answer(502, b"The sample portal knows no such host.\n", {"Content-Type": "text/plain"})
        resource = site.find(unquote(request.path))
        if resource is None:
            return _missing(site)
        query = "" if resource.fixed else urlencode(sorted(request.query.items()))
        key = (self.state, request.host, f"{request.path}?{query}")
        if key not in self._kept:
            self._kept[key] = _found(site, resource, request.query)
        return self._kept[key]


def _found(site: Site, resource: Resource, query: Mapping[str, str]) -> Answer:
    body = resource.build(query)
    if body is None:
        return _missing(site)
    headers = {
        "Content-Type": _content_type(site, resource),
        "ETag": f'"{sha256(body).hexdigest()[:20]}"',
        "Last-Modified": _http_date(date.fromisoformat(resource.modified)),
    }
    if not resource.fixed and resource.media_type == "application/octet-stream":
        headers["Content-Disposition"] = f'attachment; filename="{query.get("filename", "")}"'
    return Answer(200, body, headers)


def _missing(site: Site) -> Answer:
    return Answer(404, missing_page(site.place), {"Content-Type": f"text/html; charset={site.place.charset}"})


def _content_type(site: Site, resource: Resource) -> str:
    if resource.media_type == "text/html":
        return f"text/html; charset={site.place.charset}"
    return (
        f"{resource.media_type}; charset=utf-8"
        if resource.media_type.startswith("text/")
        else resource.media_type
    )


def _http_date(day: date) -> str:
    return format_datetime(datetime(day.year, day.month, day.day, 1, tzinfo=UTC), usegmt=True)
