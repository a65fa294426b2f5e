"""The tables of the four forms, filled with figures and printed in a style."""

# ruff: noqa: E501, E731 (labels as they are printed)
from __future__ import annotations

from dataclasses import replace

from invented.figures import APPLICANTS, Figures, R
from invented.grids import Box, Grid
from invented.style import Style

GROUPS = (
    ("（三）不予公开", "refused", (
        "1.属于国家秘密", "2.其他法律行政法规禁止公开", "3.危及“三安全一稳定”", "4.保护第三方合法权益",
        "5.属于三类内部事务信息", "6.属于四类过程性信息", "7.属于行政执法案卷", "8.属于行政查询事项")),
    ("（四）无法提供", "unavailable", (
        "1.本机关不掌握相关政府信息", "2.没有现成信息需要另行制作", "3.补正后申请内容仍不明确")),
    ("（五）不予处理", "not_processed", (
        "1.信访举报投诉类申请", "2.重复申请", "3.要求提供公开出版物", "4.无正当理由大量反复申请",
        "5.要求行政机关确认或重新出具已获取信息")),
    ("（六）其他处理", "other", (
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "3.其他")),
)  # fmt: skip
CODES = {
    "refused": ("state_secret", "law_prohibited", "three_security_one_stability", "third_party",
                "internal_affairs", "process_info", "enforcement_file", "admin_inquiry"),
    "unavailable": ("not_held", "no_ready_info", "still_unclear"),
    "not_processed": ("petition_complaint", "duplicate", "publication", "mass_repeat", "reissue_confirm"),
    "other": ("uncorrected_overdue", "fee_unpaid", "misc"),
}  # fmt: skip
RELATION = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
LEGAL = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
BLOCKS = {
    "reconsideration": "行政复议",
    "litigation.direct": "未经复议直接起诉",
    "litigation.after_review": "复议后起诉",
}
RESULTS = {
    "upheld": "结果维持",
    "corrected": "结果纠正",
    "other": "其他结果",
    "pending": "尚未审结",
    "total": "总计",
}


def table3(f: Figures, style: Style, form: str) -> Grid:
    L = style.label  # noqa: N806
    note = style.random.random() < 0.8
    rows: list[list[Box]] = [
        [
            L(RELATION if note else "项目", head=True, rows=3, columns=3),
            L("申请人情况", head=True, columns=7),
        ],
        [
            L("自然人", head=True, rows=2),
            L("法人或其他组织", head=True, columns=5),
            L("总计", head=True, rows=2),
        ],
        [L(name, head=True) for name in LEGAL],
    ]
    blank_totals = style.random.random() < 0.07

    def cells(code: str) -> list[Box]:
        boxes = [style.cell((code, who), f[code, who]) for who in APPLICANTS]
        if blank_totals and code.startswith(R):
            style.truth[code, "total"] = (None, "blank", None)
            return [*boxes, Box("", key=(code, "total"))]
        return [*boxes, style.cell((code, "total"), f[code, "total"])]

    rows.append([L("一、本年新收政府信息公开申请数量", columns=3), *cells("applications.new")])
    rows.append([L("二、上年结转政府信息公开申请数量", columns=3), *cells("applications.carried_in")])
    height = 20 if form == "2019" else 22
    rows.append([L("三、本年度办理结果", rows=height), L("（一）予以公开", columns=2), *cells(R + "granted")])
    partial = style.random.choice(
        ["（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "（二）部分公开"]
    )
    rows.append([L(partial, columns=2), *cells(R + "partial")])
    for name, group, labels in GROUPS:
        if group == "other" and form == "2019":
            rows.append([L(name, columns=2), *cells(R + "other.subtotal")])
            continue
        for i, (label, code) in enumerate(zip(labels, CODES[group], strict=True)):
            if label.startswith(("1.申请人无", "2.申请人逾")) and style.random.random() < 0.2:
                label = label.split("、")[0]
            group_box = [L(name, rows=len(labels))] if i == 0 else []
            rows.append([*group_box, L(label), *cells(f"{R}{group}.{code}")])
    rows.append([L("（七）总计", columns=2), *cells("applications.result_total")])
    rows.append([L("四、结转下年度继续办理", columns=3), *cells("applications.carried_out")])
    return Grid(rows, 3, widths=[1.0, 1.6, 3.6, *[1.0] * 7])


def table4(f: Figures, style: Style) -> Grid:
    L = style.label  # noqa: N806
    cell = lambda block, part: style.cell((f"{block}.{part}", None), f[f"{block}.{part}", None])
    parts = list(RESULTS)
    top = [L("行政复议", head=True, columns=5, rows=2), L("行政诉讼", head=True, columns=10)]
    second = [L(BLOCKS[b], head=True, columns=5) for b in ("litigation.direct", "litigation.after_review")]
    third = [L(RESULTS[p], head=True) for _ in BLOCKS for p in parts]
    return Grid([top, second, third, [cell(b, p) for b in BLOCKS for p in parts]], 3, widths=[1.0] * 15)


def table2(f: Figures, style: Style, form: str) -> list[Grid]:
    """Its blocks as one table or as one each; the blocks have 4, 2 or 3 columns, so spans even them out."""
    blocks = blocks_2019(f, style) if form == "2019" else blocks_2021(f, style)
    blocks = [
        [[replace(row[0], columns=len(block[-1]))] if len(row) == 1 else row for row in block]
        for block in blocks
    ]
    if style.random.random() < 0.25:
        return [Grid(rows, 2, widths=[1.0] * len(rows[-1])) for rows in blocks]
    width = 12
    rows = []
    for block in blocks:
        for row in block:
            share = width // len(row)
            rows.append([Box(b.text, 1, share, b.key, b.head) for b in row])
    return [Grid(rows, 0, widths=[1.0] * width)]


def blocks_2021(f: Figures, style: Style) -> list[list[list[Box]]]:
    L = style.label  # noqa: N806
    article = style.random.choice(["第二十条第（{}）项", "第二十条 第（{}）项", "第20条第（{}）项"])
    H = lambda x: [L(article.format(x), head=True)]  # noqa: N806
    info = L("信息内容", head=True)
    cell = lambda code, unit=None: style.cell((code, None), f[code, None], unit)
    rows = [H("一"), [info, *(L(x, head=True) for x in ("本年制发件数", "本年废止件数", "现行有效件数"))]]
    for name, what in (("规章", "rules"), ("行政规范性文件", "normative_docs")):
        rows.append([L(name), *(cell(f"{what}.{m}") for m in ("issued", "repealed", "in_force"))])
    decided = L("本年处理决定数量", head=True)
    five = [H("五"), [info, decided], [L("行政许可"), cell("licensing.decisions")]]
    six = [
        H("六"),
        [info, decided],
        [L("行政处罚"), cell("penalty.decisions")],
        [L("行政强制"), cell("coercion.decisions")],
    ]
    money = style.random.choice(
        [("本年收费金额（单位：万元）", "万元"), ("本年收费金额（单位：元）", "元"), ("本年收费金额", None)]
    )
    eight = [
        H("八"),
        [info, L(money[0], head=True)],
        [L("行政事业性收费"), cell("admin_fees.amount", money[1] or "万元")],
    ]
    return [rows, five, six, eight]


def blocks_2019(f: Figures, style: Style) -> list[list[list[Box]]]:
    L = style.label  # noqa: N806
    H = lambda x: [L(f"第二十条第（{x}）项", head=True)]  # noqa: N806
    info = L("信息内容", head=True)
    cell = lambda code, unit=None: style.cell(
        (code, None), f[code, None], unit, signed=code.endswith("change")
    )
    one = [
        H("一"),
        [info, *(L(x, head=True) for x in ("本年新制作数量", "本年新公开数量", "对外公开总数量"))],
    ]
    for name, what in (("规章", "rules"), ("规范性文件", "normative_docs")):
        one.append(
            [L(name), *(cell(f"{what}.{m}") for m in ("issued", "newly_disclosed", "disclosed_stock"))]
        )
    blocks = [one]
    items = ("上一年项目数量", "本年增/减", "处理决定数量")
    for article, subjects in (("五", (("行政许可", "licensing"), ("其他对外管理服务事项", "other_services"))),
                              ("六", (("行政处罚", "penalty"), ("行政强制", "coercion")))):  # fmt: skip
        rows = [H(article), [info, *(L(x, head=True) for x in items)]]
        for name, what in subjects:
            rows.append(
                [L(name), *(cell(f"{what}.{m}") for m in ("items_prev_year", "items_change", "decisions"))]
            )
        blocks.append(rows)
    blocks.append([H("八"), [info, L(items[0], head=True), L(items[1], head=True)],
                   [L("行政事业性收费"), cell("admin_fees.items_prev_year"), cell("admin_fees.items_change")]])  # fmt: skip
    money = style.random.choice(
        [("采购总金额（单位：元）", "元"), ("采购总金额（万元）", "万元"), ("采购总金额", "元")]
    )
    blocks.append([H("九"), [info, L("采购项目数量", head=True), L(money[0], head=True)],
                   [L("政府集中采购"), cell("procurement.projects"), cell("procurement.amount", money[1])]])  # fmt: skip
    return blocks
