"""Whose report it is: the name that was read, made one body by all that the page says of its publisher.

    decisions of people > registered body > full name in its region > name as read

The rule that decided is kept with the report; what leaves two bodies possible is a finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from archive.extract.check.rules import finding
from archive.extract.report.bodies import CREDIT_CODE, ZONE, credit_region, site_name_region, site_region
from archive.extract.report.mentions import SIGNATURE
from archive.extract.report.titles import read_title, tidy
from archive.model import Document, Finding, Report
from archive.text.bodies import Body, bodies, by_alias, full_name, kind_of, written_out
from archive.text.functions import WHOLE_CLASS, function_of
from archive.text.names import area, candidates, is_place, level_of, place_of, region_of, regions

SHOWN = 6


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person has decided, a row of bodies.csv: of these pages, this name, this year, it is `body`."""

    body: str
    url: str | None = None
    name: str | None = None
    year: int | None = None
    region: str | None = None
    level: str | None = None
    kind: str | None = None

    def meets(self, report: Report, url: str | None) -> bool:
        return (
            (self.url is None or bool(url and bare(url).startswith(bare(self.url))))
            and (self.name is None or self.name == report.organ)
            and (self.year is None or self.year == report.year)
        )

    @property
    def closeness(self) -> tuple[int, bool, bool]:
        """Sorts decisions: the one that says most beats the others."""
        return (len(self.url or ""), self.name is not None, self.year is not None)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a page besides itself: its address, decisions, and for whom its site is declared."""

    url: str | None = None
    decisions: tuple[Decision, ...] = ()
    site_body: str | None = None
    site_region: str | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """The body of a report, the rule that decided, and the bodies or places between which nothing decided."""

    body: Body
    rule: str
    rivals: tuple[str, ...] = ()


def bare(url: str) -> str:
    """An address without its scheme, so that http and https are one."""
    return url.split("://", 1)[-1]


def resolve(
    document: Document, report: Report, known: Known | None = None
) -> tuple[Report, tuple[Finding, ...]]:
    """The report with its body, region and the rule that decided; what is doubtful about them."""
    known = known or Known()
    found = publisher(document, report, known)
    settled = replace(
        report,
        body=found.body.name,
        body_rule=found.rule,
        region=found.body.region,
        level=found.body.level,
        kind=found.body.kind,
    )
    return settled, tuple(doubts(document, report, found))


def publisher(document: Document, report: Report, known: Known) -> Resolved:
    for decision in sorted(known.decisions, key=lambda d: d.closeness, reverse=True):
        if decision.meets(report, known.url):
            return Resolved(decided(decision, report), "decision")
    place = where(document, report)
    region = report.region or known.site_region
    credit = credit_code(document)
    for rule, same in registered(report, known.url, credit):
        if len(same) == 1:
            return Resolved(same[0], f"{place}+{rule}")
    if known.site_body and is_generic(report.organ):
        return Resolved(named(known.site_body, region), "declared")
    rivals = candidates(report.organ) if report.region is None else ()
    if len(rivals) > 1 and known.site_region and not near(rivals, known.site_region):
        region = None
    name = as_printed(report.organ, document.text)
    body = named(name, region_of(report.organ, within=region) or region)
    return Resolved(body, f"{place}+{clue(document, report, known)}", rivals if region is None else ())


def decided(decision: Decision, report: Report) -> Body:
    region = region_of(decision.body) or report.region
    body = bodies().get(decision.body) or Body(
        decision.body, region, level_of(decision.body, region=region), kind_of(decision.body)
    )
    return replace(
        body,
        region=decision.region or body.region,
        level=decision.level or body.level,
        kind=decision.kind or body.kind,
    )


def as_printed(name: str, text: str) -> str:
    """A short name as the page itself writes it out: 教体局 -> 教育和体育局, which others call 教育体育局."""
    said = function_of(name)
    if said is None or said.words not in said.function.short:
        return name
    whole = (words + WHOLE_CLASS.get(said.ending, said.ending) for words in said.function.names)
    printed = max((one for one in whole if one in text), key=len, default=None)
    return said.place + printed if printed else name


def named(name: str, region: str | None) -> Body:
    """A body that no register has, under its full name."""
    full = full_name(name, region)
    if ZONE.search(full) and not (full.endswith("新区") and is_place(full)):
        full += "管理委员会"
    return bodies().get(full) or Body(full, region, level_of(full, region=region), kind_of(full))


def registered(report: Report, url: str | None, credit: str | None) -> Iterator[tuple[str, list[Body]]]:
    """(rule, registered bodies it leaves), the surest rule first."""
    host = urlsplit(url or "").hostname
    if credit:
        yield "credit_code", [body for body in bodies().values() if body.credit_code == credit]
    region = report.region
    name = written_out(report.organ)
    if report.organ in bodies():
        yield "register", [bodies()[report.organ]]
    same = [*by_alias().get(report.organ, ()), *by_alias().get(name, ())]
    fitting = [b for b in (*same, *([bodies()[name]] if name in bodies() else [])) if fits(b, region)]
    yield "register_alias", unique(fitting)
    if host and is_generic(report.organ):
        here = [body for body in bodies().values() if host in body.hosts and fits(body, region)]
        yield "register_host", unique(b for b in here if same_office(b, report))


def unique(found: Iterable[Body]) -> list[Body]:
    return list({body.name: body for body in found}.values())


def fits(body: Body, region: str | None) -> bool:
    return region is None or body.region is None or body.region == region


def same_office(body: Body, report: Report) -> bool:
    """Whether a name without a place says what this body is in charge of, in that year."""
    one, other = function_of(body.name), function_of(report.organ)
    alive = (body.since or 0) <= report.year <= (body.until or 9999)
    if one is None or other is None:
        return alive and body.kind == kind_of(report.organ)
    return alive and one.function.code == other.function.code


def is_generic(name: str) -> bool:
    """Whether a name says no place: 市财政局, 财政局, 区人民政府."""
    if region_of(name) is not None:
        return False
    named = function_of(name)
    before = named.place if named else name.removesuffix("人民政府")
    return len(before) <= 1


def where(document: Document, report: Report) -> str:
    """Where the name stands: in the title, as publisher, in the text, or in the name of the site."""
    organ = tidy(report.organ)
    titled = [title.organ for text in (document.title, report.title) if (title := read_title(text or ""))]
    if any(name and (organ.endswith(name) or name in organ or organ.startswith(name)) for name in titled):
        return "title"
    for place, text in (("text", document.text), ("source", document.source), ("site", document.site_name)):
        if text and organ in tidy(text):
            return place
    return "title"


def clue(document: Document, report: Report, known: Known) -> str:
    """What told the region: the name itself, the credit code, number or name of the site, the source."""
    if report.region is None:
        return "declared_region" if known.site_region else "name"
    said = "".join((document.title or "", document.text, document.source or "", document.site_name or ""))
    if place_of(report.organ)[0] == report.region and report.organ in tidy(said):
        return "region_name"
    if credit_region(document) == report.region:
        return "credit_code"
    if site_region(document) == report.region:
        return "site_code"
    called = region_of(report.organ) is None and site_name_region(document) == report.region
    return "site_name" if called else "region_name"


def credit_code(document: Document) -> str | None:
    """The unified social credit code in the index number or in the page's own data."""
    for text in (document.index_number or "", *(value for _, value in document.meta)):
        if match := CREDIT_CODE.search(text.upper()):
            return match[0]
    return None


def near(codes: Iterable[str], region: str) -> bool:
    """Whether exactly one of the regions lies in this one."""
    return sum(code.startswith(area(region)) for code in codes) == 1


def doubts(document: Document, report: Report, found: Resolved) -> Iterator[Finding]:
    if found.rivals:
        places = "、".join(f"{regions()[code].name}（{code}）" for code in found.rivals[:SHOWN])
        yield finding("body.ambiguous", subject=report.organ, places=places)
    if found.rule == "decision":
        return
    if not report.organ:
        yield finding("body.unnamed")
        return
    if other := signed_by_another(document, found.body):
        yield finding("body.ambiguous", subject=report.organ, places=f"{found.body.name}、{other}")
    if not found.body.region:
        if not found.rivals and is_generic(report.organ):
            yield finding("body.no_region", subject=report.organ)
        return
    codes = (
        ("统一社会信用代码", "the social credit code", credit_region(document)),
        ("网站标识码", "the number of the site", site_region(document)),
    )
    for zh, en, code in codes:
        if code and contradicts(found.body.region, code):
            yield finding(
                "body.region",
                subject=found.body.name,
                region=found.body.region,
                clue=zh,
                clue_en=en,
                number=code,
            )


def signed_by_another(document: Document, body: Body) -> str | None:
    """The body in the last lines, where it is in charge of something else than the one that was found."""
    own = function_of(body.name)
    for line in (line.strip() for line in document.text.splitlines()[-6:]):
        signed = full_name(line, body.region) if own and SIGNATURE.match(line) else ""
        said = function_of(signed)
        if own and said and said.place == own.place and said.function.code != own.function.code:
            return signed
    return None


def contradicts(region: str, code: str) -> bool:
    """Whether a code means a region that neither holds the body's nor lies in it; old codes are followed."""
    code = regions()[code].successor or code if code in regions() else code
    one, other = area(region), area(code)
    near_by = one.startswith(other) or other.startswith(one) or one[:4] == other[:4]
    return "000000" not in (region, code) and not near_by
