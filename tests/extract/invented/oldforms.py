"""The 统计表 of form 2014 and local coded tables of form 2008, filled with figures and printed in a style."""

from __future__ import annotations

from random import Random

from invented.figures import Figures, R, count
from invented.grids import Box, Grid
from invented.style import Style

HEAD = ""
ROWS_2014: tuple[tuple[str, str, str], ...] = (
    ("一、主动公开情况", "——", HEAD),
    ("（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）", "条", "proactive.total"),
    ("其中：主动公开规范性文件数", "条", "proactive.normative_docs_disclosed"),
    ("制发规范性文件总数", "件", "normative_docs.issued"),
    ("（二）通过不同渠道和方式公开政府信息的情况", "——", HEAD),
    ("1.政府公报公开政府信息数", "条", "proactive.channel.gazette"),
    ("2.政府网站公开政府信息数", "条", "proactive.channel.website"),
    ("3.政务微博公开政府信息数", "条", "proactive.channel.weibo"),
    ("4.政务微信公开政府信息数", "条", "proactive.channel.wechat"),
    ("5.其他方式公开政府信息数", "条", "proactive.channel.other"),
    ("二、回应解读情况", "——", HEAD),
    ("（一）回应公众关注热点或重大舆情数（不同方式回应同一热点或舆情计1次）", "次", "response.hot_topics"),
    ("（二）通过不同渠道和方式回应解读的情况", "——", HEAD),
    ("1.参加或举办新闻发布会总次数", "次", "response.press_conferences"),
    ("其中：主要负责同志参加新闻发布会次数", "次", "response.press_conferences_by_head"),
    ("2.政府网站在线访谈次数", "次", "response.web_interviews"),
    ("其中：主要负责同志参加政府网站在线访谈次数", "次", "response.web_interviews_by_head"),
    ("3.政策解读稿件发布数", "篇", "interpretation.articles"),
    ("4.微博微信回应事件数", "次", "response.weibo_wechat"),
    ("5.其他方式回应事件数", "次", "response.other"),
    ("三、依申请公开情况", "——", HEAD),
    ("（一）收到申请数", "件", "applications.new"),
    ("1.当面申请数", "件", "applications.channel.in_person"),
    ("2.传真申请数", "件", "applications.channel.fax"),
    ("3.网络申请数", "件", "applications.channel.online"),
    ("4.信函申请数", "件", "applications.channel.letter"),
    ("（二）申请办结数", "件", "applications.handled.total"),
    ("1.按时办结数", "件", "applications.handled.on_time"),
    ("2.延期办结数", "件", "applications.handled.extended"),
    ("（三）申请答复数", "件", "applications.result_total"),
    ("1.属于已主动公开范围数", "件", R + "already_public"),
    ("2.同意公开答复数", "件", R + "granted"),
    ("3.同意部分公开答复数", "件", R + "partial"),
    ("4.不同意公开答复数", "件", R + "refused.subtotal"),
    ("其中：涉及国家秘密", "件", R + "refused.state_secret"),
    ("涉及商业秘密", "件", R + "refused.trade_secret"),
    ("涉及个人隐私", "件", R + "refused.privacy"),
    ("危及国家安全、公共安全、经济安全和社会稳定", "件", R + "refused.three_security_one_stability"),
    ("不是《条例》所指政府信息", "件", R + "refused.not_gov_info"),
    ("法律法规规定的其他情形", "件", R + "refused.law_prohibited"),
    ("5.不属于本行政机关公开数", "件", R + "not_this_agency"),
    ("6.申请信息不存在数", "件", R + "info_not_exist"),
    ("7.告知作出更改补充数", "件", R + "asked_to_amend"),
    ("8.告知通过其他途径办理数", "件", R + "redirected"),
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
    ("八、机构建设和保障经费情况", "——", HEAD),
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
    ("九、政府信息公开会议和培训情况", "——", HEAD),
    ("（一）召开政府信息公开工作会议或专题会议数", "次", "meetings.count"),
    ("（二）举办各类培训班数", "次", "training.sessions"),
    ("（三）接受培训人员数", "人次", "training.participants"),
)
ROWS_2008: tuple[tuple[str, str, str], ...] = (
    ("主动公开信息数", "条", "proactive.total"),
    ("其中：全文电子化的主动公开信息数", "条", "proactive.fulltext_electronic"),
    ("新增的行政规范性文件数", "条", "normative_docs.issued"),
    ("提供服务类信息数", "条", "proactive.service_info"),
    ("网站专栏页面访问量", "人次", "website.visits"),
    ("现场接待人数", "人次", "consultation.onsite"),
    ("网上咨询数", "人次", "consultation.online"),
    ("咨询电话接听数", "人次", "consultation.phone"),
    ("依申请公开信息目录数", "条", "applications.catalogue_items"),
    ("依申请公开信息申请总数", "条", "applications.new"),
    ("其中：1.当面申请数", "条", "applications.channel.in_person"),
    ("2.传真申请数", "条", "applications.channel.fax"),
    ("3.网上申请数", "条", "applications.channel.online"),
    ("4.信函申请数", "条", "applications.channel.letter"),
    ("5.其他形式申请数", "条", "applications.channel.other"),
    ("对申请的答复总数", "条", "applications.result_total"),
    ("其中：1.同意公开答复数", "条", R + "granted"),
    ("2.同意部分公开答复数", "条", R + "partial"),
    ("3.否决公开答复总数", "条", R + "refused.subtotal"),
    ("其中：（1）“非《规定》所指政府信息”数", "条", R + "refused.not_gov_info"),
    ("（2）“信息不存在”数", "条", R + "info_not_exist"),
    ("（3）“非本部门掌握”数", "条", R + "not_this_agency"),
    ("（4）“申请内容不明确”数", "条", R + "unavailable.still_unclear"),
    ("（5）“免予公开范围1”（国家秘密）数", "条", R + "refused.state_secret"),
    ("（6）“免予公开范围2”（商业秘密）数", "条", R + "refused.trade_secret"),
    ("（7）“免予公开范围3”（个人隐私）数", "条", R + "refused.privacy"),
    ("（8）“免予公开范围4”（调查、讨论、处理过程中）数", "条", R + "refused.process_info"),
    ("（9）“免予公开范围5”（行政执法）数", "条", R + "refused.enforcement_file"),
    ("（10）“免予公开范围6”（法律、法规规定）数", "条", R + "refused.law_prohibited"),
    ("行政复议数", "件", "reconsideration.total"),
    ("行政诉讼数", "件", "litigation.total"),
    ("行政申诉数", "件", "appeals.total"),
    ("指定专职人员数", "人", "staff.total"),
    ("其中：1.全职人员数", "人", "staff.full_time"),
    ("2.兼职人员数", "人", "staff.part_time"),
    ("处理政府信息公开的专项经费", "万元", "budget.special_funds"),
    ("处理政府信息公开的实际支出", "万元", "budget.actual_expenditure"),
)
WITH_TOTAL = ("applications.new", "applications.result_total", R)
REPORT_HEADS = (
    ("统计指标", "单位", "统计数"),
    ("统  计  指  标", "单位", "统计数"),
    ("指标名称", "计量单位", "数量"),
    ("项目", "单位", "合计"),
)


def form_2008(random: Random) -> Figures:
    f: dict[str, int | float] = {code: count(random, 400, 0.4) for _, _, code in ROWS_2008}
    channels = [c for c in f if c.startswith("applications.channel.")]
    f["applications.new"] = sum(f[c] for c in channels)
    grounds = [c for c in f if c.startswith(R)][3:]
    f[R + "refused.subtotal"] = sum(f[c] for c in grounds)
    f["applications.result_total"] = f[R + "granted"] + f[R + "partial"] + f[R + "refused.subtotal"]
    f["proactive.fulltext_electronic"] = min(f["proactive.fulltext_electronic"], f["proactive.total"])
    f["staff.total"] = f["staff.full_time"] + f["staff.part_time"]
    return {(code, "total" if code.startswith(WITH_TOTAL) else None): value for code, value in f.items()}


def statistics_table(f: Figures, style: Style) -> Grid:
    """The table of form 2014: a line an indicator, perhaps with columns by level or rows of a province."""
    random = style.random
    name, unit, total = random.choice(REPORT_HEADS)
    local = random.choice([(), (), (), (), ("区政府", "区直部门", "乡镇街道"), ("上年数",)])
    heads = [
        style.label(name, head=True),
        style.label(unit, head=True),
        Box(total, head=True),
        *(Box(x, head=True) for x in local),
    ]
    rows = [heads]
    for label, measure, code in ROWS_2014:
        row = [style.label(label), Box(measure if measure != "——" else random.choice(["——", "", "—"]))]
        if code == HEAD:
            row += [Box(random.choice(["——", "", "/"])) for _ in (total, *local)]
        else:
            key = (code, "total" if (code, "total") in f else None)
            row += [figure_cell(style, key, f[key], measure), *parts(random, f[key], len(local))]
        rows.append(row)
    if random.random() < 0.15:
        rows.insert(
            random.randint(4, 12),
            [
                Box("公开公共企事业单位办事信息数"),
                Box("条"),
                Box(str(random.randint(1, 99))),
                *(Box("") for _ in local),
            ],
        )
    return Grid(rows, 1, widths=[5.0, 1.0, 1.2, *[1.2] * len(local)])


def coded_table(f: Figures, style: Style) -> Grid:
    """A local table of form 2008: codes run on, whatever rows the place left out."""
    random = style.random
    value_heads = random.choice([("本年累计",), ("统计数",), ("数量",), ("本年数", "历年累计"), ("合计",)])
    rows = [
        [
            Box("指标名称", head=True),
            Box("计量单位", head=True),
            Box("代码", head=True),
            *(Box(x, head=True) for x in value_heads),
        ]
    ]
    left_out = {
        code for _, _, code in ROWS_2008 if random.random() < 0.08 and not code.startswith("applications")
    }
    for number, (label, unit, code) in enumerate(
        [r for r in ROWS_2008 if r[2] not in left_out], random.randint(1, 4)
    ):
        key = (code, "total" if (code, "total") in f else None)
        more = [Box(str(int(f[key]) * 2 + 3)) for _ in value_heads[1:]]
        rows.append(
            [
                style.label(label),
                Box(unit),
                Box(f"{number:02d}"),
                figure_cell(style, key, f[key], unit),
                *more,
            ]
        )
    return Grid(rows, 1, widths=[5.0, 1.2, 0.8, *[1.2] * len(value_heads)])


def figure_cell(style: Style, key: tuple[str, str | None], value: float, unit: str) -> Box:
    style_units, style.units = style.units, False
    box = style.cell(key, value, unit if unit.endswith("元") else None)
    style.units = style_units
    return box


def parts(random: Random, whole: float, number: int) -> list[Box]:
    if number == 1:
        return [Box(str(int(whole) + random.randint(1, 50)))]
    cuts = sorted(random.randint(0, int(whole)) for _ in range(number - 1)) if number else []
    return [Box(str(b - a)) for a, b in zip([0, *cuts], [*cuts, int(whole)], strict=True)] if number else []
