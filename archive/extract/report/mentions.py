"""Where else than in its title a page says whose report it is: every place is a voice, the most are heard.

A body is named by whom the report was written, whom to ask about it, who did what in the year, as the
publisher, in the last lines, in the trail of columns; each tells with its own weight. "我局" is no
government's.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from archive.extract.report.titles import ORGAN_END, OWN, tidy
from archive.model import Document
from archive.read.metadata import PUBLISHER
from archive.read.trail import TRAIL
from archive.text.bodies import is_bare
from archive.text.functions import function_of
from archive.text.names import find_organ, region_of

LOOK = 20000
HAN = r"[\u4e00-\u9fff]"
PLACE = rf"{HAN}{{1,9}}?(?:省|自治区|市|自治州|州|盟|区|县|旗)"
PLACES = re.compile(rf"(?:{PLACE}){{1,3}}")
NAME = rf"((?:{HAN}|[（(]{HAN}{{2,12}}[)）](?={HAN})|[、•](?=国家统计局)){{2,36}}?)"
SHORTLY = r"(?:[（(](?:以下|下)?[简统]?称[^（）()]{1,20}[)）])?"
BEFORE = r"(?:(?<=[，,。；;：:\n、》)）])|(?<![\s\S]))\s*"
REPORTS = r"(?:政府|政务)?(?:信息)?公开"
YEAR = r"(?:20\d\d年(?:度)?的?)?"
# (weight, what stands around a name)
FILLED_BY = re.compile(
    r"(?:填报|填表|报送)(?:单位|机关|部门)[（(盖章公）)]*[:：]\s*"
    rf"{NAME}(?=$|[^\u4e00-\u9fff]|单位|统计(?!局)|填[表报]|审核|负责)"
)
WRITTEN_BY = (
    re.compile(
        rf"(?:由|系|是){NAME}{SHORTLY}(?:负责|组织)?(?:依照|根据|按照|依据|综合|汇总|编制|制作|编写|编辑|撰写)"
    ),
    re.compile(
        rf"{BEFORE}{NAME}(?:依照|根据|按照|依据|编制|编写|(?:现|特)(?:将|向|公布|编制|予以)|结合|对20\d\d年)"
    ),
    re.compile(rf"(?:公布|发布|现将|编制|将|汇报){YEAR}{NAME}(?:关于)?{YEAR}{REPORTS}"),
    re.compile(rf"(?:为|是|反映了?){NAME}20\d\d年度?的?{REPORTS}(?:工作)?(?:的)?情况"),
)
ASKED = (
    re.compile(
        rf"(?:与|向|致电|联系[:：]?|联系(?:单位|部门|机构)[:：]){NAME}(?:联系|咨询|反映|索取|[（(，,。；;])"
    ),
)
TOLD = (
    re.compile(rf"结合{NAME}(?:20\d\d年度?)?(?:{REPORTS})?(?:工作|自身)?(?:开展)?(?:情况)?和?(?:的)?实际"),
    re.compile(
        rf"(?:在|于|和|与|、|登录|登陆|访问|通过){NAME}(?<!政府)(?:官网|(?:门户|官方)?网站|信息公开网)"
    ),
    re.compile(
        rf"(?:20\d\d年(?:度|来|以来)?[，,、]?|今年以来[，,]|(?:一年|近年)来[，,]|(?:^|(?<=[\n。]))){NAME}"
        r"(?:坚持|始终|认真|严格|高度重视|全面|深入|积极|紧紧|按照|根据|进一步|切实|稳步|共|主动|在[^。，,]{2,16}领导下"
        rf"|贯彻|{REPORTS}工作)"
    ),
)
# What a body writes about its own openness, and where it has its office.
OWN_PAPERS = re.compile(
    rf"《{NAME}(?<!政府)(?<!办公[厅室])(?:关于|受理)?(?:20\d\d年?度?)?(?:政府信息|政务|信息)公开"
    r"[^》]{0,12}(?:指南|目录|制度|办法|方案|申请|说明|规定)[^》]{0,6}》"
)
ADDRESS = re.compile(
    rf"地址[:：]?({HAN}{{2,12}}[省市县区旗乡镇]{HAN}{{0,16}}?(?:人民政府|街道办事处|局|委员会|管委会))(?![省市区县])"
)
LEADING_WORDS = re.compile(
    r"^.*(?:报告由|年由|根据|按照|要求|现将|现由|经由|公布|发布|简称|规定)"
    r"|^(?:由|现|经|本报告|是|系|请|可|直接|与|向|致电|登录|登陆|通过|和|并|特|将|结合|电子版可?)+"
)
# The office that writes the report is not the body that reports.
OFFICE = re.compile(
    r"(?<=[局厅委会府院处署部社馆队校关行心站])(?:电子政务|(?:党政)?综合|党政|行政|秘书|人秘|宣传|政策法规|法规|政务|政府)?"
    r"(?:(?:信息)?公开)?(?:工作)?(?:领导小组)?(?<!府)(?:管理)?(?:办公室|办|[科股]|(?<=合|理|政|规)处)$"
    r"|(?<=[局厅委会府院处署部社馆队校关行心站室])(?:政务|政府)?(?:信息)?公开.*$"
    r"|(?<=办公室)办公室$|(?<=府)(?:电子政务|政务服务|信息)(?:办公室|办|中心)$"
    rf"|(?:(?<=[镇乡木]人民政府)|(?<=街道办事处)|(?<=[镇乡]))(?:{HAN}{{2,4}})?办(?:公室)?$"
)
QUOTED = re.compile(r"《[^》]*》")
NO_NAME = re.compile(
    r"我|[本该](?:局|委|机关|单位|部门|年|报告|镇|乡|街|院|区|县|市|省)|未(?!央|来)|现(?!代|和)|为(?!民)|收到|公布|公开|落实|建立"
    r"|制定|规定|要求|工作(?!委|办)|情况|有关|相关|网站|各级?[省市县区部单科]"
)
CALLED = re.compile(r"[(（](?:以下|下)?[简统]?称.*$")
WEBSITE = re.compile(r"网站?$|门户$|在线$|平台$")
SIGNATURE = re.compile(r"^[\u4e00-\u9fff（）()·]{4,40}$")
STRONG = re.compile(rf"{HAN}{{3}}(?:局|委员会|管委会|管理处|医院|学校|公司|[支大总]队)$")
OURS = re.compile(
    r"[我本](局|委|办|镇|乡|街道|中心|厅|院|校|站|所|处|会|社|队|[省市县区州旗盟](?!委|政府|域))"
)
TOWNSHIP = re.compile(r"[市县区旗].{1,34}(?:[镇乡]|街道)$")
GOVERNMENT = re.compile(r"(?<![镇乡木])人民政府$|(?<![发新园])[省市县区旗州盟]$")
# What bodies call themselves: 我局, 我县.
SELVES = {
    "局": re.compile(r"[局队心]$"),
    "委": re.compile(r"委(?:员会)?$"),
    "办": re.compile(r"办(?:公[厅室]|事处)?$"),
    "镇": re.compile(r"镇(?:人民政府)?$"),
    "乡": re.compile(r"乡(?:人民政府)?$"),
    "街道": re.compile(r"街道?(?:办事处)?$"),
}
OF_A_PLACE = re.compile(r"政府(?:办公[厅室])?$|[省市县区州旗盟]$|管委会$|管理委员会$")
COLUMN_WORDS = re.compile(r"(?:政府|政务)?(?:信息)?公开.*$|(?:工作)?年度报告.*$|(?:门户)?网站?$")
MANY_BODIES = re.compile(r"乡镇|镇街|镇乡|街镇|部门|直属|各|年度|机构$|^(?:街道|县区|市区|区县)")
# The site writes its own name at all these places: one voice, weaker than a signature.
OF_SITE, SITE = frozenset(("title", "source", "publisher", "site")), 4
PLACE_IN = re.compile(rf"{PLACE}.{{2}}|.{{2,6}}(?:镇|乡|街道)")


def named_elsewhere(document: Document) -> str:
    """The body that the page names most surely outside its title; "" where it names none."""
    heard: dict[str, set[tuple[str, int]]] = defaultdict(set)
    site = cleaned(document.site_name or "")
    site = "" if GOVERNMENT.search(site) else site
    for place, weight, name in mentions(document):
        heard[name].add(("site", SITE) if name == site and place in OF_SITE else (place, weight))
    own = OURS.findall(QUOTED.sub("", document.text[:LOOK]))
    self = max(own, key=own.count, default="")

    def score(name: str) -> tuple[float, int]:
        voices = {
            voice for other in heard if is_longer(name, other) or other == name for voice in heard[other]
        }
        fits = 1.0 if calls_itself(name, self) else 0.3
        return fits * sum(weight for _, weight in voices), len(name)

    best = max(heard, key=score, default="")
    only_site = all(place in ("site", "column") for place, _ in heard.get(best, ()))
    # "我局" on the site of a government is said by one of its departments: by which one, nothing tells.
    return "" if only_site and GOVERNMENT.search(best) and not calls_itself(best, self) else best


def calls_itself(name: str, self: str) -> bool:
    """Whether a body of this name says 我局, 我县, 我镇; true where nothing is said."""
    if not self:
        return True
    if self in "省市县区州旗盟":
        return bool(OF_A_PLACE.search(name))
    return bool(SELVES[self].search(name)) if self in SELVES else name.endswith(self)


def mentions(document: Document) -> Iterator[tuple[str, int, str]]:
    """(where, its weight, the body named there)."""
    text = QUOTED.sub("", document.text[:LOOK])
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    printed = [
        *(("text", 6, name) for name in authors(text)),
        *(("asked", 4, match[1]) for pattern in ASKED for match in pattern.finditer(text)),
        *((f"told {n}", 3, m[1]) for n, pattern in enumerate(TOLD) for m in pattern.finditer(text)),
        *(("papers", 3, match[1]) for match in OWN_PAPERS.finditer(document.text[:LOOK])),
        *(("address", 2, match[1]) for match in ADDRESS.finditer(text)),
        *(("title", 5, text) for text in (document.title,) if text),
        *(("source", 5, text) for text in (document.source,) if text),
        *(("publisher", 4, value) for name, value in document.meta if name in PUBLISHER),
        *(("signed", 5, line) for line in lines[-6:] if SIGNATURE.match(line) and cleaned(line) == line),
        *(("line", 1, found) for line in lines[:8] if (found := find_organ(line)) and line.startswith(found)),
        *(("column", 4, column) for column in columns(document) if not MANY_BODIES.search(column)),
        *(("site", 1, found) for found in (_of_site(document.site_name or ""),) if found),
    ]
    for place, weight, found in printed:
        if name := cleaned(found):
            yield place, weight, name


def _of_site(name: str) -> str | None:
    """The body whose site it is; a township needs no more than its name."""
    return find_organ(name) or (name if TOWNSHIP.search(name) else None)


def authors(text: str) -> Iterator[str]:
    """Who filled in the form, and by whom the report was written."""
    for pattern in (FILLED_BY, *WRITTEN_BY):
        yield from (name for match in pattern.finditer(text) if (name := cleaned(match[1])))


def cleaned(text: str) -> str:
    """A name without the words before it and the office behind it; "" where it is none."""
    name = tidy(text)
    if region_of(name) is None:
        name = LEADING_WORDS.sub("", LEADING_WORDS.sub("", name))
        name = next((name[at:] for at in range(9) if region_of(name[at:])), name)
    name = CALLED.sub("", name)
    name = OFFICE.sub("", OFFICE.sub("", name)).replace("(", "（").replace(")", "）")
    ends = ORGAN_END.search(name.removesuffix("）")) and not WEBSITE.search(name)
    return name if ends and 2 < len(name) < 36 and not OWN.match(name) and says_something(name) else ""


def is_longer(name: str, short: str) -> bool:
    """Whether a name is the short one with places before it: 龙游县塔石镇人民政府."""
    return name.endswith(short) and bool(PLACES.fullmatch(name.removesuffix(short)))


def columns(document: Document) -> list[str]:
    """The trail of columns to the page, without the words for what stands in them."""
    printed = document.title if " > " in (document.title or "") else None
    trail = next((value for name, value in document.meta if name == TRAIL), printed or "")
    return [COLUMN_WORDS.sub("", column) for column in trail.split(" > ") if column]


def says_something(name: str) -> bool:
    """Whether it is a body's name and not words that end like one: 报告所."""
    if NO_NAME.search(name):
        return False
    return bool(
        region_of(name) or function_of(name) or is_bare(name) or PLACE_IN.match(name) or STRONG.search(name)
    )
