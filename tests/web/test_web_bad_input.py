"""Nonsense asked of any page, feed, file or JSON twin: a helpful answer with the right status."""

from __future__ import annotations

import itertools
import socket
from pathlib import Path

import pytest
from browsing import serving
from sample_archive import Ask, Ids

ABSURD = [
    "x", "0", "-1", "99999999999999999999", "１９９９", "1e9", "2024-13-45", "\0",
    "\ud7ff\u202e", "%", "';--", '"',
    "<script>", "../../etc/passwd", "{{7*7}}", "复" * 190, "长" * 5000, "NaN",
    "[]", "a:b", "\r\nSet-Cookie: a=b",
]  # fmt: skip
ASKED = {
    "/": ["x"],
    "/search": ["q", "kind", "year", "region", "level", "body", "column", "since", "until", "order", "page"],
    "/compare": ["indicator", "applicant", "body", "region", "named", "from", "to"],
    "/coverage": ["region", "level", "state", "page"],
    "/changes": ["page", "kind", "region", "body", "since"],
    "/method": ["x"],
    "/findings": ["rule", "severity", "year", "body", "region", "page"],
    "/codebook": ["x"],
    "/about": ["lang"],
    "/feeds/documents.atom": ["q", "kind", "year", "region", "since"],
    "/feeds/reports.atom": ["body", "year", "form", "region", "level", "scope", "since", "until"],
    "/feeds/changes.atom": ["kind", "region", "body", "year"],
    "/feeds/findings.atom": ["rule", "severity", "year", "body", "region"],
    "/compare.csv": ["indicator", "body", "from"],
    "/compare.svg": ["indicator", "body", "from"],
    "/archive": ["sql"],
    "/archive/documents": ["_search", "_sort", "_next", "_size", "year", "number__gt", "_facet"],
    "/archive/documents.csv": ["_search", "_sort", "_next", "_size", "year"],
}
PIECES = ["report", "document", "capture", "body", "region", "source", "changes"]


# Datasette leaves coroutines of facets unawaited where one of them fails.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize(("path", "name"), [(path, name) for path, names in ASKED.items() for name in names])
def test_absurd_questions_get_an_answer(ask: Ask, path: str, name: str) -> None:
    twins = [path] if "." in path or path.startswith("/archive") else [path, f"{path}.json"]
    for twin, value in itertools.product(twins, ABSURD):
        answer = ask(twin, params={name: value})
        assert answer.status in (200, 302, 400, 404), (twin, value)
        assert "Traceback" not in answer.text
        assert "set-cookie: a=b" not in str(answer.headers).lower()
        if answer.status >= 400 and twin.endswith(".json"):
            assert answer.json()["error"]
        elif answer.status >= 400 and "html" in answer.headers["content-type"]:
            assert 'href="/search"' in answer.text
            assert "<h1>" in answer.text


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize(
    "value", ["x", "0" * 16, "%00", "..%2f..", "%F0%9F%92%A9", "a" * 3000, "<b>", "%0d%0ax"]
)
def test_unknown_ids_are_not_here(ask: Ask, piece: str, value: str) -> None:
    for ending in ("", ".json"):
        answer = ask(f"/{piece}/{value}{ending}")
        assert answer.status in (400, 404), ending
        assert "Traceback" not in answer.text
    for further in ("/body", "/page", "/cite", "/cite.bib", "/x.ris", "/x/y"):
        answer = ask(f"/{piece}/{value}{further}")
        # Datasette sends addresses with % on to its own spelling of them.
        assert answer.status in (400, 404) or answer.headers["location"].startswith(f"/{piece}/~")


def test_years_that_do_not_exist_are_empty_not_wrong(ask: Ask) -> None:
    assert ask("/search.json?q=复议&year=1990").json()["count"] == 0
    assert ask("/findings.json?year=2100").json()["count"] == 0
    assert ask("/compare?from=2090&to=2099").status == 200
    assert ask("/compare?from=2020&to=2010").status == 200
    assert ask("/archive/reports?year=1").status == 200


@pytest.mark.parametrize("path", [path for path in ASKED if path not in ("/compare.svg", "/archive")])
def test_an_empty_archive_has_every_page(empty: Ask, path: str) -> None:
    assert empty(path).status == 200
    assert empty("/compare.svg").status == 404


def test_ten_thousand_bodies_get_a_sentence(archive_file: tuple[Path, Ids]) -> None:
    """From a real server: a line as long as that has to reach us first."""
    query = "&".join(f"body={number:016x}" for number in range(10_000))
    with serving(archive_file[0]) as base:
        for path in ("/compare", "/compare.csv", "/compare.json"):
            status, text = _get(base, f"{path}?{query}")
            assert status == 400
            assert "50" in text


def _get(base: str, target: str) -> tuple[int, str]:
    host, port = base.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=60) as connection:
        connection.sendall(f"GET {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: connection.recv(65_536), b""))
    head, _, body = answer.partition(b"\r\n\r\n")
    return int(head.split()[1]), body.decode("utf-8", "replace")
