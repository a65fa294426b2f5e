"""From Scrapy's answers to captures, and from what the archive knows to conditional requests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.message import Message
from email.utils import parsedate_to_datetime
from functools import lru_cache

from scrapy.http import Headers, Response

from archive.model import Capture
from archive.model import Headers as Pairs
from archive.store import Page
from scraper.frontier import Link

_CLOCKS = timedelta(hours=1)  # by which two may differ
_SECRET = {b"proxy-authorization", b"authorization", b"cookie"}


def now() -> str:
    """The time, in UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def capture_of(response: Response, link: Link, site_id: str | None, vantage: str | None) -> Capture:
    """The capture of an answer; `url` is what was asked, before redirects."""
    return Capture(
        url=link.url,
        final_url=response.url,
        fetched_at=now(),
        status=response.status,
        headers=pairs(response.headers),
        request_headers=pairs(response.request.headers) if response.request else (),
        body=response.body,
        source_id=site_id,
        column=link.column.name,
        kind="list" if link.role == "list" else link.column.kind,
        parent_id=link.parent,
        link_text=link.text,
        link_date=link.date,
        vantage=vantage,
        redirects=redirects_of(response),
        rendered=bool(response.meta.get("playwright")),
    )


def redirects_of(response: Response) -> tuple[tuple[int, str], ...]:
    """Status of each redirect on the way, and the address it led to."""
    passed = response.meta.get("redirect_urls", [])
    reasons = [
        reason if isinstance(reason, int) else 0 for reason in response.meta.get("redirect_reasons", [])
    ]
    return tuple(zip(reasons, [*passed[1:], response.url], strict=False)) if passed else ()


def pairs(headers: Headers) -> Pairs:
    """Name and value of every header in order; what would give away a password is left out."""
    return tuple(
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in headers.items()
        if name.lower() not in _SECRET
        for value in values
    )


def conditions(known: Page | None) -> dict[str, str]:
    """If-None-Match and If-Modified-Since for a page whose content the archive has.

    An ETag with -gzip is not sent back: it names a compressed variant, and servers that write it do not
    recognise it again.
    """
    if known is None or known.capture_id is None or known.state != "ok":
        return {}
    found = {}
    if known.etag and "gzip" not in known.etag:
        found["If-None-Match"] = known.etag
    if known.last_modified and not _is_to_come(known.last_modified, known.checked_at or known.last_seen):
        found["If-Modified-Since"] = known.last_modified
    return found


def _is_to_come(last_modified: str, seen: str) -> bool:
    """Whether a file was changed after it was seen: such a server takes it for unchanged for years."""
    try:
        return parsedate_to_datetime(last_modified) > datetime.fromisoformat(seen) + _CLOCKS
    except (TypeError, ValueError):
        return False


def media_type_of(response: Response) -> str | None:
    """The media type without parameters, in small letters."""
    declared = response.headers.get("Content-Type")
    return _content_type(declared)[0] if declared else None


def charset_of(response: Response) -> str | None:
    """The charset that the header declares."""
    return _content_type(response.headers.get("Content-Type") or b"")[1]


@lru_cache(maxsize=256)
def _content_type(declared: bytes) -> tuple[str, str | None]:
    """The media type and the charset of a header, of which a site has few."""
    message = Message()
    message["Content-Type"] = declared.decode("latin-1")
    return message.get_content_type(), message.get_content_charset()
