"""Reads WARC files of any maker: responses with the requests that belong to them, revisits, resources.

    file.warc[.gz] or file.wacz -> Capture, Revisit, Skipped

A record says `Gongkai-Capture` where it is one of ours (archive.export.warc); then the capture is given back
as it was, else as the record tells it. Nothing is fetched.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from archive.model import Capture, Headers
from scraper.messages import LARGEST, UndecodableError, content, has_digest, head, status_of
from scraper.times import utc
from scraper.warcfiles import is_behind, place, streams

EXTRA = "Gongkai-Capture"
_ORIGINAL = "x-archive-orig-"
_FAULTS = (ArchiveLoadFailed, EOFError, OSError, ValueError, zlib.error)


class WarcError(Exception):
    """A file cannot be read (further). The message is one sentence that names it."""


@dataclass(frozen=True, slots=True)
class Revisit:
    """A visit to `url` that found what `refers_to` gave at `refers_at` (either may be empty).

    `digest` is ALGORITHM:VALUE of the body, or empty; `asked` whether the body came again, or only a 304.
    """

    url: str
    fetched_at: str
    refers_to: str
    refers_at: str
    digest: str
    asked: bool
    status: int | None


@dataclass(frozen=True, slots=True)
class Skipped:
    """A record that holds no answer to keep."""

    url: str
    reason: str


Record = Capture | Revisit | Skipped


def records(path: Path, progress: Callable[[int], None] | None = None) -> Iterator[Record]:
    """The answers in a file, in its order; WarcError where it cannot be read, or no further.

    `progress(bytes)` is told how far in the file (or the part of a package) it is.
    """
    try:
        for name, stream in streams(path):
            for record in _paired(stream, name):
                yield record
                if progress:
                    progress(place(stream))
    except _FAULTS as error:
        raise WarcError(f"{path} is damaged or no WARC file: {_cause(error)}.") from error


def first_capture(stream: BinaryIO, name: str) -> Capture | None:
    """The first answer in a stream; WarcError where it is no WARC."""
    try:
        return next((record for record in _paired(stream, name) if isinstance(record, Capture)), None)
    except _FAULTS as error:
        raise WarcError(f"{name} is damaged or no WARC: {_cause(error)}.") from error


def _cause(error: Exception) -> str:
    """What the error says, without the bytes of the file that stand in some messages."""
    return str(error).partition(", first line")[0] or type(error).__name__


@dataclass(slots=True)
class _Request:
    id: str
    concurrent: str
    method: str
    headers: Headers


@dataclass(slots=True)
class _Held:
    """A response that waits for its request, which may come behind it."""

    id: str
    concurrent: str
    capture: Capture
    ours: bool

    def asked(self, request: _Request) -> Capture | Skipped:
        """The answer to this request. What a form was answered is not what the address gives."""
        if request.method in ("GET", "HEAD", "") or self.ours:
            return replace(self.capture, request_headers=request.headers)
        return Skipped(self.capture.url, f"answer to a {request.method}")


def _paired(stream: BinaryIO, name: str) -> Iterator[Record]:
    """The records of one WARC file, each response with the headers of its request."""
    held: _Held | None = None
    request: _Request | None = None
    iterator = ArchiveIterator(stream, no_record_parse=True)
    try:
        for record in iterator:
            if not _field(record, "Content-Length"):
                raise EOFError("the file ends in the head of a record")
            if record.rec_type == "request":
                request = _request(record)
                if held and _belong(request, held):
                    yield held.asked(request)
                    held = request = None
                continue
            if held:
                yield held.capture
                held = None
            found = _read(record, name)
            if isinstance(found, Capture):
                number, concurrent = _field(record, "WARC-Record-ID"), _field(record, "WARC-Concurrent-To")
                held = _Held(number, concurrent, found, bool(_extra(record)))
                if request and _belong(request, held):
                    yield held.asked(request)
                    held = None
            elif found:
                yield found
            request = None
        # Of a member of gzip that was cut off near its beginning warcio says nothing.
        if is_behind(stream, iterator.offset):
            raise EOFError("the file ends in the middle of a record")
    except _FAULTS:
        if held:
            yield held.capture
        raise
    if held:
        yield held.capture


def _belong(request: _Request, held: _Held) -> bool:
    return request.concurrent == held.id or held.concurrent == request.id


def _field(record: ArcWarcRecord, name: str) -> str:
    return str(record.rec_headers.get_header(name) or "")


def _address(record: ArcWarcRecord) -> str:
    return _field(record, "WARC-Target-URI").strip("<>")


def _request(record: ArcWarcRecord) -> _Request:
    words, headers = head(record.raw_stream)
    concurrent = _field(record, "WARC-Concurrent-To")
    return _Request(_field(record, "WARC-Record-ID"), concurrent, words[0] if words else "", headers)


def _read(record: ArcWarcRecord, name: str) -> Record | None:
    address = _address(record)
    if not address.startswith(("http://", "https://", "file://")):
        return None  # what the maker of the file says of itself: logs, settings, DNS
    if record.rec_type == "conversion":
        return Skipped(address, "made from a page, not the page")
    if record.rec_type not in ("response", "resource", "revisit"):
        return None
    at = _time(record, "WARC-Date")
    if not at:
        return Skipped(address, "without a time")
    if record.rec_type == "revisit":
        return _revisit(record, address, at)
    if int(_field(record, "Content-Length") or 0) > LARGEST:
        return Skipped(address, "too large")
    if _field(record, "WARC-Truncated"):
        return Skipped(address, "truncated")
    if _field(record, "WARC-Segment-Number"):
        return Skipped(address, "in segments")
    return _capture(record, address, at, name)


def _time(record: ArcWarcRecord, name: str) -> str:
    try:
        return utc(_field(record, name))
    except ValueError:
        return ""


def _revisit(record: ArcWarcRecord, address: str, at: str) -> Revisit | None:
    extra = _extra(record)
    if extra.get("redirect"):
        return None
    words, _ = head(record.raw_stream)
    return Revisit(
        extra.get("url", address),
        at,
        _field(record, "WARC-Refers-To-Target-URI").strip("<>"),
        _time(record, "WARC-Refers-To-Date"),
        _field(record, "WARC-Payload-Digest"),
        "server-not-modified" not in _field(record, "WARC-Profile"),
        status_of(words) or None,
    )


def _capture(record: ArcWarcRecord, address: str, at: str, name: str) -> Record:
    block = bytes(record.raw_stream.read())
    if len(block) < int(_field(record, "Content-Length")):
        raise EOFError("the file ends in the middle of a record")
    if not has_digest(block, _field(record, "WARC-Block-Digest")):
        return Skipped(address, "damaged: its digest is another")
    extra, stream = _extra(record), BytesIO(block)
    if record.rec_type == "resource":
        return _made(extra, address, at, name, 0, _of_resource(record, extra), block)
    words, headers = head(stream)
    if not status_of(words):
        return Skipped(address, "no HTTP answer")
    try:
        body = content(stream.read(), headers)
    except UndecodableError as error:
        return Skipped(address, str(error))
    return _made(extra, address, at, name, status_of(words), _original(headers) if extra else headers, body)


def _of_resource(record: ArcWarcRecord, extra: dict[str, Any]) -> Headers:
    """What is known of a file that nobody answered: its type, as headers would say it."""
    if extra:
        return tuple((name, value) for name, value in json.loads(extra.get("headers", "[]")))
    kind = _field(record, "Content-Type")
    return (("Content-Type", kind),) if kind else ()


def _made(
    extra: dict[str, Any], address: str, at: str, name: str, status: int, headers: Headers, body: bytes
) -> Capture:
    return Capture(
        url=extra.get("url", address),
        final_url=address,
        fetched_at=at,
        status=status,
        headers=headers,
        request_headers=(),
        body=body,
        source_id=extra.get("source_id"),
        column=extra.get("column"),
        kind=extra.get("kind", "other"),
        parent_id=extra.get("parent_id"),
        origin="supplied",
        link_text=extra.get("link_text"),
        link_date=extra.get("link_date"),
        supplied_by=name,
        vantage=extra.get("vantage"),
        redirects=_redirects(extra.get("redirects")),
        rendered=bool(extra.get("rendered")),
        furniture=bool(extra.get("furniture")),
    )


def _redirects(text: str | None) -> tuple[tuple[int, str], ...]:
    try:
        return tuple((int(status), str(address)) for status, address in json.loads(text or "[]"))
    except (ValueError, TypeError):
        return ()


def _extra(record: ArcWarcRecord) -> dict[str, Any]:
    """What our own export has added; nothing where another program wrote the record."""
    try:
        found = json.loads(_field(record, EXTRA) or "{}")
    except ValueError:
        return {}
    texts = isinstance(found, dict) and all(isinstance(value, str | int) for value in found.values())
    return found if texts else {}


def _original(headers: Headers) -> Headers:
    """The headers as they came, before our export renamed some and added a length."""
    return tuple(
        (name[len(_ORIGINAL) :] if name.lower().startswith(_ORIGINAL) else name, value)
        for name, value in headers[:-1]
    )
