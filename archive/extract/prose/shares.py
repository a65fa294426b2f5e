"""Which numbers are only a share of what was published: of one level, one kind, one of several means.

省级媒体刊发38篇，市级媒体63篇 -> neither is what the press published
"""

from __future__ import annotations

import re

from archive.extract.prose.lists import kind, listed
from archive.extract.prose.words import Words

__all__ = ["of_a_level", "of_several_conferences", "unpublished"]

# 177条业务咨询与意见: what people asked was not published.
_RAISED = re.compile("[^，。；、0-9]{0,6}(?:咨询|意见|建议|留言|诉求|投诉|来信|信件|提问|公开申请)")
_LEVEL_OF_PRESS = re.compile(
    "(?:媒体|报刊|报道|宣传)[^。；]*[0-9][条篇件次].*其中[^。；]*(?:中央|国家|[省市区县])(?:级|直)?[^，。；0-9]{0,4}(?:媒体|报刊)[^，。；0-9]{0,8}$"
)
_OF_ONE_LEVEL = re.compile(
    "(?<![家央国省市区县级][、和及])(?:国家|中央|全国|[省市区县州])(?:级|直)?[^，。；、0-9]{0,6}(?:媒体|报刊|报纸|电视台?)"
    "[^，。；、0-9]{0,10}[0-9]+[条篇件次]"
)
_AMONG_THE_PRESS = re.compile(
    "其中[^。；]*媒体[^，。；0-9]{0,4}[0-9]+[条篇次][，、][^，。；0-9]{0,8}媒体[^，。；0-9]{0,4}$"
)
_OF_ONE_KIND = re.compile(
    "(?<![、和及与])(?:报刊|报纸|杂志|广播|电视|电台)(?![、和及与等])[^，。；、0-9]{0,12}[0-9]+[条篇件次](?!以上)"
)
# 其中发布原创微博11条: a part of what the account had.
_ORIGINALS = re.compile(
    "其中[^，。；0-9]{0,6}(?<!含)(?:原创|转发|转载)[^，。；0-9]*(?:[0-9]+[条篇][，、][^，。；0-9]*(?<!含)(?:原创|转发|转载)[^，。；0-9]*)?$"
)
_OF_A_CLASS = re.compile("(?<!各)类(?:政府)?(?:信息)?$")
# 主动公开常务会议信息32条，政府公报6期，任免文件33件，招考信息51条: the first of several kinds.
_KINDS_FOLLOW = re.compile("(?:[，、](?!其中|包括|含|政策解读)[^，。；、0-9]{2,20}[0-9]+[期件条份]){2,}")
_OF_SOME_KIND = re.compile("公开(?:了)?(?!政府|政务|各[类项]|信息|工作|相关|有关)[^，。；、0-9]{4,10}信息$")
_ONE_KIND = re.compile("(?:招考|招录|招聘|招生|招标)等信息$")
_CLASS_OF_A_PLATFORM = re.compile(
    "其中[^，。；0-9]{0,14}平台[^，。；0-9]{0,4}(?:发布|公开)(?:了)?(?!各)[^，。；0-9]{2,10}(?<!各)类信息$"
)
# 解读材料39篇，媒体评论文章20篇: of what was explained.
_COMMENTS = re.compile("解读[^。；]*(?:评论|评述)[^，。；0-9]{0,6}$")
# 政务网公开120条（微信36条）: a part of what stands on the site, not what the channel had.
_ON_THE_SITE = re.compile("网站?[^，。；（）0-9]{0,14}[0-9]+[余多]?[条篇件][（][^（）]*$")
# What is sent to a higher office is not published.
_REPORTED_UP = re.compile("(?:报送|上报|报[给至到])[^，。；0-9公开发布]{0,8}$")
# 其中，市本级公开31339条: a part by level is none of the whole.
_OF_A_LEVEL = re.compile(
    "其中[^。；]*(?:[省市县区州旗盟]{1,2}(?:本?级|直)?|乡镇|街道|部门)(?:单位|部门)?(?:共|累计)?(?:主动)?公开[^，。；0-9]{0,12}$"
)
_LEVELS = re.compile(
    "(?:[省市县区州旗镇乡]|县（[区市]）|街道|委办局|部门)(?:人民政府|政府|本级|直|属|级)?(?:及其?)?(?:各?部门|单位|街道|办)?"
    "(?:共|累计|全年)*(?:主动)?公开[^，。；0-9]{0,10}[0-9.]+[余多万]*条"
)
_BY_MEANS = re.compile(
    "(?:通过|利用|在)[^，。；0-9等]{2,24}(?<!主动)(?:公开|发布|公布)[^，。；0-9]{0,6}[0-9]+[余多]?条"
)
_ADDED_TO_A_KIND = re.compile("类(?:政府|政务)?信息[0-9]+条，[^，。；0-9]*新增$")
_OF_CONFERENCES = re.compile("(?:例行|专题|专场|主题|常规|日常|疫情防控)新闻发布会[0-9]+[场次]")


def unpublished(words: Words, index: int, label: str, code: str) -> bool:
    """Whether the number is of what was asked or reported, of one kind, or of the press of one level."""
    past = words.masked[: words.numbers[index].start]
    if _RAISED.match(words.after(index)) or _REPORTED_UP.search(label):
        return True
    if _ORIGINALS.search(past) or (_OF_A_CLASS.search(label) and listed(words.masked, words.numbers, index)):
        return True
    if code == "proactive.channel.new_media" and re.search("[均各都][为是有]*$", label):
        return True
    if code == "proactive.channel.press" and (
        _LEVEL_OF_PRESS.search(past)
        or _AMONG_THE_PRESS.search(past)
        or _of_several(_OF_ONE_LEVEL, words, index)
        or _of_several(_OF_ONE_KIND, words, index)
    ):
        return True
    if _KINDS_FOLLOW.match(words.masked, words.numbers[index].stop) and _OF_SOME_KIND.search(label):
        return True
    if _ONE_KIND.search(label) and code != "proactive.total":
        return True
    if _COMMENTS.search(past) or (code.endswith("website") and _CLASS_OF_A_PLATFORM.search(label)):
        return True
    if code.startswith("proactive.channel.") and not code.endswith("website") and _ON_THE_SITE.search(past):
        return True
    return code.startswith("proactive.channel") and kind(words.masked, words.numbers, index, label)


def of_a_level(words: Words, index: int) -> bool:
    """Whether the number is what one level made public: 其中市本级公开313条, 部门公开31条，乡镇公开20条."""
    past = words.masked[: words.numbers[index].start]
    several = _of_several(_LEVELS, words, index) or _of_several(_BY_MEANS, words, index)
    return several or bool(_OF_A_LEVEL.search(past) or _ADDED_TO_A_KIND.search(past))


def _of_several(part: re.Pattern[str], words: Words, index: int) -> bool:
    """Whether the number is one of several parts by level: 省级媒体379条，市级媒体301条."""
    spans = [m.span() for m in part.finditer(words.masked)]
    at = words.numbers[index].start
    return len(spans) > 1 and any(start <= at < stop for start, stop in spans)


def of_several_conferences(words: Words, index: int) -> bool:
    """Whether the number is of one kind of press conferences, with no sum: 例行发布会4场，专题发布会9场."""
    return _of_several(_OF_CONFERENCES, words, index)
