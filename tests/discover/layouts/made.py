"""The register of the invented portals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from sample import Layout, Reply, Row, with_articles

MADE: list[Callable[[], Layout]] = []


def layout(make: Callable[[], Layout]) -> Callable[[], Layout]:
    MADE.append(make)
    return make


def addresses(found: Iterable[Row]) -> frozenset[str]:
    return frozenset(url for url, _, _ in found)


def column(
    name: str, found: Iterable[Row], address: str, family: str, pages: Mapping[str, str | bytes],
    reply: Reply | None = None, also: frozenset[str] = frozenset(),
) -> Layout:  # fmt: skip
    """A portal whose column begins at `address` and whose first page has the reports `found`."""
    return Layout(name, with_articles(dict(pages), found), address, family, addresses(found), also, reply)
