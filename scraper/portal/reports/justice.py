"""One report in full: 云河市司法局 for 2017. Its figures are those of a real bureau, its words are ours.

It has no table, few figures of its own work and many of another business (legal aid, a telephone line), which
must not be read as figures of the report.
"""

from __future__ import annotations

from scraper.portal.numbers import Figures
from scraper.portal.parts import Paragraph, Part
from scraper.portal.reports.ink import Ink
from scraper.portal.reports.prose import Section, numbered

BODY, YEAR = "ys_sfj", 2017
FIGURES: Figures = {
    ("proactive.total", None): 1901,
    ("interpretation.articles", None): 3,
    ("proactive.channel.new_media", None): 1530,
    ("interaction.letters_hotline", None): 1500,
    ("applications.new", "total"): 15,
    ("reconsideration.total", None): 0,
    ("litigation.total", None): 0,
    ("complaints.total", None): 0,
}


def parts(ink: Ink) -> list[Part]:
    """The text, printed through the ink like any other report."""
    sections: list[Section] = [
        (title, [Paragraph(ink.say(text)) for text in texts]) for title, texts in _TEXT
    ]
    return [Paragraph(ink.say(_INTRO)), *numbered(ink, sections)]


_INTRO = (
    "为便于公众了解和监督司法行政机关的信息公开工作，{.organ}依照《中华人民共和国政府信息公开条例》编制本报告，"
    "反映{.from}到{.until}的情况。报告全文可在云河政务网（www.yunheshi.test）查阅。"
    "意见和建议请寄{.office}（桐花路48号3楼，邮编999017，电话{.phone}，传真0991-5310789）。"
)
_TEXT: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "工作概况",
        (
            "{.year}年，{.we}对照全市政务公开要点梳理任务，把公开的责任分到处室、落到个人，"
            "年初有计划、季度有检查、年终有考评，公开的范围比往年更宽，办理的节奏比往年更快。",
        ),
    ),
    (
        "组织保障和制度建设",
        (
            "局长任领导小组组长，办公室设专门岗位负责日常工作。年内新修订信息发布、申请办理两项流程，"
            "对一份信息从起草到归档的每一步都写明了时限和经办人。",
        ),
    ),
    (
        "解读、回应和互动",
        (
            "凡涉及群众利益的文件，解读与正文一并送审。{.year}年本局发布政策解读文件{interpretation.articles}篇，"
            "并多次走进电台直播间，就公证、律师、法律援助等话题与听众交流。",
            "各类热线、信箱和网上留言是群众找{.we}最常用的办法，全年由这些渠道受理的咨询、建议和投诉共{interaction.letters_hotline~余}条，"
            "逐条登记、逐条回复。",
        ),
    ),
    (
        "重点领域公开",
        (
            "行政许可和行政处罚的依据、程序、结果按要求上网，随机抽查的事项清单和抽查结果同步公布；"
            "部门预算、决算及“三公”经费在规定时间内向社会公开。",
        ),
    ),
    (
        "主动公开和平台建设",
        (
            "本年度累计主动公开各类政府信息{proactive.total}条，范围包括公文、规划、人事、财务、办事指南和工作动态。"
            "局网站完成改版，检索和手机浏览更为方便。",
            "新媒体方面，“云河普法”等微博、微信账号全年发布信息{proactive.channel.new_media}条。",
        ),
    ),
    (
        "依申请公开办理",
        (
            "申请数量较上年明显上升，{.year}年共受理政府信息公开申请{applications.new}件，全部依照规定的程序和期限答复申请人。",
        ),
    ),
    (
        "复议、诉讼和举报投诉",
        (
            "{.year}年没有发生{!reconsideration.total,litigation.total}涉及{.we}政府信息公开的行政复议和行政诉讼，"
            "也没有收到{!complaints.total}对{.we}政府信息公开工作的举报和投诉。",
        ),
    ),
    (
        "保密审查",
        ("坚持先审后发，一件一审，谁提供谁负责、谁审核谁负责，全年没有出现泄密问题。",),
    ),
    (
        "所属单位公开情况",
        (
            "市法律援助中心迁入新的公共法律服务大厅，实行一个窗口受理、一次性告知。"
            "该中心{.year}年受理法律援助案件7510件，办结6374件，帮助受援人挽回损失或取得利益11397万元，"
            "其中追讨农民工工资3940.4万元；法律咨询专线改为昼夜值守，接听来电52649人次。",
        ),
    ),
    (
        "问题和打算",
        (
            "与群众的期待相比，{.we}公开的深度还不够，新媒体的内容还偏于活动报道。"
            "{.next}年将充实解读力量，扩大公开范围，把群众问得最多的事情讲清楚。",
        ),
    ),
)
