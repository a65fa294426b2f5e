"""From the bodies of lists and pages to the links they lead to: no network, stored bodies do as well."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from sqlite3 import Row
from urllib.parse import urlsplit

from scrapy.http import Response

from archive.model import Link as File
from archive.store import Archive, Page
from scraper.addresses import is_trap
from scraper.attachments import belongings, is_html
from scraper.expect import ColumnTally, Tally, Trouble
from scraper.families import FAMILIES
from scraper.frontier import Belongings, Frontier, Link, Role
from scraper.guards import Refusal, refusal_of
from scraper.markup import ListError
from scraper.queue import Done
from scraper.source import Ask, Column, Entry, Site


class Harvest:
    """Fills the frontier of one site's crawl, and counts what its lists hold.

    `elsewhere` is what other workers have committed of the same crawl.
    """

    def __init__(
        self, site: Site, archive: Archive, tally: Tally, elsewhere: Mapping[str, Done] | None = None
    ) -> None:
        self.site = site
        self.archive = archive
        self.tally = tally
        self.frontier = Frontier(site.max_pages)
        self.elsewhere = elsewhere or {}
        self.lists = {column.address for column in site.columns}

    def visited(self, crawl_id: str) -> dict[str, str]:
        """The addresses that the crawl has visited here or elsewhere, with the latest outcome."""
        elsewhere = {url: done.outcome for url, done in self.elsewhere.items()}
        return elsewhere | (self.archive.visited(crawl_id) if crawl_id else {})

    def refusal(self, link: Link, response: Response) -> Refusal | None:
        """Why an answer is no content. A page in whose place the site shows a list is not there any more."""
        found = refusal_of(response, link.url, file=link.role == "attachment")
        if found or link.role == "list" or response.url == link.url or response.url not in self.lists:
            return found
        return Refusal("soft_404", "redirected to a list")

    def begin(self) -> None:
        """The list pages of every column that are known before any is read."""
        for column in self.site.columns:
            for ask in FAMILIES[column.family].first(column):
                self._ask(column, ask)

    def _ask(self, column: Column, ask: Ask) -> None:
        tally = self.tally.columns[column.name]
        if ask.url in self.frontier:
            return
        if tally.asked >= self.site.max_lists:
            tally.trimmed = True
        elif self.frontier.add(Link(ask.url, "list", column, ask)):
            tally.asked += 1
            self.lists.add(ask.url)

    def read_list(self, link: Link, url: str, body: bytes, charset: str | None) -> None:
        """The entries and further list pages of a list page that stands at `url`."""
        ask = replace(link.ask or Ask(url), url=url)
        tally = self.tally.columns[link.column.name]
        try:
            page = FAMILIES[link.column.family].read(link.column, ask, body, charset)
        except ListError as error:
            self.list_failed(link, Trouble("broken", f"The list cannot be read: {error}."))
            return
        tally.read += 1
        fresh = self._add_entries(link.column, tally, page.entries)
        # A list that shows what it showed before, page after page, has no end: a trap, or a site's own fault.
        if fresh or ask.number == 1 or page.total is not None:
            for more in page.more:
                self._ask(link.column, more)

    def list_ended(self, link: Link) -> None:
        """A list page that nothing promised is not there: the one before was the last."""
        self.tally.columns[link.column.name].asked -= 1

    def list_failed(self, link: Link, trouble: Trouble) -> None:
        """The first list page speaks for its column; a later one only leaves it incomplete.

        Where the declared address does not answer, the place where the list was last good is tried.
        """
        tally = self.tally.columns[link.column.name]
        if not link.ask or link.ask.number != 1:
            return
        moved, tally.good_address = tally.good_address, None
        if moved and moved != link.url and self._is_ours(moved):
            self.frontier.add(Link(moved, "list", link.column, replace(link.ask, url=moved)))
        else:
            tally.trouble = trouble

    def note_place(
        self, link: Link, url: str, redirects: tuple[tuple[int, str], ...], scripted: bool
    ) -> None:
        """Where the first list page of a column was found, and whether only a script would fill it."""
        if link.ask and link.ask.number == 1:
            tally = self.tally.columns[link.column.name]
            tally.stands_at, tally.redirects, tally.scripted = url, redirects, scripted
            self.lists.add(url)

    def _add_entries(self, column: Column, tally: ColumnTally, entries: tuple[Entry, ...]) -> int:
        """How many of the entries lead to addresses that this crawl has not seen."""
        fresh = 0
        for entry in entries:
            if column.titles and not re.search(column.titles, entry.title):
                continue
            date, url = plausible(entry.date), whole(entry.url)
            tally.note(entry.title, date)
            if self._is_ours(url) and not is_trap(url):
                link = Link(url, "page", column, text=whole(entry.title) or None, date=date)
                fresh += self.frontier.add(link)
            else:
                tally.foreign += 1
        tally.trimmed = tally.trimmed or self.frontier.trimmed
        return fresh

    def belongings(
        self, link: Link, url: str, body: bytes, charset: str | None, media_type: str | None
    ) -> Belongings:
        """The files on our hosts that the page at `url` links to, and its further pages."""
        if link.role not in ("page", "part") or not is_html(body, media_type):
            return Belongings()
        column = link.column
        article = column.article or FAMILIES[column.family].article or "body"
        found = belongings(
            body,
            charset,
            url,
            article,
            begins=self._begins(link),
            pictures=column.wants_pictures,
            most=self.site.max_files,
        )
        return Belongings(self._ours(found.files), self._ours(found.parts))

    def _begins(self, link: Link) -> str | None:
        """The address of the first page of the article that a further page belongs to."""
        if link.role != "part":
            return None
        row = self.archive.conn.execute(
            "SELECT final_url FROM captures WHERE id = ?", (link.parent,)
        ).fetchone()
        return str(row["final_url"]) if row else None

    def _ours(self, links: tuple[File, ...]) -> tuple[File, ...]:
        return tuple(link for link in links if self._is_ours(link.url))

    def add_belongings(self, link: Link, found: Belongings, capture_id: str) -> None:
        """What belongs to a page that is kept as `capture_id`; of a further page, to the article's first."""
        parent = link.parent if link.role == "part" else capture_id
        for file in found.files:
            self.frontier.add(Link(file.url, "attachment", link.column, parent=parent, text=file.text))
        for part in found.parts:
            self.frontier.add(Link(part.url, "part", link.column, parent=parent, text=part.text))

    def read_stored(self, link: Link, known: Page | None) -> None:
        """The links of a list or page whose body in the archive is the one that the site has."""
        if link.url in self.elsewhere:
            self._read_elsewhere(link, self.elsewhere[link.url])
            return
        row = self.stored(known)
        if known is None or row is None or link.role not in ("list", "page", "part"):
            return
        body, url = self.archive.body(row["sha256"]), known.final_url or known.url
        if link.role == "list":
            self.read_list(link, url, body, None)
        else:
            found = self.belongings(link, url, body, None, row["media_type"])
            self.add_belongings(link, found, row["id"])

    def _read_elsewhere(self, link: Link, done: Done) -> None:
        if done.body is not None:
            self.read_list(link, done.url, done.body, None)
        elif done.capture_id:
            self.add_belongings(link, done.belongings, done.capture_id)

    def stored(self, known: Page | None) -> Row | None:
        """The capture in force of a known page: its id, sha256 and media type."""
        if known is None:
            return None
        row: Row | None = self.archive.conn.execute(
            "SELECT id, sha256, media_type FROM captures WHERE id = ?", (known.capture_id,)
        ).fetchone()
        return row

    def add_known(self) -> None:
        """Pages and files of these columns that the archive knows and no list led to, but those gone."""
        columns = {column.name: column for column in self.site.columns}
        for url in self.archive.addresses(self.site.id):
            page = self.archive.page(url) if url not in self.frontier else None
            column = columns.get(page.column or "") if page else None
            if page and column and page.kind != "list" and page.state != "gone" and self._is_ours(page.url):
                self.frontier.add(self.known_link(page, column))

    def known_link(self, page: Page, column: Column) -> Link:
        parent = self.archive.page(page.parent_url) if page.parent_url else None
        if parent:
            stored = self.stored(page)
            role: Role = "part" if stored and (stored["media_type"] or "").endswith("html") else "attachment"
            return Link(page.url, role, column, parent=parent.capture_id, text=page.link_text)
        return Link(page.url, "page", column, text=page.link_text, date=page.link_date)

    def _is_ours(self, url: str) -> bool:
        try:
            return urlsplit(url).hostname in self.site.all_hosts
        except ValueError:
            return False


def whole(text: str) -> str:
    """The text without halves of characters, which cannot be stored: scripts cut titles, and halve 😀."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def plausible(date: str | None) -> str | None:
    """The date beside a link, unless it lies in the future: then it is a slip of the editor, or a trap."""
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).date().isoformat()
    return date if date and date <= tomorrow else None
