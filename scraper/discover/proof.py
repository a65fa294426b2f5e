"""Proposals, and the proof of them: what a family reads where a column may be."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from scraper.discover.links import Anchor
from scraper.discover.page import Page
from scraper.discover.recognise import Proposal, by_years, propose, reports_among
from scraper.discover.selector import selector_for
from scraper.discover.signs import is_report, reads_like_report, report_folder
from scraper.families import FAMILIES
from scraper.markup import ListError
from scraper.source import Ask, Column, Entry

MOST_COLUMNS = 80
_PROOFS = 2


@dataclass(frozen=True, slots=True)
class Answer:
    """What the site said: `url` after redirects, `status` 0 where it said nothing.

    `maps` are the site maps that its robots.txt names.
    """

    url: str
    status: int
    body: bytes = b""
    charset: str | None = None
    maps: tuple[str, ...] = ()

    @property
    def is_good(self) -> bool:
        return self.status == 200 and bool(self.body.strip())


@dataclass(slots=True)
class Found:
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


class Prover:
    """Asks, at most `most` times, and keeps the best that was found."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.spent = 0
        self.best = Found()
        self.answers: dict[tuple[str, bytes | None], Answer] = {}

    def ask(self, ask: Ask) -> Generator[Ask, Answer, Answer]:
        """The answer to an ask; what was answered before is not asked again."""
        key = ask.url, ask.body
        if key not in self.answers:
            self.spent += 1
            self.answers[key] = yield ask
        return self.answers[key]

    def try_out(
        self, proposal: Proposal | None, *, named: bool, page: Page | None = None
    ) -> Generator[Ask, Answer, None]:
        if proposal is None:
            return
        entries = yield from self._first_page(proposal, page)
        if not entries and proposal.family == "jpage":
            proposal = replace(proposal, parameters={"method": "post"})
            entries = yield from self._first_page(proposal, page)
        reports = reports_among([entry.title for entry in entries])
        if proposal.family == "hanweb_annual":
            reports = len(entries)
        if proposal.family in ("gkmlpt", "hanweb_annual"):
            named = True
        self.keep(Found((proposal.column(),), entries, reports, named))

    def keep(self, found: Found) -> None:
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
                answer = yield from self.ask(ask)
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

    def try_group(
        self, page: Page, group: Mapping[str, Anchor], *, may_be_items: bool = True
    ) -> Generator[Ask, Answer, None]:
        """A page of years, or of bodies: each leads to a list of its own, or to the report itself."""
        sample = next(iter(group.values()))
        answer = yield from self.ask(Ask(sample.url))
        if not answer.is_good:
            return
        inside = Page(answer.url, answer.body, answer.charset, page.led)
        known = set() if page.is_of_one_year else {anchor.url for anchor in page.anchors}
        others = {anchor.url for anchor in inside.reports} - known
        if len(others) < 2 and (inside.is_report or self._is_report(inside, sample.text)):
            if may_be_items:
                self._keep_items(page, group)
            return
        if len(others) < 2:
            return
        proposal = propose(inside)
        if proposal:
            entries = yield from self._first_page(proposal, inside)
            columns = _columns_of(page, group, proposal)
            self.keep(Found(columns, entries, reports_among([e.title for e in entries]), True))

    def _is_report(self, page: Page, words: str) -> bool:
        """Whether a page that a year or a body leads to is a report: by its title, or by what it says."""
        text = page.tree.body.text() if page.tree.body else ""
        return is_report(f"{words}{' '.join(page.titles)}") or reads_like_report(text)

    def _keep_items(self, page: Page, group: Mapping[str, Anchor]) -> None:
        """The links of the group are the items of the page's list."""
        nodes = [anchor.node for anchor in group.values() if anchor.node is not None]
        item = selector_for(page.tree, nodes) if nodes else None
        if item:
            column = Proposal(page.url, "listing", item).column()
            entries = tuple(Entry(anchor.url, anchor.text) for anchor in group.values())
            self.keep(Found((column,), entries, len(entries), True))

    def try_map(self, address: str, folder: str, places: Sequence[str]) -> Generator[Ask, Answer, None]:
        """A folder of a site map: where two of its pages are reports, the map is the only list there is."""
        for place in places[:_PROOFS]:
            if self.spent >= self.most and (place, None) not in self.answers:
                return
            answer = yield from self.ask(Ask(place))
            if not answer.is_good or not self._is_report(
                Page(answer.url, answer.body, answer.charset, ""), ""
            ):
                return
        proposal = Proposal(address, "sitemap", parameters={"match": re.escape(folder)})
        entries = tuple(Entry(place, "") for place in places)
        self.keep(Found((proposal.column(),), entries, len(entries), True))


def folders(places: Iterable[str]) -> dict[str, list[str]]:
    """The addresses of a site map in folders that are called as yearly reports are, the fullest first."""
    found: dict[str, list[str]] = {}
    for place in places:
        if folder := report_folder(place):
            found.setdefault(folder, []).append(place)
    return dict(sorted(found.items(), key=lambda item: -len(item[1])))


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
