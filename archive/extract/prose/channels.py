"""Which channel something was published in: the website, accounts of new media, the press, the gazette.

通过网站、微博等渠道公开 names several, 在官网公开88条，公众号推送40条 each its own
"""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["by_what_means", "channels_in", "heading_channel"]

_CHANNELS = (
    ("both", "微博[、和及与]?微信|微博（含微信|微信（含微博|微信[、和及与]?微博|两微一端|双微|“?两微”?"),
    ("wechat", "微信|公众号|订阅号"),
    ("weibo", "微博"),
    ("new_media", "新媒体|自媒体"),
    (
        "gazette",
        "(?<!统计|普查|系列|状况|环境|资源|发展|审计|经济|气候|质量)公报(?!类)|(?<![市省区县州行财])政报",
    ),
    ("press", "(?<!公)报刊|报纸|电视|广播|新闻媒体|电台|(?<!质量)日报|晚报|(?<![新自])媒体(?!平台|解读)"),
    (
        "website",
        "网站|政府在线|外网|子站|政务网|门户网|信息网|公开网|官网|网页|网上|互联网|政府网|信息公开平台|公开平台|信息平台|政务平台|(?<!专题)专栏|公众网"
        "|(?<!联)(?<!上)网(?:上|站)?(?=发布|公开|刊登|登载|更新|主动公开|上|$)",
    ),
    ("other", "其他方式|其它方式|其他渠道|其他途径|其他形式|其它渠道"),
    (
        "unlisted",
        "抖音|(?<!微博)(?<!微信)客户端|APP|App|app|公示栏|公开栏(?!目)|宣传栏|(?<!信息)简报|头条|视频号|南方号|电子屏|显示屏|LED|短信|手机报"
        "|公告栏|触摸屏|宣传册|展板|快手|明白纸"
        "|官微|档案馆|图书馆|查阅|宣传单|墙报|大屏|村务|(?:办公|办事|服务|大厅|便民)平台|服务大厅",
    ),
)
# 新媒体发布微信426条: the one named beside the number.
_NAMED_AT_LAST = re.compile(
    "新媒体[^，。；、]{0,6}(?:发布|推送|编发)(?:政务)?(微信|微博)(?:信息|文章|推文)?$"
)
# “某镇政务平台”微信公众号 is no platform.
# 政府网微信公众号 is no website.
_OF_A_SITE = re.compile("网站?(?=(?:官方|政务)?(?:微信|微博|公众号|抖音))")
_ACCOUNT = re.compile("“[^“”]{1,16}[“”](?=(?:政务|官方)?(?:微信|微博|公众号|抖音))")
# 政务新媒体平台“某地发布”公众号: one account of the new media.
_ONE_WECHAT = re.compile("新媒体(?:平台|账号)?(?:“[^“”]*”)?(?:微信|公众号)(?![、和及与])")
_ONE_ACCOUNT = re.compile(
    "新媒体[^，。；、0-9]{0,10}(?:APP|App|app|客户端|抖音|视频号)(?:号|平台)?(?:发稿|发布|推送|刊发|更新|编发)[^，。；、]{0,6}$"
)
# 微信、抖音: accounts of the new media both, whose items are counted together.
_ACCOUNTS = re.compile(
    "(?:微信|公众号|微博)[^，。；]{0,12}[、和及与][^，。；、]{0,8}(?:抖音|视频号|头条|快手)"
    "|(?:抖音|视频号|头条|快手)[^，。；]{0,12}[、和及与][^，。；、]{0,12}(?:微信|公众号|微博)"
)
_CHANNEL_HEADING = re.compile(
    "(?:通过|利用|依托|借助|运用|在)?[^，。；、0-9]{0,8}"
    "(?:(?:政务|政府)?(?:网站|信息网|政务网|公报|报刊|报纸|杂志|电视|广播|新闻媒体|传统媒体|微信|公众号|微博|新媒体|两微一端"
    "|其[他它](?:方式|渠道|形式))[、和及]?)+"
    "(?:上|平台|主动|公开|发布|渠道|方式|信息|政府信息|情况|方面)*[。：: ]*"
)
_CHANNEL_WORDS = tuple((name, re.compile(words)) for name, words in _CHANNELS)
_ADVERBIAL = re.compile(
    r"^[^，。；]{0,12}?(?:通过|利用|依托|借助|运用|在|主渠道|第一平台|主平台|主阵地|以[^，。；]{2,16}为)"
)
# 在专栏，全区共主动公开: a whole area has a total, wherever it can be seen.
_OF_ALL = re.compile("◦*全[省市县区州镇乡旗][^，。；0-9]{0,10}共[^，。；0-9]{0,4}公开")
_PLACE = re.compile(r"^[^，。；]{0,10}(?:网站?|微信|微博|公众号|媒体)(?:上|方面)$")
_CONTINUED = re.compile(
    r"[\s◦]*(?:全年|共|累计|年内|已|年度|共计|总计|信息)*(?:发布|推送|更新|编发|刊[发播登]|播[发出]|转发)(?!政府信息)"
)


def channels_in(words: str) -> frozenset[str]:
    """The channels that the words name, as the rows of the codebook call them, or unlisted."""
    words = _ACCOUNT.sub("", words) if "“" in words else words
    words = _OF_A_SITE.sub("", words) if "网" in words else words
    found = {name for name, pattern in _CHANNEL_WORDS if pattern.search(words)}
    if "both" in found:
        found = found - {"both", "wechat", "weibo"} | {"new_media"}
    if {"wechat", "weibo"} <= found:
        found = found - {"wechat", "weibo"} | {"new_media"}
    if found in ({"wechat", "unlisted"}, {"weibo", "unlisted"}) and _ACCOUNTS.search(words):
        found = {"new_media"}
    if {"new_media", "wechat"} <= found and _ONE_WECHAT.search(words):
        found -= {"new_media"}
    if "new_media" in found and "unlisted" in found and _ONE_ACCOUNT.search(words):
        found = {"unlisted"}
    named = _NAMED_AT_LAST.search(words)
    if named:
        found = {"wechat" if named[1] == "微信" else "weibo"}
    if "new_media" in found:
        found -= {"wechat", "weibo", "unlisted"}
    if found == {"other", "unlisted"}:
        found = {"other"}
    if found == {"press", "unlisted"} and not re.search(
        "[公宣告示][开传告示]栏|屏|宣传单|墙报|明白纸", words
    ):
        found = {"press"}
    return frozenset(found)


@lru_cache(maxsize=256)
def heading_channel(heading: str) -> frozenset[str]:
    """The channel that a heading is the name of: 政府网站, 通过新闻媒体公开情况."""
    return channels_in(heading) if _CHANNEL_HEADING.fullmatch(heading) else frozenset()


def _means(clause: str) -> bool:
    """Whether a clause says by what means, and of nothing else that was done so."""
    return bool(_ADVERBIAL.match(clause)) and not re.search(
        "(?:更新|完善|建立|设立|优化|调整|修订)了", clause
    )


def by_what_means(label: str, last: str, past: str, in_issues: bool) -> str:
    """The words that may name the channel of a number.

    They are of the clause before it (the end of `label`), of the clauses that say by what means, or of the
    number before, whose label is `last`; `past` is all that stands before the number.
    """
    parts = re.split("[，：]", re.split("[；。]", label)[-1])
    words = parts[-1]
    if last and (not words.strip("◦、 ") or in_issues):
        return last
    own = len(parts) > 1 and channels_in(parts[-2])
    if last and not own and re.match(r"\W*(?:共|累计|全年)?(?:刊|登|编发|收录|收入)", words):
        return (last if channels_in(last) else re.split("[。；]", past)[-1]) + "，" + words
    bare = not re.search("公开|发布|信息", words)
    if len(parts) > 1 and ((bare or _PLACE.match(parts[-2])) and not channels_in(words)):
        return parts[-2] + "，" + words
    if len(parts) > 1 and words.startswith("其中") and len(channels_in(words)) == 1:
        return words
    if len(parts) > 1 and _means(parts[-2]) and not _OF_ALL.match(words):
        return parts[-2] + "，" + words
    if _CONTINUED.match(words) and not channels_in(words):
        named = (p for p in reversed(re.split("[，；。：]", past)) if channels_in(p) and "转发" not in p)
        return next(named, words)
    if "主动公开" in words:
        return words
    return "，".join([*(p for p in parts[:-1] if re.match("(?:依托|通过|利用|借助|运用)", p)), words])
