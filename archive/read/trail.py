"""Where a page stands on its site: the trail of columns above the article, the site's name in the <title>.

您的位置：首页 > 信息公开 > 乡镇街道 > 白马镇 · 2018年度报告_浦江县人民政府
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence

TRAIL = "位置"

_LABEL = re.compile(r"位置(?:</?[a-z][^>]{0,200}>|&nbsp;|\s)*[:：]|位置\s*</")
# 首页 -> 信息公开 -> 年报, without a label
_HOME = re.compile(r"首页(?=(?:</[a-z]+>|&nbsp;|\s)*(?:-?&gt;|-?>|»|›|→|＞))")
_LOOK = 4000
_PIECE = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^>]*>|([^<]+)")
_ENDS = frozenset(("div", "p", "td", "ul", "ol", "nav", "table", "section", "h1", "h2", "h3"))
_SEPARATOR = re.compile(r"\s*(?:[>＞›»→/\\|｜]+|--?|—+|::)\s*")
_COLUMN = re.compile(r"[\u4e00-\u9fff·（）()A-Za-z0-9]{2,30}")
_MOST = 10
_NAME = re.compile(
    r"[\u4e00-\u9fff]{2,}(?:网|网站|门户|人民政府|委员会|管委会|办事处|办公室|办公厅|[局厅部署委]"
    r"|[市县区旗][\u4e00-\u9fff]{1,8}(?:[镇乡]|街道))"
)
_COLUMN_NAME = re.compile(r"(?:公开|专栏|平台|目录|年报|报告)$")
_NO_NAME = re.compile(r"公开|专栏|平台|目录|年报|报告|公示|通知")
_BODY = re.compile(
    r"[\u4e00-\u9fff（）()]{4,30}(?:人民政府|办事处|委员会|管委会|办公室|办公厅|[局厅部署院校会])"
)


def trail(page: str) -> tuple[str, ...]:
    """The columns from the home page down to the one that the page stands in."""
    if label := _LABEL.search(page):
        return tuple(_columns(page[label.end() : label.end() + _LOOK]))
    home = _HOME.search(page)
    return tuple(_columns(page[home.start() : home.start() + _LOOK])) if home else ()


def body_over_trail(lines: Sequence[str]) -> str | None:
    """The body whose name alone heads the page: the line before the trail of columns."""
    at = next((i for i, line in enumerate(lines) if line.startswith("首页") or "位置" in line), 0)
    return lines[at - 1] if at and _BODY.fullmatch(lines[at - 1]) else None


def _columns(page: str) -> Iterator[str]:
    found = 0
    for closes, tag, text in _PIECE.findall(page):
        if closes and found and tag.lower() in _ENDS:
            return
        for column in _SEPARATOR.split(html.unescape(text).replace("\xa0", " ")):
            if not (name := column.strip(" \t\r\n\u3000:：")):
                continue
            if found == _MOST or not _COLUMN.fullmatch(name):
                return
            found += 1
            yield name


def site_in(parts: Sequence[str]) -> str | None:
    """The name of the site among the parts of a <title>: the last one that is a site's or a body's."""
    bare = ((part, part.removesuffix("信息公开网")) for part in parts[1:])
    named = [part for part, words in bare if _NAME.fullmatch(part) and not _NO_NAME.search(words)]
    return named[-1] if named else None


def behind_column(title: str, lines: Iterable[str]) -> tuple[str | None, str] | None:
    """The site and the title proper of a page's title that has the site and the column before it with spaces,
    as the page prints it in a line of its own: 某县人民政府 政府信息公开年报 某县卫生局2010年度报告.
    """
    for line in lines:
        before = title.removesuffix(line).split(" ") if line and title.endswith(f" {line}") else []
        if len(before) > 2 and _COLUMN_NAME.search(before[-2]):
            return (before[0] if _NAME.fullmatch(before[0]) else None), line
    return None


def above(title: str, lines: Sequence[str]) -> str | None:
    """The body that stands alone in the line before the title, as the first line of a title in two."""
    kept = [line for line in lines if line]
    for i, line in enumerate(kept[1:], 1):
        own = title[:2] == kept[i - 1][:2]  # the title names a place, and the line a body of it
        if line == title and _BODY.fullmatch(kept[i - 1]) and kept[i - 1] not in title and not own:
            return None if i > 1 and _SEPARATOR.fullmatch(kept[i - 2]) else kept[i - 1]
    return None
