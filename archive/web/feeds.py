"""Atom feeds: `/feeds/documents.atom`, `reports`, `changes`, `findings`, each with the filters of its page.

rows of the archive, newest first -> entries -> RFC 4287
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

from datasette.utils.asgi import Response

from archive.model import FORMS
from archive.store.search import inside, search
from archive.text.counts import counted
from archive.web import words
from archive.web.asking import ask, question_of, refuse
from archive.web.question import NoAnswerError, Question
from archive.web.rows import Row, rows, where
from archive.web.views import changes, findings
from archive.web.views.search import filters_of

MOST = 50
ATOM = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml; charset=utf-8"
# What XML 1.0 cannot hold, even escaped.
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

DOCUMENTS = """
SELECT documents.id, documents.title, documents.published, documents.kind, documents.source AS body,
       documents.url, documents.fetched_at
FROM documents WHERE documents.state = 'read'{conditions} ORDER BY documents.number DESC LIMIT ?
"""
REPORTS = """
SELECT reports.id, reports.title, reports.organ, reports.year, reports.form, reports.published, reports.url,
       reports.figures, reports.errors, documents.fetched_at
FROM reports JOIN documents ON documents.id = reports.document_id{conditions}
ORDER BY reports.number DESC LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """`path` is a page of the site, `updated` a time in UTC, `source` the publisher's own address."""

    path: str
    title: str
    updated: str
    summary: str
    source: str | None = None


Load = Callable[[sqlite3.Connection, Question], Iterator[Entry]]


def documents(conn: sqlite3.Connection, question: Question) -> Iterator[Entry]:
    filters, query = filters_of(conn, question), question.word("q")
    if query:
        for hit in search(conn, query, filters, limit=MOST).rows:
            yield _document({name: getattr(hit, name) for name in hit.__slots__}, question)
    else:
        conditions, values = filters.sql()
        for row in rows(conn, DOCUMENTS.format(conditions=conditions), [*values, MOST]):
            yield _document(row, question)


def _document(row: Row, question: Question) -> Entry:
    said = [words.name("kind", row["kind"], question.language), row["body"], row["published"]]
    title = row["title"] or row["url"]
    return Entry(f"/document/{row['id']}", title, row["fetched_at"], _joined(said), row["url"])


def reports(conn: sqlite3.Connection, question: Question) -> Iterator[Entry]:
    conditions, values = where(
        {
            "reports.region GLOB ?": inside(question.word("region")),
            "? IN (reports.organ, reports.organ_id)": question.word("body"),
            "reports.organ_id IN (SELECT id FROM organs WHERE level = ?)": question.word("level"),
            "reports.year = ?": question.year(),
            "reports.form = ?": question.choice("form", FORMS),
            "reports.scope = ?": question.choice("scope", words.SCOPES),
            "reports.published >= ?": question.day("since"),
            "reports.published <= ?": question.day("until"),
        }
    )
    for row in rows(conn, REPORTS.format(conditions=conditions), [*values, MOST]):
        zh = question.language == "zh"
        many = f"{row['figures']} 个数字" if zh else counted(row["figures"], "figure")
        said = [words.name("form", row["form"], question.language), row["published"], many]
        title = f"{row['organ']} {row['year']}"
        yield Entry(f"/report/{row['id']}", title, row["fetched_at"], _joined(said), row["url"])


def changed(conn: sqlite3.Connection, question: Question) -> Iterator[Entry]:
    """Changed and vanished pages together, the latest first."""
    zh, filters = question.language == "zh", filters_of(conn, question, versions=True)
    found = [
        Entry(
            f"/changes/{row['id']}",
            row["title"] or row["url"],
            row["fetched_at"],
            _joined(["内容有改动" if zh else "says something else", _differing(row, zh)]),
            row["url"],
        )
        for row in changes.newest(conn, MOST, filters=filters)
    ] + [
        Entry(
            f"/document/{row['id']}",
            row["title"] or row["url"],
            row["gone_at"] or row["missing_since"] or row["fetched_at"],
            "原网站已撤下" if zh else "gone from its site",
            row["url"],
        )
        for row in changes.vanished(conn, MOST, filters=filters)
    ]
    yield from sorted(found, key=lambda entry: entry.updated, reverse=True)[:MOST]


def _differing(row: Row, zh: bool) -> str | None:
    if not row["differing"]:
        return None
    if zh:
        return f"{row['differing']} 个数字不同"
    return f"{counted(row['differing'], 'figure')} {'differs' if row['differing'] == 1 else 'differ'}"


def checked(conn: sqlite3.Connection, question: Question) -> Iterator[Entry]:
    for row in findings.load(conn, question)["findings"]:
        body = f"{row['organ']} {row['year']}" if row["report_id"] else row["title"] or ""
        severity = words.name("severity_name", row["severity"], question.language)
        page = f"/report/{row['report_id']}" if row["report_id"] else f"/document/{row['document_id']}"
        said = question.language == "en" and row["message_en"] or row["message"]
        title = f"{body}：{row['rule']}"
        yield Entry(f"{page}#finding-{row['id']}", title, row["fetched_at"], f"{severity}：{said}")


def _joined(said: list[str | None]) -> str:
    return " · ".join(filter(None, said))


FEEDS: Mapping[str, tuple[Load, str, str]] = {
    "documents": (documents, "新文件", "New documents"),
    "reports": (reports, "新读出的年度报告", "New annual reports"),
    "changes": (changed, "改过的和消失的", "Changed and vanished"),
    "findings": (checked, "核查发现", "Findings"),
}


async def serve(request: Any, datasette: Any) -> Response:
    question = question_of(request, datasette)
    load, zh, en = FEEDS[question.id]
    try:
        entries = await ask(datasette, lambda conn: list(load(conn, question)))
    except NoAnswerError as error:
        return await refuse(datasette, request, error, wants_json=False)
    title = f"公开 gongkai：{zh if question.language == 'zh' else en}"
    here = f"{question.base}{request.scope.get('route_path', request.path)}"
    if request.query_string:
        here += f"?{request.query_string}"
    return Response(atom(title, here, entries, question.base), content_type=MEDIA_TYPE)


def atom(title: str, here: str, entries: list[Entry], base: str) -> bytes:
    """The feed as UTF-8 XML. `base` is the address of the site, without a slash at its end."""
    feed = ElementTree.Element("feed", xmlns=ATOM)
    _add(feed, "id", here)
    _add(feed, "title", title)
    _add(feed, "updated", max((entry.updated for entry in entries), default="1970-01-01T00:00:00Z"))
    ElementTree.SubElement(feed, "link", rel="self", href=here)
    _add(ElementTree.SubElement(feed, "author"), "name", "gongkai")
    for entry in entries:
        node = ElementTree.SubElement(feed, "entry")
        _add(node, "id", f"{base}{entry.path}")
        _add(node, "title", entry.title)
        _add(node, "updated", entry.updated)
        _add(node, "summary", entry.summary)
        ElementTree.SubElement(node, "link", rel="alternate", href=f"{base}{entry.path}")
        if entry.source:
            ElementTree.SubElement(node, "link", rel="via", href=_NO_XML.sub("", entry.source))
    return bytes(ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True))


def _add(parent: ElementTree.Element, tag: str, text: str) -> None:
    ElementTree.SubElement(parent, tag).text = _NO_XML.sub("", text)
