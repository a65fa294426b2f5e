"""Whose report it is: the name in the title, made as full as the page allows, and its region."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from archive.extract.report.titles import ORGAN_END, OWN, PARENTHESES, Title, tidy
from archive.model import Document
from archive.read.trail import TRAIL
from archive.text.bodies import is_bare
from archive.text.functions import function_of
from archive.text.names import CENTRAL, find_organ, is_place, region_of, regions

LEVEL_WORDS = re.compile(r"^(?:本|我|全)?[省市区县州盟旗镇乡](?=.{2})")
PLACE = r"[\u4e00-\u9fff]{1,9}?(?:省|自治区|市|自治州|州|盟|区|县|旗)"
PLACES = re.compile(rf"(?:{PLACE}){{1,3}}")
LONGEST_PLACES = 3 * (9 + len("自治区"))
FUNCTION_WORDS = re.compile(
    r"^.*(?:根据|按照|依据|由|在|向|经|对|将|为|与|和|及|本|我|现|据|各|至|从|请|到|系|以|照|按|布|编|制|年|度)"
)
BODY = (
    r"([\u4e00-\u9fff]{2,30}?"
    r"(?:局|委|委员会|办公[厅室]|办|厅|部|署|院|政府|办事处|街道|镇|乡|中心|管委会|海关))"
)
FILLED_BY = re.compile(r"(?:填报|填表|报送)(?:单位|机关|部门)[（(盖章公）)]*[:：]\s*([\u4e00-\u9fff]{3,30})")
BY_BODY = (
    re.compile(rf"(?:由|系){BODY}(?:负责)?(?:依照|根据|按照|依据|综合|汇总|编制|制作|编写|编辑)"),
    re.compile(rf"{BODY}(?:依照|根据|按照|依据|编制)"),
)
# Further down the page: whom to ask about the report, and who did what in the year.
OF_THE_YEAR = (
    re.compile(rf"(?:请与|请联系|请致电){BODY}(?:[\u4e00-\u9fff]{{2,10}})?(?:联系|[（(，,。])"),
    re.compile(rf"结合{BODY}(?:20\d\d年)?[^。，,]{{0,12}}实际"),
    re.compile(rf"[在于和与、]{BODY}(?<!政府)(?:官网|(?:门户|官方)?网站)"),
    re.compile(
        rf"20\d\d年(?:度|来|以来)?[，,、]{BODY}(?:坚持|始终|认真|严格|高度重视|全面|深入|积极|紧紧|按照|根据|进一步|切实|共|主动)"
    ),
)
LEADING_WORDS = re.compile(
    r"^.*(?:报告由|年由|根据|按照|要求|现将|现由|经由|公布|发布)|^(?:由|现|经|本报告|是|系)"
)
# The office that writes the report is not the body that reports.
OFFICE = re.compile(r"(?<=[局厅])(?:办公室|政[务府](?:信息)?公开.*)$")
NO_NAME = re.compile(r"[我本未现为]|收到|公布|落实|建立|制定")
PLACE_IN = re.compile(rf"{PLACE}.{{2}}|.{{2,6}}(?:镇|乡|街道)")
SIGNATURE = re.compile(r"^[\u4e00-\u9fff（）()·]{4,40}$")
PLACE_ENDS = (
    (re.compile(r"街道$"), "街道办事处"),
    (re.compile(r"(?<=[\u4e00-\u9fff]{2}地区)$"), "行政公署"),
    (
        re.compile(
            r"((?:开发|(?<![花梁绿金])园|高新|经开|保税|度假|风景|示范|试验|管理|工业|商务|物流|产业|合作|集聚)区)$"
        ),
        r"\1管理委员会",
    ),
    (re.compile(r"([镇乡区县旗市州盟省]|苏木)$"), r"\1人民政府"),
)
SITE_OF = re.compile(r"(?:中国[·•]?)?([\u4e00-\u9fff]{1,12}?[省市区县州旗])(?:人民)?政府")
DIVISION = re.compile(r"(?:新疆(?:生产建设)?兵团)?第[一二三四五六七八九十]+师")
OURS = re.compile(r"[我本](?:局|委|办|镇|乡|街道|中心|厅|院|校|站|所|处)")
GOVERNMENT = re.compile(r"(?<![镇乡木])人民政府$")
COLUMN_WORDS = re.compile(r"(?:政府|政务)?(?:信息)?公开.*$|(?:工作)?年度报告.*$|(?:门户)?网站?$")
MANY_BODIES = re.compile(r"乡镇|镇街|镇乡|街镇|部门|直属|各|年度|机构$|^(?:街道|县区|市区|区县)")
SITE_CODE = re.compile(r"^\D{0,3}(\d{6})\d{2,6}$")
CREDIT_CODE = re.compile(r"(?<![0-9A-Z])[1-9A-Z][0-9A-Z](\d{6})[0-9A-HJ-NP-RTUWXY]{10}(?![0-9A-Z])")


def organ_of(document: Document, titles: Iterable[Title]) -> str | None:
    """The fullest name of the body that reports; None where nothing names one."""
    names = [title.organ for title in titles if title.organ]
    name = max((n for n in names if n == names[0] or is_longer(n, names[0])), key=len, default="")
    if not name:
        name = next((tidy(found) for found in other_places(document) if found), "")
        return (fuller(name, document) or name) if name else None
    name = whole(name, document)
    return fuller(name, document) or name


def other_places(document: Document) -> Iterator[str]:
    """Where a body is named when the title names none: text, publisher, last lines, site."""
    text = re.sub(r"《[^》]*》", "", document.text[:20000])
    if match := FILLED_BY.search(text):
        yield match[1]
    for pattern in BY_BODY:
        if (match := pattern.search(text)) and not OWN.match(name := LEADING_WORDS.sub("", match[1])):
            yield OFFICE.sub("", name)
    if document.title and says_something(title := tidy(document.title)) and ORGAN_END.search(title):
        yield title
    if document.source and ORGAN_END.search(tidy(document.source)):
        yield document.source
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    yield from (line for line in reversed(lines[-6:]) if SIGNATURE.match(line) and find_organ(line) == line)
    for pattern in OF_THE_YEAR:
        if (match := pattern.search(text)) and not OWN.match(match[1]):
            yield match[1]
    yield from (found for line in lines[:8] if (found := find_organ(line)) and says_something(found))
    ours = bool(OURS.search(text))
    named = [column for column in reversed(columns(document)) if is_body_column(column)]
    site = find_organ(document.site_name or "")
    # "我局" on the site of a government is said by one of its departments: by which one, nothing tells.
    yield from (
        whole(name, document) for name in (*named, site) if name and not (ours and GOVERNMENT.search(name))
    )


def is_longer(name: str, short: str) -> bool:
    """Whether a name is the short one with places before it: 龙游县塔石镇人民政府."""
    return name.endswith(short) and bool(PLACES.fullmatch(name.removesuffix(short)))


def columns(document: Document) -> list[str]:
    """The trail of columns to the page, without the words for what stands in them."""
    trail = next((value for name, value in document.meta if name == TRAIL), "")
    return [COLUMN_WORDS.sub("", column) for column in trail.split(" > ") if column]


def is_body_column(name: str) -> bool:
    """Whether a column is that of one body: 白马镇, 县司法局; not 乡镇街道 or 政府部门."""
    return bool(ORGAN_END.search(name)) and not MANY_BODIES.search(name) and says_something(name)


def says_something(name: str) -> bool:
    """Whether it is a body's name and not words that end like one: 报告所."""
    if NO_NAME.search(name):
        return False
    return bool(region_of(name) or function_of(name) or is_bare(name) or PLACE_IN.match(name))


def whole(name: str, document: Document) -> str:
    """A place that stands for its government gets the word; 县政府 becomes 县人民政府 if printed so."""
    if name.endswith("政府") and not name.endswith("人民政府"):
        full = name[:-2] + "人民政府"
        return full if full in document.text else name
    for pattern, end in PLACE_ENDS:
        if pattern.search(name) and not DIVISION.match(name):
            return pattern.sub(end, name)
    return name


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
            return max(prefixes, key=lambda prefix: (prefixes[prefix], len(prefix))) + name
    if generic:
        return with_site(name, document)
    county = site_government(document) if code is None else None
    return (
        county + name
        if county and (bare or regions()[region_of(county) or CENTRAL].level == "county")
        else None
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
    place = regions().get(site_region(document) or "")
    if place and place.name.endswith(name[0]):
        return place.name + name[1:]
    site = site_government(document)
    return site + name[1:] if site and site.endswith(name[0]) else None


def site_government(document: Document) -> str | None:
    """The place whose government has the site, by its name, its first columns or the publisher."""
    for text in (document.site_name, *columns(document)[:2], document.source):
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
