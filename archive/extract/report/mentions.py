"""Where else than in its title a page says whose report it is, the surest place first."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.extract.report.titles import ORGAN_END, OWN, tidy
from archive.model import Document
from archive.read.trail import TRAIL
from archive.text.bodies import is_bare
from archive.text.functions import function_of
from archive.text.names import find_organ, region_of

PLACE = r"[\u4e00-\u9fff]{1,9}?(?:省|自治区|市|自治州|州|盟|区|县|旗)"
BODY = (
    r"([\u4e00-\u9fff](?:[\u4e00-\u9fff]|(?<=[区城])[(（][\u4e00-\u9fff]{2,8}[)）](?=[\u4e00-\u9fff])){1,29}?"
    r"(?:局|委|委员会|办公[厅室]|办|厅|部|署|院|政府|办事处|街道|镇|乡|中心|管委会|海关))"
)
FILLED_BY = re.compile(r"(?:填报|填表|报送)(?:单位|机关|部门)[（(盖章公）)]*[:：]\s*([\u4e00-\u9fff]{3,30})")
BY_BODY = (
    re.compile(rf"(?:由|系){BODY}(?:负责)?(?:依照|根据|按照|依据|综合|汇总|编制|制作|编写|编辑)"),
    re.compile(rf"{BODY}(?:依照|根据|按照|依据|编制)"),
)
# Further down the page: whom to ask about the report, and who did what in the year.
OF_THE_YEAR = (
    re.compile(rf"(?:为|是|反映了?){BODY}20\d\d年度?的?(?:政府|政务)?信息公开(?:工作)?(?:的)?情况"),
    re.compile(
        rf"(?:(?:请|可|直接)与|请?联系[:：]|请联系|请致电){BODY}(?:[\u4e00-\u9fff]{{2,20}})?(?:联系|[（(，,。；;])"
    ),
    re.compile(rf"结合{BODY}(?:20\d\d年)?[^。，,]{{0,12}}实际"),
    re.compile(rf"[在于和与、]{BODY}(?<!政府)(?:官网|(?:门户|官方)?网站)"),
    re.compile(
        rf"20\d\d年(?:度|来|以来)?[，,、]{BODY}(?:坚持|始终|认真|严格|高度重视|全面|深入|积极|紧紧|按照|根据|进一步|切实|共|主动)"
    ),
)
# What a body writes about its own openness, and where it has its office.
OWN_PAPERS = re.compile(
    rf"《{BODY}(?<!政府)(?<!办公[厅室])(?:关于)?(?:20\d\d年度?)?(?:[\u4e00-\u9fff]{{2,4}})?(?:政府信息|政务|信息)公开"
    r"[^》]{0,12}(?:指南|目录|制度|办法|方案|申请|说明|规定)[^》]{0,6}》"
)
ADDRESS = re.compile(
    r"地址[:：]?([\u4e00-\u9fff]{2,12}[省市县区旗乡镇][\u4e00-\u9fff]{0,16}?(?:人民政府|街道办事处|局|委员会|管委会))"
    r"(?![省市区县])"
)
LEADING_WORDS = re.compile(
    r"^.*(?:报告由|年由|根据|按照|要求|现将|现由|经由|公布|发布|简称)|^(?:由|现|经|本报告|是|系)"
)
# The office that writes the report is not the body that reports.
OFFICE = re.compile(
    r"(?<=[局厅委会府院处])(?:政[务府]?(?:信息)?公开.*|信息公开.*)$|(?<=[局厅])办公室$"
    r"|(?:(?<=[镇乡木]人民政府)|(?<=街道办事处)|(?<=[镇乡]))(?:[\u4e00-\u9fff]{2,4})?办(?:公室)?$"
)
QUOTED = re.compile(r"《[^》]*》")
NO_NAME = re.compile(r"[我本未现为]|收到|公布|公开|落实|建立|制定|规定|要求")
WEBSITE = re.compile(r"网站?$|门户$|在线$|平台$")
SIGNATURE = re.compile(r"^[\u4e00-\u9fff（）()·]{4,40}$")
OURS = re.compile(r"[我本](?:局|委|办|镇|乡|街道|中心|厅|院|校|站|所|处)")
GOVERNMENT = re.compile(r"(?<![镇乡木])人民政府$|(?<![发新园])[省市县区旗州盟]$")
COLUMN_WORDS = re.compile(r"(?:政府|政务)?(?:信息)?公开.*$|(?:工作)?年度报告.*$|(?:门户)?网站?$")
MANY_BODIES = re.compile(r"乡镇|镇街|镇乡|街镇|部门|直属|各|年度|机构$|^(?:街道|县区|市区|区县)")
PLACE_IN = re.compile(rf"{PLACE}.{{2}}|.{{2,6}}(?:镇|乡|街道)")


def other_places(document: Document) -> Iterator[str]:
    """Where a body is named when the title names none: text, publisher, last lines, site."""
    text = QUOTED.sub("", document.text[:20000])
    yield from in_sentences(text)
    yield from (
        name
        for printed in (document.title, document.source)
        if printed and ORGAN_END.search(name := tidy(printed)) and not WEBSITE.search(name)
        if printed is document.source or says_something(name)
    )
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    yield from (line for line in reversed(lines[-6:]) if SIGNATURE.match(line) and find_organ(line) == line)
    for pattern in OF_THE_YEAR:
        if (match := pattern.search(text)) and not OWN.match(match[1]):
            yield OFFICE.sub("", match[1])
    yield from (match[1] for match in OWN_PAPERS.finditer(document.text[:20000]))
    yield from (match[1] for match in ADDRESS.finditer(text))
    yield from (found for line in lines[:8] if (found := find_organ(line)) and says_something(found))
    ours = bool(OURS.search(text))
    named = [column for column in reversed(columns(document)) if is_body_column(column)]
    site = find_organ(document.site_name or "")
    # "我局" on the site of a government is said by one of its departments: by which one, nothing tells.
    yield from (name for name in (*named, site) if name and not (ours and GOVERNMENT.search(name)))


def in_sentences(text: str) -> Iterator[str]:
    """Who filled in the form, and by whom the report was written."""
    if match := FILLED_BY.search(text):
        yield match[1]
    for pattern in BY_BODY:
        if (match := pattern.search(text)) and not OWN.match(name := LEADING_WORDS.sub("", match[1])):
            yield OFFICE.sub("", name)


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
