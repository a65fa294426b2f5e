"""By what they say, pages that are no content: in their titles, and in the little text that they have.

What error pages and notices have in common is wording; what tells them apart is that a notice is an article:
it has a date or a source, and its title says more than that something is not there or under repair.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Seen:
    """What a person sees of a page: its title, its words squeezed; and whether it has more than a few links,
    the marks of an article, a date with its year, and a field for a password."""

    title: str
    words: str
    linked: bool
    marked: bool
    dated: bool
    password: bool

    @property
    def article(self) -> bool:
        return self.marked or self.dated


_SHORT, _BRIEF, _DOORSTEP = 300, 150, 60

# Between the name of a page and the name of its site.
_SEAMS = re.compile(r"\s*[-–—_|·>»]+\s*")
# A title that consists of nothing else, with one at least of the second kind, says that nothing is there.
_NOTHING_ELSE = re.compile(
    r"404|https?|error|page|file|the|object|错误|状态|代码|页面|网页|文件|内容|信息|栏目|文章|[您你所要该此的或了已被页啦正在]"
    r"|访问|请求|浏览|查看|很?抱歉|对不起|出错|提示|系统|不存在|[未没有无法]*找不?到|删除|下线|移除|走丢"
    r"|not found|\W",
    re.IGNORECASE,
)
_NOT_THERE = re.compile(
    r"(?<!\d)404(?!\d)|不存在|找不到|(?:未|没有|无法)找到|删除|下线|走丢|not found"
    r"|出错了|错误页面|错误提示|系统提示|^\W*error\W*$",
    re.IGNORECASE,
)
_GONE = re.compile(
    r"(?:访问|查看|浏览|请求|搜索|查找|寻找)的(?:页面|内容|网页|信息|文章|栏目|文件|链接)[^。”]{0,12}"
    r"(?:不存在|删除|找不到|未找到|停用|关闭|下线|更名|移除)"
    r"|(?:该|此|指定的|相关)(?:信息|文章|页面|网页|内容|栏目)[^。”]{0,4}(?:不存在|被?删除|未找到|已停用)(?!的)"
    r"|没有找到(?:相关|该)?(?:信息|页面|内容)|没有权限(?:查看|访问|浏览)|(?:页面|网页)(?:走丢|找不到)"
    r"|(?:信息|文章|页面|内容)不存在\s*[！!]|requested url was not found"
    r"|page (?:you|that you)[^.]{0,40}(?:not (?:be )?found|not exist|removed)",
    re.IGNORECASE,
)
_CHALLENGE = re.compile(
    r"正在[^。]{0,6}(?:浏览器|安全)(?:安全)?(?:检查|检测|验证)|正在(?:检查|检测|验证)您的浏览器"
    r"|安全(?:检查|检测|验证)中?[^。]{0,4}请稍[候后]|验证[^。]{0,8}继续访问|人机验证"
    r"|just a moment|checking (?:your browser|if the site)|enable javascript and cookies",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"所在的?(?:地区|区域|国家)[^。]{0,6}(?:无法|不能|禁止)访问"
    r"|(?:您|你|当前|本次)的?(?:请求|访问|提交|操作)[^。]{0,40}(?:拦截|阻断|威胁|攻击|拒绝|受限)"
    r"|(?:您|你)的?访问过于频繁|(?:您|你)的ip[^。]{0,24}(?:黑名单|封禁|禁止|限制)|requested url was rejected"
    r"|you don.t have permission to access|access denied",
    re.IGNORECASE,
)
_FAULT = re.compile(
    r"http\W{0,2}(?:状态|status)\W{0,3}50\d|50\d (?:bad gateway|service|gateway|internal)"
    r"|internal server error|server error in '|error establishing a database|java\.\w+\.\w*exception"
    r"|service (?:temporarily )?unavailable",
    re.IGNORECASE,
)
_REPAIRED = re.compile(
    r"(?:本|该)?(?:系统|网站|站点|平台|服务器?)?(?:正在|进行|暂时|已)?"
    r"(?:升级|改版|维护|建设|维修|检修|关闭|关停|繁忙|停止|暂停|服务|访问)+中?(?:页面|提示|公告)?"
)
_UNDER_REPAIR = re.compile(
    r"(?:网站|系统|平台|站点|服务器)[^。]{0,10}(?:正在[^。]{0,8}(?:升级|维护|改版|检修)|(?:升级|维护|改版)中)"
    r"|本网?站[^。]{0,4}已(?:关停|关闭|停止)|(?:服务器|系统)[^。]{0,6}(?:繁忙|忙)[^。]{0,4}请稍后|数据库连接(?:失败|错误)"
)
_DOOR = re.compile(
    r".{0,24}(?:登[录陆]|统一身份认证|上网认证)(?:页面?|界面|入口|平台|系统|中心)?"
    r"|(?:.{0,24}\W)?(?:log|sign) ?in",
    re.IGNORECASE,
)
_OUTSIDE = re.compile(
    r"(?:尚未|还未|没有|您未|用户未)登[录陆]|登[录陆]已?(?:超时|过期|失效)|请(?:先|重新)?登[录陆](?:后|[，！!。]|\s|$)"
)
# What stands on a host that is not set up for the name, or no longer its owner's.
_ELSEWHERE = re.compile(
    r"welcome to (?:nginx|openresty|tengine|centos)|apache2? .{0,20}(?:default|test) page|iis windows server"
    r"|iis ?(?:\d|windows)|test page for|(?:恭喜|您的)?.{0,6}站点创建成功|没有找到站点|未绑定.{0,4}域名"
    r"|(?:该|此|本)?域名.{0,4}(?:出售|转让|过期)\W*$"
    r"|.{0,60}(?:domain|\.\w{2,6}) (?:is |may be )?(?:for sale|expired)"
    r"|domain parking|(?:该|此|您的)?(?:网站|站点|域名)?(?:未备案|没有备案)\W*$",
    re.IGNORECASE,
)
_UNREGISTERED = re.compile(r"(?:网站|域名)[^。]{0,16}(?:未|没有)[^。]{0,12}备案[^。]{0,12}(?:无法|不能)访问")
_DOUBTFUL = re.compile(
    r"404|50\d|不存在|找不?到|删除|下线|走丢|错误|出错|提示|验证|登[录陆]|认证|维护|升级|改版|关[闭停]|繁忙|暂停|拦截"
    r"|域名|站点|备案|error|not found|log ?in|sign ?in|moment|denied|rejected|unavailable|sale|nginx|iis|page"
    r"|welcome",
    re.IGNORECASE,
)


def judge(page: Seen) -> tuple[str, str] | None:
    """The guard that refuses the page and what it saw, or None."""
    parts = [part for part in _SEAMS.split(page.title) if part]
    if not page.linked and not page.article and (found := _FAULT.search(page.words[:_SHORT])):
        return "maintenance", _said(found)
    if any(len(part) < 40 and _says_nothing_is_there(part) for part in parts) and not page.article:
        return "soft_404", _titled(page)
    if any(_FAULT.match(part) for part in (page.title, *parts)) and len(page.title) < 40:
        return "maintenance", _titled(page)
    if page.password and any(_DOOR.fullmatch(part) for part in parts) and not page.article:
        return "login", _titled(page)
    if not page.linked and len(page.title) < 60 and _ELSEWHERE.match(page.title):
        return "wrong_host", _titled(page)
    return None if page.article else _by_words(page, parts)


def _by_words(page: Seen, parts: list[str]) -> tuple[str, str] | None:
    """Of a page that is no article, by its few words; with more than a few links only by what is plain."""
    if found := _GONE.search(page.words):
        return "soft_404", _said(found)
    if len(page.words) >= _SHORT:
        return None
    if page.title and all(_REPAIRED.fullmatch(part) for part in parts[:1]):
        return "maintenance", _titled(page)
    if page.linked:
        return None
    for guard, pattern in _PLAIN:
        if found := pattern.search(page.words):
            return guard, _said(found)
    if page.password and len(page.words) < _DOORSTEP:
        return "login", "the page asks for a password and says nothing else"
    return None


_PLAIN = (
    ("wrong_host", _UNREGISTERED),
    ("maintenance", _UNDER_REPAIR),
    ("login", _OUTSIDE),
)


def protected(page: Seen) -> tuple[str, str] | None:
    """Whether the page is a protection's: it wants a proof, or says that it lets nobody in."""
    if page.linked or page.marked or len(page.words) >= (_BRIEF if page.dated else _SHORT):
        return None
    for guard, pattern in (("challenge", _CHALLENGE), ("forbidden", _DENIED)):
        if found := pattern.search(page.words) or pattern.match(page.title):
            return guard, _said(found)
    return None


def is_doubtful(title: str) -> bool:
    """Whether a long page is worth a look: its title may be that of a page that is no content."""
    return not title or bool(_DOUBTFUL.search(title))


def _says_nothing_is_there(part: str) -> bool:
    return bool(_NOT_THERE.search(part)) and not _NOTHING_ELSE.sub("", part)


def _titled(page: Seen) -> str:
    return f"the title is “{page.title}”"


def _said(found: re.Match[str]) -> str:
    return f"the page says “{found[0][:60]}”"
