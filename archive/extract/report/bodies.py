"""Whose report it is: the name in the title, made as full as the page allows, and its region."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from archive.extract.report.mentions import (
    LEADING_WORDS,
    PLACE,
    PLACES,
    columns,
    is_longer,
    mentions,
    named_elsewhere,
)
from archive.extract.report.titles import ORGAN_END, PARENTHESES, Title, tidy
from archive.model import Document
from archive.text.bodies import is_bare
from archive.text.functions import function_of
from archive.text.names import CENTRAL, is_place, region_of, regions

LEVEL_WORDS = re.compile(r"^(?:本|我|全)?(?:自治)?[省市区县州盟旗镇乡](?=.{2})")
ABOVE_CITY = re.compile(r"^[\u4e00-\u9fff]{2,3}省(?=[\u4e00-\u9fff]{1,8}[市州盟])")
LONGEST_PLACES = 3 * (9 + len("自治区"))
FUNCTION_WORDS = re.compile(
    r"^.*(?:根据|按照|依据|由|在|向|经|对|将|为|与|和|及|本|我|现|据|各|至|从|请|到|系|以|照|按|布|编|制|年|度)"
)
PLACE_ENDS = (
    (re.compile(r"街道$|(?<=[\u4e00-\u9fff]{2})街$"), "街道办事处"),
    (re.compile(r"(?<=[\u4e00-\u9fff]{2}地区)$"), "行政公署"),
    (re.compile(r"([镇乡区县旗市州盟省]|苏木)$"), r"\1人民政府"),
)
ZONE = re.compile(
    r"(?:(?:开发|(?<![花梁绿金])园|高新|经开|保税|度假|风景|名胜|示范|试验|管理|工业|商务|物流|产业|合作|集聚|集中|港)区"
    r"|(?<=[\u4e00-\u9fff]{2})新[区城]|(?:生态|科技|科学|大学|产业)城)$"
)
# Nothing before it but what kind of zone it is: 高新区 of which place?
PLACELESS = re.compile(
    r"(?:国家级?|省级)?(?:经济|技术|高新|产业|工业|旅游|新|集中|集聚|开发|经开|园|度假|综合|保税)+区"
)
# 东莞、中山、儋州、嘉峪关: cities whose towns have no county over them.
WITHOUT_COUNTIES = frozenset(("441900", "442000", "460400", "620200"))
OFFICE_OF = re.compile(r"(?<!人民)政府(办公[厅室])$")
BARE_PLACE = re.compile(r"[省市县区](?:政府)?$")
SITE_OF = re.compile(r"(?:中国[·•]?)?([\u4e00-\u9fff]{1,12}?[省市区县州旗])(?:人民)?政府")
DIVISION = re.compile(r"(?:新疆(?:生产建设)?兵团)?第[一二三四五六七八九十]+师")
SITE_CODE = re.compile(r"^\D{0,3}(\d{6})\d{2,6}$")
CREDIT_CODE = re.compile(r"(?<![0-9A-Z])[1-9A-Z][0-9A-Z](\d{6})[0-9A-HJ-NP-RTUWXY]{10}(?![0-9A-Z])")


def organ_of(document: Document, titles: Sequence[Title]) -> str | None:
    """The fullest name of the body that reports; None where nothing names one."""
    of_site = document.site_name if (document.title or "").endswith(document.site_name or "\n") else None
    names = [title.organ for title in titles if title.organ and title.organ != of_site]
    name = max((n for n in names if n == names[0] or is_longer(n, names[0])), key=len, default="")
    if region_of(name) and not any(title.year for title in titles) and BARE_PLACE.search(name):
        name = ""  # 北京市政府信息公开年度报告: the name of a column on the site of the city
    name = (
        name
        or office_in_full(named_elsewhere(document), document)
        or next((title.organ for title in titles if title.organ), "")
    )
    if not name:
        return None
    name = without_site(name, document)
    name = whole(in_full(name, document), document)
    return fuller(name, document) or name


def without_site(name: str, document: Document) -> str:
    """The name without that of the site or the publisher before it, where what is left has its own place."""
    for before in (document.site_name, document.source):
        rest = name.removeprefix(before or "\n")
        if rest != name and region_of(rest):
            return rest
    return name


def in_full(name: str, document: Document) -> str:
    """A name with short words as the introduction or the publisher has it: 科技局 -> 福田区科学技术局."""
    told = f"称{name}" in document.text or f"称“{name}" in document.text  # the pattern is slow
    introduced = told and re.search(
        rf"([\u4e00-\u9fff]{{4,40}})[（(](?:以下|下)?[简统]?称[:：]?[“\"]?{re.escape(name)}[”\"]?[)）]",
        document.text,
    )
    if introduced and ORGAN_END.search(found := LEADING_WORDS.sub("", introduced[1])):
        return found
    said = function_of(name)
    if said is None or said.words not in said.function.short:
        return name
    named = ((found, function_of(found)) for _, _, found in mentions(document))
    return next(
        (
            found
            for found, same in named
            if same
            and same.function is said.function
            and same.words not in same.function.short
            and same.place.endswith(said.place)
        ),
        name,
    )


def whole(name: str, document: Document) -> str:
    """A place that stands for its government gets the word; 县政府 becomes 县人民政府 if printed so."""
    if name.endswith("政府") and not name.endswith("人民政府"):
        full = name[:-2] + "人民政府"
        return full if full in document.text else name
    if ZONE.search(name) and not (name.endswith("新区") and is_place(name)):
        return zone(name, document)
    for pattern, end in PLACE_ENDS:
        if pattern.search(name) and not DIVISION.match(name):
            return pattern.sub(end, name)
    return name


def office_in_full(name: str, document: Document) -> str:
    """The office of a government in full, where the page prints the government so: 广州市政府办公厅."""
    full = OFFICE_OF.sub(r"人民政府\1", name)
    everywhere = "\n".join((document.text, document.title or "", document.site_name or ""))
    return full if full.partition("人民政府")[0] + "人民政府" in everywhere else name


def zone(name: str, document: Document) -> str:
    """A zone with its place and its committee as far as the page prints them: 高新区 -> 安阳高新区管委会."""
    said = [tidy(text) for text in (document.source, document.site_name, document.text[:20000]) if text]
    if PLACELESS.fullmatch(name):
        before = (
            match[1]
            for text in said
            for match in re.finditer(rf"([\u4e00-\u9fff]{{2,6}}){re.escape(name)}", text)
        )
        name = next((place for text in before if (place := city_at_the_end(text))), "") + name
    committee = (
        match[0]
        for text in said
        if (match := re.search(rf"(?<={re.escape(name)})(?:管理委员会|管委会)", text))
    )
    return name + next(committee, "")


def city_at_the_end(text: str) -> str | None:
    """The region that words end with, named without its class word: 关于安阳 -> 安阳."""
    tails = (text[at:] for at in range(len(text) - 1))
    return next(
        (tail for tail in tails if any(is_place(tail + sign) for sign in ("", "市", "县", "区"))), None
    )


def fuller(name: str, document: Document) -> str | None:
    """The name with the places before it, as the page prints it elsewhere; only for names that need one."""
    code = region_of(name)
    generic = bool(LEVEL_WORDS.match(name)) and code is None
    lower = re.match(r"[\u4e00-\u9fff]{1,8}?(?:区|县|旗|镇|乡|街道)", name)
    bare = code is None and is_bare(name)
    if not generic and not bare and not (lower and (code is None or not code.endswith("00"))):
        return None
    stems = [name.removesuffix("政府"), *([lower[0]] if lower and not generic else [])]
    for stem in stems:
        if prefixes := Counter(printed_prefixes(stem, document, generic=generic)):
            return (
                ABOVE_CITY.sub("", max(prefixes, key=lambda prefix: (prefixes[prefix], len(prefix)))) + name
            )
    if generic:
        return with_site(name, document)
    if bare and (place := place_of_the_same(name, document)):
        return place + name
    county = site_government(document) if code is None else None
    if county and name.startswith(county[:-1]):
        return None  # its name says the place, as 丁甲经济开发区 does that of 丁甲县
    held = regions()[region_of(county or "") or CENTRAL]
    near = bare or held.level == "county" or held.code in WITHOUT_COUNTIES
    return county + name if county and near else None


def place_of_the_same(name: str, document: Document) -> str | None:
    """The place of a body with the same charge that the page names in other words: 文化局, 丁市文化广电局."""
    own = function_of(name)
    others = (function_of(found) for _, _, found in mentions(document)) if own else ()
    return next(
        (o.place for o in others if own and o and o.function is own.function and region_of(o.place)), None
    )


def printed_prefixes(stem: str, document: Document, *, generic: bool) -> Iterator[str]:
    """The places printed directly before it, in the text, as publisher and in the name of the site."""
    places = rf"(?:{PLACE}){{0,2}}[\u4e00-\u9fff]{{1,5}}" if generic else PLACES.pattern
    pattern = re.compile(rf"({places}){re.escape(stem)}")
    for text in (document.text[:20000], document.source or "", document.site_name or ""):
        text = text.replace(" ", "").replace("\u3000", "").replace("\xa0", "")
        for match in (m for span in before_and_in(stem, text) for m in pattern.finditer(text, *span)):
            prefix = place_at_the_end(match[1], stem[0] if generic else "")
            again = stem.startswith(prefix)  # the whole name was printed twice
            if len(prefix) > (0 if generic else 2) and not again and not LEVEL_WORDS.match(prefix):
                yield prefix


def before_and_in(stem: str, text: str) -> list[tuple[int, int]]:
    """The spans of a text in which `stem` stands with the places before it: few, and the pattern is slow."""
    spans: list[tuple[int, int]] = []
    at = text.find(stem)
    while at >= 0:
        begin = max(0, at - LONGEST_PLACES)
        if spans and begin <= spans[-1][1]:
            begin = spans.pop()[0]
        spans.append((begin, at + len(stem)))
        at = text.find(stem, at + 1)
    return spans


def place_at_the_end(text: str, class_word: str) -> str:
    """The regions that words end with, else what is behind the last filling word: 现将包河区 -> 包河区."""
    known = (text[at:] for at in range(len(text) - 1) if is_place(text[at:] + class_word))
    return next(known, None) or FUNCTION_WORDS.sub("", text)


def with_site(name: str, document: Document) -> str | None:
    """市财政局 on a site of 青岛 -> 青岛市财政局, by where the site is registered, else by its name."""
    sign = name[:3] if name.startswith("自治") else name[0]
    place = regions().get(site_region(document) or "")
    if place and place.name.endswith(sign):
        return place.name + name.removeprefix(sign)
    site = site_government(document) or only_place(sign, document.text)
    return site + name.removeprefix(sign) if site and site.endswith(sign) else None


def only_place(sign: str, text: str) -> str | None:
    """The one place of this class whose government the page names."""
    before = re.finditer(rf"([\u4e00-\u9fff]{{1,12}}{sign})(?=人民政府|政府|[县区市]?委)", text[:20000])
    tails = ([match[1][at:] for at in range(len(match[1]) - 1)] for match in before)
    places = {next((tail for tail in ends if is_place(tail)), "") for ends in tails} - {""}
    return places.pop() if len(places) == 1 else None


def site_government(document: Document) -> str | None:
    """The place whose government has the site, by its name, its first columns or the publisher."""
    for text in (document.site_name, *columns(document)[:2], document.source, document.title):
        if (site := SITE_OF.match(text or "")) and region_of(site[1]):
            return site[1]
    return None


def region(document: Document, organ: str) -> str | None:
    """The GB/T 2260 code of the body: by its name, its credit code, the number or the name of the site."""
    site = site_region(document)
    if site and site.startswith("99"):
        return credit_region(document) or site
    credit, called = credit_region(document), site_name_region(document)
    near = next((code for code in (credit, site, called) if code and code != CENTRAL), "")
    named = (region_of(organ, within=near[:length]) for length in (4, 2))
    return next((code for code in named if code), None) or credit or site or called


def site_name_region(document: Document) -> str | None:
    """The region that the name of the site begins with: 320585 of 太仓市人民政府门户网站."""
    code = region_of(document.site_name or "")
    return None if code == CENTRAL else code


def site_region(document: Document) -> str | None:
    for name, value in document.meta:
        if name.lower() == "siteidcode" and (match := SITE_CODE.match(value.strip())):
            return "000000" if value.strip().lower().startswith("bm") else match[1]
    return None


def credit_region(document: Document) -> str | None:
    """Characters 3 to 8 of the unified credit code in the index number."""
    match = CREDIT_CODE.search((document.index_number or "").upper())
    return match[1] if match else None


def remarks_of(titles: Iterable[Title]) -> str:
    return " ".join(PARENTHESES.sub("", title.remarks) for title in titles)
