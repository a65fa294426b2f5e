"""Indexes of web archives (CDX): what to ask them, what they answer, where what they name is fetched. Pure.

Internet Archive   https://web.archive.org/cdx/search/cdx      -> …/web/20120304050607id_/ADDRESS
pywb               http://host/COLLECTION/cdx                  -> …/COLLECTION/20120304050607id_/ADDRESS
Common Crawl       https://index.commoncrawl.org/CC-…-index    -> bytes of https://data.commoncrawl.org/FILE
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import quote, urlencode, urlsplit

from archive.model import Headers
from scraper.times import of_digits

MOST = 100_000
COMMON_CRAWL_DATA = "https://data.commoncrawl.org/"
_ORIGINAL = "x-archive-orig-"
# What replay adds to an answer; the Internet Archive has the original under another name in any case.
_OWN = ("memento-datetime", "link", "content-location", "date", "content-length", "transfer-encoding",
        "connection", "preference-applied", "vary", "cache-control")  # fmt: skip


class UnreadableIndexError(ValueError):
    """An index answers what nobody can read. The message is one sentence."""


@dataclass(frozen=True, slots=True)
class Row:
    """A capture that an index names; `at` are its fourteen digits. `file` only with Common Crawl."""

    url: str
    at: str
    status: str
    media_type: str
    digest: str
    file: str = ""
    offset: int = 0
    length: int = 0

    @property
    def fetched_at(self) -> str:
        return of_digits(self.at)

    @property
    def is_document(self) -> bool:
        """Whether it may be a page or a file that says something: no picture, style or script."""
        return not self.media_type.startswith(("image/", "audio/", "video/", "font/")) and not (
            self.media_type.endswith(("/css", "javascript"))
        )


@dataclass(frozen=True, slots=True)
class Run:
    """Captures of an address that follow each other with one digest: the first is fetched, of the others only
    the times are kept."""

    row: Row
    again: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """An index by its address."""

    address: str

    @property
    def kind(self) -> Literal["internet_archive", "common_crawl", "pywb"]:
        path = urlsplit(self.address).path.rstrip("/")
        if path.endswith("/search/cdx"):
            return "internet_archive"
        return "common_crawl" if path.endswith("-index") else "pywb"

    @property
    def hosts(self) -> tuple[str, ...]:
        """The hosts that are asked."""
        own = urlsplit(self.address).hostname or ""
        data = urlsplit(COMMON_CRAWL_DATA).hostname or ""
        return (own, data) if self.kind == "common_crawl" else (own,)

    def question(self, url: str, *, folder: bool = False) -> str:
        """The address that asks for the captures of an address, or of all below it."""
        asked = {"url": url, "output": "json", "limit": str(MOST)}
        if folder:
            asked["matchType"] = "prefix"
        if self.kind == "internet_archive":
            asked |= {"filter": "statuscode:200", "collapse": "digest"}
        return f"{self.address}?{urlencode(asked)}"

    def place(self, row: Row) -> str:
        """Where a capture is fetched, as it was, without the archive's banner and links."""
        if row.file:
            return COMMON_CRAWL_DATA + quote(row.file)
        base = self.address.rstrip("/")
        base = (
            base.removesuffix("/cdx/search/cdx") + "/web"
            if self.kind == "internet_archive"
            else base.rpartition("/")[0]
        )
        return f"{base}/{row.at}id_/{row.url}"


def rows(body: bytes) -> list[Row]:
    """What an index answered: JSON lines, or one JSON list, names first; nothing found is no fault."""
    text = body.decode("utf-8", "replace").strip()
    if not text:
        return []
    try:
        records = list(_records(text))
        return [row for record in records if (row := _row(record))]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnreadableIndexError(
            f"The index answers what is no JSON of captures: {text[:60]!r}."
        ) from error


def _records(text: str) -> Iterator[dict[str, Any]]:
    if text.startswith("["):
        names, *found = json.loads(text) or [[]]
        yield from (dict(zip(names, values, strict=True)) for values in found)
    else:
        yield from (json.loads(line) for line in text.splitlines() if line.strip())


def _row(record: dict[str, Any]) -> Row | None:
    url, at = record.get("original") or record.get("url"), record.get("timestamp")
    if not url or not at:
        if "message" in record or "error" in record:
            return None
        raise KeyError("url, timestamp")
    of_digits(at)
    file = record.get("filename", "") if str(record.get("filename", "")).startswith("crawl-data/") else ""
    return Row(
        _plain(url),
        at,
        str(record.get("statuscode") or record.get("status") or "-"),
        str(record.get("mimetype") or record.get("mime") or ""),
        record.get("digest", ""),
        file,
        int(record.get("offset") or 0),
        int(record.get("length") or 0) if file else 0,
    )


def _plain(url: str) -> str:
    """Without the port that says nothing; indexes of old crawls have it."""
    scheme, _, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    port = {"http": ":80", "https": ":443"}.get(scheme, "")
    return f"{scheme}://{host.removesuffix(port) if port else host}{slash}{path}"


def runs(found: Iterable[Row], hosts: Sequence[str]) -> list[Run]:
    """The captures worth fetching, by address and time: content, on these hosts, each body once in a row."""
    kept = [row for row in found if row.status in ("200", "-") and urlsplit(row.url).hostname in hosts]
    result: list[Run] = []
    for row in sorted(kept, key=lambda row: (row.url, row.at)):
        last = result[-1] if result else None
        if last and last.row.url == row.url and row.digest and last.row.digest == row.digest:
            result[-1] = Run(last.row, (*last.again, row.fetched_at))
        else:
            result.append(Run(row, ()))
    return result


def original_headers(headers: Headers) -> Headers:
    """The headers that the site itself sent, out of those of a replay."""
    names = {name.lower() for name, _ in headers}
    everything = "x-archive-src" not in names  # else the Internet Archive, which renames them all
    kept = []
    for name, value in headers:
        low = name.lower()
        if low.startswith(_ORIGINAL):
            kept.append((name[len(_ORIGINAL) :], value))
        elif _ORIGINAL + low not in names and (low == "content-type" or (everything and low not in _OWN)):
            kept.append((name, value))
    return tuple(kept)
