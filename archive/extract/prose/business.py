"""Whether words are about open government information or about the body's other business.

因政府信息公开被申请行政复议2件 is ours, 办理行政复议案件57件 is not.
"""

from __future__ import annotations

import re

__all__ = ["is_foreign", "names_openness", "other_business", "reports_ours", "uncounted"]

_OGI = re.compile("信息公开|政府信息|政务信息|政务公开|公开申请|申请公开|依申请")
_FOREIGN = re.compile(
    "(?:办理|审理|审结|承办|代理|出庭)[^，。；0-9]{0,10}(?:复议|诉讼|应诉)"
    "|因(?![^，。；]{0,20}公开|对?(?:其|该|我[局委办]|本机关|上述)?的?答复)[^，。；0-9]{2,16}(?:被|提起|引起|引发|产生|不服)[^，。；0-9]{0,8}(?:复议|诉讼)"
    "|业务[^，。；0-9]{0,6}收取|证照|手续费|登记费|排污费|罚没|罚款|规费|窗口收取"
    "|(?:登记|规划|许可|征收|拆迁|处罚|执法|工伤|土地)[^，。；0-9公开]{0,8}(?:复议|诉讼)"
    "|(?:安全|技能|就业|执法|普法|法律|农民|教师|医务|消防|党|廉政|保密|礼仪|窗口人员|岗前|职业)[^，。；公开]{0,8}(?:培训|讲座)"
    "|信箱|热线|留言|网民|网友|来信来访|来信(?![、及和][^，。；]{0,6}依?申请)|信访(?!举报|、举报|投诉|、投诉|类|窗口)"
)
# In a section on remedies against the body these are ours.
_RECEIVED = re.compile("(?:收到|受理)(?:行政)?复议(?:申请|案件)(?=[0-9])")
# The general part of a report tells remedies in a line of their own: 行政复议9件，维持7件.
_REPORTED = re.compile(
    "^(?:本年度?|全年|今年|◦|我[局委办]|本机关|共|发生|涉及|，)*(?:被(?:申请)?|提起)?(?:行政)?(?:复议|诉讼)(?:案件|情况|方面)?(?:数量?)?[：，]?共?[0-9]"
)
# Training of which nothing else is said, told in the general part: 开展培训2次.
_TRAINED = re.compile(
    "(?:^|[，；])(?:全年|共|累计|年内|本年度?|举办|组织|开展)*(?:培训|《◦+》(?:培训|学习)班?)[班会]?[0-9]"
    "|《◦+》(?:知识|专题|宣讲|解读|业务|政策)*(?:培训|学习)班?[0-9一二三四五六七八九十两]+[次期场]|每(?:季度?|半年|月|个月)[^，。；0-9]{0,6}培训[一1]次"
    "|(?:举办|组织|开展)(?:了)?[0-9]+[次期场](?:集中|专题|业务)?培训"
)
_WIDER = re.compile("[，（]其中(?:属于|涉及|有关|因|关于)*(?:政府|政务)?信息公开")
_BY_OPENNESS = re.compile("因[^，。；0-9]{0,6}信息公开")
_REVIEWER = re.compile(
    "作为(?:行政)?复议机[关构]|复议机关(?:的)?(?:身份|职责)|(?:受理|收到|办理|审理)(?:的)?不服[^，。；0-9]{2,40}复议|应诉[^，。；0-9公开]{1,8}诉讼"
)

_UNCOUNTED = re.compile(
    "(?:不在|不属于?|不纳入|不列入|不计入|未纳入|未列入|未计入)(?:此|本)?[^，。；]{0,8}(?:统计|口径)"
    "|与(?:本局|我局)?(?:政府|政务)?信息公开(?:工作|申请)?(?:均|都)?无关|(?:均|都|皆)不(?:涉及|属于)(?:政府|政务)?信息公开"
)


def names_openness(words: str) -> bool:
    """Whether the words name open government information."""
    return bool(_OGI.search(words))


def is_foreign(words: str, topic: str = "") -> bool:
    """Whether the words name other business that has a name of ours: 安全培训, 土地登记的复议."""
    return bool(_FOREIGN.search(words) or (topic != "remedy" and _RECEIVED.search(words)))


def reports_ours(sentence: str, topic: str) -> bool:
    """Whether a general part counts remedies, or training of which it says no other subject."""
    remedies = topic == "overview" and _REPORTED.search(sentence)
    return bool(remedies or (topic in {"overview", "proactive"} and _TRAINED.search(sentence)))


def other_business(sentence: str, start: int, stop: int, parts: list[str], topic: str = "") -> bool:
    """Whether the number at `sentence[start:stop]`, in the last of the clauses `parts`, is not ours."""
    segment = re.split("[；。]", sentence[:start])[-1]
    if _REVIEWER.search(segment):
        return True
    own = parts[-1] if parts else ""
    among = own.startswith("其中") and "复议" not in own and re.search("诉讼|应诉", segment)
    if _BY_OPENNESS.search(own) or (among and _OGI.search(own)):
        return False
    if _WIDER.match(sentence, stop) and not _OGI.search(own):
        return True
    parts = list(parts)
    while len(parts) > 1 and parts[-1].startswith("其中"):
        parts.pop()
    return bool(parts) and is_foreign(parts[-1], topic) and not _OGI.search(parts[-1])


def uncounted(sentence: str, stop: int) -> bool:
    """Whether the number that ends at `stop` is said to be none: 复议2件，均与政府信息公开无关."""
    said = _UNCOUNTED.search(sentence, stop)
    between = sentence[stop : said.start()] if said else "。"
    if re.search("[。；]|，(?:另|此外|还)", between):
        return False
    last = re.split("[，、]", between)[-1]
    return "，" not in between or bool(re.fullmatch("(?:[均都皆也]|以上|上述|这些)*", last))
