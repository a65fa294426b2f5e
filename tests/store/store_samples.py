"""Captures to put into archives."""

from __future__ import annotations

from archive.model import Capture

HTML = (("Content-Type", "text/html; charset=utf-8"),)


def capture_of(
    path: str,
    body: bytes | str,
    at: str = "2026-01-01T08:00:00Z",
    *,
    kind: str = "notice",
    headers: tuple[tuple[str, str], ...] = HTML,
    parent: Capture | None = None,
    site: str = "s1",
    host: str = "www.s1.test",
) -> Capture:
    url = f"http://{host}/{path}"
    data = body.encode() if isinstance(body, str) else body
    parent_id = parent.id if parent else None
    return Capture(url, url, at, 200, headers, (), data, site, "栏目", kind, parent_id)
