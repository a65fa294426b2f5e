"""Whether only what surrounds an article changed: counters, dates of today, neighbours, sidebars. Pure."""

from __future__ import annotations

from archive.read import Unreadable, read
from scraper.attachments import is_html

LARGEST = 2_000_000


def only_furniture(before: bytes, after: bytes, url: str) -> bool:
    """Whether two versions of a page of HTML say the same: title, text, tables and files of the article."""
    if max(len(before), len(after)) > LARGEST or not (is_html(before, None) and is_html(after, None)):
        return False
    try:
        old, new = read(before, url=url), read(after, url=url)
    except Unreadable:
        return False
    said = [(d.title, d.text, d.tables, d.attachments, d.published, d.source) for d in (old, new)]
    return bool(old.text) and said[0] == said[1]
