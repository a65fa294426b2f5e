"""What a page says of itself: meta tags (网页标签规范), the metadata box, the line under the title.

<meta name="ArticleTitle" content="…">   索引号：014416330/2018-04736
发布日期 : 2018-01-26 来源 : 青岛市司法局
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from archive.model import Document
from archive.read.lines import About, clean
from archive.read.trail import site_in
from archive.text.dates import parse_date

Pairs = tuple[tuple[str, str], ...]

INDEX = ("索引号", "信息索引号", "索取号", "索引编号")
NUMBER = ("发文字号", "发布文号", "公文文号", "文件编号", "文件字号", "备注/文号", "文号")
SOURCE = ("信息来源", "文章来源", "新闻来源", "稿件来源", "内容来源", "来源", "稿源", "发布来源")
PUBLISHER = (
    "发布机构",
    "发布单位",
    "发文单位",
    "发文机关",
    "发文机构",
    "发布机关",
    "公开责任部门",
    "公开主体",
    "责任部门",
)
PUBLISHED = (
    "发布日期",
    "发布时间",
    "公开日期",
    "发布于",
    "公开时间",
    "发稿时间",
    "更新时间",
    "上传时间",
    "时间",
    "日期",
)
WRITTEN = ("公文生成日期", "信息生成日期", "生成日期", "成文日期", "成文时间", "发文日期", "制发日期")
TITLE = ("信息名称", "公文名称", "名称", "标题")
# Not a label: what the page calls itself, kept beside the title it prints.
PAGE_TITLE = "<title>"
OTHER = (
    "主题分类", "组配分类", "信息分类", "体裁分类", "服务对象分类", "公文种类", "公开类别", "所属主题",
    "分类", "主题词", "关键词", "体裁", "公开方式", "公开形式", "公开范围", "公开程序", "公开时限",
    "有效性", "有效期", "时效", "是否有效", "信息时效", "生效日期", "失效日期", "废止日期", "内容概述",
    "内容概要", "语种", "责任编辑", "编辑", "作者", "审核",
)  # fmt: skip
NOISE = (
    "浏览次数", "浏览量", "浏览", "点击数", "点击量", "点击", "点击率", "访问量", "访问次数", "阅读次数",
    "阅读量", "阅读", "阅读数", "人气", "字体大小", "字体", "字号", "视力保护色", "背景色", "打印",
    "分享到", "分享", "保护视力色",
)  # fmt: skip

_KNOWN = INDEX + NUMBER + SOURCE + PUBLISHER + PUBLISHED + WRITTEN + TITLE + OTHER + NOISE
_BY_LENGTH = sorted(_KNOWN, key=len, reverse=True)
_NAME = "|".join(r"[\s　]*".join(map(re.escape, name)) for name in _BY_LENGTH)
_PREFIX = r"(?:^|(?<=[\s　【\[（(|｜/、；;“”]))"
_LABEL = re.compile(rf"{_PREFIX}[【\[]?\s*(?P<name>{_NAME})\s*[】\]]?\s*[:：]\s*[】\]]?")
_BARE_LABEL = re.compile(rf"[【\[]?\s*(?P<name>{_NAME})\s*[】\]]?\s*[:：]?")
_STARTS = frozenset((*(name[0] for name in _KNOWN), *"【[ \t\u3000\xa0"))
_EDGES = " \t　|｜【】[]，,;；"
_MAX_VALUE = 200
_MAX_BARE = 16
_TOP = 8

_DOCUMENT_NUMBER = re.compile(
    r"(?P<organ>[一-龥]{1,14}?)\s*(?P<open>[〔\[【(（﹝［]?)\s*(?P<year>(?:19|20)\d\d)\s*[〕\]】)）﹞］]\s*"
    r"(?:第\s*)?(?P<number>\d{1,5})\s*号?"
)
_EMPTY = re.compile(r"(?:null|none|undefined|无|暂无|-+|—+|/|\$\{.*|\{\{.*)?", re.I)
_SITE_END = re.compile(
    r"(?:网|网站|门户|官网|人民政府|政府网|政务网|委员会|办公室|办公厅|[局厅部委]|信息公开|政务公开|首页|平台|目录|专栏|系统)$"
)
_TITLE_BREAK = re.compile(r"\s*(?:[_|｜>»]|\s[-–—]+\s|--+|[-–—](?=[^\d]))\s*")


def labelled(lines: Sequence[str]) -> Pairs:
    """Every (label, value) printed in `lines`: on one line, or the label on one and the value on the next."""
    pairs: list[tuple[str, str]] = []
    for i, line in enumerate(lines):
        if line[:1] in _STARTS or ":" in line or "：" in line:  # few lines, and told at once
            pairs += _pairs_of(line, lines[i + 1] if i + 1 < len(lines) else "")
    return tuple(dict.fromkeys((name, value) for name, value in pairs if name not in NOISE))


def is_metadata(line: str) -> bool:
    """True of a short line that holds labels and their values and little else."""
    found = list(_LABEL.finditer(line))
    if not found or len(line) > 160:
        return False
    names = {_plain(match["name"]) for match in found}
    return found[0].start() <= 12 and bool(names - set(OTHER) - set(TITLE) - {"日期", "时间"})


def bare_label(line: str) -> str | None:
    """The name of a label that stands alone in its line, with or without a colon."""
    found = _BARE_LABEL.fullmatch(line) if len(line) <= _MAX_BARE else None
    return _plain(found["name"]) if found else None


def describe(tags: Pairs, box: Pairs, *, titles: Iterable[str] = (), page_title: str | None = None) -> About:
    """Puts together what meta tags and box say. `titles` are further candidates, best first; `page_title`
    is the <title>, which carries the name of the site.
    """
    tag = {name.lower(): value for name, value in reversed(tags) if not _EMPTY.fullmatch(value)}
    printed = {name: value for name, value in reversed(box) if not _EMPTY.fullmatch(value)}
    site = tag.get("sitename") or (site_in(_TITLE_BREAK.split(clean(page_title))) if page_title else None)
    own = stripped_title(page_title, {site or "", tag.get("columnname", "")}) if page_title else None
    candidates = [tag.get("articletitle"), *titles, _first(printed, TITLE), own]
    return About(
        title=next((clean(t) for t in candidates if t and clean(t)), None),
        published=_published(tag, printed),
        source=tag.get("contentsource") or _first(printed, SOURCE) or _first(printed, PUBLISHER),
        site_name=site,
        index_number=_first(printed, INDEX),
        document_number=document_number(_first(printed, NUMBER)),
        meta=tuple((name, value) for name, value in (*tags, *box) if value),
    )


def document_number(text: str | None) -> str | None:
    """The 文号 in `text` with 〔〕 and 号: 鄂政办电〔2015〕52号."""
    found = _DOCUMENT_NUMBER.search(text or "")
    if not found:
        return None
    return f"{found['organ']}〔{found['year']}〕{found['number']}号"


def printed_number(document: Document) -> str | None:
    """The 文号 that stands on a line of its own at the top of the text."""
    lines = [document.text[b.start : b.end] for b in document.blocks[:_TOP] if b.kind != "table"]
    return next((document_number(line) for line in lines if _DOCUMENT_NUMBER.fullmatch(line)), None)


def stripped_title(title: str, names: set[str]) -> str:
    """A <title> without the names of site and column behind (or before) it."""
    parts = [part for part in _TITLE_BREAK.split(clean(title)) if part]
    if len(parts) < 2:
        return clean(title)
    kept = [p for p in parts if p not in names and not (len(p) <= 25 and _SITE_END.search(p))]
    best = kept[0] if kept else max(parts, key=len)
    start = clean(title).find(best)
    ends = [clean(title).find(p, start + len(best)) for p in parts if p not in kept]
    end = min((e for e in ends if e > 0), default=len(clean(title)))
    return clean(title)[start:end].rstrip(" _|｜>»-–—")


def _pairs_of(line: str, following: str) -> list[tuple[str, str]]:
    found = list(_LABEL.finditer(line)) if ":" in line or "：" in line else []
    if not found:
        bare = bare_label(line)
        return [(bare, _value(following))] if bare and _is_value(following) else []
    pairs = []
    for match, after in zip(found, [*found[1:], None], strict=True):
        value = line[match.end() : after.start() if after else len(line)]
        if not value.strip(_EDGES) and after is None and _is_value(following):
            value = following
        pairs.append((_plain(match["name"]), _value(value)))
    return [(name, value) for name, value in pairs if value]


def _is_value(line: str) -> bool:
    return 0 < len(line) <= _MAX_VALUE and not _LABEL.match(line) and not _BARE_LABEL.fullmatch(line)


def _value(text: str) -> str:
    return clean(re.split(r"\s{4,}|　{2,}", text.strip(_EDGES))[0]).strip(_EDGES)[:_MAX_VALUE]


def _plain(name: str) -> str:
    return re.sub(r"[\s　]", "", name)


def _first(printed: Mapping[str, str], names: Sequence[str]) -> str | None:
    return next((printed[name] for name in names if name in printed), None)


def _published(tag: Mapping[str, str], printed: Mapping[str, str]) -> str | None:
    """The tag, else the printed date. Where the page gives a date of writing more than 180 days older, the
    site was moved and stamped all its pages anew: then that date is nearer to the truth.
    """
    written = next((d for name in WRITTEN if (d := parse_date(printed.get(name)))), None)
    shown = parse_date(tag.get("pubdate")) or next(
        (d for name in PUBLISHED if (d := parse_date(printed.get(name)))), None
    )
    if written and (not shown or _days(shown) - _days(written) > 180):
        return written
    return shown


def _days(iso: str) -> int:
    year, month, day = map(int, iso.split("-"))
    return year * 365 + month * 30 + day
