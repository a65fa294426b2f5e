"""What a place in a sentence is about: the last cue before it, else the sentence before, else its section.

因政府信息公开被申请行政复议2件，均维持；提起行政诉讼1件 -> reconsideration … litigation
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Cue", "cues", "in_force", "scenes_at", "section_scenes"]

# 同意公开, 不予公开, 否决公开: what became of an application.
_NO_OUTCOME = "(?<!申请)(?<!予以)(?<!部分)(?<!不予)(?<!同意)(?<!不)(?<!否决)(?<!拒绝)(?<!准予)(?<!已主动)"
_CUES = (
    ("direct", "(?:未经(?:行政)?复议[^，。；]{0,4}(?:起诉|诉讼)|直接(?:提起|起诉))(?:的?行政诉讼)?"),
    ("after_review", "(?:经|行政)?复议后(?:再)?(?:(?:提起|起诉|诉讼)(?:的?行政诉讼)?|的行政诉讼)"),
    ("litigation", "诉讼(?!请求|有关)|为被告|被诉(?!讼)|被起诉|(?<!直接)(?<!复议后)(?<!驳回)起诉|应诉"),
    ("reconsideration", "(?<!未经)(?<!未经行政)(?<!驳回)(?<!驳回行政)复议(?!请求|机关|决定|后)"),
    ("appeals", "申[诉述]"),
    (
        "complaints",
        "(?<!信访)(?<!信访[举投][报诉])(?<!信访、)(?<!信访、[举投][报诉])(?<!信访[举投][报诉]、)(?:举报|投诉)(?!类|[、和]?投诉类)",
    ),
    (
        "business",
        "法律援助|行政审批|审批(?:服务)?事项|(?<!对外管理)服务事项|申办|业务(?=[0-9])|环评|信访(?!举报|、举报|投诉|、投诉|类|窗口)|劳动仲裁|环境影响评价|(?<!经)(?<!行政)(?<!主持)调解|立案|挂牌|招标|扶贫"
        "|补贴|救助|养老|就业|企业登记|市场主体|(?:登记(?!依|受理|了|答复|办理)|许可|审批|援助|认定|资助|专利|商标|低保|公积金"
        "|执行|仲裁|备案|资质|证照|注册|住房|入学)[^，。；公开0-9]{0,6}申请",
    ),
    (
        "interaction",
        "12345|123(?:4[58]|15|69|66|29|33)|热线|信箱|(?:来访|群众)信件|来信(?![^，。；]{0,8}(?:申请|提出))|留言|问政|网[民友](?!关[切注]|反映强烈)",
    ),
    ("consultation", "咨询"),
    (
        "joint_proposals",
        "(?:人大|代表)[^，。；0-9]{0,8}(?:建议|议案)[、和及与/]*(?:[省市区县州]?级?政协)?(?:委员)?提案(?!.{0,4}(?:分别"
        "|各))|建议提案(?=[^，。；分各]{0,6}[0-9])",
    ),
    (
        "proposals",
        "(?:人大|代表|政协|委员)[^，。；0-9]{0,8}(?:建议|提案|议案)|(?:建议|提案|议案)(?=[0-9 ]*件)"
        "|(?<!意见)(?<!意见、)(?:建议|提案)(?:办理|答复|复文|结果)*(?=[0-9 ]*[条篇份])",
    ),
    (
        "fees",
        "免费(?=(?:向[^，。；]{0,8})?提供[^，。；]{0,6}信息)|收费|费用|免收|一分钱|分文|信息处理费|减免|工本费|检索费|复制费|收取",
    ),
    ("budget", "经费|实际支出|公开(?:工作|事务)?(?:的)?(?:实际)?支出"),
    ("training", "培训|以会代训|学习班|办班|轮训|受训|讲座|授课|讲课|听课|[一1][堂节]课"),
    (
        "meetings",
        "(?:会议|专题会|推进会|工作会|部署会|调度会|例会|联席会|协调会)(?!纪要)|开会(?=部署|研究|推进)",
    ),
    (
        "staff",
        "专职|兼职|全职|(?<![训盖加])人员(?=[0-9]+[名人位](?!次))|(?<=[0-9一二两三四五六七八九十][人名位])(?:同志|专门|具体|工作人员|人员|干部)*(?:从事|负责|承担)|(?:从事|负责|承担)[此该这]项工作|从事[^，。；0-9]{0,12}公开|工作人员|专门机构|查[阅询]点|查阅场所|查阅中心|查阅室|查阅区",
    ),
    ("response", "解读|图解|回应|舆情|新闻发布会|新闻通气会|访谈"),
    (
        "drafts",
        "意见征集|征求意见|征集意见|公开征[求集]|民意征集|征集民意|网上征集|网上调查|调查征集|征集(?:调查|公告|《)|征集(?=[0-9]+[期次])",
    ),
    # 制发1件，废止0件，现行有效规范性文件9件: what is counted is named last.
    ("made", "制发(?=[0-9]+件[，、；](?:本年度?)?废止[0-9]+件)"),
    ("normative", "规范性文件"),
    ("rules", "规章(?!制度)"),
    ("decisions", "行政许可|行政处罚|行政强制|对外管理服务事项|行政事业性收费|政府集中采购|采购(?:总)?金额"),
    ("visits", "访问|点击|浏览"),
    (
        "application",
        "依申请公开|(?:信息)?公开(?:的|书面)*申请|信息申请|申请公开"
        "|(?<!复议)(?<!诉讼)(?<!驳回)(?<!撤回)(?<!撤销)申请(?=[0-9 ]|件|数|总|方式|形式|渠道|表)"
        "|(?:收到|受理|接收|新收)[^，。；]{0,20}申请(?!人)(?:公开)?|自然人|提出申请|申请办理",
    ),
    ("answer", "答复"),
    (
        "proactive",
        "(?<!已)(?<!已经)(?<!属于)主动(?:向[^，。；0-9]{1,6})?公开|(?:公开|发布|公布)(?:了)?(?:各类|各种|有关|相关"
        "|政府|政务|工作|本单位|本机关|本级|本局|我局)*信息|信息(?:公开|发布)(?!(?:工作)?人员)"
        f"|{_NO_OUTCOME}(?:公开|发布|推送)[^，。；申]{{0,6}}(?=[0-9])"
        "|(?<!申请)(?<!同意)(?<!否决)(?<!部分)(?<!已主动)公开[^，。；申]{0,6}(?=[0-9,]+ ?条)",
    ),
)
_COMPILED = tuple((scene, re.compile(pattern)) for scene, pattern in _CUES)
_APPLIED = re.compile("依申请公开")
_SOFT = frozenset({"proactive"})
_ANSWERED = frozenset(
    ("reconsideration", "litigation", "direct", "after_review", "interaction", "consultation", "proposals")
    + ("joint_proposals", "complaints", "business")
)
_REMEDIES = frozenset({"reconsideration", "litigation", "direct", "after_review"})
_SECTION_SCENES = {
    "overview": ("proactive", "application"),
    "preamble": ("proactive", "application"),
    "appendix": ("proactive", "application"),
    "other": ("fees",),
    "remedy": ("reconsideration", "litigation"),
    "response": ("response", "proactive"),
    "staff": ("staff", "training", "meetings"),
    "business": ("business",),
}

# A heading on rules alone: 1.规章：制发2件.
_RULES = re.compile("规章(?!制度)(?!.*规范性文件)")
_BRACKETS = re.compile("[（(][^（）()]*[）)]")


@dataclass(frozen=True, slots=True)
class Cue:
    """Words at `start` of a sentence that say what it is about."""

    start: int
    end: int
    scene: str


def cues(sentence: str, heading: str = "", before: str = "") -> list[Cue]:
    """The cues of a sentence in order; of overlapping ones the first kind in the list above.

    What is made under a heading on rules are rules.
    接收来信及平台依申请公开事项: what is received is an application, though a letter stands in between.
    """
    found: list[Cue] = []
    for scene, pattern in _COMPILED:
        for m in pattern.finditer(sentence):
            over = max((c.end for c in found if m.start() < c.end and c.start < m.end()), default=None)
            if over is None:
                found.append(Cue(m.start(), m.end(), scene))
            elif scene == "application" and _APPLIED.search(sentence, over, m.end() + 2):
                found.append(Cue(over, m.end(), scene))
    made = "rules" if _RULES.search(heading) else "normative"
    ordered = _answered(sorted(found, key=lambda c: c.start), made, before)
    return [c for i, c in enumerate(ordered) if not (i and _came_by(sentence, ordered[i - 1], c))]


def _came_by(sentence: str, last: Cue, cue: Cue) -> bool:
    """Whether letters are a way in which the applications came: 收到申请13件，其中局长信箱收到2件."""
    if last.scene != "application" or cue.scene != "interaction":
        return False
    segment = re.split("[。；]", sentence[: cue.start])[-1]
    return bool(re.search("申请.*(?:其中|通过|：)", segment))


def _answered(found: list[Cue], made: str, before: str) -> list[Cue]:
    """答复 answers an application, but not after something else that has answers: 复议4件，维持原答复3件.

    `before` is what the sentence before was about: 其中3件维持原答复 goes on about the cases told there.

    制发 makes what the heading names, else normative documents, where nothing else was named to be made.
    """
    kept: list[Cue] = []
    for cue in found:
        if cue.scene == "made":
            if not any(c.scene in {"rules", "normative"} for c in kept):
                kept.append(Cue(cue.start, cue.end, made))
        elif cue.scene != "answer":
            kept.append(cue)
        elif kept[-1].scene not in _ANSWERED if kept else before not in _REMEDIES:
            kept.append(Cue(cue.start, cue.end, "application"))
    return kept


def in_force(found: list[Cue], sentence: str, at: int) -> list[Cue]:
    """The cues without those of brackets closed before `at`: 诉讼21件（直接起诉9件），维持15件."""
    closed = [m.span() for m in _BRACKETS.finditer(sentence, 0, at)]
    kept = [c for c in found if not any(a < c.start < b for a, b in closed)]
    return kept if any(c.start < at for c in kept) else found


def scenes_at(
    found: list[Cue], at: int, clause_end: int, before: tuple[str, ...], topic: str
) -> tuple[str, ...]:
    """What the place `at` may be about, the likeliest first; `before`: the sentence before."""
    left = [c.scene for c in found if c.start < at]
    right = [c.scene for c in found if at <= c.start < clause_end]
    section = section_scenes(topic)
    if left:
        near = (*_widened(left), *right[:1], *(before if _SOFT.issuperset(left) else ()))
    elif right:
        near = (*right[: 2 if right[0] in _SOFT else 1], *before)
    else:
        near = before
    if left and (left[-1] not in _SOFT or topic != "application"):
        return tuple(dict.fromkeys(near))
    return tuple(dict.fromkeys((*near, *section)))


def section_scenes(topic: str) -> tuple[str, ...]:
    """What a section of this topic is about where its sentences name nothing."""
    return _SECTION_SCENES.get(topic, (topic,))


def _widened(left: list[str]) -> tuple[str, ...]:
    """The last cue; a route of litigation is litigation too, a soft cue leaves the one before in force."""
    last = left[-1]
    if last in {"direct", "after_review"}:
        return (last, "litigation")
    if last in _SOFT or last in {
        "normative",
        "rules",
        "consultation",
        "budget",
        "visits",
        "staff",
        "meetings",
        "fees",
    }:
        return tuple(dict.fromkeys(reversed(left[-3:])))
    return (last,)
