"""The tables of the four forms as grids, printed by a pen."""

from __future__ import annotations

from archive.model import APPLICANTS
from scraper.portal import forms
from scraper.portal.parts import Box, Grid, plain_grid
from scraper.portal.reports.ink import Ink

Row = tuple[Box, ...]


def table2(ink: Ink, form: str) -> list[Grid]:
    """Table 2, as one grid or, with some pens, a grid a block."""
    blocks = forms.BLOCKS_C if form == "2019" else forms.BLOCKS_D
    rows = [_block(ink, block, len(blocks[0][1])) for block in blocks]
    widths = (3, 2, 2, 2)
    if ink.pen.split:
        return [Grid(tuple(block), widths) for block in rows]
    return [Grid(tuple(row for block in rows for row in block), widths)]


def _block(ink: Ink, block: forms.Block, width: int) -> list[Row]:
    title, heads, lines = block
    last = width - len(heads) + 1
    spans = [1] * (len(heads) - 1) + [last]
    rows: list[Row] = [(Box(ink.pen.label(title), column_span=width, head=True),)]
    texts = [[ink.pen.head(head) for head in heads]]
    texts += [[ink.pen.label(name), *(_place(ink, code, name) for code in codes)] for name, codes in lines]
    for i, line in enumerate(texts):
        rows.append(tuple(Box(t, column_span=s, head=i == 0) for t, s in zip(line, spans, strict=True)))
    return rows


def _place(ink: Ink, code: str, name: str) -> str:
    if code == "procurement.amount":
        return ink.cell((code, None), unit="万元", suffix="万元")
    unit = "万元" if code == "admin_fees.amount" else None
    empty = ink.pen.none if name == "规章" and not ink.words["rules"] else None
    return ink.cell((code, None), empty=empty, unit=unit)


def table3(ink: Ink, form: str) -> Grid:
    """Table 3: three columns of labels and seven of figures."""
    rows = [*_heads3(ink), _line3(ink, forms.NEW_T3, 3, "applications.new")]
    rows.append(_line3(ink, forms.IN_T3, 3, "applications.carried_in"))
    groups = forms.GROUPS_C if form == "2019" else forms.GROUPS_D
    outcome = [row for group in groups for row in _group3(ink, group)]
    outcome.append(_line3(ink, forms.TOTAL_T3, 2, "applications.result_total"))
    title = Box(ink.pen.label("三、本年度办理结果"), row_span=len(outcome))
    outcome[0] = (title, *outcome[0])
    rows += [*outcome, _line3(ink, forms.OUT_T3, 3, "applications.carried_out")]
    return Grid(tuple(rows), (2, 3, 7, 2, 2, 2, 2, 2, 2, 2))


def _heads3(ink: Ink) -> list[Row]:
    label = ink.pen.label
    first = (Box(label(forms.HINT_T3), 3, 3, True), Box(label("申请人情况"), 1, 7, True))
    second = (
        Box(label("自然人"), 2, 1, True),
        Box(label("法人或其他组织"), 1, 5, True),
        Box(label("总计"), 2, 1, True),
    )
    return [first, second, tuple(Box(ink.pen.head(kind, 2), head=True) for kind in forms.KINDS_T3)]


def _line3(ink: Ink, label: str, span: int, code: str, *, outcome: bool = False) -> Row:
    values = [Box(ink.cell((code, applicant), empty=ink.pen.empty)) for applicant in APPLICANTS[:-1]]
    total = (code, "total")
    last = ink.leave(total) if outcome and ink.pen.bare else ink.cell(total)
    return (Box(ink.pen.row(label), column_span=span), *values, Box(last))


def _group3(ink: Ink, group: forms.Group) -> list[Row]:
    name, lines = group
    if len(lines) == 1:
        return [_line3(ink, name, 2, lines[0][1], outcome=True)]
    rows = [_line3(ink, label, 1, code, outcome=True) for label, code in lines]
    rows[0] = (Box(ink.pen.label(name), row_span=len(rows)), *rows[0])
    return rows


def table4(ink: Ink) -> Grid:
    """Table 4: one line of fifteen figures under three lines of heads."""
    label = ink.pen.label
    first = (Box(label("行政复议"), 1, 5, True), Box(label("行政诉讼"), 1, 10, True))
    results = [ink.pen.head(name, 2) for name in forms.LABELS_T4]
    second = (
        *(Box(text, 2, 1, True) for text in results),
        Box(label("未经复议直接起诉"), 1, 5, True),
        Box(label("复议后起诉"), 1, 5, True),
    )
    third = tuple(Box(text, head=True) for text in results * 2)
    codes = [f"{block}.{part}" for block in forms.BLOCKS_T4 for part in forms.RESULTS_T4]
    values = tuple(Box(_result(ink, code)) for code in codes)
    return Grid((first, second, third, values), (1,) * 15)


def _result(ink: Ink, code: str) -> str:
    return ink.cell((code, None), empty=None if code.endswith("total") else ink.pen.empty)


# ---------------------------------------------------------------- 2014: (label, unit, indicator or None)
Line = tuple[str, str, str | None]
_CHANNELS = (
    ("政府公报", "gazette"),
    ("政府网站", "website"),
    ("政务微博", "weibo"),
    ("政务微信", "wechat"),
    ("其他方式", "other"),
)
_R = forms.R
LINES_2014: tuple[Line, ...] = (
    ("一、主动公开情况", "——", None),
    ("（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）", "条", "proactive.total"),
    ("其中：主动公开规范性文件数", "条", "proactive.normative_docs_disclosed"),
    ("制发规范性文件总数", "件", "normative_docs.issued"),
    ("（二）通过不同渠道和方式公开政府信息的情况", "——", None),
    *(
        (f"{i}.{name}公开政府信息数", "条", f"proactive.channel.{code}")
        for i, (name, code) in enumerate(_CHANNELS, 1)
    ),
    ("二、回应解读情况", "——", None),
    ("（一）回应公众关注热点或重大舆情数（不同方式回应同一热点或舆情计1次）", "次", "response.hot_topics"),
    ("（二）通过不同渠道和方式回应解读的情况", "——", None),
    ("1.参加或举办新闻发布会总次数", "次", "response.press_conferences"),
    ("其中：主要负责同志参加新闻发布会次数", "次", "response.press_conferences_by_head"),
    ("2.政府网站在线访谈次数", "次", "response.web_interviews"),
    ("其中：主要负责同志参加政府网站在线访谈次数", "次", "response.web_interviews_by_head"),
    ("3.政策解读稿件发布数", "篇", "interpretation.articles"),
    ("4.微博微信回应事件数", "次", "response.weibo_wechat"),
    ("5.其他方式回应事件数", "次", "response.other"),
    ("三、依申请公开情况", "——", None),
    ("（一）收到申请数", "件", "applications.new"),
    ("1.当面申请数", "件", "applications.channel.in_person"),
    ("2.传真申请数", "件", "applications.channel.fax"),
    ("3.网络申请数", "件", "applications.channel.online"),
    ("4.信函申请数", "件", "applications.channel.letter"),
    ("（二）申请办结数", "件", "applications.handled.total"),
    ("1.按时办结数", "件", "applications.handled.on_time"),
    ("2.延期办结数", "件", "applications.handled.extended"),
    ("（三）申请答复数", "件", "applications.result_total"),
    ("1.属于已主动公开范围数", "件", _R + "already_public"),
    ("2.同意公开答复数", "件", _R + "granted"),
    ("3.同意部分公开答复数", "件", _R + "partial"),
    ("4.不同意公开答复数", "件", _R + "refused.subtotal"),
    ("其中：涉及国家秘密", "件", _R + "refused.state_secret"),
    ("涉及商业秘密", "件", _R + "refused.trade_secret"),
    ("涉及个人隐私", "件", _R + "refused.privacy"),
    ("危及国家安全、公共安全、经济安全和社会稳定", "件", _R + "refused.three_security_one_stability"),
    ("不是《条例》所指政府信息", "件", _R + "refused.not_gov_info"),
    ("法律法规规定的其他情形", "件", _R + "refused.law_prohibited"),
    ("5.不属于本行政机关公开数", "件", _R + "not_this_agency"),
    ("6.申请信息不存在数", "件", _R + "info_not_exist"),
    ("7.告知作出更改补充数", "件", _R + "asked_to_amend"),
    ("8.告知通过其他途径办理数", "件", _R + "redirected"),
    ("四、行政复议数量", "件", "reconsideration.total"),
    ("（一）维持具体行政行为数", "件", "reconsideration.upheld"),
    ("（二）被依法纠错数", "件", "reconsideration.corrected"),
    ("（三）其他情形数", "件", "reconsideration.other"),
    ("五、行政诉讼数量", "件", "litigation.total"),
    ("（一）维持具体行政行为或者驳回原告诉讼请求数", "件", "litigation.upheld"),
    ("（二）被依法纠错数", "件", "litigation.corrected"),
    ("（三）其他情形数", "件", "litigation.other"),
    ("六、举报投诉数量", "件", "complaints.total"),
    ("七、依申请公开信息收取的费用", "万元", "fees.collected"),
    ("八、机构建设和保障经费情况", "——", None),
    ("（一）政府信息公开工作专门机构数", "个", "org.dedicated_offices"),
    ("（二）设置政府信息公开查阅点数", "个", "org.reading_points"),
    ("（三）从事政府信息公开工作人员数", "人", "staff.total"),
    ("1.专职人员数（不包括政府公报及政府网站工作人员数）", "人", "staff.full_time"),
    ("2.兼职人员数", "人", "staff.part_time"),
    (
        "（四）政府信息公开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费）",
        "万元",
        "budget.special_funds",
    ),
    ("九、政府信息公开会议和培训情况", "——", None),
    ("（一）召开政府信息公开工作会议或专题会议数", "次", "meetings.count"),
    ("（二）举办各类培训班数", "次", "training.sessions"),
    ("（三）接受培训人员数", "人次", "training.participants"),
)


def table_2014(ink: Ink) -> Grid:
    """The 统计表 of 2014-2018: label, unit, figure."""
    rows = [["统计指标", "单位", "统计数"]]
    for label, unit, code in LINES_2014:
        rows.append([ink.pen.row(label), unit, "——" if code is None else _figure(ink, code, unit)])
    caption = ink.say("政府信息公开情况统计表（{.year}年度）")
    return plain_grid(rows, ink.pen.label(caption), (8, 2, 2))


def _figure(ink: Ink, code: str, unit: str) -> str:
    whole = code.endswith(("total", ".new", "subtotal"))
    return ink.cell(
        ink.key(code), empty=None if whole else ink.pen.empty, unit="万元" if unit == "万元" else None
    )


# ---------------------------------------------------------------- 2008: the local coded table
LINES_2008: tuple[Line, ...] = (
    ("主动公开信息数", "条", "proactive.total"),
    ("新增的行政规范性文件数", "条", "normative_docs.issued"),
    ("提供服务类信息数", "条", "proactive.service_info"),
    ("网站专栏页面访问量", "人次", "website.visits"),
    ("现场接待人数", "人次", "consultation.onsite"),
    ("网上咨询数", "人次", "consultation.online"),
    ("咨询电话接听数", "人次", "consultation.phone"),
    ("申请总数", "件", "applications.new"),
    ("其中：1.当面申请数", "件", "applications.channel.in_person"),
    ("2.传真申请数", "件", "applications.channel.fax"),
    ("3.网上申请数", "件", "applications.channel.online"),
    ("4.信函申请数", "件", "applications.channel.letter"),
    ("5.其他形式申请数", "件", "applications.channel.other"),
    ("对申请的答复总数", "件", "applications.result_total"),
    ("其中：1.同意公开答复数", "件", _R + "granted"),
    ("2.同意部分公开答复数", "件", _R + "partial"),
    ("3.否决公开答复总数", "件", _R + "refused.subtotal"),
    ("其中：（1）非《条例》所指政府信息数", "件", _R + "refused.not_gov_info"),
    ("（2）信息不存在数", "件", _R + "info_not_exist"),
    ("（3）非本部门掌握数", "件", _R + "not_this_agency"),
    ("（4）涉及国家秘密", "件", _R + "refused.state_secret"),
    ("（5）涉及商业秘密", "件", _R + "refused.trade_secret"),
    ("（6）涉及个人隐私", "件", _R + "refused.privacy"),
    ("行政复议数", "件", "reconsideration.total"),
    ("行政诉讼数", "件", "litigation.total"),
    ("行政申诉数", "件", "appeals.total"),
    ("从事政府信息公开工作人员数", "人", "staff.total"),
    ("其中：1.全职人员数", "人", "staff.full_time"),
    ("2.兼职人员数", "人", "staff.part_time"),
    ("政府信息公开专项经费", "万元", "budget.special_funds"),
)


def table_2008(ink: Ink) -> Grid:
    """The coded table some provinces append before 2014: label, unit, code, figure."""
    rows = [["指标名称", "计量单位", "代码", "本年累计"]]
    for number, (label, unit, code) in enumerate(LINES_2008, 1):
        assert code is not None
        rows.append([ink.pen.label(label), unit, f"{number:02}", _figure(ink, code, unit)])
    return plain_grid(rows, ink.say("{.year}年度政府信息公开情况统计表"), (7, 2, 1, 2))
