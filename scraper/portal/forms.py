"""The four forms as data: which rows they print, what these are called and which indicator they carry.

Labels are those of the official forms (notes of the domain, 1A-1D). An applicant of "total" means that the
indicator has applicant columns in later forms.
"""

from __future__ import annotations

from collections.abc import Sequence

Rows = tuple[tuple[str, int], ...]

R = "applications.result."
PROACTIVE = ("proactive.total", "proactive.channel.website", "proactive.channel.other")
NEW_MEDIA = ("proactive.channel.new_media", "proactive.channel.weibo", "proactive.channel.wechat")
STAFF = ("staff.total", "staff.full_time", "staff.part_time")
CONSULTATION = ("consultation.total", "consultation.onsite", "consultation.online", "consultation.phone")
HANDLED = ("applications.handled.total", "applications.handled.on_time", "applications.handled.extended")
_CHANNELS = ("in_person", "fax", "online", "letter", "other")
CHANNELS_A = tuple(f"applications.channel.{name}" for name in _CHANNELS)
CHANNELS_B = CHANNELS_A[:4]

# (indicator, how often it happens)
OUTCOMES_A: Rows = (
    (R + "granted", 62),
    (R + "partial", 9),
    (R + "refused.not_gov_info", 5),
    (R + "info_not_exist", 8),
    (R + "not_this_agency", 9),
    (R + "refused.state_secret", 1),
    (R + "refused.trade_secret", 2),
    (R + "refused.privacy", 4),
)
ANSWERS_B: Rows = (
    (R + "already_public", 24),
    (R + "granted", 34),
    (R + "partial", 6),
    (R + "refused.subtotal", 8),
    (R + "not_this_agency", 12),
    (R + "info_not_exist", 8),
    (R + "asked_to_amend", 4),
    (R + "redirected", 4),
)
GROUNDS_B = tuple(
    R + "refused." + name
    for name in (
        "state_secret",
        "trade_secret",
        "privacy",
        "three_security_one_stability",
        "not_gov_info",
        "law_prohibited",
    )
)

# Table 3 of 2019 and 2021: (group, ((label, indicator), …)); a group without label of its own is one row.
_REFUSED = (
    ("1.属于国家秘密", R + "refused.state_secret"),
    ("2.其他法律行政法规禁止公开", R + "refused.law_prohibited"),
    ("3.危及“三安全一稳定”", R + "refused.three_security_one_stability"),
    ("4.保护第三方合法权益", R + "refused.third_party"),
    ("5.属于三类内部事务信息", R + "refused.internal_affairs"),
    ("6.属于四类过程性信息", R + "refused.process_info"),
    ("7.属于行政执法案卷", R + "refused.enforcement_file"),
    ("8.属于行政查询事项", R + "refused.admin_inquiry"),
)
_UNAVAILABLE = (
    ("1.本机关不掌握相关政府信息", R + "unavailable.not_held"),
    ("2.没有现成信息需要另行制作", R + "unavailable.no_ready_info"),
    ("3.补正后申请内容仍不明确", R + "unavailable.still_unclear"),
)
_NOT_PROCESSED = (
    ("1.信访举报投诉类申请", R + "not_processed.petition_complaint"),
    ("2.重复申请", R + "not_processed.duplicate"),
    ("3.要求提供公开出版物", R + "not_processed.publication"),
    ("4.无正当理由大量反复申请", R + "not_processed.mass_repeat"),
    ("5.要求行政机关确认或重新出具已获取信息", R + "not_processed.reissue_confirm"),
)
_OTHER_D = (
    ("1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", R + "other.uncorrected_overdue"),
    ("2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", R + "other.fee_unpaid"),
    ("3.其他", R + "other.misc"),
)
Group = tuple[str, tuple[tuple[str, str], ...]]
_SHARED: tuple[Group, ...] = (
    ("（一）予以公开", (("", R + "granted"),)),
    ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", (("", R + "partial"),)),
    ("（三）不予公开", _REFUSED),
    ("（四）无法提供", _UNAVAILABLE),
    ("（五）不予处理", _NOT_PROCESSED),
)
GROUPS_C: tuple[Group, ...] = (*_SHARED, ("（六）其他处理", (("", R + "other.subtotal"),)))
GROUPS_D: tuple[Group, ...] = (*_SHARED, ("（六）其他处理", _OTHER_D))
OUTCOMES_C = tuple(code for _, rows in GROUPS_C for _, code in rows)
OUTCOMES_D = tuple(code for _, rows in GROUPS_D for _, code in rows)
FRAME_T3 = (
    "applications.new",
    "applications.carried_in",
    "applications.result_total",
    "applications.carried_out",
)
NEW_T3, IN_T3, TOTAL_T3, OUT_T3 = (
    "一、本年新收政府信息公开申请数量",
    "二、上年结转政府信息公开申请数量",
    "（七）总计",
    "四、结转下年度继续办理",
)
KINDS_T3 = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
HINT_T3 = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"

BLOCKS_T4 = ("reconsideration", "litigation.direct", "litigation.after_review")
RESULTS_T4 = ("upheld", "corrected", "other", "pending", "total")
LABELS_T4 = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")

STOCK_C = ("issued", "newly_disclosed", "disclosed_stock")
STOCK_D = ("issued", "repealed", "in_force")
ITEMS_C = ("licensing", "other_services", "penalty", "coercion", "admin_fees")
DECISIONS_D = ("licensing", "penalty", "coercion")

# Table 2: (block, heads, ((label, indicators), …))
Block = tuple[str, tuple[str, ...], tuple[tuple[str, tuple[str, ...]], ...]]


def _codes(name: str, parts: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"{name}.{part}" for part in parts)


_ITEMS = ("信息内容", "上一年项目数量", "本年增/减", "处理决定数量")
_ITEM_PARTS = ("items_prev_year", "items_change", "decisions")
BLOCKS_C: tuple[Block, ...] = (
    (
        "第二十条第（一）项",
        ("信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量"),
        (("规章", _codes("rules", STOCK_C)), ("规范性文件", _codes("normative_docs", STOCK_C))),
    ),
    (
        "第二十条第（五）项",
        _ITEMS,
        (
            ("行政许可", _codes("licensing", _ITEM_PARTS)),
            ("其他对外管理服务事项", _codes("other_services", _ITEM_PARTS)),
        ),
    ),
    (
        "第二十条第（六）项",
        _ITEMS,
        (("行政处罚", _codes("penalty", _ITEM_PARTS)), ("行政强制", _codes("coercion", _ITEM_PARTS))),
    ),
    ("第二十条第（八）项", _ITEMS[:3], (("行政事业性收费", _codes("admin_fees", _ITEM_PARTS[:2])),)),
    (
        "第二十条第（九）项",
        ("信息内容", "采购项目数量", "采购总金额"),
        (("政府集中采购", ("procurement.projects", "procurement.amount")),),
    ),
)
_DECIDED = ("信息内容", "本年处理决定数量")
BLOCKS_D: tuple[Block, ...] = (
    (
        "第二十条第（一）项",
        ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"),
        (("规章", _codes("rules", STOCK_D)), ("行政规范性文件", _codes("normative_docs", STOCK_D))),
    ),
    ("第二十条第（五）项", _DECIDED, (("行政许可", ("licensing.decisions",)),)),
    (
        "第二十条第（六）项",
        _DECIDED,
        (("行政处罚", ("penalty.decisions",)), ("行政强制", ("coercion.decisions",))),
    ),
    (
        "第二十条第（八）项",
        ("信息内容", "本年收费金额（单位：万元）"),
        (("行政事业性收费", ("admin_fees.amount",)),),
    ),
)


def weights(rows: Rows) -> list[int]:
    return [weight for _, weight in rows]
