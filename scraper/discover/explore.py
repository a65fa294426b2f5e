"""The search itself, a generator: it says what to fetch, is sent the answers, returns what it found."""

from __future__ import annotations

import re
from collections.abc import Generator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from archive.text.names import region_of
from scraper.discover.answers import propose_json
from scraper.discover.leads import Leads
from scraper.discover.page import Anchor, Page
from scraper.discover.recognise import Proposal, by_years, propose, reports_among
from scraper.discover.selector import selector_for
from scraper.discover.signs import USUAL, is_column, is_report, reads_like_report, worth
from scraper.families import FAMILIES
from scraper.markup import ListError, absolute, squeeze
from scraper.source import Ask, Column, Entry
from scraper.xmltree import local, parse, unzipped

MOST = 40
MOST_COLUMNS = 80
Exploring = Generator[Ask, "Answer", "Finding"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the site said: `url` after redirects, `status` 0 where it said nothing."""

    url: str
    status: int
    body: bytes = b""
    charset: str | None = None

    @property
    def is_good(self) -> bool:
        return self.status == 200 and bool(self.body.strip())


@dataclass(frozen=True, slots=True)
class Finding:
    """What came of it; without columns nothing was found. `entries` are the first page of results,
    `elsewhere` addresses on other hosts that are called the column, and were not asked.
    """

    host: str
    name: str
    region: str | None
    columns: tuple[Column, ...]
    entries: tuple[Entry, ...]
    requests: int
    elsewhere: tuple[str, ...] = ()


@dataclass(slots=True)
class _Found:
    """The best so far: its columns and entries, how many are reports, whether it is called the column."""

    columns: tuple[Column, ...] = ()
    entries: tuple[Entry, ...] = ()
    reports: int = 0
    named: bool = False

    @property
    def rank(self) -> tuple[bool, int]:
        return self.named and self.reports > 0, self.reports

    @property
    def is_certain(self) -> bool:
        return self.named and self.reports > 0 and self.reports * 2 >= len(self.entries)


def explore(host: str, most: int = MOST) -> Exploring:
    """Looks for the column of yearly reports on `host` with at most `most` requests."""
    return _Explorer(host, most).run()


class _Explorer:
    def __init__(self, host: str, most: int) -> None:
        self.host = host
        self.most = most
        self.spent = 0
        self.leads = Leads(host)
        self.best = _Found()
        self.name = ""
        self.elsewhere: dict[str, None] = {}
        self.answers: dict[str, Answer] = {}

    def run(self) -> Exploring:
        self.leads.add(1000, f"http://{self.host}/")
        while self.spent < self.most and not self.best.is_certain and (lead := self.leads.pop()):
            url, words = lead
            answer = yield from self._ask(Ask(url))
            if self.spent == 1:
                answer = yield from self._again_with_tls(answer)
                self._begin()
            if answer.is_good:
                yield from self._learn(answer, words)
        found = self.best
        return Finding(
            self.host,
            self.name,
            region_of(self.name),
            found.columns,
            found.entries,
            self.spent,
            tuple(self.elsewhere)[:3],
        )

    def _ask(self, ask: Ask) -> Generator[Ask, Answer, Answer]:
        """The answer to an ask; what was answered before is not asked again."""
        if ask.url not in self.answers:
            self.spent += 1
            self.answers[ask.url] = yield ask
        return self.answers[ask.url]

    def _again_with_tls(self, answer: Answer) -> Generator[Ask, Answer, Answer]:
        """Some sites speak nothing but https."""
        if answer.status:
            return answer
        return (yield from self._ask(Ask(f"https://{self.host}/")))

    def _begin(self) -> None:
        for number, path in enumerate(USUAL):
            self.leads.add(
                32 - number, f"http://{self.host}{path}", "政府信息公开年报" if "n" in path[-9:] else ""
            )

    # -- what an answer tells

    def _learn(self, answer: Answer, words: str) -> Generator[Ask, Answer, None]:
        start = answer.body[:300].lstrip().lower()
        if start.startswith((b"<?xml", b"<urlset", b"<sitemapindex", b"\x1f\x8b")) and b"<html" not in start:
            self._learn_sitemap(answer)
            return
        page = Page(answer.url, answer.body, answer.charset, words)
        if start.startswith((b"{", b"[")) or re.match(rb"[\w.]+\s*\(\s*[{\[]", start):
            yield from self._try(propose_json(answer.url, page.text), named=is_column(words))
            return
        self.name = self.name or site_name(page)
        for points, url, text in page.leads():
            if urlsplit(url).hostname == self.host:
                self.leads.add(points, url, text)
            elif points >= 88:
                self.elsewhere.setdefault(url, None)
        if page.is_report and not page.is_named:
            return
        if page.is_named and page.reports and (page.is_of_one_year or page.are_years_reports):
            years = {str(year): anchor for year, anchor in page.years.items()}
            yield from self._try_group(page, years, may_be_items=False)
        if self.best.is_certain:
            return
        yield from self._try(propose(page), named=page.is_named, page=page)
        if page.is_named and not self.best.is_certain:
            years = {str(year): anchor for year, anchor in page.years.items()}
            for group in (years, page.bodies, *page.siblings[:3]):
                if len(group) > 1 and not self.best.is_certain:
                    yield from self._try_group(page, group)

    def _learn_sitemap(self, answer: Answer) -> None:
        """Addresses of a site map that look like the column's, and site maps below an index."""
        try:
            root = parse(unzipped(answer.body), ("urlset", "sitemapindex"))
        except ListError:
            return
        for node in root.iter():
            url = absolute(answer.url, squeeze(node.text or "")) if local(node) == "loc" else None
            if url:
                points = 60 if local(root) == "sitemapindex" else worth("", url)
                self.leads.add(points, url) if points > 20 else None

    # -- proposals, and the proof of them

    def _try(
        self, proposal: Proposal | None, *, named: bool, page: Page | None = None
    ) -> Generator[Ask, Answer, None]:
        if proposal is None:
            return
        entries = yield from self._first_page(proposal, page)
        reports = reports_among([entry.title for entry in entries])
        if proposal.family == "hanweb_annual":
            reports = len(entries)
        if proposal.family in ("gkmlpt", "hanweb_annual"):
            named = True
        self._keep(_Found((proposal.column(),), entries, reports, named))

    def _keep(self, found: _Found) -> None:
        if found.rank > self.best.rank:
            self.best = found

    def _first_page(self, proposal: Proposal, page: Page | None) -> Generator[Ask, Answer, tuple[Entry, ...]]:
        """What the family reads on the column's first list page, and on the one that this leads to."""
        column = proposal.column()
        asks = list(FAMILIES[column.family].first(column)[:1])
        for _ in range(2):
            if not asks or self.spent >= self.most:
                return ()
            ask = asks[0]
            if page and ask.url == page.url and not ask.body:
                answer = Answer(page.url, 200, page.body, page.charset)
            else:
                answer = yield from self._ask(ask)
            if not answer.is_good:
                return ()
            try:
                listed = FAMILIES[column.family].read(
                    column, replace(ask, url=answer.url), answer.body, answer.charset
                )
            except ListError:
                return ()
            wanted = re.compile(column.titles or "")
            entries = tuple(entry for entry in listed.entries if wanted.search(entry.title))
            if entries:
                return entries
            asks = list(listed.more)
        return ()

    def _try_group(
        self, page: Page, group: Mapping[str, Anchor], *, may_be_items: bool = True
    ) -> Generator[Ask, Answer, None]:
        """A page of years, or of bodies: each leads to a list of its own, or to the report itself."""
        sample = next(iter(group.values()))
        answer = yield from self._ask(Ask(sample.url))
        if not answer.is_good:
            return
        inside = Page(answer.url, answer.body, answer.charset, page.led)
        known = set() if page.is_of_one_year else {anchor.url for anchor in page.anchors}
        others = {anchor.url for anchor in inside.reports} - known
        if len(others) < 2 and (inside.is_report or self._is_report(inside, sample)):
            if may_be_items:
                self._keep_items(page, group)
            return
        if len(others) < 2:
            return
        proposal = propose(inside)
        if proposal:
            entries = yield from self._first_page(proposal, inside)
            columns = _columns_of(page, group, proposal)
            self._keep(_Found(columns, entries, reports_among([e.title for e in entries]), True))

    def _is_report(self, page: Page, link: Anchor) -> bool:
        """Whether a page that a year or a body leads to is a report: by its title, or by what it says."""
        text = page.tree.body.text() if page.tree.body else ""
        return is_report(f"{link.text}{' '.join(page.titles)}") or reads_like_report(text)

    def _keep_items(self, page: Page, group: Mapping[str, Anchor]) -> None:
        """The links of the group are the items of the page's list."""
        nodes = [anchor.node for anchor in group.values() if anchor.node is not None]
        item = selector_for(page.tree, nodes) if nodes else None
        if item:
            column = Proposal(page.url, "listing", item).column()
            entries = tuple(Entry(anchor.url, anchor.text) for anchor in group.values())
            self._keep(_Found((column,), entries, len(entries), True))


def _columns_of(page: Page, group: Mapping[str, Anchor], proposal: Proposal) -> tuple[Column, ...]:
    """One column of the family `yearly` where the addresses allow it, else one a year or body."""
    template = by_years(page) if all(key.isdigit() for key in group) else None
    if template:
        folder, parameters = template
        yearly = replace(proposal, address=folder, family="yearly", next=None, parameters=parameters)
        return (yearly.column(),)
    return tuple(
        replace(proposal, address=anchor.url).column(f"政府信息公开年报 {key}")
        for key, anchor in list(group.items())[:MOST_COLUMNS]
    )


def site_name(page: Page) -> str:
    """The site's name: SiteName, else the longest part of the title that is one."""
    meta = page.tree.css_first("meta[name='SiteName' i]")
    if meta and (name := squeeze(meta.attributes.get("content") or "")):
        return name
    title = page.tree.css_first("title")
    parts = [squeeze(part) for part in re.split(r"[-_|—–>»]", title.text())] if title else []
    return max(parts, key=len, default="")
