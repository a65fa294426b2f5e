"""Lines that belong to the page and not to the article: print and share buttons, counters, “扫一扫”."""

from __future__ import annotations

import re

_CHROME = re.compile(
    r"[【\[（(]?\s*(?:"
    r"扫一扫.{0,30}|.{0,12}扫码.{0,12}|扫描二维码.{0,20}"
    r"|(?:我要)?(?:打印|关闭|收藏|纠错|分享|返回|下载)(?:本页|窗口|页面|此页|到|顶部|列表|文章)?[:：]?"
    r"|(?:(?:打印|关闭|收藏|纠错|分享|返回|复制)(?:本页|此页|窗口|页面|链接)?[\s|｜/】【\[\]]*){2,}"
    r"|(?:字体|字号|文字)(?:大小)?\s*[:：]?\s*[【\[]?[\s大中小放缩默认正常打印+\-A|｜\[\]【】]*"
    r"|[大中小](?:\s*[大中小]){1,2}"
    r"|(?:浏览|点击|访问|阅读)(?:次数|量|数|率)?\s*[:：]?\s*\d*\s*次?"
    r"|当前位置\s*[:：].*|您?(?:现在|所在|当前)?(?:的)?位置\s*[:：].*|首页(?:\s*[>»]\s*\S+)+.*"
    r"|(?:上一[篇条]|下一[篇条])\s*[:：]?.*"
    r"|分享到?\s*[:：]?(?:[\s，]*(?:微信|微博|QQ空间|QQ|新浪微博|朋友圈))*|相关(?:链接|文章|新闻|稿件)\s*[:：]?"
    r"|(?:相关)?附件下载\s*[:：]?|.{0,6}无障碍(?:浏览|阅读).{0,6}|\d{0,3}%"
    r")\s*[】\]）)]?"
)


def is_chrome(line: str) -> bool:
    """True of a line that is nothing but the page's own controls."""
    return len(line) <= 120 and bool(_CHROME.fullmatch(line))
