"""Lists of numbers: which of them are kinds, parts or repetitions of another one.

通过网站发布要闻378条、动态807条，总计1185条 -> 378 and 807 are parts; 16项65条 -> 16 says again what 65 says
"""

from __future__ import annotations

import re

from archive.text.numbers import Number

__all__ = [
    "ALL_KINDS",
    "aside",
    "columned",
    "glued",
    "in_each",
    "in_issues",
    "kind",
    "listed",
    "part",
    "piecemeal",
    "sorts_documents",
]

Numbers = tuple[Number, ...]

# Something was published, and the words name no kind of it.
ALL_KINDS = re.compile(
    "(?:公开|发布|更新|上传|推送|刊登|登载|刊载|刊发|编发|播发|报道|播出|发文)"
    "(?:了|各[类种]|政府|政务|工作|有关|相关|公开|信息|文件|文章|稿件|动态|新闻|公文|[◦共计总数量达约近条累有为]|全年)*$"
)
# 公开动态、解读等各类政务信息: the kinds are named, and are all of them.
_OF_KINDS = re.compile("等(?:各类|各方面)?(?:政务|政府)信息$")
_KIND = re.compile(
    "[（(]?[^，。；、（）0-9]{0,6}[）)]?[，、；](?:法定主动公开(?:内容|信息)|(?:(?!全文|发布|公开|推送|举办|制作|编发|刊发|网站|微信|微博)[^，。；、0-9]){2,12})"
)
# 每科1名, 各单位至少一名, 各部门要明确一名: what each has, or must have, is no number of all.
_EACH = re.compile(
    r"各(?![类种项级]|方面)[^，。；0-9均都]{1,16}(?:均|都)[^，。；0-9共]{0,8}$"
    r"|[^，。；]各(?:举办|组织|召开|开展|有|配[备有]?|指定|设立|设|建|安排|明确|确定)[^，。；0-9]{0,16}$"
    r"|(?:各|每)[^，。；0-9]{1,16}至少[^，。；0-9]{0,8}$"
    r"|每(?:次|半年|季度|页|张|份|件|个|家|月|周|季|天|日|期|镇|村|街|科|乡)[^，。；0-9]{0,12}$"
    r"|(?:各|每个?)[^，。；0-9]{0,8}(?:科|室|部门|单位|处|站|所|村|社区)"
    r"(?:至少|均|都|须|应|要|明确|确定|指定|配备|有|设|需)+[^，。；0-9]{0,6}$"
)
_ACCOUNT = re.compile(
    "(?:微信|微博|公众号|[公政]报)[^，。；]{0,10}(?:，(?:更新|发布|推送|编发)[^，。；]{0,4})?$"
)
_ITEMS = frozenset({"条", "篇", "件", "则", "份"})
# 公开工作动态87篇，政务信息62条，通知公告21条: what else may mean all is one kind here.
_ONE_OF_THREE = re.compile("(?:动态|新闻|公文|文件|文章)(?:共|计|◦)*$")
_IN_KINDS = frozenset({"项", "类", "个", "种", "批", "大类"})
_ANOTHER = re.compile(
    "[，、；](?:(?!发布|公开|推送|编发|刊|报|网|微信|微博|公众号|媒体|其[他它]|栏|屏|抖音|头条|视频)[^，。；、0-9]){2,16}"
)
_WHOLE = re.compile("[，：（、]*(?:其中|包括|含|主要)")
_SUM = re.compile("(?:合计|总计|共计)[^，。；0-9]{0,6}$")
_ATTRIBUTES = re.compile(
    "公开属性"
    "|主动公开[^。；]{0,12}[0-9]+[件条份][，、；]依申请公开[^。；]{0,8}[0-9]+[件条份][，、；][不免]予公开"
    "|主动公开[^。；0-9]{0,8}(?:文件|公文)[^。；0-9]{0,4}[0-9]+ ?[件条份][，、；]依申请公开"
    "|制作[^，。；0-9]{0,6}(?:公文|文件|政府信息)|制作(?:各类)?信息[0-9]+条，其中主动公开|(?:制发|印发)(?:各类)?公文|标注[^，。；0-9]{0,4}公开"
)


def part(masked: str, numbers: Numbers, index: int) -> bool:
    """Whether the number is a part of a larger one: 27条，其中业务公开信息23条, 5条，81条，合计86条."""
    number = numbers[index]
    among = masked.rfind("其中", 0, number.start)
    alike = [n for n in numbers if n.unit == number.unit]
    if among >= 0 and not re.search("[。；◦年]|主动公开|政府信息|新增", masked[among : number.start]):
        return any(n.stop <= among and n.value > number.value for n in alike)
    return _summed(masked, numbers, index)


def _summed(masked: str, numbers: Numbers, index: int) -> bool:
    """Whether a later number is told to be the sum of this one and its neighbours."""
    alike = [n for n in numbers if n.unit == numbers[index].unit]
    at = alike.index(numbers[index])
    sums = [i for i in range(at + 1, len(alike)) if _SUM.search(masked, 0, alike[i].start)]
    return any(_adds_up(alike, at, last) for last in sums)


def _adds_up(alike: list[Number], at: int, last: int) -> bool:
    """Whether two or more numbers before `last`, the one at `at` among them, make it up."""
    firsts = range(min(at, last - 2) + 1)
    return any(sum(n.value for n in alike[first:last]) == alike[last].value for first in firsts)


def kind(masked: str, numbers: Numbers, index: int, label: str) -> bool:
    """Whether the number is of one kind of a sum told after it."""
    told = re.search("(?:公开|发布|推送|上传|更新)[^，。；0-9]{3,}$", label)
    if not told or _OF_KINDS.search(label) or _WHOLE.match(masked, numbers[index].stop):
        return False
    if ALL_KINDS.search(label):
        return bool(_ONE_OF_THREE.search(label)) and _run(masked, numbers, index)
    listed_on = _another_kind(masked, numbers, index, label) or _run(masked, numbers, index)
    return listed_on or _summed(masked, numbers, index)


def _run(masked: str, numbers: Numbers, index: int) -> bool:
    """Whether the number opens a list of kinds: 公开机构设置4条、工作动态54条、部门文件17条."""
    run = numbers[index : index + 3]
    gaps = [masked[a.stop : b.start] for a, b in zip(run, run[1:], strict=False) if _alike(a, b)]
    return len(gaps) == 2 and all(_ANOTHER.fullmatch(gap) for gap in gaps)


def _alike(one: Number, other: Number) -> bool:
    return one.unit == other.unit or {one.unit, other.unit} <= _ITEMS


def _another_kind(masked: str, numbers: Numbers, index: int, label: str) -> bool:
    """Whether the next number is of another kind of the same: 发布技能推文30篇，就业推文46篇."""
    if index + 1 >= len(numbers) or numbers[index + 1].unit != numbers[index].unit:
        return False
    between = masked[numbers[index].stop : numbers[index + 1].start]
    return bool(_ANOTHER.fullmatch(between)) and between[-2:] == label[-2:]


def listed(masked: str, numbers: Numbers, index: int) -> bool:
    """Whether the number is one of three or more kinds: 政策文件6条，政策解读4条，财政数据4条."""
    if _WHOLE.match(masked, numbers[index].stop):
        return False
    near = numbers[max(0, index - 2) : index + 3]
    gaps = [masked[a.stop : b.start] for a, b in zip(near, near[1:], strict=False) if a.unit == b.unit]
    kinds = sum(bool(_KIND.fullmatch(gap)) for gap in gaps)
    return kinds >= 2 and not re.search("稿|发布解读", masked[: numbers[index].start][-12:])


def aside(masked: str, numbers: Numbers, one: int, index: int) -> bool:
    """Whether a number stands in a bracket within the words of another: 网站（含12个专栏）发布30条."""
    start, at = numbers[one].start, numbers[index].start
    opened, closed = masked.rfind("（", 0, start), masked.find("）", start, at)
    if opened < 1 or closed < 0 or "）" in masked[opened:start]:
        return False
    return masked[closed + 1 : closed + 2] not in tuple("，；。：、（") and masked[opened - 1].isalpha()


def columned(masked: str, numbers: Numbers, index: int, label: str) -> bool:
    """Whether a column of the site is one of several kinds of items: 动态9条，公告8条，专题专栏7条."""
    return bool(re.search("专[题栏]", label)) and listed(masked, numbers, index)


def in_each(clause: str, value: float) -> bool:
    """Whether the number behind these words is told of each of several; no office has many part-timers."""
    many = value > 3 and clause.endswith(("兼职人员", "兼职工作人员"))
    return bool(_EACH.search(clause)) and not many


def in_issues(masked: str, numbers: Numbers, index: int) -> bool:
    """Whether the items stood in the issues of an account counted before them: 微信56期、推文213条."""
    last = numbers[index - 1]
    between = masked[last.stop : numbers[index].start]
    account = _ACCOUNT.search(masked, 0, last.start)
    return bool(
        last.unit in {"期", "次"}
        and account
        and re.fullmatch("[、，（(]?(?:(?!网|微|媒)[^，。；、0-9]){0,8}", between)
    )


def glued(numbers: Numbers, index: int) -> bool:
    """Whether the number says again in items what the one before it said in kinds: 16项65条."""
    if not 0 < index < len(numbers):
        return False
    one, two = numbers[index - 1 : index + 1]
    return one.stop == two.start and one.unit in _IN_KINDS and two.unit in {"条", "件", "篇"}


def piecemeal(masked: str, numbers: Numbers, index: int, marks: str = "、") -> bool:
    """Whether the number is one of several that only together are the figure: 甲科1名、乙科1名兼职."""
    if not index or numbers[index - 1].unit != numbers[index].unit:
        return False
    between = masked[numbers[index - 1].stop : numbers[index].start]
    if re.search("领导|[局组]长|主任|分管", between):
        return False
    return bool(re.fullmatch(f"[^，。；0-9职]{{1,8}}[{marks}][^，。；0-9职]{{0,12}}", between))


def sorts_documents(masked: str) -> bool:
    """Whether a sentence sorts documents by how they may be published."""
    return bool(_ATTRIBUTES.search(masked))
