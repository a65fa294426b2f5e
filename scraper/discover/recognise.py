"""How a page lists: the family that pages as it does, with the parameters of a source file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urljoin, urlsplit

from scraper.discover.hints import filled, turned
from scraper.discover.links import Anchor
from scraper.discover.page import Page
from scraper.discover.selector import selector_for
from scraper.discover.signs import is_report
from scraper.families import gkmlpt, hanweb_annual, jpage, unit
from scraper.markup import ListError, absolute, squeeze
from scraper.paging import pager
from scraper.source import Column, Parameter

_VSB = re.compile(r"_sitegray|vsb_|p_pages|/_visitcount|tree\.TreeTempUrl|pb_sys")
_EPOINT = re.compile(r"/(?:subPage|moreinfo|about)\.html$", re.IGNORECASE)
_LONSUN = re.compile(r"/site/label/\d+|/content/column/\d+|/public/column/\d+")
_NEXT = re.compile(r"^(?:下一?页|后一?页|下页|next(?: page)?|[>»›]{1,2})\s*[>»›]*$", re.IGNORECASE)
_LAST = re.compile(r"^(?:尾|末|最后一?)页$")
TITLES = "公开.*(?:报告|年报|总结|情况)|年度报告|年报"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A column as it would stand in a source file, and how many reports its page showed."""

    address: str
    family: str
    item: str | None = None
    next: str | None = None
    titles: str | None = None
    parameters: Mapping[str, Parameter] = field(default_factory=dict)

    def column(self, name: str = "政府信息公开年报") -> Column:
        return Column(
            name,
            "annual_report",
            self.address,
            self.family,
            item=self.item,
            next=self.next,
            titles=self.titles,
            parameters=self.parameters,
        )


def propose(page: Page) -> Proposal | None:
    """What the page lists, if it lists yearly reports or is a platform that does; None where it does not."""
    platform = _platform(page)
    if platform or len(page.reports) < (1 if page.is_named else 2):
        return platform
    nodes = [anchor.node for anchor in page.reports if anchor.node is not None]
    if not nodes:
        return None
    item = selector_for(page.tree, nodes) or "a[href]"
    others = len(page.tree.css(item)) - len(nodes)
    titles = TITLES if others * 3 > len(nodes) else None
    return _paged(page, item, titles)


def _platform(page: Page) -> Proposal | None:
    """Systems that show their list by a script, or by an address of their own."""
    if "/gkmlpt/" in page.url or "gkmlpt" in page.text[:200_000] and "SID" in page.text:
        proposal = Proposal(page.url, "gkmlpt")
        try:
            gkmlpt.parameters_of(proposal.column(), page.text)
        except ListError:
            return None
        return proposal
    modules = [a.url for a in page.anchors if "xxgkAnnualReport.jsp" in a.url]
    if "xxgkAnnualReport.jsp" in page.url or len(modules) > 1:
        address = page.url if "xxgkAnnualReport.jsp" in page.url else modules[0].partition("&fbtime")[0]
        return Proposal(address, hanweb_annual.FAMILY.name)
    if "/front/page/build/unit" in page.text and page.is_named and unit.unit_of(page.text):
        return Proposal(page.url, "unit")
    if "dataproxy.jsp" in page.text and jpage.parameters_of(page.text) and (page.is_named or page.reports):
        return Proposal(page.url, "jpage", titles=None if page.is_named else TITLES)
    return None


def _paged(page: Page, item: str | None, titles: str | None) -> Proposal:
    """The family by the pager: a script, links with numbers, a link to the next page, or none."""

    def made(family: str, *, next: str | None = None, **parameters: Parameter) -> Proposal:
        return Proposal(page.url, family, item, next, titles, parameters)

    script = pager(page.text)
    if script:
        ucap = script.present == 1 and script.ending in ("shtml", "jhtml")
        return made("ucap" if ucap else "trs")
    if re.search(r"\bcountPage\s*=\s*\d", page.text):
        return made("trs")
    stem = re.escape(urlsplit(page.url).path.rpartition(".")[0])
    pages = [a for a in page.anchors if a.text.isdecimal() or _NEXT.match(a.text)]
    down = any(re.search(rf"{stem}/\d+\.htm$", urlsplit(a.url).path) for a in pages)
    if page.url.endswith(".htm") and (down or _VSB.search(page.text)):
        return made("vsb")
    if _LONSUN.search(page.url):
        return made("lonsun")
    if _EPOINT.search(page.url):
        return made("epoint")
    return _by_links(page, made) or made("listing")


def _by_links(page: Page, made: object) -> Proposal | None:
    assert callable(made)
    second = next(_seconds(page), None)
    if second:
        for family, parameters in _numbering(page.url, second.url):
            proposal: Proposal = made(family, **parameters)
            return proposal
    if numbered := _numbered_by_last(page):
        numbers: Proposal = made("static", **numbered)
        return numbers
    following = next(
        (a for a in page.anchors if a.node is not None and _NEXT.match(a.text) and a.url != page.url), None
    )
    if following is None:
        return None
    found: Proposal = made("listing", next=_next_selector(page, following))
    return found


def _seconds(page: Page) -> Iterator[Anchor]:
    """Links to the second list page: those that say 2, then those that say next."""
    own = urlsplit(page.url)
    near = [a for a in page.anchors if urlsplit(a.url).hostname == own.hostname]
    yield from (a for a in near if a.text.strip("[]【】第页 ") == "2" and a.url != page.url)
    yield from (a for a in near if _NEXT.match(a.text) and a.url != page.url)
    for node in page.tree.css("a, [onclick]"):
        call = f"{node.attributes.get('onclick') or ''} {node.attributes.get('href') or ''}"
        if squeeze(node.text()).strip("[]【】第页 ") != "2":
            continue
        place = turned(page.scripts, call) or submitted(page, call)
        if place and (url := absolute(page.base, place)):
            yield Anchor(url, "2", node)


def submitted(page: Page, call: str) -> str | None:
    """The address of the second page where a call fills a form's field and submits it."""
    field = filled(page.scripts, call)
    node = next(
        (n for n in page.tree.css("input") if field in (n.attributes.get("name"), n.attributes.get("id"))),
        None,
    )
    form = node
    while form is not None and form.tag != "form":
        form = form.parent
    if node is None or form is None:
        return None
    place = (form.attributes.get("action") or page.url).partition("?")[0]
    return f"{place}?{node.attributes.get('name') or field}=2"


def _numbering(first: str, second: str) -> Iterator[tuple[str, dict[str, Parameter]]]:
    """What the address of the second page says of the others, compared with the first."""
    one, two = urlsplit(first), urlsplit(second)
    if one.path == two.path:
        before, after = dict(parse_qsl(one.query, True)), dict(parse_qsl(two.query, True))
        changed = {key: value for key, value in after.items() if before.get(key) != value and value.isdigit()}
        if len(changed) == 1:
            ((name, value),) = changed.items()
            yield "query", _counting(name, int(value))
        return
    name = two.path.rpartition("/")[2]
    numbers = [m for m in re.finditer(r"\d+", name) if int(m[0]) in (0, 1, 2)]
    if numbers:
        last = numbers[-1]
        template = f"{name[: last.start()]}{{n}}{name[last.end() :]}"
        page = template if urljoin(first, ".") == urljoin(second, ".") else urljoin(second, template)
        query = f"?{two.query}" if two.query else ""
        if re.fullmatch(r"index_\{n\}\.\w+", page) and last[0] == "1" and not query:
            yield "trs", {}
        else:
            yield "static", {"page": page + query, "second": int(last[0])}


def _numbered_by_last(page: Page) -> dict[str, Parameter] | None:
    """What the link to the last page says of the others, where it differs from the first by one number."""
    last = next((a for a in page.anchors if _LAST.match(a.text) and a.url != page.url), None)
    if last is None or urljoin(page.url, ".") != urljoin(last.url, "."):
        return None
    own, name = (url.rpartition("/")[2] for url in (page.url, last.url))
    for number in re.finditer(r"\d+", name):
        template = f"{name[: number.start()]}{{n}}{name[number.end() :]}"
        if own == template.replace("{n}", "1"):
            return {"page": template, "second": 2}
    return None


def _counting(name: str, value: int) -> dict[str, Parameter]:
    """Pages counted from 0 or 1, or the offset of the first item."""
    if value > 2:
        return {"parameter": name, "start": 0, "step": value}
    return {"parameter": name} if value == 2 else {"parameter": name, "start": 0}


def _next_selector(page: Page, link: Anchor) -> str:
    assert link.node is not None
    for name in (link.node.attributes.get("class") or "").split():
        if re.fullmatch(r"[A-Za-z_][\w-]*", name) and len(page.tree.css(f"a.{name}")) == 1:
            return f"a.{name}"
    return f'a:lexbor-contains("{link.text}")'


def by_years(page: Page) -> tuple[str, dict[str, Parameter]] | None:
    """Folder and parameters of the family `yearly`, where the links of the years differ by the year alone."""
    templates = {anchor.url.replace(str(year), "{year}") for year, anchor in page.years.items()}
    if len(page.years) < 2 or len(templates) != 1:
        return None
    (template,) = templates
    if template.count("{year}") != 1:
        return None
    place, mark, query = template.partition("?")
    folder = urljoin(place.partition("{year}")[0], ".") if "{year}" in place else place
    name = f"?{query}" if mark and "{year}" in query else template.removeprefix(folder)
    return folder, {"page": name, "since": min(page.years), "until": max(page.years)}


def reports_among(titles: list[str]) -> int:
    return sum(is_report(title) for title in titles)
