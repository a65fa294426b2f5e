"""From the captures of one version of a page to what is to be stored: read, join, extract.

Runs in worker processes, each with the archive open for reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from sqlite3 import Row

from archive.extract import extract
from archive.extract.check.rules import finding
from archive.model import Document, Finding, Link, Reading, digest
from archive.process.confined import confined, described
from archive.process.decisions import known_of
from archive.process.patience import OutOfTime, patience
from archive.process.versions import Seen, State, states
from archive.read import Unreadable, is_trusted, join, read
from archive.store import Archive
from archive.store.readings import Draft

# A fault of ours over one page must not cost all the others: it is stored with the page, and counted.
FAULTS = (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
# Processor time for a page with all states of its attachments, without what is read in its own process.
SECONDS = 120


@dataclass(frozen=True, slots=True)
class Assembled:
    """All versions that one capture of a page makes, and the captures of attachments that were considered."""

    capture_id: str
    drafts: tuple[Draft, ...]
    attachments: tuple[str, ...]


def assemble(archive: Archive, capture_id: str) -> Assembled:
    """Reads a page's capture together with each state of its attachments."""
    capture = _capture(archive, capture_id)
    try:
        with patience(SECONDS):
            return _assembled(archive, capture)
    except OutOfTime:
        return _unreadable(capture, f"读取用时超过{SECONDS}秒")


def _assembled(archive: Archive, capture: Row) -> Assembled:
    page = _read(archive, capture)
    if isinstance(page, str):
        return _unreadable(capture, page)
    page = _with_belongings(archive, capture, page)
    histories = {link.url: _history(archive, capture, link.url) for link in page.attachments}
    drafts = [_draft(archive, capture, page, state) for state in states(capture["fetched_at"], histories)]
    considered = {seen.capture_id for history in histories.values() for seen in history}
    return Assembled(capture["id"], tuple(drafts), tuple(sorted(considered)))


def lost(archive: Archive, capture_id: str) -> Assembled:
    """What is stored of a page over which the reading process died."""
    return _unreadable(_capture(archive, capture_id), "读取程序在此页面上意外终止")


def _unreadable(capture: Row, reason: str) -> Assembled:
    name = capture["id"]
    finding = Finding(
        "document.unreadable",
        "warning",
        f"页面无法读取：{reason}",
        message_en=f"The page could not be read: {reason}",
    )
    draft = Draft(digest(name), name, capture["fetched_at"], (name,), None, reason, (finding,))
    return Assembled(name, (draft,), ())


def _draft(archive: Archive, capture: Row, page: Document, state: State) -> Draft:
    joined, parts, findings = _joined(archive, capture, page, state.captures)
    document_id = digest(*parts)
    try:
        known = known_of(archive.conn, capture["source_id"], capture["final_url"])
        reading = extract(joined, known)
        findings = (*findings, *_from_the_future(reading, state.since))
    except FAULTS as fault:
        told = described(fault)
        findings = (
            *findings,
            Finding(
                "reader.fault",
                "warning",
                f"未能提取数据：{told}",
                message_en=f"No figures could be read, as the reader failed: {told}",
            ),
        )
        reading = Reading(joined)
    return Draft(document_id, capture["id"], state.since, parts, reading, None, findings)


def _from_the_future(reading: Reading, since: str) -> Iterator[Finding]:
    """A report dated after it was fetched; China is eight hours ahead of the clock of fetching."""
    published = reading.document.published
    if reading.report and published and published > since[:10]:
        day_later = date.fromisoformat(since[:10]) + timedelta(days=1)
        if published > day_later.isoformat():
            yield finding("report.published_future", published=published, fetched=since[:10])


def _joined(
    archive: Archive, capture: Row, page: Document, in_force: Mapping[str, str]
) -> tuple[Document, tuple[str, ...], tuple[Finding, ...]]:
    """The page with its readable attachments, the captures of its parts, and what was missing."""
    attached: list[tuple[Link, Document]] = []
    parts = [capture["id"]]
    findings = []
    for link in page.attachments:
        name = link.text or link.url
        if link.url not in in_force:
            english = f"The attachment “{name}” is not in the archive."
            findings.append(
                Finding("attachment.missing", "info", f"附件“{name}”未留存。", message_en=english)
            )
            continue
        attachment = _read(archive, _capture(archive, in_force[link.url]))
        if isinstance(attachment, str):
            findings.append(
                Finding(
                    "attachment.unreadable",
                    "warning",
                    f"附件“{name}”无法读取：{attachment}",
                    message_en=f"The attachment “{name}” could not be read: {attachment}",
                )
            )
        else:
            attached.append((link, attachment))
            parts.append(in_force[link.url])
    return join(page, attached), tuple(parts), tuple(findings)


def rebuild(archive: Archive, parts: Iterable[str]) -> Document:
    """The document of a page's capture and these captures of its attachments; raises Unreadable."""
    first, *others = (_capture(archive, capture_id) for capture_id in parts)
    page = _with_belongings(archive, first, _document(archive, first))
    by_url = {capture["url"]: capture for capture in others}
    attached = [
        (link, _document(archive, by_url[link.url])) for link in page.attachments if link.url in by_url
    ]
    return join(page, attached)


def _read(archive: Archive, capture: Row) -> Document | str:
    """The document of a capture, or why there is none."""
    try:
        return _document(archive, capture)
    except Unreadable as error:
        return str(error)
    except FAULTS as fault:
        return described(fault)


def _document(archive: Archive, capture: Row) -> Document:
    """Reads HTML and text here, everything else in a process of its own; raises Unreadable."""
    body = archive.body(capture["sha256"])
    about = {
        "url": capture["final_url"],
        "content_type": capture["content_type"],
        "link_text": capture["link_text"],
        "link_date": capture["link_date"],
    }
    return read(body, **about) if is_trusted(body) else confined(read, body, **about)


_BELONGINGS = """
SELECT child.url, min(child.link_text) AS link_text, child.media_type LIKE '%html' AS is_page
FROM captures AS child JOIN captures AS page ON page.id = child.parent_id
WHERE page.url = ? AND coalesce(child.media_type, '') NOT LIKE 'image/%'
GROUP BY child.url ORDER BY min(child.number)
"""


def _with_belongings(archive: Archive, capture: Row, page: Document) -> Document:
    """The page with what was fetched as belonging to it though no link names it as a file: the article's
    further pages, and files behind addresses that do not look like it. The pages come before the files.
    """
    known = {link.url for link in page.attachments}
    rows = [row for row in archive.conn.execute(_BELONGINGS, (capture["url"],)) if row["url"] not in known]
    further = tuple(Link(row["url"], "") for row in rows if row["is_page"])
    files = tuple(Link(row["url"], row["link_text"] or "") for row in rows if not row["is_page"])
    return replace(page, attachments=(*further, *page.attachments, *files))


_CAPTURE = """
SELECT id, url, final_url, fetched_at, sha256, source_id, link_text, link_date,
       (SELECT value ->> 1 FROM json_each(headers) WHERE lower(value ->> 0) = 'content-type') AS content_type
FROM captures WHERE id = ?
"""


def _capture(archive: Archive, capture_id: str) -> Row:
    row: Row = archive.conn.execute(_CAPTURE, (capture_id,)).fetchone()
    return row


_HISTORY = """
SELECT id, fetched_at, coalesce((SELECT crawl_id FROM visits WHERE capture = captures.number
                                 AND outcome IN ('new', 'changed') LIMIT 1), id) AS crawl
FROM captures WHERE url = :attachment AND fetched_at < coalesce(
    (SELECT min(fetched_at) FROM captures WHERE url = :page AND fetched_at > :at), '~')
ORDER BY fetched_at, id
"""


def _history(archive: Archive, page: Row, url: str) -> list[Seen]:
    """The captures of an attachment up to the next version of the page, oldest first."""
    values = {"attachment": url, "page": page["url"], "at": page["fetched_at"]}
    return [
        Seen(row["id"], row["fetched_at"], row["crawl"]) for row in archive.conn.execute(_HISTORY, values)
    ]
