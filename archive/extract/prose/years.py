"""Whose number it is: of the reporting year, of another year, a stock since years ago, a difference, a plan.

比上年的15件增加5件 · 由2013年的1128条增加到1887条 · 自2008年以来累计8400条 · 2018年计划培训3次
"""

from __future__ import annotations

import re
from typing import Literal

__all__ = ["Standing", "standing"]

Standing = Literal["year", "stock", "either", "other"]

_YEAR = re.compile(
    r"(?P<year>20[0-9]{2})\s*年(?!\s*[0-9]{1,2}\s*月)(?:度)?(?!版|工作要点|报告|计划|[^，。；0-9]{0,4}(?:结转|转入|遗留|未办结))"
    r"|(?P<last>(?<!承接)(?<!接续)(?<!结转)(?<!转入)(?:上年|去年|上一年|前年|往年))(?!度?(?:转|结转|遗留|未|的?项目))"
    r"|(?P<next>(?:明年|下年|下一年|来年)(?!度?继续))"
    r"|(?P<this>今年|本年|全年|年内|当年|本报告期|报告期)"
)
_COMPARISON = re.compile(
    r"比(?!例|重|赛|选|较好)|较(?!好|大|多|高|为|强|快|完|少)|相比|同比|环比|相较|与.{0,8}持平"
)
# 清理2019年组建以来文件: a year that something began in.
_SINCE_THEN = re.compile("[^，。；0-9]{2,10}以来")
# What a year behind these words is: one compared with, or one that something comes from or goes to.
_LEADS_TO = re.compile(
    r"[比较与同]$|[比较与同][^，]$|[比较](?![好例重快高])[^，；。]{1,4}$|[由从因]$|自$|[截至止到入转]$|转[结接]$"
)
_REACHED = re.compile(
    r"(?:增加|增长|上升|提高|提升|下降|减少|回落|增|升|降|减)(?:到|至|为)\D{0,6}$|达到?\s*$|(?:共|为"
    r"|合计|总计)\D{0,3}$"
)
_DIFFERENCE = re.compile(
    r"(?<!新)(?:增加|增长|上升|提高|下降|减少|降低|回落|多出?|少)(?:了|数|条数|约|近|\s|超过|逾)*$|(?:新?增"
    r"|减)幅\D{0,4}$"
)
_FROM = re.compile(r"(?:由|从)[^，。；]{0,14}$")
_RISES = re.compile(r"[^，。；]{0,10}(?:增|减|升|降|提高|上升|下降|变)")
_PLAN = re.compile(
    r"计划(?!生育|总|单列|、|执行|完成|和|实施|，|规划)|力争|预计|下一步|将(?:进一步|继续|要|组织|举办"
    r"|召开|于|在|开展)|目标(?:为|是)|拟(?!定|制|稿|订|写|公)"
)
_SINCE = re.compile(
    r"自?\s*(?P<from>20[0-9]{2})\s*年[^，。；]{0,14}?(?:以来|至今|(?<![0-9])起(?!至|到))|(?:施行|实施|开通|成立"
    r"|建立|建站|运行|启用|颁布|改版)[^，。；]{0,6}以来"
    r"|20[0-9]{2}\s*年度?(?:至|到|-|—)+20[0-9]{2}\s*年"
    r"|历年|历史累计|历届|开通至今|建站至今|总累计|累积"
)
_GROWN = re.compile(
    "(?:累计[^，。；0-9]{0,16}已?达到?|已?累计(?:达到?|有)|累计(?:向社会)?主动公开[^，。；0-9]{0,10})$"
)
# Behind a count up to a day the year's own: 其中2011年公开156条.
_PARTED_AT_ONCE = re.compile(
    "[0-9,.万余]+[条件][（，](?:其中)?(?:20[0-9]{2}年|今年|本年|当年)度?[^，。；0-9]{0,4}新增"
)
_PARTED = re.compile(
    "(?:今年|本年|其中|当年|年度?)[^。；]{0,8}新(?:增|上网|公开|发布)|其中[：，]?(?:20[0-9]{2}年|今年|本年|当年)度?[^，。；0-9]{0,20}公开"
)
# The items of licensing that form 2019 counts: 上一年项目86项，本年减少3项.
_ITEMS = re.compile(
    "(?:上一?年度?|20[0-9]{2}年度?)的?项目(?:[为是有共计：，]|数量|总数|数)*$"
    "|上一?年度?的?项目[^。；]*[，、]本?年度?(?:的)?(?:项目)?(?:数量)?(?:增/减|增减|净?新?增加?|净?减少?|取消|调减)(?:项目)?(?:数量|[为是有：+＋－-])*$"
)
# 累计发布10471条，网站从开通至今…: told of all the time the site has been there.
_RUNNING = re.compile(
    "[0-9万余多]+条，[^，。；0-9]{0,6}(?:开通|建站|开办|上线|建成)[^，。；0-9]{0,4}(?:至今|以来)"
)
_UNTIL = re.compile(r"截[至止]|[到至][^，。；]{0,10}(?:年底|月底|12月)")


# Behind a count of the year: 本年公开64条，累计公开179条.
_ALL_TOLD = re.compile(
    "(?:截[至止]到?)?(?:累计(?:主动)?公开|(?:目前|至今|年底|年末)[^，。；0-9]{0,6}(?:累计|总计|总共))"
)


def standing(sentence: str, at: int, clause: int, stop: int, year: int) -> Standing:
    """Of the number at `sentence[at:stop]`, whose clause begins at `clause`."""
    left = sentence[clause:at]
    if _ITEMS.search(sentence, 0, at) or _PLAN.search(left) or _difference(sentence, left, stop):
        return "other"
    if (
        _ALL_TOLD.match(left)
        and re.search("[0-9一二三四五六七八九十百千万][条件]", sentence[:clause])
        and len(set(re.findall("网|微信|微博|公众号", sentence[:clause]))) < 2
    ):
        return "stock"
    governing = _governing_year(sentence, at, year)
    if governing is not None and governing != year:
        return "other"
    return _stock(sentence, at, year)


def _difference(sentence: str, left: str, stop: int) -> bool:
    """Whether the number is what something grew by, or what it was before it grew."""
    if _DIFFERENCE.search(left):
        return True
    compared = _COMPARISON.search(left)
    if compared and not _REACHED.search(left):
        return True
    return bool(_FROM.search(left) and _RISES.match(sentence[stop:]))


def _governing_year(sentence: str, at: int, year: int) -> int | None:
    """The year last named before the number; years that something is compared with govern nothing."""
    governing = None
    for m in _YEAR.finditer(sentence, 0, at):
        before = sentence[max(0, m.start() - 5) : m.start()]
        if _LEADS_TO.search(before):
            continue
        after = sentence[m.end() : m.end() + 6]
        if (
            after.startswith(("以来", "至", "到", "起"))
            or _SINCE_THEN.match(sentence, m.end())
            or (before[-1:] in tuple("是为达") and after[:1] == "的")
        ):
            continue
        if _bracketed(sentence, m.start(), at):
            continue
        governing = _meant(m, year)
    return governing


def _bracketed(sentence: str, start: int, at: int) -> bool:
    """Whether `start` stands in a bracket that is closed before `at`: 119件（2012年87件），答复117件."""
    opened = max(sentence.rfind("（", 0, start), sentence.rfind("(", 0, start))
    closed = re.search("[）)]", sentence[opened:at]) if opened >= 0 else None
    return bool(closed and opened + closed.start() > start)


def _meant(match: re.Match[str], year: int) -> int:
    if match["year"]:
        return int(match["year"])
    return year - 1 if match["last"] else year + 1 if match["next"] else year


def _named_again(sentence: str, start: int, at: int, year: int) -> bool:
    """Whether a later clause has the year for itself: 截至2013年底累计1467条，2013年公开423条."""
    later = re.compile("[，；]").search(sentence, start, at)
    return later is not None and any(
        m["year"] == str(year) for m in _YEAR.finditer(sentence, later.end(), at)
    )


def _within(since: re.Match[str], year: int) -> bool:
    """Whether the time told of began in the year: the 条例 took effect in 2008."""
    if since["from"]:
        return int(since["from"]) == year
    return year == 2008 and since[0].startswith(("施行", "实施"))


def _stock(sentence: str, at: int, year: int) -> Standing:
    if "累计" in sentence[max(0, at - 14) : at] and _PARTED_AT_ONCE.match(sentence, at):
        return "stock"
    since = [m for m in _SINCE.finditer(sentence, 0, at) if not _within(m, year)]
    since = [m for m in since if not _bracketed(sentence, m.start(), at)]
    since = [
        m for m in since if not (m[0] in {"历年", "历史累计", "累积"} and "；" in sentence[m.end() : at])
    ]
    if since:
        annual = [
            m for m in _YEAR.finditer(sentence, since[-1].end(), at) if m["this"] or m["year"] == str(year)
        ]
        return "year" if annual or re.search(r"新增", sentence[since[-1].end() : at]) else "stock"
    if _GROWN.search(sentence, 0, at) and not re.search(
        rf"{year}\s*年|全年|年度|今年|年内|当年", sentence[:at]
    ):
        return "either"
    until = _UNTIL.search(sentence, 0, at)
    if until is None or not re.search(r"累计|(?<!公)共|已", sentence[until.end() : at]):
        return "year"
    if _RUNNING.search(sentence, at):
        return "stock"
    if re.search(r"年内|全年|本年|今年|当年|新增|其中", sentence[until.end() : at]):
        return "year"
    if _named_again(sentence, until.end(), at, year):
        return "year"
    return "stock" if _PARTED.search(sentence, at) else "either"
