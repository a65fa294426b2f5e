"""The words and addresses by which yearly reports and the columns that list them are known."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote, urlsplit

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|[二2][〇○零ОOo0][〇○零ОOo0一二][〇○零ОOo0一二三四五六七八九]")
_REPORT = re.compile(
    r"公开.{0,12}(?:年报|报告|总结)|信息公开(?:工作)?(?:开展)?情况(?:汇报)?$|年度报告|年报(?!名|告名|送|表)"
)
_NO_REPORT = re.compile(r"通知|解读|指南|意见|报送|填报|办法|公告$|函$|财务|预算|决算|统计年报|法治|质量")
_ENDS = r"(?:工作)?(?:年度?)?(?:工作)?(?:报告|年报)(?:专栏|栏目|列表|公示|公布|汇编)?"
_NAME = re.compile(rf"(?:.{{0,16}}公开|(?:政府|政务)?(?:信息)?){_ENDS}")
_SPAN = re.compile(
    r"[（(\[【][^）)\]】]{0,30}[）)\]】]|(?:20\d\d|历)\s*(?:年度?)?\s*[-—–~至到]+\s*20\d\d\s*(?:年度?)?|^历年"
)
_DIRECTORY = re.compile(
    r"/(?:[a-z]*(?:xxgk|zwgk|gk|xx|zf|gkgz)n(?:ian)?(?:b|du?bg)|ndbg|gzndbg|nianbao|ndgzbg|nb|gkbg|ndgkbg|ndbgl?)\w{0,9}(?:/|\.|$)"
    r"|annual|ndbg|nianbao|nianduba",
    re.IGNORECASE,
)
_OF_REPORTS = re.compile(r"公开.{0,6}年报|公开.{0,6}年度报告|^.{0,8}年报$|^.{0,8}年度报告$")
_MUST = ("主动公开", "依申请公开", "行政复议", "行政诉讼", "本报告", "统计期限", "收费")
_BODY = re.compile(r".{1,20}(?:局|委|办|厅|政府|镇|乡|街道|中心|支队|办公室|委员会|办事处|公司|院|所)$")
# What leads nearer, and how much: the first that fits.
_LEADS = (
    (
        60,
        re.compile(r"^(?:政府)?信息公开(?:平台|专栏|目录|专区|网)?$|^政府信息公开|^信息公开(?:制度|年报)?$"),
    ),
    (
        48,
        re.compile(
            r"^政务公开(?:平台|专栏|网)?$|^公开$|^政府信息$|^(?:县|区|市|局|厅|本局|部门)?.{0,4}公开$|法定主动公开"
        ),
    ),
    (40, re.compile(r"(?:网站|站点|网页|栏目)(?:地图|导航)|^导航$|site ?map", re.IGNORECASE)),
    (34, re.compile(r"公开|政务|信息目录|openness|disclosure", re.IGNORECASE)),
    (26, re.compile(r"^进入|进入(?:网站|首页|主站)|^首页$|^网站首页$|^home$", re.IGNORECASE)),
    (22, re.compile(r"^更多|more|>>|》|栏目|专栏|工作动态|统计|总结|计划", re.IGNORECASE)),
)
_PATHS = re.compile(r"zfxxgk|xxgk|zwgk|gkml|openness|gongkai|xinxi", re.IGNORECASE)
# Tried when the navigation has led nowhere yet; the better known first.
USUAL = (
    "/zfxxgk/zfxxgknb/",
    "/zwgk/zfxxgknb/",
    "/gkmlpt/index",
    "/zfxxgk/",
    "/sitemap.xml",
    "/module/xxgk/xxgkAnnualReport.jsp",
    "/zwgk/zfxxgk/zfxxgknb/",
    "/xxgk/zfxxgknb/",
    "/zfxxgk/zfxxgknb.htm",
    "/zwgk/ndbg/",
    "/zwgk/xxgknb/",
    "/xxgk/xxgknb/",
)


def is_report(title: str) -> bool:
    """Whether a title is that of one yearly report: it names a year."""
    squeezed = re.sub(r"\s+", "", unicodedata.normalize("NFKC", title))
    return (
        bool(_YEAR.search(squeezed) and _REPORT.search(squeezed))
        and not _NO_REPORT.search(squeezed)
        and len(squeezed) < 90
    )


def is_column(name: str) -> bool:
    """Whether words are the name of a column of yearly reports: they name no year."""
    squeezed = re.sub(r"[\s·>»|:：]+", "", _SPAN.sub("", name))
    return 2 <= len(squeezed) <= 24 and bool(_NAME.fullmatch(squeezed)) and not _YEAR.search(squeezed)


def reads_like_report(text: str) -> bool:
    """Whether the text of a page is that of a report: it speaks of what reports must speak of."""
    return sum(words in text for words in _MUST) > 2


def report_folder(url: str) -> str | None:
    """The folder of an address that is called as yearly reports are: /gov/annual-report/ of …/2024/7.html."""
    path = urlsplit(url).path
    found = _DIRECTORY.search(path)
    end = path.find("/", found.end() - 1) if found else -1
    return path[: end + 1] if end >= 0 and path[end + 1 :] else None


def first_year(title: str) -> str | None:
    """The first year that a title names, as it is printed."""
    found = _YEAR.search(title)
    return found[0] if found else None


def is_body(text: str) -> bool:
    """Whether a link says the name of a public body, or that with the name of its report, and no year."""
    if _YEAR.search(text):
        return False
    squeezed = re.sub(r"(?:政府|政务)?信息公开.*$", "", re.sub(r"\s+", "", text))
    return bool(_BODY.fullmatch(squeezed)) and not _NO_REPORT.search(squeezed) and len(squeezed) < 22


def year_of(text: str) -> int | None:
    """The year where a text says hardly more than one: 2023年, 2023年度, 2023年报."""
    found = re.fullmatch(
        r"(20[0-3]\d)\s*(?:年度?|年度?(?:政府)?(?:信息公开)?(?:工作)?(?:年报|年度报告|报告))?", text.strip()
    )
    return int(found[1]) if found else None


def worth(text: str, url: str) -> int:
    """How likely a link leads to the column or nearer to it, 0 to 100."""
    squeezed = re.sub(r"\s+", "", text)
    path = unquote(urlsplit(url).path)
    if is_column(squeezed):
        return 100 if "公开" in squeezed or _DIRECTORY.search(path) else 88
    if _DIRECTORY.search(path) and not is_report(squeezed):
        return 80
    if _OF_REPORTS.search(squeezed) and not _YEAR.search(squeezed) and not _NO_REPORT.search(squeezed):
        return 72
    if is_report(squeezed):
        return 6
    for points, words in _LEADS:
        if squeezed and words.search(squeezed):
            return points + 4 * bool(_PATHS.search(path))
    return 14 if _PATHS.search(path) else 0
