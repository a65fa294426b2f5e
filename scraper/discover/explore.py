"""The search itself, a generator: it says what to fetch, is sent the answers, returns what it found."""

from __future__ import annotations

import re
from collections.abc import Generator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from archive.text.names import region_of
from scraper.discover.answers import nodes_of, propose_json, propose_script
from scraper.discover.hints import templates, written
from scraper.discover.leads import Lead, Leads
from scraper.discover.page import SEARCHED, Page
from scraper.discover.proof import Answer, Prover, folders
from scraper.discover.recognise import TITLES, Proposal, propose
from scraper.discover.signs import USUAL, is_column, worth
from scraper.markup import ListError, absolute, decode, squeeze
from scraper.source import Ask, Column, Entry
from scraper.xmltree import local, parse, unzipped

MOST = 40
Exploring = Generator[Ask, "Answer", "Finding"]


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


def explore(host: str, most: int = MOST) -> Exploring:
    """Looks for the column of yearly reports on `host` with at most `most` requests."""
    return _Explorer(host, most).run()


class _Explorer(Prover):
    def __init__(self, host: str, most: int) -> None:
        super().__init__(most)
        self.host = host
        self.leads = Leads(host)
        self.name = ""
        self.elsewhere: dict[str, None] = {}
        self.templates: dict[str, None] = {}
        self.named: set[str] = set()
        self.maps: dict[str, list[str]] = {}

    def run(self) -> Exploring:
        self.leads.add(1000, Lead(f"http://{self.host}/"))
        while self.spent < self.most and not self.best.is_certain and (lead := self.leads.pop()):
            answer = yield from self.ask(lead.ask)
            if self.spent == 1:
                answer = yield from self._again_with_tls(answer)
                self._begin(answer)
            if answer.is_good:
                yield from self._learn(answer, lead)
        if not self.best.columns:
            yield from self._try_maps()
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

    def _again_with_tls(self, answer: Answer) -> Generator[Ask, Answer, Answer]:
        """Some sites speak nothing but https."""
        if answer.status:
            return answer
        return (yield from self.ask(Ask(f"https://{self.host}/")))

    def _begin(self, answer: Answer) -> None:
        for number, path in enumerate(USUAL):
            words = "政府信息公开年报" if "n" in path[-9:] else ""
            self.leads.add(32 - number, Lead(f"http://{self.host}{path}", words))
        for place in answer.maps[:3]:
            self.leads.add(33, Lead(place))

    # -- what an answer tells

    def _learn(self, answer: Answer, lead: Lead) -> Generator[Ask, Answer, None]:
        start = answer.body[:300].lstrip().lower()
        if start.startswith((b"<?xml", b"<urlset", b"<sitemapindex", b"<rss", b"<feed", b"\x1f\x8b")) and (
            b"<html" not in start and b"<!doctype html" not in start
        ):
            yield from self._learn_xml(answer, lead)
        elif start.startswith((b"{", b"[")) or re.match(rb"[\w.]+\s*\(\s*[{\[]", start):
            yield from self._learn_json(answer, lead)
        elif urlsplit(answer.url).path.endswith(".js") and not start.startswith(b"<"):
            yield from self._learn_script(answer, lead)
        else:
            yield from self._learn_page(Page(answer.url, answer.body, answer.charset, lead.words))

    def _learn_json(self, answer: Answer, lead: Lead) -> Generator[Ask, Answer, None]:
        text = decode(answer.body, answer.charset)
        asked = replace(lead, url=answer.url) if lead.method == "get" else lead
        yield from self.try_out(propose_json(asked, text, self.templates), named=is_column(lead.words))
        for place, name in nodes_of(text, self.templates):
            url = absolute(answer.url, place)
            points = worth(name, url) if url else 0
            if url and points > 20:
                self._add(points, Lead(url, name))

    def _learn_script(self, answer: Answer, lead: Lead) -> Generator[Ask, Answer, None]:
        """A script file: what it writes, draws and asks belongs to the page that named it."""
        script = decode(answer.body, answer.charset)
        around = lead.words if urlsplit(lead.words).hostname else answer.url
        text = f"{written(script)}<script>{script}</script>"
        page = Page(around, text.encode(), "utf-8")
        self._follow(page)
        proposal = propose_script(answer.url, script, self.templates)
        yield from self.try_out(proposal, named=around in self.named)

    def _add(self, points: int, lead: Lead) -> None:
        if urlsplit(lead.url).hostname == self.host:
            self.leads.add(points, lead)
        elif points >= 88:
            self.elsewhere.setdefault(lead.url, None)

    def _follow(self, page: Page) -> None:
        self.templates |= dict.fromkeys(templates(page.text))
        for points, lead in page.leads():
            self._add(points, lead)

    def _learn_page(self, page: Page) -> Generator[Ask, Answer, None]:
        self.name = self.name or site_name(page)
        self._follow(page)
        if page.led == SEARCHED:
            return
        if page.is_report and not page.is_named:
            return
        if page.is_named and page.reports and (page.is_of_one_year or page.are_years_reports):
            years = {str(year): anchor for year, anchor in page.years.items()}
            yield from self.try_group(page, years, may_be_items=False)
        if self.best.is_certain:
            return
        if page.is_named:
            self.named.add(page.url)
        proposal = propose(page)
        if proposal is None and (page.is_named or page.reports):
            proposal = propose_script(page.url, page.text, self.templates)
        yield from self.try_out(proposal, named=page.is_named, page=page)
        if page.is_named and not self.best.is_certain:
            years = {str(year): anchor for year, anchor in page.years.items()}
            for group in (years, page.bodies, *page.siblings[:3]):
                if len(group) > 1 and not self.best.is_certain:
                    yield from self.try_group(page, group)

    def _learn_xml(self, answer: Answer, lead: Lead) -> Generator[Ask, Answer, None]:
        """A feed; or a site map, whose addresses may look like the column's."""
        try:
            root = parse(unzipped(answer.body), ("urlset", "sitemapindex", "rss", "RDF", "feed"))
        except ListError:
            return
        if local(root) not in ("urlset", "sitemapindex"):
            yield from self.try_out(Proposal(answer.url, "feed", titles=TITLES), named=is_column(lead.words))
            return
        places = self.maps.setdefault(answer.url, [])
        for node in root.iter():
            url = absolute(answer.url, squeeze(node.text or "")) if local(node) == "loc" else None
            points = 60 if local(root) == "sitemapindex" else worth("", url) if url else 0
            if url and points > 20:
                self.leads.add(points, Lead(url))
            if url and local(root) == "urlset" and urlsplit(url).hostname == self.host:
                places.append(url)

    def _try_maps(self) -> Generator[Ask, Answer, None]:
        """Where no page lists the reports, a site map may, without their titles."""
        for address, places in self.maps.items():
            for folder, inside in folders(places).items():
                if len(inside) > 1 and not self.best.columns:
                    yield from self.try_map(address, folder, inside)


def site_name(page: Page) -> str:
    """The site's name: SiteName, else the longest part of the title that is one."""
    meta = page.tree.css_first("meta[name='SiteName' i]")
    if meta and (name := squeeze(meta.attributes.get("content") or "")):
        return name
    title = page.tree.css_first("title")
    parts = [squeeze(part) for part in re.split(r"[-_|—–>»]", title.text())] if title else []
    return max(parts, key=len, default="")
