"""Titles of yearly reports: 青岛市司法局2017年政府信息公开工作年度报告 -> (青岛市司法局, 2017).

The order of the parts varies: 2017年度青岛市司法局…, 关于2012年…情况的报告, 政府信息公开年报（2012）—某局.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

HAN_DIGITS = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")} | dict.fromkeys("零○ОOo０0", "0")
YEAR = re.compile(
    r"(?<!\d)(20[0-3]\d)(?!\d)|([二2][〇零○ОOo0][〇零○ОOo0一二三123][〇零○ОOo0一二三四五六七八九])(?=年)"
)
SUBJECT = re.compile(
    r"(?:(?:依申请|主动|依法|全面)?(?:公开)?(?:(?<!人民)政府|政务|行政)?信息(?:主动|依申请|网上)?公开|政务(?:信息)?公开"
    r"|(?:主动|依法|依申请)公开政府信息)(?!(?:工作)?(?:办(?!理|事|法|好)|领导小组|[处科局](?!理)|(?:服务|管理)?中心))"
    r"|政府信息[公开]?(?=工作年度报告)"  # a word or half of one was forgotten
)
REPORT = re.compile(
    r"年度(?:工作)?(?:情况)?(?:的)?报告|年报(?!告)|(?:工作)?(?:情况)?(?:的)?(?:汇报|报告)"
    r"|(?:年度|工作|情况)+总结|工作情况$|年度情况$|情况统计表"
)
NO_REPORT = re.compile(
    r"指南|公开目录|目录$|法治|依法行政|要点|方案|制度|办法$|规定$|条例|细则|考核|考评|评估|测评|通报|培训|会议|检查|督查"
    r"|模[板版]|格式|样[表式本]|范本|参考文本|申请表|流程|半年|季度|\d月|月份|意见$|(?<!报告的)函$|批复|解读|答复$|分析$|讲话|发布会|(?:部署|推进|座谈|动员)会|审核|评议|预算|决算|计划$|安排$"
    r"|(?:填报|编[制写]|补充)说明|编制(?:有关|事项)|学年|高校信息公开|网址|(?:环境|财政|价格|信用)信息公开|专栏|一览|第三方|主要负责人述|述职|工作月报|简报|倡议|问卷|征集|范文|下载|汇编|列表|请问|何时|什么时候|[?？]|图解|一图|图说|综述"
)
# Names of bodies with words of other documents in them.
NAMES = re.compile(
    r"纪律检查|检查[站队]|督查[室局处办]|(?:培训|会议|评估|测评|考[核试评]|预算|征集)(?:中心|[局办处院])|机构编制|组织部"
    r"|法治[\u4e00-\u9fff]{0,8}(?:办公室|委员会)|依法治[省市区县州][\u4e00-\u9fff]{0,8}办"
)
ORDER = re.compile(r"通知|启事|公示")
ANNOUNCES = re.compile(
    r"^》?(?:已?(?:编制|发布|公布)(?:完成)?)?的?(?:公示|公告|通告|通知)|^》?已经?(?:编制|发布|公布)"
)
POSTED = re.compile(r"(?<=报告|年报)的?公示(?=$|\()")
NOTICE = re.compile(r"通知|公告|启事|公示")
HANDED_ON = re.compile(r"(?:印发|公布|发布|转发|下发)")
REST = 4  # characters of a long title that had no room on its line
ORDERED = re.compile(r"编制|编写|编报|报送|上报|撰写|做好|开展|填报|填写|组织")
BLANKS = re.compile(
    r"(?<![0-9A-Za-z])[XxＸ×*＊□_＿]{2,}(?![0-9A-Za-z])"
    r"|[XxＸ×*＊]{1,4}[省市县区局年]|20[XxＸ×*＊_＿ ]{1,2}年|某某|某[省市县区]"
)
# A whole year told by its months, or that of 2008 in which the regulation came into force.
WHOLE_YEAR = re.compile(
    r"(?:(20[0-3]\d)年)?(?:0?1|(?<=2008年)0?5)(?:月(?:0?1日)?)?(?:[-—–~至到])+(?:同年|20[0-3]\d年)?12月(?:31日)?(?:期间)?"
)
# When it was signed, behind the title, and the number of the document before it.
SIGNED = re.compile(
    r"(?<![至到—~-])\(?20[0-3]\d年\d{1,2}月(?:\d{1,2}日)?\)?$|\(20[0-3]\d年\d{1,2}月\d{1,2}日\)"
    r"|20[0-3]\d[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)|[\u4e00-\u9fff]{2,12}[〔\[(【]20[0-3]\d[〕\])】]\d{1,4}号(?=[\u4e00-\u9fff])"
)
# What is reported on in the words of the regulation: 贯彻落实《中华人民共和国政府信息公开条例》情况的报告.
CARRIED_OUT = re.compile(
    r"(?:学习|宣传|贯彻|落实|实施|执行|施行)+(?:国务院)?(?:中华人民共和国)?(政府信息公开)(?:条例|规定|办法)"
)
DATED = re.compile(r"[(〔\[【][^()〔〕\[\]【】]*(?:发布|公布|公开)[)〕\]】]")
REMARK = re.compile(
    r"(?:(?:以下|下)?[简统]?称|汇总|综合|本级|[本含原]|不含|仅|各|[省市区县]本级|新|.*\d|.*年度)"
)
PARENTHESES = re.compile(r"[(〔\[【]([^()〔〕\[\]【】]*)[)〕\]】]")
LEADING = re.compile(
    r"^(?:(?:填报|填表)单位[:：]?|关于|附件\d*[:：.]?|附[:：]|转发|印发|发布|公布|公开|编制|现将|现公布|(?:年度|工作){1,3}报告|根据|由|的|打印(?:页面|预览|本页)?(?=[-—_|丨:：·])|度(?!假)|年度|年|及"
    r"|[\d一二三四五六七八九十]{1,2}[、.．]|[-—_|丨/:：·.)\s])+"
)
TRAILING = re.compile(
    r"(?:关于|发布|公布|公开|编制|贯彻|落实|实施|执行|推进|开展|办理|报送|年度|度|年|的|和|及|本级|全年|工作|依法|(?<=海关)关区|[-—_|丨/:：·.\s])+$"
)
ANNOUNCED = re.compile(
    r"(?:公布|发布|公开|编制了?|现将|由)《?([^。，,；;:：]{4,70}?(?:报告|年报))(?!格式|有关|编制|的通知|工作的)"
)
# A report that names itself in its first words: 大竹县2009年政府信息公开工作年度报告（以下简称年报）根据…
OPENING = re.compile(
    r"(?:^|[\n。])\s*《?([^。，,；;：:\n]{6,60}?(?:报告|年报))》?[（(，,]?(?:以下简称|根据|依据|按照|依照|由|是)"
)
QUOTED_RULES = re.compile(
    r"《[^》]*(?:条例|办法|规定|通知|格式|细则|要点|函|意见|方案)[^》]*》|[（(][^（）()]{0,40}号[）)]"
)
NO_BODY = re.compile(r"[本全]部$|.*(?:网站?|门户|平台)$")
OWN = re.compile(
    r"[本我该](?:局|委|厅|部|署|院|办|单位|机关|街道|镇|乡|[省市县区旗州盟]|政府|中心|[会社队馆校所站])"
)
# Words between a body that hands a report on, or writes it, and the body whose report it is.
HANDING = re.compile(
    r"关于(?:公布|发布|公开|报送)|(?:关于)?(?:转发|印发|批转|编制[了的]|公布[了的]|发布[了的])的?"
)
ORGAN_END = re.compile(
    r"(?:人民政府|政府|委员会|管委会|办事处|办公[厅室]|[局厅委部署院会办处所站队校馆社台团行联协室宫城厂矿港]|中心|热线|第[一二三四五六七八九十]+师|公司|大学|学院|学校|医院|集团"
    r"|街道|(?<=政府)机关|(?<=气象)部门|海关|监狱|基地|苏木|中学|小学|幼儿园|[镇乡街区县旗市州盟省场园司科])$"
)
# Of the whole province and no more: 某省省级政府信息公开.
WHOLE_LEVEL = re.compile(r"([省市县区])\1级(?:政府)?$")
MISPRINTED = ("信息工作", "信息公工作", "信息开工作")
LONGEST_LINE = 60
SENTENCE = re.compile(r"[。，：:]")
DAY = re.compile(r"20\d\d[-/.]\d")
GREETING = re.compile(r"欢迎|您好|今天是")


@dataclass(frozen=True, slots=True)
class Title:
    """What a title says: the body as printed there ("" where there is none), the year, words in brackets.

    `bare_table` is that of a 统计表 that may stand alone; what `announces` may be a mere notice.
    """

    organ: str
    year: int | None
    remarks: str = ""
    bare_table: bool = False
    announces: bool = False


def tidy(text: str) -> str:
    """A title on one line: NFKC, no blanks, no quotation marks."""
    text = unicodedata.normalize("NFKC", re.sub(r"<[a-z/ ]{1,6}>", "", text))
    return re.sub(r"[\s\u200b\ufeff《》“”\"‘’]+", "", text)


def read_title(text: str) -> Title | None:
    """The parts of a report's title, None where the text is no title of one."""
    told = "公" in text and "开" in text
    if not told and not any(
        words in text for words in MISPRINTED
    ):  # true of most lines of a page, and told at once
        return None
    return _parts(text)


@lru_cache(maxsize=1024)  # several readers ask for the titles of one page
def _parts(text: str) -> Title | None:
    title = plainly(tidy(text))
    subject = SUBJECT.search(title)
    report = REPORT.search(title, subject.end()) if subject else None
    if not subject or not report or len(title) > 90 or is_other(title):
        return None
    remarks = " ".join(PARENTHESES.findall(title))
    organ = body_name(title[: subject.start()])
    if not organ:
        middle = body_name(title[subject.end() : report.start()])
        organ = middle if len(middle) > 2 else body_name(title[report.end() :]) or body_name(remarks)
    organ = "" if OWN.fullmatch(organ) else organ
    announces = bool(ANNOUNCES.search(title[report.end() :]))
    return Title(organ, title_year(title, report.end()), remarks, report[0] == "情况统计表", announces)


def one_or_two(first: str, second: str) -> Iterator[str]:
    """A line that may be a title, and it with the next one where a title may be broken over both: a sentence
    or a greeting begins none, the day of publication ends none, and a name over a title that begins with it
    is the head of the page.
    """
    if len(first) > LONGEST_LINE or "。" in first:
        return
    yield first
    apart = SENTENCE.search(first) or GREETING.search(first) or DAY.search(second) or second.startswith(first)
    if (len(first) <= 30 or len(second) <= REST) and len(second) <= 40 and not apart:
        yield first + second


def announced(text: str) -> Iterator[Title]:
    """The titles in sentences that publish a report: 现公布某局2016年政府信息公开年度报告."""
    plain = QUOTED_RULES.sub("", text)
    for match in (*OPENING.finditer(plain), *ANNOUNCED.finditer(plain)):
        if title := read_title(match[1]):
            yield replace(title, organ="") if OWN.match(title.organ) or "各" in title.organ else title


def is_other(title: str) -> bool:
    """Whether a title that speaks of such reports is that of another document."""
    title = NAMES.sub("", plainly(DATED.sub("", title)))
    if NO_REPORT.search(title):
        return True
    if ORDER.search(POSTED.sub("", title)) and not HANDED_ON.search(title):
        return True
    return bool(NOTICE.search(title) and ORDERED.search(title))


def plainly(title: str) -> str:
    """A tidy title that says a whole year by its number, the matter without the name of the regulation."""
    title = WHOLE_YEAR.sub(lambda match: f"{match[1]}年" if match[1] else "", title)
    return CARRIED_OUT.sub(r"\1", SIGNED.sub("", title))


def has_blanks(text: str) -> bool:
    """Whether a name or a year is left to be filled in, as in a template."""
    return bool(BLANKS.search(tidy(text)))


def body_name(text: str) -> str:
    """The body in a piece of a title without year and filling words; "" where it is none."""
    name = PARENTHESES.sub(_kept, text)
    name = re.sub(r"(?:至|到|-|—)?" + f"(?:{YEAR.pattern})" + r"年?(?:年度|度)?", " ", name)
    pieces = re.split(r"[-—–\s_|｜]+", WHOLE_LEVEL.sub(r"\1", name))
    name = max((body for piece in pieces if (body := _body_in(piece))), key=len, default="")
    return name.replace("(", "（").replace(")", "）")


def _kept(match: re.Match[str]) -> str:
    """Words in brackets that are part of a name: 区委(区政府)办公室, 中国(上海)自由贸易试验区管理委员会."""
    before, after = match.string[: match.start()], match.string[match.end() :]
    if not before or REMARK.match(match[1]):
        return ""
    inside = re.match(r"[\u4e00-\u9fff]", after) and not TRAILING.match(after)
    double = ORGAN_END.search(before) and ORGAN_END.search(match[1])
    return match[0] if inside or double else ""


def _body_in(piece: str) -> str:
    name = next((part for part in reversed(HANDING.split(piece)) if part), "")
    name = TRAILING.sub("", LEADING.sub("", re.sub(r"^[A-Za-z]+(?=[\u4e00-\u9fff]{2})", "", name)))
    return (
        name
        if 2 <= len(name) <= 40 and not NO_BODY.match(name) and ORGAN_END.search(re.sub(r"[)）]$", "", name))
        else ""
    )


def title_year(title: str, end: int) -> int | None:
    """The year nearest before the word for report, else the first one behind it."""
    years = [(match.start(), year_of(match)) for match in YEAR.finditer(title)]
    before = [year for start, year in years if start < end]
    return before[-1] if before else years[0][1] if years else None


def year_of(match: re.Match[str]) -> int:
    """2017 of `2017` and of `二〇一七`."""
    digits = match[1] or "".join(HAN_DIGITS.get(c, c) for c in match[2])
    return int(digits)
