"""Names of public bodies and of the regions they belong to.

青岛市司法局 -> 370200 (city) · 教育部 -> 000000 · 朝阳区财政局 -> None, within 11 -> 110105
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

__all__ = [
    "CENTRAL",
    "Level",
    "Region",
    "area",
    "candidates",
    "find_organ",
    "is_place",
    "level_of",
    "place_of",
    "region_history",
    "region_of",
    "regions",
]

Level = Literal["central", "province", "city", "county", "town"]
CENTRAL = "000000"

_OFFICE_END = (
    "人民政府办公厅|人民政府办公室|人民政府|街道办事处|办事处|管理委员会|工作委员会|委员会办公室|委员会"
    "|管委会|办公厅|办公室"
    "|管理局|监督局|总局|分局|支队|大队|总队|管理处|服务中心"
)
_CLASS_END = "局|厅|委|署|部|办|处|院|所|社(?!会)|会"
_ORGAN_END = f"{_OFFICE_END}|联合会|银行|大学|学院|医院|海关|法院|检察院|中心|政府|{_CLASS_END}"
_ORGAN = re.compile(
    rf"[\u4e00-\u9fff·（）()、]{{1,30}}?(?:{_ORGAN_END})(?![县市区旗])(?![\u4e00-\u9fff]*(?:{_OFFICE_END}))"
)
_BEFORE_YEAR = re.compile(
    r"(?:[（(]?(?:19|20|二[〇○零Oo0])[0-9〇○零一二三四五六七八九]{2}(?:年度?)?[)）]?|关于)"
)
_LEADING = re.compile(r"^(?:关于|公布|发布|印发|根据|由|现将|本报告由|报告由|请与|与|及|的)+")
_CENTRAL = re.compile(
    r"^(?:中华人民共和国|国务院|国家|全国|中国(?:人民银行|证券|银行保险|银行业|保险监督|气象局|地震局|民用航空局|银保监"
    r"|证监|保监|银监))"
    r"|^(?:外交|教育|科学技术|科技|工业和信息化|公安|民政|司法|财政|人力资源和?社会保障|自然资源|国土资源"
    r"|生态环境"
    r"|环境保护|住房和?城乡建设|交通运输|铁道|水利|农业|农业农村|商务|文化|文化和旅游|应急管理|退役军人事务"
    r"|卫生"
    r"|国家安全|国防)部(?:办公厅)?$|^(?:审计|海关总)署$"
)
# Where the name of a central body may end and that of its branch begin: 国家统计局|金华调查队.
_CENTRAL_END = re.compile(r"(?:共和国|总局|委员会|局|银行|部|署)(?=[\u4e00-\u9fff]{2})")
# What follows a city that is named without 市; a road or a town of that name is no city.
_OF_A_CITY = re.compile(
    r"海关|海事局|(?:中心)?支行|分行|(?:银保监|银监|监管)分局|监管局|调查[总支]?队|管理局"
    r"|[^路街镇乡村县区市].*(?:管理委员会|管委会|新区|高新区|经开区|开发区|保税区|园区)"
)
_TOWN = re.compile(r"(?:镇|乡|苏木|街道)(?:人民)?(?:政府|办事处|党委|党工委|办公室)?")


# The peoples whose names stand in those of autonomous prefectures, counties and banners.
_PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇"
    "|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|鄂温克|德昂|保安|裕固|京|独龙|鄂伦春|门巴"
)
_AUTONOMOUS = re.compile(
    rf"(?<=.)(?:(?:{_PEOPLES})族|蒙古|哈萨克|柯尔克孜|鄂伦春|塔吉克|锡伯)*(?:各族)?自治([州县旗])$"
)
_BRANCH = re.compile(r"(?:局|委员会)([\u4e00-\u9fff]{2,9}?)分局$")


@dataclass(frozen=True, slots=True)
class Region:
    """A division of GB/T 2260 under one of its names: six digits, name, level, the next higher code.

    `valid_from` and `valid_to` are the first and last year of this code and name, "" where they are not
    known; `successor` is the code that took its place, `source` the revisions that have it.
    """

    code: str
    name: str
    level: str
    parent: str
    valid_from: str = ""
    valid_to: str = ""
    successor: str = ""
    source: str = ""


@lru_cache(maxsize=1)
def region_history() -> tuple[Region, ...]:
    """Every code under every name it has had, by code, the latest name last."""
    text = files("archive.text").joinpath("regions.csv").read_text(encoding="utf-8")
    return tuple(Region(**row) for row in csv.DictReader(io.StringIO(text)))


@lru_cache(maxsize=1)
def regions() -> Mapping[str, Region]:
    """Every region by its code under its latest name, those of earlier revisions too."""
    return {region.code: region for region in region_history()}


def area(code: str) -> str:
    """What the codes of all regions in a region begin with: 5110 of 511000, nothing of 000000."""
    while code.endswith("00"):
        code = code[:-2]
    return code


def find_organ(text: str) -> str | None:
    """The first body named in `text` (a title, a footer), as printed, or None.

    In a title the body stands before the year: 青岛市司法局2017年政府信息公开工作年度报告.
    """
    squeezed = re.sub(r"\s+", "", text)
    for part in re.split(r"[，。；：:！？\n《》“”]", squeezed):
        head = _BEFORE_YEAR.split(part)
        for piece in head:
            found = _ORGAN.search(_LEADING.sub("", piece))
            if found:
                return found[0].strip("、（）()")
    return None


@lru_cache(maxsize=4096)  # of one report it is asked many times
def region_of(name: str, *, within: str | None = None) -> str | None:
    """The GB/T 2260 code of the region whose body this is; None where nothing decides.

    `within` is the start of a code that decides between counties of the same name.
    """
    name = re.sub(r"\s+", "", name)
    inside = area(within or "")
    if _CENTRAL.search(name):
        return _branch_region(name, inside) or CENTRAL
    return _in_branch(name, _deepest(name, inside)) or _city(name)


def is_place(name: str) -> bool:
    """Whether all of it is names of regions, one after the other: 福州市鼓楼区."""
    return name in _names() or any(
        name[:end] in _names() and is_place(name[end:]) for end in range(2, len(name) - 1)
    )


def _branch_region(name: str, inside: str) -> str | None:
    """The region of a central body's branch: 370200 of 国家税务总局青岛市税务局."""
    ends = (match.end() for match in _CENTRAL_END.finditer(name))
    return next((code for end in ends if (code := _deepest(name[end:], inside) or _city(name[end:]))), None)


def _in_branch(name: str, code: str | None) -> str | None:
    """The district of a branch that a city's department has there: 430104 of 长沙市公安局岳麓分局."""
    branch = _BRANCH.search(name) if code and code.endswith("00") else None
    if code is None or branch is None:
        return code
    named = {branch[1] + sign for sign in ("区", "县", "市", "旗", "")}
    inside = [r.code for r in regions().values() if r.name in named and r.code.startswith(area(code))]
    return inside[0] if len(inside) == 1 else code


def _city(name: str) -> str | None:
    """The city with whose short name a name begins: 370200 of 青岛海关, 360881 of 井冈山管理局."""
    ends = (end for end in (2, 3) if _OF_A_CITY.fullmatch(name, end))
    return next((code for end in ends if (code := _cities().get(name[:end]))), None)


@lru_cache(maxsize=1)
def _cities() -> Mapping[str, str]:
    """The cities, those at the level of counties too, by their names without 市, where one alone has it."""
    found = [region for region in regions().values() if re.fullmatch("...?市", region.name)]
    named = Counter(region.name for region in found if region.level != "province")
    return {r.name[:-1]: r.code for r in found if r.level != "province" and named[r.name] == 1}


def level_of(name: str, *, region: str | None = None) -> Level | None:
    """The level of a body from its name and its region; None where neither tells."""
    if _TOWN.search(name) and not name.endswith(("市", "县")):
        return "town"
    code = region or region_of(name)
    if code is None:
        return None
    if code == CENTRAL:
        return "central"
    known = regions().get(code)
    if known is None:
        return "province" if code.endswith("0000") else "city" if code.endswith("00") else "county"
    return "province" if known.level == "province" else "city" if known.level == "city" else "county"


@lru_cache(maxsize=1)
def _names() -> Mapping[str, tuple[str, ...]]:
    """Every name, in full and (of three signs or more) without its class word, and the codes that bear it."""
    codes: dict[str, list[str]] = defaultdict(list)
    present = {(r.code[:2], r.name) for r in region_history() if "snapshot" in r.source}
    for region in region_history():
        if (region.code[:2], region.name) in present and "snapshot" not in region.source:
            continue  # the name goes on under another code
        codes[region.name].append(region.code)
        for short in _short_names(region):
            codes[short].append(region.code)
    codes.pop("中央", None)
    return {name: tuple(dict.fromkeys(found)) for name, found in codes.items()}


def _short_names(region: Region) -> tuple[str, ...]:
    """广西 for 广西壮族自治区; counties are named in full only, as 东城 or 城关 say nothing alone."""
    if autonomous := _AUTONOMOUS.search(region.name):
        return (region.name[: autonomous.start()].removesuffix("族") + autonomous[1],)
    if region.level == "province":
        return (re.sub(r"(?:省|市|(?:壮族|回族|维吾尔)?自治区|特别行政区)$", "", region.name),)
    if region.level == "city" and len(region.name) > 2 and region.name.endswith("市"):
        return (region.name[:-1],) if len(region.name) > 3 else ()
    return ()


def place_of(name: str, *, within: str | None = None) -> tuple[str | None, int]:
    """The region that a name begins with and where the rest begins: 320813, 6 of 淮安市洪泽区财政局."""
    return _follow(re.sub(r"\s+", "", name), area(within or ""))


def candidates(name: str) -> tuple[str, ...]:
    """The codes of all regions that bear the place a name begins with."""
    name = re.sub(r"\s+", "", name)
    for length in range(min(12, len(name)), 1, -1):
        if codes := _names().get(name[:length]):
            return codes
    return ()


def _deepest(name: str, within: str) -> str | None:
    """Follows the regions a name begins with, each inside the one before: 淮安市洪泽区 -> 320813."""
    return _follow(name, within)[0]


def _follow(name: str, within: str) -> tuple[str | None, int]:
    at, inside, found = 0, within, None
    while True:
        step = _step(name, at, inside) or (_step(name, at, "") if found is None and at == 0 else None)
        if step is None:
            return found, at
        found, at = step
        inside = area(found)


def _step(name: str, at: int, inside: str) -> tuple[str, int] | None:
    for length in range(min(12, len(name) - at), 1, -1):
        codes = [c for c in _names().get(name[at : at + length], ()) if c.startswith(inside)]
        if len(codes) == 1:
            return codes[0], at + length
        if codes:
            return _highest(codes, at + length)
    return None


def _highest(codes: list[str], stop: int) -> tuple[str, int] | None:
    """Of a municipality and its like-named parts the higher one; None between equals."""
    top = [c for c in codes if all(other == c or other.startswith(area(c)) for other in codes)]
    return (top[0], stop) if len(top) == 1 else None
