"""Why a number is none of what the words beside it say: a part, a duty, another level, other business."""

from __future__ import annotations

import re

from archive.extract.prose.claims import Claim, other_fee
from archive.extract.prose.families import inseparable
from archive.extract.prose.lists import columned, listed, part, piecemeal
from archive.extract.prose.shares import of_a_level, of_several_conferences, unpublished
from archive.extract.prose.words import Words

__all__ = ["KINDS_OF_APPLICATION", "THINGS", "denied", "with_last_years"]

_TOGETHER = re.compile(
    "、[^，。；、0-9]{2,20}等[^，。；、0-9]{0,10}$|等(?:原因|情形|情况|理由)[^，。；、0-9]{0,8}$"
)
KINDS_OF_APPLICATION = re.compile(
    "(?:书面|网上|网络|在线|现场|当面|信函|邮件|自然人|公民|企业|法人"
    "|(?<!法人和其他)(?<!法人或其他)(?<!法人及其他)(?<!法人、其他)(?<!法人或者其他)组织)(?:的)?(?:政府信息公开|信息公开|依)?申请[件表]?$"
)
_WITH_CARRIED = re.compile(
    "[（，]?(?:其中)?(?:包括|包含|含)[^，。；）]{0,8}(?:上年|上一年|去年|◦+)[^，。；）]{0,6}(?:结转|转)"
)
_RECEIVED_WITH_CARRIED = re.compile(
    "(?:收到|接到|新收)[^，。；0-9]{0,20}申请[^，。；0-9]{0,4}[0-9]+[件宗条份][（，]?(?:其中)?(?:包括|包含|含)"
    "[^，。；）]{0,10}(?:结转|转)"
)
_MORE_APPLICATIONS = re.compile(
    "[、，和及](?:[^，。；、0-9]{0,8}申请[件表]?|(?:传真|快递|邮寄|信函|当面|窗口|现场|电子邮件)[^，。；、0-9]{0,4})$"
)
THINGS = re.compile(
    "(?!政府|政务|工作|各类|相关|公共|有关|以上|左右|次|（)[^，。；、0-9：]{0,4}(?:项目|事项|文件|问题|通知|公告|决定|政策(?=[，。；]))"
)
_SPLIT_OPEN = re.compile("[，（：](?:其中)?(?:属于)?主动公开(?:的|类)?(?:政府)?(?:信息)?$")
_WAY = "(?:现场|电话|来电|来访|来信|来人|来函|当面|网上|网络|在线)"
_BY_MANY_WAYS = re.compile(f"{_WAY}[、和及与]?{_WAY}")
_OTHER_ADVICE = re.compile(
    "(?:[水电气税]费|税收|纳税|社保|医保|户籍|就业|住房|招生|入学|征兵|低保|法律|维权|健康|心理)(?:方面|问题|政策|等|的|类)*咨询"
)
_ATTENDED = re.compile("(?:参加|派员|选派|选送)[^，。；0-9]{0,14}培训[^，。；0-9]{0,8}$")
_ATTENDED_TOO = re.compile(
    "(?:参加|派员|选派|选送)[^，。；0-9]*培训[0-9]+[次期场]、[^，。；0-9]*培训[^，。；0-9]{0,8}$"
)
# 组织村级文书参加信息公开业务培训2次: the body's own.
_OUR_PUPILS = re.compile(
    "组织[^，。；0-9]{2,24}参加(?!上级|[国省市区县州]|外|了)[^，。；0-9]{0,10}培训[^，。；0-9]{0,4}$"
)
_PUPILS = re.compile("[^，。；0-9]{0,8}(?:参加|接受|参与|参训|受训)[^，。；0-9]{0,6}(?:培训|学习|会议|考试)?")
# 3名工作人员兼职负责: said of all of them, but not that they are all.
_BESIDES = re.compile("(?:(?:工作)?人员)?(?:兼职|[专全]职(?!、?兼))")
_KINDS_AMONG = re.compile("其中(?:主动)?公开[^，。；0-9]*、[^，。；0-9]*等[^，。；0-9]*[0-9]+条")
_KEY_AREAS = re.compile(
    "、[^，。；、0-9]{2,14}等(?:全年|本年|今年|年内)[^，。；、0-9]{0,8}发布[^，。；、0-9]{0,4}$"
    "|(?:新设|开设|设立|增设|新增|打造|开辟)(?:(?!信息公开|政务公开)[^，。；])*(?:专栏|专题|专区|栏目)，[^，。；]{0,10}$|^(?!.*(?:围绕|聚焦)).*重点领域(?:主动|共|累计)*公开(?:政府|政务)?信息(?:总|条)?数?[为共计◦]*$"
)
_WITH_LAST_YEARS = re.compile(
    "[0-9][件宗起份条][（，、][^。；）]{0,8}(?:含|包括|其中)[^，。；）]{0,12}(?:结转|转)"
)
_ANSWERED = re.compile("申请[^，。；0-9]{0,6}[0-9]+条.*(?:答复|回复)")
_TAKEN_IN = re.compile("(?:收到|受理|办理|处理)[^，。；0-9]{0,12}申请[^，。；0-9]{0,4}[0-9]+件")
# 行政复议和行政诉讼2件: of which, it is not said.
_BOTH_REMEDIES = re.compile(
    "复议(?:申请|案件)?[、和及与或](?:被?提起)?(?:行政)?诉讼(?:案件|事项|的|情况|共|计|为)*$"
)
_RECEIVED = re.compile("(?:收到|受理|接到)[^，。；]{0,12}申请[^，。；]{0,6}$")
# 通过网络、信函等方式收到9件: no way of its own.
_SEVERAL_WAYS = re.compile("[、和及或][^，。；]{0,12}等[^，。；]{0,4}(?:方式|形式|渠道|途径)")
# 通过网上平台收到9件，通过邮寄收到12件: what came one way is not all that came.
_BY_ONE_WAY = re.compile(
    "(?:^|[，；、。：])(?:其中)?(?:通过|经由?|以)[^，。；0-9]{0,20}(?:网|平台|系统|信箱|邮|信函|窗口|当面|现场|传真)[^，。；0-9]{0,10}(?:收到|受理|接收|接到)(?:了)?(?:(?:[^，。；0-9]{0,8})(?P<asked>申请))?$"
)
_OF_APPLICANTS = re.compile("(?:公民|个人|自然人|法人|组织|企业)(?:提出|提交|的)*申请(?:件|数)?$")
_BY_COUNCIL = re.compile("(?:全国|[省市区县州])(?:级|里)?(?:人大|政协)[^，。；、0-9]{0,12}[0-9]+[件条份个项]")
_NO_MORE = re.compile("(?:减免|免收|免除)[^，。；0-9]{0,12}$|由[^，。；0-9]{1,10}承担")
_FOR_INFORMATION = re.compile("公开|申请|检索|复制|复印|邮寄|打印|成本|工本")
_SENT = re.compile(
    "(?:外出|外派|赴外)[^，。；0-9]{0,8}培训[^，。；0-9]{0,4}$"
    "|(?:派员|选派|选送)[^，。；0-9]{0,10}培训[^，。；0-9]{0,4}$"
    "|(?:参加|派员|选派|选送)[^，。；0-9]{0,4}(?:上级|[省市区县](?:级|里|上|政府|局|组织|举办))[^，。；0-9]{0,10}培训"
)
_DIALLED = 1_000_000  # a telephone number, not how many called
# 转载上级解读132条: what others wrote.
# 总访问量482万次（2008年改版以来）.
_SINCE_THEN = re.compile("[（](?:自|从)?20[0-9]{2}年[^，。；（）]{0,10}(?:以来|至今|起)")
# Form 2019 counts documents otherwise: 制发6件，主动公开6件，对外公开总数量52件.
_OF_2014 = frozenset({"proactive.normative_docs_disclosed", "proactive.total"})
# 另外，受理举报投诉96件, told in a section on what was published.
_OF_ALL_KINDS = re.compile(
    "(?:^|[，；。])(?:另外?|此外|同时)?，?(?:共|全年)?(?:收到|受理|办理|处理)(?!.*公开)[^，；。]*$"
)
_PUBLISHING = frozenset({"proactive", "response"})
_IN_DIALOGUE = frozenset({"interpretation.articles", "proactive.draft_consultations"})
_DIALOGUE = re.compile(
    "回应[^，。；0-9]{0,20}[0-9]+[条次个]|访谈[0-9]+[期次]|(?:意见征集|征集意见|征集调查)数?[0-9]+[条期次]"
)
_SORTED_PAPERS = re.compile("公文类(?:政府)?信息[0-9]+[余多]?[条件份]，其中[：]?(?:属于)?主动公开")
_SORTED_INFORMATION = re.compile(
    "(?:产生|制作|形成|生成)(?:了|各类)*(?:政府|政务)信息[0-9]+[份件]，其中[：]?主动公开"
)
_PASSED_ON = re.compile(
    "(?<![或和及、并])(?:转载|转发)[^，。；、0-9]{0,4}(?:上级|国家|中央|省|市)[^，。；、0-9]*$"
)
# 发布0条，废止数量0条，现行有效0条: as the form counts documents, not as lists of items do.
_IN_FORM = re.compile("废止[^。；0-9]{0,6}[0-9]+条[，、；]现行有效")
_WITH_OTHERS = re.compile(
    "(?:信息|动态|文件)[及和与、](?:政策|相关|有关|配套)*解读[^，。；0-9各]{0,4}$|会议解读[^，。；0-9]*$"
)
_ELSEWHERE = ("reconsideration.", "litigation.", "fees.")
_TELLING = frozenset({"overview", "proactive"})
# A local form of 2008 counted these two.
_NAMED_KIND = re.compile("(?:公文|提供服务)类(?:政府)?信息$")
# What is also the name of a kind of items in lists of what was published.
_KINDS = ("interpretation.", "proposals.", "normative_docs.", "response.", "proactive.draft") + (
    "proactive.official",
    "proactive.service",
)


def _together(label: str, form: str) -> bool:
    """Whether the number counts several outcomes in one: 内容不明确、信息不存在等7件."""
    return bool(_TOGETHER.search(label)) or inseparable(label, form)


def _outcome(words: Words, index: int) -> bool:
    """Whether the number is one of the outcomes told of applications: 办理申请32件，其中主动公开10件."""
    if not index or words.numbers[index].unit not in {"件", "宗", "起"}:
        return False
    opening = words.masked[: words.numbers[0].start]
    return "申请" in opening and (words.said.topic == "application" or bool(_RECEIVED.search(opening)))


def with_last_years(claim: Claim, words: Words) -> bool:
    """Whether the applicants are counted with those of applications from the year before."""
    past = words.masked[: claim.start - words.said.start]
    parted = claim.phrase.applicant != "total" or _OF_APPLICANTS.search(past)
    return bool(claim.code == "applications.new" and parted and _WITH_LAST_YEARS.search(past))


def _in_dialogue(code: str, label: str, words: Words) -> bool:
    """Whether the list is one of explanations and answers: 解读信息4条、回应热点4条、征集调查6期."""
    told = _DIALOGUE.search(words.masked) and "栏目" not in words.masked
    named = "回应" in label if code.startswith("response.") else code in _IN_DIALOGUE
    return bool(told) and named


def _no_meeting(label: str, after: str) -> bool:
    """Whether the press was met, or others heard: 召开监督员座谈会2次，收集意见27条."""
    heard = "座谈会" in label and re.search("监督员|征求意见|意见征|[收征]集", label[-30:] + after)
    return bool(heard or re.search("新闻|发布会", label))


def _sorted_papers(words: Words, unit: str | None) -> bool:
    """Whether papers, not information, are sorted by how they may be published."""
    papers = _SORTED_PAPERS.search(words.masked)
    return bool(papers) or (unit != "条" and not _SORTED_INFORMATION.search(words.masked))


def _councils(words: Words, index: int, code: str) -> bool:
    """Whether the council of another level has a number too: 省人大建议3件，市人大建议6件."""
    name = "人大" if code.endswith("npc") else "政协"
    parts = [m for m in _BY_COUNCIL.finditer(words.masked) if name in m[0]]
    at = words.numbers[index].start
    return len({m[0][0] for m in parts}) > 1 and any(m.start() <= at < m.end() for m in parts)


def denied(claim: Claim, words: Words, index: int, label: str, form: str) -> bool:
    """Whether the words around say that the number is none of this, though the nearest ones fit."""
    code, unit = claim.code, words.numbers[index].unit
    if code == "fees.collected":
        segment = re.split("[。；]", words.masked[: words.numbers[index].start])[-1]
        other = words.said.topic in _TELLING and not _FOR_INFORMATION.search(segment)
        if _NO_MORE.search(label) or "事业性" in segment or other:
            return True
    if other_fee(code, words, form):
        return True
    if code.startswith("proposals.") and _councils(words, index, code):
        return True
    if code.startswith(_ELSEWHERE):
        both = words.numbers[index].value and _BOTH_REMEDIES.search(label)
        return bool(both) or words.elsewhere(index)
    if code == "interpretation.articles" and (_PASSED_ON.search(label) or _WITH_OTHERS.search(label)):
        return True
    since = _SINCE_THEN.match(words.plain, words.numbers[index].stop)
    if code == "website.visits" and ("无法" in label or since):
        return True
    if code == "complaints.total" and _OF_ALL_KINDS.search(label) and words.said.topic in _PUBLISHING:
        return True
    if code in _OF_2014 and unit == "件" and "对外公开总" in words.masked:
        return True
    if code == "response.press_conferences" and of_several_conferences(words, index):
        return True
    if code == "meetings.count" and _no_meeting(label, words.after(index)):
        return True
    if code == "proactive.total" and (_outcome(words, index) or part(words.masked, words.numbers, index)):
        return True
    if code == "proactive.total" and (_KEY_AREAS.search(label) or _KINDS_AMONG.match(words.masked)):
        return True
    if code == "proactive.total" and words.attributes and _sorted_papers(words, unit):
        return True
    if code == "proactive.total" and of_a_level(words, index):
        return True
    if code == "proactive.channel.website" and columned(words.masked, words.numbers, index, label):
        return True
    if code == "proactive.total" and "主动" not in label and _SPLIT_OPEN.match(words.after(index)):
        return True
    if code.startswith(("proactive.total", "proactive.channel")):
        if unpublished(words, index, label, code):
            return True
        return claim.phrase.after is None and bool(THINGS.match(words.after(index)))
    if code.startswith("applications.result."):
        attribute = words.attributes and not re.search("申请[，的数]|答复", words.masked)
        return attribute or (not code.endswith((".subtotal", ".misc")) and _together(label, form))
    if code == "applications.catalogue_items" and not words.attributes:
        past = words.masked[: words.numbers[index].start]
        taken = _TAKEN_IN.search(past) or re.search(
            "(?:处理|办理|受理|收到|答复)[^，。；0-9]{0,6}依申请公开$", past
        )
        return words.numbers[index].value == 0 or bool(taken)
    if code == "applications.withheld_items" and not words.attributes:
        return bool(_ANSWERED.search(words.masked[: words.numbers[index].start]))
    if with_last_years(claim, words):
        return True
    if code == "applications.new" and claim.phrase.applicant == "total":
        if re.search("(?:撤[销回]|放弃|终止)了?(?:政府信息公开|公开)?申请(?:的|有|共)*$", label):
            return True
        if words.attributes and not re.search("收到|受理|答复|申请[，的数件]", words.masked):
            return True
        one = KINDS_OF_APPLICATION.search(label)
        more = _MORE_APPLICATIONS.search(words.after(index)) or (index and len(label.strip("，；、")) <= 8)
        carried = _WITH_CARRIED.match(words.after(index)) or _RECEIVED_WITH_CARRIED.search(
            words.masked[: words.numbers[index].start]
        )
        way = _BY_ONE_WAY.search(label) if len(words.numbers) > 1 else None
        if way and way["asked"]:
            way = re.search("[，、；][总合共]", words.masked[words.numbers[index].stop :])
        return bool(carried) or bool(one and more) or bool(way)
    if code.startswith("applications.channel."):
        several = _SEVERAL_WAYS.search(re.split("[，；]", label)[-1])
        return (
            bool(several)
            or "查阅" in label
            or (unit == "个" and "网站" in label)
            or unit in {"条", "篇"}
            and not re.search("申请(?!公开)|收到", words.masked)
        )
    if code.startswith("staff."):
        if code == "staff.total" and _BESIDES.match(words.after(index)):
            return True
        pupils = _PUPILS.match(words.after(index)) or re.search("培训[^，。；0-9]{0,16}$", label)
        marks = "、和及与" if code == "staff.total" else "、"
        return bool(pupils) or piecemeal(words.masked, words.numbers, index, marks)
    if code in {"consultation.phone", "consultation.onsite", "consultation.online"}:
        dialled = unit is None and words.numbers[index].value >= _DIALLED
        return dialled or bool(_BY_MANY_WAYS.search(label))
    if code == "consultation.total":
        return bool(_OTHER_ADVICE.search(label)) or words.business_line(index)
    if code == "interaction.letters_hotline":
        if re.search("(?:通报|报告)[^，。；0-9]{0,12}$", label):
            return True
        return words.numbers[index].value == 0 or words.business_line(index)
    if code.startswith("training."):
        past = words.masked[: words.numbers[index].start]
        attended = _ATTENDED.search(label) or _ATTENDED_TOO.search(past)
        attended = None if _OUR_PUPILS.search(label) else attended
        return bool(attended if code.endswith("sessions") else _SENT.search(label))
    if unit != "条" or not code.startswith(_KINDS):
        return False
    if _NAMED_KIND.search(label) or _IN_FORM.search(words.masked) or _in_dialogue(code, label, words):
        return False
    named = words.kinds(words.numbers[index].start)
    return bool(named) or listed(words.masked, words.numbers, index)
